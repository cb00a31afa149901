//! The server is killed in the middle of 200 posts: whatever was answered with success is there afterwards, and the
//! record is whole. And the database is stopped and killed under the server, which asks for patience and nothing else.

use std::{
    collections::BTreeSet,
    io::{BufRead, BufReader},
    net::TcpListener,
    path::Path,
    process::{Child, Command, Stdio},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};

use axum::{
    body::Bytes,
    http::{Request, header},
};
use http_body_util::{BodyExt, Full};
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::TokioExecutor,
};
use private_postgres::{Durability, ensure};
use tandem::{config::DEMO_DATABASE, web::guard::token};

use crate::cluster;

const POSTS: usize = 200;

/// The demo as a process of its own.
pub struct Demo(Child);

impl Demo {
    pub fn start(folder: &Path, port: u16) -> Demo {
        Demo::start_with("", folder, port)
    }

    /// The same after a command of the shell that limits what it may have.
    pub fn start_with(limit: &str, folder: &Path, port: u16) -> Demo {
        let mut child = Command::new("sh")
            .args(["-c", &format!("{limit}\nexec \"$@\""), "sh", env!("CARGO_BIN_EXE_tandem"), "demo", "--data-folder"])
            .arg(folder.join("data"))
            .args(["--listen", &format!("127.0.0.1:{port}")])
            .current_dir(folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        assert!(lines.any(|line| line.unwrap().contains("runs at")), "the demo says where it runs");
        // Goes on reading, so that the demo is never held up by what it prints.
        std::thread::spawn(move || lines.for_each(drop));
        Demo(child)
    }

    /// Forgets what it has used of memory so far.
    pub fn forget_memory(&self) {
        std::fs::write(format!("/proc/{}/clear_refs", self.0.id()), "5").unwrap();
    }

    /// What it has used of memory at most since, in bytes.
    pub fn most_memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.0.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
        line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() * 1024
    }

    /// Ends it without a word, as dropping it does.
    pub fn kill(self) {}
}

impl Drop for Demo {
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

/// Somebody's browser, without a browser.
#[derive(Clone)]
pub struct Visitor {
    client: Client<HttpConnector, Full<Bytes>>,
    base: String,
    pub token: String,
}

impl Visitor {
    /// Signs in as one of the demo's people.
    pub async fn signs_in(base: &str, email: &str) -> Visitor {
        let client = Client::builder(TokioExecutor::new()).build_http();
        let mut visitor = Visitor { client, base: base.to_owned(), token: String::new() };
        let (status, _, cookies) = visitor.posts("/sign-in", &[("email", email), ("password", tandem::demo::PASSWORD)]).await.unwrap();
        assert_eq!(status, 303);
        let cookie = cookies.iter().find_map(|cookie| cookie.strip_prefix("tandem=")).expect("a sign-in cookie");
        visitor.token = cookie.split(';').next().unwrap_or_default().to_owned();
        visitor
    }

    pub async fn opens(&self, path: &str) -> String {
        let (status, body, _) = self.asks(path).await.unwrap();
        assert_eq!(status, 200, "{path}");
        body
    }

    /// Status, body and cookies of a page; none when the connection broke.
    async fn asks(&self, path: &str) -> Option<(u16, String, Vec<String>)> {
        self.send(Request::get(format!("{}{path}", self.base)).body(Full::default()).unwrap()).await
    }

    /// Status, body and cookies; none when the connection broke.
    pub async fn posts(&self, path: &str, fields: &[(&str, &str)]) -> Option<(u16, String, Vec<String>)> {
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .append_pair("csrf", &token::csrf(&self.token))
            .append_pair("once", &uuid::Uuid::new_v4().to_string())
            .finish();
        let request = Request::post(format!("{}{path}", self.base))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Full::from(body))
            .unwrap();
        self.send(request).await
    }

    /// Status, body and cookies; none when the connection broke.
    async fn send(&self, mut request: Request<Full<Bytes>>) -> Option<(u16, String, Vec<String>)> {
        if !self.token.is_empty() {
            request.headers_mut().insert(header::COOKIE, format!("tandem={}", self.token).parse().unwrap());
        }
        let response = self.client.request(request).await.ok()?;
        let status = response.status().as_u16();
        let cookies = response.headers().get_all(header::SET_COOKIE).iter().map(|cookie| cookie.to_str().unwrap().to_owned()).collect();
        let body = response.into_body().collect().await.ok()?.to_bytes();
        Some((status, String::from_utf8_lossy(&body).into_owned(), cookies))
    }
}

