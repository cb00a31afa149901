//! Empties the outbox: takes a mail, writes it, hands it to the post, notes what became of it.
//!
//! Nothing is locked while a mail is under way: it is claimed until a lease runs out, so that several nodes do not send
//! it twice, and a node that dies in the middle leaves it to the others. Then, and only then, a mail may arrive twice; and
//! where the mail server took it so late that nobody waited any more.
//!
//! A mail that is not gone promptly stands aside, and the next one takes its place: what hangs holds up nothing else.

use std::{convert::Infallible, pin::pin, sync::Arc, time::Duration};

use anyhow::{Context, bail};
use chrono::{DateTime, TimeDelta, Utc};
use serde::de::DeserializeOwned;
use serde_json::Value;
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    task::{JoinError, JoinSet},
    time::Instant,
};

use super::{
    aside::{Aside, Place},
    letter::{Invitation, Letter, PasswordReset},
    post::{Patience, Post},
    queries::{self, Bundle, Content, Outcome},
    unsubscribe,
};
use crate::{
    app::App,
    notices::failure::{Failure, FailureKind},
    worker,
};

/// How often the outbox is looked at. A notice waits a minute for others anyway.
const PERIOD: Duration = Duration::from_secs(2);
/// How many mails a node sends at once, those that stand aside not counted.
const LANES: usize = 8;
/// How long a worker has for one mail.
const LEASE: Duration = Duration::from_secs(180);
/// After so many tries a mail is given up: about nine hours, with the pauses between.
const MOST_ATTEMPTS: i32 = 10;
/// How long a mail is put off for which there is no room: a mail server that is slow with everybody goes on being used.
const PUT_OFF: TimeDelta = TimeDelta::seconds(15);
/// The longest text of an error that is kept, in characters.
const LONGEST_ERROR: usize = 300;
/// How long a row stays after its mail was sent or given up.
const KEPT: TimeDelta = TimeDelta::days(30);
/// How often those are removed.
const SWEEPS: Duration = Duration::from_secs(3600);

/// Runs until the process ends.
pub async fn run(app: App) {
    match Mailer::new(&app, Patience::default()) {
        Ok(mailer) => {
            let sweep = worker::every(SWEEPS, "the sweep of mails", app, sweep);
            let (never, ()) = tokio::join!(mailer.run(), sweep);
            match never {}
        }
        Err(error) => tracing::error!(%error, "no mail will be sent"),
    }
}

/// Sends everything that is due now; answers how many mails were sent.
///
/// # Errors
/// When the database fails or the mail settings cannot be understood. A mail that is not taken is no error: it is tried
/// again later.
pub async fn drain(app: &App) -> anyhow::Result<usize> {
    Mailer::new(app, Patience::default())?.drain().await
}

/// Removes the rows of mails that were sent or given up a month ago; answers how many.
///
/// # Errors
/// When the database fails.
pub async fn sweep(app: &App) -> sqlx::Result<u64> {
    let mut removed = 0;
    loop {
        match queries::remove_settled(&app.db, app.clock.now() - KEPT).await? {
            0 => return Ok(removed),
            rows => removed += rows,
        }
    }
}

/// Sends mails.
pub struct Mailer {
    hand: Hand,
    lanes: Arc<Semaphore>,
    aside: Aside,
    /// The mails that are being sent; each answers whether it was.
    under_way: JoinSet<sqlx::Result<bool>>,
    /// How many were, of those that have ended.
    sent: usize,
}

/// What sending one mail takes.
#[derive(Clone)]
struct Hand {
    app: App,
    post: Arc<Post>,
    patience: Patience,
}

/// The room that a mail takes up while it is under way.
#[expect(dead_code, reason = "held, and free again when it is dropped")]
enum Room {
    Lane(OwnedSemaphorePermit),
    Aside(Place),
}

impl Mailer {
    /// One for the post that the settings name.
    ///
    /// # Errors
    /// When the mail settings cannot be understood.
    pub fn new(app: &App, patience: Patience) -> anyhow::Result<Mailer> {
        let hand = Hand { app: app.clone(), post: Arc::new(Post::of(app)?), patience };
        Ok(Mailer { hand, lanes: Arc::new(Semaphore::new(LANES)), aside: Aside::default(), under_way: JoinSet::new(), sent: 0 })
    }

    async fn run(mut self) -> Infallible {
        let mut ticks = tokio::time::interval(PERIOD);
        ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            ticks.tick().await;
            if let Err(error) = self.begin_due().await {
                tracing::warn!(%error, "the outbox could not be emptied");
            }
            while let Some(ended) = self.under_way.try_join_next() {
                self.count(ended);
            }
            if self.under_way.is_empty() {
                self.hand.post.rest();
            }
        }
    }

    /// Sends everything that is due now, and waits for what hangs; answers how many mails were sent.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn drain(&mut self) -> anyhow::Result<usize> {
        self.begin_due().await?;
        while let Some(ended) = self.under_way.join_next().await {
            self.count(ended);
        }
        self.hand.post.rest();
        Ok(std::mem::take(&mut self.sent))
    }

    /// Begins to send everything that is due now, and returns when the last of it has begun.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn begin_due(&mut self) -> anyhow::Result<()> {
        loop {
            let lane = self.lanes.clone().acquire_owned().await?;
            let (app, claimed) = (&self.hand.app, Instant::now());
            let now = app.clock.now();
            let Some(bundle) = queries::claim(&app.db, now, now + LEASE).await? else { return Ok(()) };
            match self.room(&bundle, lane) {
                Some(room) => {
                    self.under_way.spawn(self.hand.clone().deliver(bundle, claimed, room, self.aside.clone()));
                    while let Some(ended) = self.under_way.try_join_next() {
                        self.count(ended);
                    }
                }
                None => {
                    queries::settle(&app.db, &bundle, &Outcome::PutOff(now + PUT_OFF), now).await?;
                    if !bundle.was_slow {
                        queries::put_off(&app.db, &bundle.domain, now, now + PUT_OFF).await?;
                    }
                }
            }
        }
    }

    fn count(&mut self, ended: Result<sqlx::Result<bool>, JoinError>) {
        match ended {
            Ok(Ok(was_sent)) => self.sent += usize::from(was_sent),
            Ok(Err(error)) => tracing::warn!(%error, "what became of a mail was not noted: it may be sent again"),
            Err(error) => tracing::error!(%error, "sending a mail panicked"),
        }
    }

    /// The room for a mail: a lane, or aside when it hung the last time. None: it has to wait, since others of its domain hang.
    fn room(&self, bundle: &Bundle, lane: OwnedSemaphorePermit) -> Option<Room> {
        if bundle.was_slow {
            return self.aside.enter_again(&bundle.domain).map(Room::Aside);
        }
        (!self.aside.is_crowded(&bundle.domain)).then_some(Room::Lane(lane))
    }
}

