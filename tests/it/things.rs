//! The registry of things: whatever people refer to is in it, by its reference and with its title as it stands.

use tandem::base::markdown;
use uuid::Uuid;

use crate::{
    handover::{but, plan_topics},
    support::{World, demo::demo, world},
};

impl World {
    /// What a thing is called in the registry; none: it is not there.
    async fn called(&self, reference: &str) -> Option<String> {
        sqlx::query_scalar("select title from things where engagement_id = $1 and reference = $2")
            .bind(self.engagement)
            .bind(reference)
            .fetch_optional(&self.app.db)
            .await
            .unwrap()
    }
}

/// What each thing is called where its title is kept.
const KEPT: &str = "
    select id as engagement, '' as reference, title from engagements
    union all select engagement_id, 'V' || number, '' from scope_versions
    union all select engagement_id, 'D' || number, title from deliverables
    union all select engagement_id, 'T' || number, title from topics
    union all select engagement_id, 'M' || number, title from milestones
    union all select engagement_id, 'CR' || number, title from change_requests
    union all select engagement_id, 'DC' || number, question from decisions
    union all select engagement_id, 'WS' || number, title from working_sessions
    union all select engagement_id, 'WS' || session || '.' || number, text from session_steps
    union all (select distinct on (engagement_id, key) engagement_id, key, title from scope_lines order by engagement_id, key, version desc)";

#[tokio::test]
async fn a_whole_story_leaves_every_thing_in_it() {
    let d = demo().await;
    let missing: Vec<(Uuid, String, String, Option<String>)> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "select k.engagement, k.reference, k.title, t.title from ({KEPT}) k
         left join things t on t.engagement_id = k.engagement and t.reference = k.reference
         where t.title is distinct from k.title"
    )))
    .fetch_all(&d.app.db)
    .await
    .unwrap();
    assert!(missing.is_empty(), "{missing:#?}");
    // What is only a text goes by its beginning.
    let texts: Vec<(String, String, Option<String>)> = sqlx::query_as(
        "select x.reference, x.text, t.title
         from (select engagement_id, 'F' || number as reference, text from feedback_entries
               union all select engagement_id, 'N' || number, wish from needs
               union all select engagement_id, 'E' || number, text from effects) x
         left join things t using (engagement_id, reference)",
    )
    .fetch_all(&d.app.db)
    .await
    .unwrap();
    assert!(["F", "N", "E"].iter().all(|kind| texts.iter().any(|(reference, ..)| reference.starts_with(kind))), "{texts:?}");
    for (reference, text, title) in texts {
        assert_eq!(title, Some(markdown::excerpt(&text, 80)), "{reference}");
    }
    let others: Vec<String> = sqlx::query_scalar(sqlx::AssertSqlSafe(format!(
        "select reference from things t
         where reference !~ '^(F|N|E|WV)[0-9]' and not exists (select 1 from ({KEPT}) k where k.engagement = t.engagement_id and k.reference = t.reference)"
    )))
    .fetch_all(&d.app.db)
    .await
    .unwrap();
    assert!(others.is_empty(), "in the registry alone: {others:?}");
}

#[tokio::test]
async fn who_renames_a_thing_renames_it_everywhere() {
    let w = world().await;
    plan_topics(&w).await;
    let seen = [("topic", "1"), ("seat", "3"), ("mode", "alone"), ("day", "2026-07-14"), ("real_case", "yes"), ("text", "Cleared two")];
    w.samir.posts(w.at("/handover/observations/new"), &seen).await.done();
    w.samir.posts(w.at("/handover/observations/new"), &but(&seen, "day", "2026-07-13")).await.done();
    w.samir.posts(w.at("/handover/topics/1/attestations"), &[("seat", "3")]).await.done();
    w.meryem.posts(w.at("/feedback"), &[("kind", "question"), ("text", "Which *prices*?"), ("about", "T1")]).await.done();
    assert_eq!(w.called("F1").await.as_deref(), Some("Which prices?"));
    assert_eq!(w.ines.opens("/").await.is(200).all("#waiting-me .turn-title"), ["Price mismatch"]);
    w.ines.opens(w.at("/feedback/1")).await.is(200).sees("Price mismatch");

    let page = w.samir.opens(w.at("/handover/topics/1/edit")).await.is(200);
    let version = page.attribute("[name=version]", "value").unwrap_or_default();
    let fields = [
        ("title", "Price and freight mismatch"),
        ("line", "S1"),
        ("critical", "yes"),
        ("target_level", "4"),
        ("runbook_url", "https://wiki.example/t1"),
        ("version", &version),
    ];
    w.samir.posts(w.at("/handover/topics/1/edit"), &fields).await.done();
    assert_eq!(w.called("T1").await.as_deref(), Some("Price and freight mismatch"));
    assert_eq!(w.ines.opens("/").await.is(200).all("#waiting-me .turn-title"), ["Price and freight mismatch"]);
    w.ines.opens(w.at("/feedback/1")).await.is(200).sees("Price and freight mismatch");
    w.ines.opens(w.at("/feedback/new?about=T1")).await.is(200).sees("Price and freight mismatch");
}

