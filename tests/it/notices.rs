//! What leaves by mail, to whom, and what happens when the mail server does not take it.

use serde_json::{Value, json};
use tandem::{
    access::{Actor as By, Role},
    app::{App, AppSettings, MailRoute},
    base::language::Language,
    change::{Change, WhenClosed},
    events::{Event, deliverables::DeliverableEvent, feedback::FeedbackEvent},
    mail::{letter, unsubscribe, worker::drain},
};
use uuid::Uuid;

use crate::support::{Actor, World, mail_server::MailServer, world, world::person};

/// A minute after the scene's beginning: bursts are over.
const LATER: &str = "2026-07-15T08:01:00Z";

fn posting(w: &World, mail: MailRoute) -> App {
    App::new(w.app.db.clone(), w.app.clock.clone(), AppSettings { mail, ..w.app.settings.clone() })
}

async fn says(w: &World, who: &Actor, role: Role, event: impl Into<Event>) {
    let event = event.into();
    w.has(&event.thing().to_string(), "").await;
    let by = By::Person { id: who.id, role };
    Change::begin(&w.app.db, w.engagement, by, None, w.app.clock.now(), WhenClosed::Refuse).await.unwrap().commit(event).await.unwrap();
}

async fn samir_submits(w: &World, submission: i32) {
    let review_due_at = "2026-07-17T15:00:00Z".parse().unwrap();
    let event = DeliverableEvent::Submitted { number: 5, title: "Runbook".into(), submission, review_due_at };
    says(w, &w.samir, Role::Consultant, event).await;
}

async fn ines_asks(w: &World, number: i32) {
    let event = FeedbackEvent::Raised {
        number,
        entry_kind: "question".into(),
        about: "D5".into(),
        blocking: false,
        excerpt: format!("Who is on call? ({number})"),
        to: None,
    };
    says(w, &w.ines, Role::Sponsor, event).await;
}

/// Puts a mail that is no notice into the outbox.
async fn waits(w: &World, kind: &str, address: &str, language: &str, detail: Value) {
    sqlx::query("insert into outbox (id, kind, address, language, detail, created_at, not_before) values ($1, $2, $3, $4, $5, $6, $6)")
        .bind(Uuid::now_v7())
        .bind(kind)
        .bind(address)
        .bind(language)
        .bind(detail)
        .bind(w.app.clock.now())
        .execute(&w.app.db)
        .await
        .unwrap();
}

/// The mails of the demo's page by address, with what differs from run to run named instead.
async fn arrived(w: &World) -> Vec<(String, String)> {
    let mails: Vec<(String, String, String)> =
        sqlx::query_as("select address, subject, body from demo_mails order by address, sent_at").fetch_all(&w.app.db).await.unwrap();
    let secret: Vec<u8> = sqlx::query_scalar("select secret from deployment").fetch_one(&w.app.db).await.unwrap();
    let people: Vec<Uuid> = sqlx::query_scalar("select id from persons").fetch_all(&w.app.db).await.unwrap();
    mails
        .into_iter()
        .map(|(address, subject, body)| {
            let body = people
                .iter()
                .fold(body, |body, person| body.replace(&unsubscribe::token(&secret, *person), "TOKEN"))
                .replace(&w.engagement.to_string(), "ENGAGEMENT");
            (address.clone(), format!("To: {address}\nSubject: {subject}\n\n{body}"))
        })
        .collect()
}

async fn addresses(w: &World) -> Vec<String> {
    arrived(w).await.into_iter().map(|(address, _)| address).collect()
}

/// Rows of the outbox: sent, given up, waiting.
async fn outbox(w: &World) -> (i64, i64, i64) {
    sqlx::query_as(
        "select count(*) filter (where sent_at is not null), count(*) filter (where given_up_at is not null),
                count(*) filter (where sent_at is null and given_up_at is null) from outbox",
    )
    .fetch_one(&w.app.db)
    .await
    .unwrap()
}

