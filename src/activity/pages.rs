//! The activity of an engagement, and the check of its chain.

use askama::Template;
use axum::extract::State;
use chrono::NaiveDate;

use super::{
    chain::Fault,
    model::{EventLine, Happened, asked_thing},
    queries, url,
    verify::verify,
};
use crate::{
    access::needs,
    app::App,
    error::Error,
    things::Thing,
    web::{Asked, Chrome, Form, Outcome, Seat, Tab, page},
};

/// Events on a page.
const PAGE: i64 = 50;

/// The events of one day.
struct Day {
    day: NaiveDate,
    events: Vec<EventLine>,
}

#[derive(Template)]
#[template(path = "activity/index.html")]
struct Index {
    chrome: Chrome,
    /// The filter.
    asked: Form,
    /// The thing on which events are shown; none: on any.
    thing: Option<Thing>,
    days: Vec<Day>,
    newer: String,
    older: String,
    url: String,
    chain_url: String,
}

/// What happened, the newest first.
pub async fn index(seat: Seat<needs::Read>, State(app): State<App>, Asked(mut asked): Asked) -> Outcome {
    let engagement = seat.engagement.id;
    let thing = asked_thing(asked.value("thing"));
    if thing.is_none() && !asked.value("thing").trim().is_empty() {
        asked.wrong("thing", "form-error-reference");
    }
    let before: Option<i32> = asked.value("before").parse().ok();
    let mut events = queries::before(&app.db, engagement, thing.as_ref(), before, PAGE + 1).await?;
    let more = events.len() > PAGE as usize;
    events.truncate(PAGE as usize);
    let newer = match before {
        Some(before) => queries::newer(&app.db, engagement, thing.as_ref(), before, PAGE).await?,
        None => None,
    };
    let base = url(engagement);
    let older = if more { events.last().map(|event| event.number) } else { None };
    let link = |number: Option<i32>| number.map(|number| page_url(&base, thing.as_ref(), number)).unwrap_or_default();
    let chrome = Chrome::seat(&app, &seat, Tab::Activity);
    page(Index {
        days: by_day(&events, &chrome),
        newer: link(newer),
        older: link(older),
        chain_url: format!("{base}/chain"),
        url: base,
        asked,
        thing,
        chrome,
    })
}

fn page_url(base: &str, thing: Option<&Thing>, before: i32) -> String {
    match thing {
        Some(thing) => format!("{base}?thing={thing}&before={before}"),
        None => format!("{base}?before={before}"),
    }
}

/// Under the days on which they happened where the reader is.
fn by_day(events: &[Happened], chrome: &Chrome) -> Vec<Day> {
    events
        .chunk_by(|one, next| chrome.local_day(&one.at) == chrome.local_day(&next.at))
        .map(|events| Day {
            day: chrome.local_day(&events[0].at),
            events: events.iter().map(|event| event.line(chrome.language, chrome.zone)).collect(),
        })
        .collect()
}

#[derive(Template)]
#[template(path = "activity/chain.html")]
struct Chain {
    chrome: Chrome,
    links: i32,
    head: String,
    fault: Option<Fault>,
    url: String,
}

/// Whether the engagement's chain holds.
pub async fn chain(seat: Seat<needs::Read>, State(app): State<App>) -> Outcome {
    let report = verify(&app.db, Some(seat.engagement.id)).await?.pop().ok_or(Error::NotFound)?;
    page(Chain {
        chrome: Chrome::seat(&app, &seat, Tab::Activity),
        links: report.links,
        head: report.head_in_groups(),
        fault: report.fault,
        url: url(seat.engagement.id),
    })
}
