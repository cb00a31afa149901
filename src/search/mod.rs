//! Finding one's way: what somebody types leads to a thing by its reference or title, a page by its name, an engagement, a person.
//!
//! It knows names alone; what texts say is not searched. Nobody finds what they could not open.

mod model;
mod pages;
mod queries;

use crate::web::Routes;

/// The room's routes.
#[must_use]
pub fn routes() -> Routes {
    Routes::default().get(URL, pages::index)
}

/// Where to search; `?q=` is what for, `?at=` the engagement in which somebody asks.
pub const URL: &str = "/search";
