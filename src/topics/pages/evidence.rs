//! Recording what was seen, and where an expert had to help.

use askama::Template;
use axum::{extract::State, http::StatusCode};
use chrono::NaiveDate;
use uuid::Uuid;

use crate::{
    access::{Side, needs},
    app::App,
    handover,
    occasion::{self, Occasion},
    readiness::{self, facts::Facts, ladder::Mode},
    things::Thing,
    topics::{
        self, acts,
        model::{LONGEST_TEXT, NewAssist, NewObservation, holder},
        queries::shown,
    },
    web::{Asked, Choice, Chrome, Form, FormData, Outcome, Result, Seat, Tab, done, page, page_with},
};

/// A day at most.
const MOST_MINUTES: i32 = 1440;
/// What an assist in a session takes unless somebody says otherwise.
const USUAL_MINUTES: i32 = 15;

#[derive(Template)]
#[template(path = "topics/observation.html")]
struct Observation {
    chrome: Chrome,
    form: Form,
    action: String,
    back: String,
    occasion: Option<Occasion>,
    topics: Vec<Choice>,
    people: Vec<Choice>,
}

impl Observation {
    fn modes(&self) -> Vec<Choice> {
        let choice = |mode: Mode| Choice::new(mode.as_str(), self.chrome.t(mode.key())).hint(self.chrome.t(mode.meaning_key()));
        Mode::ALL.into_iter().map(choice).collect()
    }

    fn of(app: &App, seat: &Seat<needs::LogEvidence>, facts: &Facts, occasion: Option<Occasion>, form: Form) -> Observation {
        Observation {
            chrome: Chrome::seat(app, seat, Tab::Handover),
            action: handover::new_observation_url(facts.engagement),
            back: back(facts, occasion.as_ref(), &form),
            topics: topics(facts, occasion.as_ref()),
            people: people(facts, occasion.as_ref()),
            occasion,
            form,
        }
    }
}

#[derive(Template)]
#[template(path = "topics/assist.html")]
struct Assist {
    chrome: Chrome,
    form: Form,
    action: String,
    back: String,
    occasion: Option<Occasion>,
    topics: Vec<Choice>,
    people: Vec<Choice>,
    helpers: Vec<Choice>,
}

impl Assist {
    fn of(
        app: &App,
        seat: &Seat<needs::LogEvidence>,
        facts: &Facts,
        helpers: Vec<(Uuid, String)>,
        occasion: Option<Occasion>,
        form: Form,
    ) -> Assist {
        let mut helpers: Vec<_> = helpers.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect();
        occasion.iter().for_each(|occasion| occasion.put_people_first(&mut helpers));
        Assist {
            chrome: Chrome::seat(app, seat, Tab::Handover),
            action: topics::new_assist_url(facts.engagement),
            back: back(facts, occasion.as_ref(), &form),
            topics: topics(facts, occasion.as_ref()),
            people: people(facts, occasion.as_ref()),
            helpers,
            occasion,
            form,
        }
    }
}

fn topics(facts: &Facts, occasion: Option<&Occasion>) -> Vec<Choice> {
    let mut topics: Vec<_> =
        facts.topics.iter().map(|topic| Choice::new(topic.number.to_string(), format!("{} {}", topic.thing(), topic.title))).collect();
    occasion.iter().for_each(|occasion| occasion.put_topics_first(&mut topics));
    topics
}

fn people(facts: &Facts, occasion: Option<&Occasion>) -> Vec<Choice> {
    let mut people: Vec<_> = facts.active_people().map(|person| Choice::new(person.seat.to_string(), person.name.clone())).collect();
    occasion.iter().for_each(|occasion| occasion.put_people_first(&mut people));
    people
}

/// The session it is recorded in; else the topic's page when one is chosen, else the grid.
fn back(facts: &Facts, occasion: Option<&Occasion>, form: &Form) -> String {
    let chosen = form.value("topic").parse().ok().and_then(|number| facts.topic(number));
    match (occasion, chosen) {
        (Some(occasion), _) => Thing::Session(occasion.session).url(facts.engagement),
        (None, Some(topic)) => topic.thing().url(facts.engagement),
        (None, None) => handover::url(facts.engagement),
    }
}

