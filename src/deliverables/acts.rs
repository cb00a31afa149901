//! What people do with deliverables, and what Tandem does when a review stays out.

use uuid::Uuid;

use super::{
    model::{Decision, MOST_LINKS, NewDeliverable, NewSubmission, State, Verdict, Windows},
    queries,
};
use crate::{
    access::{
        Actor,
        needs::{PlanDeliverable, ReviewSubmission, SubmitDeliverable},
    },
    app::App,
    change::{Change, WhenClosed},
    error::{Error, Refusal},
    events::deliverables::DeliverableEvent,
    files::{self, Staged},
    web::Seat,
};

/// Promises a deliverable under a service line of the agreed scope. Returns its number.
///
/// # Errors
/// `Refused` when the line is not in the agreed scope, or the scope moved on since the criteria were chosen.
pub async fn plan(app: &App, seat: &Seat<PlanDeliverable>, new: NewDeliverable) -> Result<i32, Error> {
    let mut change = seat.change(app).await?;
    let service = queries::agreed_service(&mut *change, seat.engagement.id, &new.line)
        .await?
        .ok_or_else(|| Refusal::new("refused-line-not-agreed").with("line", &new.line))?;
    let criteria = new.answers_for.texts(service.version, &service.criteria)?;
    let number = queries::insert(&mut change, seat.person.id, service.version, &new, &criteria).await?;
    change.commit(DeliverableEvent::Planned { number, title: new.title, line: new.line, due_on: new.due_on }).await?;
    Ok(number)
}

/// Says that work has begun.
///
/// # Errors
/// `NotFound` when there is no such deliverable; `Refused` when work had begun before.
pub async fn start(app: &App, seat: &Seat<SubmitDeliverable>, number: i32) -> Result<(), Error> {
    let mut change = seat.change(app).await?;
    let deliverable = queries::standing(&mut change, number).await?.ok_or(Error::NotFound)?;
    let state = deliverable.state.start()?;
    queries::set_state(&mut change, number, state).await?;
    change.commit(DeliverableEvent::Started { number, title: deliverable.title }).await
}

/// Hands in a submission; its review windows are fixed by this. Returns the submission's number.
///
/// # Errors
/// `NotFound` when there is no such deliverable; `Refused` while a submission is under review and after acceptance.
pub async fn submit(app: &App, seat: &Seat<SubmitDeliverable>, number: i32, new: NewSubmission) -> Result<i32, Error> {
    if new.links.len() > MOST_LINKS {
        return Err(Refusal::new("refused-too-many-links").into());
    }
    let mut change = seat.change(app).await?;
    let deliverable = queries::standing(&mut change, number).await?.ok_or(Error::NotFound)?;
    let state = deliverable.state.submit()?;
    let submission = state.submissions();
    let windows = Windows::of(&change.around().promises, change.now());
    queries::insert_submission(&mut change, seat.person.id, number, submission, &new, &windows).await?;
    files::acts::hand_in(&mut change, number, submission).await?;
    queries::set_state(&mut change, number, state).await?;
    change
        .commit(DeliverableEvent::Submitted { number, title: deliverable.title, submission, review_due_at: windows.review_due_at })
        .await?;
    Ok(submission)
}

/// Accepts a submission or sends it back.
///
/// # Errors
/// `NotFound` when there is no such submission; `Refused` when a newer one or more files of it came in meanwhile, when it was
/// decided on, or when the verdict contradicts its findings.
pub async fn review(app: &App, seat: &Seat<ReviewSubmission>, number: i32, submission: i32, verdict: Verdict) -> Result<(), Error> {
    let mut change = seat.change(app).await?;
    let deliverable = queries::standing(&mut change, number).await?.ok_or(Error::NotFound)?;
    if !(1..=deliverable.state.submissions()).contains(&submission) {
        return Err(Error::NotFound);
    }
    let state = deliverable.state.review(submission, verdict.decision)?;
    files::acts::check_seen(&mut change, number, submission, verdict.seen_files).await?;
    if !verdict.faults(deliverable.criteria).is_empty() {
        return Err(Refusal::new("refused-verdict-unfounded").into());
    }
    queries::insert_review(&mut change, Some(seat.person.id), number, submission, state, &verdict.remark).await?;
    queries::insert_findings(&mut change, number, submission, &verdict.findings).await?;
    queries::set_state(&mut change, number, state).await?;
    let title = deliverable.title;
    change
        .commit(match verdict.decision {
            Decision::Accept => DeliverableEvent::SubmissionAccepted { number, title, submission },
            Decision::Return => DeliverableEvent::SubmissionReturned { number, title, submission, unmet: verdict.unmet() },
        })
        .await
}

