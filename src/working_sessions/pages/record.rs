//! Recording how a session was.

use askama::Template;
use axum::{extract::State, http::StatusCode};
use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::{
    due,
    fields::{Asks, Offered, StepFields, count, step_fields},
};
use crate::{
    access::needs::LogEvidence,
    app::App,
    error::Error,
    things::Thing,
    turns,
    web::{At, Choice, Chrome, Form, FormData, Outcome, Result, Seat, Tab, done, form::LONG_TEXT, page_with},
    working_sessions::{
        self, acts,
        model::{Answered, LONGEST_TITLE, MOST_STEPS, NewRecord, Session},
        queries,
    },
};

/// How long a session that nobody planned was, unless somebody says otherwise.
const USUAL_LENGTH: TimeDelta = TimeDelta::hours(2);

#[derive(Template)]
#[template(path = "working_sessions/record.html")]
struct Recording {
    chrome: Chrome,
    form: Form,
    offered: Offered,
    /// The session; none: it is entered with its record.
    session: Option<Session>,
    /// Steps agreed in earlier rounds that are still to be done.
    open_steps: Vec<Choice>,
    steps: Vec<StepFields>,
    count: usize,
    /// Whether fields for one more step fit.
    more: bool,
    action: String,
    back: String,
}

impl Recording {
    /// What the other side said to the round before.
    fn corrected(&self) -> Option<&Answered> {
        self.session.as_ref()?.records.last()?.answered.as_ref()
    }
}

fn draw(chrome: Chrome, seat: &Seat<LogEvidence>, form: Form, offered: Offered, session: Option<Session>, status: StatusCode) -> Outcome {
    let engagement = seat.engagement.id;
    let (action, back) = match &session {
        Some(session) => (working_sessions::record_url(engagement, session.number), Thing::Session(session.number).url(engagement)),
        None => (working_sessions::log_url(engagement), working_sessions::url(engagement)),
    };
    let step = |step: &working_sessions::model::Step| {
        let label = chrome.say("sessions-step-choice").with("text", step.text.as_str()).with("owner", step.owner_name.as_str());
        Choice::new(step.number.to_string(), label.with("due", due(&chrome, step)).to_string())
    };
    let open_steps = session.iter().flat_map(Session::open_steps).map(step).collect();
    let (steps, count) = (step_fields(&form), count(&form));
    page_with(status, Recording { chrome, form, offered, session, open_steps, steps, count, more: count < MOST_STEPS, action, back })
}

async fn offered(app: &App, seat: &Seat<LogEvidence>, chrome: &Chrome, session: Option<&Session>) -> Result<Offered> {
    let choices = queries::choices(&app.db, seat.engagement.id).await?;
    Ok(Offered::of(chrome, choices, Asks::Back, session.and_then(Session::setting)))
}

async fn read(app: &App, seat: &Seat<LogEvidence>, form: &mut Form, offered: &Offered, now: DateTime<Utc>) -> Result<NewRecord> {
    let promises = turns::queries::promises(&app.db, seat.engagement.id).await?;
    let day = form.day("day");
    let record = NewRecord {
        setting: offered.read(form, day),
        changed: form.optional_text("changed", LONG_TEXT),
        outcome: form.text("outcome", LONG_TEXT),
        steps: offered.read_steps(form, &promises, now),
        kept: form.numbers("kept"),
    };
    if !form.has_errors() && record.check(now).is_err() {
        let field = if record.setting.from > now { "from" } else { "to" };
        form.wrong(field, "form-error-session-in-future");
    }
    Ok(record)
}

/// Gives the form back with fields for one more step.
fn with_one_more(mut form: Form) -> Form {
    let count = (count(&form) + 1).min(MOST_STEPS);
    form.set("count", count.to_string());
    form
}

