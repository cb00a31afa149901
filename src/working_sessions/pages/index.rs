//! All sessions: what is planned, and what was recorded.

use askama::Template;
use axum::extract::State;
use uuid::Uuid;

use super::span;
use crate::{
    access::{Ability, needs},
    app::App,
    effects,
    things::Thing,
    web::{Asked, Chrome, Outcome, Result, Seat, Tab, page},
    working_sessions::{
        self,
        queries::{self, Line, Unrecorded},
    },
};

/// Sessions of a part on a page.
const PAGE: usize = 50;

#[derive(Template)]
#[template(path = "working_sessions/index.html")]
struct Index {
    chrome: Chrome,
    engagement: Uuid,
    parts: Vec<Shown>,
    /// Whether one part goes on here.
    is_further: bool,
    url: String,
    /// Where one is planned, and recorded afterwards; empty when the reader may not.
    new_url: String,
    log_url: String,
    effects_url: String,
}

/// A part of the sessions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// Those that are over and that nobody recorded, the oldest first.
    Due,
    /// Those that are still to come, or run, the nearest first.
    Upcoming,
    /// Those that were recorded or cancelled, the newest first.
    Past,
}

impl Part {
    const ALL: [Part; 3] = [Part::Due, Part::Upcoming, Part::Past];

    /// What the address calls the session after which it goes on; the id of its section, its heading and the link onwards.
    const fn words(self) -> (&'static str, &'static str, &'static str, &'static str) {
        match self {
            Part::Due => ("due_after", "due", "sessions-due", "sessions-more-due"),
            Part::Upcoming => ("after", "upcoming", "sessions-upcoming", "sessions-more-upcoming"),
            Part::Past => ("before", "past", "sessions-past", "sessions-more-past"),
        }
    }

    async fn load(self, app: &App, engagement: Uuid, from: Option<i32>) -> Result<Shown> {
        let (now, limit) = (app.clock.now(), PAGE as i64 + 1);
        let mut lines = match self {
            Part::Due => queries::unrecorded(&app.db, engagement, now, Unrecorded::Over, from, limit).await?,
            Part::Upcoming => queries::unrecorded(&app.db, engagement, now, Unrecorded::Ahead, from, limit).await?,
            Part::Past => queries::past(&app.db, engagement, now, from, limit).await?,
        };
        let goes_on = lines.len() > PAGE;
        lines.truncate(PAGE);
        let (field, id, heading, more_text) = self.words();
        let last = lines.last().filter(|_| goes_on);
        let more = last.map(|last| format!("{}?{field}={}", working_sessions::url(engagement), last.number)).unwrap_or_default();
        Ok(Shown { id, heading, lines, more, more_text })
    }
}

/// A part as the page shows it.
struct Shown {
    id: &'static str,
    heading: &'static str,
    lines: Vec<Line>,
    /// Where it goes on; empty when this is all.
    more: String,
    more_text: &'static str,
}

impl Index {
    fn is_empty(&self) -> bool {
        !self.is_further && self.parts.iter().all(|part| part.lines.is_empty())
    }

    fn url_of(&self, line: &Line) -> String {
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

/// All parts with their beginnings; `?due_after=N`, `?after=N` and `?before=N` go on with one of them.
pub async fn index(seat: Seat<needs::Read>, State(app): State<App>, Asked(asked): Asked) -> Outcome {
    let engagement = seat.engagement.id;
    let further = Part::ALL.into_iter().find_map(|part| Some((part, asked.value(part.words().0).parse::<i32>().ok()?)));
    let mut parts = Vec::new();
    match further {
        Some((part, from)) => parts.push(part.load(&app, engagement, Some(from)).await?),
        None => {
            for part in Part::ALL {
                parts.push(part.load(&app, engagement, None).await?);
            }
        }
    }
    let may = |url: String| if seat.may(Ability::LogEvidence) { url } else { String::new() };
    page(Index {
        chrome: Chrome::seat(&app, &seat, Tab::Sessions),
        new_url: may(working_sessions::new_url(engagement)),
        log_url: may(working_sessions::log_url(engagement)),
        effects_url: effects::url(engagement),
        url: working_sessions::url(engagement),
        is_further: further.is_some(),
        engagement,
        parts,
    })
}
