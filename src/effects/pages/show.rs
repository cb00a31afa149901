//! One effect, whose it is, and the form of whoever may go on.

use askama::Template;
use axum::{extract::State, http::StatusCode};
use uuid::Uuid;

use crate::{
    access::{
        Ability, Side,
        needs::{AcknowledgeEffect, Read, ReportEffect},
    },
    app::App,
    effects::{
        acts,
        model::{Dismissal, Effect, State as Standing},
        queries,
    },
    error::Error,
    things::Thing,
    web::{At, Choice, Chrome, Form, FormData, Outcome, Reference, Seat, Tab, TurnLine, done, form::LONG_TEXT, page_with},
};

/// The forms of the page; at most one of them comes back to be looked at again.
#[derive(Default)]
struct Forms {
    /// Who owns it, or how it was settled.
    acting: Form,
    /// Who owns it from now on.
    handing_on: Form,
    /// Why it is none.
    dismissal: Form,
}

#[derive(Template)]
#[template(path = "effects/show.html")]
struct Show {
    chrome: Chrome,
    effect: Effect,
    turn: TurnLine,
    owners: Vec<Choice>,
    forms: Forms,
    may_acknowledge: bool,
    may_hand_on: bool,
    may_settle: bool,
    /// Where it is said to be none; empty when the reader may not.
    dismiss_url: String,
    touches: Option<Reference>,
    told_in: Option<Reference>,
    session: Option<Reference>,
    feedback_url: String,
    give_feedback_url: String,
    url: String,
}

impl Show {
    fn reference(&self) -> String {
        Thing::Effect(self.effect.number).to_string()
    }

    /// Accent of the side that said it is none.
    fn dismissed_side(&self, how: Dismissal) -> &'static str {
        match how {
            Dismissal::Withdrawn => self.effect.reported_side,
            Dismissal::Declined => Side::Client,
        }
        .as_str()
    }

    /// Key of what the story says of an end without an owner.
    fn dismissed_key(&self, how: Dismissal) -> &'static str {
        match how {
            Dismissal::Withdrawn => "effects-said-withdrawn",
            Dismissal::Declined => "effects-said-declined",
        }
    }
}

async fn draw<N>(app: &App, seat: &Seat<N>, number: i32, forms: Forms, status: StatusCode) -> Outcome {
    let engagement = seat.engagement.id;
    let effect = queries::effect(&app.db, engagement, number).await?.ok_or(Error::NotFound)?;
    let chrome = Chrome::seat(app, seat, Tab::Feedback);
    let thing = Thing::Effect(number);
    let turn = TurnLine::on(app, seat, &chrome, &thing, rest(&chrome, &effect)).await?;
    let may_acknowledge = seat.may(Ability::AcknowledgeEffect) && effect.check_answerable().is_ok();
    let may_hand_on = seat.may(Ability::AcknowledgeEffect) && effect.check_ownerless().is_ok();
    let owners = if may_acknowledge || may_hand_on { queries::owners(&app.db, engagement).await? } else { Vec::new() };
    let url = thing.url(engagement);
    let dismiss_url = if may_acknowledge {
        format!("{url}/refusal")
    } else if seat.may(Ability::ReportEffect) && effect.check_withdrawable(seat.side()).is_ok() {
        format!("{url}/withdrawal")
    } else {
        String::new()
    };
    let linked = |thing: Option<Thing>| thing.map(|thing| Reference::of(engagement, &thing));
    page_with(
        status,
        Show {
            owners: owners.into_iter().map(|(seat, _, name)| Choice::new(seat.to_string(), name)).collect(),
            may_settle: seat.may(Ability::ReportEffect) && effect.check_settleable(seat.side()).is_ok(),
            touches: linked(effect.touches.clone().map(Thing::Line)),
            told_in: linked(effect.feedback.map(Thing::Feedback)),
            session: linked(effect.session.map(Thing::Session)),
            feedback_url: thing.feedback_url(engagement),
            give_feedback_url: if seat.may(Ability::GiveFeedback) { thing.new_feedback_url(engagement) } else { String::new() },
            may_acknowledge,
            may_hand_on,
            dismiss_url,
            turn,
            effect,
            forms,
            url,
            chrome,
        },
    )
}

