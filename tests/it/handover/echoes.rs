//! Echoes: whether the client still runs alone what it took over.

use tandem::milestones::clock;

use super::{HANDOVER, but, does_alone, plan_topics, plans_milestone};
use crate::support::{World, world};

async fn signs(w: &World, milestone: i32) {
    for (who, name) in [(&w.ines, "Ines Brandt"), (&w.lea, "Lea Ahrens")] {
        let path = w.at(&format!("/handover/milestones/{milestone}/signature"));
        let digest = who.opens(&path).await.is(200).attribute("[name=digest]", "value").unwrap();
        who.posts(&path, &[("name", name), ("digest", &digest)]).await.done();
    }
}

/// T2 is handed over on 31 July by both sides' signatures, and with that the engagement closes.
async fn handed_over() -> World {
    t2_handed_over(true).await
}

/// The same while another milestone is open.
async fn half_handed_over() -> World {
    t2_handed_over(false).await
}

async fn t2_handed_over(is_last: bool) -> World {
    let w = world().await;
    plan_topics(&w).await;
    does_alone(&w, "2", "3").await;
    let with_runbook = [
        ("title", "Accrual list"),
        ("line", "S2"),
        ("people_needed", "1"),
        ("target_level", "3"),
        ("runbook_url", "https://wiki.example/t2"),
    ];
    w.samir.posts(w.at("/handover/topics/2/edit"), &with_runbook).await.is(409);
    let version = w.samir.opens(w.at("/handover/topics/2/edit")).await.attribute("[name=version]", "value").unwrap();
    w.samir.posts(w.at("/handover/topics/2/edit"), &but(&with_runbook, "version", &version)).await.done();
    plans_milestone(&w, &but(&HANDOVER, "topics", "2")).await;
    if !is_last {
        plans_milestone(&w, &but(&HANDOVER, "topics", "2")).await;
    }
    signs(&w, 1).await;
    w.ines.opens(w.at("/handover/milestones/1")).await.is(200).sees("Sunday, 30 August 2026, 30 days after it").sees("Ahead");
    w
}

async fn echo_is_asked(w: &World, at: &str, count: usize) {
    w.weeks_pass(at).await;
    assert_eq!(clock::tick(&w.app).await.unwrap(), count, "{at}");
}

const ECHO: &str = "/handover/milestones/1/echo";

#[tokio::test]
async fn the_client_is_asked_thirty_and_sixty_days_after_the_handover() {
    let w = handed_over().await;
    w.ines.opens(w.at(ECHO)).await.is(409).sees("not asked yet");
    echo_is_asked(&w, "2026-08-30T06:59:00Z", 0).await;
    // From the hour at which the client begins its day, in Kiel; once, however often and wherever the clock looks.
    echo_is_asked(&w, "2026-08-30T07:00:00Z", 1).await;
    echo_is_asked(&w, "2026-08-30T07:00:00Z", 0).await;
    assert_eq!(w.turns().await, ["M1 client answer_echo"]);
    w.lea.opens(w.at(ECHO)).await.is(403);
    w.meryem.opens(w.at(ECHO)).await.is(403);
    w.tobias.opens(w.at(ECHO)).await.is(200).sees("Nordlicht runs incoming invoices without assistance");
    w.tobias.posts(w.at(ECHO), &[]).await.is_invalid_at("alone");
    w.tobias.posts(w.at(ECHO), &[("alone", "no"), ("text", "")]).await.is_invalid_at("text");
    w.tobias.posts(w.at(ECHO), &[("alone", "yes"), ("text", "Better than *ever*.")]).await.done();
    assert!(w.turns().await.is_empty());
    w.lea.opens(w.at("/handover/milestones/1")).await.is(200).sees("Still run alone").sees("Tobias Lenz").sees("Better than ever");
    w.tobias.posts(w.at(ECHO), &[("alone", "yes")]).await.is(409);
    for forged in
        ["update echoes set alone = false, feedback = 1", "update echoes set asked_at = null where days = 30", "delete from echoes"]
    {
        sqlx::query(forged).execute(&w.app.db).await.unwrap_err();
    }
    echo_is_asked(&w, "2026-09-29T07:00:00Z", 1).await;
    assert_eq!(w.turns().await, ["M1 client answer_echo"]);
    let happened = w.happened().await;
    assert_eq!(happened[happened.len() - 3..], ["echo_asked", "echo_answered", "echo_asked"]);
}

