//! What stands in the way of a handover elsewhere in an engagement: blocking feedback, open changes to the scope, effects that
//! nobody has acknowledged, deliverables that are not accepted, topics without a runbook.
//!
//! An event says what it does to blockers ([`model::Blocks`]), and committing the change carries it out. So readiness rests on
//! them and reads no other room's records. Those say the same: each room tells what it holds of blockers, `tandem verify` compares
//! and `tandem rebuild` mends.

pub mod model;
pub mod queries;

pub use model::{Blocker, Blocks, State, What};
