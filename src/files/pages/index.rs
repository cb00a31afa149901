//! All files of an engagement.

use askama::Template;
use axum::extract::State;

use crate::{
    access::needs::Read,
    app::App,
    base::format,
    files::{self, FileLine, queries},
    things::FilePlace,
    web::{Asked, Chrome, Reference, Result, Seat, Tab, page},
};

/// Files on a page.
const PAGE: usize = 50;

/// The list.
#[derive(Template)]
#[template(path = "files/index.html")]
struct Index {
    chrome: Chrome,
    rows: Vec<Row>,
    /// "12 files' versions, 34 MB of 20 GB"
    kept: String,
    newer: String,
    older: String,
}

/// A file and where it belongs.
struct Row {
    file: FileLine,
    thing: Reference,
    place: String,
}

fn place(chrome: &Chrome, place: FilePlace) -> String {
    match place {
        FilePlace::Deliverable(_) => chrome.t("files-at-deliverable"),
        FilePlace::Submission { number, .. } => chrome.say("files-at-submission").with("submission", number).to_string(),
        FilePlace::Topic(_) => chrome.t("files-at-topic"),
        FilePlace::Observation { .. } => chrome.t("files-at-observation"),
        FilePlace::Feedback(_) => chrome.t("files-at-feedback"),
        FilePlace::Session(_) => chrome.t("files-at-session"),
    }
}

/// Shows them.
pub async fn index(seat: Seat<Read>, State(app): State<App>, Asked(asked): Asked) -> Result {
    let engagement = seat.engagement.id;
    let before: Option<i32> = asked.value("before").parse().ok();
    let mut listed = queries::list(&app.db, engagement, before, PAGE as i64 + 1).await?;
    let more = listed.len() > PAGE;
    listed.truncate(PAGE);
    let kept = queries::kept(&app.db, engagement).await?;
    let chrome = Chrome::seat(&app, &seat, Tab::Files);
    let limits = &app.settings.files.limits;
    let url = files::url(engagement);
    let bytes = |bytes| format::bytes(chrome.language, bytes);
    let kept = chrome
        .say("files-kept")
        .with("count", i64::try_from(kept.count).unwrap_or(i64::MAX))
        .with("bytes", bytes(kept.bytes))
        .with("most", chrome.integer(limits.most))
        .with("room", bytes(limits.room));
    page(Index {
        kept: kept.to_string(),
        newer: before.map(|_| url.clone()).unwrap_or_default(),
        older: listed.last().filter(|_| more).map(|last| format!("{url}?before={}", last.file.number)).unwrap_or_default(),
        rows: listed
            .into_iter()
            .filter_map(|row| {
                let url = row.place.map_or_else(|| row.thing.url(engagement), |place| place.url(engagement));
                let thing = Reference { text: row.thing.to_string(), url };
                let place = row.place.map(|at| place(&chrome, at)).unwrap_or_default();
                Some(Row { file: FileLine::of(&chrome, engagement, row.file)?, thing, place })
            })
            .collect(),
        chrome,
    })
}
