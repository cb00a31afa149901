//! The pool, when the database fails over or is away.

use std::time::{Duration, Instant};

use sqlx::postgres::{PgConnectOptions, PgSslMode};
use tandem::db::pool::{self, Route};

use crate::cluster::{fresh, started};

#[tokio::test(flavor = "multi_thread")]
async fn after_a_failover_the_pool_lets_go_of_its_connections() {
    let (_above, folder) = fresh();
    let cluster = started(&folder).await;
    let db = pool::connect(pool::tuned(cluster.options.clone(), Route::Direct), 1).await.unwrap();
    // What a connection is like when its server has become a standby.
    sqlx::query("set default_transaction_read_only = on").execute(&db).await.unwrap();
    let write = || sqlx::query("create table if not exists notes (note int)").execute(&db);
    let refused = write().await.unwrap_err();
    write().await.unwrap_err();
    pool::notice(&refused);
    write().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_is_away_is_an_error_and_not_a_hang() {
    let away = PgConnectOptions::new_without_pgpass().host("127.0.0.1").port(9).username("tandem").ssl_mode(PgSslMode::Disable);
    let begun = Instant::now();
    pool::lazy(away, 1).acquire().await.unwrap_err();
    assert!(begun.elapsed() < Duration::from_secs(5));
}

#[tokio::test(flavor = "multi_thread")]
async fn migrations_can_be_applied_twice() {
    let (_above, folder) = fresh();
    let cluster = started(&folder).await;
    let db = pool::lazy(pool::tuned(cluster.options.clone(), Route::Direct), 2);
    pool::migrate(&db).await.unwrap();
    pool::migrate(&db).await.unwrap();
    let limit: String = sqlx::query_scalar("show statement_timeout").fetch_one(&db).await.unwrap();
    assert_eq!(limit, "15s");
}
