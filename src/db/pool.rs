//! Connections to the database: how many, how long one waits for them, and when one is thrown away.

use std::{
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use sqlx::{
    AssertSqlSafe, PgConnection, PgPool, Row,
    pool::PoolConnectionMetadata,
    postgres::{PgConnectOptions, PgPoolOptions},
};
use tokio::time::timeout;

use super::sockets::Sockets;

/// How long a request waits for a connection before it is told that the database is away.
const PATIENCE: Duration = Duration::from_secs(3);

/// How long a connection may rest before it is asked whether it is still good.
///
/// Asking before every use would cost a round trip each time; a connection that was in use a moment ago is as good as
/// the answer would be.
const REST: Duration = Duration::from_secs(1);

/// How long the answer to that may take.
const PROMPT: Duration = Duration::from_secs(1);

/// What Tandem expects of a connection.
const SETTINGS: [(&str, &str); 9] = [
    ("statement_timeout", "15s"),
    // Shorter than the next: who waits for a lock of a connection that was forgotten, and was forgotten too, never gets it.
    ("lock_timeout", "4s"),
    // What nobody goes on with holds up others no longer than that, whatever became of the connection.
    ("idle_in_transaction_session_timeout", "5s"),
    // A statement of many parts takes longer to compile than to run: with `jit` a board of 500 engagements takes twice as long.
    ("jit", "off"),
    // And longer to plan, where it is planned anew for each value.
    ("plan_cache_mode", "force_generic_plan"),
    // The server's end notices silence as ours does: what a forgotten connection has locked is free again.
    ("tcp_keepalives_idle", "3s"),
    ("tcp_keepalives_interval", "1s"),
    ("tcp_keepalives_count", "3"),
    ("tcp_user_timeout", "6s"),
];

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
        Route::Direct => options.options(SETTINGS),
        // Poolers refuse settings at start-up; there they are said once the connection stands.
        Route::Pooler => options,
    }
}

/// The port of the server, unless it is reached by a socket of this machine.
pub(super) fn port(options: &PgConnectOptions) -> Option<u16> {
    let by_network = options.get_socket().is_none() && !options.get_host().starts_with('/');
    by_network.then(|| options.get_port())
}

/// Connects now; an error says at once that the database cannot be reached.
///
/// # Errors
/// When there is no connection within a few seconds.
pub async fn connect(options: PgConnectOptions, max_connections: u32) -> sqlx::Result<PgPool> {
    settings(max_connections, &options).connect_with(options).await
}

/// Connects when a connection is first needed, so that Tandem comes up and recovers by itself even while the database
/// is away.
#[must_use]
pub fn lazy(options: PgConnectOptions, max_connections: u32) -> PgPool {
    settings(max_connections, &options).connect_lazy_with(options)
}

/// To be told every error of a statement: one that says "read-only" means that a failover has left the pool connected
/// to what is now a standby, and the pool then lets go of every connection opened before.
pub fn notice(error: &sqlx::Error) {
    let read_only = |error: &sqlx::Error| error.as_database_error().and_then(|said| said.code()).is_some_and(|code| code == READ_ONLY);
    if read_only(error) {
        let_go(Instant::now());
    }
}

/// Has the pools let go of every connection that was opened until then.
pub(super) fn let_go(until: Instant) {
    let mut noticed = let_go_until();
    *noticed = (*noticed).max(Some(until));
}

fn let_go_until() -> std::sync::MutexGuard<'static, Option<Instant>> {
    static UNTIL: Mutex<Option<Instant>> = Mutex::new(None);
    UNTIL.lock().unwrap_or_else(PoisonError::into_inner)
}

fn is_let_go(age: Duration) -> bool {
    let_go_until().is_some_and(|until| age >= until.elapsed())
}

fn settings(max_connections: u32, options: &PgConnectOptions) -> PgPoolOptions {
    let port = port(options);
    let said_at_start = |name: &str| options.get_options().is_some_and(|said| said.contains(name));
    let to_say: String =
        SETTINGS.into_iter().filter(|(name, _)| !said_at_start(name)).map(|(name, value)| format!("set {name} = '{value}';")).collect();
    PgPoolOptions::new()
        .max_connections(max_connections)
        .acquire_timeout(PATIENCE)
        .test_before_acquire(false)
        .after_connect(move |connection, _| {
            let to_say = to_say.clone();
            Box::pin(async move {
                Sockets::to(port).notice_silence();
                if !to_say.is_empty() {
                    sqlx::raw_sql(AssertSqlSafe(to_say)).execute(connection).await?;
                }
                Ok(())
            })
        })
        .before_acquire(|connection, facts| Box::pin(is_good(connection, facts)))
        .after_release(|_, facts| Box::pin(async move { Ok(!is_let_go(facts.age)) }))
}

/// Whether a connection from the pool can be used; if not, the pool closes it and takes another.
async fn is_good(connection: &mut PgConnection, facts: PoolConnectionMetadata) -> sqlx::Result<bool> {
    if is_let_go(facts.age) {
        return Ok(false);
    }
    if facts.idle_for < REST {
        return Ok(true);
    }
    // Outside a transaction, a statement begins one of its own: nobody may go on in one that was left open.
    let begins = sqlx::raw_sql("select now() = statement_timestamp()").fetch_one(connection);
    match timeout(PROMPT, begins).await {
        Ok(answer) => answer?.try_get(0),
        Err(_) => Err(super::line::silent()),
    }
}
