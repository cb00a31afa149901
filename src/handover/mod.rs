//! Knowledge transfer: from when the client does things alone, agreed, made visible and signed.
//!
//! A **topic** is a business process or skill that is handed over. What people of the client were seen doing puts them on
//! its **ladder**; expert help is an **assist**. A **milestone** is the agreement from when the client runs which topics
//! alone; [`crate::readiness`] says whether it can be signed. Both sides together may **waive** a gate for a while. After a handover **echoes** ask whether the client still runs it alone.
//! A **snapshot** a day keeps how it stood, so that a **trend** can be seen.

pub mod acts;
pub mod clock;
pub mod echo;
pub mod judging;
pub mod model;
mod pages;
mod queries;
pub mod snapshots;
pub mod trend;
pub mod waiver;
pub mod weeks;

use uuid::Uuid;

use crate::{access::engagement, things::Thing, web::Routes};

pub use queries::{
    Look,
    echoes::{Asked, asked},
    trends_of,
};

/// The room's routes.
#[must_use]
pub fn routes() -> Routes {
    use pages::{evidence, files, index, milestone_form, milestones, topic_form, topics, waivers};
    Routes::default()
        .get("/engagements/{engagement}/handover", index::index)
        .get("/engagements/{engagement}/handover/topics/new", topic_form::new)
        .post("/engagements/{engagement}/handover/topics/new", topic_form::plan)
        .get("/engagements/{engagement}/handover/topics/{topic}", topics::show)
        .get("/engagements/{engagement}/handover/topics/{topic}/edit", topic_form::edit)
        .post("/engagements/{engagement}/handover/topics/{topic}/edit", topic_form::change)
        .post("/engagements/{engagement}/handover/topics/{topic}/attestations", topics::attest)
        .upload("/engagements/{engagement}/handover/topics/{topic}/files", files::attach_runbook)
        .upload("/engagements/{engagement}/handover/topics/{topic}/observations/{observation}/files", files::attach_evidence)
        .get("/engagements/{engagement}/handover/observations/new", evidence::new_observation)
        .post("/engagements/{engagement}/handover/observations/new", evidence::log_observation)
        .get("/engagements/{engagement}/handover/assists/new", evidence::new_assist)
        .post("/engagements/{engagement}/handover/assists/new", evidence::log_assist)
        .get("/engagements/{engagement}/handover/milestones/new", milestone_form::new)
        .post("/engagements/{engagement}/handover/milestones/new", milestone_form::plan)
        .get("/engagements/{engagement}/handover/milestones/{milestone}", milestones::show)
        .get("/engagements/{engagement}/handover/milestones/{milestone}/edit", milestone_form::edit)
        .post("/engagements/{engagement}/handover/milestones/{milestone}/edit", milestone_form::change)
        .get("/engagements/{engagement}/handover/milestones/{milestone}/signature", milestones::signature)
        .post("/engagements/{engagement}/handover/milestones/{milestone}/signature", milestones::sign)
        .get("/engagements/{engagement}/handover/milestones/{milestone}/waivers/new", waivers::new)
        .post("/engagements/{engagement}/handover/milestones/{milestone}/waivers/new", waivers::ask)
        .get("/engagements/{engagement}/handover/waivers/{waiver}", waivers::show)
        .post("/engagements/{engagement}/handover/waivers/{waiver}/answer", waivers::answer)
        .post("/engagements/{engagement}/handover/waivers/{waiver}/end", waivers::end)
}

/// The grid of an engagement and its milestones.
#[must_use]
pub fn url(engagement: Uuid) -> String {
    format!("{}/handover", engagement::url(engagement))
}

/// Where a topic is planned.
#[must_use]
pub fn new_topic_url(engagement: Uuid) -> String {
    format!("{}/topics/new", url(engagement))
}

/// Where a topic is changed.
#[must_use]
pub fn edit_topic_url(engagement: Uuid, number: i32) -> String {
    format!("{}/edit", Thing::Topic(number).url(engagement))
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

/// Where an observation is recorded.
#[must_use]
pub fn new_observation_url(engagement: Uuid) -> String {
    format!("{}/observations/new", url(engagement))
}

/// Where an assist is recorded.
#[must_use]
pub fn new_assist_url(engagement: Uuid) -> String {
    format!("{}/assists/new", url(engagement))
}

/// Where a milestone is planned.
#[must_use]
pub fn new_milestone_url(engagement: Uuid) -> String {
    format!("{}/milestones/new", url(engagement))
}

/// Where a milestone is changed.
#[must_use]
pub fn edit_milestone_url(engagement: Uuid, number: i32) -> String {
    format!("{}/edit", Thing::Milestone(number).url(engagement))
}

/// Where a milestone is signed.
#[must_use]
pub fn signature_url(engagement: Uuid, number: i32) -> String {
    format!("{}/signature", Thing::Milestone(number).url(engagement))
}

/// Where it is asked that a gate of a milestone is waived.
#[must_use]
pub fn new_waiver_url(engagement: Uuid, milestone: i32) -> String {
    format!("{}/waivers/new", Thing::Milestone(milestone).url(engagement))
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
