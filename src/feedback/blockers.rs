//! What feedback holds of blockers.

use sqlx::PgExecutor;
use uuid::Uuid;

use super::queries;
use crate::{
    blockers::{Blocker, What},
    things::Thing,
};

/// What the records say.
///
/// # Errors
/// When the database fails.
pub async fn blockers(db: impl PgExecutor<'_>, engagement: Uuid) -> sqlx::Result<Vec<Blocker>> {
    let blocking = queries::blocking(db, engagement).await?.into_iter();
    let blocker = |(number, about, side, open)| Blocker::while_open(&Thing::Feedback(number), What::Feedback { about, side }, open);
    Ok(blocking.map(blocker).collect())
}
