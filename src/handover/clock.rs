//! The clock of the handover: asks the client, some time after a handover, whether it still runs it alone.
//!
//! Every node runs it. That asks nothing twice, because each act locks the engagement and looks again; and what fell due
//! while no node ran is asked when one does.

use std::time::Duration;

use super::{acts::echoes, queries};
use crate::app::App;

/// How often it looks.
const ROUND: Duration = Duration::from_secs(60);
/// How many a round asks at most; the rest waits for the next.
const MOST: i64 = 100;

/// Runs until the process ends.
pub async fn run(app: App) {
    loop {
        match tick(&app).await {
            Ok(0) => {}
            Ok(count) => tracing::info!(count, "echoes were asked"),
            Err(error) => tracing::warn!(error = format!("{error:#}"), "the clock of the handover could not look"),
        }
        tokio::time::sleep(ROUND).await;
    }
}

/// One round. Returns how many echoes were asked.
///
/// # Errors
/// When the database fails.
pub async fn tick(app: &App) -> anyhow::Result<usize> {
    let mut count = 0;
    for due in queries::echoes::due(&app.db, app.clock.now(), MOST).await? {
        match echoes::ask(app, due.engagement_id, due.milestone, due.days).await {
            Ok(asked) => count += usize::from(asked),
            // What goes wrong in one engagement must not hold up the others; the next round tries it again.
            Err(error) => tracing::warn!(%error, engagement = %due.engagement_id, milestone = due.milestone, "an echo could not be asked"),
        }
    }
    Ok(count)
}
