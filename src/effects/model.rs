//! Effects and how they end. Pure.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;

use crate::{access::Side, base::words::words, error::Refusal};

/// The longest business area, in characters.
pub const LONGEST_AREA: usize = 200;
/// The longest word on how bad it is and on who saw it, in characters.
pub const LONGEST_LINE: usize = 300;

/// An effect to be reported.
#[derive(Clone, Debug)]
pub struct NewEffect {
    /// The business area: "Purchasing".
    pub area: String,
    /// What happens there; Markdown.
    pub text: String,
    /// How bad that is, in words.
    pub severity: String,
    /// Since when.
    pub since: NaiveDate,
    /// Who saw it, in words: it need not be somebody with a seat.
    pub seen_by: String,
    /// Key of the scope line that it falls under, mostly an exclusion.
    pub touches: Option<String>,
    /// The feedback that it was first told in.
    pub feedback: Option<i32>,
    /// In which working session it was reported.
    pub session: Option<i32>,
}

words! {
    /// In which way it was found to be none.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum Dismissal {
        /// The side that reported it took it back.
        Withdrawn = "withdrawn",
        /// The client declined it.
        Declined = "declined",
    }
}

/// What somebody said to it, and when.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Said {
    /// The name of its owner, how it was settled, or why it is none.
    pub what: String,
    /// Who, by name.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// How far it has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// The client has yet to acknowledge it.
    Reported,
    /// The client did, and named an owner.
    Acknowledged(Said),
    /// The client said, after that, how it was settled.
    Settled(Said, Said),
    /// It is none, for the reason it gives.
    Dismissed(Dismissal, Said),
}

impl State {
    /// Key of the word.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            State::Reported => "effects-reported",
            State::Acknowledged(..) => "effects-acknowledged",
            State::Settled(..) => "effects-settled",
            State::Dismissed(Dismissal::Withdrawn, _) => "effects-withdrawn",
            State::Dismissed(Dismissal::Declined, _) => "effects-declined",
        }
    }

    /// Tone of its tag.
    #[must_use]
    pub const fn tone(&self) -> &'static str {
        match self {
            State::Reported => "warn",
            State::Acknowledged(..) => "open",
            State::Settled(..) => "good",
            State::Dismissed(..) => "quiet",
        }
    }
}

/// An effect with what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effect {
    /// `E1` without its letter.
    pub number: i32,
    /// The business area.
    pub area: String,
    /// What happens there; Markdown.
    pub text: String,
    /// How bad that is.
    pub severity: String,
    /// Since when.
    pub since: NaiveDate,
    /// Who saw it.
    pub seen_by: String,
    /// Key of the scope line that it falls under.
    pub touches: Option<String>,
    /// What that line is called.
    pub touches_title: Option<String>,
    /// The feedback that it was first told in.
    pub feedback: Option<i32>,
    /// In which working session it was reported.
    pub session: Option<i32>,
    /// Who reported it, by name.
    pub reported_by: String,
    pub reported_side: Side,
    /// When.
    pub reported_at: DateTime<Utc>,
    /// How far it has come.
    pub state: State,
    /// Who was named in place of an owner who no longer could, the latest last.
    pub successors: Vec<Said>,
    /// Whether its owner has no seat any more from which to see to it.
    pub owner_left: bool,
}

impl Effect {
    /// Who owns it at the client, once somebody does.
    #[must_use]
    pub fn owner(&self) -> Option<&str> {
        match &self.state {
            State::Acknowledged(first) | State::Settled(first, _) => Some(&self.successors.last().unwrap_or(first).what),
            State::Reported | State::Dismissed(..) => None,
        }
    }

    /// Whether the client can name another owner.
    ///
    /// # Errors
    /// When nobody owns it yet, it is at its end, or its owner can see to it.
    pub fn check_ownerless(&self) -> Result<(), Refusal> {
        self.check_settleable(Side::Client)?;
        if self.owner_left { Ok(()) } else { Err(Refusal::new("refused-effect-owned")) }
    }

