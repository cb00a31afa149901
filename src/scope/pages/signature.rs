//! Signing: the whole text, what it means, one name.

use askama::Template;
use axum::{extract::State, http::StatusCode};
use uuid::Uuid;

use super::document::Document;
use crate::{
    access::{Side, needs},
    app::App,
    base::digest::Digest,
    error::{Error, Refusal},
    scope::{self, acts, queries},
    web::{At, Chrome, Form, FormData, Outcome, Result, Seat, Tab, done, page, page_with},
};

#[derive(Template)]
#[template(path = "scope/signature.html")]
struct Signature {
    chrome: Chrome,
    document: Document,
    form: Form,
    /// Why there is nothing to sign for the reader; empty when there is.
    held_back: String,
    side: Side,
    /// For whom the reader signs.
    party: String,
    /// The reader's name, as it must be typed.
    name: String,
}

async fn view(app: &App, seat: &Seat<needs::SignScope>, number: i32, form: Form) -> Result<Signature> {
    let version = queries::version(&app.db, seat.engagement.id, number).await?.ok_or(Error::NotFound)?;
    let chrome = Chrome::seat(app, seat, Tab::Scope);
    let held_back = version
        .check_own()
        .and_then(|()| version.check_signable(seat.side()).map(|_| ()))
        .err()
        .map(|why| why.say(chrome.language).to_string())
        .unwrap_or_default();
    let mut document = Document::load(app, seat, &chrome, version).await?;
    // The form below the text is the way to sign it.
    document.signs = None;
    Ok(Signature {
        document,
        form,
        held_back,
        side: seat.side(),
        party: seat.engagement.party(seat.side()).name.clone(),
        name: seat.person.name.clone(),
        chrome,
    })
}

/// What is to be signed, and the form.
pub async fn signature(seat: Seat<needs::SignScope>, State(app): State<App>, At((_, number)): At<(Uuid, i32)>) -> Result {
    page(view(&app, &seat, number, Form::default()).await?)
}

/// Signs for the reader's side.
pub async fn sign(
    seat: Seat<needs::SignScope>,
    State(app): State<App>,
    At((_, number)): At<(Uuid, i32)>,
    FormData(mut form): FormData,
) -> Outcome {
    let version = queries::version(&app.db, seat.engagement.id, number).await?.ok_or(Error::NotFound)?;
    // What cannot be signed any more is said before anything about the form.
    version.check_own()?;
    version.check_signable(seat.side())?;
    let shown: Digest = form.value("digest").parse().map_err(|_| Refusal::new("refused-other-text"))?;
    let typed = form.own_name("name", &seat.person.name);
    if form.has_errors() {
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, view(&app, &seat, number, form).await?);
    }
    let agreed = acts::sign(&app, &seat, number, &typed, shown).await?;
    let url = scope::version_url(seat.engagement.id, number);
    if agreed { done(&url, "flash-scope-agreed") } else { done(&url, "flash-scope-signed") }
}
