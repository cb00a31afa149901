//! Fills a database: every constraint and trigger on, in the order in which the work happens.
//!
//! A filled database is kept for the next run as long as the schema and the filling are the same, and it is not older than
//! [`KEPT`]: its due dates are counted from the day of the filling. Each run works on a copy of it, so that what one run
//! posts does not weigh on the next.

mod events;

use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest, Sha256};
use sqlx::{
    AssertSqlSafe, ConnectOptions, Connection, PgConnection,
    postgres::{PgConnectOptions, PgPool, PgPoolOptions},
};
use tandem::{
    access::Actor,
    change::{Change, WhenClosed},
    db::schema::MIGRATOR,
    readiness,
};
use uuid::Uuid;

use self::events::Story;

/// What one transaction fills: whole providers, so that two that run at once never touch the same people.
const BATCH: u32 = 250;
/// Transactions at once.
const LANES: u32 = 2;
/// A filling older than this is made anew.
const KEPT: TimeDelta = TimeDelta::days(7);

const WORLD: &str = include_str!("world.sql");
const STEPS: [&str; 8] = [
    include_str!("batch.sql"),
    include_str!("scope.sql"),
    include_str!("deliverables.sql"),
    include_str!("handover.sql"),
    include_str!("feedback.sql"),
    include_str!("blockers.sql"),
    include_str!("turns.sql"),
    include_str!("versions.sql"),
];
/// Once, beside the batches.
const CLOSED: &str = include_str!("closed.sql");
const SOURCES: [&str; 3] = [include_str!("mod.rs"), include_str!("events.rs"), include_str!("../world.rs")];

/// A filled database.
pub struct Filled {
    /// How to connect to the copy for this run.
    pub options: PgConnectOptions,
    /// How long filling it took, then or now.
    pub took: Duration,
    /// Whether a run before this one filled it.
    pub reused: bool,
    /// Bytes on disk.
    pub size: i64,
}

/// Makes sure that there is a database with this many engagements.
pub async fn ensure(server: &PgConnectOptions, engagements: u32, now: DateTime<Utc>) -> Result<Filled> {
    let (kept, copy) = (format!("filled_{engagements}"), format!("bench_{engagements}"));
    let original = server.clone().database(&kept);
    let mut admin = server.connect().await?;
    let (took, reused) = match earlier(&original, now).await {
        Some(took) => (took, true),
        None => {
            anew(&mut admin, &kept, "").await?;
            (fill(&original, engagements, now).await?, false)
        }
    };
    anew(&mut admin, &copy, &format!("template {kept} strategy file_copy")).await?;
    let size = sqlx::query_scalar("select pg_database_size($1)").bind(&copy).fetch_one(&mut admin).await?;
    admin.close().await?;
    Ok(Filled { options: server.clone().database(&copy), took, reused, size })
}

/// Makes a database in the place of what an earlier run has left under its name.
async fn anew(admin: &mut PgConnection, name: &str, like: &str) -> Result<()> {
    for statement in [format!("drop database if exists {name} with (force)"), format!("create database {name} {like}")] {
        sqlx::query(AssertSqlSafe(statement)).execute(&mut *admin).await?;
    }
    Ok(())
}

/// How long the filling took that is there already, if it can be used again. Anything in the way means that it cannot.
async fn earlier(options: &PgConnectOptions, now: DateTime<Utc>) -> Option<Duration> {
    let mut connection = options.connect().await.ok()?;
    let made = sqlx::query_scalar("select milliseconds from benchmark_filling where print = $1 and at > $2")
        .bind(print())
        .bind(now - KEPT)
        .fetch_optional(&mut connection)
        .await;
    // A database that is copied must have no connections.
    connection.close().await.ok()?;
    let milliseconds: i64 = made.ok()??;
    Some(Duration::from_millis(milliseconds.unsigned_abs()))
}

/// What a filling depends on, in short.
fn print() -> Vec<u8> {
    let mut hasher = Sha256::new();
    for migration in MIGRATOR.iter() {
        hasher.update(&migration.checksum);
    }
    for source in STEPS.iter().chain(&SOURCES).chain([&WORLD, &CLOSED]) {
        hasher.update(source);
    }
    hasher.finalize().to_vec()
}