/// Why it is nobody's turn.
fn rest(chrome: &Chrome, effect: &Effect) -> String {
    let (key, said) = match &effect.state {
        Standing::Reported => return chrome.t("effects-rest-closed"),
        Standing::Acknowledged(said) if effect.owner_left => ("effects-rest-owner-left", said),
        Standing::Acknowledged(said) => ("effects-rest-acknowledged", said),
        Standing::Settled(_, said) => ("effects-rest-settled", said),
        Standing::Dismissed(Dismissal::Withdrawn, said) => ("effects-rest-withdrawn", said),
        Standing::Dismissed(Dismissal::Declined, said) => ("effects-rest-declined", said),
    };
    let rest = chrome.say(key).with("who", said.by.as_str()).with("day", chrome.moment_day(&said.at));
    match &effect.state {
        Standing::Acknowledged(_) => rest.with("owner", effect.owner().unwrap_or_default()),
        _ => rest,
    }
    .to_string()
}

pub async fn show(seat: Seat<Read>, State(app): State<App>, At((_, number)): At<(Uuid, i32)>) -> Outcome {
    draw(&app, &seat, number, Forms::default(), StatusCode::OK).await
}

async fn again<N>(app: &App, seat: &Seat<N>, number: i32, forms: Forms) -> Outcome {
    draw(app, seat, number, forms, StatusCode::UNPROCESSABLE_ENTITY).await
}

fn url<N>(seat: &Seat<N>, number: i32) -> String {
    Thing::Effect(number).url(seat.engagement.id)
}

/// Acknowledges it and names its owner.
pub async fn acknowledge(
    seat: Seat<AcknowledgeEffect>,
    State(app): State<App>,
    At((_, number)): At<(Uuid, i32)>,
    FormData(mut form): FormData,
) -> Outcome {
    let owner = form.choice("owner", 0);
    if form.has_errors() {
        return again(&app, &seat, number, Forms { acting: form, ..Forms::default() }).await;
    }
    acts::acknowledge(&app, &seat, number, owner).await?;
    done(&url(&seat, number), "flash-effect-acknowledged")
}

/// Names another owner.
pub async fn hand_on(
    seat: Seat<AcknowledgeEffect>,
    State(app): State<App>,
    At((_, number)): At<(Uuid, i32)>,
    FormData(mut form): FormData,
) -> Outcome {
    let owner = form.choice("owner", 0);
    if form.has_errors() {
        return again(&app, &seat, number, Forms { handing_on: form, ..Forms::default() }).await;
    }
    acts::hand_on(&app, &seat, number, owner).await?;
    done(&url(&seat, number), "flash-effect-handed-on")
}

/// Says that it is none.
pub async fn decline(
    seat: Seat<AcknowledgeEffect>,
    State(app): State<App>,
    At((_, number)): At<(Uuid, i32)>,
    FormData(mut form): FormData,
) -> Outcome {
    let why = form.text("why", LONG_TEXT);
    if form.has_errors() {
        return again(&app, &seat, number, Forms { dismissal: form, ..Forms::default() }).await;
    }
    acts::decline(&app, &seat, number, &why).await?;
    done(&url(&seat, number), "flash-effect-dismissed")
}

/// Takes it back.
pub async fn withdraw(
    seat: Seat<ReportEffect>,
    State(app): State<App>,
    At((_, number)): At<(Uuid, i32)>,
    FormData(mut form): FormData,
) -> Outcome {
    let why = form.text("why", LONG_TEXT);
    if form.has_errors() {
        return again(&app, &seat, number, Forms { dismissal: form, ..Forms::default() }).await;
    }
    acts::withdraw(&app, &seat, number, &why).await?;
    done(&url(&seat, number), "flash-effect-dismissed")
}

/// Says how it was settled.
pub async fn settle(
    seat: Seat<ReportEffect>,
    State(app): State<App>,
    At((_, number)): At<(Uuid, i32)>,
    FormData(mut form): FormData,
) -> Outcome {
    let how = form.text("how", LONG_TEXT);
    if form.has_errors() {
        return again(&app, &seat, number, Forms { acting: form, ..Forms::default() }).await;
    }
    acts::settle(&app, &seat, number, &how).await?;
    done(&url(&seat, number), "flash-effect-settled")
}
