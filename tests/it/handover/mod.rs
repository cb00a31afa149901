//! Handover: topics and evidence make the ladder, the ladder and other records make the gates, ready milestones are signed.

mod echoes;
mod kept;
mod signed;
mod waivers;

use uuid::Uuid;

use crate::{
    deliverables::agree_scope,
    support::{Actor, Page, World, world},
};

/// Seats of [`world`].
const TOBIAS: &str = "2";
const MERYEM: &str = "3";

const PRICES: [(&str, &str); 5] =
    [("title", "Price mismatch"), ("line", "S1"), ("critical", "yes"), ("target_level", "4"), ("runbook_url", "https://wiki.example/t1")];
const LISTS: [(&str, &str); 5] =
    [("title", "Accrual list"), ("line", "S2"), ("people_needed", "1"), ("target_level", "3"), ("text", "At the **end** of each month.")];

/// What a form sends, with one field another or added.
pub fn but<'a>(fields: &[(&'a str, &'a str)], field: &'a str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    fields.iter().filter(|(name, _)| *name != field).copied().chain([(field, value)]).collect()
}

/// An agreed scope with T1, critical, and T2.
pub async fn plan_topics(w: &World) {
    agree_scope(w, 1).await;
    assert!(w.samir.posts(w.at("/handover/topics/new"), &PRICES).await.done().ends_with("/handover/topics/1"));
    assert!(w.lea.posts(w.at("/handover/topics/new"), &LISTS).await.done().ends_with("/handover/topics/2"));
}

async fn posts_observation(w: &World, who: &Actor, topic: &str, seat: &str, mode: &str, day: &str) -> Page {
    let fields = [
        ("topic", topic),
        ("seat", seat),
        ("mode", mode),
        ("day", day),
        ("real_case", "yes"),
        ("by_runbook", "yes"),
        ("text", "Cleared nine exceptions"),
    ];
    who.posts(w.at("/handover/observations/new"), &fields).await
}

async fn sees_doing(w: &World, topic: &str, seat: &str, mode: &str, day: &str) {
    posts_observation(w, &w.samir, topic, seat, mode, day).await.done();
}

/// Two unaided real cases on T1, and both sides' word.
async fn does_alone(w: &World, topic: &str, seat: &str) {
    sees_doing(w, topic, seat, "alone", "2026-07-13").await;
    sees_doing(w, topic, seat, "alone", "2026-07-14").await;
    for who in [&w.tobias, &w.samir] {
        who.posts(w.at(&format!("/handover/topics/{topic}/attestations")), &[("seat", seat)]).await.done();
    }
}

const HANDOVER: [(&str, &str); 5] = [
    ("title", "Handover"),
    ("agreement", "From 31 July 2026, 18:00, Nordlicht runs incoming invoices without assistance."),
    ("at", "2026-07-31T18:00"),
    ("owner", "2"),
    ("topics", "1"),
];

async fn plans_milestone(w: &World, fields: &[(&str, &str)]) -> String {
    w.lea.posts(w.at("/handover/milestones/new"), fields).await.done()
}

#[tokio::test]
async fn a_topic_is_planned_under_an_agreed_line_and_changed() {
    let w = world().await;
    w.ines
        .opens(w.at("/handover"))
        .await
        .is(200)
        .sees("No topic is planned yet")
        .sees("No milestone is planned yet")
        .sees_not("Plan a topic");
    w.samir.opens(w.at("/handover/topics/new")).await.is(200).sees("As soon as both sides have signed");
    w.samir.posts(w.at("/handover/topics/new"), &PRICES).await.is(422).sees("As soon as both sides have signed");
    plan_topics(&w).await;
    w.ines
        .opens(w.at("/handover/topics/1"))
        .await
        .is(200)
        .sees("Price mismatch")
        .sees("Critical")
        .sees("2 people at level 4 (alone)")
        .sees("T1 has nobody at level 4")
        .sees("The runbook of T1 has not been rehearsed")
        .sees_not("Change this topic");
    let page = w.samir.opens(w.at("/handover/topics/2/edit")).await.is(200);
    let version = page.attribute("[name=version]", "value").unwrap();
    let fields =
        [("title", "Accruals"), ("line", "S2"), ("target_level", "3"), ("runbook_url", "https://wiki.example/t2"), ("version", &version)];
    w.samir.posts(w.at("/handover/topics/2/edit"), &fields).await.done();
    w.ines.opens(w.at("/handover/topics/2")).await.is(200).sees("Accruals").sees("Open the runbook");
    // The page was opened before somebody else changed it.
    w.lea
        .posts(w.at("/handover/topics/2/edit"), &but(&fields, "title", "Another name"))
        .await
        .is(409)
        .sees("since you opened it")
        .sees("Another name");
    assert_eq!(w.happened().await, ["topic_planned", "topic_planned", "topic_changed"]);
    assert!(w.turns().await.is_empty());
}

