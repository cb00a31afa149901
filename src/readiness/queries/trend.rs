//! The snapshots of readiness.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgExecutor;
use uuid::Uuid;

use crate::{
    db::unreadable,
    readiness::trend::{Snapshot, Trend},
};

/// A snapshot of a milestone.
#[derive(Clone, Debug)]
pub struct Taken {
    pub engagement: Uuid,
    /// Which milestone there.
    pub milestone: i32,
    /// How it stood.
    pub snapshot: Snapshot,
}

/// Open engagements after this one with an open milestone of which there is no snapshot today, where the client works.
pub async fn without_snapshot(db: impl PgExecutor<'_>, now: DateTime<Utc>, after: Uuid, most: i64) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar(
        "select e.id from engagements e join organizations c on c.id = e.client_id
         where e.closed_at is null and e.id > $2
           and exists (select 1 from milestones m
                       where m.engagement_id = e.id and m.signed_at is null
                         and not exists (select 1 from readiness_snapshots s
                                         where s.engagement_id = e.id and s.milestone = m.number and s.day = ($1 at time zone c.time_zone)::date))
         order by e.id limit $3",
    )
    .bind(now)
    .bind(after)
    .bind(most)
    .fetch_all(db)
    .await
}

/// Keeps snapshots, except where there already is one of that day. Returns how many there are more.
pub async fn insert_snapshots(db: impl PgExecutor<'_>, taken: &[Taken], now: DateTime<Utc>) -> sqlx::Result<u64> {
    fn column<T>(taken: &[Taken], value: impl Fn(&Snapshot) -> T) -> Vec<T> {
        taken.iter().map(|each| value(&each.snapshot)).collect()
    }
    let inserted = sqlx::query(
        "insert into readiness_snapshots (engagement_id, milestone, day, gates, passed, warned, blocked, light, days_left, forecast, taken_at)
         select t.*, $11
         from unnest($1::uuid[], $2::integer[], $3::date[], $4::integer[], $5::integer[], $6::integer[], $7::integer[], $8::text[],
                     $9::integer[], $10::date[]) t
         on conflict do nothing",
    )
    .bind(taken.iter().map(|each| each.engagement).collect::<Vec<_>>())
    .bind(taken.iter().map(|each| each.milestone).collect::<Vec<_>>())
    .bind(column(taken, |snapshot| snapshot.day))
    .bind(column(taken, |snapshot| snapshot.gates))
    .bind(column(taken, |snapshot| snapshot.passed))
    .bind(column(taken, |snapshot| snapshot.warned))
    .bind(column(taken, |snapshot| snapshot.blocked))
    .bind(column(taken, |snapshot| snapshot.light.as_str()))
    .bind(column(taken, |snapshot| snapshot.days_left))
    .bind(column(taken, |snapshot| snapshot.forecast))
    .bind(now)
    .execute(db)
    .await?;
    Ok(inserted.rows_affected())
}

/// Removes the snapshots that are older than so many days, of closed engagements, too.
pub async fn let_go_of_snapshots(db: impl PgExecutor<'_>, now: DateTime<Utc>, kept_days: i32) -> sqlx::Result<()> {
    sqlx::query("delete from readiness_snapshots where day < $1::date - $2").bind(now).bind(kept_days).execute(db).await?;
    Ok(())
}

/// A milestone and the day from which its weeks are counted back.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    pub engagement: Uuid,
    pub milestone: i32,
    pub day: NaiveDate,
}

#[derive(sqlx::FromRow)]
struct WeekRow {
    engagement_id: Uuid,
    weeks_ago: i32,
    day: NaiveDate,
    gates: i32,
    passed: i32,
    warned: i32,
    blocked: i32,
    light: String,
    days_left: i32,
    forecast: Option<NaiveDate>,
}

/// The trends of milestones, one of each engagement at most, over so many weeks; how one stands `now` stands for its last day.
/// One statement, which looks up the last day of each week: to read all days takes four times as long.
///
/// # Errors
/// When the database fails.
pub async fn trends_of(db: impl PgExecutor<'_>, looks: &[(Look, Option<Snapshot>)], weeks: usize) -> sqlx::Result<HashMap<Uuid, Trend>> {
    let column = |value: fn(&Look) -> i32| looks.iter().map(|(look, _)| value(look)).collect::<Vec<_>>();
    let rows: Vec<WeekRow> = sqlx::query_as(
        "select w.engagement as engagement_id, weeks_ago, s.day, s.gates, s.passed, s.warned, s.blocked, s.light, s.days_left, s.forecast
         from unnest($1::uuid[], $2::integer[], $3::date[]) w (engagement, milestone, today)
         cross join generate_series(0, $4) weeks_ago
         cross join lateral (
             select day, gates, passed, warned, blocked, light, days_left, forecast from readiness_snapshots
             where engagement_id = w.engagement and milestone = w.milestone
               and day between w.today - 7 * weeks_ago - 6 and w.today - 7 * weeks_ago
             order by day desc limit 1) s",
    )
    .bind(looks.iter().map(|(look, _)| look.engagement).collect::<Vec<_>>())
    .bind(column(|look| look.milestone))
    .bind(looks.iter().map(|(look, _)| look.day).collect::<Vec<_>>())
    .bind(i32::try_from(weeks).unwrap_or(i32::MAX))
    .fetch_all(db)
    .await?;
    let mut of: HashMap<Uuid, Vec<(usize, Snapshot)>> =
        looks.iter().map(|(look, now)| (look.engagement, now.clone().map(|now| (0, now)).into_iter().collect())).collect();
    for row in rows {
        let snapshot = Snapshot {
            day: row.day,
            gates: row.gates,
            passed: row.passed,
            warned: row.warned,
            blocked: row.blocked,
            light: row.light.parse().map_err(unreadable)?,
            days_left: row.days_left,
            forecast: row.forecast,
        };
        of.entry(row.engagement_id).or_default().push((usize::try_from(row.weeks_ago).unwrap_or(usize::MAX), snapshot));
    }
    Ok(of.into_iter().map(|(engagement, snapshots)| (engagement, Trend::of(snapshots, weeks))).collect())
}
