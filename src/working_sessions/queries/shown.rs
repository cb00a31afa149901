//! What pages show of sessions.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;
use sqlx::{PgExecutor, types::Json};
use uuid::Uuid;

use crate::{
    access::{Ability, Side},
    db::unreadable,
    files::{self, File},
    working_sessions::model::{Answer, Answered, By, Cancellation, Dropped, Participant, Record, Session, Setting, Status, Step, Topic},
};

fn by(who: Option<String>, at: Option<DateTime<Utc>>) -> sqlx::Result<Option<By>> {
    match (who, at) {
        (Some(who), Some(at)) => Ok(Some(By { who, at })),
        (None, None) => Ok(None),
        _ => Err(unreadable("something done by nobody, or at no time")),
    }
}

#[derive(Deserialize)]
struct RoundJson {
    round: i32,
    place: String,
    from_at: DateTime<Utc>,
    to_at: DateTime<Utc>,
    people: Vec<Participant>,
    topics: Vec<Topic>,
    changed: String,
    outcome: String,
    recorded_by: Option<String>,
    recorded_side: Option<Side>,
    recorded_at: Option<DateTime<Utc>>,
    answer: Option<Answer>,
    correction: String,
    answered_by: Option<String>,
    answered_at: Option<DateTime<Utc>>,
}

impl RoundJson {
    fn setting(&mut self) -> Setting {
        let (people, topics) = (std::mem::take(&mut self.people), std::mem::take(&mut self.topics));
        Setting { place: std::mem::take(&mut self.place), from: self.from_at, to: self.to_at, people, topics }
    }
}

impl TryFrom<RoundJson> for Record {
    type Error = sqlx::Error;

    fn try_from(mut row: RoundJson) -> sqlx::Result<Record> {
        let setting = row.setting();
        let answered = match (row.answer, by(row.answered_by, row.answered_at)?) {
            (Some(answer), Some(by)) => Some(Answered { answer, correction: row.correction, by }),
            (None, None) => None,
            _ => return Err(unreadable("a record that is half answered")),
        };
        let (Some(recorded), Some(side)) = (by(row.recorded_by, row.recorded_at)?, row.recorded_side) else {
            return Err(unreadable("a record of nobody"));
        };
        Ok(Record { round: row.round, setting, changed: row.changed, outcome: row.outcome, by: recorded, side, answered })
    }
}

#[derive(Deserialize)]
struct StepJson {
    number: i32,
    text: String,
    owner: Uuid,
    owner_name: String,
    seated: bool,
    side: Side,
    due_on: NaiveDate,
    due_at: Option<DateTime<Utc>>,
    dropped_round: Option<i32>,
    dropped_why: Option<String>,
    dropped_by: Option<String>,
    dropped_at: Option<DateTime<Utc>>,
    done_by: Option<String>,
    done_at: Option<DateTime<Utc>>,
    done_note: String,
}

impl TryFrom<StepJson> for Step {
    type Error = sqlx::Error;

    fn try_from(row: StepJson) -> sqlx::Result<Step> {
        let dropped = match (row.dropped_round, row.dropped_why, by(row.dropped_by, row.dropped_at)?) {
            (None, None, None) => None,
            (Some(round), None, None) => Some(Dropped::InRound(round)),
            (None, Some(why), Some(by)) => Some(Dropped::Said { why, by }),
            _ => return Err(unreadable("a step dropped in two ways, or in half")),
        };
        Ok(Step {
            number: row.number,
            text: row.text,
            owner: row.owner,
            owner_name: row.owner_name,
            seated: row.seated,
            side: row.side,
            due_on: row.due_on,
            due_at: row.due_at,
            dropped,
            done: by(row.done_by, row.done_at)?,
            note: row.done_note,
        })
    }
}

#[derive(sqlx::FromRow)]
struct SessionRow {
    number: i32,
    title: String,
    agenda: String,
    added_by: String,
    added_side: String,
    added_at: DateTime<Utc>,
    revision: i32,
    zone: String,
    begun_by: Option<String>,
    begun_at: Option<DateTime<Utc>>,
    cancelled_by: Option<String>,
    cancelled_at: Option<DateTime<Utc>>,
    cancelled_why: Option<String>,
    rounds: Json<Vec<RoundJson>>,
    steps: Json<Vec<StepJson>>,
    files: Json<Vec<File>>,
}

