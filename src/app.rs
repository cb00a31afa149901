//! The application: what all handlers share, and the one list that merges every room's routes.

use std::{ops::Deref, sync::Arc};

use axum::{Router, routing};
use sqlx::PgPool;
use tokio::net::TcpListener;
use url::Url;

use crate::{
    base::clock::Clock,
    notices::live::Live,
    web::{
        Routes, assets, layers,
        serve::{self, Patience},
    },
};

/// What the surroundings decide.
#[derive(Clone, Debug)]
pub struct AppSettings {
    /// Where people reach this server; links in mails begin with it.
    pub public_url: Url,
    /// Whether this is the demo: sign-in at a click, mails on a page, a clock of its own.
    pub demo: bool,
    /// Where mails go.
    pub mail: MailRoute,
    /// Whether `X-Forwarded-For` of a proxy in front is believed.
    pub trust_proxy: bool,
    /// Where files are kept, and how much of them.
    pub files: crate::files::Settings,
}

/// Where mails go.
#[derive(Clone)]
pub enum MailRoute {
    /// To an SMTP server.
    Smtp {
        /// `smtps://user:password@host` or `smtp://host?tls=required`; a secret.
        url: String,
        /// Sender, such as `Tandem <tandem@example.org>`.
        from: String,
    },
    /// Onto a page of the demo.
    DemoPage,
    /// Nowhere: the operator chose to run without mail.
    Nowhere,
}

impl std::fmt::Debug for MailRoute {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            MailRoute::Smtp { .. } => "Smtp",
            MailRoute::DemoPage => "DemoPage",
            MailRoute::Nowhere => "Nowhere",
        })
    }
}

impl AppSettings {
    /// Whether cookies are bound to HTTPS.
    #[must_use]
    pub fn secure_cookies(&self) -> bool {
        self.public_url.scheme() == "https"
    }

    /// Whether mails leave; where none do, people hand links over.
    #[must_use]
    pub fn sends_mail(&self) -> bool {
        !matches!(self.mail, MailRoute::Nowhere)
    }

    /// An absolute URL, for mails.
    #[must_use]
    pub fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.public_url.as_str().trim_end_matches('/'))
    }
}

/// Everything that handlers share. Cloning shares it.
#[derive(Clone)]
pub struct App(Arc<Shared>);

/// See [`App`].
pub struct Shared {
    /// The database.
    pub db: PgPool,
    /// What time it is here.
    pub clock: Clock,
    /// What the surroundings decide.
    pub settings: AppSettings,
    /// Open pages.
    pub live: Live,
    /// Brakes on guessing and on work for strangers.
    pub limits: crate::accounts::Limits,
    /// The uploads that are under way.
    pub uploads: crate::files::Uploads,
}

impl Deref for App {
    type Target = Shared;
    fn deref(&self) -> &Shared {
        &self.0
    }
}

impl App {
    /// Puts it together; nothing runs yet.
    #[must_use]
    pub fn new(db: PgPool, clock: Clock, settings: AppSettings) -> App {
        let (live, limits, uploads) = (Live::default(), crate::accounts::Limits::default(), crate::files::Uploads::default());
        App(Arc::new(Shared { db, clock, settings, live, limits, uploads }))
    }

    /// The whole server as a service.
    pub fn router(&self) -> Router {
        let routes = routes(self.settings.demo).into_router().route("/static/{name}", routing::get(assets::serve));
        layers::wrap(routes, self)
    }
}

/// Every room's routes; with `demo`, those that only the demo has.
#[must_use]
pub fn routes(demo: bool) -> Routes {
    let routes = Routes::default()
        .merge(crate::home::routes())
        .merge(crate::accounts::routes())
        .merge(crate::organizations::routes())
        .merge(crate::engagements::routes())
        .merge(crate::files::routes())
        .merge(crate::discovery::routes())
        .merge(crate::scope::routes())
        .merge(crate::deliverables::routes())
        .merge(crate::handover::routes())
        .merge(crate::changes::routes())
        .merge(crate::decisions::routes())
        .merge(crate::effects::routes())
        .merge(crate::feedback::routes())
        .merge(crate::working_sessions::routes())
        .merge(crate::activity::routes())
        .merge(crate::readiness::routes())
        .merge(crate::ops::routes());
    if demo { routes.merge(crate::demo::routes()) } else { routes }
}

/// Serves until `shutdown`, then lets requests in flight finish. The workers of this node run meanwhile.
pub async fn serve(app: App, listener: TcpListener, shutdown: impl Future<Output = ()>) {
    let workers = [
        tokio::spawn(app.live.clone().listen(app.db.clone())),
        tokio::spawn(crate::notices::worker::run(app.clone())),
        tokio::spawn(crate::deliverables::clock::run(app.clone())),
        tokio::spawn(crate::handover::clock::run(app.clone())),
        tokio::spawn(crate::handover::snapshots::run(app.clone())),
        tokio::spawn(crate::accounts::sweep(app.clone())),
        tokio::spawn(crate::files::sweep::run(app.clone())),
    ];
    let shutdown = async {
        shutdown.await;
        app.live.close();
    };
    serve::serve(app.router(), listener, Patience::default(), shutdown).await;
    for worker in workers {
        worker.abort();
    }
    app.db.close().await;
}
