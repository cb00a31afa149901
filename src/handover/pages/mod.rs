//! The pages of the handover.

pub mod evidence;
pub mod files;
pub mod index;
pub mod milestone_form;
pub mod milestones;
pub mod topic_form;
pub mod topics;
mod trend;
pub mod waivers;
mod words;
