//! What acts read and write, under the lock of their change: no more than they need.

use sqlx::{AssertSqlSafe, types::Json};
use uuid::Uuid;

use crate::{
    access::Side,
    change::Change,
    readiness::{
        facts::Person,
        ladder::{Attestation, Evidence},
    },
    topics::model::{NewAssist, NewObservation, NewTopic},
};

/// Whether the agreed catalogue has this service line.
pub async fn is_agreed_service(change: &mut Change, line: &str) -> sqlx::Result<bool> {
    let engagement = change.engagement();
    sqlx::query_scalar(
        "select exists (select 1 from scope_versions v join scope_lines l on l.engagement_id = v.engagement_id and l.version = v.number
                        where v.engagement_id = $1 and v.state = 'agreed' and l.key = $2 and l.key like 'S%')",
    )
    .bind(engagement)
    .bind(line)
    .fetch_one(&mut **change)
    .await
}

/// Whether a milestone that covers the topic bears a signature.
pub async fn is_under_signature(change: &mut Change, topic: i32) -> sqlx::Result<bool> {
    let engagement = change.engagement();
    sqlx::query_scalar(
        "select exists (select 1 from milestone_topics t join milestone_signatures s on s.engagement_id = t.engagement_id and s.milestone = t.milestone
                        where t.engagement_id = $1 and t.topic = $2)",
    )
    .bind(engagement)
    .bind(topic)
    .fetch_one(&mut **change)
    .await
}

/// Enters a topic; returns its number.
pub async fn insert_topic(change: &mut Change, by: Uuid, new: &NewTopic) -> sqlx::Result<i32> {
    let (engagement, now) = (change.engagement(), change.now());
    sqlx::query_scalar(
        "insert into topics (engagement_id, number, title, text, line_key, critical, people_needed, target_level, runbook_url, planned_by, planned_at)
         select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9, $10 from topics where engagement_id = $1
         returning number",
    )
    .bind(engagement)
    .bind(&new.title)
    .bind(&new.text)
    .bind(&new.line)
    .bind(new.critical)
    .bind(new.people_needed)
    .bind(new.target_level)
    .bind(&new.runbook_url)
    .bind(by)
    .bind(now)
    .fetch_one(&mut **change)
    .await
}

/// Changes a topic.
pub async fn update_topic(change: &mut Change, number: i32, new: &NewTopic) -> sqlx::Result<()> {
    let engagement = change.engagement();
    sqlx::query(
        "update topics set title = $3, text = $4, line_key = $5, critical = $6, people_needed = $7, target_level = $8, runbook_url = $9
         where engagement_id = $1 and number = $2",
    )
    .bind(engagement)
    .bind(number)
    .bind(&new.title)
    .bind(&new.text)
    .bind(&new.line)
    .bind(new.critical)
    .bind(new.people_needed)
    .bind(new.target_level)
    .bind(&new.runbook_url)
    .execute(&mut **change)
    .await?;
    Ok(())
}

/// Those who sit or sat at the client in engagement `$1`, as [`Person`]s.
const PEOPLE: &str = "
    select s.number as seat, h.id, h.name, s.role, s.ended_at is null as active from seats s join persons h on h.id = s.person_id
    where s.engagement_id = $1 and s.side = 'client'";

/// A topic's title, and who sits or sat in these seats of the client; none: there is no such topic.
pub async fn subject(change: &mut Change, topic: i32, seats: &[i32]) -> sqlx::Result<Option<(String, Vec<Person>)>> {
    let engagement = change.engagement();
    let row: Option<(String, Json<Vec<Person>>)> = sqlx::query_as(AssertSqlSafe(format!(
        "select title, (select coalesce(json_agg(x), '[]') from ({PEOPLE} and s.number = any ($3)) x)
         from topics where engagement_id = $1 and number = $2"
    )))
    .bind(engagement)
    .bind(topic)
    .bind(seats)
    .fetch_optional(&mut **change)
    .await?;
    Ok(row.map(|(title, people)| (title, people.0)))
}

