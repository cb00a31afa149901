//! What happened, and whether the record holds.

use std::collections::BTreeSet;

use sqlx::AssertSqlSafe;
use tandem::{
    access::{Actor as By, Role},
    activity::{self, chain::Fault},
    change::{Change, WhenClosed},
    events::topics::TopicEvent,
};

use crate::support::{World, world};

/// Topic `number` is planned by Samir.
async fn topic(w: &World, number: i32) {
    w.has(&format!("T{number}"), "").await;
    let by = By::Person { id: w.samir.id, role: Role::Consultant };
    let change = Change::begin(&w.app.db, w.engagement, by, None, w.app.clock.now(), WhenClosed::Refuse).await.unwrap();
    change.commit(TopicEvent::Planned { number, title: format!("Rule {number}") }).await.unwrap();
}

/// Somebody with the database's password does what the triggers forbid.
async fn tampers(w: &World, table: &str, statement: &str) {
    for sql in
        [format!("alter table {table} disable trigger user"), statement.to_owned(), format!("alter table {table} enable trigger user")]
    {
        sqlx::query(AssertSqlSafe(sql)).execute(&w.app.db).await.unwrap();
    }
}

async fn fault(w: &World) -> Option<Fault> {
    activity::verify(&w.app.db, Some(w.engagement)).await.unwrap().remove(0).fault
}

#[tokio::test]
async fn everybody_with_a_seat_reads_what_happened_by_day() {
    let w = world().await;
    topic(&w, 1).await;
    w.it_is("2026-07-16T08:00:00Z");
    topic(&w, 2).await;
    for who in [&w.ines, &w.olaf, &w.samir, &w.paul] {
        let page = who.opens(w.at("/activity")).await.is(200).sees("Samir Haddad planned the handover of T2 Rule 2");
        assert_eq!(page.all("h2"), ["Thursday, 16 July 2026", "Wednesday, 15 July 2026"]);
    }
    w.statements.taken();
    w.ines.opens(w.at("/activity?before=3")).await.is(200);
    assert!((1..=3).contains(&w.statements.taken()));
    w.stranger.opens(w.at("/activity")).await.is(404);
    w.petra.opens(w.at("/activity")).await.is(404);
    w.ines.clone().reading("de").opens(w.at("/activity")).await.is(200);
}

#[tokio::test]
async fn only_what_happened_to_one_thing() {
    let w = world().await;
    topic(&w, 1).await;
    topic(&w, 2).await;
    w.ines.opens(w.at("/activity?thing=t1")).await.is(200).sees("T1 Rule 1").sees_not("T2 Rule 2");
    w.ines.opens(w.at("/activity?thing=D9")).await.is(200).sees("Nothing has happened to D9");
    w.ines.opens(w.at("/activity?thing=nonsense")).await.is(200).sees("Enter a reference");
    w.ines.opens(w.at("/activity?thing=%FF")).await.is(400);
    w.ines.opens(w.at("/activity?before=x")).await.is(200).sees("T2 Rule 2");
}

#[tokio::test]
async fn pages_lead_back_and_forth() {
    let w = world().await;
    for number in 1..=120 {
        topic(&w, number).await;
    }
    let first = w.ines.opens(w.at("/activity")).await.is(200);
    assert_eq!(first.all(".event").len(), 50);
    let second = w.ines.opens(first.attribute("[rel=next]", "href").unwrap()).await.is(200).sees("T70 Rule 70").sees_not("T71 Rule 71");
    let third = w.ines.opens(second.attribute("[rel=next]", "href").unwrap()).await.is(200);
    assert_eq!(third.all(".event").len(), 20);
    assert!(third.attribute("[rel=next]", "href").is_none());
    let back = w.ines.opens(third.attribute("[rel=prev]", "href").unwrap()).await.is(200);
    assert_eq!(back.all(".event"), second.all(".event"));
}

#[tokio::test]
async fn nothing_has_happened_yet() {
    let w = world().await;
    w.ines.opens(w.at("/activity")).await.is(200).sees("Nothing has happened yet");
    w.ines.opens(w.at("/activity/chain")).await.is(200).sees("There is no entry yet");
}

