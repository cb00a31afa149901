//! Checking that exactly what the events say was attached is in the record, and that it is in the store as it was.

use std::collections::BTreeMap;

use futures_util::TryStreamExt;
use sha2::{Digest as _, Sha256};
use sqlx::PgPool;
use uuid::Uuid;

use super::queries::{self, Recorded};
use crate::{
    base::digest::Digest,
    events::files::AttachedFile,
    store::{Address, Store, StoreError},
};

/// What is wrong with a version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// An event says that it was attached, and it is not in the record.
    NotRecorded,
    /// It is in the record, and no event says that it was attached.
    Unsaid,
    /// The record says something else of it than its event.
    Differs,
    /// There is nothing in the store.
    Missing,
    /// What is in the store is not what was recorded.
    Damaged,
    /// The store could not read it.
    Unreadable(String),
}

/// A version that is not as it should be.
#[derive(Clone, Debug)]
pub struct Damage {
    pub engagement: Uuid,
    pub file: i32,
    /// Which version of it.
    pub version: i32,
    /// What it is called.
    pub name: String,
    /// What is wrong.
    pub fault: Fault,
}

/// What the check found.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// How many versions were read.
    pub versions: u64,
    /// Those that are not as they should be.
    pub damaged: Vec<Damage>,
}

/// What an event says of a version.
#[derive(Debug, PartialEq, Eq)]
struct Said {
    name: String,
    bytes: u64,
    sha256: String,
}

/// Reads every version of one engagement, or of all, and compares it with its event and its digest. The events themselves
/// are what the check of their chain vouches for.
///
/// # Errors
/// When the database fails or the store is away; what is missing, differs or cannot be read is no error but a report.
pub async fn verify(db: &PgPool, store: &Store, engagement: Option<Uuid>) -> anyhow::Result<Report> {
    let mut report = Report::default();
    for engagement in queries::engagements(db, engagement).await? {
        let (versions, events) = queries::recorded(db, engagement).await?;
        let mut said = said(events);
        let damage = |file, version, name, fault| Damage { engagement, file, version, name, fault };
        for version in versions {
            report.versions += 1;
            let fault = match said.remove(&(version.file, version.version)) {
                None => Some(Fault::Unsaid),
                Some(said) if said != version.said() => Some(Fault::Differs),
                Some(_) => check(db, store, engagement, &version).await?,
            };
            report.damaged.extend(fault.map(|fault| damage(version.file, version.version, version.name, fault)));
        }
        let unrecorded = said.into_iter().map(|((file, version), said)| damage(file, version, said.name, Fault::NotRecorded));
        report.damaged.extend(unrecorded);
    }
    Ok(report)
}

/// What the check needs of an event about files. Where they were attached is not read: it may be at a thing of a kind that this
/// version of Tandem does not know.
#[derive(serde::Deserialize)]
#[serde(tag = "kind", content = "detail", rename_all = "snake_case")]
enum OfFiles {
    FilesAttached { files: Vec<AttachedFile> },
    FileTakenAway { number: i32 },
}

/// Which versions there are by what the events say, by file and version. Of what an event says that cannot be read, nothing is
/// said.
fn said(events: Vec<(String, serde_json::Value)>) -> BTreeMap<(i32, i32), Said> {
    let mut said = BTreeMap::new();
    for (kind, detail) in events {
        match serde_json::from_value(serde_json::json!({ "kind": kind, "detail": detail })) {
            Ok(OfFiles::FilesAttached { files }) => said.extend(
                files
                    .into_iter()
                    .map(|file| ((file.number, file.version), Said { name: file.name, bytes: file.bytes, sha256: file.sha256 })),
            ),
            Ok(OfFiles::FileTakenAway { number }) => said.retain(|(file, _), _| *file != number),
            Err(_) => {}
        }
    }
    said
}

impl Recorded {
    fn said(&self) -> Said {
        Said { name: self.name.clone(), bytes: self.bytes.unsigned_abs(), sha256: hex::encode(&self.sha256) }
    }
}

async fn check(db: &PgPool, store: &Store, engagement: Uuid, version: &Recorded) -> anyhow::Result<Option<Fault>> {
    // The database lets in no digest of another length.
    let address = Address { engagement, digest: Digest(version.sha256.as_slice().try_into()?), upload: version.upload };
    Ok(match read(store, &address).await {
        Ok(found) if found == (version.bytes.unsigned_abs(), address.digest) => None,
        Ok(_) => Some(Fault::Damaged),
        // It may have been taken away, and swept, since the record was read.
        Err(StoreError::Missing) => queries::is_recorded(db, engagement, version.file, version.version).await?.then_some(Fault::Missing),
        Err(error) => {
            // Nothing can be said of the files of a store that is away.
            store.answers().await?;
            Some(Fault::Unreadable(error.to_string()))
        }
    })
}

/// How long the content is that lies there, and what.
async fn read(store: &Store, address: &Address) -> Result<(u64, Digest), StoreError> {
    let (_, mut content) = store.read(address, None).await?;
    let (mut hasher, mut bytes) = (Sha256::new(), 0);
    while let Some(chunk) = content.try_next().await? {
        hasher.update(&chunk);
        bytes += chunk.len() as u64;
    }
    Ok((bytes, Digest(hasher.finalize().into())))
}