#[tokio::test]
async fn what_is_wrong_with_a_topic_is_said_at_its_field() {
    let w = world().await;
    agree_scope(&w, 1).await;
    let long = "x".repeat(201);
    for (field, typed) in [
        ("title", ""),
        ("title", long.as_str()),
        ("line", ""),
        ("line", "X1"),
        ("line", "S9"),
        ("people_needed", "0"),
        ("people_needed", "many"),
        ("target_level", "6"),
        ("runbook_url", "javascript:alert(1)"),
    ] {
        let page = w.samir.posts(w.at("/handover/topics/new"), &but(&PRICES, field, typed)).await.is_invalid_at(field);
        if field != "title" {
            assert_eq!(page.attribute("[name=title]", "value").as_deref(), Some("Price mismatch"), "what was typed is kept");
        }
    }
    for refused in [&w.ines, &w.tobias, &w.meryem, &w.olaf, &w.paul] {
        refused.posts(w.at("/handover/topics/new"), &PRICES).await.is(403);
    }
    for nobody in [&w.stranger, &w.petra, &w.max] {
        nobody.posts(w.at("/handover/topics/new"), &PRICES).await.is(404);
        nobody.opens(w.at("/handover")).await.is(404);
    }
    assert!(w.happened().await.is_empty());
}

#[tokio::test]
async fn somebody_climbs_the_ladder() {
    let w = world().await;
    plan_topics(&w).await;
    let grid = async |expected: &str| {
        let page = w.ines.opens(w.at("/handover")).await.is(200);
        assert_eq!(page.all("#t1 .ladder-level"), [expected], "{}", page.text());
    };
    w.meryem
        .opens(w.at("/handover"))
        .await
        .is(200)
        .sees("Nothing was recorded yet of: Tobias Lenz, Meryem Kaya")
        .sees("Record an observation");
    for (mode, level) in [("watched", "1"), ("together", "2"), ("supervised", "3")] {
        sees_doing(&w, "1", MERYEM, mode, "2026-07-10").await;
        grid(level).await;
    }
    let attestations = w.at("/handover/topics/1/attestations");
    sees_doing(&w, "1", MERYEM, "alone", "2026-07-13").await;
    w.tobias.opens(w.at("/handover/topics/1")).await.is(200).sees("An unaided real case on one day; 2 are needed").sees_not("Attest that");
    w.tobias.posts(&attestations, &[("seat", MERYEM)]).await.is(409).sees("two unaided real cases on different days");
    sees_doing(&w, "1", MERYEM, "alone", "2026-07-14").await;
    grid("3").await;
    w.tobias.opens(w.at("/handover/topics/1")).await.is(200).sees("Attest that Meryem Kaya does it alone");
    w.meryem.opens(w.at("/handover/topics/1")).await.is(200).sees_not("Attest that Meryem Kaya does it alone");

    w.tobias.posts(&attestations, &[("seat", MERYEM)]).await.done();
    assert_eq!(w.turns().await, ["T1 provider attest_alone"], "the other side is asked");
    grid("3").await;
    w.samir
        .opens(w.at("/handover/topics/1"))
        .await
        .is(200)
        .sees("Ahrens & Vale’s turn: attest that it is done alone")
        .sees("Nordlicht Pumpen GmbH attests");
    w.ines.posts(&attestations, &[("seat", MERYEM)]).await.is(409).sees("Your side has already attested this");
    w.samir.posts(&attestations, &[("seat", MERYEM)]).await.done();
    assert!(w.turns().await.is_empty());
    grid("4").await;
    w.ines.opens(w.at("/handover")).await.is(200).sees("T1 has one person at level 4 and needs two");

    // Two months later nobody has done it since.
    w.weeks_pass("2026-09-13T08:00:00Z").await;
    w.ines.opens(w.at("/handover")).await.is(200).sees("Lapsed from “alone”: not done without help for 60 days");
    grid("3").await;
}

