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
    engagements::{self, Waiting},
    turns::{self, Turn, model::WaitsOn},
    web::{Chrome, Outcome, SignedIn, page},
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

/// What waits on somebody; `more` says that not everything is shown.
struct Waits {
    id: &'static str,
    title: String,
    none: String,
    turns: Vec<Waiting>,
    more: bool,
}

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
pub async fn home(reader: SignedIn, State(app): State<App>) -> Outcome {
    let now = app.clock.now();
    let since = since(reader.person.previous_visit_at, now);
    let turns = turns::queries::open_for_reader(&app.db, reader.person.id).await?;
    let mut events = activity::since(&app.db, reader.person.id, since, EVENTS + 1).await?;
    let more_news = events.len() > EVENTS as usize;
    events.truncate(EVENTS as usize);
    let sits = !turns.is_empty() || !events.is_empty() || queries::sits_anywhere(&app.db, reader.person.id).await?;
    let chrome = Chrome::signed_in(&app, &reader, true);
    let first_name = reader.person.name.split(' ').next().unwrap_or_default().to_owned();
    page(Home {
        greeting: chrome.say(greeting_key(now.with_timezone(&chrome.zone).time())).with("name", first_name).to_string(),
        sits,
        waits: vec![
            waits("waiting-me", WaitsOn::Me, &turns, &chrome, now),
            waits("waiting-side", WaitsOn::MySide, &turns, &chrome, now),
            waits("waiting-them", WaitsOn::Them, &turns, &chrome, now),
        ],
        since,
        first_visit: reader.person.previous_visit_at.is_none(),
        news: news(&events, &chrome),
        more_news,
        engagements_url: engagements::URL,
        chrome,
    })
}

fn waits(id: &'static str, on: WaitsOn, turns: &[Turn], chrome: &Chrome, now: DateTime<Utc>) -> Waits {
    let turns: Vec<_> = turns.iter().filter(|turn| turn.waits_on == on).map(|turn| Waiting::anywhere(turn, chrome, now)).collect();
    let more = turns.len() as i64 >= turns::queries::SHOWN;
    let (title, none) = match on {
        WaitsOn::Me => (chrome.say("home-waiting-me"), chrome.t("home-waiting-me-none")),
        WaitsOn::MySide => (chrome.say("home-waiting-side"), chrome.t("home-waiting-side-none")),
        WaitsOn::Them => (chrome.say("home-waiting-them"), chrome.t("home-waiting-them-none")),
    };
    let count = if more { format!("{}+", turns::queries::SHOWN) } else { turns.len().to_string() };
    Waits { id, title: title.with("count", count).to_string(), none, turns, more }
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
