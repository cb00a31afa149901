//! The daily snapshots, and the trend they make.

use chrono::NaiveDate;
use tandem::board::snapshots;

use super::{another, milestone};
use crate::support::{World, demo::demo, world};

/// What is kept: "M1 2026-07-15 3/4 late -6".
async fn kept(w: &World) -> Vec<String> {
    sqlx::query_scalar(
        "select 'M' || milestone || ' ' || day || ' ' || gates - blocked || '/' || gates || ' ' || light || ' ' || days_left
         from readiness_snapshots order by engagement_id, milestone, day",
    )
    .fetch_all(&w.app.db)
    .await
    .unwrap()
}

#[tokio::test]
async fn each_open_milestone_has_one_snapshot_a_day() {
    let w = world().await;
    milestone(&w, w.engagement, 1, "Handover", "2026-07-31T16:00:00Z", Some(2)).await;
    milestone(&w, w.engagement, 2, "Design", "2026-06-01T16:00:00Z", None).await;
    milestone(&w, w.engagement, 3, "Signed", "2026-06-01T16:00:00Z", None).await;
    let closed = another(&w, "Meters", "Stadtwerke Elmshorn").await;
    milestone(&w, closed, 1, "Go-live", "2026-07-07T16:00:00Z", None).await;
    for statement in
        ["update milestones set signed_at = now() where number = 3", "update engagements set closed_at = now() where title = 'Meters'"]
    {
        sqlx::query(statement).execute(&w.app.db).await.unwrap();
    }
    // Two nodes at once.
    let (one, other) = tokio::join!(snapshots::tick(&w.app), snapshots::tick(&w.app));
    assert_eq!(one.unwrap() + other.unwrap(), 2);
    assert_eq!(kept(&w).await, ["M1 2026-07-15 5/5 ready 12", "M2 2026-07-15 4/5 late -32"]);
    w.it_is("2026-07-15T21:59:00Z");
    assert_eq!(snapshots::tick(&w.app).await.unwrap(), 0, "it still is the same day in Kiel");
    // Nobody looked on the days between, and nobody makes them up.
    w.it_is("2026-07-19T22:00:00Z");
    assert_eq!(snapshots::tick(&w.app).await.unwrap(), 2);
    assert_eq!(kept(&w).await[..2], ["M1 2026-07-15 5/5 ready 12", "M1 2026-07-20 5/5 ready 9"]);
    assert_eq!(w.happened().await, Vec::<String>::new(), "nobody did anything");
}

#[tokio::test]
async fn a_day_begins_where_the_client_works() {
    let w = world().await;
    milestone(&w, w.engagement, 1, "Handover", "2026-07-31T16:00:00Z", Some(2)).await;
    sqlx::query("update organizations set time_zone = 'Pacific/Auckland' where id = $1").bind(w.client).execute(&w.app.db).await.unwrap();
    w.it_is("2026-07-15T12:30:00Z");
    assert_eq!(snapshots::tick(&w.app).await.unwrap(), 1);
    let day: NaiveDate = sqlx::query_scalar("select day from readiness_snapshots").fetch_one(&w.app.db).await.unwrap();
    assert_eq!(day.to_string(), "2026-07-16");
}

#[tokio::test]
async fn what_is_long_past_is_let_go() {
    let w = world().await;
    milestone(&w, w.engagement, 1, "Handover", "2028-07-31T16:00:00Z", Some(2)).await;
    for day in ["2026-07-15T08:00:00Z", "2026-07-16T08:00:00Z", "2027-08-20T08:00:00Z"] {
        w.it_is(day);
        assert_eq!(snapshots::tick(&w.app).await.unwrap(), 1);
    }
    let days: Vec<NaiveDate> = sqlx::query_scalar("select day from readiness_snapshots order by day").fetch_all(&w.app.db).await.unwrap();
    let days: Vec<String> = days.iter().map(ToString::to_string).collect();
    assert_eq!(days, ["2026-07-16", "2027-08-20"], "400 days are kept");
}

#[tokio::test]
async fn what_is_long_past_is_let_go_of_closed_engagements_too() {
    let w = world().await;
    milestone(&w, w.engagement, 1, "Handover", "2026-07-31T16:00:00Z", Some(2)).await;
    assert_eq!(snapshots::tick(&w.app).await.unwrap(), 1);
    sqlx::query("update engagements set closed_at = now() where id = $1").bind(w.engagement).execute(&w.app.db).await.unwrap();
    w.it_is("2027-08-20T08:00:00Z");
    assert_eq!(snapshots::tick(&w.app).await.unwrap(), 0);
    assert_eq!(kept(&w).await, Vec::<String>::new());
}

