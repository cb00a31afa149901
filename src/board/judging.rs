//! Judges what time has overtaken: levels that lapse, windows and waivers that end, dates that pass.
//!
//! Every node runs it. That does nothing twice, because each engagement is locked and looked at again; and until it has been
//! judged, whoever looks is shown what the rules say then.

use std::time::Duration;

use uuid::Uuid;

use crate::{
    access::Actor,
    app::App,
    change::{Change, WhenClosed},
    readiness,
    things::Thing,
    web::Result,
    worker::{acted, every},
};

/// How the log calls it.
const WHAT: &str = "the judging of readiness";
/// How often it looks.
const ROUND: Duration = Duration::from_secs(30);
/// Engagements that are looked up at once.
const BATCH: i64 = 200;

/// Runs until the process ends.
pub async fn run(app: App) {
    every(ROUND, WHAT, app, tick).await;
}

/// One round. Returns in how many engagements there was something to be told.
///
/// # Errors
/// When the database fails.
pub async fn tick(app: &App) -> anyhow::Result<usize> {
    let (mut told, mut after) = (0, Uuid::nil());
    loop {
        let lapsed = readiness::lapsed(&app.db, app.clock.now(), after, BATCH).await?;
        let Some(last) = lapsed.last() else { return Ok(told) };
        after = *last;
        for engagement in lapsed {
            told += usize::from(acted(WHAT, engagement, &Thing::Engagement, judge(app, engagement).await));
        }
    }
}

/// Judges an engagement again, if something of it no longer holds. Returns whether there was anything to be told.
///
/// # Errors
/// `Refused` when it is closed.
pub async fn judge(app: &App, engagement: Uuid) -> Result<bool> {
    let mut change = Change::begin(&app.db, engagement, Actor::Tandem, None, app.clock.now(), WhenClosed::Refuse).await?;
    let now = change.now();
    // Another node, or somebody's act, may have come first.
    if !readiness::has_lapsed(&mut *change, engagement, now).await? {
        return Ok(false);
    }
    change.judge().await
}
