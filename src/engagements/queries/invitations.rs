//! Who is invited.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgExecutor};
use uuid::Uuid;

use super::role;
use crate::{
    access::Role,
    engagements::seats::Invitation,
    notices::outbox::{Delivery, Undelivered},
};

/// Invitations that the people page shows at most.
const SHOWN: i64 = 200;

/// An invitation that can still be taken, or has expired.
#[derive(Clone, Debug)]
pub struct Invited {
    pub number: i32,
    /// Where it was sent.
    pub email: String,
    /// Who is invited.
    pub name: String,
    pub role: Role,
    /// By whom.
    pub by: String,
    /// Until when it can be taken.
    pub expires_at: DateTime<Utc>,
    /// Why its mail has not left, if it has not.
    pub undelivered: Option<Undelivered>,
}

#[derive(sqlx::FromRow)]
struct InvitedRow {
    number: i32,
    email: String,
    name: String,
    side: String,
    role: String,
    by: String,
    expires_at: DateTime<Utc>,
    #[sqlx(flatten)]
    delivery: Delivery,
}

/// The invitations that are open or have expired, the latest first.
///
/// # Errors
/// When the database fails.
pub async fn invited(db: impl PgExecutor<'_>, engagement: Uuid) -> sqlx::Result<Vec<Invited>> {
    let rows: Vec<InvitedRow> = sqlx::query_as(
        "select i.number, i.email, i.name, i.side, i.role, p.name as by, i.expires_at, u.failure, u.said, u.given_up
         from invitations i join persons p on p.id = i.invited_by
         left join undelivered_invitations u on u.engagement_id = i.engagement_id and u.invitation = i.number
         where i.engagement_id = $1 and i.taken_at is null and i.withdrawn_at is null order by i.number desc limit $2",
    )
    .bind(engagement)
    .bind(SHOWN)
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            let role = role(&row.side, &row.role)?;
            Ok(Invited {
                number: row.number,
                email: row.email,
                name: row.name,
                role,
                by: row.by,
                expires_at: row.expires_at,
                undelivered: row.delivery.0,
            })
        })
        .collect()
}

/// Whether somebody with this address sits there already.
///
/// # Errors
/// When the database fails.
pub async fn sits(db: impl PgExecutor<'_>, engagement: Uuid, email: &str) -> sqlx::Result<bool> {
    sqlx::query_scalar(
        "select exists (select 1 from seat_holders h join persons p on p.id = h.person_id
                        where h.engagement_id = $1 and lower(p.email) = lower($2) and (h.seat is not null or h.side = 'provider'))",
    )
    .bind(engagement)
    .bind(email)
    .fetch_one(db)
    .await
}

/// Whether the client has a sponsor; with `or_invited`, also whether one is invited at `now`.
///
/// # Errors
/// When the database fails.
pub async fn sponsor(db: impl PgExecutor<'_>, engagement: Uuid, or_invited: Option<DateTime<Utc>>) -> sqlx::Result<bool> {
    sqlx::query_scalar(
        "select exists (select 1 from seats where engagement_id = $1 and role = 'sponsor' and ended_at is null)
             or exists (select 1 from invitations where engagement_id = $1 and role = 'sponsor' and taken_at is null
                        and withdrawn_at is null and expires_at > $2)",
    )
    .bind(engagement)
    .bind(or_invited)
    .fetch_one(db)
    .await
}

/// Takes back an expired invitation of this address, so that a new one can be sent.
///
/// # Errors
/// When the database fails.
pub async fn clear_expired(db: &mut PgConnection, engagement: Uuid, email: &str, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query(
        "update invitations set withdrawn_at = $3
         where engagement_id = $1 and lower(email) = lower($2) and taken_at is null and withdrawn_at is null and expires_at <= $3",
    )
    .bind(engagement)
    .bind(email)
    .bind(now)
    .execute(db)
    .await?;
    Ok(())
}

/// Writes an invitation and returns its number.
///
/// # Errors
/// When the database fails.
#[expect(clippy::too_many_arguments, reason = "one column each")]
pub async fn insert_invitation(
    db: &mut PgConnection,
    engagement: Uuid,
    token_hash: &[u8],
    email: &str,
    name: &str,
    role: Role,
    function: &str,
    by: Uuid,
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> sqlx::Result<i32> {
    sqlx::query_scalar(
        "insert into invitations (engagement_id, number, token_hash, email, name, side, role, function, invited_by, invited_at, expires_at)
         select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9, $10 from invitations where engagement_id = $1
         returning number",
    )
    .bind(engagement)
    .bind(token_hash)
    .bind(email)
    .bind(name)
    .bind(role.side().as_str())
    .bind(role.as_str())
    .bind(function)
    .bind(by)
    .bind(now)
    .bind(expires_at)
    .fetch_one(db)
    .await
}

/// One invitation.
///
/// # Errors
/// When the database fails.
pub async fn invitation(db: impl PgExecutor<'_>, engagement: Uuid, number: i32) -> sqlx::Result<Option<Invitation>> {
    let row: Option<(String, String, String, String, bool)> = sqlx::query_as(
        "select name, email, side, role, taken_at is not null or withdrawn_at is not null
         from invitations where engagement_id = $1 and number = $2",
    )
    .bind(engagement)
    .bind(number)
    .fetch_optional(db)
    .await?;
    row.map(|(name, email, side, word, over)| Ok(Invitation { name, email, role: role(&side, &word)?, over })).transpose()
}

/// Gives an invitation another link, and time anew.
///
/// # Errors
/// When the database fails.
pub async fn renew_invitation(
    db: &mut PgConnection,
    engagement: Uuid,
    number: i32,
    token_hash: &[u8],
    expires_at: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query("update invitations set token_hash = $3, expires_at = $4 where engagement_id = $1 and number = $2")
        .bind(engagement)
        .bind(number)
        .bind(token_hash)
        .bind(expires_at)
        .execute(db)
        .await?;
    Ok(())
}

/// Takes an invitation back.
///
/// # Errors
/// When the database fails.
pub async fn withdraw_invitation(db: &mut PgConnection, engagement: Uuid, number: i32, at: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query("update invitations set withdrawn_at = $3 where engagement_id = $1 and number = $2")
        .bind(engagement)
        .bind(number)
        .bind(at)
        .execute(db)
        .await?;
    Ok(())
}
