//! The connection on which the database speaks first. It is also the one by which silence is noticed.
//!
//! It is asked every few seconds whether it still carries anything. When it does not, and a new connection does, then
//! something on the way has forgotten the connections that were there: all of them are hung up, and whoever waits for an
//! answer on one gets an error at once instead of waiting until a time limit. That also holds where a proxy on the way
//! acknowledges what it does not pass on, which the system's own means ([`super::sockets`]) cannot see.

use std::{pin::pin, time::Duration};

use sqlx::{
    Acquire, ConnectOptions, Connection, PgPool,
    postgres::{PgConnectOptions, PgListener, PgNotification},
};
use tokio::time::{Instant, timeout};

use super::{pool, sockets::Sockets};

/// How often the line is asked.
const BEAT: Duration = Duration::from_secs(2);
/// How long it may take to answer, and how long a new connection may take.
const PATIENCE: Duration = Duration::from_secs(2);
/// How much longer it may take when a new connection has answered meanwhile.
const GRACE: Duration = Duration::from_millis(500);

/// A connection of its own beside those of the pool.
pub struct Line {
    listener: PgListener,
    options: PgConnectOptions,
}

impl Line {
    /// Connects where the pool does, and listens to a channel.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn open(db: &PgPool, channel: &str) -> sqlx::Result<Line> {
        let options = PgConnectOptions::clone(&db.connect_options());
        let mut listener = PgListener::connect_with(&pool::connect(options.clone(), 1).await?).await?;
        listener.eager_reconnect(false);
        listener.listen(channel).await?;
        Ok(Line { listener, options })
    }

    /// The next that is said on it. An error means that the line is down, and that something may have been missed.
    ///
    /// # Errors
    /// When the database fails or has gone silent.
    pub async fn next(&mut self) -> sqlx::Result<PgNotification> {
        loop {
            match timeout(BEAT, self.listener.try_recv()).await {
                Ok(heard) => return heard?.ok_or_else(silent),
                Err(_) => self.ask().await?,
            }
        }
    }

    /// Asks whether it is still good.
    async fn ask(&mut self) -> sqlx::Result<()> {
        let asked_at = Instant::now();
        let others = Sockets::to(pool::port(&self.options));
        let connection = self.listener.acquire().await?;
        let mut answer = pin!(connection.ping());
        loop {
            if let Ok(answered) = timeout(PATIENCE, &mut answer).await {
                return answered;
            }
            // Where nothing can be reached, the old connections may be as good as any.
            let Ok(Ok(fresh)) = timeout(PATIENCE, self.options.connect()).await else { continue };
            // It was only to be seen whether there is one.
            drop(fresh.close().await);
            if let Ok(answered) = timeout(GRACE, &mut answer).await {
                return answered;
            }
            let silent_ones = others.hang_up();
            pool::let_go(asked_at.into());
            tracing::warn!(silent_ones, "connections to the database have gone silent, and are closed");
            return Err(silent());
        }
    }
}

pub(super) fn silent() -> sqlx::Error {
    std::io::Error::new(std::io::ErrorKind::TimedOut, "the connection to the database is silent").into()
}
