//! The SQL of the registry of things.

use sqlx::PgExecutor;
use uuid::Uuid;

use super::Thing;

/// SQL that enters things that are only a text, within the statement that enters their rows: `entered` is what that returns of
/// these, engagement and number; `letters` stand before the number, `title` is an expression. A thing whose own table holds its
/// title is entered by the database with the row.
#[must_use]
pub fn named(letters: &str, title: &str) -> String {
    format!(
        "named as (insert into things (engagement_id, reference, title) select engagement_id, '{letters}' || number, {title} from entered)"
    )
}

/// What a thing is called as it stands; none: there is no such thing. Empty: it goes by its reference alone.
///
/// # Errors
/// When the database fails.
pub async fn title(db: impl PgExecutor<'_>, engagement: Uuid, thing: &Thing) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar("select title from things where engagement_id = $1 and reference = $2")
        .bind(engagement)
        .bind(thing.to_string())
        .fetch_optional(db)
        .await
}
