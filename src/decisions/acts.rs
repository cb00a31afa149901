//! What people do with decisions.

use super::{
    model::{Act, Decision, NewDecision, Pick},
    queries,
};
use crate::{
    access::{Needs, needs},
    app::App,
    change::Change,
    error::{Error, Refusal},
    events::decisions::DecisionEvent,
    occasion,
    web::{Result, Seat},
};

/// Asks for a decision. Returns its number.
///
/// # Errors
/// `NotFound` for a session that does not exist; `Refused` when the person asked cannot decide it, or the session was cancelled.
pub async fn propose(app: &App, seat: &Seat<needs::ProposeDecision>, new: NewDecision) -> Result<i32> {
    let mut change = seat.change(app).await?;
    let (engagement, now) = (change.engagement(), change.now());
    occasion::check(&mut change, new.session).await?;
    if let Some(person) = new.asked_of
        && !queries::can_decide(&mut *change, engagement, new.kind, person).await?
    {
        return Err(Refusal::new("refused-decision-asks-nobody").into());
    }
    let number = queries::insert(&mut change, engagement, &new, seat.person.id, seat.side(), now).await?;
    let event = DecisionEvent::Proposed {
        number,
        decision_kind: new.kind.as_str().to_owned(),
        question: new.question,
        to: new.asked_of,
        due_on: new.due_on,
    };
    change.commit(event).await?;
    Ok(number)
}

/// Advises an option of a What. The latest advice counts; all stay.
///
/// # Errors
/// `NotFound` for an unknown question or option, `Refused` when it is a How, or no longer open.
pub async fn advise(app: &App, seat: &Seat<needs::DecideHow>, number: i32, pick: &Pick) -> Result<()> {
    state(app, seat, number, Act::Advised, pick, None).await
}

/// Decides a What, having seen `seen` statements on it.
///
/// # Errors
/// `NotFound` for an unknown question or option, `Refused` when it is a How, when it is no longer open, and when more advice
/// came in meanwhile.
pub async fn decide(app: &App, seat: &Seat<needs::DecideWhat>, number: i32, pick: &Pick, seen: usize) -> Result<()> {
    state(app, seat, number, Act::Decided, pick, Some(seen)).await
}

/// Answers a How.
///
/// # Errors
/// `NotFound` for an unknown question or option, `Refused` when it is a What, or no longer open.
pub async fn answer(app: &App, seat: &Seat<needs::DecideHow>, number: i32, pick: &Pick) -> Result<()> {
    state(app, seat, number, Act::Decided, pick, None).await
}

/// Decides a How against the expert's answer, which stays on record.
///
/// # Errors
/// `NotFound` for an unknown question or option, `Refused` when the expert has not answered or was overruled before, and when
/// it names the option that was answered.
pub async fn overrule(app: &App, seat: &Seat<needs::DecideWhat>, number: i32, pick: &Pick) -> Result<()> {
    state(app, seat, number, Act::Overruled, pick, None).await
}

/// Takes back a question that is still open.
///
/// # Errors
/// `NotFound` for an unknown question, `Refused` when the other side asked it or it is no longer open.
pub async fn withdraw(app: &App, seat: &Seat<needs::ProposeDecision>, number: i32, why: &str) -> Result<()> {
    let mut change = seat.change(app).await?;
    let (engagement, now) = (change.engagement(), change.now());
    let decision = lock(&mut change, number).await?;
    decision.check_withdrawable(seat.side())?;
    queries::set_withdrawn(&mut change, engagement, number, why, seat.person.id, now).await?;
    change.commit(DecisionEvent::Withdrawn { number, question: decision.question }).await
}

async fn state<N: Needs>(app: &App, seat: &Seat<N>, number: i32, act: Act, pick: &Pick, seen: Option<usize>) -> Result<()> {
    let mut change = seat.change(app).await?;
    let (engagement, now) = (change.engagement(), change.now());
    let decision = lock(&mut change, number).await?;
    decision.check(act, seat.side(), pick.option)?;
    let option = decision.option(pick.option).ok_or(Error::NotFound)?.to_owned();
    if let Some(seen) = seen {
        decision.check_seen(seen)?;
    }
    queries::insert_statement(&mut change, engagement, number, act, pick, seat.person.id, seat.side(), now).await?;
    let question = decision.question;
    change
        .commit(match act {
            Act::Advised => DecisionEvent::Advised { number, question, option },
            Act::Decided => DecisionEvent::Made { number, question, option, overruled: false },
            Act::Overruled => DecisionEvent::Made { number, question, option, overruled: true },
        })
        .await
}

async fn lock(change: &mut Change, number: i32) -> Result<Decision> {
    let engagement = change.engagement();
    queries::decision(&mut **change, engagement, number).await?.ok_or(Error::NotFound)
}