#[tokio::test]
async fn a_whole_record_holds_and_shows_its_head() {
    let w = world().await;
    for number in 1..=3 {
        topic(&w, number).await;
    }
    let head: Vec<u8> =
        sqlx::query_scalar("select head_hash from engagements where id = $1").bind(w.engagement).fetch_one(&w.app.db).await.unwrap();
    w.statements.taken();
    let page = w.olaf.opens(w.at("/activity/chain")).await.is(200).sees("Yes, the record holds.").sees("3 entries were checked");
    assert!((1..=2).contains(&w.statements.taken()));
    assert_eq!(page.all("#head-hash")[0].replace(' ', ""), hex::encode(head));
    // All chains: both engagements and the four organizations.
    let reports = activity::verify(&w.app.db, None).await.unwrap();
    assert_eq!(reports.len(), 6);
    assert!(reports.iter().all(|report| report.fault.is_none()));
}

/// One statement for all chains took longer than a statement may once there were some hundred thousand links.
#[tokio::test]
async fn chains_are_read_in_rounds() {
    let w = world().await;
    topic(&w, 1).await;
    sqlx::query(
        "insert into engagements (id, title, provider_id, client_id, starts_on, ends_on, created_at)
         select gen_random_uuid(), 'One more', provider_id, client_id, starts_on, ends_on, created_at
         from engagements, generate_series(1, 205) where id = $1",
    )
    .bind(w.engagement)
    .execute(&w.app.db)
    .await
    .unwrap();
    w.statements.taken();
    let reports = activity::verify(&w.app.db, None).await.unwrap();
    assert_eq!(w.statements.taken(), 4, "207 engagements in three rounds, four organizations in one");
    let each: BTreeSet<_> = reports.iter().map(|report| report.of).collect();
    assert_eq!((reports.len(), each.len()), (211, 211));
    assert!(reports.iter().all(|report| report.fault.is_none()));
    assert_eq!(reports.iter().find(|report| report.of == w.engagement).unwrap().links, 1);
}

#[tokio::test]
async fn the_database_refuses_to_change_what_happened() {
    let w = world().await;
    topic(&w, 1).await;
    for statement in ["update events set at = now()", "delete from events", "truncate events cascade"] {
        assert!(sqlx::query(statement).execute(&w.app.db).await.is_err(), "{statement}");
    }
}

#[tokio::test]
async fn whoever_gets_around_the_database_is_found_out() {
    for (statement, expected) in [
        ("update events set detail = '{\"number\": 2, \"title\": \"Another\"}' where number = 2", Fault::Altered(2)),
        ("update events set person_id = null where number = 3", Fault::Altered(3)),
        ("update events set at = at - interval '1 day' where number = 1", Fault::Altered(1)),
        ("delete from events where number = 2", Fault::Missing(2)),
        ("delete from events where number = 4", Fault::Missing(4)),
        ("update events set previous_hash = '\\x00' where number = 3", Fault::Unlinked(3)),
        ("update engagements set head_hash = '\\x00' where event_count = 4", Fault::Tail(4)),
        ("update engagements set event_count = 3 where event_count = 4", Fault::Tail(4)),
    ] {
        let w = world().await;
        for number in 1..=4 {
            topic(&w, number).await;
        }
        assert_eq!(fault(&w).await, None);
        tampers(&w, "events", statement).await;
        assert_eq!(fault(&w).await, Some(expected), "{statement}");
        w.ines.opens(w.at("/activity/chain")).await.is(200).sees("No, the record was tampered with.");
    }
}

#[tokio::test]
async fn a_chain_is_of_its_engagement_only() {
    let w = world().await;
    topic(&w, 1).await;
    let other = w.other_engagement;
    w.has_in(other, "T1", "").await;
    tampers(
        &w,
        "events",
        &format!(
            "insert into events (engagement_id, number, at, person_id, side, kind, thing, detail, once, previous_hash, hash, provider_id, client_id)
             select '{other}', number, at, person_id, side, kind, thing, detail, once, previous_hash, hash, provider_id, client_id from events"
        ),
    )
    .await;
    sqlx::query("update engagements o set event_count = 1, head_hash = e.head_hash from engagements e where e.id = $1 and o.id = $2")
        .bind(w.engagement)
        .bind(other)
        .execute(&w.app.db)
        .await
        .unwrap();
    let reports = activity::verify(&w.app.db, Some(other)).await.unwrap();
    assert_eq!(reports[0].fault, Some(Fault::Altered(1)), "a chain that was copied elsewhere does not hold there");
}
