//! Where an engagement stands: derived from records, typed by nobody. Pure.

use chrono::{DateTime, Utc};

use crate::base::calendar::BusinessCalendar;

/// How many business days before the first milestone the handover begins.
const HANDOVER_AHEAD: u16 = 20;

/// A phase of an engagement's life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// Wishes become needs.
    Discovery,
    /// A catalogue of services was proposed.
    Scoping,
    /// Both sides have signed one.
    Delivery,
    /// The client is taking over.
    Handover,
    /// The client runs everything alone.
    Closed,
}

/// The records from which the phase follows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PhaseFacts {
    /// Whether a scope version was ever proposed.
    pub proposed: bool,
    /// Whether both sides ever signed one.
    pub agreed: bool,
    /// Whether a topic has reached level 3: somebody did it under supervision, alone, or taught it.
    pub practised: bool,
    /// Date of the first milestone, signed or not: so the phase never falls back.
    pub first_milestone_at: Option<DateTime<Utc>>,
    /// Whether the last milestone was signed by both sides.
    pub closed: bool,
}

impl Phase {
    /// All, in their order.
    pub const ALL: [Phase; 5] = [Phase::Discovery, Phase::Scoping, Phase::Delivery, Phase::Handover, Phase::Closed];

    /// The phase that follows from the records now; business days are the client's.
    #[must_use]
    pub fn derive(facts: &PhaseFacts, now: DateTime<Utc>, calendar: &BusinessCalendar) -> Phase {
        let milestone_near = || {
            facts.first_milestone_at.is_some_and(|at| {
                let begins = calendar.business_days_back(calendar.day_of(at), HANDOVER_AHEAD);
                begins <= calendar.day_of(now)
            })
        };
        if facts.closed {
            Phase::Closed
        } else if !facts.agreed {
            if facts.proposed { Phase::Scoping } else { Phase::Discovery }
        } else if facts.practised || milestone_near() {
            Phase::Handover
        } else {
            Phase::Delivery
        }
    }

    /// Key of its name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Phase::Discovery => "engagements-phase-discovery",
            Phase::Scoping => "engagements-phase-scoping",
            Phase::Delivery => "engagements-phase-delivery",
            Phase::Handover => "engagements-phase-handover",
            Phase::Closed => "engagements-phase-closed",
        }
    }

    /// Key of the sentence that says what the next phase needs; takes `signed` and `milestones`, counts.
    #[must_use]
    pub const fn next_key(self) -> &'static str {
        match self {
            Phase::Discovery => "engagements-next-scoping",
            Phase::Scoping => "engagements-next-delivery",
            Phase::Delivery => "engagements-next-handover",
            Phase::Handover => "engagements-next-closed",
            Phase::Closed => "engagements-next-none",
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::turns::queries::calendar;

    fn weekdays() -> BusinessCalendar {
        let (opens, closes) = ("09:00".parse().unwrap(), "17:00".parse().unwrap());
        calendar("Europe/Berlin", &[true, true, true, true, true, false, false], opens, closes, Vec::new()).unwrap()
    }

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn phase(facts: PhaseFacts, now: &str) -> Phase {
        Phase::derive(&facts, at(now), &weekdays())
    }

    #[test]
    fn it_follows_the_records() {
        let now = "2026-03-02T08:00:00Z";
        let mut facts = PhaseFacts::default();
        assert_eq!(phase(facts, now), Phase::Discovery);
        facts.proposed = true;
        assert_eq!(phase(facts, now), Phase::Scoping);
        facts.agreed = true;
        assert_eq!(phase(facts, now), Phase::Delivery);
        facts.practised = true;
        assert_eq!(phase(facts, now), Phase::Handover);
        facts.closed = true;
        assert_eq!(phase(facts, now), Phase::Closed);
    }

    #[test]
    fn the_handover_begins_twenty_business_days_before_the_first_milestone() {
        let facts =
            PhaseFacts { proposed: true, agreed: true, first_milestone_at: Some(at("2026-07-31T16:00:00Z")), ..PhaseFacts::default() };
        assert_eq!(phase(facts, "2026-07-02T21:59:00Z"), Phase::Delivery);
        assert_eq!(phase(facts, "2026-07-02T22:00:00Z"), Phase::Handover, "3 July begins in Kiel");
        assert_eq!(phase(facts, "2026-09-01T08:00:00Z"), Phase::Handover);
    }

    proptest! {
        #[test]
        fn nothing_is_delivered_before_it_is_agreed(proposed: bool, practised: bool, days in 0..400_i64) {
            let facts = PhaseFacts { proposed, practised, first_milestone_at: Some(at("2026-07-31T16:00:00Z")), ..PhaseFacts::default() };
            let now = at("2026-01-01T08:00:00Z") + chrono::TimeDelta::days(days);
            prop_assert!(Phase::derive(&facts, now, &weekdays()) <= Phase::Scoping);
        }

        #[test]
        fn time_alone_never_leads_back(practised: bool, one in 0..400_i64, more in 0..400_i64) {
            let facts = PhaseFacts { proposed: true, agreed: true, practised, first_milestone_at: Some(at("2026-07-31T16:00:00Z")), closed: false };
            let now = at("2026-01-01T08:00:00Z") + chrono::TimeDelta::days(one);
            let later = now + chrono::TimeDelta::days(more);
            prop_assert!(Phase::derive(&facts, now, &weekdays()) <= Phase::derive(&facts, later, &weekdays()));
        }
    }
}
