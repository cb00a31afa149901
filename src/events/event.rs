//! The closed list of what can happen in an engagement.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    access::{Role, Side},
    things::{FilePlace, Thing},
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
    /// Title, dates, promises, the acceptance clock or the rules of the handover were changed; of these rules it holds what was
    /// and what is, in days.
    TermsChanged {
        title: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        lapse_days: Option<(i32, i32)>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        assist_free_days: Option<(i32, i32)>,
    },
    /// Somebody was invited to a seat.
    SeatInvited { name: String, role: Role },
    /// An invitation was taken back before it was used.
    InvitationWithdrawn { name: String },
    /// An invitation got a new link, which went out again.
    InvitationSentAgain { name: String },
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

    /// Wishes were stated in one go; `said_by` said them.
    WishesStated { wishes: Vec<StatedWish>, said_by: String },
    /// The provider said what it understood of a wish.
    NeedRestated { number: i32, round: i32, excerpt: String },
    /// The client answered a restatement: `yes`, `partly` or `no`.
    NeedAnswered { number: i32, round: i32, answer: String, excerpt: String },
    /// The client set a wish aside: `parked` or `withdrawn`.
    NeedSetAside { number: i32, how: String, excerpt: String },
    /// A wish that was set aside was taken up again; `waits_on` has to move on it then.
    NeedResumed { number: i32, excerpt: String, waits_on: Option<Side> },

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
    /// The first review window ends soon.
    ReviewReminded { number: i32, title: String, submission: i32, review_due_at: DateTime<Utc> },
    /// The first review window ran out; the second began.
    ReviewNoticed { number: i32, title: String, submission: i32, second_due_at: DateTime<Utc> },
    /// Both review windows ran out without a review.
    SubmissionDeemedAccepted { number: i32, title: String, submission: i32 },

    /// Somebody gave feedback. `about` is a reference; `to` the person who is asked, if one is.
    FeedbackRaised { number: i32, entry_kind: String, about: String, blocking: bool, excerpt: String, to: Option<Uuid> },
    /// Somebody replied. The raiser is named because an answer returns the turn to that person. `unplaced`: it is a request
    /// that the provider has yet to place.
    FeedbackReplied {
        number: i32,
        excerpt: String,
        raised_side: Side,
        raised_by: Uuid,
        #[serde(default)]
        unplaced: bool,
        /// Whether it holds back a handover while it is open.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        blocking: bool,
    },
    /// The provider said where a request belongs: `within` a line, or outside: as a `change`, as the `client`'s own matter, or
    /// `parked`. `to` at the client has to move on it then; `title` is that of the change.
    RequestPlaced {
        number: i32,
        excerpt: String,
        place: String,
        title: String,
        line: Option<String>,
        change: Option<i32>,
        owner: Option<String>,
        to: Uuid,
    },
    /// The raising side closed it.
    FeedbackClosed {
        number: i32,
        excerpt: String,
        /// Whether it holds back a handover while it is open.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        blocking: bool,
    },
    /// It was opened again, with a reply that says why. `unplaced` as in a reply.
    FeedbackReopened {
        number: i32,
        excerpt: String,
        #[serde(default)]
        unplaced: bool,
        /// Whether it holds back a handover while it is open.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        blocking: bool,
    },

    /// Somebody asked for a change to the agreed scope. `touches` is the line it falls under.
    ChangeRaised { number: i32, title: String, touches: Option<String> },
    /// What a change does to a line was written: `add`, `change`, `remove`, or `keep` when an edit was taken back. `again`: it
    /// had been assessed, and must be once more.
    ChangeEdited { number: i32, title: String, key: String, action: String, again: bool },
    /// The provider said what a change means, in business days and minor units of the engagement's currency.
    ChangeAssessed { number: i32, title: String, days: i64, price_minor: i64, currency: String },
    /// The provider's manager offered it: the proposed version carries it under this digest (hexadecimal).
    ChangeOffered { number: i32, title: String, version: i32, digest: String },
    /// The offer was taken back; the change is still assessed.
    ChangeOfferWithdrawn { number: i32, title: String, version: i32 },
    /// The client's sponsor accepted it; its version is agreed.
    ChangeAccepted { number: i32, title: String, version: i32 },
    /// The client's sponsor declined it.
    ChangeDeclined { number: i32, title: String },
    /// The side that raised it gave it up.
    ChangeWithdrawn { number: i32, title: String },
    /// It rests for now.
    ChangeParked { number: i32, title: String },
    /// It was taken up again.
    ChangeResumed { number: i32, title: String },

    /// A decision was asked for: a `what` of the client, a `how` of the provider; of `to`, if somebody in particular is asked.
    DecisionProposed { number: i32, decision_kind: String, question: String, to: Option<Uuid>, due_on: NaiveDate },
    /// The expert advised an option.
    DecisionAdvised { number: i32, question: String, option: String },
    /// It was decided; `overruled`: against what the expert had decided.
    DecisionMade { number: i32, question: String, option: String, overruled: bool },
    /// The question was withdrawn.
    DecisionWithdrawn { number: i32, question: String },

    /// A working session was planned.
    SessionPlanned { number: i32, title: String, at: DateTime<Utc> },
    /// The plan of a session was changed.
    SessionChanged { number: i32, title: String, at: DateTime<Utc> },
    /// A session began.
    SessionBegun { number: i32, title: String },
    /// A planned session does not take place.
    SessionCancelled { number: i32, title: String, at: DateTime<Utc> },
    /// One side recorded how a session was; `dropped` steps of the round before are no longer agreed.
    SessionRecorded { number: i32, title: String, round: i32, steps: Vec<AgreedStep>, dropped: Vec<DroppedStep> },
    /// The other side answered the record: `confirmed` or `corrected`.
    SessionAnswered { number: i32, title: String, round: i32, answer: String },
    /// What was agreed in a session was done.
    StepDone {
        session: i32,
        number: i32,
        text: String,
        side: Side,
        /// Whose it was; none before that was recorded.
        #[serde(default)]
        owner: Option<Uuid>,
    },
    /// What was agreed in a session is no longer.
    StepDropped { session: i32, number: i32, text: String, side: Side },

    /// Somebody reported an effect in another business area of the client.
    EffectReported { number: i32, area: String, excerpt: String },
    /// The client acknowledged it as its own matter, with an owner.
    EffectAcknowledged { number: i32, excerpt: String, owner: String },
    /// The client named another owner, in place of one who no longer can.
    EffectHandedOn { number: i32, excerpt: String, owner: String },
    /// The client said how it was settled.
    EffectSettled { number: i32, excerpt: String },
    /// It is none: `withdrawn` by the side that reported it, or `declined` by the client.
    EffectDismissed { number: i32, excerpt: String, how: String },

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
        /// Waivers that were asked for and are no longer needed.
        #[serde(default)]
        waivers: Vec<i32>,
        /// Feedback that came of echoes, and goes on when this closes the engagement.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        going_on: Vec<i32>,
    },

    /// Every gate of a milestone lets it through: both sides are asked to sign.
    MilestoneReady { number: i32, title: String },
    /// At the pace of the last weeks a milestone would be ready only after its date, on `forecast`; none: nobody can say when.
    MilestoneAtRisk { number: i32, title: String, forecast: Option<NaiveDate> },
    /// The date of a milestone has passed, and a gate still blocks it.
    MilestoneLate { number: i32, title: String },
    /// Gates of a milestone block that did not.
    MilestoneBlocked { number: i32, title: String, gates: Vec<BlockedGate> },

    /// A side asked the other to let a gate of a milestone pass until a day, and why; `gate` is what the gate asks, `about` what
    /// it is about.
    WaiverAsked { number: i32, milestone: i32, gate: String, about: String, until: NaiveDate, reason: String },
    /// The other side agreed, or declined.
    WaiverAnswered { number: i32, milestone: i32, gate: String, about: String, agreed: bool, until: NaiveDate },
    /// A waiver was taken back: before there was an answer, or while it held.
    WaiverEnded { number: i32, milestone: i32, gate: String, about: String, held: bool },
    /// Nobody answered a waiver before its last day was over.
    WaiverLapsed { number: i32, milestone: i32, gate: String, about: String },
    /// Some days after a handover Tandem asked the client whether it still runs it alone; first `to`.
    EchoAsked { number: i32, title: String, days: i32, to: Option<Uuid> },
    /// The client answered; a no became a feedback entry.
    EchoAnswered { number: i32, title: String, alone: bool, feedback: Option<i32>, excerpt: String },

    /// Files were attached in one go, each as the first or the next version of its name there; `title` is that of the thing.
    FilesAttached { place: FilePlace, title: String, files: Vec<AttachedFile> },
    /// A file that was laid ready for a submission was taken away again.
    FileTakenAway { place: FilePlace, title: String, number: i32, name: String },
}

