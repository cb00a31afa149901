//! The log: what was asked, advised and decided, to be searched and printed.

use askama::Template;
use axum::{extract::State, http::StatusCode};
use uuid::Uuid;

use crate::{
    access::{Ability, needs},
    app::App,
    decisions::{
        self,
        model::{self, Decision, Filter, Kind, LONGEST_SEARCH, Statement},
        queries,
    },
    things::Thing,
    web::{Asked, Choice, Chrome, Form, Outcome, Seat, Tab, page_with},
};

/// Decisions on a page.
const PAGE: usize = 25;

/// What can be filtered by, as it stands in the URL.
const FIELDS: [&str; 3] = ["q", "kind", "state"];

#[derive(Template)]
#[template(path = "decisions/index.html")]
struct Index {
    chrome: Chrome,
    engagement: Uuid,
    decisions: Vec<Decision>,
    filter: Form,
    kinds: Vec<Choice>,
    states: Vec<Choice>,
    /// What is shown, in words; empty: all. It stands on paper, too, where the form does not.
    shown: String,
    older: String,
    url: String,
    /// Where a decision is asked for; empty when the reader may not.
    new_url: String,
    closed: bool,
}

impl Index {
    fn url_of(&self, decision: &Decision) -> String {
        Thing::Decision(decision.number).url(self.engagement)
    }

    fn whose(&self, decision: &Decision) -> String {
        super::whose(&self.chrome, decision)
    }

    /// "Nordlicht's turn, due Fri 17 July"; empty when nobody has to move.
    fn turn(&self, decision: &Decision) -> String {
        if self.closed || decision.state() != model::State::Open {
            return String::new();
        }
        let party = decision.asked_of.clone().unwrap_or_else(|| self.chrome.party(&decision.kind.side()).to_owned());
        self.chrome.say("decisions-turn").with("party", party).with("due", self.chrome.day_short(&decision.due_on)).to_string()
    }

    fn option<'a>(&self, decision: &'a Decision, statement: &Statement) -> &'a str {
        decision.option(statement.option).unwrap_or_default()
    }

    fn followed(&self, decision: &Decision) -> String {
        super::followed(&self.chrome, decision)
    }

    /// The advice, where it is not the decision itself.
    fn advice<'a>(&self, decision: &'a Decision) -> Option<&'a Statement> {
        decision.advice().filter(|advice| decision.decided() != Some(advice))
    }
}

/// The log, the newest first; `?before=N` goes on.
pub async fn index(seat: Seat<needs::Read>, State(app): State<App>, Asked(mut asked): Asked) -> Outcome {
    let engagement = seat.engagement.id;
    let chrome = Chrome::seat(&app, &seat, Tab::Decisions);
    let search = asked.optional_line("q", LONGEST_SEARCH);
    let filter = Filter { words: model::words(&search), kind: asked.value("kind").parse().ok(), state: asked.value("state").parse().ok() };
    let before = asked.value("before").parse().ok();
    // What could not be read was not looked for.
    let mut decisions =
        if asked.has_errors() { Vec::new() } else { queries::decisions(&app.db, engagement, &filter, before, PAGE as i64 + 1).await? };
    let more = decisions.len() > PAGE;
    decisions.truncate(PAGE);
    let url = decisions::url(engagement);
    page_with(
        if asked.has_errors() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK },
        Index {
            shown: shown(&chrome, &search, &filter),
            older: decisions.last().filter(|_| more).map(|last| older_url(&url, &asked, last.number)).unwrap_or_default(),
            kinds: Kind::ALL.map(|kind| Choice::new(kind.as_str(), chrome.t(kind.key()))).into(),
            states: model::State::ALL.map(|state| Choice::new(state.as_str(), chrome.t(state.key()))).into(),
            new_url: if seat.may(Ability::ProposeDecision) { decisions::new_url(engagement) } else { String::new() },
            closed: seat.engagement.closed_at.is_some(),
            filter: asked,
            engagement,
            decisions,
            url,
            chrome,
        },
    )
}

fn shown(chrome: &Chrome, search: &str, filter: &Filter) -> String {
    let words = (!search.is_empty()).then(|| chrome.say("decisions-shown-words").with("words", search).to_string());
    let kind = filter.kind.map(|kind| chrome.t(kind.key()));
    let state = filter.state.map(|state| chrome.t(state.key()));
    let parts: Vec<_> = [words, kind, state].into_iter().flatten().collect();
    if parts.is_empty() { String::new() } else { chrome.say("decisions-shown").with("what", parts.join(", ")).to_string() }
}

fn older_url(url: &str, asked: &Form, before: i32) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for field in FIELDS {
        if !asked.value(field).is_empty() {
            query.append_pair(field, asked.value(field));
        }
    }
    format!("{url}?{}", query.append_pair("before", &before.to_string()).finish())
}
