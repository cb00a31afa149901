//! The verbs of the handover.

pub mod echoes;
pub mod waivers;

use std::collections::BTreeSet;

use super::{
    echo::due_days,
    model::{self, NewAssist, NewMilestone, NewObservation, NewTopic, RecordedGate},
    queries::{
        self,
        acting::{self, Signed},
        shown,
    },
};
use crate::{
    access::{Side, needs},
    app::App,
    base::{digest::Digest, text::is_own_name},
    change::Change,
    error::{Error, Refusal},
    events::{milestones::MilestoneEvent, topics::TopicEvent},
    files::{self, Staged},
    occasion,
    readiness::{
        self,
        facts::Facts,
        ladder::{Attestation, owed, standing},
        light::Readiness,
    },
    things::FilePlace,
    web::{Result, Seat},
};

async fn facts(change: &mut Change) -> sqlx::Result<Facts> {
    let engagement = change.engagement();
    readiness::facts_of_one(&mut **change, engagement).await
}

/// Puts a topic on the list of what is handed over; returns its number.
///
/// # Errors
/// `Refused` when its line is no service of the agreed catalogue.
pub async fn plan_topic(app: &App, seat: &Seat<needs::PlanTopic>, new: NewTopic) -> Result<i32> {
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
pub async fn change_topic(app: &App, seat: &Seat<needs::PlanTopic>, number: i32, new: NewTopic, shown: Option<&str>) -> Result<()> {
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

/// Plans from when the client runs what alone; returns the milestone's number.
///
/// # Errors
/// `NotFound` when it covers what does not exist; `Refused` when its owner has no seat any more.
pub async fn plan_milestone(app: &App, seat: &Seat<needs::PlanMilestone>, new: NewMilestone) -> Result<i32> {
    let mut change = seat.change(app).await?;
    check_cover(&facts(&mut change).await?, &new)?;
    let number = acting::insert_milestone(&mut change, seat.person.id, &new).await?;
    change.commit(MilestoneEvent::Planned { number, title: new.title, at: new.at }).await?;
    Ok(number)
}

/// Changes a milestone that is not signed by both. A single signature falls: it stood under another text. `shown` is the
/// digest of what was to be changed; none: whatever it is now.
///
/// # Errors
/// As [`plan_milestone`], and `Refused` when both have signed or it was changed since it was shown.
pub async fn change_milestone(
    app: &App,
    seat: &Seat<needs::PlanMilestone>,
    number: i32,
    new: NewMilestone,
    shown: Option<Digest>,
) -> Result<()> {
    let mut change = seat.change(app).await?;
    let facts = facts(&mut change).await?;
    let milestone = facts.milestone(number).ok_or(Error::NotFound)?;
    milestone.check_change()?;
    let engagement = change.engagement();
    let old = milestone.plan(agreement(&mut change, number).await?).digest(engagement, number);
    if shown.is_some_and(|shown| shown != old) {
        return Err(Refusal::new("refused-milestone-changed").into());
    }
    // What says the same is no change, and takes no signature back.
    if new.digest(engagement, number) == old {
        return Ok(());
    }
    check_cover(&facts, &new)?;
    acting::update_milestone(&mut change, number, &new).await?;
    change.commit(MilestoneEvent::Changed { number, title: new.title, at: new.at }).await
}

/// Commits the side to the handover. With the second signature it is complete; when it was the last milestone the
/// engagement closes. `shown` is the digest of the text that was read; none: whatever it is now.
///
/// # Errors
/// `NotFound`; `Refused` when a gate blocks, the side has signed, or the text is another by now.
pub async fn sign_milestone(
    app: &App,
    seat: &Seat<needs::SignMilestone>,
    number: i32,
    typed_name: &str,
    shown: Option<Digest>,
) -> Result<()> {
    if !is_own_name(typed_name, &seat.person.name) {
        return Err(Refusal::new("refused-handover-name").into());
    }
    let mut change = seat.change(app).await?;
    let facts = facts(&mut change).await?;
    let milestone = facts.milestone(number).ok_or(Error::NotFound)?;
    let engagement = change.engagement();
    let digest = milestone.plan(agreement(&mut change, number).await?).digest(engagement, number);
    if shown.is_some_and(|shown| shown != digest) {
        return Err(Refusal::new("refused-other-text").into());
    }
    let side = seat.side();
    let readiness = Readiness::of(&facts, milestone, change.now());
    milestone.check_signature(side, &readiness)?;
    let complete = milestone.signed_by.contains(&side.other());
    let is_last = facts.milestones.iter().all(|other| other.number == number || other.signed_at.is_some());
    let gates: Vec<RecordedGate> = readiness.gates.iter().map(RecordedGate::of).collect();
    let signed = Signed { typed_name, digest, gates: &gates };
    acting::insert_signature(&mut change, seat.person.id, number, side, &signed, complete).await?;
    let mut lapsed = Vec::new();
    if complete {
        let due = due_days(&facts, milestone, change.now());
        queries::echoes::plan(&mut change, number, &due).await?;
        lapsed = queries::waivers::set_lapsed(&mut change, number, None).await?.into_iter().map(|waiver| waiver.number).collect();
    }
    let title = milestone.title.clone();
    let closes = complete && is_last;
    change.commit(MilestoneEvent::Signed { number, title, side, digest: digest.to_string(), complete, closes, waivers: lapsed }).await
}

async fn agreement(change: &mut Change, number: i32) -> Result<String> {
    let engagement = change.engagement();
    let row = shown::agreement(&mut **change, engagement, number).await?.ok_or(Error::NotFound)?;
    Ok(row.agreement)
}

fn check_cover(facts: &Facts, new: &NewMilestone) -> Result<()> {
    let topics_exist = new.topics.iter().all(|number| facts.topic(*number).is_some());
    let deliverables_exist = new.deliverables.iter().all(|number| facts.deliverables.iter().any(|each| each.number == *number));
    if !topics_exist || !deliverables_exist {
        return Err(Error::NotFound);
    }
    if let Some(owner) = new.owner {
        model::holder(&facts.people, owner)?;
    }
    Ok(())
}