/// All that decides about who stands where on one topic.
#[derive(sqlx::FromRow)]
pub struct Ladder {
    /// What the topic is called.
    pub title: String,
    /// After how many days without use levels 4 and 5 lapse.
    #[sqlx(try_from = "i32")]
    pub lapse_days: u16,
    /// What was seen.
    #[sqlx(json)]
    pub evidence: Vec<Evidence>,
    /// What was attested.
    #[sqlx(json)]
    pub attestations: Vec<Attestation>,
    /// Everybody of the client.
    #[sqlx(json)]
    pub people: Vec<Person>,
}

/// See [`Ladder`]; none: there is no such topic.
pub async fn ladder(change: &mut Change, topic: i32) -> sqlx::Result<Option<Ladder>> {
    let engagement = change.engagement();
    sqlx::query_as(AssertSqlSafe(format!(
        "select t.title, e.lapse_days,
                (select coalesce(json_agg(x), '[]') from (
                    select distinct seat, mode, observed_on as on, real_case, by_runbook, learner from observations
                    where engagement_id = $1 and topic = $2) x) as evidence,
                (select coalesce(json_agg(x), '[]') from (
                    select seat, side, (attested_at at time zone c.time_zone)::date as on from attestations
                    where engagement_id = $1 and topic = $2) x) as attestations,
                (select coalesce(json_agg(x), '[]') from ({PEOPLE}) x) as people
         from topics t
         join engagements e on e.id = t.engagement_id
         join organizations c on c.id = e.client_id
         where t.engagement_id = $1 and t.number = $2"
    )))
    .bind(engagement)
    .bind(topic)
    .fetch_optional(&mut **change)
    .await
}

/// Enters an observation; returns its number.
pub async fn insert_observation(change: &mut Change, by: Uuid, new: &NewObservation) -> sqlx::Result<i32> {
    let (engagement, now) = (change.engagement(), change.now());
    sqlx::query_scalar(
        "insert into observations (engagement_id, number, topic, seat, mode, observed_on, real_case, text, evidence_url, by_runbook, learner,
                session, logged_by, logged_at)
         select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13 from observations where engagement_id = $1
         returning number",
    )
    .bind(engagement)
    .bind(new.topic)
    .bind(new.seat)
    .bind(new.mode.as_str())
    .bind(new.observed_on)
    .bind(new.real_case)
    .bind(&new.text)
    .bind(&new.evidence_url)
    .bind(new.by_runbook)
    .bind(new.learner)
    .bind(new.session)
    .bind(by)
    .bind(now)
    .fetch_one(&mut **change)
    .await
}

/// Enters an assist; returns its number.
pub async fn insert_assist(change: &mut Change, by: Uuid, new: &NewAssist) -> sqlx::Result<i32> {
    let (engagement, now) = (change.engagement(), change.now());
    sqlx::query_scalar(
        "insert into assists (engagement_id, number, topic, seat, helper_id, minutes, assisted_on, text, session, logged_by, logged_at)
         select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9, $10 from assists where engagement_id = $1
         returning number",
    )
    .bind(engagement)
    .bind(new.topic)
    .bind(new.seat)
    .bind(new.helper)
    .bind(new.minutes)
    .bind(new.assisted_on)
    .bind(&new.text)
    .bind(new.session)
    .bind(by)
    .bind(now)
    .fetch_one(&mut **change)
    .await
}

/// Enters a side's word that somebody does a topic alone.
pub async fn insert_attestation(change: &mut Change, by: Uuid, topic: i32, seat: i32, side: Side) -> sqlx::Result<()> {
    let (engagement, now) = (change.engagement(), change.now());
    sqlx::query("insert into attestations (engagement_id, topic, seat, side, attested_by, attested_at) values ($1, $2, $3, $4, $5, $6)")
        .bind(engagement)
        .bind(topic)
        .bind(seat)
        .bind(side.as_str())
        .bind(by)
        .bind(now)
        .execute(&mut **change)
        .await?;
    Ok(())
}
