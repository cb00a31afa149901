//! What is done with files, within the changes of the rooms whose things they are attached to.

use super::{
    Staged,
    model::{MOST_AT_PLACE, MOST_VERSIONS},
    queries,
};
use crate::{
    change::Change,
    error::{Error, Refusal},
    events::files::{AttachedFile, FileEvent},
    store::Limits,
    things::FilePlace,
    web::Seat,
};

/// Attaches files, each as the next version of its name at the place, and ends the change. Whether the place takes files from
/// this seat is for the caller to have checked under the change's lock; `title` is that of the thing.
///
/// # Errors
/// `Refused` when the engagement has no room for them, or the place or the file has too many.
pub async fn attach<N>(
    mut change: Change,
    seat: &Seat<N>,
    limits: &Limits,
    place: FilePlace,
    title: String,
    staged: Vec<Staged>,
) -> Result<(), Error> {
    let engagement = change.engagement();
    let kept = queries::kept(&mut *change, engagement).await?;
    limits.check_room(kept, staged.len() as u64, staged.iter().map(|file| file.bytes).sum(), seat.language())?;
    let mut files = Vec::with_capacity(staged.len());
    for file in &staged {
        let entered = queries::insert(&mut change, place, seat.person.id, seat.side(), file).await?;
        let entered = entered.ok_or(Refusal::new("refused-files-swept"))?;
        if entered.version > MOST_VERSIONS {
            return Err(Refusal::new("refused-files-most-versions").with("name", &file.name).with("most", MOST_VERSIONS).into());
        }
        files.push(AttachedFile {
            number: entered.number,
            version: entered.version,
            name: file.name.clone(),
            bytes: file.bytes,
            sha256: file.digest.to_string(),
        });
    }
    if queries::count_at(&mut change, place).await? > MOST_AT_PLACE {
        return Err(Refusal::new("refused-files-most-at-place").with("most", MOST_AT_PLACE).into());
    }
    change.commit(FileEvent::Attached { place, title, files }).await?;
    staged.into_iter().for_each(Staged::kept);
    Ok(())
}

/// Takes away a file that is laid ready at a deliverable, and ends the change.
///
/// # Errors
/// `Refused` when there is no such file any more: it was taken away, or handed in.
pub async fn take_away<N>(mut change: Change, seat: &Seat<N>, deliverable: i32, title: String, number: i32) -> Result<(), Error> {
    let name = queries::take_away(&mut change, deliverable, number, seat.person.id).await?;
    let name = name.ok_or(Refusal::new("refused-file-not-ready"))?;
    change.commit(FileEvent::TakenAway { place: FilePlace::Deliverable(deliverable), title, number, name }).await
}

/// Hands in what is laid ready at a deliverable with this submission of it.
///
/// # Errors
/// When the database fails.
pub async fn hand_in(change: &mut Change, deliverable: i32, submission: i32) -> sqlx::Result<()> {
    queries::bind_to_submission(change, deliverable, submission).await
}

/// Whether a reviewer has seen all files of the submission, `seen` versions of them.
///
/// # Errors
/// `Refused` when files came in since.
pub async fn check_seen(change: &mut Change, deliverable: i32, submission: i32, seen: i64) -> Result<(), Error> {
    if queries::count_versions(change, deliverable, submission).await? == seen {
        Ok(())
    } else {
        Err(Refusal::new("refused-files-added").with("submission", submission).into())
    }
}
