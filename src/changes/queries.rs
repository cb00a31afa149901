//! The SQL of changes.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgExecutor, types::Json};
use uuid::Uuid;

use super::model::{Action, Assessment, ChangeRequest, Edit, Ending, NewChange, Status};
use crate::{access::Side, db::unreadable, scope::line::LineContent};

#[derive(sqlx::FromRow)]
struct RequestRow {
    number: i32,
    title: String,
    text: String,
    touches: Option<String>,
    feedback: Option<i32>,
    raised_by: String,
    raised_side: String,
    raised_at: DateTime<Utc>,
    state: String,
    impact: Option<String>,
    base_version: Option<i32>,
    assessed_by: Option<String>,
    assessed_at: Option<DateTime<Utc>>,
    version: Option<i32>,
    reason: Option<String>,
    ended_by: Option<String>,
    ended_at: Option<DateTime<Utc>>,
}

impl TryFrom<RequestRow> for ChangeRequest {
    type Error = sqlx::Error;

    fn try_from(row: RequestRow) -> sqlx::Result<ChangeRequest> {
        let assessment = match (row.impact, row.base_version, row.assessed_by, row.assessed_at) {
            (Some(impact), Some(base_version), Some(by), Some(at)) => Some(Assessment { impact, base_version, by, at }),
            (None, None, None, None) => None,
            _ => return Err(unreadable("a change that is half assessed")),
        };
        let ending = match (row.ended_by, row.ended_at) {
            (Some(by), Some(at)) => Some(Ending { reason: row.reason.unwrap_or_default(), by, at }),
            (None, None) => None,
            _ => return Err(unreadable("a change that has half ended")),
        };
        Ok(ChangeRequest {
            number: row.number,
            title: row.title,
            text: row.text,
            touches: row.touches,
            feedback: row.feedback,
            raised_by: row.raised_by,
            raised_side: row.raised_side.parse().map_err(|_| unreadable("a change of no side"))?,
            raised_at: row.raised_at,
            status: row.state.parse().map_err(|_| unreadable("a change in an unknown state"))?,
            assessment,
            version: row.version,
            ending,
        })
    }
}

const REQUESTS: &str = "select r.number, r.title, r.text, r.touches, r.feedback, p.name as raised_by, r.raised_side, r.raised_at, r.state,
        r.impact, r.base_version, a.name as assessed_by, r.assessed_at, r.version, r.reason, e.name as ended_by, r.ended_at
     from change_requests r
     join persons p on p.id = r.raised_by
     left join persons a on a.id = r.assessed_by
     left join persons e on e.id = r.ended_by
     where r.engagement_id = $1";

/// One change.
pub async fn request(db: impl PgExecutor<'_>, engagement: Uuid, number: i32) -> sqlx::Result<Option<ChangeRequest>> {
    let row: Option<RequestRow> = sqlx::query_as(sqlx::AssertSqlSafe(format!("{REQUESTS} and r.number = $2")))
        .bind(engagement)
        .bind(number)
        .fetch_optional(db)
        .await?;
    row.map(ChangeRequest::try_from).transpose()
}

/// Changes, the newest first, with numbers below `before`; only in these states, if any are named.
pub async fn requests(
    db: impl PgExecutor<'_>,
    engagement: Uuid,
    states: &[Status],
    before: Option<i32>,
    limit: i64,
) -> sqlx::Result<Vec<ChangeRequest>> {
    let states: Vec<_> = states.iter().map(|status| status.as_str()).collect();
    let rows: Vec<RequestRow> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "{REQUESTS} and ($2::int4 is null or r.number < $2) and (cardinality($3::text[]) = 0 or r.state = any ($3))
         order by r.number desc limit $4"
    )))
    .bind(engagement)
    .bind(before)
    .bind(&states)
    .bind(limit)
    .fetch_all(db)
    .await?;
    rows.into_iter().map(ChangeRequest::try_from).collect()
}

#[derive(sqlx::FromRow)]
struct EditRow {
    key: String,
    action: String,
    content: Option<Json<LineContent>>,
    base: Option<String>,
}

/// The edits of a change, in the order of the document: by kind, then by number.
pub async fn edits(db: impl PgExecutor<'_>, engagement: Uuid, number: i32) -> sqlx::Result<Vec<Edit>> {
    let rows: Vec<EditRow> = sqlx::query_as(
        "select key, action, content, base from change_edits where engagement_id = $1 and change = $2
         order by position(left(key, 1) in 'SXCW'), substr(key, 2)::int4",
    )
    .bind(engagement)
    .bind(number)
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            let action = match (row.action.as_str(), row.content) {
                ("add", Some(Json(content))) => Action::Add(content),
                ("change", Some(Json(content))) => Action::Change(content),
                ("remove", None) => Action::Remove,
                _ => return Err(unreadable("an edit of no kind")),
            };
            Ok(Edit { key: row.key, action, base: row.base })
        })
        .collect()
}

