//! The one reading of all that readiness rests on.

use sqlx::{PgExecutor, types::Json};
use uuid::Uuid;

use super::evidence::{EVIDENCE, EvidenceColumns};
use crate::{
    readiness::{
        facts::{Blocking, Deliverable, Facts, Milestone, OpenChange, OpenEffect, OpenTurn, Person, Topic},
        waiver::Waiver,
    },
    turns::queries::{PROMISES, PromisesRow},
};

#[derive(sqlx::FromRow)]
struct FactsRow {
    engagement: Uuid,
    client: String,
    #[sqlx(flatten)]
    promises: PromisesRow,
    #[sqlx(flatten)]
    evidence: EvidenceColumns,
    people: Json<Vec<Person>>,
    topics: Json<Vec<Topic>>,
    deliverables: Json<Vec<Deliverable>>,
    milestones: Json<Vec<Milestone>>,
    blocking: Json<Vec<Blocking>>,
    changes: Json<Vec<OpenChange>>,
    waivers: Json<Vec<Waiver>>,
    assist_free_days: i32,
    effects: Json<Vec<OpenEffect>>,
    turns: Json<Vec<OpenTurn>>,
}

/// One row for each engagement, each list a JSON array: so one statement serves a page of one engagement and a board of
/// hundreds alike. Texts are left to the pages that show them; what was seen, which is most of it, comes in [`EVIDENCE`].
const LISTS: &str = "
    (select coalesce(json_agg(x order by x.seat), '[]') from (
        select s.number as seat, s.person_id as id, (select name from persons h where h.id = s.person_id) as name, s.role, s.ended_at is null as active
        from seats s
        where s.engagement_id = e.id and s.side = 'client') x) as people,
    (select coalesce(json_agg(x order by x.number), '[]') from (
        select t.number, t.title, t.line_key as line, t.critical, t.people_needed, t.target_level, e.lapse_days, t.runbook_url,
            exists (select 1 from files f where f.engagement_id = e.id and f.thing = 'T' || t.number and f.part is null) as runbook_file
        from topics t where t.engagement_id = e.id) x) as topics,
    (select coalesce(json_agg(x order by x.number), '[]') from (
        select number, title, line_key as line, state from deliverables where engagement_id = e.id) x) as deliverables,
    (select coalesce(json_agg(x order by x.at, x.number), '[]') from (
        select m.number, m.title, m.at, m.owner, m.signed_at,
            array(select side from milestone_signatures where engagement_id = e.id and milestone = m.number order by side) as signed_by,
            array(select topic from milestone_topics where engagement_id = e.id and milestone = m.number order by topic) as topics,
            array(select deliverable from milestone_deliverables where engagement_id = e.id and milestone = m.number order by deliverable)
                as deliverables
        from milestones m where m.engagement_id = e.id) x) as milestones,
    (select coalesce(json_agg(x order by x.number), '[]') from (
        select number, raised_side, about from feedback_entries where engagement_id = e.id and blocking and closed_at is null) x) as blocking,
    (select coalesce(json_agg(x order by x.number), '[]') from (
        select r.number, array(select r.touches where r.touches is not null
                               union select key from change_edits d where d.engagement_id = e.id and d.change = r.number) as lines
        from change_requests r where r.engagement_id = e.id and r.state in ('raised', 'assessed', 'offered')) x) as changes,
    (select coalesce(json_agg(x order by x.number), '[]') from (
        select number, milestone, gate, about, until, asked_side, coalesce(agreed, false) as agreed
        from waivers where engagement_id = e.id and ended_at is null and lapsed_at is null and agreed is distinct from false) x) as waivers,
    (select coalesce(json_agg(x order by x.number), '[]') from (
        select number, area from effects where engagement_id = e.id and acknowledged_at is null and dismissed_at is null) x) as effects,
    (select coalesce(json_agg(x order by x.thing, x.side), '[]') from (
        select thing, ask, side, due_at, (select name from persons where id = person_id) as to
        from turns where engagement_id = e.id and ended_at is null and gate in ('', 'signature')) x) as turns";

/// What the readiness of these engagements rests on, in the order of their ids here; unknown ones are left out.
///
/// # Errors
/// When the database fails.
pub async fn facts_of(db: impl PgExecutor<'_>, engagements: &[Uuid]) -> sqlx::Result<Vec<Facts>> {
    let rows: Vec<FactsRow> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "select e.id as engagement, c.name as client, e.assist_free_days, {PROMISES}, seen.*, attested.*, assisted.*, {LISTS}
         from engagements e
         join organizations c on c.id = e.client_id
         join organizations p on p.id = e.provider_id
         {EVIDENCE}
         where e.id = any ($1)
         order by array_position($1, e.id)"
    )))
    .bind(engagements)
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            let mut topics = row.topics.0;
            row.evidence.add_to(&mut topics)?;
            Ok(Facts {
                engagement: row.engagement,
                client: row.client,
                promises: row.promises.into_promises()?,
                people: row.people.0,
                topics,
                deliverables: row.deliverables.0,
                milestones: row.milestones.0,
                blocking: row.blocking.0,
                changes: row.changes.0,
                waivers: row.waivers.0,
                assist_free_days: u16::try_from(row.assist_free_days).unwrap_or_default(),
                effects: row.effects.0,
                turns: row.turns.0,
            })
        })
        .collect()
}

/// The same of one engagement.
///
/// # Errors
/// `RowNotFound` when there is none; otherwise when the database fails.
pub async fn facts_of_one(db: impl PgExecutor<'_>, engagement: Uuid) -> sqlx::Result<Facts> {
    facts_of(db, &[engagement]).await?.pop().ok_or(sqlx::Error::RowNotFound)
}