#[tokio::test]
async fn a_line_goes_by_its_title_in_the_newest_version_that_has_it() {
    let w = world().await;
    plan_topics(&w).await;
    assert_eq!(w.called("S2").await.as_deref(), Some("Process map"));
    w.samir.posts(w.at("/scope"), &[("after", "1")]).await.done();
    let edit = w.at("/scope/2/lines/S2/edit");
    let token = w.samir.opens(&edit).await.is(200).attribute("input[name=token]", "value").unwrap();
    let fields = [
        ("title", "Process and role map"),
        ("text", ""),
        ("criteria", ""),
        ("days", "6"),
        ("price", ""),
        ("due_on", ""),
        ("token", &token),
    ];
    w.samir.posts(&edit, &fields).await.done();
    assert_eq!(w.called("S2").await.as_deref(), Some("Process and role map"));
    sqlx::query("delete from scope_lines where version = 2 and key = 'S2'").execute(&w.app.db).await.unwrap();
    assert_eq!(w.called("S2").await.as_deref(), Some("Process map"), "as it is agreed");

    // What was written into the draft only, and taken out again, has never been.
    w.samir.posts(w.at("/scope/2/lines/new?kind=exclusion"), &[("title", "Payment run")]).await.done();
    assert_eq!(w.called("X2").await.as_deref(), Some("Payment run"));
    sqlx::query("delete from scope_lines where key = 'X2'").execute(&w.app.db).await.unwrap();
    assert_eq!(w.called("X2").await, None);
    // Unless somebody has spoken of it meanwhile.
    w.samir.posts(w.at("/scope/2/lines/new?kind=exclusion"), &[("title", "Bank accounts")]).await.done();
    w.meryem.posts(w.at("/feedback"), &[("kind", "question"), ("text", "Not even reading them?"), ("about", "X3")]).await.done();
    sqlx::query("delete from scope_lines where key = 'X3'").execute(&w.app.db).await.unwrap();
    assert_eq!(w.called("X3").await.as_deref(), Some("Bank accounts"));
}

#[tokio::test]
async fn nobody_speaks_of_what_is_not_there() {
    let w = world().await;
    w.has("D1", "Runbook").await;
    // Neither of a thing of another engagement.
    for reference in ["D1", "D9"] {
        let engagement = if reference == "D1" { "(select id from engagements where title = 'Night shift')" } else { "$1" };
        for (constraint, statement) in [
            (
                "feedback_entries_engagement_id_about_fkey",
                "insert into feedback_entries (engagement_id, number, kind, text, about, raised_by, raised_side, raised_at)
                 select ENGAGEMENT, 1, 'question', 'Why?', 'THING', id, 'client', now() from persons limit 1",
            ),
            (
                "files_engagement_id_thing_fkey",
                "insert into files (engagement_id, number, name, thing) select ENGAGEMENT, 1, 'a.pdf', 'THING'",
            ),
            (
                "turns_engagement_id_thing_fkey",
                "insert into turns (engagement_id, number, thing, ask, side, roles, since, due_at)
                 select ENGAGEMENT, 1, 'THING', 'submit', 'provider', '{manager}', now(), now()",
            ),
            (
                "events_engagement_id_thing_fkey",
                "insert into events (engagement_id, number, at, kind, thing, detail, previous_hash, hash)
                 select ENGAGEMENT, 1, now(), 'deliverable_started', 'THING', '{}', '', 'x'",
            ),
        ] {
            let statement = statement.replace("ENGAGEMENT", engagement).replace("THING", reference);
            assert_eq!(w.refuses(&statement).await, constraint, "{statement}");
        }
    }
    w.meryem.opens(w.at("/feedback/new?about=D9")).await.is(404);
    // On what comes of something else, feedback is given there.
    w.has("V1", "").await;
    w.meryem.opens(w.at("/feedback/new?about=V1")).await.is(404);
}

#[tokio::test]
async fn a_thing_is_renamed_where_its_title_is_kept_and_goes_nowhere() {
    let w = world().await;
    plan_topics(&w).await;
    w.refuses_all(
        "things_stay",
        &[
            "update things set title = 'Another' where engagement_id = $1 and reference = 'T1'",
            "update things set reference = 'T9' where engagement_id = $1 and reference = 'T1'",
            "delete from things where engagement_id = $1 and reference = 'T1'",
        ],
    )
    .await;
    w.refuses_all("things_reference_shape", &["insert into things (engagement_id, reference, title) values ($1, 't 1', '')"]).await;
}

#[tokio::test]
async fn files_are_at_a_part_that_is_there_and_keep_it_there() {
    let w = world().await;
    plan_topics(&w).await;
    let seen = [("topic", "1"), ("seat", "3"), ("mode", "alone"), ("day", "2026-07-14"), ("real_case", "yes"), ("text", "Cleared two")];
    w.samir.posts(w.at("/handover/observations/new"), &seen).await.done();
    sqlx::query("insert into files (engagement_id, number, name, thing, part) values ($1, 1, 'a.pdf', 'T1', 1)")
        .bind(w.engagement)
        .execute(&w.app.db)
        .await
        .unwrap();
    w.has("F1", "Why?").await;
    w.refuses_all(
        "files_part_exists",
        &[
            "insert into files (engagement_id, number, name, thing, part) values ($1, 2, 'b.pdf', 'T2', 1)",
            "insert into files (engagement_id, number, name, thing, part) values ($1, 2, 'b.pdf', 'T1', 2)",
            "insert into files (engagement_id, number, name, thing, part) values ($1, 2, 'b.pdf', 'F1', 1)",
            "delete from observations where engagement_id = $1 and number = 1",
        ],
    )
    .await;
    w.refuses_all("files_at_place", &["insert into files (engagement_id, number, name, thing, part) values ($1, 2, 'a.pdf', 'T1', 1)"])
        .await;
}

#[tokio::test]
async fn things_are_searched_without_case_and_accents() {
    let w = world().await;
    w.has("D1", "Überblick für die Prüfung").await;
    let found: Vec<String> =
        sqlx::query_scalar("select reference from things where engagement_id = $1 and search like '%' || plain($2) || '%'")
            .bind(w.engagement)
            .bind("PRUFUNG")
            .fetch_all(&w.app.db)
            .await
            .unwrap();
    assert_eq!(found, ["D1"]);
}
