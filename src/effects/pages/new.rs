//! Reporting an effect.

use askama::Template;
use axum::{extract::State, http::StatusCode};
use uuid::Uuid;

use crate::{
    access::needs::ReportEffect,
    app::App,
    effects::{
        self, acts,
        model::{LONGEST_AREA, LONGEST_LINE, NewEffect},
        queries::{self, Told},
    },
    error::Error,
    occasion::{self, Occasion},
    scope::{carried, line::Kind},
    things::Thing,
    web::{Asked, Choice, Chrome, Form, FormData, Outcome, Reference, Result, Seat, Tab, done, form::LONG_TEXT, page_with},
};

#[derive(Template)]
#[template(path = "effects/new.html")]
struct New {
    chrome: Chrome,
    form: Form,
    occasion: Option<Occasion>,
    /// The feedback that it was told in.
    feedback: Option<Reference>,
    lines: Vec<Choice>,
    action: String,
    back: String,
}

/// The feedback that a page or form names, with its number.
async fn told(app: &App, engagement: Uuid, form: &Form) -> Result<Option<(i32, Told)>> {
    if form.value("feedback").is_empty() {
        return Ok(None);
    }
    let number = form.value("feedback").parse().map_err(|_| Error::NotFound)?;
    let told = queries::told(&app.db, engagement, number).await?.ok_or(Error::NotFound)?;
    Ok(Some((number, told)))
}

async fn draw(app: &App, seat: &Seat<ReportEffect>, mut form: Form, status: StatusCode) -> Outcome {
    let engagement = seat.engagement.id;
    let chrome = Chrome::seat(app, seat, Tab::Feedback);
    let told = told(app, engagement, &form).await?;
    let occasion = Occasion::of(app, engagement, &form).await?;
    // Exclusions first: what happens elsewhere is mostly not what was ordered.
    let (_, mut lines) = carried::agreed_lines(&app.db, engagement).await?.unwrap_or_default();
    lines.sort_by_key(|line| Kind::of_key(&line.key) != Ok(Kind::Exclusion));
    if !form.has_errors() {
        form.set("since", chrome.today.to_string());
        form.set("seen_by", seat.person.name.clone());
        if let Some(occasion) = &occasion {
            form.set("since", occasion.day.to_string());
        }
        if let Some((_, told)) = &told {
            form.set("since", told.on.to_string());
            form.set("seen_by", told.who.clone());
            form.set("text", told.text.clone());
            form.set("touches", told.line.clone().unwrap_or_default());
        }
    }
    let feedback = told.map(|(number, _)| Thing::Feedback(number));
    let back = match (&occasion, &feedback) {
        (Some(occasion), _) => Thing::Session(occasion.session).url(engagement),
        (None, Some(entry)) => entry.url(engagement),
        (None, None) => effects::url(engagement),
    };
    page_with(
        status,
        New {
            lines: lines.iter().map(|line| Choice::new(&line.key, format!("{} {}", line.key, line.content.title))).collect(),
            feedback: feedback.as_ref().map(|entry| Reference::of(engagement, entry)),
            action: effects::new_url(engagement),
            back,
            occasion,
            form,
            chrome,
        },
    )
}

/// Asks for it; `?feedback=4` begins with what was told there, `?session=2` leads back to that session.
pub async fn new(seat: Seat<ReportEffect>, State(app): State<App>, Asked(asked): Asked) -> Outcome {
    seat.still_open()?;
    let form = Form::filled(["feedback", "session"].map(|field| (field, asked.value(field).to_owned())));
    draw(&app, &seat, form, StatusCode::OK).await
}

pub async fn report(seat: Seat<ReportEffect>, State(app): State<App>, FormData(mut form): FormData) -> Outcome {
    let engagement = seat.engagement.id;
    let area = form.line("area", LONGEST_AREA);
    let text = form.text("text", LONG_TEXT);
    let severity = form.line("severity", LONGEST_LINE);
    let since = form.day("since");
    if form.error("since").is_none() && since > Chrome::seat(&app, &seat, Tab::Feedback).today {
        form.wrong("since", "form-error-effect-in-future");
    }
    let seen_by = form.line("seen_by", LONGEST_LINE);
    let touches = Some(form.value("touches").to_owned()).filter(|key| !key.is_empty());
    if form.has_errors() {
        return draw(&app, &seat, form, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let feedback = told(&app, engagement, &form).await?.map(|(number, _)| number);
    let occasion = Occasion::of(&app, engagement, &form).await?;
    let session = occasion.as_ref().map(|occasion| occasion.session);
    let number = acts::report(&app, &seat, NewEffect { area, text, severity, since, seen_by, touches, feedback, session }).await?;
    done(&occasion::back(engagement, occasion.as_ref(), &Thing::Effect(number)), "flash-effect-reported")
}
