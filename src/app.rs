//! The application: what all handlers share.

use std::{ops::Deref, sync::Arc};

use sqlx::PgPool;
use url::Url;

use crate::{
    base::clock::Clock,
    limits::Limits,
    notices::live::Live,
    store::{self, Uploads},
    watch::Watch,
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
    pub files: store::Settings,
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
    pub limits: Limits,
    /// The uploads that are under way.
    pub uploads: Uploads,
    /// Which workers are down.
    pub watch: Watch,
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
        let (live, limits, uploads) = (Live::default(), Limits::default(), Uploads::default());
        App(Arc::new(Shared { db, clock, settings, live, limits, uploads, watch: Watch::default() }))
    }
}
