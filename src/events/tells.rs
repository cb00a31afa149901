//! Whom each event tells by mail.

use uuid::Uuid;

use super::Event;
use crate::{
    access::{Ability, Side},
    things::FilePlace,
};

/// Who is told by mail, besides those whose turn it becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tell {
    /// Nobody else: it stands in the activity and changes open pages.
    Nobody,
    /// Everybody on this side who may do more than look on.
    Side(Side),
    /// Those on this side who may do this.
    Able(Side, Ability),
    /// Both sides.
    Both,
    /// Those on both sides who may do this.
    BothAble(Ability),
}

impl Event {
    /// Who is told by mail besides those whose turn it becomes.
    #[must_use]
    pub fn tells(&self, by: Option<Side>) -> Tell {
        match self {
            Event::EngagementCreated { .. }
            | Event::SeatInvited { .. }
            | Event::InvitationWithdrawn { .. }
            | Event::InvitationSentAgain { .. }
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
            | Event::MilestonePlanned { .. }
            | Event::WishesStated { .. }
            | Event::NeedRestated { .. }
            | Event::NeedResumed { .. }
            | Event::RequestPlaced { .. }
            | Event::WaiverAsked { .. }
            | Event::EchoAsked { .. }
            | Event::ChangeRaised { .. }
            | Event::ChangeEdited { .. }
            | Event::ChangeAssessed { .. }
            | Event::ChangeOffered { .. }
            | Event::ChangeResumed { .. }
            | Event::DecisionProposed { .. }
            | Event::SessionBegun { .. }
            | Event::SessionRecorded { .. }
            | Event::FileTakenAway { .. }
            // Whoever hands the submission in tells of it.
            | Event::FilesAttached { place: FilePlace::Deliverable(_), .. } => Tell::Nobody,
            Event::SubmissionAccepted { .. } | Event::NeedAnswered { .. } | Event::ChangeDeclined { .. } | Event::EchoAnswered { .. } => {
                Tell::Side(Side::Provider)
            }
            Event::DecisionAdvised { .. } | Event::ChangeOfferWithdrawn { .. } => Tell::Side(Side::Client),
            // It already is their turn, so nobody's turn it becomes.
            Event::ReviewReminded { .. } => Tell::Able(Side::Client, Ability::ReviewSubmission),
            Event::NeedSetAside { .. } => Tell::Side(Side::Provider),
            Event::ChangeAccepted { .. }
            | Event::ChangeWithdrawn { .. }
            | Event::ChangeParked { .. }
            | Event::DecisionMade { .. }
            | Event::DecisionWithdrawn { .. }
            | Event::SessionPlanned { .. }
            | Event::SessionChanged { .. }
            | Event::SessionCancelled { .. }
            | Event::StepDropped { .. }
            | Event::EffectAcknowledged { .. }
            | Event::EffectHandedOn { .. }
            | Event::EffectDismissed { .. } => Tell::Both,
            Event::FilesAttached { .. }
            | Event::FeedbackRaised { .. }
            | Event::FeedbackClosed { .. }
            | Event::SessionAnswered { .. }
            | Event::StepDone { .. }
            | Event::EffectReported { .. }
            | Event::EffectSettled { .. } => by.map_or(Tell::Nobody, |by| Tell::Side(by.other())),
            Event::TermsChanged { .. } | Event::MilestoneChanged { .. } | Event::WaiverAnswered { .. } | Event::WaiverEnded { .. } => {
                by.map_or(Tell::Nobody, |by| Tell::Side(by.other()))
            }
            Event::ScopeSigned { side, agreed, .. } => {
                if *agreed {
                    Tell::Both
                } else {
                    Tell::Side(side.other())
                }
            }
            Event::MilestoneReady { .. } | Event::MilestoneAtRisk { .. } | Event::MilestoneLate { .. } | Event::MilestoneBlocked { .. } => {
                Tell::BothAble(Ability::SignMilestone)
            }
            Event::ScopeWithdrawn { .. }
            | Event::SubmissionDeemedAccepted { .. }
            | Event::MilestoneSigned { .. }
            | Event::WaiverLapsed { .. } => Tell::Both,
        }
    }

    /// Those who are told by mail because it ends what they had taken on.
    #[must_use]
    pub fn relieves(&self) -> Vec<Uuid> {
        match self {
            Event::SessionRecorded { dropped, .. } => dropped.iter().filter_map(|step| step.owner).collect(),
            Event::StepDone { owner, .. } => owner.iter().copied().collect(),
            _ => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn of_a_step_from_before_owners_were_recorded_nobody_is_told() {
        let done = |owner: serde_json::Value| {
            let mut detail = json!({ "session": 1, "number": 2, "text": "Send the files", "side": "client" });
            if owner.is_string() {
                detail["owner"] = owner;
            }
            Event::from_parts("step_done", detail).unwrap().relieves()
        };
        assert!(done(json!(null)).is_empty());
        assert_eq!(done(json!(Uuid::nil())), [Uuid::nil()]);
    }
}
