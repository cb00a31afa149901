//! Files: evidence attached to submissions, topics (their runbooks), observations, feedback and working
//! sessions.
//!
//! A file has a number in its engagement, a place and versions, all of which stay: attaching one of the same name at the
//! same place makes the next version. Its bytes lie in a [store](crate::store) under the engagement and their SHA-256, and are checked
//! against it whenever they are read. This room takes files in ([`staging`]), keeps, shows and sweeps them ([`sweep`]); the
//! rooms whose things they are attached to own the rules: each has a form of its own and calls [`acts::attach`] in its change.

pub mod acts;
mod attached;
mod blockers;
pub mod model;
mod pages;
mod queries;
mod shown;
pub mod staging;
pub mod sweep;
mod upload;
pub mod verify;

use uuid::Uuid;

use crate::{access::engagement, web::Routes};

pub use attached::attached_at;
pub use blockers::blockers;
pub use model::File;
pub use shown::{AttachForm, FileLine};
pub use staging::Staged;
pub use upload::{NotTaken, receive};

/// The room's routes.
#[must_use]
pub fn routes() -> Routes {
    Routes::default()
        .get("/engagements/{engagement}/files", pages::index::index)
        .get_frameless("/engagements/{engagement}/files/{number}/versions/{version}", pages::version::version)
}

/// URL of the list of all files of an engagement.
#[must_use]
pub fn url(engagement: Uuid) -> String {
    format!("{}/files", engagement::url(engagement))
}

/// URL of a version's content.
#[must_use]
pub fn version_url(engagement: Uuid, number: i32, version: i32) -> String {
    format!("{}/{number}/versions/{version}", url(engagement))
}
