//! The SQL of sessions: what acts write here, what pages show in [`shown`].

mod shown;

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgExecutor};
use uuid::Uuid;

use super::model::{Answer, NewRecord, NewSetting, NewStep, Participant};
use crate::access::Side;
use crate::db::unreadable;
pub use shown::{Choices, Item, Line, Unrecorded, choices, items, past, session, unrecorded};

/// Enters a session; returns its number.
pub async fn insert(
    db: &mut PgConnection,
    engagement: Uuid,
    title: &str,
    agenda: &str,
    by: Uuid,
    side: Side,
    at: DateTime<Utc>,
) -> sqlx::Result<i32> {
    sqlx::query_scalar(
        "insert into working_sessions (engagement_id, number, title, agenda, added_by, added_side, added_at)
         select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6 from working_sessions where engagement_id = $1
         returning number",
    )
    .bind(engagement)
    .bind(title)
    .bind(agenda)
    .bind(by)
    .bind(side.as_str())
    .bind(at)
    .fetch_one(db)
    .await
}

/// Enters the plan: round 0.
pub async fn insert_plan(db: &mut PgConnection, engagement: Uuid, number: i32, setting: &NewSetting) -> sqlx::Result<()> {
    sqlx::query("insert into session_rounds (engagement_id, session, round, place, from_at, to_at) values ($1, $2, 0, $3, $4, $5)")
        .bind(engagement)
        .bind(number)
        .bind(&setting.place)
        .bind(setting.from)
        .bind(setting.to)
        .execute(db)
        .await?;
    Ok(())
}

/// Changes what a planned session is called and is for; its plan is one revision further.
pub async fn update(db: &mut PgConnection, engagement: Uuid, number: i32, title: &str, agenda: &str) -> sqlx::Result<()> {
    sqlx::query("update working_sessions set title = $3, agenda = $4, revision = revision + 1 where engagement_id = $1 and number = $2")
        .bind(engagement)
        .bind(number)
        .bind(title)
        .bind(agenda)
        .execute(db)
        .await?;
    Ok(())
}

/// Changes where and when a session is planned.
pub async fn update_plan(db: &mut PgConnection, engagement: Uuid, number: i32, setting: &NewSetting) -> sqlx::Result<()> {
    sqlx::query("update session_rounds set place = $3, from_at = $4, to_at = $5 where engagement_id = $1 and session = $2 and round = 0")
        .bind(engagement)
        .bind(number)
        .bind(&setting.place)
        .bind(setting.from)
        .bind(setting.to)
        .execute(db)
        .await?;
    Ok(())
}

/// Those of these people who have a seat, or took part in an earlier round of the session before their seat ended.
pub async fn present(db: impl PgExecutor<'_>, engagement: Uuid, number: i32, people: &[Uuid]) -> sqlx::Result<Vec<Participant>> {
    let rows: Vec<(Uuid, String, String)> = sqlx::query_as(
        "select distinct on (p.id) p.id, p.name, h.side
         from (select person_id, side, 1 as part from seat_holders where engagement_id = $1
               union all select person_id, side, 2 from session_people where engagement_id = $1 and session = $2) h
         join persons p on p.id = h.person_id
         where p.id = any ($3) order by p.id, h.part",
    )
    .bind(engagement)
    .bind(number)
    .bind(people)
    .fetch_all(db)
    .await?;
    rows.into_iter().map(|(id, name, side)| Ok(Participant { id, name, side: side.parse().map_err(unreadable)? })).collect()
}

/// Whether there are topics of all these numbers.
pub async fn are_topics(db: impl PgExecutor<'_>, engagement: Uuid, topics: &[i32]) -> sqlx::Result<bool> {
    sqlx::query_scalar("select not exists (select unnest($2::integer[]) except select number from topics where engagement_id = $1)")
        .bind(engagement)
        .bind(topics)
        .fetch_one(db)
        .await
}

/// Enters who takes part and what is worked on, in place of what a plan said before.
pub async fn set_lists(
    db: &mut PgConnection,
    engagement: Uuid,
    number: i32,
    round: i32,
    people: &[Participant],
    topics: &[i32],
) -> sqlx::Result<()> {
    for of_old_plan in [
        "delete from session_people where engagement_id = $1 and session = $2 and round = $3",
        "delete from session_topics where engagement_id = $1 and session = $2 and round = $3",
    ] {
        sqlx::query(of_old_plan).bind(engagement).bind(number).bind(round).execute(&mut *db).await?;
    }
    sqlx::query(
        "insert into session_people (engagement_id, session, round, person_id, side) select $1, $2, $3, * from unnest($4::uuid[], $5::text[])",
    )
    .bind(engagement)
    .bind(number)
    .bind(round)
    .bind(people.iter().map(|person| person.id).collect::<Vec<_>>())
    .bind(people.iter().map(|person| person.side.as_str()).collect::<Vec<_>>())
    .execute(&mut *db)
    .await?;
    sqlx::query("insert into session_topics (engagement_id, session, round, topic) select distinct $1::uuid, $2::int, $3::int, t from unnest($4::integer[]) t")
        .bind(engagement)
        .bind(number)
        .bind(round)
        .bind(topics)
        .execute(db)
        .await?;
    Ok(())
}

