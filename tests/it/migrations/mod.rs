//! Every migration meets data of the version before it, and stays as it landed.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
use tandem::db::schema::MIGRATOR;

use crate::support::database;

/// The migrations that have landed, each under its SHA-384, in the form of `sha384sum`.
const LANDED: &str = include_str!("landed.txt");

/// What is wrong with the migrations that are there, by name and SHA-384, beside those that have landed.
fn objections(there: &BTreeMap<String, String>, landed: &str) -> Vec<String> {
    let mut frozen = BTreeMap::new();
    let mut objections = Vec::new();
    for line in landed.lines() {
        let (digest, path) = line.split_once("  ").unwrap_or_default();
        let name = path.strip_prefix("migrations/").unwrap_or_default();
        if frozen.insert(name, digest).is_some() {
            objections.push(format!("landed.txt has two lines of {name}: leave the one it landed with"));
        }
    }
    for (name, digest) in there {
        match frozen.get(name.as_str()) {
            None => objections.push(format!(
                "{name} has no line yet: when it is as it shall stay for ever, append this one to tests/it/migrations/landed.txt:\n\
                 {digest}  migrations/{name}"
            )),
            Some(landed) if landed != digest => objections.push(format!(
                "{name} was edited after it landed, and a database that has it refuses to start: put it back, and mend by a new one"
            )),
            Some(_) => {}
        }
    }
    let gone = frozen.keys().filter(|name| !there.contains_key(**name));
    objections.extend(gone.map(|name| format!("{name} has landed and is gone: put it back, and mend by a new one")));
    objections
}

#[test]
fn landed_migrations_are_frozen() {
    let there = MIGRATOR
        .iter()
        .map(|migration| {
            (format!("{:04}_{}.sql", migration.version, migration.description.replace(' ', "_")), hex::encode(&migration.checksum))
        })
        .collect();
    let objections = objections(&there, LANDED);
    assert!(objections.is_empty(), "{}", objections.join("\n"));
}

#[test]
fn what_is_said_of_a_migration_that_is_new_or_edited_or_gone() {
    let there =
        BTreeMap::from([("0001_a.sql".into(), "aa".into()), ("0002_b.sql".into(), "bb".into()), ("0003_c.sql".into(), "cc".into())]);
    let line = |digest: &str, name: &str| format!("{digest}  migrations/{name}\n");
    let all = [line("aa", "0001_a.sql"), line("bb", "0002_b.sql"), line("cc", "0003_c.sql")].concat();
    assert_eq!(objections(&there, &all), Vec::<String>::new());
    let said = objections(
        &there,
        &[line("aa", "0001_a.sql"), line("b0", "0002_b.sql"), line("dd", "0004_d.sql"), line("dd", "0004_d.sql")].concat(),
    );
    assert_eq!(said.len(), 4, "{said:#?}");
    assert!(said[0].starts_with("landed.txt has two lines of 0004_d.sql"), "{said:#?}");
    assert!(said[1].starts_with("0002_b.sql was edited") && said[1].ends_with("mend by a new one"), "{said:#?}");
    assert!(said[2].starts_with("0003_c.sql has no line") && said[2].ends_with("\ncc  migrations/0003_c.sql"), "{said:#?}");
    assert!(said[3].starts_with("0004_d.sql has landed and is gone"), "{said:#?}");
}

/// Sample rows that stand in the database before the migration of the key is applied, written in the schema of then.
fn samples() -> BTreeMap<i64, &'static str> {
    BTreeMap::from([
        (2, include_str!("after_0001.sql")),
        (3, include_str!("after_0002.sql")),
        (4, include_str!("after_0003.sql")),
        (5, include_str!("after_0004.sql")),
        (6, include_str!("after_0005.sql")),
        (7, include_str!("after_0006.sql")),
        (8, include_str!("after_0007.sql")),
        (9, include_str!("after_0008.sql")),
        (10, include_str!("after_0009.sql")),
        (11, include_str!("after_0010.sql")),
        (12, include_str!("after_0011.sql")),
        (13, include_str!("after_0012.sql")),
        (14, include_str!("after_0013.sql")),
        (15, include_str!("after_0014.sql")),
        (16, include_str!("after_0015.sql")),
        (17, include_str!("after_0016.sql")),
        (18, include_str!("after_0017.sql")),
        (19, include_str!("after_0018.sql")),
        (20, include_str!("after_0019.sql")),
        (21, include_str!("after_0020.sql")),
        (23, include_str!("after_0022.sql")),
        (24, include_str!("after_0023.sql")),
        (25, include_str!("after_0024.sql")),
        (28, include_str!("after_0025.sql")),
    ])
}

