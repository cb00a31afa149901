//! The pages of changes.

pub mod edits;
pub mod index;
pub mod moves;
pub mod new;
pub mod show;
pub mod signing;