#[tokio::test]
async fn teaching_is_the_top() {
    let w = world().await;
    plan_topics(&w).await;
    does_alone(&w, "1", MERYEM).await;
    let taught =
        [("topic", "1"), ("seat", MERYEM), ("mode", "taught"), ("day", "2026-07-15"), ("text", "Showed Tobias"), ("learner", TOBIAS)];
    w.samir.posts(w.at("/handover/observations/new"), &but(&taught, "learner", "")).await.is_invalid_at("learner");
    w.samir.posts(w.at("/handover/observations/new"), &but(&taught, "learner", MERYEM)).await.is_invalid_at("learner");
    w.samir.posts(w.at("/handover/observations/new"), &taught).await.done();
    assert_eq!(w.ines.opens(w.at("/handover")).await.all("#t1 .ladder-level"), ["4"], "the pupil has not got there yet");
    sees_doing(&w, "1", TOBIAS, "supervised", "2026-07-15").await;
    assert_eq!(w.ines.opens(w.at("/handover")).await.all("#t1 .ladder-level"), ["3", "5"]);
    w.ines.opens(w.at("/handover/topics/1")).await.is(200).sees("taught Tobias Lenz on Wed 15 July");
}

#[tokio::test]
async fn evidence_is_checked_and_kept() {
    let w = world().await;
    plan_topics(&w).await;
    let url = w.at("/handover/observations/new");
    let right = [("topic", "1"), ("seat", MERYEM), ("mode", "alone"), ("day", "2026-07-15"), ("text", "**nine** <script>x</script>")];
    for (field, typed) in [
        ("topic", "9"),
        ("topic", "x"),
        ("seat", "5"),
        ("seat", "99"),
        ("seat", ""),
        ("mode", "magic"),
        ("day", "2026-07-16"),
        ("day", "2026-02-30"),
        ("text", ""),
        ("evidence_url", "file:///etc/passwd"),
    ] {
        w.meryem.posts(&url, &but(&right, field, typed)).await.is_invalid_at(field);
    }
    let once = Uuid::new_v4();
    w.meryem.posts_once(&url, &right, once).await.done();
    w.meryem.posts_once(&url, &right, once).await.is(409);
    let page = w.ines.opens(w.at("/handover/topics/1")).await.is(200).sees("did it alone on Wed 15 July").sees("recorded by Meryem Kaya");
    assert!(!page.body.contains("<script>x"));
    assert_eq!(page.all("#o1 strong"), ["nine"]);
    for refused in [&w.olaf, &w.paul] {
        refused.posts(&url, &right).await.is(403);
    }
    for nobody in [&w.stranger, &w.petra, &w.max] {
        nobody.posts(&url, &right).await.is(404);
    }
    // Her seat ended while the form was open.
    sqlx::query("update seats set ended_at = now() where engagement_id = $1 and number = 3")
        .bind(w.engagement)
        .execute(&w.app.db)
        .await
        .unwrap();
    w.samir.posts(&url, &right).await.is_invalid_at("seat");
    w.ines.opens(w.at("/handover")).await.is(200).sees("Meryem Kaya").sees("no seat any more");
    assert_eq!(w.happened().await, ["topic_planned", "topic_planned", "observation_logged"]);
}

