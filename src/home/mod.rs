//! Where everybody begins: what waits on me, on my side and on the others, and what happened since I was last here.

mod model;
mod pages;
mod queries;

use crate::web::Routes;

/// The room's routes.
#[must_use]
pub fn routes() -> Routes {
    Routes::default().get("/", pages::home)
}
