//! Waivers: a gate that both sides let pass for a while.

use tandem::milestones::clock;

use super::{HANDOVER, does_alone, plan_topics, plans_milestone};
use crate::support::{World, world};

/// T1 lacks a second person; everything else passes.
async fn one_gate_short() -> World {
    one_gate_short_owned_by("2").await
}

async fn one_gate_short_owned_by(owner: &str) -> World {
    let w = world().await;
    plan_topics(&w).await;
    does_alone(&w, "1", "3").await;
    plans_milestone(&w, &super::but(&HANDOVER, "owner", owner)).await;
    w
}

const ASKED: [(&str, &str); 3] = [("gate", "gate-people-t1"), ("reason", "Tobias is **ill** until August."), ("until", "2026-08-14")];

async fn asks(w: &World) {
    let url = w.lea.posts(w.at("/handover/milestones/1/waivers/new"), &ASKED).await.done();
    assert!(url.ends_with("/handover/waivers/1"), "{url}");
}

#[tokio::test]
async fn a_gate_is_waived_by_both_sides_until_a_day() {
    let w = one_gate_short().await;
    let page = w.lea.opens(w.at("/handover/milestones/1")).await.is(200).sees("T1 has one person at level 4 and needs two");
    assert_eq!(
        page.attribute(".gate-blocked a[href*=waivers]", "href").unwrap(),
        w.at("/handover/milestones/1/waivers/new?gate=gate-people-t1")
    );
    // Whoever commits no side neither sees the way nor has it.
    w.samir.opens(w.at("/handover/milestones/1")).await.is(200).sees_not("Ask to waive it");
    w.samir.posts(w.at("/handover/milestones/1/waivers/new"), &ASKED).await.is(403);
    asks(&w).await;
    assert_eq!(w.turns().await, ["WV1 client answer_waiver"]);
    // Asked for is not waived, and is not asked for twice.
    w.ines
        .opens(w.at("/handover/milestones/1"))
        .await
        .is(200)
        .sees("one blocks")
        .sees("Ahrens & Vale asks to waive it until")
        .sees_not("Read and sign");
    w.ines.posts(w.at("/handover/milestones/1/waivers/new"), &ASKED).await.is(409);
    w.lea.opens(w.at("/handover/waivers/1")).await.is(200).sees("asked for").sees("T1 has one person").sees_not("Your answer");
    // Nobody answers the own side's question.
    w.lea.posts(w.at("/handover/waivers/1/answer"), &[("answer", "agree")]).await.is(409).sees("only the other side");
    w.tobias.posts(w.at("/handover/waivers/1/answer"), &[("answer", "agree")]).await.is(403);
    w.ines.posts(w.at("/handover/waivers/1/answer"), &[("answer", "decline")]).await.is_invalid_at("text");
    w.ines.posts(w.at("/handover/waivers/1/answer"), &[("answer", "agree"), ("text", "Agreed on the telephone.")]).await.done();
    assert!(w.turns().await.is_empty());
    let page = w
        .ines
        .opens(w.at("/handover/milestones/1"))
        .await
        .is(200)
        .sees("ready")
        .sees("Waived by both sides until")
        .sees("one of them waived");
    assert_eq!(page.all(".gate-waived .gate-title"), ["T1 has one person at level 4 and needs two"]);
    // It is over with its last day.
    w.weeks_pass("2026-08-14T21:59:00Z").await;
    w.ines.opens(w.at("/handover/milestones/1")).await.is(200).sees("ready");
    w.weeks_pass("2026-08-14T22:00:00Z").await;
    w.ines.opens(w.at("/handover/milestones/1")).await.is(200).sees("late").sees("expired");
    w.ines.opens(w.at("/handover/waivers/1")).await.is(200).sees("expired").sees_not("Take it back");
    // And can be asked for again.
    let again = [("gate", "gate-people-t1"), ("reason", "Still ill."), ("until", "2026-08-31")];
    assert!(w.ines.posts(w.at("/handover/milestones/1/waivers/new"), &again).await.done().ends_with("/waivers/2"));
    assert_eq!(w.turns().await, ["WV2 provider answer_waiver"]);
}

