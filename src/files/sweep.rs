//! Removing what nothing holds: uploads that came to nothing, content that was taken away.
//!
//! Every node sweeps. Content goes under the lock of its engagement, and only when no version and no other upload is of it;
//! a row goes with what it stands for, so that what fails is tried again.

use std::time::Duration;

use anyhow::Context;
use uuid::Uuid;

use super::queries::{self, Loose};
use crate::app::App;

/// How often it looks.
const ROUND: Duration = Duration::from_secs(300);
/// How many objects a round removes at most; the rest waits for the next.
const MOST: i64 = 200;
/// The store is given so long to remove one, since an engagement waits meanwhile.
const PATIENCE: Duration = Duration::from_secs(10);

/// Runs until the process ends.
pub async fn run(app: App) {
    let mut ticks = tokio::time::interval(ROUND);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        match sweep(&app).await {
            Ok(0) => {}
            Ok(count) => tracing::info!(count, "the file store was swept"),
            Err(error) => tracing::warn!(error = format!("{error:#}"), "the file store could not be swept; the next round tries again"),
        }
    }
}

/// One round. Returns how many loose objects were removed.
///
/// # Errors
/// When the database fails. What the store does not remove is tried again.
pub async fn sweep(app: &App) -> anyhow::Result<usize> {
    let mut count = 0;
    for loose in queries::to_sweep(&app.db, app.clock.now(), MOST).await? {
        match remove(app, &loose).await {
            Ok(()) => count += 1,
            Err(error) => {
                let error = format!("{error:#}");
                tracing::warn!(error, engagement = %loose.engagement_id, id = %loose.id, "a loose object was not removed");
            }
        }
    }
    Ok(count)
}

/// Removes an upload that came to nothing now and not a day later. One that was recorded stays.
///
/// # Errors
/// When the database or the store fails.
pub(super) async fn let_go(app: &App, engagement: Uuid, id: Uuid) -> anyhow::Result<()> {
    match queries::release(&app.db, engagement, id, app.clock.now()).await? {
        Some(loose) => remove(app, &loose).await,
        None => Ok(()),
    }
}

async fn remove(app: &App, loose: &Loose) -> anyhow::Result<()> {
    let store = &app.settings.files.store;
    store.remove_staged(loose.id, loose.multipart.as_deref()).await?;
    let mut tx = app.db.begin().await?;
    let Some(unheld) = queries::lock_loose(&mut tx, loose.engagement_id, loose.id).await? else { return Ok(()) };
    if let Some(digest) = unheld {
        tokio::time::timeout(PATIENCE, store.remove(loose.engagement_id, &digest)).await.context("the file store takes too long")??;
    }
    queries::forget(&mut tx, loose.engagement_id, loose.id).await?;
    tx.commit().await?;
    Ok(())
}
