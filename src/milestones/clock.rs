//! The clock of the handover: asks the client, some time after a handover, whether it still runs it alone, and lets waivers
//! lapse that nobody answered.
//!
//! Every node runs it. That does nothing twice, because each act locks the engagement and looks again; and what fell due
//! while no node ran is done when one does.

use std::time::Duration;

use super::{
    acts::{echoes, waivers},
    queries,
};
use crate::{
    app::App,
    things::Thing,
    worker::{acted, every},
};

/// How the log calls it.
const WHAT: &str = "the clock of the handover";
/// How often it looks.
const ROUND: Duration = Duration::from_secs(60);
/// How many of each kind a round does at most; the rest waits for the next.
const MOST: i64 = 100;

/// Runs until the process ends.
pub async fn run(app: App) {
    every(ROUND, WHAT, app, tick).await;
}

/// One round. Returns how many echoes were asked and waivers lapsed.
///
/// # Errors
/// When the database fails.
pub async fn tick(app: &App) -> anyhow::Result<usize> {
    let mut count = 0;
    for due in queries::echoes::due(&app.db, app.clock.now(), MOST).await? {
        let asked = echoes::ask(app, due.engagement_id, due.milestone, due.days).await;
        count += usize::from(acted(WHAT, due.engagement_id, &Thing::Milestone(due.milestone), asked));
    }
    for due in queries::waivers::unanswered(&app.db, app.clock.now(), MOST).await? {
        let lapsed = waivers::lapse(app, due).await;
        count += usize::from(acted(WHAT, due.engagement_id, &Thing::Waiver(due.number), lapsed));
    }
    Ok(count)
}
