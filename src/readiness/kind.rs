//! What gates ask: the words that records, waivers and judgements have in common.

use crate::base::words::words;

words! {
    /// What a gate asks.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum GateKind {
        /// Enough people of the client are at the topic's level.
        People = "people",
        /// A covered deliverable is accepted.
        Deliverable = "deliverable",
        /// A critical topic went without help.
        Assists = "assists",
        /// A topic has a runbook that was rehearsed.
        Runbook = "runbook",
        /// Somebody at the client owns the milestone.
        Owner = "owner",
        /// No blocking feedback is open on what is covered, or on the engagement as a whole.
        Feedback = "feedback",
        /// No change to the scope is open that touches what is covered.
        Change = "change",
        /// Effects in other business areas are acknowledged by the client as its own.
        Effect = "effect",
        /// It covers a topic or a deliverable; there only where it covers none.
        Cover = "cover",
    }
}
