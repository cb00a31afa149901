//! The SQL of echoes.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgExecutor;
use uuid::Uuid;

use crate::{change::Change, milestones::echo::Asked};

/// Plans when a milestone is asked about.
pub async fn plan(change: &mut Change, milestone: i32, due: &[(i32, NaiveDate)]) -> sqlx::Result<()> {
    let engagement = change.engagement();
    let (days, due_on): (Vec<i32>, Vec<NaiveDate>) = due.iter().copied().unzip();
    sqlx::query("insert into echoes (engagement_id, milestone, days, due_on) select $1, $2, * from unnest($3::integer[], $4::date[])")
        .bind(engagement)
        .bind(milestone)
        .bind(days)
        .bind(due_on)
        .execute(&mut **change)
        .await?;
    Ok(())
}

/// An echo that falls due.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub struct Due {
    pub engagement_id: Uuid,
    pub milestone: i32,
    /// How many days after the handover.
    pub days: i32,
}

/// Echoes that are to be asked by now, the earliest first: on their day, from the hour at which the client's day begins.
pub async fn due(db: impl PgExecutor<'_>, now: DateTime<Utc>, most: i64) -> sqlx::Result<Vec<Due>> {
    sqlx::query_as(
        "select h.engagement_id, h.milestone, h.days
         from echoes h
         join engagements e on e.id = h.engagement_id
         join organizations c on c.id = e.client_id
         where h.asked_at is null and h.due_on <= ($1 at time zone 'UTC')::date + 1
           and h.due_on + c.opens <= $1 at time zone c.time_zone
         order by h.due_on, h.engagement_id, h.milestone, h.days limit $2",
    )
    .bind(now)
    .bind(most)
    .fetch_all(db)
    .await
}

/// Says that an echo was asked now; false: it was before.
pub async fn set_asked(change: &mut Change, milestone: i32, days: i32) -> sqlx::Result<bool> {
    let (engagement, now) = (change.engagement(), change.now());
    let asked =
        sqlx::query("update echoes set asked_at = $4 where engagement_id = $1 and milestone = $2 and days = $3 and asked_at is null")
            .bind(engagement)
            .bind(milestone)
            .bind(days)
            .bind(now)
            .execute(&mut **change)
            .await?;
    Ok(asked.rows_affected() == 1)
}

/// What a milestone is called, and who there is asked first: the person who owns it at the client.
pub async fn title_and_owner(db: impl PgExecutor<'_>, engagement: Uuid, milestone: i32) -> sqlx::Result<Option<(String, Option<Uuid>)>> {
    sqlx::query_as(
        "select m.title, s.person_id from milestones m
         left join seats s on s.engagement_id = m.engagement_id and s.number = m.owner
         where m.engagement_id = $1 and m.number = $2",
    )
    .bind(engagement)
    .bind(milestone)
    .fetch_optional(db)
    .await
}

/// The feedback entries that came of echoes.
pub async fn feedback(change: &mut Change) -> sqlx::Result<Vec<i32>> {
    let engagement = change.engagement();
    sqlx::query_scalar("select distinct feedback from echoes where engagement_id = $1 and feedback is not null order by feedback")
        .bind(engagement)
        .fetch_all(&mut **change)
        .await
}

/// The milestone, and whether it waits for the client's answer; none when there is no such milestone.
pub async fn asked(db: impl PgExecutor<'_>, engagement: Uuid, milestone: i32) -> sqlx::Result<Option<Asked>> {
    sqlx::query_as(
        "select m.title, m.at, m.agreement,
                exists (select 1 from echoes h where h.engagement_id = m.engagement_id and h.milestone = m.number
                        and h.asked_at is not null and h.alone is null) as waits
         from milestones m where m.engagement_id = $1 and m.number = $2",
    )
    .bind(engagement)
    .bind(milestone)
    .fetch_optional(db)
    .await
}

/// Enters the answer to all echoes of a milestone that wait for one; false: none did. Without a feedback entry it is a yes.
pub async fn set_answer(change: &mut Change, by: Uuid, milestone: i32, feedback: Option<i32>, remark: &str) -> sqlx::Result<bool> {
    let (engagement, now) = (change.engagement(), change.now());
    let answered = sqlx::query(
        "update echoes set alone = $3::integer is null, feedback = $3, remark = $4, answered_by = $5, answered_at = $6
         where engagement_id = $1 and milestone = $2 and asked_at is not null and alone is null",
    )
    .bind(engagement)
    .bind(milestone)
    .bind(feedback)
    .bind(remark)
    .bind(by)
    .bind(now)
    .execute(&mut **change)
    .await?;
    Ok(answered.rows_affected() > 0)
}
