//! The SQL of organizations.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use sqlx::{PgConnection, PgExecutor};
use uuid::Uuid;

use super::model::{CalendarSettings, Holiday, Keepers, Member, NewMember, OrganizationRole};
use crate::access::{Role, role::UnknownWord};

/// How many of its people a page shows.
pub const PEOPLE_SHOWN: i64 = 100;
/// How many of its engagements.
pub const ENGAGEMENTS_SHOWN: i64 = 20;
/// How many of its holidays, and of somebody's organizations.
pub const MOST_SHOWN: i64 = 200;

/// Enters an organization with the usual calendar.
pub async fn insert(db: &mut PgConnection, id: Uuid, name: &str, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query("insert into organizations (id, name, created_at) values ($1, $2, $3)").bind(id).bind(name).bind(now).execute(db).await?;
    Ok(())
}

/// The oldest organization of this name.
pub async fn named(db: &mut PgConnection, name: &str) -> sqlx::Result<Option<Uuid>> {
    sqlx::query_scalar("select id from organizations where name = $1 order by created_at limit 1").bind(name).fetch_optional(db).await
}

/// One of the organizations that somebody keeps or manages.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Managed {
    /// Which.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Whether the person is an admin of it.
    pub admin: bool,
    /// Whether the person is a manager of it.
    pub manager: bool,
}

/// The organizations of which the person is an admin or a manager, by name; bounded.
pub async fn managed_by(db: impl PgExecutor<'_>, person: Uuid) -> sqlx::Result<Vec<Managed>> {
    sqlx::query_as(
        "select o.id, o.name, bool_or(m.role = 'admin') as admin, bool_or(m.role = 'manager') as manager
         from organization_members m
         join organizations o on o.id = m.organization_id
         where m.person_id = $1 and m.ended_at is null and m.role in ('admin', 'manager')
         group by o.id order by lower(o.name), o.id limit $2",
    )
    .bind(person)
    .bind(MOST_SHOWN)
    .fetch_all(db)
    .await
}

#[derive(sqlx::FromRow)]
struct CalendarRow {
    name: String,
    time_zone: String,
    work_days: Vec<bool>,
    opens: NaiveTime,
    closes: NaiveTime,
}

/// What the organization is called, and when it works.
pub async fn calendar(db: impl PgExecutor<'_>, organization: Uuid) -> sqlx::Result<CalendarSettings> {
    let row: CalendarRow = sqlx::query_as("select name, time_zone, work_days, opens, closes from organizations where id = $1")
        .bind(organization)
        .fetch_one(db)
        .await?;
    let decode = |error: &str| sqlx::Error::Decode(error.into());
    Ok(CalendarSettings {
        name: row.name,
        zone: row.time_zone.parse().map_err(|_| decode("unknown time zone"))?,
        work_days: row.work_days.try_into().map_err(|_| decode("a week has seven days"))?,
        opens: row.opens,
        closes: row.closes,
    })
}

/// Changes that.
pub async fn set_calendar(db: &mut PgConnection, organization: Uuid, settings: &CalendarSettings) -> sqlx::Result<()> {
    sqlx::query("update organizations set name = $2, time_zone = $3, work_days = $4, opens = $5, closes = $6 where id = $1")
        .bind(organization)
        .bind(&settings.name)
        .bind(settings.zone.name())
        .bind(settings.work_days.as_slice())
        .bind(settings.opens)
        .bind(settings.closes)
        .execute(db)
        .await?;
    Ok(())
}

/// The holidays from this day on; bounded.
pub async fn holidays(db: impl PgExecutor<'_>, organization: Uuid, from: NaiveDate) -> sqlx::Result<Vec<Holiday>> {
    sqlx::query_as("select day, name from organization_holidays where organization_id = $1 and day >= $2 order by day limit $3")
        .bind(organization)
        .bind(from)
        .bind(MOST_SHOWN)
        .fetch_all(db)
        .await
}

/// Enters a holiday; false when that day already is one.
pub async fn insert_holiday(db: &mut PgConnection, organization: Uuid, holiday: &Holiday) -> sqlx::Result<bool> {
    let done = sqlx::query("insert into organization_holidays (organization_id, day, name) values ($1, $2, $3) on conflict do nothing")
        .bind(organization)
        .bind(holiday.day)
        .bind(&holiday.name)
        .execute(db)
        .await?;
    Ok(done.rows_affected() == 1)
}

