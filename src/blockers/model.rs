//! What stands in the way, how, and what events do to that. Pure.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{access::Side, base::words::words, things::Thing};

/// Something that stands in the way of a handover, or once did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Blocker {
    /// Which thing, as a reference.
    pub thing: String,
    /// How it stands in the way.
    pub state: State,
    /// What it is, with all that tells which handover it concerns.
    #[serde(flatten)]
    pub what: What,
}

words! {
    /// How something stands in the way.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum State {
        /// A handover has to wait for it.
        Blocks = "blocks",
        /// None has to wait, but it is not as it should be.
        Warns = "warns",
        /// Not any more.
        Ended = "ended",
    }
}

/// What stands in the way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum What {
    /// Feedback that blocks while it is open.
    Feedback {
        /// What it is about, as a reference; empty for the engagement itself.
        about: String,
        /// Which side raised it.
        side: Side,
    },
    /// A change to the scope, while it is being talked about.
    Change {
        /// Key of the line it falls under.
        line: Option<String>,
        /// Keys of the lines it edits.
        edits: BTreeSet<String>,
    },
    /// An effect, until the client acknowledges it.
    Effect {
        /// The business area.
        area: String,
    },
    /// A deliverable, until it is accepted.
    Deliverable {
        /// Key of the line it is promised under.
        line: String,
    },
    /// A topic, until a file is attached to it.
    Runbook,
}

impl Blocker {
    /// One that blocks as long as `open`.
    #[must_use]
    pub fn while_open(thing: &Thing, what: What, open: bool) -> Blocker {
        Blocker { thing: thing.to_string(), state: if open { State::Blocks } else { State::Ended }, what }
    }
}

/// What an event does to blockers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Blocks {
    /// This stands in the way from now on.
    Open(Blocker),
    /// What is there already stands in the way like this.
    Turn {
        thing: Thing,
        /// How from now on.
        state: State,
    },
    /// A change edits a line, or does not any more.
    Edit {
        /// Which change.
        thing: Thing,
        /// Key of the line.
        line: String,
        /// Whether it edits it now.
        edited: bool,
    },
}
