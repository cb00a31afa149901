//! A private database for each test: a clone of a template that is migrated once for each state of the schema.

use std::{
    os::unix::fs::MetadataExt,
    path::PathBuf,
    sync::{
        LazyLock,
        atomic::{AtomicU32, Ordering},
    },
};

use chrono::{DateTime, Utc};
use private_postgres::{Cluster, Durability};
use sqlx::{
    AssertSqlSafe, Connection, PgConnection, PgPool,
    postgres::{PgConnectOptions, PgPoolOptions},
};
use tandem::{app::App, db::schema::MIGRATOR};
use tokio::sync::OnceCell;

use super::demo::{self, Links};

/// Other processes that make the same template, or load the same example, wait for this advisory lock.
const LOCK: i64 = 0x0007_616e_6465_6d01;

static TEMPLATE: OnceCell<Template> = OnceCell::const_new();
static NUMBER: AtomicU32 = AtomicU32::new(0);

struct Template {
    admin: PgConnectOptions,
    name: String,
}

/// A database that is dropped with the value.
pub struct TestDatabase {
    pub pool: PgPool,
    pub options: PgConnectOptions,
    name: String,
}

fn folder() -> PathBuf {
    let here = env!("CARGO_MANIFEST_DIR");
    let memory = PathBuf::from("/dev/shm");
    if memory.is_dir() { memory.join(format!("tandem-test{}", here.replace('/', "-"))) } else { PathBuf::from(here).join("target/pg-test") }
}

async fn run(connection: &mut PgConnection, statement: String) {
    sqlx::query(AssertSqlSafe(statement)).execute(connection).await.unwrap();
}

async fn template() -> &'static Template {
    TEMPLATE
        .get_or_init(|| async {
            // The server is held by a thread of its own, for as long as the tests run.
            let (send, receive) = tokio::sync::oneshot::channel();
            std::thread::spawn(move || {
                tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap().block_on(async {
                    let made = make_template().await;
                    send.send(made.0).ok().unwrap();
                    let _held = made.1;
                    std::future::pending::<()>().await;
                });
            });
            receive.await.unwrap()
        })
        .await
}

async fn make_template() -> (Template, Cluster) {
    let server = private_postgres::ensure(&folder(), "postgres", Durability::Throwaway).await.unwrap();
    let admin = server.options.clone();
    let digest = MIGRATOR
        .iter()
        .flat_map(|migration| migration.checksum.iter())
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    let name = format!("template_{digest:016x}");
    let mut connection = PgConnection::connect_with(&admin).await.unwrap();
    sqlx::query("select pg_advisory_lock($1)").bind(LOCK).execute(&mut connection).await.unwrap();
    let ready: Option<bool> = sqlx::query_scalar("select datistemplate from pg_database where datname = $1")
        .bind(&name)
        .fetch_optional(&mut connection)
        .await
        .unwrap();
    if ready != Some(true) {
        run(&mut connection, format!("drop database if exists {name}")).await;
        run(&mut connection, format!("create database {name}")).await;
        let mut fresh = PgConnection::connect_with(&admin.clone().database(&name)).await.unwrap();
        MIGRATOR.run(&mut fresh).await.unwrap();
        fresh.close().await.unwrap();
        sweep(&mut connection).await;
        // Last: says that it is complete.
        run(&mut connection, format!("alter database {name} is_template true allow_connections false")).await;
    }
    connection.close().await.unwrap();
    (Template { admin, name }, server)
}

/// Drops what killed runs left behind.
async fn sweep(connection: &mut PgConnection) {
    let left: Vec<String> = sqlx::query_scalar(
        "select datname from pg_database d where datname like 'test\\_%'
         and not exists (select 1 from pg_stat_activity a where a.datname = d.datname)",
    )
    .fetch_all(&mut *connection)
    .await
    .unwrap();
    for name in left {
        run(connection, format!("drop database if exists {name} with (force)")).await;
    }
}

/// A database with the schema and nothing in it.
pub async fn fresh() -> TestDatabase {
    clone_of(&template().await.name).await
}

/// A database without the schema.
pub async fn blank() -> TestDatabase {
    clone_of("template1").await
}

/// The worked example of the demo, loaded once for each build of the tests, to be cloned by whoever runs them.
#[derive(serde::Serialize, serde::Deserialize)]
struct Example {
    links: Links,
    /// The demo's time when all of it was there.
    at: DateTime<Utc>,
}

/// The name of the example's database; what the story tells may change with every build.
static EXAMPLE: LazyLock<String> = LazyLock::new(|| {
    let built = std::fs::metadata(std::env::current_exe().unwrap()).unwrap();
    format!("demo_{:x}_{:x}_{:x}", built.size(), built.mtime(), built.mtime_nsec())
});

