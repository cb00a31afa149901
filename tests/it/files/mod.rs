//! Files: attached, versioned, locked, sent, limited, swept; in a folder and in a bucket; through a whole server.

mod binary;
mod bucket;

use std::{path::Path, time::Duration};

use axum::body::{Body, Bytes};
use futures_util::{StreamExt, stream};
use http::{Request, header};
use tandem::{
    app::App,
    base::digest::Digest,
    files::{self, sweep, verify::Fault},
    store::{self, Address, Limits, Store},
    web::guard::token,
};
use tempfile::TempDir;

use crate::{
    deliverables::{agree_scope, plan},
    support::{
        Actor, Page, World,
        actor::{BOUNDARY, multipart},
        world,
    },
};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR and so on";
const PDF: &[u8] = b"%PDF-1.4\nThe runbook\n%%EOF\n";

const FORGED_VERSION: &str = "insert into file_versions (engagement_id, file, version, upload, sha256, bytes, media_type, uploaded_by, uploaded_side, uploaded_at)
     select engagement_id, number, 9, gen_random_uuid(), sha256('x'), 1, 'image/png', (select id from persons limit 1), 'provider', now() from files";

/// A world that keeps files in a folder, with a deliverable to attach them to.
async fn keeping(limits: Limits) -> (World, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let w = world().await.keeping(store::Settings { store: Store::in_folder(folder.path()).unwrap(), limits });
    agree_scope(&w, 1).await;
    plan(&w).await;
    (w, folder)
}

/// Everything that lies in the folder.
fn objects(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(objects(&path));
        } else {
            found.push(path.display().to_string());
        }
    }
    found
}

async fn count(app: &App, table: &'static str) -> i64 {
    let statement = match table {
        "files" => "select count(*) from files where taken_away_at is null",
        "file_versions" => "select count(*) from file_versions",
        _ => "select count(*) from loose_objects",
    };
    sqlx::query_scalar(statement).fetch_one(&app.db).await.unwrap()
}

