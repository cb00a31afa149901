//! The readiness board: all engagements of a manager, which handovers are in danger, and why.
//!
//! A provider's manager sees the engagements they manage; a client's manager or sponsor those of their side. Each row is
//! the next milestone with its light, what is first in the way, whose turn that is and how it has moved, and beside it a later
//! one in danger. It reads what is kept of all engagements up to a bound, since the worst of them may be anywhere.
//!
//! Beside it run the workers that keep readiness as it is: one judges what time has overtaken ([`judging`]), one takes a
//! **snapshot** a day ([`snapshots`]), so that a **trend** can be seen.

pub mod judging;
mod model;
mod pages;
mod queries;
pub mod snapshots;

use crate::web::Routes;

/// The room's routes.
#[must_use]
pub fn routes() -> Routes {
    Routes::default().get(URL, pages::index::index).get_frameless(EXPORT, pages::export::export)
}

/// The board.
pub const URL: &str = "/readiness";
/// The same as a table to download.
pub const EXPORT: &str = "/readiness.csv";
