//! Telling people: open pages at once ([`live`]), mails by way of an [`outbox`] that is written in the change's transaction
//! and emptied by [`crate::mail`].

pub mod link;
pub mod live;
pub mod outbox;
