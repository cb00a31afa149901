//! The verbs of milestones: planning, changing and signing them.

pub mod echoes;
pub mod waivers;

use super::{
    echo::due_days,
    model::NewMilestone,
    queries::{
        self,
        acting::{self, Signed},
        shown,
    },
};
use crate::{
    access::needs,
    app::App,
    base::{digest::Digest, text::is_own_name},
    change::Change,
    error::{Error, Refusal},
    events::milestones::MilestoneEvent,
    readiness::{self, facts::Facts, light::Readiness, recorded::RecordedGate},
    topics::model::holder,
    web::{Result, Seat},
};

async fn facts(change: &mut Change) -> sqlx::Result<Facts> {
    let engagement = change.engagement();
    readiness::facts_of_one(&mut **change, engagement).await
}

/// Plans from when the client runs what alone; returns the milestone's number.
///
/// # Errors
/// `NotFound` when it covers what does not exist; `Refused` when its owner has no seat any more.
pub async fn plan(app: &App, seat: &Seat<needs::PlanMilestone>, new: NewMilestone) -> Result<i32> {
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
/// As [`plan`], and `Refused` when both have signed or it was changed since it was shown.
pub async fn change_plan(
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
pub async fn sign(app: &App, seat: &Seat<needs::SignMilestone>, number: i32, typed_name: &str, shown: Option<Digest>) -> Result<()> {
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
    let going_on = if closes { queries::echoes::feedback(&mut change).await? } else { Vec::new() };
    let digest = digest.to_string();
    change.commit(MilestoneEvent::Signed { number, title, side, digest, complete, closes, waivers: lapsed, going_on }).await
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
        holder(&facts.people, owner)?;
    }
    Ok(())
}
