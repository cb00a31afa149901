//! What people write down about a handover, and the rules by which it is taken. Pure.

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    access::Side,
    base::{digest::Digest, language::Language},
    error::{Error, Refusal},
    readiness::{
        facts::{Milestone, Person},
        gates::{Gate, GateState},
        ladder::{Level, Mode, Standing},
        light::{Light, Readiness},
        sentence::Sentence,
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
    /// Which topic.
    pub topic: i32,
    /// Who, by seat of the client.
    pub seat: i32,
    /// How.
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
    /// On which topic.
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

/// From when the client runs what alone: the text that both sides sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMilestone {
    /// What it is called.
    pub title: String,
    /// "From … the client runs … without assistance of …"
    pub agreement: String,
    /// From when.
    pub at: DateTime<Utc>,
    /// Who owns it at the client, by seat; none: nobody is named yet.
    pub owner: Option<i32>,
    /// The topics it covers.
    pub topics: Vec<i32>,
    /// The deliverables it covers.
    pub deliverables: Vec<i32>,
}

impl NewMilestone {
    /// What a signature under this milestone of an engagement stands under.
    ///
    /// Canonical form: one JSON array without spaces, in UTF-8, with only `"`, `\` and control characters escaped, of
    /// `["tandem handover 1", engagement, number, title, agreement, at in UTC (RFC 3339, to the second), seat of the owner
    /// or null, [topics…], [deliverables…]]`, with the numbers of what is covered in ascending order.
    #[must_use]
    pub fn digest(&self, engagement: Uuid, number: i32) -> Digest {
        let ascending = |numbers: &[i32]| {
            let mut numbers = numbers.to_vec();
            numbers.sort_unstable();
            numbers
        };
        let canonical = serde_json::json!([
            "tandem handover 1",
            engagement,
            number,
            self.title,
            self.agreement,
            self.at.to_rfc3339_opts(SecondsFormat::Secs, true),
            self.owner,
            ascending(&self.topics),
            ascending(&self.deliverables),
        ]);
        Digest::of(canonical.to_string())
    }
}

impl Milestone {
    /// What is agreed, with the text that the facts of readiness leave out.
    #[must_use]
    pub fn plan(&self, agreement: String) -> NewMilestone {
        NewMilestone {
            title: self.title.clone(),
            agreement,
            at: self.at,
            owner: self.owner,
            topics: self.topics.clone(),
            deliverables: self.deliverables.clone(),
        }
    }

    /// Whether its agreement may still be changed.
    ///
    /// # Errors
    /// When both sides have signed it.
    pub fn check_change(&self) -> Result<(), Refusal> {
        if self.signed_at.is_some() { Err(Refusal::new("refused-milestone-signed")) } else { Ok(()) }
    }

    /// Whether a side may sign it as it stands.
    ///
    /// # Errors
    /// When the side has signed, or a gate blocks.
    pub fn check_signature(&self, side: Side, readiness: &Readiness) -> Result<(), Refusal> {
        self.check_change()?;
        if self.signed_by.contains(&side) {
            return Err(Refusal::new("refused-already-signed"));
        }
        if readiness.light != Light::Ready {
            return Err(Refusal::new("refused-milestone-blocked"));
        }
        Ok(())
    }
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

/// A sentence in both languages, as it was read when something was signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spoken {
    /// In English.
    pub en: String,
    /// In German.
    pub de: String,
}

impl Spoken {
    /// A sentence as it reads in both.
    #[must_use]
    pub fn of(sentence: &Sentence) -> Spoken {
        Spoken { en: sentence.say(Language::En), de: sentence.say(Language::De) }
    }

    /// In the reader's language.
    #[must_use]
    pub fn say(&self, language: Language) -> &str {
        match language {
            Language::En => &self.en,
            Language::De => &self.de,
        }
    }
}

/// A gate as it stood when somebody signed: words, so that the record outlives the rules and texts of its day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordedGate {
    /// What it asked.
    pub kind: String,
    /// How it stood: `pass`, `warning` or `waived`.
    pub state: String,
    /// What it was about, as a reference.
    pub about: String,
    /// Why it stood so.
    pub reason: Spoken,
    /// The waiver that let it pass, and how long that held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiver: Option<RecordedWaiver>,
}

/// A waiver as it stood when somebody signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordedWaiver {
    /// Its number.
    pub number: i32,
    /// The last day on which it held.
    pub until: NaiveDate,
}

impl RecordedGate {
    /// The record of a gate.
    #[must_use]
    pub fn of(gate: &Gate) -> RecordedGate {
        RecordedGate {
            kind: gate.kind.as_str().to_owned(),
            state: gate.state.as_str().to_owned(),
            about: gate.about.to_string(),
            reason: Spoken::of(&gate.reason),
            waiver: gate
                .waiver
                .as_ref()
                .filter(|_| gate.state == GateState::Waived)
                .map(|waiver| RecordedWaiver { number: waiver.number, until: waiver.until }),
        }
    }

    /// Key of the word for how it stood.
    #[must_use]
    pub fn state_key(&self) -> &'static str {
        let stood = [GateState::Warning, GateState::Waived].into_iter().find(|state| self.state == state.as_str());
        stood.unwrap_or(GateState::Pass).key()
    }
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

    #[test]
    fn every_word_of_an_agreement_counts() {
        let agreement = NewMilestone {
            title: "Handover".into(),
            agreement: "From 31 July".into(),
            at: "2026-07-31T16:00:00Z".parse().unwrap(),
            owner: Some(2),
            topics: vec![1, 2],
            deliverables: vec![5],
        };
        let digest = agreement.digest(Uuid::nil(), 5);
        // Made independently, by Python's json and hashlib from the documented form.
        assert_eq!(digest.to_string(), "1303bab7f6b1391741c84dd6fd2585a5766f5b84ec555cb597f63f255fba1e3c");
        let turned = NewMilestone { topics: vec![2, 1], ..agreement.clone() };
        assert_eq!(digest, turned.digest(Uuid::nil(), 5), "the order in which it was chosen says nothing");
        assert_ne!(digest, agreement.digest(Uuid::max(), 5));
        assert_ne!(digest, agreement.digest(Uuid::nil(), 4));
        for other in [
            NewMilestone { agreement: "From 30 July".into(), ..agreement.clone() },
            NewMilestone { owner: None, ..agreement.clone() },
            NewMilestone { topics: vec![1], ..agreement.clone() },
            NewMilestone { deliverables: vec![], ..agreement.clone() },
        ] {
            assert_ne!(digest, other.digest(Uuid::nil(), 5));
        }
    }
}