impl TryFrom<SessionRow> for Session {
    type Error = sqlx::Error;

    fn try_from(row: SessionRow) -> sqlx::Result<Session> {
        let cancelled = match (row.cancelled_why, by(row.cancelled_by, row.cancelled_at)?) {
            (Some(why), Some(by)) => Some(Cancellation { why, by }),
            (None, None) => None,
            _ => return Err(unreadable("a session that is half cancelled")),
        };
        let (mut plans, records): (Vec<_>, Vec<_>) = row.rounds.0.into_iter().partition(|round| round.round == 0);
        Ok(Session {
            number: row.number,
            title: row.title,
            agenda: row.agenda,
            added: By { who: row.added_by, at: row.added_at },
            added_side: row.added_side.parse().map_err(unreadable)?,
            revision: row.revision,
            zone: row.zone.parse().map_err(|_| unreadable("an unknown time zone"))?,
            plan: plans.first_mut().map(RoundJson::setting),
            begun: by(row.begun_by, row.begun_at)?,
            cancelled,
            records: records.into_iter().map(Record::try_from).collect::<sqlx::Result<_>>()?,
            steps: row.steps.0.into_iter().map(Step::try_from).collect::<sqlx::Result<_>>()?,
            files: row.files.0,
        })
    }
}

/// A session with everything that was said of it. One statement.
pub async fn session(db: impl PgExecutor<'_>, engagement: Uuid, number: i32) -> sqlx::Result<Option<Session>> {
    let files = files::attached_at("attached.engagement_id = w.engagement_id and attached.thing = 'WS' || w.number");
    let row: Option<SessionRow> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "select {files} as files, w.number, w.title, w.agenda, a.name as added_by, w.added_side, w.added_at, w.revision, o.time_zone as zone,
                b.name as begun_by, w.begun_at, c.name as cancelled_by, w.cancelled_at, w.cancelled_why,
                coalesce((select json_agg(x order by x.round) from (
                    select r.round, r.place, r.from_at, r.to_at, r.changed, r.outcome, p.name as recorded_by, r.recorded_side, r.recorded_at,
                           r.answer, r.correction, q.name as answered_by, r.answered_at,
                           coalesce((select json_agg(json_build_object('id', u.id, 'name', u.name, 'side', s.side) order by s.side, u.name)
                                     from session_people s join persons u on u.id = s.person_id
                                     where s.engagement_id = r.engagement_id and s.session = r.session and s.round = r.round), '[]') as people,
                           coalesce((select json_agg(json_build_object('number', t.number, 'title', t.title) order by t.number)
                                     from session_topics s join topics t on t.engagement_id = s.engagement_id and t.number = s.topic
                                     where s.engagement_id = r.engagement_id and s.session = r.session and s.round = r.round), '[]') as topics
                    from session_rounds r left join persons p on p.id = r.recorded_by left join persons q on q.id = r.answered_by
                    where r.engagement_id = w.engagement_id and r.session = w.number) x), '[]') as rounds,
                coalesce((select json_agg(x order by x.number) from (
                    select s.number, s.text, s.owner, p.name as owner_name, s.side, s.due_on, t.due_at, s.dropped_round, s.dropped_why,
                           g.name as dropped_by, s.dropped_at, d.name as done_by, s.done_at, s.done_note,
                           exists (select 1 from seat_holders h where h.engagement_id = s.engagement_id and h.person_id = s.owner
                                   and h.side = s.side) as seated
                    from session_steps s join persons p on p.id = s.owner
                    left join persons d on d.id = s.done_by
                    left join persons g on g.id = s.dropped_by
                    left join turns t on t.engagement_id = s.engagement_id and t.thing = 'WS' || s.session || '.' || s.number
                                     and t.side = s.side and t.ended_at is null
                    where s.engagement_id = w.engagement_id and s.session = w.number) x), '[]') as steps
         from working_sessions w
         join engagements e on e.id = w.engagement_id
         join organizations o on o.id = e.client_id
         join persons a on a.id = w.added_by
         left join persons b on b.id = w.begun_by
         left join persons c on c.id = w.cancelled_by
         where w.engagement_id = $1 and w.number = $2"
    )))
    .bind(engagement)
    .bind(number)
    .fetch_optional(db)
    .await?;
    row.map(Session::try_from).transpose()
}

