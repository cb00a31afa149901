//! What a newer version of Tandem has written while this one still runs, or before it was put back: nothing breaks on it.

use serde_json::{Value, json};
use tandem::{
    activity,
    app::{App, AppSettings, MailRoute},
    events::chain::Link,
    files,
    mail::worker::drain,
};
use uuid::Uuid;

use crate::support::{Actor, World, world};

/// Writes an event as a newer version does, hashed like any other; returns its number.
async fn happens(w: &World, who: Option<&Actor>, kind: &str, thing: &str, detail: Value) -> i32 {
    let (count, head): (i32, Vec<u8>) = sqlx::query_as("select event_count, head_hash from engagements where id = $1")
        .bind(w.engagement)
        .fetch_one(&w.app.db)
        .await
        .unwrap();
    let (number, at, person) = (count + 1, w.app.clock.now(), who.map(|who| who.id));
    w.has(thing, "").await;
    let side = who.map(|_| "provider");
    let link = Link { of: w.engagement, number, at, person, side: side.unwrap_or_default(), kind, detail: &detail };
    let hash = link.hash(&head);
    sqlx::query(
        "with said as (insert into events (engagement_id, number, at, person_id, side, kind, thing, detail, previous_hash, hash)
                       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10))
         update engagements set event_count = $2, head_hash = $10 where id = $1",
    )
    .bind(w.engagement)
    .bind(number)
    .bind(at)
    .bind(person)
    .bind(side)
    .bind(kind)
    .bind(thing)
    .bind(&detail)
    .bind(&head)
    .bind(hash.as_slice())
    .execute(&w.app.db)
    .await
    .unwrap();
    number
}

/// Something of a kind that is not known here; something known with a word that is not; something on a thing that is not.
async fn an_upgrade_begins(w: &World) -> Vec<i32> {
    vec![
        happens(w, Some(&w.samir), "deliverable_praised", "D5", json!({ "number": 5, "stars": 3 })).await,
        happens(w, None, "seat_taken", "", json!({ "name": "Ada", "role": "auditor" })).await,
        happens(w, Some(&w.samir), "files_attached", "Q1", json!({ "place": { "survey": 1 }, "title": "Survey", "files": [] })).await,
    ]
}

async fn whole(w: &World) {
    let reports = activity::verify(&w.app.db, None).await.unwrap();
    assert!(reports.iter().all(|report| report.fault.is_none()), "{reports:#?}");
    let files = files::verify::verify(&w.app.db, &w.app.settings.files.store, None).await.unwrap();
    assert!(files.damaged.is_empty(), "{files:#?}");
}

#[tokio::test]
async fn pages_say_that_something_happened() {
    let w = world().await;
    sqlx::query("update persons set language = 'de' where id = $1").bind(w.olaf.id).execute(&w.app.db).await.unwrap();
    an_upgrade_begins(&w).await;
    let english = [
        "Samir Haddad did something that this version of Tandem cannot put into words yet (D5)",
        "Something happened that this version of Tandem cannot put into words yet (the engagement)",
        "Samir Haddad did something that this version of Tandem cannot put into words yet (Q1)",
    ];
    for page in ["/".to_owned(), w.at(""), w.at("/activity")] {
        let shown = w.ines.opens(&page).await.is(200);
        english.iter().fold(shown, |shown, sentence| shown.sees(sentence));
        w.olaf.opens(&page).await.is(200).sees("hat etwas getan, wofür diese Version von Tandem noch keine Worte hat (D5)");
    }
    w.ines.opens(w.at("/activity?thing=D5")).await.is(200).sees(english[0]).sees_not(english[1]);
    w.ines.opens(w.at("/activity/chain")).await.is(200).sees("Yes, the record holds.").sees("3 entries were checked");
    whole(&w).await;
}

