//! What happens to effects in other business areas.

use serde::{Deserialize, Serialize};

use super::{
    meaning::{Meaning, On, RoomEvent, Tell},
    sentence::Sentence,
};
use crate::{
    access::Side,
    blockers::{Blocks, State, What},
    things::Thing,
    turns::model::Ask,
};

/// Of an effect. It blocks until it is somebody's: what the owner then does with it touches no gate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EffectEvent {
    /// Somebody reported an effect in another business area of the client.
    #[serde(rename = "effect_reported")]
    Reported { number: i32, area: String, excerpt: String },
    /// The client acknowledged it as its own matter, with an owner.
    #[serde(rename = "effect_acknowledged")]
    Acknowledged { number: i32, excerpt: String, owner: String },
    /// The client named another owner, in place of one who no longer can.
    #[serde(rename = "effect_handed_on")]
    HandedOn { number: i32, excerpt: String, owner: String },
    /// The client said how it was settled.
    #[serde(rename = "effect_settled")]
    Settled { number: i32, excerpt: String },
    /// It is none: `withdrawn` by the side that reported it, or `declined` by the client.
    #[serde(rename = "effect_dismissed")]
    Dismissed { number: i32, excerpt: String, how: String },
}

impl RoomEvent for EffectEvent {
    fn thing(&self) -> Thing {
        match self {
            EffectEvent::Reported { number, .. }
            | EffectEvent::Acknowledged { number, .. }
            | EffectEvent::HandedOn { number, .. }
            | EffectEvent::Settled { number, .. }
            | EffectEvent::Dismissed { number, .. } => Thing::Effect(*number),
        }
    }

    fn meaning(&self, by: Option<Side>) -> Meaning {
        let thing = self.thing();
        let on = On(&thing);
        let of_effect = |key, excerpt: &str| Sentence::of(key).with("ref", &thing).with("excerpt", excerpt);
        match self {
            EffectEvent::Reported { area, excerpt, .. } => Meaning {
                moves: vec![on.asks(Side::Client, Ask::AcknowledgeEffect)],
                tells: Tell::other(by),
                reads: of_effect("event-effect-reported", excerpt).with("area", area),
                touches_readiness: true,
            },
            EffectEvent::Acknowledged { excerpt, owner, .. } => Meaning {
                moves: vec![on.ends(Side::Client)],
                tells: Tell::Both,
                reads: of_effect("event-effect-acknowledged", excerpt).with("owner", owner),
                touches_readiness: true,
            },
            EffectEvent::HandedOn { excerpt, owner, .. } => Meaning {
                moves: Vec::new(),
                tells: Tell::Both,
                reads: of_effect("event-effect-handed-on", excerpt).with("owner", owner),
                touches_readiness: false,
            },
            EffectEvent::Settled { excerpt, .. } => Meaning {
                moves: Vec::new(),
                tells: Tell::other(by),
                reads: of_effect("event-effect-settled", excerpt),
                touches_readiness: false,
            },
            EffectEvent::Dismissed { excerpt, how, .. } => Meaning {
                moves: vec![on.ends(Side::Client)],
                tells: Tell::Both,
                reads: of_effect(if how == "withdrawn" { "event-effect-withdrawn" } else { "event-effect-declined" }, excerpt),
                touches_readiness: true,
            },
        }
    }

    fn blocks(&self, _: Option<Side>) -> Vec<Blocks> {
        let thing = self.thing();
        let on = On(&thing);
        match self {
            EffectEvent::Reported { area, .. } => on.blocks(What::Effect { area: area.clone() }),
            EffectEvent::Acknowledged { .. } | EffectEvent::Dismissed { .. } => on.turns(State::Ended),
            EffectEvent::HandedOn { .. } | EffectEvent::Settled { .. } => Vec::new(),
        }
    }
}
