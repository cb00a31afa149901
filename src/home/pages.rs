//! The home page.

use askama::Template;
use axum::extract::State;
use chrono::{DateTime, Utc};

use super::{
    model::{greeting_key, since},
    queries,
};
use crate::{
    access::engagement,
    activity::{
        self,
        model::{EventLine, Happened},
    },
    app::App,
    base::format,
    engagements::{self, Waiting},
    turns::{self, model::WaitsOn},
    web::{Asked, Chrome, Outcome, SignedIn, page},
};

/// Events that are told at most.
const EVENTS: i64 = 30;

/// What happened in one engagement.
struct News {
    id: String,
    title: String,
    url: String,
    events: Vec<EventLine>,
}

/// What waits on somebody.
struct Waits {
    id: &'static str,
    title: String,
    none: String,
    turns: Vec<Waiting>,
    /// How many of how many are shown; empty when it is all of them.
    shown: String,
    /// Where the list begins; empty when this is its beginning.
    first: String,
    /// Where it goes on; empty at its end.
    next: String,
}

/// The three, by the name under which the address says where a list goes on.
const LISTS: [(&str, WaitsOn); 3] = [("me", WaitsOn::Me), ("side", WaitsOn::MySide), ("them", WaitsOn::Them)];

#[derive(Template)]
#[template(path = "home/home.html")]
struct Home {
    chrome: Chrome,
    greeting: String,
    /// Whether the reader sits in any engagement; else the page says how that comes about.
    sits: bool,
    waits: Vec<Waits>,
    since: DateTime<Utc>,
    first_visit: bool,
    news: Vec<News>,
    more_news: bool,
    engagements_url: &'static str,
}

/// What waits, and what happened.
pub async fn home(reader: SignedIn, State(app): State<App>, Asked(asked): Asked) -> Outcome {
    let now = app.clock.now();
    let since = since(reader.person.previous_visit_at, now);
    let after = LISTS.iter().find_map(|(name, on)| Some((*on, asked.value(name).parse().ok()?)));
    let lists = turns::reader::waits(&app.db, reader.as_reader(), reader.waiting, after).await?;
    let mut events = activity::since(&app.db, reader.as_reader(), since, EVENTS + 1).await?;
    let more_news = events.len() > EVENTS as usize;
    events.truncate(EVENTS as usize);
    let sits = lists.iter().any(|list| list.count > 0) || !events.is_empty() || queries::sits_anywhere(&app.db, reader.person.id).await?;
    let chrome = Chrome::signed_in(&app, &reader, true);
    page(Home {
        greeting: chrome.say(greeting_key(now.with_timezone(&chrome.zone).time())).with("name", reader.person.name.as_str()).to_string(),
        sits,
        waits: LISTS.iter().zip(lists).map(|(list, found)| waits(list, &found, after.map(|(on, _)| on), &chrome, now)).collect(),
        since,
        first_visit: reader.person.previous_visit_at.is_none(),
        news: news(&events, &chrome),
        more_news,
        engagements_url: engagements::URL,
        chrome,
    })
}

fn waits(
    (name, on): &(&str, WaitsOn),
    found: &turns::reader::Waits,
    goes_on: Option<WaitsOn>,
    chrome: &Chrome,
    now: DateTime<Utc>,
) -> Waits {
    let (id, title, none) = match on {
        WaitsOn::Me => ("waiting-me", chrome.say("home-waiting-me"), chrome.t("home-waiting-me-none")),
        WaitsOn::MySide => ("waiting-side", chrome.say("home-waiting-side"), chrome.t("home-waiting-side-none")),
        WaitsOn::Them => ("waiting-them", chrome.say("home-waiting-them"), chrome.t("home-waiting-them-none")),
    };
    let goes_on = goes_on == Some(*on);
    let count = format::bounded(found.count, turns::reader::COUNTED);
    let is_part = goes_on || found.next.is_some();
    Waits {
        id,
        title: title.with("count", count.clone()).to_string(),
        none,
        turns: found.turns.iter().map(|turn| Waiting::anywhere(turn, chrome, now)).collect(),
        shown: if is_part {
            chrome.say("home-waiting-part").with("shown", found.turns.len()).with("count", count).to_string()
        } else {
            String::new()
        },
        first: if goes_on { format!("/#{id}") } else { String::new() },
        next: found.next.map(|key| format!("/?{name}={key}#{id}")).unwrap_or_default(),
    }
}

/// By engagement, in the order of each one's latest event.
fn news(events: &[Happened], chrome: &Chrome) -> Vec<News> {
    let mut news: Vec<News> = Vec::new();
    for event in events {
        let id = format!("news-{}", event.engagement.simple());
        let line = event.line(chrome.language, chrome.zone);
        match news.iter_mut().find(|news| news.id == id) {
            Some(news) => news.events.push(line),
            None => {
                let (title, url) = (event.engagement_title.clone(), engagement::url(event.engagement));
                news.push(News { id, title, url, events: vec![line] });
            }
        }
    }
    news
}
