//! The verbs of topics: planning them, and recording how far people have come.

use std::collections::BTreeSet;

use super::{
    model::{self, NewAssist, NewObservation, NewTopic},
    queries::{acting, shown},
};
use crate::{
    access::{Side, needs},
    app::App,
    error::{Error, Refusal},
    events::topics::TopicEvent,
    files::{self, Staged},
    occasion,
    readiness::ladder::{Attestation, owed, standing},
    things::FilePlace,
    web::{Result, Seat},
};

/// Puts a topic on the list of what is handed over; returns its number.
///
/// # Errors
/// `Refused` when its line is no service of the agreed catalogue.
pub async fn plan(app: &App, seat: &Seat<needs::PlanTopic>, new: NewTopic) -> Result<i32> {
    let mut change = seat.change(app).await?;
    if !acting::is_agreed_service(&mut change, &new.line).await? {
        return Err(Refusal::new("refused-handover-line").with("line", &new.line).into());
    }
    let number = acting::insert_topic(&mut change, seat.person.id, &new).await?;
    change.commit(TopicEvent::Planned { number, title: new.title }).await?;
    Ok(number)
}

/// Changes a topic. `shown` is the version that was to be changed; none: whatever it is now.
///
/// # Errors
/// `NotFound`; `Refused` when it was changed since it was shown, or moved to a line that is not agreed.
pub async fn change_plan(app: &App, seat: &Seat<needs::PlanTopic>, number: i32, new: NewTopic, shown: Option<&str>) -> Result<()> {
    let mut change = seat.change(app).await?;
    let engagement = change.engagement();
    let old = shown::topic(&mut *change, engagement, number).await?.ok_or(Error::NotFound)?;
    if shown.is_some_and(|shown| shown != old.version()) {
        return Err(Refusal::new("refused-handover-topic-changed").into());
    }
    // A line that has left the catalogue since keeps its topics.
    if new.line != old.line && !acting::is_agreed_service(&mut change, &new.line).await? {
        return Err(Refusal::new("refused-handover-line").with("line", &new.line).into());
    }
    // What a milestone asks of its topics is part of what was signed.
    if new.asks() != old.asks() && acting::is_under_signature(&mut change, number).await? {
        return Err(Refusal::new("refused-handover-topic-signed").into());
    }
    acting::update_topic(&mut change, number, &new).await?;
    change.commit(TopicEvent::Changed { number, title: new.title }).await
}

/// Records that somebody was seen doing a topic; returns the observation's number.
///
/// # Errors
/// `NotFound` for a topic, seat or session that does not exist; `Refused` when the seat has ended, the session was cancelled
/// or it cannot have been so.
pub async fn log_observation(app: &App, seat: &Seat<needs::LogEvidence>, new: NewObservation) -> Result<i32> {
    let mut change = seat.change(app).await?;
    let seats: Vec<i32> = [new.seat].into_iter().chain(new.learner).collect();
    let (title, people) = acting::subject(&mut change, new.topic, &seats).await?.ok_or(Error::NotFound)?;
    let person = model::holder(&people, new.seat)?.name.clone();
    if let Some(learner) = new.learner {
        model::holder(&people, learner)?;
    }
    new.check(change.client_day())?;
    occasion::check(&mut change, new.session).await?;
    let number = acting::insert_observation(&mut change, seat.person.id, &new).await?;
    change.commit(TopicEvent::ObservationLogged { topic: new.topic, title, person, mode: new.mode.as_str().to_owned() }).await?;
    Ok(number)
}

/// Attaches a runbook to a topic.
///
/// # Errors
/// `NotFound`; `Refused` when there is no room for it.
pub async fn attach_runbook(app: &App, seat: &Seat<needs::PlanTopic>, topic: i32, staged: Vec<Staged>) -> Result<()> {
    let mut change = seat.change(app).await?;
    let engagement = change.engagement();
    let title = shown::topic(&mut *change, engagement, topic).await?.ok_or(Error::NotFound)?.title;
    files::acts::attach(change, seat, &app.settings.files.limits, FilePlace::Topic(topic), title, staged).await
}

/// Attaches evidence to an observation on a topic.
///
/// # Errors
/// `NotFound` when there is no such observation on it; `Refused` when there is no room for it.
pub async fn attach_evidence(app: &App, seat: &Seat<needs::LogEvidence>, topic: i32, number: i32, staged: Vec<Staged>) -> Result<()> {
    let mut change = seat.change(app).await?;
    let engagement = change.engagement();
    let title = shown::observed(&mut *change, engagement, topic, number).await?.ok_or(Error::NotFound)?;
    files::acts::attach(change, seat, &app.settings.files.limits, FilePlace::Observation { topic, number }, title, staged).await
}

/// Records that an expert had to help; returns the assist's number.
///
/// # Errors
/// `NotFound` for a topic, seat or session that does not exist, or a helper who is not the provider's; `Refused` when the seat
/// has ended, the session was cancelled or the day lies ahead.
pub async fn log_assist(app: &App, seat: &Seat<needs::LogEvidence>, new: NewAssist) -> Result<i32> {
    let mut change = seat.change(app).await?;
    let (title, people) = acting::subject(&mut change, new.topic, &[new.seat]).await?.ok_or(Error::NotFound)?;
    let person = model::holder(&people, new.seat)?.name.clone();
    if !change.around().seats(new.helper).any(|role| role.side() == Side::Provider) {
        return Err(Error::NotFound);
    }
    model::check_day(new.assisted_on, change.client_day())?;
    occasion::check(&mut change, new.session).await?;
    let number = acting::insert_assist(&mut change, seat.person.id, &new).await?;
    change.commit(TopicEvent::AssistLogged { topic: new.topic, title, person, minutes: new.minutes }).await?;
    Ok(number)
}

/// Gives the side's word that somebody does a topic alone.
///
/// # Errors
/// `NotFound` for a topic or seat that does not exist; `Refused` without two unaided real cases on different days, or
/// when the side has given its word.
pub async fn attest(app: &App, seat: &Seat<needs::AttestAlone>, topic: i32, of: i32) -> Result<()> {
    let mut change = seat.change(app).await?;
    let (today, side) = (change.client_day(), seat.side());
    let mut ladder = acting::ladder(&mut change, topic).await?.ok_or(Error::NotFound)?;
    let person = model::holder(&ladder.people, of)?.name.clone();
    let reached = standing(of, &ladder.evidence, &ladder.attestations, ladder.lapse_days, today);
    model::check_attestation(&reached, side)?;
    acting::insert_attestation(&mut change, seat.person.id, topic, of, side).await?;
    ladder.attestations.push(Attestation { seat: of, side, on: today });
    let seated: BTreeSet<i32> = ladder.people.iter().filter(|person| person.active).map(|person| person.seat).collect();
    let owed_by = owed(&ladder.attestations, &seated);
    change.commit(TopicEvent::AloneAttested { topic, title: ladder.title, person, side, owed_by }).await
}
