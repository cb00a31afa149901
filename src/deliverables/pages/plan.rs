//! Planning a deliverable: first the line, then the promise.

use askama::Template;
use axum::{extract::State, http::StatusCode};
use uuid::Uuid;

use crate::{
    access::needs::PlanDeliverable,
    app::App,
    base::format,
    deliverables::{
        self, acts,
        model::{AnswersFor, LONGEST_TITLE, NewDeliverable},
        queries::{self, Service},
    },
    error::Refusal,
    things::Thing,
    web::{Asked, Choice, Chrome, Form, FormData, Outcome, Result, Seat, Tab, done, form::LONG_TEXT, page_with},
};

/// The line is to be chosen.
#[derive(Template)]
#[template(path = "deliverables/choose_line.html")]
pub struct ChooseLine {
    chrome: Chrome,
    form: Form,
    choices: Vec<Choice>,
    action: String,
    scope_url: String,
}

/// The line is chosen.
#[derive(Template)]
#[template(path = "deliverables/new.html")]
pub struct New {
    chrome: Chrome,
    form: Form,
    service: Service,
    line_url: String,
    criteria: Vec<Choice>,
    /// Says until when the whole line is promised.
    due_hint: String,
    other_line_url: String,
    action: String,
}

impl New {
    fn of(seat: &Seat<PlanDeliverable>, chrome: Chrome, service: Service, form: Form) -> New {
        let engagement = seat.engagement.id;
        let criteria = (1..).zip(&service.criteria).map(|(place, text): (i32, _)| Choice::new(place.to_string(), text.clone())).collect();
        let due_hint = service.due_on.map(|day| {
            let day = format::day(chrome.language, day);
            chrome.say("deliverables-line-due").with("line", &service.key).with("day", day).to_string()
        });
        New {
            line_url: Thing::Line(service.key.clone()).url(engagement),
            other_line_url: deliverables::new_url(engagement, None),
            action: deliverables::url(engagement),
            due_hint: due_hint.unwrap_or_default(),
            chrome,
            form,
            service,
            criteria,
        }
    }
}

async fn choose_line(app: &App, seat: &Seat<PlanDeliverable>, form: Form) -> Result {
    let services = queries::agreed_services(&app.db, seat.engagement.id).await?;
    let status = if form.has_errors() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    page_with(
        status,
        ChooseLine {
            chrome: Chrome::seat(app, seat, Tab::Deliverables),
            form,
            choices: services.into_iter().map(|service| Choice::new(&service.key, format!("{} {}", service.key, service.title))).collect(),
            action: deliverables::new_url(seat.engagement.id, None),
            scope_url: format!("{}/scope", seat.engagement.url()),
        },
    )
}

/// Asks for the line, or, when it is chosen, for the promise.
pub async fn new(seat: Seat<PlanDeliverable>, State(app): State<App>, Asked(asked): Asked) -> Result {
    seat.still_open()?;
    match service(&app, seat.engagement.id, asked.value("line")).await? {
        Some(service) => {
            let all = (1..=service.criteria.len()).map(|place| ("criteria", place.to_string()));
            let form = Form::filled(all);
            let chrome = Chrome::seat(&app, &seat, Tab::Deliverables);
            page_with(StatusCode::OK, New::of(&seat, chrome, service, form))
        }
        None => choose_line(&app, &seat, Form::default()).await,
    }
}

/// The agreed service line under this key; none as well for what is no key at all.
async fn service(app: &App, engagement: Uuid, line: &str) -> sqlx::Result<Option<Service>> {
    match line.parse() {
        Ok(Thing::Line(key)) => queries::agreed_service(&app.db, engagement, &key).await,
        _ => Ok(None),
    }
}

pub async fn plan(seat: Seat<PlanDeliverable>, State(app): State<App>, FormData(mut form): FormData) -> Outcome {
    let line = form.value("line").to_owned();
    if !matches!(line.parse(), Ok(Thing::Line(_))) {
        form.wrong("line", "form-error-choice");
        return choose_line(&app, &seat, form).await;
    }
    let refused = || Refusal::new("refused-line-not-agreed").with("line", &line);
    let service = service(&app, seat.engagement.id, &line).await?.ok_or_else(refused)?;
    let new = NewDeliverable {
        title: form.line("title", LONGEST_TITLE),
        text: form.optional_text("text", LONG_TEXT),
        due_on: form.day("due_on"),
        answers_for: AnswersFor::Some { version: form.number("version", 1..=i32::MAX), places: form.numbers("criteria") },
        line: line.clone(),
    };
    if !service.criteria.is_empty() && form.values("criteria").is_empty() {
        form.wrong("criteria", "form-error-no-criterion");
    }
    if form.has_errors() {
        let chrome = Chrome::seat(&app, &seat, Tab::Deliverables);
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, New::of(&seat, chrome, service, form));
    }
    let number = acts::plan(&app, &seat, new).await?;
    done(&Thing::Deliverable(number).url(seat.engagement.id), "flash-deliverables-planned")
}
