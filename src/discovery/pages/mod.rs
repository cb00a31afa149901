//! The pages of discovery.

mod index;
mod show;
mod wishes;

pub use index::index;
pub use show::{answer, restate, resume, set_aside, show};
pub use wishes::{new_wishes, state_wishes};