async fn fill(options: &PgConnectOptions, engagements: u32, now: DateTime<Utc>) -> Result<Duration> {
    let begun = Instant::now();
    // Only the filling may forget its last moments in a crash; what is measured afterwards is on disk when it is answered.
    let patient = options.clone().options([("synchronous_commit", "off")]);
    let db = PgPoolOptions::new().max_connections(LANES).connect_with(patient).await?;
    MIGRATOR.run(&db).await?;
    let mut world = tandem::db::begin(&db).await?;
    set(&mut world, "bench.engagements", engagements).await?;
    set(&mut world, "bench.now", now.to_rfc3339()).await?;
    sqlx::raw_sql(WORLD).execute(&mut *world).await.context("the firms")?;
    tandem::db::commit(world).await?;
    let lanes = (0..LANES).map(|lane| {
        let db = db.clone();
        tokio::spawn(async move {
            for first in (lane * BATCH..engagements).step_by((LANES * BATCH) as usize) {
                batch(&db, first, engagements, now).await?;
            }
            anyhow::Ok(())
        })
    });
    for lane in futures_util::future::join_all(lanes).await {
        lane??;
    }
    let mut behind = tandem::db::begin(&db).await?;
    set(&mut behind, "bench.engagements", engagements).await?;
    set(&mut behind, "bench.now", now.to_rfc3339()).await?;
    sqlx::raw_sql(CLOSED).execute(&mut *behind).await.context("what is closed")?;
    events::insert(&mut behind, (0..(10 * engagements).min(10_000)).map(Story::of_closed(now))).await.context("what is closed: events")?;
    tandem::db::commit(behind).await?;
    // Without statistics the planner reads whole tables for each engagement.
    sqlx::raw_sql("analyze").execute(&db).await?;
    judge(&db, now).await.context("judging")?;
    sqlx::raw_sql("vacuum (analyze)").execute(&db).await?;
    let took = begun.elapsed();
    // Last: says that it is whole.
    sqlx::raw_sql("create table benchmark_filling (print bytea not null, at timestamptz not null, milliseconds bigint not null)")
        .execute(&db)
        .await?;
    sqlx::query("insert into benchmark_filling values ($1, $2, $3)")
        .bind(print())
        .bind(now)
        .bind(i64::try_from(took.as_millis())?)
        .execute(&db)
        .await?;
    sqlx::raw_sql("checkpoint").execute(&db).await?;
    db.close().await;
    Ok(took)
}

/// Keeps how ready every open milestone is, as the worker of a running server does: where nothing is kept, or no longer holds.
pub async fn judge(db: &PgPool, now: DateTime<Utc>) -> Result<()> {
    let mut after = Uuid::nil();
    loop {
        let lapsed = readiness::lapsed(db, now, after, 500).await?;
        let Some(last) = lapsed.last() else { return Ok(()) };
        after = *last;
        let lanes = lapsed.chunks(lapsed.len().div_ceil(LANES as usize)).map(|mine| {
            let (db, mine) = (db.clone(), mine.to_vec());
            tokio::spawn(async move {
                for engagement in mine {
                    Change::begin(&db, engagement, Actor::Tandem, None, now, WhenClosed::Refuse).await?.judge().await?;
                }
                anyhow::Ok(())
            })
        });
        for lane in futures_util::future::join_all(lanes).await {
            lane??;
        }
    }
}

async fn batch(db: &PgPool, first: u32, engagements: u32, now: DateTime<Utc>) -> Result<()> {
    let end = (first + BATCH).min(engagements);
    let mut tx = tandem::db::begin(db).await?;
    set(&mut tx, "bench.engagements", engagements).await?;
    set(&mut tx, "bench.first", first).await?;
    set(&mut tx, "bench.last", end - 1).await?;
    set(&mut tx, "bench.now", now.to_rfc3339()).await?;
    for step in STEPS {
        sqlx::raw_sql(step).execute(&mut *tx).await.with_context(|| format!("filling: {}", step.lines().next().unwrap_or_default()))?;
    }
    events::insert(&mut tx, (first..end).map(Story::of_open(now))).await.context("filling: events")?;
    tandem::db::commit(tx).await?;
    Ok(())
}

/// Hands a value to the scripts, for this transaction.
async fn set(connection: &mut PgConnection, name: &str, value: impl ToString) -> Result<()> {
    sqlx::query("select set_config($1, $2, true)").bind(name).bind(value.to_string()).execute(connection).await?;
    Ok(())
}
