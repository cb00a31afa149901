//! The SQL of turns.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::model::{Ask, Promise, Promises, Turn, WaitsOn};
use crate::{
    access::{Role, Side},
    base::calendar::BusinessCalendar,
    db::unreadable,
    things::Thing,
};

/// Opens a turn unless the side already has one on the thing.
///
/// # Errors
/// When the database fails.
#[expect(clippy::too_many_arguments, reason = "one column each")]
pub async fn open(
    db: &mut PgConnection,
    engagement: Uuid,
    thing: &Thing,
    title: &str,
    ask: Ask,
    side: Side,
    to: Option<Uuid>,
    since: DateTime<Utc>,
    due_at: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "insert into turns (engagement_id, number, thing, title, ask, side, roles, person_id, since, due_at)
         select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9 from turns where engagement_id = $1
         on conflict (engagement_id, thing, side) where ended_at is null do nothing",
    )
    .bind(engagement)
    .bind(thing.to_string())
    .bind(title)
    .bind(ask.as_str())
    .bind(side.as_str())
    .bind(ask.ability().roles_on(side))
    .bind(to)
    .bind(since)
    .bind(due_at)
    .execute(db)
    .await?;
    Ok(())
}

/// Ends the side's open turn on the thing, if there is one.
///
/// # Errors
/// When the database fails.
pub async fn end(db: &mut PgConnection, engagement: Uuid, thing: &Thing, side: Side, at: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query("update turns set ended_at = $4 where engagement_id = $1 and thing = $2 and side = $3 and ended_at is null")
        .bind(engagement)
        .bind(thing.to_string())
        .bind(side.as_str())
        .bind(at)
        .execute(db)
        .await?;
    Ok(())
}

/// Opens to the whole side what waited on one person who has left, or whose new role no longer allows it.
///
/// # Errors
/// When the database fails.
pub async fn release(db: &mut PgConnection, engagement: Uuid, person: Uuid, role: Option<Role>) -> sqlx::Result<()> {
    sqlx::query(
        "update turns set person_id = null
         where engagement_id = $1 and person_id = $2 and ended_at is null and ($3::text is null or $3 <> all (roles))",
    )
    .bind(engagement)
    .bind(person)
    .bind(role.map(Role::as_str))
    .execute(db)
    .await?;
    Ok(())
}

/// The promises of an engagement as columns, to be read together with other things of it.
#[derive(sqlx::FromRow)]
pub struct PromisesRow {
    client_promise_days: i32,
    provider_promise_days: i32,
    review_days: i32,
    second_review_days: i32,
    deems_acceptance: bool,
    client_zone: String,
    client_work_days: Vec<bool>,
    client_opens: NaiveTime,
    client_closes: NaiveTime,
    client_holidays: Vec<NaiveDate>,
    provider_zone: String,
    provider_work_days: Vec<bool>,
    provider_opens: NaiveTime,
    provider_closes: NaiveTime,
    provider_holidays: Vec<NaiveDate>,
}

/// The columns of [`PromisesRow`] and where they come from: engagement `e`, its client `c`, its provider `p`.
pub const PROMISES: &str = "e.client_promise_days, e.provider_promise_days, e.review_days, e.second_review_days, e.deems_acceptance,
     c.time_zone as client_zone, c.work_days as client_work_days, c.opens as client_opens, c.closes as client_closes,
     array(select day from organization_holidays where organization_id = c.id) as client_holidays,
     p.time_zone as provider_zone, p.work_days as provider_work_days, p.opens as provider_opens, p.closes as provider_closes,
     array(select day from organization_holidays where organization_id = p.id) as provider_holidays";

impl PromisesRow {
    /// As people count them.
    ///
    /// # Errors
    /// When a calendar is none; the database's checks keep that from happening.
    pub fn into_promises(self) -> sqlx::Result<Promises> {
        Ok(Promises {
            client: Promise {
                days: days(self.client_promise_days),
                calendar: calendar(&self.client_zone, &self.client_work_days, self.client_opens, self.client_closes, self.client_holidays)?,
            },
            provider: Promise {
                days: days(self.provider_promise_days),
                calendar: calendar(
                    &self.provider_zone,
                    &self.provider_work_days,
                    self.provider_opens,
                    self.provider_closes,
                    self.provider_holidays,
                )?,
            },
            review_days: days(self.review_days),
            second_review_days: days(self.second_review_days),
            deems_acceptance: self.deems_acceptance,
        })
    }
}

