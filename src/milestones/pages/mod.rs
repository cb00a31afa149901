//! The pages of milestones, and the grid above them.

pub mod form;
pub mod index;
pub mod show;
mod trend;
pub mod waivers;
