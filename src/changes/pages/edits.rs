//! Writing the edits of a change, line by line.

use askama::Template;
use axum::{extract::State, http::StatusCode};
use uuid::Uuid;

use crate::{
    access::needs,
    app::App,
    changes::{
        self,
        acts::{self, kind_of},
        model::{ChangeRequest, Edit},
        queries,
    },
    discovery,
    error::Error,
    scope::{
        carried,
        fields::Fields,
        line::{Kind, Line, LineContent, NewLine},
    },
    things::Thing,
    web::{Asked, At, Choice, Chrome, Form, FormData, Outcome, Result, Seat, Tab, done, page_with},
};

#[derive(Template)]
#[template(path = "changes/line_form.html")]
struct LineForm {
    chrome: Chrome,
    form: Form,
    kind: Kind,
    needs: Vec<Choice>,
    currency: String,
    /// The line's key; empty for a new one.
    key: String,
    /// The agreed line for which the form was shown; empty where there is none.
    token: String,
    /// Whether the agreed line is another by now than the one that was read.
    changed: bool,
    change_reference: String,
    /// What the change is called.
    change_title: String,
    action: String,
    back: String,
}

/// The change, which must be open to edits.
async fn editable(app: &App, seat: &Seat<needs::AssessChange>, number: i32) -> Result<ChangeRequest> {
    seat.still_open()?;
    let request = queries::request(&app.db, seat.engagement.id, number).await?.ok_or(Error::NotFound)?;
    request.check_editable()?;
    Ok(request)
}

async fn fields(app: &App, seat: &Seat<needs::AssessChange>, kind: Kind) -> Result<Fields> {
    let confirmed = discovery::confirmed_needs(&app.db, seat.engagement.id).await?;
    Ok(Fields { kind, currency: seat.engagement.currency, language: seat.language(), confirmed, named: Vec::new() })
}

/// A line as the change leaves it, and the agreed one behind it.
struct Standing {
    content: LineContent,
    agreed: Option<Line>,
    /// The agreed line is another by now than the one for which the edit was written.
    stale: bool,
}

async fn standing(app: &App, seat: &Seat<needs::AssessChange>, number: i32, key: &str) -> Result<Standing> {
    let engagement = seat.engagement.id;
    let edits = queries::edits(&app.db, engagement, number).await?;
    let agreed = carried::agreed_lines(&app.db, engagement).await?.and_then(|(_, lines)| lines.into_iter().find(|line| line.key == key));
    let edit = edits.iter().find(|edit: &&Edit| edit.key == key);
    let stale = edit.is_some_and(|edit| edit.is_stale(agreed.as_slice()));
    let content = edit
        .and_then(|edit| edit.action.content().cloned())
        .or_else(|| agreed.as_ref().map(|line| line.content.clone()))
        .ok_or(Error::NotFound)?;
    Ok(Standing { content, agreed, stale })
}

/// The line that a form is for: its key, the token of the agreed one that was read (both empty for a new line), and whether that
/// one is another than when the edit was begun.
type Of<'a> = (&'a str, String, bool);

fn draw(
    app: &App,
    seat: &Seat<needs::AssessChange>,
    request: &ChangeRequest,
    fields: &Fields,
    (key, token, changed): Of,
    form: Form,
    status: StatusCode,
) -> Outcome {
    let engagement = seat.engagement.id;
    let thing = Thing::Change(request.number);
    let chrome = Chrome::seat(app, seat, Tab::Changes);
    page_with(
        status,
        LineForm {
            needs: fields.choices(&chrome.t("scope-need-aside")),
            chrome,
            kind: fields.kind,
            currency: fields.currency.to_string(),
            key: key.to_owned(),
            token,
            changed,
            change_reference: thing.to_string(),
            change_title: request.title.clone(),
            action: if key.is_empty() {
                changes::new_line_url(engagement, request.number, fields.kind)
            } else {
                changes::edit_line_url(engagement, request.number, key)
            },
            back: thing.url(engagement),
            form,
        },
    )
}

fn asked_kind(asked: &Form) -> Result<Kind> {
    asked.value("kind").parse().map_err(|_| Error::NotFound)
}

