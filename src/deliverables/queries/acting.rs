//! What acts read and write, under the lock of their change.

use chrono::{DateTime, Utc};
use sqlx::PgExecutor;
use uuid::Uuid;

use crate::{
    base::text::Link,
    change::Change,
    db::unreadable,
    deliverables::model::{Finding, NewDeliverable, NewSubmission, State, Windows},
};

/// What the rules need to know of a deliverable.
#[derive(Clone, Debug)]
pub struct Standing {
    /// What it is called.
    pub title: String,
    /// Where it stands.
    pub state: State,
    /// How many criteria it has, numbered from 1.
    pub criteria: i32,
}

/// Where a deliverable stands, under the change's lock.
pub async fn standing(change: &mut Change, number: i32) -> sqlx::Result<Option<Standing>> {
    let engagement = change.engagement();
    let row: Option<(String, String, i32, i32)> = sqlx::query_as(
        "select d.title, d.state, d.submissions,
                (select count(*)::integer from deliverable_criteria c where c.engagement_id = d.engagement_id and c.deliverable = d.number)
         from deliverables d
         where d.engagement_id = $1 and d.number = $2",
    )
    .bind(engagement)
    .bind(number)
    .fetch_optional(&mut **change)
    .await?;
    row.map(|(title, state, submissions, criteria)| {
        let state = State::of(&state, submissions).map_err(unreadable)?;
        Ok(Standing { title, state, criteria })
    })
    .transpose()
}

/// All deliverables: number, key of the line it is promised under, where it stands.
pub async fn states(db: impl PgExecutor<'_>, engagement: Uuid) -> sqlx::Result<Vec<(i32, String, State)>> {
    let rows: Vec<(i32, String, String, i32)> =
        sqlx::query_as("select number, line_key, state, submissions from deliverables where engagement_id = $1 order by number")
            .bind(engagement)
            .fetch_all(db)
            .await?;
    let stands = |(number, line, state, submissions): (i32, String, String, i32)| {
        Ok((number, line, State::of(&state, submissions).map_err(unreadable)?))
    };
    rows.into_iter().map(stands).collect()
}

/// Enters a planned deliverable with its criteria; returns its number.
pub async fn insert(change: &mut Change, by: Uuid, version: i32, new: &NewDeliverable, criteria: &[&str]) -> sqlx::Result<i32> {
    let (engagement, now) = (change.engagement(), change.now());
    let number = sqlx::query_scalar(
        "insert into deliverables (engagement_id, number, title, text, line_version, line_key, due_on, state, state_since, planned_by, planned_at)
         select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9, $8 from deliverables where engagement_id = $1
         returning number",
    )
    .bind(engagement)
    .bind(&new.title)
    .bind(&new.text)
    .bind(version)
    .bind(&new.line)
    .bind(new.due_on)
    .bind(State::Planned.as_str())
    .bind(now)
    .bind(by)
    .fetch_one(&mut **change)
    .await?;
    sqlx::query(
        "insert into deliverable_criteria (engagement_id, deliverable, position, text)
         select $1, $2, c.position, c.text from unnest($3::text[]) with ordinality as c (text, position)",
    )
    .bind(engagement)
    .bind(number)
    .bind(criteria)
    .execute(&mut **change)
    .await?;
    Ok(number)
}

/// Moves a deliverable on.
pub async fn set_state(change: &mut Change, number: i32, state: State) -> sqlx::Result<()> {
    let (engagement, now) = (change.engagement(), change.now());
    sqlx::query(
        "update deliverables set state = $3, submissions = $4, state_since = $5,
                started_at = case when $3 = 'in_work' then $5 else started_at end
         where engagement_id = $1 and number = $2",
    )
    .bind(engagement)
    .bind(number)
    .bind(state.as_str())
    .bind(state.submissions())
    .bind(now)
    .execute(&mut **change)
    .await?;
    Ok(())
}

