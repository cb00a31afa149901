//! Who sits where.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgExecutor};
use uuid::Uuid;

use super::role;
use crate::{access::Role, engagements::seats::SeatFacts};

/// Rows of each list that the people page shows at most.
const SHOWN: i64 = 200;

/// Somebody who sits in the engagement.
#[derive(Clone, Debug)]
pub struct Seated {
    /// Number of the seat; none: it comes with managing one of the organizations.
    pub seat: Option<i32>,
    pub person: Uuid,
    /// Full name.
    pub name: String,
    pub role: Role,
    /// What the person does at home.
    pub function: String,
    /// Since when.
    pub since: DateTime<Utc>,
    /// Whether the role hangs on managing an organization.
    pub by_organization: bool,
}

/// Somebody whose seat has ended.
#[derive(Clone, Debug)]
pub struct Ended {
    /// Number of the seat.
    pub seat: i32,
    /// Full name.
    pub name: String,
    pub role: Role,
    /// Since when.
    pub since: DateTime<Utc>,
    /// Until when.
    pub ended_at: DateTime<Utc>,
}

/// Whether the seat's role hangs on managing an organization, of seat holder `h` in engagement `e`.
const BY_ORGANIZATION: &str = "(h.seat is null or (h.side = 'provider' and exists (
    select 1 from organization_members m
    where m.organization_id = e.provider_id and m.person_id = h.person_id and m.role = 'manager' and m.ended_at is null)))";

#[derive(sqlx::FromRow)]
struct SeatedRow {
    seat: Option<i32>,
    person_id: Uuid,
    name: String,
    side: String,
    role: String,
    function: String,
    since: DateTime<Utc>,
    by_organization: bool,
}

/// Who sits there now, by side and role.
///
/// # Errors
/// When the database fails.
pub async fn seated(db: impl PgExecutor<'_>, engagement: Uuid) -> sqlx::Result<Vec<Seated>> {
    let rows: Vec<SeatedRow> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "select h.seat, h.person_id, p.name, h.side, h.role, h.function, {BY_ORGANIZATION} as by_organization,
                coalesce(s.since, (select greatest(e.created_at, max(m.since)) from organization_members m
                    where m.person_id = h.person_id and m.role = 'manager' and m.ended_at is null
                      and m.organization_id = case h.side when 'client' then e.client_id else e.provider_id end), e.created_at) as since
         from seat_holders h
         join engagements e on e.id = h.engagement_id
         join persons p on p.id = h.person_id
         left join seats s on s.engagement_id = h.engagement_id and s.number = h.seat
         where h.engagement_id = $1
         order by h.side, p.name, p.id limit $2"
    )))
    .bind(engagement)
    .bind(SHOWN)
    .fetch_all(db)
    .await?;
    let seated: sqlx::Result<Vec<Seated>> = rows
        .into_iter()
        .map(|row| {
            Ok(Seated {
                role: role(&row.side, &row.role)?,
                seat: row.seat,
                person: row.person_id,
                name: row.name,
                function: row.function,
                since: row.since,
                by_organization: row.by_organization,
            })
        })
        .collect();
    let mut seated = seated?;
    // Those of a role stay in the order of their names.
    seated.sort_by_key(|seated| seated.role);
    Ok(seated)
}

#[derive(sqlx::FromRow)]
struct EndedRow {
    number: i32,
    name: String,
    side: String,
    role: String,
    since: DateTime<Utc>,
    ended_at: DateTime<Utc>,
}

/// Whose seat has ended, the latest first.
///
/// # Errors
/// When the database fails.
pub async fn ended(db: impl PgExecutor<'_>, engagement: Uuid) -> sqlx::Result<Vec<Ended>> {
    let rows: Vec<EndedRow> = sqlx::query_as(
        "select s.number, p.name, s.side, s.role, s.since, s.ended_at from seats s join persons p on p.id = s.person_id
         where s.engagement_id = $1 and s.ended_at is not null order by s.ended_at desc, s.number limit $2",
    )
    .bind(engagement)
    .bind(SHOWN)
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            let role = role(&row.side, &row.role)?;
            Ok(Ended { seat: row.number, name: row.name, role, since: row.since, ended_at: row.ended_at })
        })
        .collect()
}

#[derive(sqlx::FromRow)]
struct SeatRow {
    name: String,
    side: String,
    role: String,
    function: String,
    ended: bool,
    by_organization: bool,
    others_commit: bool,
}

/// One seat: what stands of it, and the function.
///
/// # Errors
/// When the database fails.
pub async fn seat(db: impl PgExecutor<'_>, engagement: Uuid, number: i32) -> sqlx::Result<Option<(SeatFacts, String)>> {
    let row: Option<SeatRow> = sqlx::query_as(
        "select p.name, s.side, s.role, s.function, s.ended_at is not null as ended,
                s.side = 'provider' and exists (select 1 from organization_members m where m.organization_id = e.provider_id
                    and m.person_id = s.person_id and m.role = 'manager' and m.ended_at is null) as by_organization,
                exists (select 1 from seat_holders h where h.engagement_id = s.engagement_id and h.person_id <> s.person_id and h.side = s.side
                    and h.role = case s.side when 'client' then 'sponsor' else 'manager' end) as others_commit
         from seats s
         join engagements e on e.id = s.engagement_id
         join persons p on p.id = s.person_id
         where s.engagement_id = $1 and s.number = $2",
    )
    .bind(engagement)
    .bind(number)
    .fetch_optional(db)
    .await?;
    row.map(|row| {
        let role = role(&row.side, &row.role)?;
        let facts =
            SeatFacts { name: row.name, role, ended: row.ended, by_organization: row.by_organization, others_commit: row.others_commit };
        Ok((facts, row.function))
    })
    .transpose()
}

/// Gives a seat another role and function.
///
/// # Errors
/// When the database fails.
pub async fn set_seat(db: &mut PgConnection, engagement: Uuid, number: i32, role: Role, function: &str) -> sqlx::Result<()> {
    sqlx::query("update seats set role = $3, function = $4 where engagement_id = $1 and number = $2")
        .bind(engagement)
        .bind(number)
        .bind(role.as_str())
        .bind(function)
        .execute(db)
        .await?;
    Ok(())
}

/// Ends a seat.
///
/// # Errors
/// When the database fails.
pub async fn end_seat(db: &mut PgConnection, engagement: Uuid, number: i32, at: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query("update seats set ended_at = $3 where engagement_id = $1 and number = $2")
        .bind(engagement)
        .bind(number)
        .bind(at)
        .execute(db)
        .await?;
    Ok(())
}

/// Who holds a seat.
///
/// # Errors
/// When the database fails.
pub async fn holder(db: impl PgExecutor<'_>, engagement: Uuid, number: i32) -> sqlx::Result<Uuid> {
    sqlx::query_scalar("select person_id from seats where engagement_id = $1 and number = $2")
        .bind(engagement)
        .bind(number)
        .fetch_one(db)
        .await
}
