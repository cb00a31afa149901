//! The worked example, as the demo tells it: what its boards are to show on 15 July 2026, 10:00.

use tandem::{activity, rebuild};

use crate::support::{Page, demo::demo};

/// The sentences of the gates in this state.
fn gates(page: &Page, state: &str) -> Vec<String> {
    page.all(&format!(".gates > .gate-{state} .gate-title"))
}

#[tokio::test]
async fn the_handover_is_held_back_by_four_gates_and_warned_of_by_one() {
    let d = demo().await;
    let lea = d.person("lea").await;
    let page = lea.opens(d.places.path("/engagements/{e}/handover/milestones/5")).await.is(200).sees("at risk").sees("31 July");
    let blocked = [
        "T2 has one person at level 4 and needs two",
        "T5 has nobody at level 4",
        "D5 is not accepted (two business days left)",
        "An assist on T5 on 14 July",
    ];
    assert_eq!(gates(&page, "blocked"), blocked);
    assert_eq!(gates(&page, "warning"), ["D4 is only deemed accepted"]);
    // Everything else passes: the people of three topics, three deliverables, two critical topics without help, five
    // runbooks, the owner, the feedback, the changes, and the effects elsewhere.
    assert_eq!(gates(&page, "pass").len(), 3 + 3 + 2 + 5 + 1 + 1 + 1 + 1);
    assert_eq!(page.all(".gates > li").len(), 4 + 1 + 17);
}

#[tokio::test]
async fn the_engagement_in_elmshorn_is_late() {
    let d = demo().await;
    let lea = d.person("lea").await;
    let page = lea.opens(d.places.path("/engagements/{proposal}/handover/milestones/2")).await.is(200);
    let page = page.sees("7 July").sees("6 business days overdue").sees("late");
    let blocked = gates(&page, "blocked");
    assert!(blocked.len() == 2 && blocked[0] == "T1 has nobody at level 4" && blocked[1].starts_with("D3 is not accepted"), "{blocked:?}");
    // The board has it first, because its date has passed.
    let board = lea.opens("/readiness").await.is(200);
    assert_eq!(board.all("tbody th a").first().map(String::as_str), Some("Meter readings in one step"));
    // The unaided week comes next and is ready; the handover after it is in danger.
    assert_eq!(board.all("tbody .light"), ["late", "at risk", "ready"]);
    let overview = lea.opens(d.places.path("/engagements/{proposal}")).await.is(200);
    // Nobody works alone on T1, and the milestone that needs it was on the 7th.
    assert_eq!(overview.all(".turn-client:has(.turn-overdue) .ref"), ["T1", "F1", "F2", "D3"]);
    assert_eq!(overview.all(".turn-provider .turn-overdue"), Vec::<String>::new());
}

#[tokio::test]
async fn whoever_has_to_move_has_it_on_their_home() {
    let d = demo().await;
    let asked = async |who: &'static str| {
        let page = d.person(who).await.opens("/").await.is(200);
        let turns = page.all("#waiting-me .turn");
        turns.into_iter().filter(|turn| turn.contains("Invoices with one owner")).collect::<Vec<_>>()
    };
    // M5 is blocked on Meryem's step on T2, and M4 can be signed until Friday.
    let meryem = asked("meryem").await;
    assert!(
        meryem.iter().any(|turn| turn.contains("T2") && turn.contains("the next step on the ladder") && turn.contains("31 July")),
        "{meryem:#?}"
    );
    for who in ["ines", "lea"] {
        let asked = asked(who).await;
        assert!(
            asked.iter().any(|turn| turn.contains("M4") && turn.contains("sign the handover") && turn.contains("17 July")),
            "{who}: {asked:#?}"
        );
    }
    // What comes next is the same everywhere, with what is in danger after it.
    let lea = d.person("lea").await;
    let next = lea.opens(d.places.path("/engagements/{e}")).await.is(200).all("#next-milestone .ref");
    assert_eq!(next, ["M4", "M5"]);
    lea.opens("/engagements").await.is(200).sees("Next: M4").sees("at risk");
    lea.opens("/readiness").await.is(200).sees("In danger after it: M5");
}

#[tokio::test]
async fn all_of_it_is_kept_as_its_records_say() {
    let d = demo().await;
    let reports = activity::verify(&d.app.db, None).await.unwrap();
    assert!(reports.iter().all(|report| report.fault.is_none()), "{reports:#?}");
    let differing = rebuild::compare(&d.app.db, None, d.app.clock.now()).await.unwrap();
    assert!(differing.is_empty(), "{differing:#?}");
}
