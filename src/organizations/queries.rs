//! The SQL of organizations.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use sqlx::{AssertSqlSafe, PgConnection, PgExecutor};
use uuid::Uuid;

use super::model::{CalendarSettings, Holiday, Invited, Keepers, Member, NewInvitation, OrganizationRole, SentInvitation};
use crate::{access::Role, db::unreadable, notices::live};

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
    pub id: Uuid,
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
         group by o.id order by o.name, o.id limit $2",
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

impl CalendarRow {
    fn settings(self) -> sqlx::Result<CalendarSettings> {
        Ok(CalendarSettings {
            name: self.name,
            zone: self.time_zone.parse().map_err(|_| unreadable("unknown time zone"))?,
            work_days: self.work_days.try_into().map_err(|_| unreadable("a week has seven days"))?,
            opens: self.opens,
            closes: self.closes,
        })
    }
}

/// What organization `o` is called, and when it works: see [`CalendarRow`].
const CALENDAR: &str = "o.name, o.time_zone, o.work_days, o.opens, o.closes";

/// Who keeps and commits organization `o`: see [`Keepers`].
const KEEPERS: &str = "
    (select count(*) from organization_members where organization_id = o.id and role = 'admin' and ended_at is null) as admins,
    (select count(*) from organization_members where organization_id = o.id and role = 'manager' and ended_at is null) as managers,
    exists (select 1 from engagements where provider_id = o.id and closed_at is null) as provides";

/// What the organization is called, and when it works.
pub async fn calendar(db: impl PgExecutor<'_>, organization: Uuid) -> sqlx::Result<CalendarSettings> {
    let sql = format!("select {CALENDAR} from organizations o where o.id = $1");
    let row: CalendarRow = sqlx::query_as(AssertSqlSafe(sql)).bind(organization).fetch_one(db).await?;
    row.settings()
}

/// Who keeps and commits the organization.
pub async fn keepers(db: impl PgExecutor<'_>, organization: Uuid) -> sqlx::Result<Keepers> {
    let sql = format!("select {KEEPERS} from organizations o where o.id = $1");
    sqlx::query_as(AssertSqlSafe(sql)).bind(organization).fetch_one(db).await
}

/// Both.
pub async fn calendar_and_keepers(db: impl PgExecutor<'_>, organization: Uuid) -> sqlx::Result<(CalendarSettings, Keepers)> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(flatten)]
        calendar: CalendarRow,
        #[sqlx(flatten)]
        keepers: Keepers,
    }
    let sql = format!("select {CALENDAR}, {KEEPERS} from organizations o where o.id = $1");
    let row: Row = sqlx::query_as(AssertSqlSafe(sql)).bind(organization).fetch_one(db).await?;
    Ok((row.calendar.settings()?, row.keepers))
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
           and ($2::uuid is null or (p.name, p.id) > (select a.name, a.id from persons a where a.id = $2))
         group by p.id order by p.name, p.id limit $3",
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
    .execute(&mut *db)
    .await?;
    let given = done.rows_affected() == 1;
    if given && role == OrganizationRole::Manager {
        live::tell_admitted(db, person).await?;
    }
    Ok(given)
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
         order by e.id for no key update of e",
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
    rows.into_iter().map(|(id, side, role)| Ok((id, Role::of(side.parse().map_err(unreadable)?, &role).map_err(unreadable)?))).collect()
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

// Invitations.

/// The name of whoever belongs to the organization under this address.
pub async fn member_at(db: &mut PgConnection, organization: Uuid, email: &str) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar(
        "select p.name from persons p where lower(p.email) = lower($2)
           and exists (select 1 from organization_members where organization_id = $1 and person_id = p.id and ended_at is null)",
    )
    .bind(organization)
    .bind(email)
    .fetch_optional(db)
    .await
}

