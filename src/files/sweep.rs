//! Removing what nothing holds: uploads that came to nothing, content that was taken away.
//!
//! Every node sweeps. Before anything is removed its row is marked as given up, which no change enters as a version any more,
//! and no address is used twice: so a removal may come late, or twice, without harm, and needs no lock. The row goes last, so
//! that what fails is tried again.

use std::time::Duration;

use anyhow::Context;
use chrono::TimeDelta;
use uuid::Uuid;

use super::queries::{self, loose::Loose};
use crate::{app::App, worker::every};

/// How often it looks.
const ROUND: Duration = Duration::from_secs(300);
/// How many objects a round removes at most; the rest waits for the next.
const MOST: i64 = 200;
/// The store is given so long to remove one, since the others wait meanwhile.
const PATIENCE: Duration = Duration::from_secs(10);
/// What was not removed is tried again after this time, so that it does not keep back what comes behind it.
const TRIED_AGAIN_AFTER: TimeDelta = TimeDelta::hours(1);

/// Runs until the process ends.
pub async fn run(app: App) {
    every(ROUND, "the sweeper of files", app, sweep).await;
}

/// One round. Returns how many loose objects were removed.
///
/// # Errors
/// When the database fails. What the store does not remove is tried again; while it is away, all of it waits.
pub async fn sweep(app: &App) -> anyhow::Result<usize> {
    let (mut count, now) = (0, app.clock.now());
    for loose in queries::loose::to_sweep(&app.db, now, MOST).await? {
        match remove(app, &loose).await {
            Ok(()) => {
                queries::loose::forget(&app.db, &loose).await?;
                count += 1;
            }
            Err(error) => {
                if let Err(error) = app.settings.files.store.answers().await {
                    tracing::warn!(%error, "loose objects wait to be removed");
                    break;
                }
                let error = format!("{error:#}");
                tracing::warn!(error, engagement = %loose.engagement_id, id = %loose.id, "a loose object was not removed");
                queries::loose::postpone(&app.db, &loose, now + TRIED_AGAIN_AFTER).await?;
            }
        }
    }
    Ok(count)
}

/// Removes an upload that came to nothing now and not a day later, one after the other. One that was recorded stays. The
/// sweeper looks once more when its time has come: what the store was just doing with it may end later than this.
///
/// # Errors
/// When the database or the store fails.
pub(super) async fn give_up(app: &App, engagement: Uuid, id: Uuid) -> anyhow::Result<()> {
    let Some(loose) = queries::loose::give_up(&app.db, engagement, id, app.clock.now()).await? else { return Ok(()) };
    let _one_at_a_time = app.uploads.removing.acquire().await?;
    remove(app, &loose).await
}

async fn remove(app: &App, loose: &Loose) -> anyhow::Result<()> {
    let store = &app.settings.files.store;
    let removal = async {
        store.remove_staged(loose.id, loose.multipart.as_deref()).await?;
        match loose.address()? {
            Some(address) => anyhow::Ok(store.remove(&address).await?),
            None => Ok(()),
        }
    };
    tokio::time::timeout(PATIENCE, removal).await.context("the file store takes too long")?
}
