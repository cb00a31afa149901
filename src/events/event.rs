//! The closed list of what can happen in an engagement.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Thing;
use crate::{
    access::{Role, Side},
    turns::model::{Ask, Due, Move},
};

/// What happened. Plain data: what people need to read the sentence years later, without looking anything up.
///
/// Stored by name (`kind`) and data (`detail`); a variant is therefore never renamed, and new fields get a default.
#[expect(missing_docs, reason = "the variants are documented; their fields say what they are")]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "detail", rename_all = "snake_case")]
pub enum Event {
    /// The provider opened the engagement.
    EngagementCreated { title: String },
    /// Title, dates, promises or the acceptance clock were changed.
    TermsChanged { title: String },
    /// Somebody was invited to a seat.
    SeatInvited { name: String, role: Role },
    /// An invitation was taken back before it was used.
    InvitationWithdrawn { name: String },
    /// The invited person took the seat.
    SeatTaken { name: String, role: Role },
    /// A seat got another role or function.
    SeatChanged { name: String, role: Role },
    /// A seat ended; the person sees nothing of the engagement any more.
    SeatEnded { name: String, role: Role },
    /// The person left the side's organization, and the seat ended with that.
    SeatLapsed { name: String, role: Role },
    /// The person no longer manages the side's organization; the seat that came with that ended, or another role is left.
    ManagementEnded { name: String, role: Role, keeps: Option<Role> },

    /// A draft of the catalogue was begun.
    ScopeDrafted { version: i32 },
    /// A line was written into the draft.
    ScopeLineAdded { version: i32, key: String, title: String },
    /// A line of the draft was changed.
    ScopeLineChanged { version: i32, key: String, title: String },
    /// A line was taken out of the draft.
    ScopeLineRemoved { version: i32, key: String, title: String },
    /// The draft was frozen under its digest (hexadecimal) and waits for two signatures.
    ScopeProposed { version: i32, digest: String },
    /// One side signed; with the second signature the version is agreed.
    ScopeSigned { version: i32, side: Side, agreed: bool },
    /// A draft or proposal was withdrawn.
    ScopeWithdrawn { version: i32 },

    /// A result was promised under a service line.
    DeliverablePlanned { number: i32, title: String, line: String, due_on: NaiveDate },
    /// The provider began work on it.
    DeliverableStarted { number: i32, title: String },
    /// A submission was handed in for review.
    DeliverableSubmitted { number: i32, title: String, submission: i32, review_due_at: DateTime<Utc> },
    /// The client sent a submission back, citing criteria by position.
    SubmissionReturned { number: i32, title: String, submission: i32, unmet: Vec<i32> },
    /// The client accepted a submission.
    SubmissionAccepted { number: i32, title: String, submission: i32 },
    /// The first review window ran out; the second began.
    ReviewNoticed { number: i32, title: String, submission: i32, second_due_at: DateTime<Utc> },
    /// Both review windows ran out without a review.
    SubmissionDeemedAccepted { number: i32, title: String, submission: i32 },

    /// Somebody gave feedback. `about` is a reference; `to` the person who is asked, if one is.
    FeedbackRaised { number: i32, entry_kind: String, about: String, blocking: bool, excerpt: String, to: Option<Uuid> },
    /// Somebody replied. The raiser is named because an answer returns the turn to that person.
    FeedbackReplied { number: i32, excerpt: String, raised_side: Side, raised_by: Uuid },
    /// The raising side closed it.
    FeedbackClosed { number: i32, excerpt: String },
    /// It was opened again, with a reply that says why.
    FeedbackReopened { number: i32, excerpt: String },

    /// A topic was put on the list of what is handed over.
    TopicPlanned { number: i32, title: String },
    /// A topic's wording, need or runbook changed.
    TopicChanged { number: i32, title: String },
    /// Somebody was seen doing a topic.
    ObservationLogged { topic: i32, title: String, person: String, mode: String },
    /// An expert had to help.
    AssistLogged { topic: i32, title: String, person: String, minutes: i32 },
    /// One side attested that somebody does a topic alone; `owed_by` still have to attest somebody on it.
    AloneAttested { topic: i32, title: String, person: String, side: Side, owed_by: Vec<Side> },
    /// It was agreed from when the client runs topics alone.
    MilestonePlanned { number: i32, title: String, at: DateTime<Utc> },
    /// A milestone's agreement, date, owner or cover changed.
    MilestoneChanged { number: i32, title: String, at: DateTime<Utc> },
    /// One side signed the handover under the digest of its text (hexadecimal; empty in events from before it was kept);
    /// `complete` with the second, `closes` when it was the last milestone.
    MilestoneSigned {
        number: i32,
        title: String,
        side: Side,
        #[serde(default)]
        digest: String,
        complete: bool,
        closes: bool,
    },
}

