//! The private PostgreSQL of Tandem: a server of Tandem's own in a data folder, for whoever has not set up a database.
//!
//! It listens on a Unix socket only. All processes that name the same folder share one server: the first starts it,
//! the others attach, and a few seconds after the last one is gone (even by `kill -9`) a `watcher` stops it.
//! The data stay. PostgreSQL's `programs` are found or fetched; as root the server runs under an unprivileged
//! `account`. Whatever keeps it from running is one sentence, a [`ClusterError`].

mod account;
mod error;
mod folder;
mod programs;
mod server;
mod watcher;

use std::{
    convert::Infallible,
    fs::File,
    io,
    path::{Path, PathBuf},
    time::Duration,
};

use sqlx::{Connection, PgConnection, postgres::PgConnectOptions};

pub use error::ClusterError;
use folder::{Folder, Place};

/// The oldest PostgreSQL whose programs are used: the one that Tandem's schema needs.
pub const OLDEST: u32 = 13;

/// How often [`Cluster::keep_running`] looks.
const LOOK: Duration = Duration::from_secs(2);

/// What a crash of the machine may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// Nothing that was committed.
    Durable,
    /// Everything: for tests, which want speed.
    Throwaway,
}

/// A running server and one database in it. Keep it for as long as the database is used: dropping the last one of all
/// processes stops the server.
pub struct Cluster {
    /// How to connect to the database.
    pub options: PgConnectOptions,
    place: Place,
    durability: Durability,
    _users: File,
}

impl Cluster {
    /// Starts the server again whenever it has died (killed by hand or for want of memory), so that Tandem recovers
    /// without a restart. Runs until it is dropped.
    pub async fn keep_running(&self) -> Infallible {
        loop {
            tokio::time::sleep(LOOK).await;
            if server::listens(&self.place).await {
                continue;
            }
            match self.revive().await {
                Ok(()) => tracing::warn!("the private PostgreSQL had died and runs again"),
                Err(error) => tracing::error!("{error}"),
            }
        }
    }

    async fn revive(&self) -> Result<(), ClusterError> {
        let place = self.place.clone();
        let _starting = blocking(move || place.start_lock()).await?;
        let connection = server::reach_or_start(&self.place, self.durability).await?;
        Ok(connection.close().await?)
    }
}

/// Makes sure that the server of `folder` runs and has a database of this name.
///
/// Safe to call from several processes at once.
///
/// # Errors
/// One sentence that says what is in the way. If the folder was not in use before, nothing of the attempt is left.
pub async fn ensure(folder: &Path, database: &str, durability: Durability) -> Result<Cluster, ClusterError> {
    let wanted = folder.to_owned();
    let folder = blocking(move || Folder::enter(&wanted)).await?;
    match ready(&folder.place, database, durability).await {
        Ok(options) => Ok(Cluster { options, place: folder.place.clone(), durability, _users: folder.stay() }),
        Err(error) => {
            folder.abandon();
            Err(error)
        }
    }
}

/// Attaches to the server, or starts it, and makes the database if it is new.
async fn ready(place: &Place, database: &str, durability: Durability) -> Result<PgConnectOptions, ClusterError> {
    let mut connection = server::reach_or_start(place, durability).await?;
    let known: bool =
        sqlx::query_scalar("select exists (select from pg_database where datname = $1)").bind(database).fetch_one(&mut connection).await?;
    if !known {
        create(&mut connection, database).await?;
    }
    connection.close().await?;
    Ok(server::options(place).database(database))
}

async fn create(connection: &mut PgConnection, database: &str) -> Result<(), sqlx::Error> {
    // Names cannot be bound; doubling the quotes is all that quoting a name takes.
    let statement = format!("create database \"{}\"", database.replace('"', "\"\""));
    sqlx::query(sqlx::AssertSqlSafe(statement)).execute(connection).await?;
    Ok(())
}

/// A data folder that the server's account can get to.
#[derive(Debug, PartialEq, Eq)]
pub struct Reachable {
    /// The folder to use.
    pub folder: PathBuf,
    /// If it is not the one that was wanted: what keeps the account out of that one.
    pub blocked_by: Option<PathBuf>,
}

/// The wanted folder or, where that lies below one that the server's account may not enter (a clone in `/root`, with
/// Tandem run as root), one in `/var/lib` that belongs to the wanted one alone.
#[must_use]
pub fn reachable(wanted: &Path) -> Reachable {
    let wanted = std::path::absolute(wanted).unwrap_or_else(|_| wanted.to_owned());
    let blocked_by = account::Account::for_server(&wanted.join("database")).ok().and_then(|account| account.kept_out_by(&wanted));
    let folder = match &blocked_by {
        Some(_) => PathBuf::from("/var/lib").join(format!("tandem-{}", folder::mark(&wanted))),
        None => wanted,
    };
    Reachable { folder, blocked_by }
}

/// Runs what waits for locks, files and other programs beside the async threads.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T, ClusterError> + Send + 'static) -> Result<T, ClusterError> {
    tokio::task::spawn_blocking(work)
        .await
        .unwrap_or_else(|failed| Err(ClusterError::Io { doing: "the work beside", source: io::Error::other(failed) }))
}