/// What a form begins with: topic, seat and day as they are asked for, or known from the session.
fn begun(facts: &Facts, occasion: Option<&Occasion>, asked: &Form, today: NaiveDate) -> Form {
    let known = |field: &str, known: fn(&Occasion) -> String| match (asked.value(field), occasion) {
        ("", Some(occasion)) => known(occasion),
        (asked, _) => asked.to_owned(),
    };
    let seat = known("seat", Occasion::only_seat).parse().ok().filter(|seat| holder(&facts.people, *seat).is_ok());
    Form::filled([
        ("topic", known("topic", Occasion::only_topic)),
        ("seat", seat.map(|seat: i32| seat.to_string()).unwrap_or_default()),
        ("day", occasion.map_or(today, |occasion| occasion.day).to_string()),
        // So that from a session nothing has to be typed, on a telephone, while work goes on.
        ("text", occasion.map(|occasion| occasion.title.clone()).unwrap_or_default()),
    ])
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
    if form.error(field).is_none() && holder(&facts.people, number).is_err() {
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

/// The form for an observation; `?topic=`, `?seat=` and `?session=` fill it in.
pub async fn new_observation(seat: Seat<needs::LogEvidence>, State(app): State<App>, Asked(asked): Asked) -> Result {
    seat.still_open()?;
    let facts = readiness::facts_of_one(&app.db, seat.engagement.id).await?;
    let occasion = Occasion::of(&app, seat.engagement.id, &asked).await?;
    let mut form = begun(&facts, occasion.as_ref(), &asked, facts.day(app.clock.now()));
    form.set("real_case", "yes");
    if occasion.is_some() {
        // What a session is: work side by side.
        form.set("mode", Mode::Together.as_str());
    }
    page(Observation::of(&app, &seat, &facts, occasion, form))
}

/// Records an observation.
pub async fn log_observation(seat: Seat<needs::LogEvidence>, State(app): State<App>, FormData(mut form): FormData) -> Outcome {
    let engagement = seat.engagement.id;
    let facts = readiness::facts_of_one(&app.db, engagement).await?;
    let occasion = Occasion::of(&app, engagement, &form).await?;
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
        session: occasion.as_ref().map(|occasion| occasion.session),
    };
    if form.error("learner").is_none() && new.learner == Some(new.seat) {
        form.wrong("learner", "form-error-handover-learner");
    }
    if form.has_errors() {
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, Observation::of(&app, &seat, &facts, occasion, form));
    }
    let topic = Thing::Topic(new.topic);
    acts::log_observation(&app, &seat, new).await?;
    done(&occasion::back(engagement, occasion.as_ref(), &topic), "flash-handover-observation-logged")
}

/// The form for an assist; `?topic=`, `?seat=` and `?session=` fill it in.
pub async fn new_assist(seat: Seat<needs::LogEvidence>, State(app): State<App>, Asked(asked): Asked) -> Result {
    seat.still_open()?;
    let engagement = seat.engagement.id;
    let facts = readiness::facts_of_one(&app.db, engagement).await?;
    let helpers = shown::helpers(&app.db, engagement).await?;
    let occasion = Occasion::of(&app, engagement, &asked).await?;
    let mut form = begun(&facts, occasion.as_ref(), &asked, facts.day(app.clock.now()));
    if seat.side() == Side::Provider {
        form.set("helper", seat.person.id.to_string());
    } else if let Some(occasion) = &occasion
        && let [(helper, _)] = helpers.iter().filter(|(id, _)| occasion.people.contains(id)).collect::<Vec<_>>()[..]
    {
        form.set("helper", helper.to_string());
    }
    if occasion.is_some() {
        form.set("minutes", USUAL_MINUTES.to_string());
    }
    page(Assist::of(&app, &seat, &facts, helpers, occasion, form))
}

/// Records an assist.
pub async fn log_assist(seat: Seat<needs::LogEvidence>, State(app): State<App>, FormData(mut form): FormData) -> Outcome {
    let engagement = seat.engagement.id;
    let facts = readiness::facts_of_one(&app.db, engagement).await?;
    let helpers = shown::helpers(&app.db, engagement).await?;
    let occasion = Occasion::of(&app, engagement, &form).await?;
    let new = NewAssist {
        topic: read_topic(&mut form, &facts),
        seat: read_seat(&mut form, "seat", &facts),
        helper: form.choice("helper", Uuid::nil()),
        minutes: form.number("minutes", 1..=MOST_MINUTES),
        assisted_on: read_day(&mut form, facts.day(app.clock.now())),
        text: form.text("text", LONGEST_TEXT),
        session: occasion.as_ref().map(|occasion| occasion.session),
    };
    if form.error("helper").is_none() && helpers.iter().all(|(id, _)| *id != new.helper) {
        form.wrong("helper", "form-error-choice");
    }
    if form.has_errors() {
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, Assist::of(&app, &seat, &facts, helpers, occasion, form));
    }
    let topic = Thing::Topic(new.topic);
    acts::log_assist(&app, &seat, new).await?;
    done(&occasion::back(engagement, occasion.as_ref(), &topic), "flash-handover-assist-logged")
}
