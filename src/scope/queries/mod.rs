//! The SQL of the scope: reading versions and lines here, [`around`] a line, the [`nearest`] lines, and [`write`].

mod around;
mod nearest;
mod write;

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{PgExecutor, types::Json};
use uuid::Uuid;

use super::{
    line::{Kind, Line, LineContent},
    model::{Proposal, Signature, State, Status, Version},
};
use crate::{base::digest::Digest, db::unreadable};
pub use around::*;
pub use nearest::scored;
pub use write::*;

#[derive(sqlx::FromRow)]
struct VersionRow {
    number: i32,
    state: String,
    drafted_by: String,
    drafted_at: DateTime<Utc>,
    follows: Option<i32>,
    proposed_by: Option<String>,
    proposed_at: Option<DateTime<Utc>>,
    digest: Option<Vec<u8>>,
    agreed_at: Option<DateTime<Utc>>,
    superseded_at: Option<DateTime<Utc>>,
    withdrawn_at: Option<DateTime<Utc>>,
    change: Option<i32>,
    signatures: Json<Vec<Signature>>,
}

impl TryFrom<VersionRow> for Version {
    type Error = sqlx::Error;

    /// Refuses combinations that cannot be.
    fn try_from(row: VersionRow) -> sqlx::Result<Version> {
        let status: Status = row.state.parse().map_err(|_| unreadable("a scope version in an unknown state"))?;
        let proposal = match (row.proposed_by, row.proposed_at, row.digest) {
            (Some(by), Some(at), Some(digest)) => {
                let digest = Digest(digest.try_into().map_err(|_| unreadable("a digest has 32 bytes"))?);
                Some(Proposal { by, at, digest, signatures: row.signatures.0 })
            }
            (None, None, None) => None,
            _ => return Err(unreadable("a scope version that is half proposed")),
        };
        let state = match (status, proposal, row.agreed_at, row.superseded_at, row.withdrawn_at) {
            (Status::Draft, None, None, None, None) => State::Draft,
            (Status::Proposed, Some(proposal), None, None, None) => State::Proposed(proposal),
            (Status::Agreed, Some(proposal), Some(at), None, None) => State::Agreed { proposal, at },
            (Status::Superseded, Some(proposal), Some(agreed_at), Some(at), None) => State::Superseded { proposal, agreed_at, at },
            (Status::Withdrawn, proposal, None, None, Some(at)) => State::Withdrawn { proposal, at },
            _ => return Err(unreadable("a scope version whose dates do not fit its state")),
        };
        let VersionRow { number, drafted_by, drafted_at, change, follows, .. } = row;
        Ok(Version { number, drafted_by, drafted_at, change, follows, state })
    }
}

const VERSIONS: &str = "select v.number, v.state, d.name as drafted_by, v.drafted_at, p.name as proposed_by, v.proposed_at, v.digest,
        v.agreed_at, v.superseded_at, v.withdrawn_at, r.number as change,
        (select max(f.number) from scope_versions f
          where f.engagement_id = v.engagement_id and f.number < v.number and f.state in ('agreed', 'superseded')) as follows,
        coalesce((select json_agg(json_build_object('side', s.side, 'name', s.typed_name, 'at', s.signed_at) order by s.signed_at, s.side)
                  from scope_signatures s where s.engagement_id = v.engagement_id and s.version = v.number), '[]') as signatures
     from scope_versions v
     join persons d on d.id = v.drafted_by
     left join persons p on p.id = v.proposed_by
     left join change_requests r on r.engagement_id = v.engagement_id and r.version = v.number
     where v.engagement_id = $1";

/// One version.
pub async fn version(db: impl PgExecutor<'_>, engagement: Uuid, number: i32) -> sqlx::Result<Option<Version>> {
    let row: Option<VersionRow> = sqlx::query_as(sqlx::AssertSqlSafe(format!("{VERSIONS} and v.number = $2")))
        .bind(engagement)
        .bind(number)
        .fetch_optional(db)
        .await?;
    row.map(Version::try_from).transpose()
}

/// Two versions, which may be one; none when either is unknown.
pub async fn both(db: impl PgExecutor<'_>, engagement: Uuid, one: i32, other: i32) -> sqlx::Result<Option<(Version, Version)>> {
    let rows: Vec<VersionRow> = sqlx::query_as(sqlx::AssertSqlSafe(format!("{VERSIONS} and v.number in ($2, $3)")))
        .bind(engagement)
        .bind(one)
        .bind(other)
        .fetch_all(db)
        .await?;
    let versions: Vec<Version> = rows.into_iter().map(Version::try_from).collect::<sqlx::Result<_>>()?;
    let of = |number| versions.iter().find(|version| version.number == number).cloned();
    Ok(of(one).zip(of(other)))
}

/// The versions that lead: at most one that counts and at most one that is under way.
#[derive(Debug, Default)]
pub struct Leading {
    /// The agreed one.
    pub agreed: Option<Version>,
    /// The draft or the proposal.
    pub open: Option<Version>,
}

/// See [`Leading`].
pub async fn leading(db: impl PgExecutor<'_>, engagement: Uuid) -> sqlx::Result<Leading> {
    let rows: Vec<VersionRow> = sqlx::query_as(sqlx::AssertSqlSafe(format!("{VERSIONS} and v.state in ('draft', 'proposed', 'agreed')")))
        .bind(engagement)
        .fetch_all(db)
        .await?;
    let mut leading = Leading::default();
    for row in rows {
        let version = Version::try_from(row)?;
        let place = if version.status() == Status::Agreed { &mut leading.agreed } else { &mut leading.open };
        *place = Some(version);
    }
    Ok(leading)
}

