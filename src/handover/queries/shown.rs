//! What pages show besides the facts: texts, evidence in full, signatures, feedback.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;
use sqlx::{PgExecutor, types::Json};
use uuid::Uuid;

use crate::{
    access::Side,
    base::digest::Digest,
    files::{self, File},
    handover::{
        echo::Echo,
        model::{NewTopic, RecordedGate},
        waiver,
    },
    things::Thing,
};

/// Pieces of evidence on a page.
pub const PAGE: i64 = 50;
/// Feedback entries shown on a thing; all of them are on the feedback page.
const FEEDBACK_SHOWN: i64 = 20;

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

/// A feedback entry on a thing.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct FeedbackRow {
    /// Its number.
    pub number: i32,
    /// What it says.
    pub text: String,
    /// Whether it blocks while it is open.
    pub blocking: bool,
    /// Whether it is closed.
    pub closed: bool,
}

/// Feedback on a topic or a milestone, the open ones first; bounded.
pub async fn feedback_on(db: impl PgExecutor<'_>, engagement: Uuid, thing: &Thing) -> sqlx::Result<Vec<FeedbackRow>> {
    sqlx::query_as(
        "select number, text, blocking, closed_at is not null as closed from feedback_entries
         where engagement_id = $1 and about = $2 order by closed_at is not null, number desc limit $3",
    )
    .bind(engagement)
    .bind(thing.to_string())
    .bind(FEEDBACK_SHOWN)
    .fetch_all(db)
    .await
}

/// A milestone's text and signatures.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct AgreementRow {
    /// The text that is signed.
    pub agreement: String,
    /// Who planned it.
    pub planned_by: String,
    /// When.
    pub planned_at: DateTime<Utc>,
    /// The signatures that were given, the first one first.
    pub signatures: Json<Vec<Signature>>,
    /// When the client is asked whether it still runs it alone.
    pub echoes: Json<Vec<Echo>>,
    /// The latest waivers, the newest first.
    pub waivers: Json<Vec<AskedWaiver>>,
}

/// A waiver that was asked for, whatever became of it.
#[derive(Clone, Debug, Deserialize)]
pub struct AskedWaiver {
    /// Its number.
    pub number: i32,
    /// What the gate is about, as a reference.
    pub about: String,
    /// The last day on which it holds.
    pub until: NaiveDate,
    /// The other side's answer.
    pub agreed: Option<bool>,
    /// Whether it was taken back.
    pub ended: bool,
    /// Whether nobody answered in time.
    pub lapsed: bool,
    /// What the gate asks, as stored.
    pub gate: String,
}

impl AskedWaiver {
    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> waiver::State {
        waiver::State::of(self.agreed, self.ended, self.lapsed)
    }
}

/// A signature that was given.
#[derive(Clone, Debug, Deserialize)]
pub struct Signature {
    /// For which side.
    pub side: Side,
    /// The name that was typed.
    pub typed_name: String,
    /// When.
    pub signed_at: DateTime<Utc>,
    /// Of the text that was signed, in hexadecimal; none: signed before it was kept.
    pub digest: Option<String>,
    /// The gates as they stood.
    pub gates: Vec<RecordedGate>,
}

impl Signature {
    /// The digest of the text that was signed.
    #[must_use]
    pub fn digest(&self) -> Option<Digest> {
        self.digest.as_deref()?.parse().ok()
    }
}

/// A milestone's text and signatures.
pub async fn agreement(db: impl PgExecutor<'_>, engagement: Uuid, number: i32) -> sqlx::Result<Option<AgreementRow>> {
    sqlx::query_as(
        "select m.agreement, p.name as planned_by, m.planned_at,
                (select coalesce(json_agg(s order by s.signed_at), '[]') from (
                    select side, typed_name, signed_at, encode(digest, 'hex') as digest, gates from milestone_signatures
                    where engagement_id = m.engagement_id and milestone = m.number) s) as signatures,
                (select coalesce(json_agg(json_strip_nulls(to_json(h)) order by h.days), '[]') from (
                    select h.days, h.due_on, h.asked_at, h.alone, h.feedback, h.remark, h.answered_at, q.name as answered_by
                    from echoes h left join persons q on q.id = h.answered_by
                    where h.engagement_id = m.engagement_id and h.milestone = m.number) h) as echoes,
                (select coalesce(json_agg(w order by w.number desc), '[]') from (
                    select number, gate, about, until, agreed, ended_at is not null as ended, lapsed_at is not null as lapsed from waivers
                    where engagement_id = m.engagement_id and milestone = m.number order by number desc limit 20) w) as waivers
         from milestones m join persons p on p.id = m.planned_by
         where m.engagement_id = $1 and m.number = $2",
    )
    .bind(engagement)
    .bind(number)
    .fetch_optional(db)
    .await
}