/// Where the files of the example lie, also for its clones: content of one address never differs.
pub fn example_files() -> PathBuf {
    files_of(&EXAMPLE)
}

fn files_of(example: &str) -> PathBuf {
    let mut name = folder().into_os_string();
    name.push("-files");
    PathBuf::from(name).join(example)
}

/// A database with the worked example of the demo, and links into it.
pub async fn with_demo() -> (TestDatabase, Links) {
    static LOADED: OnceCell<(Example, PgConnection)> = OnceCell::const_new();
    let (example, _in_use) = LOADED.get_or_init(example).await;
    let clone = clone_of(&EXAMPLE).await;
    // Time stood still meanwhile.
    sqlx::query("update demo_clock set offset_micros = extract(epoch from $1 - clock_timestamp()) * 1000000")
        .bind(example.at)
        .execute(&clone.pool)
        .await
        .unwrap();
    (clone, example.links.clone())
}

/// Finds or makes the example; as long as the connection is kept, nobody sweeps it.
async fn example() -> (Example, PgConnection) {
    let mut connection = PgConnection::connect_with(&template().await.admin).await.unwrap();
    sqlx::query("select pg_advisory_lock($1)").bind(LOCK).execute(&mut connection).await.unwrap();
    sqlx::query("select pg_advisory_lock_shared(hashtext($1))").bind(&*EXAMPLE).execute(&mut connection).await.unwrap();
    let known: Option<String> =
        sqlx::query_scalar("select shobj_description(oid, 'pg_database') from pg_database where datname = $1 and datistemplate")
            .bind(&*EXAMPLE)
            .fetch_optional(&mut connection)
            .await
            .unwrap();
    let example = match known {
        Some(known) => serde_json::from_str(&known).unwrap(),
        None => make_example(&mut connection).await,
    };
    sqlx::query("select pg_advisory_unlock($1)").bind(LOCK).execute(&mut connection).await.unwrap();
    (example, connection)
}

async fn make_example(connection: &mut PgConnection) -> Example {
    sweep_examples(connection).await;
    let database = fresh().await;
    let clock = tandem::demo::clock(&database.pool).await.unwrap();
    let app = App::new(database.pool.clone(), clock, demo::settings("http://localhost:3000"));
    tandem::demo::load(&app).await.unwrap();
    let example = Example { links: demo::prepare(&app).await, at: app.clock.now() };
    // A database that is renamed or cloned must have no connections.
    database.pool.close().await;
    let name = &*EXAMPLE;
    run(connection, format!("alter database {} rename to {name}", database.name)).await;
    run(connection, format!("comment on database {name} is '{}'", serde_json::to_string(&example).unwrap())).await;
    // Last: says that it is complete.
    run(connection, format!("alter database {name} is_template true allow_connections false")).await;
    example
}

/// Drops what no run uses any more: examples of builds before, and what a killed one left of this one.
async fn sweep_examples(connection: &mut PgConnection) {
    let unused: Vec<String> = sqlx::query_scalar(
        "select datname from pg_database where datname like 'demo\\_%' and (datname = $1 or pg_try_advisory_lock(hashtext(datname)))",
    )
    .bind(&*EXAMPLE)
    .fetch_all(&mut *connection)
    .await
    .unwrap();
    for name in unused {
        run(connection, format!("alter database {name} is_template false")).await;
        run(connection, format!("drop database {name} with (force)")).await;
        // It may have kept none.
        let _ = std::fs::remove_dir_all(files_of(&name));
    }
}

async fn clone_of(original: &str) -> TestDatabase {
    let template = template().await;
    let name = format!("test_{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
    let mut connection = PgConnection::connect_with(&template.admin).await.unwrap();
    run(&mut connection, format!("create database {name} template {original} strategy file_copy")).await;
    connection.close().await.unwrap();
    let options = tandem::db::pool::tuned(template.admin.clone().database(&name), tandem::db::pool::Route::Direct);
    let pool = PgPoolOptions::new().max_connections(4).connect_with(options.clone()).await.unwrap();
    TestDatabase { pool, options, name }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        let Some(template) = TEMPLATE.get() else { return };
        let (admin, name) = (template.admin.clone(), self.name.clone());
        std::thread::spawn(move || {
            tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
                // Left behind when it fails; the next run sweeps.
                if let Ok(mut connection) = PgConnection::connect_with(&admin).await {
                    let _ =
                        sqlx::query(AssertSqlSafe(format!("drop database if exists {name} with (force)"))).execute(&mut connection).await;
                }
            });
        })
        .join()
        .ok();
    }
}
