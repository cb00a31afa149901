//! What an error of the database means.

use sqlx::Error;

/// Codes, or the beginnings of codes, after which it is worth trying again: the server shuts down or starts up, has no
/// room, has failed itself, has lost the connection or does not let anybody in; it has become a standby; a deadlock, or a
/// lock, a statement or a transaction that took too long.
const PASSING: [&str; 14] =
    ["57P", "53", "58", "08", "28", "3D000", "25006", "25P03", "25P04", "40001", "40003", "40P01", "55P03", "57014"];

/// The error of what the database holds and cannot be: a word that nobody stores, a row that contradicts itself.
pub fn unreadable(why: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    Error::Decode(why.into())
}

/// Whether it is worth trying again: the database is away, goes away or comes back, or was too busy with something else.
#[must_use]
pub fn is_passing(error: &Error) -> bool {
    match error {
        Error::PoolTimedOut | Error::PoolClosed | Error::Io(_) | Error::WorkerCrashed | Error::Tls(_) => true,
        // The server went away in the middle of a word.
        Error::Protocol(_) | Error::BeginFailed => true,
        Error::Database(said) => said.code().is_some_and(|code| PASSING.iter().any(|passing| code.starts_with(passing))),
        _ => false,
    }
}
