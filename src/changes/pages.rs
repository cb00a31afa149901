//! The pages of changes.

pub mod edits;
pub mod index;
pub mod new;
pub mod show;
pub mod signing;