/// A file as its event names it; the digest (hexadecimal) puts its content under the chain of events.
#[expect(missing_docs, reason = "its fields say what they are")]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttachedFile {
    pub number: i32,
    pub version: i32,
    pub name: String,
    pub bytes: u64,
    pub sha256: String,
}

/// A gate as an event names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlockedGate {
    /// What it asks, as stored.
    pub gate: String,
    /// Of what, as a reference.
    pub about: String,
}

/// A wish as its event names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatedWish {
    /// `N1` without its letter.
    pub number: i32,
    /// Its beginning.
    pub excerpt: String,
}

/// A next step as its event names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreedStep {
    /// `WS1.2` without what stands before the dot.
    pub number: i32,
    /// What is to be done.
    pub text: String,
    /// By whom.
    pub owner: Uuid,
    /// On which side.
    pub side: Side,
    /// Until when.
    pub due_on: NaiveDate,
}

/// A step that is no longer agreed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DroppedStep {
    /// `WS1.2` without what stands before the dot.
    pub number: i32,
    /// On whose side it was.
    pub side: Side,
    /// Whose it was; none before that was recorded.
    #[serde(default)]
    pub owner: Option<Uuid>,
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
            | Event::InvitationSentAgain { .. }
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
            | Event::ReviewReminded { number, .. }
            | Event::ReviewNoticed { number, .. }
            | Event::SubmissionDeemedAccepted { number, .. } => Thing::Deliverable(*number),
            Event::FeedbackRaised { number, .. }
            | Event::FeedbackReplied { number, .. }
            | Event::RequestPlaced { number, .. }
            | Event::FeedbackClosed { number, .. }
            | Event::FeedbackReopened { number, .. } => Thing::Feedback(*number),
            // Those who read on from there find the others beside the first.
            Event::WishesStated { wishes, .. } => wishes.first().map_or(Thing::Engagement, |wish| Thing::Need(wish.number)),
            Event::NeedRestated { number, .. }
            | Event::NeedAnswered { number, .. }
            | Event::NeedSetAside { number, .. }
            | Event::NeedResumed { number, .. } => Thing::Need(*number),
            Event::ChangeRaised { number, .. }
            | Event::ChangeEdited { number, .. }
            | Event::ChangeAssessed { number, .. }
            | Event::ChangeOffered { number, .. }
            | Event::ChangeOfferWithdrawn { number, .. }
            | Event::ChangeAccepted { number, .. }
            | Event::ChangeDeclined { number, .. }
            | Event::ChangeWithdrawn { number, .. }
            | Event::ChangeParked { number, .. }
            | Event::ChangeResumed { number, .. } => Thing::Change(*number),
            Event::DecisionProposed { number, .. }
            | Event::DecisionAdvised { number, .. }
            | Event::DecisionMade { number, .. }
            | Event::DecisionWithdrawn { number, .. } => Thing::Decision(*number),
            Event::SessionPlanned { number, .. }
            | Event::SessionChanged { number, .. }
            | Event::SessionBegun { number, .. }
            | Event::SessionCancelled { number, .. }
            | Event::SessionRecorded { number, .. }
            | Event::SessionAnswered { number, .. } => Thing::Session(*number),
            Event::StepDone { session, number, .. } | Event::StepDropped { session, number, .. } => Thing::Step(*session, *number),
            Event::EffectReported { number, .. }
            | Event::EffectAcknowledged { number, .. }
            | Event::EffectHandedOn { number, .. }
            | Event::EffectSettled { number, .. }
            | Event::EffectDismissed { number, .. } => Thing::Effect(*number),
            Event::TopicPlanned { number, .. }
            | Event::TopicChanged { number, .. }
            | Event::ObservationLogged { topic: number, .. }
            | Event::AssistLogged { topic: number, .. }
            | Event::AloneAttested { topic: number, .. } => Thing::Topic(*number),
            Event::MilestonePlanned { number, .. }
            | Event::MilestoneChanged { number, .. }
            | Event::MilestoneSigned { number, .. }
            | Event::MilestoneReady { number, .. }
            | Event::MilestoneAtRisk { number, .. }
            | Event::MilestoneLate { number, .. }
            | Event::MilestoneBlocked { number, .. }
            | Event::EchoAsked { number, .. }
            | Event::EchoAnswered { number, .. } => Thing::Milestone(*number),
            Event::WaiverAsked { number, .. }
            | Event::WaiverAnswered { number, .. }
            | Event::WaiverEnded { number, .. }
            | Event::WaiverLapsed { number, .. } => Thing::Waiver(*number),
            Event::FilesAttached { place, .. } | Event::FileTakenAway { place, .. } => place.thing(),
        }
    }

    /// Whether it changes who may see the engagement, which open event streams have to know.
    #[must_use]
    pub fn changes_access(&self) -> bool {
        matches!(
            self,
            Event::EngagementCreated { .. }
                | Event::SeatTaken { .. }
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
