//! What happens to the topics that are handed over: how far people have come.

use serde::{Deserialize, Serialize};

use super::{
    meaning::{Meaning, On, RoomEvent, Tell},
    sentence::Sentence,
};
use crate::{
    access::Side,
    blockers::{Blocks, What},
    things::Thing,
    turns::model::Ask,
};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TopicEvent {
    /// A topic was put on the list of what is handed over.
    #[serde(rename = "topic_planned")]
    Planned { number: i32, title: String },
    /// A topic's wording, need or runbook changed.
    #[serde(rename = "topic_changed")]
    Changed { number: i32, title: String },
    /// Somebody was seen doing a topic.
    #[serde(rename = "observation_logged")]
    ObservationLogged { topic: i32, title: String, person: String, mode: String },
    /// An expert had to help.
    #[serde(rename = "assist_logged")]
    AssistLogged { topic: i32, title: String, person: String, minutes: i32 },
    /// One side attested that somebody does a topic alone; `owed_by` still have to attest somebody on it.
    #[serde(rename = "alone_attested")]
    AloneAttested { topic: i32, title: String, person: String, side: Side, owed_by: Vec<Side> },
}

impl RoomEvent for TopicEvent {
    fn thing(&self) -> Thing {
        match self {
            TopicEvent::Planned { number, .. }
            | TopicEvent::Changed { number, .. }
            | TopicEvent::ObservationLogged { topic: number, .. }
            | TopicEvent::AssistLogged { topic: number, .. }
            | TopicEvent::AloneAttested { topic: number, .. } => Thing::Topic(*number),
        }
    }

    fn meaning(&self, _: Option<Side>) -> Meaning {
        let thing = self.thing();
        let on = On(&thing);
        let of_topic = |key, title: &str| Sentence::of(key).with("ref", &thing).with("title", title);
        match self {
            // Nothing covers yet what is only planned.
            TopicEvent::Planned { title, .. } => {
                Meaning { moves: Vec::new(), tells: Tell::Nobody, reads: of_topic("event-topic-planned", title), touches_readiness: false }
            }
            TopicEvent::Changed { title, .. } => {
                Meaning { moves: Vec::new(), tells: Tell::Nobody, reads: of_topic("event-topic-changed", title), touches_readiness: true }
            }
            TopicEvent::ObservationLogged { title, person, mode, .. } => {
                let key = match mode.as_str() {
                    "watched" => "event-observed-watched",
                    "together" => "event-observed-together",
                    "supervised" => "event-observed-supervised",
                    "alone" => "event-observed-alone",
                    _ => "event-observed-taught",
                };
                Meaning {
                    moves: Vec::new(),
                    tells: Tell::Nobody,
                    reads: of_topic(key, title).with("person", person),
                    touches_readiness: true,
                }
            }
            TopicEvent::AssistLogged { title, person, minutes, .. } => Meaning {
                moves: Vec::new(),
                tells: Tell::Nobody,
                reads: of_topic("event-assist-logged", title).with("person", person).with("minutes", *minutes),
                touches_readiness: true,
            },
            TopicEvent::AloneAttested { title, person, side, owed_by, .. } => Meaning {
                moves: Side::BOTH.map(|side| if owed_by.contains(&side) { on.asks(side, Ask::AttestAlone) } else { on.ends(side) }).into(),
                tells: Tell::Nobody,
                reads: of_topic("event-alone-attested", title).with("person", person).with("party", *side),
                touches_readiness: true,
            },
        }
    }

    fn blocks(&self, _: Option<Side>) -> Vec<Blocks> {
        let thing = self.thing();
        let on = On(&thing);
        match self {
            TopicEvent::Planned { .. } => on.blocks(What::Runbook),
            TopicEvent::Changed { .. }
            | TopicEvent::ObservationLogged { .. }
            | TopicEvent::AssistLogged { .. }
            | TopicEvent::AloneAttested { .. } => Vec::new(),
        }
    }
}
