//! The things of an engagement that people refer to: `D5`, `F3`, `WS1.2`.
//!
//! What an event happened to, a turn is on, feedback is about and a file belongs to is one of them.

pub mod file_place;
pub mod thing;

pub use file_place::FilePlace;
pub use thing::Thing;
