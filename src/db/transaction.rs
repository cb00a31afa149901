//! Where every transaction begins and is committed: each in a task of its own, which nobody can cancel.
//!
//! A visitor who leaves cancels whatever was being waited for. In sqlx 0.9.0 that loses a transaction whose `begin` has
//! been sent and not yet been answered (its issues 4385 and 4393): its connection goes back to the pool inside an open
//! transaction, and what the next one writes there is rolled back one day. A `commit` that is cancelled is followed by a
//! `rollback` of nothing. Dropping a transaction in between is safe: it is rolled back before the connection is used again.
#![allow(clippy::disallowed_methods, reason = "this is the place")]

use std::panic::resume_unwind;

use sqlx::{PgPool, Postgres};

/// A transaction on a connection of the pool; dropped, it is rolled back.
pub type Transaction = sqlx::Transaction<'static, Postgres>;

/// Begins a transaction.
///
/// # Errors
/// When the database fails.
pub async fn begin(db: &PgPool) -> sqlx::Result<Transaction> {
    let db = db.clone();
    never_cancelled(async move { db.begin().await }).await
}

/// Begins one that only reads, and all of it as of one moment.
///
/// # Errors
/// When the database fails.
pub async fn begin_reading(db: &PgPool) -> sqlx::Result<Transaction> {
    let db = db.clone();
    never_cancelled(async move { db.begin_with("begin isolation level repeatable read read only").await }).await
}

/// Commits a transaction. An error may mean that it was committed nevertheless, and the answer lost.
///
/// # Errors
/// When the database fails.
pub async fn commit(transaction: Transaction) -> sqlx::Result<()> {
    never_cancelled(transaction.commit()).await
}

async fn never_cancelled<T: Send + 'static>(work: impl Future<Output = sqlx::Result<T>> + Send + 'static) -> sqlx::Result<T> {
    match tokio::spawn(work).await {
        Ok(done) => done,
        Err(failed) if failed.is_panic() => resume_unwind(failed.into_panic()),
        // The process ends.
        Err(_) => Err(sqlx::Error::WorkerCrashed),
    }
}
