//! Live updates: `pg_notify` in the change, one LISTEN connection a node, one stream of events for each open page.

use std::{collections::HashSet, convert::Infallible, sync::Arc, time::Duration};

use axum::response::sse::{self, KeepAlive, Sse};
use futures_util::{Stream, StreamExt, stream};
use serde::{Deserialize, Serialize};
use sqlx::{PgConnection, PgPool};
use tokio::sync::{broadcast, watch};
use tokio_stream::wrappers::BroadcastStream;
use uuid::Uuid;

use crate::db::Line;

const CHANNEL: &str = "tandem_live";

/// A stream ends after this long, and the browser opens it again: so a sign-in that ran out is noticed.
const LONGEST: Duration = Duration::from_secs(300);

/// What nodes tell each other. What a newer version of Tandem says is passed over.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(untagged)]
enum Said {
    Changed(Changed),
    /// A sign-in ended.
    SignedOut {
        session: Uuid,
    },
    /// Somebody may see more than before, in engagements that say nothing of it.
    Admitted {
        person: Uuid,
    },
}

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
    said(&Said::Changed(Changed { engagement, number, access }))
}

fn said(said: &Said) -> sqlx::Result<String> {
    serde_json::to_string(said).map_err(|error| sqlx::Error::Encode(error.into()))
}

/// Tells all nodes, when the transaction commits, that a sign-in ended: what a statement selects of each, by its `id`.
pub const TELL_SIGNED_OUT: &str = "pg_notify('tandem_live', json_build_object('session', id)::text)";

/// Tells all nodes, when the transaction commits, that a person was let into engagements which say nothing of it: those of an
/// organization that the person manages from now on.
///
/// # Errors
/// When the database fails.
pub async fn tell_admitted(db: &mut PgConnection, person: Uuid) -> sqlx::Result<()> {
    sqlx::query("select pg_notify($1, $2)").bind(CHANNEL).bind(said(&Said::Admitted { person })?).execute(db).await?;
    Ok(())
}

/// What the streams of a node are told.
#[derive(Clone, Debug)]
enum Told {
    Changed(Changed),
    /// The same, and from now on these people see the engagement; none: it is not known who.
    Access(Changed, Option<Arc<HashSet<Uuid>>>),
    SignedOut(Uuid),
    Admitted(Uuid),
    /// The line was down: something may have happened.
    Perhaps,
}

