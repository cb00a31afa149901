//! Where the bytes lie: a folder, or a bucket of anything that speaks S3.
//!
//! An upload is written under `staging/`, by its id, and moved to its content's [`Address`] when it is whole: no address ever
//! shows half a file, and none is used twice, so that what is removed late, or twice, is never something else. The store
//! knows nothing of engagements and people; what it holds is found by the database only.

mod room;
mod uploads;

use std::{
    fmt,
    ops::Range,
    os::unix::fs::{DirBuilderExt, PermissionsExt},
    path::{Path as Folder, PathBuf},
    sync::Arc,
    time::Duration,
};

use anyhow::{Context, anyhow};
use bytes::Bytes;
use futures_util::{StreamExt, stream::BoxStream};
use object_store::{
    ClientOptions, GetOptions, GetRange, MultipartId, MultipartUpload, ObjectStore, ObjectStoreExt, RetryConfig,
    aws::{AmazonS3, AmazonS3Builder},
    local::LocalFileSystem,
    memory::InMemory,
    multipart::{MultipartStore, PartId},
    path::Path,
};
use uuid::Uuid;

use crate::{base::digest::Digest, error::Error};

pub use room::{Kept, Limits};
pub use uploads::Uploads;

/// Where files are kept, and how much of them.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where.
    pub store: Store,
    /// How much.
    pub limits: Limits,
}

/// Uploads go to the store in parts of this size: what one of them holds in memory. S3 wants 5 MiB at least, all alike.
pub const PART: usize = 8 * 1024 * 1024;

/// What object stores can copy in one piece.
pub const LARGEST_OBJECT: u64 = 5_000_000_000;

/// Whoever opens a file, or begins to send one, waits no longer for the store than this.
const ANSWERS_WITHIN: Duration = Duration::from_secs(10);
/// And it is asked so often again meanwhile.
const TRIES: usize = 5;
/// A bucket that sends nothing for so long has failed. How long it goes on sending is the reader's affair.
const SILENCE: Duration = Duration::from_secs(30);
/// A [`PART`] may be on its way for so long: on a slow line several uploads share it, and meanwhile the bucket is silent.
const LONGEST_PART: Duration = Duration::from_secs(300);
/// A part that was lost on the way is sent again, but not for longer than this.
const LONGEST_TRIES: Duration = Duration::from_secs(600);
/// But to put a large object together, or to copy it, it may take so long.
const LONGEST_MOVE: Duration = Duration::from_secs(3600);

/// Where a bucket is and how to enter it.
#[derive(Clone)]
pub struct Bucket {
    /// `https://s3.example.com`; none: Amazon's own.
    pub url: Option<String>,
    pub name: String,
    pub region: String,
    /// The key's name.
    pub key: String,
    /// The key's secret.
    pub secret: String,
}

impl Bucket {
    fn client(&self, options: ClientOptions, retry: RetryConfig) -> anyhow::Result<AmazonS3> {
        let mut builder = AmazonS3Builder::new()
            .with_bucket_name(&self.name)
            .with_region(&self.region)
            .with_access_key_id(&self.key)
            .with_secret_access_key(&self.secret)
            .with_client_options(options)
            .with_retry(retry);
        if let Some(url) = &self.url {
            // Whether that may be is for `config::check` to say.
            builder = builder.with_endpoint(url).with_allow_http(url.starts_with("http://"));
        }
        builder.build().context("the bucket's settings cannot be understood")
    }
}

/// Why the store could not do something.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no such object.
    #[error("the object is not in the file store")]
    Missing,
    /// The store cannot be reached, or does not do its work; it is worth trying again.
    #[error("the file store is away: {0}")]
    Away(anyhow::Error),
    /// The store refused.
    #[error("the file store: {0}")]
    Failed(object_store::Error),
    /// The folder failed.
    #[error("the file store's folder: {0}")]
    Folder(#[from] std::io::Error),
}

impl From<object_store::Error> for StoreError {
    fn from(error: object_store::Error) -> Self {
        match error {
            object_store::Error::NotFound { .. } => StoreError::Missing,
            error @ object_store::Error::Generic { .. } => StoreError::Away(error.into()),
            error => StoreError::Failed(error),
        }
    }
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Away(error) => Error::FilesAway(error),
            error => Error::Broken(error.into()),
        }
    }
}

/// What the store answers.
pub type Result<T> = std::result::Result<T, StoreError>;

