//! Recording what was seen, and where an expert had to help.

use askama::Template;
use axum::{extract::State, http::StatusCode};
use chrono::NaiveDate;
use uuid::Uuid;

use crate::{
    access::{Side, needs},
    app::App,
    events::Thing,
    handover::{
        self, acts,
        facts::Facts,
        ladder::Mode,
        model::{LONGEST_TEXT, NewAssist, NewObservation},
        queries::{self, shown},
    },
    web::{Asked, Choice, Chrome, Form, FormData, Outcome, Result, Seat, Tab, done, page, page_with},
};

/// A day at most.
const MOST_MINUTES: i32 = 1440;

#[derive(Template)]
#[template(path = "handover/observation.html")]
struct Observation {
    chrome: Chrome,
    form: Form,
    action: String,
    back: String,
    topics: Vec<Choice>,
    people: Vec<Choice>,
}

impl Observation {
    fn modes(&self) -> Vec<Choice> {
        let choice = |mode: Mode| Choice::new(mode.as_str(), self.chrome.t(mode.key())).hint(self.chrome.t(mode.meaning_key()));
        Mode::ALL.into_iter().map(choice).collect()
    }

    fn of(app: &App, seat: &Seat<needs::LogEvidence>, facts: &Facts, form: Form) -> Observation {
        Observation {
            chrome: Chrome::seat(app, seat, Tab::Handover),
            action: handover::new_observation_url(facts.engagement),
            back: back(facts, &form),
            topics: topics(facts),
            people: people(facts),
            form,
        }
    }
}

#[derive(Template)]
#[template(path = "handover/assist.html")]
struct Assist {
    chrome: Chrome,
    form: Form,
    action: String,
    back: String,
    topics: Vec<Choice>,
    people: Vec<Choice>,
    helpers: Vec<Choice>,
}

impl Assist {
    fn of(app: &App, seat: &Seat<needs::LogEvidence>, facts: &Facts, helpers: Vec<(Uuid, String)>, form: Form) -> Assist {
        Assist {
            chrome: Chrome::seat(app, seat, Tab::Handover),
            action: handover::new_assist_url(facts.engagement),
            back: back(facts, &form),
            topics: topics(facts),
            people: people(facts),
            helpers: helpers.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect(),
            form,
        }
    }
}

fn topics(facts: &Facts) -> Vec<Choice> {
    facts.topics.iter().map(|topic| Choice::new(topic.number.to_string(), format!("{} {}", topic.thing(), topic.title))).collect()
}

fn people(facts: &Facts) -> Vec<Choice> {
    facts.active_people().map(|person| Choice::new(person.seat.to_string(), person.name.clone())).collect()
}

/// The topic's page when one is chosen, else the grid.
fn back(facts: &Facts, form: &Form) -> String {
    let chosen = form.value("topic").parse().ok().and_then(|number| facts.topic(number));
    chosen.map_or_else(|| handover::url(facts.engagement), |topic| topic.thing().url(facts.engagement))
}

/// The number of a topic that exists.
fn read_topic(form: &mut Form, facts: &Facts) -> i32 {
    let number = form.choice("topic", 0);
    if form.error("topic").is_none() && facts.topic(number).is_none() {
        form.wrong("topic", "form-error-choice");
    }
    number
}

/// The seat of somebody of the client who still has it.
fn read_seat(form: &mut Form, field: &str, facts: &Facts) -> i32 {
    let number = form.choice(field, 0);
    if form.error(field).is_none() && facts.holder(number).is_err() {
        form.wrong(field, "form-error-choice");
    }
    number
}

/// A day that has come where the client works.
fn read_day(form: &mut Form, today: NaiveDate) -> NaiveDate {
    let day = form.day("day");
    if form.error("day").is_none() && day > today {
        form.wrong("day", "form-error-handover-future");
    }
    day
}

