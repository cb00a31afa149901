//! One decision: the question, its options, the record, and the form of whoever may go on.

use askama::Template;
use axum::{extract::State, http::StatusCode};
use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    access::{Ability, needs},
    app::App,
    decisions::{
        acts,
        model::{Act, Decision, Pick, Statement},
        queries,
    },
    error::Error,
    things::Thing,
    web::{At, Choice, Chrome, Form, FormData, Outcome, Reference, Result, Seat, Tab, TurnLine, done, form::LONG_TEXT, page_with},
};

/// What the reader can state now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Acting {
    Decide,
    Answer,
    /// Advise on a What.
    Advise,
    /// Decide a How against its answer.
    Overrule,
    Nothing,
}

impl Acting {
    /// What a seat allows at this point.
    fn of<N>(seat: &Seat<N>, decision: &Decision) -> Acting {
        let (client, expert) = (seat.may(Ability::DecideWhat), seat.may(Ability::DecideHow));
        match decision.open_to(seat.side()) {
            Some(Act::Decided) if client => Acting::Decide,
            Some(Act::Decided) if expert => Acting::Answer,
            Some(Act::Advised) if expert => Acting::Advise,
            Some(Act::Overruled) if client => Acting::Overrule,
            _ => Acting::Nothing,
        }
    }
}

/// The forms of the page; at most one of them comes back to be looked at again.
#[derive(Default)]
struct Forms {
    /// An option and why.
    pick: Form,
    /// Why the question is taken back.
    withdrawal: Form,
    /// What happened while the form was filled in.
    notice: Option<String>,
}

/// An option as the page shows it.
struct Shown<'a> {
    place: i32,
    text: &'a str,
    marks: Vec<Mark>,
}

/// What was said of an option, as a tag.
struct Mark {
    word: String,
    tone: &'static str,
}

#[derive(Template)]
#[template(path = "decisions/show.html")]
struct Show {
    chrome: Chrome,
    decision: Decision,
    /// In which session it was asked.
    session: Option<Reference>,
    turn: TurnLine,
    acting: Acting,
    choices: Vec<Choice>,
    forms: Forms,
    may_withdraw: bool,
    /// Where feedback on it is listed, and given; the latter empty when the reader may not.
    feedback_url: String,
    give_feedback_url: String,
    url: String,
}

impl Show {
    fn reference(&self) -> String {
        Thing::Decision(self.decision.number).to_string()
    }

    fn whose(&self) -> String {
        super::whose(&self.chrome, &self.decision)
    }

    fn followed(&self) -> String {
        super::followed(&self.chrome, &self.decision)
    }

    fn option(&self, statement: &Statement) -> &str {
        self.decision.option(statement.option).unwrap_or_default()
    }

    /// The options with what was said of each.
    fn options(&self) -> Vec<Shown<'_>> {
        let advice = self.decision.advice().filter(|advice| self.decision.decided() != Some(advice));
        let said = [(self.decision.decided(), "decisions-mark-decided", "good"), (advice, "decisions-mark-advised", "quiet")];
        let marks = |place| {
            let of = |statement: &Statement, key| self.chrome.say(key).with("who", statement.by.as_str()).to_string();
            let here = said.iter().filter_map(|(statement, key, tone)| {
                statement.filter(|statement| statement.option == place).map(|statement| Mark { word: of(statement, *key), tone })
            });
            here.collect()
        };
        (1..).zip(&self.decision.options).map(|(place, text)| Shown { place, text, marks: marks(place) }).collect()
    }

    /// "advised: €500".
    fn said(&self, statement: &Statement) -> String {
        self.chrome.say(statement.act.said_key()).with("option", self.option(statement)).to_string()
    }

    /// Id of a statement on the page.
    fn id(&self, statement: &Statement) -> String {
        format!("statement-{}", statement.number)
    }

    /// The statements that whoever decides has been shown.
    fn seen(&self) -> usize {
        self.decision.statements.len()
    }
}

async fn draw<N>(app: &App, seat: &Seat<N>, decision: Decision, forms: Forms, status: StatusCode) -> Outcome {
    let engagement = seat.engagement.id;
    let thing = Thing::Decision(decision.number);
    let chrome = Chrome::thing(app, seat, Tab::Decisions, thing.clone());
    let rest = match (&decision.withdrawn, decision.decided()) {
        (Some(withdrawal), _) => rest(&chrome, "decisions-rest-withdrawn", &withdrawal.by, &withdrawal.at),
        (None, Some(statement)) => rest(&chrome, "decisions-rest-decided", &statement.by, &statement.at),
        (None, None) => chrome.t("decisions-rest-closed"),
    };
    let acting = Acting::of(seat, &decision);
    page_with(
        status,
        Show {
            turn: TurnLine::on(app, seat, &chrome, &thing, rest).await?,
            choices: choices(&chrome, &decision, acting),
            may_withdraw: seat.may(Ability::ProposeDecision) && decision.check_withdrawable(seat.side()).is_ok(),
            feedback_url: thing.feedback_url(engagement),
            give_feedback_url: if seat.may(Ability::GiveFeedback) { thing.new_feedback_url(engagement) } else { String::new() },
            url: thing.url(engagement),
            session: decision.session.map(|number| Reference::of(engagement, &Thing::Session(number))),
            acting,
            forms,
            decision,
            chrome,
        },
    )
}

fn rest(chrome: &Chrome, key: &'static str, who: &str, at: &DateTime<Utc>) -> String {
    chrome.say(key).with("who", who).with("day", chrome.moment_day(at)).to_string()
}

