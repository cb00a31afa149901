//! Pieces of work between a provider and a client, and who sits in them.
//!
//! An engagement has a title, dates and the promises of both sides (its terms). A person takes part by a seat: a side
//! and a role. Each side decides about its own seats; only the client's first sponsor is invited by the provider's
//! manager, since nobody is there yet who could. Where the engagement stands (its phase) and how far it has come (its progress)
//! are derived from records.

pub mod acts;
pub mod burn_up;
pub mod model;
mod pages;
pub mod phase;
mod queries;
pub mod seats;
pub mod timeline;
mod waiting;

pub use waiting::Waiting;

use uuid::Uuid;

pub use crate::access::engagement::people_url;

use crate::{access::engagement, organizations, web::Routes};

/// URL of the engagements of a person.
pub const URL: &str = "/engagements";

/// The room's routes.
#[must_use]
pub fn routes() -> Routes {
    Routes::default()
        .get(URL, pages::index)
        .get("/organizations/{organization}/engagements/new", pages::new)
        .post("/organizations/{organization}/engagements", pages::create)
        .get("/engagements/{engagement}", pages::overview)
        .get("/engagements/{engagement}/progress", pages::progress)
        .get("/engagements/{engagement}/terms", pages::terms)
        .post("/engagements/{engagement}/terms", pages::set_terms)
        .get("/engagements/{engagement}/people", pages::people)
        .post("/engagements/{engagement}/people/invitations", pages::invite)
        .post("/engagements/{engagement}/people/invitations/{number}/withdrawal", pages::withdraw_invitation)
        .post("/engagements/{engagement}/people/invitations/{number}/mail", pages::send_again)
        .get("/engagements/{engagement}/people/{seat}", pages::seat)
        .post("/engagements/{engagement}/people/{seat}", pages::change_seat)
        .post("/engagements/{engagement}/people/{seat}/end", pages::end_seat)
}

/// URL of the form that opens an engagement of a provider.
#[must_use]
pub fn new_url(provider: Uuid) -> String {
    format!("{}/new", opening_url(provider))
}

/// Where that form is sent.
#[must_use]
pub fn opening_url(provider: Uuid) -> String {
    format!("{}/engagements", organizations::url(provider))
}

/// URL of how far the work has come.
#[must_use]
pub fn progress_url(engagement: Uuid) -> String {
    format!("{}/progress", engagement::url(engagement))
}

/// URL of the terms.
#[must_use]
pub fn terms_url(engagement: Uuid) -> String {
    format!("{}/terms", engagement::url(engagement))
}

/// Where somebody is invited; each invitation is below it.
#[must_use]
pub fn invitations_url(engagement: Uuid) -> String {
    format!("{}/invitations", people_url(engagement))
}

/// URL of one seat.
#[must_use]
pub fn seat_url(engagement: Uuid, seat: i32) -> String {
    format!("{}/{seat}", people_url(engagement))
}
