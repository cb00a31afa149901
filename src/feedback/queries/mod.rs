//! The SQL of feedback: where requests belong ([`placement`]), and the rest here.

mod placement;

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, QueryBuilder, types::Json};
use uuid::Uuid;

use super::model::{Entry, Filter, Line, NewEntry, Placement, Reply, Standing};
use crate::{
    access::Side,
    db::unreadable,
    files::{self, File},
    things::{self, Thing},
    turns::Ask,
};

pub use placement::insert_placement;

/// What the thing is called; none when feedback cannot be about it or it does not exist here.
pub async fn title_of(db: impl sqlx::PgExecutor<'_>, engagement: Uuid, thing: &Thing) -> sqlx::Result<Option<String>> {
    if !thing.takes_feedback() {
        return Ok(None);
    }
    things::queries::title(db, engagement, thing).await
}

/// Those on a side who can answer, by name.
pub async fn people_to_ask(db: impl sqlx::PgExecutor<'_>, engagement: Uuid, side: Side) -> sqlx::Result<Vec<(Uuid, String)>> {
    sqlx::query_as(
        "select p.id, p.name from seat_holders h join persons p on p.id = h.person_id
         where h.engagement_id = $1 and h.side = $2 and h.role <> 'observer' order by p.name, p.id limit 200",
    )
    .bind(engagement)
    .bind(side.as_str())
    .fetch_all(db)
    .await
}

/// Enters an entry, which goes by its `excerpt` and may have come of an echo, `after_handover`; returns its number.
#[expect(clippy::too_many_arguments, reason = "one column each")]
pub async fn insert(
    db: &mut PgConnection,
    engagement: Uuid,
    entry: &NewEntry,
    excerpt: &str,
    blocking: bool,
    person: Uuid,
    side: Side,
    now: DateTime<Utc>,
    after_handover: bool,
) -> sqlx::Result<i32> {
    sqlx::query_scalar(sqlx::AssertSqlSafe(format!(
        "with entered as (
             insert into feedback_entries (engagement_id, number, kind, blocking, text, about, raised_by, raised_side, raised_at, after_handover)
             select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $10 from feedback_entries where engagement_id = $1
             returning engagement_id, number),
         {}
         select number from entered",
        things::queries::named("F", "$9")
    )))
    .bind(engagement)
    .bind(entry.kind.as_str())
    .bind(blocking)
    .bind(&entry.text)
    .bind(entry.about.to_string())
    .bind(person)
    .bind(side.as_str())
    .bind(now)
    .bind(excerpt)
    .bind(after_handover)
    .fetch_one(db)
    .await
}

/// Enters a reply.
#[expect(clippy::too_many_arguments, reason = "one column each")]
pub async fn insert_reply(
    db: &mut PgConnection,
    engagement: Uuid,
    entry: i32,
    person: Uuid,
    side: Side,
    text: &str,
    now: DateTime<Utc>,
    reopened: bool,
) -> sqlx::Result<()> {
    sqlx::query(
        "with counted as (update feedback_entries set replies = replies + 1 where engagement_id = $1 and number = $2 returning replies)
         insert into feedback_replies (engagement_id, entry, number, person_id, side, text, at, reopened)
         select $1, $2, replies, $3, $4, $5, $6, $7 from counted",
    )
    .bind(engagement)
    .bind(entry)
    .bind(person)
    .bind(side.as_str())
    .bind(text)
    .bind(now)
    .bind(reopened)
    .execute(db)
    .await?;
    Ok(())
}

/// Closes an entry, or opens it again.
pub async fn set_closed(db: &mut PgConnection, engagement: Uuid, number: i32, closed: Option<(Uuid, DateTime<Utc>)>) -> sqlx::Result<()> {
    sqlx::query("update feedback_entries set closed_by = $3, closed_at = $4 where engagement_id = $1 and number = $2")
        .bind(engagement)
        .bind(number)
        .bind(closed.map(|(person, _)| person))
        .bind(closed.map(|(_, at)| at))
        .execute(db)
        .await?;
    Ok(())
}

