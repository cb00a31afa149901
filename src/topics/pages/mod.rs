//! The pages of topics.

pub mod evidence;
pub mod files;
pub mod form;
pub mod show;