/// Waits until only so many objects are left: what is given up is removed beside the answer.
async fn settled(folder: &Path, left: usize) {
    let settles = async {
        while objects(folder).len() > left {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(30), settles).await.expect("what is given up is removed");
}

/// Takes a file in, without a form.
async fn stage(w: &World, name: &str, content: &'static [u8]) -> Result<files::Staged, files::staging::Fault> {
    let content = stream::iter([Ok::<_, std::io::Error>(content.into())]);
    files::staging::stage(&w.app, w.engagement, name, content).await
}

fn submission(w: &World) -> String {
    w.at("/deliverables/1/submissions")
}

fn to_deliverable(w: &World) -> String {
    w.at("/deliverables/1/files")
}

async fn accepts(w: &World, seen: &str) -> Page {
    let fields = [("criterion-1", "met"), ("criterion-2", "met"), ("verdict", "accept"), ("files", seen)];
    w.ines.posts(w.at("/deliverables/1/submissions/1/review"), &fields).await
}

#[tokio::test]
async fn files_are_laid_ready_handed_in_added_to_and_locked() {
    let (w, folder) = keeping(Limits::default()).await;
    w.ines.attaches(to_deliverable(&w), &[("mine.pdf", PDF)]).await.is(403);
    let location = w.samir.attaches(to_deliverable(&w), &[("Runbook.pdf", PDF), ("screen.png", PNG)]).await.done();
    assert!(location.ends_with("/deliverables/1#files"), "{location}");
    w.samir.opens(w.at("/deliverables/1")).await.is(200).sees("Files for submission 1").sees("Runbook.pdf").sees("Remove");
    w.samir.posts(w.at("/deliverables/1/files/2/removal"), &[]).await.done();
    w.samir.posts(w.at("/deliverables/1/files/2/removal"), &[]).await.is(409);
    assert_eq!((count(&w.app, "files").await, count(&w.app, "loose_objects").await), (1, 1));
    assert_eq!(sweep::sweep(&w.app).await.unwrap(), 0);
    assert_eq!(objects(folder.path()).len(), 2, "what was taken away is there for a backup of the files that is under way");
    w.it_is("2026-07-16T09:00:00Z");
    assert_eq!(sweep::sweep(&w.app).await.unwrap(), 1);
    assert_eq!(objects(folder.path()).len(), 1, "and is gone a day later");

    w.samir.posts(submission(&w), &[("notes", "All of it")]).await.done();
    let page = w.ines.opens(w.at("/deliverables/1")).await.is(200).sees("Runbook.pdf").sees_not("Remove");
    assert_eq!(page.attribute("#review [name=files]", "value").as_deref(), Some("1"));
    w.samir.posts(w.at("/deliverables/1/files/1/removal"), &[]).await.is(409);

    // A better version comes in while the reviewer reads.
    let location = w.samir.attaches(to_deliverable(&w), &[("Runbook.pdf", b"%PDF-1.4\nBetter\n")]).await.done();
    assert!(location.ends_with("#submission-1"), "{location}");
    accepts(&w, "1").await.is(409).sees("Files were added to submission 1 since you opened the page");
    w.ines.opens(w.at("/deliverables/1")).await.sees("one earlier version");
    accepts(&w, "2").await.done();

    w.samir.attaches(to_deliverable(&w), &[("late.pdf", PDF)]).await.is(409).sees("its files are locked");
    w.ines.opens(w.at("/deliverables/1")).await.sees("The files are locked since the review");
    for (version, content) in [(1, PDF), (2, &b"%PDF-1.4\nBetter\n"[..])] {
        let page = w.meryem.opens(w.at(&format!("/files/1/versions/{version}"))).await.is(200);
        assert_eq!(page.body.as_bytes(), content, "every version can be had");
    }
    let happened = w.happened().await;
    let of_files: Vec<_> = happened.iter().filter(|kind| kind.starts_with("file")).map(String::as_str).collect();
    assert_eq!(of_files, ["files_attached", "file_taken_away", "files_attached"]);
    w.ines
        .opens(w.at("/activity"))
        .await
        .sees("Samir Haddad laid Runbook.pdf, screen.png ready for D1 Runbook")
        .sees("attached Runbook.pdf to submission 1 of D1 Runbook");
}

#[tokio::test]
async fn what_was_reviewed_is_locked_by_the_database_too() {
    let (w, _folder) = keeping(Limits::default()).await;
    w.samir.attaches(to_deliverable(&w), &[("a.pdf", PDF)]).await.done();
    w.samir.posts(submission(&w), &[("notes", "All of it")]).await.done();
    accepts(&w, "1").await.done();
    let statements = [
        "insert into files (engagement_id, number, name, thing, part) select engagement_id, 9, 'b.pdf', 'D1', 1 from files",
        "update files set name = 'b.pdf'",
        "update files set part = null",
        "delete from files",
        FORGED_VERSION,
        "insert into files (engagement_id, number, name, thing) select engagement_id, 9, 'b.pdf', 'D1' from files",
        "update file_versions set sha256 = sha256('x')",
        "delete from file_versions",
    ];
    w.refuses_all("files_locked", &statements).await;
}

#[tokio::test]
async fn what_is_laid_ready_goes_by_being_taken_away_only() {
    let (w, _folder) = keeping(Limits::default()).await;
    w.samir.attaches(to_deliverable(&w), &[("a.pdf", PDF)]).await.done();
    w.refuses_all("files_locked", &["delete from file_versions"]).await;
    w.samir.posts(w.at("/deliverables/1/files/1/removal"), &[]).await.done();
    w.refuses_all("files_locked", &[FORGED_VERSION]).await;
}

#[tokio::test]
async fn a_review_that_is_being_entered_is_waited_for() {
    let (w, _folder) = keeping(Limits::default()).await;
    w.samir.posts(submission(&w), &[("notes", "All of it")]).await.done();
    let mut review = tandem::db::begin(&w.app.db).await.unwrap();
    sqlx::query("insert into reviews (engagement_id, deliverable, submission, outcome, reviewed_by, reviewed_at) values ($1, 1, 1, 'returned', $2, now())")
        .bind(w.engagement)
        .bind(w.ines.id)
        .execute(&mut *review)
        .await
        .unwrap();
    let forged = sqlx::query("insert into files (engagement_id, number, name, thing, part) values ($1, 9, 'late.pdf', 'D1', 1)");
    let db = w.app.db.clone();
    let forging = tokio::spawn(async move { forged.bind(w.engagement).execute(&db).await });
    let waits = "select exists (select 1 from pg_locks where not granted and pid in (select pid from pg_stat_activity where datname = current_database()))";
    while !forging.is_finished() && !sqlx::query_scalar::<_, bool>(waits).fetch_one(&mut *review).await.unwrap() {}
    tandem::db::commit(review).await.unwrap();
    let refused = forging.await.unwrap().unwrap_err();
    assert_eq!(refused.as_database_error().unwrap().constraint(), Some("files_locked"), "{refused}");
}

#[tokio::test]
async fn runbooks_evidence_and_feedback_have_files() {
    let (w, _folder) = keeping(Limits::default()).await;
    let topic = [("title", "Price mismatch"), ("line", "S1"), ("target_level", "4")];
    w.samir.posts(w.at("/handover/topics/new"), &topic).await.done();
    w.samir.opens(w.at("/handover/topics/1")).await.sees("T1 has no runbook");
    w.meryem.attaches(w.at("/handover/topics/1/files"), &[("runbook.pdf", PDF)]).await.is(403);
    w.samir.attaches(w.at("/handover/topics/1/files"), &[("runbook.pdf", PDF)]).await.done();
    w.samir.opens(w.at("/handover/topics/1")).await.sees("runbook.pdf").sees("The runbook of T1 has not been rehearsed");
    w.samir.attaches(w.at("/handover/topics/2/files"), &[("runbook.pdf", PDF)]).await.is(404);

    let seen = [("topic", "1"), ("seat", "3"), ("mode", "alone"), ("day", "2026-07-15"), ("real_case", "yes"), ("text", "Cleared two")];
    w.meryem.posts(w.at("/handover/observations/new"), &seen).await.done();
    let evidence = w.at("/handover/topics/1/observations/1/files");
    let location = w.meryem.attaches(&evidence, &[("proof.png", PNG)]).await.done();
    w.ines.opens(location.split('#').next().unwrap()).await.is(200).sees("proof.png");
    w.meryem.attaches(w.at("/handover/topics/1/observations/2/files"), &[("proof.png", PNG)]).await.is(404);
    w.meryem.attaches(&evidence, &[]).await.is(422).sees("Choose at least one file");

    w.meryem.posts(w.at("/feedback"), &[("kind", "question"), ("about", "T1"), ("text", "Which list?")]).await.done();
    w.meryem.attaches(w.at("/feedback/1/files"), &[("list.png", PNG)]).await.done();
    w.samir.attaches(w.at("/feedback/1/files"), &[("answer.png", PNG)]).await.done();
    w.samir.opens(w.at("/feedback/1")).await.sees("list.png").sees("answer.png");
    w.meryem.posts(w.at("/feedback/1/closing"), &[]).await.done();
    w.samir.attaches(w.at("/feedback/1/files"), &[("late.png", PNG)]).await.is(409);

    let all = w.olaf.app.clone();
    assert_eq!(count(&all, "files").await, 4);
    let page = w.ines.opens(w.at("/files")).await.is(200).sees("runbook.pdf").sees("T1 observation").sees("F1 feedback");
    assert_eq!(page.all(".file-name"), ["answer.png", "list.png", "proof.png", "runbook.pdf"]);
}

#[tokio::test]
async fn a_session_has_files_until_both_sides_say_how_it_was() {
    let (w, _folder) = keeping(Limits::default()).await;
    let (samir, tobias) = (w.samir.id.to_string(), w.tobias.id.to_string());
    let record = [
        ("title", "On the way out"),
        ("day", "2026-07-14"),
        ("from", "09:00"),
        ("to", "10:00"),
        ("place", "Office"),
        ("people", samir.as_str()),
        ("people", tobias.as_str()),
        ("outcome", "The whiteboard says it."),
    ];
    w.samir.posts(w.at("/sessions/record"), &record).await.done();
    let files = w.at("/sessions/1/files");
    w.paul.attaches(&files, &[("board.png", PNG)]).await.is(403);
    w.petra.attaches(&files, &[("board.png", PNG)]).await.is(404);
    let location = w.samir.attaches(&files, &[("board.png", PNG)]).await.done();
    assert!(location.ends_with("/sessions/1#files"), "{location}");
    w.meryem.attaches(&files, &[("mine.pdf", PDF)]).await.done();
    w.olaf.opens(w.at("/sessions/1")).await.is(200).sees("board.png").sees("mine.pdf").sees_not("Attach files");
    w.olaf.opens(w.at("/files")).await.is(200).sees("working session").sees("WS1");
    // What came in since the page was opened is looked at first.
    let confirms =
        async |files: &str| w.tobias.posts(w.at("/sessions/1/answer"), &[("round", "1"), ("files", files), ("answer", "confirmed")]).await;
    let again = confirms("1").await.is(422).sees("Files were attached since you opened the page").sees("mine.pdf");
    confirms(&again.attribute("#answer [name=files]", "value").unwrap()).await.done();
    w.samir.attaches(&files, &[("late.png", PNG)]).await.is(409).sees("Both sides have said that this is how it was");
    w.samir.opens(w.at("/sessions/1")).await.is(200).sees("board.png").sees_not("Attach files");
    for forged in [
        "insert into files (engagement_id, number, name, thing) select engagement_id, 9, 'late.png', 'WS1' from files where number = 1",
        FORGED_VERSION,
        "update files set name = 'other.png' where number = 1",
        "delete from file_versions",
    ] {
        sqlx::query(forged).execute(&w.app.db).await.unwrap_err();
    }
}

#[tokio::test]
async fn a_file_of_another_engagement_is_not_there() {
    let (w, _folder) = keeping(Limits::default()).await;
    w.samir.attaches(to_deliverable(&w), &[("a.pdf", PDF)]).await.done();
    let path = w.at("/files/1/versions/1");
    w.ines.opens(&path).await.is(200);
    for elsewhere in [&w.petra, &w.stranger] {
        elsewhere.opens(&path).await.is(404);
    }
    // By its number in the engagement in which the reader has a seat, too.
    w.petra.opens(format!("/engagements/{}/files/1/versions/1", w.other_engagement)).await.is(404);
    for unknown in ["/files/2/versions/1", "/files/1/versions/2", "/files/1/versions/0", "/files/x/versions/1"] {
        w.ines.opens(w.at(unknown)).await.is(404);
    }
}

#[tokio::test]
async fn only_what_the_bytes_say_is_harmless_is_shown_in_place() {
    let (w, _folder) = keeping(Limits::default()).await;
    let html: &[u8] = b"<!DOCTYPE html><html><script>alert(document.cookie)</script></html>";
    let svg: &[u8] = b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"></svg>";
    w.samir.attaches(to_deliverable(&w), &[("harmless.png", html), ("drawing.svg", svg), ("real.txt", PNG)]).await.done();
    for (number, inline, name) in [(1, false, "harmless.png"), (2, false, "drawing.svg"), (3, true, "real.txt")] {
        let page = w.ines.opens(w.at(&format!("/files/{number}/versions/1?inline"))).await.is(200);
        let header = |name| page.headers[name].to_str().unwrap();
        let way = if inline { "inline" } else { "attachment" };
        assert_eq!(header("content-disposition"), format!("{way}; filename*=UTF-8''{name}"));
        assert_eq!(header("content-type").starts_with("image/png"), inline, "{}", header("content-type"));
        assert!(header("content-security-policy").contains("sandbox") && header("content-security-policy").contains("default-src 'none'"));
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert!(header("cache-control").starts_with("private"));
        let saved = w.ines.opens(w.at(&format!("/files/{number}/versions/1"))).await.is(200);
        assert!(saved.headers["content-disposition"].to_str().unwrap().starts_with("attachment"));
    }
    let previews = w.ines.opens(w.at("/files")).await.all(".file-links").into_iter().filter(|links| links.contains("Preview")).count();
    assert_eq!(previews, 1);
}

#[tokio::test]
async fn parts_are_sent_and_what_is_known_is_not() {
    let (w, _folder) = keeping(Limits::default()).await;
    let content: Vec<u8> = (0..100_000_u32).flat_map(u32::to_le_bytes).collect();
    w.samir.attaches(to_deliverable(&w), &[("numbers.bin", &content)]).await.done();
    let path = w.at("/files/1/versions/1");
    let get = async |headers: &[(&str, &str)]| {
        let mut request = Request::get(&path).header(header::ACCEPT_ENCODING, "gzip, br");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        raw(&w, request.body(Body::empty()).unwrap()).await
    };
    let (whole, body) = get(&[]).await;
    assert_eq!((whole.status.as_u16(), body.as_ref()), (200, &content[..]));
    assert_eq!(
        (&whole.headers["content-length"], &whole.headers["accept-ranges"]),
        (&"400000".parse().unwrap(), &"bytes".parse().unwrap())
    );
    assert!(!whole.headers.contains_key("content-encoding"));
    let tag = whole.headers["etag"].to_str().unwrap().to_owned();

    let (part, body) = get(&[("range", "bytes=1000-1999")]).await;
    assert_eq!((part.status.as_u16(), body.as_ref()), (206, &content[1000..2000]));
    assert_eq!(part.headers["content-range"], "bytes 1000-1999/400000");
    let (last, body) = get(&[("range", "bytes=-7"), ("if-range", &tag)]).await;
    assert_eq!((last.status.as_u16(), body.as_ref()), (206, &content[399_993..]));
    assert_eq!(get(&[("range", "bytes=0-9"), ("if-range", "\"another\"")]).await.0.status, 200);
    let (beyond, _) = get(&[("range", "bytes=400000-")]).await;
    assert_eq!((beyond.status.as_u16(), &beyond.headers["content-range"]), (416, &"bytes */400000".parse().unwrap()));
    let (known, body) = get(&[("if-none-match", &tag)]).await;
    assert_eq!((known.status.as_u16(), body.len()), (304, 0));
}

/// An answer with its bytes; they end where it breaks off.
async fn raw(w: &World, mut request: Request<Body>) -> (http::response::Parts, Bytes) {
    use tower::ServiceExt;
    let cookie = format!("{}={}", token::cookie_name(&w.app), w.ines.token.as_deref().unwrap());
    request.headers_mut().insert(header::COOKIE, cookie.parse().unwrap());
    let (parts, body) = tandem::house::router(&w.app).oneshot(request).await.unwrap().into_parts();
    let mut bytes = Vec::new();
    let mut chunks = body.into_data_stream();
    while let Some(Ok(chunk)) = chunks.next().await {
        bytes.extend_from_slice(&chunk);
    }
    (parts, bytes.into())
}

#[tokio::test]
async fn what_is_damaged_or_lost_is_never_passed_off_as_whole() {
    let (w, folder) = keeping(Limits::default()).await;
    w.samir.attaches(to_deliverable(&w), &[("a.pdf", PDF)]).await.done();
    let object = objects(folder.path()).remove(0);
    assert_eq!(faults(&w).await, []);

    let path = w.at("/files/1/versions/1");
    std::fs::write(&object, PDF.to_ascii_uppercase()).unwrap();
    for range in [None, Some("bytes=0-")] {
        let get = range.into_iter().fold(Request::get(&path), |get, range| get.header(header::RANGE, range));
        let (parts, bytes) = raw(&w, get.body(Body::empty()).unwrap()).await;
        assert!(parts.status.is_success() && bytes.len() < PDF.len(), "it breaks off: {} of {}", bytes.len(), PDF.len());
    }
    std::fs::write(&object, b"%PDF").unwrap();
    w.ines.opens(&path).await.is(500).sees("Something went wrong here");
    assert_eq!(faults(&w).await, [Fault::Damaged]);
    std::fs::remove_file(&object).unwrap();
    w.ines.opens(&path).await.is(500).sees("Something went wrong here");
    assert_eq!(faults(&w).await, [Fault::Missing]);
    // What cannot be read at all does not keep back what comes after it.
    std::os::unix::fs::symlink(&object, &object).unwrap();
    w.samir.attaches(to_deliverable(&w), &[("b.pdf", PDF)]).await.done();
    std::fs::write(objects(folder.path()).into_iter().find(|path| *path != object).unwrap(), b"%PDF").unwrap();
    assert!(matches!(&faults(&w).await[..], [Fault::Unreadable(_), Fault::Damaged]));
}

/// Nothing of what concerns files works now, nothing of it is lost, and the rest goes on.
async fn store_is_away(w: &World, path: &str) {
    w.ines.opens(path).await.is(503).sees("The file store does not answer at the moment. Everything else works");
    let page = w.samir.attaches(to_deliverable(w), &[("c.pdf", PDF)]).await.is(503);
    assert!(page.headers.contains_key(header::RETRY_AFTER));
    page.sees("Files are briefly unavailable").sees("Nothing was attached");
    w.samir.opens(w.at("/deliverables/1")).await.is(200).sees("a.pdf").sees_not("c.pdf");
    // Nothing is said of files that cannot be looked at, and what is to be removed waits together.
    assert!(files::verify::verify(&w.app.db, &w.app.settings.files.store, None).await.is_err());
    let waiting = "select count(*) from loose_objects where swept_after <= $1";
    let waiting = || sqlx::query_scalar::<_, i64>(waiting).bind(w.app.clock.now()).fetch_one(&w.app.db);
    let before = waiting().await.unwrap();
    assert!(before > 0);
    assert_eq!(sweep::sweep(&w.app).await.unwrap(), 0);
    assert!(waiting().await.unwrap() >= before, "nothing is put off");
}

#[tokio::test]
async fn a_folder_that_is_away_is_said_to_be_and_not_made_anew() {
    let (w, folder) = keeping(Limits::default()).await;
    w.samir.attaches(to_deliverable(&w), &[("a.pdf", PDF), ("b.pdf", PNG)]).await.done();
    w.samir.posts(w.at("/deliverables/1/files/2/removal"), &[]).await.done();
    w.it_is("2026-07-16T09:00:00Z");
    let (mounted, elsewhere) = (folder.path(), folder.path().with_extension("unmounted"));
    std::fs::rename(mounted, &elsewhere).unwrap();
    store_is_away(&w, &w.at("/files/1/versions/1")).await;
    assert!(!mounted.exists());
    std::fs::rename(&elsewhere, mounted).unwrap();
    w.ines.opens(w.at("/files/1/versions/1")).await.is(200);
    w.samir.attaches(to_deliverable(&w), &[("c.pdf", PDF)]).await.done();
    assert!(sweep::sweep(&w.app).await.unwrap() > 0);
    assert!(faults(&w).await.is_empty());
}

#[tokio::test]
async fn the_record_of_files_is_compared_with_the_events() {
    let (w, _folder) = keeping(Limits::default()).await;
    w.samir.attaches(to_deliverable(&w), &[("a.pdf", PDF), ("b.pdf", PDF), ("c.pdf", PDF)]).await.done();
    w.samir.posts(w.at("/deliverables/1/files/2/removal"), &[]).await.done();
    assert_eq!(faults(&w).await, []);
    for (forged, found) in [
        ("update file_versions set sha256 = sha256('x') where file = 1", vec![Fault::Differs]),
        ("delete from file_versions where file = 3", vec![Fault::Differs, Fault::NotRecorded]),
        ("update file_versions set version = 2 where file = 1", vec![Fault::Unsaid, Fault::NotRecorded, Fault::NotRecorded]),
    ] {
        // By somebody who has the database in hand.
        let mut tx = tandem::db::begin(&w.app.db).await.unwrap();
        sqlx::query("alter table file_versions disable trigger user").execute(&mut *tx).await.unwrap();
        sqlx::query(forged).execute(&mut *tx).await.unwrap();
        tandem::db::commit(tx).await.unwrap();
        assert_eq!(faults(&w).await, found, "{forged}");
    }
}

/// What `tandem verify` finds.
async fn faults(w: &World) -> Vec<Fault> {
    let report = files::verify::verify(&w.app.db, &w.app.settings.files.store, Some(w.engagement)).await.unwrap();
    report.damaged.into_iter().map(|damage| damage.fault).collect()
}

#[tokio::test]
async fn limits_hold_and_nothing_is_left_of_what_is_over_them() {
    let (w, folder) = keeping(Limits { largest: 1000, room: 2500, most: 3 }).await;
    let to = to_deliverable(&w);
    w.samir.attaches(&to, &[("a.bin", &[1; 900]), ("b.bin", &[2; 1001])]).await.is(413).sees("“b.bin” is larger than 1 kB");
    w.samir.attaches(&to, &[("empty.bin", &[])]).await.is(422).sees("There is nothing in “empty.bin”");
    w.samir.attaches(&to, &[("a.bin", &[1; 10]), ("x/a.bin", &[2; 10])]).await.is(422).sees("Two of these files are called “a.bin”");
    let page = w.samir.attaches(&to, &[("", &[])]).await.is(422);
    assert_eq!(page.attribute("#attach [name=files]", "aria-invalid").as_deref(), Some("true"));
    settled(folder.path(), 0).await;
    assert_eq!(count(&w.app, "files").await, 0);

    w.samir.attaches(&to, &[("a.bin", &[1; 1000]), ("b.bin", &[2; 1000])]).await.done();
    w.samir.attaches(&to, &[("c.bin", &[3; 600])]).await.is(413).sees("room for 2.5 kB of files");
    settled(folder.path(), 2).await;
    w.samir.attaches(&to, &[("c.bin", &[3; 10]), ("d.bin", &[3; 11])]).await.is(413).sees("room for 3 files");
    w.samir.attaches(&to, &[("c.bin", &[3; 10])]).await.done();
    settled(folder.path(), 3).await;
    assert_eq!(count(&w.app, "files").await, 3);
    let eleven: Vec<(String, Vec<u8>)> = (0..11).map(|number| (format!("{number}.bin"), vec![number; 3])).collect();
    let eleven: Vec<(&str, &[u8])> = eleven.iter().map(|(name, content)| (&**name, &**content)).collect();
    let (w, _folder) = keeping(Limits::default()).await;
    w.samir.attaches(to_deliverable(&w), &eleven).await.is(422).sees("at most 10 files at once");
}

#[tokio::test]
async fn two_at_once_become_two_versions_and_share_one_room() {
    let (w, _folder) = keeping(Limits { largest: 1000, room: 2500, most: 10 }).await;
    let to = to_deliverable(&w);
    let (one, two): (&[_], &[_]) = (&[("same.bin", &[1; 1000][..])], &[("same.bin", &[2; 1000][..])]);
    let (first, second) = tokio::join!(w.samir.attaches(&to, one), w.lea.attaches(&to, two));
    first.done();
    second.done();
    assert_eq!((count(&w.app, "files").await, count(&w.app, "file_versions").await), (1, 2));
    // Both fit alone, not together.
    let (one, two): (&[_], &[_]) = (&[("c.bin", &[3; 400][..])], &[("d.bin", &[4; 400][..])]);
    let (first, second) = tokio::join!(w.samir.attaches(&to, one), w.lea.attaches(&to, two));
    let mut answers = [first.status.as_u16(), second.status.as_u16()];
    answers.sort_unstable();
    assert!(answers[0] == 303 && matches!(answers[1], 409 | 413), "{answers:?}");
    assert_eq!(count(&w.app, "file_versions").await, 3);
}

#[tokio::test]
async fn a_form_is_looked_at_before_its_files() {
    let (w, folder) = keeping(Limits::default()).await;
    let to = to_deliverable(&w);
    w.samir.sends_files(&to, multipart("wrong", &[("a.pdf", PDF)])).await.is(403);
    let unnumbered =
        format!("--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"files\"; filename=\"a.pdf\"\r\n\r\nx\r\n--{BOUNDARY}--\r\n");
    w.samir.sends_files(&to, unnumbered).await.is(403);
    let form = multipart(&token::csrf(w.samir.token.as_deref().unwrap()), &[("a.pdf", PDF)]);
    w.samir.sends_files(&to, form.clone()).await.done();
    w.samir.sends_files(&to, form).await.is(409).sees("already recorded");
    assert_eq!((count(&w.app, "file_versions").await, objects(folder.path()).len()), (1, 1));
    w.samir.attaches(w.at("/deliverables/9/files"), &[("a.pdf", PDF)]).await.is(404);
}

#[tokio::test]
async fn what_breaks_off_leaves_nothing() {
    let (w, folder) = keeping(Limits::default()).await;
    let mut begun = multipart(&token::csrf(w.samir.token.as_deref().unwrap()), &[("a.bin", &vec![7; 20_000_000])]);
    begun.truncate(12_000_000);
    let chunks: Vec<_> = begun.chunks(100_000).map(|chunk| Ok(Bytes::copy_from_slice(chunk))).collect();
    let broken = stream::iter(chunks).chain(stream::iter([Err(std::io::Error::other("the line is dead"))]));
    w.samir.sends_files(to_deliverable(&w), Body::from_stream(broken)).await.is(400);
    settled(folder.path(), 0).await;
    assert_eq!(count(&w.app, "files").await, 0);
}

#[tokio::test]
async fn what_is_not_in_the_record_yet_or_any_more_takes_room_too() {
    let (w, folder) = keeping(Limits { largest: 1000, room: 2500, most: 10 }).await;
    let to = to_deliverable(&w);
    let staged = [stage(&w, "a.bin", &[1; 1000]).await.unwrap(), stage(&w, "b.bin", &[2; 1000]).await.unwrap()];
    w.samir.attaches(&to, &[("c.bin", &[3; 600])]).await.is(413).sees("room for 2.5 kB of files");
    drop(staged);
    settled(folder.path(), 0).await;
    w.samir.attaches(&to, &[("c.bin", &[3; 1000]), ("d.bin", &[4; 1000])]).await.done();
    w.samir.posts(w.at("/deliverables/1/files/1/removal"), &[]).await.done();
    w.samir.attaches(&to, &[("e.bin", &[5; 600])]).await.is(413).sees("for another day");
    w.it_is("2026-07-17T09:00:00Z");
    sweep::sweep(&w.app).await.unwrap();
    w.samir.attaches(&to, &[("e.bin", &[5; 600])]).await.done();
}

#[tokio::test]
async fn what_nothing_holds_is_swept_and_never_what_something_does() {
    let (w, folder) = keeping(Limits::default()).await;
    w.samir.attaches(to_deliverable(&w), &[("a.pdf", PDF), ("b.pdf", PDF)]).await.done();
    assert_eq!(objects(folder.path()).len(), 2, "the same content lies there for each");
    w.samir.posts(w.at("/deliverables/1/files/1/removal"), &[]).await.done();
    // One that its server did not live to record is given a day, too, and is refused after it.
    let late = stage(&w, "d.png", PNG).await.unwrap();
    assert_eq!(sweep::sweep(&w.app).await.unwrap(), 0);
    w.it_is("2026-07-16T09:00:00Z");
    assert_eq!(sweep::sweep(&w.app).await.unwrap(), 2);
    assert_eq!(objects(folder.path()).len(), 1);
    w.ines.opens(w.at("/files/2/versions/1")).await.is(200);
    let seat = tandem::web::Seat::of_person(&w.app, w.samir.id, w.engagement).await.unwrap();
    let refused = tandem::deliverables::acts::attach(&w.app, &seat, 1, vec![late]).await.unwrap_err();
    assert!(format!("{refused:?}").contains("refused-files-swept"), "{refused:?}");
}

#[tokio::test]
async fn an_upload_that_is_swept_while_it_comes_in_is_not_kept() {
    let (w, folder) = keeping(Limits::default()).await;
    let content = stream::iter([Ok::<_, std::io::Error>(Bytes::from_static(PDF))]).chain(stream::once(async {
        w.it_is("2026-07-17T09:00:00Z");
        sweep::sweep(&w.app).await.unwrap();
        Ok(Bytes::from_static(b"more"))
    }));
    let fault = files::staging::stage(&w.app, w.engagement, "a.pdf", content).await.err().unwrap();
    assert!(matches!(fault, files::staging::Fault::GivenUp), "{fault:?}");
    settled(folder.path(), 0).await;
}

#[tokio::test]
async fn what_cannot_be_removed_does_not_keep_back_the_rest() {
    let (w, folder) = keeping(Limits::default()).await;
    let ids = [uuid::Uuid::new_v4(), uuid::Uuid::new_v4()];
    for (id, at) in ids.iter().zip(["2026-07-01T00:00:00Z", "2026-07-02T00:00:00Z"]) {
        sqlx::query("insert into loose_objects (engagement_id, id, swept_after) values ($1, $2, $3::timestamptz)")
            .bind(w.engagement)
            .bind(id)
            .bind(at)
            .execute(&w.app.db)
            .await
            .unwrap();
    }
    let staging = folder.path().join("staging");
    std::fs::create_dir(&staging).unwrap();
    std::fs::write(staging.join(ids[0].to_string()), "no folder").unwrap();
    assert_eq!(sweep::sweep(&w.app).await.unwrap(), 1);
    let next: chrono::DateTime<chrono::Utc> =
        sqlx::query_scalar("select swept_after from loose_objects").fetch_one(&w.app.db).await.unwrap();
    assert!(next > w.app.clock.now(), "it goes to the end of the queue");
    std::fs::remove_file(staging.join(ids[0].to_string())).unwrap();
    w.it_is("2026-07-17T09:00:00Z");
    assert_eq!(sweep::sweep(&w.app).await.unwrap(), 1);
}

#[tokio::test]
async fn who_is_refused_is_listened_to_to_the_end_but_no_stranger() {
    let (w, _folder) = keeping(Limits::default()).await;
    let good = token::csrf(w.samir.token.as_deref().unwrap());
    let nobody = Actor::anonymous(&w.app);
    for (who, path, csrf, status, listens) in [
        (&w.samir, "/deliverables/9/files", &*good, 404, true),
        (&w.samir, "/deliverables/1/files", "wrong", 403, true),
        (&w.samir, "/milestones/none", &*good, 404, false),
        (&nobody, "/deliverables/1/files", "", 303, false),
        (&nobody, "/milestones/none", "", 404, false),
    ] {
        let form = Bytes::from(multipart(csrf, &[("a.bin", &vec![7; 3_000_000])]));
        let read = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
        let (count, length) = (read.clone(), form.len());
        let chunks = stream::iter((0..length).step_by(100_000)).map(move |at| {
            let chunk = form.slice(at..(at + 100_000).min(length));
            count.fetch_add(chunk.len(), std::sync::atomic::Ordering::Relaxed);
            Ok::<_, std::io::Error>(chunk)
        });
        who.sends_files(w.at(path), Body::from_stream(chunks)).await.is(status);
        assert_eq!(read.load(std::sync::atomic::Ordering::Relaxed), if listens { length } else { 0 }, "{path}");
    }
}

#[test]
fn the_folder_is_for_this_account_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let files = folder.path().join("data/files");
    Store::in_folder(&files).unwrap();
    assert_eq!(std::fs::metadata(&files).unwrap().permissions().mode() & 0o077, 0);
}

#[tokio::test]
async fn what_was_brought_before_uploads_were_told_apart_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::in_folder(folder.path()).unwrap();
    let (engagement, digest) = (uuid::Uuid::now_v7(), Digest::of(PDF));
    std::fs::create_dir(folder.path().join(engagement.to_string())).unwrap();
    std::fs::write(folder.path().join(format!("{engagement}/{digest}")), PDF).unwrap();
    let (size, _) = store.read(&Address { engagement, digest, upload: None }, None).await.unwrap();
    assert_eq!(size, PDF.len() as u64);
}
