//! All SQL of the handover: what readiness rests on, what pages show, what acts write.

pub mod acting;
pub mod echoes;
pub mod shown;
mod trend;
pub mod waivers;
pub mod weeks;

pub use trend::*;
