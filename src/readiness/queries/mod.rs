//! All SQL of readiness.

mod evidence;
mod facts;
mod kept;
mod trend;

pub use facts::{facts_of, facts_of_one};
pub use kept::*;
pub use trend::{Look, Taken, insert_snapshots, let_go_of_snapshots, trends_of, without_snapshot};
