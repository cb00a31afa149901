//! Taking a file in: into the store while it is hashed and counted, and only then, in a change, into the record.
//!
//! In this order, so that a crash at any point leaves all of it or what the sweeper finds: a row says what will be written;
//! the bytes are written under the upload's id; the row says of which content they are; they move to that content's address;
//! the change enters the version and takes the row away. Saying the content first and under the engagement's lock keeps the
//! sweeper, which removes content under the same lock, from taking what another upload of the same content relies on.

use bytes::{Bytes, BytesMut};
use chrono::TimeDelta;
use futures_util::{Stream, StreamExt, pin_mut};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::{
    model::{self, SNIFFED, clean_name},
    queries,
    store::PART,
    sweep,
};
use crate::{app::App, base::digest::Digest, web::Error};

/// An upload that is neither kept nor given up after this time is swept. Longer than any upload may last.
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
                if let Err(error) = sweep::let_go(&app, engagement, id).await {
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
    /// There is nothing in it.
    #[error("empty")]
    Empty,
    /// It did not come to its end.
    #[error("broken off")]
    BrokenOff,
    /// The store or the database failed.
    #[error(transparent)]
    Failed(#[from] anyhow::Error),
}

impl From<sqlx::Error> for Fault {
    fn from(error: sqlx::Error) -> Self {
        Fault::Failed(error.into())
    }
}

impl From<super::store::StoreError> for Fault {
    fn from(error: super::store::StoreError) -> Self {
        Fault::Failed(error.into())
    }
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::TooLarge => Error::TooLarge,
            Fault::Empty | Fault::BrokenOff => Error::Unreadable,
            Fault::Failed(error) => error.into(),
        }
    }
}

/// Takes a file in for an engagement, from a stream of its bytes; `name` as it was sent.
///
/// # Errors
/// [`Fault`]; nothing is left of it then.
pub async fn stage<E>(app: &App, engagement: Uuid, name: &str, content: impl Stream<Item = Result<Bytes, E>>) -> Result<Staged, Fault> {
    let store = &app.settings.files.store;
    let largest = app.settings.files.limits.largest;
    let loose = Loose { app: app.clone(), engagement, id: Uuid::new_v4(), kept: false };
    queries::begin_upload(&app.db, engagement, loose.id, app.clock.now() + SWEPT_AFTER).await?;
    let mut upload = store.begin(loose.id).await?;
    if let Some(multipart) = upload.name() {
        queries::name_upload(&app.db, engagement, loose.id, multipart).await?;
    }
    let (mut hasher, mut bytes, mut media_type, mut part) = (Sha256::new(), 0, None, BytesMut::new());
    pin_mut!(content);
    while let Some(chunk) = content.next().await {
        let chunk = chunk.map_err(|_| Fault::BrokenOff)?;
        bytes += chunk.len() as u64;
        if bytes > largest {
            return Err(Fault::TooLarge);
        }
        hasher.update(&chunk);
        part.extend_from_slice(&chunk);
        if media_type.is_none() && part.len() >= SNIFFED {
            media_type = Some(model::media_type(&part));
        }
        while part.len() >= PART {
            upload.write(part.split_to(PART).freeze()).await?;
        }
    }
    if bytes == 0 {
        return Err(Fault::Empty);
    }
    let media_type = media_type.unwrap_or_else(|| model::media_type(&part));
    if !part.is_empty() {
        upload.write(part.freeze()).await?;
    }
    upload.complete().await?;
    let digest = Digest(hasher.finalize().into());
    queries::name_content(&app.db, engagement, loose.id, &digest).await?;
    store.keep(loose.id, engagement, &digest).await?;
    Ok(Staged { loose, name: clean_name(name), digest, bytes, media_type })
}