/// Who is told by mail, besides those whose turn it becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tell {
    /// Nobody else: it stands in the activity and changes open pages.
    Nobody,
    /// Everybody on this side who may do more than look on.
    Side(Side),
    /// Both sides.
    Both,
}

impl Event {
    /// The thing it happened to.
    #[must_use]
    pub fn thing(&self) -> Thing {
        match self {
            Event::EngagementCreated { .. }
            | Event::TermsChanged { .. }
            | Event::SeatInvited { .. }
            | Event::InvitationWithdrawn { .. }
            | Event::SeatTaken { .. }
            | Event::SeatChanged { .. }
            | Event::SeatEnded { .. }
            | Event::SeatLapsed { .. }
            | Event::ManagementEnded { .. } => Thing::Engagement,
            Event::ScopeDrafted { version }
            | Event::ScopeLineAdded { version, .. }
            | Event::ScopeLineChanged { version, .. }
            | Event::ScopeLineRemoved { version, .. }
            | Event::ScopeProposed { version, .. }
            | Event::ScopeSigned { version, .. }
            | Event::ScopeWithdrawn { version } => Thing::Scope(*version),
            Event::DeliverablePlanned { number, .. }
            | Event::DeliverableStarted { number, .. }
            | Event::DeliverableSubmitted { number, .. }
            | Event::SubmissionReturned { number, .. }
            | Event::SubmissionAccepted { number, .. }
            | Event::ReviewNoticed { number, .. }
            | Event::SubmissionDeemedAccepted { number, .. } => Thing::Deliverable(*number),
            Event::FeedbackRaised { number, .. }
            | Event::FeedbackReplied { number, .. }
            | Event::FeedbackClosed { number, .. }
            | Event::FeedbackReopened { number, .. } => Thing::Feedback(*number),
            Event::TopicPlanned { number, .. }
            | Event::TopicChanged { number, .. }
            | Event::ObservationLogged { topic: number, .. }
            | Event::AssistLogged { topic: number, .. }
            | Event::AloneAttested { topic: number, .. } => Thing::Topic(*number),
            Event::MilestonePlanned { number, .. } | Event::MilestoneChanged { number, .. } | Event::MilestoneSigned { number, .. } => {
                Thing::Milestone(*number)
            }
        }
    }

    /// What it does to turns. `by` is the acting side; none when a clock ran out.
    #[must_use]
    pub fn moves(&self, by: Option<Side>) -> Vec<Move> {
        let thing = self.thing();
        let end = |side| Move::End { thing: thing.clone(), side };
        let open = |side, title: &str, ask, to, due| Move::Open { thing: thing.clone(), title: title.to_owned(), ask, side, to, due };
        match self {
            Event::EngagementCreated { .. }
            | Event::TermsChanged { .. }
            | Event::SeatInvited { .. }
            | Event::InvitationWithdrawn { .. }
            | Event::SeatTaken { .. }
            | Event::SeatChanged { .. }
            | Event::SeatEnded { .. }
            | Event::SeatLapsed { .. }
            | Event::ManagementEnded { .. }
            | Event::ScopeDrafted { .. }
            | Event::ScopeLineAdded { .. }
            | Event::ScopeLineChanged { .. }
            | Event::ScopeLineRemoved { .. }
            | Event::DeliverableStarted { .. }
            | Event::TopicPlanned { .. }
            | Event::TopicChanged { .. }
            | Event::ObservationLogged { .. }
            | Event::AssistLogged { .. }
            | Event::MilestonePlanned { .. } => Vec::new(),

            Event::ScopeProposed { .. } => Side::BOTH.map(|side| open(side, "", Ask::SignScope, None, Due::Promise)).into(),
            Event::ScopeSigned { side, .. } => vec![end(*side)],
            Event::ScopeWithdrawn { .. } => Side::BOTH.map(end).into(),

            Event::DeliverablePlanned { title, due_on, .. } => {
                vec![open(Side::Provider, title, Ask::Submit, None, Due::Day(*due_on))]
            }
            Event::DeliverableSubmitted { title, review_due_at, .. } => {
                vec![end(Side::Provider), open(Side::Client, title, Ask::ReviewSubmission, None, Due::At(*review_due_at))]
            }
            Event::SubmissionReturned { title, .. } => {
                vec![end(Side::Client), open(Side::Provider, title, Ask::Resubmit, None, Due::Promise)]
            }
            Event::ReviewNoticed { title, second_due_at, .. } => {
                vec![end(Side::Client), open(Side::Client, title, Ask::ReviewSubmission, None, Due::At(*second_due_at))]
            }
            Event::SubmissionAccepted { .. } | Event::SubmissionDeemedAccepted { .. } => vec![end(Side::Client)],

            Event::FeedbackRaised { entry_kind, excerpt, to, .. } => match by {
                // Praise asks nothing of anybody.
                Some(by) if entry_kind != "praise" => vec![open(by.other(), excerpt, Ask::AnswerFeedback, *to, Due::Promise)],
                _ => Vec::new(),
            },
            Event::FeedbackReplied { excerpt, raised_side, raised_by, .. } => match by {
                Some(by) if by == *raised_side => {
                    vec![end(by), open(by.other(), excerpt, Ask::AnswerFeedback, None, Due::Promise)]
                }
                Some(by) => vec![end(by), open(*raised_side, excerpt, Ask::CloseFeedback, Some(*raised_by), Due::Promise)],
                None => Vec::new(),
            },
            Event::FeedbackClosed { .. } => Side::BOTH.map(end).into(),
            Event::FeedbackReopened { excerpt, .. } => {
                by.map(|by| open(by.other(), excerpt, Ask::AnswerFeedback, None, Due::Promise)).into_iter().collect()
            }

            Event::AloneAttested { title, owed_by, .. } => Side::BOTH
                .map(|side| if owed_by.contains(&side) { open(side, title, Ask::AttestAlone, None, Due::Promise) } else { end(side) })
                .into(),
            // The text that was signed is no longer the text: a signature waited for is not waited for any more.
            Event::MilestoneChanged { .. } => Side::BOTH.map(end).into(),
            Event::MilestoneSigned { title, side, complete, .. } => {
                if *complete {
                    Side::BOTH.map(end).into()
                } else {
                    vec![end(*side), open(side.other(), title, Ask::SignMilestone, None, Due::Promise)]
                }
            }
        }
    }

