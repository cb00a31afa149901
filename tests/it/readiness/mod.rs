//! The readiness board: who sees which engagements, in which order, and what it says of each.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::support::{
    Actor, World, world,
    world::{engagement, member, organization, seat},
};

mod export;
mod trend;

/// Enters a milestone as its table holds it.
async fn milestone(w: &World, engagement: Uuid, number: i32, title: &str, at: &str, owner: Option<i32>) {
    sqlx::query(
        "insert into milestones (engagement_id, number, title, agreement, at, owner, planned_by, planned_at) values ($1, $2, $3, 'Then.', $4, $5, $6, $7)",
    )
    .bind(engagement)
    .bind(number)
    .bind(title)
    .bind(at.parse::<DateTime<Utc>>().unwrap())
    .bind(owner)
    .bind(w.lea.id)
    .bind(w.app.clock.now())
    .execute(&w.app.db)
    .await
    .unwrap();
}

async fn another(w: &World, title: &str, client: &str) -> Uuid {
    let client = organization(&w.app, client).await;
    engagement(&w.app, title, w.provider, client).await
}

#[tokio::test]
async fn a_manager_sees_the_worst_first() {
    let w = world().await;
    milestone(&w, w.engagement, 1, "Handover", "2026-07-31T16:00:00Z", Some(2)).await;
    let late = another(&w, "Meters", "Stadtwerke Elmshorn").await;
    milestone(&w, late, 1, "Design", "2026-06-01T16:00:00Z", None).await;
    milestone(&w, late, 2, "Go-live", "2026-07-07T16:00:00Z", None).await;
    sqlx::query("update milestones set signed_at = now() where engagement_id = $1 and number = 1")
        .bind(late)
        .execute(&w.app.db)
        .await
        .unwrap();
    let in_time = another(&w, "Night shift two", "Hansewerk").await;
    milestone(&w, in_time, 1, "Start", "2026-07-16T16:00:00Z", None).await;
    another(&w, "Only begun", "Neuland").await;
    w.statements.taken();
    let page = w.lea.opens("/readiness").await.is(200);
    assert!((1..=6).contains(&w.statements.taken()));
    // What has no step to take and no deliverable to wait for is in time until its date has passed.
    assert_eq!(page.all("tbody th a"), ["Meters", "Night shift two", "Invoices with one owner", "Only begun"]);
    assert_eq!(page.all("tbody .light"), ["late", "on track", "ready"]);
    let page = page.sees("M2 has no owner at Stadtwerke Elmshorn").sees("6 business days overdue").sees("4 of 5 pass; one blocks");
    let page = page.sees("Nothing: it can be signed").sees("12 business days left").sees("No milestone is open").sees_not("Elsewhere");
    assert_eq!(page.attribute("tbody td a", "href"), Some(format!("/engagements/{late}/handover/milestones/2")));
    assert_eq!(page.attribute("meta[name=live]", "content").as_deref(), Some("/live"));
    // The list of engagements marks what is in danger, and nothing else.
    assert_eq!(w.lea.opens("/engagements").await.is(200).sees("Next: M2 Go-live").all(".row .light"), ["late"]);
}

#[tokio::test]
async fn it_narrows_to_a_client_a_consultant_a_light() {
    let w = world().await;
    milestone(&w, w.engagement, 1, "Handover", "2026-07-31T16:00:00Z", Some(2)).await;
    let late = another(&w, "Meters", "Stadtwerke Elmshorn").await;
    milestone(&w, late, 1, "Go-live", "2026-07-07T16:00:00Z", None).await;
    let titles = async |query: String| w.lea.opens(format!("/readiness?{query}")).await.is(200).all("tbody th a");
    assert_eq!(titles(format!("client={}", w.client)).await, ["Invoices with one owner"]);
    assert_eq!(titles(format!("consultant={}", w.samir.id)).await, ["Invoices with one owner"]);
    assert_eq!(titles("light=late".into()).await, ["Meters"]);
    assert_eq!(titles("light=on-track".into()).await, Vec::<String>::new());
    assert_eq!(titles(format!("client={}&light=late", w.client)).await, Vec::<String>::new());
    assert_eq!(titles("client=nonsense&light=purple".into()).await.len(), 2, "what names nothing narrows nothing");
    w.lea.opens("/readiness?client=%FF").await.is(400);
}

#[tokio::test]
async fn everybody_sees_what_they_answer_for_and_no_more() {
    let w = world().await;
    milestone(&w, w.engagement, 1, "Handover", "2026-07-31T16:00:00Z", Some(2)).await;
    w.ines.opens("/readiness").await.is(200).sees("Invoices with one owner").sees_not("Night shift");
    for others in [&w.tobias, &w.meryem, &w.olaf, &w.samir, &w.paul, &w.stranger] {
        others.opens("/readiness").await.is(200).sees("There is no engagement that you answer for").sees_not("Invoices");
    }
    w.max.opens("/readiness").await.is(200).sees("Night shift").sees_not("Invoices");
    // A manager of the client's organization sees those of that side, with a seat or without.
    member(&w.app, w.client, &w.tobias, "manager").await;
    member(&w.app, w.client, &w.stranger, "manager").await;
    for manager in [&w.tobias, &w.stranger] {
        assert_eq!(manager.opens("/readiness").await.is(200).all("tbody th a"), ["Invoices with one owner"]);
    }
    sqlx::query("update engagements set closed_at = now() where id = $1").bind(w.engagement).execute(&w.app.db).await.unwrap();
    w.ines.opens("/readiness").await.is(200).sees("There is no engagement that you answer for");
}

