//! The SQL of turns.

use std::sync::LazyLock;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use sqlx::{AssertSqlSafe, PgConnection, Postgres, postgres::PgArguments, query::Query};
use uuid::Uuid;

use super::model::{Ask, Move, Promise, Promises, Turn};
use crate::{
    access::{Role, Side},
    base::calendar::BusinessCalendar,
    db::unreadable,
    things::Thing,
};

/// Ends and opens turns that follow from events, in this order. Where a side already has a turn on a thing, the older one
/// stands.
///
/// # Errors
/// When the database fails.
pub async fn carry_out(
    db: &mut PgConnection,
    engagement: Uuid,
    moves: &[Move],
    promises: &Promises,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    let (mut things, mut sides) = (Vec::new(), Vec::new());
    let mut open = Vec::new();
    for change in moves {
        match change {
            Move::End { thing, side } => {
                things.push(thing.to_string());
                sides.push(side.as_str());
            }
            Move::Open { thing, ask, side, to, due } => {
                open.push(Opening { thing, gate: "", ask: *ask, side: *side, to: *to, due_at: promises.due(*side, now, *due) });
            }
        }
    }
    static SQL: LazyLock<String> = LazyLock::new(|| {
        opened_after(
            "ended as (
                 update turns t set ended_at = $2 from unnest($10::text[], $11::text[]) m (thing, side)
                 where t.engagement_id = $1 and t.thing = m.thing and t.side = m.side and t.gate = '' and t.ended_at is null
                 returning 1)",
        )
    });
    opening(&SQL, engagement, &open, now).bind(things).bind(sides).execute(db).await?;
    Ok(())
}

/// A turn that is to open.
#[derive(Clone, Copy, Debug)]
pub struct Opening<'a> {
    pub thing: &'a Thing,
    /// The gate whose step it is; empty: it follows from an event.
    pub gate: &'static str,
    pub ask: Ask,
    pub side: Side,
    /// Of whom there; none: of everybody whose role allows it.
    pub to: Option<Uuid>,
    /// Until when.
    pub due_at: DateTime<Utc>,
}

/// The statement that opens turns once `ended`, a part of it, has ended others; see [`opening`] for its parameters.
fn opened_after(ended: &str) -> String {
    format!(
        "with {ended},
         -- Counted, so that all of them have ended before one opens.
         before as (select count(*) from ended)
         insert into turns (engagement_id, number, thing, gate, ask, side, roles, person_id, since, due_at, provider_id, client_id)
         select $1, (select coalesce(max(number), 0) from turns where engagement_id = $1) + m.place, m.thing, m.gate, m.ask, m.side,
                string_to_array(m.roles, ' '), m.person, $2, m.due_at, e.provider_id, e.client_id
         from before
         cross join unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::uuid[], $9::timestamptz[])
             with ordinality m (thing, gate, ask, side, roles, person, due_at, place)
         join engagements e on e.id = $1
         order by m.place
         on conflict (engagement_id, thing, side, gate) where ended_at is null do nothing"
    )
}

/// A statement of [`opened_after`] with its first nine parameters; those that say what ends come next.
fn opening(statement: &'static str, engagement: Uuid, open: &[Opening<'_>], now: DateTime<Utc>) -> Query<'static, Postgres, PgArguments> {
    fn column<T>(open: &[Opening<'_>], value: impl Fn(&Opening<'_>) -> T) -> Vec<T> {
        open.iter().map(value).collect()
    }
    sqlx::query(AssertSqlSafe(statement))
        .bind(engagement)
        .bind(now)
        .bind(column(open, |turn| turn.thing.to_string()))
        .bind(column(open, |turn| turn.gate))
        .bind(column(open, |turn| turn.ask.as_str()))
        .bind(column(open, |turn| turn.side.as_str()))
        .bind(column(open, |turn| turn.ask.ability().roles_on(turn.side).join(" ")))
        .bind(column(open, |turn| turn.to))
        .bind(column(open, |turn| turn.due_at))
}

