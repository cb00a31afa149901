//! Giving feedback.

use askama::Template;
use axum::{extract::State, http::StatusCode};
use uuid::Uuid;

use crate::{
    access::needs::GiveFeedback,
    app::App,
    error::Error,
    feedback::{
        acts,
        model::{Kind, NewEntry},
        queries, url,
    },
    scope::nearest::{self, Nearest},
    things::Thing,
    web::{Asked, Choice, Chrome, Form, FormData, Outcome, Seat, Tab, done, form::LONG_TEXT, page_with},
};

/// The form for a new entry.
#[derive(Template)]
#[template(path = "feedback/new.html")]
struct New {
    chrome: Chrome,
    form: Form,
    kinds: Vec<Choice>,
    people: Vec<Choice>,
    about: String,
    about_title: String,
    action: String,
    /// What the text is nearest to in the agreed scope; looked up when it was asked for.
    nearest: Nearest,
    looked: bool,
}

/// Asks for it; `?about=D5` says what it is about.
pub async fn new(seat: Seat<GiveFeedback>, State(app): State<App>, Asked(asked): Asked) -> Outcome {
    seat.still_open()?;
    let about = asked.value("about").to_owned();
    let exists = match about.parse::<Thing>() {
        Ok(thing) => queries::title_of(&app.db, seat.engagement.id, &thing).await?.is_some(),
        Err(_) => false,
    };
    if !exists {
        return Err(Error::NotFound);
    }
    show_new(&app, &seat, Form::filled([("about", about)]), false, StatusCode::OK).await
}

async fn show_new(app: &App, seat: &Seat<GiveFeedback>, form: Form, looked: bool, status: StatusCode) -> Outcome {
    let engagement = seat.engagement.id;
    let about = form.value("about").to_owned();
    let about_title = match about.parse() {
        Ok(Thing::Engagement) | Err(_) => None,
        Ok(thing) => queries::title_of(&app.db, engagement, &thing).await?,
    };
    let text = if looked { form.value("text") } else { "" };
    let nearest = nearest::find(&app.db, engagement, seat.engagement.language, text).await?;
    let people = queries::people_to_ask(&app.db, engagement, seat.side().other()).await?;
    let chrome = Chrome::seat(app, seat, Tab::Feedback);
    page_with(
        status,
        New {
            kinds: Kind::ALL.map(|kind| Choice::new(kind.as_str(), chrome.t(kind.key())).hint(chrome.t(kind.hint_key()))).into(),
            people: people.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect(),
            about,
            about_title: about_title.unwrap_or_default(),
            action: url(engagement),
            nearest,
            looked,
            form,
            chrome,
        },
    )
}

/// Raises it; with `look`, gives the form back with the lines of the scope that are nearest to what was typed so far.
pub async fn raise(seat: Seat<GiveFeedback>, State(app): State<App>, FormData(mut form): FormData) -> Outcome {
    if form.ticked("look") {
        return show_new(&app, &seat, form, true, StatusCode::OK).await;
    }
    let kind = form.choice("kind", Kind::Question);
    let text = form.text("text", LONG_TEXT);
    let about = form.value("about").parse::<Thing>().ok();
    let to = Some(form.value("to").to_owned()).filter(|to| !to.is_empty());
    let person = to.as_deref().and_then(|to| to.parse::<Uuid>().ok());
    if to.is_some() && person.is_none() {
        form.wrong("to", "form-error-choice");
    }
    let known = match &about {
        Some(about) => queries::title_of(&app.db, seat.engagement.id, about).await?.is_some(),
        None => false,
    };
    if !known {
        form.wrong("about", "form-error-reference");
    }
    let blocking = form.ticked("blocking");
    if blocking && !kind.asks() {
        form.wrong("blocking", "feedback-praise-never-blocks");
    }
    let (Some(about), false) = (about, form.has_errors()) else {
        return show_new(&app, &seat, form, false, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let number = acts::raise(&app, &seat, NewEntry { kind, blocking, text, about, to: person }).await?;
    done(&Thing::Feedback(number).url(seat.engagement.id), "flash-feedback-raised")
}
