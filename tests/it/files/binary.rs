//! Through a whole server over the wire: much of it in little memory, and killed in the middle.

use std::{os::unix::fs::PermissionsExt, time::Duration};

use private_postgres::Durability;
use sha2::{Digest, Sha256};
use tandem::{
    app::App,
    base::clock::Clock,
    demo,
    files::{self, sweep},
    store::{self, Limits, Store},
    web::guard::token,
};
use tempfile::TempDir;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};
use uuid::Uuid;

use super::{count, objects};
use crate::{
    crash::{Demo, Visitor, free_port},
    support::actor::BOUNDARY,
};

const MEGABYTE: usize = 1_000_000;

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    // The account under which PostgreSQL runs has to enter it.
    std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o755)).unwrap();
    folder
}

/// The page of the deliverable that is in work, as Samir finds it.
async fn samir(port: u16) -> (Visitor, String) {
    let samir = Visitor::signs_in(&format!("http://127.0.0.1:{port}"), "samir.haddad@ahrens-vale.example").await;
    let list = samir.opens("/engagements").await;
    let engagements = list.split("href=\"/engagements/").skip(1).map(|rest| rest.split('"').next().unwrap());
    for engagement in engagements.filter(|id| id.len() == 36) {
        let page = format!("/engagements/{engagement}");
        if samir.opens(&page).await.contains("Invoices with one owner</bdi>") {
            return (samir, page);
        }
    }
    panic!("Samir sits in the engagement");
}

/// The beginning of an upload of one file of so many bytes: head, token, number, name.
fn beginning(samir: &Visitor, engagement: &str, name: &str, bytes: usize) -> Vec<u8> {
    let mut form = String::new();
    for (field, value) in [("csrf", token::csrf(&samir.token)), ("once", Uuid::new_v4().to_string())] {
        form += &format!("--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n");
    }
    form += &format!("--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\r\n");
    let length = form.len() + bytes + ending().len();
    format!(
        "POST {engagement}/deliverables/6/files HTTP/1.1\r\nhost: localhost\r\ncookie: tandem={}\r\n\
         content-type: multipart/form-data; boundary={BOUNDARY}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{form}",
        samir.token
    )
    .into_bytes()
}

fn ending() -> String {
    format!("\r\n--{BOUNDARY}--\r\n")
}

/// A megabyte that is like no other.
fn megabyte(number: usize) -> Vec<u8> {
    number.to_le_bytes().repeat(MEGABYTE / 8)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_hundred_megabytes_go_through_in_less_than_a_hundred() {
    const SIZE: usize = 200;
    let folder = folder();
    let port = free_port();
    // Loading the example takes more than serving does: it is served by another process.
    Demo::start(folder.path(), port).kill();
    let demo = Demo::start(folder.path(), port);
    let (samir, engagement) = samir(port).await;
    demo.forget_memory();

    let mut connection = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    connection.write_all(&beginning(&samir, &engagement, "film.bin", SIZE * MEGABYTE)).await.unwrap();
    let mut sent = Sha256::new();
    for number in 0..SIZE {
        let chunk = megabyte(number);
        sent.update(&chunk);
        connection.write_all(&chunk).await.unwrap();
    }
    connection.write_all(ending().as_bytes()).await.unwrap();
    let mut answer = String::new();
    connection.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");

    let list = samir.opens(&format!("{engagement}/files")).await;
    let at = list.find("film.bin").expect("it is on the list");
    let path = list[at..].split("href=\"").nth(1).unwrap().split('"').next().unwrap();
    let mut connection = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    let get = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\ncookie: tandem={}\r\nconnection: close\r\n\r\n", samir.token);
    connection.write_all(get.as_bytes()).await.unwrap();
    let (mut got, mut head, mut bytes, mut buffer) = (Sha256::new(), Vec::new(), 0, vec![0; MEGABYTE]);
    loop {
        let count = connection.read(&mut buffer).await.unwrap();
        if count == 0 {
            break;
        }
        if bytes > 0 {
            got.update(&buffer[..count]);
            bytes += count;
            continue;
        }
        head.extend_from_slice(&buffer[..count]);
        if let Some(end) = head.windows(4).position(|window| window == b"\r\n\r\n") {
            got.update(&head[end + 4..]);
            bytes += head.len() - end - 4;
        }
    }
    assert!(head.starts_with(b"HTTP/1.1 200"), "{}", String::from_utf8_lossy(&head[..200]));
    assert_eq!((bytes, got.finalize()), (SIZE * MEGABYTE, sent.finalize()), "what comes out is what went in");
    let memory = demo.most_memory();
    demo.kill();
    assert!(memory < 100 * 1024 * 1024, "the server used {memory} bytes of memory");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_is_killed_in_the_middle_keeps_nothing_half() {
    let folder = folder();
    let data = folder.path().join("data");
    let port = free_port();
    let mut demo = Demo::start(folder.path(), port);
    let before = objects(&data.join("files")).len();
    for round in 1..=4 {
        let (samir, engagement) = samir(port).await;
        let mut connection = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
        connection.write_all(&beginning(&samir, &engagement, "film.bin", 40 * MEGABYTE)).await.unwrap();
        for number in 0..9 * round {
            connection.write_all(&megabyte(number)).await.unwrap();
        }
        // Something of it has reached the disk.
        let staging = data.join("files/staging");
        while !staging.is_dir() || objects(&staging).is_empty() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        demo.kill();
        demo = Demo::start(folder.path(), port);
    }
    demo.kill();

    let cluster = private_postgres::ensure(&data, "tandem_demo", Durability::Durable).await.unwrap();
    let db = sqlx::PgPool::connect_with(cluster.options.clone()).await.unwrap();
    let clock = demo::clock(&db).await.unwrap();
    let ahead = clock.now() - Clock::system().now() + chrono::TimeDelta::hours(25);
    let files = store::Settings { store: Store::in_folder(&data.join("files")).unwrap(), limits: Limits::default() };
    let settings = tandem::app::AppSettings { files, ..crate::support::demo::settings("http://localhost:3000") };
    let app = App::new(db, Clock::shifted(ahead), settings);
    assert_eq!(sqlx::query_scalar::<_, i64>("select count(*) from files where name = 'film.bin'").fetch_one(&app.db).await.unwrap(), 0);
    assert_eq!(count(&app, "loose_objects").await, 4);
    assert_eq!(sweep::sweep(&app).await.unwrap(), 4);
    assert_eq!(objects(&data.join("files")).len(), before, "nothing half is kept");
    let verified = files::verify::verify(&app.db, &app.settings.files.store, None).await.unwrap();
    assert!(verified.versions > 0 && verified.damaged.is_empty(), "{verified:?}");
    app.db.close().await;
}