/// The options that can be chosen, with who advised them.
fn choices(chrome: &Chrome, decision: &Decision, acting: Acting) -> Vec<Choice> {
    let advice = decision.advice();
    (1..)
        .zip(&decision.options)
        // Who overrules chooses another one.
        .filter(|(place, _)| acting != Acting::Overrule || advice.is_none_or(|answer| answer.option != *place))
        .map(|(place, text)| {
            let choice = Choice::new(place.to_string(), text);
            match advice {
                Some(advice) if advice.option == place => {
                    choice.hint(chrome.say("decisions-mark-advised").with("who", advice.by.as_str()).to_string())
                }
                _ => choice,
            }
        })
        .collect()
}

async fn load(app: &App, engagement: Uuid, number: i32) -> Result<Decision> {
    queries::decision(&app.db, engagement, number).await?.ok_or(Error::NotFound)
}

/// Shows it, with the form of whoever may go on.
pub async fn show(seat: Seat<needs::Read>, State(app): State<App>, At((_, number)): At<(Uuid, i32)>) -> Outcome {
    let decision = load(&app, seat.engagement.id, number).await?;
    draw(&app, &seat, decision, Forms::default(), StatusCode::OK).await
}

/// Reads what is to be stated. What comes too late is refused, whatever is missing in it.
async fn read<N>(app: &App, seat: &Seat<N>, number: i32, act: Act, form: &mut Form) -> Result<(Decision, Pick)> {
    let decision = load(app, seat.engagement.id, number).await?;
    let pick = Pick { option: form.choice("option", 0), why: form.text("why", LONG_TEXT) };
    decision.check_open(act, seat.side())?;
    if form.error("option").is_none() {
        if decision.option(pick.option).is_none() {
            form.wrong("option", "form-error-choice");
        } else if decision.check(act, seat.side(), pick.option).is_err() {
            form.wrong("option", "form-error-decision-same-option");
        }
    }
    Ok((decision, pick))
}

async fn again<N>(app: &App, seat: &Seat<N>, decision: Decision, pick: Form) -> Outcome {
    draw(app, seat, decision, Forms { pick, ..Forms::default() }, StatusCode::UNPROCESSABLE_ENTITY).await
}

fn url<N>(seat: &Seat<N>, number: i32) -> String {
    Thing::Decision(number).url(seat.engagement.id)
}

/// Advises on a What.
pub async fn advise(
    seat: Seat<needs::DecideHow>,
    State(app): State<App>,
    At((_, number)): At<(Uuid, i32)>,
    FormData(mut form): FormData,
) -> Outcome {
    let (decision, pick) = read(&app, &seat, number, Act::Advised, &mut form).await?;
    if form.has_errors() {
        return again(&app, &seat, decision, form).await;
    }
    acts::advise(&app, &seat, number, &pick).await?;
    done(&url(&seat, number), "flash-decision-advised")
}

/// Decides a What. When more advice came in meanwhile, it is shown first, and nothing is lost.
pub async fn decide(
    seat: Seat<needs::DecideWhat>,
    State(app): State<App>,
    At((_, number)): At<(Uuid, i32)>,
    FormData(mut form): FormData,
) -> Outcome {
    let (decision, pick) = read(&app, &seat, number, Act::Decided, &mut form).await?;
    // Only our own form sends it; anything else has seen nothing that exists.
    let seen = form.value("seen").parse().map_err(|_| Error::NotFound)?;
    if form.has_errors() {
        return again(&app, &seat, decision, form).await;
    }
    match acts::decide(&app, &seat, number, &pick, seen).await {
        Err(Error::Refused(refusal)) if refusal.key() == "refused-decision-newer-advice" => {
            let decision = load(&app, seat.engagement.id, number).await?;
            let forms = Forms { pick: form, notice: Some(refusal.say(seat.language()).to_string()), ..Forms::default() };
            draw(&app, &seat, decision, forms, StatusCode::CONFLICT).await
        }
        outcome => {
            outcome?;
            done(&url(&seat, number), "flash-decision-made")
        }
    }
}

pub async fn answer(
    seat: Seat<needs::DecideHow>,
    State(app): State<App>,
    At((_, number)): At<(Uuid, i32)>,
    FormData(mut form): FormData,
) -> Outcome {
    let (decision, pick) = read(&app, &seat, number, Act::Decided, &mut form).await?;
    if form.has_errors() {
        return again(&app, &seat, decision, form).await;
    }
    acts::answer(&app, &seat, number, &pick).await?;
    done(&url(&seat, number), "flash-decision-made")
}

/// Decides a How against the expert's answer.
pub async fn overrule(
    seat: Seat<needs::DecideWhat>,
    State(app): State<App>,
    At((_, number)): At<(Uuid, i32)>,
    FormData(mut form): FormData,
) -> Outcome {
    let (decision, pick) = read(&app, &seat, number, Act::Overruled, &mut form).await?;
    if form.has_errors() {
        return again(&app, &seat, decision, form).await;
    }
    acts::overrule(&app, &seat, number, &pick).await?;
    done(&url(&seat, number), "flash-decision-overruled")
}

/// Takes the question back.
pub async fn withdraw(
    seat: Seat<needs::ProposeDecision>,
    State(app): State<App>,
    At((_, number)): At<(Uuid, i32)>,
    FormData(mut form): FormData,
) -> Outcome {
    let decision = load(&app, seat.engagement.id, number).await?;
    let why = form.text("reason", LONG_TEXT);
    decision.check_withdrawable(seat.side())?;
    if form.has_errors() {
        let forms = Forms { withdrawal: form, ..Forms::default() };
        return draw(&app, &seat, decision, forms, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    acts::withdraw(&app, &seat, number, &why).await?;
    done(&url(&seat, number), "flash-decision-withdrawn")
}
