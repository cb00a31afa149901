//! The acceptance clock: reminds before a review window ends, gives notice when it ran out, and deems accepted when the
//! second did, too.
//!
//! Every node runs it. That does nothing twice, because each act locks the engagement and looks again; and what fell due
//! while no node ran is caught up with, the notice first. A reminder of a window that is over is left out: see
//! [`Windows::reminder_is_due`](super::model::Windows::reminder_is_due).

use std::time::Duration;

use super::{
    acts,
    queries::{self, Due},
};
use crate::{
    app::App,
    error::Error,
    things::Thing,
    worker::{self, every},
};

/// How the log calls it.
const WHAT: &str = "the acceptance clock";
/// How often it looks.
const ROUND: Duration = Duration::from_secs(30);
/// How many acts of each kind a round does at most; the rest waits for the next.
const MOST: i64 = 100;

/// Runs until the process ends.
pub async fn run(app: App) {
    every(ROUND, WHAT, app, tick).await;
}

/// One round. Returns how often it reminded, gave notice and deemed accepted.
///
/// # Errors
/// When the database fails.
pub async fn tick(app: &App) -> anyhow::Result<usize> {
    let mut count = 0;
    for due in queries::reminders_due(&app.db, app.clock.now(), MOST).await? {
        count += usize::from(acted(due, acts::remind(app, due.engagement_id, due.deliverable, due.submission).await));
    }
    for due in queries::notices_due(&app.db, app.clock.now(), MOST).await? {
        count += usize::from(acted(due, acts::give_notice(app, due.engagement_id, due.deliverable, due.submission).await));
    }
    for due in queries::acceptances_due(&app.db, app.clock.now(), MOST).await? {
        count += usize::from(acted(due, acts::deem_accepted(app, due.engagement_id, due.deliverable, due.submission).await));
    }
    Ok(count)
}

fn acted(due: Due, result: Result<bool, Error>) -> bool {
    worker::acted(WHAT, due.engagement_id, &Thing::Deliverable(due.deliverable), result)
}
