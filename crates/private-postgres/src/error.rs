//! What can keep the private server from running, each said in one sentence that names the way out.

use std::{io, path::PathBuf};

use crate::OLDEST;

/// Why there is no private server. `Display` is the sentence to show; nothing half made is left behind.
#[derive(Debug, thiserror::Error)]
pub enum ClusterError {
    /// PostgreSQL's programs are not on this machine and there is no way to get them.
    #[error(
        "PostgreSQL's server programs (initdb, postgres) are not on this machine: install them \
         (on Debian or Ubuntu `apt-get install postgresql`, elsewhere the package `postgresql-server` or `postgresql`) \
         or name the folder that holds them in TANDEM_PG_BIN"
    )]
    NoPrograms,

    /// TANDEM_PG_BIN names a folder without usable programs.
    #[error(
        "TANDEM_PG_BIN names {}, where there are no initdb and postgres that can be run", .0.display()
    )]
    NoProgramsIn(PathBuf),

    /// There are programs, and none that the schema can live in.
    #[error(
        "PostgreSQL's server programs on this machine are of version {0}, and Tandem needs {OLDEST} or a later one: \
         install that (on Debian or Ubuntu from https://apt.postgresql.org), or name the folder of its programs in TANDEM_PG_BIN"
    )]
    TooOld(String),

    /// The programs were missing and getting them failed.
    #[error(
        "PostgreSQL's server programs are missing and getting them with {how} failed: install PostgreSQL yourself, \
         or name the folder of its programs in TANDEM_PG_BIN ({reason})"
    )]
    NotFetched {
        /// The installer that was tried.
        how: &'static str,
        /// The last thing it said.
        reason: String,
    },

    /// The data were made by a major version whose programs are not here.
    #[error(
        "the data in {} were made by PostgreSQL {wanted}, and of its programs there are only those of version {found} here: \
         install PostgreSQL {wanted} (or name its programs' folder in TANDEM_PG_BIN), or move that folder away to begin anew",
        data.display()
    )]
    OtherVersion {
        /// The server's data.
        data: PathBuf,
        /// The major version that wrote them.
        wanted: String,
        /// The major versions found.
        found: String,
    },

    /// The data folder cannot be made or written.
    #[error(
        "the data folder {} cannot be written ({source}): make it writable for this account, \
         or name another with --data-folder or TANDEM_DATA_FOLDER",
        folder.display()
    )]
    NotWritable {
        /// The folder, or the nearest one above it that exists.
        folder: PathBuf,
        /// What the system answered.
        source: io::Error,
    },

    /// As root, the server runs under another account, which may not enter a folder above the data.
    #[error(
        "{} may not be entered by the account {account}, under which PostgreSQL has to run because Tandem runs as root: \
         name a data folder elsewhere with --data-folder or TANDEM_DATA_FOLDER",
        folder.display()
    )]
    NotEnterable {
        /// The folder that keeps the account out.
        folder: PathBuf,
        /// The account's name.
        account: String,
    },

    /// As root, and there is nobody to run the server as.
    #[error(
        "PostgreSQL refuses to run as root and this machine has neither a `postgres` nor a `nobody` account: \
         run Tandem under an ordinary account"
    )]
    NoAccount,

    /// Somebody else has put something where the server's socket has to be.
    #[error("{} belongs to somebody else, and the server's socket has to be there: remove it", .0.display())]
    SocketFolderTaken(PathBuf),

    /// `initdb` did not succeed.
    #[error("PostgreSQL's initdb could not make the data folder ({0})")]
    NotMade(String),

    /// The server ended or did not answer in time.
    #[error("the private PostgreSQL did not start; the end of {} says: {tail}", log.display())]
    NotStarted {
        /// The server's log.
        log: PathBuf,
        /// Its last lines.
        tail: String,
    },

    /// The server runs, but refuses what is asked of it.
    #[error("the private PostgreSQL does not do what it is asked ({0})")]
    Database(#[from] sqlx::Error),

    /// Anything else the system refuses.
    #[error("the private PostgreSQL cannot be used: {doing} failed ({source})")]
    Io {
        /// What was being done.
        doing: &'static str,
        /// What the system answered.
        source: io::Error,
    },
}

impl ClusterError {
    /// For `map_err`: wraps what the system answered while `doing`.
    pub(crate) fn io(doing: &'static str) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io { doing, source }
    }
}
