//! What each event does to turns. Those of gates and signers follow from what is judged ([`crate::readiness::steps`]).

use super::{Event, event::StatedWish};
use crate::{
    access::Side,
    things::Thing,
    turns::model::{Ask, Due, Move},
};

impl Event {
    /// What it does to turns. `by` is the acting side; none when a clock ran out.
    #[must_use]
    pub fn moves(&self, by: Option<Side>) -> Vec<Move> {
        let thing = self.thing();
        let end = |side| Move::End { thing: thing.clone(), side };
        let open = |side, ask, to, due| Move::Open { thing: thing.clone(), ask, side, to, due };
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
            | Event::ManagementEnded { .. }
            | Event::ScopeDrafted { .. }
            | Event::ScopeLineAdded { .. }
            | Event::ScopeLineChanged { .. }
            | Event::ScopeLineRemoved { .. }
            | Event::DeliverableStarted { .. }
            | Event::ReviewReminded { .. }
            | Event::TopicPlanned { .. }
            | Event::TopicChanged { .. }
            | Event::ObservationLogged { .. }
            | Event::AssistLogged { .. }
            | Event::MilestonePlanned { .. }
            | Event::MilestoneChanged { .. }
            | Event::MilestoneReady { .. }
            | Event::MilestoneAtRisk { .. }
            | Event::MilestoneLate { .. }
            | Event::MilestoneBlocked { .. }
            | Event::DecisionAdvised { .. }
            | Event::SessionPlanned { .. }
            | Event::SessionChanged { .. }
            | Event::SessionBegun { .. }
            | Event::SessionCancelled { .. }
            | Event::EffectHandedOn { .. }
            | Event::EffectSettled { .. }
            | Event::FilesAttached { .. }
            | Event::FileTakenAway { .. }
            | Event::ChangeEdited { again: false, .. } => Vec::new(),

            Event::WishesStated { wishes, .. } => {
                let open = |wish: &StatedWish| Move::Open {
                    thing: Thing::Need(wish.number),
                    ask: Ask::RestateNeed,
                    side: Side::Provider,
                    to: None,
                    due: Due::Promise,
                };
                wishes.iter().map(open).collect()
            }
            Event::NeedRestated { .. } => {
                vec![end(Side::Provider), open(Side::Client, Ask::ConfirmNeed, None, Due::Promise)]
            }
            Event::NeedAnswered { answer, .. } => {
                let mut moves = vec![end(Side::Client)];
                // What was not quite understood is restated.
                if answer != "yes" {
                    moves.push(open(Side::Provider, Ask::RestateNeed, None, Due::Promise));
                }
                moves
            }
            Event::NeedSetAside { .. } => Side::BOTH.map(end).into(),
            Event::NeedResumed { waits_on, .. } => {
                let ask = |side| if side == Side::Client { Ask::ConfirmNeed } else { Ask::RestateNeed };
                waits_on.map(|side| open(side, ask(side), None, Due::Promise)).into_iter().collect()
            }

            Event::ChangeRaised { .. } | Event::ChangeResumed { .. } => {
                vec![open(Side::Provider, Ask::AssessChange, None, Due::Promise)]
            }
            Event::ChangeEdited { again: true, .. } => {
                vec![end(Side::Provider), open(Side::Provider, Ask::AssessChange, None, Due::Promise)]
            }
            Event::ChangeAssessed { .. } => {
                vec![end(Side::Provider), open(Side::Provider, Ask::OfferChange, None, Due::Promise)]
            }
            Event::ChangeOffered { .. } => {
                vec![end(Side::Provider), open(Side::Client, Ask::AcceptChange, None, Due::Promise)]
            }
            Event::ChangeOfferWithdrawn { .. } => {
                vec![end(Side::Client), open(Side::Provider, Ask::OfferChange, None, Due::Promise)]
            }
            Event::ChangeAccepted { .. } | Event::ChangeDeclined { .. } | Event::ChangeWithdrawn { .. } | Event::ChangeParked { .. } => {
                Side::BOTH.map(end).into()
            }

            Event::DecisionProposed { decision_kind, to, due_on, .. } => {
                let (side, ask) = if decision_kind == "what" { (Side::Client, Ask::DecideWhat) } else { (Side::Provider, Ask::DecideHow) };
                vec![open(side, ask, *to, Due::Day(*due_on))]
            }
            Event::DecisionMade { .. } | Event::DecisionWithdrawn { .. } => Side::BOTH.map(end).into(),

            Event::SessionRecorded { number, steps, dropped, .. } => {
                let dropped = dropped.iter().map(|step| Move::End { thing: Thing::Step(*number, step.number), side: step.side });
                let agreed = steps.iter().map(|step| Move::Open {
                    thing: Thing::Step(*number, step.number),
                    ask: Ask::DoStep,
                    side: step.side,
                    to: Some(step.owner),
                    due: Due::Day(step.due_on),
                });
                let answer = by.map(|by| [end(by), open(by.other(), Ask::ConfirmSession, None, Due::Promise)]);
                dropped.chain(agreed).chain(answer.into_iter().flatten()).collect()
            }
            Event::SessionAnswered { answer, .. } => by.map_or_else(Vec::new, |by| {
                let mut moves = vec![end(by)];
                // What was not quite so is recorded once more by the side that did.
                if answer != "confirmed" {
                    moves.push(open(by.other(), Ask::AmendSession, None, Due::Promise));
                }
                moves
            }),
            Event::StepDone { side, .. } | Event::StepDropped { side, .. } => vec![end(*side)],

            Event::EffectReported { .. } => vec![open(Side::Client, Ask::AcknowledgeEffect, None, Due::Promise)],
            Event::EffectAcknowledged { .. } | Event::EffectDismissed { .. } => vec![end(Side::Client)],

            Event::ScopeProposed { .. } => Side::BOTH.map(|side| open(side, Ask::SignScope, None, Due::Promise)).into(),
            Event::ScopeSigned { side, .. } => vec![end(*side)],
            Event::ScopeWithdrawn { .. } => Side::BOTH.map(end).into(),

            Event::DeliverablePlanned { due_on, .. } => {
                vec![open(Side::Provider, Ask::Submit, None, Due::Day(*due_on))]
            }
            Event::DeliverableSubmitted { review_due_at, .. } => {
                vec![end(Side::Provider), open(Side::Client, Ask::ReviewSubmission, None, Due::At(*review_due_at))]
            }
            Event::SubmissionReturned { .. } => {
                vec![end(Side::Client), open(Side::Provider, Ask::Resubmit, None, Due::Promise)]
            }
            Event::ReviewNoticed { second_due_at, .. } => {
                vec![end(Side::Client), open(Side::Client, Ask::ReviewSubmission, None, Due::At(*second_due_at))]
            }
            Event::SubmissionAccepted { .. } | Event::SubmissionDeemedAccepted { .. } => vec![end(Side::Client)],

            Event::FeedbackRaised { entry_kind, to, .. } => match by {
                // Praise asks nothing of anybody.
                None => Vec::new(),
                Some(_) if entry_kind == "praise" => Vec::new(),
                // What the client asks for is within the scope or outside.
                Some(Side::Client) if entry_kind == "request" => {
                    vec![open(Side::Provider, Ask::PlaceRequest, *to, Due::Promise)]
                }
                Some(by) => vec![open(by.other(), Ask::AnswerFeedback, *to, Due::Promise)],
            },
            Event::FeedbackReplied { raised_side, raised_by, unplaced, .. } => match by {
                Some(by) if by == *raised_side => {
                    let ask = if *unplaced { Ask::PlaceRequest } else { Ask::AnswerFeedback };
                    vec![end(by), open(by.other(), ask, None, Due::Promise)]
                }
                // Asking back does not place it: the answer brings it back.
                Some(by) if *unplaced => {
                    vec![end(by), open(by.other(), Ask::AnswerFeedback, Some(*raised_by), Due::Promise)]
                }
                Some(by) => vec![end(by), open(*raised_side, Ask::CloseFeedback, Some(*raised_by), Due::Promise)],
                None => Vec::new(),
            },
            Event::RequestPlaced { change, to, .. } => {
                let mut moves =
                    vec![end(Side::Provider), end(Side::Client), open(Side::Client, Ask::CloseFeedback, Some(*to), Due::Promise)];
                moves.extend(change.map(|number| Move::Open {
                    thing: Thing::Change(number),
                    ask: Ask::AssessChange,
                    side: Side::Provider,
                    to: None,
                    due: Due::Promise,
                }));
                moves
            }
            Event::FeedbackClosed { .. } => Side::BOTH.map(end).into(),
            Event::FeedbackReopened { unplaced, .. } => {
                let ask = |by| if *unplaced && by == Side::Client { Ask::PlaceRequest } else { Ask::AnswerFeedback };
                by.map(|by| open(by.other(), ask(by), None, Due::Promise)).into_iter().collect()
            }

            Event::AloneAttested { owed_by, .. } => Side::BOTH
                .map(|side| if owed_by.contains(&side) { open(side, Ask::AttestAlone, None, Due::Promise) } else { end(side) })
                .into(),
            // Who is to sign follows from how ready it is.
            Event::MilestoneSigned { waivers, .. } => {
                waivers.iter().flat_map(|number| Side::BOTH.map(|side| Move::End { thing: Thing::Waiver(*number), side })).collect()
            }

            Event::WaiverAsked { .. } => by.map(|by| open(by.other(), Ask::AnswerWaiver, None, Due::Promise)).into_iter().collect(),
            Event::WaiverAnswered { .. } | Event::WaiverEnded { .. } | Event::WaiverLapsed { .. } => Side::BOTH.map(end).into(),
            Event::EchoAsked { to, .. } => vec![open(Side::Client, Ask::AnswerEcho, *to, Due::Promise)],
            Event::EchoAnswered { feedback, .. } => {
                let mut moves = vec![end(Side::Client)];
                moves.extend(feedback.map(|number| Move::Open {
                    thing: Thing::Feedback(number),
                    ask: Ask::AnswerFeedback,
                    side: Side::Provider,
                    to: None,
                    due: Due::Promise,
                }));
                moves
            }
        }
    }
}