/// A port that was free a moment ago.
pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_answered_is_there_after_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    // The account under which PostgreSQL runs has to enter it.
    std::fs::set_permissions(folder.path(), std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let data = folder.path().join("data");
    let port = free_port();
    let base = format!("http://127.0.0.1:{port}");
    let demo = Demo::start(folder.path(), port);
    let ines = Visitor::signs_in(&base, "ines.brandt@nordlicht.example").await;
    let home = ines.opens("/engagements").await;
    let at = home.find("/engagements/0").expect("a link to the engagement");
    let engagement = home[at..].split('"').next().unwrap().to_owned();

    let (answered, next) = (Arc::new(Mutex::new(BTreeSet::new())), Arc::new(AtomicUsize::new(0)));
    let posting: Vec<_> = (0..8)
        .map(|_| {
            let (ines, path, answered, next) = (ines.clone(), format!("{engagement}/feedback"), answered.clone(), next.clone());
            tokio::spawn(async move {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= POSTS {
                        return;
                    }
                    let text = format!("Posted as number <{number}> of many");
                    let fields = [("kind", "question"), ("about", ""), ("text", &*text)];
                    match ines.posts(&path, &fields).await {
                        Some((303, _, _)) => drop(answered.lock().unwrap().insert(number)),
                        Some((status, body, _)) => panic!("{status}: {body}"),
                        // The server is gone.
                        None => return,
                    }
                }
            })
        })
        .collect();
    while next.load(Ordering::Relaxed) < POSTS / 2 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    demo.kill();
    for poster in posting {
        poster.await.unwrap();
    }
    let answered = answered.lock().unwrap().clone();
    assert!((POSTS / 4..POSTS).contains(&answered.len()), "killed in the middle: {} of {POSTS} answered", answered.len());

    let demo = Demo::start(folder.path(), port);
    let ines = Visitor::signs_in(&base, "ines.brandt@nordlicht.example").await;
    let mut there = BTreeSet::new();
    let mut path = format!("{engagement}/feedback");
    loop {
        let page = ines.opens(&path).await;
        there.extend(page.split("Posted as number &#60;").skip(1).filter_map(|rest| rest.split('&').next()?.parse::<usize>().ok()));
        let Some(older) = page.split("href=\"").skip(1).find(|rest| rest.contains("before=") && rest.starts_with(&engagement)) else {
            break;
        };
        path = older.split('"').next().unwrap().replace("&#38;", "&");
    }
    let lost: Vec<_> = answered.difference(&there).collect();
    assert!(lost.is_empty(), "answered with success and gone: {lost:?}");
    demo.kill();

    let verified = Command::new(env!("CARGO_BIN_EXE_tandem"))
        .args(["verify", "--database-name", "tandem_demo", "--data-folder"])
        .arg(&data)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&verified.stdout);
    assert!(verified.status.success() && said.contains("0 broken"), "{said}{}", String::from_utf8_lossy(&verified.stderr));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_the_database_stops_and_comes_back_nothing_breaks() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::set_permissions(folder.path(), std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let port = free_port();
    let base = format!("http://127.0.0.1:{port}");
    let _demo = Demo::start(folder.path(), port);
    let data = folder.path().join("data");
    let database = ensure(&data, DEMO_DATABASE, Durability::Durable).await.unwrap_or_else(|error| panic!("{error}"));
    let ines = Visitor::signs_in(&base, "ines.brandt@nordlicht.example").await;
    let home = ines.opens("/engagements").await;
    let at = home.find("/engagements/0").expect("a link to the engagement");
    let engagement = home[at..].split('"').next().unwrap().to_owned();

    let over = Arc::new(AtomicBool::new(false));
    let visiting: Vec<_> = (0..6)
        .map(|visitor| {
            let (ines, engagement, over) = (ines.clone(), engagement.clone(), over.clone());
            tokio::spawn(async move {
                let (mut answered, mut broken) = (0, Vec::new());
                while !over.load(Ordering::Relaxed) {
                    let answer = if visitor % 2 == 0 {
                        ines.asks(&engagement).await
                    } else {
                        ines.posts(&format!("{engagement}/feedback"), &[("kind", "praise"), ("about", ""), ("text", "Well done")]).await
                    };
                    let (status, body, _) = answer.expect("the server is there");
                    match status {
                        200 | 303 => answered += 1,
                        503 => {}
                        _ => broken.push(format!("{status}: {body}")),
                    }
                }
                (answered, broken)
            })
        })
        .collect();
    // Orderly, at once, and killed.
    for signal in ["-INT", "-QUIT", "-KILL"] {
        tokio::time::sleep(Duration::from_secs(2)).await;
        let server = std::fs::read_to_string(cluster::data(&database).join("postmaster.pid")).unwrap();
        let killed = Command::new("kill").args([signal, server.lines().next().unwrap()]).status().unwrap();
        assert!(killed.success());
        // The demo starts it again.
        let back = async {
            tokio::time::sleep(Duration::from_secs(1)).await;
            while ines.asks(&engagement).await.is_none_or(|(status, ..)| status != 200) {
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(60), back).await.expect("the database comes back");
    }
    over.store(true, Ordering::Relaxed);
    for visitor in visiting {
        let (answered, broken) = visitor.await.unwrap();
        assert!(broken.is_empty(), "{} broke, such as {}", broken.len(), broken[0]);
        assert!(answered > 0, "a visitor was never answered");
    }
}
