//! The pool, when the database fails over or is away.

use std::time::{Duration, Instant};

use sqlx::{
    Connection, PgConnection,
    postgres::{PgConnectOptions, PgSslMode},
};
use tandem::{
    access::{Actor, Role},
    change::{Change, WhenClosed},
    db::{
        pool::{self, Route},
        schema::{self, SchemaError},
    },
    error::Error,
};
use tokio::io::AsyncReadExt;

use crate::{
    cluster::{fresh, started},
    support::world,
};

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
    schema::migrate(&db).await.unwrap();
    schema::migrate(&db).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_has_its_settings_whichever_way_it_goes() {
    let (_above, folder) = fresh();
    let cluster = started(&folder).await;
    for route in [Route::Direct, Route::Pooler] {
        let db = pool::lazy(pool::tuned(cluster.options.clone(), route), 1);
        for (name, value) in [
            ("statement_timeout", "15s"),
            ("lock_timeout", "4s"),
            ("idle_in_transaction_session_timeout", "5s"),
            ("jit", "off"),
            ("plan_cache_mode", "force_generic_plan"),
        ] {
            let set: String = sqlx::query_scalar("select current_setting($1)").bind(name).fetch_one(&db).await.unwrap();
            assert_eq!(set, value, "{name} by {route:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_inside_an_open_transaction_is_not_given_out() {
    let (_above, folder) = fresh();
    let cluster = started(&folder).await;
    let db = pool::lazy(pool::tuned(cluster.options.clone(), Route::Direct), 1);
    let mut connection = db.acquire().await.unwrap();
    let backend = "select pg_backend_pid()";
    let poisoned: i32 = sqlx::query_scalar(backend).fetch_one(&mut *connection).await.unwrap();
    // Unknown to the driver, as after a `begin` that was cancelled.
    sqlx::raw_sql("begin").execute(&mut *connection).await.unwrap();
    drop(connection);
    tokio::time::sleep(Duration::from_millis(1200)).await;
    let next: i32 = sqlx::query_scalar(backend).fetch_one(&db).await.unwrap();
    assert_ne!(next, poisoned);
    // One that rested outside a transaction is as good as before.
    tokio::time::sleep(Duration::from_millis(1200)).await;
    let again: i32 = sqlx::query_scalar(backend).fetch_one(&db).await.unwrap();
    assert_eq!(again, next);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_hangs_up_at_the_greeting_is_away() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            // Only what is read leaves no trace that would break the connection instead of ending it.
            let _ = stream.read(&mut [0; 64]).await;
        }
    });
    let greeted = PgConnectOptions::new_without_pgpass().host("127.0.0.1").port(port).username("tandem").ssl_mode(PgSslMode::Prefer);
    let said = PgConnection::connect_with(&greeted).await.unwrap_err();
    assert!(matches!(said, sqlx::Error::Protocol(_)), "{said:?}");
    assert!(matches!(Error::from(said), Error::Away(_)));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_database_cannot_do_now_is_worth_trying_again_wherever_it_is_said() {
    let (_above, folder) = fresh();
    let cluster = started(&folder).await;
    let db = pool::lazy(pool::tuned(cluster.options.clone(), Route::Direct), 1);
    for (code, passing) in [
        ("57P01", true),
        ("57014", true),
        ("53300", true),
        ("58030", true),
        ("08006", true),
        ("28000", true),
        ("3D000", true),
        ("25006", true),
        ("25P03", true),
        ("40P01", true),
        ("55P03", true),
        ("25P02", false),
        ("42P01", false),
        ("23505", false),
        ("XX000", false),
    ] {
        let said = || async {
            let raised = format!("do $$ begin raise exception 'no' using errcode = '{code}'; end $$");
            sqlx::raw_sql(sqlx::AssertSqlSafe(raised)).execute(&db).await.unwrap_err()
        };
        let direct = Error::from(said().await);
        let in_a_sentence = Error::from(anyhow::Error::from(said().await).context("the record cannot be read"));
        let as_a_cause = Error::from(anyhow::Error::from(SchemaError::from(said().await)));
        for error in [direct, in_a_sentence, as_a_cause] {
            assert_eq!(matches!(error, Error::Away(_)), passing, "{code}: {error:?}");
        }
    }
}

#[tokio::test]
async fn what_refers_to_an_engagement_is_entered_beside_a_change_of_it() {
    let w = world().await;
    let by = Actor::Person { id: w.ines.id, role: Role::Sponsor };
    let change = Change::begin(&w.app.db, w.engagement, by, None, w.app.clock.now(), WhenClosed::Refuse).await.unwrap();
    // The first row of an upload.
    let entered = sqlx::query("insert into loose_objects (engagement_id, id, swept_after) values ($1, $2, now())")
        .bind(w.engagement)
        .bind(uuid::Uuid::new_v4())
        .execute(&w.app.db);
    tokio::time::timeout(Duration::from_secs(3), entered).await.expect("it does not wait").unwrap();
    // Two changes of it still follow one after the other.
    let other = Change::begin(&w.app.db, w.engagement, by, None, w.app.clock.now(), WhenClosed::Refuse);
    assert!(tokio::time::timeout(Duration::from_millis(500), other).await.is_err());
    drop(change);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_that_may_change_nothing_serves_a_schema_that_is_up_to_date() {
    let (_above, folder) = fresh();
    let cluster = started(&folder).await;
    let owner = pool::lazy(pool::tuned(cluster.options.clone(), Route::Direct), 2);
    let run = async |statement: &'static str| sqlx::query(statement).execute(&owner).await.unwrap();
    run("revoke create on schema public from public").await;
    run("create role clerk login").await;
    let clerk = pool::lazy(pool::tuned(cluster.options.clone().username("clerk"), Route::Direct), 2);
    assert!(matches!(schema::require(&clerk).await, Err(SchemaError::Empty)));
    let said = schema::migrate(&clerk).await.unwrap_err();
    assert!(matches!(said, SchemaError::NotPermitted) && said.to_string().contains("`tandem migrate`"), "{said:?}");

    schema::migrate(&owner).await.unwrap();
    run("grant select, insert, update, delete on all tables in schema public to clerk").await;
    schema::migrate(&clerk).await.unwrap();
    schema::require(&clerk).await.unwrap();

    // The last migration is still to come, or one has come that this version does not know.
    run("update _sqlx_migrations set version = version + 1000 where version = (select max(version) from _sqlx_migrations)").await;
    assert!(matches!(schema::migrate(&clerk).await, Err(SchemaError::Ahead)));
    run("delete from _sqlx_migrations where version > 1000").await;
    assert!(matches!(schema::require(&clerk).await, Err(SchemaError::Behind)));
    assert!(matches!(schema::migrate(&clerk).await, Err(SchemaError::NotPermitted)));
}
