//! Where requests belong.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::feedback::model::NewPlacement;

/// Says where a request belongs.
pub async fn insert_placement(
    db: &mut PgConnection,
    engagement: Uuid,
    entry: i32,
    new: &NewPlacement,
    change: Option<i32>,
    by: Uuid,
    at: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "insert into request_placements (engagement_id, entry, place, line, change, owner, why, placed_by, placed_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(engagement)
    .bind(entry)
    .bind(new.place.as_str())
    .bind(&new.line)
    .bind(change)
    .bind(new.owner)
    .bind(&new.why)
    .bind(by)
    .bind(at)
    .execute(db)
    .await?;
    Ok(())
}
