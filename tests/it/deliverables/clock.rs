//! What the acceptance clock does when no review comes: day by day, over weekends, days off and changes of the clocks.

use tandem::deliverables::clock;

use super::{ALL_MET, ONE_UNMET, RUNBOOK, agree_scope, plan, submit};
use crate::support::{World, world};

#[tokio::test]
async fn a_review_that_stays_out_is_noticed_and_then_deemed_given() {
    let w = world().await;
    agree_scope(&w, 1).await;
    plan(&w).await;
    submit(&w, &w.samir).await;
    // Submitted on Wednesday, 15 July: the first window ends on the 22nd, 17:00 in Kiel, the second on the 29th.
    w.weeks_pass("2026-07-21T15:00:01Z").await;
    assert_eq!(clock::tick(&w.app).await.unwrap(), 1);
    assert_eq!(clock::tick(&w.app).await.unwrap(), 0, "one reminder is enough");
    assert_eq!(w.turns().await, ["D1 client review_submission"], "it is still the same turn");
    w.ines
        .opens(w.at("/deliverables/1"))
        .await
        .is(200)
        .sees("Reminder to the reviewers: the first review window ends on Wed 22 July.")
        .sees("due Wed 22 July (1 business day left)");
    w.weeks_pass("2026-07-22T15:00:00Z").await;
    assert_eq!(clock::tick(&w.app).await.unwrap(), 0, "the window lasts to its very end");
    w.weeks_pass("2026-07-22T15:00:01Z").await;
    assert_eq!(clock::tick(&w.app).await.unwrap(), 1);
    assert_eq!(clock::tick(&w.app).await.unwrap(), 0, "notice is given once");
    assert_eq!(w.turns().await, ["D1 client review_submission"]);
    w.ines
        .opens(w.at("/deliverables/1"))
        .await
        .is(200)
        .sees("Formal notice: the first review window ran out. Second window until Wed 29 July; then it is deemed accepted.")
        .sees("due Wed 29 July (5 business days left)");
    w.weeks_pass("2026-07-29T15:00:01Z").await;
    // Two nodes at once.
    let (one, other) = tokio::join!(clock::tick(&w.app), clock::tick(&w.app));
    assert_eq!(one.unwrap() + other.unwrap(), 1);
    assert_eq!(w.turns().await, Vec::<String>::new());
    w.lea.opens(w.at("/deliverables/1")).await.is(200).sees("deemed accepted").sees("It stays a warning for the handover.");
    w.ines.posts(w.at("/deliverables/1/submissions/1/review"), &ALL_MET).await.is(409).sees("Both review windows ran out meanwhile");
    assert_eq!(
        w.happened().await,
        ["deliverable_planned", "deliverable_submitted", "review_reminded", "review_noticed", "submission_deemed_accepted"]
    );
}

#[tokio::test]
async fn the_clock_catches_up_and_leaves_reviewed_ones_alone() {
    let w = world().await;
    agree_scope(&w, 1).await;
    plan(&w).await;
    submit(&w, &w.samir).await;
    w.samir.posts(w.at("/deliverables"), &RUNBOOK).await.done();
    w.samir.posts(w.at("/deliverables/2/submissions"), &[("notes", "It is done.")]).await.done();
    w.ines.posts(w.at("/deliverables/2/submissions/1/review"), &ALL_MET).await.done();
    w.weeks_pass("2026-09-01T08:00:00Z").await;
    // However long nobody looked, the second window begins with the notice.
    assert_eq!(clock::tick(&w.app).await.unwrap(), 1);
    w.weeks_pass("2026-09-08T14:59:00Z").await;
    assert_eq!(clock::tick(&w.app).await.unwrap(), 0);
    w.weeks_pass("2026-09-08T15:01:00Z").await;
    assert_eq!(clock::tick(&w.app).await.unwrap(), 1);
    let happened = w.happened().await;
    assert_eq!(happened[happened.len() - 2..], ["review_noticed", "submission_deemed_accepted"]);
    assert!(!happened.contains(&"review_reminded".to_owned()), "of a window that is over nobody is reminded");
    assert_eq!(clock::tick(&w.app).await.unwrap(), 0);
}

#[tokio::test]
async fn where_nothing_is_deemed_the_clock_only_reminds() {
    let w = world().await;
    sqlx::query("update engagements set deems_acceptance = false where id = $1").bind(w.engagement).execute(&w.app.db).await.unwrap();
    agree_scope(&w, 1).await;
    plan(&w).await;
    submit(&w, &w.samir).await;
    w.ines.opens(w.at("/deliverables/1")).await.is(200).sees("Nothing is accepted without a review.");
    w.weeks_pass("2026-07-21T15:00:01Z").await;
    assert_eq!(clock::tick(&w.app).await.unwrap(), 1);
    assert_eq!(w.happened().await.last().unwrap(), "review_reminded");
    w.weeks_pass("2026-09-01T08:00:00Z").await;
    assert_eq!(clock::tick(&w.app).await.unwrap(), 1);
    assert_eq!(clock::tick(&w.app).await.unwrap(), 0);
    w.ines.opens(w.at("/deliverables/1")).await.is(200).sees("Formal reminder").sees("overdue");
    w.ines.posts(w.at("/deliverables/1/submissions/1/review"), &ALL_MET).await.done();
}

