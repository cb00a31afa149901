//! What changes hold of blockers.

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
    let touched = queries::touched(db, engagement).await?.into_iter();
    let blocker = |row: queries::Touched| {
        let what = What::Change { line: row.touches, edits: row.edits.into_iter().collect() };
        Blocker::while_open(&Thing::Change(row.number), what, row.status.is_open())
    };
    Ok(touched.map(blocker).collect())
}
