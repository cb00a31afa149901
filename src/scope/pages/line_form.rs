//! Writing the lines of a draft.

use askama::Template;
use axum::{extract::State, http::StatusCode};
use uuid::Uuid;

use crate::{
    access::needs,
    app::App,
    base::money::Money,
    discovery,
    error::Error,
    scope::{
        self, acts,
        fields::Fields,
        line::{Kind, Line, NewLine},
        queries,
    },
    web::{Asked, At, Choice, Chrome, Form, FormData, Outcome, Result, Seat, Tab, done, page, page_with},
};

#[derive(Template)]
#[template(path = "scope/line_form.html")]
struct LineForm {
    chrome: Chrome,
    form: Form,
    kind: Kind,
    /// The needs that a service can name.
    needs: Vec<Choice>,
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
    fn of_new(app: &App, seat: &Seat<needs::DraftScope>, version: i32, fields: &Fields, form: Form) -> LineForm {
        let engagement = seat.engagement.id;
        let chrome = Chrome::seat(app, seat, Tab::Scope);
        LineForm {
            needs: fields.choices(&chrome.t("scope-need-aside")),
            chrome,
            form,
            kind: fields.kind,
            key: String::new(),
            token: String::new(),
            version,
            currency: seat.engagement.currency.to_string(),
            action: scope::new_line_url(engagement, version, fields.kind),
            back: scope::version_url(engagement, version),
            other: None,
        }
    }

    fn of_line(
        app: &App,
        seat: &Seat<needs::DraftScope>,
        version: i32,
        line: &Line,
        token: String,
        fields: &Fields,
        form: Form,
    ) -> LineForm {
        LineForm {
            key: line.key.clone(),
            token,
            action: scope::edit_line_url(seat.engagement.id, version, &line.key),
            ..LineForm::of_new(app, seat, version, fields, form)
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
    page(LineForm::of_new(&app, &seat, version, &fields(&app, &seat, kind).await?, Form::default()))
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
    let fields = fields(&app, &seat, kind).await?;
    let content = fields.read(&mut form);
    if form.has_errors() {
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, LineForm::of_new(&app, &seat, version, &fields, form));
    }
    match acts::add_line(&app, &seat, version, NewLine { kind, content }).await {
        Err(Error::Refused(refusal)) if refusal.key() == "refused-scope-too-many-lines" => {
            form.wrong("title", "form-error-scope-lines");
            page_with(StatusCode::UNPROCESSABLE_ENTITY, LineForm::of_new(&app, &seat, version, &fields, form))
        }
        outcome => done(&line_in(&seat, version, &outcome?), "flash-scope-line-added"),
    }
}

/// A line of a draft as a form.
pub async fn edit_line(seat: Seat<needs::DraftScope>, State(app): State<App>, At((_, version, key)): At<(Uuid, i32, String)>) -> Result {
    draft(&app, &seat, version).await?;
    let line = line(&app, &seat, version, &key).await?.ok_or(Error::NotFound)?;
    let mut fields = fields(&app, &seat, line.kind).await?;
    fields.named.clone_from(&line.content.needs);
    let form = fields.filled(&line.content);
    page(LineForm::of_line(&app, &seat, version, &line, line.token(), &fields, form))
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
    let mut fields = fields(&app, &seat, kind).await?;
    let before = line(&app, &seat, version, &key).await?;
    fields.named = before.as_ref().map(|before| before.content.needs.clone()).unwrap_or_default();
    let content = fields.read(&mut form);
    let shown = form.value("token").to_owned();
    if form.has_errors()
        && let Some(before) = &before
    {
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, LineForm::of_line(&app, &seat, version, before, shown, &fields, form));
    }
    match acts::change_line(&app, &seat, version, &key, content, Some(&shown)).await {
        Err(Error::Refused(refusal)) if refusal.key() == "refused-scope-line-changed" => {
            let now = line(&app, &seat, version, &key).await?.ok_or(Error::NotFound)?;
            // Sent once more, it replaces what the person has seen now.
            let mut page = LineForm::of_line(&app, &seat, version, &now, now.token(), &fields, form);
            let price = now.content.price_minor.map(|minor| Money::new(minor, fields.currency).format(seat.language()));
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

async fn fields(app: &App, seat: &Seat<needs::DraftScope>, kind: Kind) -> Result<Fields> {
    let confirmed = match kind {
        Kind::Service => discovery::confirmed_needs(&app.db, seat.engagement.id).await?,
        Kind::Exclusion | Kind::ClientDuty | Kind::WayOfWorking => Vec::new(),
    };
    Ok(Fields { kind, currency: seat.engagement.currency, language: seat.language(), confirmed, named: Vec::new() })
}

/// Refuses what is no draft (any more).
async fn draft(app: &App, seat: &Seat<needs::DraftScope>, version: i32) -> Result<()> {
    seat.still_open()?;
    let version = queries::version(&app.db, seat.engagement.id, version).await?.ok_or(Error::NotFound)?;
    Ok(version.check_editable()?)
}

async fn line(app: &App, seat: &Seat<needs::DraftScope>, version: i32, key: &str) -> Result<Option<Line>> {
    let lines = queries::lines(&app.db, seat.engagement.id, version).await?;
    Ok(lines.into_iter().find(|line| line.key == key))
}
