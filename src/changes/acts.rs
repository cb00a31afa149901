//! What people do with changes.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{
    model::{Action, ChangeRequest, Edit, MOST_EDITS, NewChange, Status, apply, difference},
    queries,
};
use crate::{
    access::{Side, needs},
    app::App,
    base::{digest::Digest, text::is_own_name},
    change::Change,
    error::{Error, Refusal},
    events::changes::ChangeEvent,
    scope::{
        carried,
        line::{Kind, Line, LineContent, MOST_LINES, NewLine},
    },
    web::{Result, Seat},
};

/// Asks for a change. Returns its number.
///
/// # Errors
/// `Refused` before a scope is agreed, and when it touches a line that does not exist.
pub async fn raise(app: &App, seat: &Seat<needs::RaiseChange>, new: NewChange) -> Result<i32> {
    let mut change = seat.change(app).await?;
    let number = enter(&mut change, &new, seat.person.id, seat.side()).await?;
    change.commit(ChangeEvent::Raised { number, title: new.title, touches: new.touches }).await?;
    Ok(number)
}

/// The rows of a new change; the event is the caller's.
pub(super) async fn enter(change: &mut Change, new: &NewChange, by: Uuid, side: Side) -> Result<i32> {
    let (engagement, now) = (change.engagement(), change.now());
    let (_, lines) = agreed(change).await?;
    if new.touches.as_ref().is_some_and(|key| !lines.iter().any(|line| line.key == *key)) {
        return Err(Refusal::new("refused-change-touches-nothing").into());
    }
    Ok(queries::insert(change, engagement, new, by, side, now).await?)
}

/// Writes a new line into a change. Returns its key.
///
/// # Errors
/// `NotFound` for an unknown change, `Refused` when it is no longer being assessed, or the version would have more lines than it
/// can have (`refused-scope-too-many-lines`).
pub async fn add_line(app: &App, seat: &Seat<needs::AssessChange>, number: i32, new: NewLine) -> Result<String> {
    let mut change = seat.change(app).await?;
    let (request, edits) = lock(&mut change, number).await?;
    request.check_editable()?;
    if edits.len() >= MOST_EDITS {
        return Err(Refusal::new("refused-change-too-many-edits").into());
    }
    let (_, lines) = agreed(&mut change).await?;
    if lines.len() + edits.iter().filter(|edit| matches!(edit.action, Action::Add(_))).count() >= MOST_LINES {
        return Err(Refusal::new("refused-scope-too-many-lines").into());
    }
    let key = carried::new_key(&mut change, new.kind).await?;
    write(change, &request, Edit { key: key.clone(), action: Action::Add(new.content), base: None }, seat.person.id).await?;
    Ok(key)
}

/// Writes what a line says after the change: one of the agreed version, or one that the change adds. `shown` is the token of
/// the agreed line that was read; none: whatever it is now.
///
/// # Errors
/// `NotFound` for an unknown change, `Refused` when it is no longer being assessed, when there is no such line, and when the
/// agreed line is another by now.
pub async fn change_line(
    app: &App,
    seat: &Seat<needs::AssessChange>,
    number: i32,
    key: &str,
    content: LineContent,
    shown: Option<&str>,
) -> Result<()> {
    let mut change = seat.change(app).await?;
    let (request, edits) = lock(&mut change, number).await?;
    request.check_editable()?;
    let before = edits.iter().find(|edit| edit.key == key);
    let edit = if before.is_some_and(|edit| matches!(edit.action, Action::Add(_))) {
        Edit { key: key.to_owned(), action: Action::Add(content), base: None }
    } else {
        let line = agreed_line(&mut change, key, shown).await?;
        if line.content == content && before.is_none() {
            return Err(Refusal::new("refused-change-same").into());
        }
        if edits.len() >= MOST_EDITS && before.is_none() {
            return Err(Refusal::new("refused-change-too-many-edits").into());
        }
        Edit { key: key.to_owned(), action: Action::Change(content), base: Some(line.token()) }
    };
    write(change, &request, edit, seat.person.id).await
}

/// Writes that a line of the agreed version is taken out.
///
/// # Errors
/// As [`change_line`].
pub async fn remove_line(app: &App, seat: &Seat<needs::AssessChange>, number: i32, key: &str) -> Result<()> {
    let mut change = seat.change(app).await?;
    let (request, _) = lock(&mut change, number).await?;
    request.check_editable()?;
    let line = agreed_line(&mut change, key, None).await?;
    write(change, &request, Edit { key: key.to_owned(), action: Action::Remove, base: Some(line.token()) }, seat.person.id).await
}

/// Takes an edit back: the line stays as it is agreed, or is not added.
///
/// # Errors
/// `NotFound` for an unknown change, `Refused` when it is no longer being assessed, and when there is no such edit.
pub async fn undo(app: &App, seat: &Seat<needs::AssessChange>, number: i32, key: &str) -> Result<()> {
    let mut change = seat.change(app).await?;
    let engagement = change.engagement();
    let (request, edits) = lock(&mut change, number).await?;
    request.check_editable()?;
    if !edits.iter().any(|edit| edit.key == key) {
        return Err(Refusal::new("refused-change-no-edit").into());
    }
    queries::delete_edit(&mut change, engagement, number, key).await?;
    edited(change, &request, key, "keep").await
}

