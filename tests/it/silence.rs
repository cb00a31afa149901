//! Connections to the database that something on the way has forgotten: the old ones are silent, and nobody is told.

use std::{
    net::SocketAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use tandem::{app::App, house, web::guard::token};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    sync::watch,
    time::{sleep, timeout},
};

use crate::{
    serving::listener,
    support::{
        World,
        wire::{Wire, by_wires},
        world,
    },
};

/// Connections of the pool.
const CONNECTIONS: u32 = 8;
/// Visitors who read and write without a pause.
const VISITORS: usize = 16;
/// By then everything works again.
const AGAIN: Duration = Duration::from_secs(10);

/// What a request was answered, and when.
type Answers = Arc<Mutex<Vec<(Instant, String)>>>;

/// A server under load, whose wire to the database can be meddled with.
struct Scene {
    w: World,
    address: SocketAddr,
    app: App,
    wire: watch::Sender<Wire>,
    answers: Answers,
    over: Arc<AtomicBool>,
}

impl Scene {
    async fn begin() -> Scene {
        let w = world().await;
        let (app, wire) = by_wires(&w.app, CONNECTIONS).await;
        let (listener, address) = listener().await;
        tokio::spawn(house::serve(app.clone(), listener, std::future::pending()));
        let (answers, over) = (Answers::default(), Arc::new(AtomicBool::new(false)));
        let secret = w.ines.token.clone().unwrap();
        let form = format!("kind=question&about=&text=When%3F&csrf={}", token::csrf(&secret));
        let head = |method: &str, path: &str, more: &str| {
            format!("{method} {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncookie: tandem={secret}\r\n{more}\r\n")
        };
        let typed = format!("content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n", form.len());
        let asked = [head("GET", &w.at(""), ""), head("POST", &w.at("/feedback"), &typed) + &form];
        for visitor in 0..VISITORS {
            let (asked, answers, over) = (asked.clone(), answers.clone(), over.clone());
            tokio::spawn(async move {
                for turn in visitor.. {
                    if over.load(Ordering::Relaxed) {
                        break;
                    }
                    let answer = ask(address, &asked[turn % 2]).await;
                    answers.lock().unwrap().push((Instant::now(), answer));
                }
            });
        }
        let scene = Scene { w, address, app, wire, answers, over };
        sleep(Duration::from_millis(1500)).await;
        assert!(scene.failed_since(Instant::now() - Duration::from_secs(10)).is_empty(), "everything works at first");
        scene
    }

    /// What was answered since then, and is neither a page nor a form that was carried out.
    fn failed_since(&self, then: Instant) -> Vec<String> {
        let answers = self.answers.lock().unwrap();
        let since = answers.iter().filter(|(at, _)| *at >= then);
        since
            .filter(|(_, answer)| !["HTTP/1.1 200", "HTTP/1.1 303"].iter().any(|good| answer.starts_with(good)))
            .map(|(_, answer)| answer.clone())
            .collect()
    }

    /// An open page, which hears of events.
    async fn open_page(&self) -> TcpStream {
        let mut page = TcpStream::connect(self.address).await.unwrap();
        let secret = self.w.ines.token.clone().unwrap();
        let asked = format!("GET {} HTTP/1.1\r\nhost: localhost\r\ncookie: tandem={secret}\r\n\r\n", self.w.at("/live"));
        page.write_all(asked.as_bytes()).await.unwrap();
        page
    }

    /// Nothing fails after [`AGAIN`], every connection of the pool is there to be used, and open pages hear what happens.
    async fn works_again(self, since: Instant, mut page: TcpStream) {
        sleep(AGAIN.saturating_sub(since.elapsed())).await;
        let then = Instant::now();
        sleep(Duration::from_secs(3)).await;
        let failed = self.failed_since(then);
        assert!(failed.is_empty(), "{} failed, such as {}", failed.len(), failed[0]);
        let answered = self.answers.lock().unwrap().iter().filter(|(at, _)| *at >= then).count();
        assert!(answered > VISITORS, "only {answered} were answered at all");
        self.over.store(true, Ordering::Relaxed);

        let heard = heard(&mut page).await;
        assert!(heard.contains("data: perhaps"), "the open page was told to look again: {heard}");
        let last = heard.rfind("data: perhaps").unwrap_or_default();
        assert!(heard[last..].contains("data: changed"), "and hears later events: {heard}");

        let all = futures_util::future::try_join_all((0..CONNECTIONS).map(|_| self.app.db.acquire()));
        timeout(Duration::from_secs(5), all).await.expect("no connection is lost to the pool").unwrap();
    }
}

/// All that has come until now.
async fn heard(page: &mut TcpStream) -> String {
    let (mut heard, mut chunk) = (Vec::new(), [0; 16_384]);
    while let Ok(Ok(count @ 1..)) = timeout(Duration::from_millis(500), page.read(&mut chunk)).await {
        heard.extend_from_slice(&chunk[..count]);
    }
    String::from_utf8_lossy(&heard).into_owned()
}

/// The first line of the answer.
async fn ask(address: SocketAddr, request: &str) -> String {
    let mut answer = Vec::new();
    let asked = async {
        let mut connection = TcpStream::connect(address).await?;
        connection.write_all(request.as_bytes()).await?;
        connection.read_to_end(&mut answer).await
    };
    match asked.await {
        Ok(_) => String::from_utf8_lossy(&answer).lines().next().unwrap_or_default().to_owned(),
        Err(error) => error.to_string(),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn connections_that_were_forgotten_are_replaced_under_load() {
    let scene = Scene::begin().await;
    let page = scene.open_page().await;
    sleep(Duration::from_millis(200)).await;
    let since = Instant::now();
    scene.wire.send_replace(Wire::Forgotten);
    scene.works_again(since, page).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_network_that_was_away_and_is_back_serves_again() {
    let scene = Scene::begin().await;
    let page = scene.open_page().await;
    sleep(Duration::from_millis(200)).await;
    let away = Instant::now();
    scene.wire.send_replace(Wire::Away);
    sleep(Duration::from_secs(5)).await;
    assert!(!scene.failed_since(away).is_empty(), "whoever waits for a connection is told after three seconds");
    let since = Instant::now();
    scene.wire.send_replace(Wire::Whole);
    scene.works_again(since, page).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_statement_under_way_hears_that_the_other_end_is_gone() {
    let w = world().await;
    let (app, wire) = by_wires(&w.app, 1).await;
    let asked = tokio::spawn({
        let db = app.db.clone();
        async move { sqlx::query("select pg_sleep(60)").execute(&db).await }
    });
    sleep(Duration::from_millis(500)).await;
    wire.send_replace(Wire::Deaf);
    let told = timeout(Duration::from_secs(14), asked).await.expect("it is told before the time limit").unwrap();
    assert!(matches!(told, Err(sqlx::Error::Io(_))), "{told:?}");
    // And the connection is not used again.
    sqlx::query("select 1").execute(&app.db).await.unwrap();
}
