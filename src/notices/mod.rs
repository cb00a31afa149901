//! Telling people: open pages at once ([`live`]), mails by way of an [`outbox`] that is written in the change's transaction
//! and emptied by [`crate::mail`]. What does not arrive has a [`failure`], which whoever invites is told.

pub mod failure;
pub mod link;
pub mod live;
pub mod outbox;
