//! How people sign in.

use crate::{app::App, web::Routes};

/// The room's routes.
#[must_use]
pub fn routes() -> Routes {
    Routes::default()
}

/// Brakes.
#[derive(Default)]
pub struct Limits;

/// Removes what has expired.
pub async fn sweep(_app: App) {}
