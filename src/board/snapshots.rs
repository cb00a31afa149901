//! The daily snapshots: how each open milestone stands, kept once a day.
//!
//! Every node takes them, in small batches. That does nothing twice: the day of the client is part of the key, and whoever
//! comes second finds it taken. Only today is caught up with; a day on which no node ran stays empty, because the past is not
//! made up. A snapshot is derived from records, as an index is: nobody acts, so there is no event.

use std::time::Duration;

use uuid::Uuid;

use crate::{
    app::App,
    readiness::{self, Taken, outlook::outlooks, trend::Snapshot},
    worker::every,
};

/// How often a node looks whether a new day has begun somewhere.
const ROUND: Duration = Duration::from_secs(600);
/// Engagements that are judged at once.
const BATCH: i64 = 50;
/// A snapshot is kept for so many days.
pub const KEPT_DAYS: i32 = 400;

/// Runs until the process ends.
pub async fn run(app: App) {
    every(ROUND, "the taking of snapshots", app, tick).await;
}

/// One round. Returns how many snapshots were taken.
///
/// # Errors
/// When the database fails.
pub async fn tick(app: &App) -> sqlx::Result<u64> {
    readiness::let_go_of_snapshots(&app.db, app.clock.now(), KEPT_DAYS).await?;
    let (mut count, mut after) = (0, Uuid::nil());
    loop {
        let due = readiness::without_snapshot(&app.db, app.clock.now(), after, BATCH).await?;
        let Some(last) = due.last() else { return Ok(count) };
        after = *last;
        count += match take(app, &due).await {
            Ok(taken) => taken,
            Err(_) => one_by_one(app, &due).await,
        };
    }
}

/// Takes what can be taken: an engagement that cannot be judged does not keep the others from it.
async fn one_by_one(app: &App, engagements: &[Uuid]) -> u64 {
    let mut count = 0;
    for engagement in engagements {
        match take(app, &[*engagement]).await {
            Ok(taken) => count += taken,
            Err(error) => tracing::warn!(%engagement, %error, "no snapshot of this engagement's readiness could be taken"),
        }
    }
    count
}

/// Takes today's snapshots of these engagements' open milestones unless they are taken. Returns how many there are more.
///
/// # Errors
/// When the database fails.
pub async fn take(app: &App, engagements: &[Uuid]) -> sqlx::Result<u64> {
    let now = app.clock.now();
    let facts = readiness::facts_of(&app.db, engagements).await?;
    let taken: Vec<Taken> = facts
        .iter()
        .flat_map(|facts| {
            outlooks(facts, now).into_iter().map(|milestone| Taken {
                engagement: facts.engagement,
                milestone: milestone.number,
                snapshot: Snapshot::of(&milestone),
            })
        })
        .collect();
    readiness::insert_snapshots(&app.db, &taken, now).await
}
