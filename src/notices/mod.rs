//! Telling people: open pages at once ([`live`]), mails through an [`outbox`] that is written in the change's
//! transaction and emptied by a worker ([`worker`]).
//!
//! A mail is written when it is sent ([`letter`]): in the language the person reads then, of what is still theirs to
//! know. What becomes a mail and what became of it is SQL ([`queries`]), how it leaves is the [`post`]'s.

pub mod letter;
pub mod link;
pub mod live;
pub mod outbox;
pub mod post;
mod queries;
pub mod unsubscribe;
pub mod worker;
