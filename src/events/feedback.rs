//! What happens to feedback, and to requests among it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    meaning::{Meaning, On, RoomEvent, Tell},
    sentence::{Sentence, Word},
};
use crate::{
    access::Side,
    blockers::{Blocks, State, What},
    things::Thing,
    turns::model::{Ask, Due},
};

/// Of a feedback entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FeedbackEvent {
    /// Somebody gave feedback. `about` is a reference; `to` the person who is asked, if one is.
    #[serde(rename = "feedback_raised")]
    Raised { number: i32, entry_kind: String, about: String, blocking: bool, excerpt: String, to: Option<Uuid> },
    /// Somebody replied. The raiser is named because an answer returns the turn to that person. `unplaced`: it is a request
    /// that the provider has yet to place.
    #[serde(rename = "feedback_replied")]
    Replied {
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
    #[serde(rename = "request_placed")]
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
    #[serde(rename = "feedback_closed")]
    Closed {
        number: i32,
        excerpt: String,
        /// Whether it holds back a handover while it is open.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        blocking: bool,
    },
    /// It was opened again, with a reply that says why. `unplaced` as in a reply.
    #[serde(rename = "feedback_reopened")]
    Reopened {
        number: i32,
        excerpt: String,
        #[serde(default)]
        unplaced: bool,
        /// Whether it holds back a handover while it is open.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        blocking: bool,
    },
}

impl RoomEvent for FeedbackEvent {
    fn thing(&self) -> Thing {
        match self {
            FeedbackEvent::Raised { number, .. }
            | FeedbackEvent::Replied { number, .. }
            | FeedbackEvent::RequestPlaced { number, .. }
            | FeedbackEvent::Closed { number, .. }
            | FeedbackEvent::Reopened { number, .. } => Thing::Feedback(*number),
        }
    }

    fn meaning(&self, by: Option<Side>) -> Meaning {
        let thing = self.thing();
        let on = On(&thing);
        let of_feedback = |key, excerpt: &str| Sentence::of(key).with("ref", &thing).with("excerpt", excerpt);
        match self {
            FeedbackEvent::Raised { entry_kind, about, blocking, excerpt, to, .. } => {
                let (key, ask) = match entry_kind.as_str() {
                    "question" => ("event-feedback-question", Some(Ask::AnswerFeedback)),
                    "concern" => ("event-feedback-concern", Some(Ask::AnswerFeedback)),
                    // What the client asks for is within the scope or outside.
                    "request" if by == Some(Side::Client) => ("event-feedback-request", Some(Ask::PlaceRequest)),
                    "request" => ("event-feedback-request", Some(Ask::AnswerFeedback)),
                    // Praise asks nothing of anybody.
                    _ => ("event-feedback-praise", None),
                };
                let about = if about.is_empty() { Word::list([Sentence::of("event-about-engagement")]) } else { about.into() };
                Meaning {
                    moves: by.zip(ask).map(|(by, ask)| on.asks_of(by.other(), ask, *to, Due::Promise)).into_iter().collect(),
                    tells: Tell::other(by),
                    reads: of_feedback(key, excerpt).with("about", about).with("blocking", if *blocking { "yes" } else { "no" }),
                    touches_readiness: *blocking,
                }
            }
            FeedbackEvent::Replied { excerpt, raised_side, raised_by, unplaced, blocking, .. } => {
                let asked = |by: Side| match (by == *raised_side, *unplaced) {
                    (true, true) => on.asks(by.other(), Ask::PlaceRequest),
                    (true, false) => on.asks(by.other(), Ask::AnswerFeedback),
                    // Asking back does not place it: the answer brings it back.
                    (false, true) => on.asks_of(by.other(), Ask::AnswerFeedback, Some(*raised_by), Due::Promise),
                    (false, false) => on.asks_of(*raised_side, Ask::CloseFeedback, Some(*raised_by), Due::Promise),
                };
                Meaning {
                    moves: by.map_or_else(Vec::new, |by| vec![on.ends(by), asked(by)]),
                    tells: Tell::Nobody,
                    reads: of_feedback("event-feedback-replied", excerpt),
                    touches_readiness: *blocking,
                }
            }
            FeedbackEvent::RequestPlaced { excerpt, place, line, change, owner, to, .. } => {
                let key = match place.as_str() {
                    "within" => "event-request-within",
                    "change" => "event-request-change",
                    "client" => "event-request-client",
                    _ => "event-request-parked",
                };
                let change = change.map(Thing::Change);
                let assess = change.as_ref().map(|change| On(change).asks(Side::Provider, Ask::AssessChange));
                let close = on.asks_of(Side::Client, Ask::CloseFeedback, Some(*to), Due::Promise);
                Meaning {
                    moves: [on.ends(Side::Provider), on.ends(Side::Client), close].into_iter().chain(assess).collect(),
                    tells: Tell::Nobody,
                    reads: of_feedback(key, excerpt)
                        .with("line", line.as_deref().unwrap_or_default())
                        .with("change", change.map(|change| change.to_string()).unwrap_or_default())
                        .with("owner", owner.as_deref().unwrap_or_default()),
                    touches_readiness: true,
                }
            }
            FeedbackEvent::Closed { excerpt, blocking, .. } => Meaning {
                moves: on.rests(),
                tells: Tell::other(by),
                reads: of_feedback("event-feedback-closed", excerpt),
                touches_readiness: *blocking,
            },
            FeedbackEvent::Reopened { excerpt, unplaced, blocking, .. } => {
                let ask = |by| if *unplaced && by == Side::Client { Ask::PlaceRequest } else { Ask::AnswerFeedback };
                Meaning {
                    moves: by.map(|by| on.asks(by.other(), ask(by))).into_iter().collect(),
                    tells: Tell::Nobody,
                    reads: of_feedback("event-feedback-reopened", excerpt),
                    touches_readiness: *blocking,
                }
            }
        }
    }