/// An empty form for a line of the kind that `?kind=` names.
pub async fn new_line(
    seat: Seat<needs::AssessChange>,
    State(app): State<App>,
    At((_, number)): At<(Uuid, i32)>,
    Asked(asked): Asked,
) -> Outcome {
    let kind = asked_kind(&asked)?;
    let request = editable(&app, &seat, number).await?;
    draw(&app, &seat, &request, &fields(&app, &seat, kind).await?, ("", String::new(), false), Form::default(), StatusCode::OK)
}

/// Writes a new line into the change.
pub async fn add_line(
    seat: Seat<needs::AssessChange>,
    State(app): State<App>,
    At((_, number)): At<(Uuid, i32)>,
    Asked(asked): Asked,
    FormData(mut form): FormData,
) -> Outcome {
    let kind = asked_kind(&asked)?;
    let request = editable(&app, &seat, number).await?;
    let fields = fields(&app, &seat, kind).await?;
    let content = fields.read(&mut form);
    if form.has_errors() {
        return draw(&app, &seat, &request, &fields, ("", String::new(), false), form, StatusCode::UNPROCESSABLE_ENTITY);
    }
    match acts::add_line(&app, &seat, number, NewLine { kind, content }).await {
        Err(Error::Refused(refusal)) if refusal.key() == "refused-scope-too-many-lines" => {
            form.wrong("title", "form-error-scope-lines");
            draw(&app, &seat, &request, &fields, ("", String::new(), false), form, StatusCode::UNPROCESSABLE_ENTITY)
        }
        outcome => {
            outcome?;
            done(&Thing::Change(number).url(seat.engagement.id), "flash-change-edited")
        }
    }
}

/// A line as the change leaves it, as a form.
pub async fn edit_line(seat: Seat<needs::AssessChange>, State(app): State<App>, At((_, number, key)): At<(Uuid, i32, String)>) -> Outcome {
    let kind = kind_of(&key)?;
    let request = editable(&app, &seat, number).await?;
    let line = standing(&app, &seat, number, &key).await?;
    let mut fields = fields(&app, &seat, kind).await?;
    fields.named.clone_from(&line.content.needs);
    let form = fields.filled(&line.content);
    let token = line.agreed.as_ref().map(Line::token).unwrap_or_default();
    draw(&app, &seat, &request, &fields, (&key, token, line.stale), form, StatusCode::OK)
}

/// Writes what the line says after the change. When another version has changed the line meanwhile, the form comes back.
pub async fn change_line(
    seat: Seat<needs::AssessChange>,
    State(app): State<App>,
    At((_, number, key)): At<(Uuid, i32, String)>,
    FormData(mut form): FormData,
) -> Outcome {
    let kind = kind_of(&key)?;
    let request = editable(&app, &seat, number).await?;
    let line = standing(&app, &seat, number, &key).await?;
    let mut fields = fields(&app, &seat, kind).await?;
    fields.named.clone_from(&line.content.needs);
    let content = fields.read(&mut form);
    let token = form.value("token").to_owned();
    if form.has_errors() {
        return draw(&app, &seat, &request, &fields, (&key, token, line.stale), form, StatusCode::UNPROCESSABLE_ENTITY);
    }
    match acts::change_line(&app, &seat, number, &key, content, Some(&token)).await {
        Err(Error::Refused(refusal)) if refusal.key() == "refused-scope-line-changed" => {
            let token = line.agreed.as_ref().map(Line::token).unwrap_or_default();
            draw(&app, &seat, &request, &fields, (&key, token, true), form, StatusCode::CONFLICT)
        }
        outcome => {
            outcome?;
            done(&Thing::Change(number).url(seat.engagement.id), "flash-change-edited")
        }
    }
}

/// Writes that the line is taken out.
pub async fn remove_line(
    seat: Seat<needs::AssessChange>,
    State(app): State<App>,
    At((_, number, key)): At<(Uuid, i32, String)>,
    FormData(_): FormData,
) -> Outcome {
    acts::remove_line(&app, &seat, number, &key).await?;
    done(&Thing::Change(number).url(seat.engagement.id), "flash-change-edited")
}

/// Takes an edit back.
pub async fn undo(
    seat: Seat<needs::AssessChange>,
    State(app): State<App>,
    At((_, number, key)): At<(Uuid, i32, String)>,
    FormData(_): FormData,
) -> Outcome {
    acts::undo(&app, &seat, number, &key).await?;
    done(&Thing::Change(number).url(seat.engagement.id), "flash-change-undone")
}
