//! What is kept of readiness.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{AssertSqlSafe, PgConnection, PgExecutor, types::Json};
use uuid::Uuid;

use crate::{
    access::Side,
    base::calendar::TimeLeft,
    db::unreadable,
    readiness::{
        kept::{Kept, KeptGate, KeptJudgement},
        outlook::{First, Outlook, Standing},
        sentence::Sentence,
        steps::{OpenStep, StepChanges},
    },
    turns::{self, queries::Opening},
};

#[derive(sqlx::FromRow)]
struct StoodRow {
    is_open: bool,
    judgements: Json<Vec<KeptJudgement>>,
    gates: Json<Vec<KeptGate>>,
    steps: Json<Vec<OpenStep>>,
}

/// What was kept of an engagement until now.
#[derive(Debug)]
pub struct Stood {
    /// Whether a milestone is open.
    pub is_open: bool,
    /// The judgements with their gates.
    pub kept: Kept,
    /// The turns that followed from them.
    pub steps: Vec<OpenStep>,
}

/// What is kept of an engagement. One statement.
pub async fn stood(db: impl PgExecutor<'_>, engagement: Uuid) -> sqlx::Result<Stood> {
    let row: StoodRow = sqlx::query_as(
        "select exists (select 1 from milestones where engagement_id = $1 and signed_at is null) as is_open,
                (select coalesce(json_agg(j order by j.milestone), '[]') from judgements j where engagement_id = $1) as judgements,
                (select coalesce(json_agg(g order by g.milestone, g.place), '[]') from gates g where engagement_id = $1) as gates,
                (select coalesce(json_agg(t order by t.number), '[]') from turns t
                 where engagement_id = $1 and ended_at is null and gate <> '') as steps",
    )
    .bind(engagement)
    .fetch_one(db)
    .await?;
    Ok(Stood { is_open: row.is_open, kept: Kept { judgements: row.judgements.0, gates: row.gates.0 }, steps: row.steps.0 })
}

/// Keeps this of an engagement, and nothing else.
pub async fn keep(db: &mut PgConnection, engagement: Uuid, kept: &Kept) -> sqlx::Result<()> {
    sqlx::query(
        "with judged as (
             select * from jsonb_to_recordset($2) j (
                 milestone integer, light text, since timestamptz, passed integer, warned integer, waived integer, blocked integer, day date,
                 due_on date, time_left jsonb, forecast date, first_reason jsonb, first_side text, judged_at timestamptz,
                 holds_until timestamptz)
         ), stand as (
             select * from jsonb_to_recordset($3) g (
                 milestone integer, kind text, about text, place integer, state text, since timestamptz, reason jsonb, side text,
                 person_id uuid, roles text[], step jsonb, spot jsonb, waiver integer)
         ), over as (
             delete from judgements k where engagement_id = $1 and not exists (select 1 from judged j where j.milestone = k.milestone)
         ), gone as (
             delete from gates k
             where engagement_id = $1 and exists (select 1 from judged j where j.milestone = k.milestone)
               and not exists (select 1 from stand g where (g.milestone, g.kind, g.about) = (k.milestone, k.kind, k.about))
         ), kept as (
             insert into judgements as k (engagement_id, milestone, light, since, passed, warned, waived, blocked, day, due_on, time_left,
                                          forecast, first_reason, first_side, judged_at, holds_until)
             select $1, j.* from judged j
             on conflict (engagement_id, milestone) do update
             set (light, since, passed, warned, waived, blocked, day, due_on, time_left, forecast, first_reason, first_side, judged_at,
                  holds_until)
               = (excluded.light, excluded.since, excluded.passed, excluded.warned, excluded.waived, excluded.blocked, excluded.day,
                  excluded.due_on, excluded.time_left, excluded.forecast, excluded.first_reason, excluded.first_side, excluded.judged_at,
                  excluded.holds_until)
         )
         insert into gates as k (engagement_id, milestone, kind, about, place, state, since, reason, side, person_id, roles, step, spot, waiver)
         select $1, g.* from stand g
         on conflict (engagement_id, milestone, kind, about) do update
         set (place, state, since, reason, side, person_id, roles, step, spot, waiver)
           = (excluded.place, excluded.state, excluded.since, excluded.reason, excluded.side, excluded.person_id, excluded.roles,
              excluded.step, excluded.spot, excluded.waiver)
         where (k.place, k.state, k.since, k.reason, k.side, k.person_id, k.roles, k.step, k.spot, k.waiver)
               is distinct from
               (excluded.place, excluded.state, excluded.since, excluded.reason, excluded.side, excluded.person_id, excluded.roles,
                excluded.step, excluded.spot, excluded.waiver)",
    )
    .bind(engagement)
    .bind(Json(&kept.judgements))
    .bind(Json(&kept.gates))
    .execute(db)
    .await?;
    Ok(())
}

