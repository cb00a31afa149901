//! What people do to the scope.

use uuid::Uuid;

use super::{
    digest,
    line::{self, Direction, Line, LineContent, MOST_LINES, NewLine},
    model::{Signature, Status, Version},
    queries,
};
use crate::{
    access::needs,
    app::App,
    base::{digest::Digest, money::Currency, text::is_own_name},
    change::Change,
    error::{Error, Refusal},
    events::scope::ScopeEvent,
    web::{Result, Seat},
};

/// Begins a draft with the lines of the agreed version, if there is one. Returns its number.
///
/// # Errors
/// `Refused` while another draft or proposal is open.
pub async fn begin_draft(app: &App, seat: &Seat<needs::DraftScope>) -> Result<i32> {
    let mut change = seat.change(app).await?;
    let (engagement, now) = (change.engagement(), change.now());
    let leading = queries::leading(&mut *change, engagement).await?;
    if leading.open.is_some() {
        return Err(Refusal::new("refused-draft-exists").into());
    }
    let number = queries::next_number(&mut *change, engagement).await?;
    queries::insert_draft(&mut change, engagement, number, seat.person.id, now).await?;
    if let Some(agreed) = leading.agreed {
        queries::copy_lines(&mut change, engagement, agreed.number, number).await?;
    }
    change.commit(ScopeEvent::Drafted { version: number }).await?;
    Ok(number)
}

/// Writes a line at the end of its section of a draft. Returns its key.
///
/// # Errors
/// `NotFound` for an unknown version, `Refused` when it is no draft any more, or has as many lines as it can have
/// (`refused-scope-too-many-lines`).
pub async fn add_line(app: &App, seat: &Seat<needs::DraftScope>, version: i32, new: NewLine) -> Result<String> {
    let mut change = seat.change(app).await?;
    let engagement = change.engagement();
    lock(&mut change, version).await?.check_editable()?;
    if queries::count_lines(&mut *change, engagement, version).await? >= MOST_LINES as i64 {
        return Err(Refusal::new("refused-scope-too-many-lines").into());
    }
    let key = queries::new_key(&mut change, engagement, new.kind).await?;
    queries::insert_line(&mut change, engagement, version, &key, &new.content).await?;
    change.commit(ScopeEvent::LineAdded { version, key: key.clone(), title: new.content.title }).await?;
    Ok(key)
}

/// Changes a line of a draft. `shown` is the token of the line that was to be changed; none: whatever it is now.
///
/// # Errors
/// `NotFound` for an unknown version, `Refused` when it is no draft any more, when the line was taken out, and
/// (`refused-scope-line-changed`) when the line was changed since it was shown.
pub async fn change_line(
    app: &App,
    seat: &Seat<needs::DraftScope>,
    version: i32,
    key: &str,
    content: LineContent,
    shown: Option<&str>,
) -> Result<()> {
    let mut change = seat.change(app).await?;
    let engagement = change.engagement();
    let (_, line) = lock_line(&mut change, version, key, shown).await?;
    // What says the same is no change, so nothing happened.
    if line.content == content {
        return Ok(());
    }
    queries::update_line(&mut change, engagement, version, key, &content).await?;
    change.commit(ScopeEvent::LineChanged { version, key: key.to_owned(), title: content.title }).await
}

/// Moves a line of a draft past its neighbour; at the edge of its section it stays.
///
/// # Errors
/// As [`change_line`].
pub async fn move_line(app: &App, seat: &Seat<needs::DraftScope>, version: i32, key: &str, direction: Direction) -> Result<()> {
    let mut change = seat.change(app).await?;
    let engagement = change.engagement();
    let (lines, line) = lock_line(&mut change, version, key, None).await?;
    let Some(neighbour) = line::neighbour(&lines, key, direction) else { return Ok(()) };
    queries::swap_lines(&mut change, engagement, version, key, &neighbour.key).await?;
    change.commit(ScopeEvent::LineChanged { version, key: key.to_owned(), title: line.content.title }).await
}

/// Takes a line out of a draft. Its key is never given to another.
///
/// # Errors
/// As [`change_line`].
pub async fn remove_line(app: &App, seat: &Seat<needs::DraftScope>, version: i32, key: &str, shown: Option<&str>) -> Result<()> {
    let mut change = seat.change(app).await?;
    let engagement = change.engagement();
    let (_, line) = lock_line(&mut change, version, key, shown).await?;
    queries::delete_line(&mut change, engagement, version, key).await?;
    change.commit(ScopeEvent::LineRemoved { version, key: key.to_owned(), title: line.content.title }).await
}

