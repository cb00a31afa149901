//! What pages show.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{PgExecutor, types::Json};
use uuid::Uuid;

use crate::{
    access::Side,
    db::unreadable,
    deliverables::model::{State, Windows},
    files::{self, File},
    things::Thing,
    turns::Ask,
};

/// A service line of the agreed scope, under which deliverables can be planned.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Service {
    /// The agreed version.
    pub version: i32,
    /// `S1`
    pub key: String,
    /// What it is called.
    pub title: String,
    /// Until when the line is promised.
    pub due_on: Option<NaiveDate>,
    /// Acceptance criteria, in order.
    pub criteria: Vec<String>,
}

const SERVICE: &str = "select l.version, l.key, l.title, l.due_on,
        array(select c.text from scope_criteria c
              where c.engagement_id = l.engagement_id and c.version = l.version and c.key = l.key order by c.position) as criteria
     from scope_versions v
     join scope_lines l on l.engagement_id = v.engagement_id and l.version = v.number
     where v.engagement_id = $1 and v.state = 'agreed' and l.key like 'S%'";

/// The service lines of the agreed scope, in their order; none when no scope is agreed.
pub async fn agreed_services(db: impl PgExecutor<'_>, engagement: Uuid) -> sqlx::Result<Vec<Service>> {
    sqlx::query_as(sqlx::AssertSqlSafe(format!("{SERVICE} order by l.position limit 500"))).bind(engagement).fetch_all(db).await
}

/// One service line of the agreed scope.
pub async fn agreed_service(db: impl PgExecutor<'_>, engagement: Uuid, line: &str) -> sqlx::Result<Option<Service>> {
    sqlx::query_as(sqlx::AssertSqlSafe(format!("{SERVICE} and l.key = $2"))).bind(engagement).bind(line).fetch_optional(db).await
}

/// A service line with how far its deliverables are.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct LineProgress {
    /// `S1`
    pub key: String,
    /// As it is called in the agreed scope, else where its deliverables were planned.
    pub title: String,
    /// Whether it is in the agreed scope.
    pub agreed: bool,
    /// How many deliverables it has.
    pub planned: i64,
    /// How many of them are accepted, or deemed accepted.
    pub finished: i64,
}

/// The lines of the agreed scope and those that have deliverables, with their progress.
pub async fn progress(db: impl PgExecutor<'_>, engagement: Uuid) -> sqlx::Result<Vec<LineProgress>> {
    sqlx::query_as(
        "with agreed as (select l.key, l.title
                         from scope_versions v
                         join scope_lines l on l.engagement_id = v.engagement_id and l.version = v.number
                         where v.engagement_id = $1 and v.state = 'agreed' and l.key like 'S%'),
              counts as (select line_key, max(line_version) as version, count(*) as planned,
                                count(*) filter (where state in ('accepted', 'deemed_accepted')) as finished
                         from deliverables where engagement_id = $1 group by line_key)
         select coalesce(a.key, c.line_key) as key, coalesce(a.title, l.title) as title, a.key is not null as agreed,
                coalesce(c.planned, 0) as planned, coalesce(c.finished, 0) as finished
         from agreed a
         full join counts c on c.line_key = a.key
         left join scope_lines l on l.engagement_id = $1 and l.version = c.version and l.key = c.line_key
         order by substr(coalesce(a.key, c.line_key), 2)::integer limit 500",
    )
    .bind(engagement)
    .fetch_all(db)
    .await
}

/// Whose turn a deliverable is.
#[derive(Clone, Debug)]
pub struct OpenTurn {
    pub side: Side,
    pub ask: Ask,
    /// Until when.
    pub due_at: DateTime<Utc>,
}

#[derive(sqlx::FromRow)]
struct TurnColumns {
    turn_side: Option<String>,
    turn_ask: Option<String>,
    turn_due_at: Option<DateTime<Utc>>,
}

impl TurnColumns {
    fn turn(self) -> sqlx::Result<Option<OpenTurn>> {
        let (Some(side), Some(ask), Some(due_at)) = (self.turn_side, self.turn_ask, self.turn_due_at) else { return Ok(None) };
        Ok(Some(OpenTurn { side: side.parse().map_err(unreadable)?, ask: Ask::read(&ask), due_at }))
    }
}

/// A deliverable in the list.
#[derive(Clone, Debug)]
pub struct Listed {
    /// `D` and this.
    pub number: i32,
    /// What it is called.
    pub title: String,
    /// The line it was planned under.
    pub line: String,
    /// Where it stands.
    pub state: State,
    /// Until when it is promised.
    pub due_on: NaiveDate,
    /// Whose turn it is.
    pub turn: Option<OpenTurn>,
}

