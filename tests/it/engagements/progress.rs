//! How far the work has come: the burn-up and the timeline.

use crate::{
    deliverables::{agree_scope, plan},
    support::{demo::demo, world},
};

#[tokio::test]
async fn without_a_scope_it_says_what_it_is_for() {
    let w = world().await;
    let page = w.olaf.opens(w.at("/progress")).await.is(200);
    page.sees("No services are agreed yet").sees("Nothing is promised for a day yet");
}

#[tokio::test]
async fn what_is_planned_stands_on_the_timeline_and_leads_on() {
    let w = world().await;
    agree_scope(&w, 1).await;
    plan(&w).await;
    let page = w.ines.opens(w.at("/progress")).await.is(200).sees("D1 Runbook planned due Fri 17 July").sees("today, Wed 15 July");
    assert_eq!(page.attribute("#at-D1 a", "href"), Some(w.at("/deliverables/1")));
    assert_eq!(page.all(".timeline ol > li")[0], "today, Wed 15 July", "it is due after today");
    w.it_is("2026-07-18T08:00:00Z");
    let page = w.ines.opens(w.at("/progress")).await.is(200).sees("due Fri 17 July, overdue");
    assert_eq!(page.all(".timeline ol > li")[1], "today, Sat 18 July");
    assert!(page.attribute("#at-D1 .track-late", "d").is_some());
    w.petra.opens(w.at("/progress")).await.is(404);
}

#[tokio::test]
async fn a_long_timeline_leaves_out_what_was_done_long_ago() {
    let w = world().await;
    agree_scope(&w, 1).await;
    sqlx::query(
        "insert into deliverables (engagement_id, number, title, line_version, line_key, due_on, state, state_since, submissions, planned_by,
                                   planned_at)
         select $1, n, 'Part ' || n, 1, 'S1', date '2026-03-01' + n, case when n <= 60 then 'accepted' else 'planned' end, now(),
                case when n <= 60 then 1 else 0 end, $2, now() from generate_series(1, 110) n",
    )
    .bind(w.engagement)
    .bind(w.samir.id)
    .execute(&w.app.db)
    .await
    .unwrap();
    sqlx::query(
        "insert into submissions (engagement_id, deliverable, number, notes, submitted_by, submitted_at, review_due_at, second_due_at, deems)
         select $1, n, 1, 'Done.', $2, now(), now() + interval '1 day', now() + interval '2 days', true from generate_series(1, 60) n",
    )
    .bind(w.engagement)
    .bind(w.samir.id)
    .execute(&w.app.db)
    .await
    .unwrap();
    sqlx::query(
        "insert into reviews (engagement_id, deliverable, submission, outcome, reviewed_by, reviewed_at)
         select $1, n, 1, 'accepted', $2, '2026-07-10T08:00:00Z' from generate_series(1, 60) n",
    )
    .bind(w.engagement)
    .bind(w.ines.id)
    .execute(&w.app.db)
    .await
    .unwrap();
    w.statements.taken();
    let page = w.ines.opens(w.at("/progress")).await.is(200).sees("10 that were done long ago are left out here.");
    assert!((1..=6).contains(&w.statements.taken()));
    assert_eq!(page.all(".timeline-row").len(), 100);
    page.sees("D11 Part 11").sees_not("D10 Part 10");
    // What is not done stays, however much of it there is.
    sqlx::query(
        "insert into deliverables (engagement_id, number, title, line_version, line_key, due_on, state, state_since, submissions, planned_by,
                                   planned_at)
         select $1, n, 'Part ' || n, 1, 'S1', date '2026-02-01', 'planned', now(), 0, $2, now() from generate_series(111, 170) n",
    )
    .bind(w.engagement)
    .bind(w.samir.id)
    .execute(&w.app.db)
    .await
    .unwrap();
    let page = w.ines.opens(w.at("/progress")).await.is(200).sees("60 that were done long ago are left out here.");
    assert_eq!(page.all(".timeline-row").len(), 110);
    page.sees("D111 Part 111").sees_not("D60 Part 60");
}

#[tokio::test]
async fn what_is_closed_is_told_of_the_day_on_which_it_was() {
    let w = world().await;
    agree_scope(&w, 1).await;
    plan(&w).await;
    sqlx::query("update engagements set closed_at = '2026-07-20T08:00:00Z' where id = $1")
        .bind(w.engagement)
        .execute(&w.app.db)
        .await
        .unwrap();
    w.weeks_pass("2026-12-01T08:00:00Z").await;
    let page = w.ines.opens(w.at("/progress")).await.is(200).sees("closed, Mon 20 July").sees("not done when it was closed");
    page.sees("were due before it was closed").sees_not("today").sees_not("yesterday").sees_not("overdue");
}

#[tokio::test]
async fn the_worked_example_burns_up_to_what_the_overview_says() {
    let d = demo().await;
    let ines = d.person("ines").await;
    let overview = ines.opens(d.places.path("/engagements/{e}")).await.is(200).sees("43 of 65 business days accepted (66%)");
    assert_eq!(overview.attribute("#progress .section-more", "href"), Some(d.places.path("/engagements/{e}/progress")));
    let page = ines.opens(d.places.path("/engagements/{e}/progress")).await.is(200);
    let page =
        page.sees("43 of 65 business days are accepted (66%).").sees("agreed: 65 business days").sees("due by yesterday, as planned");
    let weeks = page.all("#burn-up-table tbody tr");
    assert_eq!(weeks.len(), 22, "from 2 March to 31 July");
    // Agreed in the second week; five more days since the Austrian subsidiary of 8 May; D1 accepted on 27 March.
    assert_eq!(weeks[0], "Mon 2 March000");
    assert_eq!(weeks[1], "Mon 9 March0060");
    assert_eq!(weeks[3], "Mon 23 March6660");
    assert_eq!(weeks[9], "Mon 4 May161665");
    assert!(weeks[20].starts_with("Mon 20 July–"), "{}", weeks[20]);
    page.sees("D4 Migration report deemed accepted due Fri 12 June, handed in Tue 9 June, done Tue 23 June")
        .sees("M5 Handover not signed yet due Fri 31 July");
}
