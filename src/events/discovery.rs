//! What happens to wishes and to what was understood of them.

use serde::{Deserialize, Serialize};

use super::{
    meaning::{Meaning, On, RoomEvent, Tell},
    sentence::{Sentence, Word},
};
use crate::{access::Side, things::Thing, turns::model::Ask};

/// Of wishes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DiscoveryEvent {
    /// Wishes were stated in one go; `said_by` said them.
    #[serde(rename = "wishes_stated")]
    WishesStated { wishes: Vec<StatedWish>, said_by: String },
    /// The provider said what it understood of a wish.
    #[serde(rename = "need_restated")]
    NeedRestated { number: i32, round: i32, excerpt: String },
    /// The client answered a restatement: `yes`, `partly` or `no`.
    #[serde(rename = "need_answered")]
    NeedAnswered { number: i32, round: i32, answer: String, excerpt: String },
    /// The client set a wish aside: `parked` or `withdrawn`.
    #[serde(rename = "need_set_aside")]
    NeedSetAside { number: i32, how: String, excerpt: String },
    /// A wish that was set aside was taken up again; `waits_on` has to move on it then.
    #[serde(rename = "need_resumed")]
    NeedResumed { number: i32, excerpt: String, waits_on: Option<Side> },
}

/// A wish as its event names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatedWish {
    /// `N1` without its letter.
    pub number: i32,
    /// Its beginning.
    pub excerpt: String,
}

impl RoomEvent for DiscoveryEvent {
    fn thing(&self) -> Thing {
        match self {
            // Those who read on from there find the others beside the first.
            DiscoveryEvent::WishesStated { wishes, .. } => wishes.first().map_or(Thing::Engagement, |wish| Thing::Need(wish.number)),
            DiscoveryEvent::NeedRestated { number, .. }
            | DiscoveryEvent::NeedAnswered { number, .. }
            | DiscoveryEvent::NeedSetAside { number, .. }
            | DiscoveryEvent::NeedResumed { number, .. } => Thing::Need(*number),
        }
    }

    fn meaning(&self, _: Option<Side>) -> Meaning {
        let thing = self.thing();
        let on = On(&thing);
        let of_need = |key, excerpt: &str| Sentence::of(key).with("ref", &thing).with("excerpt", excerpt);
        match self {
            DiscoveryEvent::WishesStated { wishes, said_by } => Meaning {
                moves: wishes.iter().map(|wish| On(&Thing::Need(wish.number)).asks(Side::Provider, Ask::RestateNeed)).collect(),
                tells: Tell::Nobody,
                reads: Sentence::of("event-wishes-stated")
                    .with("said_by", said_by)
                    .with("count", Word::Number(wishes.len() as i64))
                    .with("wishes", Word::list(wishes.iter().map(StatedWish::said))),
                touches_readiness: false,
            },
            DiscoveryEvent::NeedRestated { round, excerpt, .. } => Meaning {
                moves: vec![on.ends(Side::Provider), on.asks(Side::Client, Ask::ConfirmNeed)],
                tells: Tell::Nobody,
                reads: of_need("event-need-restated", excerpt).with("round", *round),
                touches_readiness: false,
            },
            DiscoveryEvent::NeedAnswered { answer, excerpt, .. } => {
                let (key, again) = match answer.as_str() {
                    "yes" => ("event-need-confirmed", None),
                    // What was not quite understood is restated.
                    "partly" => ("event-need-corrected", Some(Ask::RestateNeed)),
                    _ => ("event-need-refused", Some(Ask::RestateNeed)),
                };
                let again = again.map(|ask| on.asks(Side::Provider, ask));
                Meaning {
                    moves: [on.ends(Side::Client)].into_iter().chain(again).collect(),
                    tells: Tell::Side(Side::Provider),
                    reads: of_need(key, excerpt),
                    touches_readiness: false,
                }
            }
            DiscoveryEvent::NeedSetAside { how, excerpt, .. } => Meaning {
                moves: on.rests(),
                tells: Tell::Side(Side::Provider),
                reads: of_need(if how == "parked" { "event-need-parked" } else { "event-need-withdrawn" }, excerpt),
                touches_readiness: false,
            },
            DiscoveryEvent::NeedResumed { excerpt, waits_on, .. } => {
                let ask = |side| if side == Side::Client { Ask::ConfirmNeed } else { Ask::RestateNeed };
                Meaning {
                    moves: waits_on.map(|side| on.asks(side, ask(side))).into_iter().collect(),
                    tells: Tell::Nobody,
                    reads: of_need("event-need-resumed", excerpt),
                    touches_readiness: false,
                }
            }
        }
    }
}

impl StatedWish {
    fn said(&self) -> Sentence {
        Sentence::of("event-wish").with("ref", &Thing::Need(self.number)).with("excerpt", &self.excerpt)
    }
}