/// Entries that block, or did until they were closed: number, what it is about, which side raised it, whether it is open.
pub async fn blocking(db: impl sqlx::PgExecutor<'_>, engagement: Uuid) -> sqlx::Result<Vec<(i32, String, Side, bool)>> {
    let rows: Vec<(i32, String, String, bool)> = sqlx::query_as(
        "select number, about, raised_side, closed_at is null from feedback_entries where engagement_id = $1 and blocking order by number",
    )
    .bind(engagement)
    .fetch_all(db)
    .await?;
    rows.into_iter().map(|(number, about, side, open)| Ok((number, about, side.parse().map_err(unreadable)?, open))).collect()
}

/// What decides about an entry, and its text.
pub async fn standing(db: impl sqlx::PgExecutor<'_>, engagement: Uuid, number: i32) -> sqlx::Result<Option<(Standing, String)>> {
    let row: Option<(Uuid, String, bool, bool, bool, bool, String)> = sqlx::query_as(
        "select f.raised_by, f.raised_side, f.closed_at is not null, f.blocking,
                f.kind = 'request' and f.raised_side = 'client' and q.entry is null,
                f.after_handover, f.text
         from feedback_entries f
         left join request_placements q on q.engagement_id = f.engagement_id and q.entry = f.number
         where f.engagement_id = $1 and f.number = $2",
    )
    .bind(engagement)
    .bind(number)
    .fetch_optional(db)
    .await?;
    row.map(|(raised_by, side, closed, blocking, unplaced, after_handover, text)| {
        Ok((Standing { raised_by, raised_side: side.parse().map_err(unreadable)?, closed, blocking, unplaced, after_handover }, text))
    })
    .transpose()
}

#[derive(sqlx::FromRow)]
struct LineRow {
    number: i32,
    kind: String,
    blocking: bool,
    text: String,
    about: String,
    raised_by: Uuid,
    raised_name: String,
    raised_side: String,
    raised_at: DateTime<Utc>,
    replies: i32,
    closed_at: Option<DateTime<Utc>>,
    turn_side: Option<String>,
    due_at: Option<DateTime<Utc>>,
    unplaced: bool,
}

impl LineRow {
    fn into_line(self) -> sqlx::Result<Line> {
        Ok(Line {
            number: self.number,
            kind: self.kind.parse().map_err(unreadable)?,
            blocking: self.blocking,
            text: self.text,
            about: Thing::read(&self.about),
            raised_by: self.raised_name,
            raised_side: self.raised_side.parse().map_err(unreadable)?,
            raised_at: self.raised_at,
            replies: self.replies,
            closed_at: self.closed_at,
            turn: self.turn_side.map(|side| side.parse().map_err(unreadable)).transpose()?,
            due_at: self.due_at,
        })
    }
}

const LINE: &str =
    "f.number, f.kind, f.blocking, f.text, f.about, f.raised_by, p.name as raised_name, f.raised_side, f.raised_at, f.replies, f.closed_at,
    t.side as turn_side, t.due_at,
    f.kind = 'request' and f.raised_side = 'client' and not exists (select 1 from request_placements q
        where q.engagement_id = f.engagement_id and q.entry = f.number) as unplaced";
const FROM: &str = "from feedback_entries f
    join persons p on p.id = f.raised_by
    left join turns t on t.engagement_id = f.engagement_id and t.thing = 'F' || f.number and t.ended_at is null";

/// Entries that fit the filter, the newest first, with numbers below `before`.
pub async fn list(
    db: impl sqlx::PgExecutor<'_>,
    engagement: Uuid,
    filter: &Filter,
    before: Option<i32>,
    limit: i64,
) -> sqlx::Result<Vec<Line>> {
    // Only what is asked for: of conditions that may be left open, a plan for all values expects that next to nothing is left.
    let mut sql = QueryBuilder::new(format!("select {LINE} {FROM} where f.engagement_id = "));
    sql.push_bind(engagement);
    if let Some(number) = before {
        sql.push(" and f.number < ").push_bind(number);
    }
    if let Some(closed) = filter.closed {
        sql.push(" and (f.closed_at is not null) = ").push_bind(closed);
    }
    if let Some(kind) = filter.kind {
        sql.push(" and f.kind = ").push_bind(kind.as_str());
    }
    if let Some(side) = filter.side {
        sql.push(" and f.raised_side = ").push_bind(side.as_str());
    }
    if let Some(about) = &filter.about {
        sql.push(" and f.about = ").push_bind(about.to_string());
    }
    sql.push(" order by f.number desc limit ").push_bind(limit);
    let rows: Vec<LineRow> = sql.build_query_as().fetch_all(db).await?;
    rows.into_iter().map(LineRow::into_line).collect()
}