#[tokio::test]
async fn an_engagement_that_cannot_be_judged_does_not_stop_the_others() {
    let w = world().await;
    milestone(&w, w.engagement, 1, "Handover", "2026-07-31T16:00:00Z", Some(2)).await;
    let broken = another(&w, "Meters", "Stadtwerke Elmshorn").await;
    milestone(&w, broken, 1, "Go-live", "2026-07-07T16:00:00Z", None).await;
    for statement in [
        "alter table organizations drop constraint organizations_hours_in_order",
        "update organizations set opens = '18:00', closes = '09:00' where name = 'Stadtwerke Elmshorn'",
    ] {
        sqlx::query(statement).execute(&w.app.db).await.unwrap();
    }
    assert_eq!(snapshots::tick(&w.app).await.unwrap(), 1);
    assert_eq!(kept(&w).await, ["M1 2026-07-15 5/5 ready 12"]);
}

#[tokio::test]
async fn many_engagements_are_looked_at_in_parts() {
    let w = world().await;
    sqlx::query(
        "with more as (insert into engagements (id, title, provider_id, client_id, starts_on, ends_on, created_at)
                       select gen_random_uuid(), 'Meters ' || n, $1, $2, '2026-03-02', '2026-07-31', now() from generate_series(1, 120) n
                       returning id)
         insert into milestones (engagement_id, number, title, agreement, at, planned_by, planned_at)
         select id, 1, 'Go-live', 'Then.', '2026-08-07T16:00:00Z', $3, now() from more",
    )
    .bind(w.provider)
    .bind(w.client)
    .bind(w.lea.id)
    .execute(&w.app.db)
    .await
    .unwrap();
    assert_eq!(snapshots::tick(&w.app).await.unwrap(), 120);
    assert_eq!(snapshots::tick(&w.app).await.unwrap(), 0);
}

#[tokio::test]
async fn the_board_and_the_milestone_show_how_it_moved() {
    let w = world().await;
    milestone(&w, w.engagement, 1, "Handover", "2026-09-30T16:00:00Z", None).await;
    snapshots::tick(&w.app).await.unwrap();
    let path = w.at("/handover/milestones/1");
    w.lea.opens(&path).await.is(200).sees("There is nothing to compare yet.");
    assert_eq!(w.lea.opens("/readiness").await.is(200).all(".spark").len(), 0);
    w.it_is("2026-07-29T08:00:00Z");
    sqlx::query("update milestones set owner = 2").execute(&w.app.db).await.unwrap();
    sqlx::query("update sign_in_sessions set last_seen_at = $1").bind(w.app.clock.now()).execute(&w.app.db).await.unwrap();
    let said = "2 weeks ago 4 of 5 gates passed, today 5 of 5.";
    let board = w.lea.opens("/readiness").await.is(200);
    assert_eq!(board.all(".spark title"), [said]);
    assert_eq!(board.attribute(".spark-line", "d").as_deref(), Some("M833 200h0M1000 0h0"), "of the week between nothing is known");
    let page = w.lea.opens(&path).await.is(200).sees(said).sees("passed: 5 gates").sees("all: 5 gates");
    assert_eq!(page.all("#trend tbody tr").len(), 2);
    assert_eq!(page.all("#trend tbody tr")[0], "Wed 15 July415on track55 business days leftWed 15 July");
    w.it_is("2026-10-15T08:00:00Z");
    sqlx::query("update sign_in_sessions set last_seen_at = $1, expires_at = '2027-01-01'")
        .bind(w.app.clock.now())
        .execute(&w.app.db)
        .await
        .unwrap();
    assert_eq!(w.lea.opens("/readiness").await.is(200).all(".spark").len(), 0, "the board looks back for 12 weeks, the page for a year");
    w.lea.opens(&path).await.is(200).sees("13 weeks ago 4 of 5 gates passed, today 5 of 5.");
}

#[tokio::test]
async fn the_weeks_of_the_worked_example_are_true() {
    let d = demo().await;
    let lea = d.person("lea").await;
    let board = lea.opens("/readiness").await.is(200);
    assert_eq!(
        board.all(".spark title"),
        ["12 weeks ago 5 of 9 gates passed, today 7 of 9.", "12 weeks ago 5 of 5 gates passed, today 9 of 9."]
    );
    lea.opens(d.places.path("/engagements/{e}/handover/milestones/5")).await.is(200).sees("17 weeks ago");
    // What is signed keeps its line.
    lea.opens(d.places.path("/engagements/{e}/handover/milestones/3")).await.is(200).sees(" to 5 of 5; then it was signed.");
}
