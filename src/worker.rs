//! What every node does by itself, over and over.

use std::{fmt::Display, panic::AssertUnwindSafe, pin::pin, time::Duration};

use futures_util::FutureExt;
use uuid::Uuid;

use crate::{app::App, base::panic, error::Error, things::Thing};

/// How a worker that fell is put back to work.
#[derive(Clone, Copy, Debug)]
pub struct Revival {
    /// It starts again after this pause, and after one twice as long each time that it falls anew.
    pub pause: Duration,
    /// But never after a longer one.
    pub longest: Duration,
    /// It counts as down until it has worked for so long.
    pub proof: Duration,
}

impl Default for Revival {
    fn default() -> Self {
        Revival { pause: Duration::from_secs(1), longest: Duration::from_secs(60), proof: Duration::from_secs(20) }
    }
}

/// Keeps a worker at its work, which has no end of its own, until the process ends. One that panics is put back to work, and
/// [`Watch`](crate::watch::Watch) knows that it is down; `what` names it there and in the log.
pub async fn keep<F: Future<Output = ()>>(app: App, what: &'static str, revival: Revival, work: impl Fn(App) -> F) {
    let mut pause = revival.pause;
    loop {
        let mut working = pin!(AssertUnwindSafe(work(app.clone())).catch_unwind());
        let ended = match tokio::time::timeout(revival.proof, &mut working).await {
            Ok(ended) => ended,
            Err(_) => {
                app.watch.recovered(what);
                pause = revival.pause;
                working.await
            }
        };
        app.watch.fell(what, app.clock.now());
        let error = ended.map_or_else(|panic| panic::said(&*panic), |()| "it came to an end".to_owned());
        tracing::error!(error, "{what} fell; it starts again in {pause:?}");
        tokio::time::sleep(pause).await;
        pause = (pause * 2).min(revival.longest);
    }
}

/// Looks, waits, and looks again until the process ends; `what` names it in the log. `look` answers how often it acted. What
/// goes wrong is left to the next round.
pub async fn every<N, E>(round: Duration, what: &str, app: App, look: impl AsyncFn(&App) -> Result<N, E>)
where
    N: Display + Default + PartialEq,
    E: Into<anyhow::Error>,
{
    loop {
        match look(&app).await {
            Ok(count) if count == N::default() => {}
            Ok(count) => tracing::info!(%count, "{what} acted"),
            Err(error) => tracing::warn!(error = format!("{:#}", error.into()), "{what} could not look"),
        }
        tokio::time::sleep(round).await;
    }
}

/// Whether Tandem itself acted on a thing. What goes wrong in one engagement must not hold up the others; the next round tries
/// it again.
pub fn acted(what: &str, engagement: Uuid, thing: &Thing, result: Result<bool, Error>) -> bool {
    match result {
        Ok(acted) => acted,
        // It was closed meanwhile.
        Err(Error::Refused(_) | Error::NotFound) => false,
        Err(error) => {
            tracing::warn!(%error, %engagement, %thing, "{what} could not act");
            false
        }
    }
}
