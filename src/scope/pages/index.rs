//! The scope of an engagement: the version that counts, and all there were.

use askama::Template;
use axum::extract::State;

use super::document::{self, Document};
use crate::{
    access::{Ability, Side, needs},
    app::App,
    error::Refusal,
    scope::{
        self, acts,
        model::{Status, Version},
        queries,
    },
    web::{Asked, Choice, Chrome, Form, FormData, Outcome, Result, Seat, Tab, done, page},
};

/// Versions on a page.
const PAGE: i64 = 50;

#[derive(Template)]
#[template(path = "scope/index.html")]
struct Index {
    chrome: Chrome,
    /// The agreed version; before there is one, the one that is under way.
    document: Option<Document>,
    /// A draft or proposal beside the agreed version.
    open: Option<Version>,
    versions: Vec<Version>,
    newer: String,
    older: String,
    /// Whether the reader may begin a draft now.
    may_begin: bool,
    /// The agreed version that a draft would begin with; 0: none.
    after: i32,
    url: String,
    /// The two versions to compare, and among which they are chosen.
    form: Form,
    choices: Vec<Choice>,
    comparisons_url: String,
    engagement: uuid::Uuid,
}

impl Index {
    fn version_url(&self, version: &Version) -> String {
        scope::version_url(self.engagement, version.number)
    }

    fn steps(&self, version: &Version) -> String {
        document::steps(&self.chrome, version)
    }
}

/// The version that counts.
pub async fn index(seat: Seat<needs::Read>, State(app): State<App>, Asked(asked): Asked) -> Result {
    let engagement = seat.engagement.id;
    let chrome = Chrome::seat(&app, &seat, Tab::Scope);
    let url = scope::url(engagement);
    let queries::Leading { agreed, open } = queries::leading(&app.db, engagement).await?;
    let before: Option<i32> = asked.value("before").parse().ok();
    let mut versions = queries::versions(&app.db, engagement, before, PAGE + 1).await?;
    let more = versions.len() > PAGE as usize;
    versions.truncate(PAGE as usize);
    let last = versions.last().filter(|_| more);
    let may_begin = seat.may(Ability::DraftScope) && open.is_none();
    let after = agreed.as_ref().map_or(0, |version| version.number);
    let (shown, open) = match agreed {
        Some(agreed) => (Some(agreed), open),
        None => (open, None),
    };
    let document = match shown {
        Some(version) => Some(Document::load(&app, &seat, &chrome, version).await?),
        None => None,
    };
    page(Index {
        form: Form::filled([
            ("version", versions.first().map(|version| version.number.to_string()).unwrap_or_default()),
            ("other", versions.first().and_then(|version| version.follows).map(|follows| follows.to_string()).unwrap_or_default()),
        ]),
        choices: versions.iter().map(|version| choice(&chrome, version)).collect(),
        comparisons_url: scope::comparisons_url(engagement),
        chrome,
        document,
        open,
        newer: if before.is_some() { url.clone() } else { String::new() },
        older: last.map(|last| format!("{url}?before={}", last.number)).unwrap_or_default(),
        versions,
        may_begin,
        after,
        url,
        engagement,
    })
}

/// "Version 2, agreed"
fn choice(chrome: &Chrome, version: &Version) -> Choice {
    let name = chrome.say("scope-version").with("version", version.number.to_string());
    Choice::new(version.number.to_string(), format!("{name}, {}", chrome.t(version.status().key())))
}

pub async fn begin_draft(seat: Seat<needs::DraftScope>, State(app): State<App>, FormData(form): FormData) -> Outcome {
    let leading = queries::leading(&app.db, seat.engagement.id).await?;
    // A later version may have been agreed since the page was shown. None can between here and the act, which is
    // refused while a proposal is open.
    let after = leading.agreed.map_or(0, |version| version.number);
    if form.value("after").parse() != Ok(after) {
        return Err(Refusal::new("refused-scope-agreed-meanwhile").into());
    }
    let number = acts::begin_draft(&app, &seat).await?;
    done(&scope::version_url(seat.engagement.id, number), "flash-scope-drafted")
}
