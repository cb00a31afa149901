//! What people do with wishes and needs.

use super::{
    model::{Answer, Aside, Need, NewWishes, Understood},
    queries,
};
use crate::{
    access::needs,
    app::App,
    base::text,
    change::Change,
    error::{Error, Refusal},
    events::discovery::{DiscoveryEvent, StatedWish},
    occasion,
    web::{Result, Seat},
};

/// How much of a wish its events and turns quote, in characters.
const EXCERPT: usize = 80;

/// Records wishes in the client's own words. Returns the number of the first.
///
/// # Errors
/// `NotFound` for a session that does not exist; `Refused` when who said them has no seat on the client's side, or the session
/// was cancelled.
pub async fn state_wishes(app: &App, seat: &Seat<needs::StateWish>, new: NewWishes) -> Result<i32> {
    let mut change = seat.change(app).await?;
    let (engagement, now) = (change.engagement(), change.now());
    occasion::check(&mut change, new.session).await?;
    let Some(said_by) = queries::speaker(&mut *change, engagement, new.said_by).await? else {
        return Err(Refusal::new("refused-wish-of-nobody").into());
    };
    let excerpts: Vec<String> = new.wishes.iter().map(|wish| text::beginning(wish, EXCERPT)).collect();
    let first = queries::insert_wishes(&mut change, engagement, &new, &excerpts, seat.person.id, now).await?;
    let wishes = (first..).zip(excerpts).map(|(number, excerpt)| StatedWish { number, excerpt }).collect();
    change.commit(DiscoveryEvent::WishesStated { wishes, said_by }).await?;
    Ok(first)
}

/// Says what was understood of a wish: a new round.
///
/// # Errors
/// `NotFound` for an unknown wish, `Refused` while the round before waits for its answer, and when it is confirmed or rests.
pub async fn restate(app: &App, seat: &Seat<needs::RestateNeed>, number: i32, understood: &Understood) -> Result<()> {
    let mut change = seat.change(app).await?;
    let (engagement, now) = (change.engagement(), change.now());
    let need = lock(&mut change, number).await?;
    let round = need.check_restatable()?;
    queries::insert_round(&mut change, engagement, number, round, understood, seat.person.id, now).await?;
    change.commit(DiscoveryEvent::NeedRestated { number, round, excerpt: excerpt(&need) }).await
}

/// Answers the restatement of `round`: confirms it, or says what is missing or wrong.
///
/// # Errors
/// `NotFound` for an unknown wish, `Refused` when that round was answered meanwhile or the wish rests.
pub async fn answer(app: &App, seat: &Seat<needs::ConfirmNeed>, number: i32, round: i32, answer: Answer, correction: &str) -> Result<()> {
    let mut change = seat.change(app).await?;
    let (engagement, now) = (change.engagement(), change.now());
    let need = lock(&mut change, number).await?;
    need.check_answerable(round)?;
    queries::set_answer(&mut change, engagement, number, round, answer, correction, seat.person.id, now).await?;
    change.commit(DiscoveryEvent::NeedAnswered { number, round, answer: answer.as_str().to_owned(), excerpt: excerpt(&need) }).await
}

/// Sets a wish aside, for later or for good.
///
/// # Errors
/// `NotFound` for an unknown wish, `Refused` when it already rests.
pub async fn set_aside(app: &App, seat: &Seat<needs::ConfirmNeed>, number: i32, how: Aside, why: &str) -> Result<()> {
    let mut change = seat.change(app).await?;
    let (engagement, now) = (change.engagement(), change.now());
    let need = lock(&mut change, number).await?;
    need.check_set_aside()?;
    queries::set_aside(&mut change, engagement, number, how, why, seat.person.id, now).await?;
    change.commit(DiscoveryEvent::NeedSetAside { number, how: how.as_str().to_owned(), excerpt: excerpt(&need) }).await
}

/// Takes a wish up again that was set aside.
///
/// # Errors
/// `NotFound` for an unknown wish, `Refused` when it does not rest.
pub async fn resume(app: &App, seat: &Seat<needs::ConfirmNeed>, number: i32) -> Result<()> {
    let mut change = seat.change(app).await?;
    let engagement = change.engagement();
    let mut need = lock(&mut change, number).await?;
    need.check_resumable()?;
    need.set_aside = None;
    queries::set_resumed(&mut change, engagement, number).await?;
    change.commit(DiscoveryEvent::NeedResumed { number, excerpt: excerpt(&need), waits_on: need.waits_on() }).await
}

async fn lock(change: &mut Change, number: i32) -> Result<Need> {
    let engagement = change.engagement();
    queries::need(&mut **change, engagement, number).await?.ok_or(Error::NotFound)
}

fn excerpt(need: &Need) -> String {
    text::beginning(&need.wish, EXCERPT)
}
