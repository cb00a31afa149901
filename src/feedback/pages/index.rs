//! All feedback of an engagement.

use askama::Template;
use axum::extract::State;

use super::PAGE;
use crate::{
    access::{Ability, Side, needs::Read},
    app::App,
    effects,
    feedback::{
        model::{Filter, Kind, Line},
        queries, url,
    },
    things::Thing,
    web::{Asked, Choice, Chrome, Form, Outcome, Seat, Tab, page},
};

/// The list.
#[derive(Template)]
#[template(path = "feedback/index.html")]
struct Index {
    chrome: Chrome,
    filter: Form,
    kinds: Vec<Choice>,
    states: Vec<Choice>,
    sides: Vec<Choice>,
    lines: Vec<Line>,
    filtered: bool,
    may_raise: bool,
    /// What is the client's own, reported the same way.
    effects_url: String,
    url: String,
    older: String,
}

/// Everything that was raised, the newest first.
pub async fn index(seat: Seat<Read>, State(app): State<App>, Asked(mut asked): Asked) -> Outcome {
    let engagement = seat.engagement.id;
    let filter = filter(&mut asked);
    let before = asked.value("before").parse().ok();
    let mut lines = queries::list(&app.db, engagement, &filter, before, PAGE as i64 + 1).await?;
    let more = lines.len() > PAGE;
    lines.truncate(PAGE);
    let url = url(engagement);
    let older = lines.last().filter(|_| more).map(|last| older_url(&url, &asked, last.number)).unwrap_or_default();
    let chrome = Chrome::seat(&app, &seat, Tab::Feedback);
    let filtered = ["kind", "state", "side", "about"].into_iter().any(|field| !asked.value(field).is_empty());
    page(Index {
        kinds: Kind::ALL.map(|kind| Choice::new(kind.as_str(), chrome.t(kind.key()))).into(),
        states: vec![Choice::new("open", chrome.t("feedback-filter-open")), Choice::new("closed", chrome.t("feedback-filter-closed"))],
        sides: Side::BOTH.map(|side| Choice::new(side.as_str(), chrome.party(&side))).into(),
        filter: asked,
        lines,
        filtered,
        may_raise: seat.may(Ability::GiveFeedback),
        effects_url: effects::url(engagement),
        url,
        older,
        chrome,
    })
}

fn filter(asked: &mut Form) -> Filter {
    let about = asked.value("about").trim().to_ascii_uppercase();
    let about = match about.parse::<Thing>() {
        Ok(Thing::Engagement) => None,
        Ok(thing) => Some(thing),
        Err(_) => {
            asked.wrong("about", "form-error-reference");
            None
        }
    };
    Filter {
        closed: match asked.value("state") {
            "open" => Some(false),
            "closed" => Some(true),
            _ => None,
        },
        kind: asked.value("kind").parse().ok(),
        side: asked.value("side").parse().ok(),
        about,
    }
}

fn older_url(url: &str, asked: &Form, before: i32) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for field in ["kind", "state", "side", "about"] {
        if !asked.value(field).is_empty() {
            query.append_pair(field, asked.value(field));
        }
    }
    format!("{url}?{}", query.append_pair("before", &before.to_string()).finish())
}