#[tokio::test]
async fn a_notice_says_what_happened_and_what_is_asked_until_when_in_the_readers_language() {
    let w = world().await;
    sqlx::query("update persons set language = 'de' where id = $1").bind(w.tobias.id).execute(&w.app.db).await.unwrap();
    samir_submits(&w, 1).await;
    w.it_is(LATER);
    let app = posting(&w, MailRoute::DemoPage);
    assert_eq!(drain(&app).await.unwrap(), 2);
    let mails = arrived(&w).await;
    // Sponsor and lead can review; the acting consultant, the member and the observers cannot.
    assert_eq!(addresses(&w).await, ["ines@example.org", "tobias@example.org"]);
    insta::assert_snapshot!("notice_english", mails[0].1);
    insta::assert_snapshot!("notice_german", mails[1].1);
    assert_eq!(drain(&app).await.unwrap(), 0);
    assert_eq!(outbox(&w).await, (2, 0, 0));
}

#[tokio::test]
async fn a_burst_becomes_one_mail_and_nobody_is_told_what_they_did() {
    let w = world().await;
    let app = posting(&w, MailRoute::DemoPage);
    for number in 1..=15 {
        ines_asks(&w, number).await;
    }
    assert_eq!(drain(&app).await.unwrap(), 0, "others may follow within a minute");
    w.it_is("2026-07-15T08:00:50Z");
    samir_submits(&w, 2).await;
    w.it_is(LATER);
    // The provider's manager and consultant; not its observer, nor Ines.
    assert_eq!(drain(&app).await.unwrap(), 2);
    assert_eq!(addresses(&w).await, ["lea@example.org", "samir@example.org"]);
    insta::assert_snapshot!("notice_of_many", arrived(&w).await[0].1);
    w.it_is("2026-07-15T08:01:50Z");
    assert_eq!(drain(&app).await.unwrap(), 2, "those whose minute ended later");
}

#[tokio::test]
async fn who_lost_the_seat_or_wants_no_mail_gets_none() {
    let w = world().await;
    samir_submits(&w, 1).await;
    sqlx::query("update persons set mail = 'never' where id = $1").bind(w.ines.id).execute(&w.app.db).await.unwrap();
    sqlx::query("update seats set ended_at = now() where person_id = $1").bind(w.tobias.id).execute(&w.app.db).await.unwrap();
    w.it_is(LATER);
    assert_eq!(drain(&posting(&w, MailRoute::DemoPage)).await.unwrap(), 0);
    assert_eq!(outbox(&w).await, (0, 0, 0));
    samir_submits(&w, 2).await;
    assert_eq!(outbox(&w).await, (0, 0, 0), "nobody is left to be told");
}

#[tokio::test]
async fn what_is_no_longer_asked_is_not_asked_by_mail() {
    let w = world().await;
    samir_submits(&w, 1).await;
    says(&w, &w.ines, Role::Sponsor, DeliverableEvent::SubmissionAccepted { number: 5, title: "Runbook".into(), submission: 1 }).await;
    assert!(!w.turns().await.iter().any(|turn| turn.contains("client")));
    w.it_is(LATER);
    drain(&posting(&w, MailRoute::DemoPage)).await.unwrap();
    for (address, mail) in arrived(&w).await {
        assert!(!mail.contains("Your turn"), "{address}: {mail}");
    }
}

#[tokio::test]
async fn the_unsubscribe_link_finds_the_person() {
    let w = world().await;
    samir_submits(&w, 1).await;
    w.it_is(LATER);
    drain(&posting(&w, MailRoute::DemoPage)).await.unwrap();
    let body: String =
        sqlx::query_scalar("select body from demo_mails where address = 'ines@example.org'").fetch_one(&w.app.db).await.unwrap();
    let token = body.split("/unsubscribe/").nth(1).unwrap().trim();
    let found: Uuid = sqlx::query_scalar("select id from persons where unsubscribe_hash = $1")
        .bind(unsubscribe::hash(token))
        .fetch_one(&w.app.db)
        .await
        .unwrap();
    assert_eq!(found, w.ines.id);
}

