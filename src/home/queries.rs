//! The SQL of the home page that no other room has.

use sqlx::PgExecutor;
use uuid::Uuid;

/// Whether a person sits in any engagement.
///
/// # Errors
/// When the database fails.
pub async fn sits_anywhere(db: impl PgExecutor<'_>, person: Uuid) -> sqlx::Result<bool> {
    sqlx::query_scalar("select exists (select 1 from seat_holders where person_id = $1)").bind(person).fetch_one(db).await
}
