//! The same in a bucket of a real S3 server: `s3rver`, which refuses wrong keys.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
};

use futures_util::{StreamExt, TryStreamExt};
use tandem::{
    base::digest::Digest,
    files::{self, sweep},
    store::{self, Address, Bucket, Limits, PART, Store},
};
use tempfile::TempDir;

use super::{PDF, PNG, count, objects, store_is_away};
use crate::{
    deliverables::{agree_scope, plan},
    support::world,
};

/// An S3 server with one bucket; both end with the value.
struct S3 {
    server: Child,
    folder: TempDir,
    url: String,
}

impl S3 {
    fn start() -> S3 {
        let program = std::env::var("TANDEM_S3RVER").expect("TANDEM_S3RVER names s3rver: run tests/run, which installs it");
        let folder = tempfile::tempdir().unwrap();
        let mut server = Command::new(program)
            .args(["--address", "127.0.0.1", "--port", "0", "--configure-bucket", "tandem", "--directory"])
            .arg(folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(server.stdout.take().unwrap()).lines();
        let line = lines.find_map(|line| line.ok().filter(|line| line.contains("listening on"))).expect("s3rver says where it listens");
        std::thread::spawn(move || lines.for_each(drop));
        let port = line.rsplit(':').next().unwrap().trim().to_owned();
        S3 { server, folder, url: format!("http://127.0.0.1:{port}") }
    }

    fn store(&self, key: &str) -> Store {
        // As `main` does.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let (name, region, secret) = ("tandem".into(), "us-east-1".into(), "S3RVER".into());
        Store::in_bucket(&Bucket { url: Some(self.url.clone()), name, region, key: key.into(), secret }).unwrap()
    }

    /// What lies in the bucket, without what the server writes beside it.
    fn objects(&self) -> Vec<String> {
        objects(self.folder.path()).into_iter().filter(|path| path.ends_with("_object")).collect()
    }
}

impl Drop for S3 {
    fn drop(&mut self) {
        self.server.kill().unwrap();
        self.server.wait().unwrap();
    }
}

#[tokio::test]
async fn a_bucket_keeps_files_as_a_folder_does() {
    let s3 = S3::start();
    let store = s3.store("S3RVER");
    let w = world().await.keeping(store::Settings { store: store.clone(), limits: Limits::default() });
    agree_scope(&w, 1).await;
    plan(&w).await;
    let content: Vec<u8> = (0..5_000_000_u32).flat_map(u32::to_le_bytes).collect();
    assert!(content.len() > 2 * PART, "it takes parts");
    w.samir.attaches(w.at("/deliverables/1/files"), &[("numbers.bin", &content), ("small.txt", b"small")]).await.done();
    assert_eq!(s3.objects().len(), 2, "{:?}", s3.objects());
    let upload = sqlx::query_scalar("select upload from file_versions where file = 1").fetch_one(&w.app.db).await.unwrap();
    let address = Address { engagement: w.engagement, digest: Digest::of(&content), upload };
    let (size, chunks) = store.read(&address, None).await.unwrap();
    let read: Vec<u8> = chunks
        .try_fold(Vec::new(), |mut read, chunk| async move {
            read.extend_from_slice(&chunk);
            Ok(read)
        })
        .await
        .unwrap();
    assert!(size == content.len() as u64 && read == content, "what comes out is what went in");
    let (_, part) = store.read(&address, Some(9_000_000..9_000_004)).await.unwrap();
    let part: Vec<u8> = part.map(|chunk| chunk.unwrap().to_vec()).concat().await;
    assert_eq!(part, content[9_000_000..9_000_004]);
    w.ines.opens(w.at("/files/2/versions/1")).await.is(200);

    w.samir.posts(w.at("/deliverables/1/files/2/removal"), &[]).await.done();
    w.it_is("2026-07-16T09:00:00Z");
    assert_eq!(sweep::sweep(&w.app).await.unwrap(), 1);
    assert_eq!(s3.objects().len(), 1);
    let verified = files::verify::verify(&w.app.db, &store, None).await.unwrap();
    assert_eq!((verified.versions, verified.damaged.len()), (1, 0));
}

#[tokio::test]
async fn a_wrong_key_keeps_nothing() {
    let s3 = S3::start();
    let w = world().await.keeping(store::Settings { store: s3.store("wrong"), limits: Limits::default() });
    agree_scope(&w, 1).await;
    plan(&w).await;
    w.samir.attaches(w.at("/deliverables/1/files"), &[("small.txt", b"small")]).await.is(500);
    assert_eq!((count(&w.app, "files").await, s3.objects()), (0, Vec::new()));
    // The key is put right, and what was begun is removed.
    let w = w.keeping(store::Settings { store: s3.store("S3RVER"), limits: Limits::default() });
    w.it_is("2026-07-17T09:00:00Z");
    assert_eq!(sweep::sweep(&w.app).await.unwrap(), 1);
    assert_eq!(count(&w.app, "loose_objects").await, 0);
}

#[tokio::test]
async fn a_bucket_that_is_away_is_said_to_be() {
    let s3 = S3::start();
    let w = world().await.keeping(store::Settings { store: s3.store("S3RVER"), limits: Limits::default() });
    agree_scope(&w, 1).await;
    plan(&w).await;
    w.samir.attaches(w.at("/deliverables/1/files"), &[("a.pdf", PDF), ("b.pdf", PNG)]).await.done();
    w.samir.posts(w.at("/deliverables/1/files/2/removal"), &[]).await.done();
    w.it_is("2026-07-16T09:00:00Z");
    drop(s3);
    store_is_away(&w, &w.at("/files/1/versions/1")).await;
}
