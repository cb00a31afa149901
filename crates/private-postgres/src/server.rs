//! Making the server's data, starting the server and reaching it.

use std::{
    fs::{self, File, OpenOptions},
    path::Path,
    process::{Child, Command},
    time::{Duration, Instant},
};

use sqlx::{
    ConnectOptions, PgConnection,
    postgres::{PgConnectOptions, PgSslMode},
};

use crate::{ClusterError, Durability, blocking, folder::Place, programs::Programs, watcher};

/// The server's only role, its superuser.
const ROLE: &str = "tandem";

/// Part of the socket's name only.
const PORT: u16 = 5432;

/// How long a start may take; recovery after a crash is the slow case.
const PATIENCE: Duration = Duration::from_secs(120);

/// What PostgreSQL answers while it starts, recovers or stops (`cannot_connect_now`).
const NOT_NOW: &str = "57P03";

/// How to connect to the server's maintenance database.
pub(crate) fn options(place: &Place) -> PgConnectOptions {
    PgConnectOptions::new_without_pgpass().socket(&place.socket).port(PORT).username(ROLE).database("postgres").ssl_mode(PgSslMode::Disable)
}

/// Whether anything listens on the server's socket.
pub(crate) async fn listens(place: &Place) -> bool {
    let socket = place.socket.join(format!(".s.PGSQL.{PORT}"));
    tokio::net::UnixStream::connect(socket).await.is_ok()
}

/// Connects to the server, starting it if there is none. The caller holds the start lock.
pub(crate) async fn reach_or_start(place: &Place, durability: Durability) -> Result<PgConnection, ClusterError> {
    let options = options(place).disable_statement_logging();
    match reach(&options).await? {
        Some(connection) => Ok(connection),
        None => start(place, durability, &options).await,
    }
}

/// Connects to the server, waiting while it says "not now"; `None` if there is none.
async fn reach(options: &PgConnectOptions) -> Result<Option<PgConnection>, ClusterError> {
    let begun = Instant::now();
    loop {
        match options.connect().await {
            Ok(connection) => return Ok(Some(connection)),
            Err(sqlx::Error::Database(said)) if said.code().as_deref() == Some(NOT_NOW) && begun.elapsed() < PATIENCE => {}
            Err(said @ sqlx::Error::Database(_)) => return Err(said.into()),
            Err(_) => return Ok(None),
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// Starts the server, making its data first if there are none, and connects.
async fn start(place: &Place, durability: Durability, options: &PgConnectOptions) -> Result<PgConnection, ClusterError> {
    let here = place.clone();
    let mut watcher = blocking(move || launch(&here, durability)).await?;
    let begun = Instant::now();
    loop {
        if let Some(connection) = reach(options).await? {
            return Ok(connection);
        }
        let ended = watcher.try_wait().map_err(ClusterError::io("waiting for the server"))?;
        if ended.is_some() || begun.elapsed() > PATIENCE {
            return Err(ClusterError::NotStarted { log: place.log(), tail: tail(&place.log()) });
        }
        tokio::time::sleep(Duration::from_millis(15)).await;
    }
}

fn launch(place: &Place, durability: Durability) -> Result<Child, ClusterError> {
    let data = place.data();
    let major = fs::read_to_string(data.join("PG_VERSION")).ok();
    let major = major.as_deref().map(str::trim);
    let programs = Programs::find_or_get(&place.root, &data, major, &place.account)?;
    if major.is_none() {
        make_data(place, &programs, durability)?;
    }
    let log = OpenOptions::new().create(true).append(true).open(place.log());
    let log = log.map_err(ClusterError::io("opening the server's log"))?;
    let again = log.try_clone().map_err(ClusterError::io("opening the server's log"))?;
    let mut command = postgres(place, &programs, durability);
    command.stdout(log).stderr(again);
    watcher::spawn(command, place.users_lock()?).map_err(ClusterError::io("starting the server"))
}

/// The data are made beside their place and moved there when they are whole: a killed `initdb` leaves nothing half made.
fn make_data(place: &Place, programs: &Programs, durability: Durability) -> Result<(), ClusterError> {
    let fresh = place.fresh();
    let _ = fs::remove_dir_all(&fresh); // of an attempt that was killed
    let mut initdb = place.account.command(programs.folder.join("initdb"));
    initdb.arg("-D").arg(&fresh);
    initdb.args(["-U", ROLE, "-A", "trust", "-E", "UTF8", "--no-instructions"]);
    // Order by code point on every machine, but letters beyond ASCII known as letters (for search and lower()).
    let locale = if cfg!(target_os = "linux") { "--locale=C.UTF-8" } else { "--locale=C" };
    initdb.arg(locale);
    if durability == Durability::Throwaway {
        initdb.arg("--no-sync");
    }
    let made = initdb.output().map_err(ClusterError::io("running initdb"))?;
    if !made.status.success() {
        let said = String::from_utf8_lossy(&made.stderr);
        let reason = said.lines().rev().find(|line| line.contains("error")).unwrap_or(said.trim());
        return Err(ClusterError::NotMade(reason.to_owned()));
    }
    let moved = fs::rename(&fresh, place.data()).and_then(|()| match place.data().parent() {
        Some(parent) if durability == Durability::Durable => File::open(parent)?.sync_all(),
        _ => Ok(()),
    });
    moved.map_err(ClusterError::io("moving the new data to their place"))
}

/// The server's command line. It rests on no file that a person might have edited.
fn postgres(place: &Place, programs: &Programs, durability: Durability) -> Command {
    let mut command = place.account.command(programs.folder.join("postgres"));
    command.arg("-D").arg(place.data()).arg("-k").arg(&place.socket);
    command.arg("-p").arg(PORT.to_string());
    let mut set = |setting: &str| {
        command.args(["-c", setting]);
    };
    set("listen_addresses="); // the socket only
    set("unix_socket_permissions=0700");
    set("timezone=UTC");
    set("log_timezone=UTC");
    if durability == Durability::Throwaway {
        set("fsync=off");
        set("synchronous_commit=off");
        set("full_page_writes=off");
        set("wal_level=minimal");
        set("max_wal_senders=0");
        set("autovacuum=off");
        set("max_connections=200");
    }
    command
}

/// The end of the server's log, as part of a sentence.
fn tail(log: &Path) -> String {
    let log = fs::read(log).unwrap_or_default();
    let log = String::from_utf8_lossy(&log);
    let last: Vec<&str> = log.lines().rev().take(5).collect();
    last.into_iter().rev().collect::<Vec<_>>().join(" / ")
}
