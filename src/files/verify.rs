//! Checking that everything in the record is in the store, and is what was recorded.

use futures_util::TryStreamExt;
use sha2::{Digest as _, Sha256};
use sqlx::PgPool;
use uuid::Uuid;

use super::{
    Store,
    queries::{self, Recorded},
    store::StoreError,
};
use crate::base::digest::Digest;

/// How many versions are read from the database at once.
const PAGE: i64 = 200;

/// A version whose content is not what was recorded.
#[derive(Clone, Debug)]
pub struct Damage {
    /// In which engagement.
    pub engagement: Uuid,
    /// Which file.
    pub file: i32,
    /// Which version of it.
    pub version: i32,
    /// What it is called.
    pub name: String,
    /// Whether there is nothing at all.
    pub missing: bool,
}

/// What the check found.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// How many versions were read.
    pub versions: u64,
    /// Those that are damaged.
    pub damaged: Vec<Damage>,
}

/// Reads every version of one engagement, or of all, and compares it with its digest.
///
/// # Errors
/// When the database fails or the store cannot be reached; what is missing or differs is no error but a report.
pub async fn verify(db: &PgPool, store: &Store, engagement: Option<Uuid>) -> anyhow::Result<Report> {
    let mut report = Report::default();
    let mut after = None;
    loop {
        let page = queries::recorded(db, engagement, after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(report) };
        after = Some((last.engagement_id, last.file, last.version));
        for version in page {
            report.versions += 1;
            report.damaged.extend(check(store, version).await?);
        }
    }
}

async fn check(store: &Store, version: Recorded) -> anyhow::Result<Option<Damage>> {
    let damage = |missing| Damage {
        engagement: version.engagement_id,
        file: version.file,
        version: version.version,
        name: version.name.clone(),
        missing,
    };
    // The database lets in no digest of another length.
    let digest = Digest(version.sha256.as_slice().try_into()?);
    let mut content = match store.read(version.engagement_id, &digest, None).await {
        Ok((_, content)) => content,
        Err(StoreError::Missing) => return Ok(Some(damage(true))),
        Err(error) => return Err(error.into()),
    };
    let (mut hasher, mut bytes) = (Sha256::new(), 0);
    while let Some(chunk) = content.try_next().await? {
        hasher.update(&chunk);
        bytes += chunk.len() as u64;
    }
    let whole = bytes == version.bytes.unsigned_abs() && Digest(hasher.finalize().into()) == digest;
    Ok((!whole).then(|| damage(false)))
}
