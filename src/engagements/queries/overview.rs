//! What the overview shows of an engagement besides turns and events: one statement.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;
use sqlx::{AssertSqlSafe, PgExecutor, types::Json};
use uuid::Uuid;

use super::{FACTS, FactsRow, role};
use crate::{
    access::Role,
    engagements::{
        model::{LineProgress, Terms},
        phase::Phase,
    },
};

/// People, and dates of each kind, that the overview shows at most. Written out in the statement: a plan for all parameters knows how
/// few they are only then.
const SHOWN: i64 = 100;
const DATES: i64 = 6;

/// The records from which the overview is drawn.
#[derive(Clone, Debug)]
pub struct Facts {
    /// Where it stands.
    pub phase: Phase,
    /// What both sides rely on.
    pub terms: Terms,
    /// How many milestones there are.
    pub milestones: i64,
    /// How many of them both sides have signed.
    pub signed: i64,
    /// The agreed services.
    pub lines: Vec<Line>,
    /// What is due next, the nearest first.
    pub dates: Vec<Dated>,
    /// The working session that is planned next, or runs: the first that is not over.
    pub session: Option<Dated>,
    /// Who sits there.
    pub people: Vec<(Role, Present)>,
}

/// An agreed service with its deliverables.
#[derive(Clone, Debug, Deserialize)]
pub struct Line {
    /// `S1`
    pub key: String,
    /// What it is called.
    pub title: String,
    days: Option<i64>,
    deliverables: i64,
    accepted: i64,
    /// How many of its deliverables wait for a review.
    pub in_review: i64,
}

impl Line {
    /// How far it has come.
    #[must_use]
    pub fn progress(&self) -> LineProgress {
        LineProgress { days: self.days.unwrap_or_default(), deliverables: self.deliverables, accepted: self.accepted }
    }
}

/// A deliverable, milestone or session with its date.
#[derive(Clone, Debug, Deserialize)]
pub struct Dated {
    /// `D5`, `M1`
    pub thing: String,
    /// What it is called.
    pub title: String,
    /// The day, where the client works.
    pub day: NaiveDate,
}

/// Somebody who has a seat.
#[derive(Clone, Debug, Deserialize)]
pub struct Present {
    side: String,
    role: String,
    /// What the person does at home.
    pub function: String,
    /// Full name.
    pub name: String,
}

#[derive(sqlx::FromRow)]
struct OverviewRow {
    #[sqlx(flatten)]
    facts: FactsRow,
    #[sqlx(flatten)]
    terms: super::TermsRow,
    milestones: i64,
    signed: i64,
    lines: Json<Vec<Line>>,
    dates: Json<Vec<Dated>>,
    session: Option<Json<Dated>>,
    people: Json<Vec<Present>>,
}

/// See [`Facts`].
///
/// # Errors
/// When the database fails.
pub async fn overview(db: impl PgExecutor<'_>, engagement: Uuid, now: DateTime<Utc>) -> sqlx::Result<Facts> {
    let terms = super::TERMS;
    let row: OverviewRow = sqlx::query_as(AssertSqlSafe(format!(
        "select {FACTS}, {terms},
                (select count(*) from milestones m where m.engagement_id = e.id) as milestones,
                (select count(*) from milestones m where m.engagement_id = e.id and m.signed_at is not null) as signed,
                coalesce((select jsonb_agg(l order by l.position, l.key) from (
                    select l.key, l.title, l.days, l.position, count(d.number) as deliverables,
                           count(*) filter (where d.state in ('accepted', 'deemed_accepted')) as accepted,
                           count(*) filter (where d.state = 'submitted') as in_review
                    from scope_versions v
                    join scope_lines l on l.engagement_id = v.engagement_id and l.version = v.number
                    left join deliverables d on d.engagement_id = l.engagement_id and d.line_key = l.key
                    where v.engagement_id = e.id and v.state = 'agreed' and l.key like 'S%'
                    group by l.key, l.title, l.days, l.position) l), '[]') as lines,
                coalesce((select jsonb_agg(n order by n.day, n.at, n.thing) from (
                    (select 'D' || number as thing, title, due_on as day, null::timestamptz as at from deliverables
                     where engagement_id = e.id and state in ('planned', 'in_work', 'returned') order by due_on, number limit {DATES})
                    union all
                    (select 'M' || number, title, (at at time zone c.time_zone)::date, at from milestones
                     where engagement_id = e.id and signed_at is null order by at, number limit {DATES})) n), '[]') as dates,
                (select to_jsonb(n) from (
                    select 'WS' || w.number as thing, w.title, (r.from_at at time zone c.time_zone)::date as day
                    from working_sessions w
                    join session_rounds r on r.engagement_id = w.engagement_id and r.session = w.number and r.round = 0
                    where w.engagement_id = e.id and w.cancelled_at is null and r.to_at > $2
                      and not exists (select 1 from session_rounds t where t.engagement_id = e.id and t.session = w.number and t.round > 0)
                    order by r.from_at, w.number limit 1) n) as session,
                coalesce((select jsonb_agg(p) from (
                    select h.side, h.role, h.function, p.name from seat_holders h join persons p on p.id = h.person_id
                    where h.engagement_id = e.id order by h.side, p.name, p.id limit {SHOWN}) p), '[]') as people
         from engagements e
         join organizations c on c.id = e.client_id
         where e.id = $1"
    )))
    .bind(engagement)
    .bind(now)
    .fetch_one(db)
    .await?;
    let people: sqlx::Result<Vec<_>> = row.people.0.into_iter().map(|present| Ok((role(&present.side, &present.role)?, present))).collect();
    let mut people = people?;
    // Those of a role stay in the order of their names.
    people.sort_by_key(|(role, _)| *role);
    let (phase, _) = row.facts.phase(now)?;
    Ok(Facts {
        phase,
        terms: row.terms.into(),
        milestones: row.milestones,
        signed: row.signed,
        lines: row.lines.0,
        dates: row.dates.0,
        session: row.session.map(|session| session.0),
        people,
    })
}
