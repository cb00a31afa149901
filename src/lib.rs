//! Tandem: a client engagement portal. Provider and client work on the same page until the client runs the result alone.
//!
//! # The house
//!
//! What puts it together stands on top, the rooms below it, the ground floor below them. Imports point down: the order is
//! written once in `tests/it/graph.rs`, which asserts it and prints who uses whom. A room knows another by what its `mod.rs`
//! offers and by its model.
//!
//! # A room
//!
//! - `model`: the rules. Pure: no clock, no database, tested beside their code.
//! - `queries`: the only SQL. What pages show, what acts read and write under their lock.
//! - `acts`: what people do. One act is one transaction and one [`events::Event`]; the permission is an argument.
//! - `pages`: handlers and the values of their templates. `mod.rs` lists the routes and makes the URLs.
//!
//! # What happens when somebody posts a form
//!
//! 1. [`web::Routes`] knows the guard of each handler: it takes [`web::Seat`]`<needs::SignScope>` and is called only for
//!    somebody who sits in that engagement and may do that.
//! 2. The handler reads the form. What is typed wrongly is said at its field, with everything that was typed.
//! 3. The act begins a [`change::Change`], which locks the engagement, asks the model whether the rules allow it, and writes.
//! 4. `change.commit(event)` ends it. The event is appended to the chain of hashes, moves turns, tells people by mail and open
//!    pages at once, and, where it touches readiness, the engagement's milestones are judged again: all of that in the same
//!    transaction, so that none of it is ever missing.
//! 5. The answer leads to a page, which is read from rows: nothing is worked out from events when somebody looks.
//!
//! # Where to begin a change
//!
//! - Something new that people do: its event in [`events`], then the act, then its form.
//! - A new kind of thing that others speak of: [`things`], so that it has a reference, a title and a URL everywhere.
//! - A new condition of a handover: [`readiness::gates`], and what touches it beside the events.
//! - Another table or column: a new file in `migrations`, with sample rows in `tests/it/migrations`. One that has landed is
//!   never edited; a test holds its checksum.

// On top.
/// The list of all rooms' routes, and of what works by itself.
pub mod house;
/// Making anew what is kept of computations, from what events and all rooms' records say.
pub mod rebuild;

// The rooms.
/// How people sign in.
pub mod accounts;
/// What happened in an engagement, and whether its chain holds.
pub mod activity;
/// All engagements of a manager: which handovers are in danger, and why; and the workers that keep that true.
pub mod board;
/// Changes to the agreed scope, signed as the scope is.
pub mod changes;
/// What was asked, advised and decided, and why.
pub mod decisions;
/// Results promised by a scope line, submitted and reviewed.
pub mod deliverables;
/// The demo: the worked example, loaded through the acts that people use.
pub mod demo;
/// What the client wants, in its own words, and what the provider understood.
pub mod discovery;
/// Side effects in other business areas of the client, which the client owns.
pub mod effects;
/// Pieces of work between two organizations, and who sits in them.
pub mod engagements;
/// Questions, concerns, requests and praise, closed by the side that raised them.
pub mod feedback;
/// Evidence attached to things, in versions, kept in an object store.
pub mod files;
/// What topics and milestones share on their pages.
pub mod handover;
/// What waits on me, and what happened since I was last here.
pub mod home;
/// From when the client runs what alone: signatures, waivers, echoes.
pub mod milestones;
/// Health checks and the streams of open pages.
pub mod ops;
/// Firms, their people and business calendars.
pub mod organizations;
/// The agreed catalogue of services, signed by both sides.
pub mod scope;
/// Finding a thing, a page, an engagement or a person by name.
pub mod search;
/// What is handed over, and how far people have come with it.
pub mod topics;
/// Time spent side by side: planned, recorded, confirmed by the other side.
pub mod working_sessions;

// The ground floor.
/// Who may do what.
pub mod access;
/// What all handlers share.
pub mod app;
/// Clock, calendar, languages, text, money. Pure.
pub mod base;
/// What stands in the way of a handover.
pub mod blockers;
/// The people of the worked example.
pub mod cast;
/// One change to an engagement: a transaction that ends in an event.
pub mod change;
/// Flags and variables.
pub mod config;
/// PostgreSQL: connecting to it, its constraints, faults and migrations.
pub mod db;
/// Why something was not done.
pub mod error;
/// What happened, said once.
pub mod events;
/// Brakes on guessing and on work for strangers.
pub mod limits;
/// Mails, written when they are sent.
pub mod mail;
/// Telling people.
pub mod notices;
/// In which session something is recorded.
pub mod occasion;
/// One change to an organization, the same way.
pub mod organization_change;
/// Whether a handover can be signed: gates, light and forecast, judged from records.
pub mod readiness;
/// Where the bytes of files lie.
pub mod store;
/// Who sits in an engagement and what was promised there, as a change finds it.
pub mod surroundings;
/// What people refer to: `D5`, `M5`.
pub mod things;
/// Whose turn it is.
pub mod turns;
/// Which workers are down.
pub mod watch;
/// Routes, guards, forms, errors, the frame of a page.
pub mod web;
/// What every node does by itself, over and over.
pub mod worker;