/// A session as the list shows it.
#[derive(Clone, Debug)]
pub struct Line {
    /// `WS1` without its letters.
    pub number: i32,
    /// What it is called.
    pub title: String,
    /// Where.
    pub place: String,
    /// From when.
    pub from: DateTime<Utc>,
    /// To when.
    pub to: DateTime<Utc>,
    /// What came of it; empty before it is recorded.
    pub outcome: String,
    /// How far it has come.
    pub status: Status,
    /// Which side has to move.
    pub waits_on: Option<Side>,
    /// How many of its steps are still to be done.
    pub open_steps: i64,
    /// How many of those should be by now.
    pub overdue_steps: i64,
}

#[derive(sqlx::FromRow)]
struct LineRow {
    number: i32,
    title: String,
    place: String,
    from_at: DateTime<Utc>,
    to_at: DateTime<Utc>,
    outcome: String,
    round: i32,
    recorded_side: Option<String>,
    answer: Option<String>,
    begun: bool,
    cancelled: bool,
    open_steps: i64,
    overdue_steps: i64,
}

impl TryFrom<LineRow> for Line {
    type Error = sqlx::Error;

    fn try_from(row: LineRow) -> sqlx::Result<Line> {
        let answer: Option<Answer> = row.answer.map(|answer| answer.parse().map_err(unreadable)).transpose()?;
        let status = Status::of(row.begun, row.cancelled, (row.round > 0).then_some(answer));
        let side: Option<Side> = row.recorded_side.map(|side| side.parse().map_err(unreadable)).transpose()?;
        Ok(Line {
            number: row.number,
            title: row.title,
            place: row.place,
            from: row.from_at,
            to: row.to_at,
            outcome: row.outcome,
            waits_on: side.and_then(|side| status.waits_on(side)),
            status,
            open_steps: row.open_steps,
            overdue_steps: row.overdue_steps,
        })
    }
}

/// Sessions with the latest round of each; `$2` is now.
macro_rules! lines {
    ($rest:literal) => {
        concat!(
            "select w.number, w.title, r.place, r.from_at, r.to_at, r.outcome, r.round, r.recorded_side, r.answer,
                    w.begun_at is not null as begun, w.cancelled_at is not null as cancelled, s.open as open_steps, s.overdue as overdue_steps
             from working_sessions w
             join lateral (select * from session_rounds r where r.engagement_id = w.engagement_id and r.session = w.number
                           order by r.round desc limit 1) r on true
             join lateral (select count(*) as open, count(*) filter (where t.due_at < $2) as overdue
                           from session_steps s
                           left join turns t on t.engagement_id = s.engagement_id and t.thing = 'WS' || s.session || '.' || s.number
                                            and t.side = s.side and t.ended_at is null
                           where s.engagement_id = w.engagement_id and s.session = w.number
                             and s.done_at is null and s.dropped_round is null and s.dropped_at is null) s on true
             where w.engagement_id = $1 and ",
            $rest
        )
    };
}

/// Which of the sessions that are planned or run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unrecorded {
    /// Those that are not over, by their plan.
    Ahead,
    /// Those that are over, so that somebody has to say how they were.
    Over,
}

/// Sessions that are planned or run, those of the nearest plan first, after session `after` in that order.
pub async fn unrecorded(
    db: impl PgExecutor<'_>,
    engagement: Uuid,
    now: DateTime<Utc>,
    which: Unrecorded,
    after: Option<i32>,
    limit: i64,
) -> sqlx::Result<Vec<Line>> {
    let rows: Vec<LineRow> = sqlx::query_as(lines!(
        "r.round = 0 and w.cancelled_at is null and (r.to_at <= $2) = $3
           and ($4::int is null or (r.from_at, w.number) > (select a.from_at, a.session from session_rounds a
                                                            where a.engagement_id = $1 and a.session = $4 and a.round = 0))
         order by r.from_at, w.number limit $5"
    ))
    .bind(engagement)
    .bind(now)
    .bind(which == Unrecorded::Over)
    .bind(after)
    .bind(limit)
    .fetch_all(db)
    .await?;
    rows.into_iter().map(Line::try_from).collect()
}