/// Ends turns of gates by their numbers, moves the due dates of others, and opens some, in this order.
///
/// # Errors
/// When the database fails.
pub async fn change_of_gates(
    db: &mut PgConnection,
    engagement: Uuid,
    end: &[i32],
    due: &[(i32, DateTime<Utc>)],
    open: &[Opening<'_>],
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    let (moved, due): (Vec<i32>, Vec<DateTime<Utc>>) = due.iter().copied().unzip();
    static SQL: LazyLock<String> = LazyLock::new(|| {
        opened_after(
            "ended as (
                 update turns set ended_at = $2 where engagement_id = $1 and number = any ($10) returning 1),
             moved as (
                 update turns t set due_at = d.due_at from unnest($11::integer[], $12::timestamptz[]) d (number, due_at)
                 where t.engagement_id = $1 and t.number = d.number)",
        )
    });
    opening(&SQL, engagement, open, now).bind(end.to_vec()).bind(moved).bind(due).execute(db).await?;
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

/// The promises of both sides, and whose turn it is on a thing, the client's first. One statement.
///
/// # Errors
/// When the database fails or holds a turn that cannot be.
pub async fn on(db: impl sqlx::PgExecutor<'_>, engagement: Uuid, thing: &Thing) -> sqlx::Result<(Promises, Vec<OpenTurn>)> {
    let rows: Vec<OnThingRow> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "select {PROMISES}, t.side, t.ask, a.name as to_name, t.due_at
         from engagements e
         join organizations c on c.id = e.client_id
         join organizations p on p.id = e.provider_id
         left join turns t on t.engagement_id = e.id and t.thing = $2 and t.gate = '' and t.ended_at is null
         left join persons a on a.id = t.person_id
         where e.id = $1 order by t.side"
    )))
    .bind(engagement)
    .bind(thing.to_string())
    .fetch_all(db)
    .await?;
    let (mut promises, mut turns) = (None, Vec::new());
    for row in rows {
        if let (Some(side), Some(ask), Some(due_at)) = (row.side, row.ask, row.due_at) {
            turns.push(OpenTurn { side: side.parse().map_err(unreadable)?, ask: Ask::read(&ask), to: row.to_name, due_at });
        }
        promises = Some(row.promises);
    }
    Ok((promises.ok_or(sqlx::Error::RowNotFound)?.into_promises()?, turns))
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

/// Ends all open turns of an engagement that closes, but for what goes on afterwards: echoes, and the feedback of these numbers.
///
/// # Errors
/// When the database fails.
pub async fn end_all(db: &mut PgConnection, engagement: Uuid, going_on: &[i32], at: DateTime<Utc>) -> sqlx::Result<()> {
    let going_on: Vec<String> = going_on.iter().map(|number| Thing::Feedback(*number).to_string()).collect();
    sqlx::query("update turns set ended_at = $2 where engagement_id = $1 and ended_at is null and ask <> $3 and thing <> all ($4)")
        .bind(engagement)
        .bind(at)
        .bind(Ask::AnswerEcho.as_str())
        .bind(going_on)
        .execute(db)
        .await?;
    Ok(())
}