    fn blocks(&self, by: Option<Side>) -> Vec<Blocks> {
        let thing = self.thing();
        let on = On(&thing);
        match self {
            FeedbackEvent::Raised { about, blocking: true, .. } => {
                by.map_or_else(Vec::new, |side| on.blocks(What::Feedback { about: about.clone(), side }))
            }
            FeedbackEvent::Closed { blocking: true, .. } => on.turns(State::Ended),
            FeedbackEvent::Reopened { blocking: true, .. } => on.turns(State::Blocks),
            FeedbackEvent::RequestPlaced { change: Some(number), line, .. } => {
                On(&Thing::Change(*number)).blocks(What::Change { line: line.clone(), edits: BTreeSet::new() })
            }
            FeedbackEvent::Raised { blocking: false, .. }
            | FeedbackEvent::Closed { blocking: false, .. }
            | FeedbackEvent::Reopened { blocking: false, .. }
            | FeedbackEvent::RequestPlaced { change: None, .. }
            | FeedbackEvent::Replied { .. } => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn closed(blocking: bool) -> FeedbackEvent {
        FeedbackEvent::Closed { number: 3, excerpt: String::new(), blocking }
    }

    #[test]
    fn only_feedback_that_blocks_stands_in_the_way() {
        assert!(closed(false).blocks(Some(Side::Client)).is_empty());
        assert_eq!(closed(true).blocks(Some(Side::Client)), [Blocks::Turn { thing: Thing::Feedback(3), state: State::Ended }]);
    }

    #[test]
    fn a_request_that_becomes_a_change_stands_in_the_way_as_one() {
        let placed = FeedbackEvent::RequestPlaced {
            number: 3,
            excerpt: String::new(),
            place: "change".into(),
            title: "Freight".into(),
            line: Some("X1".into()),
            change: Some(7),
            owner: None,
            to: Uuid::nil(),
        };
        let change = What::Change { line: Some("X1".into()), edits: BTreeSet::new() };
        assert_eq!(placed.blocks(Some(Side::Provider)), On(&Thing::Change(7)).blocks(change));
    }
}
