//! All SQL of readiness.

mod evidence;
mod facts;
mod kept;

pub use facts::{facts_of, facts_of_one};
pub use kept::*;