    /// Who is told by mail besides those whose turn it becomes.
    #[must_use]
    pub fn tells(&self, by: Option<Side>) -> Tell {
        match self {
            Event::EngagementCreated { .. }
            | Event::SeatInvited { .. }
            | Event::InvitationWithdrawn { .. }
            | Event::SeatTaken { .. }
            | Event::SeatChanged { .. }
            | Event::SeatEnded { .. }
            | Event::SeatLapsed { .. }
            | Event::ManagementEnded { .. }
            | Event::ScopeDrafted { .. }
            | Event::ScopeLineAdded { .. }
            | Event::ScopeLineChanged { .. }
            | Event::ScopeLineRemoved { .. }
            | Event::ScopeProposed { .. }
            | Event::DeliverablePlanned { .. }
            | Event::DeliverableStarted { .. }
            | Event::DeliverableSubmitted { .. }
            | Event::SubmissionReturned { .. }
            | Event::ReviewNoticed { .. }
            | Event::FeedbackReplied { .. }
            | Event::FeedbackReopened { .. }
            | Event::TopicPlanned { .. }
            | Event::TopicChanged { .. }
            | Event::ObservationLogged { .. }
            | Event::AssistLogged { .. }
            | Event::AloneAttested { .. }
            | Event::MilestonePlanned { .. } => Tell::Nobody,
            Event::SubmissionAccepted { .. } => Tell::Side(Side::Provider),
            Event::FeedbackRaised { .. } | Event::FeedbackClosed { .. } => by.map_or(Tell::Nobody, |by| Tell::Side(by.other())),
            Event::TermsChanged { .. } | Event::MilestoneChanged { .. } => by.map_or(Tell::Nobody, |by| Tell::Side(by.other())),
            Event::ScopeSigned { side, agreed, .. } => {
                if *agreed {
                    Tell::Both
                } else {
                    Tell::Side(side.other())
                }
            }
            Event::ScopeWithdrawn { .. } | Event::SubmissionDeemedAccepted { .. } | Event::MilestoneSigned { .. } => Tell::Both,
        }
    }

    /// Whether it changes who may see the engagement, so that open event streams must ask again.
    #[must_use]
    pub fn changes_access(&self) -> bool {
        matches!(
            self,
            Event::SeatTaken { .. }
                | Event::SeatChanged { .. }
                | Event::SeatEnded { .. }
                | Event::SeatLapsed { .. }
                | Event::ManagementEnded { .. }
        )
    }

    /// What was stored under this name with these data.
    ///
    /// # Errors
    /// When this version of Tandem knows no such event.
    pub fn from_parts(kind: &str, detail: serde_json::Value) -> serde_json::Result<Event> {
        serde_json::from_value(serde_json::json!({ "kind": kind, "detail": detail }))
    }

    /// Name and data, as stored and hashed.
    #[must_use]
    pub fn to_parts(&self) -> (String, serde_json::Value) {
        super::to_parts(self)
    }
}
