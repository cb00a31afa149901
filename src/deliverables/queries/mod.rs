//! The SQL of deliverables: what pages show, what acts read and write under their lock, what the acceptance clock looks for.

mod acting;
mod clock;
mod shown;

pub use acting::*;
pub use clock::*;
pub use shown::*;
