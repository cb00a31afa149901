//! Handlers, one file for each page and one for what is done on a deliverable's page.

pub mod list;
pub mod plan;
pub mod show;
pub mod work;
