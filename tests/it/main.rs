//! One test binary: scenes in which people act on a private database.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod access;
mod accounts;
mod activity;
mod cluster;
mod deliverables;
mod feedback;
mod graph;
mod messages;
mod migrations;
mod notices;
mod organizations;
mod pool;
mod support;
