//! One wish: its words beside what was understood, the rounds before, and what came of it.

use askama::Template;
use axum::{extract::State, http::StatusCode};
use uuid::Uuid;

use crate::{
    access::{Ability, Side, needs},
    app::App,
    discovery::{
        acts,
        model::{Answer, LONGEST_LINE, Need, Round, Status, Understood},
        queries,
    },
    error::Error,
    things::Thing,
    web::{At, Chrome, Form, FormData, Outcome, Reference, Seat, Tab, TurnLine, done, form::LONG_TEXT, page_with},
};

/// What the reader can do now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Acting {
    /// Say what was understood.
    Restate,
    /// Answer the restatement.
    Answer,
    /// Nothing: it is somebody else's turn, or nobody's.
    Nothing,
}

/// Where it led, as a link.
struct TraceLink {
    url: String,
    reference: String,
    title: String,
}

#[derive(Template)]
#[template(path = "discovery/show.html")]
struct Show {
    chrome: Chrome,
    need: Need,
    /// In which session it was said.
    session: Option<Reference>,
    turn: TurnLine,
    acting: Acting,
    form: Form,
    /// The form in which the wish is set aside.
    rest_form: Form,
    traces: Vec<TraceLink>,
    may_set_aside: bool,
    may_resume: bool,
    /// Where feedback on it is listed, and given; the latter empty when the reader may not.
    feedback_url: String,
    give_feedback_url: String,
    url: String,
}

impl Show {
    fn reference(&self) -> String {
        Thing::Need(self.need.number).to_string()
    }

    /// The restatement that counts, or waits: the one beside the wish.
    fn latest(&self) -> Option<&Round> {
        self.need.rounds.last()
    }

    /// Those before it, the newest first.
    fn earlier(&self) -> impl Iterator<Item = &Round> {
        self.need.rounds.iter().rev().skip(1)
    }

    /// Number of the round that waits for an answer; 0: none does.
    fn open_round(&self) -> i32 {
        self.need.open_round().map_or(0, |round| round.number)
    }

    fn answers(&self) -> [Answer; 3] {
        Answer::ALL
    }

    /// "2 rounds, 9 days"; empty before it is confirmed.
    fn took(&self) -> String {
        let (Some(rounds), Some(days)) = (self.need.rounds_until_confirmed(), self.need.days_until_confirmed()) else {
            return String::new();
        };
        self.chrome.say("needs-took").with("rounds", rounds).with("days", days).to_string()
    }
}

async fn draw<N>(app: &App, seat: &Seat<N>, number: i32, form: Form, rest_form: Form, status: StatusCode) -> Outcome {
    let engagement = seat.engagement.id;
    let need = queries::need(&app.db, engagement, number).await?.ok_or(Error::NotFound)?;
    let traces = queries::traces(&app.db, engagement, number).await?;
    let thing = Thing::Need(number);
    let chrome = Chrome::thing(app, seat, Tab::Needs, thing.clone());
    let rest = match (&need.set_aside, need.status()) {
        (Some(aside), status) => {
            let key = if status == Status::Parked { "needs-rest-parked" } else { "needs-rest-withdrawn" };
            chrome.say(key).with("who", aside.by.clone()).with("day", chrome.moment_day(&aside.at)).to_string()
        }
        (None, _) => chrome.t("needs-rest-confirmed"),
    };
    let turn = TurnLine::on(app, seat, &chrome, &thing, rest).await?;
    let acting = match need.waits_on() {
        Some(Side::Provider) if seat.may(Ability::RestateNeed) => Acting::Restate,
        Some(Side::Client) if seat.may(Ability::ConfirmNeed) => Acting::Answer,
        _ => Acting::Nothing,
    };
    let form = if acting == Acting::Restate && !form.has_errors() { begun(&need) } else { form };
    page_with(
        status,
        Show {
            traces: traces
                .into_iter()
                .filter_map(|trace| {
                    let thing: Thing = trace.thing.parse().ok()?;
                    Some(TraceLink { url: thing.url(engagement), reference: trace.thing, title: trace.title })
                })
                .collect(),
            may_set_aside: seat.may(Ability::ConfirmNeed) && need.check_set_aside().is_ok(),
            may_resume: seat.may(Ability::ConfirmNeed) && need.check_resumable().is_ok(),
            feedback_url: thing.feedback_url(engagement),
            give_feedback_url: if seat.may(Ability::GiveFeedback) { thing.new_feedback_url(engagement) } else { String::new() },
            url: thing.url(engagement),
            session: need.session.map(|number| Reference::of(engagement, &Thing::Session(number))),
            turn,
            acting,
            form,
            rest_form,
            need,
            chrome,
        },
    )
}