/// Notes on the seats of a closed engagement whether anything is open there, so that lists of what waits pass those by where
/// nothing is. Its holders are still told what happened until `now`.
///
/// # Errors
/// When the database fails.
pub async fn mark_rest(db: &mut PgConnection, engagement: Uuid, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query(
        "update seats set at_rest_since =
             case when not exists (select 1 from turns t where t.engagement_id = $1 and t.ended_at is null) then $2::timestamptz end
         where engagement_id = $1",
    )
    .bind(engagement)
    .bind(now)
    .execute(db)
    .await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
pub(super) struct TurnRow {
    engagement_id: Uuid,
    number: i32,
    engagement_title: String,
    thing: String,
    title: String,
    ask: String,
    side: String,
    to_name: Option<String>,
    since: DateTime<Utc>,
    due_at: DateTime<Utc>,
}

impl TurnRow {
    pub(super) fn into_turn(self) -> sqlx::Result<Turn> {
        Ok(Turn {
            engagement: self.engagement_id,
            number: self.number,
            engagement_title: self.engagement_title,
            thing: Thing::read(&self.thing),
            title: self.title,
            ask: Ask::read(&self.ask),
            side: self.side.parse().map_err(unreadable)?,
            to: self.to_name,
            since: self.since,
            due_at: self.due_at,
        })
    }
}

/// The columns of [`TurnRow`] but for the engagement's title, of turn `t`. What it names is looked up for each of the few that are
/// shown: joined, it would be read whole in a plan for all parameters.
pub(super) const COLUMNS: &str = "t.engagement_id, t.number, t.thing, t.ask, t.side, t.since, t.due_at,
     (select title from things n where n.engagement_id = t.engagement_id and n.reference = t.thing) as title,
     (select name from persons where id = t.person_id) as to_name";

/// The most urgent open turns of one engagement, whose title the page knows, and how many there are, `counted` at most.
///
/// # Errors
/// When the database fails.
pub async fn open_in_engagement(
    db: impl sqlx::PgExecutor<'_>,
    engagement: Uuid,
    shown: i64,
    counted: i64,
) -> sqlx::Result<(Vec<Turn>, i64)> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(flatten)]
        turn: TurnRow,
        open: i64,
    }
    let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "select {COLUMNS}, '' as engagement_title, t.open
         from (select t.*, count(*) over () as open
               from (select * from turns where engagement_id = $1 and ended_at is null order by due_at, number limit {counted}) t
               order by due_at, number limit {shown}) t
         order by t.due_at, t.number"
    )))
    .bind(engagement)
    .fetch_all(db)
    .await?;
    let open = rows.first().map_or(0, |row| row.open);
    let turns: sqlx::Result<Vec<_>> = rows.into_iter().map(|row| row.turn.into_turn()).collect();
    Ok((turns?, open))
}

/// An open turn that follows from an event, as it is stored.
#[derive(Clone, Debug)]
pub struct StoredTurn {
    number: i32,
    pub thing: Thing,
    /// Whose.
    pub side: Side,
    pub ask: Ask,
    /// Since when.
    pub since: DateTime<Utc>,
}

/// The open turns of an engagement that follow from events.
///
/// # Errors
/// When the database fails.
pub async fn stored(db: &mut PgConnection, engagement: Uuid) -> sqlx::Result<Vec<StoredTurn>> {
    let rows: Vec<(i32, String, String, String, DateTime<Utc>)> = sqlx::query_as(
        "select number, thing, side, ask, since from turns where engagement_id = $1 and ended_at is null and gate = '' order by number",
    )
    .bind(engagement)
    .fetch_all(db)
    .await?;
    let stored = |(number, thing, side, ask, since): (i32, String, String, String, DateTime<Utc>)| {
        Ok(StoredTurn {
            number,
            thing: thing.parse().map_err(unreadable)?,
            side: side.parse().map_err(unreadable)?,
            ask: ask.parse().map_err(unreadable)?,
            since,
        })
    };
    rows.into_iter().map(stored).collect()
}

/// Gives a turn to the roles that may end it now, and takes it from a person who cannot any more. Returns whether that was
/// otherwise.
///
/// # Errors
/// When the database fails.
pub async fn reassign(db: &mut PgConnection, engagement: Uuid, turn: &StoredTurn) -> sqlx::Result<bool> {
    let changed = sqlx::query(
        "with right_now as (
             select t.number, h.person_id from turns t
             left join seat_holders h on h.engagement_id = t.engagement_id and h.person_id = t.person_id and h.side = t.side
                                     and h.role = any ($3)
             where t.engagement_id = $1 and t.number = $2)
         update turns t set roles = $3, person_id = r.person_id from right_now r
         where t.engagement_id = $1 and t.number = r.number
           and (t.roles is distinct from $3 or t.person_id is distinct from r.person_id)",
    )
    .bind(engagement)
    .bind(turn.number)
    .bind(turn.ask.ability().roles_on(turn.side))
    .execute(db)
    .await?;
    Ok(changed.rows_affected() > 0)
}
