//! Milestones: from when the client does things alone, agreed, made visible and signed.
//!
//! A **milestone** is the agreement from when the client runs which topics alone; [`crate::readiness`] says whether it can be
//! signed. Both sides together may **waive** a gate for a while. After a handover **echoes** ask whether the client still runs
//! it alone.

pub mod acts;
pub mod clock;
pub mod echo;
pub mod model;
mod pages;
mod queries;
pub mod waiver;

use echo::Asked;
use sqlx::PgExecutor;
use uuid::Uuid;

use crate::{handover, things::Thing, web::Routes};

/// The room's routes.
#[must_use]
pub fn routes() -> Routes {
    use pages::{form, index, show, waivers};
    Routes::default()
        .get("/engagements/{engagement}/handover", index::index)
        .get("/engagements/{engagement}/handover/milestones/new", form::new)
        .post("/engagements/{engagement}/handover/milestones/new", form::plan)
        .get("/engagements/{engagement}/handover/milestones/{milestone}", show::show)
        .get("/engagements/{engagement}/handover/milestones/{milestone}/edit", form::edit)
        .post("/engagements/{engagement}/handover/milestones/{milestone}/edit", form::change)
        .get("/engagements/{engagement}/handover/milestones/{milestone}/signature", show::signature)
        .post("/engagements/{engagement}/handover/milestones/{milestone}/signature", show::sign)
        .get("/engagements/{engagement}/handover/milestones/{milestone}/waivers/new", waivers::new)
        .post("/engagements/{engagement}/handover/milestones/{milestone}/waivers/new", waivers::ask)
        .get("/engagements/{engagement}/handover/waivers/{waiver}", waivers::show)
        .post("/engagements/{engagement}/handover/waivers/{waiver}/answer", waivers::answer)
        .post("/engagements/{engagement}/handover/waivers/{waiver}/end", waivers::end)
}

/// Where a milestone is planned.
#[must_use]
pub fn new_milestone_url(engagement: Uuid) -> String {
    format!("{}/milestones/new", handover::url(engagement))
}

/// Where a milestone is signed.
#[must_use]
pub fn signature_url(engagement: Uuid, number: i32) -> String {
    format!("{}/signature", Thing::Milestone(number).url(engagement))
}

/// Where a waiver is answered.
#[must_use]
pub fn waiver_answer_url(engagement: Uuid, number: i32) -> String {
    format!("{}/answer", Thing::Waiver(number).url(engagement))
}

/// Where a waiver is taken back.
#[must_use]
pub fn waiver_end_url(engagement: Uuid, number: i32) -> String {
    format!("{}/end", Thing::Waiver(number).url(engagement))
}

/// Where the client says whether it still runs alone what a milestone handed over.
#[must_use]
pub fn echo_url(engagement: Uuid, milestone: i32) -> String {
    format!("{}/echo", Thing::Milestone(milestone).url(engagement))
}

/// A milestone that the client may be asked about, and whether it waits for the answer; none when there is no such milestone.
///
/// # Errors
/// When the database fails.
pub async fn asked(db: impl PgExecutor<'_>, engagement: Uuid, milestone: i32) -> sqlx::Result<Option<Asked>> {
    queries::echoes::asked(db, engagement, milestone).await
}