/// Where content lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Address {
    pub engagement: Uuid,
    pub digest: Digest,
    /// Which upload brought it: the same content lies there once for each. None: it was brought before uploads were told apart,
    /// and may be the content of several versions.
    pub upload: Option<Uuid>,
}

impl Address {
    fn path(&self) -> Path {
        let name = match self.upload {
            Some(upload) => format!("{}-{upload}", self.digest),
            None => self.digest.to_string(),
        };
        Path::from_iter([self.engagement.to_string(), name])
    }
}

/// A store. Cloning shares it.
#[derive(Clone)]
pub struct Store {
    objects: Arc<dyn ObjectStore>,
    /// The same, patient enough for [`LONGEST_MOVE`].
    moving: Arc<dyn ObjectStore>,
    staging: Staging,
}

/// How uploads are written, so that after a crash the rest of one can be removed by what is known of it.
#[derive(Clone)]
enum Staging {
    /// Each in a folder of its own below this one.
    Folder(PathBuf),
    /// Each under the name that the store gives it, in parts that may take [`LONGEST_PART`]; whole, it is put together by the
    /// patient one.
    Parts { store: Arc<dyn MultipartStore>, parts: Arc<dyn MultipartStore>, moving: Arc<dyn MultipartStore> },
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.staging {
            Staging::Folder(folder) => write!(f, "Folder({})", folder.display()),
            Staging::Parts { .. } => f.write_str("Parts"),
        }
    }
}

fn staged(id: Uuid) -> Path {
    Path::from_iter(["staging", &id.to_string(), "content"])
}

impl Store {
    /// A folder; made if it is not there, for this account alone.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn in_folder(folder: &Folder) -> anyhow::Result<Store> {
        let cannot = || format!("files cannot be kept in {}", folder.display());
        std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder).with_context(cannot)?;
        let mode = std::fs::metadata(folder).with_context(cannot)?.permissions().mode();
        if mode & 0o077 != 0 {
            let mode = format!("{:o}", mode & 0o777);
            tracing::warn!(folder = %folder.display(), mode, "other accounts of this machine may enter the folder of files; `chmod 700` keeps them out");
        }
        // What was answered with success is on the disk, whatever becomes of the machine.
        let objects = Arc::new(LocalFileSystem::new_with_prefix(folder).with_context(cannot)?.with_fsync(true));
        let staging = Staging::Folder(std::path::absolute(folder)?.join("staging"));
        Ok(Store { objects: objects.clone(), moving: objects, staging })
    }

    /// A bucket.
    ///
    /// # Errors
    /// When its settings cannot be understood. Whether it can be entered shows when it is used.
    pub fn in_bucket(bucket: &Bucket) -> anyhow::Result<Store> {
        let soon = RetryConfig { max_retries: TRIES, retry_timeout: ANSWERS_WITHIN, ..RetryConfig::default() };
        let objects = Arc::new(bucket.client(ClientOptions::new().with_timeout_disabled().with_read_timeout(SILENCE), soon)?);
        let moving = Arc::new(bucket.client(ClientOptions::new().with_timeout(LONGEST_MOVE), RetryConfig::default())?);
        let again = RetryConfig { retry_timeout: LONGEST_TRIES, ..RetryConfig::default() };
        let parts = Arc::new(bucket.client(ClientOptions::new().with_timeout(LONGEST_PART), again)?);
        let staging = Staging::Parts { store: objects.clone(), parts, moving: moving.clone() };
        Ok(Store { objects, moving, staging })
    }

    /// Memory: for commands that touch no files.
    #[must_use]
    pub fn in_memory() -> Store {
        let objects = Arc::new(InMemory::new());
        let staging = Staging::Parts { store: objects.clone(), parts: objects.clone(), moving: objects.clone() };
        Store { objects: objects.clone(), moving: objects, staging }
    }

    /// Whether it can be reached and does its work.
    ///
    /// # Errors
    /// [`StoreError::Away`] when it does not.
    pub async fn answers(&self) -> Result<()> {
        in_time(async {
            match &self.staging {
                // A folder of another machine that is not there, for one, is no folder without files.
                Staging::Folder(folder) => match folder.parent().map(tokio::fs::metadata) {
                    Some(found) => found.await.map(|_| ()).map_err(|error| StoreError::Away(error.into())),
                    None => Ok(()),
                },
                Staging::Parts { .. } => match self.objects.head(&staged(Uuid::nil())).await.map_err(StoreError::from) {
                    Err(StoreError::Away(error)) => Err(StoreError::Away(error)),
                    _ => Ok(()),
                },
            }
        })
        .await
    }

    /// Begins to write an upload.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn begin(&self, id: Uuid) -> Result<Upload> {
        in_time(self.create(id)).await
    }

    async fn create(&self, id: Uuid) -> Result<Upload> {
        let path = staged(id);
        let writing = match &self.staging {
            Staging::Folder(_) => {
                // It would be made anew.
                self.answers().await?;
                Writing::File(self.objects.put_multipart(&path).await?)
            }
            Staging::Parts { store, parts, moving } => {
                let name = store.create_multipart(&path).await?;
                Writing::Parts { parts: parts.clone(), moving: moving.clone(), name, written: Vec::new() }
            }
        };
        Ok(Upload { path, writing })
    }

    /// Moves a whole upload to the address of its content.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn keep(&self, upload: Uuid, address: &Address) -> Result<()> {
        self.moving.rename(&staged(upload), &address.path()).await?;
        self.remove_staged(upload, None).await
    }

    /// Removes what there is of an upload, whole or not; `name` as [`Upload::name`] gave it.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn remove_staged(&self, id: Uuid, name: Option<&str>) -> Result<()> {
        match &self.staging {
            Staging::Folder(folder) => match tokio::fs::remove_dir_all(folder.join(id.to_string())).await {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
                Err(_) => self.answers().await,
                Ok(()) => Ok(()),
            },
            Staging::Parts { store, .. } => {
                if let Some(name) = name {
                    // What was completed, or removed before, is not there to be aborted: stores answer this in many ways.
                    let aborted = store.abort_multipart(&staged(id), &name.to_owned()).await;
                    tracing::debug!(?aborted, "an upload in parts was let go");
                }
                self.gone(self.objects.delete(&staged(id)).await).await
            }
        }
    }

    /// Removes content.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn remove(&self, address: &Address) -> Result<()> {
        self.gone(self.objects.delete(&address.path()).await).await
    }

    /// What is not there is removed, unless nothing is there at all.
    async fn gone(&self, removed: object_store::Result<()>) -> Result<()> {
        match removed.map_err(StoreError::from) {
            Err(StoreError::Missing) => self.answers().await,
            removed => removed,
        }
    }

    /// Reads content, or a part of it. Answers the size of the whole, too.
    ///
    /// # Errors
    /// [`StoreError::Missing`], and when the store fails.
    pub async fn read(&self, address: &Address, range: Option<Range<u64>>) -> Result<(u64, BoxStream<'static, Result<Bytes>>)> {
        let options = GetOptions { range: range.map(GetRange::Bounded), ..GetOptions::default() };
        let found = in_time(async { Ok(self.objects.get_opts(&address.path(), options).await?) }).await;
        if matches!(found, Err(StoreError::Missing)) {
            self.answers().await?;
        }
        let found = found?;
        let size = found.meta.size;
        Ok((size, found.into_stream().map(|chunk| chunk.map_err(StoreError::from)).boxed()))
    }
}

