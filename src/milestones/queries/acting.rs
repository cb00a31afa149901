//! What acts write, under the lock of their change.

use sqlx::types::Json;
use uuid::Uuid;

use crate::{access::Side, base::digest::Digest, change::Change, milestones::model::NewMilestone, readiness::recorded::RecordedGate};

/// Enters a milestone and what it covers; returns its number.
pub async fn insert_milestone(change: &mut Change, by: Uuid, new: &NewMilestone) -> sqlx::Result<i32> {
    let (engagement, now) = (change.engagement(), change.now());
    let number = sqlx::query_scalar(
        "insert into milestones (engagement_id, number, title, agreement, at, owner, planned_by, planned_at)
         select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6, $7 from milestones where engagement_id = $1
         returning number",
    )
    .bind(engagement)
    .bind(&new.title)
    .bind(&new.agreement)
    .bind(new.at)
    .bind(new.owner)
    .bind(by)
    .bind(now)
    .fetch_one(&mut **change)
    .await?;
    insert_cover(change, number, new).await?;
    Ok(number)
}

/// Changes a milestone and what it covers; a signature under the old text falls.
pub async fn update_milestone(change: &mut Change, number: i32, new: &NewMilestone) -> sqlx::Result<()> {
    let engagement = change.engagement();
    // The signature first: the database lets nothing change under one.
    for of_old_text in [
        "delete from milestone_signatures where engagement_id = $1 and milestone = $2",
        "delete from milestone_topics where engagement_id = $1 and milestone = $2",
        "delete from milestone_deliverables where engagement_id = $1 and milestone = $2",
    ] {
        sqlx::query(of_old_text).bind(engagement).bind(number).execute(&mut **change).await?;
    }
    sqlx::query("update milestones set title = $3, agreement = $4, at = $5, owner = $6 where engagement_id = $1 and number = $2")
        .bind(engagement)
        .bind(number)
        .bind(&new.title)
        .bind(&new.agreement)
        .bind(new.at)
        .bind(new.owner)
        .execute(&mut **change)
        .await?;
    insert_cover(change, number, new).await
}

async fn insert_cover(change: &mut Change, number: i32, new: &NewMilestone) -> sqlx::Result<()> {
    let engagement = change.engagement();
    sqlx::query("insert into milestone_topics (engagement_id, milestone, topic) select $1, $2, * from unnest($3::integer[])")
        .bind(engagement)
        .bind(number)
        .bind(&new.topics)
        .execute(&mut **change)
        .await?;
    sqlx::query("insert into milestone_deliverables (engagement_id, milestone, deliverable) select $1, $2, * from unnest($3::integer[])")
        .bind(engagement)
        .bind(number)
        .bind(&new.deliverables)
        .execute(&mut **change)
        .await?;
    Ok(())
}

/// What somebody signed.
#[derive(Clone, Copy, Debug)]
pub struct Signed<'a> {
    /// The signer's own name, as it was typed.
    pub typed_name: &'a str,
    /// Of the text.
    pub digest: Digest,
    /// The gates as they stand.
    pub gates: &'a [RecordedGate],
}

/// Enters a signature; with `complete` the milestone is signed by both.
pub async fn insert_signature(
    change: &mut Change,
    by: Uuid,
    number: i32,
    side: Side,
    signed: &Signed<'_>,
    complete: bool,
) -> sqlx::Result<()> {
    let (engagement, now) = (change.engagement(), change.now());
    sqlx::query(
        "insert into milestone_signatures (engagement_id, milestone, side, person_id, typed_name, signed_at, digest, gates)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(engagement)
    .bind(number)
    .bind(side.as_str())
    .bind(by)
    .bind(signed.typed_name)
    .bind(now)
    .bind(signed.digest.0.as_slice())
    .bind(Json(signed.gates))
    .execute(&mut **change)
    .await?;
    if complete {
        sqlx::query("update milestones set signed_at = $3 where engagement_id = $1 and number = $2")
            .bind(engagement)
            .bind(number)
            .bind(now)
            .execute(&mut **change)
            .await?;
    }
    Ok(())
}