#[tokio::test]
async fn deemed_acceptance_does_not_reach_back_to_what_was_handed_in_before() {
    let w = world().await;
    let deems = async |deems: bool| {
        sqlx::query("update engagements set deems_acceptance = $2 where id = $1")
            .bind(w.engagement)
            .bind(deems)
            .execute(&w.app.db)
            .await
            .unwrap();
    };
    deems(false).await;
    agree_scope(&w, 1).await;
    plan(&w).await;
    submit(&w, &w.samir).await;
    deems(true).await;
    w.ines.opens(w.at("/deliverables/1")).await.is(200).sees("Nothing is accepted without a review.");
    w.weeks_pass("2026-07-23T08:00:00Z").await;
    assert_eq!(clock::tick(&w.app).await.unwrap(), 1);
    w.weeks_pass("2026-09-01T08:00:00Z").await;
    assert_eq!(clock::tick(&w.app).await.unwrap(), 0);
    w.ines.posts(w.at("/deliverables/1/submissions/1/review"), &ONE_UNMET).await.done();
    // What is handed in from now on is under the new terms, and stays so when they change back.
    submit(&w, &w.samir).await;
    deems(false).await;
    w.weeks_pass("2026-09-09T08:00:00Z").await;
    assert_eq!(clock::tick(&w.app).await.unwrap(), 1);
    w.weeks_pass("2026-09-20T08:00:00Z").await;
    assert_eq!(clock::tick(&w.app).await.unwrap(), 1);
    assert_eq!(w.happened().await.last().unwrap(), "submission_deemed_accepted");
}

#[tokio::test]
async fn a_closed_engagement_is_left_alone() {
    let w = world().await;
    agree_scope(&w, 1).await;
    plan(&w).await;
    submit(&w, &w.samir).await;
    sqlx::query("update engagements set closed_at = $2 where id = $1")
        .bind(w.engagement)
        .bind(w.app.clock.now())
        .execute(&w.app.db)
        .await
        .unwrap();
    w.weeks_pass("2026-09-01T08:00:00Z").await;
    assert_eq!(clock::tick(&w.app).await.unwrap(), 0);
    w.ines.opens(w.at("/deliverables/1")).await.is(200).sees_not("Accept submission");
    w.ines.posts(w.at("/deliverables/1/submissions/1/review"), &ALL_MET).await.is(409).sees("This engagement is closed");
    w.samir.opens(w.at("/deliverables/new?line=S1")).await.is(409);
}

/// Who was told of the latest event, by name.
async fn told(w: &World) -> Vec<String> {
    sqlx::query_scalar(
        "select p.name from outbox o join persons p on p.id = o.person_id
         where o.engagement_id = $1 and o.event_number = (select event_count from engagements where id = $1) order by p.name",
    )
    .bind(w.engagement)
    .fetch_all(&w.app.db)
    .await
    .unwrap()
}

#[tokio::test]
async fn the_reviewers_are_reminded_and_nobody_else() {
    let w = world().await;
    agree_scope(&w, 1).await;
    plan(&w).await;
    submit(&w, &w.samir).await;
    w.weeks_pass("2026-07-21T15:00:00Z").await;
    assert_eq!(clock::tick(&w.app).await.unwrap(), 0, "two business days are left until the evening");
    w.weeks_pass("2026-07-21T15:00:01Z").await;
    let (one, other) = tokio::join!(clock::tick(&w.app), clock::tick(&w.app));
    assert_eq!(one.unwrap() + other.unwrap(), 1, "two nodes at once");
    assert_eq!(told(&w).await, ["Ines Brandt", "Tobias Lenz"]);
    let activity = w.lea.opens(w.at("/activity")).await.is(200);
    activity.sees("Reminder: submission 1 of D1 Runbook is to be reviewed until Wednesday, 22 July 2026");
}

#[tokio::test]
async fn a_window_of_one_day_has_no_reminder() {
    let w = world().await;
    sqlx::query("update engagements set review_days = 1 where id = $1").bind(w.engagement).execute(&w.app.db).await.unwrap();
    agree_scope(&w, 1).await;
    plan(&w).await;
    w.lea.opens(w.at("/deliverables/1")).await.is(200).sees("Review within 1 business day of a submission; then formal notice");
    submit(&w, &w.samir).await;
    w.lea.opens(w.at("/deliverables/1")).await.is(200).sees("Review until Thu 16 July; then formal notice").sees_not("reminder");
    w.weeks_pass("2026-07-16T15:00:00Z").await;
    assert_eq!(clock::tick(&w.app).await.unwrap(), 0);
    w.weeks_pass("2026-07-16T15:00:01Z").await;
    assert_eq!(clock::tick(&w.app).await.unwrap(), 1);
    assert_eq!(w.happened().await.last().unwrap(), "review_noticed");
}

