//! Handlers of feedback.

mod echo;
mod index;
mod new;
mod place;
mod show;

pub use echo::{answer_echo, echo};
pub use index::index;
pub use new::{new, raise};
pub use place::place;
pub use show::{attach, close, reopen, reply, show};

/// Entries on a page of the list, replies on a page of a thread.
const PAGE: usize = 50;