#[derive(sqlx::FromRow)]
struct ListedRow {
    number: i32,
    title: String,
    line_key: String,
    state: String,
    submissions: i32,
    due_on: NaiveDate,
    #[sqlx(flatten)]
    turn: TurnColumns,
}

/// The latest deliverables of each line, or those of one line `before` a number; in the order of their numbers.
pub async fn list(
    db: impl PgExecutor<'_>,
    engagement: Uuid,
    line: Option<&str>,
    before: Option<i32>,
    of_each_line: i64,
) -> sqlx::Result<Vec<Listed>> {
    let rows: Vec<ListedRow> = sqlx::query_as(
        "select d.number, d.title, d.line_key, d.state, d.submissions, d.due_on,
                t.side as turn_side, t.ask as turn_ask, t.due_at as turn_due_at
         from (select d.*, row_number() over (partition by line_key order by number desc) as place
               from deliverables d
               where engagement_id = $1 and ($2::text is null or line_key = $2) and ($3::integer is null or number < $3)) d
         left join turns t on t.engagement_id = $1 and t.thing = 'D' || d.number and t.ended_at is null
         where d.place <= $4
         order by d.number",
    )
    .bind(engagement)
    .bind(line)
    .bind(before)
    .bind(of_each_line)
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Listed {
                state: State::of(&row.state, row.submissions).map_err(unreadable)?,
                turn: row.turn.turn()?,
                number: row.number,
                title: row.title,
                line: row.line_key,
                due_on: row.due_on,
            })
        })
        .collect()
}

/// A deliverable as its page shows it.
#[derive(Clone, Debug)]
pub struct Deliverable {
    /// What it is called.
    pub title: String,
    /// What it will be, Markdown.
    pub text: String,
    /// The line it was planned under.
    pub line: String,
    /// As that line was called then.
    pub line_title: String,
    /// Until when it is promised.
    pub due_on: NaiveDate,
    /// Where it stands.
    pub state: State,
    pub planned_by: String,
    /// When.
    pub planned_at: DateTime<Utc>,
    /// When work began, if somebody said so.
    pub started_at: Option<DateTime<Utc>>,
    /// Acceptance criteria, in order.
    pub criteria: Vec<String>,
    /// Whose turn it is.
    pub turn: Option<OpenTurn>,
    /// The files that are laid ready for the next submission.
    pub ready: Vec<File>,
}

#[derive(sqlx::FromRow)]
struct DeliverableRow {
    title: String,
    text: String,
    line_key: String,
    line_title: String,
    due_on: NaiveDate,
    state: String,
    submissions: i32,
    planned_by: String,
    planned_at: DateTime<Utc>,
    started_at: Option<DateTime<Utc>>,
    criteria: Vec<String>,
    ready: Json<Vec<File>>,
    #[sqlx(flatten)]
    turn: TurnColumns,
}

/// One deliverable.
pub async fn deliverable(db: impl PgExecutor<'_>, engagement: Uuid, number: i32) -> sqlx::Result<Option<Deliverable>> {
    let ready =
        files::attached_at("attached.engagement_id = d.engagement_id and attached.thing = 'D' || d.number and attached.part is null");
    let row: Option<DeliverableRow> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "select d.title, d.text, d.line_key, l.title as line_title, d.due_on, d.state, d.submissions,
                p.name as planned_by, d.planned_at, d.started_at,
                array(select c.text from deliverable_criteria c
                      where c.engagement_id = d.engagement_id and c.deliverable = d.number order by c.position) as criteria,
                {ready} as ready,
                t.side as turn_side, t.ask as turn_ask, t.due_at as turn_due_at
         from deliverables d
         join scope_lines l on l.engagement_id = d.engagement_id and l.version = d.line_version and l.key = d.line_key
         join persons p on p.id = d.planned_by
         left join turns t on t.engagement_id = d.engagement_id and t.thing = 'D' || d.number and t.ended_at is null
         where d.engagement_id = $1 and d.number = $2"
    )))
    .bind(engagement)
    .bind(number)
    .fetch_optional(db)
    .await?;
    row.map(|row| {
        Ok(Deliverable {
            state: State::of(&row.state, row.submissions).map_err(unreadable)?,
            turn: row.turn.turn()?,
            title: row.title,
            text: row.text,
            line: row.line_key,
            line_title: row.line_title,
            due_on: row.due_on,
            planned_by: row.planned_by,
            planned_at: row.planned_at,
            started_at: row.started_at,
            criteria: row.criteria,
            ready: row.ready.0,
        })
    })
    .transpose()
}

