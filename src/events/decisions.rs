//! What happens to questions that are decided.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    meaning::{Meaning, On, RoomEvent, Tell},
    sentence::Sentence,
};
use crate::{
    access::Side,
    things::Thing,
    turns::model::{Ask, Due},
};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DecisionEvent {
    /// A decision was asked for: a `what` of the client, a `how` of the provider; of `to`, if somebody in particular is asked.
    #[serde(rename = "decision_proposed")]
    Proposed { number: i32, decision_kind: String, question: String, to: Option<Uuid>, due_on: NaiveDate },
    /// The expert advised an option.
    #[serde(rename = "decision_advised")]
    Advised { number: i32, question: String, option: String },
    /// It was decided; `overruled`: against what the expert had decided.
    #[serde(rename = "decision_made")]
    Made { number: i32, question: String, option: String, overruled: bool },
    /// The question was withdrawn.
    #[serde(rename = "decision_withdrawn")]
    Withdrawn { number: i32, question: String },
}

impl RoomEvent for DecisionEvent {
    fn thing(&self) -> Thing {
        match self {
            DecisionEvent::Proposed { number, .. }
            | DecisionEvent::Advised { number, .. }
            | DecisionEvent::Made { number, .. }
            | DecisionEvent::Withdrawn { number, .. } => Thing::Decision(*number),
        }
    }

    fn meaning(&self, _: Option<Side>) -> Meaning {
        let thing = self.thing();
        let on = On(&thing);
        let of_decision = |key, question: &str| Sentence::of(key).with("ref", &thing).with("question", question);
        match self {
            DecisionEvent::Proposed { decision_kind, question, to, due_on, .. } => {
                let (key, side, ask) = match decision_kind.as_str() {
                    "what" => ("event-decision-what", Side::Client, Ask::DecideWhat),
                    _ => ("event-decision-how", Side::Provider, Ask::DecideHow),
                };
                Meaning {
                    moves: vec![on.asks_of(side, ask, *to, Due::Day(*due_on))],
                    tells: Tell::Nobody,
                    reads: of_decision(key, question),
                    touches_readiness: false,
                }
            }
            DecisionEvent::Advised { question, option, .. } => Meaning {
                moves: Vec::new(),
                tells: Tell::Side(Side::Client),
                reads: of_decision("event-decision-advised", question).with("option", option),
                touches_readiness: false,
            },
            DecisionEvent::Made { question, option, overruled, .. } => {
                let key = if *overruled { "event-decision-overruled" } else { "event-decision-made" };
                Meaning {
                    moves: on.rests(),
                    tells: Tell::Both,
                    reads: of_decision(key, question).with("option", option),
                    touches_readiness: false,
                }
            }
            DecisionEvent::Withdrawn { question, .. } => Meaning {
                moves: on.rests(),
                tells: Tell::Both,
                reads: of_decision("event-decision-withdrawn", question),
                touches_readiness: false,
            },
        }
    }
}
