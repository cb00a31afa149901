//! `cargo bench`: how fast the pages are that people open all day, and whether the number of engagements matters.
//!
//! A private PostgreSQL with real durability is filled with 100 and with 10,000 engagements, the released program serves
//! it, and a client on the same machine keeps 1 and 16 connections busy. Beside each page stands what PostgreSQL alone does
//! with the same statements, so that the cost of everything around them shows. Nothing here judges a time; it fails only
//! when an answer is wrong. `cargo bench -- --quick` takes the small database and short looks,
//! `cargo bench -- home readiness` only the pages that are called so.

mod alone;
mod busy;
mod fill;
mod load;
mod pages;
mod report;
mod served;
mod statements;
mod world;

use std::{fs, path::Path, sync::Arc, time::Duration};

use anyhow::{Context, Result, ensure};
use private_postgres::Durability;
use sqlx::{PgPool, postgres::PgConnectOptions};
use tandem::base::clock::Clock;

use crate::{
    busy::Span,
    load::Encoding,
    pages::Page,
    report::{Report, Row},
    served::Served,
};

/// Connections at once.
const CONNECTIONS: [usize; 2] = [1, 16];

/// How much is measured.
struct Plan {
    sizes: &'static [u32],
    span: Span,
    /// Only pages whose name contains one of these; all when there is none.
    wanted: Vec<String>,
}

impl Plan {
    fn of_arguments() -> Option<Plan> {
        let given = |wanted: &str| std::env::args().any(|argument| argument == wanted);
        let span = |warm_up, counted| Span { warm_up: Duration::from_millis(warm_up), counted: Duration::from_millis(counted) };
        let wanted = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
        match (given("--bench"), given("--quick")) {
            (_, true) => Some(Plan { sizes: &[100], span: span(200, 500), wanted }),
            (true, false) => Some(Plan { sizes: &[100, 10_000], span: span(500, 2500), wanted }),
            // Tests of all targets start benchmarks without a word; they are not meant to take minutes.
            (false, false) => None,
        }
    }

    fn wants(&self, page: &Page) -> bool {
        self.wanted.is_empty() || self.wanted.iter().any(|part| page.name.contains(part))
    }
}

#[tokio::main]
async fn main() -> Result<()> {
    let Some(plan) = Plan::of_arguments() else { return Ok(()) };
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().context("the folder of what was built")?;
    let place = private_postgres::reachable(&target.join("bench-pg")).folder;
    let server = private_postgres::ensure(&place, "postgres", Durability::Durable).await?;
    let mut text = String::new();
    for &engagements in plan.sizes {
        let report = measure(&server.options, &place, engagements, &plan).await?.markdown();
        println!("{report}");
        text.push_str(&report);
        fs::write(target.join("bench.md"), &text)?;
    }
    Ok(())
}

async fn measure(server: &PgConnectOptions, place: &Path, engagements: u32, plan: &Plan) -> Result<Report> {
    let now = Clock::system().now();
    eprintln!("{engagements} engagements: filling");
    let filled = fill::ensure(server, engagements, now).await?;
    eprintln!(
        "{engagements} engagements: {} in {:.1} s",
        if filled.reused { "filled before," } else { "filled" },
        filled.took.as_secs_f64()
    );
    let pages = pages::all(engagements);
    let db = PgPool::connect_with(filled.options.clone()).await?;
    // What was kept when it was filled may have lapsed since.
    fill::judge(&db, now).await?;
    pages::sign_in(&db, &pages, now).await?;
    let replies_before = replies(&db).await?;
    let log = place.join("database/server.log");
    let served = Served::start(&filled.options, place).await?;
    let at_start = served.memory()?;
    let (mut rows, mut posted) = (Vec::new(), 0);
    for page in pages.iter().filter(|page| plan.wants(page)) {
        eprintln!("{engagements} engagements: {}", page.name);
        let recorded = alone::record(&filled.options, &log, page).await?;
        posted += recorded.acts;
        for connections in CONNECTIONS {
            let alone = alone::run(&filled.options, page, &recorded, connections, plan.span).await?;
            posted += if page.acts() { alone.done } else { 0 };
            for row in over_http(&served, page, connections, recorded.statements, alone.rate, plan.span).await? {
                posted += if page.acts() { row.served.done } else { 0 };
                rows.push(row);
            }
        }
    }
    let at_end = served.memory()?;
    drop(served);
    let arrived = replies(&db).await? - replies_before;
    db.close().await;
    ensure!(usize::try_from(arrived)? == posted, "{posted} replies were posted, but {arrived} are there");
    Ok(Report { engagements, filled, at_start, at_end, rows, replies: posted })
}

/// A page in each encoding; an act, which has no body, once.
async fn over_http(served: &Served, page: &Page, connections: usize, statements: usize, alone: f64, span: Span) -> Result<Vec<Row>> {
    let encodings: &[Option<Encoding>] = if page.acts() { &[None] } else { &[Some(Encoding::Plain), Some(Encoding::Brotli)] };
    let visits: Arc<[_]> = page.visits.clone().into();
    let mut rows = Vec::new();
    for &encoding in encodings {
        let seen = load::run(served.address, &visits, connections, encoding.unwrap_or(Encoding::Brotli), span).await?;
        rows.push(Row { page: page.name, encoding, connections, served: seen, statements, alone });
    }
    Ok(rows)
}

async fn replies(db: &PgPool) -> Result<i64> {
    Ok(sqlx::query_scalar("select count(*) from feedback_replies").fetch_one(db).await?)
}
