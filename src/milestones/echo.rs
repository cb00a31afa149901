//! Echoes: some time after a handover the client is asked whether it still runs alone what it took over. Pure.

use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::Deserialize;

use crate::readiness::facts::{Facts, Milestone};

/// After how many days it is asked.
pub const ECHO_DAYS: [u16; 2] = [30, 60];

/// One time of asking.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Echo {
    /// How many days after the handover.
    pub days: i32,
    /// From this day on it is asked.
    pub due_on: NaiveDate,
    /// When it was asked.
    pub asked_at: Option<DateTime<Utc>>,
    /// What the client answered, if it has.
    #[serde(flatten)]
    pub answer: Option<Answered>,
}

/// What the client answered to an echo.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Answered {
    /// Whether it is still run alone.
    pub alone: bool,
    /// Who says so, by name.
    pub answered_by: String,
    /// When.
    pub answered_at: DateTime<Utc>,
    /// The feedback entry that a no became.
    pub feedback: Option<i32>,
    /// What was added to a yes; may be empty.
    pub remark: String,
}

/// A milestone that is asked about.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Asked {
    /// What it is called.
    pub title: String,
    /// From when the client runs it alone.
    pub at: DateTime<Utc>,
    /// The text that both sides have signed.
    pub agreement: String,
    /// Whether an echo waits for an answer.
    pub waits: bool,
}

/// When echoes of a milestone that both sides sign at `signed_at` are due, with how many days after it that is: counted from
/// the day from which it is run alone. None where no topic is handed over.
#[must_use]
pub fn due_days(facts: &Facts, milestone: &Milestone, signed_at: DateTime<Utc>) -> Vec<(i32, NaiveDate)> {
    if milestone.topics.is_empty() {
        return Vec::new();
    }
    let alone_since = facts.day(milestone.at).max(facts.day(signed_at));
    let due = |days: u16| Some((i32::from(days), alone_since.checked_add_days(Days::new(days.into()))?));
    ECHO_DAYS.into_iter().filter_map(due).collect()
}