#[tokio::test]
async fn each_migration_is_applied_to_data() {
    let blank = database::blank().await;
    let mut connection = PgConnection::connect_with(&blank.options).await.unwrap();
    let samples = samples();
    for migration in MIGRATOR.iter() {
        if let Some(rows) = samples.get(&migration.version) {
            connection
                .execute(AssertSqlSafe((*rows).to_owned()))
                .await
                .unwrap_or_else(|error| panic!("sample before {}: {error}", migration.version));
        } else {
            assert_eq!(migration.version, 1, "no sample data before migration {}", migration.version);
        }
        connection
            .execute(AssertSqlSafe(migration.sql.as_str().to_owned()))
            .await
            .unwrap_or_else(|error| panic!("{}: {error}", migration.version));
    }
    let people: i64 = sqlx::query_scalar("select count(*) from persons").fetch_one(&mut connection).await.unwrap();
    let submissions: i64 = sqlx::query_scalar("select count(*) from submissions").fetch_one(&mut connection).await.unwrap();
    assert_eq!((people, submissions), (2, 3), "what was there is still there");
    let deems: bool = sqlx::query_scalar("select deems from submissions where deliverable = 1").fetch_one(&mut connection).await.unwrap();
    assert!(deems, "a submission keeps the terms it was handed in under");
    // Of the one whose window is over nobody is reminded, nor of what was accepted. Friday, the 10th, is off.
    let reminders: Vec<(i32, DateTime<Utc>)> = sqlx::query_as("select deliverable, remind_at from submissions where remind_at is not null")
        .fetch_all(&mut connection)
        .await
        .unwrap();
    assert_eq!(reminders, [(2, "2099-07-09T15:00:00Z".parse().unwrap())]);
    let old_digest: Option<Vec<u8>> =
        sqlx::query_scalar("select digest from milestone_signatures").fetch_one(&mut connection).await.unwrap();
    assert_eq!(old_digest, None, "what nobody recorded is not made up");
    let asks: Vec<String> =
        sqlx::query_scalar("select ask from turns where number < 20 order by number").fetch_all(&mut connection).await.unwrap();
    assert_eq!(
        asks,
        ["answer_feedback", "place_request", "answer_feedback", "answer_feedback", "sign_milestone"],
        "a request of the client waits to be placed"
    );
    let echoes: Vec<(i32, String)> =
        sqlx::query_as("select milestone, due_on::text from echoes order by due_on").fetch_all(&mut connection).await.unwrap();
    assert_eq!(
        echoes,
        [(10, "2025-08-01".into()), (9, "2099-07-30".into()), (9, "2099-08-29".into())],
        "who takes topics over is asked afterwards, and nobody late"
    );
    let of_no_session: i64 =
        sqlx::query_scalar("select count(*) from observations where session is null").fetch_one(&mut connection).await.unwrap();
    assert_eq!(of_no_session, 2, "what was seen before sessions were kept was seen in none");
    let under_its_digest_alone: i64 =
        sqlx::query_scalar("select count(*) from file_versions where upload is null").fetch_one(&mut connection).await.unwrap();
    assert_eq!(under_its_digest_alone, 1, "where content lies is not made up");
    let swept: Vec<bool> =
        sqlx::query_scalar("select swept_after < '2027-01-01' from loose_objects order by id").fetch_all(&mut connection).await.unwrap();
    assert_eq!(swept, [true, false], "what was taken away then lies where nobody looks, and is not forgotten");
    let kept: Vec<(i32, bool, bool, bool)> = sqlx::query_as(
        "select number, done_at is not null, dropped_round is not null, dropped_at is not null from session_steps order by number",
    )
    .fetch_all(&mut connection)
    .await
    .unwrap();
    assert_eq!(kept, [(1, true, false, false), (2, false, true, false)], "steps end as they ended");
    let gates: Vec<(String, String)> =
        sqlx::query_as("select thing, gate from turns where number > 20 order by number").fetch_all(&mut connection).await.unwrap();
    assert_eq!(gates, [("M21".into(), "signature".into()), ("M9".into(), String::new())], "a signature waited for follows from readiness");
    let judged: Vec<(i32, bool)> =
        sqlx::query_as("select milestone, holds_until = judged_at from judgements").fetch_all(&mut connection).await.unwrap();
    assert_eq!(judged, [(21, true)], "what was judged while a change is open is judged again, and nothing is made up");
    let belong: i64 =
        sqlx::query_scalar("select count(*) from organization_members where ended_at is null").fetch_one(&mut connection).await.unwrap();
    assert_eq!(belong, 2, "who belonged to a firm before people were asked still does");
    let strays: i64 = sqlx::query_scalar(
        "select (select count(*) from turns t join engagements e on e.id = t.engagement_id
                 where (t.provider_id, t.client_id) is distinct from (e.provider_id, e.client_id))
              + (select count(*) from events v join engagements e on e.id = v.engagement_id
                 where (v.provider_id, v.client_id) is distinct from (e.provider_id, e.client_id))
              + (select count(*) from seats s join engagements e on e.id = s.engagement_id where s.provider_id is distinct from e.provider_id)",
    )
    .fetch_one(&mut connection)
    .await
    .unwrap();
    assert_eq!(strays, 0, "what is found by the firm stands beside the right one");
    let at_rest: Vec<String> = sqlx::query_scalar(
        "select e.title from seats s join engagements e on e.id = s.engagement_id where s.at_rest_since = '2025-09-30T08:00:00Z'",
    )
    .fetch_all(&mut connection)
    .await
    .unwrap();
    assert_eq!(at_rest, ["Closed"], "what is closed is at rest since the last that happened there");
    let firms: Vec<String> = sqlx::query_scalar("select name from organizations order by name").fetch_all(&mut connection).await.unwrap();
    let at = |firm| firms.iter().position(|name| name == firm);
    assert!(at("Ahrens & Vale") < at("Äpfel & Söhne") && at("Äpfel & Söhne") < at("Nordlicht Pumpen GmbH"), "{firms:?}");
    mails_say_what_became_of_them(&mut connection).await;
    blockers_are_kept(&mut connection).await;
    things_are_known(&mut connection).await;
}

