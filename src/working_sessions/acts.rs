//! What people do with sessions.

use super::{
    model::{Answer, NewPlan, NewRecord, NewSetting, Session, are_both_sides},
    queries,
};
use crate::{
    access::{Ability, needs::LogEvidence},
    app::App,
    change::Change,
    error::{Error, Refusal},
    events::sessions::{AgreedStep, DroppedStep, SessionEvent},
    files::{self, Staged},
    things::FilePlace,
    web::{Result, Seat},
};

/// Plans a session. Returns its number.
///
/// # Errors
/// `NotFound` for a topic that does not exist; `Refused` when somebody has no seat, or one side would be alone.
pub async fn plan(app: &App, seat: &Seat<LogEvidence>, new: NewPlan) -> Result<i32> {
    let mut change = seat.change(app).await?;
    let (engagement, now) = (change.engagement(), change.now());
    let number = queries::insert(&mut change, engagement, &new.title, &new.agenda, seat.person.id, seat.side(), now).await?;
    queries::insert_plan(&mut change, engagement, number, &new.setting).await?;
    gather(&mut change, number, 0, &new.setting).await?;
    change.commit(SessionEvent::Planned { number, title: new.title, at: new.setting.from }).await?;
    Ok(number)
}

/// Changes the plan, as somebody saw it at `revision`.
///
/// # Errors
/// As [`plan`], and `Refused` when it is no longer planned or was changed meanwhile.
pub async fn change(app: &App, seat: &Seat<LogEvidence>, number: i32, revision: i32, new: NewPlan) -> Result<()> {
    let mut change = seat.change(app).await?;
    let engagement = change.engagement();
    lock(&mut change, number).await?.check_change(revision)?;
    queries::update(&mut change, engagement, number, &new.title, &new.agenda).await?;
    queries::update_plan(&mut change, engagement, number, &new.setting).await?;
    gather(&mut change, number, 0, &new.setting).await?;
    change.commit(SessionEvent::Changed { number, title: new.title, at: new.setting.from }).await
}

/// Says that it begins.
///
/// # Errors
/// `NotFound`; `Refused` when it is no longer planned, or its day has not come.
pub async fn begin(app: &App, seat: &Seat<LogEvidence>, number: i32) -> Result<()> {
    let mut change = seat.change(app).await?;
    let (engagement, now) = (change.engagement(), change.now());
    let session = lock(&mut change, number).await?;
    session.check_begin(now)?;
    queries::set_begun(&mut change, engagement, number, seat.person.id, now).await?;
    change.commit(SessionEvent::Begun { number, title: session.title }).await
}

/// Attaches files.
///
/// # Errors
/// `NotFound`; `Refused` when it was cancelled or confirmed, or there is no room for them.
pub async fn attach(app: &App, seat: &Seat<LogEvidence>, number: i32, staged: Vec<Staged>) -> Result<()> {
    let mut change = seat.change(app).await?;
    let session = lock(&mut change, number).await?;
    session.check_files()?;
    files::acts::attach(change, seat, &app.settings.files.limits, FilePlace::Session(number), session.title, staged).await
}

/// Says that it does not take place.
///
/// # Errors
/// `NotFound`; `Refused` when it was recorded or cancelled.
pub async fn cancel(app: &App, seat: &Seat<LogEvidence>, number: i32, why: &str) -> Result<()> {
    let mut change = seat.change(app).await?;
    let (engagement, now) = (change.engagement(), change.now());
    let session = lock(&mut change, number).await?;
    session.check_cancel()?;
    queries::set_cancelled(&mut change, engagement, number, why, seat.person.id, now).await?;
    let at = session.setting().map_or(now, |setting| setting.from);
    change.commit(SessionEvent::Cancelled { number, title: session.title, at }).await
}

/// Records a session that nobody planned. Returns its number.
///
/// # Errors
/// As [`plan`], and `Refused` when it or its end lies ahead, the owner of a step cannot take it on, or its day is over there.
pub async fn log(app: &App, seat: &Seat<LogEvidence>, title: String, new: NewRecord) -> Result<i32> {
    let mut change = seat.change(app).await?;
    let (engagement, now) = (change.engagement(), change.now());
    let number = queries::insert(&mut change, engagement, &title, "", seat.person.id, seat.side(), now).await?;
    write(change, seat, number, title, 1, &new, Vec::new()).await?;
    Ok(number)
}

/// Records how a session was, as round `round`. Open steps that are not kept are dropped.
///
/// # Errors
/// As [`log`], `NotFound` for a session that does not exist, and `Refused` when somebody recorded it meanwhile or the other side
/// is to write it.
pub async fn record(app: &App, seat: &Seat<LogEvidence>, number: i32, round: i32, new: NewRecord) -> Result<()> {
    let mut change = seat.change(app).await?;
    let session = lock(&mut change, number).await?;
    session.check_record(seat.side(), round, change.now())?;
    let dropped = session.open_steps().filter(|step| !new.kept.contains(&step.number));
    let dropped = dropped.map(|step| DroppedStep { number: step.number, side: step.side, owner: Some(step.owner) }).collect();
    write(change, seat, number, session.title, round, &new, dropped).await
}