/// A further round begins with what was said in the one before.
fn begun(need: &Need) -> Form {
    need.rounds.last().map_or_else(Form::default, |round| {
        let Understood { understanding, why, measure, baseline, target } = round.understood.clone();
        Form::filled([("understanding", understanding), ("why", why), ("measure", measure), ("baseline", baseline), ("target", target)])
    })
}

/// Shows it, with the form of whoever may move it.
pub async fn show(seat: Seat<needs::Read>, State(app): State<App>, At((_, number)): At<(Uuid, i32)>) -> Outcome {
    draw(&app, &seat, number, Form::default(), Form::default(), StatusCode::OK).await
}

/// Says what was understood.
pub async fn restate(
    seat: Seat<needs::RestateNeed>,
    State(app): State<App>,
    At((_, number)): At<(Uuid, i32)>,
    FormData(mut form): FormData,
) -> Outcome {
    let understood = Understood {
        understanding: form.text("understanding", LONG_TEXT),
        why: form.optional_text("why", LONG_TEXT),
        measure: form.line("measure", LONGEST_LINE),
        baseline: form.optional_line("baseline", LONGEST_LINE),
        target: form.optional_line("target", LONGEST_LINE),
    };
    if form.has_errors() {
        return draw(&app, &seat, number, form, Form::default(), StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    acts::restate(&app, &seat, number, &understood).await?;
    done(&Thing::Need(number).url(seat.engagement.id), "flash-need-restated")
}

/// Answers the restatement: one of three buttons.
pub async fn answer(
    seat: Seat<needs::ConfirmNeed>,
    State(app): State<App>,
    At((_, number)): At<(Uuid, i32)>,
    FormData(mut form): FormData,
) -> Outcome {
    // Only our own buttons and fields send these; anything else names nothing that exists.
    let answer: Answer = form.value("answer").parse().map_err(|_| Error::NotFound)?;
    let round = form.value("round").parse().map_err(|_| Error::NotFound)?;
    let correction = form.optional_text("correction", LONG_TEXT);
    if answer != Answer::Yes && correction.is_empty() && !form.has_errors() {
        form.wrong("correction", "form-error-need-correction");
    }
    if form.has_errors() {
        return draw(&app, &seat, number, form, Form::default(), StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    acts::answer(&app, &seat, number, round, answer, &correction).await?;
    let flash = if answer == Answer::Yes { "flash-need-confirmed" } else { "flash-need-answered" };
    done(&Thing::Need(number).url(seat.engagement.id), flash)
}

/// Parks it, or withdraws it.
pub async fn set_aside(
    seat: Seat<needs::ConfirmNeed>,
    State(app): State<App>,
    At((_, number)): At<(Uuid, i32)>,
    FormData(mut form): FormData,
) -> Outcome {
    let how = form.value("how").parse().map_err(|_| Error::NotFound)?;
    let why = form.text("reason", LONG_TEXT);
    if form.has_errors() {
        return draw(&app, &seat, number, Form::default(), form, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    acts::set_aside(&app, &seat, number, how, &why).await?;
    done(&Thing::Need(number).url(seat.engagement.id), "flash-need-set-aside")
}

/// Takes it up again.
pub async fn resume(
    seat: Seat<needs::ConfirmNeed>,
    State(app): State<App>,
    At((_, number)): At<(Uuid, i32)>,
    FormData(_): FormData,
) -> Outcome {
    acts::resume(&app, &seat, number).await?;
    done(&Thing::Need(number).url(seat.engagement.id), "flash-need-resumed")
}
