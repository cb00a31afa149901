//! One session: the plan, what is recorded while it runs, how it was, and what the other side says to that.

use askama::Template;
use axum::{
    extract::State,
    http::{StatusCode, header},
    response::IntoResponse,
};
use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{due, when};
use crate::{
    access::{
        Ability, Side,
        needs::{LogEvidence, Read},
    },
    app::App,
    decisions, discovery, effects,
    error::Error,
    files::{self, AttachForm, FileLine, NotTaken},
    handover,
    things::{FilePlace, Thing},
    topics,
    web::{At, Chrome, FilesForm, Form, FormData, Outcome, Reference, Seat, Tab, TurnLine, done, form::LONG_TEXT, page_with},
    working_sessions::{
        self, acts,
        calendar::{self, Surroundings},
        model::{Answer, Dropped, Record, Session, Setting, Status, Step},
        queries::{self, Item},
    },
};

/// The forms of the page; at most one of them comes back to be looked at again.
#[derive(Default)]
struct Forms {
    /// What was otherwise.
    answer: Form,
    /// Why it does not take place.
    cancellation: Form,
    /// What was said to a step that is done, with its number.
    step: (i32, Form),
    /// Why a step is no longer agreed, with its number.
    dropping: (i32, Form),
    /// Files to be attached.
    attach: Form,
}

/// Something that can be recorded from a session: a target for the thumb.
struct Target {
    id: &'static str,
    text: String,
    url: String,
}

/// Something that was recorded in it.
struct Recorded {
    said: String,
    link: Reference,
    text: String,
}

/// A next step as the page shows it.
struct StepLine {
    step: Step,
    reference: String,
    state: String,
    tone: &'static str,
    /// Whose it is, until when; or who did it, when.
    note: String,
    /// Why it is no longer agreed, or what was said to its being done; may be empty.
    said: String,
    /// Where it is said to be done, and no longer agreed; empty when the reader may not, or need not.
    done_url: String,
    drop_url: String,
    form: Form,
    drop_form: Form,
}

#[derive(Template)]
#[template(path = "working_sessions/show.html")]
struct Show {
    chrome: Chrome,
    engagement: Uuid,
    session: Session,
    turn: TurnLine,
    targets: Vec<Target>,
    items: Vec<Recorded>,
    steps: Vec<StepLine>,
    files: Vec<FileLine>,
    /// Attaches files; none when the reader may not, or both sides have said that it was so.
    attach: Option<AttachForm>,
    forms: Forms,
    may_begin: bool,
    /// Where it is recorded and changed, and its calendar file; empty when that cannot be, or the reader may not.
    record_url: String,
    edit_url: String,
    calendar_url: String,
    may_cancel: bool,
    /// The round that the reader can answer; 0: none.
    answers: i32,
    /// Whether the answer can be a correction.
    may_correct: bool,
    /// Whether it goes on, or is about to: then what is recorded comes first.
    is_on: bool,
    feedback_url: String,
    give_feedback_url: String,
    url: String,
}

impl Show {
    fn reference(&self) -> String {
        Thing::Session(self.session.number).to_string()
    }

    fn when(&self, setting: &Setting) -> String {
        when(&self.chrome, setting)
    }

    fn topic_url(&self, number: i32) -> String {
        Thing::Topic(number).url(self.engagement)
    }

    /// The round that counts, or waits.
    fn latest(&self) -> Option<&Record> {
        self.session.records.last()
    }

    /// Those before it, the newest first.
    fn earlier(&self) -> impl Iterator<Item = &Record> {
        self.session.records.iter().rev().skip(1)
    }
}

async fn load(app: &App, engagement: Uuid, number: i32) -> Result<Session, Error> {
    queries::session(&app.db, engagement, number).await?.ok_or(Error::NotFound)
}

