//! What people do with effects.

use uuid::Uuid;

use super::{
    model::{Dismissal, Effect, NewEffect},
    queries,
};
use crate::{
    access::needs::{AcknowledgeEffect, ReportEffect},
    app::App,
    base::markdown,
    change::Change,
    error::{Error, Refusal},
    events::effects::EffectEvent,
    occasion,
    scope::carried,
    web::{Result, Seat},
};

/// How much of an effect its events and turns quote, in characters.
const EXCERPT: usize = 80;

/// Reports an effect. Returns its number.
///
/// # Errors
/// `NotFound` for feedback or a session that does not exist; `Refused` when the line is not in the agreed scope, the feedback
/// became an effect before, or the session was cancelled.
pub async fn report(app: &App, seat: &Seat<ReportEffect>, new: NewEffect) -> Result<i32> {
    let mut change = seat.change(app).await?;
    let (engagement, now) = (change.engagement(), change.now());
    occasion::check(&mut change, new.session).await?;
    if let Some(feedback) = new.feedback {
        queries::told(&mut *change, engagement, feedback).await?.ok_or(Error::NotFound)?;
    }
    if let Some(key) = &new.touches {
        let (_, lines) = carried::agreed_lines(&mut *change, engagement).await?.unwrap_or_default();
        if !lines.iter().any(|line| line.key == *key) {
            return Err(Refusal::new("refused-change-touches-nothing").into());
        }
    }
    let excerpt = markdown::excerpt(&new.text, EXCERPT);
    let number = queries::insert(&mut change, engagement, &new, &excerpt, seat.person.id, seat.side(), now).await?;
    change.commit(EffectEvent::Reported { number, area: new.area, excerpt }).await?;
    Ok(number)
}

/// Acknowledges it as the client's own, owned by the holder of a seat there.
///
/// # Errors
/// `NotFound`; `Refused` when it was answered meanwhile, or the owner has no seat any more.
pub async fn acknowledge(app: &App, seat: &Seat<AcknowledgeEffect>, number: i32, owner: i32) -> Result<()> {
    let mut change = seat.change(app).await?;
    let (engagement, now) = (change.engagement(), change.now());
    let effect = lock(&mut change, number).await?;
    effect.check_answerable()?;
    let name = owner_name(&mut change, owner).await?;
    queries::set_acknowledged(&mut change, engagement, number, owner, seat.person.id, now).await?;
    change.commit(EffectEvent::Acknowledged { number, excerpt: excerpt(&effect), owner: name }).await
}

/// Names another owner, in place of one who has no seat any more.
///
/// # Errors
/// `NotFound`; `Refused` when its owner can see to it, it was settled meanwhile, or the new owner has no seat any more.
pub async fn hand_on(app: &App, seat: &Seat<AcknowledgeEffect>, number: i32, owner: i32) -> Result<()> {
    let mut change = seat.change(app).await?;
    let (engagement, now) = (change.engagement(), change.now());
    let effect = lock(&mut change, number).await?;
    effect.check_ownerless()?;
    let name = owner_name(&mut change, owner).await?;
    queries::insert_successor(&mut change, engagement, number, owner, seat.person.id, now).await?;
    change.commit(EffectEvent::HandedOn { number, excerpt: excerpt(&effect), owner: name }).await
}

/// The name of somebody who can own it.
async fn owner_name(change: &mut Change, owner: i32) -> Result<String> {
    let engagement = change.engagement();
    let owners = queries::owners(&mut **change, engagement).await?;
    let found = owners.into_iter().find(|(seat, ..)| *seat == owner);
    found.map(|(_, _, name)| name).ok_or(Refusal::new("refused-effect-owner-left").into())
}

/// Says that it is no effect, for the client.
///
/// # Errors
/// `NotFound`; `Refused` when it was answered meanwhile.
pub async fn decline(app: &App, seat: &Seat<AcknowledgeEffect>, number: i32, why: &str) -> Result<()> {
    let mut change = seat.change(app).await?;
    let effect = lock(&mut change, number).await?;
    effect.check_answerable()?;
    dismiss(change, &effect, Dismissal::Declined, why, seat.person.id).await
}

/// Takes it back, for the side that reported it.
///
/// # Errors
/// `NotFound`; `Refused` when it was answered meanwhile, or the other side reported it.
pub async fn withdraw(app: &App, seat: &Seat<ReportEffect>, number: i32, why: &str) -> Result<()> {
    let mut change = seat.change(app).await?;
    let effect = lock(&mut change, number).await?;
    effect.check_withdrawable(seat.side())?;
    dismiss(change, &effect, Dismissal::Withdrawn, why, seat.person.id).await
}

async fn dismiss(mut change: Change, effect: &Effect, how: Dismissal, why: &str, by: Uuid) -> Result<()> {
    let (engagement, now) = (change.engagement(), change.now());
    queries::set_dismissed(&mut change, engagement, effect.number, how, why, by, now).await?;
    change.commit(EffectEvent::Dismissed { number: effect.number, excerpt: excerpt(effect), how: how.as_str().to_owned() }).await
}

/// Says how it was settled.
///
/// # Errors
/// `NotFound`; `Refused` when nobody owns it yet, it was settled meanwhile, and for the provider.
pub async fn settle(app: &App, seat: &Seat<ReportEffect>, number: i32, how: &str) -> Result<()> {
    let mut change = seat.change(app).await?;
    let (engagement, now) = (change.engagement(), change.now());
    let effect = lock(&mut change, number).await?;
    effect.check_settleable(seat.side())?;
    queries::set_settled(&mut change, engagement, number, how, seat.person.id, now).await?;
    change.commit(EffectEvent::Settled { number, excerpt: excerpt(&effect) }).await
}

async fn lock(change: &mut Change, number: i32) -> Result<Effect> {
    let engagement = change.engagement();
    queries::effect(&mut **change, engagement, number).await?.ok_or(Error::NotFound)
}

fn excerpt(effect: &Effect) -> String {
    markdown::excerpt(&effect.text, EXCERPT)
}
