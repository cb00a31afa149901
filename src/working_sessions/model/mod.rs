//! Sessions, their records and next steps, and the states that follow from them. Pure.

mod step;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;
use serde::Deserialize;
use uuid::Uuid;

use crate::{
    access::Side,
    base::words::words,
    error::{Error, Refusal},
    files::{self, File},
};

pub use step::{Dropped, NewStep, Step};

/// The longest title, in characters.
pub const LONGEST_TITLE: usize = 200;
/// The longest place or next step, in characters.
pub const LONGEST_LINE: usize = 300;
/// The most next steps that one record agrees on.
pub const MOST_STEPS: usize = 10;
/// The most rounds of a record: the last one is not corrected any more. Whoever does not agree by then talks.
pub const MOST_ROUNDS: i32 = 20;
/// How far a record may end ahead of our clock: a form knows minutes only, and clocks differ.
const GRACE: TimeDelta = TimeDelta::minutes(1);

/// Where, when, with whom and on what: as it is planned, or as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSetting {
    /// Where.
    pub place: String,
    /// From when.
    pub from: DateTime<Utc>,
    /// To when.
    pub to: DateTime<Utc>,
    /// Who takes part: somebody of each side.
    pub people: Vec<Uuid>,
    /// The topics that are worked on, by number.
    pub topics: Vec<i32>,
}

/// A session to be planned.
#[derive(Clone, Debug)]
pub struct NewPlan {
    /// What it is called.
    pub title: String,
    /// Where, when, with whom and on what.
    pub setting: NewSetting,
    /// What is to be done; Markdown, may be empty.
    pub agenda: String,
}

/// How a session was.
#[derive(Clone, Debug)]
pub struct NewRecord {
    /// Where, when, with whom and on what.
    pub setting: NewSetting,
    /// What was changed; Markdown, may be empty.
    pub changed: String,
    /// What came of it; Markdown.
    pub outcome: String,
    /// What was agreed to be done next.
    pub steps: Vec<NewStep>,
    /// The open steps of earlier rounds that are still agreed, by number.
    pub kept: Vec<i32>,
}

impl NewRecord {
    /// Whether it can have been so by `now`.
    ///
    /// # Errors
    /// When it lies ahead, or ends ahead.
    pub fn check(&self, now: DateTime<Utc>) -> Result<(), Refusal> {
        if self.setting.from > now {
            Err(Refusal::new("refused-session-not-yet"))
        } else if self.setting.to > now + GRACE {
            Err(Refusal::new("refused-session-not-over"))
        } else {
            Ok(())
        }
    }
}

words! {
    /// What the other side says to a record.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
    #[serde(rename_all = "lowercase")]
    pub enum Answer {
        /// That is how it was.
        Confirmed = "confirmed",
        /// Not quite: it says what was otherwise.
        Corrected = "corrected",
    }
}

impl Answer {
    /// Key of what the story says of it.
    #[must_use]
    pub const fn said_key(self) -> &'static str {
        match self {
            Answer::Confirmed => "sessions-said-confirmed",
            Answer::Corrected => "sessions-said-corrected",
        }
    }
}

/// How far a session has come, in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// It is still to come.
    Planned,
    /// Somebody said that it has begun.
    Running,
    /// One side said how it was; the other has yet to confirm it.
    Recorded,
    /// The other side corrected that; it is to be recorded once more.
    Corrected,
    /// Both sides say that it was so.
    Confirmed,
    /// It does not take place.
    Cancelled,
}

impl Status {
    /// What follows from what was said of a session: whether it begun or was cancelled, and the answer to its latest record.
    #[must_use]
    pub fn of(begun: bool, cancelled: bool, latest: Option<Option<Answer>>) -> Status {
        match latest {
            _ if cancelled => Status::Cancelled,
            None if begun => Status::Running,
            None => Status::Planned,
            Some(None) => Status::Recorded,
            Some(Some(Answer::Corrected)) => Status::Corrected,
            Some(Some(Answer::Confirmed)) => Status::Confirmed,
        }
    }

    /// Key of the word.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Status::Planned => "sessions-planned",
            Status::Running => "sessions-running",
            Status::Recorded => "sessions-recorded",
            Status::Corrected => "sessions-corrected",
            Status::Confirmed => "sessions-confirmed",
            Status::Cancelled => "sessions-cancelled",
        }
    }

    /// Tone of its tag.
    #[must_use]
    pub const fn tone(self) -> &'static str {
        match self {
            Status::Planned | Status::Cancelled => "quiet",
            Status::Running | Status::Recorded | Status::Corrected => "open",
            Status::Confirmed => "good",
        }
    }

    /// Which side has to move when this side recorded it: confirm the record, or write it once more.
    #[must_use]
    pub const fn waits_on(self, recorded_by: Side) -> Option<Side> {
        match self {
            Status::Recorded => Some(recorded_by.other()),
            Status::Corrected => Some(recorded_by),
            Status::Planned | Status::Running | Status::Confirmed | Status::Cancelled => None,
        }
    }

    /// Whether it is still to be recorded for the first time.
    #[must_use]
    pub const fn is_ahead(self) -> bool {
        matches!(self, Status::Planned | Status::Running)
    }
}

