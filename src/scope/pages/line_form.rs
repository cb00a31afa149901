//! Writing the lines of a draft.

use askama::Template;
use axum::{extract::State, http::StatusCode};
use uuid::Uuid;

use crate::{
    access::needs,
    app::App,
    base::{
        language::Language,
        money::{Currency, Money, MoneyFault},
        text::{TextFault, one_line},
    },
    scope::{
        self, acts,
        line::{HIGHEST_PRICE, Kind, LONGEST_CRITERION, LONGEST_TITLE, Line, LineContent, MOST_CRITERIA, MOST_DAYS, NewLine},
        queries,
    },
    web::{Asked, At, Chrome, Error, Form, FormData, Outcome, Result, Seat, Tab, done, form::LONG_TEXT, page, page_with},
};

#[derive(Template)]
#[template(path = "scope/line_form.html")]
struct LineForm {
    chrome: Chrome,
    form: Form,
    kind: Kind,
    /// The line's key; empty for a new one.
    key: String,
    /// What the form was shown for.
    token: String,
    version: i32,
    currency: String,
    /// Where the form is sent.
    action: String,
    /// The draft.
    back: String,
    /// What somebody else made of the line meanwhile.
    other: Option<Other>,
}

/// A line as somebody else left it.
struct Other {
    line: Line,
    price: String,
}

impl LineForm {
    fn of_new(app: &App, seat: &Seat<needs::DraftScope>, version: i32, kind: Kind, form: Form) -> LineForm {
        let engagement = seat.engagement.id;
        LineForm {
            chrome: Chrome::seat(app, seat, Tab::Scope),
            form,
            kind,
            key: String::new(),
            token: String::new(),
            version,
            currency: seat.engagement.currency.clone(),
            action: scope::new_line_url(engagement, version, kind),
            back: scope::version_url(engagement, version),
            other: None,
        }
    }

    fn of_line(app: &App, seat: &Seat<needs::DraftScope>, version: i32, line: &Line, token: String, form: Form) -> LineForm {
        LineForm {
            key: line.key.clone(),
            token,
            action: scope::edit_line_url(seat.engagement.id, version, &line.key),
            ..LineForm::of_new(app, seat, version, line.kind, form)
        }
    }

    fn heading(&self) -> String {
        self.chrome.t(if self.key.is_empty() { self.kind.add() } else { "scope-edit-heading" })
    }

    fn button(&self) -> String {
        self.chrome.t(if self.key.is_empty() { self.kind.add() } else { "scope-line-save" })
    }
}

/// An empty form for a line of the kind that `?kind=` names.
pub async fn new_line(
    seat: Seat<needs::DraftScope>,
    State(app): State<App>,
    At((_, version)): At<(Uuid, i32)>,
    Asked(asked): Asked,
) -> Result {
    let kind = kind_of(&asked)?;
    draft(&app, &seat, version).await?;
    page(LineForm::of_new(&app, &seat, version, kind, Form::default()))
}

/// Adds a line of the kind that `?kind=` names.
pub async fn add_line(
    seat: Seat<needs::DraftScope>,
    State(app): State<App>,
    At((_, version)): At<(Uuid, i32)>,
    Asked(asked): Asked,
    FormData(mut form): FormData,
) -> Outcome {
    let kind = kind_of(&asked)?;
    draft(&app, &seat, version).await?;
    let content = content(&mut form, kind, currency(&seat)?, seat.language());
    if form.has_errors() {
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, LineForm::of_new(&app, &seat, version, kind, form));
    }
    let key = acts::add_line(&app, &seat, version, NewLine { kind, content }).await?;
    done(&line_in(&seat, version, &key), "flash-scope-line-added")
}

/// A line of a draft as a form.
pub async fn edit_line(seat: Seat<needs::DraftScope>, State(app): State<App>, At((_, version, key)): At<(Uuid, i32, String)>) -> Result {
    draft(&app, &seat, version).await?;
    let line = line(&app, &seat, version, &key).await?.ok_or(Error::NotFound)?;
    let form = filled(&line, currency(&seat)?, seat.language());
    page(LineForm::of_line(&app, &seat, version, &line, line.token(), form))
}

/// Changes a line. When somebody else changed it meanwhile, both texts are shown, and nothing is lost.
pub async fn change_line(
    seat: Seat<needs::DraftScope>,
    State(app): State<App>,
    At((_, version, key)): At<(Uuid, i32, String)>,
    FormData(mut form): FormData,
) -> Outcome {
    draft(&app, &seat, version).await?;
    let kind = Kind::of_key(&key).map_err(|_| Error::NotFound)?;
    let currency = currency(&seat)?;
    let content = content(&mut form, kind, currency, seat.language());
    let before = line(&app, &seat, version, &key).await?;
    let shown = form.value("token").to_owned();
    if form.has_errors()
        && let Some(before) = &before
    {
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, LineForm::of_line(&app, &seat, version, before, shown, form));
    }
    match acts::change_line(&app, &seat, version, &key, content, Some(&shown)).await {
        Err(Error::Refused(refusal)) if refusal.key() == "refused-scope-line-changed" => {
            let now = line(&app, &seat, version, &key).await?.ok_or(Error::NotFound)?;
            // Sent once more, it replaces what the person has seen now.
            let mut page = LineForm::of_line(&app, &seat, version, &now, now.token(), form);
            let price = now.content.price_minor.map(|minor| Money::new(minor, currency).format(seat.language()));
            page.other = Some(Other { line: now, price: price.unwrap_or_default() });
            page_with(StatusCode::CONFLICT, page)
        }
        outcome => {
            outcome?;
            done(&line_in(&seat, version, &key), "flash-scope-line-changed")
        }
    }
}

