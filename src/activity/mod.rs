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

use chrono::{DateTime, Utc};
use sqlx::PgExecutor;
use uuid::Uuid;

use crate::{access::engagement, turns::reader::Reader, web::Routes};

use model::Happened;
pub use verify::{ChainReport, verify};

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

/// The latest events of an engagement, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn latest(db: impl PgExecutor<'_>, engagement: Uuid, limit: i64) -> sqlx::Result<Vec<Happened>> {
    queries::before(db, engagement, None, None, limit).await
}

/// What others did since an instant in the engagements that the reader holds, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn since(db: impl PgExecutor<'_>, reader: Reader<'_>, since: DateTime<Utc>, limit: i64) -> sqlx::Result<Vec<Happened>> {
    queries::since(db, reader, since, limit).await
}
