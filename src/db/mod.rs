//! The database: the private server, connections and migrations.

pub mod cluster;
pub mod constraints;
pub mod pool;
pub mod schema;

/// The error of what the database holds and cannot be: a word that nobody stores, a row that contradicts itself.
pub fn unreadable(why: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> sqlx::Error {
    sqlx::Error::Decode(why.into())
}
