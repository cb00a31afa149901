//! The demo: the worked example, loaded through the same acts that people use, with the clock set to each act's time.
//!
//! It runs on a clock of its own: freshly loaded it is Wednesday, 15 July 2026, 10:00 in Kiel, and it runs on from there
//! at the usual pace, kept over restarts. Its people sign in at a click; its mails are shown on a page instead of sent.
//! It is bound to this machine (see `config`), and a strip on every page says what it is.

mod pages;
mod story;

use anyhow::Context;
use chrono::{DateTime, Duration, Utc};
use sqlx::{Connection, PgPool};

use crate::{app::App, base::clock::Clock, board, cast::CAST, db::schema, web::Routes};

/// The password of all the demo's people.
pub const PASSWORD: &str = "page by page";

/// Two demos that share a data folder: the first loads, the second waits.
const LOADING: i64 = 0x0064_656d_6f01;

/// The routes that only the demo has.
#[must_use]
pub fn routes() -> Routes {
    Routes::default().get("/demo/mail", pages::mails).post("/demo/sign-in", pages::sign_in)
}

/// Who can sign in, the three main people first, as lines of a table: address, password, who it is.
#[must_use]
pub fn sign_in_lines() -> Vec<String> {
    let longest = CAST.iter().map(|who| who.email.chars().count()).max().unwrap_or_default();
    CAST.iter().map(|who| format!("{:<longest$}   {PASSWORD}   {}, {}", who.email, who.name, who.role)).collect()
}

/// When the story ends and the demo begins.
#[must_use]
pub fn beginning() -> DateTime<Utc> {
    DateTime::from_timestamp(1_784_102_400, 0).unwrap_or_default()
}

/// The demo's clock: where it was left, or standing still until the example is loaded.
///
/// # Errors
/// When the database fails.
pub async fn clock(db: &PgPool) -> sqlx::Result<Clock> {
    Ok(offset(db).await?.map_or_else(|| Clock::fixed(beginning()), Clock::shifted))
}

/// The clock of a database that is in use: the demo's, if the demo was loaded into it.
///
/// # Errors
/// When the database fails.
pub async fn clock_of(db: &PgPool) -> sqlx::Result<Clock> {
    Ok(offset(db).await?.map_or_else(Clock::system, Clock::shifted))
}

async fn offset(db: impl sqlx::PgExecutor<'_>) -> sqlx::Result<Option<Duration>> {
    let micros: Option<i64> = sqlx::query_scalar("select offset_micros from demo_clock").fetch_optional(db).await?;
    Ok(micros.map(Duration::microseconds))
}

/// Loads the worked example unless it is there, and lets the clock run on. A load that was interrupted is begun anew.
///
/// # Errors
/// When an act of the story is refused or the database fails.
pub async fn load(app: &App) -> anyhow::Result<()> {
    let mut lock = app.db.acquire().await?.detach();
    // Loading takes longer than any other lock is held.
    sqlx::query("set lock_timeout = 0").execute(&mut lock).await?;
    sqlx::query("select pg_advisory_lock($1)").bind(LOADING).execute(&mut lock).await?;
    let loaded = load_locked(app).await;
    lock.close().await?;
    loaded
}

async fn load_locked(app: &App) -> anyhow::Result<()> {
    if let Some(ahead) = offset(&app.db).await? {
        // Another demo loaded it meanwhile; a clock that already runs stays as it is.
        if app.clock.set(Clock::shifted(ahead).now()).is_ok() {
            app.clock.run_on();
        }
        return Ok(());
    }
    let begun: bool = sqlx::query_scalar("select exists (select 1 from persons)").fetch_one(&app.db).await?;
    if begun {
        sqlx::query("drop schema public cascade").execute(&app.db).await?;
        sqlx::query("create schema public").execute(&app.db).await?;
        schema::migrate(&app.db).await?;
    }
    story::tell(app).await?;
    app.clock.set(beginning()).context("the demo's clock runs already")?;
    board::judging::tick(app).await?;
    let ahead = app.clock.run_on().num_microseconds().context("the demo's clock is too far off")?;
    sqlx::query("insert into demo_clock (offset_micros) values ($1)").bind(ahead).execute(&app.db).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_columns_of_the_sign_ins_stand_below_each_other() {
        let lines = sign_in_lines();
        let columns = |line: &String| line.find(PASSWORD).map(|at| line[..at].chars().count());
        let first = columns(&lines[0]);
        assert!(first.is_some() && lines.iter().all(|line| columns(line) == first), "{lines:#?}");
    }
}
