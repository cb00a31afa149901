//! What happens to changes to the agreed scope.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{
    meaning::{Meaning, On, RoomEvent, Tell},
    sentence::{Sentence, Word},
};
use crate::{
    access::Side,
    base::money::Money,
    blockers::{Blocks, State, What},
    things::Thing,
    turns::model::Ask,
};

/// Of a change request. All of it touches readiness: open changes block, and it matters on whose side they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ChangeEvent {
    /// Somebody asked for a change to the agreed scope. `touches` is the line it falls under.
    #[serde(rename = "change_raised")]
    Raised { number: i32, title: String, touches: Option<String> },
    /// What a change does to a line was written: `add`, `change`, `remove`, or `keep` when an edit was taken back. `again`: it
    /// had been assessed, and must be once more.
    #[serde(rename = "change_edited")]
    Edited { number: i32, title: String, key: String, action: String, again: bool },
    /// The provider said what a change means, in business days and minor units of the engagement's currency.
    #[serde(rename = "change_assessed")]
    Assessed { number: i32, title: String, days: i64, price_minor: i64, currency: String },
    /// The provider's manager offered it: the proposed version carries it under this digest (hexadecimal).
    #[serde(rename = "change_offered")]
    Offered { number: i32, title: String, version: i32, digest: String },
    /// The offer was taken back; the change is still assessed.
    #[serde(rename = "change_offer_withdrawn")]
    OfferWithdrawn { number: i32, title: String, version: i32 },
    /// The client's sponsor accepted it; its version is agreed.
    #[serde(rename = "change_accepted")]
    Accepted { number: i32, title: String, version: i32 },
    /// The client's sponsor declined it.
    #[serde(rename = "change_declined")]
    Declined { number: i32, title: String },
    /// The side that raised it gave it up.
    #[serde(rename = "change_withdrawn")]
    Withdrawn { number: i32, title: String },
    /// It rests for now.
    #[serde(rename = "change_parked")]
    Parked { number: i32, title: String },
    /// It was taken up again.
    #[serde(rename = "change_resumed")]
    Resumed { number: i32, title: String },
}

impl RoomEvent for ChangeEvent {
    fn thing(&self) -> Thing {
        match self {
            ChangeEvent::Raised { number, .. }
            | ChangeEvent::Edited { number, .. }
            | ChangeEvent::Assessed { number, .. }
            | ChangeEvent::Offered { number, .. }
            | ChangeEvent::OfferWithdrawn { number, .. }
            | ChangeEvent::Accepted { number, .. }
            | ChangeEvent::Declined { number, .. }
            | ChangeEvent::Withdrawn { number, .. }
            | ChangeEvent::Parked { number, .. }
            | ChangeEvent::Resumed { number, .. } => Thing::Change(*number),
        }
    }

    fn meaning(&self, _: Option<Side>) -> Meaning {
        let thing = self.thing();
        let on = On(&thing);
        let of_change = |key, title: &str| Sentence::of(key).with("ref", &thing).with("title", title);
        let means = |moves, tells, reads| Meaning { moves, tells, reads, touches_readiness: true };
        match self {
            ChangeEvent::Raised { title, .. } => {
                means(vec![on.asks(Side::Provider, Ask::AssessChange)], Tell::Nobody, of_change("event-change-raised", title))
            }
            ChangeEvent::Edited { title, key, action, again, .. } => {
                let text = match action.as_str() {
                    "add" => "event-change-adds",
                    "change" => "event-change-changes",
                    "remove" => "event-change-removes",
                    _ => "event-change-keeps",
                };
                let assess = [on.ends(Side::Provider), on.asks(Side::Provider, Ask::AssessChange)];
                let moves = if *again { assess.into() } else { Vec::new() };
                means(moves, Tell::Nobody, of_change(text, title).with("line", key))
            }
            ChangeEvent::Assessed { title, days, price_minor, currency, .. } => {
                let price = currency.parse().map_or(Word::from(""), |currency| Word::Price(Money::new(*price_minor, currency)));
                means(
                    vec![on.ends(Side::Provider), on.asks(Side::Provider, Ask::OfferChange)],
                    Tell::Nobody,
                    of_change("event-change-assessed", title).with("days", Word::Signed(*days)).with("price", price),
                )
            }
            ChangeEvent::Offered { title, version, .. } => means(
                vec![on.ends(Side::Provider), on.asks(Side::Client, Ask::AcceptChange)],
                Tell::Nobody,
                of_change("event-change-offered", title).with("version", version.to_string()),
            ),
            ChangeEvent::OfferWithdrawn { title, .. } => means(
                vec![on.ends(Side::Client), on.asks(Side::Provider, Ask::OfferChange)],
                Tell::Side(Side::Client),
                of_change("event-change-offer-withdrawn", title),
            ),
            ChangeEvent::Accepted { title, version, .. } => {
                means(on.rests(), Tell::Both, of_change("event-change-accepted", title).with("version", version.to_string()))
            }
            ChangeEvent::Declined { title, .. } => means(on.rests(), Tell::Side(Side::Provider), of_change("event-change-declined", title)),
            ChangeEvent::Withdrawn { title, .. } => means(on.rests(), Tell::Both, of_change("event-change-withdrawn", title)),
            ChangeEvent::Parked { title, .. } => means(on.rests(), Tell::Both, of_change("event-change-parked", title)),
            ChangeEvent::Resumed { title, .. } => {
                means(vec![on.asks(Side::Provider, Ask::AssessChange)], Tell::Nobody, of_change("event-change-resumed", title))
            }
        }
    }

    fn blocks(&self, _: Option<Side>) -> Vec<Blocks> {
        let thing = self.thing();
        let on = On(&thing);
        match self {
            ChangeEvent::Raised { touches: line, .. } => on.blocks(What::Change { line: line.clone(), edits: BTreeSet::new() }),
            ChangeEvent::Edited { key, action, .. } => vec![Blocks::Edit { thing, line: key.clone(), edited: action != "keep" }],
            ChangeEvent::Accepted { .. } | ChangeEvent::Declined { .. } | ChangeEvent::Withdrawn { .. } | ChangeEvent::Parked { .. } => {
                on.turns(State::Ended)
            }
            ChangeEvent::Resumed { .. } => on.turns(State::Blocks),
            ChangeEvent::Assessed { .. } | ChangeEvent::Offered { .. } | ChangeEvent::OfferWithdrawn { .. } => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edit_that_is_taken_back_leaves_the_line_alone() {
        let edited = |action: &str| {
            let event = ChangeEvent::Edited { number: 7, title: String::new(), key: "S2".into(), action: action.to_owned(), again: false };
            match event.blocks(Some(Side::Provider)).as_slice() {
                [Blocks::Edit { line, edited, .. }] if line == "S2" => *edited,
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(["add", "change", "remove", "keep"].map(edited), [true, true, true, false]);
    }
}
