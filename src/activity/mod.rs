//! What happened in an engagement, and whether its chain holds.
//!
//! Every act ends in one event; this room reads them back as sentences. Events are append-only and hash-chained, so
//! the room can also show that none was changed, removed or slipped in later: each link carries the hash of the one
//! before it, and the engagement keeps the hash and the number of the last.

pub mod chain;
pub mod model;
mod pages;
mod queries;
mod verify;

pub use queries::{latest, since};
pub use verify::{ChainReport, verify};

use uuid::Uuid;

use crate::{access::engagement, web::Routes};

/// The room's routes.
#[must_use]
pub fn routes() -> Routes {
    Routes::default().get("/engagements/{engagement}/activity", pages::index).get("/engagements/{engagement}/activity/chain", pages::chain)
}

/// URL of what happened in an engagement.
#[must_use]
pub fn url(engagement: Uuid) -> String {
    format!("{}/activity", engagement::url(engagement))
}