/// Somebody who takes part.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Participant {
    pub id: Uuid,
    /// Full name.
    pub name: String,
    pub side: Side,
}

/// A topic that is worked on.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Topic {
    /// `T1` without its letter.
    pub number: i32,
    /// What it is called.
    pub title: String,
}

/// Where, when, with whom and on what, as it stands on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Where.
    pub place: String,
    /// From when.
    pub from: DateTime<Utc>,
    /// To when.
    pub to: DateTime<Utc>,
    /// Who takes part, the client's first.
    pub people: Vec<Participant>,
    /// What is worked on.
    pub topics: Vec<Topic>,
}

/// Who did something, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct By {
    /// Who, by name.
    pub who: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// One round: how it was in the words of one side and, once it is given, the other's answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// 1, 2, …
    pub round: i32,
    /// Where, when, with whom and on what.
    pub setting: Setting,
    /// What was changed; may be empty.
    pub changed: String,
    /// What came of it.
    pub outcome: String,
    /// Who recorded it, and when.
    pub by: By,
    pub side: Side,
    /// What the other side said.
    pub answered: Option<Answered>,
}

/// An answer that was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    pub answer: Answer,
    /// What was otherwise; empty when it is confirmed.
    pub correction: String,
    /// Who gave it, and when.
    pub by: By,
}

/// Why and by whom it was cancelled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cancellation {
    pub why: String,
    /// Who, and when.
    pub by: By,
}

/// A session with everything that was said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// `WS1` without its letters.
    pub number: i32,
    /// What it is called.
    pub title: String,
    /// What is to be done; may be empty.
    pub agenda: String,
    /// Who planned or recorded it first, and when.
    pub added: By,
    pub added_side: Side,
    /// How often its plan was changed.
    pub revision: i32,
    /// The time zone of the client, in which its day is counted.
    pub zone: Tz,
    /// The plan; none when it was only recorded afterwards.
    pub plan: Option<Setting>,
    /// Who said that it has begun.
    pub begun: Option<By>,
    /// Why it does not take place.
    pub cancelled: Option<Cancellation>,
    /// The rounds of its record, the first first.
    pub records: Vec<Record>,
    /// What was agreed in it.
    pub steps: Vec<Step>,
    /// What was attached.
    pub files: Vec<File>,
}

impl Session {
    /// How far it has come.
    #[must_use]
    pub fn status(&self) -> Status {
        let latest = self.records.last().map(|record| record.answered.as_ref().map(|answered| answered.answer));
        Status::of(self.begun.is_some(), self.cancelled.is_some(), latest)
    }

    /// Which side has to move: confirm the record, or write it once more.
    #[must_use]
    pub fn waits_on(&self) -> Option<Side> {
        self.records.last().and_then(|record| self.status().waits_on(record.side))
    }

    /// Where, when, with whom and on what: as it was recorded last, else as it is planned.
    #[must_use]
    pub fn setting(&self) -> Option<&Setting> {
        self.records.last().map(|record| &record.setting).or(self.plan.as_ref())
    }

    /// On which day it is, where the client works.
    #[must_use]
    pub fn day(&self) -> NaiveDate {
        self.setting().map_or_else(NaiveDate::default, |setting| setting.from.with_timezone(&self.zone).date_naive())
    }

    /// Whether its day has come by `now`.
    #[must_use]
    pub fn has_come(&self, now: DateTime<Utc>) -> bool {
        self.day() <= now.with_timezone(&self.zone).date_naive()
    }

    /// The steps that are still to be done.
    pub fn open_steps(&self) -> impl Iterator<Item = &Step> {
        self.steps.iter().filter(|step| step.is_open())
    }

    /// Number of the round that waits for an answer.
    #[must_use]
    pub fn latest_open(&self) -> Option<i32> {
        self.records.last().filter(|record| record.answered.is_none()).map(|record| record.round)
    }

    /// Number of the round that the next record would be.
    #[must_use]
    pub fn next_round(&self) -> i32 {
        self.records.last().map_or(1, |record| record.round + 1)
    }

    /// Whether its plan can still be changed, as somebody saw it at `revision`.
    ///
    /// # Errors
    /// When it is no longer planned, or was changed meanwhile.
    pub fn check_change(&self, revision: i32) -> Result<(), Refusal> {
        self.check_planned()?;
        if self.revision == revision { Ok(()) } else { Err(Refusal::new("refused-session-changed")) }
    }

    /// Whether it is still planned and has not begun.
    ///
    /// # Errors
    /// The reason why not.
    pub fn check_planned(&self) -> Result<(), Refusal> {
        match self.status() {
            Status::Planned => Ok(()),
            Status::Running => Err(Refusal::new("refused-session-begun")),
            Status::Cancelled => Err(Refusal::new("refused-session-cancelled")),
            Status::Recorded | Status::Corrected | Status::Confirmed => Err(Refusal::new("refused-session-recorded")),
        }
    }

