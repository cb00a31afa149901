//! Turns and their due dates. Pure.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{
    access::{Ability, Side},
    base::{calendar::BusinessCalendar, words::words},
    things::Thing,
};

words! {
    /// What is asked of the side whose turn it is.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum Ask {
        /// Sign the proposed catalogue.
        SignScope = "sign_scope",
        /// Hand in a first submission.
        Submit = "submit",
        /// Hand in a better submission.
        Resubmit = "resubmit",
        /// Accept a submission or send it back.
        ReviewSubmission = "review_submission",
        /// Answer a feedback entry.
        AnswerFeedback = "answer_feedback",
        /// Close one's feedback entry, or go on asking.
        CloseFeedback = "close_feedback",
        /// Attest that somebody does a topic alone.
        AttestAlone = "attest_alone",
        /// Sign a handover.
        SignMilestone = "sign_milestone",
        /// Say what was understood of a wish.
        RestateNeed = "restate_need",
        /// Confirm or correct a restatement.
        ConfirmNeed = "confirm_need",
        /// Say where a request belongs: within the scope or outside.
        PlaceRequest = "place_request",
        /// Say exactly what a change changes, and what it costs.
        AssessChange = "assess_change",
        /// Offer an assessed change.
        OfferChange = "offer_change",
        /// Accept an offered change, or decline it.
        AcceptChange = "accept_change",
        DecideWhat = "decide_what",
        DecideHow = "decide_how",
        /// Agree that a gate is waived, or decline.
        AnswerWaiver = "answer_waiver",
        /// Say whether the client still runs alone what it took over.
        AnswerEcho = "answer_echo",
        /// Confirm or correct the record of a session.
        ConfirmSession = "confirm_session",
        /// Record a session once more, with what was corrected.
        AmendSession = "amend_session",
        /// Do what was agreed in a session.
        DoStep = "do_step",
        /// Acknowledge an effect in another business area.
        AcknowledgeEffect = "acknowledge_effect",
        /// Do a topic once more, so as to come to the next level.
        ClimbLadder = "climb_ladder",
        /// Invite the people who are missing.
        InvitePeople = "invite_people",
        /// Give a topic its runbook.
        AttachRunbook = "attach_runbook",
        /// Do a topic by its runbook.
        RehearseRunbook = "rehearse_runbook",
        /// Name who owns a milestone at the client.
        NameOwner = "name_owner",
        /// Say what a milestone covers.
        CoverMilestone = "cover_milestone",
        /// What only a newer version of Tandem can name: never asked by this one.
        Other = "other",
    }
}

impl Ask {
    /// What is stored under this word.
    #[must_use]
    pub fn read(word: &str) -> Ask {
        word.parse().unwrap_or(Ask::Other)
    }

    /// Key of the text that says what is asked: "review the submission".
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Ask::SignScope => "ask-sign-scope",
            Ask::Submit => "ask-submit",
            Ask::Resubmit => "ask-resubmit",
            Ask::ReviewSubmission => "ask-review-submission",
            Ask::AnswerFeedback => "ask-answer-feedback",
            Ask::CloseFeedback => "ask-close-feedback",
            Ask::AttestAlone => "ask-attest-alone",
            Ask::SignMilestone => "ask-sign-milestone",
            Ask::RestateNeed => "ask-restate-need",
            Ask::ConfirmNeed => "ask-confirm-need",
            Ask::PlaceRequest => "ask-place-request",
            Ask::AssessChange => "ask-assess-change",
            Ask::OfferChange => "ask-offer-change",
            Ask::AcceptChange => "ask-accept-change",
            Ask::DecideWhat => "ask-decide-what",
            Ask::DecideHow => "ask-decide-how",
            Ask::AnswerWaiver => "ask-answer-waiver",
            Ask::AnswerEcho => "ask-answer-echo",
            Ask::ConfirmSession => "ask-confirm-session",
            Ask::AmendSession => "ask-amend-session",
            Ask::DoStep => "ask-do-step",
            Ask::AcknowledgeEffect => "ask-acknowledge-effect",
            Ask::ClimbLadder => "ask-climb-ladder",
            Ask::InvitePeople => "ask-invite-people",
            Ask::AttachRunbook => "ask-attach-runbook",
            Ask::RehearseRunbook => "ask-rehearse-runbook",
            Ask::NameOwner => "ask-name-owner",
            Ask::CoverMilestone => "ask-cover-milestone",
            Ask::Other => "ask-other",
        }
    }

    /// What a seat must allow to end the turn.
    #[must_use]
    pub const fn ability(self) -> Ability {
        match self {
            Ask::SignScope => Ability::SignScope,
            Ask::Submit | Ask::Resubmit => Ability::SubmitDeliverable,
            Ask::ReviewSubmission => Ability::ReviewSubmission,
            Ask::AnswerFeedback | Ask::CloseFeedback | Ask::Other => Ability::GiveFeedback,
            Ask::AttestAlone => Ability::AttestAlone,
            Ask::SignMilestone => Ability::SignMilestone,
            Ask::RestateNeed => Ability::RestateNeed,
            Ask::ConfirmNeed => Ability::ConfirmNeed,
            Ask::PlaceRequest | Ask::AssessChange => Ability::AssessChange,
            Ask::OfferChange => Ability::OfferChange,
            Ask::AcceptChange => Ability::AcceptChange,
            Ask::DecideWhat => Ability::DecideWhat,
            Ask::DecideHow => Ability::DecideHow,
            Ask::AnswerWaiver => Ability::WaiveGate,
            Ask::AnswerEcho => Ability::AnswerEcho,
            Ask::ConfirmSession | Ask::AmendSession | Ask::DoStep => Ability::LogEvidence,
            Ask::AcknowledgeEffect => Ability::AcknowledgeEffect,
            Ask::ClimbLadder | Ask::RehearseRunbook => Ability::LogEvidence,
            Ask::InvitePeople => Ability::InviteSeats,
            Ask::AttachRunbook => Ability::PlanTopic,
            Ask::NameOwner | Ask::CoverMilestone => Ability::PlanMilestone,
        }
    }
}

