//! The SQL of discovery.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;
use sqlx::{PgConnection, PgExecutor, types::Json};
use uuid::Uuid;

use super::model::{Answer, Answered, Aside, ConfirmedNeed, Figures, Need, NewWishes, Round, SetAside, Understood};
use crate::{access::Side, db::unreadable, things};

#[derive(Deserialize)]
struct RoundJson {
    round: i32,
    #[serde(flatten)]
    understood: Understood,
    restated_by: String,
    restated_at: DateTime<Utc>,
    answer: Option<Answer>,
    correction: String,
    answered_by: Option<String>,
    answered_at: Option<DateTime<Utc>>,
}

impl TryFrom<RoundJson> for Round {
    type Error = sqlx::Error;

    fn try_from(row: RoundJson) -> sqlx::Result<Round> {
        let answered = match (row.answer, row.answered_by, row.answered_at) {
            (Some(answer), Some(by), Some(at)) => Some(Answered { answer, correction: row.correction, by, at }),
            (None, None, None) => None,
            _ => return Err(unreadable("a restatement that is half answered")),
        };
        Ok(Round { number: row.round, understood: row.understood, by: row.restated_by, at: row.restated_at, answered })
    }
}

#[derive(sqlx::FromRow)]
struct NeedRow {
    number: i32,
    wish: String,
    said_by: String,
    said_on: NaiveDate,
    said_where: String,
    session: Option<i32>,
    recorded_by: String,
    recorded_at: DateTime<Utc>,
    set_aside: Option<String>,
    set_aside_why: Option<String>,
    set_aside_by: Option<String>,
    set_aside_at: Option<DateTime<Utc>>,
    rounds: Json<Vec<RoundJson>>,
}

impl TryFrom<NeedRow> for Need {
    type Error = sqlx::Error;

    fn try_from(row: NeedRow) -> sqlx::Result<Need> {
        let set_aside = match (row.set_aside, row.set_aside_why, row.set_aside_by, row.set_aside_at) {
            (Some(how), Some(why), Some(by), Some(at)) => {
                Some(SetAside { how: how.parse().map_err(|_| unreadable("a wish set aside in an unknown way"))?, why, by, at })
            }
            (None, None, None, None) => None,
            _ => return Err(unreadable("a wish that is half set aside")),
        };
        Ok(Need {
            number: row.number,
            wish: row.wish,
            said_by: row.said_by,
            said_on: row.said_on,
            said_where: row.said_where,
            session: row.session,
            recorded_by: row.recorded_by,
            recorded_at: row.recorded_at,
            rounds: row.rounds.0.into_iter().map(Round::try_from).collect::<sqlx::Result<_>>()?,
            set_aside,
        })
    }
}

const NEEDS: &str = "select n.number, n.wish, s.name as said_by, n.said_on, n.said_where, n.session, b.name as recorded_by, n.recorded_at,
        n.set_aside, n.set_aside_why, a.name as set_aside_by, n.set_aside_at,
        coalesce((select json_agg(json_build_object('round', r.round, 'understanding', r.understanding, 'why', r.why, 'measure', r.measure,
                            'baseline', r.baseline, 'target', r.target, 'restated_by', p.name, 'restated_at', r.restated_at,
                            'answer', r.answer, 'correction', r.correction, 'answered_by', q.name, 'answered_at', r.answered_at) order by r.round)
                  from restatements r join persons p on p.id = r.restated_by left join persons q on q.id = r.answered_by
                  where r.engagement_id = n.engagement_id and r.need = n.number), '[]') as rounds
     from needs n
     join persons s on s.id = n.said_by
     join persons b on b.id = n.recorded_by
     left join persons a on a.id = n.set_aside_by
     where n.engagement_id = $1";

/// A wish with all its rounds.
pub async fn need(db: impl PgExecutor<'_>, engagement: Uuid, number: i32) -> sqlx::Result<Option<Need>> {
    let row: Option<NeedRow> =
        sqlx::query_as(sqlx::AssertSqlSafe(format!("{NEEDS} and n.number = $2"))).bind(engagement).bind(number).fetch_optional(db).await?;
    row.map(Need::try_from).transpose()
}

