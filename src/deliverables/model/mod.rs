//! Deliverables, submissions and reviews: their states and rules. Pure.

use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    base::{
        text::Link,
        words::{UnknownWord, words},
    },
    error::Refusal,
    things::FilePlace,
    turns::model::Promises,
};

/// At most so many links go with a submission.
pub const MOST_LINKS: usize = 10;
/// The longest title, in characters.
pub const LONGEST_TITLE: usize = 200;
/// The longest remark on one criterion.
pub const LONGEST_REMARK: usize = 2000;

/// Where a deliverable stands. The number is that of the latest submission, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Promised; nobody works on it yet.
    Planned,
    /// The provider works on it.
    InWork,
    /// The client reviews this submission.
    Submitted(i32),
    /// The client sent this submission back.
    Returned(i32),
    /// The client accepted this submission.
    Accepted(i32),
    /// Both review windows of this submission ran out.
    DeemedAccepted(i32),
}

impl State {
    /// The state stored as this word beside this number of submissions.
    ///
    /// # Errors
    /// When the two do not go together, which the database forbids as well.
    pub fn of(word: &str, submissions: i32) -> Result<State, UnknownWord> {
        Ok(match (word, submissions) {
            ("planned", 0) => State::Planned,
            ("in_work", 0) => State::InWork,
            ("submitted", 1..) => State::Submitted(submissions),
            ("returned", 1..) => State::Returned(submissions),
            ("accepted", 1..) => State::Accepted(submissions),
            ("deemed_accepted", 1..) => State::DeemedAccepted(submissions),
            _ => return Err(UnknownWord),
        })
    }

    /// As stored.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            State::Planned => "planned",
            State::InWork => "in_work",
            State::Submitted(_) => "submitted",
            State::Returned(_) => "returned",
            State::Accepted(_) => "accepted",
            State::DeemedAccepted(_) => "deemed_accepted",
        }
    }

    /// Number of the latest submission; 0 before the first.
    #[must_use]
    pub const fn submissions(self) -> i32 {
        match self {
            State::Planned | State::InWork => 0,
            State::Submitted(number) | State::Returned(number) | State::Accepted(number) | State::DeemedAccepted(number) => number,
        }
    }

    /// Key of the word for it.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            State::Planned => "deliverables-state-planned",
            State::InWork => "deliverables-state-in-work",
            State::Submitted(_) => "deliverables-state-submitted",
            State::Returned(_) => "deliverables-state-returned",
            State::Accepted(_) => "deliverables-state-accepted",
            State::DeemedAccepted(_) => "deliverables-state-deemed-accepted",
        }
    }

    /// Tone of its tag.
    #[must_use]
    pub const fn tone(self) -> &'static str {
        match self {
            State::Planned => "quiet",
            State::InWork | State::Submitted(_) => "open",
            State::Returned(_) => "bad",
            State::Accepted(_) => "good",
            // Nobody looked at it: it stays a warning.
            State::DeemedAccepted(_) => "warn",
        }
    }

    /// Whether it came to its end.
    #[must_use]
    pub const fn is_finished(self) -> bool {
        matches!(self, State::Accepted(_) | State::DeemedAccepted(_))
    }

    /// Whether a submission can be handed in.
    #[must_use]
    pub const fn takes_submission(self) -> bool {
        matches!(self, State::Planned | State::InWork | State::Returned(_))
    }

    /// Where a file of deliverable `number` goes: with the submission that is under review, else laid ready for the next.
    ///
    /// # Errors
    /// When there is no next: what was reviewed stays what it was.
    pub fn place_of_files(self, number: i32) -> Result<FilePlace, Refusal> {
        match self {
            State::Planned | State::InWork | State::Returned(_) => Ok(FilePlace::Deliverable(number)),
            State::Submitted(submission) => Ok(FilePlace::Submission { deliverable: number, number: submission }),
            State::Accepted(_) | State::DeemedAccepted(_) => Err(Refusal::new("refused-files-locked")),
        }
    }

    /// Work begins.
    ///
    /// # Errors
    /// When it has begun before.
    pub fn start(self) -> Result<State, Refusal> {
        match self {
            State::Planned => Ok(State::InWork),
            _ => Err(Refusal::new("refused-deliverable-begun")),
        }
    }

    /// A submission is handed in; it gets the next number.
    ///
    /// # Errors
    /// While one is under review, and after acceptance.
    pub fn submit(self) -> Result<State, Refusal> {
        match self {
            State::Planned | State::InWork | State::Returned(_) => Ok(State::Submitted(self.submissions() + 1)),
            State::Submitted(number) => Err(Refusal::new("refused-under-review").with("submission", number)),
            State::Accepted(number) | State::DeemedAccepted(number) => {
                Err(Refusal::new("refused-deliverable-finished").with("submission", number))
            }
        }
    }

    /// The client decides on a submission.
    ///
    /// # Errors
    /// When a newer submission came in meanwhile, or this one was decided on.
    pub fn review(self, submission: i32, decision: Decision) -> Result<State, Refusal> {
        let latest = self.submissions();
        if submission < latest {
            return Err(Refusal::new("refused-newer-submission").with("submission", submission).with("newer", latest));
        }
        match self {
            State::Submitted(number) if number == submission => Ok(match decision {
                Decision::Accept => State::Accepted(number),
                Decision::Return => State::Returned(number),
            }),
            State::DeemedAccepted(_) => Err(Refusal::new("refused-deemed-accepted").with("submission", submission)),
            _ => Err(Refusal::new("refused-already-reviewed")),
        }
    }

    /// Both windows of the submission under review ran out; none when there is nothing to deem.
    #[must_use]
    pub fn deem(self, submission: i32) -> Option<State> {
        (self == State::Submitted(submission)).then_some(State::DeemedAccepted(submission))
    }
}

