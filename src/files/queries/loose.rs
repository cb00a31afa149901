//! The SQL of what is in the store and held by no version: uploads that are under way, and content that was given up.

use chrono::{DateTime, Utc};
use sqlx::PgExecutor;
use uuid::Uuid;

use super::digest_of;
use crate::store::Address;

/// Says that an upload will be written.
pub async fn begin_upload(db: impl PgExecutor<'_>, engagement: Uuid, id: Uuid, swept_after: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query("insert into loose_objects (engagement_id, id, swept_after) values ($1, $2, $3)")
        .bind(engagement)
        .bind(id)
        .bind(swept_after)
        .execute(db)
        .await?;
    Ok(())
}

/// Says by which name the store knows it.
pub async fn name_upload(db: impl PgExecutor<'_>, engagement: Uuid, id: Uuid, multipart: &str) -> sqlx::Result<()> {
    sqlx::query("update loose_objects set multipart = $3 where engagement_id = $1 and id = $2")
        .bind(engagement)
        .bind(id)
        .bind(multipart)
        .execute(db)
        .await?;
    Ok(())
}

/// Says how many bytes of it there are, and answers how many the engagement has with them: those of its versions, of what was
/// taken away and not swept yet, and of the uploads that began before this one (ids are given in the order of time), so that of
/// two which do not fit together one does. None: it was given up.
pub async fn count_upload(db: impl PgExecutor<'_>, engagement: Uuid, id: Uuid, bytes: u64) -> sqlx::Result<Option<u64>> {
    let taken: Option<i64> = sqlx::query_scalar(
        "with counted as (update loose_objects set bytes = $3 where engagement_id = $1 and id = $2 and given_up_at is null returning id)
         select ($3 + (select coalesce(sum(v.bytes), 0) from file_versions v where v.engagement_id = $1)
                    + (select coalesce(sum(o.bytes), 0) from loose_objects o where o.engagement_id = $1 and o.id < c.id))::bigint
         from counted c",
    )
    .bind(engagement)
    .bind(id)
    .bind(i64::try_from(bytes).unwrap_or(i64::MAX))
    .fetch_optional(db)
    .await?;
    Ok(taken.map(i64::unsigned_abs))
}

/// Says of which content it is. Returns whether it still may be: not when it was given up.
pub async fn name_content(db: impl PgExecutor<'_>, id: Uuid, address: &Address) -> sqlx::Result<bool> {
    let named = sqlx::query("update loose_objects set sha256 = $3 where engagement_id = $1 and id = $2 and given_up_at is null")
        .bind(address.engagement)
        .bind(id)
        .bind(address.digest.0.as_slice())
        .execute(db)
        .await?;
    Ok(named.rows_affected() == 1)
}

/// What nothing holds any more.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Loose {
    pub engagement_id: Uuid,
    /// Of which upload.
    pub id: Uuid,
    /// By which name the store knows it.
    pub multipart: Option<String>,
    sha256: Option<Vec<u8>>,
}

impl Loose {
    /// Where its content lies, or may.
    pub fn address(&self) -> sqlx::Result<Option<Address>> {
        let digest = self.sha256.as_deref().map(digest_of).transpose()?;
        Ok(digest.map(|digest| Address { engagement: self.engagement_id, digest, upload: Some(self.id) }))
    }
}

/// Gives up loose objects whose time has come, over all engagements.
pub async fn to_sweep(db: impl PgExecutor<'_>, now: DateTime<Utc>, most: i64) -> sqlx::Result<Vec<Loose>> {
    sqlx::query_as(
        "update loose_objects o set given_up_at = coalesce(o.given_up_at, $1)
         from (select engagement_id, id from loose_objects where swept_after <= $1 order by swept_after limit $2 for update skip locked) due
         where o.engagement_id = due.engagement_id and o.id = due.id
         returning o.engagement_id, o.id, o.multipart, o.sha256",
    )
    .bind(now)
    .bind(most)
    .fetch_all(db)
    .await
}

/// Gives up one, whose bytes count no more from now on; none: it was recorded, or swept.
pub async fn give_up(db: impl PgExecutor<'_>, engagement: Uuid, id: Uuid, now: DateTime<Utc>) -> sqlx::Result<Option<Loose>> {
    sqlx::query_as(
        "update loose_objects set given_up_at = coalesce(given_up_at, $3), bytes = 0 where engagement_id = $1 and id = $2
         returning engagement_id, id, multipart, sha256",
    )
    .bind(engagement)
    .bind(id)
    .bind(now)
    .fetch_optional(db)
    .await
}

/// Looks at one again later.
pub async fn postpone(db: impl PgExecutor<'_>, loose: &Loose, until: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query("update loose_objects set swept_after = $3 where engagement_id = $1 and id = $2")
        .bind(loose.engagement_id)
        .bind(loose.id)
        .bind(until)
        .execute(db)
        .await?;
    Ok(())
}

/// Forgets one that is gone.
pub async fn forget(db: impl PgExecutor<'_>, loose: &Loose) -> sqlx::Result<()> {
    sqlx::query("delete from loose_objects where engagement_id = $1 and id = $2")
        .bind(loose.engagement_id)
        .bind(loose.id)
        .execute(db)
        .await?;
    Ok(())
}