/// Wishes by number, from after one on.
pub async fn needs(db: impl PgExecutor<'_>, engagement: Uuid, after: i32, limit: i64) -> sqlx::Result<Vec<Need>> {
    let rows: Vec<NeedRow> = sqlx::query_as(sqlx::AssertSqlSafe(format!("{NEEDS} and n.number > $2 order by n.number limit $3")))
        .bind(engagement)
        .bind(after)
        .bind(limit)
        .fetch_all(db)
        .await?;
    rows.into_iter().map(Need::try_from).collect()
}

/// See [`Figures`].
pub async fn figures(db: impl PgExecutor<'_>, engagement: Uuid) -> sqlx::Result<Figures> {
    sqlx::query_as(
        "select count(*) as wishes, count(r.round) as confirmed,
                round((percentile_cont(0.5) within group (order by r.round)) * 10)::bigint as rounds_tenths,
                round((percentile_cont(0.5) within group (order by extract(epoch from r.answered_at - n.recorded_at)) / 8640)::numeric)::bigint
                    as days_tenths
         from needs n
         left join restatements r on r.engagement_id = n.engagement_id and r.need = n.number and r.answer = 'yes'
         where n.engagement_id = $1 and n.set_aside is null",
    )
    .bind(engagement)
    .fetch_one(db)
    .await
}

/// The most confirmed needs that are offered.
const MOST_CONFIRMED: i64 = 200;

/// Needs that are confirmed and do not rest.
pub async fn confirmed(db: impl PgExecutor<'_>, engagement: Uuid) -> sqlx::Result<Vec<ConfirmedNeed>> {
    sqlx::query_as(
        "select n.number, r.understanding from needs n
         join restatements r on r.engagement_id = n.engagement_id and r.need = n.number and r.answer = 'yes'
         where n.engagement_id = $1 and n.set_aside is null order by n.number limit $2",
    )
    .bind(engagement)
    .bind(MOST_CONFIRMED)
    .fetch_all(db)
    .await
}

/// Something that a need led to.
#[derive(Debug, sqlx::FromRow)]
pub struct Trace {
    /// As it is referred to: `S2`, `D3`, `T1`.
    pub thing: String,
    /// What it is called.
    pub title: String,
}

/// The services that answer a need, in the agreed version or else the open one; what is delivered and handed over under them.
pub async fn traces(db: impl PgExecutor<'_>, engagement: Uuid, number: i32) -> sqlx::Result<Vec<Trace>> {
    sqlx::query_as(
        "with shown as (select number from scope_versions where engagement_id = $1 and state in ('agreed', 'proposed', 'draft')
                          order by state = 'agreed' desc limit 1),
              lines as (select l.key, l.title, l.position from shown v
                        join scope_line_needs c on c.engagement_id = $1 and c.version = v.number and c.need = $2
                        join scope_lines l on l.engagement_id = $1 and l.version = c.version and l.key = c.key)
         select thing, title from (
             select 1 as part, position as place, key as thing, title from lines
             union all select 2, d.number, 'D' || d.number, d.title from lines join deliverables d on d.engagement_id = $1 and d.line_key = lines.key
             union all select 3, t.number, 'T' || t.number, t.title from lines join topics t on t.engagement_id = $1 and t.line_key = lines.key
         ) found order by part, place limit 100",
    )
    .bind(engagement)
    .bind(number)
    .fetch_all(db)
    .await
}

/// The needs that a line of the agreed version answers.
pub async fn needs_of_line(db: impl PgExecutor<'_>, engagement: Uuid, key: &str) -> sqlx::Result<Vec<i32>> {
    sqlx::query_scalar(
        "select c.need from scope_line_needs c
         join scope_versions v on v.engagement_id = c.engagement_id and v.number = c.version and v.state = 'agreed'
         where c.engagement_id = $1 and c.key = $2 order by c.need",
    )
    .bind(engagement)
    .bind(key)
    .fetch_all(db)
    .await
}

/// Those who sit on the client's side, by name: who can have said a wish.
pub async fn speakers(db: impl PgExecutor<'_>, engagement: Uuid) -> sqlx::Result<Vec<(Uuid, String)>> {
    sqlx::query_as(
        "select p.id, p.name from seat_holders h join persons p on p.id = h.person_id
         where h.engagement_id = $1 and h.side = $2 order by p.name, p.id limit 200",
    )
    .bind(engagement)
    .bind(Side::Client.as_str())
    .fetch_all(db)
    .await
}