/// Says what a change means: its edits are complete, and this is their impact.
///
/// # Errors
/// `NotFound` for an unknown change, `Refused` without edits, with stale ones, and when it is no longer being assessed.
pub async fn assess(app: &App, seat: &Seat<needs::AssessChange>, number: i32, impact: &str) -> Result<()> {
    let mut change = seat.change(app).await?;
    let (engagement, now) = (change.engagement(), change.now());
    let (request, edits) = lock(&mut change, number).await?;
    let (version, lines) = agreed(&mut change).await?;
    request.check_assessable(&lines, &edits)?;
    let (days, price_minor) = difference(&lines, &apply(&lines, &edits));
    queries::set_assessed(&mut change, engagement, number, impact, version, seat.person.id, now).await?;
    let currency = seat.engagement.currency.to_string();
    change.commit(ChangeEvent::Assessed { number, title: request.title, days, price_minor, currency }).await
}

/// What somebody read before offering a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Read {
    /// Of the text of the version that would carry it.
    pub digest: Digest,
    /// When the impact was assessed that stood above it; none: none stood there.
    pub assessed_at: Option<DateTime<Utc>>,
}

/// Offers an assessed change: proposes the version that carries it and signs that for the provider. `read` is what the signer
/// read; none: whatever it says now. Returns the version's number.
///
/// # Errors
/// `NotFound` for an unknown change, `Refused` when it is not assessed against the agreed version, when another draft or
/// proposal is open, when the name is not the signer's, and when another text was read.
pub async fn offer(app: &App, seat: &Seat<needs::OfferChange>, number: i32, typed_name: &str, read: Option<Read>) -> Result<i32> {
    check_name(typed_name, &seat.person.name)?;
    let mut change = seat.change(app).await?;
    let engagement = change.engagement();
    let (request, edits) = lock(&mut change, number).await?;
    let base = agreed(&mut change).await?;
    request.check_offerable(base.0)?;
    request.check_assessable(&base.1, &edits)?;
    if let Some(read) = read {
        request.check_impact_read(read.assessed_at)?;
    }
    let lines = apply(&base.1, &edits);
    let currency = seat.engagement.currency;
    let next = carried::next_number(&mut *change, engagement).await?;
    let shown = read.map(|read| read.digest).unwrap_or_else(|| crate::scope::digest::of_version(engagement, next, currency, &lines));
    let version = carried::propose(&mut change, currency, &base, &lines, seat.person.id, &seat.person.name, shown).await?;
    carried::sign(&mut change, currency, version, Side::Provider, seat.person.id, typed_name, shown).await?;
    queries::set_offered(&mut change, engagement, number, Some(version)).await?;
    change.commit(ChangeEvent::Offered { number, title: request.title, version, digest: shown.to_string() }).await?;
    Ok(version)
}

/// Takes an offer back: its version is withdrawn, the change is assessed as before.
///
/// # Errors
/// `NotFound` for an unknown change, `Refused` when it is not on offer.
pub async fn withdraw_offer(app: &App, seat: &Seat<needs::OfferChange>, number: i32) -> Result<()> {
    let mut change = seat.change(app).await?;
    let engagement = change.engagement();
    let (request, _) = lock(&mut change, number).await?;
    let version = request.check_on_offer()?;
    queries::set_offered(&mut change, engagement, number, None).await?;
    carried::withdraw(&mut change, version).await?;
    change.commit(ChangeEvent::OfferWithdrawn { number, title: request.title, version }).await
}

/// Accepts an offered change: signs its version for the client, which makes it the agreed one. `shown` as in [`offer`].
///
/// # Errors
/// `NotFound` for an unknown change, `Refused` when it is not on offer, when the name is not the signer's, and when another
/// text was read.
pub async fn accept(app: &App, seat: &Seat<needs::AcceptChange>, number: i32, typed_name: &str, shown: Digest) -> Result<i32> {
    check_name(typed_name, &seat.person.name)?;
    let mut change = seat.change(app).await?;
    let engagement = change.engagement();
    let (request, _) = lock(&mut change, number).await?;
    let version = request.check_on_offer()?;
    let agreed = carried::sign(&mut change, seat.engagement.currency, version, Side::Client, seat.person.id, typed_name, shown).await?;
    if !agreed {
        return Err(Error::Broken(anyhow::anyhow!("change {number} was offered without the provider's signature")));
    }
    end(&mut change, engagement, number, Status::Accepted, "", seat.person.id).await?;
    change.commit(ChangeEvent::Accepted { number, title: request.title, version }).await?;
    Ok(version)
}

