//! Next steps: what was agreed in a session, by whom and by when.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::By;
use crate::{access::Side, error::Refusal, turns::model::Promise};

/// Something that was agreed to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewStep {
    pub text: String,
    /// By whom.
    pub owner: Uuid,
    /// Until the close of which day, where the owner works.
    pub due_on: NaiveDate,
}

impl NewStep {
    /// Whether there is time for it, in the calendar of the side that takes it on.
    ///
    /// # Errors
    /// When that day has closed.
    pub fn check_due(&self, owner: &Promise, now: DateTime<Utc>) -> Result<(), Refusal> {
        if owner.calendar.at_close(self.due_on) > now { Ok(()) } else { Err(Refusal::new("refused-step-due-passed")) }
    }
}

/// A next step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// `WS1.2` without what stands before the dot.
    pub number: i32,
    /// What is to be done.
    pub text: String,
    /// By whom.
    pub owner: Uuid,
    /// The same by name.
    pub owner_name: String,
    /// Whether the owner still sits there; when not, it is for everybody on that side.
    pub seated: bool,
    pub side: Side,
    /// Until the close of which day.
    pub due_on: NaiveDate,
    /// When that is, as long as it is the owner's turn.
    pub due_at: Option<DateTime<Utc>>,
    /// How it came to be no longer agreed.
    pub dropped: Option<Dropped>,
    /// Who did it, and when.
    pub done: Option<By>,
    /// What they said to that; may be empty.
    pub note: String,
}

impl Step {
    /// Whether it is still to be done.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.done.is_none() && self.dropped.is_none()
    }

    /// Whether it should have been done by `now`.
    #[must_use]
    pub fn is_overdue(&self, now: DateTime<Utc>) -> bool {
        self.is_open() && self.due_at.is_some_and(|due| due < now)
    }
}

/// How a step came to be no longer agreed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dropped {
    /// This round of the record no longer has it.
    InRound(i32),
    /// Somebody said so.
    Said {
        why: String,
        /// Who, and when.
        by: By,
    },
}
