//! Live updates: `pg_notify` in the change, one LISTEN connection a node, one stream of events for each open page.

use std::{collections::HashSet, convert::Infallible, sync::Arc, time::Duration};

use axum::response::sse::{self, KeepAlive, Sse};
use futures_util::{Stream, StreamExt};
use serde::{Deserialize, Serialize};
use sqlx::{PgPool, postgres::PgListener};
use tokio::sync::{broadcast, watch};
use tokio_stream::wrappers::{BroadcastStream, errors::BroadcastStreamRecvError};
use uuid::Uuid;

const CHANNEL: &str = "tandem_live";

/// A stream ends after this long, and the browser opens it again: so a seat or a sign-in that ended is noticed.
const LONGEST: Duration = Duration::from_secs(300);

/// Something changed in an engagement.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Changed {
    /// Where.
    engagement: Uuid,
    /// The event's number.
    number: i32,
    /// Whether somebody's access changed with it.
    access: bool,
}

/// What tells all nodes when the transaction commits: an expression of SQL, with the [`message`] as this parameter.
#[must_use]
pub fn notify(message: &str) -> String {
    format!("pg_notify('{CHANNEL}', {message})")
}

/// What nodes are told of an event.
///
/// # Errors
/// None, but that the type of the encoder has one.
pub fn message(engagement: Uuid, number: i32, access: bool) -> sqlx::Result<String> {
    serde_json::to_string(&Changed { engagement, number, access }).map_err(|error| sqlx::Error::Encode(error.into()))
}

/// The node's end of the line, shared by all open pages.
#[derive(Clone)]
pub struct Live {
    sender: broadcast::Sender<Option<Changed>>,
    closing: Arc<watch::Sender<bool>>,
}

impl Default for Live {
    fn default() -> Self {
        Live { sender: broadcast::channel(1024).0, closing: Arc::new(watch::Sender::new(false)) }
    }
}

impl Live {
    /// Listens until the process ends; reconnects when the database was away, and then lets every page look again.
    pub async fn listen(self, db: PgPool) {
        loop {
            if let Err(error) = self.listen_once(&db).await {
                tracing::warn!(%error, "live updates lost their connection");
            }
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    }

    async fn listen_once(&self, db: &PgPool) -> sqlx::Result<()> {
        let mut listener = PgListener::connect_with(db).await?;
        listener.listen(CHANNEL).await?;
        self.tell(None);
        // `try_recv` answers none when the connection was lost: what came meanwhile is not known.
        while let Some(notification) = listener.try_recv().await? {
            match serde_json::from_str(notification.payload()) {
                Ok(changed) => self.tell(Some(changed)),
                Err(error) => tracing::warn!(%error, "a live update could not be read"),
            }
        }
        Ok(())
    }

    /// Ends all streams, so that a node that shuts down does not wait for open pages.
    pub fn close(&self) {
        self.closing.send_replace(true);
    }

    fn tell(&self, changed: Option<Changed>) {
        // An error only means that no page is open.
        let _ = self.sender.send(changed);
    }

    /// The stream of one open page on these engagements. An event says only that something changed: the page fetches
    /// itself again, with all the checks of a fresh visit.
    pub fn stream(&self, engagements: HashSet<Uuid>) -> Sse<impl Stream<Item = Result<sse::Event, Infallible>> + use<>> {
        let changes = BroadcastStream::new(self.sender.subscribe()).filter_map(move |message| {
            let answer = match message {
                Ok(Some(changed)) if engagements.contains(&changed.engagement) => Some(Heard::Changed(changed)),
                Ok(Some(_)) => None,
                // The line was down, or this page fell behind: it may have missed something.
                Ok(None) | Err(BroadcastStreamRecvError::Lagged(_)) => Some(Heard::Perhaps),
            };
            std::future::ready(answer)
        });
        let events = changes
            .flat_map(|heard| {
                // After a change of access the stream ends, and opening it again asks the guard anew.
                let last = matches!(heard, Heard::Changed(Changed { access: true, .. }));
                futures_util::stream::iter(std::iter::once(Some(heard)).chain(last.then_some(None)))
            })
            .take_while(|heard| std::future::ready(heard.is_some()))
            .filter_map(std::future::ready)
            .map(|heard| {
                Ok(match heard {
                    Heard::Changed(changed) => sse::Event::default().event("changed").id(changed.number.to_string()).data("changed"),
                    Heard::Perhaps => sse::Event::default().event("changed").data("perhaps"),
                })
            });
        let opened = futures_util::stream::iter([Ok(sse::Event::default().event("open").retry(Duration::from_secs(1)).data("open"))]);
        let mut closing = self.closing.subscribe();
        let end = async move {
            tokio::select! {
                () = tokio::time::sleep(LONGEST) => {}
                // An error means that the node is gone, which ends the stream as well.
                _ = closing.wait_for(|closing| *closing) => {}
            }
        };
        Sse::new(opened.chain(events).take_until(Box::pin(end))).keep_alive(KeepAlive::new().interval(Duration::from_secs(20)))
    }
}

enum Heard {
    Changed(Changed),
    Perhaps,
}
