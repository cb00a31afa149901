//! Topics: what is handed over, and how far people have come with it.
//!
//! A **topic** is a business process or skill that is handed over. What people of the client were seen doing puts them on
//! its **ladder** ([`crate::readiness::ladder`]); expert help is an **assist**.

pub mod acts;
pub mod model;
mod pages;
mod queries;
pub mod weeks;

use chrono::NaiveDate;
use sqlx::PgExecutor;
use uuid::Uuid;

use crate::{handover, things::Thing, web::Routes};

/// The room's routes.
#[must_use]
pub fn routes() -> Routes {
    use pages::{evidence, files, form, show};
    Routes::default()
        .get("/engagements/{engagement}/handover/topics/new", form::new)
        .post("/engagements/{engagement}/handover/topics/new", form::plan)
        .get("/engagements/{engagement}/handover/topics/{topic}", show::show)
        .get("/engagements/{engagement}/handover/topics/{topic}/edit", form::edit)
        .post("/engagements/{engagement}/handover/topics/{topic}/edit", form::change)
        .post("/engagements/{engagement}/handover/topics/{topic}/attestations", show::attest)
        .upload("/engagements/{engagement}/handover/topics/{topic}/files", files::attach_runbook)
        .upload("/engagements/{engagement}/handover/topics/{topic}/observations/{observation}/files", files::attach_evidence)
        .get("/engagements/{engagement}/handover/observations/new", evidence::new_observation)
        .post("/engagements/{engagement}/handover/observations/new", evidence::log_observation)
        .get("/engagements/{engagement}/handover/assists/new", evidence::new_assist)
        .post("/engagements/{engagement}/handover/assists/new", evidence::log_assist)
}

/// Where a topic is planned.
#[must_use]
pub fn new_topic_url(engagement: Uuid) -> String {
    format!("{}/topics/new", handover::url(engagement))
}

/// Where it is attested that somebody does a topic alone.
#[must_use]
pub fn attestations_url(engagement: Uuid, number: i32) -> String {
    format!("{}/attestations", Thing::Topic(number).url(engagement))
}

/// Where a runbook is attached to a topic.
#[must_use]
pub fn runbook_files_url(engagement: Uuid, topic: i32) -> String {
    format!("{}/files", Thing::Topic(topic).url(engagement))
}

/// Where evidence is attached to an observation.
#[must_use]
pub fn evidence_files_url(engagement: Uuid, topic: i32, observation: i32) -> String {
    format!("{}/observations/{observation}/files", Thing::Topic(topic).url(engagement))
}

/// Where an assist is recorded.
#[must_use]
pub fn new_assist_url(engagement: Uuid) -> String {
    format!("{}/assists/new", handover::url(engagement))
}

/// Where one person's evidence on a topic is shown.
#[must_use]
pub fn evidence_url(engagement: Uuid, topic: i32, seat: i32) -> String {
    format!("{}?seat={seat}", Thing::Topic(topic).url(engagement))
}

/// How much was done without help, week by week up to today, the earliest first.
///
/// # Errors
/// When the database fails.
pub async fn recent_weeks(db: impl PgExecutor<'_>, engagement: Uuid, today: NaiveDate) -> sqlx::Result<Vec<weeks::Week>> {
    let records = queries::weeks::records(db, engagement, weeks::first_day(today)).await?;
    Ok(weeks::weeks(&records, today))
}
