//! A version as a document of its own, on paper: in either language, whatever the reader's own.

use askama::Template;
use axum::extract::State;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::document::Document;
use crate::{
    access::{Side, needs},
    app::App,
    base::{format, language::Language},
    error::Error,
    scope::{self, line::Line, model::Status, queries},
    web::{At, Chrome, Result, Seat, Tab, page},
};

/// A line of more characters may go on on the next page; a shorter one is kept in one piece.
const LONG: usize = 1500;

#[derive(Template)]
#[template(path = "scope/printed.html")]
struct Printed {
    /// In the language of the document.
    chrome: Chrome,
    document: Document,
    /// Of the reader, for what is not printed.
    reader: Language,
    engagement: Uuid,
    title: String,
    /// "2 March 2026 to 31 July 2026"
    period: String,
    /// Where the text is kept.
    address: String,
}

impl Printed {
    fn other_languages(&self) -> impl Iterator<Item = Language> {
        Language::ALL.into_iter().filter(|language| *language != self.chrome.language)
    }

    fn printed_url(&self, language: &Language) -> String {
        scope::printed_url(self.engagement, self.document.version.number, *language)
    }

    fn number(&self) -> String {
        self.document.version.number.to_string()
    }

    /// Key of what this is: only what is agreed says so.
    fn kind_key(&self) -> &'static str {
        match self.document.version.status() {
            Status::Draft => "scope-printed-draft",
            Status::Proposed => "scope-printed-proposed",
            Status::Agreed => "scope-printed-agreed",
            Status::Superseded => "scope-printed-superseded",
            Status::Withdrawn => "scope-printed-withdrawn",
        }
    }

    /// At the head of each page after the first.
    fn running_title(&self) -> String {
        let version = self.chrome.say("scope-title").with("version", self.number());
        format!("{} · {version}", self.title)
    }

    /// At the foot of each page: enough to tell two texts apart.
    fn running_digest(&self) -> String {
        let shown = self.document.digest_shown();
        if shown.is_empty() { self.chrome.t(self.kind_key()) } else { format!("{} {} …", self.chrome.t("ui-digest"), &shown[..19]) }
    }

    fn moment(&self, at: &DateTime<Utc>) -> String {
        format::moment_in_zone(self.chrome.language, *at, self.chrome.zone)
    }

    fn may_break(&self, line: &Line) -> bool {
        let criteria: usize = line.content.criteria.iter().map(|criterion| criterion.chars().count()).sum();
        line.content.text.chars().count() + criteria > LONG
    }
}

/// The bare document, for paper.
pub async fn printed(
    seat: Seat<needs::Read>,
    State(app): State<App>,
    At((engagement, number, language)): At<(Uuid, i32, Language)>,
) -> Result {
    let version = queries::version(&app.db, engagement, number).await?.ok_or(Error::NotFound)?;
    let mut chrome = Chrome::seat(&app, &seat, Tab::Scope);
    let reader = std::mem::replace(&mut chrome.language, language);
    let [from, to] = [seat.engagement.starts_on, seat.engagement.ends_on].map(|day| format::date(language, day));
    page(Printed {
        reader,
        engagement,
        title: seat.engagement.title.clone(),
        period: chrome.say("scope-printed-period").with("from", from).with("to", to).to_string(),
        address: app.settings.public_url.join(&scope::version_url(engagement, number)).map(String::from).unwrap_or_default(),
        document: Document::load(&app, &seat, &chrome, version).await?,
        chrome,
    })
}