/// Freezes a draft under its digest and asks both sides to sign. `shown` is the digest of the draft that was read; none:
/// whatever it is now. Returns the digest.
///
/// # Errors
/// `NotFound` for an unknown version, `Refused` when it is no draft any more, has no service, or was changed since it
/// was shown.
pub async fn propose(app: &App, seat: &Seat<needs::ProposeScope>, version: i32, shown: Option<Digest>) -> Result<Digest> {
    let mut change = seat.change(app).await?;
    let (engagement, now) = (change.engagement(), change.now());
    let draft = lock(&mut change, version).await?;
    let lines = queries::lines(&mut *change, engagement, version).await?;
    let digest = digest::of_version(engagement, version, seat.engagement.currency, &lines);
    draft.propose(&lines, &seat.person.name, now, digest)?;
    if shown.is_some_and(|shown| shown != digest) {
        return Err(Refusal::new("refused-scope-draft-changed").into());
    }
    queries::set_proposed(&mut change, engagement, version, seat.person.id, now, digest).await?;
    change.commit(ScopeEvent::Proposed { version, digest: digest.to_string() }).await?;
    Ok(digest)
}

/// Signs a proposed version for the signer's side; the second signature makes it the agreed one, and the one before
/// superseded. `shown` is the digest of the text that was read. Returns whether the version is agreed now.
///
/// # Errors
/// `NotFound` for an unknown version, `Refused` when the name is not the signer's, when there is nothing to be signed
/// (any more), and when another text was read than is proposed.
pub async fn sign(app: &App, seat: &Seat<needs::SignScope>, version: i32, typed_name: &str, shown: Digest) -> Result<bool> {
    if !is_own_name(typed_name, &seat.person.name) {
        return Err(Refusal::new("refused-scope-name").into());
    }
    let mut change = seat.change(app).await?;
    let (now, side) = (change.now(), seat.side());
    let proposed = lock_own(&mut change, version).await?;
    let signature = Signature { side, name: typed_name.to_owned(), at: now };
    let agreed = seal(&mut change, seat.engagement.currency, proposed, signature, seat.person.id, shown).await?;
    change.commit(ScopeEvent::Signed { version, side, agreed }).await?;
    Ok(agreed)
}

/// Puts a signature under a proposed version; with the second it becomes the agreed one. Returns whether it did.
pub(super) async fn seal(
    change: &mut Change,
    currency: Currency,
    proposed: Version,
    signature: Signature,
    by: Uuid,
    shown: Digest,
) -> Result<bool> {
    let (engagement, now, version, side) = (change.engagement(), change.now(), proposed.number, signature.side);
    let lines = queries::lines(&mut **change, engagement, version).await?;
    let text = digest::of_version(engagement, version, currency, &lines);
    let name = signature.name.clone();
    let agreed = proposed.sign(signature, shown, text)?.status() == Status::Agreed;
    queries::insert_signature(change, engagement, version, side, by, &name, now, shown).await?;
    if agreed {
        // In this order: there is only one agreed version at any moment.
        queries::supersede_agreed(change, engagement, now).await?;
        queries::set_agreed(change, engagement, version, now).await?;
    }
    Ok(agreed)
}

/// Gives up a draft, or a proposal that is not agreed.
///
/// # Errors
/// `NotFound` for an unknown version, `Refused` when it was agreed or withdrawn before.
pub async fn withdraw(app: &App, seat: &Seat<needs::ProposeScope>, version: i32) -> Result<()> {
    let mut change = seat.change(app).await?;
    let (engagement, now) = (change.engagement(), change.now());
    lock_own(&mut change, version).await?.withdraw(now)?;
    queries::set_withdrawn(&mut change, engagement, version, now).await?;
    change.commit(ScopeEvent::Withdrawn { version }).await
}

/// The same of a version that carries no change: one that does is signed and given up with its change.
async fn lock_own(change: &mut Change, version: i32) -> Result<Version> {
    let version = lock(change, version).await?;
    version.check_own()?;
    Ok(version)
}

/// The version as it is under the change's lock.
pub(super) async fn lock(change: &mut Change, version: i32) -> Result<Version> {
    let engagement = change.engagement();
    queries::version(&mut **change, engagement, version).await?.ok_or(Error::NotFound)
}

/// All lines of a draft and the one under `key`, which must be the one that was shown.
async fn lock_line(change: &mut Change, version: i32, key: &str, shown: Option<&str>) -> Result<(Vec<Line>, Line)> {
    lock(change, version).await?.check_editable()?;
    let engagement = change.engagement();
    let lines = queries::lines(&mut **change, engagement, version).await?;
    let line = lines.iter().find(|line| line.key == key).cloned().ok_or(Refusal::new("refused-scope-line-gone"))?;
    if shown.is_some_and(|shown| shown != line.token()) {
        return Err(Refusal::new("refused-scope-line-changed").into());
    }
    Ok((lines, line))
}
