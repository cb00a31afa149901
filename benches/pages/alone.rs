//! The same statements without the page: what PostgreSQL alone can do, which is the yardstick for everything around it.
//!
//! A page's statements and their parameters are read from the log of the private server while the page is opened once;
//! they are then sent again as they were, prepared, one after the other, on as many connections. For an act, the act
//! itself is called as a function: its statements depend on each other's answers.

use std::{io::SeekFrom, path::Path, sync::Arc, time::Duration};

use anyhow::{Context, Result, bail, ensure};
use axum::body::Body;
use http_body_util::BodyExt;
use sqlx::{
    AssertSqlSafe, Either, Executor, PgConnection, PgPool, SqlSafeStr, Statement, TypeInfo,
    postgres::{PgConnectOptions, PgPoolOptions},
};
use tandem::{
    access::needs::GiveFeedback,
    app::{App, AppSettings, MailRoute},
    base::clock::Clock,
    db::pool::{self, Route},
    feedback::acts,
    web::Seat,
};
use tokio::io::{AsyncReadExt, AsyncSeekExt};
use tower::ServiceExt;

use crate::{
    busy::{self, Figures, Span, Worker},
    load::{self, Encoding},
    pages::{Page, REPLY, Visit, What},
    statements::{self, Logged},
};

/// As many connections as the server has by default.
const CONNECTIONS: u32 = 16;
/// The log is complete when it has not grown for this long.
const QUIET: Duration = Duration::from_millis(30);

/// A page's statements, for each visit.
pub struct Recorded {
    visits: Arc<[Vec<Replayed>]>,
    /// How many statements one visit makes, at most.
    pub statements: usize,
    /// How many acts were carried out for that.
    pub acts: usize,
}

/// A statement that is sent again.
struct Replayed {
    sql: Arc<str>,
    values: Vec<Option<String>>,
}

/// The application, put together without listening and without its workers.
fn app(db: PgPool) -> Result<App> {
    let files = tandem::store::Settings { store: tandem::store::Store::in_memory(), limits: tandem::store::Limits::default() };
    let settings =
        AppSettings { public_url: "http://localhost".parse()?, demo: false, mail: MailRoute::Nowhere, trust_proxy: false, files };
    Ok(App::new(db, Clock::system(), settings))
}

/// Opens each visit of the page once and keeps what it asks of the database.
pub async fn record(database: &PgConnectOptions, log: &Path, page: &Page) -> Result<Recorded> {
    // One connection, so that what was prepared for the first request is there for the one that counts.
    let noisy = database.clone().options([("log_min_duration_statement", "0")]);
    let db = PgPoolOptions::new().max_connections(1).test_before_acquire(false).connect_with(noisy).await?;
    let app = app(db.clone())?;
    let log = Log(log);
    let mut visits = Vec::new();
    // An act's visits differ in nothing but the entry.
    let shown = if page.acts() { &page.visits[..1] } else { &page.visits[..] };
    for visit in shown {
        open(&app, visit).await?;
        let before = log.length().await?;
        open(&app, visit).await?;
        visits.push(statements::of_log(&log.since(before).await?));
    }
    let statements = visits.iter().map(Vec::len).max().unwrap_or_default();
    ensure!(statements > 0, "{}: no statement in {}", page.name, log.0.display());
    let mut connection = db.acquire().await?;
    let mut replayed = Vec::new();
    if !page.acts() {
        for visit in visits {
            let mut script = Vec::new();
            for logged in visit {
                script.push(again(&mut connection, logged).await?);
            }
            replayed.push(script);
        }
    }
    Ok(Recorded { visits: replayed.into(), statements, acts: if page.acts() { 2 } else { 0 } })
}

async fn open(app: &App, visit: &Visit) -> Result<()> {
    let request = load::request(visit, "", Encoding::Plain, Body::from)?;
    let (parts, body) = tandem::house::router(app).oneshot(request).await?.into_parts();
    let body = body.collect().await?.to_bytes();
    load::check(visit, parts.status, &parts.headers, &body).with_context(|| visit.path.clone())
}

