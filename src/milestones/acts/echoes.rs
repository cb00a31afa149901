//! Asking the client whether it still runs alone what it took over.

use uuid::Uuid;

use crate::{
    access::Actor,
    app::App,
    change::{Change, WhenClosed},
    error::{Error, Refusal},
    events::milestones::MilestoneEvent,
    milestones::queries::echoes,
    web::Result,
};

/// Tandem asks. Returns whether that was still due.
///
/// # Errors
/// When the database fails.
pub async fn ask(app: &App, engagement: Uuid, milestone: i32, days: i32) -> Result<bool> {
    // The last milestone that is signed closes the engagement: that is when this begins.
    let mut change = Change::begin(&app.db, engagement, Actor::Tandem, None, app.clock.now(), WhenClosed::GoOn).await?;
    if !echoes::set_asked(&mut change, milestone, days).await? {
        return Ok(false);
    }
    let (title, to) = echoes::title_and_owner(&mut *change, engagement, milestone).await?.ok_or(Error::NotFound)?;
    change.commit(MilestoneEvent::EchoAsked { number: milestone, title, days, to }).await?;
    Ok(true)
}

/// Records the client's answer to what it was asked about a milestone, within the change of whoever answers; a no comes with
/// the feedback entry that it became, a yes perhaps with a remark. Returns the milestone's title.
///
/// # Errors
/// `NotFound` when there is no such milestone; `Refused` when it was not asked, or answered meanwhile.
pub async fn record_answer(change: &mut Change, by: Uuid, milestone: i32, feedback: Option<i32>, remark: &str) -> Result<String> {
    let engagement = change.engagement();
    let (title, _) = echoes::title_and_owner(&mut **change, engagement, milestone).await?.ok_or(Error::NotFound)?;
    if !echoes::set_answer(change, by, milestone, feedback, remark).await? {
        return Err(Refusal::new("refused-echo-not-asked").into());
    }
    Ok(title)
}