#[tokio::test]
async fn whoever_the_board_is_for_is_offered_it() {
    let w = world().await;
    let offered = async |who: &Actor| who.opens("/engagements").await.is(200).attribute(".site-nav [href='/readiness']", "href").is_some();
    for who in [&w.ines, &w.lea, &w.max, &w.petra] {
        assert!(offered(who).await, "{}", who.name);
    }
    member(&w.app, w.provider, &w.samir, "admin").await;
    for who in [&w.tobias, &w.meryem, &w.olaf, &w.samir, &w.paul, &w.stranger] {
        assert!(!offered(who).await, "{}", who.name);
    }
    member(&w.app, w.client, &w.tobias, "manager").await;
    assert!(offered(&w.tobias).await, "a manager of the client, by organization");
}

#[tokio::test]
async fn the_worst_of_all_comes_first_over_all_pages() {
    let w = world().await;
    let client = organization(&w.app, "Stadtwerke Elmshorn").await;
    for number in 1..=60 {
        let id = engagement(&w.app, &format!("Meters {number:02}"), w.provider, client).await;
        // Nothing is in the way of these, and they come first in time.
        milestone(&w, id, 1, "Go-live", "2026-07-01T16:00:00Z", None).await;
        sqlx::query("insert into seats (engagement_id, number, person_id, side, role, since) values ($1, 1, $2, 'client', 'lead', now())")
            .bind(id)
            .bind(w.tobias.id)
            .execute(&w.app.db)
            .await
            .unwrap();
        sqlx::query("update milestones set owner = 1 where engagement_id = $1").bind(id).execute(&w.app.db).await.unwrap();
    }
    milestone(&w, w.engagement, 1, "Handover", "2026-07-07T16:00:00Z", None).await;
    let first = w.lea.opens("/readiness").await.is(200);
    assert_eq!(first.all("tbody th a")[0], "Invoices with one owner", "the last in time is the only one that is late");
    assert_eq!(first.all("tbody .light")[..2], ["late", "ready"]);
    let late = w.lea.opens("/readiness?light=late").await.is(200);
    assert_eq!(late.all("tbody th a"), ["Invoices with one owner"]);
    assert!(late.attribute("[rel=next]", "href").is_none(), "a page that goes on to nothing");
    let ready = w.lea.opens("/readiness?light=ready").await.is(200);
    assert_eq!(ready.all("tbody th a").len(), 50);
    let rest = w.lea.opens(ready.attribute("[rel=next]", "href").unwrap()).await.is(200);
    assert_eq!(rest.all("tbody .light"), vec!["ready"; 10]);
    assert!(rest.attribute("#beyond", "id").is_none());
    // A place that is not on the board leads to its beginning.
    let gone = w.lea.opens(format!("/readiness?after={}", Uuid::nil())).await.is(200);
    assert_eq!(gone.all("tbody th a"), first.all("tbody th a"));
}

#[tokio::test]
async fn a_board_has_an_end_and_says_so() {
    let w = world().await;
    sqlx::query(
        "with more as (insert into engagements (id, title, provider_id, client_id, starts_on, ends_on, created_at)
                       select gen_random_uuid(), 'Meters ' || n, $1, $2, '2026-03-02', '2026-07-31', now() from generate_series(1, 505) n
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
    w.statements.taken();
    w.lea.opens("/readiness").await.is(200).sees("You answer for more than 500 engagements").sees_not("Invoices with one owner");
    assert!((1..=6).contains(&w.statements.taken()));
    let table = w.lea.opens("/readiness.csv").await.is(200);
    assert!(table.body.lines().last().unwrap().contains("You answer for more than 500 engagements"), "the file says that it ends");
    assert_eq!(table.body.lines().count(), 502);
    w.lea.opens(format!("/readiness?consultant={}", w.samir.id)).await.is(200).sees("Invoices with one owner").sees_not("more than 500");
    let mut next = Some("/readiness".to_owned());
    let mut shown = 0;
    while let Some(path) = next {
        let page = w.lea.opens(path).await.is(200);
        shown += page.all("tbody th").len();
        next = page.attribute("[rel=next]", "href");
    }
    assert_eq!(shown, 500);
}

#[tokio::test]
async fn a_long_board_goes_on() {
    let w = world().await;
    let client = organization(&w.app, "Stadtwerke Elmshorn").await;
    for number in 1..=60 {
        let id = engagement(&w.app, &format!("Meters {number:02}"), w.provider, client).await;
        if number <= 55 {
            milestone(&w, id, 1, "Go-live", "2026-08-07T16:00:00Z", None).await;
        }
    }
    // Looking on elsewhere is not answering for it.
    seat(&w.app, w.other_engagement, 3, &w.lea, "client", "observer").await;
    w.statements.taken();
    let first = w.lea.opens("/readiness").await.is(200);
    assert!((1..=6).contains(&w.statements.taken()));
    assert_eq!(first.all("tbody th").len(), 50);
    let second = w.lea.opens(first.attribute("[rel=next]", "href").unwrap()).await.is(200);
    assert_eq!(second.all("tbody th").len(), 11);
    assert!(second.attribute("[rel=next]", "href").is_none());
    let mut all: Vec<String> = first.all("tbody th a");
    all.extend(second.all("tbody th a"));
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 61, "everything once, nothing twice");
}
