//! What files hold of blockers.

use sqlx::PgExecutor;
use uuid::Uuid;

use super::queries;
use crate::{
    blockers::{Blocker, What},
    things::Thing,
};

/// What the records say: topics wait for a file.
///
/// # Errors
/// When the database fails.
pub async fn blockers(db: impl PgExecutor<'_>, engagement: Uuid) -> sqlx::Result<Vec<Blocker>> {
    let topics = queries::runbooks(db, engagement).await?.into_iter();
    Ok(topics.map(|(topic, attached)| Blocker::while_open(&Thing::read(&topic), What::Runbook, !attached)).collect())
}
