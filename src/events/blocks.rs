//! What each event does to what stands in the way of a handover.

use std::collections::BTreeSet;

use super::Event;
use crate::{
    access::Side,
    blockers::{Blocker, Blocks, State, What},
    things::{FilePlace, Thing},
};

impl Event {
    /// What it does to blockers. `by` is the acting side; none when a clock ran out.
    #[must_use]
    pub fn blocks(&self, by: Option<Side>) -> Vec<Blocks> {
        let thing = self.thing();
        let opens = |thing: &Thing, what| vec![Blocks::Open(Blocker::while_open(thing, what, true))];
        let turns = |state| vec![Blocks::Turn { thing: thing.clone(), state }];
        match self {
            Event::FeedbackRaised { about, blocking: true, .. } => {
                by.map_or_else(Vec::new, |side| opens(&thing, What::Feedback { about: about.clone(), side }))
            }
            Event::FeedbackClosed { blocking: true, .. } => turns(State::Ended),
            Event::FeedbackReopened { blocking: true, .. } => turns(State::Blocks),

            Event::ChangeRaised { touches: line, .. } => opens(&thing, What::Change { line: line.clone(), edits: BTreeSet::new() }),
            Event::RequestPlaced { change: Some(number), line, .. } => {
                opens(&Thing::Change(*number), What::Change { line: line.clone(), edits: BTreeSet::new() })
            }
            Event::ChangeEdited { key, action, .. } => {
                vec![Blocks::Edit { thing, line: key.clone(), edited: action != "keep" }]
            }
            Event::ChangeAccepted { .. } | Event::ChangeDeclined { .. } | Event::ChangeWithdrawn { .. } | Event::ChangeParked { .. } => {
                turns(State::Ended)
            }
            Event::ChangeResumed { .. } => turns(State::Blocks),

            Event::EffectReported { area, .. } => opens(&thing, What::Effect { area: area.clone() }),
            Event::EffectAcknowledged { .. } | Event::EffectDismissed { .. } => turns(State::Ended),

            Event::DeliverablePlanned { line, .. } => opens(&thing, What::Deliverable { line: line.clone() }),
            Event::SubmissionAccepted { .. } => turns(State::Ended),
            Event::SubmissionDeemedAccepted { .. } => turns(State::Warns),

            Event::TopicPlanned { .. } => opens(&thing, What::Runbook),
            // Whatever is attached to a topic is its runbook, and nothing takes it away.
            Event::FilesAttached { place: FilePlace::Topic(_), .. } => turns(State::Ended),

            Event::EngagementCreated { .. }
            | Event::TermsChanged { .. }
            | Event::SeatInvited { .. }
            | Event::InvitationWithdrawn { .. }
            | Event::InvitationSentAgain { .. }
            | Event::SeatTaken { .. }
            | Event::SeatChanged { .. }
            | Event::SeatEnded { .. }
            | Event::SeatLapsed { .. }
            | Event::ManagementEnded { .. }
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
            | Event::DeliverableStarted { .. }
            | Event::DeliverableSubmitted { .. }
            | Event::SubmissionReturned { .. }
            | Event::ReviewReminded { .. }
            | Event::ReviewNoticed { .. }
            | Event::FeedbackRaised { blocking: false, .. }
            | Event::FeedbackReplied { .. }
            | Event::FeedbackClosed { blocking: false, .. }
            | Event::FeedbackReopened { blocking: false, .. }
            | Event::RequestPlaced { change: None, .. }
            | Event::ChangeAssessed { .. }
            | Event::ChangeOffered { .. }
            | Event::ChangeOfferWithdrawn { .. }
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
            | Event::TopicChanged { .. }
            | Event::ObservationLogged { .. }
            | Event::AssistLogged { .. }
            | Event::AloneAttested { .. }
            | Event::MilestonePlanned { .. }
            | Event::MilestoneChanged { .. }
            | Event::MilestoneSigned { .. }
            | Event::MilestoneReady { .. }
            | Event::MilestoneAtRisk { .. }
            | Event::MilestoneLate { .. }
            | Event::MilestoneBlocked { .. }
            | Event::WaiverAsked { .. }
            | Event::WaiverAnswered { .. }
            | Event::WaiverEnded { .. }
            | Event::WaiverLapsed { .. }
            | Event::EchoAsked { .. }
            | Event::EchoAnswered { .. }
            | Event::FilesAttached { .. }
            | Event::FileTakenAway { .. } => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn closed(blocking: bool) -> Event {
        Event::FeedbackClosed { number: 3, excerpt: String::new(), blocking }
    }

    #[test]
    fn only_feedback_that_blocks_stands_in_the_way() {
        assert!(closed(false).blocks(Some(Side::Client)).is_empty());
        assert_eq!(closed(true).blocks(Some(Side::Client)), [Blocks::Turn { thing: Thing::Feedback(3), state: State::Ended }]);
    }

    #[test]
    fn a_request_that_becomes_a_change_stands_in_the_way_as_one() {
        let placed = Event::RequestPlaced {
            number: 3,
            excerpt: String::new(),
            place: "change".into(),
            title: "Freight".into(),
            line: Some("X1".into()),
            change: Some(7),
            owner: None,
            to: uuid::Uuid::nil(),
        };
        let change = What::Change { line: Some("X1".into()), edits: BTreeSet::new() };
        assert_eq!(
            placed.blocks(Some(Side::Provider)),
            [Blocks::Open(Blocker { thing: "CR7".into(), state: State::Blocks, what: change })]
        );
    }

    #[test]
    fn an_edit_that_is_taken_back_leaves_the_line_alone() {
        let edited = |action: &str| {
            let event = Event::ChangeEdited { number: 7, title: String::new(), key: "S2".into(), action: action.to_owned(), again: false };
            match event.blocks(Some(Side::Provider)).as_slice() {
                [Blocks::Edit { line, edited, .. }] if line == "S2" => *edited,
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(["add", "change", "remove", "keep"].map(edited), [true, true, true, false]);
    }
}