#[tokio::test]
async fn a_waiver_stands_in_what_was_signed() {
    let w = one_gate_short().await;
    asks(&w).await;
    w.ines.posts(w.at("/handover/waivers/1/answer"), &[("answer", "agree")]).await.done();
    for (who, name) in [(&w.ines, "Ines Brandt"), (&w.lea, "Lea Ahrens")] {
        let page = who.opens(w.at("/handover/milestones/1/signature")).await.is(200).sees("Waived by both sides until");
        let digest = page.attribute("[name=digest]", "value").unwrap();
        who.posts(w.at("/handover/milestones/1/signature"), &[("name", name), ("digest", &digest)]).await.done();
    }
    for at in ["2026-07-15T09:00:00Z", "2026-10-01T08:00:00Z"] {
        w.weeks_pass(at).await;
        let page = w.paul.opens(w.at("/handover/milestones/1")).await.is(200).sees("Waived by both sides until");
        assert_eq!(page.all(".gate-waived .gate-title"), ["T1 has one person at level 4 and needs two"], "the list stays as it was signed");
    }
    w.ines.posts(w.at("/handover/waivers/1/end"), &[]).await.is(409);
    w.ines.opens(w.at("/handover/waivers/1")).await.is(200).sees_not("Take it back");
}

#[tokio::test]
async fn a_waiver_is_declined_taken_back_and_ended() {
    let w = one_gate_short().await;
    asks(&w).await;
    w.ines.posts(w.at("/handover/waivers/1/end"), &[]).await.is(409);
    w.lea.posts(w.at("/handover/waivers/1/end"), &[]).await.done();
    w.ines.posts(w.at("/handover/waivers/1/answer"), &[("answer", "agree")]).await.is(409).sees("answered or taken back");
    assert!(w.turns().await.is_empty());
    w.lea.posts(w.at("/handover/milestones/1/waivers/new"), &ASKED).await.done();
    w.ines.posts(w.at("/handover/waivers/2/answer"), &[("answer", "decline"), ("text", "Not without Tobias.")]).await.done();
    w.lea.opens(w.at("/handover/waivers/2")).await.is(200).sees("declined").sees("Not without Tobias.");
    w.lea.posts(w.at("/handover/waivers/2/end"), &[]).await.is(409);
    w.lea.posts(w.at("/handover/milestones/1/waivers/new"), &ASKED).await.done();
    w.ines.posts(w.at("/handover/waivers/3/answer"), &[("answer", "agree")]).await.done();
    w.ines.opens(w.at("/handover/milestones/1")).await.is(200).sees("ready");
    w.ines.posts(w.at("/handover/waivers/3/end"), &[]).await.done();
    w.ines.opens(w.at("/handover/milestones/1")).await.is(200).sees("one blocks");
    let happened = w.happened().await;
    let about_waivers: Vec<_> = happened.iter().filter(|kind| kind.starts_with("waiver")).collect();
    assert_eq!(
        about_waivers,
        ["waiver_asked", "waiver_ended", "waiver_asked", "waiver_answered", "waiver_asked", "waiver_answered", "waiver_ended"]
    );
    let events = w.ines.opens(w.at("/activity")).await.is(200);
    let asked = "Lea Ahrens asked to waive a gate of M1 until Friday, 14 August 2026 (people at the level of T1; WV1): “Tobias is ill until August.”";
    events.sees(asked).sees("Ines Brandt ended WV3: a gate of M1 counts again (people at the level of T1)");
}

#[tokio::test]
async fn a_waiver_that_nobody_answers_lapses() {
    let w = one_gate_short().await;
    asks(&w).await;
    w.weeks_pass("2026-08-14T21:59:00Z").await;
    assert_eq!(clock::tick(&w.app).await.unwrap(), 0);
    w.weeks_pass("2026-08-14T22:00:00Z").await;
    // It is in the way until the clock has looked, which is said.
    let again = [("gate", "gate-people-t1"), ("reason", "Still ill."), ("until", "2026-08-31")];
    w.lea.posts(w.at("/handover/milestones/1/waivers/new"), &again).await.is(409);
    assert_eq!(clock::tick(&w.app).await.unwrap(), 1);
    assert_eq!(clock::tick(&w.app).await.unwrap(), 0);
    assert!(w.turns().await.is_empty());
    w.ines.opens(w.at("/handover/waivers/1")).await.is(200).sees("lapsed").sees_not("Your answer");
    w.ines.posts(w.at("/handover/waivers/1/answer"), &[("answer", "agree")]).await.is(409);
    w.lea.posts(w.at("/handover/milestones/1/waivers/new"), &again).await.done();
    assert_eq!(w.turns().await, ["WV2 client answer_waiver"]);
}