#[tokio::test]
async fn mails_say_so_too() {
    let w = world().await;
    for (event, who) in an_upgrade_begins(&w).await.into_iter().zip([&w.ines, &w.tobias, &w.meryem]) {
        sqlx::query(
            "insert into outbox (id, kind, person_id, address, language, engagement_id, event_number, created_at, not_before)
             values ($1, 'notice', $2, '', 'en', $3, $4, $5, $5)",
        )
        .bind(Uuid::now_v7())
        .bind(who.id)
        .bind(w.engagement)
        .bind(event)
        .bind(w.app.clock.now())
        .execute(&w.app.db)
        .await
        .unwrap();
    }
    let app = App::new(w.app.db.clone(), w.app.clock.clone(), AppSettings { mail: MailRoute::DemoPage, ..w.app.settings.clone() });
    assert_eq!(drain(&app).await.unwrap(), 3);
    let mails: Vec<String> = sqlx::query_scalar("select subject || body from demo_mails").fetch_all(&w.app.db).await.unwrap();
    assert_eq!(mails.iter().filter(|mail| mail.contains("cannot put into words yet")).count(), 3, "{mails:#?}");
}

#[tokio::test]
async fn things_of_an_unknown_kind_are_spoken_of() {
    let w = world().await;
    w.has("Q1", "Survey of the clerks").await;
    w.has("F1", "Who answers it?").await;
    for statement in [
        "insert into feedback_entries (engagement_id, number, kind, text, about, raised_by, raised_side, raised_at)
         values ($1, 1, 'question', 'Who answers it?', 'Q1', $2, 'provider', now())",
        "insert into turns (engagement_id, number, thing, ask, side, roles, since, due_at)
         values ($1, 1, 'Q1', 'answer_survey', 'client', '{sponsor}', now(), now() + interval '3 years'),
                ($1, 2, 'F1', 'survey_feedback', 'client', '{sponsor}', now(), now() + interval '3 years')",
        "insert into files (engagement_id, number, name, thing, part) values ($1, 1, 'survey.pdf', 'Q1', null)",
    ] {
        let mut written = sqlx::query(statement).bind(w.engagement);
        if statement.contains("$2") {
            written = written.bind(w.samir.id);
        }
        written.execute(&w.app.db).await.unwrap();
    }
    sqlx::query(
        "insert into file_versions (engagement_id, file, version, upload, sha256, bytes, media_type, uploaded_by, uploaded_side, uploaded_at)
         values ($1, 1, 1, gen_random_uuid(), sha256('x'), 1, 'application/pdf', $2, 'provider', now())",
    )
    .bind(w.engagement)
    .bind(w.samir.id)
    .execute(&w.app.db)
    .await
    .unwrap();
    let asked = "take a step that this version of Tandem cannot name yet";
    w.ines.opens("/").await.is(200).sees("Q1").sees("Survey of the clerks").sees(asked);
    w.ines.opens(w.at("")).await.is(200).sees("Survey of the clerks").sees(asked);
    w.ines.opens(w.at("/feedback")).await.is(200).sees("Who answers it?");
    w.ines.opens(w.at("/feedback/1")).await.is(200).sees("Q1").sees("Survey of the clerks").sees(asked);
    w.ines.opens(w.at("/files")).await.is(200).sees("survey.pdf").sees("Q1");
}

#[tokio::test]
async fn a_firm_is_shown_and_its_chain_holds() {
    let w = world().await;
    let (at, detail) = (w.app.clock.now(), json!({ "colour": "green" }));
    let hash = Link { of: w.provider, number: 1, at, person: None, side: "", kind: "firm_painted", detail: &detail }.hash(&[]);
    sqlx::query(
        "with said as (insert into organization_events (organization_id, number, at, kind, detail, previous_hash, hash)
                       values ($1, 1, $2, 'firm_painted', $3, '', $4))
         update organizations set event_count = 1, head_hash = $4 where id = $1",
    )
    .bind(w.provider)
    .bind(at)
    .bind(&detail)
    .bind(hash.as_slice())
    .execute(&w.app.db)
    .await
    .unwrap();
    w.lea.opens(format!("/organizations/{}", w.provider)).await.is(200);
    w.lea.opens("/organizations").await.is(200);
    whole(&w).await;
}
