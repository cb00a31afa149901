//! What every node does by itself, over and over.

use std::{fmt::Display, time::Duration};

use uuid::Uuid;

use crate::{app::App, error::Error, things::Thing};

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
