//! Waivers: asking for one, reading it, answering it, taking it back.

use askama::Template;
use axum::{extract::State, http::StatusCode};
use chrono::NaiveDate;
use uuid::Uuid;

use crate::{
    access::{Ability, needs},
    app::App,
    error::{Error, Refusal},
    handover,
    milestones::{
        self,
        acts::waivers as acts,
        queries::waivers::{self, Said, Shown},
        waiver::{Answer, LONGEST_REASON, NewWaiver, State as Standing},
    },
    readiness::{
        self,
        facts::Facts,
        gates::{Gate, GateState},
        light::Readiness,
    },
    things::Thing,
    turns::Ask,
    web::{Asked, At, Choice, Chrome, Form, FormData, Outcome, Reference, Result, Seat, Tab, TurnLine, done, page, page_with},
};

#[derive(Template)]
#[template(path = "milestones/waiver_form.html")]
struct New {
    chrome: Chrome,
    form: Form,
    milestone: Reference,
    milestone_title: String,
    /// The gates that block and of which no waiver is open.
    gates: Vec<Choice>,
    /// Who has to agree.
    other_party: String,
    /// The last day that can be asked for.
    latest: NaiveDate,
    action: String,
}

/// The form, as long as there is something to be waived.
fn new_page(app: &App, seat: &Seat<needs::WaiveGate>, facts: &Facts, number: i32, form: Form) -> Result<New> {
    let milestone = facts.milestone(number).ok_or(Error::NotFound)?;
    milestone.check_change()?;
    seat.still_open()?;
    let engagement = facts.engagement;
    let now = app.clock.now();
    let chrome = Chrome::seat(app, seat, Tab::Handover);
    let readiness = Readiness::of(facts, milestone, now);
    let can_be_asked = |gate: &&Gate| gate.state == GateState::Blocked && gate.waiver.is_none();
    let gates: Vec<Choice> =
        readiness.gates.iter().filter(can_be_asked).map(|gate| Choice::new(gate.id(), gate.reason.say(chrome.language))).collect();
    if gates.is_empty() {
        return Err(Refusal::new("refused-waiver-not-blocked").into());
    }
    Ok(New {
        milestone: Reference::of(engagement, &milestone.thing()),
        milestone_title: milestone.title.clone(),
        gates,
        other_party: chrome.party(&seat.side().other()).to_owned(),
        latest: NewWaiver::latest(facts.day(now)),
        action: handover::new_waiver_url(engagement, number),
        form,
        chrome,
    })
}

/// The form that asks for a waiver; `?gate=` chooses the gate.
pub async fn new(seat: Seat<needs::WaiveGate>, State(app): State<App>, At((_, number)): At<(Uuid, i32)>, Asked(asked): Asked) -> Result {
    let facts = readiness::facts_of_one(&app.db, seat.engagement.id).await?;
    let form = Form::filled([("gate", asked.value("gate").to_owned())]);
    page(new_page(&app, &seat, &facts, number, form)?)
}

/// Asks for a waiver.
pub async fn ask(
    seat: Seat<needs::WaiveGate>,
    State(app): State<App>,
    At((_, number)): At<(Uuid, i32)>,
    FormData(mut form): FormData,
) -> Outcome {
    let facts = readiness::facts_of_one(&app.db, seat.engagement.id).await?;
    let today = facts.day(app.clock.now());
    let new = NewWaiver { gate: form.value("gate").to_owned(), reason: form.text("reason", LONGEST_REASON), until: form.day("until") };
    let mut view = new_page(&app, &seat, &facts, number, form)?;
    if view.gates.iter().all(|gate| gate.value != new.gate) {
        view.form.wrong("gate", "form-error-choice");
    }
    if view.form.error("until").is_none() && !(today..=view.latest).contains(&new.until) {
        view.form.wrong("until", "form-error-waiver-day");
    }
    if view.form.has_errors() {
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, view);
    }
    let waiver = acts::ask(&app, &seat, number, &new).await?;
    done(&Thing::Waiver(waiver).url(seat.engagement.id), "flash-handover-waiver-asked")
}

