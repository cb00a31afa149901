//! The SQL of waivers.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{PgExecutor, types::Json};
use uuid::Uuid;

use crate::{
    access::Side,
    change::Change,
    db::unreadable,
    milestones::waiver::{NewWaiver, State},
    readiness::{gates::Gate, recorded::Spoken},
    things,
};

/// A waiver as its page shows it.
#[derive(Clone, Debug)]
pub struct Shown {
    pub milestone: i32,
    /// What the gate asks, as stored.
    pub gate: String,
    /// What the gate is about, as a reference.
    pub about: String,
    /// Why the gate blocked when it was asked for.
    pub gate_reason: Spoken,
    /// Why it may be passed over.
    pub reason: String,
    /// The last day on which it holds.
    pub until: NaiveDate,
    /// Where it stands.
    pub state: State,
    /// Who asked, for which side, and when.
    pub asked: Said,
    /// Who answered, for which side, and when.
    pub answered: Option<Said>,
    /// What was said with the answer.
    pub answer_text: String,
    /// Who took it back, for which side, and when.
    pub ended: Option<Said>,
}

/// Who acted on it.
#[derive(Clone, Debug)]
pub struct Said {
    /// By name.
    pub who: String,
    pub side: Side,
    /// When.
    pub at: DateTime<Utc>,
}

#[derive(sqlx::FromRow)]
struct ShownRow {
    milestone: i32,
    gate: String,
    about: String,
    gate_reason: Json<Spoken>,
    reason: String,
    until: NaiveDate,
    asked_name: String,
    asked_side: String,
    asked_at: DateTime<Utc>,
    agreed: Option<bool>,
    answered_name: Option<String>,
    answered_at: Option<DateTime<Utc>>,
    answer_text: String,
    ended_name: Option<String>,
    ended_side: Option<String>,
    ended_at: Option<DateTime<Utc>>,
    lapsed_at: Option<DateTime<Utc>>,
}

/// One waiver.
pub async fn shown(db: impl PgExecutor<'_>, engagement: Uuid, number: i32) -> sqlx::Result<Option<Shown>> {
    let row: Option<ShownRow> = sqlx::query_as(
        "select w.milestone, w.gate, w.about, w.gate_reason, w.reason, w.until, a.name as asked_name, w.asked_side, w.asked_at,
                w.agreed, b.name as answered_name, w.answered_at, w.answer_text, c.name as ended_name, w.ended_side, w.ended_at, w.lapsed_at
         from waivers w
         join persons a on a.id = w.asked_by
         left join persons b on b.id = w.answered_by
         left join persons c on c.id = w.ended_by
         where w.engagement_id = $1 and w.number = $2",
    )
    .bind(engagement)
    .bind(number)
    .fetch_optional(db)
    .await?;
    row.map(|row| {
        let asked_side: Side = row.asked_side.parse().map_err(unreadable)?;
        let said = |who: Option<String>, side, at: Option<DateTime<Utc>>| who.zip(at).map(|(who, at)| Said { who, side, at });
        let ended_side = row.ended_side.map_or(Ok(asked_side), |side| side.parse().map_err(unreadable))?;
        Ok(Shown {
            milestone: row.milestone,
            gate: row.gate,
            about: row.about,
            gate_reason: row.gate_reason.0,
            reason: row.reason,
            until: row.until,
            state: State::of(row.agreed, row.ended_at.is_some(), row.lapsed_at.is_some()),
            asked: Said { who: row.asked_name, side: asked_side, at: row.asked_at },
            answered: said(row.answered_name, asked_side.other(), row.answered_at),
            answer_text: row.answer_text,
            ended: said(row.ended_name, ended_side, row.ended_at),
        })
    })
    .transpose()
}

