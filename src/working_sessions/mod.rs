//! Working sessions: time that both sides spend side by side at the client's workplace.
//!
//! A session can be **planned** (and put into everybody's calendar), it **begins**, and it is **recorded**: where and when it
//! was, who took part, what was worked on and changed, what came of it, and which next steps were agreed, each with an owner
//! and a day, so that it is that person's turn. The side that did not record it **confirms** that it was so, or corrects it; a
//! corrected record is written once more, and every round stays. A step ends when its owner's side says that it is done, or either
//! side that it is no longer agreed. What is observed, wished, decided or found in a session is
//! recorded by the room it belongs to and refers to it.

pub mod acts;
mod calendar;
pub mod model;
mod pages;
mod queries;

use uuid::Uuid;

use crate::{access::engagement, things::Thing, web::Routes};

/// The room's routes.
#[must_use]
pub fn routes() -> Routes {
    Routes::default()
        .get("/engagements/{engagement}/sessions", pages::index)
        .get("/engagements/{engagement}/sessions/new", pages::new)
        .post("/engagements/{engagement}/sessions/new", pages::plan)
        .get("/engagements/{engagement}/sessions/record", pages::new_log)
        .post("/engagements/{engagement}/sessions/record", pages::log)
        .get("/engagements/{engagement}/sessions/{number}", pages::show)
        .get_frameless("/engagements/{engagement}/sessions/{number}/calendar", pages::calendar)
        .get("/engagements/{engagement}/sessions/{number}/edit", pages::edit)
        .post("/engagements/{engagement}/sessions/{number}/edit", pages::change)
        .post("/engagements/{engagement}/sessions/{number}/beginning", pages::begin)
        .post("/engagements/{engagement}/sessions/{number}/cancellation", pages::cancel)
        .get("/engagements/{engagement}/sessions/{number}/record", pages::new_record)
        .post("/engagements/{engagement}/sessions/{number}/record", pages::record)
        .post("/engagements/{engagement}/sessions/{number}/answer", pages::answer)
        .upload("/engagements/{engagement}/sessions/{number}/files", pages::attach)
        .post("/engagements/{engagement}/sessions/{number}/steps/{step}/completion", pages::complete)
        .post("/engagements/{engagement}/sessions/{number}/steps/{step}/withdrawal", pages::drop_step)
}

/// URL of the list.
#[must_use]
pub fn url(engagement: Uuid) -> String {
    format!("{}/sessions", engagement::url(engagement))
}

/// Where a session is planned.
#[must_use]
pub fn new_url(engagement: Uuid) -> String {
    format!("{}/new", url(engagement))
}

/// Where a session is recorded that nobody planned.
#[must_use]
pub fn log_url(engagement: Uuid) -> String {
    format!("{}/record", url(engagement))
}

/// Where a session's plan is changed.
#[must_use]
pub fn edit_url(engagement: Uuid, number: i32) -> String {
    format!("{}/edit", Thing::Session(number).url(engagement))
}

/// Where files are attached to a session.
#[must_use]
pub fn files_url(engagement: Uuid, number: i32) -> String {
    format!("{}/files", Thing::Session(number).url(engagement))
}

/// Where a session is recorded.
#[must_use]
pub fn record_url(engagement: Uuid, number: i32) -> String {
    format!("{}/record", Thing::Session(number).url(engagement))
}

/// The calendar file of a planned session.
#[must_use]
pub fn calendar_url(engagement: Uuid, number: i32) -> String {
    format!("{}/calendar", Thing::Session(number).url(engagement))
}
