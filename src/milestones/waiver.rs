//! Waivers: a gate that does not hold a milestone back for a while, because both sides say so. Pure.

use chrono::{Days, NaiveDate};

use crate::{
    access::Side,
    base::words::words,
    error::Refusal,
    readiness::gates::{Gate, GateState},
};

/// Reasons and answers have room for this many characters.
pub const LONGEST_REASON: usize = 2000;
/// A waiver holds for so many days at most: what stands longer is no exception but another agreement.
pub const LONGEST_DAYS: u64 = 180;

/// A waiver to be asked for.
#[derive(Clone, Debug)]
pub struct NewWaiver {
    /// The gate, by [`Gate::id`].
    pub gate: String,
    /// Why it may be passed over; Markdown.
    pub reason: String,
    /// The last day on which it holds.
    pub until: NaiveDate,
}

impl NewWaiver {
    /// The last day that can be asked for.
    #[must_use]
    pub fn latest(today: NaiveDate) -> NaiveDate {
        today.checked_add_days(Days::new(LONGEST_DAYS)).unwrap_or(NaiveDate::MAX)
    }

    /// The gate it is about, if it can be asked for.
    ///
    /// # Errors
    /// When that gate does not block, a waiver of it is open, or the day is past or too far.
    pub fn check<'a>(&self, gates: &'a [Gate], today: NaiveDate) -> Result<&'a Gate, Refusal> {
        let gate = gates.iter().find(|gate| gate.id() == self.gate).filter(|gate| gate.state == GateState::Blocked);
        let gate = gate.ok_or(Refusal::new("refused-waiver-not-blocked"))?;
        if gate.waiver.is_some() {
            return Err(Refusal::new("refused-waiver-asked"));
        }
        if self.until < today || self.until > NewWaiver::latest(today) {
            return Err(Refusal::new("refused-waiver-day"));
        }
        Ok(gate)
    }
}

/// Where a waiver stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// One side asked, the other has not answered.
    Asked,
    /// Both sides say so; it holds until its last day.
    Agreed,
    /// The other side declined.
    Declined,
    /// The side that asked took it back before there was an answer.
    Withdrawn,
    /// A side ended it while it held.
    Ended,
    /// Nobody answered in time.
    Lapsed,
}

impl State {
    /// The state that the columns `agreed`, `ended_at` and `lapsed_at` make.
    #[must_use]
    pub const fn of(agreed: Option<bool>, ended: bool, lapsed: bool) -> State {
        match (agreed, ended) {
            (None, _) if lapsed => State::Lapsed,
            (None, false) => State::Asked,
            (None, true) => State::Withdrawn,
            (Some(true), false) => State::Agreed,
            (Some(true), true) => State::Ended,
            (Some(false), _) => State::Declined,
        }
    }

    /// Key and tone of the word for it; `holds` tells one that holds from one that has run out.
    #[must_use]
    pub const fn word(self, holds: bool) -> (&'static str, &'static str) {
        match self {
            State::Asked => ("handover-waiver-asked", "open"),
            State::Agreed if holds => ("handover-waiver-holds", "warn"),
            State::Agreed => ("handover-waiver-expired", "quiet"),
            State::Declined => ("handover-waiver-declined", "quiet"),
            State::Withdrawn => ("handover-waiver-withdrawn", "quiet"),
            State::Ended => ("handover-waiver-ended", "quiet"),
            State::Lapsed => ("handover-waiver-lapsed", "quiet"),
        }
    }

    /// Key of what is said before its last day; none where that day means nothing any more.
    #[must_use]
    pub const fn until(self) -> Option<&'static str> {
        match self {
            State::Asked => Some("handover-waiver-asked-until"),
            State::Agreed => Some("handover-waiver-until"),
            State::Declined | State::Withdrawn | State::Ended | State::Lapsed => None,
        }
    }

    /// Whether a side may answer it: the other one, once.
    ///
    /// # Errors
    /// When it asked itself, or there is nothing to answer any more.
    pub fn answer(self, asked: Side, by: Side) -> Result<(), Refusal> {
        match self {
            State::Asked if asked != by => Ok(()),
            State::Asked => Err(Refusal::new("refused-waiver-own")),
            _ => Err(Refusal::new("refused-waiver-answered")),
        }
    }

    /// Whether a side may take it back: the one that asked until there is an answer, either one while it is agreed.
    ///
    /// # Errors
    /// When there is nothing to take back, or the other side asked.
    pub fn end(self, asked: Side, by: Side) -> Result<State, Refusal> {
        match self {
            State::Asked if asked == by => Ok(State::Withdrawn),
            State::Agreed => Ok(State::Ended),
            _ => Err(Refusal::new("refused-waiver-over")),
        }
    }
}

words! {
    /// What the other side says.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Answer {
        /// The gate is waived.
        Agree = "agree",
        /// It is not.
        Decline = "decline",
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_side() -> impl Strategy<Value = Side> {
        prop::sample::select(Side::BOTH.to_vec())
    }

    proptest! {
        #[test]
        fn a_gate_is_waived_only_by_both_sides(asked in any_side(), acts in prop::collection::vec((0..3_u8, any_side()), 0..8)) {
            let (mut agreed, mut ended) = (None, false);
            let mut agreed_by = None;
            for (act, by) in acts {
                let state = State::of(agreed, ended, false);
                match act {
                    0 if state.answer(asked, by).is_ok() => { agreed = Some(true); agreed_by = Some(by); }
                    1 if state.answer(asked, by).is_ok() => agreed = Some(false),
                    2 if state.end(asked, by).is_ok() => ended = true,
                    _ => {}
                }
                if State::of(agreed, ended, false) == State::Agreed {
                    prop_assert_eq!(agreed_by, Some(asked.other()));
                }
                // Whatever is over stays over.
                if matches!(state, State::Declined | State::Withdrawn | State::Ended) {
                    prop_assert_eq!(State::of(agreed, ended, false), state);
                }
            }
        }
    }
}
