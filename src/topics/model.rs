//! What people write down about topics, and the rules by which it is taken. Pure.

use chrono::NaiveDate;
use serde::Serialize;
use uuid::Uuid;

use crate::{
    access::Side,
    base::digest::Digest,
    error::{Error, Refusal},
    readiness::{
        facts::Person,
        ladder::{Level, Mode, Standing},
    },
};

/// Agreements, descriptions and notes have room for this many characters.
pub const LONGEST_TEXT: usize = 10_000;
/// People that a topic may need.
pub const MOST_PEOPLE: i32 = 20;
/// The level that a topic aims at unless somebody says otherwise: alone.
pub const USUAL_TARGET: Level = 4;

/// What is to be handed over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, sqlx::FromRow)]
pub struct NewTopic {
    /// What it is called.
    pub title: String,
    /// What it takes; may be empty.
    pub text: String,
    /// Key of the agreed service line that it belongs to.
    pub line: String,
    /// Whether the client cannot do a day without it.
    pub critical: bool,
    /// How many people have to reach the level.
    pub people_needed: i32,
    /// The level they have to reach.
    pub target_level: Level,
    /// Where its runbook is kept.
    pub runbook_url: Option<String>,
}

impl NewTopic {
    /// The people a topic needs unless somebody says otherwise: nobody is irreplaceable where it is critical.
    #[must_use]
    pub const fn people_usually_needed(critical: bool) -> i32 {
        if critical { 2 } else { 1 }
    }

    /// What a milestone that covers it asks of it; not how it is worded and where its runbook is.
    #[must_use]
    pub fn asks(&self) -> (&str, &str, bool, i32, Level) {
        (&self.title, &self.line, self.critical, self.people_needed, self.target_level)
    }

    /// What a form was shown for: differs as soon as anything of it was changed.
    #[must_use]
    pub fn version(&self) -> String {
        // Plain data: nothing in it can fail to be written down.
        Digest::of(serde_json::to_vec(self).unwrap_or_default()).to_string()
    }
}

/// Somebody was seen doing a topic.
#[derive(Clone, Debug)]
pub struct NewObservation {
    pub topic: i32,
    /// Who, by seat of the client.
    pub seat: i32,
    pub mode: Mode,
    /// When, where the client works.
    pub observed_on: NaiveDate,
    /// Whether it was a real case and no exercise.
    pub real_case: bool,
    /// What was done.
    pub text: String,
    /// Where that can be seen.
    pub evidence_url: Option<String>,
    /// Whether the runbook was followed.
    pub by_runbook: bool,
    /// Who was taught, by seat; exactly when the mode is [`Mode::Taught`].
    pub learner: Option<i32>,
    /// In which working session.
    pub session: Option<i32>,
}

impl NewObservation {
    /// Whether it can have been so; `today` is the client's.
    ///
    /// # Errors
    /// What cannot be.
    pub fn check(&self, today: NaiveDate) -> Result<(), Refusal> {
        check_day(self.observed_on, today)?;
        match (self.mode, self.learner) {
            (Mode::Taught, Some(learner)) if learner != self.seat => Ok(()),
            (Mode::Taught, _) => Err(Refusal::new("refused-handover-learner")),
            (_, None) => Ok(()),
            (_, Some(_)) => Err(Refusal::new("refused-handover-no-learner")),
        }
    }
}

/// An expert had to help.
#[derive(Clone, Debug)]
pub struct NewAssist {
    pub topic: i32,
    /// Who was helped, by seat of the client.
    pub seat: i32,
    /// Who helped: somebody on the provider's side.
    pub helper: Uuid,
    /// For how long.
    pub minutes: i32,
    /// When, where the client works.
    pub assisted_on: NaiveDate,
    /// With what.
    pub text: String,
    /// In which working session.
    pub session: Option<i32>,
}

/// Nobody records what has not happened yet.
///
/// # Errors
/// When the day lies ahead.
pub fn check_day(day: NaiveDate, today: NaiveDate) -> Result<(), Refusal> {
    if day > today { Err(Refusal::new("refused-handover-future")) } else { Ok(()) }
}

/// Whether a side may attest that somebody does a topic alone.
///
/// # Errors
/// When there is too little to attest, or the side has attested it.
pub fn check_attestation(standing: &Standing, side: Side) -> Result<(), Refusal> {
    if standing.attested.contains(&side) {
        return Err(Refusal::new("refused-already-attested"));
    }
    if !standing.can_be_attested() {
        return Err(Refusal::new("refused-handover-not-unaided"));
    }
    Ok(())
}

/// Whoever of these people of the client still has the seat.
///
/// # Errors
/// `NotFound` when there is no such seat, `Refused` when it has ended.
pub fn holder(people: &[Person], seat: i32) -> Result<&Person, Error> {
    let person = people.iter().find(|person| person.seat == seat).ok_or(Error::NotFound)?;
    if person.active { Ok(person) } else { Err(Refusal::new("refused-handover-seat-ended").with("name", &person.name).into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn nothing_is_seen_before_it_happens() {
        assert!(check_day(day("2026-07-15"), day("2026-07-15")).is_ok());
        assert!(check_day(day("2026-07-16"), day("2026-07-15")).is_err());
    }

    #[test]
    fn only_teaching_has_a_learner_and_that_is_somebody_else() {
        let seen = |mode, learner| NewObservation {
            topic: 1,
            seat: 3,
            mode,
            observed_on: day("2026-07-15"),
            real_case: true,
            text: String::new(),
            evidence_url: None,
            by_runbook: false,
            learner,
            session: None,
        };
        for (mode, learner, right) in [
            (Mode::Taught, Some(2), true),
            (Mode::Taught, Some(3), false),
            (Mode::Taught, None, false),
            (Mode::Alone, None, true),
            (Mode::Alone, Some(2), false),
        ] {
            assert_eq!(seen(mode, learner).check(day("2026-07-15")).is_ok(), right, "{mode:?} {learner:?}");
        }
    }

    #[test]
    fn a_side_attests_once_and_not_too_early() {
        let standing = |unaided_days, attested| Standing { unaided_days, attested, ..Standing::default() };
        assert!(check_attestation(&standing(2, vec![]), Side::Client).is_ok());
        assert!(check_attestation(&standing(1, vec![]), Side::Client).is_err());
        assert!(check_attestation(&standing(2, vec![Side::Provider]), Side::Client).is_ok());
        assert!(check_attestation(&standing(2, vec![Side::Client]), Side::Client).is_err());
    }
}
