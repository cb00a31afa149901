//! Changes to the agreed scope, agreed on like the scope itself.
//!
//! A **change request** is raised by either side, assessed by the provider with exact edits to lines, offered by the
//! provider's manager and accepted by the client's sponsor. The offer proposes the next version of the scope and is the
//! provider's signature under it; the acceptance is the client's, and makes that version the agreed one in the same act. So a
//! change is signed by the very mechanism that signs the scope, and only one can be on offer at a time. When another version
//! is agreed meanwhile, the change has to be assessed again. [`raise_in`] is the front door for rooms in which one comes up.

pub mod acts;
mod blockers;
pub mod model;
mod pages;
mod queries;
pub mod ripple;

use uuid::Uuid;

use crate::{
    access::{Side, engagement},
    change::Change,
    scope::line::{Kind, Line},
    things::Thing,
    web::{Choice, Result, Routes},
};
use model::NewChange;

pub use blockers::blockers;

/// The room's routes.
#[must_use]
pub fn routes() -> Routes {
    use pages::{edits, index, moves, new, show, signing};
    Routes::default()
        .get("/engagements/{engagement}/changes", index::index)
        .get("/engagements/{engagement}/changes/new", new::new)
        .post("/engagements/{engagement}/changes/new", new::raise)
        .get("/engagements/{engagement}/changes/{number}", show::show)
        .post("/engagements/{engagement}/changes/{number}/assessment", moves::assess)
        .get("/engagements/{engagement}/changes/{number}/lines/new", edits::new_line)
        .post("/engagements/{engagement}/changes/{number}/lines/new", edits::add_line)
        .get("/engagements/{engagement}/changes/{number}/lines/{key}/edit", edits::edit_line)
        .post("/engagements/{engagement}/changes/{number}/lines/{key}/edit", edits::change_line)
        .post("/engagements/{engagement}/changes/{number}/lines/{key}/removal", edits::remove_line)
        .post("/engagements/{engagement}/changes/{number}/lines/{key}/undo", edits::undo)
        .get("/engagements/{engagement}/changes/{number}/offer", signing::offer)
        .post("/engagements/{engagement}/changes/{number}/offer", signing::make_offer)
        .post("/engagements/{engagement}/changes/{number}/offer/withdrawal", moves::withdraw_offer)
        .get("/engagements/{engagement}/changes/{number}/acceptance", signing::acceptance)
        .post("/engagements/{engagement}/changes/{number}/acceptance", signing::accept)
        .post("/engagements/{engagement}/changes/{number}/decline", moves::decline)
        .post("/engagements/{engagement}/changes/{number}/withdrawal", moves::withdraw)
        .post("/engagements/{engagement}/changes/{number}/parking", moves::park)
        .post("/engagements/{engagement}/changes/{number}/resumption", moves::resume)
}

/// URL of the list.
#[must_use]
pub fn url(engagement: Uuid) -> String {
    format!("{}/changes", engagement::url(engagement))
}

/// Where one is raised.
#[must_use]
pub fn new_url(engagement: Uuid) -> String {
    format!("{}/new", url(engagement))
}

/// Where a new line is written into a change.
#[must_use]
pub fn new_line_url(engagement: Uuid, number: i32, kind: Kind) -> String {
    format!("{}/lines/new?kind={kind}", Thing::Change(number).url(engagement))
}

/// Where a line of the agreed scope is changed, or what a new one says.
#[must_use]
pub fn edit_line_url(engagement: Uuid, number: i32, key: &str) -> String {
    format!("{}/lines/{key}/edit", Thing::Change(number).url(engagement))
}

/// The lines of the agreed scope to choose from, with their keys.
#[must_use]
pub fn line_choices(lines: &[Line]) -> Vec<Choice> {
    lines.iter().map(|line| Choice::new(&line.key, format!("{} {}", line.key, line.content.title))).collect()
}

/// Raises a change inside another act, which says so in its own event. `by` raised it, on `side`. Returns its number.
///
/// # Errors
/// `Refused` when it touches a line that does not exist.
pub async fn raise_in(change: &mut Change, new: &NewChange, by: Uuid, side: Side) -> Result<i32> {
    acts::enter(change, new, by, side).await
}
