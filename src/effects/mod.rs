//! Effects elsewhere: what the work does to other business areas of the client.
//!
//! Anybody who works in the engagement may report one; the provider only points it out. It is the client's own: its sponsor or
//! lead **acknowledges** it and names the person who owns it, who later says how it was **settled**;
//! when the owner's seat ends before that, they name another one. What turns out to be none
//! is withdrawn by the side that reported it, or declined by the client, with a reason. Until one of these happens it holds back
//! every handover: the client takes over knowing what else has changed.

pub mod acts;
mod blockers;
pub mod model;
mod pages;
mod queries;

use sqlx::PgExecutor;
use uuid::Uuid;

use crate::{access::engagement, web::Routes};

pub use blockers::blockers;

/// The room's routes.
#[must_use]
pub fn routes() -> Routes {
    Routes::default()
        .get("/engagements/{engagement}/effects", pages::index)
        .get("/engagements/{engagement}/effects/new", pages::new)
        .post("/engagements/{engagement}/effects/new", pages::report)
        .get("/engagements/{engagement}/effects/{number}", pages::show)
        .post("/engagements/{engagement}/effects/{number}/acknowledgement", pages::acknowledge)
        .post("/engagements/{engagement}/effects/{number}/owner", pages::hand_on)
        .post("/engagements/{engagement}/effects/{number}/refusal", pages::decline)
        .post("/engagements/{engagement}/effects/{number}/withdrawal", pages::withdraw)
        .post("/engagements/{engagement}/effects/{number}/settlement", pages::settle)
}

/// URL of the list.
#[must_use]
pub fn url(engagement: Uuid) -> String {
    format!("{}/effects", engagement::url(engagement))
}

/// Where one is reported.
#[must_use]
pub fn new_url(engagement: Uuid) -> String {
    format!("{}/new", url(engagement))
}

/// Those who hold a seat at the client, by seat and name: who can own a matter there. One statement.
///
/// # Errors
/// When the database fails.
pub async fn owners(db: impl PgExecutor<'_>, engagement: Uuid) -> sqlx::Result<Vec<(i32, Uuid, String)>> {
    queries::owners(db, engagement).await
}