async fn in_time<T>(answer: impl Future<Output = Result<T>>) -> Result<T> {
    match tokio::time::timeout(ANSWERS_WITHIN, answer).await {
        Ok(answered) => answered,
        Err(_) => Err(StoreError::Away(anyhow!("it does not answer within {ANSWERS_WITHIN:?}"))),
    }
}

/// An upload that is being written.
pub struct Upload {
    path: Path,
    writing: Writing,
}

enum Writing {
    File(Box<dyn MultipartUpload>),
    Parts { parts: Arc<dyn MultipartStore>, moving: Arc<dyn MultipartStore>, name: MultipartId, written: Vec<PartId> },
}

impl Upload {
    /// By which name the store knows it, where it gives one.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        match &self.writing {
            Writing::File(_) => None,
            Writing::Parts { name, .. } => Some(name),
        }
    }

    /// Writes the next part; all but the last are of [`PART`] bytes.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn write(&mut self, part: Bytes) -> Result<()> {
        match &mut self.writing {
            Writing::File(file) => file.put_part(part.into()).await?,
            Writing::Parts { parts, name, written, .. } => {
                written.push(parts.put_part(&self.path, name, written.len(), part.into()).await?)
            }
        }
        Ok(())
    }

    /// It is whole.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn complete(self) -> Result<()> {
        match self.writing {
            Writing::File(mut file) => file.complete().await?,
            Writing::Parts { moving, name, written, .. } => moving.complete_multipart(&self.path, &name, written).await?,
        };
        Ok(())
    }
}
