//! Decisions: what was asked, advised and decided, by whom and why.
//!
//! A **What** is the client's to decide; the provider may advise as long as it is open. A **How** is answered by the expert; the
//! client may overrule the answer, which then stays on record as the advice that was not followed. What was decided stands: a
//! different decision is a new question. Nothing that was stated is ever changed, so the list is a log.

pub mod acts;
pub mod model;
mod pages;
mod queries;

use uuid::Uuid;

use crate::{access::engagement, web::Routes};

/// The room's routes.
#[must_use]
pub fn routes() -> Routes {
    Routes::default()
        .get("/engagements/{engagement}/decisions", pages::index)
        .get("/engagements/{engagement}/decisions/new", pages::new)
        .post("/engagements/{engagement}/decisions/new", pages::propose)
        .get("/engagements/{engagement}/decisions/{number}", pages::show)
        .post("/engagements/{engagement}/decisions/{number}/advice", pages::advise)
        .post("/engagements/{engagement}/decisions/{number}/decision", pages::decide)
        .post("/engagements/{engagement}/decisions/{number}/answer", pages::answer)
        .post("/engagements/{engagement}/decisions/{number}/overruling", pages::overrule)
        .post("/engagements/{engagement}/decisions/{number}/withdrawal", pages::withdraw)
}

/// URL of the log.
#[must_use]
pub fn url(engagement: Uuid) -> String {
    format!("{}/decisions", engagement::url(engagement))
}

/// Where a decision is asked for.
#[must_use]
pub fn new_url(engagement: Uuid) -> String {
    format!("{}/new", url(engagement))
}
