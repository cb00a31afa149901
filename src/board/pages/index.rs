//! The board.

use askama::Template;
use axum::extract::State;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{Narrowed, URL, Whole, address, entries, whole, words};
use crate::{
    access::{Side, engagement},
    app::App,
    base::format,
    board::{
        EXPORT,
        model::{Entry, page_after},
        queries::{Around, Named},
    },
    readiness::{
        self, Look, Next,
        light::Light,
        trend::{BOARD_WEEKS, Snapshot, Trend},
    },
    web::{Asked, Choice, Chrome, Form, Result, SignedIn, chart, page},
};

/// Engagements on a page.
const PAGE: usize = 50;

#[derive(Template)]
#[template(path = "board/index.html")]
struct Index {
    chrome: Chrome,
    /// The filter.
    asked: Form,
    /// Whether the reader answers for any running engagement at all.
    answers: bool,
    filtered: bool,
    /// Says that there are more engagements than a board is made of; empty when there are not.
    beyond: String,
    rows: Vec<Row>,
    clients: Vec<Choice>,
    consultants: Vec<Choice>,
    /// Whether the reader answers for engagements on either side.
    both_sides: bool,
    url: &'static str,
    export: String,
    newer: String,
    older: String,
}

/// A row of the board.
struct Row {
    id: Uuid,
    title: String,
    url: String,
    client: String,
    provider: String,
    next: Option<Shown>,
}

/// A later milestone that is in danger.
struct Danger {
    reference: String,
    title: String,
    url: String,
    light: &'static str,
    light_text: String,
    first_blocker: String,
}

/// The next milestone as the row shows it.
struct Shown {
    reference: String,
    title: String,
    url: String,
    at: DateTime<Utc>,
    light: &'static str,
    light_text: String,
    gates: String,
    first_blocker: String,
    /// Whose turn the first blocker is; empty when nothing blocks.
    side: &'static str,
    party: String,
    left: String,
    forecast: String,
    danger: Option<Danger>,
    /// The line of the last weeks, and what it says; both empty while there is nothing to compare.
    trend: String,
    trend_text: String,
    trend_ends: String,
}

impl Index {
    fn sides(&self) -> Vec<Choice> {
        let side = |side: Side, key| Choice::new(side.as_str(), self.chrome.t(key));
        vec![side(Side::Provider, "readiness-as-provider"), side(Side::Client, "readiness-as-client")]
    }

    fn lights(&self) -> Vec<Choice> {
        Light::ALL.into_iter().map(|light| Choice::new(light.as_str(), self.chrome.t(light.key()))).collect()
    }
}

fn choices(named: &[Named]) -> Vec<Choice> {
    named.iter().map(|each| Choice::new(each.id.to_string(), each.name.clone())).collect()
}

/// All engagements that the reader answers for, the worst first; `?client=`, `?consultant=`, `?side=` and `?light=` narrow it,
/// `?after=` goes on after an engagement.
pub async fn index(reader: SignedIn, State(app): State<App>, Asked(asked): Asked) -> Result {
    let narrowed = Narrowed::of(&asked);
    let after = asked.value("after").parse::<Uuid>().ok();
    let Whole { places, beyond, afresh } = whole(&app, &reader, &narrowed).await?;
    let (places, more) = page_after(places, after, PAGE);
    let (entries, Around { clients, consultants, sides, .. }) = entries(&app, &reader, &places, afresh).await?;
    let mut trends = readiness::trends_of(&app.db, &looks(&entries), BOARD_WEEKS).await?;
    let chrome = Chrome::signed_in(&app, &reader, true);
    let last = places.last().filter(|_| more).map(|place| place.engagement);
    page(Index {
        beyond: if beyond { words::beyond(&chrome) } else { String::new() },
        rows: entries.into_iter().map(|entry| row(&chrome, trends.remove(&entry.managed.id), entry)).collect(),
        answers: sides > 0,
        both_sides: sides > 1,
        filtered: narrowed.anything(),
        clients: choices(&clients.0),
        consultants: choices(&consultants.0),
        url: URL,
        export: address(EXPORT, &asked, None),
        newer: after.map(|_| address(URL, &asked, None)).unwrap_or_default(),
        older: last.map(|last| address(URL, &asked, Some(last))).unwrap_or_default(),
        asked,
        chrome,
    })
}

/// The milestones on a page, with how they stand now.
fn looks(entries: &[Entry]) -> Vec<(Look, Option<Snapshot>)> {
    let look = |entry: &Entry| {
        let milestone = &entry.next.as_ref()?.milestone;
        Some((Look { engagement: entry.managed.id, milestone: milestone.number, day: milestone.day }, Some(Snapshot::of(milestone))))
    };
    entries.iter().filter_map(look).collect()
}

/// From which share of its gates to which: what the line shows.
fn share_moves(chrome: &Chrome, trend: &Trend) -> Option<String> {
    let (_, first, last) = trend.ends()?;
    let share = |snapshot: &Snapshot| format::percent(chrome.language, snapshot.share());
    Some(chrome.say("readiness-share-moves").with("from", share(first)).with("to", share(last)).to_string())
}

fn row(chrome: &Chrome, trend: Option<Trend>, entry: Entry) -> Row {
    let Entry { managed, next } = entry;
    let next = next.map(|Next { milestone, danger }| {
        let thing = milestone.thing();
        let side = milestone.first.as_ref().and_then(|first| first.side);
        let moved = trend.as_ref().and_then(|trend| Some((trend, trend.sentence(false)?)));
        Shown {
            reference: thing.to_string(),
            url: thing.url(managed.id),
            at: milestone.at,
            light: milestone.light.as_str(),
            light_text: chrome.t(milestone.light.key()),
            gates: words::gates(chrome, &milestone),
            first_blocker: words::first(chrome, &milestone),
            side: side.map(Side::as_str).unwrap_or_default(),
            party: side.map(|side| managed.party(side).to_owned()).unwrap_or_default(),
            left: words::left(chrome, &milestone),
            forecast: words::forecast(chrome, &milestone),
            danger: danger.map(|danger| Danger {
                reference: danger.thing().to_string(),
                url: danger.thing().url(managed.id),
                light: danger.light.as_str(),
                light_text: chrome.t(danger.light.key()),
                first_blocker: words::first(chrome, &danger),
                title: danger.title,
            }),
            trend: moved.as_ref().map(|(trend, _)| chart::straight(&trend.course(Snapshot::share), 100)).unwrap_or_default(),
            trend_ends: moved.as_ref().and_then(|(trend, _)| share_moves(chrome, trend)).unwrap_or_default(),
            trend_text: moved.map(|(_, said)| said.say(chrome.language)).unwrap_or_default(),
            title: milestone.title,
        }
    });
    Row { id: managed.id, url: engagement::url(managed.id), title: managed.title, client: managed.client, provider: managed.provider, next }
}