/// The promises of both sides with their calendars.
///
/// # Errors
/// When the database fails or holds a calendar that cannot be.
pub async fn promises(db: impl sqlx::PgExecutor<'_>, engagement: Uuid) -> sqlx::Result<Promises> {
    let row: PromisesRow = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "select {PROMISES}
         from engagements e
         join organizations c on c.id = e.client_id
         join organizations p on p.id = e.provider_id
         where e.id = $1"
    )))
    .bind(engagement)
    .fetch_one(db)
    .await?;
    row.into_promises()
}

/// An open turn on a thing.
#[derive(Clone, Debug)]
pub struct OpenTurn {
    /// Whose.
    pub side: Side,
    /// What is asked.
    pub ask: Ask,
    /// Of whom there, by name; none: of everybody whose role allows it.
    pub to: Option<String>,
    /// Until when.
    pub due_at: DateTime<Utc>,
}

#[derive(sqlx::FromRow)]
struct OnThingRow {
    #[sqlx(flatten)]
    promises: PromisesRow,
    side: Option<String>,
    ask: Option<String>,
    to_name: Option<String>,
    due_at: Option<DateTime<Utc>>,
}

/// The promises of both sides, and whose turn it is on a thing; the client's first when it is both's. One statement.
///
/// # Errors
/// When the database fails or holds a turn that cannot be.
pub async fn on(db: impl sqlx::PgExecutor<'_>, engagement: Uuid, thing: &Thing) -> sqlx::Result<(Promises, Option<OpenTurn>)> {
    let row: OnThingRow = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "select {PROMISES}, t.side, t.ask, a.name as to_name, t.due_at
         from engagements e
         join organizations c on c.id = e.client_id
         join organizations p on p.id = e.provider_id
         left join turns t on t.engagement_id = e.id and t.thing = $2 and t.ended_at is null
         left join persons a on a.id = t.person_id
         where e.id = $1 order by t.side limit 1"
    )))
    .bind(engagement)
    .bind(thing.to_string())
    .fetch_one(db)
    .await?;
    let turn = match (row.side, row.ask, row.due_at) {
        (Some(side), Some(ask), Some(due_at)) => {
            Some(OpenTurn { side: side.parse().map_err(unreadable)?, ask: ask.parse().map_err(unreadable)?, to: row.to_name, due_at })
        }
        _ => None,
    };
    Ok((row.promises.into_promises()?, turn))
}

/// Business days from their column, whose check keeps them between 1 and 60.
fn days(column: i32) -> u16 {
    u16::try_from(column).unwrap_or_default()
}

/// A business calendar from its columns.
///
/// # Errors
/// When they make none; the database's checks keep that from happening.
pub fn calendar(
    zone: &str,
    work_days: &[bool],
    opens: NaiveTime,
    closes: NaiveTime,
    holidays: Vec<NaiveDate>,
) -> sqlx::Result<BusinessCalendar> {
    let zone = zone.parse().map_err(|_| unreadable(format!("unknown time zone {zone}")))?;
    let work_days = work_days.try_into().map_err(|_| unreadable("a week has seven days"))?;
    BusinessCalendar::new(zone, work_days, opens, closes, holidays.into_iter().collect()).map_err(|error| unreadable(error.to_string()))
}

