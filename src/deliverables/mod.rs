//! Results promised by a scope line, submitted and reviewed.
//!
//! A deliverable is planned under a service line of the agreed scope and takes over the line's acceptance criteria.
//! The provider hands in submissions, numbered, all of which stay. The client reviews each against the criteria: accepts
//! it, or returns it citing what is not met. An acceptance clock, whose dates are fixed by the submission, ends a review
//! that stays out: reminder, notice, second window, deemed accepted ([`clock`]); an engagement may switch the last step off.
//! Files are laid ready at the deliverable until they are handed in, may be added while the submission is under review, and
//! are locked with the review.

pub mod acts;
mod blockers;
pub mod clock;
pub mod model;
mod pages;
mod queries;

use uuid::Uuid;

use crate::{access::engagement, things::Thing, web::Routes};

pub use blockers::blockers;

/// The room's routes.
#[must_use]
pub fn routes() -> Routes {
    Routes::default()
        .get("/engagements/{engagement}/deliverables", pages::list::list)
        .get("/engagements/{engagement}/deliverables/new", pages::plan::new)
        .post("/engagements/{engagement}/deliverables", pages::plan::plan)
        .get("/engagements/{engagement}/deliverables/{number}", pages::show::show)
        .post("/engagements/{engagement}/deliverables/{number}/start", pages::work::start)
        .post("/engagements/{engagement}/deliverables/{number}/submissions", pages::work::submit)
        .post("/engagements/{engagement}/deliverables/{number}/submissions/{submission}/review", pages::work::review)
        .upload("/engagements/{engagement}/deliverables/{number}/files", pages::files::attach)
        .post("/engagements/{engagement}/deliverables/{number}/files/{file}/removal", pages::files::take_away)
}

/// URL of all deliverables of an engagement.
#[must_use]
pub fn url(engagement: Uuid) -> String {
    format!("{}/deliverables", engagement::url(engagement))
}

/// URL of the form that plans one; without a line it asks for the line first.
#[must_use]
pub fn new_url(engagement: Uuid, line: Option<&str>) -> String {
    let base = format!("{}/new", url(engagement));
    line.map_or_else(|| base.clone(), |line| format!("{base}?line={line}"))
}

/// Where files are attached to one.
#[must_use]
pub fn files_url(engagement: Uuid, number: i32) -> String {
    format!("{}/files", Thing::Deliverable(number).url(engagement))
}

/// Where a file that is laid ready at one is taken away.
#[must_use]
pub fn removal_url(engagement: Uuid, number: i32, file: i32) -> String {
    format!("{}/{file}/removal", files_url(engagement, number))
}
