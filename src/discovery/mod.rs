//! Discovery: what the client wants, in its own words, and what the provider understood.
//!
//! A **wish** is kept verbatim and never edited. A **need** restates it: what was understood, why it matters, by what both
//! will know that it is met. Each restatement is a round that the client answers with yes, partly or no; yes confirms, anything
//! else returns the turn to the provider. Confirmed needs are what services of the scope answer; [`confirmed_needs`] is the
//! front door for that.

pub mod acts;
pub mod model;
mod pages;
mod queries;

use sqlx::PgExecutor;
use uuid::Uuid;

use crate::{access::engagement, things::Thing, web::Routes};
use model::ConfirmedNeed;

/// The room's routes.
#[must_use]
pub fn routes() -> Routes {
    Routes::default()
        .get("/engagements/{engagement}/needs", pages::index)
        .get("/engagements/{engagement}/needs/new", pages::new_wishes)
        .post("/engagements/{engagement}/needs/new", pages::state_wishes)
        .get("/engagements/{engagement}/needs/{number}", pages::show)
        .post("/engagements/{engagement}/needs/{number}/restatements", pages::restate)
        .post("/engagements/{engagement}/needs/{number}/answer", pages::answer)
        .post("/engagements/{engagement}/needs/{number}/rest", pages::set_aside)
        .post("/engagements/{engagement}/needs/{number}/resumption", pages::resume)
}

/// URL of the list.
#[must_use]
pub fn url(engagement: Uuid) -> String {
    format!("{}/needs", engagement::url(engagement))
}

/// Where wishes are stated.
#[must_use]
pub fn new_url(engagement: Uuid) -> String {
    format!("{}/new", url(engagement))
}

/// One wish with its need.
#[must_use]
pub fn need_url(engagement: Uuid, number: i32) -> String {
    Thing::Need(number).url(engagement)
}

/// The needs that are confirmed and not set aside, by number; bounded. One statement.
///
/// # Errors
/// When the database fails.
pub async fn confirmed_needs(db: impl PgExecutor<'_>, engagement: Uuid) -> sqlx::Result<Vec<ConfirmedNeed>> {
    queries::confirmed(db, engagement).await
}

/// The needs that a line of the agreed scope answers, by number. One statement.
///
/// # Errors
/// When the database fails.
pub async fn needs_of_line(db: impl PgExecutor<'_>, engagement: Uuid, key: &str) -> sqlx::Result<Vec<i32>> {
    queries::needs_of_line(db, engagement, key).await
}
