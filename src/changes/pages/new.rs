//! Asking for a change.

use askama::Template;
use axum::{extract::State, http::StatusCode};

use crate::{
    access::needs,
    app::App,
    changes::{
        self, acts,
        model::{LONGEST_TITLE, NewChange},
    },
    error::Refusal,
    scope::{
        carried,
        nearest::{self, Nearest},
    },
    things::Thing,
    web::{Choice, Chrome, Form, FormData, Outcome, Seat, Tab, done, form::LONG_TEXT, page_with},
};

#[derive(Template)]
#[template(path = "changes/new.html")]
struct New {
    chrome: Chrome,
    form: Form,
    lines: Vec<Choice>,
    /// What the text is nearest to; looked up when it was asked for.
    nearest: Nearest,
    looked: bool,
    url: String,
    back: String,
}

async fn draw(app: &App, seat: &Seat<needs::RaiseChange>, form: Form, looked: bool, status: StatusCode) -> Outcome {
    let engagement = seat.engagement.id;
    let (_, lines) = carried::agreed_lines(&app.db, engagement).await?.ok_or(Refusal::new("refused-change-before-scope"))?;
    let text = if looked { format!("{} {}", form.value("title"), form.value("text")) } else { String::new() };
    let nearest = nearest::find(&app.db, engagement, seat.engagement.language, &text).await?;
    page_with(
        status,
        New {
            chrome: Chrome::seat(app, seat, Tab::Changes),
            form,
            lines: changes::line_choices(&lines),
            nearest,
            looked,
            url: changes::new_url(engagement),
            back: changes::url(engagement),
        },
    )
}

/// Asks what is wanted.
pub async fn new(seat: Seat<needs::RaiseChange>, State(app): State<App>) -> Outcome {
    seat.still_open()?;
    draw(&app, &seat, Form::default(), false, StatusCode::OK).await
}

/// Raises it; with `look`, gives the form back with the lines that are nearest to what was typed so far.
pub async fn raise(seat: Seat<needs::RaiseChange>, State(app): State<App>, FormData(mut form): FormData) -> Outcome {
    if form.ticked("look") {
        return draw(&app, &seat, form, true, StatusCode::OK).await;
    }
    let title = form.line("title", LONGEST_TITLE);
    let text = form.text("text", LONG_TEXT);
    let touches = Some(form.value("touches").to_owned()).filter(|key| !key.is_empty());
    if form.has_errors() {
        return draw(&app, &seat, form, false, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let number = acts::raise(&app, &seat, NewChange { title, text, touches, feedback: None }).await?;
    done(&Thing::Change(number).url(seat.engagement.id), "flash-change-raised")
}
