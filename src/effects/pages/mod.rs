//! The pages of effects.

mod index;
mod new;
mod show;

pub use index::index;
pub use new::{new, report};
pub use show::{acknowledge, decline, hand_on, settle, show, withdraw};