/// Removes a holiday; false when that day is none.
pub async fn delete_holiday(db: &mut PgConnection, organization: Uuid, day: NaiveDate) -> sqlx::Result<bool> {
    let done = sqlx::query("delete from organization_holidays where organization_id = $1 and day = $2")
        .bind(organization)
        .bind(day)
        .execute(db)
        .await?;
    Ok(done.rows_affected() == 1)
}

#[derive(sqlx::FromRow)]
struct MemberRow {
    person_id: Uuid,
    name: String,
    email: String,
    roles: Vec<String>,
    since: DateTime<Utc>,
    new: bool,
}

/// The organization's people by name, beginning after this person; bounded.
pub async fn members(db: impl PgExecutor<'_>, organization: Uuid, after: Option<Uuid>) -> sqlx::Result<Vec<Member>> {
    let rows: Vec<MemberRow> = sqlx::query_as(
        "select p.id as person_id, p.name, p.email, array_agg(m.role) as roles, min(m.since) as since, p.password_hash is null as new
         from organization_members m
         join persons p on p.id = m.person_id
         where m.organization_id = $1 and m.ended_at is null
           and ($2::uuid is null or (lower(p.name), p.id) > (select lower(a.name), a.id from persons a where a.id = $2))
         group by p.id order by lower(p.name), p.id limit $3",
    )
    .bind(organization)
    .bind(after)
    .bind(PEOPLE_SHOWN)
    .fetch_all(db)
    .await?;
    let member = |row: MemberRow| {
        let mut roles: Vec<OrganizationRole> = row.roles.iter().filter_map(|word| word.parse().ok()).collect();
        roles.sort();
        Member { person: row.person_id, name: row.name, email: row.email, roles, since: row.since, new: row.new }
    };
    Ok(rows.into_iter().map(member).collect())
}

/// One of the organization's engagements.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct EngagementRow {
    /// Which.
    pub id: Uuid,
    /// What it is called.
    pub title: String,
    /// The organization across the table.
    pub counterpart: String,
    /// Whether this organization is the provider in it.
    pub provides: bool,
    /// Since when it is read-only.
    pub closed_at: Option<DateTime<Utc>>,
}

/// The organization's engagements in which the reader sits, the latest first; bounded. Somebody who only keeps an
/// organization's people does not learn of engagements without a seat in them.
pub async fn engagements(db: impl PgExecutor<'_>, organization: Uuid, reader: Uuid) -> sqlx::Result<Vec<EngagementRow>> {
    sqlx::query_as(
        "select e.id, e.title, o.name as counterpart, e.provider_id = $1 as provides, e.closed_at
         from engagements e
         join seat_holders h on h.engagement_id = e.id and h.person_id = $2
         join organizations o on o.id = case when e.provider_id = $1 then e.client_id else e.provider_id end
         where e.provider_id = $1 or e.client_id = $1
         order by e.starts_on desc, e.id limit $3",
    )
    .bind(organization)
    .bind(reader)
    .bind(ENGAGEMENTS_SHOWN)
    .fetch_all(db)
    .await
}

/// Who keeps and commits the organization.
pub async fn keepers(db: impl PgExecutor<'_>, organization: Uuid) -> sqlx::Result<Keepers> {
    sqlx::query_as(
        "select count(*) filter (where role = 'admin') as admins, count(*) filter (where role = 'manager') as managers,
                exists (select 1 from engagements where provider_id = $1 and closed_at is null) as provides
         from organization_members where organization_id = $1 and ended_at is null",
    )
    .bind(organization)
    .fetch_one(db)
    .await
}

/// Whether the person holds the role there.
pub async fn holds(db: impl PgExecutor<'_>, organization: Uuid, person: Uuid, role: OrganizationRole) -> sqlx::Result<bool> {
    sqlx::query_scalar(
        "select exists (select 1 from organization_members
             where organization_id = $1 and person_id = $2 and role = $3 and ended_at is null)",
    )
    .bind(organization)
    .bind(person)
    .bind(role.as_str())
    .fetch_one(db)
    .await
}

/// The name of one of the organization's people.
pub async fn name_of(db: impl PgExecutor<'_>, organization: Uuid, person: Uuid) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar(
        "select p.name from persons p where p.id = $2
           and exists (select 1 from organization_members where organization_id = $1 and person_id = p.id and ended_at is null)",
    )
    .bind(organization)
    .bind(person)
    .fetch_optional(db)
    .await
}