/// Takes back an expired invitation of this address, so that a new one can be made.
pub async fn clear_expired(db: &mut PgConnection, organization: Uuid, email: &str, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query(
        "update organization_invitations set withdrawn_at = $3
         where organization_id = $1 and lower(email) = lower($2) and taken_at is null and withdrawn_at is null and expires_at <= $3",
    )
    .bind(organization)
    .bind(email)
    .bind(now)
    .execute(db)
    .await?;
    Ok(())
}

/// Enters an invitation and answers its number; `by` is who invites, none: the operator.
pub async fn insert_invitation(
    db: &mut PgConnection,
    organization: Uuid,
    by: Option<Uuid>,
    new: &NewInvitation,
    sent: &SentInvitation,
    now: DateTime<Utc>,
) -> sqlx::Result<i32> {
    sqlx::query_scalar(
        "insert into organization_invitations (organization_id, number, token_hash, email, name, role, invited_by, invited_at, expires_at)
         select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6, $7, $8 from organization_invitations where organization_id = $1
         returning number",
    )
    .bind(organization)
    .bind(sent.token.hash().as_slice())
    .bind(&new.email)
    .bind(&new.name)
    .bind(new.role.as_str())
    .bind(by)
    .bind(now)
    .bind(sent.expires_at)
    .fetch_one(db)
    .await
}

/// What the mail of an invitation says: who invites, a person or the organization itself, to what, and where it is taken.
pub async fn invitation_detail(
    db: &mut PgConnection,
    organization: Uuid,
    by: Option<Uuid>,
    role: OrganizationRole,
    url: &str,
) -> sqlx::Result<serde_json::Value> {
    sqlx::query_scalar(
        "select jsonb_build_object('url', $3::text, 'inviter', coalesce(i.name, o.name), 'organization', o.name, 'role', $4::text)
         from organizations o left join persons i on i.id = $2 where o.id = $1",
    )
    .bind(organization)
    .bind(by)
    .bind(url)
    .bind(role.as_str())
    .fetch_one(db)
    .await
}

/// The invitations that are open or have expired, the latest first; bounded.
pub async fn invited(db: impl PgExecutor<'_>, organization: Uuid) -> sqlx::Result<Vec<Invited>> {
    sqlx::query_as(
        "select i.number, i.email, i.name, i.role, i.expires_at, u.failure, u.said, u.given_up from organization_invitations i
         left join undelivered_invitations u on u.organization_id = i.organization_id and u.invitation = i.number
         where i.organization_id = $1 and i.taken_at is null and i.withdrawn_at is null order by i.number desc limit $2",
    )
    .bind(organization)
    .bind(PEOPLE_SHOWN)
    .fetch_all(db)
    .await
}

/// An invitation, and whether it was taken or taken back.
pub async fn invitation(db: impl PgExecutor<'_>, organization: Uuid, number: i32) -> sqlx::Result<Option<(NewInvitation, bool)>> {
    let row: Option<(String, String, String, bool)> = sqlx::query_as(
        "select email, name, role, taken_at is not null or withdrawn_at is not null from organization_invitations
         where organization_id = $1 and number = $2",
    )
    .bind(organization)
    .bind(number)
    .fetch_optional(db)
    .await?;
    row.map(|(email, name, role, over)| Ok((NewInvitation { email, name, role: role.parse().map_err(unreadable)? }, over))).transpose()
}

/// Gives an invitation another link, and time anew.
pub async fn renew_invitation(db: &mut PgConnection, organization: Uuid, number: i32, sent: &SentInvitation) -> sqlx::Result<()> {
    sqlx::query("update organization_invitations set token_hash = $3, expires_at = $4 where organization_id = $1 and number = $2")
        .bind(organization)
        .bind(number)
        .bind(sent.token.hash().as_slice())
        .bind(sent.expires_at)
        .execute(db)
        .await?;
    Ok(())
}

/// Takes an invitation back.
pub async fn withdraw_invitation(db: &mut PgConnection, organization: Uuid, number: i32, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query("update organization_invitations set withdrawn_at = $3 where organization_id = $1 and number = $2")
        .bind(organization)
        .bind(number)
        .bind(now)
        .execute(db)
        .await?;
    Ok(())
}