/// Enters a waiver that is asked for, which goes by what it is about and the beginning of its `reason`; returns its number.
pub async fn insert(
    change: &mut Change,
    by: Uuid,
    side: Side,
    milestone: i32,
    gate: &Gate,
    new: &NewWaiver,
    reason: &str,
) -> sqlx::Result<i32> {
    let (engagement, now) = (change.engagement(), change.now());
    sqlx::query_scalar(sqlx::AssertSqlSafe(format!(
        "with entered as (
             insert into waivers (engagement_id, number, milestone, gate, about, gate_reason, reason, until, asked_by, asked_side, asked_at)
             select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9, $10 from waivers where engagement_id = $1
             returning engagement_id, number),
         {}
         select number from entered",
        things::queries::named("WV", "$11")
    )))
    .bind(engagement)
    .bind(milestone)
    .bind(gate.kind.as_str())
    .bind(gate.about.to_string())
    .bind(Json(Spoken::of(&gate.reason)))
    .bind(&new.reason)
    .bind(new.until)
    .bind(by)
    .bind(side.as_str())
    .bind(now)
    .bind(format!("M{milestone} · {}: {reason}", gate.about))
    .fetch_one(&mut **change)
    .await
}

/// Enters the other side's answer.
pub async fn set_answer(change: &mut Change, by: Uuid, number: i32, agreed: bool, text: &str) -> sqlx::Result<()> {
    let (engagement, now) = (change.engagement(), change.now());
    sqlx::query(
        "update waivers set agreed = $3, answered_by = $4, answered_at = $5, answer_text = $6 where engagement_id = $1 and number = $2",
    )
    .bind(engagement)
    .bind(number)
    .bind(agreed)
    .bind(by)
    .bind(now)
    .bind(text)
    .execute(&mut **change)
    .await?;
    Ok(())
}

/// Takes a waiver back.
pub async fn set_ended(change: &mut Change, by: Uuid, side: Side, number: i32) -> sqlx::Result<()> {
    let (engagement, now) = (change.engagement(), change.now());
    sqlx::query("update waivers set ended_by = $3, ended_side = $4, ended_at = $5 where engagement_id = $1 and number = $2")
        .bind(engagement)
        .bind(number)
        .bind(by)
        .bind(side.as_str())
        .bind(now)
        .execute(&mut **change)
        .await?;
    Ok(())
}

/// A waiver that lapsed.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Lapsed {
    pub number: i32,
    /// What the gate asks, as stored.
    pub gate: String,
    /// What the gate is about, as a reference.
    pub about: String,
}

/// Lets those of a milestone lapse that nobody has answered, or of these the one of a number.
pub async fn set_lapsed(change: &mut Change, milestone: i32, number: Option<i32>) -> sqlx::Result<Vec<Lapsed>> {
    let (engagement, now) = (change.engagement(), change.now());
    sqlx::query_as(
        "update waivers set lapsed_at = $4
         where engagement_id = $1 and milestone = $2 and ($3::integer is null or number = $3)
           and agreed is null and ended_at is null and lapsed_at is null
         returning number, gate, about",
    )
    .bind(engagement)
    .bind(milestone)
    .bind(number)
    .bind(now)
    .fetch_all(&mut **change)
    .await
}

/// A waiver that nobody answered before its last day was over.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub struct Unanswered {
    pub engagement_id: Uuid,
    pub milestone: i32,
    pub number: i32,
}

/// Waivers that nobody answered before their last day was over where the client works.
pub async fn unanswered(db: impl PgExecutor<'_>, now: DateTime<Utc>, most: i64) -> sqlx::Result<Vec<Unanswered>> {
    sqlx::query_as(
        "select w.engagement_id, w.milestone, w.number
         from waivers w
         join engagements e on e.id = w.engagement_id
         join organizations c on c.id = e.client_id
         where w.agreed is null and w.ended_at is null and w.lapsed_at is null and e.closed_at is null
           and w.until < ($1 at time zone c.time_zone)::date
         order by w.until, w.engagement_id, w.number limit $2",
    )
    .bind(now)
    .bind(most)
    .fetch_all(db)
    .await
}
