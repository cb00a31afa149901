//! Finding one's way by name.

use tandem::access::engagement;

use crate::support::{Actor, world};

#[tokio::test]
async fn a_reference_leads_straight_there() {
    let w = world().await;
    w.has("D5", "Runbook").await;
    w.has("D55", "D5 in other words").await;
    w.has_in(w.other_engagement, "D5", "Shift plan").await;
    let there = w.at("/deliverables/5");
    for typed in ["D5", "d5", "+D+5+"] {
        assert_eq!(w.ines.opens(format!("/search?q={typed}&at={}", w.engagement)).await.done(), there);
    }
    // From outside, if it can be meant only once.
    assert_eq!(w.ines.opens("/search?q=D5").await.done(), there);
    w.ines.opens("/search?q=D6").await.is(200).sees("Nothing here is called “D6”");
}

#[tokio::test]
async fn nobody_finds_what_they_could_not_open() {
    let w = world().await;
    w.has_in(w.other_engagement, "D5", "Shift plan").await;
    for typed in ["D5", "shift", "Night", "Hansewerk", "Meyer", "Petra"] {
        for at in [w.engagement, w.other_engagement] {
            let page = w.ines.opens(format!("/search?q={typed}&at={at}")).await.is(200);
            assert!(page.all("main .row").is_empty(), "{typed}");
        }
        w.stranger.opens(format!("/search?q={typed}")).await.is(200).sees("Nothing here is called");
    }
    w.has("D1", "Runbook").await;
    let mine = format!("/search?q=D1&at={}", w.engagement);
    assert_eq!(w.meryem.opens(&mine).await.done(), w.at("/deliverables/1"));
    sqlx::query("update seats set ended_at = now() where person_id = $1").bind(w.meryem.id).execute(&w.app.db).await.unwrap();
    w.meryem.opens(&mine).await.is(200).sees("Nothing here is called");
    assert!(Actor::anonymous(&w.app).opens("/search?q=D5").await.is(303).location.starts_with("/sign-in"));
}

#[tokio::test]
async fn names_are_found_without_regard_to_case_and_accents() {
    let w = world().await;
    w.has("T2", "Prüfung der Beträge").await;
    w.has("D1", "100% of it").await;
    let found = async |typed: &str| w.lea.opens(format!("/search?q={typed}&at={}", w.engagement)).await;
    assert_eq!(found("prufung").await.done(), w.at("/handover/topics/2"));
    assert_eq!(found("100%25").await.done(), w.at("/deliverables/1"));
    assert_eq!(found("invoices").await.done(), engagement::url(w.engagement));
    assert_eq!(found("nordlicht").await.done(), engagement::url(w.engagement));
    let tobias = format!("{}#person-{}", w.at("/people"), w.tobias.id.simple());
    assert_eq!(found("tobias").await.done(), tobias);
    // The provider's manager, who has no seat of her own there.
    assert!(w.ines.opens("/search?q=lea+ahrens").await.done().ends_with(&w.lea.id.simple().to_string()));
    assert_eq!(found("progress").await.done(), w.at("/progress"));
    assert_eq!(w.lea.opens("/search?q=readiness").await.done(), "/readiness");
    w.meryem.opens("/search?q=readiness").await.is(200).sees("Nothing here is called");
    // What an underscore or a percent sign stands for is itself.
    found("_").await.is(200).sees("Nothing here is called “_”");
}

#[tokio::test]
async fn what_can_mean_several_is_listed_by_kind() {
    let w = world().await;
    w.has("D5", "Handover record").await;
    w.statements.taken();
    let page = w.tobias.opens(format!("/search?q=hand&at={}", w.engagement)).await.is(200);
    assert_eq!(w.statements.taken(), 2);
    assert_eq!(page.all("main h2"), ["Invoices with one owner", "Pages"]);
    assert_eq!(page.all("main .row-title"), ["D5 Handover record", "Handover"]);
    assert_eq!(page.attribute("#search-form [name=at]", "value"), Some(w.engagement.to_string()));
}

#[tokio::test]
async fn a_closed_engagement_is_searched_from_within() {
    let w = world().await;
    w.has("D5", "Runbook").await;
    sqlx::query("update engagements set closed_at = now() where id = $1").bind(w.engagement).execute(&w.app.db).await.unwrap();
    assert_eq!(w.ines.opens(format!("/search?q=runbook&at={}", w.engagement)).await.done(), w.at("/deliverables/5"));
    w.ines.opens("/search?q=runbook").await.is(200).sees("Closed engagements");
}

#[tokio::test]
async fn odd_input_names_nothing() {
    let w = world().await;
    w.ines.opens("/search").await.is(200).sees_not("Nothing here");
    w.ines.opens("/search?q=%20&at=nowhere").await.is(200).sees_not("Nothing here");
    w.ines.opens(format!("/search?q={}", "%C3%A4".repeat(2_000))).await.is(200).sees("Nothing here");
    w.ines.opens("/search?q=%00").await.is(400);
    let many = "D".repeat(30) + "1";
    w.ines.opens(format!("/search?q={many}")).await.is(200).sees("Nothing here");
}