#[tokio::test]
async fn a_no_is_feedback_that_is_talked_about_although_the_engagement_is_closed() {
    let w = handed_over().await;
    // Nobody answered the first; what both ask is answered at once.
    echo_is_asked(&w, "2026-09-30T08:00:00Z", 2).await;
    let entry = w.ines.posts(w.at(ECHO), &[("alone", "no"), ("text", "The accruals of September need Samir.")]).await.done();
    assert!(entry.ends_with("/feedback/1"), "{entry}");
    assert_eq!(w.turns().await, ["F1 provider answer_feedback"]);
    w.lea.opens(w.at("/handover/milestones/1")).await.is(200).sees("No longer run alone").sees("F1");
    w.samir.opens(&entry).await.is(200).sees("The accruals of September").sees("Reply");
    w.samir.posts(format!("{entry}/replies"), &[("text", "I call you today.")]).await.done();
    assert_eq!(w.turns().await, ["F1 client close_feedback"]);
    w.ines.posts(format!("{entry}/closing"), &[("text", "Thank you.")]).await.done();
    w.samir.posts(format!("{entry}/reopening"), &[("text", "One more thing.")]).await.done();
    // Nothing else can be raised any more.
    w.ines.opens(w.at("/feedback/new")).await.is(409);
    w.ines.posts(w.at("/feedback"), &[("kind", "concern"), ("text", "Another"), ("about", "")]).await.is(409);
}

#[tokio::test]
async fn closing_spares_what_goes_on_afterwards() {
    let w = half_handed_over().await;
    echo_is_asked(&w, "2026-08-30T07:00:00Z", 1).await;
    w.ines.posts(w.at(ECHO), &[("alone", "no"), ("text", "Not in September.")]).await.done();
    echo_is_asked(&w, "2026-09-29T07:00:00Z", 1).await;
    w.has("N1", "Less chaos").await;
    sqlx::query(
        "insert into turns (engagement_id, number, thing, ask, side, roles, since, due_at)
                 select $1, max(number) + 1, 'N1', 'restate_need', 'provider', '{manager}', $2, $2 from turns",
    )
    .bind(w.engagement)
    .bind(w.app.clock.now())
    .execute(&w.app.db)
    .await
    .unwrap();
    signs(&w, 2).await;
    assert_eq!(w.happened().await.last().unwrap(), "milestone_signed");
    w.lea.opens(w.at("/feedback/new")).await.is(409).sees("This engagement is closed");
    assert_eq!(w.turns().await, ["F1 provider answer_feedback", "M1 client answer_echo"]);
    w.tobias.posts(w.at(ECHO), &[("alone", "yes")]).await.done();
}

#[tokio::test]
async fn feedback_from_before_the_closing_is_only_read() {
    let w = world().await;
    let raised = w.ines.posts(w.at("/feedback"), &[("kind", "concern"), ("text", "Open end"), ("about", "")]).await.done();
    sqlx::query("update engagements set closed_at = $2 where id = $1")
        .bind(w.engagement)
        .bind(w.app.clock.now())
        .execute(&w.app.db)
        .await
        .unwrap();
    w.samir.opens(&raised).await.is(200).sees_not("Send the reply");
    for verb in ["replies", "closing", "reopening"] {
        w.ines.posts(format!("{raised}/{verb}"), &[("text", "Late")]).await.is(409).sees("This engagement is closed");
    }
}

#[tokio::test]
async fn clocks_on_many_nodes_ask_once() {
    let w = handed_over().await;
    w.it_is("2026-09-30T08:00:00Z");
    let counts = futures_util::future::join_all((0..4).map(|_| clock::tick(&w.app))).await;
    assert_eq!(counts.into_iter().map(Result::unwrap).sum::<usize>(), 2);
    let asked = w.happened().await.iter().filter(|kind| *kind == "echo_asked").count();
    assert_eq!(asked, 2);
}
