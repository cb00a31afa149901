//! All SQL of topics: what pages show, what acts read and write.

pub mod acting;
pub mod shown;
pub mod weeks;
