//! The clock of the handover: asks the client, some time after a handover, whether it still runs it alone, and lets waivers
//! lapse that nobody answered.
//!
//! Every node runs it. That does nothing twice, because each act locks the engagement and looks again; and what fell due
//! while no node ran is done when one does.

use std::time::Duration;

use uuid::Uuid;

use super::{
    acts::{echoes, waivers},
    queries,
};
use crate::{app::App, web::Error};

/// How often it looks.
const ROUND: Duration = Duration::from_secs(60);
/// How many of each kind a round does at most; the rest waits for the next.
const MOST: i64 = 100;

/// Runs until the process ends.
pub async fn run(app: App) {
    loop {
        match tick(&app).await {
            Ok(0) => {}
            Ok(count) => tracing::info!(count, "the clock of the handover acted"),
            Err(error) => tracing::warn!(error = format!("{error:#}"), "the clock of the handover could not look"),
        }
        tokio::time::sleep(ROUND).await;
    }
}

/// One round. Returns how many echoes were asked and waivers lapsed.
///
/// # Errors
/// When the database fails.
pub async fn tick(app: &App) -> anyhow::Result<usize> {
    let mut count = 0;
    for due in queries::echoes::due(&app.db, app.clock.now(), MOST).await? {
        count += usize::from(acted(due.engagement_id, echoes::ask(app, due.engagement_id, due.milestone, due.days).await));
    }
    for due in queries::waivers::unanswered(&app.db, app.clock.now(), MOST).await? {
        count += usize::from(acted(due.engagement_id, waivers::lapse(app, due.engagement_id, due.milestone, due.number).await));
    }
    Ok(count)
}

/// What goes wrong in one engagement must not hold up the others; the next round tries it again.
fn acted(engagement: Uuid, result: Result<bool, Error>) -> bool {
    result.unwrap_or_else(|error| {
        tracing::warn!(%error, %engagement, "the clock of the handover could not act");
        false
    })
}
