//! The server as a whole: stopping without cutting anybody off, and clients that take their time.

use std::{net::SocketAddr, time::Duration};

use tandem::{
    house,
    web::{
        guard::token,
        serve::{Patience, serve},
    },
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::oneshot,
    time::timeout,
};

use crate::support::{World, world};

/// More than enough for anything that happens at all.
const LONG: Duration = Duration::from_secs(8);

/// A port of this machine to listen on.
async fn listener() -> (TcpListener, SocketAddr) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    (listener, address)
}

/// Sends a form over a connection of its own that ends with the answer, and reads that.
async fn posts(address: SocketAddr, path: &str, cookie: &str, form: &str) -> String {
    let mut connection = TcpStream::connect(address).await.unwrap();
    let request = format!(
        "POST {path} HTTP/1.1\r\nhost: localhost\r\ncookie: {cookie}\r\ncontent-type: application/x-www-form-urlencoded\r\n\
         content-length: {}\r\nconnection: close\r\n\r\n{form}",
        form.len()
    );
    connection.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    connection.read_to_end(&mut answer).await.unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

/// Waits until a statement waits for a lock.
async fn somebody_waits(w: &World) {
    let waiting = "select exists (select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock')";
    while !sqlx::query_scalar::<_, bool>(waiting).fetch_one(&w.app.db).await.unwrap() {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn a_request_in_flight_is_answered_while_the_server_stops() {
    let w = world().await;
    let (listener, address) = listener().await;
    let (stop, stopped) = oneshot::channel::<()>();
    let server = tokio::spawn(house::serve(w.app.clone(), listener, async { drop(stopped.await) }));
    // The engagement is locked by somebody else for a while.
    let mut lock = w.app.db.begin().await.unwrap();
    sqlx::query("select 1 from engagements where id = $1 for update").bind(w.engagement).execute(&mut *lock).await.unwrap();
    let secret = w.ines.token.clone().unwrap();
    let (path, cookie) = (w.at("/feedback"), format!("tandem={secret}"));
    let form = format!("kind=question&about=&text=When%3F&csrf={}", token::csrf(&secret));
    let in_flight = tokio::spawn(async move { posts(address, &path, &cookie, &form).await });
    timeout(LONG, somebody_waits(&w)).await.unwrap();
    stop.send(()).unwrap();
    // From now on nobody else is let in.
    let closed = async { while TcpStream::connect(address).await.is_ok() {} };
    timeout(LONG, closed).await.unwrap();
    assert!(!server.is_finished() && !in_flight.is_finished());
    lock.rollback().await.unwrap();
    let answer = timeout(LONG, in_flight).await.unwrap().unwrap();
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    timeout(LONG, server).await.unwrap().unwrap();
}

#[tokio::test]
async fn who_does_not_finish_a_request_is_not_waited_for() {
    let w = world().await;
    let (listener, address) = listener().await;
    let patience = Patience { head: Duration::from_millis(300), ..Patience::default() };
    let server = tokio::spawn(serve(house::router(&w.app), listener, patience, std::future::pending()));
    let mut slow = TcpStream::connect(address).await.unwrap();
    slow.write_all(b"GET / HTTP/1.1\r\nhost: local").await.unwrap();
    let ended = timeout(LONG, slow.read_to_end(&mut Vec::new())).await;
    assert!(ended.is_ok(), "the connection is still open");
    server.abort();
}

#[tokio::test]
async fn a_sign_in_knows_the_address_it_came_from() {
    let w = world().await;
    let hash = w.app.limits.passwords.hash("three herons over Kiel").await.unwrap();
    sqlx::query("update persons set password_hash = $2 where id = $1").bind(w.ines.id).bind(hash).execute(&w.app.db).await.unwrap();
    let (listener, address) = listener().await;
    let server = tokio::spawn(serve(house::router(&w.app), listener, Patience::default(), std::future::pending()));
    let answer = posts(address, "/sign-in", "", "email=ines%40example.org&password=three+herons+over+Kiel").await;
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    let from: String = sqlx::query_scalar("select address from sign_in_sessions where person_id = $1 and address <> ''")
        .bind(w.ines.id)
        .fetch_one(&w.app.db)
        .await
        .unwrap();
    assert_eq!(from, "127.0.0.1");
    server.abort();
}
