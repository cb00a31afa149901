//! What happened, said once.
//!
//! [`Event`] is the product's vocabulary: the closed list of things that can happen in an engagement. An event
//! is the audit trail (hash-chained, [`chain`]), the activity page, the notice and the live update. Each room's events stand in
//! one file: what they carry, and beside it what they happened to and what follows from it ([`meaning`]): which turns they move,
//! whom they tell, how they read, what they put in the way of a handover or take out of it, whether they touch readiness.
//! What is read back is a [`StoredEvent`], since a newer version of Tandem may have written what this one does not know.

pub mod chain;
pub mod changes;
pub mod decisions;
pub mod deliverables;
pub mod discovery;
pub mod effects;
pub mod engagement;
mod event;
pub mod feedback;
pub mod files;
mod kinds;
pub mod meaning;
pub mod milestones;
pub mod organization;
pub mod readiness;
pub mod scope;
pub mod sentence;
pub mod sessions;
mod stored;
pub mod topics;

pub use event::Event;
pub use organization::OrganizationEvent;
pub use stored::StoredEvent;

/// Splits an event into its name and its data.
fn to_parts<E: serde::Serialize>(event: &E) -> (String, serde_json::Value) {
    match serde_json::to_value(event) {
        Ok(serde_json::Value::Object(parts)) => parts.into_iter().next().unwrap_or_default(),
        _ => Default::default(),
    }
}

/// Puts an event together again.
fn from_parts<E: serde::de::DeserializeOwned>(kind: &str, detail: serde_json::Value) -> serde_json::Result<E> {
    serde_json::from_value([(kind.to_owned(), detail)].into_iter().collect())
}