/// Enters a submission with its links.
pub async fn insert_submission(
    change: &mut Change,
    by: Uuid,
    number: i32,
    submission: i32,
    new: &NewSubmission,
    windows: &Windows,
) -> sqlx::Result<()> {
    let (engagement, now) = (change.engagement(), change.now());
    sqlx::query(
        "insert into submissions (engagement_id, deliverable, number, notes, submitted_by, submitted_at, remind_at, review_due_at,
                                  second_due_at, deems)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(engagement)
    .bind(number)
    .bind(submission)
    .bind(&new.notes)
    .bind(by)
    .bind(now)
    .bind(windows.remind_at)
    .bind(windows.review_due_at)
    .bind(windows.second_due_at)
    .bind(windows.deems)
    .execute(&mut **change)
    .await?;
    let links: Vec<&str> = new.links.iter().map(Link::as_str).collect();
    sqlx::query(
        "insert into submission_links (engagement_id, deliverable, submission, position, url)
         select $1, $2, $3, k.position, k.url from unnest($4::text[]) with ordinality as k (url, position)",
    )
    .bind(engagement)
    .bind(number)
    .bind(submission)
    .bind(links)
    .execute(&mut **change)
    .await?;
    Ok(())
}

/// Enters how a submission was decided on: by somebody, or because both windows ran out.
pub async fn insert_review(
    change: &mut Change,
    by: Option<Uuid>,
    number: i32,
    submission: i32,
    outcome: State,
    remark: &str,
) -> sqlx::Result<()> {
    let (engagement, now) = (change.engagement(), change.now());
    sqlx::query(
        "insert into reviews (engagement_id, deliverable, submission, outcome, reviewed_by, reviewed_at, remark)
         values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(engagement)
    .bind(number)
    .bind(submission)
    .bind(outcome.as_str())
    .bind(by)
    .bind(now)
    .bind(remark)
    .execute(&mut **change)
    .await?;
    Ok(())
}

/// Enters what a reviewer found on each criterion.
pub async fn insert_findings(change: &mut Change, number: i32, submission: i32, findings: &[Finding]) -> sqlx::Result<()> {
    let engagement = change.engagement();
    let positions: Vec<i32> = findings.iter().map(|finding| finding.position).collect();
    let met: Vec<bool> = findings.iter().map(|finding| finding.met).collect();
    let remarks: Vec<&str> = findings.iter().map(|finding| finding.remark.as_str()).collect();
    sqlx::query(
        "insert into review_findings (engagement_id, deliverable, submission, position, met, remark)
         select $1, $2, $3, f.position, f.met, f.remark
         from unnest($4::integer[], $5::boolean[], $6::text[]) as f (position, met, remark)",
    )
    .bind(engagement)
    .bind(number)
    .bind(submission)
    .bind(positions)
    .bind(met)
    .bind(remarks)
    .execute(&mut **change)
    .await?;
    Ok(())
}

/// The acceptance clock of a submission.
pub async fn windows(change: &mut Change, number: i32, submission: i32) -> sqlx::Result<Option<Windows>> {
    let engagement = change.engagement();
    sqlx::query_as(
        "select remind_at, review_due_at, second_due_at, deems, reminded_at, noticed_at from submissions
         where engagement_id = $1 and deliverable = $2 and number = $3",
    )
    .bind(engagement)
    .bind(number)
    .bind(submission)
    .fetch_optional(&mut **change)
    .await
}

/// Records that the reviewers were reminded.
pub async fn set_reminded(change: &mut Change, number: i32, submission: i32) -> sqlx::Result<()> {
    let (engagement, now) = (change.engagement(), change.now());
    sqlx::query("update submissions set reminded_at = $4 where engagement_id = $1 and deliverable = $2 and number = $3")
        .bind(engagement)
        .bind(number)
        .bind(submission)
        .bind(now)
        .execute(&mut **change)
        .await?;
    Ok(())
}

/// Records that formal notice was given.
pub async fn set_noticed(change: &mut Change, number: i32, submission: i32, second_due_at: DateTime<Utc>) -> sqlx::Result<()> {
    let (engagement, now) = (change.engagement(), change.now());
    sqlx::query("update submissions set noticed_at = $4, second_due_at = $5 where engagement_id = $1 and deliverable = $2 and number = $3")
        .bind(engagement)
        .bind(number)
        .bind(submission)
        .bind(now)
        .bind(second_due_at)
        .execute(&mut **change)
        .await?;
    Ok(())
}
