//! The one reading of all that readiness rests on.

use serde::Deserialize;
use sqlx::{PgExecutor, types::Json};
use uuid::Uuid;

use super::evidence::{EVIDENCE, EvidenceColumns};
use crate::{
    blockers::{Blocker, What},
    db::unreadable,
    readiness::{
        facts::{Blocking, Deliverable, Facts, Milestone, OpenChange, OpenEffect, OpenTurn, Person, Topic},
        waiver::Waiver,
    },
    things::Thing,
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
    milestones: Json<Vec<Milestone>>,
    blockers: Json<Vec<Found>>,
    waivers: Json<Vec<Waiver>>,
    assist_free_days: i32,
    turns: Json<Vec<OpenTurn>>,
}

/// Something that stands in the way, and what a deliverable is called.
#[derive(Deserialize)]
struct Found {
    #[serde(flatten)]
    blocker: Blocker,
    title: Option<String>,
}

/// One row for each engagement, each list a JSON array: so one statement serves a page of one engagement and a board of
/// hundreds alike. Texts are left to the pages that show them; what was seen, which is most of it, comes in [`EVIDENCE`].
const LISTS: &str = "
    (select coalesce(json_agg(x order by x.seat), '[]') from (
        select s.number as seat, s.person_id as id, (select name from persons h where h.id = s.person_id) as name, s.role, s.ended_at is null as active
        from seats s
        where s.engagement_id = e.id and s.side = 'client') x) as people,
    (select coalesce(json_agg(x order by x.number), '[]') from (
        select t.number, t.title, t.line_key as line, t.critical, t.people_needed, t.target_level, e.lapse_days, t.runbook_url
        from topics t where t.engagement_id = e.id) x) as topics,
    (select coalesce(json_agg(x order by x.at, x.number), '[]') from (
        select m.number, m.title, m.at, m.owner, m.signed_at,
            array(select side from milestone_signatures where engagement_id = e.id and milestone = m.number order by side) as signed_by,
            array(select topic from milestone_topics where engagement_id = e.id and milestone = m.number order by topic) as topics,
            array(select deliverable from milestone_deliverables where engagement_id = e.id and milestone = m.number order by deliverable)
                as deliverables
        from milestones m where m.engagement_id = e.id) x) as milestones,
    (select coalesce(json_agg(x order by length(x.thing), x.thing), '[]') from (
        select b.thing, b.kind, b.state, b.about, b.side, b.line, b.edits, b.area,
            case b.kind when 'deliverable' then (select title from things n where n.engagement_id = e.id and n.reference = b.thing) end as title
        from blockers b where b.engagement_id = e.id and (b.state <> 'ended' or b.kind = 'deliverable')) x) as blockers,
    (select coalesce(json_agg(x order by x.number), '[]') from (
        select number, milestone, gate, about, until, asked_side, coalesce(agreed, false) as agreed
        from waivers where engagement_id = e.id and ended_at is null and lapsed_at is null and agreed is distinct from false) x) as waivers,
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
            let mut facts = Facts {
                engagement: row.engagement,
                client: row.client,
                promises: row.promises.into_promises()?,
                people: row.people.0,
                topics,
                deliverables: Vec::new(),
                milestones: row.milestones.0,
                blocking: Vec::new(),
                changes: Vec::new(),
                waivers: row.waivers.0,
                assist_free_days: u16::try_from(row.assist_free_days).unwrap_or_default(),
                effects: Vec::new(),
                turns: row.turns.0,
            };
            row.blockers.0.into_iter().try_for_each(|found| add(found, &mut facts))?;
            Ok(facts)
        })
        .collect()
}

/// Puts what stands in the way where the rules look for it.
///
/// # Errors
/// When it is of another kind than its thing; the database's checks keep that from happening.
fn add(found: Found, facts: &mut Facts) -> sqlx::Result<()> {
    let Blocker { thing, state, what } = found.blocker;
    match (Thing::read(&thing), what) {
        (Thing::Feedback(number), What::Feedback { about, side }) => facts.blocking.push(Blocking { number, about, raised_side: side }),
        (Thing::Change(number), What::Change { line, mut edits }) => {
            edits.extend(line);
            facts.changes.push(OpenChange { number, lines: edits.into_iter().collect() });
        }
        (Thing::Effect(number), What::Effect { area }) => facts.effects.push(OpenEffect { number, area }),
        (Thing::Deliverable(number), What::Deliverable { line }) => {
            let title = found.title.unwrap_or_default();
            facts.deliverables.push(Deliverable { number, title, line, acceptance: state.into() });
        }
        (Thing::Topic(number), What::Runbook) => {
            facts.topics.iter_mut().filter(|topic| topic.number == number).for_each(|topic| topic.runbook_file = false);
        }
        (thing, what) => return Err(unreadable(format!("{thing} stands in the way as {what:?}"))),
    }
    Ok(())
}

/// The same of one engagement.
///
/// # Errors
/// `RowNotFound` when there is none; otherwise when the database fails.
pub async fn facts_of_one(db: impl PgExecutor<'_>, engagement: Uuid) -> sqlx::Result<Facts> {
    facts_of(db, &[engagement]).await?.pop().ok_or(sqlx::Error::RowNotFound)
}