/// Until when a turn should be ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// Within the promise of the side whose turn it is, in its business calendar.
    Promise,
    /// At the close of this day where that side works.
    Day(NaiveDate),
    /// At this instant.
    At(DateTime<Utc>),
}

/// What an event does to turns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Move {
    /// It becomes this side's turn; if it already is, the older turn stands with its older due date.
    Open {
        thing: Thing,
        ask: Ask,
        side: Side,
        /// Of which person there; none: of everybody whose role allows it.
        to: Option<Uuid>,
        /// Until when.
        due: Due,
    },
    /// It is no longer this side's turn, if it was.
    End { thing: Thing, side: Side },
}

/// What a side has promised, and the calendar in which it is counted.
#[derive(Clone, Debug)]
pub struct Promise {
    /// Business days.
    pub days: u16,
    /// The calendar of the side's organization.
    pub calendar: BusinessCalendar,
}

/// The promises of both sides of an engagement and its acceptance clock.
#[derive(Clone, Debug)]
pub struct Promises {
    /// The client's.
    pub client: Promise,
    /// The provider's.
    pub provider: Promise,
    /// First review window, business days of the client.
    pub review_days: u16,
    /// Second review window.
    pub second_review_days: u16,
    /// Whether acceptance is deemed after the second window.
    pub deems_acceptance: bool,
}

impl Promises {
    /// One side's.
    #[must_use]
    pub fn of(&self, side: Side) -> &Promise {
        match side {
            Side::Client => &self.client,
            Side::Provider => &self.provider,
        }
    }

    /// When a turn of `side` that begins at `since` is due.
    #[must_use]
    pub fn due(&self, side: Side, since: DateTime<Utc>, due: Due) -> DateTime<Utc> {
        let promise = self.of(side);
        match due {
            Due::Promise => promise.calendar.add_business_days(since, promise.days),
            Due::Day(day) => promise.calendar.at_close(day),
            Due::At(at) => at,
        }
    }
}

/// A turn that is open, as lists show it.
#[derive(Clone, Debug)]
pub struct Turn {
    pub engagement: Uuid,
    /// Its number there.
    pub number: i32,
    /// The engagement's title.
    pub engagement_title: String,
    pub thing: Thing,
    /// What that is called.
    pub title: String,
    pub ask: Ask,
    pub side: Side,
    /// Of whom there, by name; none: of everybody whose role allows it.
    pub to: Option<String>,
    /// Since when.
    pub since: DateTime<Utc>,
    /// Until when.
    pub due_at: DateTime<Utc>,
}

impl Turn {
    /// Where it can be ended.
    #[must_use]
    pub fn url(&self) -> String {
        self.thing.url(self.engagement)
    }
}

/// How an open turn stands to the person who reads the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitsOn {
    /// The reader can end it.
    Me,
    /// Others on the reader's side can.
    MySide,
    /// The other side can.
    Them,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_asked_of_those_who_look_on() {
        for ask in Ask::ALL {
            assert!(Side::BOTH.iter().all(|side| !ask.ability().roles_on(*side).contains(&"observer")), "{}", ask.as_str());
        }
    }
}