/// Moves a line up or down in its section.
pub async fn move_line(
    seat: Seat<needs::DraftScope>,
    State(app): State<App>,
    At((_, version, key)): At<(Uuid, i32, String)>,
    FormData(form): FormData,
) -> Outcome {
    // Only our own buttons send this; anything else names no direction that exists.
    let direction = form.value("direction").parse().map_err(|_| Error::NotFound)?;
    acts::move_line(&app, &seat, version, &key, direction).await?;
    done(&line_in(&seat, version, &key), "flash-scope-line-moved")
}

/// Takes a line out, if it is still the one that was shown.
pub async fn remove_line(
    seat: Seat<needs::DraftScope>,
    State(app): State<App>,
    At((_, version, key)): At<(Uuid, i32, String)>,
    FormData(form): FormData,
) -> Outcome {
    acts::remove_line(&app, &seat, version, &key, Some(form.value("token"))).await?;
    done(&scope::version_url(seat.engagement.id, version), "flash-scope-line-removed")
}

/// Where a line stands in its draft.
fn line_in(seat: &Seat<needs::DraftScope>, version: i32, key: &str) -> String {
    format!("{}#{key}", scope::version_url(seat.engagement.id, version))
}

fn kind_of(asked: &Form) -> Result<Kind> {
    asked.value("kind").parse().map_err(|_| Error::NotFound)
}

fn currency(seat: &Seat<needs::DraftScope>) -> Result<Currency> {
    seat.engagement.currency.parse().map_err(|fault: MoneyFault| Error::Broken(fault.into()))
}

/// Refuses what is no draft (any more).
async fn draft(app: &App, seat: &Seat<needs::DraftScope>, version: i32) -> Result<()> {
    let version = queries::version(&app.db, seat.engagement.id, version).await?.ok_or(Error::NotFound)?;
    Ok(version.check_editable()?)
}

async fn line(app: &App, seat: &Seat<needs::DraftScope>, version: i32, key: &str) -> Result<Option<Line>> {
    let lines = queries::lines(&app.db, seat.engagement.id, version).await?;
    Ok(lines.into_iter().find(|line| line.key == key))
}

/// The form as it stands for what is there.
fn filled(line: &Line, currency: Currency, language: Language) -> Form {
    let content = &line.content;
    Form::filled([
        ("title", content.title.clone()),
        ("text", content.text.clone()),
        ("criteria", content.criteria.join("\n")),
        ("days", content.days.map(|days| days.to_string()).unwrap_or_default()),
        ("price", content.price_minor.map(|minor| Money::new(minor, currency).input_value(language)).unwrap_or_default()),
        ("due_on", content.due_on.map(|day| day.to_string()).unwrap_or_default()),
    ])
}

/// What was typed; what only services have is not asked of the others.
fn content(form: &mut Form, kind: Kind, currency: Currency, language: Language) -> LineContent {
    let content =
        LineContent { title: form.line("title", LONGEST_TITLE), text: form.optional_text("text", LONG_TEXT), ..LineContent::default() };
    if kind != Kind::Service {
        return content;
    }
    LineContent {
        criteria: criteria(form),
        days: form.optional_number("days", 0..=MOST_DAYS),
        price_minor: price(form, currency, language),
        due_on: form.optional_day("due_on"),
        ..content
    }
}

/// One criterion a line; empty lines do not count.
fn criteria(form: &mut Form) -> Vec<String> {
    let typed = form.optional_text("criteria", LONG_TEXT);
    let mut criteria = Vec::new();
    for line in typed.lines() {
        match one_line(line, LONGEST_CRITERION) {
            Ok(criterion) => criteria.push(criterion),
            Err(TextFault::Empty) => {}
            Err(_) => {
                form.wrong("criteria", "form-error-scope-criterion");
                return Vec::new();
            }
        }
    }
    if criteria.len() > MOST_CRITERIA {
        form.wrong("criteria", "form-error-scope-criteria");
    }
    criteria
}

fn price(form: &mut Form, currency: Currency, language: Language) -> Option<i64> {
    match Money::parse(form.value("price"), currency, language) {
        Ok(price) if (0..=HIGHEST_PRICE).contains(&price.minor) => return Some(price.minor),
        Err(MoneyFault::Empty) => return None,
        Ok(_) => form.wrong("price", "form-error-scope-price"),
        Err(fault) => form.wrong("price", fault.key()),
    }
    None
}