/// Versions, the newest first, from before a number on.
pub async fn versions(db: impl PgExecutor<'_>, engagement: Uuid, before: Option<i32>, limit: i64) -> sqlx::Result<Vec<Version>> {
    let rows: Vec<VersionRow> =
        sqlx::query_as(sqlx::AssertSqlSafe(format!("{VERSIONS} and ($2::int4 is null or v.number < $2) order by v.number desc limit $3")))
            .bind(engagement)
            .bind(before)
            .bind(limit)
            .fetch_all(db)
            .await?;
    rows.into_iter().map(Version::try_from).collect()
}

#[derive(sqlx::FromRow)]
struct LineRow {
    version: i32,
    key: String,
    position: i32,
    title: String,
    text: String,
    days: Option<i32>,
    price_minor: Option<i64>,
    due_on: Option<NaiveDate>,
    criteria: Vec<String>,
    needs: Vec<i32>,
}

impl TryFrom<LineRow> for Line {
    type Error = sqlx::Error;

    fn try_from(row: LineRow) -> sqlx::Result<Line> {
        let LineRow { key, position, title, text, criteria, days, price_minor, due_on, needs, .. } = row;
        let kind = Kind::of_key(&key).map_err(|_| unreadable("a scope line of no kind"))?;
        Ok(Line { key, kind, position, content: LineContent { title, text, criteria, days, price_minor, due_on, needs } })
    }
}

const LINES: &str = "select l.version, l.key, l.position, l.title, l.text, l.days, l.price_minor, l.due_on,
        array(select c.text from scope_criteria c
              where c.engagement_id = l.engagement_id and c.version = l.version and c.key = l.key order by c.position) as criteria,
        array(select n.need from scope_line_needs n
              where n.engagement_id = l.engagement_id and n.version = l.version and n.key = l.key order by n.need) as needs
     from scope_lines l";

/// The lines of a version, in the order in which they are read within their sections.
pub async fn lines(db: impl PgExecutor<'_>, engagement: Uuid, version: i32) -> sqlx::Result<Vec<Line>> {
    let rows: Vec<LineRow> =
        sqlx::query_as(sqlx::AssertSqlSafe(format!("{LINES} where l.engagement_id = $1 and l.version = $2 order by l.position, l.key")))
            .bind(engagement)
            .bind(version)
            .fetch_all(db)
            .await?;
    rows.into_iter().map(Line::try_from).collect()
}

/// The lines of two versions, each as [`lines`].
pub async fn lines_of_both(db: impl PgExecutor<'_>, engagement: Uuid, one: i32, other: i32) -> sqlx::Result<(Vec<Line>, Vec<Line>)> {
    let rows: Vec<LineRow> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "{LINES} where l.engagement_id = $1 and l.version in ($2, $3) order by l.position, l.key"
    )))
    .bind(engagement)
    .bind(one)
    .bind(other)
    .fetch_all(db)
    .await?;
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for row in rows {
        let place = if row.version == one { &mut ours } else { &mut theirs };
        place.push(Line::try_from(row)?);
    }
    Ok((ours, theirs))
}

/// Number and lines of the agreed version; none before there is one.
pub async fn agreed_lines(db: impl PgExecutor<'_>, engagement: Uuid) -> sqlx::Result<Option<(i32, Vec<Line>)>> {
    let rows: Vec<LineRow> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "{LINES} join scope_versions v on v.engagement_id = l.engagement_id and v.number = l.version
         where l.engagement_id = $1 and v.state = 'agreed' order by l.position, l.key"
    )))
    .bind(engagement)
    .fetch_all(db)
    .await?;
    let Some(first) = rows.first() else { return Ok(None) };
    let version = first.version;
    Ok(Some((version, rows.into_iter().map(Line::try_from).collect::<sqlx::Result<_>>()?)))
}

/// A line in one version.
#[derive(Debug)]
pub struct LineVersion {
    /// The version's number.
    pub version: i32,
    /// The version's state.
    pub status: Status,
    /// What the line says there.
    pub content: LineContent,
}

#[derive(sqlx::FromRow)]
struct LineVersionRow {
    state: String,
    #[sqlx(flatten)]
    line: LineRow,
}

/// What the line under a key says in each version that has it, the newest first; bounded.
pub async fn line_versions(db: impl PgExecutor<'_>, engagement: Uuid, key: &str, limit: i64) -> sqlx::Result<Vec<LineVersion>> {
    let rows: Vec<LineVersionRow> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "select v.state, l.* from ({LINES} where l.engagement_id = $1 and l.key = $2) l
         join scope_versions v on v.engagement_id = $1 and v.number = l.version
         order by l.version desc limit $3"
    )))
    .bind(engagement)
    .bind(key)
    .bind(limit)
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            let status = row.state.parse().map_err(|_| unreadable("a scope version in an unknown state"))?;
            Ok(LineVersion { version: row.line.version, status, content: Line::try_from(row.line)?.content })
        })
        .collect()
}

/// Whether a line ever had this key.
pub async fn key_exists(db: impl PgExecutor<'_>, engagement: Uuid, key: &str) -> sqlx::Result<bool> {
    sqlx::query_scalar("select exists (select 1 from scope_keys where engagement_id = $1 and key = $2)")
        .bind(engagement)
        .bind(key)
        .fetch_one(db)
        .await
}
