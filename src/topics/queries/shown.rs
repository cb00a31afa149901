//! What pages show besides the facts: texts, and evidence in full.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{PgExecutor, types::Json};
use uuid::Uuid;

use crate::{
    files::{self, File},
    topics::model::NewTopic,
};

/// Pieces of evidence on a page.
pub const PAGE: i64 = 50;

/// The agreed service lines, key and title; empty while none are agreed.
pub async fn agreed_services(db: impl PgExecutor<'_>, engagement: Uuid) -> sqlx::Result<Vec<(String, String)>> {
    sqlx::query_as(
        "select l.key, l.title
         from scope_versions v join scope_lines l on l.engagement_id = v.engagement_id and l.version = v.number
         where v.engagement_id = $1 and v.state = 'agreed' and l.key like 'S%' order by l.position, l.key",
    )
    .bind(engagement)
    .fetch_all(db)
    .await
}

/// The people on the provider's side, who can have helped.
pub async fn helpers(db: impl PgExecutor<'_>, engagement: Uuid) -> sqlx::Result<Vec<(Uuid, String)>> {
    sqlx::query_as(
        "select p.id, p.name from seat_holders h join persons p on p.id = h.person_id
         where h.engagement_id = $1 and h.side = 'provider' order by p.name, p.id limit 200",
    )
    .bind(engagement)
    .fetch_all(db)
    .await
}

/// A topic as it was planned.
pub async fn topic(db: impl PgExecutor<'_>, engagement: Uuid, number: i32) -> sqlx::Result<Option<NewTopic>> {
    sqlx::query_as(
        "select title, text, line_key as line, critical, people_needed, target_level, runbook_url
         from topics where engagement_id = $1 and number = $2",
    )
    .bind(engagement)
    .bind(number)
    .fetch_optional(db)
    .await
}

/// A topic as it was planned, and its runbook's files.
pub async fn topic_and_files(db: impl PgExecutor<'_>, engagement: Uuid, number: i32) -> sqlx::Result<Option<(NewTopic, Vec<File>)>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(flatten)]
        topic: NewTopic,
        files: Json<Vec<File>>,
    }
    let files =
        files::attached_at("attached.engagement_id = t.engagement_id and attached.thing = 'T' || t.number and attached.part is null");
    let row: Option<Row> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "select title, text, line_key as line, critical, people_needed, target_level, runbook_url, {files} as files
         from topics t where engagement_id = $1 and number = $2"
    )))
    .bind(engagement)
    .bind(number)
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| (row.topic, row.files.0)))
}

/// Title of the topic on which this observation is; none: there is none of this number on it.
pub async fn observed(db: impl PgExecutor<'_>, engagement: Uuid, topic: i32, observation: i32) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar(
        "select t.title from observations o join topics t on t.engagement_id = o.engagement_id and t.number = o.topic
         where o.engagement_id = $1 and o.topic = $2 and o.number = $3",
    )
    .bind(engagement)
    .bind(topic)
    .bind(observation)
    .fetch_optional(db)
    .await
}

/// An observation or an assist.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct EvidenceRow {
    /// `O` for an observation, `A` for an assist.
    pub kind: String,
    /// Its number among those of its kind.
    pub number: i32,
    /// Who did it or was helped.
    pub person: String,
    /// Mode of an observation.
    pub mode: Option<String>,
    /// Minutes of an assist.
    pub minutes: Option<i32>,
    /// When it was.
    pub happened_on: NaiveDate,
    /// Whether an observation was of a real case.
    pub real_case: bool,
    /// Whether the runbook was followed.
    pub by_runbook: bool,
    /// Who was taught, or who helped.
    pub other: Option<String>,
    /// What was done.
    pub text: String,
    /// Where that can be seen.
    pub evidence_url: Option<String>,
    /// In which working session.
    pub session: Option<i32>,
    /// The files that show it.
    pub files: Json<Vec<File>>,
    /// Who wrote it down.
    pub logged_by: String,
    /// When.
    pub logged_at: DateTime<Utc>,
}

/// A place in the evidence on a topic.
#[derive(Clone, Copy, Debug)]
pub struct Position<'a> {
    /// `O` for an observation, `A` for an assist.
    pub kind: &'a str,
    /// Its number among those of its kind.
    pub number: i32,
    /// Whether the list begins with it, or with what comes after it.
    pub inclusive: bool,
}

/// The evidence on a topic, of one person if a `seat` is named, the newest first, from a position on; bounded.
pub async fn evidence(
    db: impl PgExecutor<'_>,
    engagement: Uuid,
    topic: i32,
    seat: Option<i32>,
    position: Option<Position<'_>>,
) -> sqlx::Result<Vec<EvidenceRow>> {
    let files = files::attached_at(
        "v.kind = 'O' and attached.engagement_id = $1 and attached.thing = 'T' || $2::integer and attached.part = v.number",
    );
    sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "with evidence as (
            select 'O' as kind, o.number, o.seat, o.mode, null::integer as minutes, o.observed_on as happened_on, o.real_case, o.by_runbook,
                   o.learner, null::uuid as helper_id, o.text, o.evidence_url, o.session, o.logged_by, o.logged_at
            from observations o where o.engagement_id = $1 and o.topic = $2
            union all
            select 'A', a.number, a.seat, null, a.minutes, a.assisted_on, true, false, null, a.helper_id, a.text, null, a.session, a.logged_by, a.logged_at
            from assists a where a.engagement_id = $1 and a.topic = $2)
         select v.kind, v.number, p.name as person, v.mode, v.minutes, v.happened_on, v.real_case, v.by_runbook,
                coalesce(l.name, h.name) as other, v.text, v.evidence_url, v.session, {files} as files, w.name as logged_by,
                v.logged_at
         from evidence v
         join seats s on s.engagement_id = $1 and s.number = v.seat
         join persons p on p.id = s.person_id
         left join seats ls on ls.engagement_id = $1 and ls.number = v.learner
         left join persons l on l.id = ls.person_id
         left join persons h on h.id = v.helper_id
         join persons w on w.id = v.logged_by
         where ($7::integer is null or v.seat = $7 or v.learner = $7)
           and ($3::text is null or ($6 and v.kind = $3 and v.number = $4) or (v.happened_on, v.logged_at, v.kind, v.number)
               < (select b.happened_on, b.logged_at, b.kind, b.number from evidence b where b.kind = $3 and b.number = $4))
         order by v.happened_on desc, v.logged_at desc, v.kind desc, v.number desc limit $5"
    )))
    .bind(engagement)
    .bind(topic)
    .bind(position.map(|at| at.kind))
    .bind(position.map(|at| at.number))
    .bind(PAGE + 1)
    .bind(position.is_some_and(|at| at.inclusive))
    .bind(seat)
    .fetch_all(db)
    .await
}