    /// Whether the client can acknowledge or decline it.
    ///
    /// # Errors
    /// When it was acknowledged or found to be none meanwhile.
    pub fn check_answerable(&self) -> Result<(), Refusal> {
        match &self.state {
            State::Reported => Ok(()),
            State::Acknowledged(..) | State::Settled(..) => Err(Refusal::new("refused-effect-acknowledged")),
            State::Dismissed(..) => Err(Refusal::new("refused-effect-dismissed")),
        }
    }

    /// Whether a side can take it back.
    ///
    /// # Errors
    /// As [`Effect::check_answerable`], and when the other side reported it.
    pub fn check_withdrawable(&self, side: Side) -> Result<(), Refusal> {
        if side != self.reported_side {
            return Err(Refusal::new("refused-effect-not-reported-by-you"));
        }
        self.check_answerable()
    }

    /// Whether a side can say how it was settled.
    ///
    /// # Errors
    /// When it is not acknowledged, or settled already, and always for the provider: it is the client's own.
    pub fn check_settleable(&self, side: Side) -> Result<(), Refusal> {
        if side != Side::Client {
            return Err(Refusal::new("refused-effect-is-the-clients"));
        }
        match &self.state {
            State::Acknowledged(..) => Ok(()),
            State::Reported => Err(Refusal::new("refused-effect-unacknowledged")),
            State::Settled(..) => Err(Refusal::new("refused-effect-settled")),
            State::Dismissed(..) => Err(Refusal::new("refused-effect-dismissed")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn effect(state: State) -> Effect {
        Effect {
            number: 1,
            area: "Purchasing".into(),
            text: "Order confirmations arrive twice.".into(),
            severity: "A nuisance".into(),
            since: NaiveDate::default(),
            seen_by: "Jonas Petersen".into(),
            touches: None,
            touches_title: None,
            feedback: None,
            session: None,
            reported_by: "Samir Haddad".into(),
            reported_side: Side::Provider,
            reported_at: DateTime::default(),
            state,
            successors: Vec::new(),
            owner_left: false,
        }
    }

    fn said(what: &str) -> Said {
        Said { what: what.into(), by: "Ines Brandt".into(), at: DateTime::default() }
    }

    fn owner() -> Said {
        said("Jonas Petersen")
    }

    fn every_state() -> [State; 5] {
        [
            State::Reported,
            State::Acknowledged(owner()),
            State::Settled(owner(), said("Switched off")),
            State::Dismissed(Dismissal::Withdrawn, said("A mistake")),
            State::Dismissed(Dismissal::Declined, said("It was so before")),
        ]
    }

    #[test]
    fn only_what_is_reported_is_answered_and_only_what_is_owned_is_settled() {
        let able = |check: &dyn Fn(&Effect) -> bool| every_state().map(|state| check(&effect(state)));
        assert_eq!(able(&|effect| effect.check_answerable().is_ok()), [true, false, false, false, false]);
        assert_eq!(able(&|effect| effect.check_withdrawable(Side::Provider).is_ok()), [true, false, false, false, false]);
        assert_eq!(able(&|effect| effect.check_settleable(Side::Client).is_ok()), [false, true, false, false, false]);
        assert_eq!(able(&|effect| effect.owner().is_some()), [false, true, true, false, false]);
    }

    #[test]
    fn another_owner_is_named_only_for_one_who_left() {
        for state in every_state() {
            let mut effect = effect(state);
            assert!(effect.check_ownerless().is_err());
            effect.owner_left = true;
            assert_eq!(effect.check_ownerless().is_ok(), matches!(effect.state, State::Acknowledged(_)));
        }
        let mut effect = effect(State::Acknowledged(owner()));
        effect.successors = vec![said("Meryem Kaya"), said("Tobias Lenz")];
        assert_eq!(effect.owner(), Some("Tobias Lenz"));
    }

    #[test]
    fn each_side_keeps_to_its_own() {
        for state in every_state() {
            let effect = effect(state);
            assert_eq!(effect.check_withdrawable(Side::Client).unwrap_err().key(), "refused-effect-not-reported-by-you");
            assert_eq!(effect.check_settleable(Side::Provider).unwrap_err().key(), "refused-effect-is-the-clients");
        }
    }
}
