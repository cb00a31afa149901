//! Handlers, one file for each page, and two for what is done on a deliverable's page: the work and its files.

pub mod files;
pub mod list;
pub mod plan;
pub mod show;
pub mod work;