words! {
    /// What the client decides on a submission.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Decision {
        /// All criteria are met.
        Accept = "accept",
        /// Something is not met.
        Return = "return",
    }
}

/// The acceptance clock of one submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Windows {
    /// When the reviewers are reminded; none: the first window is too short for it.
    pub remind_at: Option<DateTime<Utc>>,
    /// End of the first review window.
    pub review_due_at: DateTime<Utc>,
    /// End of the second.
    pub second_due_at: DateTime<Utc>,
    /// Whether it is deemed accepted then, as the terms stood when it was handed in; otherwise the windows only remind.
    pub deems: bool,
    /// When they were reminded.
    pub reminded_at: Option<DateTime<Utc>>,
    /// When formal notice was given.
    pub noticed_at: Option<DateTime<Utc>>,
}

/// A first window of no more business days than this leaves no day to remind of it.
pub const TOO_SHORT_TO_REMIND: u16 = 1;

impl Windows {
    /// Those of a submission that is handed in `now`.
    #[must_use]
    pub fn of(promises: &Promises, now: DateTime<Utc>) -> Windows {
        let after = |days| promises.client.calendar.add_business_days(now, days);
        Windows {
            // One whole business day is left then.
            remind_at: (promises.review_days > TOO_SHORT_TO_REMIND).then(|| after(promises.review_days - 1)),
            review_due_at: after(promises.review_days),
            second_due_at: after(promises.review_days + promises.second_review_days),
            deems: promises.deems_acceptance,
            reminded_at: None,
            noticed_at: None,
        }
    }

    /// Whether the reviewers are to be reminded now. After an outage that outlasted the window it is too late for that: the
    /// notice says more, and a reminder of what is over would only confuse.
    #[must_use]
    pub fn reminder_is_due(&self, now: DateTime<Utc>) -> bool {
        self.reminded_at.is_none() && self.noticed_at.is_none() && self.remind_at.is_some_and(|at| at < now) && now <= self.review_due_at
    }

    /// Whether files can still be added: not once the first window is over, so that there always is a whole window to look at
    /// what came in before it is deemed accepted, and nobody who reviews is kept from it.
    ///
    /// # Errors
    /// When notice was given, or is due.
    pub fn check_files(&self, now: DateTime<Utc>) -> Result<(), Refusal> {
        if self.noticed_at.is_some() || now > self.review_due_at { Err(Refusal::new("refused-files-late")) } else { Ok(()) }
    }

    /// Whether formal notice is to be given now.
    #[must_use]
    pub fn notice_is_due(&self, now: DateTime<Utc>) -> bool {
        self.noticed_at.is_none() && now > self.review_due_at
    }

    /// When the second window ends, with the notice given `now`: as long as was promised after it, however late it comes
    /// after an outage. Where nothing is deemed, the date only reminds and stays.
    #[must_use]
    pub fn second_window(&self, promises: &Promises, now: DateTime<Utc>) -> DateTime<Utc> {
        if !self.deems {
            return self.second_due_at;
        }
        let calendar = &promises.client.calendar;
        // Given in the evening it still belongs to that day.
        let given = now.min(calendar.at_close(calendar.day_of(now)));
        self.second_due_at.max(calendar.add_business_days(given, promises.second_review_days))
    }