/// An address has one form, and a mail knows which invitation it carries and why it failed.
async fn mails_say_what_became_of_them(connection: &mut PgConnection) {
    let addresses: Vec<String> = sqlx::query_scalar(
        "select email from persons union select email from invitations union select email from organization_invitations order by 1",
    )
    .fetch_all(&mut *connection)
    .await
    .unwrap();
    // Not the one that would become another's, nor what is no word in any script.
    let as_written = ["ines@müller.example", "lea@bücher.straße.example", "one@müller.example", "three@xn--99zzzzzzzzzz99.example"];
    for address in as_written.into_iter().chain(["two@müller.example", "two@xn--mller-kva.example"]) {
        assert!(addresses.iter().any(|kept| kept == address), "{address} is not among {addresses:?}");
    }
    let carried: Vec<(Option<i32>, Option<String>)> =
        sqlx::query_as("select invitation, failure from outbox where id::text like '%f000_' order by id")
            .fetch_all(&mut *connection)
            .await
            .unwrap();
    let failure = |word: &str| Some(word.to_owned());
    assert_eq!(carried, [(Some(91), failure("refused")), (Some(92), failure("slow")), (Some(91), None), (None, failure("address"))]);
}

/// What stands in the way of a handover is kept as the records have it.
async fn blockers_are_kept(connection: &mut PgConnection) {
    let kept: Vec<String> = sqlx::query_scalar(
        "select concat_ws(' ', thing, kind, state, 'about ' || about, side, line, edits::text, area) from blockers
         order by substring(thing from '[A-Z]*'), length(thing), thing",
    )
    .fetch_all(&mut *connection)
    .await
    .unwrap();
    assert_eq!(
        kept,
        [
            "CR1 change blocks S1 {S1,S8}",
            "CR2 change ended {}",
            "D1 deliverable blocks S1",
            "D2 deliverable warns S1",
            "D3 deliverable ended S1",
            "E1 effect ended Purchasing",
            "E2 effect blocks Sales",
            "F11 feedback blocks about S1 client",
            "F13 feedback ended about T9 client",
            "T1 runbook ended",
            "T9 runbook ended",
        ]
    );
    let after_handover: Vec<i32> =
        sqlx::query_scalar("select number from feedback_entries where after_handover").fetch_all(&mut *connection).await.unwrap();
    assert_eq!(after_handover, [14], "what came of an echo knows that");
}

