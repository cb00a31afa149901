//! The SQL of effects.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{PgConnection, PgExecutor, types::Json};
use uuid::Uuid;

use super::model::{Dismissal, Effect, NewEffect, Said, State};
use crate::{access::Side, db::unreadable, things};

#[derive(sqlx::FromRow)]
struct EffectRow {
    number: i32,
    area: String,
    text: String,
    severity: String,
    since: NaiveDate,
    seen_by: String,
    touches: Option<String>,
    touches_title: Option<String>,
    feedback: Option<i32>,
    session: Option<i32>,
    reported_by: String,
    reported_side: String,
    reported_at: DateTime<Utc>,
    owner: Option<String>,
    acknowledged_by: Option<String>,
    acknowledged_at: Option<DateTime<Utc>>,
    settled_how: Option<String>,
    settled_by: Option<String>,
    settled_at: Option<DateTime<Utc>>,
    dismissed: Option<String>,
    dismissed_why: Option<String>,
    dismissed_by: Option<String>,
    dismissed_at: Option<DateTime<Utc>>,
    successors: Json<Vec<Said>>,
    owner_left: bool,
}

/// All of it, or none of it.
fn said(what: Option<String>, by: Option<String>, at: Option<DateTime<Utc>>) -> sqlx::Result<Option<Said>> {
    match (what, by, at) {
        (Some(what), Some(by), Some(at)) => Ok(Some(Said { what, by, at })),
        (None, None, None) => Ok(None),
        _ => Err(unreadable("something said to an effect that is half there")),
    }
}

impl TryFrom<EffectRow> for Effect {
    type Error = sqlx::Error;

    fn try_from(row: EffectRow) -> sqlx::Result<Effect> {
        let acknowledged = said(row.owner, row.acknowledged_by, row.acknowledged_at)?;
        let settled = said(row.settled_how, row.settled_by, row.settled_at)?;
        let dismissed = said(row.dismissed_why, row.dismissed_by, row.dismissed_at)?;
        let state = match (acknowledged, settled, dismissed) {
            (None, None, None) => State::Reported,
            (Some(owner), None, None) => State::Acknowledged(owner),
            (Some(owner), Some(settled), None) => State::Settled(owner, settled),
            (None, None, Some(why)) => {
                let how = row.dismissed.as_deref().unwrap_or_default().parse();
                State::Dismissed(how.map_err(|_| unreadable("an effect dismissed in an unknown way"))?, why)
            }
            _ => return Err(unreadable("an effect in two states")),
        };
        Ok(Effect {
            number: row.number,
            area: row.area,
            text: row.text,
            severity: row.severity,
            since: row.since,
            seen_by: row.seen_by,
            touches: row.touches,
            touches_title: row.touches_title,
            feedback: row.feedback,
            session: row.session,
            reported_by: row.reported_by,
            reported_side: row.reported_side.parse().map_err(|_| unreadable("an effect reported by an unknown side"))?,
            reported_at: row.reported_at,
            state,
            successors: row.successors.0,
            owner_left: row.owner_left,
        })
    }
}

macro_rules! effects {
    ($rest:literal) => {
        concat!(
            "select x.number, x.area, x.text, x.severity, x.since, x.seen_by, x.touches,
                    (select l.title from things l where l.engagement_id = x.engagement_id and l.reference = x.touches) as touches_title,
                    x.feedback, x.session, r.name as reported_by, x.reported_side, x.reported_at,
                    o.name as owner, a.name as acknowledged_by, x.acknowledged_at,
                    x.settled_how, t.name as settled_by, x.settled_at,
                    x.dismissed, x.dismissed_why, d.name as dismissed_by, x.dismissed_at,
                    n.named as successors, coalesce(n.latest, x.owner) is not null and not seat_still_owns(x.engagement_id, coalesce(n.latest, x.owner)) as owner_left
             from effects x
             join persons r on r.id = x.reported_by
             left join seats s on s.engagement_id = x.engagement_id and s.number = x.owner
             left join persons o on o.id = s.person_id
             join lateral (select coalesce(json_agg(json_build_object('what', w.name, 'by', b.name, 'at', f.named_at) order by f.number), '[]') as named,
                                  (array_agg(f.owner order by f.number desc))[1] as latest
                           from effect_successors f
                           join seats h on h.engagement_id = f.engagement_id and h.number = f.owner
                           join persons w on w.id = h.person_id
                           join persons b on b.id = f.named_by
                           where f.engagement_id = x.engagement_id and f.effect = x.number) n on true
             left join persons a on a.id = x.acknowledged_by
             left join persons t on t.id = x.settled_by
             left join persons d on d.id = x.dismissed_by
             where x.engagement_id = $1 and ",
            $rest
        )
    };
}

/// One effect.
pub async fn effect(db: impl PgExecutor<'_>, engagement: Uuid, number: i32) -> sqlx::Result<Option<Effect>> {
    let row: Option<EffectRow> = sqlx::query_as(effects!("x.number = $2")).bind(engagement).bind(number).fetch_optional(db).await?;
    row.map(Effect::try_from).transpose()
}

/// Effects with numbers below `before`, the newest first.
pub async fn effects(db: impl PgExecutor<'_>, engagement: Uuid, before: Option<i32>, limit: i64) -> sqlx::Result<Vec<Effect>> {
    let rows: Vec<EffectRow> = sqlx::query_as(effects!("($2::int is null or x.number < $2) order by x.number desc limit $3"))
        .bind(engagement)
        .bind(before)
        .bind(limit)
        .fetch_all(db)
        .await?;
    rows.into_iter().map(Effect::try_from).collect()
}