/// The node's end of the line, shared by all open pages.
#[derive(Clone)]
pub struct Live {
    sender: broadcast::Sender<Told>,
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
            match self.listen_once(&db).await {
                Ok(never) => match never {},
                Err(error) => tracing::warn!(%error, "live updates lost their connection"),
            }
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    }

    async fn listen_once(&self, db: &PgPool) -> sqlx::Result<Infallible> {
        let mut line = Line::open(db, CHANNEL).await?;
        // What came until now is not known.
        self.tell(Told::Perhaps);
        loop {
            match serde_json::from_str(line.next().await?.payload()) {
                Ok(Said::Changed(changed)) if changed.access => {
                    let holders = holders(db, changed.engagement).await;
                    self.tell(Told::Access(changed, holders.map(Arc::new)));
                }
                Ok(Said::Changed(changed)) => self.tell(Told::Changed(changed)),
                Ok(Said::SignedOut { session }) => self.tell(Told::SignedOut(session)),
                Ok(Said::Admitted { person }) => self.tell(Told::Admitted(person)),
                Err(error) => tracing::warn!(%error, "a live update could not be read"),
            }
        }
    }

    /// Ends all streams, so that a node that shuts down does not wait for open pages.
    pub fn close(&self) {
        self.closing.send_replace(true);
    }

    fn tell(&self, told: Told) {
        // An error only means that no page is open.
        let _ = self.sender.send(told);
    }

    /// The stream of one open page. An event says only that something changed: the page fetches itself again, with all the
    /// checks of a fresh visit.
    pub fn stream(&self, reader: Reader) -> Sse<impl Stream<Item = Result<sse::Event, Infallible>> + use<>> {
        let messages = BroadcastStream::new(self.sender.subscribe());
        let events = stream::unfold(Some((messages, reader)), async |listening| {
            let (mut messages, mut reader) = listening?;
            loop {
                // Whoever fell behind may have missed something.
                let told = messages.next().await?.unwrap_or(Told::Perhaps);
                match reader.hears(told) {
                    Heard::Nothing => {}
                    Heard::Look(event) => return Some((Ok(event), Some((messages, reader)))),
                    Heard::LookOnce(event) => return Some((Ok(event), None)),
                    Heard::End => return None,
                }
            }
        });
        let opened = stream::iter([Ok(sse::Event::default().event("open").retry(Duration::from_secs(1)).data("open"))]);
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

/// Who are in an engagement now; none: the database does not say.
async fn holders(db: &PgPool, engagement: Uuid) -> Option<HashSet<Uuid>> {
    let holders = sqlx::query_scalar("select person_id from seat_holders where engagement_id = $1").bind(engagement);
    let holders: sqlx::Result<Vec<Uuid>> = holders.fetch_all(db).await;
    holders.map(HashSet::from_iter).inspect_err(|error| tracing::warn!(%error, "who sits there now is not known")).ok()
}

/// Whoever has a page open.
#[derive(Clone, Debug)]
pub struct Reader {
    pub person: Uuid,
    /// By which sign-in.
    pub session: Uuid,
    /// What the page shows.
    pub sight: Sight,
}

/// What a page shows.
#[derive(Clone, Debug)]
pub enum Sight {
    /// One engagement.
    One(Uuid),
    /// Every engagement in which the reader sits: these.
    All(HashSet<Uuid>),
}

/// What that means for a page.
enum Heard {
    Nothing,
    /// It has to look.
    Look(sse::Event),
    /// The same, and the stream ends: opening it again asks the guard anew.
    LookOnce(sse::Event),
    End,
}

impl Reader {
    fn hears(&mut self, told: Told) -> Heard {
        match told {
            Told::Perhaps => Heard::Look(perhaps()),
            Told::Changed(changed) if self.sees(changed.engagement) => Heard::Look(changed.event()),
            Told::Access(changed, None) => Heard::LookOnce(changed.event()),
            Told::Access(changed, Some(holders)) => self.notes(&changed, holders.contains(&self.person)),
            // The browser asks for it again a moment later; until then it has the cookie of a sign-in that takes its place.
            Told::SignedOut(session) if session == self.session => Heard::End,
            Told::Admitted(person) if person == self.person => Heard::LookOnce(perhaps()),
            Told::Changed(_) | Told::SignedOut(_) | Told::Admitted(_) => Heard::Nothing,
        }
    }

    fn sees(&self, engagement: Uuid) -> bool {
        match &self.sight {
            Sight::One(one) => *one == engagement,
            Sight::All(all) => all.contains(&engagement),
        }
    }

    /// Whether the reader sits there may have changed.
    fn notes(&mut self, changed: &Changed, sits: bool) -> Heard {
        let saw = self.sees(changed.engagement);
        match &mut self.sight {
            Sight::One(_) if saw && !sits => return Heard::LookOnce(changed.event()),
            Sight::One(_) => {}
            Sight::All(all) if sits => _ = all.insert(changed.engagement),
            Sight::All(all) => _ = all.remove(&changed.engagement),
        }
        if saw || self.sees(changed.engagement) { Heard::Look(changed.event()) } else { Heard::Nothing }
    }
}

impl Changed {
    fn event(&self) -> sse::Event {
        sse::Event::default().event("changed").id(self.number.to_string()).data("changed")
    }
}

fn perhaps() -> sse::Event {
    sse::Event::default().event("changed").data("perhaps")
}
