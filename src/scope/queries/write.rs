//! The statements that write; all run under the lock of a change.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgExecutor};
use uuid::Uuid;

use crate::{
    access::Side,
    base::digest::Digest,
    scope::line::{Kind, LineContent},
};

/// The number of the next version.
pub async fn next_number(db: impl PgExecutor<'_>, engagement: Uuid) -> sqlx::Result<i32> {
    sqlx::query_scalar("select coalesce(max(number), 0) + 1 from scope_versions where engagement_id = $1")
        .bind(engagement)
        .fetch_one(db)
        .await
}

/// Enters a draft without lines.
pub async fn insert_draft(db: &mut PgConnection, engagement: Uuid, number: i32, by: Uuid, at: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query("insert into scope_versions (engagement_id, number, state, drafted_by, drafted_at) values ($1, $2, 'draft', $3, $4)")
        .bind(engagement)
        .bind(number)
        .bind(by)
        .bind(at)
        .execute(db)
        .await?;
    Ok(())
}

/// Copies all lines and criteria of one version into another.
pub async fn copy_lines(db: &mut PgConnection, engagement: Uuid, from: i32, to: i32) -> sqlx::Result<()> {
    sqlx::query(
        "insert into scope_lines (engagement_id, version, key, position, title, text, days, price_minor, due_on)
         select engagement_id, $3, key, position, title, text, days, price_minor, due_on from scope_lines
         where engagement_id = $1 and version = $2",
    )
    .bind(engagement)
    .bind(from)
    .bind(to)
    .execute(&mut *db)
    .await?;
    sqlx::query(
        "insert into scope_criteria (engagement_id, version, key, position, text)
         select engagement_id, $3, key, position, text from scope_criteria where engagement_id = $1 and version = $2",
    )
    .bind(engagement)
    .bind(from)
    .bind(to)
    .execute(&mut *db)
    .await?;
    sqlx::query(
        "insert into scope_line_needs (engagement_id, version, key, need)
         select engagement_id, $3, key, need from scope_line_needs where engagement_id = $1 and version = $2",
    )
    .bind(engagement)
    .bind(from)
    .bind(to)
    .execute(db)
    .await?;
    Ok(())
}

/// Enters the next key of a kind. Keys of lines that were taken out stay taken.
pub async fn new_key(db: &mut PgConnection, engagement: Uuid, kind: Kind) -> sqlx::Result<String> {
    sqlx::query_scalar(
        "insert into scope_keys (engagement_id, key, kind)
         select $1, $3::text || (coalesce(max(substr(key, 2)::int4), 0) + 1)::text, $2 from scope_keys where engagement_id = $1 and kind = $2
         returning key",
    )
    .bind(engagement)
    .bind(kind.as_str())
    .bind(kind.letter().to_string())
    .fetch_one(db)
    .await
}

/// How many lines a version has.
pub async fn count_lines(db: impl sqlx::PgExecutor<'_>, engagement: Uuid, version: i32) -> sqlx::Result<i64> {
    sqlx::query_scalar("select count(*) from scope_lines where engagement_id = $1 and version = $2")
        .bind(engagement)
        .bind(version)
        .fetch_one(db)
        .await
}

/// Enters a line after all others of the version.
pub async fn insert_line(db: &mut PgConnection, engagement: Uuid, version: i32, key: &str, content: &LineContent) -> sqlx::Result<()> {
    sqlx::query(
        "insert into scope_lines (engagement_id, version, key, position, title, text, days, price_minor, due_on)
         select $1, $2, $3, coalesce(max(position), 0) + 1, $4, $5, $6, $7, $8 from scope_lines where engagement_id = $1 and version = $2",
    )
    .bind(engagement)
    .bind(version)
    .bind(key)
    .bind(&content.title)
    .bind(&content.text)
    .bind(content.days)
    .bind(content.price_minor)
    .bind(content.due_on)
    .execute(&mut *db)
    .await?;
    insert_lists(db, engagement, version, key, content).await
}

/// Changes what a line says.
pub async fn update_line(db: &mut PgConnection, engagement: Uuid, version: i32, key: &str, content: &LineContent) -> sqlx::Result<()> {
    sqlx::query(
        "update scope_lines set title = $4, text = $5, days = $6, price_minor = $7, due_on = $8
         where engagement_id = $1 and version = $2 and key = $3",
    )
    .bind(engagement)
    .bind(version)
    .bind(key)
    .bind(&content.title)
    .bind(&content.text)
    .bind(content.days)
    .bind(content.price_minor)
    .bind(content.due_on)
    .execute(&mut *db)
    .await?;
    sqlx::query(
        "with criteria as (delete from scope_criteria where engagement_id = $1 and version = $2 and key = $3)
         delete from scope_line_needs where engagement_id = $1 and version = $2 and key = $3",
    )
    .bind(engagement)
    .bind(version)
    .bind(key)
    .execute(&mut *db)
    .await?;
    insert_lists(db, engagement, version, key, content).await
}

