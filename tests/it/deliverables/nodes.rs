//! The acceptance clock on two nodes that are killed at random moments, again and again.

use std::{
    collections::BTreeMap,
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

use rand::RngExt;
use sqlx::postgres::PgConnectOptions;
use tandem::{app::App, base::clock::Clock, deliverables::clock};

use super::agree_scope;
use crate::support::{World, world};

/// Submissions for each of the three things that the clock does.
const OF_EACH: i64 = 30;

/// A node: the server as a process of its own.
struct Node(Child);

impl Node {
    fn start(database: &PgConnectOptions, files: &Path) -> Node {
        let socket = database.get_socket().expect("the private server has a socket").display().to_string();
        let host: String = form_urlencoded::byte_serialize(socket.as_bytes()).collect();
        let name = database.get_database().expect("a database");
        let child = Command::new(env!("CARGO_BIN_EXE_tandem"))
            .args(["serve", "--without-mail", "--listen", "127.0.0.1:0", "--public-url", "http://localhost", "--files-folder"])
            .arg(files)
            .env_clear()
            .env("DATABASE_URL", format!("postgres://{}@{host}:{}/{name}", database.get_username(), database.get_port()))
            .env("TANDEM_LOG", "error")
            .current_dir(std::env::temp_dir())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        Node(child)
    }
}

/// `kill -9`
impl Drop for Node {
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

/// D1 to D30 are to be reminded of, D31 to D60 to be noticed, D61 to D90 to be deemed accepted, all at once.
async fn enter(w: &World) {
    agree_scope(w, 1).await;
    sqlx::query(
        "insert into deliverables (engagement_id, number, title, line_version, line_key, due_on, state, state_since, submissions, planned_by,
                                   planned_at)
         select $1, n, 'Part ' || n, 1, 'S1', now()::date, 'submitted', now(), 1, $2, now() from generate_series(1, 3 * $3) n",
    )
    .bind(w.engagement)
    .bind(w.samir.id)
    .bind(OF_EACH)
    .execute(&w.app.db)
    .await
    .unwrap();
    sqlx::query(
        "insert into submissions (engagement_id, deliverable, number, notes, submitted_by, submitted_at, remind_at, review_due_at,
                                  second_due_at, noticed_at, deems)
         select $1, n, 1, 'Done.', $2, now() - interval '20 days',
                case when k = 0 then now() - interval '1 hour' end,
                case when k = 0 then now() + interval '1 day' else now() - interval '6 days' end,
                case when k = 2 then now() - interval '1 hour' else now() + interval '8 days' end,
                case when k = 2 then now() - interval '5 days' end, true
         from generate_series(1, 3 * $3) n, lateral (select (n - 1) / $3 as k) k",
    )
    .bind(w.engagement)
    .bind(w.samir.id)
    .bind(OF_EACH)
    .execute(&w.app.db)
    .await
    .unwrap();
}

async fn count(w: &World) -> i64 {
    sqlx::query_scalar("select count(*) from events where engagement_id = $1").bind(w.engagement).fetch_one(&w.app.db).await.unwrap()
}

/// Waits until something has happened this often.
async fn happens(w: &World, times: i64) -> i64 {
    let end = tokio::time::Instant::now() + Duration::from_secs(60);
    loop {
        let count = count(w).await;
        if count >= times {
            return count;
        }
        assert!(tokio::time::Instant::now() < end, "nothing happens any more after {count} of {times}");
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nodes_that_are_killed_do_everything_once() {
    let w = world().await;
    enter(&w).await;
    let database = w.app.db.connect_options();
    let files = tempfile::tempdir().unwrap();
    let all = 3 * OF_EACH;
    let (mut done, mut kills) = (0, 0);
    while done < all {
        let (one, other) = (Node::start(&database, files.path()), Node::start(&database, files.path()));
        for node in [one, other] {
            let further = rand::rng().random_range(1..=7);
            done = happens(&w, (done + further).min(all)).await;
            // Somewhere within the next act.
            tokio::time::sleep(Duration::from_micros(rand::rng().random_range(0..4000))).await;
            drop(node);
            kills += 1;
        }
        done = count(&w).await;
    }
    assert!(kills >= 12, "killed only {kills} times");
    let app = App::new(w.app.db.clone(), Clock::system(), w.app.settings.clone());
    assert_eq!(clock::tick(&app).await.unwrap(), 0, "nothing is left to do");

    let happened: Vec<(String, String)> =
        sqlx::query_as("select thing, kind from events where engagement_id = $1").bind(w.engagement).fetch_all(&w.app.db).await.unwrap();
    let mut by_kind: BTreeMap<&str, Vec<i64>> = BTreeMap::new();
    for (thing, kind) in &happened {
        by_kind.entry(kind).or_default().push(thing.trim_start_matches('D').parse().unwrap());
    }
    by_kind.values_mut().for_each(|numbers| numbers.sort_unstable());
    let range = |from: i64| (from * OF_EACH + 1..=(from + 1) * OF_EACH).collect::<Vec<_>>();
    assert_eq!(
        by_kind,
        BTreeMap::from([("review_reminded", range(0)), ("review_noticed", range(1)), ("submission_deemed_accepted", range(2))]),
        "each once, none lost"
    );

    // Reminder and notice go to sponsor and lead, the deemed acceptance to everybody who does more than look on.
    let told: Vec<(String, i64, i64)> = sqlx::query_as(
        "select e.kind, count(*), count(distinct (o.event_number, o.person_id))
         from outbox o join events e on e.engagement_id = o.engagement_id and e.number = o.event_number
         where o.engagement_id = $1 group by e.kind order by e.kind",
    )
    .bind(w.engagement)
    .fetch_all(&w.app.db)
    .await
    .unwrap();
    let mails = |kind: &str, each: i64| (kind.to_owned(), each * OF_EACH, each * OF_EACH);
    assert_eq!(told, [mails("review_noticed", 2), mails("review_reminded", 2), mails("submission_deemed_accepted", 5)]);

    let reports = tandem::activity::verify(&w.app.db, Some(w.engagement)).await.unwrap();
    assert!(reports.iter().all(|report| report.fault.is_none()), "the chain is whole");
}