/// Ends, moves and opens turns that follow from a judgement, in this order.
pub async fn change_steps(db: &mut PgConnection, engagement: Uuid, changes: &StepChanges, now: DateTime<Utc>) -> sqlx::Result<()> {
    if changes.is_empty() {
        return Ok(());
    }
    let open: Vec<Opening<'_>> = changes
        .open
        .iter()
        .map(|(step, due_at)| Opening { thing: &step.thing, gate: step.gate, ask: step.ask, side: step.side, to: step.to, due_at: *due_at })
        .collect();
    turns::queries::change_of_gates(db, engagement, &changes.end, &changes.due, &open, now).await
}

#[derive(sqlx::FromRow)]
struct OutlookRow {
    engagement_id: Uuid,
    number: i32,
    title: String,
    at: DateTime<Utc>,
    #[sqlx(flatten)]
    judged: JudgedColumns,
}

/// None where the milestone was never judged, or what was judged no longer holds.
#[derive(sqlx::FromRow)]
struct JudgedColumns {
    light: Option<String>,
    passed: Option<i32>,
    warned: Option<i32>,
    waived: Option<i32>,
    blocked: Option<i32>,
    day: Option<NaiveDate>,
    due_on: Option<NaiveDate>,
    time_left: Option<Json<TimeLeft>>,
    forecast: Option<NaiveDate>,
    first_reason: Option<Json<Sentence>>,
    first_side: Option<String>,
}

impl OutlookRow {
    fn outlook(self) -> sqlx::Result<Option<Outlook>> {
        let judged = self.judged;
        let (Some(light), Some(day), Some(due_on), Some(left)) = (judged.light, judged.day, judged.due_on, judged.time_left) else {
            return Ok(None);
        };
        let side = judged.first_side.map(|side| side.parse::<Side>()).transpose().map_err(unreadable)?;
        Ok(Some(Outlook {
            number: self.number,
            title: self.title,
            at: self.at,
            light: light.parse().map_err(unreadable)?,
            passed: judged.passed.unwrap_or_default(),
            warned: judged.warned.unwrap_or_default(),
            waived: judged.waived.unwrap_or_default(),
            blocked: judged.blocked.unwrap_or_default(),
            first: judged.first_reason.map(|reason| First { reason: reason.0, side }),
            left: left.0,
            day,
            due_on,
            forecast: judged.forecast,
        }))
    }
}

/// The open milestones of the engagements `$1`, by date, each with what was judged of it as far as that holds at `$2`.
const OPEN: &str = "
    from milestones m
    left join judgements j on j.engagement_id = m.engagement_id and j.milestone = m.number and j.holds_until > $2
    where m.engagement_id = any ($1) and m.signed_at is null
    order by m.engagement_id, m.at, m.number";

/// The open milestones of engagements by date, as far as what was judged of them holds; and the engagements of which not
/// everything does.
pub async fn outlooks_kept(db: impl PgExecutor<'_>, engagements: &[Uuid], now: DateTime<Utc>) -> sqlx::Result<OpenMilestones<Outlook>> {
    let rows: Vec<OutlookRow> = sqlx::query_as(AssertSqlSafe(format!(
        "select m.engagement_id, m.number, m.title, m.at, j.light, j.passed, j.warned, j.waived, j.blocked, j.day, j.due_on, j.time_left,
                j.forecast, j.first_reason, j.first_side
         {OPEN}"
    )))
    .bind(engagements)
    .bind(now)
    .fetch_all(db)
    .await?;
    sorted(rows.into_iter().map(|row| Ok((row.engagement_id, row.outlook()?))))
}

/// The open milestones of engagements, and the engagements of which one is missing.
type OpenMilestones<M> = (HashMap<Uuid, Vec<M>>, Vec<Uuid>);

