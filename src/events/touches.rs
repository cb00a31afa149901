//! Whether an event touches what readiness rests on, so that it has to be judged again.

use super::Event;
use crate::things::FilePlace;

impl Event {
    /// Whether a gate may stand otherwise after it. What says no costs nothing more than its own rows.
    #[must_use]
    pub fn touches_readiness(&self) -> bool {
        match self {
            // Names, seats, rules and promises.
            Event::TermsChanged { .. }
            | Event::SeatTaken { .. }
            | Event::SeatChanged { .. }
            | Event::SeatEnded { .. }
            | Event::SeatLapsed { .. }
            | Event::ManagementEnded { .. }
            // What is handed in, and whose turn it is on it until when.
            | Event::DeliverableSubmitted { .. }
            | Event::SubmissionReturned { .. }
            | Event::SubmissionAccepted { .. }
            | Event::ReviewNoticed { .. }
            | Event::SubmissionDeemedAccepted { .. }
            // Open changes, and on whose side they are.
            | Event::RequestPlaced { .. }
            | Event::ChangeRaised { .. }
            | Event::ChangeEdited { .. }
            | Event::ChangeAssessed { .. }
            | Event::ChangeOffered { .. }
            | Event::ChangeOfferWithdrawn { .. }
            | Event::ChangeAccepted { .. }
            | Event::ChangeDeclined { .. }
            | Event::ChangeWithdrawn { .. }
            | Event::ChangeParked { .. }
            | Event::ChangeResumed { .. }
            // Effects elsewhere, until they are somebody's.
            | Event::EffectReported { .. }
            | Event::EffectAcknowledged { .. }
            | Event::EffectDismissed { .. }
            // What is handed over, and how far people have come.
            | Event::TopicChanged { .. }
            | Event::ObservationLogged { .. }
            | Event::AssistLogged { .. }
            | Event::AloneAttested { .. }
            | Event::MilestonePlanned { .. }
            | Event::MilestoneChanged { .. }
            | Event::MilestoneSigned { .. }
            | Event::WaiverAsked { .. }
            | Event::WaiverAnswered { .. }
            | Event::WaiverEnded { .. }
            | Event::WaiverLapsed { .. } => true,

            Event::FeedbackRaised { blocking, .. }
            | Event::FeedbackReplied { blocking, .. }
            | Event::FeedbackClosed { blocking, .. }
            | Event::FeedbackReopened { blocking, .. } => *blocking,
            // A runbook.
            Event::FilesAttached { place, .. } | Event::FileTakenAway { place, .. } => matches!(place, FilePlace::Topic(_)),

            Event::EngagementCreated { .. }
            | Event::SeatInvited { .. }
            | Event::InvitationSentAgain { .. }
            | Event::InvitationWithdrawn { .. }
            | Event::WishesStated { .. }
            | Event::NeedRestated { .. }
            | Event::NeedAnswered { .. }
            | Event::NeedSetAside { .. }
            | Event::NeedResumed { .. }
            | Event::ScopeDrafted { .. }
            | Event::ScopeLineAdded { .. }
            | Event::ScopeLineChanged { .. }
            | Event::ScopeLineRemoved { .. }
            | Event::ScopeProposed { .. }
            | Event::ScopeSigned { .. }
            | Event::ScopeWithdrawn { .. }
            // Nothing covers yet what is only planned.
            | Event::DeliverablePlanned { .. }
            | Event::TopicPlanned { .. }
            | Event::DeliverableStarted { .. }
            | Event::ReviewReminded { .. }
            | Event::DecisionProposed { .. }
            | Event::DecisionAdvised { .. }
            | Event::DecisionMade { .. }
            | Event::DecisionWithdrawn { .. }
            | Event::SessionPlanned { .. }
            | Event::SessionChanged { .. }
            | Event::SessionBegun { .. }
            | Event::SessionCancelled { .. }
            | Event::SessionRecorded { .. }
            | Event::SessionAnswered { .. }
            | Event::StepDone { .. }
            | Event::StepDropped { .. }
            | Event::EffectHandedOn { .. }
            | Event::EffectSettled { .. }
            // What came of judging.
            | Event::MilestoneReady { .. }
            | Event::MilestoneAtRisk { .. }
            | Event::MilestoneLate { .. }
            | Event::MilestoneBlocked { .. }
            // What is asked after a handover blocks nothing.
            | Event::EchoAsked { .. }
            | Event::EchoAnswered { .. } => false,
        }
    }
}
