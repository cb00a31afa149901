//! The SQL of feedback: what entries are [`about`], where requests belong ([`placement`]), and the rest here.

mod about;
mod placement;

use about::About;
use chrono::{DateTime, Utc};
use sqlx::{PgConnection, types::Json};
use uuid::Uuid;

use super::model::{Entry, Filter, Kind, Line, NewEntry, Placement, Reply, Standing};
use crate::{
    access::Side,
    db::unreadable,
    files::{self, File},
    things::Thing,
    turns::Ask,
};

pub use placement::insert_placement;

/// What the thing is called; none when feedback cannot be about it or it does not exist here.
pub async fn title_of(db: impl sqlx::PgExecutor<'_>, engagement: Uuid, thing: &Thing) -> sqlx::Result<Option<String>> {
    let Some(about) = About::of(thing) else { return Ok(None) };
    sqlx::query_scalar(
        "select title from scope_lines where engagement_id = $1 and key = $2
            and version = (select max(version) from scope_lines where engagement_id = $1 and key = $2)
         union all select title from deliverables where engagement_id = $1 and number = $3
         union all select title from topics where engagement_id = $1 and number = $4
         union all select title from milestones where engagement_id = $1 and number = $5
         union all select left(wish, 200) from needs where engagement_id = $1 and number = $6
         union all select title from change_requests where engagement_id = $1 and number = $7
         union all select question from decisions where engagement_id = $1 and number = $8
         union all select title from working_sessions where engagement_id = $1 and number = $9
         union all select left(text, 200) from effects where engagement_id = $1 and number = $10
         union all select title from engagements where id = $1 and num_nonnulls($2, $3, $4, $5, $6, $7, $8, $9, $10) = 0
         limit 1",
    )
    .bind(engagement)
    .bind(about.about_line)
    .bind(about.about_deliverable)
    .bind(about.about_topic)
    .bind(about.about_milestone)
    .bind(about.about_need)
    .bind(about.about_change)
    .bind(about.about_decision)
    .bind(about.about_session)
    .bind(about.about_effect)
    .fetch_optional(db)
    .await
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

/// Enters an entry; returns its number.
pub async fn insert(
    db: &mut PgConnection,
    engagement: Uuid,
    entry: &NewEntry,
    blocking: bool,
    person: Uuid,
    side: Side,
    now: DateTime<Utc>,
) -> sqlx::Result<i32> {
    let about = About::of(&entry.about).unwrap_or_default();
    sqlx::query_scalar(
        "insert into feedback_entries (engagement_id, number, kind, blocking, text, about_line, about_deliverable, about_topic, about_milestone,
                                       about_need, about_change, about_decision, about_session, about_effect,
                                       raised_by, raised_side, raised_at)
         select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16
         from feedback_entries where engagement_id = $1
         returning number",
    )
    .bind(engagement)
    .bind(entry.kind.as_str())
    .bind(blocking)
    .bind(&entry.text)
    .bind(about.about_line)
    .bind(about.about_deliverable)
    .bind(about.about_topic)
    .bind(about.about_milestone)
    .bind(about.about_need)
    .bind(about.about_change)
    .bind(about.about_decision)
    .bind(about.about_session)
    .bind(about.about_effect)
    .bind(person)
    .bind(side.as_str())
    .bind(now)
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

/// What decides about an entry, and its text.
pub async fn standing(db: impl sqlx::PgExecutor<'_>, engagement: Uuid, number: i32) -> sqlx::Result<Option<(Standing, String)>> {
    let row: Option<(Uuid, String, bool, bool, bool, String)> = sqlx::query_as(
        "select f.raised_by, f.raised_side, f.closed_at is not null,
                f.kind = 'request' and f.raised_side = 'client' and q.entry is null,
                exists (select 1 from echoes h where h.engagement_id = f.engagement_id and h.feedback = f.number), f.text
         from feedback_entries f
         left join request_placements q on q.engagement_id = f.engagement_id and q.entry = f.number
         where f.engagement_id = $1 and f.number = $2",
    )
    .bind(engagement)
    .bind(number)
    .fetch_optional(db)
    .await?;
    row.map(|(raised_by, side, closed, unplaced, after_handover, text)| {
        Ok((Standing { raised_by, raised_side: side.parse().map_err(unreadable)?, closed, unplaced, after_handover }, text))
    })
    .transpose()
}

#[derive(sqlx::FromRow)]
struct LineRow {
    number: i32,
    kind: String,
    blocking: bool,
    text: String,
    #[sqlx(flatten)]
    about: About,
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
            about: self.about.thing(),
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

const LINE: &str = "f.number, f.kind, f.blocking, f.text, f.about_line, f.about_deliverable, f.about_topic, f.about_milestone,
    f.about_need, f.about_change, f.about_decision, f.about_session, f.about_effect, f.raised_by, p.name as raised_name, f.raised_side, f.raised_at, f.replies, f.closed_at,
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
    let about = filter.about.as_ref().and_then(About::of).unwrap_or_default();
    let rows: Vec<LineRow> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "select {LINE} {FROM}
         where f.engagement_id = $1 and ($2::int is null or f.number < $2)
           and ($3::boolean is null or (f.closed_at is not null) = $3) and ($4::text is null or f.kind = $4) and ($5::text is null or f.raised_side = $5)
           and ($6::text is null or f.about_line = $6) and ($7::int is null or f.about_deliverable = $7)
           and ($8::int is null or f.about_topic = $8) and ($9::int is null or f.about_milestone = $9)
           and ($10::int is null or f.about_need = $10) and ($11::int is null or f.about_change = $11)
           and ($12::int is null or f.about_decision = $12) and ($13::int is null or f.about_session = $13)
           and ($14::int is null or f.about_effect = $14)
         order by f.number desc limit $15"
    )))
    .bind(engagement)
    .bind(before)
    .bind(filter.closed)
    .bind(filter.kind.map(Kind::as_str))
    .bind(filter.side.map(Side::as_str))
    .bind(about.about_line)
    .bind(about.about_deliverable)
    .bind(about.about_topic)
    .bind(about.about_milestone)
    .bind(about.about_need)
    .bind(about.about_change)
    .bind(about.about_decision)
    .bind(about.about_session)
    .bind(about.about_effect)
    .bind(limit)
    .fetch_all(db)
    .await?;
    rows.into_iter().map(LineRow::into_line).collect()
}