async fn draw<N>(app: &App, seat: &Seat<N>, number: i32, mut forms: Forms, status: StatusCode) -> Outcome {
    let (engagement, now, side) = (seat.engagement.id, app.clock.now(), seat.side());
    let session = load(app, engagement, number).await?;
    let items = queries::items(&app.db, engagement, number).await?;
    let thing = Thing::Session(number);
    let chrome = Chrome::thing(app, seat, Tab::Sessions, thing.clone());
    let turn = TurnLine::on(app, seat, &chrome, &thing, rest(&chrome, &session)).await?;
    let may = seat.may(Ability::LogEvidence);
    let link = |can: bool, url: String| if can { url } else { String::new() };
    let can_answer = |round: i32, answer| may && session.check_answer(side, round, answer).is_ok();
    let waits = session.latest_open().filter(|round| can_answer(*round, Answer::Confirmed));
    let is_planned = session.check_planned().is_ok();
    let attach = (may && session.check_files().is_ok()).then(|| {
        let form = std::mem::take(&mut forms.attach);
        AttachForm::new(&chrome, &app.settings.files.limits, "attach", working_sessions::files_url(engagement, number), form)
    });
    page_with(
        status,
        Show {
            targets: if may && session.has_come(now) && session.cancelled.is_none() {
                targets(&chrome, engagement, number)
            } else {
                Vec::new()
            },
            items: items.into_iter().filter_map(|item| recorded(&chrome, engagement, item)).collect(),
            steps: session.steps.iter().map(|step| step_line(&chrome, engagement, &session, step, side, may, now, &forms)).collect(),
            files: FileLine::all(&chrome, engagement, session.files.clone()),
            attach,
            may_begin: may && session.check_begin(now).is_ok(),
            record_url: link(
                may && session.check_record(side, session.next_round(), now).is_ok(),
                working_sessions::record_url(engagement, number),
            ),
            edit_url: link(may && is_planned, working_sessions::edit_url(engagement, number)),
            calendar_url: link(is_planned || session.cancelled.is_some(), working_sessions::calendar_url(engagement, number)),
            may_cancel: may && session.check_cancel().is_ok(),
            answers: waits.unwrap_or_default(),
            may_correct: waits.is_some_and(|round| can_answer(round, Answer::Corrected)),
            is_on: session.status().is_ahead() && session.has_come(now),
            feedback_url: thing.feedback_url(engagement),
            give_feedback_url: link(seat.may(Ability::GiveFeedback), thing.new_feedback_url(engagement)),
            url: thing.url(engagement),
            engagement,
            turn,
            forms,
            session,
            chrome,
        },
    )
}

/// Why it is nobody's turn.
fn rest(chrome: &Chrome, session: &Session) -> String {
    let said = |key, by: &working_sessions::model::By| {
        chrome.say(key).with("who", by.who.as_str()).with("day", chrome.moment_day(&by.at)).to_string()
    };
    let answered = session.records.last().and_then(|record| record.answered.as_ref());
    match (session.status(), &session.begun, &session.cancelled, answered) {
        (Status::Planned, ..) => said("sessions-rest-planned", &session.added),
        (Status::Running, Some(by), ..) => {
            chrome.say("sessions-rest-running").with("who", by.who.as_str()).with("when", chrome.moment(&by.at)).to_string()
        }
        (Status::Cancelled, _, Some(cancelled), _) => said("sessions-rest-cancelled", &cancelled.by),
        (Status::Confirmed, _, _, Some(answered)) => said("sessions-rest-confirmed", &answered.by),
        _ => chrome.t("sessions-rest-closed"),
    }
}

/// What can be recorded from it; each leads to the form of its room and back.
fn targets(chrome: &Chrome, engagement: Uuid, number: i32) -> Vec<Target> {
    let target = |id, key, url: String| Target { id, text: chrome.t(key), url: format!("{url}?session={number}") };
    vec![
        target("to-observation", "sessions-target-observation", handover::new_observation_url(engagement)),
        target("to-assist", "sessions-target-assist", topics::new_assist_url(engagement)),
        target("to-wish", "sessions-target-wish", discovery::new_url(engagement)),
        target("to-decision", "sessions-target-decision", decisions::new_url(engagement)),
        target("to-effect", "sessions-target-effect", effects::new_url(engagement)),
    ]
}