/// Criteria and needs.
async fn insert_lists(db: &mut PgConnection, engagement: Uuid, version: i32, key: &str, content: &LineContent) -> sqlx::Result<()> {
    sqlx::query(
        "insert into scope_criteria (engagement_id, version, key, position, text)
         select $1, $2, $3, c.position, c.text from unnest($4::text[]) with ordinality c (text, position)",
    )
    .bind(engagement)
    .bind(version)
    .bind(key)
    .bind(&content.criteria)
    .execute(&mut *db)
    .await?;
    sqlx::query("insert into scope_line_needs (engagement_id, version, key, need) select $1, $2, $3, unnest($4::int4[])")
        .bind(engagement)
        .bind(version)
        .bind(key)
        .bind(&content.needs)
        .execute(db)
        .await?;
    Ok(())
}

/// Lets two lines of a version change places.
pub async fn swap_lines(db: &mut PgConnection, engagement: Uuid, version: i32, one: &str, other: &str) -> sqlx::Result<()> {
    sqlx::query(
        "update scope_lines l set position = o.position from scope_lines o
         where l.engagement_id = $1 and l.version = $2 and o.engagement_id = $1 and o.version = $2
           and (l.key = $3 and o.key = $4 or l.key = $4 and o.key = $3)",
    )
    .bind(engagement)
    .bind(version)
    .bind(one)
    .bind(other)
    .execute(db)
    .await?;
    Ok(())
}

/// Takes a line out, and its criteria with it.
pub async fn delete_line(db: &mut PgConnection, engagement: Uuid, version: i32, key: &str) -> sqlx::Result<()> {
    sqlx::query("delete from scope_lines where engagement_id = $1 and version = $2 and key = $3")
        .bind(engagement)
        .bind(version)
        .bind(key)
        .execute(db)
        .await?;
    Ok(())
}

/// Freezes a draft under its digest.
pub async fn set_proposed(
    db: &mut PgConnection,
    engagement: Uuid,
    version: i32,
    by: Uuid,
    at: DateTime<Utc>,
    digest: Digest,
) -> sqlx::Result<()> {
    sqlx::query(
        "update scope_versions set state = 'proposed', proposed_by = $3, proposed_at = $4, digest = $5 where engagement_id = $1 and number = $2",
    )
    .bind(engagement)
    .bind(version)
    .bind(by)
    .bind(at)
    .bind(digest.0.as_slice())
    .execute(db)
    .await?;
    Ok(())
}

/// Enters a signature under the proposed text.
#[expect(clippy::too_many_arguments, reason = "one column each")]
pub async fn insert_signature(
    db: &mut PgConnection,
    engagement: Uuid,
    version: i32,
    side: Side,
    by: Uuid,
    typed_name: &str,
    at: DateTime<Utc>,
    digest: Digest,
) -> sqlx::Result<()> {
    sqlx::query(
        "insert into scope_signatures (engagement_id, version, side, person_id, typed_name, signed_at, digest) values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(engagement)
    .bind(version)
    .bind(side.as_str())
    .bind(by)
    .bind(typed_name)
    .bind(at)
    .bind(digest.0.as_slice())
    .execute(db)
    .await?;
    Ok(())
}

/// Ends the agreed version, if there is one.
pub async fn supersede_agreed(db: &mut PgConnection, engagement: Uuid, at: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query("update scope_versions set state = 'superseded', superseded_at = $2 where engagement_id = $1 and state = 'agreed'")
        .bind(engagement)
        .bind(at)
        .execute(db)
        .await?;
    Ok(())
}

/// Makes a proposal with both signatures the agreed version.
pub async fn set_agreed(db: &mut PgConnection, engagement: Uuid, version: i32, at: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query("update scope_versions set state = 'agreed', agreed_at = $3 where engagement_id = $1 and number = $2")
        .bind(engagement)
        .bind(version)
        .bind(at)
        .execute(db)
        .await?;
    Ok(())
}

/// Gives up a draft or a proposal.
pub async fn set_withdrawn(db: &mut PgConnection, engagement: Uuid, version: i32, at: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query("update scope_versions set state = 'withdrawn', withdrawn_at = $3 where engagement_id = $1 and number = $2")
        .bind(engagement)
        .bind(version)
        .bind(at)
        .execute(db)
        .await?;
    Ok(())
}
