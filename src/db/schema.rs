//! The schema: whether the database has the one that this version of Tandem knows, and bringing it up to date.

use sqlx::{
    Connection, PgConnection, PgPool,
    migrate::{Migrate, MigrateError, Migrator},
};

/// The schema, version by version.
pub static MIGRATOR: Migrator = sqlx::migrate!();

pub use private_postgres::OLDEST;

/// What PostgreSQL answers where a table is missing (`undefined_table`).
const NO_TABLE: &str = "42P01";

/// What it answers to a role that may not do something (`insufficient_privilege`).
const NOT_PERMITTED: &str = "42501";

/// Why Tandem cannot work with a database, each in one sentence.
#[derive(Debug, thiserror::Error)]
pub enum SchemaError {
    /// PostgreSQL itself is too old.
    #[error("the database is PostgreSQL {0}, and Tandem needs PostgreSQL {OLDEST} or a later one")]
    TooOld(u32),
    /// Nothing of Tandem is there yet.
    #[error("the database has not been set up for Tandem yet: run `tandem migrate` first")]
    Empty,
    /// Migrations are pending.
    #[error("the database's schema is not up to date: run `tandem migrate` first")]
    Behind,
    /// It has seen migrations that this version does not know.
    #[error("the database was brought up to date by a later version of Tandem than this one: run that one")]
    Ahead,
    /// Migrations are pending, and the role may not apply them.
    #[error(
        "the database's schema is not up to date, and this database role may not change it: run `tandem migrate` with the role that \
         owns the tables, or may create them"
    )]
    NotPermitted,
    /// A migration failed (it is rolled back), or the database did.
    #[error("the database cannot be brought up to date: {0}")]
    Failed(#[from] MigrateError),
}

impl From<sqlx::Error> for SchemaError {
    fn from(error: sqlx::Error) -> Self {
        SchemaError::Failed(error.into())
    }
}

/// Brings the schema up to date; one that is needs no right to change it. Several nodes may do so at once: the first one
/// works, the others wait.
///
/// # Errors
/// As [`SchemaError`] says.
pub async fn migrate(db: &PgPool) -> Result<(), SchemaError> {
    let mut connection = db.acquire().await?.detach();
    let migrated = bring_up_to_date(&mut connection).await;
    // Not given back, since its time limits may be gone; what closing it answers changes nothing any more.
    let _ = connection.close().await;
    migrated
}

async fn bring_up_to_date(connection: &mut PgConnection) -> Result<(), SchemaError> {
    match check(connection).await {
        Err(SchemaError::Empty | SchemaError::Behind) => {}
        checked => return checked,
    }
    // A migration may take longer than a page ever should, and so may waiting for the node that is at it.
    sqlx::raw_sql("set statement_timeout = 0; set lock_timeout = 0").execute(&mut *connection).await?;
    MIGRATOR.run(connection).await.map_err(|error| match &error {
        MigrateError::Execute(said) | MigrateError::ExecuteMigration(said, _) if has_code(said, NOT_PERMITTED) => SchemaError::NotPermitted,
        _ => error.into(),
    })
}

/// Whether the database has this very schema.
///
/// # Errors
/// As [`SchemaError`] says.
pub async fn require(db: &PgPool) -> Result<(), SchemaError> {
    check(&mut *db.acquire().await?).await
}

async fn check(connection: &mut PgConnection) -> Result<(), SchemaError> {
    let version: String = sqlx::query_scalar("show server_version_num").fetch_one(&mut *connection).await?;
    let major = major(&version);
    if major < OLDEST {
        return Err(SchemaError::TooOld(major));
    }
    let applied = match connection.list_applied_migrations(&MIGRATOR.table_name).await {
        Err(MigrateError::Execute(error)) if has_code(&error, NO_TABLE) => return Err(SchemaError::Empty),
        applied => applied?,
    };
    if applied.iter().any(|applied| !MIGRATOR.version_exists(applied.version)) {
        return Err(SchemaError::Ahead);
    }
    let has = |version, checksum: &[u8]| applied.iter().any(|applied| applied.version == version && *applied.checksum == *checksum);
    if MIGRATOR.iter().all(|migration| has(migration.version, &migration.checksum)) { Ok(()) } else { Err(SchemaError::Behind) }
}

fn has_code(error: &sqlx::Error, code: &str) -> bool {
    error.as_database_error().and_then(|said| said.code()).is_some_and(|said| said == code)
}

/// The major version in a `server_version_num` such as `150018`; 9.6 counts as 9.
fn major(version: &str) -> u32 {
    version.parse::<u32>().unwrap_or_default() / 10_000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_numbers() {
        for (version, number) in [("150018", 15), ("130000", 13), ("120022", 12), ("90624", 9), ("", 0)] {
            assert_eq!(major(version), number, "{version}");
        }
        assert!(major("90624") < OLDEST && OLDEST <= major("130000"));
        assert_eq!(SchemaError::TooOld(12).to_string(), "the database is PostgreSQL 12, and Tandem needs PostgreSQL 13 or a later one");
    }
}