/// The statement with its parameters taken as text, since that is how the log shows them.
async fn again(connection: &mut PgConnection, logged: Logged) -> Result<Replayed> {
    let prepared = connection.prepare(AssertSqlSafe(logged.sql.clone()).into_sql_str()).await?;
    let Some(Either::Left(types)) = prepared.parameters() else { bail!("PostgreSQL names the types of parameters") };
    let types: Vec<&str> = types.iter().map(TypeInfo::name).collect();
    ensure!(types.len() == logged.values.len(), "{} parameters in the log of: {}", logged.values.len(), logged.sql);
    Ok(Replayed { sql: statements::with_text_parameters(&logged.sql, &types).into(), values: logged.values })
}

/// The statements of the page alone, or the act alone, on so many connections at once.
pub async fn run(database: &PgConnectOptions, page: &Page, recorded: &Recorded, connections: usize, span: Span) -> Result<Figures> {
    let options = PgPoolOptions::new().max_connections(CONNECTIONS).test_before_acquire(false);
    let db = options.connect_with(pool::tuned(database.clone(), Route::Direct)).await?;
    let figures = if page.acts() {
        let acts = Acts::of(app(db.clone())?, page).await?;
        busy::run(vec![acts; connections], span).await
    } else {
        busy::run(vec![Replay { db: db.clone(), visits: recorded.visits.clone() }; connections], span).await
    };
    db.close().await;
    figures
}

/// Sends the statements of the visits again.
#[derive(Clone)]
struct Replay {
    db: PgPool,
    visits: Arc<[Vec<Replayed>]>,
}

impl Worker for Replay {
    async fn works(&self, turn: usize) -> Result<usize> {
        let mut connection = self.db.acquire().await?;
        for statement in &self.visits[turn % self.visits.len()] {
            let mut query = sqlx::query(AssertSqlSafe(statement.sql.clone()));
            for value in &statement.values {
                query = query.bind(value);
            }
            query.fetch_all(&mut *connection).await?;
        }
        Ok(0)
    }
}

/// Carries out the act of a page in the seats of its visits.
#[derive(Clone)]
struct Acts {
    app: App,
    seats: Arc<[(Seat<GiveFeedback>, i32)]>,
}

impl Acts {
    async fn of(app: App, page: &Page) -> Result<Acts> {
        let mut seats = Vec::new();
        for visit in &page.visits {
            if let What::Reply { engagement, entry } = visit.what {
                seats.push((Seat::of_person(&app, visit.person, engagement).await.map_err(failed)?, entry));
            }
        }
        Ok(Acts { app, seats: seats.into() })
    }
}

impl Worker for Acts {
    async fn works(&self, turn: usize) -> Result<usize> {
        let (seat, entry) = &self.seats[turn % self.seats.len()];
        acts::reply(&self.app, seat, *entry, REPLY).await.map_err(failed)?;
        Ok(0)
    }
}

fn failed(error: tandem::error::Error) -> anyhow::Error {
    anyhow::anyhow!("the act failed: {error:?}")
}

/// The log of the private server.
struct Log<'a>(&'a Path);

impl Log<'_> {
    async fn length(&self) -> Result<u64> {
        Ok(tokio::fs::metadata(self.0).await.with_context(|| self.0.display().to_string())?.len())
    }

    /// What was written since it was so long, once nothing more comes.
    async fn since(&self, before: u64) -> Result<String> {
        let mut length = self.length().await?;
        loop {
            tokio::time::sleep(QUIET).await;
            let now = self.length().await?;
            if now == length {
                break;
            }
            length = now;
        }
        let mut log = tokio::fs::File::open(self.0).await?;
        log.seek(SeekFrom::Start(before)).await?;
        let mut text = Vec::new();
        log.read_to_end(&mut text).await?;
        Ok(String::from_utf8_lossy(&text).into_owned())
    }
}