/// Which lines a change touches.
pub struct Touched {
    pub number: i32,
    /// How far it has come.
    pub status: Status,
    /// Key of the line it falls under.
    pub touches: Option<String>,
    /// Keys of those it edits.
    pub edits: Vec<String>,
}

/// Which lines each change touches.
pub async fn touched(db: impl PgExecutor<'_>, engagement: Uuid) -> sqlx::Result<Vec<Touched>> {
    let rows: Vec<(i32, String, Option<String>, Vec<String>)> = sqlx::query_as(
        "select r.number, r.state, r.touches, array(select key from change_edits d where d.engagement_id = r.engagement_id and d.change = r.number)
         from change_requests r where r.engagement_id = $1 order by r.number",
    )
    .bind(engagement)
    .fetch_all(db)
    .await?;
    let touched = |(number, status, touches, edits): (i32, String, Option<String>, Vec<String>)| {
        let status = status.parse().map_err(|_| unreadable("a change in an unknown state"))?;
        Ok(Touched { number, status, touches, edits })
    };
    rows.into_iter().map(touched).collect()
}

/// Enters a change; returns its number.
pub async fn insert(
    db: &mut PgConnection,
    engagement: Uuid,
    new: &NewChange,
    by: Uuid,
    side: Side,
    at: DateTime<Utc>,
) -> sqlx::Result<i32> {
    sqlx::query_scalar(
        "insert into change_requests (engagement_id, number, title, text, touches, feedback, raised_by, raised_side, raised_at)
         select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6, $7, $8 from change_requests where engagement_id = $1
         returning number",
    )
    .bind(engagement)
    .bind(&new.title)
    .bind(&new.text)
    .bind(&new.touches)
    .bind(new.feedback)
    .bind(by)
    .bind(side.as_str())
    .bind(at)
    .fetch_one(db)
    .await
}

/// Enters an edit, in place of the one of the same line.
pub async fn put_edit(db: &mut PgConnection, engagement: Uuid, number: i32, edit: &Edit, by: Uuid, at: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query(
        "insert into change_edits (engagement_id, change, key, action, content, base, edited_by, edited_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (engagement_id, change, key) do update
         set action = excluded.action, content = excluded.content, base = excluded.base, edited_by = excluded.edited_by,
             edited_at = excluded.edited_at",
    )
    .bind(engagement)
    .bind(number)
    .bind(&edit.key)
    .bind(edit.action.as_str())
    .bind(edit.action.content().map(Json))
    .bind(&edit.base)
    .bind(by)
    .bind(at)
    .execute(db)
    .await?;
    Ok(())
}

/// Takes an edit back.
pub async fn delete_edit(db: &mut PgConnection, engagement: Uuid, number: i32, key: &str) -> sqlx::Result<()> {
    sqlx::query("delete from change_edits where engagement_id = $1 and change = $2 and key = $3")
        .bind(engagement)
        .bind(number)
        .bind(key)
        .execute(db)
        .await?;
    Ok(())
}

/// Enters an assessment.
pub async fn set_assessed(
    db: &mut PgConnection,
    engagement: Uuid,
    number: i32,
    impact: &str,
    base_version: i32,
    by: Uuid,
    at: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "update change_requests set state = 'assessed', impact = $3, base_version = $4, assessed_by = $5, assessed_at = $6
         where engagement_id = $1 and number = $2",
    )
    .bind(engagement)
    .bind(number)
    .bind(impact)
    .bind(base_version)
    .bind(by)
    .bind(at)
    .execute(db)
    .await?;
    Ok(())
}

/// It is being assessed (again).
pub async fn set_raised(db: &mut PgConnection, engagement: Uuid, number: i32) -> sqlx::Result<()> {
    sqlx::query(
        "update change_requests set state = 'raised', reason = null, ended_by = null, ended_at = null where engagement_id = $1 and number = $2",
    )
    .bind(engagement)
    .bind(number)
    .execute(db)
    .await?;
    Ok(())
}

/// It is offered as this version; none: the offer was taken back.
pub async fn set_offered(db: &mut PgConnection, engagement: Uuid, number: i32, version: Option<i32>) -> sqlx::Result<()> {
    sqlx::query("update change_requests set state = $3, version = $4 where engagement_id = $1 and number = $2")
        .bind(engagement)
        .bind(number)
        .bind(if version.is_some() { Status::Offered } else { Status::Assessed }.as_str())
        .bind(version)
        .execute(db)
        .await?;
    Ok(())
}

/// It has ended in this state, or rests.
pub async fn set_ended(
    db: &mut PgConnection,
    engagement: Uuid,
    number: i32,
    status: Status,
    reason: &str,
    by: Uuid,
    at: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "update change_requests set state = $3, reason = $4, ended_by = $5, ended_at = $6 where engagement_id = $1 and number = $2",
    )
    .bind(engagement)
    .bind(number)
    .bind(status.as_str())
    .bind(reason)
    .bind(by)
    .bind(at)
    .execute(db)
    .await?;
    Ok(())
}
