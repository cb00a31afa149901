//! Planning a session, and changing its plan.

use askama::Template;
use axum::{extract::State, http::StatusCode};
use chrono::{DateTime, DurationRound, TimeDelta, Utc};
use uuid::Uuid;

use super::fields::{Asks, Offered};
use crate::{
    access::needs::LogEvidence,
    app::App,
    error::Error,
    things::Thing,
    web::{At, Chrome, Form, FormData, Outcome, Result, Seat, Tab, done, form::LONG_TEXT, page_with},
    working_sessions::{
        self, acts,
        model::{LONGEST_TITLE, NewPlan, Session, Setting},
        queries,
    },
};

/// Begins after this time, and is this long, unless somebody says otherwise.
const USUAL_WAIT: TimeDelta = TimeDelta::days(1);
const USUAL_LENGTH: TimeDelta = TimeDelta::hours(2);

#[derive(Template)]
#[template(path = "working_sessions/plan.html")]
struct Plan {
    chrome: Chrome,
    form: Form,
    offered: Offered,
    /// The session whose plan is changed; none: a new one.
    session: Option<Session>,
    action: String,
    back: String,
}

fn draw(chrome: Chrome, seat: &Seat<LogEvidence>, form: Form, offered: Offered, session: Option<Session>, status: StatusCode) -> Outcome {
    let engagement = seat.engagement.id;
    let (action, back) = match &session {
        Some(session) => (working_sessions::edit_url(engagement, session.number), Thing::Session(session.number).url(engagement)),
        None => (working_sessions::new_url(engagement), working_sessions::url(engagement)),
    };
    page_with(status, Plan { chrome, form, offered, session, action, back })
}

async fn offered(app: &App, seat: &Seat<LogEvidence>, chrome: &Chrome) -> Result<Offered> {
    Ok(Offered::of(chrome, queries::choices(&app.db, seat.engagement.id).await?, Asks::Ahead, None))
}

/// Reads a plan. Its day has to lie ahead, unless it is the one that `old` had: nobody may have held that one.
fn read(form: &mut Form, offered: &Offered, old: Option<&Setting>, now: DateTime<Utc>) -> NewPlan {
    let title = form.line("title", LONGEST_TITLE);
    let day = form.day("day");
    if old.is_none_or(|old| offered.day_of(old.from) != day) {
        form.not_passed("day", day, offered.day_of(now));
    }
    NewPlan { title, setting: offered.read(form, day), agenda: form.optional_text("agenda", LONG_TEXT) }
}

/// A form for tomorrow at this hour, with whoever fills it in.
pub async fn new(seat: Seat<LogEvidence>, State(app): State<App>) -> Outcome {
    seat.still_open()?;
    let chrome = Chrome::seat(&app, &seat, Tab::Sessions);
    let offered = offered(&app, &seat, &chrome).await?;
    let from = on_the_hour(app.clock.now()) + USUAL_WAIT;
    let mut form = Form::filled([("people", seat.person.id.to_string())]);
    offered.fill_times(&mut form, from, from + USUAL_LENGTH);
    draw(chrome, &seat, form, offered, None, StatusCode::OK)
}

fn on_the_hour(at: DateTime<Utc>) -> DateTime<Utc> {
    at.duration_trunc(TimeDelta::hours(1)).unwrap_or(at)
}

pub async fn plan(seat: Seat<LogEvidence>, State(app): State<App>, FormData(mut form): FormData) -> Outcome {
    let chrome = Chrome::seat(&app, &seat, Tab::Sessions);
    let offered = offered(&app, &seat, &chrome).await?;
    let new = read(&mut form, &offered, None, app.clock.now());
    if form.has_errors() {
        return draw(chrome, &seat, form, offered, None, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let number = acts::plan(&app, &seat, new).await?;
    done(&Thing::Session(number).url(seat.engagement.id), "flash-session-planned")
}

async fn session(app: &App, seat: &Seat<LogEvidence>, number: i32) -> Result<Session> {
    queries::session(&app.db, seat.engagement.id, number).await?.ok_or(Error::NotFound)
}

/// The form with the plan as it stands.
pub async fn edit(seat: Seat<LogEvidence>, State(app): State<App>, At((_, number)): At<(Uuid, i32)>) -> Outcome {
    seat.still_open()?;
    let session = session(&app, &seat, number).await?;
    session.check_planned()?;
    let chrome = Chrome::seat(&app, &seat, Tab::Sessions);
    let offered = offered(&app, &seat, &chrome).await?;
    let mut form = Form::filled([("title", session.title.clone()), ("agenda", session.agenda.clone())]);
    form.set("revision", session.revision.to_string());
    session.plan.iter().for_each(|plan| offered.fill(&mut form, plan));
    draw(chrome, &seat, form, offered, Some(session), StatusCode::OK)
}

pub async fn change(
    seat: Seat<LogEvidence>,
    State(app): State<App>,
    At((_, number)): At<(Uuid, i32)>,
    FormData(mut form): FormData,
) -> Outcome {
    let session = session(&app, &seat, number).await?;
    let chrome = Chrome::seat(&app, &seat, Tab::Sessions);
    let offered = offered(&app, &seat, &chrome).await?;
    // Only our own form sends it; anything else has seen nothing that exists.
    let revision = form.value("revision").parse().map_err(|_| Error::NotFound)?;
    let new = read(&mut form, &offered, session.plan.as_ref(), app.clock.now());
    session.check_change(revision)?;
    if form.has_errors() {
        return draw(chrome, &seat, form, offered, Some(session), StatusCode::UNPROCESSABLE_ENTITY);
    }
    acts::change(&app, &seat, number, revision, new).await?;
    done(&Thing::Session(number).url(seat.engagement.id), "flash-session-changed")
}
