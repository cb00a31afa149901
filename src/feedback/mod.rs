//! Feedback: a question, a concern, a request or praise, on the engagement or on anything in it.
//!
//! Replies alternate turns: whoever is asked has the turn until they answer, then it is with whoever raised the entry,
//! who closes it or goes on asking. Only the raising side closes; either side may reopen. A blocking entry holds back
//! the handover of what it is about. A request of the client is placed by the provider: within a line of the agreed scope, or
//! outside, as a change, as the client's own matter, or parked. Until then it is somebody's turn. Some time after a handover
//! the client is asked whether it still runs it alone; a no is feedback, even in an engagement that is closed.

pub mod acts;
mod blockers;
pub mod model;
mod pages;
mod queries;

use uuid::Uuid;

use crate::{access::engagement, web::Routes};

pub use blockers::blockers;

/// The room's routes.
#[must_use]
pub fn routes() -> Routes {
    Routes::default()
        .get("/engagements/{engagement}/feedback", pages::index)
        .get("/engagements/{engagement}/feedback/new", pages::new)
        .post("/engagements/{engagement}/feedback", pages::raise)
        .get("/engagements/{engagement}/feedback/{number}", pages::show)
        .post("/engagements/{engagement}/feedback/{number}/replies", pages::reply)
        .post("/engagements/{engagement}/feedback/{number}/placement", pages::place)
        .post("/engagements/{engagement}/feedback/{number}/closing", pages::close)
        .post("/engagements/{engagement}/feedback/{number}/reopening", pages::reopen)
        .get("/engagements/{engagement}/handover/milestones/{milestone}/echo", pages::echo)
        .post("/engagements/{engagement}/handover/milestones/{milestone}/echo", pages::answer_echo)
        .upload("/engagements/{engagement}/feedback/{number}/files", pages::attach)
}

/// URL of the list.
#[must_use]
pub fn url(engagement: Uuid) -> String {
    format!("{}/feedback", engagement::url(engagement))
}
