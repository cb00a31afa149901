//! The agreed catalogue of services: what both sides sign.
//!
//! A **version** is written as a draft, line by line: services, exclusions, client duties and ways of working. Proposing
//! freezes the text under a [`digest`]; the version is agreed when the client's sponsor and the provider's manager have
//! signed that same digest, and it then supersedes the one before. Nobody takes a signature back: a change needs a new
//! version. A line keeps its key (`S1`, `X1`, `C1`, `W1`) over all versions. Other rooms know [`carried`] and [`nearest`], and
//! show what becomes of lines by a [`ShownComparison`].

pub mod acts;
pub mod carried;
pub mod compare;
pub mod digest;
pub mod fields;
pub mod line;
pub mod model;
pub mod nearest;
mod pages;
mod queries;

use uuid::Uuid;

pub use compare::{Compared, Comparison, ShownComparison};

use crate::{access::engagement, base::language::Language, things::Thing, web::Routes};
use line::Kind;

/// The room's routes.
#[must_use]
pub fn routes() -> Routes {
    Routes::default()
        .get("/engagements/{engagement}/scope", pages::index)
        .post("/engagements/{engagement}/scope", pages::begin_draft)
        .get("/engagements/{engagement}/scope/lines/{key}", pages::history)
        .get("/engagements/{engagement}/scope/comparison", pages::choose_versions)
        .get("/engagements/{engagement}/scope/{version}", pages::show)
        .get("/engagements/{engagement}/scope/{version}/comparison/{other}", pages::compare)
        .get("/engagements/{engagement}/scope/{version}/document/{language}", pages::printed)
        .get("/engagements/{engagement}/scope/{version}/lines/new", pages::new_line)
        .post("/engagements/{engagement}/scope/{version}/lines/new", pages::add_line)
        .get("/engagements/{engagement}/scope/{version}/lines/{key}/edit", pages::edit_line)
        .post("/engagements/{engagement}/scope/{version}/lines/{key}/edit", pages::change_line)
        .post("/engagements/{engagement}/scope/{version}/lines/{key}/position", pages::move_line)
        .post("/engagements/{engagement}/scope/{version}/lines/{key}/removal", pages::remove_line)
        .post("/engagements/{engagement}/scope/{version}/proposal", pages::propose)
        .get("/engagements/{engagement}/scope/{version}/signature", pages::signature)
        .post("/engagements/{engagement}/scope/{version}/signature", pages::sign)
        .post("/engagements/{engagement}/scope/{version}/withdrawal", pages::withdraw)
}

/// The scope of an engagement: the version that counts, and the list of all.
#[must_use]
pub fn url(engagement: Uuid) -> String {
    format!("{}/scope", engagement::url(engagement))
}

/// One version.
#[must_use]
pub fn version_url(engagement: Uuid, version: i32) -> String {
    Thing::Scope(version).url(engagement)
}

/// Where two versions are chosen to be compared.
#[must_use]
pub fn comparisons_url(engagement: Uuid) -> String {
    format!("{}/comparison", url(engagement))
}

/// What became of another, mostly earlier, version in this one.
#[must_use]
pub fn comparison_url(engagement: Uuid, version: i32, other: i32) -> String {
    format!("{}/comparison/{other}", version_url(engagement, version))
}

/// A version as a document of its own, to be printed.
#[must_use]
pub fn printed_url(engagement: Uuid, version: i32, language: Language) -> String {
    format!("{}/document/{language}", version_url(engagement, version))
}

/// One line over all versions.
#[must_use]
pub fn line_url(engagement: Uuid, key: &str) -> String {
    Thing::Line(key.to_owned()).url(engagement)
}

/// Where a line is written into a draft.
#[must_use]
pub fn new_line_url(engagement: Uuid, version: i32, kind: Kind) -> String {
    format!("{}/lines/new?kind={kind}", version_url(engagement, version))
}

/// Where a line of a draft is changed.
#[must_use]
pub fn edit_line_url(engagement: Uuid, version: i32, key: &str) -> String {
    format!("{}/lines/{key}/edit", version_url(engagement, version))
}

/// Where a line of a draft is moved up or down.
#[must_use]
pub fn position_url(engagement: Uuid, version: i32, key: &str) -> String {
    format!("{}/lines/{key}/position", version_url(engagement, version))
}

/// Where a line is taken out of a draft.
#[must_use]
pub fn removal_url(engagement: Uuid, version: i32, key: &str) -> String {
    format!("{}/lines/{key}/removal", version_url(engagement, version))
}

/// Where a draft is proposed.
#[must_use]
pub fn proposal_url(engagement: Uuid, version: i32) -> String {
    format!("{}/proposal", version_url(engagement, version))
}

/// Where a proposal is read and signed.
#[must_use]
pub fn signature_url(engagement: Uuid, version: i32) -> String {
    format!("{}/signature", version_url(engagement, version))
}

/// Where a draft or a proposal is withdrawn.
#[must_use]
pub fn withdrawal_url(engagement: Uuid, version: i32) -> String {
    format!("{}/withdrawal", version_url(engagement, version))
}
