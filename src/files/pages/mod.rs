//! Handlers: the list of all files, and the content of a version.

pub mod index;
pub mod version;
