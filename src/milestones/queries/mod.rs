//! All SQL of milestones: what pages show, what acts write.

pub mod acting;
pub mod echoes;
pub mod shown;
pub mod waivers;