/// Ends all open turns of an engagement that closes, but for what goes on afterwards: echoes, and what came of them.
///
/// # Errors
/// When the database fails.
pub async fn end_all(db: &mut PgConnection, engagement: Uuid, at: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query(
        "update turns t set ended_at = $2
         where t.engagement_id = $1 and t.ended_at is null and t.ask <> $3
           and not exists (select 1 from echoes h where h.engagement_id = $1 and 'F' || h.feedback = t.thing)",
    )
    .bind(engagement)
    .bind(at)
    .bind(Ask::AnswerEcho.as_str())
    .execute(db)
    .await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct TurnRow {
    engagement_id: Uuid,
    engagement_title: String,
    party: String,
    thing: String,
    title: String,
    ask: String,
    side: String,
    roles: Vec<String>,
    person_id: Option<Uuid>,
    to_name: Option<String>,
    since: DateTime<Utc>,
    due_at: DateTime<Utc>,
    reader_side: String,
    reader_role: String,
}

impl TurnRow {
    fn into_turn(self, reader: Uuid) -> sqlx::Result<Turn> {
        let side: Side = self.side.parse().map_err(unreadable)?;
        let reader_side = self.reader_side.parse().map_err(unreadable)?;
        let role = Role::of(reader_side, &self.reader_role).map_err(unreadable)?;
        Ok(Turn {
            engagement: self.engagement_id,
            engagement_title: self.engagement_title,
            party: self.party,
            thing: self.thing.parse().map_err(unreadable)?,
            title: self.title,
            ask: self.ask.parse().map_err(unreadable)?,
            side,
            to: self.to_name,
            since: self.since,
            due_at: self.due_at,
            waits_on: WaitsOn::for_reader(side, &self.roles, self.person_id, reader, role),
        })
    }
}

/// How many open turns a page shows of each kind before it says "and more".
pub const SHOWN: i64 = 50;

const COLUMNS: &str =
    "t.engagement_id, e.title as engagement_title, o.name as party, t.thing, t.title, t.ask, t.side, t.roles, t.person_id,
     p.name as to_name, t.since, t.due_at, h.side as reader_side, h.role as reader_role";

/// The open turns of one engagement, the most urgent first, as the reader sees them; bounded.
///
/// # Errors
/// When the database fails.
pub async fn open_in_engagement(db: impl sqlx::PgExecutor<'_>, engagement: Uuid, reader: Uuid) -> sqlx::Result<Vec<Turn>> {
    let rows: Vec<TurnRow> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "select {COLUMNS}
         from turns t
         join engagements e on e.id = t.engagement_id
         join organizations o on o.id = case t.side when 'client' then e.client_id else e.provider_id end
         join seat_holders h on h.engagement_id = t.engagement_id and h.person_id = $2
         left join persons p on p.id = t.person_id
         where t.engagement_id = $1 and t.ended_at is null
         order by t.due_at, t.number limit $3"
    )))
    .bind(engagement)
    .bind(reader)
    .bind(2 * SHOWN)
    .fetch_all(db)
    .await?;
    rows.into_iter().map(|row| row.into_turn(reader)).collect()
}

/// The open turns of all engagements in which the reader sits, the most urgent first; bounded for each side apart,
/// so that many turns of one side do not hide the other's.
///
/// # Errors
/// When the database fails.
pub async fn open_for_reader(db: impl sqlx::PgExecutor<'_>, reader: Uuid) -> sqlx::Result<Vec<Turn>> {
    let rows: Vec<TurnRow> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "with h as materialized (select engagement_id, side, role from seat_holders where person_id = $1),
         mine as (select t.* from h join turns t on t.engagement_id = h.engagement_id and t.side = h.side
                  where t.ended_at is null and coalesce(t.person_id = $1, h.role = any (t.roles)) order by t.due_at limit $2),
         ours as (select t.* from h join turns t on t.engagement_id = h.engagement_id and t.side = h.side
                  where t.ended_at is null and not coalesce(t.person_id = $1, h.role = any (t.roles)) order by t.due_at limit $2),
         theirs as (select t.* from h join turns t on t.engagement_id = h.engagement_id and t.side <> h.side
                  where t.ended_at is null order by t.due_at limit $2)
         select {COLUMNS}
         from (select * from mine union all select * from ours union all select * from theirs) t
         join h on h.engagement_id = t.engagement_id
         join engagements e on e.id = t.engagement_id
         join organizations o on o.id = case t.side when 'client' then e.client_id else e.provider_id end
         left join persons p on p.id = t.person_id
         order by t.due_at, t.engagement_id, t.number"
    )))
    .bind(reader)
    .bind(SHOWN)
    .fetch_all(db)
    .await?;
    rows.into_iter().map(|row| row.into_turn(reader)).collect()
}
