//! Whose turn is it? Whatever circulates between the sides is at every moment either somebody's turn or at rest.
//!
//! An event says what it does to turns ([`model::Move`]); committing the change carries it out and computes the due
//! date in the holder's business calendar. What is judged of gates opens and ends turns of their own. Nothing else writes turns.

pub mod model;
pub mod queries;
pub mod reader;

pub use model::{Ask, Turn};