#[tokio::test]
async fn an_assist_holds_the_handover_back() {
    let w = world().await;
    plan_topics(&w).await;
    plans_milestone(&w, &HANDOVER).await;
    let url = w.at("/handover/assists/new");
    let samir = w.samir.id.to_string();
    let right = [
        ("topic", "1"),
        ("seat", MERYEM),
        ("helper", samir.as_str()),
        ("minutes", "15"),
        ("day", "2026-07-14"),
        ("text", "XML without order number"),
    ];
    let ines = w.ines.id.to_string();
    for (field, typed) in
        [("helper", ines.as_str()), ("helper", ""), ("minutes", "0"), ("minutes", "2000"), ("day", "2026-07-16"), ("text", " ")]
    {
        w.meryem.posts(&url, &but(&right, field, typed)).await.is_invalid_at(field);
    }
    w.meryem.posts(&url, &right).await.done();
    w.ines.opens(w.at("/handover/topics/1")).await.is(200).sees("was helped by Samir Haddad on Tue 14 July, 15 minutes");
    w.ines
        .opens(w.at("/handover/milestones/1"))
        .await
        .is(200)
        .sees("An assist on T1 on 14 July")
        .sees("Nordlicht Pumpen GmbH (Meryem Kaya): do T1 without help until 28 July");
    assert_eq!(w.samir.opens(&url).await.attribute("[name=helper] [selected]", "value"), Some(samir));
    assert_eq!(w.happened().await[w.happened().await.len() - 2..], ["assist_logged", "milestone_blocked"]);
}

#[tokio::test]
async fn evidence_is_paged() {
    let w = world().await;
    plan_topics(&w).await;
    sqlx::query(
        "insert into observations (engagement_id, number, topic, seat, mode, observed_on, real_case, text, logged_by, logged_at)
         select $1, n, 1, 3, 'together', date '2026-06-01', true, 'Case ' || n, $2, timestamptz '2026-06-01 08:00Z' from generate_series(1, 60) n",
    )
    .bind(w.engagement)
    .bind(w.samir.id)
    .execute(&w.app.db)
    .await
    .unwrap();
    let first = w.ines.opens(w.at("/handover/topics/1")).await.is(200).sees("Case 60").sees_not("Case 10 ");
    assert_eq!(first.all(".entry").len(), 50);
    let second =
        w.ines.opens(first.attribute("[rel=next]", "href").unwrap()).await.is(200).sees("Case 10").sees("Case 1").sees_not("Case 11");
    assert_eq!(second.all(".entry").len(), 10);
    assert!(second.attribute("[rel=next]", "href").is_none());
    assert!(second.attribute("[rel=prev]", "href").is_some());
}

