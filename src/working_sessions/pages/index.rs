//! All sessions: what is planned, and what was recorded.

use askama::Template;
use axum::extract::State;
use uuid::Uuid;

use super::span;
use crate::{
    access::{Ability, needs},
    app::App,
    effects,
    events::Thing,
    web::{Asked, Chrome, Result, Seat, Tab, page},
    working_sessions::{
        self,
        queries::{self, Line},
    },
};

/// Sessions on a page, and planned ones at its head.
const PAGE: usize = 50;

#[derive(Template)]
#[template(path = "working_sessions/index.html")]
struct Index {
    chrome: Chrome,
    engagement: Uuid,
    upcoming: Vec<Line>,
    past: Vec<Line>,
    newer: String,
    older: String,
    /// Where one is planned, and recorded afterwards; empty when the reader may not.
    new_url: String,
    log_url: String,
    effects_url: String,
}

impl Index {
    fn url(&self, line: &Line) -> String {
        Thing::Session(line.number).url(self.engagement)
    }

    fn when(&self, line: &Line) -> String {
        span(&self.chrome, &line.from, &line.to)
    }

    /// "Nordlicht's turn"; empty when nobody has to move.
    fn turn(&self, line: &Line) -> String {
        line.waits_on.map(|side| self.chrome.say("sessions-turn").with("party", self.chrome.party(&side)).to_string()).unwrap_or_default()
    }

    /// "2 next steps open, 1 of them overdue"; empty when none is open.
    fn steps(&self, line: &Line) -> String {
        if line.open_steps == 0 {
            return String::new();
        }
        self.chrome.say("sessions-steps-open").with("count", line.open_steps).with("overdue", line.overdue_steps).to_string()
    }
}

/// The planned ones, the nearest first, then the others, the newest first; `?before=N` goes on.
pub async fn index(seat: Seat<needs::Read>, State(app): State<App>, Asked(asked): Asked) -> Result {
    let (engagement, now) = (seat.engagement.id, app.clock.now());
    let before: Option<i32> = asked.value("before").parse().ok();
    let upcoming = if before.is_none() { queries::upcoming(&app.db, engagement, now, PAGE as i64).await? } else { Vec::new() };
    let mut past = queries::past(&app.db, engagement, now, before, PAGE as i64 + 1).await?;
    let more = past.len() > PAGE;
    past.truncate(PAGE);
    let url = working_sessions::url(engagement);
    let may = |url: String| if seat.may(Ability::LogEvidence) { url } else { String::new() };
    page(Index {
        chrome: Chrome::seat(&app, &seat, Tab::Sessions),
        older: past.last().filter(|_| more).map(|last| format!("{url}?before={}", last.number)).unwrap_or_default(),
        newer: before.map(|_| url).unwrap_or_default(),
        new_url: may(working_sessions::new_url(engagement)),
        log_url: may(working_sessions::log_url(engagement)),
        effects_url: effects::url(engagement),
        engagement,
        upcoming,
        past,
    })
}
