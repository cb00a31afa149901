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

/// Those who hold a seat at the client, by seat and name: who can own a matter.
pub async fn owners(db: impl sqlx::PgExecutor<'_>, engagement: Uuid) -> sqlx::Result<Vec<(i32, Uuid, String)>> {
    sqlx::query_as(
        "select s.number, p.id, p.name from seats s join persons p on p.id = s.person_id
         where s.engagement_id = $1 and s.side = 'client' and s.role <> 'observer' and s.ended_at is null order by p.name, p.id limit 200",
    )
    .bind(engagement)
    .fetch_all(db)
    .await
}
