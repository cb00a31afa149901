//! Opening an engagement.

use askama::Template;
use axum::{extract::State, http::StatusCode};
use chrono::{Months, NaiveDate};
use uuid::Uuid;

use super::terms;
use crate::{
    app::App,
    base::{language::Language, money::Currency},
    engagements::{
        self, acts,
        model::{Client, NewEngagement, Terms},
        opening_url, people_url, queries,
    },
    error::Refusal,
    organizations,
    readiness::{gates::USUAL_ASSIST_FREE_DAYS, ladder::USUAL_LAPSE_DAYS},
    web::{Choice, Chrome, Form, FormData, Manages, Outcome, done, page_with},
};

#[derive(Template)]
#[template(path = "engagements/new.html")]
struct New {
    chrome: Chrome,
    fields: Form,
    /// Who will deliver.
    provider: String,
    /// Those with whom the provider has worked.
    clients: Vec<Choice>,
    languages: Vec<Choice>,
    url: String,
    back: &'static str,
}

impl New {
    async fn draw(app: &App, manager: &Manages, status: StatusCode, fields: Form) -> Outcome {
        let provider = &manager.organization;
        let clients = queries::clients_of(&app.db, provider.id).await?;
        let chrome = Chrome::manages(app, manager);
        let page = New {
            languages: terms::languages(&chrome),
            chrome,
            fields,
            provider: provider.name.clone(),
            clients: clients.into_iter().map(|(id, name)| Choice::new(id, name)).collect(),
            url: opening_url(provider.id),
            back: engagements::URL,
        };
        page_with(status, page)
    }
}

/// The form that opens an engagement; for managers of the provider only.
pub async fn new(manager: Manages, State(app): State<App>) -> Outcome {
    if !queries::manages(&app.db, manager.organization.id, manager.person.id).await? {
        return Err(Refusal::new("refused-no-manager").into());
    }
    let today = app.clock.now().with_timezone(&manager.person.zone).date_naive();
    let mut fields = terms::filled(&usual(today, manager.language()));
    fields.set("currency", "EUR");
    New::draw(&app, &manager, StatusCode::OK, fields).await
}

/// The terms that a new engagement begins with.
fn usual(today: NaiveDate, language: Language) -> Terms {
    Terms {
        title: String::new(),
        starts_on: today,
        ends_on: today.checked_add_months(Months::new(3)).unwrap_or(today),
        language,
        client_promise_days: 3,
        provider_promise_days: 3,
        review_days: 5,
        second_review_days: 5,
        deems_acceptance: true,
        lapse_days: USUAL_LAPSE_DAYS.into(),
        assist_free_days: USUAL_ASSIST_FREE_DAYS.into(),
    }
}

/// Opens it, and goes on to inviting people.
pub async fn create(manager: Manages, State(app): State<App>, FormData(mut form): FormData) -> Outcome {
    let client = read_client(&mut form);
    let terms = terms::read(&mut form);
    let currency: Result<Currency, _> = form.value("currency").parse();
    if currency.is_err() {
        form.wrong("currency", "form-error-currency");
    }
    match (client, currency) {
        (Some(client), Ok(currency)) if !form.has_errors() => {
            let new = NewEngagement { provider: manager.organization.id, client, currency, terms };
            let engagement = acts::create(&app, manager.person.id, manager.request.once(), &new).await?;
            done(&people_url(engagement), "flash-engagements-created")
        }
        _ => New::draw(&app, &manager, StatusCode::UNPROCESSABLE_ENTITY, form).await,
    }
}

/// The client that was chosen, or else named; both at once would leave open who is meant.
fn read_client(form: &mut Form) -> Option<Client> {
    let name = form.optional_line("client_name", organizations::model::LONGEST_NAME);
    let chosen = form.value("client").trim();
    match (chosen.is_empty(), name.is_empty()) {
        (true, false) => Some(Client::New(name)),
        (false, true) => {
            let id: Option<Uuid> = chosen.parse().ok();
            if id.is_none() {
                form.wrong("client", "form-error-choice");
            }
            id.map(Client::Known)
        }
        _ => {
            if form.error("client_name").is_none() {
                form.wrong("client_name", "form-error-one-client");
            }
            None
        }
    }
}