#[derive(sqlx::FromRow)]
struct EntryRow {
    #[sqlx(flatten)]
    line: LineRow,
    about_title: Option<String>,
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
    let files = files::attached_at("attached.engagement_id = f.engagement_id and attached.feedback = f.number");
    let row: Option<EntryRow> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "select {LINE}, {files} as files, c.name as closed_name, t.ask, a.name as to_name,
            q.place, q.line as place_line, q.change as place_change, o.name as place_owner, q.why as place_why, b.name as placed_by, q.placed_at,
            exists (select 1 from echoes h where h.engagement_id = f.engagement_id and h.feedback = f.number) as after_handover,
            coalesce((select title from scope_lines l where l.engagement_id = f.engagement_id and l.key = f.about_line order by l.version desc limit 1),
                     (select title from deliverables d where d.engagement_id = f.engagement_id and d.number = f.about_deliverable),
                     (select title from topics o where o.engagement_id = f.engagement_id and o.number = f.about_topic),
                     (select title from milestones m where m.engagement_id = f.engagement_id and m.number = f.about_milestone),
                     (select left(wish, 200) from needs n where n.engagement_id = f.engagement_id and n.number = f.about_need),
                     (select title from change_requests r where r.engagement_id = f.engagement_id and r.number = f.about_change),
                     (select question from decisions e where e.engagement_id = f.engagement_id and e.number = f.about_decision),
                     (select title from working_sessions w where w.engagement_id = f.engagement_id and w.number = f.about_session),
                     (select left(text, 200) from effects x where x.engagement_id = f.engagement_id and x.number = f.about_effect)) as about_title,
            (select x.number from effects x where x.engagement_id = f.engagement_id and x.feedback = f.number and x.dismissed_at is null) as effect
         {FROM}
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
        standing: Standing { raised_by, raised_side: line.raised_side, closed: line.closed_at.is_some(), unplaced, after_handover },
        about_title: row.about_title.unwrap_or_default(),
        closed_by: row.closed_name,
        placement,
        effect: row.effect,
        ask: row.ask.map(|ask| ask.parse::<Ask>().map_err(unreadable)).transpose()?,
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
