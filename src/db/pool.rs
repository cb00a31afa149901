//! Connections to the database: how many, how long one waits for them, and when one is thrown away.

use std::{
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use sqlx::{
    Connection, PgConnection, PgPool,
    pool::PoolConnectionMetadata,
    postgres::{PgConnectOptions, PgPoolOptions},
};

/// How long a request waits for a connection before it is told that the database is away.
const PATIENCE: Duration = Duration::from_secs(3);

/// How long a connection may rest before it is asked whether it is still good.
///
/// Asking before every use would cost a round trip each time; a connection that was in use a moment ago is as good as
/// the answer would be.
const REST: Duration = Duration::from_secs(1);

/// What a standby answers to a write (`read_only_sql_transaction`).
const READ_ONLY: &str = "25006";

/// What a connection leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// PostgreSQL itself.
    Direct,
    /// A pooler such as pgbouncer, which has to give each client a connection of its own (`pool_mode = session`): the
    /// driver's prepared statements and the live updates' `listen` do not survive a change of connection.
    Pooler,
}

/// Completes the options of a connection with what Tandem expects of all of them.
#[must_use]
pub fn tuned(options: PgConnectOptions, route: Route) -> PgConnectOptions {
    let options = options.application_name("tandem");
    match route {
        // A statement of many parts takes longer to compile than to run: with `jit` a board of 500 engagements takes twice as long.
        Route::Direct => options.options([("statement_timeout", "15s"), ("idle_in_transaction_session_timeout", "60s"), ("jit", "off")]),
        // Poolers refuse settings at start-up; there, these are theirs to set.
        Route::Pooler => options,
    }
}

/// Connects now; an error says at once that the database cannot be reached.
///
/// # Errors
/// When there is no connection within a few seconds.
pub async fn connect(options: PgConnectOptions, max_connections: u32) -> sqlx::Result<PgPool> {
    settings(max_connections).connect_with(options).await
}

/// Connects when a connection is first needed, so that Tandem comes up and recovers by itself even while the database
/// is away.
#[must_use]
pub fn lazy(options: PgConnectOptions, max_connections: u32) -> PgPool {
    settings(max_connections).connect_lazy_with(options)
}

/// To be told every error of a statement: one that says "read-only" means that a failover has left the pool connected
/// to what is now a standby, and the pool then lets go of every connection opened before.
pub fn notice(error: &sqlx::Error) {
    let read_only = |error: &sqlx::Error| error.as_database_error().and_then(|said| said.code()).is_some_and(|code| code == READ_ONLY);
    if read_only(error) {
        *failover() = Some(Instant::now());
    }
}

/// When a failover was last noticed.
fn failover() -> std::sync::MutexGuard<'static, Option<Instant>> {
    static NOTICED: Mutex<Option<Instant>> = Mutex::new(None);
    NOTICED.lock().unwrap_or_else(PoisonError::into_inner)
}

fn settings(max_connections: u32) -> PgPoolOptions {
    PgPoolOptions::new()
        .max_connections(max_connections)
        .acquire_timeout(PATIENCE)
        .test_before_acquire(false)
        .before_acquire(|connection, facts| Box::pin(is_good(connection, facts)))
}

/// Whether a connection from the pool can be used; if not, the pool closes it and takes another.
async fn is_good(connection: &mut PgConnection, facts: PoolConnectionMetadata) -> sqlx::Result<bool> {
    let stale = failover().is_some_and(|noticed| facts.age >= noticed.elapsed());
    if stale {
        return Ok(false);
    }
    if facts.idle_for >= REST {
        connection.ping().await?;
    }
    Ok(true)
}
