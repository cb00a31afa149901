//! What happened, said once.
//!
//! [`Event`] is the product's vocabulary: the closed list of things that can happen in an engagement. An event
//! is the audit trail (hash-chained, [`chain`]), the activity page ([`sentence`]), the notice and the live update. Beside it stand
//! exhaustive matches: what it does to turns (`moves`) and to what stands in the way of a handover (`blocks`), whom it tells (`tells`),
//! and whether it touches readiness (`touches`).
//! What is read back is a [`StoredEvent`], since a newer version of Tandem may have written what this one does not know.

mod blocks;
pub mod chain;
pub mod event;
mod moves;
pub mod organization;
pub mod sentence;
mod stored;
mod tells;
mod touches;

pub use event::Event;
pub use organization::OrganizationEvent;
pub use stored::StoredEvent;
pub use tells::Tell;

/// Splits an adjacently tagged event into its name and its data.
fn to_parts<T: serde::Serialize>(event: &T) -> (String, serde_json::Value) {
    let mut whole = serde_json::to_value(event).unwrap_or_default();
    let kind = whole["kind"].as_str().unwrap_or_default().to_owned();
    (kind, whole["detail"].take())
}
