//! What effects hold of blockers.

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
    let all = queries::answered(db, engagement).await?.into_iter();
    let blocker =
        |(number, area, answered): (i32, String, bool)| Blocker::while_open(&Thing::Effect(number), What::Effect { area }, !answered);
    Ok(all.map(blocker).collect())
}
