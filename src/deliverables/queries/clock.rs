//! What the acceptance clock looks for.

use chrono::{DateTime, Utc};
use sqlx::PgExecutor;
use uuid::Uuid;

/// A submission with which the clock has something to do.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub struct Due {
    pub engagement_id: Uuid,
    pub deliverable: i32,
    /// Its number.
    pub submission: i32,
}

/// Submissions under review, over all engagements that are open.
const UNDER_REVIEW: &str = "select s.engagement_id, s.deliverable, s.number as submission
     from deliverables d
     join submissions s on s.engagement_id = d.engagement_id and s.deliverable = d.number and s.number = d.submissions
     join engagements e on e.id = d.engagement_id
     where d.state = 'submitted' and e.closed_at is null";

/// Submissions whose reviewers are to be reminded, the longest waiting first.
pub async fn reminders_due(db: impl PgExecutor<'_>, now: DateTime<Utc>, most: i64) -> sqlx::Result<Vec<Due>> {
    sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "{UNDER_REVIEW} and s.reminded_at is null and s.noticed_at is null and s.remind_at < $1 and s.review_due_at >= $1
         order by s.remind_at limit $2"
    )))
    .bind(now)
    .bind(most)
    .fetch_all(db)
    .await
}

/// Submissions for which formal notice is due, the longest waiting first.
pub async fn notices_due(db: impl PgExecutor<'_>, now: DateTime<Utc>, most: i64) -> sqlx::Result<Vec<Due>> {
    sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "{UNDER_REVIEW} and s.noticed_at is null and s.review_due_at < $1 order by s.review_due_at limit $2"
    )))
    .bind(now)
    .bind(most)
    .fetch_all(db)
    .await
}

/// Submissions to be deemed accepted, the longest waiting first.
pub async fn acceptances_due(db: impl PgExecutor<'_>, now: DateTime<Utc>, most: i64) -> sqlx::Result<Vec<Due>> {
    sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "{UNDER_REVIEW} and s.noticed_at is not null and s.second_due_at < $1 and s.deems order by s.second_due_at limit $2"
    )))
    .bind(now)
    .bind(most)
    .fetch_all(db)
    .await
}