#[tokio::test]
async fn a_milestone_says_what_is_in_its_way_and_is_signed_when_nothing_is() {
    let w = world().await;
    plan_topics(&w).await;
    assert!(plans_milestone(&w, &but(&HANDOVER, "owner", "")).await.ends_with("/handover/milestones/1"));
    w.ines
        .opens(w.at("/handover/milestones/1"))
        .await
        .is(200)
        .sees("at risk")
        .sees("T1 has nobody at level 4")
        .sees("M1 has no owner at Nordlicht Pumpen GmbH")
        .sees("8 steps on the ladder are missing")
        .sees("Without a pace there is no forecast.")
        .sees_not("Read and sign");
    w.ines.opens(w.at("/handover/milestones/1/signature")).await.is(409).sees("Gates still block this handover");
    w.ines.posts(w.at("/handover/milestones/1/signature"), &[("name", "Ines Brandt")]).await.is(409);

    for seat in [TOBIAS, MERYEM] {
        does_alone(&w, "1", seat).await;
    }
    let version = w.lea.opens(w.at("/handover/milestones/1/edit")).await.is(200).attribute("[name=version]", "value").unwrap();
    w.lea.posts(w.at("/handover/milestones/1/edit"), &but(&HANDOVER, "version", &version)).await.done();
    w.lea.posts(w.at("/handover/milestones/1/edit"), &but(&HANDOVER, "version", &version)).await.is(409).sees("since you opened it");
    w.lea.opens(w.at("/handover/milestones/1")).await.is(200).sees("ready").sees("7 of 7 gates pass").sees("Read and sign");

    w.ines.posts(w.at("/handover/milestones/1/signature"), &[("name", "")]).await.is_invalid_at("name");
    let page = w.lea.opens(w.at("/handover/milestones/1/signature")).await.is(200).sees("The other side is asked to sign next");
    let digest = page.attribute("[name=digest]", "value").unwrap();
    w.lea
        .posts(w.at("/handover/milestones/1/signature"), &[("name", "Lea Ahrens"), ("digest", "another")])
        .await
        .is(409)
        .sees("not the one you were shown");
    w.lea.posts(w.at("/handover/milestones/1/signature"), &[("name", "Lea Ahrens"), ("digest", &digest)]).await.done();
    assert_eq!(w.steps().await, ["M1 client sign_milestone"]);
    w.lea
        .posts(w.at("/handover/milestones/1/signature"), &[("name", "Lea Ahrens"), ("digest", &digest)])
        .await
        .is(409)
        .sees("already signed");

    // Changing the text takes the signature back.
    w.lea.opens(w.at("/handover/milestones/1/edit")).await.is(200).sees("Changing it removes that signature");
    let version = w.lea.opens(w.at("/handover/milestones/1/edit")).await.attribute("[name=version]", "value").unwrap();
    w.lea.posts(w.at("/handover/milestones/1/edit"), &but(&but(&HANDOVER, "at", "2026-07-31T17:00"), "version", &version)).await.done();
    assert!(w.turns().await.is_empty());
    w.ines.posts(w.at("/handover/milestones/1/signature"), &[("name", "Ines Brandt"), ("digest", &digest)]).await.is(409);

    for (who, name) in [(&w.ines, "Ines Brandt"), (&w.lea, "Lea Ahrens")] {
        let digest = who.opens(w.at("/handover/milestones/1/signature")).await.is(200).attribute("[name=digest]", "value").unwrap();
        who.posts(w.at("/handover/milestones/1/signature"), &[("name", name), ("digest", &digest)]).await.done();
    }
    w.olaf
        .opens(w.at("/handover/milestones/1"))
        .await
        .is(200)
        .sees("The gates as they stood when it was signed")
        .sees("T1 has two people at level 4 and needs two")
        .sees("Lea Ahrens")
        .sees_not("Change this milestone");
    w.olaf.clone().reading("de").opens(w.at("/handover/milestones/1")).await.is(200);
    assert!(w.turns().await.is_empty());
    // It was the only one: the engagement is closed, and everything stays to be read.
    w.samir.posts(w.at("/handover/topics/new"), &PRICES).await.is(409).sees("This engagement is closed");
    w.lea.opens(w.at("/handover/milestones/1/edit")).await.is(409).sees("Both sides have signed this milestone");
    assert_eq!(
        w.happened().await.iter().filter(|kind| kind.starts_with("milestone")).collect::<Vec<_>>(),
        [
            "milestone_planned",
            "milestone_changed",
            "milestone_ready",
            "milestone_signed",
            "milestone_changed",
            "milestone_signed",
            "milestone_signed"
        ]
    );
}

#[tokio::test]
async fn the_last_milestone_closes_not_the_first() {
    let w = world().await;
    let early = [("title", "Design agreed"), ("agreement", "The design stands."), ("at", "2026-07-20T12:00"), ("owner", "2")];
    plans_milestone(&w, &early).await;
    plans_milestone(&w, &but(&early, "at", "2026-07-31T18:00")).await;
    for (who, name) in [(&w.ines, "Ines Brandt"), (&w.lea, "Lea Ahrens")] {
        who.posts(w.at("/handover/milestones/1/signature"), &[("name", name), ("digest", &w.digest(who, 1).await)]).await.done();
    }
    let closed: bool = sqlx::query_scalar("select closed_at is not null from engagements where id = $1")
        .bind(w.engagement)
        .fetch_one(&w.app.db)
        .await
        .unwrap();
    assert!(!closed);
    w.ines.opens(w.at("/handover")).await.is(200).sees("signed").sees("ready");
}