#[derive(Template)]
#[template(path = "milestones/waiver.html")]
struct Show {
    chrome: Chrome,
    form: Form,
    reference: Reference,
    state: String,
    tone: &'static str,
    turn: Option<TurnLine>,
    milestone: Reference,
    milestone_title: String,
    about: Reference,
    /// Why the gate blocked when it was asked for, and how it stands now; empty when the milestone is signed.
    stood: String,
    stands: String,
    waiver: Shown,
    answered: Option<Said>,
    ended: Option<Said>,
    answer_url: String,
    end_url: String,
    /// Whether the reader can answer it now, or take it back.
    may_answer: bool,
    may_end: bool,
}

/// A waiver.
pub async fn show(seat: Seat<needs::Read>, State(app): State<App>, At((_, number)): At<(Uuid, i32)>) -> Outcome {
    draw(&app, &seat, number, Form::default(), StatusCode::OK).await
}

async fn draw<N>(app: &App, seat: &Seat<N>, number: i32, form: Form, status: StatusCode) -> Outcome {
    let engagement = seat.engagement.id;
    let waiver = waivers::shown(&app.db, engagement, number).await?.ok_or(Error::NotFound)?;
    let facts = readiness::facts_of_one(&app.db, engagement).await?;
    let milestone = facts.milestone(waiver.milestone).ok_or(Error::NotFound)?;
    let now = app.clock.now();
    let today = facts.day(now);
    let chrome = Chrome::seat(app, seat, Tab::Handover);
    let thing = Thing::Waiver(number);
    let about: Thing = waiver.about.parse().map_err(|_| Error::NotFound)?;
    let is_open = milestone.signed_at.is_none();
    let may = is_open && seat.may(Ability::WaiveGate);
    let is_past = today > waiver.until;
    let (word, tone) = waiver.state.word(!is_past);
    let readiness = Readiness::of(&facts, milestone, now);
    let gate = readiness.gates.iter().find(|gate| gate.about == about && gate.kind.as_str() == waiver.gate).filter(|_| is_open);
    page_with(
        status,
        Show {
            reference: Reference::of(engagement, &thing),
            state: chrome.t(word),
            tone,
            turn: facts
                .turn(&thing)
                .map(|turn| TurnLine::of(&chrome, &facts.promises, now, turn.side, None, Ask::AnswerWaiver, turn.due_at)),
            milestone: Reference::of(engagement, &milestone.thing()),
            milestone_title: milestone.title.clone(),
            about: Reference::of(engagement, &about),
            stood: waiver.gate_reason.say(chrome.language).to_owned(),
            stands: gate.map(|gate| gate.reason.say(chrome.language)).unwrap_or_default(),
            answer_url: milestones::waiver_answer_url(engagement, number),
            end_url: milestones::waiver_end_url(engagement, number),
            may_answer: may && waiver.state.answer(waiver.asked.side, seat.side()).is_ok(),
            may_end: may && !(is_past && waiver.state == Standing::Agreed) && waiver.state.end(waiver.asked.side, seat.side()).is_ok(),
            answered: waiver.answered.clone(),
            ended: waiver.ended.clone(),
            waiver,
            form,
            chrome,
        },
    )
}

/// Agrees, or declines and says why.
pub async fn answer(
    seat: Seat<needs::WaiveGate>,
    State(app): State<App>,
    At((_, number)): At<(Uuid, i32)>,
    FormData(mut form): FormData,
) -> Outcome {
    // Only our own buttons send this; anything else says nothing.
    let answer: Answer = form.value("answer").parse().map_err(|_| Error::NotFound)?;
    let text = match answer {
        Answer::Agree => form.optional_text("text", LONGEST_REASON),
        Answer::Decline => form.text("text", LONGEST_REASON),
    };
    if form.has_errors() {
        return draw(&app, &seat, number, form, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    acts::answer(&app, &seat, number, answer, &text).await?;
    let said = if answer == Answer::Agree { "flash-handover-waiver-agreed" } else { "flash-handover-waiver-declined" };
    done(&Thing::Waiver(number).url(seat.engagement.id), said)
}

/// Takes a waiver back.
pub async fn end(seat: Seat<needs::WaiveGate>, State(app): State<App>, At((_, number)): At<(Uuid, i32)>, FormData(_): FormData) -> Outcome {
    acts::end(&app, &seat, number).await?;
    done(&Thing::Waiver(number).url(seat.engagement.id), "flash-handover-waiver-ended")
}