/// Says that a session has begun.
pub async fn set_begun(db: &mut PgConnection, engagement: Uuid, number: i32, by: Uuid, at: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query("update working_sessions set begun_by = $3, begun_at = $4 where engagement_id = $1 and number = $2")
        .bind(engagement)
        .bind(number)
        .bind(by)
        .bind(at)
        .execute(db)
        .await?;
    Ok(())
}

/// Says that a session does not take place; to calendars that is one more revision.
pub async fn set_cancelled(
    db: &mut PgConnection,
    engagement: Uuid,
    number: i32,
    why: &str,
    by: Uuid,
    at: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "update working_sessions set cancelled_why = $3, cancelled_by = $4, cancelled_at = $5, revision = revision + 1
         where engagement_id = $1 and number = $2",
    )
    .bind(engagement)
    .bind(number)
    .bind(why)
    .bind(by)
    .bind(at)
    .execute(db)
    .await?;
    Ok(())
}

/// Enters a round of the record.
#[expect(clippy::too_many_arguments, reason = "one column each")]
pub async fn insert_record(
    db: &mut PgConnection,
    engagement: Uuid,
    number: i32,
    round: i32,
    new: &NewRecord,
    by: Uuid,
    side: Side,
    at: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "insert into session_rounds (engagement_id, session, round, place, from_at, to_at, changed, outcome, recorded_by, recorded_side, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(engagement)
    .bind(number)
    .bind(round)
    .bind(&new.setting.place)
    .bind(new.setting.from)
    .bind(new.setting.to)
    .bind(&new.changed)
    .bind(&new.outcome)
    .bind(by)
    .bind(side.as_str())
    .bind(at)
    .execute(db)
    .await?;
    Ok(())
}

/// Answers a round of the record.
#[expect(clippy::too_many_arguments, reason = "one column each")]
pub async fn set_answer(
    db: &mut PgConnection,
    engagement: Uuid,
    number: i32,
    round: i32,
    answer: Answer,
    correction: &str,
    by: Uuid,
    at: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "update session_rounds set answer = $4, correction = $5, answered_by = $6, answered_at = $7
         where engagement_id = $1 and session = $2 and round = $3",
    )
    .bind(engagement)
    .bind(number)
    .bind(round)
    .bind(answer.as_str())
    .bind(correction)
    .bind(by)
    .bind(at)
    .execute(db)
    .await?;
    Ok(())
}

/// Enters a next step; returns its number.
pub async fn insert_step(
    db: &mut PgConnection,
    engagement: Uuid,
    number: i32,
    round: i32,
    step: &NewStep,
    side: Side,
) -> sqlx::Result<i32> {
    sqlx::query_scalar(
        "insert into session_steps (engagement_id, session, number, round, text, owner, side, due_on)
         select $1, $2, coalesce(max(number), 0) + 1, $3, $4, $5, $6, $7 from session_steps where engagement_id = $1 and session = $2
         returning number",
    )
    .bind(engagement)
    .bind(number)
    .bind(round)
    .bind(&step.text)
    .bind(step.owner)
    .bind(side.as_str())
    .bind(step.due_on)
    .fetch_one(db)
    .await
}

/// Says in which round a step was dropped.
pub async fn set_dropped_in(db: &mut PgConnection, engagement: Uuid, session: i32, step: i32, round: i32) -> sqlx::Result<()> {
    sqlx::query("update session_steps set dropped_round = $4 where engagement_id = $1 and session = $2 and number = $3")
        .bind(engagement)
        .bind(session)
        .bind(step)
        .bind(round)
        .execute(db)
        .await?;
    Ok(())
}

/// Says why a step is no longer agreed.
pub async fn set_dropped_for(
    db: &mut PgConnection,
    engagement: Uuid,
    session: i32,
    step: i32,
    why: &str,
    by: Uuid,
    at: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "update session_steps set dropped_why = $4, dropped_by = $5, dropped_at = $6 where engagement_id = $1 and session = $2 and number = $3",
    )
    .bind(engagement)
    .bind(session)
    .bind(step)
    .bind(why)
    .bind(by)
    .bind(at)
    .execute(db)
    .await?;
    Ok(())
}

/// Says that a step is done.
pub async fn set_done(
    db: &mut PgConnection,
    engagement: Uuid,
    session: i32,
    step: i32,
    note: &str,
    by: Uuid,
    at: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "update session_steps set done_by = $4, done_at = $5, done_note = $6 where engagement_id = $1 and session = $2 and number = $3",
    )
    .bind(engagement)
    .bind(session)
    .bind(step)
    .bind(by)
    .bind(at)
    .bind(note)
    .execute(db)
    .await?;
    Ok(())
}
