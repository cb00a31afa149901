//! What happens to the agreed catalogue.

use serde::{Deserialize, Serialize};

use super::{
    meaning::{Meaning, On, RoomEvent, Tell},
    sentence::Sentence,
};
use crate::{access::Side, things::Thing, turns::model::Ask};

/// Of a version of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ScopeEvent {
    /// A draft of the catalogue was begun.
    #[serde(rename = "scope_drafted")]
    Drafted { version: i32 },
    /// A line was written into the draft.
    #[serde(rename = "scope_line_added")]
    LineAdded { version: i32, key: String, title: String },
    /// A line of the draft was changed.
    #[serde(rename = "scope_line_changed")]
    LineChanged { version: i32, key: String, title: String },
    /// A line was taken out of the draft.
    #[serde(rename = "scope_line_removed")]
    LineRemoved { version: i32, key: String, title: String },
    /// The draft was frozen under its digest (hexadecimal) and waits for two signatures.
    #[serde(rename = "scope_proposed")]
    Proposed { version: i32, digest: String },
    /// One side signed; with the second signature the version is agreed.
    #[serde(rename = "scope_signed")]
    Signed { version: i32, side: Side, agreed: bool },
    /// A draft or proposal was withdrawn.
    #[serde(rename = "scope_withdrawn")]
    Withdrawn { version: i32 },
}

impl ScopeEvent {
    fn version(&self) -> i32 {
        match self {
            ScopeEvent::Drafted { version }
            | ScopeEvent::LineAdded { version, .. }
            | ScopeEvent::LineChanged { version, .. }
            | ScopeEvent::LineRemoved { version, .. }
            | ScopeEvent::Proposed { version, .. }
            | ScopeEvent::Signed { version, .. }
            | ScopeEvent::Withdrawn { version } => *version,
        }
    }
}

impl RoomEvent for ScopeEvent {
    fn thing(&self) -> Thing {
        Thing::Scope(self.version())
    }

    fn meaning(&self, _: Option<Side>) -> Meaning {
        let thing = self.thing();
        let on = On(&thing);
        let of_version = |key| Sentence::of(key).with("version", self.version().to_string());
        let of_draft = |reads| Meaning { moves: Vec::new(), tells: Tell::Nobody, reads, touches_readiness: false };
        let of_line = |key, line: &str, title: &str| of_draft(of_version(key).with("ref", line).with("title", title));
        match self {
            ScopeEvent::Drafted { .. } => of_draft(of_version("event-scope-drafted")),
            ScopeEvent::LineAdded { key, title, .. } => of_line("event-scope-line-added", key, title),
            ScopeEvent::LineChanged { key, title, .. } => of_line("event-scope-line-changed", key, title),
            ScopeEvent::LineRemoved { key, title, .. } => of_line("event-scope-line-removed", key, title),
            ScopeEvent::Proposed { .. } => Meaning {
                moves: Side::BOTH.map(|side| on.asks(side, Ask::SignScope)).into(),
                tells: Tell::Nobody,
                reads: of_version("event-scope-proposed"),
                touches_readiness: false,
            },
            ScopeEvent::Signed { side, agreed, .. } => Meaning {
                moves: vec![on.ends(*side)],
                tells: if *agreed { Tell::Both } else { Tell::Side(side.other()) },
                reads: of_version(if *agreed { "event-scope-agreed" } else { "event-scope-signed" }).with("party", *side),
                touches_readiness: false,
            },
            ScopeEvent::Withdrawn { .. } => {
                Meaning { moves: on.rests(), tells: Tell::Both, reads: of_version("event-scope-withdrawn"), touches_readiness: false }
            }
        }
    }
}
