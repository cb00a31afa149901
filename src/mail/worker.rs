//! Empties the outbox: takes a mail, writes it, hands it to the post, notes what became of it.
//!
//! Nothing is locked while a mail is under way: it is claimed until a lease runs out, so that several nodes do not send
//! it twice, and a node that dies in the middle leaves it to the others. Then, and only then, a mail may arrive twice.

use std::time::Duration;

use anyhow::{Context, bail};
use chrono::{DateTime, TimeDelta, Utc};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{
    letter::{Invitation, Letter, PasswordReset},
    post::Post,
    queries::{self, Bundle, Content},
    unsubscribe,
};
use crate::app::App;

/// How often the outbox is looked at. A notice waits a minute for others anyway.
const PERIOD: Duration = Duration::from_secs(2);
/// How many mails a node sends at once.
const LANES: usize = 4;
/// How long a worker has for one mail.
const LEASE: TimeDelta = TimeDelta::minutes(3);
/// After so many tries a mail is given up: about nine hours, with the pauses between.
const MOST_ATTEMPTS: i32 = 10;
/// The longest text of an error that is kept, in characters.
const LONGEST_ERROR: usize = 300;

/// Runs until the process ends.
pub async fn run(app: App) {
    let post = match Post::of(&app) {
        Ok(post) => post,
        Err(error) => return tracing::error!(%error, "no mail will be sent"),
    };
    let mut ticks = tokio::time::interval(PERIOD);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        if let Err(error) = empty(&app, &post).await {
            tracing::warn!(%error, "the outbox could not be emptied");
        }
    }
}

/// Sends everything that is due now; answers how many mails were sent.
///
/// # Errors
/// When the database fails or the mail settings cannot be understood. A mail that is not taken is no error: it is tried
/// again later.
pub async fn drain(app: &App) -> anyhow::Result<usize> {
    Ok(empty(app, &Post::of(app)?).await?)
}

async fn empty(app: &App, post: &Post) -> sqlx::Result<usize> {
    let sent = futures_util::future::try_join_all((0..LANES).map(|_| lane(app, post))).await?;
    Ok(sent.into_iter().sum())
}

/// Sends one mail after the other until none is due.
async fn lane(app: &App, post: &Post) -> sqlx::Result<usize> {
    let mut sent = 0;
    loop {
        let now = app.clock.now();
        let Some(bundle) = queries::claim(&app.db, now, now + LEASE).await? else { return Ok(sent) };
        let letter = match write(app, &bundle).await {
            Ok(Some(letter)) => letter,
            Ok(None) => {
                queries::discard(&app.db, &bundle.ids).await?;
                continue;
            }
            Err(error) => {
                failed(app, &bundle, &error).await?;
                continue;
            }
        };
        let Some(id) = bundle.ids.first() else { continue };
        match post.send(app, *id, &letter).await {
            Ok(()) => {
                queries::mark_sent(&app.db, &bundle.ids, app.clock.now()).await?;
                sent += 1;
            }
            Err(error) => failed(app, &bundle, &error).await?,
        }
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

async fn failed(app: &App, bundle: &Bundle, error: &anyhow::Error) -> sqlx::Result<()> {
    let now = app.clock.now();
    let said: String = format!("{error:#}").chars().take(LONGEST_ERROR).collect();
    if bundle.attempts >= MOST_ATTEMPTS {
        tracing::error!(error = said, "a mail is given up");
        return queries::mark_given_up(&app.db, &bundle.ids, &said, now).await;
    }
    tracing::warn!(error = said, attempts = bundle.attempts, "a mail could not be sent yet");
    queries::mark_failed(&app.db, &bundle.ids, &said, retry_at(now, bundle.attempts)).await
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
