//! Who may do what. Pure.
//!
//! A person sits in an engagement on one [`Side`] in one [`Role`]; the matrix in [`ability`] says what
//! each role may do. Pages, forms, turns and acts all ask it, so a permission is written down once.

pub mod ability;
mod actor;
pub mod engagement;
pub mod role;

pub use ability::{Ability, Needs, needs};
pub use actor::Actor;
pub use engagement::{Engagement, Party};
pub use role::{Role, Side};
