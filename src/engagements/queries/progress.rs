//! From what the page of the progress is drawn: one statement.

use chrono::NaiveDate;
use serde::Deserialize;
use sqlx::{PgExecutor, types::Json};
use uuid::Uuid;

use crate::engagements::burn_up::Version;

/// See the module. All days are those where the client works.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct ProgressRecords {
    /// First day of the engagement.
    pub starts_on: NaiveDate,
    /// Last day of the engagement.
    pub ends_on: NaiveDate,
    /// When it was closed.
    pub closed_on: Option<NaiveDate>,
    /// Where the client works.
    pub time_zone: String,
    /// Versions of the scope that were agreed, the first one first.
    pub versions: Json<Vec<Version>>,
    /// All deliverables, the first due first.
    pub deliverables: Json<Vec<DeliverableDays>>,
    /// All milestones, the first due first.
    pub milestones: Json<Vec<MilestoneDays>>,
}

/// The days of a deliverable.
#[derive(Clone, Debug, Deserialize)]
pub struct DeliverableDays {
    /// `D` and this.
    pub number: i32,
    /// What it is called.
    pub title: String,
    /// The service it was planned under.
    pub line: String,
    /// Where it stands, as stored.
    pub state: String,
    /// Number of its latest submission.
    pub submissions: i32,
    /// When it was planned.
    pub planned_on: NaiveDate,
    /// Until when it is promised.
    pub due_on: NaiveDate,
    /// When its latest submission was handed in.
    pub handed_in_on: Option<NaiveDate>,
    /// When it was accepted or deemed accepted.
    pub accepted_on: Option<NaiveDate>,
}

/// The days of a milestone.
#[derive(Clone, Debug, Deserialize)]
pub struct MilestoneDays {
    /// `M` and this.
    pub number: i32,
    /// What it is called.
    pub title: String,
    /// When it was planned.
    pub planned_on: NaiveDate,
    /// For when it is agreed.
    pub due_on: NaiveDate,
    /// When both sides had signed.
    pub signed_on: Option<NaiveDate>,
}

/// The records of an engagement's progress.
///
/// # Errors
/// When the database fails.
pub async fn progress(db: impl PgExecutor<'_>, engagement: Uuid) -> sqlx::Result<ProgressRecords> {
    sqlx::query_as(
        "select e.starts_on, e.ends_on, (e.closed_at at time zone c.time_zone)::date as closed_on, c.time_zone,
                (select coalesce(json_agg(x order by x.number), '[]') from (
                    select v.number, (v.agreed_at at time zone c.time_zone)::date as agreed_on,
                           (select coalesce(json_agg(l), '[]') from (
                               select key, days, due_on from scope_lines
                               where engagement_id = e.id and version = v.number and key like 'S%') l) as services
                    from scope_versions v where v.engagement_id = e.id and v.agreed_at is not null) x) as versions,
                (select coalesce(json_agg(x order by x.due_on, x.number), '[]') from (
                    select d.number, d.title, d.line_key as line, d.state, d.submissions, d.due_on,
                           (d.planned_at at time zone c.time_zone)::date as planned_on,
                           (s.submitted_at at time zone c.time_zone)::date as handed_in_on,
                           case when d.state in ('accepted', 'deemed_accepted') then (r.reviewed_at at time zone c.time_zone)::date end
                               as accepted_on
                    from deliverables d
                    left join submissions s on s.engagement_id = e.id and s.deliverable = d.number and s.number = d.submissions
                    left join reviews r on r.engagement_id = e.id and r.deliverable = d.number and r.submission = d.submissions
                    where d.engagement_id = e.id) x) as deliverables,
                (select coalesce(json_agg(x order by x.due_on, x.number), '[]') from (
                    select number, title, (planned_at at time zone c.time_zone)::date as planned_on,
                           (at at time zone c.time_zone)::date as due_on, (signed_at at time zone c.time_zone)::date as signed_on
                    from milestones where engagement_id = e.id) x) as milestones
         from engagements e join organizations c on c.id = e.client_id
         where e.id = $1",
    )
    .bind(engagement)
    .fetch_one(db)
    .await
}
