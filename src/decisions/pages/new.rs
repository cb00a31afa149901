//! Asking for a decision.

use askama::Template;
use axum::{extract::State, http::StatusCode};
use uuid::Uuid;

use crate::{
    access::{Ability, Side, needs},
    app::App,
    base::text,
    decisions::{
        self, acts,
        model::{Kind, LONGEST_LINE, NewDecision, OPTIONS},
        queries,
    },
    error::Refusal,
    occasion::{self, Occasion},
    things::Thing,
    web::{Asked, Choice, Chrome, Form, FormData, Outcome, Seat, Tab, done, form::LONG_TEXT, page_with},
};

#[derive(Template)]
#[template(path = "decisions/new.html")]
struct New {
    chrome: Chrome,
    form: Form,
    occasion: Option<Occasion>,
    kinds: Vec<Choice>,
    people: Vec<Choice>,
    url: String,
    back: String,
}

async fn draw(app: &App, seat: &Seat<needs::ProposeDecision>, mut form: Form, status: StatusCode) -> Outcome {
    let engagement = seat.engagement.id;
    let chrome = Chrome::seat(app, seat, Tab::Decisions);
    let people = queries::deciders(&app.db, engagement).await?;
    let occasion = Occasion::of(app, engagement, &form).await?;
    if let Some(occasion) = &occasion
        && form.value("due_on").is_empty()
        && !form.has_errors()
    {
        form.set("due_on", occasion.day.max(chrome.today).to_string());
    }
    let kind = |kind: Kind| {
        let means = chrome.say(kind.hint_key()).with("party", chrome.party(&kind.side()));
        Choice::new(kind.as_str(), chrome.t(kind.key())).hint(means.to_string())
    };
    let person = |person: queries::Decider| {
        let kind = if person.side == Side::Client.as_str() { Kind::What } else { Kind::How };
        let label = chrome.say("decisions-asked-choice").with("name", person.name).with("kind", chrome.t(kind.key()));
        Choice::new(person.id.to_string(), label.to_string())
    };
    let mut people: Vec<_> = people.into_iter().map(person).collect();
    occasion.iter().for_each(|occasion| occasion.put_people_first(&mut people));
    page_with(
        status,
        New {
            kinds: Kind::ALL.map(kind).into(),
            people,
            url: decisions::new_url(engagement),
            back: occasion.as_ref().map_or_else(|| decisions::url(engagement), |occasion| Thing::Session(occasion.session).url(engagement)),
            occasion,
            form,
            chrome,
        },
    )
}

/// An empty form; `?session=` says in which session it is asked.
pub async fn new(seat: Seat<needs::ProposeDecision>, State(app): State<App>, Asked(asked): Asked) -> Outcome {
    if !seat.may(Ability::ProposeDecision) {
        return Err(Refusal::new("refused-engagement-closed").into());
    }
    draw(&app, &seat, Form::filled([("session", asked.value("session").to_owned())]), StatusCode::OK).await
}

/// Asks.
pub async fn propose(seat: Seat<needs::ProposeDecision>, State(app): State<App>, FormData(mut form): FormData) -> Outcome {
    let kind = form.choice("kind", Kind::What);
    let question = form.line("question", LONGEST_LINE);
    let background = form.optional_text("background", LONG_TEXT);
    let options = options(&mut form);
    let due_on = form.day("due_on");
    form.not_passed("due_on", due_on, Chrome::seat(&app, &seat, Tab::Decisions).today);
    let asked_of = if form.value("asked_of").is_empty() { None } else { Some(form.choice("asked_of", Uuid::nil())) };
    if let Some(person) = asked_of
        && form.error("asked_of").is_none()
        && form.error("kind").is_none()
        && !queries::can_decide(&app.db, seat.engagement.id, kind, person).await?
    {
        form.wrong("asked_of", "form-error-decision-asks-nobody");
    }
    if form.has_errors() {
        return draw(&app, &seat, form, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let engagement = seat.engagement.id;
    let occasion = Occasion::of(&app, engagement, &form).await?;
    let session = occasion.as_ref().map(|occasion| occasion.session);
    let number = acts::propose(&app, &seat, NewDecision { kind, question, background, options, asked_of, due_on, session }).await?;
    done(&occasion::back(engagement, occasion.as_ref(), &Thing::Decision(number)), "flash-decision-proposed")
}

/// One option a line.
fn options(form: &mut Form) -> Vec<String> {
    let typed: Result<Vec<_>, _> =
        form.value("options").lines().filter(|line| !line.trim().is_empty()).map(|line| text::one_line(line, LONGEST_LINE)).collect();
    let wrong = match typed {
        Ok(options) if !OPTIONS.contains(&options.len()) => "form-error-decision-options",
        Ok(options) => {
            let twice = options.iter().enumerate().any(|(at, option)| options[..at].contains(option));
            if !twice {
                return options;
            }
            "form-error-decision-option-twice"
        }
        Err(_) => "form-error-decision-option",
    };
    form.wrong("options", wrong);
    Vec::new()
}