#[tokio::test]
async fn invitations_and_links_to_a_password_are_written_and_then_forgotten() {
    let w = world().await;
    let invitation = json!({"url": "http://localhost:3000/invitations/secret", "inviter": "Lea Ahrens", "engagement": "Invoices with one owner",
        "provider": "Ahrens & Vale", "client": "Nordlicht Pumpen GmbH", "role": "sponsor"});
    waits(&w, "invitation", "a-invited@example.org", "en", invitation.clone()).await;
    waits(&w, "invitation", "b-eingeladen@example.org", "de", invitation).await;
    let reset = json!({"url": "http://localhost:3000/password-resets/secret", "name": "Ines Brandt"});
    waits(&w, "password_reset", "c-forgot@example.org", "en", reset.clone()).await;
    waits(&w, "password_reset", "d-vergessen@example.org", "de", reset).await;
    let membership = json!({"url": "http://localhost:3000/invitations/secret", "inviter": "Lea Ahrens", "organization": "Ahrens & Vale", "role": "manager"});
    waits(&w, "invitation", "e-joins@example.org", "en", membership.clone()).await;
    waits(&w, "invitation", "f-kommt-dazu@example.org", "de", membership).await;
    assert_eq!(drain(&posting(&w, MailRoute::DemoPage)).await.unwrap(), 6);
    let mails: Vec<String> = arrived(&w).await.into_iter().map(|(_, mail)| mail).collect();
    insta::assert_snapshot!("other_mails", mails.join("\n==========\n"));
    let kept: i64 = sqlx::query_scalar("select count(*) from outbox where detail <> '{}'").fetch_one(&w.app.db).await.unwrap();
    assert_eq!(kept, 0, "a secret link stayed in the outbox");
}

#[test]
fn hostile_names_stay_text() {
    let invitation: letter::Invitation =
        serde_json::from_value(json!({"url": "http://localhost/x", "inviter": "<script>alert(1)</script>",
        "engagement": "\"><img src=x>", "provider": "a", "client": "b", "role": "king"}))
        .unwrap();
    let mail = invitation.write(Language::En, "a@example.org").unwrap();
    assert!(!mail.html.contains("<script") && !mail.html.contains("<img"), "{}", mail.html);
    assert!(mail.text.contains("<script>alert(1)</script>"), "plain text says it as it is");
    assert!(mail.text.contains("king"));
}

#[tokio::test(flavor = "multi_thread")]
async fn several_workers_send_nothing_twice() {
    let w = world().await;
    for number in 0..40 {
        let detail = json!({"url": "http://localhost/x", "name": "N"});
        waits(&w, "password_reset", &format!("p{number}@example.org"), "en", detail).await;
    }
    for number in 1..=10 {
        ines_asks(&w, number).await;
    }
    w.it_is(LATER);
    let (one, two, three) = (posting(&w, MailRoute::DemoPage), posting(&w, MailRoute::DemoPage), posting(&w, MailRoute::DemoPage));
    let (one, two, three) = tokio::join!(drain(&one), drain(&two), drain(&three));
    assert_eq!(one.unwrap() + two.unwrap() + three.unwrap(), 42);
    assert_eq!(outbox(&w).await, (60, 0, 0), "two bursts of ten, one mail each");
}

#[tokio::test]
async fn without_mail_everything_counts_as_sent() {
    let w = world().await;
    samir_submits(&w, 1).await;
    w.it_is(LATER);
    assert_eq!(drain(&posting(&w, MailRoute::Nowhere)).await.unwrap(), 2);
    assert_eq!(outbox(&w).await, (2, 0, 0));
}

#[tokio::test]
async fn settings_that_cannot_be_understood_are_not_repeated() {
    let w = world().await;
    let from = "Tandem <tandem@example.org>";
    for (url, from) in [("smtp://user:hunter2@[", from), ("smtp://127.0.0.1", "hunter2")] {
        let app = posting(&w, MailRoute::Smtp { url: url.into(), from: from.into() });
        let said = format!("{:?}", drain(&app).await.unwrap_err());
        assert!(!said.contains("hunter2"), "{said}");
    }
}

