//! The front door for changes: a version that carries one is proposed, signed and given up by the same statements as any
//! other, but inside the change's own transaction.

use sqlx::PgExecutor;
use uuid::Uuid;

use super::{
    acts, digest,
    line::{Kind, Line},
    model::Signature,
    queries,
};
use crate::{
    access::Side,
    base::{digest::Digest, money::Currency},
    change::Change,
    error::Refusal,
    web::Result,
};

/// The agreed version's number and lines; none before there is one. One statement.
///
/// # Errors
/// When the database fails.
pub async fn agreed_lines(db: impl PgExecutor<'_>, engagement: Uuid) -> sqlx::Result<Option<(i32, Vec<Line>)>> {
    queries::agreed_lines(db, engagement).await
}

/// The lines of a version, in order. One statement.
///
/// # Errors
/// When the database fails.
pub async fn lines(db: impl PgExecutor<'_>, engagement: Uuid, version: i32) -> sqlx::Result<Vec<Line>> {
    queries::lines(db, engagement, version).await
}

/// The number that the next version gets, as things stand. One statement.
///
/// # Errors
/// When the database fails.
pub async fn next_number(db: impl PgExecutor<'_>, engagement: Uuid) -> sqlx::Result<i32> {
    queries::next_number(db, engagement).await
}

/// A key that no line ever had.
///
/// # Errors
/// When the database fails.
pub async fn new_key(change: &mut Change, kind: Kind) -> Result<String> {
    let engagement = change.engagement();
    Ok(queries::new_key(change, engagement, kind).await?)
}

/// Proposes `lines` as a version that was never a draft of its own; `base` is the agreed version that they change. `shown` is
/// the digest of the text that was read. Returns its number.
///
/// # Errors
/// `Refused` while a draft or proposal is open, when the lines cannot be proposed, and when another text was read.
pub async fn propose(
    change: &mut Change,
    currency: Currency,
    base: &(i32, Vec<Line>),
    lines: &[Line],
    by: Uuid,
    by_name: &str,
    shown: Digest,
) -> Result<i32> {
    let (engagement, now) = (change.engagement(), change.now());
    if queries::leading(&mut **change, engagement).await?.open.is_some() {
        return Err(Refusal::new("refused-draft-exists").into());
    }
    let number = queries::next_number(&mut **change, engagement).await?;
    queries::insert_draft(change, engagement, number, by, now).await?;
    write(change, number, base, lines).await?;
    let lines = queries::lines(&mut **change, engagement, number).await?;
    let digest = digest::of_version(engagement, number, currency, &lines);
    acts::lock(change, number).await?.propose(&lines, by_name, now, digest)?;
    if digest != shown {
        return Err(Refusal::new("refused-other-text").into());
    }
    queries::set_proposed(change, engagement, number, by, now, digest).await?;
    Ok(number)
}

/// Copies the base and writes what differs from it.
async fn write(change: &mut Change, number: i32, (base, before): &(i32, Vec<Line>), after: &[Line]) -> Result<()> {
    let engagement = change.engagement();
    queries::copy_lines(change, engagement, *base, number).await?;
    for line in before.iter().filter(|line| !after.iter().any(|after| after.key == line.key)) {
        queries::delete_line(change, engagement, number, &line.key).await?;
    }
    for line in after {
        match before.iter().find(|before| before.key == line.key) {
            None => queries::insert_line(change, engagement, number, &line.key, &line.content).await?,
            Some(before) if before.content != line.content => {
                queries::update_line(change, engagement, number, &line.key, &line.content).await?;
            }
            Some(_) => {}
        }
    }
    Ok(())
}

/// Signs the version for a side. `shown` is the digest of the text that was read. Returns whether the version is agreed now.
///
/// # Errors
/// As [`acts::sign`].
pub async fn sign(change: &mut Change, currency: Currency, version: i32, side: Side, by: Uuid, name: &str, shown: Digest) -> Result<bool> {
    let proposed = acts::lock(change, version).await?;
    let signature = Signature { side, name: name.to_owned(), at: change.now() };
    acts::seal(change, currency, proposed, signature, by, shown).await
}

/// Gives the version up.
///
/// # Errors
/// `Refused` when it is agreed or given up already.
pub async fn withdraw(change: &mut Change, version: i32) -> Result<()> {
    let (engagement, now) = (change.engagement(), change.now());
    acts::lock(change, version).await?.withdraw(now)?;
    Ok(queries::set_withdrawn(change, engagement, version, now).await?)
}
