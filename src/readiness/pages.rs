//! The board.

use askama::Template;
use axum::extract::State;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{
    URL,
    model::{Entry, board, page_after},
    queries::{self, Filters, MOST, Named},
};
use crate::{
    access::engagement,
    app::App,
    base::format,
    handover::{
        facts_of,
        gates::GateState,
        light::{Light, Readiness},
    },
    web::{Asked, Choice, Chrome, Form, Result, SignedIn, page},
};

/// Engagements on a page.
const PAGE: usize = 50;

#[derive(Template)]
#[template(path = "readiness/index.html")]
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
    url: &'static str,
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
    next: Option<Next>,
}

/// The next milestone as the row shows it.
struct Next {
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
}

impl Index {
    fn lights(&self) -> Vec<Choice> {
        Light::ALL.into_iter().map(|light| Choice::new(light.as_str(), self.chrome.t(light.key()))).collect()
    }
}

fn choices(named: &[Named]) -> Vec<Choice> {
    named.iter().map(|each| Choice::new(each.id.to_string(), each.name.clone())).collect()
}

/// All engagements that the reader answers for, the worst first; `?client=`, `?consultant=` and `?light=` narrow it, `?after=`
/// goes on after an engagement.
pub async fn index(reader: SignedIn, State(app): State<App>, Asked(asked): Asked) -> Result {
    let chosen = |field: &str| asked.value(field).parse::<Uuid>().ok();
    let light = asked.value("light").parse::<Light>().ok();
    let (client, consultant, after) = (chosen("client"), chosen("consultant"), chosen("after"));
    let mut managed = queries::managed(&app.db, reader.person.id, client, consultant).await?;
    let Filters { clients, consultants } = queries::filters(&app.db, reader.person.id).await?;
    let most = usize::try_from(MOST).unwrap_or(usize::MAX);
    let beyond = managed.len() > most;
    managed.truncate(most);
    let ids: Vec<Uuid> = managed.iter().filter(|each| each.planned).map(|each| each.id).collect();
    let facts = facts_of(&app.db, &ids).await?;
    let chrome = Chrome::signed_in(&app, &reader, true);
    // The worst of all is found only among all: what a page shows is cut out of the whole board.
    let (entries, more) = page_after(board(managed, &facts, light, app.clock.now()), after, PAGE);
    let last = entries.last().filter(|_| more).map(|entry| entry.managed.id);
    page(Index {
        beyond: if beyond { chrome.say("readiness-beyond").with("most", MOST).to_string() } else { String::new() },
        rows: entries.into_iter().map(|entry| row(&chrome, entry)).collect(),
        answers: !clients.0.is_empty(),
        filtered: client.is_some() || consultant.is_some() || light.is_some(),
        clients: choices(&clients.0),
        consultants: choices(&consultants.0),
        url: URL,
        newer: after.map(|_| address(&asked, None)).unwrap_or_default(),
        older: last.map(|last| address(&asked, Some(last))).unwrap_or_default(),
        asked,
        chrome,
    })
}

/// The board narrowed as it is, from its beginning or after an engagement.
fn address(asked: &Form, after: Option<Uuid>) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for field in ["client", "consultant", "light"] {
        if !asked.value(field).is_empty() {
            query.append_pair(field, asked.value(field));
        }
    }
    if let Some(after) = after {
        query.append_pair("after", &after.to_string());
    }
    format!("{URL}?{}", query.finish())
}

fn row(chrome: &Chrome, entry: Entry) -> Row {
    let Entry { managed, next } = entry;
    let next = next.map(|(milestone, readiness)| {
        let thing = milestone.thing();
        let blocker = readiness.first_blocker();
        let step = blocker.and_then(|gate| gate.next.as_ref());
        Next {
            reference: thing.to_string(),
            title: milestone.title.clone(),
            url: thing.url(managed.id),
            at: milestone.at,
            light: readiness.light.as_str(),
            light_text: chrome.t(readiness.light.key()),
            gates: gates(chrome, &readiness),
            first_blocker: blocker.map_or_else(|| chrome.t("readiness-nothing-blocks"), |gate| gate.reason.say(chrome.language)),
            side: step.map(|step| step.side.as_str()).unwrap_or_default(),
            party: step.map(|step| managed.party(step.side).to_owned()).unwrap_or_default(),
            left: format::time_left(chrome.language, readiness.left),
            forecast: forecast(chrome, &readiness),
        }
    });
    Row { id: managed.id, url: engagement::url(managed.id), title: managed.title, client: managed.client, provider: managed.provider, next }
}

/// "16 of 20 pass, 4 block"
fn gates(chrome: &Chrome, readiness: &Readiness) -> String {
    let blocked = readiness.count(GateState::Blocked);
    let said = chrome.say("readiness-gates-count").with("passed", readiness.gates.len() - blocked).with("all", readiness.gates.len());
    said.with("blocked", blocked).to_string()
}

fn forecast(chrome: &Chrome, readiness: &Readiness) -> String {
    match (readiness.light, &readiness.forecast.date) {
        (Light::Ready, _) => chrome.t("readiness-forecast-ready"),
        (_, Some(day)) => chrome.day_short(day),
        (_, None) => chrome.t("readiness-forecast-none"),
    }
}