#[tokio::test]
async fn what_was_reviewed_or_returned_in_time_is_not_reminded_of() {
    let w = world().await;
    agree_scope(&w, 1).await;
    plan(&w).await;
    submit(&w, &w.samir).await;
    w.tobias.posts(w.at("/deliverables/1/submissions/1/review"), &ONE_UNMET).await.done();
    w.weeks_pass("2026-07-20T08:00:00Z").await;
    submit(&w, &w.samir).await;
    w.weeks_pass("2026-07-24T15:00:00Z").await;
    assert_eq!(clock::tick(&w.app).await.unwrap(), 0, "the first submission has left the clock, the second has its own dates");
    w.weeks_pass("2026-07-24T15:00:01Z").await;
    assert_eq!(clock::tick(&w.app).await.unwrap(), 1);
    w.ines.posts(w.at("/deliverables/1/submissions/2/review"), &ALL_MET).await.done();
    w.weeks_pass("2026-08-20T08:00:00Z").await;
    assert_eq!(clock::tick(&w.app).await.unwrap(), 0);
}

/// Where and how long the client works, and when it has days off.
async fn client_works(w: &World, zone: &str, closes: &str, days_off: &[&str]) {
    sqlx::query("update organizations set time_zone = $2, closes = $3::time where id = $1")
        .bind(w.client)
        .bind(zone)
        .bind(closes)
        .execute(&w.app.db)
        .await
        .unwrap();
    for day in days_off {
        sqlx::query("insert into organization_holidays (organization_id, day, name) values ($1, $2::date, 'Day off')")
            .bind(w.client)
            .bind(day)
            .execute(&w.app.db)
            .await
            .unwrap();
    }
}

/// Hands D1 in at this time and says when the clock acted, to the second: it looks in the last second of each window, when
/// there is nothing to do, and in the first second after it.
async fn run_out(handed_in: &str, windows: [(&str, &str); 3], prepare: impl AsyncFnOnce(&World)) {
    let w = world().await;
    prepare(&w).await;
    agree_scope(&w, 1).await;
    w.weeks_pass(handed_in).await;
    plan(&w).await;
    submit(&w, &w.samir).await;
    for (ends, act) in windows {
        w.weeks_pass(ends).await;
        assert_eq!(clock::tick(&w.app).await.unwrap(), 0, "{act} before {ends}");
        w.app.clock.set(w.app.clock.now() + chrono::TimeDelta::seconds(1)).unwrap();
        assert_eq!(clock::tick(&w.app).await.unwrap(), 1, "{act} after {ends}");
        assert_eq!(w.happened().await.last().unwrap(), act);
    }
}

#[tokio::test]
async fn the_windows_last_over_a_weekend_a_day_off_and_into_summer_time() {
    // Handed in on Thursday, 26 March, 16:00 in Kiel. On Sunday the clocks go forward; Good Friday and Easter Monday are off.
    let windows = [
        ("2026-04-01T15:00:00Z", "review_reminded"),
        ("2026-04-02T15:00:00Z", "review_noticed"),
        ("2026-04-13T15:00:00Z", "submission_deemed_accepted"),
    ];
    run_out("2026-03-26T15:00:00Z", windows, async |w| client_works(w, "Europe/Berlin", "17:00", &["2026-04-03", "2026-04-06"]).await)
        .await;
}

#[tokio::test]
async fn the_windows_last_into_winter_time() {
    // Handed in on Friday, 23 October, after hours: it arrives on Monday, when the clocks have gone back.
    let windows = [
        ("2026-10-30T16:00:00Z", "review_reminded"),
        ("2026-11-02T16:00:00Z", "review_noticed"),
        ("2026-11-09T16:00:00Z", "submission_deemed_accepted"),
    ];
    run_out("2026-10-23T15:30:00Z", windows, async |_| {}).await;
}

#[tokio::test]
async fn the_windows_are_those_of_the_client_wherever_the_provider_works() {
    // Half past nine in the evening in Kiel is half past three in the afternoon in New York, where the clocks go forward on
    // 8 March, three weeks before those of Kiel.
    let windows = [
        ("2026-03-11T22:00:00Z", "review_reminded"),
        ("2026-03-12T22:00:00Z", "review_noticed"),
        ("2026-03-19T22:00:00Z", "submission_deemed_accepted"),
    ];
    run_out("2026-03-05T20:30:00Z", windows, async |w| client_works(w, "America/New_York", "18:00", &[]).await).await;
}