/// Everything that was spoken of has its reference and its title, and whoever spoke of it still does.
async fn things_are_known(connection: &mut PgConnection) {
    let lines = async |connection: &mut PgConnection, statement: &'static str| -> Vec<String> {
        sqlx::query_scalar(statement).fetch_all(connection).await.unwrap()
    };
    let things = lines(
        connection,
        "select reference || ': ' || title from things order by substring(reference from '[A-Z]*'), length(reference), reference, title",
    )
    .await;
    assert_eq!(
        things,
        [
            ": Closed",
            ": Invoices with one owner",
            "CR1: Freight lines too",
            "CR2: Austria",
            "D1: To-be process map",
            "D2: Result",
            "D3: Result",
            "DC1: Which limit?",
            "E1: It arrives twice",
            "E2: Prices differ",
            "F1: excerpt",
            "F2: excerpt",
            "F3: excerpt",
            "F4: It arrives twice.",
            "F11: On thing 1?",
            "F12: On thing 2?",
            "F13: On **thing** 3?",
            "F14: On thing 4?",
            "F15: On **thing** 5?",
            "F16: On **thing** 6?",
            "F17: On **thing** 7?",
            "F18: On **thing** 8?",
            "F19: On **thing** 9?",
            "M1: Handover",
            "M8: Design agreed",
            "M9: Handover",
            "M10: Long past",
            "M21: Unaided week",
            "M22: Handover",
            "N1: Less chaos, please",
            "N2: Fewer questions",
            "Q7: ",
            "S1: Process and role map",
            "T1: Price mismatch",
            "T9: Failed XML",
            "V1: ",
            "WS1: Mapping",
            "WS2: Dunning",
            "WS3: Long",
            "WS1.1: Send the rest",
            "WS1.2: Map the rest",
            "WV1: M1 · T1: She is back",
            "X1: Tax advice",
        ]
    );
    let feedback = lines(connection, "select 'F' || number || ' ' || about from feedback_entries where number > 9 order by number").await;
    assert_eq!(feedback, ["F11 S1", "F12 D1", "F13 T9", "F14 M10", "F15 N1", "F16 CR1", "F17 DC1", "F18 WS2", "F19 E1"]);
    let on_the_engagement = lines(connection, "select about from feedback_entries where number < 9").await;
    assert_eq!(on_the_engagement, ["", "", "", ""]);
    let files = lines(connection, "select number || ' ' || thing || coalesce('/' || part, '') from files order by number").await;
    assert_eq!(files, ["9 T9", "10 D1", "11 D2/1", "12 T1", "13 T1/2", "14 F1", "15 WS2"]);
}

#[tokio::test]
async fn migrating_twice_changes_nothing() {
    let blank = database::blank().await;
    let mut connection = PgConnection::connect_with(&blank.options).await.unwrap();
    MIGRATOR.run(&mut connection).await.unwrap();
    MIGRATOR.run(&mut connection).await.unwrap();
    let applied: i64 = sqlx::query_scalar("select count(*) from _sqlx_migrations where success").fetch_one(&mut connection).await.unwrap();
    assert_eq!(applied, MIGRATOR.iter().count() as i64);
}