/// Sessions that were recorded or cancelled, with numbers below `before`, the newest first.
pub async fn past(
    db: impl PgExecutor<'_>,
    engagement: Uuid,
    now: DateTime<Utc>,
    before: Option<i32>,
    limit: i64,
) -> sqlx::Result<Vec<Line>> {
    let rows: Vec<LineRow> = sqlx::query_as(lines!(
        "(r.round > 0 or w.cancelled_at is not null) and ($3::int is null or w.number < $3) order by w.number desc limit $4"
    ))
    .bind(engagement)
    .bind(now)
    .bind(before)
    .bind(limit)
    .fetch_all(db)
    .await?;
    rows.into_iter().map(Line::try_from).collect()
}

/// What a form about a session offers.
#[derive(Clone, Debug)]
pub struct Choices {
    /// Those who have a seat, the client's first.
    pub people: Vec<Participant>,
    /// Those of them who can take a step on.
    pub owners: Vec<Uuid>,
    /// Topics by number.
    pub topics: Vec<Topic>,
    /// The time zone of the client.
    pub zone: chrono_tz::Tz,
}

#[derive(sqlx::FromRow)]
struct ChoicesRow {
    people: Json<Vec<Participant>>,
    owners: Vec<Uuid>,
    topics: Json<Vec<Topic>>,
    zone: String,
}

/// See [`Choices`]; bounded. One statement.
pub async fn choices(db: impl PgExecutor<'_>, engagement: Uuid) -> sqlx::Result<Choices> {
    let row: ChoicesRow = sqlx::query_as(
        "select o.time_zone as zone,
                coalesce((select json_agg(x order by x.side, x.name) from (
                    select distinct p.id, p.name, h.side from seat_holders h join persons p on p.id = h.person_id
                    where h.engagement_id = e.id order by h.side, p.name limit 200) x), '[]') as people,
                array(select h.person_id from seat_holders h where h.engagement_id = e.id
                      and h.role = any (case h.side when 'client' then $2 else $3 end)) as owners,
                coalesce((select json_agg(x order by x.number) from (
                    select number, title from topics where engagement_id = e.id order by number limit 200) x), '[]') as topics
         from engagements e join organizations o on o.id = e.client_id where e.id = $1",
    )
    .bind(engagement)
    .bind(Ability::LogEvidence.roles_on(Side::Client))
    .bind(Ability::LogEvidence.roles_on(Side::Provider))
    .fetch_one(db)
    .await?;
    Ok(Choices {
        people: row.people.0,
        owners: row.owners,
        topics: row.topics.0,
        zone: row.zone.parse().map_err(|_| unreadable("an unknown time zone"))?,
    })
}

/// Something that was recorded in a session.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Item {
    /// `observation`, `assist`, `wish`, `decision` or `effect`.
    pub kind: String,
    /// Where it is found, as it is referred to.
    pub thing: String,
    /// Who did it, was helped, said, asked or reported it.
    pub who: String,
    pub text: String,
}

/// What was recorded in a session, in order; bounded. One statement.
pub async fn items(db: impl PgExecutor<'_>, engagement: Uuid, session: i32) -> sqlx::Result<Vec<Item>> {
    sqlx::query_as(
        "select kind, thing, who, text from (
             select 'observation' as kind, 'T' || o.topic as thing, p.name as who, o.text, o.logged_at as at, o.number
             from observations o join seats s on s.engagement_id = o.engagement_id and s.number = o.seat join persons p on p.id = s.person_id
             where o.engagement_id = $1 and o.session = $2
             union all
             select 'assist', 'T' || a.topic, p.name, a.text, a.logged_at, a.number
             from assists a join seats s on s.engagement_id = a.engagement_id and s.number = a.seat join persons p on p.id = s.person_id
             where a.engagement_id = $1 and a.session = $2
             union all
             select 'wish', 'N' || n.number, p.name, n.wish, n.recorded_at, n.number from needs n join persons p on p.id = n.said_by
             where n.engagement_id = $1 and n.session = $2
             union all
             select 'decision', 'DC' || d.number, p.name, d.question, d.proposed_at, d.number from decisions d join persons p on p.id = d.proposed_by
             where d.engagement_id = $1 and d.session = $2
             union all
             select 'effect', 'E' || x.number, p.name, x.text, x.reported_at, x.number from effects x join persons p on p.id = x.reported_by
             where x.engagement_id = $1 and x.session = $2) found
         order by at, kind, number limit 200",
    )
    .bind(engagement)
    .bind(session)
    .fetch_all(db)
    .await
}
