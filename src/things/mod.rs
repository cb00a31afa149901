//! The things of an engagement that people refer to: `D5`, `F3`, `WS1.2`.
//!
//! What an event happened to, a turn is on, feedback is about and a file belongs to is one of them. One table knows them all,
//! by reference, with the title as it stands: whoever speaks of a thing names its reference, and reads its title there. A row
//! comes and is renamed with the thing's own, by a trigger on that table; of what is only a text, the statement that
//! enters the text enters its beginning here ([`queries::named`]). So a new kind of thing brings its own table and trigger, and changes nothing that speaks of things.

pub mod file_place;
pub mod queries;
pub mod thing;

pub use file_place::FilePlace;
pub use thing::Thing;