fn sorted<M>(rows: impl Iterator<Item = sqlx::Result<(Uuid, Option<M>)>>) -> sqlx::Result<OpenMilestones<M>> {
    let (mut kept, mut over): (HashMap<Uuid, Vec<M>>, BTreeSet<Uuid>) = Default::default();
    for row in rows {
        match row? {
            (engagement, Some(milestone)) => kept.entry(engagement).or_default().push(milestone),
            (engagement, None) => {
                over.insert(engagement);
            }
        }
    }
    Ok((kept, over.into_iter().collect()))
}

/// The same, of each milestone only what puts it in order: of hundreds of engagements few are shown, and all else of a
/// judgement is most of it.
///
/// # Errors
/// When the database fails.
pub async fn standings_kept(db: impl PgExecutor<'_>, engagements: &[Uuid], now: DateTime<Utc>) -> sqlx::Result<OpenMilestones<Standing>> {
    let rows: Vec<(Uuid, DateTime<Utc>, Option<String>)> =
        sqlx::query_as(AssertSqlSafe(format!("select m.engagement_id, m.at, j.light {OPEN}")))
            .bind(engagements)
            .bind(now)
            .fetch_all(db)
            .await?;
    sorted(rows.into_iter().map(|(engagement, at, light)| {
        let light = light.map(|light| light.parse()).transpose().map_err(unreadable)?;
        Ok((engagement, light.map(|light| Standing { at, light })))
    }))
}

/// Open engagements in which a judgement no longer holds, or a milestone was never judged, after this one; bounded.
///
/// # Errors
/// When the database fails.
pub async fn lapsed(db: impl PgExecutor<'_>, now: DateTime<Utc>, after: Uuid, most: i64) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar(
        "select distinct d.engagement_id
         from (select j.engagement_id from judgements j
               join milestones m on m.engagement_id = j.engagement_id and m.number = j.milestone and m.signed_at is null
               where j.holds_until <= $1
               union all
               select m.engagement_id from milestones m
               where m.signed_at is null
                 and not exists (select 1 from judgements j where j.engagement_id = m.engagement_id and j.milestone = m.number)) d
         join engagements e on e.id = d.engagement_id
         where e.closed_at is null and e.id > $2
         order by d.engagement_id limit $3",
    )
    .bind(now)
    .bind(after)
    .bind(most)
    .fetch_all(db)
    .await
}

/// Whether a judgement of an engagement no longer holds, or a milestone was never judged.
///
/// # Errors
/// When the database fails.
pub async fn has_lapsed(db: impl PgExecutor<'_>, engagement: Uuid, now: DateTime<Utc>) -> sqlx::Result<bool> {
    sqlx::query_scalar(
        "select exists (select 1 from milestones m
                        left join judgements j on j.engagement_id = m.engagement_id and j.milestone = m.number and j.holds_until > $2
                        where m.engagement_id = $1 and m.signed_at is null and j.milestone is null)",
    )
    .bind(engagement)
    .bind(now)
    .fetch_one(db)
    .await
}

/// Lets what was judged of engagements lapse, because something changes on which it rests and that no event of theirs tells:
/// locks the open ones of `engagements`, in the order of their ids and before any organization, so that nobody judges them by
/// what was. The worker judges them again, and whoever looks meanwhile does.
async fn let_lapse(db: &mut PgConnection, of: &str, id: Uuid, now: DateTime<Utc>) -> sqlx::Result<()> {
    // First the locks, for the second statement has to see what was judged while this one waited for them.
    let locked: Vec<Uuid> = sqlx::query_scalar(AssertSqlSafe(format!(
        "select e.id from engagements e where e.closed_at is null and {of} order by e.id for no key update"
    )))
    .bind(id)
    .fetch_all(&mut *db)
    .await?;
    sqlx::query("update judgements set holds_until = $2 where engagement_id = any ($1) and holds_until > $2")
        .bind(locked)
        .bind(now)
        .execute(db)
        .await?;
    Ok(())
}

/// The same of those in which an organization takes part: its calendar or its name changes.
///
/// # Errors
/// When the database fails.
pub async fn let_lapse_of_organization(db: &mut PgConnection, organization: Uuid, now: DateTime<Utc>) -> sqlx::Result<()> {
    let_lapse(db, "(e.client_id = $1 or e.provider_id = $1)", organization, now).await
}

/// The same of those in which a person has sat: their name changes.
///
/// # Errors
/// When the database fails.
pub async fn let_lapse_of_person(db: &mut PgConnection, person: Uuid, now: DateTime<Utc>) -> sqlx::Result<()> {
    let_lapse(db, "e.id in (select engagement_id from seats where person_id = $1)", person, now).await
}