async fn write(
    mut change: Change,
    seat: &Seat<LogEvidence>,
    number: i32,
    title: String,
    round: i32,
    new: &NewRecord,
    dropped: Vec<DroppedStep>,
) -> Result<()> {
    let (engagement, now) = (change.engagement(), change.now());
    new.check(now)?;
    queries::insert_record(&mut change, engagement, number, round, new, seat.person.id, seat.side(), now).await?;
    gather(&mut change, number, round, &new.setting).await?;
    let mut steps = Vec::new();
    for step in &new.steps {
        let owns = change.around().seats(step.owner).find(|role| Ability::LogEvidence.granted_to(*role));
        let side = owns.ok_or(Refusal::new("refused-step-owner"))?.side();
        step.check_due(change.around().promises.of(side), now)?;
        let step_number = queries::insert_step(&mut change, engagement, number, round, step, side).await?;
        steps.push(AgreedStep { number: step_number, text: step.text.clone(), owner: step.owner, side, due_on: step.due_on });
    }
    for step in &dropped {
        queries::set_dropped_in(&mut change, engagement, number, step.number, round).await?;
    }
    change.commit(SessionEvent::Recorded { number, title, round, steps, dropped }).await
}

/// Confirms the record of `round`, for the side that did not write it: that is how it was, with its files as they were seen.
///
/// # Errors
/// `NotFound`; `Refused` when it was answered meanwhile, the own side wrote it, or files came in that were not seen.
pub async fn confirm(app: &App, seat: &Seat<LogEvidence>, number: i32, round: i32, seen_files: i64) -> Result<()> {
    let mut change = seat.change(app).await?;
    let session = lock(&mut change, number).await?;
    session.check_answer(seat.side(), round, Answer::Confirmed)?;
    session.check_seen(seen_files)?;
    answer(change, seat, session, round, Answer::Confirmed, "").await
}

/// Says what was otherwise than in the record of `round`, for the side that did not write it.
///
/// # Errors
/// `NotFound`; `Refused` when it was answered meanwhile, the own side wrote it, or it was the last round.
pub async fn correct(app: &App, seat: &Seat<LogEvidence>, number: i32, round: i32, correction: &str) -> Result<()> {
    let mut change = seat.change(app).await?;
    let session = lock(&mut change, number).await?;
    session.check_answer(seat.side(), round, Answer::Corrected)?;
    answer(change, seat, session, round, Answer::Corrected, correction).await
}

async fn answer(
    mut change: Change,
    seat: &Seat<LogEvidence>,
    session: Session,
    round: i32,
    answer: Answer,
    correction: &str,
) -> Result<()> {
    let (engagement, now, number) = (change.engagement(), change.now(), session.number);
    queries::set_answer(&mut change, engagement, number, round, answer, correction, seat.person.id, now).await?;
    change.commit(SessionEvent::Answered { number, title: session.title, round, answer: answer.as_str().to_owned() }).await
}

/// Says that a step is done.
///
/// # Errors
/// `NotFound`; `Refused` when it is the other side's, was done, or is no longer agreed.
pub async fn complete(app: &App, seat: &Seat<LogEvidence>, session: i32, number: i32, note: &str) -> Result<()> {
    let mut change = seat.change(app).await?;
    let (engagement, now) = (change.engagement(), change.now());
    let found = lock(&mut change, session).await?;
    let step = found.check_done(number, seat.side())?;
    queries::set_done(&mut change, engagement, session, number, note, seat.person.id, now).await?;
    change.commit(SessionEvent::StepDone { session, number, text: step.text.clone(), side: step.side, owner: Some(step.owner) }).await
}

/// Says why a step is no longer agreed.
///
/// # Errors
/// `NotFound`; `Refused` when it was done, or is no longer agreed.
pub async fn drop_step(app: &App, seat: &Seat<LogEvidence>, session: i32, number: i32, why: &str) -> Result<()> {
    let mut change = seat.change(app).await?;
    let (engagement, now) = (change.engagement(), change.now());
    let found = lock(&mut change, session).await?;
    let step = found.check_drop(number)?;
    queries::set_dropped_for(&mut change, engagement, session, number, why, seat.person.id, now).await?;
    change.commit(SessionEvent::StepDropped { session, number, text: step.text.clone(), side: step.side }).await
}

async fn lock(change: &mut Change, number: i32) -> Result<Session> {
    let engagement = change.engagement();
    queries::session(&mut **change, engagement, number).await?.ok_or(Error::NotFound)
}

/// Enters who takes part and what is worked on in a round.
async fn gather(change: &mut Change, number: i32, round: i32, setting: &NewSetting) -> Result<()> {
    let engagement = change.engagement();
    let people = queries::present(&mut **change, engagement, number, &setting.people).await?;
    if people.len() != setting.people.len() || !are_both_sides(&people) {
        return Err(Refusal::new("refused-session-people").into());
    }
    if !queries::are_topics(&mut **change, engagement, &setting.topics).await? {
        return Err(Error::NotFound);
    }
    queries::set_lists(change, engagement, number, round, &people, &setting.topics).await?;
    Ok(())
}
