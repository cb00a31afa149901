//! The feedback on what is handed over, as the pages of topics and milestones list it.

use sqlx::PgExecutor;
use uuid::Uuid;

use crate::things::Thing;

/// Feedback entries shown on a thing; all of them are on the feedback page.
const FEEDBACK_SHOWN: i64 = 20;

/// A feedback entry on a thing.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct FeedbackRow {
    pub number: i32,
    /// What it says.
    pub text: String,
    /// Whether it blocks while it is open.
    pub blocking: bool,
    /// Whether it is closed.
    pub closed: bool,
}

/// That on a topic or a milestone, the open entries first; bounded.
///
/// # Errors
/// When the database fails.
pub async fn on(db: impl PgExecutor<'_>, engagement: Uuid, thing: &Thing) -> sqlx::Result<Vec<FeedbackRow>> {
    sqlx::query_as(
        "select number, text, blocking, closed_at is not null as closed from feedback_entries
         where engagement_id = $1 and about = $2 order by closed_at is not null, number desc limit $3",
    )
    .bind(engagement)
    .bind(thing.to_string())
    .bind(FEEDBACK_SHOWN)
    .fetch_all(db)
    .await
}