/// Reminds the reviewers that the first review window of a submission ends soon. Returns whether that was still due.
///
/// # Errors
/// `Refused` when the engagement is closed.
pub async fn remind(app: &App, engagement: Uuid, number: i32, submission: i32) -> Result<bool, Error> {
    let mut change = Change::begin(&app.db, engagement, Actor::Tandem, None, app.clock.now(), WhenClosed::Refuse).await?;
    let Some(deliverable) = queries::standing(&mut change, number).await? else { return Ok(false) };
    let windows = queries::windows(&mut change, number, submission).await?;
    let Some(windows) =
        windows.filter(|windows| deliverable.state == State::Submitted(submission) && windows.reminder_is_due(change.now()))
    else {
        return Ok(false);
    };
    queries::set_reminded(&mut change, number, submission).await?;
    let review_due_at = windows.review_due_at;
    change.commit(DeliverableEvent::ReviewReminded { number, title: deliverable.title, submission, review_due_at }).await?;
    Ok(true)
}

/// Attaches files: to the submission under review, else laid ready for the next.
///
/// # Errors
/// `NotFound` when there is no such deliverable; `Refused` after acceptance, once the first review window is over, and when
/// there is no room for them.
pub async fn attach(app: &App, seat: &Seat<SubmitDeliverable>, number: i32, staged: Vec<Staged>) -> Result<(), Error> {
    let mut change = seat.change(app).await?;
    let deliverable = queries::standing(&mut change, number).await?.ok_or(Error::NotFound)?;
    let place = deliverable.state.place_of_files(number)?;
    if let State::Submitted(submission) = deliverable.state {
        let windows = queries::windows(&mut change, number, submission).await?.ok_or(Error::NotFound)?;
        windows.check_files(change.now())?;
    }
    files::acts::attach(change, seat, &app.settings.files.limits, place, deliverable.title, staged).await
}

/// Takes away a file that was laid ready.
///
/// # Errors
/// `NotFound` when there is no such deliverable; `Refused` when the file was taken away or handed in meanwhile.
pub async fn take_away(app: &App, seat: &Seat<SubmitDeliverable>, number: i32, file: i32) -> Result<(), Error> {
    let mut change = seat.change(app).await?;
    let deliverable = queries::standing(&mut change, number).await?.ok_or(Error::NotFound)?;
    files::acts::take_away(change, seat, number, deliverable.title, file).await
}

/// Gives formal notice that the first review window of a submission ran out. Returns whether that was still due.
///
/// # Errors
/// `Refused` when the engagement is closed.
pub async fn give_notice(app: &App, engagement: Uuid, number: i32, submission: i32) -> Result<bool, Error> {
    let mut change = Change::begin(&app.db, engagement, Actor::Tandem, None, app.clock.now(), WhenClosed::Refuse).await?;
    let Some(deliverable) = queries::standing(&mut change, number).await? else { return Ok(false) };
    let windows = queries::windows(&mut change, number, submission).await?;
    let Some(windows) = windows.filter(|windows| deliverable.state == State::Submitted(submission) && windows.notice_is_due(change.now()))
    else {
        return Ok(false);
    };
    let second_due_at = windows.second_window(&change.around().promises, change.now());
    queries::set_noticed(&mut change, number, submission, second_due_at).await?;
    change.commit(DeliverableEvent::ReviewNoticed { number, title: deliverable.title, submission, second_due_at }).await?;
    Ok(true)
}

/// Deems a submission accepted, both of whose review windows ran out. Returns whether that was still due.
///
/// # Errors
/// `Refused` when the engagement is closed.
pub async fn deem_accepted(app: &App, engagement: Uuid, number: i32, submission: i32) -> Result<bool, Error> {
    let mut change = Change::begin(&app.db, engagement, Actor::Tandem, None, app.clock.now(), WhenClosed::Refuse).await?;
    let Some(deliverable) = queries::standing(&mut change, number).await? else { return Ok(false) };
    let windows = queries::windows(&mut change, number, submission).await?;
    let deemed = windows.is_some_and(|windows| windows.deemed(change.now()));
    let Some(state) = deliverable.state.deem(submission).filter(|_| deemed) else { return Ok(false) };
    queries::insert_review(&mut change, None, number, submission, state, "").await?;
    queries::set_state(&mut change, number, state).await?;
    change.commit(DeliverableEvent::SubmissionDeemedAccepted { number, title: deliverable.title, submission }).await?;
    Ok(true)
}
