//! Deliverables: planned, handed in, reviewed; and what the clock does when no review comes.

use uuid::Uuid;

use crate::support::{Actor, World, world};

mod clock;
mod nodes;

/// Puts a scope, agreed on 13 March, into the world as its tables hold it: S1 with two criteria and S2 with none.
pub async fn agree_scope(w: &World, version: i32) {
    let run = async |statement: &'static str| {
        sqlx::query(statement).bind(w.engagement).bind(version).bind(w.ines.id).bind(w.lea.id).execute(&w.app.db).await.unwrap();
    };
    run("with v as (select $3::uuid, $4::uuid)
         insert into scope_versions (engagement_id, number, state, drafted_by, drafted_at) select $1, $2, 'draft', $4, now() from v")
    .await;
    run("with v as (select $2::integer, $3::uuid, $4::uuid)
         insert into scope_keys (engagement_id, key, kind) select $1, k.key, k.kind
         from v, (values ('S1', 'service'), ('S2', 'service'), ('X1', 'exclusion')) k (key, kind) on conflict do nothing")
    .await;
    run("with v as (select $3::uuid, $4::uuid)
         insert into scope_lines (engagement_id, version, key, position, title, days, due_on) select $1, $2, l.key, l.position, l.title, l.days, l.due
         from v, (values ('S1', 1, 'Transfer to three people', 9, date '2026-07-31'), ('S2', 2, 'Process map', 6, null), ('X1', 3, 'Tax advice', null, null))
              l (key, position, title, days, due)").await;
    run("with v as (select $3::uuid, $4::uuid)
         insert into scope_criteria (engagement_id, version, key, position, text) select $1, $2, 'S1', c.position, c.text || ' (' || $2 || ')'
         from v, (values (10, 'Everybody finds it'), (20, 'Freight lines are covered')) c (position, text)").await;
    run("with v as (select $3::uuid)
         update scope_versions set state = 'proposed', digest = sha256('x'), proposed_by = $4, proposed_at = now()
         from v where engagement_id = $1 and number = $2")
    .await;
    run("insert into scope_signatures (engagement_id, version, side, person_id, typed_name, signed_at, digest)
         values ($1, $2, 'client', $3, 'Ines Brandt', now(), sha256('x')), ($1, $2, 'provider', $4, 'Lea Ahrens', now(), sha256('x'))")
    .await;
    run("with v as (select $3::uuid, $4::uuid)
         update scope_versions set state = 'superseded', superseded_at = now() from v where engagement_id = $1 and number <> $2 and state = 'agreed'").await;
    run("with v as (select $3::uuid, $4::uuid)
         update scope_versions set state = 'agreed', agreed_at = '2026-03-13T10:45:00Z' from v where engagement_id = $1 and number = $2")
    .await;
}

const RUNBOOK: [(&str, &str); 7] = [
    ("line", "S1"),
    ("version", "1"),
    ("title", "Runbook"),
    ("text", "For **all** exceptions."),
    ("due_on", "2026-07-17"),
    ("criteria", "1"),
    ("criteria", "2"),
];

/// Plans D1 under S1.
pub async fn plan(w: &World) -> String {
    w.samir.posts(w.at("/deliverables"), &RUNBOOK).await.done()
}

async fn submit(w: &World, who: &Actor) {
    let fields = [("notes", "All exceptions are in it."), ("links", "https://wiki.example/runbook\n\nhttps://wiki.example/map")];
    who.posts(w.at("/deliverables/1/submissions"), &fields).await.done();
}

const ALL_MET: [(&str, &str); 3] = [("criterion-1", "met"), ("criterion-2", "met"), ("verdict", "accept")];
const ONE_UNMET: [(&str, &str); 5] = [
    ("criterion-1", "met"),
    ("criterion-2", "not-met"),
    ("remark-2", "Freight lines are missing"),
    ("remark", "Nearly there."),
    ("verdict", "return"),
];

#[tokio::test]
async fn from_the_promise_to_the_acceptance() {
    let w = world().await;
    w.ines.opens(w.at("/deliverables")).await.is(200).sees("No scope is agreed yet").sees_not("Plan a deliverable");
    w.samir.opens(w.at("/deliverables/new")).await.is(200).sees("No scope is agreed yet");
    agree_scope(&w, 1).await;
    w.ines
        .opens(w.at("/deliverables"))
        .await
        .is(200)
        .sees("Nothing is planned yet")
        .sees("S1 Transfer to three people nothing planned yet")
        .sees_not("Plan a deliverable");

    let choosing = w
        .samir
        .opens(w.at("/deliverables/new"))
        .await
        .is(200)
        .sees("S1 Transfer to three people")
        .sees("S2 Process map")
        .sees_not("Tax advice");
    assert_eq!(choosing.attribute("#choose-line", "method").as_deref(), Some("get"));
    let planning = w
        .samir
        .opens(w.at("/deliverables/new?line=S1"))
        .await
        .is(200)
        .sees("Everybody finds it (1)")
        .sees("S1 as a whole is due on Friday, 31 July 2026");
    assert_eq!(planning.all("[name=criteria][checked]").len(), 2, "all criteria are chosen at first");
    assert_eq!(plan(&w).await, w.at("/deliverables/1"));
    assert_eq!(w.turns().await, ["D1 provider submit"]);
    w.samir
        .opens(w.at("/deliverables"))
        .await
        .is(200)
        .sees("Plan a deliverable")
        .sees("0 of 1 accepted")
        .sees("D1 Runbook planned")
        .sees("Ahrens & Vale’s turn: hand it in due Fri 17 July (2 business days left)");
    w.ines
        .opens(w.at("/deliverables/1"))
        .await
        .is(200)
        .sees("D1 Runbook planned")
        .sees("Freight lines are covered (1)")
        .sees("Review within 5 business days of a submission, with a reminder one business day before the end; then formal notice and a second window of 5 business days; then it is deemed accepted.")
        .sees("A manager or consultant of Ahrens & Vale can hand in a submission.")
        .sees_not("Submit submission 1");

    w.samir.posts(w.at("/deliverables/1/start"), &[]).await.done();
    w.samir.opens(w.at("/deliverables/1")).await.is(200).sees("in work").sees("Submit submission 1").sees_not("Work has begun");
    submit(&w, &w.lea).await;
    assert_eq!(w.turns().await, ["D1 client review_submission"]);
    let page = w.samir.opens(w.at("/deliverables/1")).await.is(200);
    assert_eq!(page.all(".links a"), ["https://wiki.example/runbook", "https://wiki.example/map"]);
    page.sees("Lea Ahrens handed in submission 1")
        .sees("Review until Wed 22 July, with a reminder on Tue 21 July; then formal notice and a second window until Wed 29 July; then it is deemed accepted.")
        .sees("Nordlicht Pumpen GmbH’s turn: accept or return the submission due Wed 22 July (5 business days left)")
        .sees("A sponsor or lead of Nordlicht Pumpen GmbH can accept or return this submission.")
        .sees_not("Accept submission 1");

    w.tobias.posts(w.at("/deliverables/1/submissions/1/review"), &ONE_UNMET).await.done();
    assert_eq!(w.turns().await, ["D1 provider resubmit"]);
    w.samir
        .opens(w.at("/deliverables/1"))
        .await
        .is(200)
        .sees("Tobias Lenz returned submission 1")
        .sees("Freight lines are missing")
        .sees("Nearly there.")
        .sees("Submit submission 2");
    submit(&w, &w.samir).await;
    w.ines.opens(w.at("/deliverables/1")).await.is(200).sees("Accept submission 2").sees("returned submission 1");
    w.ines.posts(w.at("/deliverables/1/submissions/2/review"), &ALL_MET).await.done();
    assert_eq!(w.turns().await, Vec::<String>::new());
    w.lea
        .opens(w.at("/deliverables/1"))
        .await
        .is(200)
        .sees("Nobody’s turn: accepted")
        .sees("Ines Brandt accepted submission 2")
        .sees_not("Submit");
    w.lea.opens(w.at("/deliverables")).await.is(200).sees("1 of 1 accepted").sees("D1 Runbook accepted");
    assert_eq!(
        w.happened().await,
        [
            "deliverable_planned",
            "deliverable_started",
            "deliverable_submitted",
            "submission_returned",
            "deliverable_submitted",
            "submission_accepted"
        ]
    );
}

#[tokio::test]
async fn each_page_takes_at_most_six_statements() {
    let w = world().await;
    agree_scope(&w, 1).await;
    plan(&w).await;
    submit(&w, &w.samir).await;
    for page in ["/deliverables", "/deliverables?line=S1", "/deliverables/new", "/deliverables/new?line=S1", "/deliverables/1"] {
        w.lea.opens(w.at(page)).await.is(200);
        w.statements.taken();
        w.lea.opens(w.at(page)).await.is(200);
        let taken = w.statements.taken();
        assert!(taken <= 6, "{page}: {taken}");
    }
}

#[tokio::test]
async fn it_reads_in_german() {
    let w = world().await;
    agree_scope(&w, 1).await;
    plan(&w).await;
    submit(&w, &w.samir).await;
    sqlx::query("update persons set language = 'de' where id = $1").bind(w.ines.id).execute(&w.app.db).await.unwrap();
    w.ines.opens(w.at("/deliverables")).await.is(200).sees("0 von 1 abgenommen").sees("in Prüfung");
    w.ines
        .opens(w.at("/deliverables/1"))
        .await
        .is(200)
        .sees("Prüfung bis Mi., 22. Juli, mit einer Erinnerung am Di., 21. Juli; danach förmlicher Hinweis und eine zweite Frist bis Mi., 29. Juli")
        .sees("Nordlicht Pumpen GmbH ist am Zug: Einreichung abnehmen oder zurückgeben fällig Mi., 22. Juli (noch 5 Arbeitstage)")
        .sees("Einreichung 1 abnehmen");
}

#[tokio::test]
async fn only_those_who_may_act_do() {
    let w = world().await;
    agree_scope(&w, 1).await;
    for who in [&w.ines, &w.tobias, &w.meryem, &w.olaf, &w.paul] {
        who.posts(w.at("/deliverables"), &RUNBOOK).await.is(403);
    }
    w.stranger.posts(w.at("/deliverables"), &RUNBOOK).await.is(404);
    w.max.posts(w.at("/deliverables"), &RUNBOOK).await.is(404);
    plan(&w).await;
    for who in [&w.ines, &w.olaf, &w.paul] {
        who.posts(w.at("/deliverables/1/start"), &[]).await.is(403);
        who.posts(w.at("/deliverables/1/submissions"), &[("notes", "Done")]).await.is(403);
    }
    submit(&w, &w.samir).await;
    for who in [&w.meryem, &w.olaf, &w.lea, &w.samir, &w.paul] {
        who.posts(w.at("/deliverables/1/submissions/1/review"), &ALL_MET).await.is(403);
    }
    w.petra.posts(w.at("/deliverables/1/submissions/1/review"), &ALL_MET).await.is(404);
    // Numbers count within an engagement: there is no D1 in the other.
    w.petra.opens(format!("/engagements/{}/deliverables/1", w.other_engagement)).await.is(404);
    assert_eq!(w.happened().await, ["deliverable_planned", "deliverable_submitted"]);
}

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    let w = world().await;
    agree_scope(&w, 1).await;
    plan(&w).await;
    for page in
        ["/deliverables/2", "/deliverables/0", "/deliverables/-1", "/deliverables/x", "/deliverables/99999999999", "/deliverables?line=S9"]
    {
        w.ines.opens(w.at(page)).await.is(404);
    }
    w.samir.posts(w.at("/deliverables/2/start"), &[]).await.is(404);
    w.samir.posts(w.at("/deliverables/2/submissions"), &[("notes", "Done")]).await.is(404);
    w.ines.posts(w.at("/deliverables/1/submissions/1/review"), &ALL_MET).await.is(404);
    w.ines.posts(w.at("/deliverables/2/submissions/1/review"), &ALL_MET).await.is(404);
}

#[tokio::test]
async fn a_plan_with_mistakes_comes_back_as_it_was_typed() {
    let w = world().await;
    agree_scope(&w, 1).await;
    let with = |field: &'static str, value: &'static str| {
        RUNBOOK.into_iter().map(|(name, old)| (name, if name == field { value } else { old })).collect::<Vec<_>>()
    };
    let long = "x".repeat(201);
    w.samir.posts(w.at("/deliverables"), &with("title", " ")).await.is_invalid_at("title").sees("For **all** exceptions.");
    let too_long: Vec<_> = RUNBOOK.into_iter().map(|(name, old)| (name, if name == "title" { long.as_str() } else { old })).collect();
    w.samir.posts(w.at("/deliverables"), &too_long).await.is_invalid_at("title");
    w.samir.posts(w.at("/deliverables"), &with("due_on", "2026-02-30")).await.is_invalid_at("due_on");
    w.samir.posts(w.at("/deliverables"), &with("criteria", "two")).await.is_invalid_at("criteria");
    w.samir.posts(w.at("/deliverables"), &RUNBOOK[..5]).await.is_invalid_at("criteria").sees("Choose at least one criterion.");
    w.samir.posts(w.at("/deliverables"), &with("line", "")).await.is_invalid_at("line");
    w.samir.posts(w.at("/deliverables"), &with("line", "nonsense")).await.is_invalid_at("line");
    for line in ["X1", "S9"] {
        w.samir
            .posts(w.at("/deliverables"), &with("line", line))
            .await
            .is(409)
            .sees("is not a service line of the agreed scope")
            .sees("For **all** exceptions.");
    }
    assert_eq!(w.happened().await, Vec::<String>::new());
}

#[tokio::test]
async fn a_line_without_criteria_is_reviewed_as_a_whole() {
    let w = world().await;
    agree_scope(&w, 1).await;
    w.samir.opens(w.at("/deliverables/new?line=S2")).await.is(200).sees("This line has no acceptance criteria");
    let fields = [("line", "S2"), ("version", "1"), ("title", "Map"), ("due_on", "2026-07-20")];
    w.samir.posts(w.at("/deliverables"), &fields).await.done();
    submit(&w, &w.samir).await;
    let review = w.at("/deliverables/1/submissions/1/review");
    w.ines.posts(&review, &[("verdict", "return")]).await.is_invalid_at("remark").sees("Say why you return it.");
    w.ines.posts(&review, &[("verdict", "accept")]).await.done();
    assert_eq!(w.happened().await, ["deliverable_planned", "deliverable_submitted", "submission_accepted"]);
}

#[tokio::test]
async fn some_of_the_criteria_can_be_chosen() {
    let w = world().await;
    agree_scope(&w, 1).await;
    let second: Vec<_> = RUNBOOK.into_iter().filter(|field| *field != ("criteria", "1")).collect();
    w.samir.posts(w.at("/deliverables"), &second).await.done();
    let page = w.ines.opens(w.at("/deliverables/1")).await.is(200);
    assert_eq!(page.all(".criteria li"), ["Freight lines are covered (1)"]);
}

#[tokio::test]
async fn criteria_that_were_read_in_another_version_are_not_taken() {
    let w = world().await;
    agree_scope(&w, 1).await;
    agree_scope(&w, 2).await;
    w.samir
        .posts(w.at("/deliverables"), &RUNBOOK)
        .await
        .is(409)
        .sees("Version 2 of the scope was agreed meanwhile")
        .sees("For **all** exceptions.");
    assert_eq!(w.happened().await, Vec::<String>::new());
}

#[tokio::test]
async fn a_submission_with_mistakes_comes_back_as_it_was_typed() {
    let w = world().await;
    agree_scope(&w, 1).await;
    plan(&w).await;
    let submissions = w.at("/deliverables/1/submissions");
    w.samir
        .posts(&submissions, &[("notes", " "), ("links", "https://wiki.example/runbook")])
        .await
        .is_invalid_at("notes")
        .sees("https://wiki.example/runbook");
    w.samir.posts(&submissions, &[("notes", &"x".repeat(20_001))]).await.is_invalid_at("notes");
    for links in ["javascript:alert(1)", "https://wiki.example\nnot a link", "https://user:pass@wiki.example"] {
        w.samir.posts(&submissions, &[("notes", "It is done."), ("links", links)]).await.is_invalid_at("links").sees("It is done.");
    }
    let eleven = (0..11).map(|number| format!("https://wiki.example/{number}")).collect::<Vec<_>>().join("\n");
    w.samir.posts(&submissions, &[("notes", "It is done."), ("links", &eleven)]).await.is_invalid_at("links");
    assert_eq!(w.happened().await, ["deliverable_planned"]);
}

#[tokio::test]
async fn a_review_with_mistakes_comes_back_as_it_was_typed() {
    let w = world().await;
    agree_scope(&w, 1).await;
    plan(&w).await;
    submit(&w, &w.samir).await;
    let review = w.at("/deliverables/1/submissions/1/review");
    w.ines.posts(&review, &[]).await.is(422);
    w.ines.posts(&review, &[("criterion-1", "met"), ("verdict", "accept")]).await.is_invalid_at("criterion-2");
    let unmet = [("criterion-1", "met"), ("criterion-2", "not-met"), ("remark-2", "Freight lines are missing"), ("verdict", "accept")];
    w.ines.posts(&review, &unmet).await.is_invalid_at("criterion-2").sees("Freight lines are missing").sees("when all criteria are met");
    w.ines.posts(&review, &[("criterion-1", "met"), ("criterion-2", "not-met"), ("verdict", "return")]).await.is_invalid_at("remark-2");
    w.ines.posts(&review, &[("criterion-1", "met"), ("criterion-2", "met"), ("verdict", "return")]).await.is_invalid_at("criterion-1");
    w.ines.posts(&review, &[("criterion-1", "met"), ("criterion-2", "met"), ("verdict", "maybe")]).await.is(422);
    let long = "x".repeat(2001);
    w.ines
        .posts(&review, &[("criterion-1", "not-met"), ("remark-1", &long), ("criterion-2", "met"), ("verdict", "return")])
        .await
        .is_invalid_at("remark-1");
    assert_eq!(w.happened().await, ["deliverable_planned", "deliverable_submitted"]);
}

#[tokio::test]
async fn forms_sent_twice_count_once() {
    let w = world().await;
    agree_scope(&w, 1).await;
    let once = Uuid::new_v4();
    w.samir.posts_once(w.at("/deliverables"), &RUNBOOK, once).await.done();
    w.samir.posts_once(w.at("/deliverables"), &RUNBOOK, once).await.is(409).sees("already recorded");
    assert_eq!(w.happened().await, ["deliverable_planned"]);
    w.samir.opens(w.at("/deliverables/2")).await.is(404);
}

#[tokio::test]
async fn forms_sent_late_are_refused_with_what_was_typed() {
    let w = world().await;
    agree_scope(&w, 1).await;
    plan(&w).await;
    w.samir.posts(w.at("/deliverables/1/start"), &[]).await.done();
    w.lea.posts(w.at("/deliverables/1/start"), &[]).await.is(409).sees("has begun already");
    submit(&w, &w.samir).await;
    let late = [("notes", "I had one, too.")];
    w.lea.posts(w.at("/deliverables/1/submissions"), &late).await.is(409).sees("Submission 1 is under review").sees("I had one, too.");
    w.tobias.posts(w.at("/deliverables/1/submissions/1/review"), &ONE_UNMET).await.done();
    w.ines.posts(w.at("/deliverables/1/submissions/1/review"), &ONE_UNMET).await.is(409).sees("has been reviewed meanwhile");
    submit(&w, &w.samir).await;
    // Ines still has submission 1 before her.
    w.ines
        .posts(w.at("/deliverables/1/submissions/1/review"), &ONE_UNMET)
        .await
        .is(409)
        .sees("Submission 2 has come in meanwhile; you reviewed submission 1")
        .sees("Freight lines are missing");
    w.ines.posts(w.at("/deliverables/1/submissions/2/review"), &ALL_MET).await.done();
    let short = [("notes", "Again.")];
    w.lea.posts(w.at("/deliverables/1/submissions"), &short).await.is(409).sees("nothing more can be handed in").sees("Again.");
}

#[tokio::test]
async fn many_deliverables_of_a_line_are_shown_in_parts() {
    let w = world().await;
    agree_scope(&w, 1).await;
    sqlx::query(
        "insert into deliverables (engagement_id, number, title, line_version, line_key, due_on, state, state_since, planned_by, planned_at)
         select $1, n, 'Part ' || n, 1, 'S1', '2026-07-17', 'planned', now(), $2, now() from generate_series(1, 60) n",
    )
    .bind(w.engagement)
    .bind(w.samir.id)
    .execute(&w.app.db)
    .await
    .unwrap();
    let page = w.ines.opens(w.at("/deliverables")).await.is(200).sees("All 60 of S1").sees("D41 Part 41").sees_not("D40 Part 40");
    assert_eq!(page.all(".row").len(), 20);
    w.ines
        .opens(w.at("/deliverables?line=S1"))
        .await
        .is(200)
        .sees("D60 Part 60")
        .sees("D11 Part 11")
        .sees_not("D10 Part 10")
        .sees("Older")
        .sees_not("Newer");
    w.ines
        .opens(w.at("/deliverables?line=S1&before=11"))
        .await
        .is(200)
        .sees("D1 Part 1")
        .sees("D10 Part 10")
        .sees_not("D11 Part 11")
        .sees("Newer")
        .sees_not("Older");
    // A page that is exactly full is the last one.
    sqlx::query("delete from deliverables where engagement_id = $1 and number <= 10").bind(w.engagement).execute(&w.app.db).await.unwrap();
    w.ines.opens(w.at("/deliverables?line=S1")).await.is(200).sees("D11 Part 11").sees_not("Older");
}