/// The form for an observation; `?topic=` and `?seat=` fill it in.
pub async fn new_observation(seat: Seat<needs::LogEvidence>, State(app): State<App>, Asked(asked): Asked) -> Result {
    seat.still_open()?;
    let facts = queries::facts_of_one(&app.db, seat.engagement.id).await?;
    let form = Form::filled([
        ("topic", asked.value("topic").to_owned()),
        ("seat", asked.value("seat").to_owned()),
        ("day", facts.day(app.clock.now()).to_string()),
        ("real_case", "yes".to_owned()),
    ]);
    page(Observation::of(&app, &seat, &facts, form))
}

/// Records an observation.
pub async fn log_observation(seat: Seat<needs::LogEvidence>, State(app): State<App>, FormData(mut form): FormData) -> Outcome {
    let facts = queries::facts_of_one(&app.db, seat.engagement.id).await?;
    let mode = form.choice("mode", Mode::Watched);
    // A learner counts only with teaching, so that changing one's mind needs no second field.
    let learner = (mode == Mode::Taught).then(|| read_seat(&mut form, "learner", &facts));
    let new = NewObservation {
        topic: read_topic(&mut form, &facts),
        seat: read_seat(&mut form, "seat", &facts),
        mode,
        observed_on: read_day(&mut form, facts.day(app.clock.now())),
        real_case: form.ticked("real_case"),
        text: form.text("text", LONGEST_TEXT),
        evidence_url: form.optional_link("evidence_url"),
        by_runbook: form.ticked("by_runbook"),
        learner,
    };
    if form.error("learner").is_none() && new.learner == Some(new.seat) {
        form.wrong("learner", "form-error-handover-learner");
    }
    if form.has_errors() {
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, Observation::of(&app, &seat, &facts, form));
    }
    let topic = Thing::Topic(new.topic);
    acts::log_observation(&app, &seat, new).await?;
    done(&topic.url(seat.engagement.id), "flash-handover-observation-logged")
}

/// The form for an assist; `?topic=` and `?seat=` fill it in.
pub async fn new_assist(seat: Seat<needs::LogEvidence>, State(app): State<App>, Asked(asked): Asked) -> Result {
    seat.still_open()?;
    let facts = queries::facts_of_one(&app.db, seat.engagement.id).await?;
    let helpers = shown::helpers(&app.db, seat.engagement.id).await?;
    let helper = if seat.side() == Side::Provider { seat.person.id.to_string() } else { String::new() };
    let form = Form::filled([
        ("topic", asked.value("topic").to_owned()),
        ("seat", asked.value("seat").to_owned()),
        ("helper", helper),
        ("day", facts.day(app.clock.now()).to_string()),
    ]);
    page(Assist::of(&app, &seat, &facts, helpers, form))
}

/// Records an assist.
pub async fn log_assist(seat: Seat<needs::LogEvidence>, State(app): State<App>, FormData(mut form): FormData) -> Outcome {
    let facts = queries::facts_of_one(&app.db, seat.engagement.id).await?;
    let helpers = shown::helpers(&app.db, seat.engagement.id).await?;
    let new = NewAssist {
        topic: read_topic(&mut form, &facts),
        seat: read_seat(&mut form, "seat", &facts),
        helper: form.choice("helper", Uuid::nil()),
        minutes: form.number("minutes", 1..=MOST_MINUTES),
        assisted_on: read_day(&mut form, facts.day(app.clock.now())),
        text: form.text("text", LONGEST_TEXT),
    };
    if form.error("helper").is_none() && helpers.iter().all(|(id, _)| *id != new.helper) {
        form.wrong("helper", "form-error-choice");
    }
    if form.has_errors() {
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, Assist::of(&app, &seat, &facts, helpers, form));
    }
    let topic = Thing::Topic(new.topic);
    acts::log_assist(&app, &seat, new).await?;
    done(&topic.url(seat.engagement.id), "flash-handover-assist-logged")
}
