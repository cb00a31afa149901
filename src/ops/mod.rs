//! Running Tandem: health checks, and the streams that tell open pages to look again.

mod pages;

use crate::web::Routes;

/// The room's routes.
#[must_use]
pub fn routes() -> Routes {
    Routes::default()
        .get("/health/live", pages::live)
        .get("/health/ready", pages::ready)
        .get_frameless("/live", pages::stream_all)
        .get_frameless("/engagements/{engagement}/live", pages::stream_one)
}
