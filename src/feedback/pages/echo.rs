//! An echo: whether the client still runs alone what it took over.

use askama::Template;
use axum::{extract::State, http::StatusCode};
use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    access::needs::AnswerEcho,
    app::App,
    error::{Error, Refusal},
    feedback::acts,
    milestones,
    things::Thing,
    web::{At, Choice, Chrome, Form, FormData, Outcome, Reference, Seat, Tab, done, form::LONG_TEXT, page_with},
};

#[derive(Template)]
#[template(path = "feedback/echo.html")]
struct Echo {
    chrome: Chrome,
    form: Form,
    reference: Reference,
    milestone_title: String,
    at: DateTime<Utc>,
    agreement: String,
    answers: Vec<Choice>,
    action: String,
}

async fn draw(app: &App, seat: &Seat<AnswerEcho>, number: i32, form: Form, status: StatusCode) -> Outcome {
    let engagement = seat.engagement.id;
    let asked = milestones::asked(&app.db, engagement, number).await?.ok_or(Error::NotFound)?;
    if !asked.waits {
        return Err(Refusal::new("refused-echo-not-asked").into());
    }
    let chrome = Chrome::seat(app, seat, Tab::Handover);
    let answers = [("yes", "feedback-echo-yes"), ("no", "feedback-echo-no")];
    page_with(
        status,
        Echo {
            reference: Reference::of(engagement, &Thing::Milestone(number)),
            milestone_title: asked.title,
            at: asked.at,
            agreement: asked.agreement,
            answers: answers.map(|(value, key)| Choice::new(value, chrome.t(key))).into(),
            action: milestones::echo_url(engagement, number),
            form,
            chrome,
        },
    )
}

/// The question.
pub async fn echo(seat: Seat<AnswerEcho>, State(app): State<App>, At((_, number)): At<(Uuid, i32)>) -> Outcome {
    draw(&app, &seat, number, Form::default(), StatusCode::OK).await
}

/// Answers it; a no leads to the feedback entry that it became.
pub async fn answer_echo(
    seat: Seat<AnswerEcho>,
    State(app): State<App>,
    At((_, number)): At<(Uuid, i32)>,
    FormData(mut form): FormData,
) -> Outcome {
    let alone = match form.value("alone") {
        "yes" => true,
        "no" => false,
        _ => {
            form.wrong("alone", "form-error-choice");
            true
        }
    };
    let text = if alone { form.optional_text("text", LONG_TEXT) } else { form.text("text", LONG_TEXT) };
    if form.has_errors() {
        return draw(&app, &seat, number, form, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let feedback = acts::answer_echo(&app, &seat, number, alone, &text).await?;
    let thing = feedback.map_or(Thing::Milestone(number), Thing::Feedback);
    done(&thing.url(seat.engagement.id), "flash-feedback-echo-answered")
}
