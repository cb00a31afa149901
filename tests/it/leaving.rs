//! Visitors who leave while what they sent is carried out: nothing stays open in the database, and nothing is half done.

use std::{
    collections::BTreeSet,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};

use private_postgres::{Durability, ensure};
use sqlx::{Connection, PgConnection};
use tandem::{
    config::DEMO_DATABASE,
    house,
    web::{
        door::Bounds,
        guard::token,
        serve::{Patience, serve},
    },
};
use tokio::{
    io::AsyncWriteExt,
    net::TcpStream,
    time::{sleep, timeout},
};

use crate::{
    cluster,
    crash::{Demo, Visitor, free_port},
    serving::{LONG, listener, somebody_waits},
    support::world,
};

/// Posts that are cut off.
const CUT_OFF: usize = 3000;
/// How many of them are under way at once.
const AT_ONCE: usize = 16;

/// The request of a form, letter by letter.
fn request(path: &str, secret: &str, fields: &[(&str, &str)]) -> Vec<u8> {
    let form = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).append_pair("csrf", &token::csrf(secret)).finish();
    format!(
        "POST {path} HTTP/1.1\r\nhost: localhost\r\ncookie: tandem={secret}\r\ncontent-type: application/x-www-form-urlencoded\r\n\
         content-length: {}\r\n\r\n{form}",
        form.len()
    )
    .into_bytes()
}

/// Sends a form and leaves after a while.
async fn sends_and_leaves(address: &str, request: &[u8], after: Duration) {
    let mut connection = TcpStream::connect(address).await.unwrap();
    connection.write_all(request).await.unwrap();
    sleep(after).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn thousands_who_leave_leave_nothing_open_and_nothing_half_done() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::set_permissions(folder.path(), std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let port = free_port();
    let (base, address) = (format!("http://127.0.0.1:{port}"), format!("127.0.0.1:{port}"));
    let _demo = Demo::start(folder.path(), port);
    // The same server, beside the demo.
    let data = folder.path().join("data");
    let database = ensure(&data, DEMO_DATABASE, Durability::Durable).await.unwrap_or_else(|error| panic!("{error}"));
    let ines = Visitor::signs_in(&base, "ines.brandt@nordlicht.example").await;
    let home = ines.opens("/engagements").await;
    let at = home.find("/engagements/0").expect("a link to the engagement");
    let path = format!("{}/feedback", home[at..].split('"').next().unwrap());

    let over = Arc::new(AtomicBool::new(false));
    // Looks for transactions that nobody goes on with.
    let watching = tokio::spawn({
        let (over, options) = (over.clone(), database.options.clone());
        async move {
            let mut connection = PgConnection::connect_with(&options).await.unwrap();
            let mut left_open = Vec::new();
            while !over.load(Ordering::Relaxed) {
                let old: Vec<(i32, String, String)> = sqlx::query_as(
                    "select pid, state, query from pg_stat_activity
                     where datname = current_database() and state like 'idle in transaction%'
                       and clock_timestamp() - state_change > interval '2 seconds'",
                )
                .fetch_all(&mut connection)
                .await
                .unwrap();
                left_open.extend(old);
                sleep(Duration::from_millis(250)).await;
            }
            left_open
        }
    });
    // Others write meanwhile, and remember what was answered.
    let writing: Vec<_> = (0..2)
        .map(|writer| {
            let (ines, path, over) = (ines.clone(), path.clone(), over.clone());
            tokio::spawn(async move {
                let mut answered = BTreeSet::new();
                for number in 0.. {
                    if over.load(Ordering::Relaxed) {
                        break;
                    }
                    let text = format!("kept {writer}-{number}");
                    let sent = ines.posts(&path, &[("kind", "question"), ("about", ""), ("text", &*text)]).await;
                    let (status, body, _) = sent.expect("the server is there");
                    match status {
                        303 => drop(answered.insert(text)),
                        // Too much at once; it promises nothing.
                        503 => {}
                        _ => panic!("{status}: {body}"),
                    }
                }
                answered
            })
        })
        .collect();
    let next = Arc::new(AtomicUsize::new(0));
    let leaving: Vec<_> = (0..AT_ONCE)
        .map(|_| {
            let (next, address, path, secret) = (next.clone(), address.clone(), path.clone(), ines.token.clone());
            tokio::spawn(async move {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= CUT_OFF {
                        return;
                    }
                    let text = format!("cut off {number}");
                    let request = request(&path, &secret, &[("kind", "question"), ("about", ""), ("text", &text)]);
                    let after = Duration::from_millis(u64::from(rand::random_range(0..=60_u32)));
                    sends_and_leaves(&address, &request, after).await;
                }
            })
        })
        .collect();
    for visitor in leaving {
        visitor.await.unwrap();
    }
    // Long enough for what was left open to be seen.
    sleep(Duration::from_secs(4)).await;
    over.store(true, Ordering::Relaxed);
    let left_open = watching.await.unwrap();
    assert!(left_open.is_empty(), "transactions were left open: {left_open:?}");
    let mut answered = BTreeSet::new();
    for writer in writing {
        answered.extend(writer.await.unwrap());
    }

    let log = std::fs::read_to_string(cluster::data(&database).parent().unwrap().join("server.log")).unwrap();
    let warnings: Vec<&str> = log.lines().filter(|line| line.contains("transaction in progress")).collect();
    assert!(warnings.is_empty(), "{} warnings such as {:?}", warnings.len(), warnings.first());

    let mut connection = PgConnection::connect_with(&database.options).await.unwrap();
    let there: Vec<String> =
        sqlx::query_scalar("select text from feedback_entries where text like 'kept %'").fetch_all(&mut connection).await.unwrap();
    let there: BTreeSet<String> = there.into_iter().collect();
    let lost: Vec<_> = answered.difference(&there).collect();
    assert!(answered.len() > 20 && lost.is_empty(), "{} answered, lost: {lost:?}", answered.len());
    // Each piece of feedback has its event, and each event its feedback.
    let (pieces, events): (i64, i64) =
        sqlx::query_as("select (select count(*) from feedback_entries), (select count(*) from events where kind = 'feedback_raised')")
            .fetch_one(&mut connection)
            .await
            .unwrap();
    assert_eq!(pieces, events, "half written");
}

#[tokio::test]
async fn what_was_sent_is_carried_out_though_nobody_waits_for_the_answer() {
    let w = world().await;
    let (listener, address) = listener().await;
    let server =
        tokio::spawn(serve(house::router(&w.app), listener, Patience::default(), Bounds::of_process(false), std::future::pending()));
    let mut lock = tandem::db::begin(&w.app.db).await.unwrap();
    sqlx::query("select 1 from engagements where id = $1 for update").bind(w.engagement).execute(&mut *lock).await.unwrap();
    let secret = w.ines.token.clone().unwrap();
    let mut connection = TcpStream::connect(address).await.unwrap();
    let form = request(&w.at("/feedback"), &secret, &[("kind", "question"), ("about", ""), ("text", "When?")]);
    connection.write_all(&form).await.unwrap();
    timeout(LONG, somebody_waits(&w)).await.unwrap();
    drop(connection);
    // Long enough for the server to have heard of it.
    sleep(Duration::from_millis(300)).await;
    drop(lock);
    let there = async {
        let there = "select exists (select 1 from feedback_entries where text = 'When?')";
        while !sqlx::query_scalar::<_, bool>(there).fetch_one(&w.app.db).await.unwrap() {
            sleep(Duration::from_millis(20)).await;
        }
    };
    timeout(LONG, there).await.expect("what was sent is carried out");
    server.abort();
}
