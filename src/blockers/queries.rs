//! The SQL of blockers.

use sqlx::{PgConnection, PgExecutor, types::Json};
use uuid::Uuid;

use super::model::{Blocker, Blocks, State};
use crate::things::Thing;

/// Does to blockers what an event says.
///
/// # Errors
/// When the database fails.
pub async fn carry_out(db: &mut PgConnection, engagement: Uuid, blocks: &[Blocks]) -> sqlx::Result<()> {
    for each in blocks {
        match each {
            Blocks::Open(blocker) => put(db, engagement, blocker).await?,
            Blocks::Turn { thing, state } => turn(db, engagement, thing, *state).await?,
            Blocks::Edit { thing, line, edited } => edit(db, engagement, thing, line, *edited).await?,
        }
    }
    Ok(())
}

/// Keeps this of its thing, whatever was kept.
///
/// # Errors
/// When the database fails.
pub async fn put(db: &mut PgConnection, engagement: Uuid, blocker: &Blocker) -> sqlx::Result<()> {
    sqlx::query(
        "insert into blockers (engagement_id, thing, kind, state, about, side, line, edits, area)
         select $1, b.* from jsonb_to_record($2) b (thing text, kind text, state text, about text, side text, line text, edits text[], area text)
         on conflict (engagement_id, thing) do update
         set (kind, state, about, side, line, edits, area)
           = (excluded.kind, excluded.state, excluded.about, excluded.side, excluded.line, excluded.edits, excluded.area)",
    )
    .bind(engagement)
    .bind(Json(blocker))
    .execute(db)
    .await?;
    Ok(())
}

async fn turn(db: &mut PgConnection, engagement: Uuid, thing: &Thing, state: State) -> sqlx::Result<()> {
    sqlx::query("update blockers set state = $3 where engagement_id = $1 and thing = $2")
        .bind(engagement)
        .bind(thing.to_string())
        .bind(state.as_str())
        .execute(db)
        .await?;
    Ok(())
}

async fn edit(db: &mut PgConnection, engagement: Uuid, thing: &Thing, line: &str, edited: bool) -> sqlx::Result<()> {
    sqlx::query(
        "update blockers set edits = array_remove(edits, $3) || case when $4 then array[$3] else '{}' end
         where engagement_id = $1 and thing = $2",
    )
    .bind(engagement)
    .bind(thing.to_string())
    .bind(line)
    .bind(edited)
    .execute(db)
    .await?;
    Ok(())
}

/// Keeps nothing of a thing, by its reference.
///
/// # Errors
/// When the database fails.
pub async fn remove(db: &mut PgConnection, engagement: Uuid, thing: &str) -> sqlx::Result<()> {
    sqlx::query("delete from blockers where engagement_id = $1 and thing = $2").bind(engagement).bind(thing).execute(db).await?;
    Ok(())
}

/// All that is kept of an engagement.
///
/// # Errors
/// When the database fails or holds a blocker that cannot be.
pub async fn kept(db: impl PgExecutor<'_>, engagement: Uuid) -> sqlx::Result<Vec<Blocker>> {
    let Json(kept) = sqlx::query_scalar("select coalesce(json_agg(b), '[]') from blockers b where engagement_id = $1")
        .bind(engagement)
        .fetch_one(db)
        .await?;
    Ok(kept)
}
