//! What stands around a line in other rooms' tables.

use chrono::NaiveDate;
use sqlx::PgExecutor;
use uuid::Uuid;

/// A deliverable under a line.
#[derive(Debug, sqlx::FromRow)]
pub struct LineDeliverable {
    /// `D5` without its letter.
    pub number: i32,
    /// What it is called.
    pub title: String,
    /// Its state as stored.
    pub state: String,
    /// Until when.
    pub due_on: NaiveDate,
}

/// The deliverables that were planned under a line in any version; bounded.
pub async fn deliverables_of(db: impl PgExecutor<'_>, engagement: Uuid, key: &str, limit: i64) -> sqlx::Result<Vec<LineDeliverable>> {
    sqlx::query_as(
        "select number, title, state, due_on from deliverables where engagement_id = $1 and line_key = $2 order by number desc limit $3",
    )
    .bind(engagement)
    .bind(key)
    .bind(limit)
    .fetch_all(db)
    .await
}

/// A feedback entry about a line.
#[derive(Debug, sqlx::FromRow)]
pub struct LineFeedback {
    /// `F3` without its letter.
    pub number: i32,
    /// Its kind as stored.
    pub kind: String,
    /// Whether it holds something up.
    pub blocking: bool,
    /// What was said.
    pub text: String,
    /// Whether it is closed.
    pub closed: bool,
}

/// The feedback about a line, the newest first; bounded.
pub async fn feedback_about(db: impl PgExecutor<'_>, engagement: Uuid, key: &str, limit: i64) -> sqlx::Result<Vec<LineFeedback>> {
    sqlx::query_as(
        "select number, kind, blocking, text, closed_at is not null as closed from feedback_entries
         where engagement_id = $1 and about = $2 order by number desc limit $3",
    )
    .bind(engagement)
    .bind(key)
    .bind(limit)
    .fetch_all(db)
    .await
}

/// A topic that hands over what a line delivers.
#[derive(Debug, sqlx::FromRow)]
pub struct LineTopic {
    /// `T2` without its letter.
    pub number: i32,
    /// What it is called.
    pub title: String,
    /// Whether the client cannot do without it.
    pub critical: bool,
}

/// The topics under a line; bounded.
pub async fn topics_of(db: impl PgExecutor<'_>, engagement: Uuid, key: &str, limit: i64) -> sqlx::Result<Vec<LineTopic>> {
    sqlx::query_as("select number, title, critical from topics where engagement_id = $1 and line_key = $2 order by number limit $3")
        .bind(engagement)
        .bind(key)
        .bind(limit)
        .fetch_all(db)
        .await
}
