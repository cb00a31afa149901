//! One seat: changing its role, ending it.

use askama::Template;
use axum::{extract::State, http::StatusCode};
use uuid::Uuid;

use super::people::role_choice;
use crate::{
    access::needs,
    app::App,
    engagements::{
        self, acts, people_url, queries, seat_url,
        seats::{self, RoleWord, SeatFacts},
    },
    error::Error,
    web::{At, Choice, Chrome, Form, FormData, Outcome, Seat, Tab, done, page_with},
};

/// The longest text of what somebody does at home.
const LONGEST_FUNCTION: usize = 120;

#[derive(Template)]
#[template(path = "engagements/seat.html")]
struct SeatPage {
    chrome: Chrome,
    name: String,
    role: String,
    fields: Form,
    choices: Vec<Choice>,
    /// Why the seat cannot end; empty when it can.
    stays: String,
    url: String,
    end_url: String,
    back: String,
}

impl SeatPage {
    fn draw(app: &App, reader: &Seat<needs::InviteSeats>, number: i32, facts: &SeatFacts, status: StatusCode, fields: Form) -> Outcome {
        let chrome = Chrome::seat(app, reader, Tab::People);
        let url = seat_url(reader.engagement.id, number);
        let page = SeatPage {
            name: facts.name.clone(),
            role: chrome.t(facts.role.key()),
            fields,
            choices: seats::roles_of(reader.side()).into_iter().map(|role| role_choice(role, &chrome)).collect(),
            stays: facts.may_become(reader.side(), None).err().map_or_else(String::new, |refusal| refusal.say(chrome.language).to_string()),
            end_url: format!("{url}/end"),
            url,
            back: people_url(reader.engagement.id),
            chrome,
        };
        page_with(status, page)
    }
}

/// The form that changes a seat of one's own side.
pub async fn seat(reader: Seat<needs::InviteSeats>, State(app): State<App>, At((_, number)): At<(Uuid, i32)>) -> Outcome {
    let (facts, function) = queries::seat(&app.db, reader.engagement.id, number).await?.ok_or(Error::NotFound)?;
    // What cannot be changed at all has no form: the sentence says why.
    facts.may_become(reader.side(), Some(facts.role))?;
    let version = facts.version(&function).to_string();
    let fields = Form::filled([("role", RoleWord(facts.role).to_string()), ("function", function), ("version", version)]);
    SeatPage::draw(&app, &reader, number, &facts, StatusCode::OK, fields)
}

/// Gives it another role or function.
pub async fn change_seat(
    reader: Seat<needs::InviteSeats>,
    State(app): State<App>,
    At((_, number)): At<(Uuid, i32)>,
    FormData(mut form): FormData,
) -> Outcome {
    let role = form.choice("role", RoleWord(reader.role)).0;
    let function = form.optional_line("function", LONGEST_FUNCTION);
    if form.has_errors() {
        let (facts, _) = queries::seat(&app.db, reader.engagement.id, number).await?.ok_or(Error::NotFound)?;
        return SeatPage::draw(&app, &reader, number, &facts, StatusCode::UNPROCESSABLE_ENTITY, form);
    }
    acts::change_seat(&app, &reader, number, role, &function, form.value("version").parse().ok()).await?;
    done(&people_url(reader.engagement.id), "flash-engagements-seat-changed")
}

pub async fn end_seat(
    reader: Seat<needs::InviteSeats>,
    State(app): State<App>,
    At((_, number)): At<(Uuid, i32)>,
    FormData(_): FormData,
) -> Outcome {
    let holder = acts::end_seat(&app, &reader, number).await?;
    // Who has ended their own seat sees nothing of the engagement any more.
    let next = if holder == reader.person.id { engagements::URL.to_owned() } else { people_url(reader.engagement.id) };
    done(&next, "flash-engagements-seat-ended")
}
