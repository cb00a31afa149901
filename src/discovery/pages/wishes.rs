//! "In your own words, what should be better?": several wishes in one go.

use askama::Template;
use axum::{extract::State, http::StatusCode};
use uuid::Uuid;

use crate::{
    access::{Side, needs},
    app::App,
    discovery::{
        self, acts,
        model::{LONGEST_LINE, MOST_WISHES, NewWishes},
        queries,
    },
    occasion::Occasion,
    things::Thing,
    web::{Asked, Choice, Chrome, Form, FormData, Outcome, Seat, Tab, done, form::LONG_TEXT, page_with},
};

/// Fields for wishes that the page begins with.
const FIRST_FIELDS: usize = 3;

/// A field for one wish.
struct Field {
    name: String,
    label: String,
    /// An example, at the first.
    hint: String,
    optional: bool,
}

#[derive(Template)]
#[template(path = "discovery/wishes.html")]
struct Wishes {
    chrome: Chrome,
    form: Form,
    fields: Vec<Field>,
    occasion: Option<Occasion>,
    count: usize,
    /// Whether one more fits.
    more: bool,
    speakers: Vec<Choice>,
    is_client: bool,
    url: String,
    back: String,
}

fn field(place: usize) -> String {
    format!("wish-{place}")
}

async fn draw(app: &App, seat: &Seat<needs::StateWish>, mut form: Form, count: usize, status: StatusCode) -> Outcome {
    let engagement = seat.engagement.id;
    let chrome = Chrome::seat(app, seat, Tab::Needs);
    let speakers = queries::speakers(&app.db, engagement).await?;
    let occasion = Occasion::of(app, engagement, &form).await?;
    let mut speakers: Vec<_> = speakers.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect();
    occasion.iter().for_each(|occasion| occasion.put_people_first(&mut speakers));
    let is_client = seat.side() == Side::Client;
    if form.value("said_on").is_empty() && !form.has_errors() {
        form.set("said_on", occasion.as_ref().map_or(chrome.today, |occasion| occasion.day).to_string());
    }
    if let Some(occasion) = &occasion
        && form.value("said_where").is_empty()
        && !form.has_errors()
    {
        form.set("said_where", occasion.place.clone());
    }
    if form.value("said_by").is_empty() && is_client {
        form.set("said_by", seat.person.id.to_string());
    }
    page_with(
        status,
        Wishes {
            fields: (1..=count)
                .map(|place| Field {
                    name: field(place),
                    label: chrome.say("needs-wish-number").with("place", place as i64).to_string(),
                    hint: if place == 1 { chrome.t("needs-wish-hint") } else { String::new() },
                    optional: place > 1,
                })
                .collect(),
            count,
            more: count < MOST_WISHES,
            speakers,
            is_client,
            url: discovery::new_url(engagement),
            back: occasion.as_ref().map_or_else(|| discovery::url(engagement), |occasion| Thing::Session(occasion.session).url(engagement)),
            occasion,
            form,
            chrome,
        },
    )
}

/// Asks for them; `?session=` says in which session they were stated.
pub async fn new_wishes(seat: Seat<needs::StateWish>, State(app): State<App>, Asked(asked): Asked) -> Outcome {
    seat.still_open()?;
    let form = Form::filled([("session", asked.value("session").to_owned())]);
    draw(&app, &seat, form, FIRST_FIELDS, StatusCode::OK).await
}

/// Records them; with `more`, gives the form back with one more field.
pub async fn state_wishes(seat: Seat<needs::StateWish>, State(app): State<App>, FormData(mut form): FormData) -> Outcome {
    let count = form.value("count").parse().unwrap_or(FIRST_FIELDS).clamp(1, MOST_WISHES);
    if form.ticked("more") {
        return draw(&app, &seat, form, (count + 1).min(MOST_WISHES), StatusCode::OK).await;
    }
    let wishes: Vec<String> =
        (1..=count).map(|place| form.optional_text(&field(place), LONG_TEXT)).filter(|wish| !wish.is_empty()).collect();
    if wishes.is_empty() && !form.has_errors() {
        form.wrong("wish-1", "form-error-wish-empty");
    }
    let said_by = form.choice("said_by", Uuid::nil());
    let said_on = form.day("said_on");
    let said_where = form.optional_line("said_where", LONGEST_LINE);
    if form.error("said_on").is_none() && said_on > Chrome::seat(&app, &seat, Tab::Needs).today {
        form.wrong("said_on", "form-error-wish-in-future");
    }
    if form.error("said_by").is_none() && queries::speaker(&app.db, seat.engagement.id, said_by).await?.is_none() {
        form.wrong("said_by", "form-error-choice");
    }
    if form.has_errors() {
        return draw(&app, &seat, form, count, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let several = wishes.len() > 1;
    let occasion = Occasion::of(&app, seat.engagement.id, &form).await?;
    let session = occasion.as_ref().map(|occasion| occasion.session);
    let first = acts::state_wishes(&app, &seat, NewWishes { wishes, said_by, said_on, said_where, session }).await?;
    if let Some(session) = session {
        done(&Thing::Session(session).url(seat.engagement.id), "flash-wishes-stated")
    } else if several {
        done(&discovery::url(seat.engagement.id), "flash-wishes-stated")
    } else {
        done(&discovery::need_url(seat.engagement.id, first), "flash-wish-stated")
    }
}