    /// Whether it can still be cancelled: nobody has recorded it. It may have begun, by mistake or in vain.
    ///
    /// # Errors
    /// The reason why not.
    pub fn check_cancel(&self) -> Result<(), Refusal> {
        if self.status() == Status::Running { Ok(()) } else { self.check_planned() }
    }

    /// Whether it can begin now.
    ///
    /// # Errors
    /// When it is no longer planned, or its day has not come.
    pub fn check_begin(&self, now: DateTime<Utc>) -> Result<(), Refusal> {
        self.check_planned()?;
        if self.has_come(now) { Ok(()) } else { Err(Refusal::new("refused-session-not-yet")) }
    }

    /// Whether a side can record it now, as round `round`.
    ///
    /// # Errors
    /// The reason why not: its day has not come, the other side's record is answered instead, somebody recorded it meanwhile.
    pub fn check_record(&self, side: Side, round: i32, now: DateTime<Utc>) -> Result<(), Refusal> {
        match (self.status(), self.records.last()) {
            (Status::Planned, _) if !self.has_come(now) => Err(Refusal::new("refused-session-not-yet")),
            (Status::Planned | Status::Running, _) if round == 1 => Ok(()),
            (Status::Cancelled, _) => Err(Refusal::new("refused-session-cancelled")),
            (Status::Corrected, Some(record)) if record.side != side => Err(Refusal::new("refused-session-other-side-amends")),
            (Status::Corrected, Some(record)) if record.round >= MOST_ROUNDS => Err(Refusal::new("refused-session-enough-rounds")),
            (Status::Corrected, Some(record)) if round == record.round + 1 => Ok(()),
            _ => Err(Refusal::new("refused-session-recorded")),
        }
    }

    /// Whether files can be attached: until both sides say that it was so.
    ///
    /// # Errors
    /// When it was cancelled or confirmed.
    pub fn check_files(&self) -> Result<(), Refusal> {
        match self.status() {
            Status::Cancelled => Err(Refusal::new("refused-session-cancelled")),
            Status::Confirmed => Err(Refusal::new("refused-session-confirmed")),
            Status::Planned | Status::Running | Status::Recorded | Status::Corrected => Ok(()),
        }
    }

    /// Whether a side can answer the record of this round so.
    ///
    /// # Errors
    /// When the side recorded it itself, it was answered meanwhile, or the last round is not to be corrected any more.
    pub fn check_answer(&self, side: Side, round: i32, answer: Answer) -> Result<(), Refusal> {
        match self.records.last() {
            Some(record) if record.side == side => Err(Refusal::new("refused-session-own-record")),
            Some(record) if record.round != round || record.answered.is_some() => Err(Refusal::new("refused-session-answered")),
            Some(record) if answer == Answer::Corrected && record.round >= MOST_ROUNDS => {
                Err(Refusal::new("refused-session-enough-rounds"))
            }
            Some(_) => Ok(()),
            None => Err(Refusal::new("refused-session-answered")),
        }
    }

    /// How many versions of files there are to be seen before it is confirmed.
    #[must_use]
    pub fn seen_files(&self) -> i64 {
        files::model::seen(&self.files)
    }

    /// Whether somebody who confirms it has seen all its files, `seen` versions of them.
    ///
    /// # Errors
    /// When files came in since.
    pub fn check_seen(&self, seen: i64) -> Result<(), Refusal> {
        if self.seen_files() == seen { Ok(()) } else { Err(Refusal::new("refused-session-files-added")) }
    }

    /// The step, if a side can say that it is done.
    ///
    /// # Errors
    /// As [`Session::check_drop`], and `Refused` when it is the other side's.
    pub fn check_done(&self, number: i32, side: Side) -> Result<&Step, Error> {
        let step = self.step(number)?;
        if step.side != side {
            return Err(Refusal::new("refused-step-of-other-side").into());
        }
        self.check_drop(number)
    }

    fn step(&self, number: i32) -> Result<&Step, Error> {
        self.steps.iter().find(|step| step.number == number).ok_or(Error::NotFound)
    }

    /// The step, if either side can say that it is no longer agreed.
    ///
    /// # Errors
    /// `NotFound` when there is no such step; `Refused` when it was done, or is no longer agreed.
    pub fn check_drop(&self, number: i32) -> Result<&Step, Error> {
        let step = self.step(number)?;
        match (&step.done, &step.dropped) {
            (None, None) => Ok(step),
            (Some(by), _) => Err(Refusal::new("refused-step-done").with("who", &by.who).into()),
            (None, Some(_)) => Err(Refusal::new("refused-step-dropped").into()),
        }
    }
}

/// Whether both sides take part: a session is time spent side by side.
#[must_use]
pub fn are_both_sides(people: &[Participant]) -> bool {
    Side::BOTH.into_iter().all(|side| people.iter().any(|person| person.side == side))
}

#[cfg(test)]
mod tests;
