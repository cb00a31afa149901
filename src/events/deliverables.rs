//! What happens to promised results and to their submissions.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{
    meaning::{Meaning, On, RoomEvent, Tell},
    sentence::{Sentence, Word},
};
use crate::{
    access::{Ability, Side},
    blockers::{Blocks, State, What},
    things::Thing,
    turns::model::{Ask, Due},
};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DeliverableEvent {
    /// A result was promised under a service line.
    #[serde(rename = "deliverable_planned")]
    Planned { number: i32, title: String, line: String, due_on: NaiveDate },
    /// The provider began work on it.
    #[serde(rename = "deliverable_started")]
    Started { number: i32, title: String },
    /// A submission was handed in for review.
    #[serde(rename = "deliverable_submitted")]
    Submitted { number: i32, title: String, submission: i32, review_due_at: DateTime<Utc> },
    /// The client sent a submission back, citing criteria by position.
    #[serde(rename = "submission_returned")]
    SubmissionReturned { number: i32, title: String, submission: i32, unmet: Vec<i32> },
    /// The client accepted a submission.
    #[serde(rename = "submission_accepted")]
    SubmissionAccepted { number: i32, title: String, submission: i32 },
    /// The first review window ends soon.
    #[serde(rename = "review_reminded")]
    ReviewReminded { number: i32, title: String, submission: i32, review_due_at: DateTime<Utc> },
    /// The first review window ran out; the second began.
    #[serde(rename = "review_noticed")]
    ReviewNoticed { number: i32, title: String, submission: i32, second_due_at: DateTime<Utc> },
    /// Both review windows ran out without a review.
    #[serde(rename = "submission_deemed_accepted")]
    SubmissionDeemedAccepted { number: i32, title: String, submission: i32 },
}

impl RoomEvent for DeliverableEvent {
    fn thing(&self) -> Thing {
        match self {
            DeliverableEvent::Planned { number, .. }
            | DeliverableEvent::Started { number, .. }
            | DeliverableEvent::Submitted { number, .. }
            | DeliverableEvent::SubmissionReturned { number, .. }
            | DeliverableEvent::SubmissionAccepted { number, .. }
            | DeliverableEvent::ReviewReminded { number, .. }
            | DeliverableEvent::ReviewNoticed { number, .. }
            | DeliverableEvent::SubmissionDeemedAccepted { number, .. } => Thing::Deliverable(*number),
        }
    }

    fn meaning(&self, _: Option<Side>) -> Meaning {
        let thing = self.thing();
        let on = On(&thing);
        let of_deliverable = |key, title: &str| Sentence::of(key).with("ref", &thing).with("title", title);
        let of_submission = |key, title: &str, submission: i32| of_deliverable(key, title).with("submission", submission);
        match self {
            // Nothing covers yet what is only planned.
            DeliverableEvent::Planned { title, line, due_on, .. } => Meaning {
                moves: vec![on.asks_of(Side::Provider, Ask::Submit, None, Due::Day(*due_on))],
                tells: Tell::Nobody,
                reads: of_deliverable("event-deliverable-planned", title).with("line", line).with("due", Word::Day(*due_on)),
                touches_readiness: false,
            },
            DeliverableEvent::Started { title, .. } => Meaning {
                moves: Vec::new(),
                tells: Tell::Nobody,
                reads: of_deliverable("event-deliverable-started", title),
                touches_readiness: false,
            },
            DeliverableEvent::Submitted { title, submission, review_due_at, .. } => Meaning {
                moves: vec![on.ends(Side::Provider), on.asks_of(Side::Client, Ask::ReviewSubmission, None, Due::At(*review_due_at))],
                tells: Tell::Nobody,
                reads: of_submission("event-deliverable-submitted", title, *submission),
                touches_readiness: true,
            },
            DeliverableEvent::SubmissionReturned { title, submission, unmet, .. } => Meaning {
                moves: vec![on.ends(Side::Client), on.asks(Side::Provider, Ask::Resubmit)],
                tells: Tell::Nobody,
                reads: of_submission("event-submission-returned", title, *submission)
                    .with("count", Word::Number(unmet.len() as i64))
                    .with("criteria", unmet.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")),
                touches_readiness: true,
            },
            DeliverableEvent::SubmissionAccepted { title, submission, .. } => Meaning {
                moves: vec![on.ends(Side::Client)],
                tells: Tell::Side(Side::Provider),
                reads: of_submission("event-submission-accepted", title, *submission),
                touches_readiness: true,
            },
            DeliverableEvent::ReviewReminded { title, submission, review_due_at, .. } => Meaning {
                moves: Vec::new(),
                // It already is their turn, so nobody's turn it becomes.
                tells: Tell::Able(Side::Client, Ability::ReviewSubmission),
                reads: of_submission("event-review-reminded", title, *submission).with("due", Word::DayOf(*review_due_at)),
                touches_readiness: false,
            },
            // Until when it is whose turn bears on when it can be ready.
            DeliverableEvent::ReviewNoticed { title, submission, second_due_at, .. } => Meaning {
                moves: vec![on.ends(Side::Client), on.asks_of(Side::Client, Ask::ReviewSubmission, None, Due::At(*second_due_at))],
                tells: Tell::Nobody,
                reads: of_submission("event-review-noticed", title, *submission).with("due", Word::DayOf(*second_due_at)),
                touches_readiness: true,
            },
            DeliverableEvent::SubmissionDeemedAccepted { title, submission, .. } => Meaning {
                moves: vec![on.ends(Side::Client)],
                tells: Tell::Both,
                reads: of_submission("event-submission-deemed-accepted", title, *submission),
                touches_readiness: true,
            },
        }
    }

    fn blocks(&self, _: Option<Side>) -> Vec<Blocks> {
        let thing = self.thing();
        let on = On(&thing);
        match self {
            DeliverableEvent::Planned { line, .. } => on.blocks(What::Deliverable { line: line.clone() }),
            DeliverableEvent::SubmissionAccepted { .. } => on.turns(State::Ended),
            DeliverableEvent::SubmissionDeemedAccepted { .. } => on.turns(State::Warns),
            DeliverableEvent::Started { .. }
            | DeliverableEvent::Submitted { .. }
            | DeliverableEvent::SubmissionReturned { .. }
            | DeliverableEvent::ReviewReminded { .. }
            | DeliverableEvent::ReviewNoticed { .. } => Vec::new(),
        }
    }
}
