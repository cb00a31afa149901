//! Telling people: open pages at once ([`live`]), mails through an [`outbox`] that is written in the change's
//! transaction and emptied by a worker ([`worker`]).

pub mod live;
pub mod outbox;
pub mod worker;
