//! The demo as a real server on a port of its own, with a copy of the worked example.

use tandem::{
    accounts,
    app::{App, AppSettings, MailRoute},
    base::clock::Clock,
    demo, house,
    web::guard::token,
};
use tokio::{net::TcpListener, sync::oneshot};
use uuid::Uuid;

use super::driver::Browser;
use crate::support::{
    database::{self, TestDatabase},
    demo::{Links, Places, settings},
};

/// A running demo.
pub struct Server {
    pub app: App,
    pub base: String,
    pub places: Places,
    stop: Option<oneshot::Sender<()>>,
    _database: TestDatabase,
}

/// Starts one.
pub async fn demo_server() -> Server {
    server(MailRoute::DemoPage).await
}

/// One whose clock stands still until the test sets it.
pub async fn still_server() -> Server {
    let (database, links) = database::with_demo().await;
    let clock = Clock::fixed(demo::clock(&database.pool).await.unwrap().now());
    start(database, links, MailRoute::DemoPage, clock).await
}

/// The same people at a server whose mails go this way.
pub async fn server(mail: MailRoute) -> Server {
    let (database, links) = database::with_demo().await;
    let clock = demo::clock(&database.pool).await.unwrap();
    start(database, links, mail, clock).await
}

async fn start(database: TestDatabase, links: Links, mail: MailRoute, clock: Clock) -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://localhost:{}", listener.local_addr().unwrap().port());
    let app = App::new(database.pool.clone(), clock, AppSettings { mail, ..settings(&base) });
    let places = Places::of(&app, &links).await;
    let (stop, stopped) = oneshot::channel();
    tokio::spawn(house::serve(app.clone(), listener, async {
        // An error means that the test is over.
        let _ = stopped.await;
    }));
    Server { app, base, places, stop: Some(stop), _database: database }
}

impl Server {
    /// Signs somebody in without the sign-in page, reading this language.
    pub async fn lets_in(&self, browser: &Browser, handle: &str, language: &str) {
        let id: Uuid = sqlx::query_scalar("update persons set language = $2 where email like $1 || '.%' returning id")
            .bind(handle)
            .bind(language)
            .fetch_one(&self.app.db)
            .await
            .unwrap();
        let cookies = accounts::acts::enter(&self.app, &accounts::Client::default(), id).await.unwrap();
        let cookie = cookies.get(token::cookie_name(&self.app)).unwrap();
        browser.has_cookie(cookie.name(), cookie.value()).await;
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            // Whoever is gone need not be stopped.
            let _ = stop.send(());
        }
    }
}
