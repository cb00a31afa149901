//! The SQL of what happened.

use chrono::{DateTime, Utc};
use sqlx::{AssertSqlSafe, PgExecutor};
use uuid::Uuid;

use super::model::Happened;
use crate::{base::words::UnknownWord, events::StoredEvent, things::Thing, turns::reader::Reader};

#[derive(sqlx::FromRow)]
struct HappenedRow {
    engagement_id: Uuid,
    engagement_title: String,
    client: String,
    provider: String,
    number: i32,
    at: DateTime<Utc>,
    who: Option<String>,
    side: Option<String>,
    kind: String,
    thing: String,
    detail: serde_json::Value,
}

impl TryFrom<HappenedRow> for Happened {
    type Error = sqlx::Error;

    fn try_from(row: HappenedRow) -> sqlx::Result<Happened> {
        Ok(Happened {
            engagement: row.engagement_id,
            engagement_title: row.engagement_title,
            client: row.client,
            provider: row.provider,
            number: row.number,
            at: row.at,
            who: row.who.unwrap_or_default(),
            side: row.side.map(|side| side.parse()).transpose().map_err(|error: UnknownWord| sqlx::Error::Decode(error.into()))?,
            event: StoredEvent::read(&row.kind, row.detail, &row.thing),
        })
    }
}

const COLUMNS: &str = "v.engagement_id, e.title as engagement_title, c.name as client, o.name as provider, v.number, v.at, p.name as who,
     v.side, v.kind, v.thing, v.detail";

/// The events of an engagement before a number (none: from the newest), on one thing (none: on any), the newest first.
///
/// # Errors
/// When the database fails.
pub async fn before(
    db: impl PgExecutor<'_>,
    engagement: Uuid,
    thing: Option<&Thing>,
    before: Option<i32>,
    limit: i64,
) -> sqlx::Result<Vec<Happened>> {
    let on_thing = if thing.is_some() { "v.thing = $3" } else { "$3::text is null" };
    let rows: Vec<HappenedRow> = sqlx::query_as(AssertSqlSafe(format!(
        "select {COLUMNS}
         from engagements e
         join organizations c on c.id = e.client_id
         join organizations o on o.id = e.provider_id
         cross join lateral (
             select * from events v where v.engagement_id = e.id and v.number < $2 and {on_thing} order by v.number desc limit {limit}) v
         left join persons p on p.id = v.person_id
         where e.id = $1
         order by v.number desc"
    )))
    .bind(engagement)
    .bind(before.unwrap_or(i32::MAX))
    .bind(thing.map(Thing::to_string))
    .fetch_all(db)
    .await?;
    rows.into_iter().map(Happened::try_from).collect()
}

/// Number of the event before which the page newer than `from` begins; none when nothing is newer.
///
/// # Errors
/// When the database fails.
pub async fn newer(db: impl PgExecutor<'_>, engagement: Uuid, thing: Option<&Thing>, from: i32, page: i64) -> sqlx::Result<Option<i32>> {
    let on_thing = if thing.is_some() { "thing = $3" } else { "$3::text is null" };
    sqlx::query_scalar(AssertSqlSafe(format!(
        "select max(number) + 1
         from (select number from events where engagement_id = $1 and number >= $2 and {on_thing} order by number limit $4) newer"
    )))
    .bind(engagement)
    .bind(from)
    .bind(thing.map(Thing::to_string))
    .bind(page)
    .fetch_one(db)
    .await
}

/// What others did since an instant in the engagements that the reader holds, the newest first. Found by the firms that the
/// reader manages and by the seats that were given, without those of engagements that were at rest by then.
///
/// # Errors
/// When the database fails.
pub async fn since(db: impl PgExecutor<'_>, reader: Reader<'_>, since: DateTime<Utc>, limit: i64) -> sqlx::Result<Vec<Happened>> {
    let select = "select v.* from events v where v.at > $3 and v.person_id is distinct from $1 and";
    // Written out: a plan for all parameters knows how few they are only then.
    let newest = format!("order by v.at desc limit {limit}");
    let rows: Vec<HappenedRow> = sqlx::query_as(AssertSqlSafe(format!(
        "select {COLUMNS}
         from (select v.* from (
                   select v.* from unnest($2::uuid[]) f cross join lateral ({select} v.provider_id = f {newest}) v
                   union all
                   select v.* from unnest($2::uuid[]) f cross join lateral (
                       {select} v.client_id = f and v.provider_id <> all ($2)
                           and not exists (select 1 from seats own where own.engagement_id = v.engagement_id and own.person_id = $1
                                                                     and own.ended_at is null) {newest}) v
                   union all
                   select v.* from seats s cross join lateral ({select} v.engagement_id = s.engagement_id {newest}) v
                   where s.person_id = $1 and s.ended_at is null and (s.at_rest_since is null or s.at_rest_since > $3)
                     and s.provider_id <> all ($2)) v
               order by v.at desc, v.engagement_id, v.number desc limit {limit}) v
         join engagements e on e.id = v.engagement_id
         join organizations c on c.id = e.client_id
         join organizations o on o.id = e.provider_id
         left join persons p on p.id = v.person_id
         order by v.at desc, v.engagement_id, v.number desc"
    )))
    .bind(reader.person)
    .bind(reader.firms)
    .bind(since)
    .fetch_all(db)
    .await?;
    rows.into_iter().map(Happened::try_from).collect()
}