/// Name of somebody, if they sit on the client's side.
pub async fn speaker(db: impl PgExecutor<'_>, engagement: Uuid, person: Uuid) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar(
        "select p.name from seat_holders h join persons p on p.id = h.person_id
         where h.engagement_id = $1 and h.side = $2 and h.person_id = $3 limit 1",
    )
    .bind(engagement)
    .bind(Side::Client.as_str())
    .bind(person)
    .fetch_optional(db)
    .await
}

/// Enters wishes in order, which go by their `excerpts`; returns the number of the first.
pub async fn insert_wishes(
    db: &mut PgConnection,
    engagement: Uuid,
    new: &NewWishes,
    excerpts: &[String],
    by: Uuid,
    at: DateTime<Utc>,
) -> sqlx::Result<i32> {
    let first: i32 = sqlx::query_scalar("select coalesce(max(number), 0) + 1 from needs where engagement_id = $1")
        .bind(engagement)
        .fetch_one(&mut *db)
        .await?;
    sqlx::query(sqlx::AssertSqlSafe(format!(
        "with entered as (
             insert into needs (engagement_id, number, wish, said_by, said_on, said_where, session, recorded_by, recorded_at)
             select $1, $2 + place::int4 - 1, wish, $4, $5, $6, $7, $8, $9 from unnest($3::text[]) with ordinality w (wish, place)
             returning engagement_id, number),
         {}
         select count(*) from entered",
        things::queries::named("N", "($10::text[])[number - $2 + 1]")
    )))
    .bind(engagement)
    .bind(first)
    .bind(&new.wishes)
    .bind(new.said_by)
    .bind(new.said_on)
    .bind(&new.said_where)
    .bind(new.session)
    .bind(by)
    .bind(at)
    .bind(excerpts)
    .execute(db)
    .await?;
    Ok(first)
}

/// Enters a restatement.
pub async fn insert_round(
    db: &mut PgConnection,
    engagement: Uuid,
    need: i32,
    round: i32,
    understood: &Understood,
    by: Uuid,
    at: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "insert into restatements (engagement_id, need, round, understanding, why, measure, baseline, target, restated_by, restated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(engagement)
    .bind(need)
    .bind(round)
    .bind(&understood.understanding)
    .bind(&understood.why)
    .bind(&understood.measure)
    .bind(&understood.baseline)
    .bind(&understood.target)
    .bind(by)
    .bind(at)
    .execute(db)
    .await?;
    Ok(())
}

/// Answers a restatement.
#[expect(clippy::too_many_arguments, reason = "one column each")]
pub async fn set_answer(
    db: &mut PgConnection,
    engagement: Uuid,
    need: i32,
    round: i32,
    answer: Answer,
    correction: &str,
    by: Uuid,
    at: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "update restatements set answer = $4, correction = $5, answered_by = $6, answered_at = $7
         where engagement_id = $1 and need = $2 and round = $3",
    )
    .bind(engagement)
    .bind(need)
    .bind(round)
    .bind(answer.as_str())
    .bind(correction)
    .bind(by)
    .bind(at)
    .execute(db)
    .await?;
    Ok(())
}

/// Sets a wish aside.
pub async fn set_aside(
    db: &mut PgConnection,
    engagement: Uuid,
    number: i32,
    how: Aside,
    why: &str,
    by: Uuid,
    at: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "update needs set set_aside = $3, set_aside_why = $4, set_aside_by = $5, set_aside_at = $6 where engagement_id = $1 and number = $2",
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

/// Takes a wish up again.
pub async fn set_resumed(db: &mut PgConnection, engagement: Uuid, number: i32) -> sqlx::Result<()> {
    sqlx::query(
        "update needs set set_aside = null, set_aside_why = null, set_aside_by = null, set_aside_at = null
         where engagement_id = $1 and number = $2",
    )
    .bind(engagement)
    .bind(number)
    .execute(db)
    .await?;
    Ok(())
}
