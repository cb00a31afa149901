//! What was signed stays as it was signed, whatever happens afterwards.

use sqlx::types::Json;
use tandem::readiness::recorded::RecordedGate;

use super::{HANDOVER, MERYEM, TOBIAS, but, does_alone, plan_topics, plans_milestone};
use crate::support::{World, world};

/// M1 over T1 is signed by both; M2 is open, so that the engagement goes on.
async fn signed() -> World {
    let w = world().await;
    plan_topics(&w).await;
    for seat in [TOBIAS, MERYEM] {
        does_alone(&w, "1", seat).await;
    }
    plans_milestone(&w, &HANDOVER).await;
    plans_milestone(&w, &but(&HANDOVER, "topics", "2")).await;
    for (who, name) in [(&w.ines, "Ines Brandt"), (&w.lea, "Lea Ahrens")] {
        let digest = who.opens(w.at("/handover/milestones/1/signature")).await.is(200).attribute("[name=digest]", "value").unwrap();
        who.posts(w.at("/handover/milestones/1/signature"), &[("name", name), ("digest", &digest)]).await.done();
    }
    w
}

async fn recorded(w: &World) -> Vec<Vec<RecordedGate>> {
    let lists: Vec<Json<Vec<RecordedGate>>> =
        sqlx::query_scalar("select gates from milestone_signatures where engagement_id = $1 and milestone = 1 order by side")
            .bind(w.engagement)
            .fetch_all(&w.app.db)
            .await
            .unwrap();
    lists.into_iter().map(|list| list.0).collect()
}

async fn read(w: &World) -> Vec<String> {
    w.paul.opens(w.at("/handover/milestones/1")).await.is(200).all(".gates > li")
}

#[tokio::test]
async fn whatever_happens_the_signed_list_stays() {
    let w = signed().await;
    let (stored, shown) = (recorded(&w).await, read(&w).await);
    assert_eq!(stored.len(), 2);
    assert_eq!(shown.len(), stored[0].len());
    assert!(shown.iter().all(|gate| gate.starts_with("Passed")), "{shown:?}");
    let samir = w.samir.id.to_string();
    // What would block it now: help on a critical topic, blocking feedback, an owner who left, another rule, two quiet months.
    let assist = [("topic", "1"), ("seat", MERYEM), ("helper", &*samir), ("minutes", "5"), ("day", "2026-07-15"), ("text", "A question")];
    w.samir.posts(w.at("/handover/assists/new"), &assist).await.done();
    let blocking = [("kind", "concern"), ("text", "It hurts"), ("about", "T1"), ("blocking", "yes")];
    w.ines.posts(w.at("/feedback"), &blocking).await.done();
    w.ines.posts(w.at("/people/2/end"), &[]).await.done();
    sqlx::query("update engagements set assist_free_days = 60, lapse_days = 7 where id = $1")
        .bind(w.engagement)
        .execute(&w.app.db)
        .await
        .unwrap();
    for at in ["2026-07-15T09:00:00Z", "2026-07-27T09:00:00Z", "2026-10-01T09:00:00Z"] {
        w.weeks_pass(at).await;
        assert_eq!(recorded(&w).await, stored, "{at}");
        assert_eq!(read(&w).await, shown, "{at}");
    }
    w.paul.opens(w.at("/handover/topics/1")).await.is(200).sees("T1 has nobody at level 4").sees("An assist on T1 on 15 July");
    for forged in [
        "update milestone_signatures set gates = '[]'",
        "delete from milestone_signatures",
        "update milestones set title = 'Another' where number = 1",
        "delete from milestone_topics where milestone = 1",
    ] {
        sqlx::query(forged).execute(&w.app.db).await.unwrap_err();
    }
    assert_eq!(recorded(&w).await, stored);
}
