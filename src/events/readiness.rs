//! What becomes of readiness, said by Tandem after what changed it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    meaning::{Meaning, RoomEvent, Tell},
    sentence::{Sentence, Word, gate_key},
};
use crate::{
    access::{Ability, Side},
    things::Thing,
};

/// Of how ready a milestone is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReadinessEvent {
    /// Every gate of a milestone lets it through: both sides are asked to sign.
    #[serde(rename = "milestone_ready")]
    Ready { number: i32, title: String },
    /// At the pace of the last weeks a milestone would be ready only after its date, on `forecast`; none: nobody can say when.
    #[serde(rename = "milestone_at_risk")]
    AtRisk { number: i32, title: String, forecast: Option<NaiveDate> },
    /// The date of a milestone has passed, and a gate still blocks it.
    #[serde(rename = "milestone_late")]
    Late { number: i32, title: String },
    /// Gates of a milestone block that did not.
    #[serde(rename = "milestone_blocked")]
    Blocked { number: i32, title: String, gates: Vec<BlockedGate> },
}

/// A gate as an event names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlockedGate {
    /// What it asks, as stored.
    pub gate: String,
    /// Of what, as a reference.
    pub about: String,
}

impl RoomEvent for ReadinessEvent {
    fn thing(&self) -> Thing {
        match self {
            ReadinessEvent::Ready { number, .. }
            | ReadinessEvent::AtRisk { number, .. }
            | ReadinessEvent::Late { number, .. }
            | ReadinessEvent::Blocked { number, .. } => Thing::Milestone(*number),
        }
    }

    fn meaning(&self, _: Option<Side>) -> Meaning {
        let thing = self.thing();
        let of_milestone = |key, title: &str| Sentence::of(key).with("ref", &thing).with("title", title);
        // What came of judging is not judged again. Whom it asks is asked by what was judged.
        let means = |reads| Meaning { moves: Vec::new(), tells: Tell::BothAble(Ability::SignMilestone), reads, touches_readiness: false };
        match self {
            ReadinessEvent::Ready { title, .. } => means(of_milestone("event-milestone-ready", title)),
            ReadinessEvent::AtRisk { title, forecast: Some(day), .. } => {
                means(of_milestone("event-milestone-at-risk", title).with("day", Word::Day(*day)))
            }
            ReadinessEvent::AtRisk { title, forecast: None, .. } => means(of_milestone("event-milestone-at-risk-no-pace", title)),
            ReadinessEvent::Late { title, .. } => means(of_milestone("event-milestone-late", title)),
            ReadinessEvent::Blocked { title, gates, .. } => {
                means(of_milestone("event-milestone-blocked", title).with("gates", Word::list(gates.iter().map(BlockedGate::said))))
            }
        }
    }
}

impl BlockedGate {
    fn said(&self) -> Sentence {
        Sentence::of(gate_key(&self.gate)).with("about", &self.about)
    }
}