/// Gives a role; false when the person already holds it.
pub async fn insert_role(
    db: &mut PgConnection,
    organization: Uuid,
    person: Uuid,
    role: OrganizationRole,
    now: DateTime<Utc>,
) -> sqlx::Result<bool> {
    let done = sqlx::query(
        "insert into organization_members (organization_id, person_id, role, since) values ($1, $2, $3, $4)
         on conflict (organization_id, person_id, role) do update set since = excluded.since, ended_at = null
         where organization_members.ended_at is not null",
    )
    .bind(organization)
    .bind(person)
    .bind(role.as_str())
    .bind(now)
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Ends a role; false when the person does not hold it.
pub async fn end_role(
    db: &mut PgConnection,
    organization: Uuid,
    person: Uuid,
    role: OrganizationRole,
    now: DateTime<Utc>,
) -> sqlx::Result<bool> {
    let done = sqlx::query(
        "update organization_members set ended_at = $4
         where organization_id = $1 and person_id = $2 and role = $3 and ended_at is null",
    )
    .bind(organization)
    .bind(person)
    .bind(role.as_str())
    .bind(now)
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Locks the engagements of an organization in which a person has a place, in the order of their ids.
pub async fn lock_places(db: &mut PgConnection, organization: Uuid, person: Uuid) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar(
        "select e.id from engagements e
         where (e.provider_id = $1 or e.client_id = $1)
           and exists (select 1 from seat_holders h where h.engagement_id = e.id and h.person_id = $2)
         order by e.id for update of e",
    )
    .bind(organization)
    .bind(person)
    .fetch_all(db)
    .await
}

/// The person's role in each of these engagements in which there is one.
pub async fn roles_in(db: &mut PgConnection, engagements: &[Uuid], person: Uuid) -> sqlx::Result<HashMap<Uuid, Role>> {
    let rows: Vec<(Uuid, String, String)> =
        sqlx::query_as("select engagement_id, side, role from seat_holders where engagement_id = any ($1) and person_id = $2")
            .bind(engagements)
            .bind(person)
            .fetch_all(db)
            .await?;
    let decode = |error: UnknownWord| sqlx::Error::Decode(error.into());
    rows.into_iter().map(|(id, side, role)| Ok((id, Role::of(side.parse().map_err(decode)?, &role).map_err(decode)?))).collect()
}

/// Ends a person's seats in these engagements, where they are on the side of the organization.
pub async fn end_seats(
    db: &mut PgConnection,
    organization: Uuid,
    engagements: &[Uuid],
    person: Uuid,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "update seats s set ended_at = $4 from engagements e
         where s.engagement_id = any ($2) and s.person_id = $3 and s.ended_at is null and e.id = s.engagement_id
           and case s.side when 'client' then e.client_id else e.provider_id end = $1",
    )
    .bind(organization)
    .bind(engagements)
    .bind(person)
    .bind(now)
    .execute(db)
    .await?;
    Ok(())
}

/// The account with this address, made if there is none. Answers who it is, the account's name, and whether it is new.
pub async fn find_or_insert_person(db: &mut PgConnection, new: &NewMember, now: DateTime<Utc>) -> sqlx::Result<(Uuid, String, bool)> {
    let made: Option<(Uuid, String)> = sqlx::query_as(
        "insert into persons (id, email, name, language, created_at) values ($1, $2, $3, $4, $5)
         on conflict (lower(email)) do nothing returning id, name",
    )
    .bind(Uuid::now_v7())
    .bind(&new.email)
    .bind(&new.name)
    .bind(new.language.as_str())
    .bind(now)
    .fetch_optional(&mut *db)
    .await?;
    if let Some((id, name)) = made {
        return Ok((id, name, true));
    }
    let (id, name) = sqlx::query_as("select id, name from persons where lower(email) = lower($1)").bind(&new.email).fetch_one(db).await?;
    Ok((id, name, false))
}

/// A link by which a new person sets the first password, and the mail that carries it.
pub async fn insert_welcome(
    db: &mut PgConnection,
    person: Uuid,
    token_hash: &[u8],
    detail: &serde_json::Value,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query("insert into password_resets (token_hash, person_id, created_at, expires_at) values ($1, $2, $3, $4)")
        .bind(token_hash)
        .bind(person)
        .bind(now)
        .bind(now + super::model::WELCOME)
        .execute(&mut *db)
        .await?;
    sqlx::query(
        "insert into outbox (id, kind, person_id, address, language, detail, created_at, not_before)
         select $1, 'password_reset', p.id, p.email, p.language, $3, $4, $4 from persons p where p.id = $2",
    )
    .bind(Uuid::now_v7())
    .bind(person)
    .bind(detail)
    .bind(now)
    .execute(db)
    .await?;
    Ok(())
}