#[tokio::test]
async fn a_signature_is_bound_to_its_text() {
    let w = world().await;
    plan_topics(&w).await;
    let bare = [("title", "Design agreed"), ("agreement", "The design stands."), ("at", "2026-07-31T18:00"), ("owner", "2")];
    plans_milestone(&w, &bare).await;
    plans_milestone(&w, &but(&bare, "at", "2026-08-31T18:00")).await;
    w.lea
        .opens(w.at("/handover/milestones/1"))
        .await
        .is(200)
        .sees("M1 covers no topic and no deliverable: only its text is signed")
        .sees("Read and sign");
    let digest = w.digest(&w.lea, 1).await;
    let sign = w.at("/handover/milestones/1/signature");
    w.lea.posts(&sign, &[("name", "Ines Brandt"), ("digest", &digest)]).await.is_invalid_at("name");
    w.lea.posts(&sign, &[("name", "lea  ahrens"), ("digest", &digest)]).await.done();
    let (kept, told): (String, String) = sqlx::query_as(
        "select encode(s.digest, 'hex'), v.detail ->> 'digest' from milestone_signatures s
         join events v on v.engagement_id = s.engagement_id and v.kind = 'milestone_signed' where s.engagement_id = $1",
    )
    .bind(w.engagement)
    .fetch_one(&w.app.db)
    .await
    .unwrap();
    assert_eq!((kept.as_str(), told.as_str()), (digest.as_str(), digest.as_str()));

    // Saving the same words changes nothing, and takes no signature back.
    let version = w.lea.opens(w.at("/handover/milestones/1/edit")).await.attribute("[name=version]", "value").unwrap();
    w.lea.posts(w.at("/handover/milestones/1/edit"), &but(&bare, "version", &version)).await.done();
    assert_eq!(w.steps().await, ["M1 client sign_milestone", "M1 provider cover_milestone", "M2 provider cover_milestone"]);

    // The database lets nobody around Tandem change what bears a signature.
    let statements = [
        "update milestones set agreement = 'Another' where engagement_id = $1 and number = 1",
        "update milestones set at = at + interval '1 day' where engagement_id = $1 and number = 1",
        "insert into milestone_topics (engagement_id, milestone, topic) values ($1, 1, 1)",
        "update milestone_signatures set typed_name = 'Somebody' where engagement_id = $1",
    ];
    w.refuses_all("milestones_frozen", &statements).await;
    // Nor does one person commit both sides.
    let both = "insert into milestone_signatures (engagement_id, milestone, side, person_id, typed_name, signed_at, digest, gates)
         select engagement_id, milestone, 'client', person_id, typed_name, signed_at, digest, gates from milestone_signatures where engagement_id = $1";
    w.refuses_all("milestone_signatures_person_once", &[both]).await;

    w.ines.posts(&sign, &[("name", "Ines Brandt"), ("digest", &digest)]).await.done();
    w.refuses_all("milestones_frozen", &["delete from milestone_signatures where engagement_id = $1"]).await;
    w.olaf.opens(w.at("/handover/milestones/1")).await.is(200).sees(&digest[..4]).sees_not("no longer matches the digest");
    // Whoever switches the protection off is found out.
    sqlx::raw_sql("alter table milestones disable trigger milestones_frozen; update milestones set agreement = 'Another' where number = 1")
        .execute(&w.app.db)
        .await
        .unwrap();
    w.olaf.opens(w.at("/handover/milestones/1")).await.is(200).sees("no longer matches the digest");
}

#[tokio::test]
async fn what_a_signed_milestone_asks_of_a_topic_stays() {
    let w = world().await;
    plan_topics(&w).await;
    for seat in [TOBIAS, MERYEM] {
        does_alone(&w, "1", seat).await;
    }
    plans_milestone(&w, &HANDOVER).await;
    plans_milestone(&w, &but(&HANDOVER, "at", "2026-08-31T18:00")).await;
    let digest = w.digest(&w.lea, 1).await;
    w.lea.posts(w.at("/handover/milestones/1/signature"), &[("name", "Lea Ahrens"), ("digest", &digest)]).await.done();
    let version = w.samir.opens(w.at("/handover/topics/1/edit")).await.is(200).attribute("[name=version]", "value").unwrap();
    let fields = but(&PRICES, "version", &version);
    w.samir.posts(w.at("/handover/topics/1/edit"), &but(&fields, "target_level", "3")).await.is(409).sees("Price mismatch");
    // Where the runbook is can change at any time.
    w.samir.posts(w.at("/handover/topics/1/edit"), &but(&fields, "runbook_url", "https://wiki.example/new")).await.done();
    assert_eq!(w.steps().await, ["M1 client sign_milestone", "M2 client sign_milestone", "M2 provider sign_milestone"]);
}

impl World {
    async fn digest(&self, who: &Actor, number: i32) -> String {
        let page = who.opens(self.at(&format!("/handover/milestones/{number}/signature"))).await.is(200);
        page.attribute("[name=digest]", "value").unwrap()
    }
}

