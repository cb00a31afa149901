//! Taking a file in: into the store while it is hashed and counted, and only then, in a change, into the record.
//!
//! In this order, so that a crash at any point leaves all of it or what the sweeper finds: a row says what will be written;
//! the bytes are written under the upload's id, and counted in the row; the row says of which content they are; they move to
//! the address of that content and this upload; the change enters the version and takes the row away, unless it was given
//! up meanwhile.

use bytes::{Bytes, BytesMut};
use chrono::TimeDelta;
use futures_util::{Stream, StreamExt, pin_mut};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::{
    model::{self, SNIFFED, clean_name},
    queries, sweep,
};
use crate::{
    app::App,
    base::digest::Digest,
    error::{Error, Refusal},
    store::{Address, PART, StoreError},
};

/// What nothing holds is swept after this time: longer than any upload may last, and than a backup of the files that follows
/// one of the database.
pub const SWEPT_AFTER: TimeDelta = TimeDelta::hours(24);

/// A file that is in the store and not yet in the record. Dropped, it is removed again.
#[must_use = "a file that is not attached is removed again"]
pub struct Staged {
    loose: Loose,
    /// What it is called.
    pub name: String,
    /// Of its content.
    pub digest: Digest,
    /// Its size.
    pub bytes: u64,
    /// What its first bytes say it is.
    pub media_type: &'static str,
}

impl Staged {
    /// The id of its upload.
    #[must_use]
    pub fn id(&self) -> Uuid {
        self.loose.id
    }

    /// It is in the record.
    pub(super) fn kept(mut self) {
        self.loose.kept = true;
    }
}

/// What there is of an upload in the store.
struct Loose {
    app: App,
    engagement: Uuid,
    id: Uuid,
    kept: bool,
}

impl Drop for Loose {
    fn drop(&mut self) {
        let Ok(runtime) = tokio::runtime::Handle::try_current() else { return };
        if !self.kept {
            let (app, engagement, id) = (self.app.clone(), self.engagement, self.id);
            // Left to the sweeper when it fails. What was recorded after all has no row any more, and stays.
            runtime.spawn(async move {
                if let Err(error) = sweep::give_up(&app, engagement, id).await {
                    tracing::warn!(error = format!("{error:#}"), "an upload was not removed; the sweeper will");
                }
            });
        }
    }
}

/// Why a file was not taken.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// It is longer than a file may be.
    #[error("too large")]
    TooLarge,
    /// The engagement has no room for it.
    #[error("no room")]
    NoRoom,
    /// It took so long that it was swept.
    #[error("given up")]
    GivenUp,
    /// There is nothing in it.
    #[error("empty")]
    Empty,
    /// It did not come to its end.
    #[error("broken off")]
    BrokenOff,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::TooLarge | Fault::NoRoom => Error::TooLarge,
            Fault::GivenUp => Refusal::new("refused-files-swept").into(),
            Fault::Empty | Fault::BrokenOff => Error::Unreadable,
            Fault::Store(error) => error.into(),
            Fault::Database(error) => error.into(),
        }
    }
}

/// Takes a file in for an engagement, from a stream of its bytes; `name` as it was sent.
///
/// # Errors
/// [`Fault`]; nothing is left of it then.
pub async fn stage<E>(app: &App, engagement: Uuid, name: &str, content: impl Stream<Item = Result<Bytes, E>>) -> Result<Staged, Fault> {
    let store = &app.settings.files.store;
    let limits = &app.settings.files.limits;
    let loose = Loose { app: app.clone(), engagement, id: Uuid::now_v7(), kept: false };
    queries::loose::begin_upload(&app.db, engagement, loose.id, app.clock.now() + SWEPT_AFTER).await?;
    let mut upload = store.begin(loose.id).await?;
    if let Some(multipart) = upload.name() {
        queries::loose::name_upload(&app.db, engagement, loose.id, multipart).await?;
    }
    let (mut hasher, mut bytes, mut media_type, mut part) = (Sha256::new(), 0, None, BytesMut::new());
    pin_mut!(content);
    loop {
        let chunk = content.next().await.transpose().map_err(|_| Fault::BrokenOff)?;
        let is_whole = chunk.is_none();
        if let Some(chunk) = chunk {
            bytes += chunk.len() as u64;
            if bytes > limits.largest {
                return Err(Fault::TooLarge);
            }
            hasher.update(&chunk);
            part.extend_from_slice(&chunk);
        }
        if media_type.is_none() && (part.len() >= SNIFFED || is_whole) {
            media_type = Some(model::media_type(&part));
        }
        while part.len() >= PART || is_whole && !part.is_empty() {
            let taken = queries::loose::count_upload(&app.db, engagement, loose.id, bytes).await?.ok_or(Fault::GivenUp)?;
            if taken > limits.room {
                return Err(Fault::NoRoom);
            }
            upload.write(part.split_to(part.len().min(PART)).freeze()).await?;
        }
        if is_whole {
            break;
        }
    }
    let media_type = media_type.filter(|_| bytes > 0).ok_or(Fault::Empty)?;
    upload.complete().await?;
    let address = Address { engagement, digest: Digest(hasher.finalize().into()), upload: Some(loose.id) };
    if !queries::loose::name_content(&app.db, loose.id, &address).await? {
        return Err(Fault::GivenUp);
    }
    store.keep(loose.id, &address).await?;
    Ok(Staged { loose, name: clean_name(name), digest: address.digest, bytes, media_type })
}