#[tokio::test]
async fn a_waiver_that_is_no_longer_needed_lapses_with_the_signatures() {
    let w = one_gate_short().await;
    plans_milestone(&w, &super::but(&HANDOVER, "topics", "2")).await;
    asks(&w).await;
    does_alone(&w, "1", "2").await;
    for (who, name) in [(&w.ines, "Ines Brandt"), (&w.lea, "Lea Ahrens")] {
        let digest = who.opens(w.at("/handover/milestones/1/signature")).await.is(200).attribute("[name=digest]", "value").unwrap();
        who.posts(w.at("/handover/milestones/1/signature"), &[("name", name), ("digest", &digest)]).await.done();
    }
    assert!(w.turns().await.is_empty(), "{:?}", w.turns().await);
    w.ines.opens(w.at("/handover/waivers/1")).await.is(200).sees("lapsed");
}

#[tokio::test]
async fn the_rules_of_a_handover_do_not_change_under_one_signature() {
    let w = one_gate_short().await;
    does_alone(&w, "1", "2").await;
    let digest = w.ines.opens(w.at("/handover/milestones/1/signature")).await.is(200).attribute("[name=digest]", "value").unwrap();
    w.ines.posts(w.at("/handover/milestones/1/signature"), &[("name", "Ines Brandt"), ("digest", &digest)]).await.done();
    let terms = |title: &'static str, free: &'static str, shown: &str| {
        let fields = [
            ("title", title),
            ("language", "en"),
            ("starts_on", "2026-03-02"),
            ("ends_on", "2026-07-31"),
            ("client_promise_days", "3"),
            ("provider_promise_days", "3"),
            ("review_days", "5"),
            ("second_review_days", "5"),
            ("deems_acceptance", "yes"),
            ("lapse_days", "60"),
            ("assist_free_days", free),
        ];
        fields.into_iter().map(|(field, value)| (field, value.to_owned())).chain([("shown", shown.to_owned())]).collect::<Vec<_>>()
    };
    let posts = async |title, free| {
        let shown = w.lea.opens(w.at("/terms")).await.is(200).attribute("[name=shown]", "value").unwrap();
        let fields = terms(title, free, &shown);
        let fields: Vec<_> = fields.iter().map(|(field, value)| (*field, value.as_str())).collect();
        w.lea.posts(w.at("/terms"), &fields).await
    };
    posts("Invoices with one owner", "1").await.is(409).sees("A handover bears one side’s signature");
    posts("Invoices, one owner", "10").await.done();
    w.lea.opens(w.at("/activity")).await.is(200).sees_not("instead of 10");
    sqlx::query("delete from milestone_signatures").execute(&w.app.db).await.unwrap();
    posts("Invoices, one owner", "1").await.done();
    w.ines.opens(w.at("/activity")).await.is(200).sees("critical topics go without help for 1 business days instead of 10");
}

#[tokio::test]
async fn what_is_wrong_with_a_waiver_is_said_at_its_field() {
    let w = one_gate_short().await;
    for (field, value) in [
        ("gate", ""),
        ("gate", "gate-owner-m1"),
        ("gate", "gate-people-t2"),
        ("reason", " "),
        ("until", "2026-07-14"),
        ("until", "2027-01-12"),
        ("until", "soon"),
    ] {
        let fields = super::but(&ASKED, field, value);
        let page = w.lea.posts(w.at("/handover/milestones/1/waivers/new"), &fields).await.is_invalid_at(field);
        if field != "reason" {
            page.sees("Tobias is **ill** until August.");
        }
    }
    w.lea.opens(w.at("/handover/milestones/9/waivers/new")).await.is(404);
    w.ines.opens(w.at("/handover/waivers/1")).await.is(404);
    // Another engagement's numbers are its own.
    asks(&w).await;
    w.petra.opens(format!("/engagements/{}/handover/waivers/1", w.other_engagement)).await.is(404);
    w.petra.posts(format!("/engagements/{}/handover/waivers/1/answer", w.other_engagement), &[("answer", "agree")]).await.is(404);
    // Nor is it the database that lets anybody waive alone, or change what was said.
    for forged in [
        "update waivers set agreed = true, answered_by = asked_by, answered_at = asked_at",
        "update waivers set until = '2030-01-01'",
        "update waivers set reason = 'Another'",
        "delete from waivers",
    ] {
        sqlx::query(forged).execute(&w.app.db).await.unwrap_err();
    }
}

#[tokio::test]
async fn what_would_be_waived_is_no_longer_waited_for_by_the_forecast() {
    let w = one_gate_short_owned_by("").await;
    w.ines.opens(w.at("/handover/milestones/1")).await.is(200).sees("steps on the ladder are missing");
    asks(&w).await;
    w.ines.posts(w.at("/handover/waivers/1/answer"), &[("answer", "agree")]).await.done();
    // The owner is missing, so it is not ready; no step is.
    w.ines.opens(w.at("/handover/milestones/1")).await.is(200).sees("No step on the ladder is missing").sees("one blocks");
}