#[tokio::test]
async fn deliverables_and_blocking_feedback_hold_it_back() {
    let w = world().await;
    plan_topics(&w).await;
    crate::deliverables::plan(&w).await;
    plans_milestone(
        &w,
        &[("title", "Handover"), ("agreement", "Then."), ("at", "2026-07-31T18:00"), ("owner", "2"), ("deliverables", "1")],
    )
    .await;
    w.ines
        .opens(w.at("/handover/milestones/1"))
        .await
        .is(200)
        .sees("D1 is not accepted (two business days left)")
        .sees("Ahrens & Vale (Manager, Consultant): hand D1 in");
    let question = [("kind", "question"), ("blocking", "yes"), ("text", "Where is the runbook?"), ("about", "D1")];
    w.ines.posts(w.at("/feedback"), &question).await.done();
    w.ines
        .opens(w.at("/handover/milestones/1"))
        .await
        .is(200)
        .sees("F1 on D1 blocks and is open")
        .sees("Ahrens & Vale (Manager, Consultant): answer F1");
    w.ines.posts(w.at("/feedback"), &but(&question, "about", "T1")).await.done();
    w.ines.opens(w.at("/handover/topics/1")).await.is(200).sees("F2 Where is the runbook?").sees("blocking");
}

#[tokio::test]
async fn what_is_wrong_with_a_milestone_is_said_at_its_field() {
    let w = world().await;
    plan_topics(&w).await;
    crate::deliverables::plan(&w).await;
    for (field, typed) in [
        ("title", ""),
        ("agreement", ""),
        ("at", ""),
        ("at", "2026-02-30T18:00"),
        ("at", "2026-03-29T02:30"),
        ("at", "2026-07-14T18:00"),
        ("owner", "5"),
        ("owner", "99"),
        ("topics", "9"),
        ("topics", "x"),
        ("deliverables", "9"),
    ] {
        w.lea.posts(w.at("/handover/milestones/new"), &but(&HANDOVER, field, typed)).await.is_invalid_at(field);
    }
    for refused in [&w.ines, &w.tobias, &w.meryem, &w.olaf, &w.samir, &w.paul] {
        refused.posts(w.at("/handover/milestones/new"), &HANDOVER).await.is(403);
    }
    for nobody in [&w.stranger, &w.petra, &w.max] {
        nobody.posts(w.at("/handover/milestones/new"), &HANDOVER).await.is(404);
    }
    plans_milestone(&w, &HANDOVER).await;
    for refused in [&w.tobias, &w.meryem, &w.samir, &w.olaf, &w.paul] {
        refused.posts(w.at("/handover/milestones/1/signature"), &[("name", "Somebody")]).await.is(403);
    }
    for number in ["2", "0", "x", "99999999999"] {
        w.lea.opens(w.at(&format!("/handover/milestones/{number}"))).await.is(404);
        w.lea.opens(w.at(&format!("/handover/milestones/{number}/signature"))).await.is(404);
    }
    for number in ["3", "0", "x"] {
        w.lea.opens(w.at(&format!("/handover/topics/{number}"))).await.is(404);
        w.lea.opens(w.at(&format!("/handover/topics/{number}/edit"))).await.is(404);
    }
    w.max.opens(format!("/engagements/{}/handover/milestones/1", w.other_engagement)).await.is(404);
}

#[tokio::test]
async fn every_page_is_few_statements_in_both_languages() {
    let w = world().await;
    plan_topics(&w).await;
    does_alone(&w, "1", MERYEM).await;
    plans_milestone(&w, &HANDOVER).await;
    for language in ["en", "de"] {
        sqlx::query("update persons set language = $1").bind(language).execute(&w.app.db).await.unwrap();
        for path in [
            "/handover",
            "/handover/topics/new",
            "/handover/topics/1",
            "/handover/topics/1/edit",
            "/handover/observations/new?topic=1&seat=3",
            "/handover/assists/new?topic=1",
            "/handover/milestones/new",
            "/handover/milestones/1",
            "/handover/milestones/1/edit",
        ] {
            w.statements.taken();
            w.lea.opens(w.at(path)).await.is(200);
            let taken = w.statements.taken();
            assert!(taken <= 6, "{path}: {taken} statements");
        }
    }
    w.ines.opens(w.at("/handover")).await.sees("Übergabe").sees("T1 hat eine Person auf Stufe 4 und braucht zwei");
}
