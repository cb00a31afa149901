//! Waivers as far as readiness goes. Pure.

use chrono::NaiveDate;
use serde::Deserialize;

use super::kind::GateKind;
use crate::{access::Side, things::Thing};

/// A waiver that is asked for, or that holds until its last day; as far as readiness goes.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Waiver {
    pub number: i32,
    pub milestone: i32,
    /// What the waived gate asks, as [`GateKind::as_str`].
    pub gate: String,
    /// What that gate is about, as a reference.
    pub about: String,
    /// The last day on which it holds.
    pub until: NaiveDate,
    pub asked_side: Side,
    /// Whether the other side has agreed.
    pub agreed: bool,
}

impl Waiver {
    /// As it is referred to.
    #[must_use]
    pub fn thing(&self) -> Thing {
        Thing::Waiver(self.number)
    }

    /// Whether it is about this gate of this milestone.
    #[must_use]
    pub fn is_about(&self, milestone: i32, kind: GateKind, about: &Thing) -> bool {
        self.milestone == milestone && self.gate == kind.as_str() && self.about == about.to_string()
    }

    /// Whether the gate lets the handover through on a day.
    #[must_use]
    pub fn holds(&self, today: NaiveDate) -> bool {
        self.agreed && today <= self.until
    }

    /// Whether nothing else can be asked for the same gate meanwhile: as long as it holds, and while nobody has answered until it
    /// has lapsed, which is an event of its own some time after its last day.
    #[must_use]
    pub fn is_in_the_way(&self, today: NaiveDate) -> bool {
        !self.agreed || today <= self.until
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_waiver_holds_once_both_say_so_and_through_its_last_day() {
        let asked = Waiver {
            number: 1,
            milestone: 5,
            gate: "people".into(),
            about: "T2".into(),
            until: day("2026-08-14"),
            asked_side: Side::Provider,
            agreed: false,
        };
        assert!(!asked.holds(day("2026-08-01")) && asked.is_in_the_way(day("2026-08-15")));
        let agreed = Waiver { agreed: true, ..asked };
        assert!(agreed.holds(day("2026-08-14")));
        assert!(!agreed.holds(day("2026-08-15")) && !agreed.is_in_the_way(day("2026-08-15")));
        assert!(agreed.is_about(5, GateKind::People, &Thing::Topic(2)));
        assert!(!agreed.is_about(4, GateKind::People, &Thing::Topic(2)));
        assert!(!agreed.is_about(5, GateKind::Runbook, &Thing::Topic(2)));
    }
}