/// A submission with its review, if there is one.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Submission {
    /// From 1.
    pub number: i32,
    /// What was done and how, Markdown.
    pub notes: String,
    /// Where it can be seen.
    pub links: Vec<String>,
    /// The files that were handed in with it, or added since.
    pub files: Json<Vec<File>>,
    /// Who handed it in.
    pub submitted_by: String,
    /// When.
    pub submitted_at: DateTime<Utc>,
    /// When its reviewers are reminded; none: the window is too short for it.
    pub remind_at: Option<DateTime<Utc>>,
    /// End of the first review window.
    pub review_due_at: DateTime<Utc>,
    /// End of the second.
    pub second_due_at: DateTime<Utc>,
    /// Whether it is deemed accepted then.
    pub deems: bool,
    /// When they were reminded.
    pub reminded_at: Option<DateTime<Utc>>,
    /// When formal notice was given.
    pub noticed_at: Option<DateTime<Utc>>,
    /// How it was decided on.
    pub outcome: Option<String>,
    /// Who reviewed it; none as well when both windows ran out.
    pub reviewed_by: Option<String>,
    /// When.
    pub reviewed_at: Option<DateTime<Utc>>,
    /// The reviewer's words on the whole.
    pub remark: Option<String>,
    /// What the reviewer found, by criterion.
    pub findings: Json<Vec<FoundOn>>,
}

impl Submission {
    /// Its acceptance clock.
    #[must_use]
    pub fn windows(&self) -> Windows {
        Windows {
            remind_at: self.remind_at,
            review_due_at: self.review_due_at,
            second_due_at: self.second_due_at,
            deems: self.deems,
            reminded_at: self.reminded_at,
            noticed_at: self.noticed_at,
        }
    }
}

/// What a reviewer found on a criterion, with its words.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct FoundOn {
    /// The criterion.
    pub text: String,
    /// Whether it is met.
    pub met: bool,
    /// Why not, or a comment.
    pub remark: String,
}

/// The latest submissions of a deliverable, the oldest of them first.
pub async fn submissions(db: impl PgExecutor<'_>, engagement: Uuid, number: i32, most: i64) -> sqlx::Result<Vec<Submission>> {
    let files = files::attached_at(
        "attached.engagement_id = s.engagement_id and attached.thing = 'D' || s.deliverable and attached.part = s.number",
    );
    sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "select * from (
             select s.number, s.notes, {files} as files, p.name as submitted_by, s.submitted_at, s.remind_at, s.review_due_at, s.second_due_at, s.deems,
                    s.reminded_at, s.noticed_at,
                    array(select k.url from submission_links k
                          where k.engagement_id = s.engagement_id and k.deliverable = s.deliverable and k.submission = s.number
                          order by k.position) as links,
                    r.outcome, q.name as reviewed_by, r.reviewed_at, r.remark,
                    coalesce((select jsonb_agg(jsonb_build_object('text', c.text, 'met', f.met, 'remark', f.remark) order by f.position)
                              from review_findings f
                              join deliverable_criteria c on c.engagement_id = f.engagement_id and c.deliverable = f.deliverable
                                                         and c.position = f.position
                              where f.engagement_id = s.engagement_id and f.deliverable = s.deliverable and f.submission = s.number),
                             '[]') as findings
             from submissions s
             join persons p on p.id = s.submitted_by
             left join reviews r on r.engagement_id = s.engagement_id and r.deliverable = s.deliverable and r.submission = s.number
             left join persons q on q.id = r.reviewed_by
             where s.engagement_id = $1 and s.deliverable = $2
             order by s.number desc limit $3) latest
         order by number"
    )))
    .bind(engagement)
    .bind(number)
    .bind(most)
    .fetch_all(db)
    .await
}

/// Feedback on a deliverable, as its page lists it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Feedback {
    /// `F` and this.
    pub number: i32,
    /// What was said.
    pub text: String,
    /// Whether it blocks.
    pub blocking: bool,
    /// Whether it is still open.
    pub open: bool,
}

/// The latest feedback on a deliverable, open entries first.
pub async fn feedback(db: impl PgExecutor<'_>, engagement: Uuid, number: i32) -> sqlx::Result<Vec<Feedback>> {
    sqlx::query_as(
        "select number, text, blocking, closed_at is null as open from feedback_entries
         where engagement_id = $1 and about = $2
         order by closed_at is not null, number desc limit 20",
    )
    .bind(engagement)
    .bind(Thing::Deliverable(number).to_string())
    .fetch_all(db)
    .await
}