fn recorded(chrome: &Chrome, engagement: Uuid, item: Item) -> Option<Recorded> {
    let thing: Thing = item.thing.parse().ok()?;
    let key = match item.kind.as_str() {
        "observation" => "sessions-item-observation",
        "assist" => "sessions-item-assist",
        "wish" => "sessions-item-wish",
        "decision" => "sessions-item-decision",
        _ => "sessions-item-effect",
    };
    let said = chrome.say(key).with("who", item.who).to_string();
    let text = match thing {
        // No Markdown.
        Thing::Need(_) | Thing::Decision(_) => chrome.beginning(&item.text, 160),
        _ => chrome.excerpt(&item.text, 160),
    };
    Some(Recorded { said, link: Reference::of(engagement, &thing), text })
}

#[expect(clippy::too_many_arguments, reason = "who looks at what, and when")]
fn step_line(
    chrome: &Chrome,
    engagement: Uuid,
    session: &Session,
    step: &Step,
    side: Side,
    may: bool,
    now: DateTime<Utc>,
    forms: &Forms,
) -> StepLine {
    let thing = Thing::Step(session.number, step.number);
    let (state, tone) = match (&step.done, &step.dropped) {
        (Some(_), _) => ("sessions-step-done", "good"),
        (None, Some(_)) => ("sessions-step-dropped", "quiet"),
        (None, None) if step.is_overdue(now) => ("sessions-step-overdue", "bad"),
        (None, None) => ("sessions-step-open", "open"),
    };
    let owner = if step.seated { step.owner_name.as_str() } else { chrome.party(&step.side) };
    let note = match (&step.done, &step.dropped) {
        (Some(by), _) => chrome.say("sessions-step-done-by").with("who", by.who.as_str()).with("when", chrome.moment(&by.at)),
        (None, Some(Dropped::InRound(round))) => chrome.say("sessions-step-dropped-in").with("round", *round),
        (None, Some(Dropped::Said { by, .. })) => {
            chrome.say("sessions-step-dropped-by").with("who", by.who.as_str()).with("when", chrome.moment(&by.at))
        }
        (None, None) => chrome.say("sessions-step-due").with("owner", owner).with("due", due(chrome, step)),
    };
    let said = match &step.dropped {
        Some(Dropped::Said { why, .. }) => why.clone(),
        _ => step.note.clone(),
    };
    let to = |can: bool, what: &str| {
        if may && can { format!("{}/steps/{}/{what}", Thing::Session(session.number).url(engagement), step.number) } else { String::new() }
    };
    let form = |(of, form): &(i32, Form)| if *of == step.number { form.clone() } else { Form::default() };
    StepLine {
        reference: thing.to_string(),
        state: chrome.t(state),
        tone,
        note: note.to_string(),
        said,
        done_url: to(session.check_done(step.number, side).is_ok(), "completion"),
        drop_url: to(session.check_drop(step.number).is_ok(), "withdrawal"),
        form: form(&forms.step),
        drop_form: form(&forms.dropping),
        step: step.clone(),
    }
}

/// Shows it, with what the reader can do now.
pub async fn show(seat: Seat<Read>, State(app): State<App>, At((_, number)): At<(Uuid, i32)>) -> Outcome {
    draw(&app, &seat, number, Forms::default(), StatusCode::OK).await
}

/// Its calendar file.
pub async fn calendar(seat: Seat<Read>, State(app): State<App>, At((_, number)): At<(Uuid, i32)>) -> Outcome {
    let engagement = &seat.engagement;
    let session = load(&app, engagement.id, number).await?;
    let plan = session.plan.as_ref().ok_or(Error::NotFound)?;
    let thing = Thing::Session(number);
    let url = app.settings.absolute(&thing.url(engagement.id));
    let around = Surroundings { engagement: (engagement.id, &engagement.title), url: &url, now: app.clock.now() };
    let headers = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{thing}.ics\"")),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, calendar::file(&session, plan, around)).into_response())
}

fn url<N>(seat: &Seat<N>, number: i32) -> String {
    Thing::Session(number).url(seat.engagement.id)
}

/// Says that it begins.
pub async fn begin(seat: Seat<LogEvidence>, State(app): State<App>, At((_, number)): At<(Uuid, i32)>, FormData(_): FormData) -> Outcome {
    acts::begin(&app, &seat, number).await?;
    done(&url(&seat, number), "flash-session-begun")
}

