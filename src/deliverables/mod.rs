//! Results promised by a scope line, submitted and reviewed.

pub mod clock;

use crate::web::Routes;

/// The room's routes.
#[must_use]
pub fn routes() -> Routes {
    Routes::default()
}
