//! One test binary: scenes in which people act on a private database.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod access;
mod accounts;
mod activity;
mod browser;
mod budget;
mod changes;
mod cluster;
mod crash;
mod decisions;
mod deliverables;
mod discovery;
mod effects;
mod engagements;
mod feedback;
mod files;
mod graph;
mod handover;
mod holding;
mod home;
mod live;
mod messages;
mod migrations;
mod newer;
mod notices;
mod odd;
mod organizations;
mod pool;
mod readiness;
mod scope;
mod serving;
mod story;
mod support;
mod web;
mod workers;
mod working_sessions;