impl Hand {
    /// Sends a mail and notes what became of it; answers whether it was sent.
    async fn deliver(self, bundle: Bundle, claimed: Instant, room: Room, aside: Aside) -> sqlx::Result<bool> {
        let Some(outcome) = self.outcome(&bundle, claimed, room, &aside).await else {
            tracing::warn!("a mail was not sent, since its claim was about to end");
            return Ok(false);
        };
        // What was sent must not be sent again because the database was away for a moment.
        loop {
            match queries::settle(&self.app.db, &bundle, &outcome, self.app.clock.now()).await {
                Ok(()) => return Ok(matches!(outcome, Outcome::Sent)),
                Err(error) if claimed.elapsed() > LEASE => return Err(error),
                Err(error) => tracing::warn!(%error, "what became of a mail could not be noted yet"),
            }
            tokio::time::sleep(PERIOD).await;
        }
    }

    /// What became of a mail; none when nothing was tried, and the next claim decides.
    async fn outcome(&self, bundle: &Bundle, claimed: Instant, room: Room, aside: &Aside) -> Option<Outcome> {
        let letter = match write(&self.app, bundle).await {
            Ok(Some(letter)) => letter,
            Ok(None) => return Some(Outcome::Dropped),
            Err(error) => return Some(self.failed(bundle, Failure::new(FailureKind::Broken, format!("{error:#}")))),
        };
        let id = *bundle.ids.first()?;
        // Another worker may begin with it as soon as the claim ends.
        if claimed.elapsed() + self.patience.mail >= LEASE {
            return None;
        }
        let mut sending = pin!(self.post.send(&self.app, id, &letter, self.patience.mail));
        let mut room = room;
        let taken = match tokio::time::timeout(self.patience.prompt, &mut sending).await {
            Ok(taken) => taken,
            Err(_) => {
                if matches!(room, Room::Lane(_))
                    && let Some(place) = aside.enter(&bundle.domain)
                {
                    room = Room::Aside(place);
                }
                sending.await
            }
        };
        drop(room);
        Some(taken.map_or_else(|failure| self.failed(bundle, failure), |()| Outcome::Sent))
    }

    fn failed(&self, bundle: &Bundle, failure: Failure) -> Outcome {
        let failure = Failure { said: failure.said.chars().take(LONGEST_ERROR).collect(), ..failure };
        let said = failure.said.as_str();
        // Nothing makes an address of what is none.
        if bundle.attempts >= MOST_ATTEMPTS || failure.kind == FailureKind::Address {
            tracing::error!(error = said, "a mail is given up");
            return Outcome::GivenUp(failure);
        }
        tracing::warn!(error = said, attempts = bundle.attempts, "a mail could not be sent yet");
        let retry = retry_at(self.app.clock.now(), bundle.attempts);
        Outcome::Failed(failure, retry)
    }
}

/// The mail; none when nobody is to get it any more.
async fn write(app: &App, bundle: &Bundle) -> anyhow::Result<Option<Letter>> {
    let letter = match &bundle.content {
        Content::Notice { person, engagement, events } => {
            let Some(notice) = queries::notice(&app.db, *person, *engagement, events).await? else { return Ok(None) };
            queries::remember_unsubscribe(&app.db, *person, &unsubscribe::hash(&notice.unsubscribe)).await?;
            notice.write(&app.settings)?
        }
        Content::Other { kind, address, language, detail } => {
            let language = language.parse().unwrap_or_default();
            match kind.as_str() {
                "invitation" => data::<Invitation>(detail)?.write(language, address)?,
                "password_reset" => data::<PasswordReset>(detail)?.write(language, address)?,
                other => bail!("unknown kind of mail: {other}"),
            }
        }
    };
    Ok(Some(letter))
}

/// The data of a mail. The error does not repeat them: they hold a secret link.
fn data<T: DeserializeOwned>(detail: &Value) -> anyhow::Result<T> {
    T::deserialize(detail).ok().context("the data of the mail are incomplete")
}

/// When a mail that failed for the `attempts`-th time is tried again: after one minute, two, four, eight and so on.
fn retry_at(now: DateTime<Utc>, attempts: i32) -> DateTime<Utc> {
    now + TimeDelta::minutes(1 << attempts.clamp(1, MOST_ATTEMPTS).saturating_sub(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double() {
        let now = DateTime::UNIX_EPOCH;
        let minutes: Vec<i64> = (1..MOST_ATTEMPTS).map(|attempt| (retry_at(now, attempt) - now).num_minutes()).collect();
        assert_eq!(minutes, [1, 2, 4, 8, 16, 32, 64, 128, 256]);
    }
}