#[tokio::test]
async fn a_mail_server_gets_it_with_what_inboxes_need() {
    let w = world().await;
    let server = MailServer::start().await;
    sqlx::query("update persons set name = 'Inés Brändt' where id = $1").bind(w.ines.id).execute(&w.app.db).await.unwrap();
    sqlx::query("update seats set ended_at = now() where person_id = $1").bind(w.tobias.id).execute(&w.app.db).await.unwrap();
    samir_submits(&w, 1).await;
    w.it_is(LATER);
    assert_eq!(drain(&posting(&w, server.route())).await.unwrap(), 1);
    let mails = server.mails();
    let (head, body) = mails[0].split_once("\n\n").unwrap();
    let head = head.replace("\n ", " ");
    for part in [
        "From: Tandem <tandem@example.org>",
        "<ines@example.org>",
        "Date: Wed, 15 Jul 2026 08:01:00",
        "Message-ID: <",
        "Auto-Submitted: auto-generated",
        "List-Unsubscribe: <http://localhost:3000/unsubscribe/",
        "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
        "multipart/alternative",
    ] {
        assert!(head.contains(part), "no {part} in {head}");
    }
    assert!(body.contains("text/plain") && body.contains("text/html") && body.contains("Runbook"), "{body}");
}

#[tokio::test]
async fn a_refused_recipient_is_tried_again_and_then_given_up_while_others_get_theirs() {
    let w = world().await;
    let server = MailServer::start().await;
    let app = posting(&w, server.route());
    let detail = json!({"url": "http://localhost/secret", "name": "N"});
    waits(&w, "password_reset", "refused@example.org", "en", detail.clone()).await;
    waits(&w, "password_reset", "welcome@example.org", "en", detail).await;
    assert_eq!(drain(&app).await.unwrap(), 1);
    assert_eq!(drain(&app).await.unwrap(), 0);
    assert_eq!(outbox(&w).await, (1, 0, 1));
    let (attempts, error): (i32, String) =
        sqlx::query_as("select attempts, last_error from outbox where sent_at is null").fetch_one(&w.app.db).await.unwrap();
    assert_eq!(attempts, 1, "it waits before it is tried again");
    assert!(error.contains("550") && !error.contains("secret"), "{error}");
    for day in 16..=25 {
        w.it_is(&format!("2026-07-{day}T08:00:00Z"));
        assert_eq!(drain(&app).await.unwrap(), 0);
    }
    assert_eq!(outbox(&w).await, (1, 1, 0));
    let (attempts, detail): (i32, Value) =
        sqlx::query_as("select attempts, detail from outbox where given_up_at is not null").fetch_one(&w.app.db).await.unwrap();
    assert_eq!((attempts, detail), (10, json!({})));
}

#[tokio::test]
async fn a_mail_server_that_is_away_is_tried_again_until_it_is_back() {
    let w = world().await;
    let nobody_there = MailRoute::Smtp { url: "smtp://127.0.0.1:9".into(), from: "tandem@example.org".into() };
    let app = posting(&w, nobody_there);
    samir_submits(&w, 1).await;
    w.it_is(LATER);
    assert_eq!(drain(&app).await.unwrap(), 0);
    assert_eq!(outbox(&w).await, (0, 0, 2));
    let server = MailServer::start().await;
    w.it_is("2026-07-15T08:02:00Z");
    assert_eq!(drain(&posting(&w, server.route())).await.unwrap(), 2);
    assert_eq!(outbox(&w).await, (2, 0, 0));
}

#[tokio::test]
async fn a_mail_that_a_worker_died_with_is_sent_by_another_when_the_lease_ends() {
    let w = world().await;
    samir_submits(&w, 1).await;
    w.it_is(LATER);
    // What a claim leaves behind.
    sqlx::query("update outbox set attempts = 1, not_before = $1 + interval '3 minutes'")
        .bind(w.app.clock.now())
        .execute(&w.app.db)
        .await
        .unwrap();
    // A newer notice does not take along what another worker has in hand.
    let late = person(&w.app, "Late Lead", "late").await;
    crate::support::world::seat(&w.app, w.engagement, 7, &late, "client", "lead").await;
    ines_asks(&w, 1).await;
    samir_submits(&w, 2).await;
    let app = posting(&w, MailRoute::DemoPage);
    w.it_is("2026-07-15T08:02:00Z");
    drain(&app).await.unwrap();
    let waiting: i64 = sqlx::query_scalar("select count(*) from outbox where sent_at is null").fetch_one(&w.app.db).await.unwrap();
    assert_eq!(waiting, 2);
    w.it_is("2026-07-15T08:04:00Z");
    assert_eq!(drain(&app).await.unwrap(), 2);
}