/// An empty form for a session that nobody planned; it ended just now.
pub async fn new_log(seat: Seat<LogEvidence>, State(app): State<App>) -> Outcome {
    seat.still_open()?;
    let chrome = Chrome::seat(&app, &seat, Tab::Sessions);
    let offered = offered(&app, &seat, &chrome, None).await?;
    let now = app.clock.now();
    let mut form = Form::filled([("people", seat.person.id.to_string())]);
    // Not over midnight.
    let from = if offered.day_of(now - USUAL_LENGTH) == offered.day_of(now) { now - USUAL_LENGTH } else { now };
    offered.fill_times(&mut form, from, now);
    draw(chrome, &seat, form, offered, None, StatusCode::OK)
}

/// Records it.
pub async fn log(seat: Seat<LogEvidence>, State(app): State<App>, FormData(mut form): FormData) -> Outcome {
    let chrome = Chrome::seat(&app, &seat, Tab::Sessions);
    let offered = offered(&app, &seat, &chrome, None).await?;
    if form.ticked("more") {
        return draw(chrome, &seat, with_one_more(form), offered, None, StatusCode::OK);
    }
    let title = form.line("title", LONGEST_TITLE);
    let new = read(&app, &seat, &mut form, &offered, app.clock.now()).await?;
    if form.has_errors() {
        return draw(chrome, &seat, form, offered, None, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let number = acts::log(&app, &seat, title, new).await?;
    done(&Thing::Session(number).url(seat.engagement.id), "flash-session-recorded")
}

async fn session(app: &App, seat: &Seat<LogEvidence>, number: i32) -> Result<Session> {
    queries::session(&app.db, seat.engagement.id, number).await?.ok_or(Error::NotFound)
}

/// The form, begun with the plan, or with what was said in the round before.
pub async fn new_record(seat: Seat<LogEvidence>, State(app): State<App>, At((_, number)): At<(Uuid, i32)>) -> Outcome {
    seat.still_open()?;
    let now = app.clock.now();
    let session = session(&app, &seat, number).await?;
    session.check_record(seat.side(), session.next_round(), now)?;
    let chrome = Chrome::seat(&app, &seat, Tab::Sessions);
    let offered = offered(&app, &seat, &chrome, Some(&session)).await?;
    let mut form = Form::default();
    session.setting().iter().for_each(|setting| offered.fill(&mut form, setting));
    if let Some(last) = session.records.last() {
        form.set("changed", last.changed.clone());
        form.set("outcome", last.outcome.clone());
        session.open_steps().for_each(|step| form.add("kept", step.number.to_string()));
    } else if let Some(begun) = &session.begun
        && offered.day_of(begun.at) == offered.day_of(now)
    {
        // It ends now, and lasted a minute at least.
        offered.fill_times(&mut form, begun.at, now.max(begun.at + TimeDelta::minutes(1)));
    } else if let Some(plan) = &session.plan
        && (plan.from..plan.to).contains(&now)
    {
        // It ended before its time.
        offered.fill_times(&mut form, plan.from, now);
    }
    draw(chrome, &seat, form, offered, Some(session), StatusCode::OK)
}

pub async fn record(
    seat: Seat<LogEvidence>,
    State(app): State<App>,
    At((_, number)): At<(Uuid, i32)>,
    FormData(mut form): FormData,
) -> Outcome {
    let now = app.clock.now();
    let session = session(&app, &seat, number).await?;
    let chrome = Chrome::seat(&app, &seat, Tab::Sessions);
    let offered = offered(&app, &seat, &chrome, Some(&session)).await?;
    if form.ticked("more") {
        return draw(chrome, &seat, with_one_more(form), offered, Some(session), StatusCode::OK);
    }
    // Only our own form sends it; anything else records nothing that can be.
    let round = form.value("round").parse().map_err(|_| Error::NotFound)?;
    let new = read(&app, &seat, &mut form, &offered, now).await?;
    session.check_record(seat.side(), round, now)?;
    if form.has_errors() {
        return draw(chrome, &seat, form, offered, Some(session), StatusCode::UNPROCESSABLE_ENTITY);
    }
    acts::record(&app, &seat, number, round, new).await?;
    done(&Thing::Session(number).url(seat.engagement.id), "flash-session-recorded")
}
