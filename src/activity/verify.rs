//! Checking chains: every link is read once, one after the other, so that a chain of any length fits.

use chrono::{DateTime, Utc};
use futures_util::TryStreamExt;
use sqlx::{AssertSqlSafe, PgPool};
use uuid::Uuid;

use super::chain::{ChainWalk, Fault, StoredLink};
use crate::base::digest;

/// What the check of one chain found.
#[derive(Clone, Debug)]
pub struct ChainReport {
    /// The engagement or organization whose chain it is.
    pub of: Uuid,
    /// Its title or name.
    pub name: String,
    /// How many links it says it has.
    pub links: i32,
    /// Hash of the last link, as the engagement or organization keeps it.
    pub head: Vec<u8>,
    /// Where it is broken; none: it holds.
    pub fault: Option<Fault>,
}

impl ChainReport {
    /// The head's hash in hexadecimal, in groups of four.
    #[must_use]
    pub fn head_in_groups(&self) -> String {
        digest::in_groups(&self.head)
    }
}

/// A chain's head with one of its links; a chain without links has one row of nulls.
#[derive(sqlx::FromRow)]
struct LinkRow {
    of: Uuid,
    name: String,
    event_count: i32,
    head_hash: Vec<u8>,
    number: Option<i32>,
    at: Option<DateTime<Utc>>,
    person_id: Option<Uuid>,
    side: Option<String>,
    kind: Option<String>,
    detail: Option<serde_json::Value>,
    previous_hash: Option<Vec<u8>>,
    hash: Option<Vec<u8>>,
}

impl LinkRow {
    fn link(self) -> Option<StoredLink> {
        Some(StoredLink {
            number: self.number?,
            at: self.at?,
            person: self.person_id,
            side: self.side.unwrap_or_default(),
            kind: self.kind?,
            detail: self.detail?,
            previous_hash: self.previous_hash?,
            hash: self.hash?,
        })
    }
}

const LINK: &str = "v.number, v.at, v.person_id, v.kind, v.detail, v.previous_hash, v.hash";

/// Chains that are read by one statement: however many there are, each statement ends in time.
const ROUND: usize = 100;

/// Checks the chain of one engagement, or of all engagements and organizations. A chain's head and links come from one
/// statement, so from one moment: changes made meanwhile do not disturb.
///
/// # Errors
/// When the database fails; a broken chain is no error but a report.
pub async fn verify(db: &PgPool, engagement: Option<Uuid>) -> anyhow::Result<Vec<ChainReport>> {
    let mut reports = Vec::new();
    if let Some(engagement) = engagement {
        walk(db, &of_engagements("id = $1"), engagement, &mut reports).await?;
        return Ok(reports);
    }
    let next = format!("id > $1 order by id limit {ROUND}");
    let organizations = format!(
        "select o.id as of, o.name, o.event_count, o.head_hash, null::text as side, {LINK}
         from (select id, name, event_count, head_hash from organizations where {next}) o
         left join organization_events v on v.organization_id = o.id
         order by o.id, v.number"
    );
    for statement in [of_engagements(&next), organizations] {
        let mut after = Uuid::nil();
        while walk(db, &statement, after, &mut reports).await? == ROUND {
            after = reports.last().map_or(after, |report| report.of);
        }
    }
    Ok(reports)
}

/// The chains of those engagements, link by link.
fn of_engagements(chosen: &str) -> String {
    format!(
        "select e.id as of, e.title as name, e.event_count, e.head_hash, v.side, {LINK}
         from (select id, title, event_count, head_hash from engagements where {chosen}) e
         left join events v on v.engagement_id = e.id
         order by e.id, v.number"
    )
}

/// Walks along the chains that a statement yields one after the other. Returns how many there were.
async fn walk(db: &PgPool, statement: &str, from: Uuid, reports: &mut Vec<ChainReport>) -> sqlx::Result<usize> {
    let before = reports.len();
    let mut rows = sqlx::query_as::<_, LinkRow>(AssertSqlSafe(statement)).bind(from).fetch(db);
    let mut open: Option<(ChainReport, ChainWalk)> = None;
    while let Some(row) = rows.try_next().await? {
        if open.as_ref().is_none_or(|(report, _)| report.of != row.of) {
            reports.extend(open.take().map(closed));
            let report =
                ChainReport { of: row.of, name: row.name.clone(), links: row.event_count, head: row.head_hash.clone(), fault: None };
            open = Some((report, ChainWalk::new(row.of)));
        }
        if let (Some((_, walk)), Some(link)) = (&mut open, row.link()) {
            walk.take(&link);
        }
    }
    reports.extend(open.map(closed));
    Ok(reports.len() - before)
}

fn closed((mut report, walk): (ChainReport, ChainWalk)) -> ChainReport {
    report.fault = walk.end(report.links, &report.head);
    report
}
