//! Letting a gate pass for a while: asked for by one side, agreed to by the other.

use crate::{
    access::{Actor, needs},
    app::App,
    base::markdown,
    change::{Change, WhenClosed},
    error::{Error, Refusal},
    events::milestones::MilestoneEvent,
    milestones::{
        queries::waivers::{self, Lapsed, Shown, Unanswered},
        waiver::{Answer, NewWaiver, State},
    },
    readiness::light::Readiness,
    web::{Result, Seat},
};

/// How much of a reason its event quotes, in characters.
const EXCERPT: usize = 80;

/// Asks the other side to let a blocked gate of a milestone pass; returns the waiver's number.
///
/// # Errors
/// `NotFound`; `Refused` when the milestone is signed, the gate does not block or a waiver of it is open, and for a day that
/// is past or too far.
pub async fn ask(app: &App, seat: &Seat<needs::WaiveGate>, milestone: i32, new: &NewWaiver) -> Result<i32> {
    let mut change = seat.change(app).await?;
    let facts = super::facts(&mut change).await?;
    let subject = facts.milestone(milestone).ok_or(Error::NotFound)?;
    subject.check_change()?;
    let readiness = Readiness::of(&facts, subject, change.now());
    let gate = new.check(&readiness.gates, facts.day(change.now()))?;
    let reason = markdown::excerpt(&new.reason, EXCERPT);
    let number = waivers::insert(&mut change, seat.person.id, seat.side(), milestone, gate, new, &reason).await?;
    let event = MilestoneEvent::WaiverAsked {
        number,
        milestone,
        gate: gate.kind.as_str().to_owned(),
        about: gate.about.to_string(),
        until: new.until,
        reason,
    };
    change.commit(event).await?;
    Ok(number)
}

/// Agrees to a waiver that the other side asked for, or declines and says why.
///
/// # Errors
/// `NotFound`; `Refused` when it was answered or taken back, the own side asked, its last day is past, or the milestone was
/// signed meanwhile.
pub async fn answer(app: &App, seat: &Seat<needs::WaiveGate>, number: i32, answer: Answer, text: &str) -> Result<()> {
    let mut change = seat.change(app).await?;
    let waiver = load(&mut change, number).await?;
    waiver.state.answer(waiver.asked.side, seat.side())?;
    let agreed = answer == Answer::Agree;
    let facts = super::facts(&mut change).await?;
    if agreed {
        facts.milestone(waiver.milestone).ok_or(Error::NotFound)?.check_change()?;
        if waiver.until < facts.day(change.now()) {
            return Err(Refusal::new("refused-waiver-day").into());
        }
    } else if text.is_empty() {
        return Err(Refusal::new("refused-waiver-why").into());
    }
    waivers::set_answer(&mut change, seat.person.id, number, agreed, text).await?;
    let Shown { milestone, gate, about, until, .. } = waiver;
    change.commit(MilestoneEvent::WaiverAnswered { number, milestone, gate, about, agreed, until }).await
}

/// Takes a waiver back: before there is an answer, or while it holds.
///
/// # Errors
/// `NotFound`; `Refused` when there is nothing to take back, or what it was for is signed.
pub async fn end(app: &App, seat: &Seat<needs::WaiveGate>, number: i32) -> Result<()> {
    let mut change = seat.change(app).await?;
    let waiver = load(&mut change, number).await?;
    let state = waiver.state.end(waiver.asked.side, seat.side())?;
    super::facts(&mut change).await?.milestone(waiver.milestone).ok_or(Error::NotFound)?.check_change()?;
    waivers::set_ended(&mut change, seat.person.id, seat.side(), number).await?;
    let Shown { milestone, gate, about, .. } = waiver;
    change.commit(MilestoneEvent::WaiverEnded { number, milestone, gate, about, held: state == State::Ended }).await
}

/// Lets a waiver lapse that nobody answered before its last day was over. Returns whether that was still due.
///
/// # Errors
/// `Refused` when the engagement is closed.
pub async fn lapse(app: &App, due: Unanswered) -> Result<bool> {
    let mut change = Change::begin(&app.db, due.engagement_id, Actor::Tandem, None, app.clock.now(), WhenClosed::Refuse).await?;
    let Some(Lapsed { number, gate, about }) = waivers::set_lapsed(&mut change, due.milestone, Some(due.number)).await?.pop() else {
        return Ok(false);
    };
    change.commit(MilestoneEvent::WaiverLapsed { number, milestone: due.milestone, gate, about }).await?;
    Ok(true)
}

async fn load(change: &mut Change, number: i32) -> Result<Shown> {
    let engagement = change.engagement();
    waivers::shown(&mut **change, engagement, number).await?.ok_or(Error::NotFound)
}