/// Attaches files.
pub async fn attach(
    seat: Seat<LogEvidence>,
    State(app): State<App>,
    At((engagement, number)): At<(Uuid, i32)>,
    form: FilesForm,
) -> Outcome {
    seat.still_open()?;
    load(&app, engagement, number).await?.check_files()?;
    match files::receive(&app, &seat, form).await? {
        Ok(staged) => {
            acts::attach(&app, &seat, number, staged).await?;
            done(&FilePlace::Session(number).url(engagement), "flash-files-attached")
        }
        Err(NotTaken { status, form }) => draw(&app, &seat, number, Forms { attach: form, ..Forms::default() }, status).await,
    }
}

/// Says that it does not take place.
pub async fn cancel(
    seat: Seat<LogEvidence>,
    State(app): State<App>,
    At((_, number)): At<(Uuid, i32)>,
    FormData(mut form): FormData,
) -> Outcome {
    let why = form.text("reason", LONG_TEXT);
    if form.has_errors() {
        return draw(&app, &seat, number, Forms { cancellation: form, ..Forms::default() }, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    acts::cancel(&app, &seat, number, &why).await?;
    done(&url(&seat, number), "flash-session-cancelled")
}

/// Answers the record: one of two buttons.
pub async fn answer(
    seat: Seat<LogEvidence>,
    State(app): State<App>,
    At((_, number)): At<(Uuid, i32)>,
    FormData(mut form): FormData,
) -> Outcome {
    // Only our own buttons and fields send these; anything else names nothing that exists.
    let answer: Answer = form.value("answer").parse().map_err(|_| Error::NotFound)?;
    let round = form.value("round").parse().map_err(|_| Error::NotFound)?;
    let correction = form.optional_text("correction", LONG_TEXT);
    match answer {
        Answer::Corrected if correction.is_empty() && !form.has_errors() => form.wrong("correction", "form-error-session-correction"),
        // What was written is not to be lost by pressing the other button.
        Answer::Confirmed if !correction.is_empty() => form.wrong("correction", "form-error-session-confirms"),
        _ => {}
    }
    // What came in while the page was open is shown before it is confirmed.
    let seen_files = form.value("files").parse().unwrap_or_default();
    if answer == Answer::Confirmed && !form.has_errors() && load(&app, seat.engagement.id, number).await?.check_seen(seen_files).is_err() {
        form.wrong("files", "form-error-session-files-added");
    }
    if form.has_errors() {
        return draw(&app, &seat, number, Forms { answer: form, ..Forms::default() }, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    match answer {
        Answer::Confirmed => acts::confirm(&app, &seat, number, round, seen_files).await?,
        Answer::Corrected => acts::correct(&app, &seat, number, round, &correction).await?,
    }
    done(&url(&seat, number), if answer == Answer::Confirmed { "flash-session-confirmed" } else { "flash-session-corrected" })
}

/// Says why a step is no longer agreed.
pub async fn drop_step(
    seat: Seat<LogEvidence>,
    State(app): State<App>,
    At((_, number, step)): At<(Uuid, i32, i32)>,
    FormData(mut form): FormData,
) -> Outcome {
    let why = form.text("why", LONG_TEXT);
    if form.has_errors() {
        return draw(&app, &seat, number, Forms { dropping: (step, form), ..Forms::default() }, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    acts::drop_step(&app, &seat, number, step, &why).await?;
    done(&Thing::Step(number, step).url(seat.engagement.id), "flash-step-dropped")
}

/// Says that a step is done.
pub async fn complete(
    seat: Seat<LogEvidence>,
    State(app): State<App>,
    At((_, number, step)): At<(Uuid, i32, i32)>,
    FormData(mut form): FormData,
) -> Outcome {
    let note = form.optional_text("note", LONG_TEXT);
    if form.has_errors() {
        return draw(&app, &seat, number, Forms { step: (step, form), ..Forms::default() }, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    acts::complete(&app, &seat, number, step, &note).await?;
    done(&Thing::Step(number, step).url(seat.engagement.id), "flash-step-done")
}