/// All effects: number, area, and whether it was acknowledged or dismissed.
pub async fn answered(db: impl PgExecutor<'_>, engagement: Uuid) -> sqlx::Result<Vec<(i32, String, bool)>> {
    sqlx::query_as(
        "select number, area, num_nonnulls(acknowledged_at, dismissed_at) > 0 from effects where engagement_id = $1 order by number",
    )
    .bind(engagement)
    .fetch_all(db)
    .await
}

/// Feedback as an effect begins with it: who raised it, on which day of the client, and what it says.
#[derive(Debug, sqlx::FromRow)]
pub struct Told {
    pub who: String,
    /// When.
    pub on: NaiveDate,
    pub text: String,
    /// The scope line that it was about, if it was about one.
    pub line: Option<String>,
}

/// A feedback entry that an effect was told in.
pub async fn told(db: impl PgExecutor<'_>, engagement: Uuid, feedback: i32) -> sqlx::Result<Option<Told>> {
    sqlx::query_as(
        "select p.name as who, (f.raised_at at time zone c.time_zone)::date as \"on\", f.text, k.key as line
         from feedback_entries f
         left join scope_keys k on k.engagement_id = f.engagement_id and k.key = f.about
         join persons p on p.id = f.raised_by
         join engagements e on e.id = f.engagement_id
         join organizations c on c.id = e.client_id
         where f.engagement_id = $1 and f.number = $2",
    )
    .bind(engagement)
    .bind(feedback)
    .fetch_optional(db)
    .await
}

/// Those who hold a seat at the client, by seat and name: who can own a matter there.
pub async fn owners(db: impl PgExecutor<'_>, engagement: Uuid) -> sqlx::Result<Vec<(i32, Uuid, String)>> {
    sqlx::query_as(
        "select s.number, p.id, p.name from seats s join persons p on p.id = s.person_id
         where s.engagement_id = $1 and s.side = 'client' and s.role <> 'observer' and s.ended_at is null order by p.name, p.id limit 200",
    )
    .bind(engagement)
    .fetch_all(db)
    .await
}

/// Enters an effect, which goes by its `excerpt`; returns its number.
pub async fn insert(
    db: &mut PgConnection,
    engagement: Uuid,
    new: &NewEffect,
    excerpt: &str,
    by: Uuid,
    side: Side,
    at: DateTime<Utc>,
) -> sqlx::Result<i32> {
    sqlx::query_scalar(sqlx::AssertSqlSafe(format!(
        "with entered as (
             insert into effects (engagement_id, number, area, text, severity, since, seen_by, touches, feedback, session,
                                  reported_by, reported_side, reported_at)
             select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12 from effects where engagement_id = $1
             returning engagement_id, number),
         {}
         select number from entered",
        things::queries::named("E", "$13")
    )))
    .bind(engagement)
    .bind(&new.area)
    .bind(&new.text)
    .bind(&new.severity)
    .bind(new.since)
    .bind(&new.seen_by)
    .bind(&new.touches)
    .bind(new.feedback)
    .bind(new.session)
    .bind(by)
    .bind(side.as_str())
    .bind(at)
    .bind(excerpt)
    .fetch_one(db)
    .await
}

/// Names its owner, by seat.
pub async fn set_acknowledged(
    db: &mut PgConnection,
    engagement: Uuid,
    number: i32,
    owner: i32,
    by: Uuid,
    at: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query("update effects set owner = $3, acknowledged_by = $4, acknowledged_at = $5 where engagement_id = $1 and number = $2")
        .bind(engagement)
        .bind(number)
        .bind(owner)
        .bind(by)
        .bind(at)
        .execute(db)
        .await?;
    Ok(())
}

/// Names whoever owns it next, by seat.
pub async fn insert_successor(
    db: &mut PgConnection,
    engagement: Uuid,
    number: i32,
    owner: i32,
    by: Uuid,
    at: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "insert into effect_successors (engagement_id, effect, number, owner, named_by, named_at)
         select $1, $2, coalesce(max(number), 0) + 1, $3, $4, $5 from effect_successors where engagement_id = $1 and effect = $2",
    )
    .bind(engagement)
    .bind(number)
    .bind(owner)
    .bind(by)
    .bind(at)
    .execute(db)
    .await?;
    Ok(())
}

/// Says how it was settled.
pub async fn set_settled(db: &mut PgConnection, engagement: Uuid, number: i32, how: &str, by: Uuid, at: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query("update effects set settled_how = $3, settled_by = $4, settled_at = $5 where engagement_id = $1 and number = $2")
        .bind(engagement)
        .bind(number)
        .bind(how)
        .bind(by)
        .bind(at)
        .execute(db)
        .await?;
    Ok(())
}

/// Says that it is none.
pub async fn set_dismissed(
    db: &mut PgConnection,
    engagement: Uuid,
    number: i32,
    how: Dismissal,
    why: &str,
    by: Uuid,
    at: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "update effects set dismissed = $3, dismissed_why = $4, dismissed_by = $5, dismissed_at = $6 where engagement_id = $1 and number = $2",
    )
    .bind(engagement)
    .bind(number)
    .bind(how.as_str())
    .bind(why)
    .bind(by)
    .bind(at)
    .execute(db)
    .await?;
    Ok(())
}
