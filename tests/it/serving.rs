//! The server as a whole: stopping without cutting anybody off, and clients that take their time.

use std::{net::SocketAddr, time::Duration};

use tandem::{
    house,
    web::{
        door::Bounds,
        guard::token,
        serve::{Patience, serve},
    },
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpSocket, TcpStream},
    sync::oneshot,
    time::timeout,
};

use crate::{
    crash::{Demo, free_port},
    support::{World, world},
};

/// More than enough for anything that happens at all.
pub const LONG: Duration = Duration::from_secs(8);

/// A port of this machine to listen on.
pub async fn listener() -> (TcpListener, SocketAddr) {
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
pub async fn somebody_waits(w: &World) {
    let waiting = "select exists (select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock')";
    while !sqlx::query_scalar::<_, bool>(waiting).fetch_one(&w.app.db).await.unwrap() {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn forms_that_are_sent_slowly_hold_up_no_others() {
    let w = world().await;
    let (listener, address) = listener().await;
    let server =
        tokio::spawn(serve(house::router(&w.app), listener, Patience::default(), Bounds::of_process(false), std::future::pending()));
    let mut slow = Vec::new();
    for _ in 0..64 {
        let mut connection = TcpStream::connect(address).await.unwrap();
        let begun = "POST /sign-in HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/x-www-form-urlencoded\r\n\
                     content-length: 100\r\n\r\nemail=";
        connection.write_all(begun.as_bytes()).await.unwrap();
        slow.push(connection);
    }
    // Long enough for all of them to have been let in.
    tokio::time::sleep(Duration::from_millis(500)).await;
    let secret = w.ines.token.clone().unwrap();
    let form = format!("kind=question&about=&text=When%3F&csrf={}", token::csrf(&secret));
    let answer = timeout(LONG, posts(address, &w.at("/feedback"), &format!("tandem={secret}"), &form)).await;
    assert!(answer.expect("somebody else's form is carried out meanwhile").starts_with("HTTP/1.1 303"));
    drop(slow);
    server.abort();
}

#[tokio::test]
async fn a_request_in_flight_is_answered_while_the_server_stops() {
    let w = world().await;
    let (listener, address) = listener().await;
    let (stop, stopped) = oneshot::channel::<()>();
    let server = tokio::spawn(house::serve(w.app.clone(), listener, async { drop(stopped.await) }));
    // The engagement is locked by somebody else for a while.
    let mut lock = tandem::db::begin(&w.app.db).await.unwrap();
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
    drop(lock);
    let answer = timeout(LONG, in_flight).await.unwrap().unwrap();
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    timeout(LONG, server).await.unwrap().unwrap();
}

#[tokio::test]
async fn who_does_not_finish_a_request_is_not_waited_for() {
    let w = world().await;
    let (listener, address) = listener().await;
    let patience = Patience { first_head: Duration::from_millis(300), ..Patience::default() };
    let server = tokio::spawn(serve(house::router(&w.app), listener, patience, Bounds::of_process(false), std::future::pending()));
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
    let server =
        tokio::spawn(serve(house::router(&w.app), listener, Patience::default(), Bounds::of_process(false), std::future::pending()));
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

/// A connection from an address of this machine.
async fn connects(address: SocketAddr, from: &str) -> TcpStream {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind(format!("{from}:0").parse().unwrap()).unwrap();
    socket.connect(address).await.unwrap()
}

/// So many connections from there, each of which begins a request and does not go on.
async fn half_open(address: SocketAddr, from: &str, count: usize) -> Vec<TcpStream> {
    let mut open = Vec::with_capacity(count);
    for _ in 0..count {
        let mut connection = connects(address, from).await;
        // Whoever is turned away may notice it here already.
        let _ = connection.write_all(b"GET / HTTP/1.1\r\nhost: local").await;
        open.push(connection);
    }
    open
}

/// Asks whether the server lives, and reads the answer's first line; empty: the connection ended without one.
async fn asks(connection: &mut TcpStream) -> String {
    connection.write_all(b"GET /health/live HTTP/1.1\r\nhost: localhost\r\n\r\n").await.unwrap();
    let (mut answer, mut buffer) = (Vec::new(), [0; 4096]);
    while !answer.ends_with(b"live") {
        match connection.read(&mut buffer).await {
            Ok(count @ 1..) => answer.extend_from_slice(&buffer[..count]),
            _ => break,
        }
    }
    String::from_utf8_lossy(&answer).lines().next().unwrap_or_default().to_owned()
}

/// How many of them the server has ended.
async fn ended(connections: &mut [TcpStream]) -> usize {
    let mut count = 0;
    for connection in connections {
        if let Ok(Ok(0) | Err(_)) = timeout(Duration::from_millis(1), connection.read(&mut [0; 16])).await {
            count += 1;
        }
    }
    count
}

#[tokio::test]
async fn whoever_opens_connections_and_says_nothing_keeps_nobody_out() {
    let w = world().await;
    let (listener, address) = listener().await;
    let bounds = Bounds { all: 100, per_address: 40, proxied: false };
    let server = tokio::spawn(serve(house::router(&w.app), listener, Patience::default(), bounds, std::future::pending()));
    let mut crowd = half_open(address, "127.0.0.1", 300).await;
    let mut visitor = timeout(LONG, connects(address, "127.0.0.2")).await.unwrap();
    assert_eq!(timeout(LONG, asks(&mut visitor)).await.unwrap(), "HTTP/1.1 200 OK");
    assert_eq!(ended(&mut crowd).await, 260, "those above the bound of their address were turned away");
    // Once they have gone there is room for others from there.
    drop(crowd);
    let served = async { while asks(&mut connects(address, "127.0.0.1").await).await.is_empty() {} };
    timeout(LONG, served).await.unwrap();
    server.abort();
}

#[tokio::test]
async fn who_finds_no_room_waits_for_those_who_say_nothing_to_be_sent_away() {
    let w = world().await;
    let (listener, address) = listener().await;
    let patience = Patience { first_head: Duration::from_millis(500), ..Patience::default() };
    let bounds = Bounds { all: 50, per_address: 50, proxied: false };
    let server = tokio::spawn(serve(house::router(&w.app), listener, patience, bounds, std::future::pending()));
    let crowd = half_open(address, "127.0.0.1", 120).await;
    let mut visitor = connects(address, "127.0.0.2").await;
    assert_eq!(timeout(LONG, asks(&mut visitor)).await.unwrap(), "HTTP/1.1 200 OK");
    drop(crowd);
    server.abort();
}

#[tokio::test]
async fn a_connection_that_brought_a_request_may_rest_until_the_next() {
    let w = world().await;
    let (listener, address) = listener().await;
    let patience = Patience { first_head: Duration::from_millis(200), ..Patience::default() };
    let server = tokio::spawn(serve(house::router(&w.app), listener, patience, Bounds::of_process(false), std::future::pending()));
    let mut visitor = TcpStream::connect(address).await.unwrap();
    assert_eq!(asks(&mut visitor).await, "HTTP/1.1 200 OK");
    tokio::time::sleep(Duration::from_millis(600)).await;
    assert_eq!(timeout(LONG, asks(&mut visitor)).await.unwrap(), "HTTP/1.1 200 OK");
    server.abort();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_with_few_descriptors_asks_for_more_and_makes_do_without() {
    let folder = tempfile::tempdir().unwrap();
    // The account under which PostgreSQL runs has to enter it.
    std::fs::set_permissions(folder.path(), std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    for (limit, visitor) in [("ulimit -Sn 256", "127.0.0.1"), ("ulimit -n 256", "127.0.0.2")] {
        let port = free_port();
        let demo = Demo::start_with(limit, folder.path(), port);
        let address = SocketAddr::from(([127, 0, 0, 1], port));
        let crowd = half_open(address, "127.0.0.1", 400).await;
        let mut visitor = connects(address, visitor).await;
        let answer = timeout(LONG, asks(&mut visitor)).await;
        assert_eq!(answer.as_deref(), Ok("HTTP/1.1 200 OK"), "{limit}");
        drop((crowd, demo));
    }
}