/// Declines an offered change, saying why.
///
/// # Errors
/// `NotFound` for an unknown change, `Refused` when it is not on offer.
pub async fn decline(app: &App, seat: &Seat<needs::AcceptChange>, number: i32, reason: &str) -> Result<()> {
    let mut change = seat.change(app).await?;
    let engagement = change.engagement();
    let (request, _) = lock(&mut change, number).await?;
    let version = request.check_on_offer()?;
    carried::withdraw(&mut change, version).await?;
    end(&mut change, engagement, number, Status::Declined, reason, seat.person.id).await?;
    change.commit(ChangeEvent::Declined { number, title: request.title }).await
}

/// Gives a change of the own side up, saying why.
///
/// # Errors
/// `NotFound` for an unknown change, `Refused` when the other side raised it, when it is on offer, and when it has ended.
pub async fn withdraw(app: &App, seat: &Seat<needs::RaiseChange>, number: i32, reason: &str) -> Result<()> {
    let mut change = seat.change(app).await?;
    let engagement = change.engagement();
    let (request, _) = lock(&mut change, number).await?;
    request.check_withdrawable(seat.side())?;
    end(&mut change, engagement, number, Status::Withdrawn, reason, seat.person.id).await?;
    change.commit(ChangeEvent::Withdrawn { number, title: request.title }).await
}

/// Lets a change rest, saying why.
///
/// # Errors
/// `NotFound` for an unknown change, `Refused` when it is on offer, rests or has ended.
pub async fn park(app: &App, seat: &Seat<needs::ParkChange>, number: i32, reason: &str) -> Result<()> {
    let mut change = seat.change(app).await?;
    let engagement = change.engagement();
    let (request, _) = lock(&mut change, number).await?;
    request.check_editable()?;
    end(&mut change, engagement, number, Status::Parked, reason, seat.person.id).await?;
    change.commit(ChangeEvent::Parked { number, title: request.title }).await
}

/// Takes a change up again that rested; it is assessed anew.
///
/// # Errors
/// `NotFound` for an unknown change, `Refused` when it does not rest.
pub async fn resume(app: &App, seat: &Seat<needs::ParkChange>, number: i32) -> Result<()> {
    let mut change = seat.change(app).await?;
    let engagement = change.engagement();
    let (request, _) = lock(&mut change, number).await?;
    request.check_resumable()?;
    queries::set_raised(&mut change, engagement, number).await?;
    change.commit(ChangeEvent::Resumed { number, title: request.title }).await
}

fn check_name(typed: &str, own: &str) -> Result<()> {
    if is_own_name(typed, own) { Ok(()) } else { Err(Refusal::new("refused-scope-name").into()) }
}

/// The change and its edits as they are under the lock.
async fn lock(change: &mut Change, number: i32) -> Result<(ChangeRequest, Vec<Edit>)> {
    let engagement = change.engagement();
    let request = queries::request(&mut **change, engagement, number).await?.ok_or(Error::NotFound)?;
    let edits = queries::edits(&mut **change, engagement, number).await?;
    Ok((request, edits))
}

async fn agreed(change: &mut Change) -> Result<(i32, Vec<Line>)> {
    let engagement = change.engagement();
    Ok(carried::agreed_lines(&mut **change, engagement).await?.ok_or(Refusal::new("refused-change-before-scope"))?)
}

async fn agreed_line(change: &mut Change, key: &str, shown: Option<&str>) -> Result<Line> {
    let (_, lines) = agreed(change).await?;
    let line = lines.into_iter().find(|line| line.key == key).ok_or(Refusal::new("refused-scope-line-gone"))?;
    if shown.is_some_and(|shown| shown != line.token()) {
        return Err(Refusal::new("refused-scope-line-changed").into());
    }
    Ok(line)
}

async fn write(mut change: Change, request: &ChangeRequest, edit: Edit, by: Uuid) -> Result<()> {
    let (engagement, now) = (change.engagement(), change.now());
    queries::put_edit(&mut change, engagement, request.number, &edit, by, now).await?;
    edited(change, request, &edit.key, edit.action.as_str()).await
}

/// Ends an edit: what was assessed is raised again.
async fn edited(mut change: Change, request: &ChangeRequest, key: &str, action: &str) -> Result<()> {
    let engagement = change.engagement();
    let again = request.status == Status::Assessed;
    if again {
        queries::set_raised(&mut change, engagement, request.number).await?;
    }
    let (number, title) = (request.number, request.title.clone());
    change.commit(ChangeEvent::Edited { number, title, key: key.to_owned(), action: action.to_owned(), again }).await
}

async fn end(change: &mut Change, engagement: Uuid, number: i32, status: Status, reason: &str, by: Uuid) -> Result<()> {
    let now = change.now();
    queries::set_ended(change, engagement, number, status, reason, by, now).await?;
    Ok(())
}

/// The kind of line that a key stands for; a key of no kind names nothing.
pub(super) fn kind_of(key: &str) -> Result<Kind> {
    Kind::of_key(key).map_err(|_| Error::NotFound)
}
