//! Mails: taken from the outbox, written when they are sent and handed in.
//!
//! A mail is written ([`letter`]) in the language the person reads then, of what is still theirs to know. What becomes a mail
//! and what became of it is SQL ([`queries`]), how it leaves is the [`post`]'s; a [`worker`] empties the outbox. What takes long
//! stands [`aside`], so that others leave.

mod aside;
pub mod letter;
pub mod post;
mod queries;
mod smtp;
pub mod unsubscribe;
pub mod worker;

pub use queries::CLAIM;