#[derive(sqlx::FromRow)]
struct EntryRow {
    #[sqlx(flatten)]
    line: LineRow,
    about_title: String,
    closed_name: Option<String>,
    ask: Option<String>,
    to_name: Option<String>,
    place: Option<String>,
    place_line: Option<String>,
    place_change: Option<i32>,
    place_owner: Option<String>,
    place_why: Option<String>,
    placed_by: Option<String>,
    placed_at: Option<DateTime<Utc>>,
    after_handover: bool,
    effect: Option<i32>,
    files: Json<Vec<File>>,
}

impl EntryRow {
    fn placement(&mut self) -> sqlx::Result<Option<Placement>> {
        let (Some(place), Some(by), Some(at)) = (self.place.take(), self.placed_by.take(), self.placed_at) else { return Ok(None) };
        Ok(Some(Placement {
            place: place.parse().map_err(unreadable)?,
            line: self.place_line.take(),
            change: self.place_change,
            owner: self.place_owner.take(),
            why: self.place_why.take().unwrap_or_default(),
            by,
            at,
        }))
    }
}

/// One entry.
pub async fn entry(db: impl sqlx::PgExecutor<'_>, engagement: Uuid, number: i32) -> sqlx::Result<Option<Entry>> {
    let files = files::attached_at("attached.engagement_id = f.engagement_id and attached.thing = 'F' || f.number");
    let row: Option<EntryRow> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "select {LINE}, {files} as files, c.name as closed_name, t.ask, a.name as to_name,
            q.place, q.line as place_line, q.change as place_change, o.name as place_owner, q.why as place_why, b.name as placed_by, q.placed_at,
            f.after_handover,
            case when f.about = '' then '' else n.title end as about_title,
            (select x.number from effects x where x.engagement_id = f.engagement_id and x.feedback = f.number and x.dismissed_at is null) as effect
         {FROM}
         join things n on n.engagement_id = f.engagement_id and n.reference = f.about
         left join persons c on c.id = f.closed_by
         left join persons a on a.id = t.person_id
         left join request_placements q on q.engagement_id = f.engagement_id and q.entry = f.number
         left join persons b on b.id = q.placed_by
         left join seats s on s.engagement_id = q.engagement_id and s.number = q.owner
         left join persons o on o.id = s.person_id
         where f.engagement_id = $1 and f.number = $2"
    )))
    .bind(engagement)
    .bind(number)
    .fetch_optional(db)
    .await?;
    let Some(mut row) = row else { return Ok(None) };
    let placement = row.placement()?;
    let (raised_by, unplaced, after_handover) = (row.line.raised_by, row.line.unplaced, row.after_handover);
    let line = row.line.into_line()?;
    Ok(Some(Entry {
        standing: Standing {
            raised_by,
            raised_side: line.raised_side,
            closed: line.closed_at.is_some(),
            blocking: line.blocking,
            unplaced,
            after_handover,
        },
        about_title: row.about_title,
        closed_by: row.closed_name,
        placement,
        effect: row.effect,
        ask: row.ask.map(|ask| Ask::read(&ask)),
        to: row.to_name,
        files: row.files.0,
        line,
    }))
}

#[derive(sqlx::FromRow)]
struct ReplyRow {
    number: i32,
    name: String,
    side: String,
    text: String,
    at: DateTime<Utc>,
    reopened: bool,
}

/// The newest replies with numbers below `before`, the newest first.
pub async fn replies(
    db: impl sqlx::PgExecutor<'_>,
    engagement: Uuid,
    entry: i32,
    before: Option<i32>,
    limit: i64,
) -> sqlx::Result<Vec<Reply>> {
    let rows: Vec<ReplyRow> = sqlx::query_as(
        "select r.number, p.name, r.side, r.text, r.at, r.reopened from feedback_replies r join persons p on p.id = r.person_id
         where r.engagement_id = $1 and r.entry = $2 and ($3::int is null or r.number < $3) order by r.number desc limit $4",
    )
    .bind(engagement)
    .bind(entry)
    .bind(before)
    .bind(limit)
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Reply {
                number: row.number,
                person: row.name,
                side: row.side.parse().map_err(unreadable)?,
                text: row.text,
                at: row.at,
                reopened: row.reopened,
            })
        })
        .collect()
}