    /// Whether the submission is deemed accepted now: the second window ran out, too. Nothing is deemed without notice.
    #[must_use]
    pub fn deemed(&self, now: DateTime<Utc>) -> bool {
        self.deems && self.noticed_at.is_some() && now > self.second_due_at
    }
}

/// A deliverable to be planned.
#[derive(Clone, Debug)]
pub struct NewDeliverable {
    /// Key of the service line, such as `S1`.
    pub line: String,
    /// What it is called.
    pub title: String,
    /// What it will be; Markdown, may be empty.
    pub text: String,
    /// Until when it is promised.
    pub due_on: NaiveDate,
    /// Which of the line's criteria it answers for.
    pub answers_for: AnswersFor,
}

/// The acceptance criteria of a line that a deliverable answers for.
#[derive(Clone, Debug)]
pub enum AnswersFor {
    /// All, as they are agreed at this moment.
    All,
    /// Those chosen, counted from 1, of the line as it reads in this version of the scope.
    Some {
        /// The version in which they were read.
        version: i32,
        /// Their places in the line.
        places: Vec<i32>,
    },
}

impl AnswersFor {
    /// The texts, in the line's order, out of the line's `criteria` in the `agreed` version.
    ///
    /// # Errors
    /// When another version was agreed since, or none is chosen of a line that has some.
    pub fn texts<'a>(&self, agreed: i32, criteria: &'a [String]) -> Result<Vec<&'a str>, Refusal> {
        let chosen: Vec<&str> = match self {
            AnswersFor::All => criteria.iter().map(String::as_str).collect(),
            AnswersFor::Some { version, .. } if *version != agreed => {
                return Err(Refusal::new("refused-scope-moved-on").with("version", agreed));
            }
            AnswersFor::Some { places, .. } => {
                (1..).zip(criteria).filter(|(place, _)| places.contains(place)).map(|(_, text)| text.as_str()).collect()
            }
        };
        if chosen.is_empty() && !criteria.is_empty() { Err(Refusal::new("refused-no-criterion")) } else { Ok(chosen) }
    }
}

/// A submission to be handed in.
#[derive(Clone, Debug)]
pub struct NewSubmission {
    /// What was done and how; Markdown.
    pub notes: String,
    /// Where it can be seen; [`MOST_LINKS`] at most.
    pub links: Vec<Link>,
}

/// What a reviewer found on one criterion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The criterion, counted from 1.
    pub position: i32,
    /// Whether it is met.
    pub met: bool,
    /// Why not, or a comment; may be empty when it is met.
    pub remark: String,
}

/// A review of a submission.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// Accept or return.
    pub decision: Decision,
    /// One for each criterion.
    pub findings: Vec<Finding>,
    /// On the whole; Markdown, may be empty.
    pub remark: String,
    /// How many versions of the submission's files the reviewer was shown.
    pub seen_files: i64,
}

/// What is missing from a [`Verdict`] or contradicts itself in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VerdictFault {
    /// Nothing is said of this criterion.
    Unjudged(i32),
    /// This criterion is not met and nobody says why.
    UnmetWithoutRemark(i32),
    /// Accepting, although this criterion is not met.
    AcceptedUnmet(i32),
    /// Returning, although every criterion is met.
    ReturnedMet,
    /// Returning what has no criteria without saying why.
    ReturnedWithoutReason,
}

impl Verdict {
    /// Positions of the criteria that are not met.
    #[must_use]
    pub fn unmet(&self) -> Vec<i32> {
        self.findings.iter().filter(|finding| !finding.met).map(|finding| finding.position).collect()
    }

    /// What is wrong with it, for a deliverable with the criteria `1..=criteria`.
    #[must_use]
    pub fn faults(&self, criteria: i32) -> Vec<VerdictFault> {
        let mut faults = Vec::new();
        for position in 1..=criteria {
            match self.findings.iter().find(|finding| finding.position == position) {
                None => faults.push(VerdictFault::Unjudged(position)),
                Some(finding) if finding.met => {}
                Some(finding) => {
                    if finding.remark.is_empty() {
                        faults.push(VerdictFault::UnmetWithoutRemark(position));
                    }
                    if self.decision == Decision::Accept {
                        faults.push(VerdictFault::AcceptedUnmet(position));
                    }
                }
            }
        }
        if self.decision == Decision::Return && faults.is_empty() && self.unmet().is_empty() {
            if criteria > 0 {
                faults.push(VerdictFault::ReturnedMet);
            } else if self.remark.is_empty() {
                faults.push(VerdictFault::ReturnedWithoutReason);
            }
        }
        faults
    }
}

#[cfg(test)]
mod tests;
