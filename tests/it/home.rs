//! Where everybody begins.

use tandem::{
    access::{Actor as By, Role},
    change::{Change, WhenClosed},
    events::{Event, feedback::FeedbackEvent, scope::ScopeEvent},
};

use crate::support::{Actor, World, world};

/// Somebody does something.
async fn does(w: &World, who: &Actor, role: Role, event: impl Into<Event>) {
    let event = event.into();
    let title = if let Event::Feedback(FeedbackEvent::Raised { excerpt, .. }) = &event { excerpt.as_str() } else { "" };
    w.has(&event.thing().to_string(), title).await;
    let by = By::Person { id: who.id, role };
    let change = Change::begin(&w.app.db, w.engagement, by, None, w.app.clock.now(), WhenClosed::Refuse).await.unwrap();
    change.commit(event).await.unwrap();
}

/// Somebody asks the other side something.
async fn asks(w: &World, who: &Actor, role: Role, number: i32, excerpt: &str) {
    let event = FeedbackEvent::Raised {
        number,
        entry_kind: "question".into(),
        about: String::new(),
        blocking: false,
        excerpt: excerpt.into(),
        to: None,
    };
    does(w, who, role, event).await;
}

#[tokio::test]
async fn it_shows_what_waits_on_whom_the_most_urgent_first() {
    let w = world().await;
    does(&w, &w.lea, Role::Manager, ScopeEvent::Proposed { version: 1, digest: "00".into() }).await;
    asks(&w, &w.samir, Role::Consultant, 1, "Which mailbox?").await;
    asks(&w, &w.ines, Role::Sponsor, 2, "When do we start?").await;
    w.statements.taken();
    let page = w.ines.opens("/").await.is(200);
    assert!((1..=3).contains(&w.statements.taken()));
    page.sees("Good morning, Ines Brandt")
        .sees("Waiting on you (2)")
        .sees("Waiting on your side (0)")
        .sees("Waiting on the other side (2)");
    w.tobias.opens("/").await.is(200).sees("Waiting on you (1)").sees("Waiting on your side (1)");
    w.olaf.opens("/").await.is(200).sees("Waiting on you (0)").sees("Waiting on your side (2)");
    let mine = w.ines.opens("/").await;
    assert_eq!(mine.all("#waiting-me .turn-title"), ["Version 1 of the scope", "Which mailbox?"]);
    assert_eq!(mine.all("#waiting-me .turn-due"), ["due Mon 20 July", "due Mon 20 July"]);
    assert_eq!(mine.all("#waiting-me .turn-note")[0], "Invoices with one owner · sign the scope");
    w.it_is("2026-07-22T10:30:00Z");
    w.ines.opens("/").await.is(200).sees("Good afternoon, Ines").sees("overdue since Mon 20 July");
}

#[tokio::test]
async fn it_tells_what_others_did_since_the_last_visit() {
    let w = world().await;
    asks(&w, &w.samir, Role::Consultant, 1, "Which mailbox?").await;
    let first =
        w.ines.opens("/").await.is(200).sees("The last three days").sees("Samir Haddad asked about the engagement: F1 “Which mailbox?”");
    assert!(first.attribute("#news .event a", "href").unwrap().ends_with("/feedback/1"));
    // What one did oneself is no news.
    w.samir.opens("/").await.is(200).sees("Nothing happened.");
    // The next day it is a new visit: what happened before the last one is no longer told.
    w.it_is("2026-07-16T08:00:00Z");
    asks(&w, &w.lea, Role::Manager, 2, "Who decides?").await;
    w.it_is("2026-07-16T09:00:00Z");
    w.ines.opens("/").await.is(200).sees("Who decides?").sees("Wed 15 July, 10:00");
    assert!(!w.ines.opens("/").await.all("#news .event").iter().any(|event| event.contains("mailbox")));
}

#[tokio::test]
async fn it_tells_nothing_of_other_engagements() {
    let w = world().await;
    asks(&w, &w.samir, Role::Consultant, 1, "Which mailbox?").await;
    for who in [&w.petra, &w.max] {
        who.opens("/").await.is(200).sees_not("mailbox").sees("Nothing happened.").sees("Nothing waits on you.");
    }
    w.stranger.opens("/").await.is(200).sees("You have no seat in an engagement.").sees_not("Waiting on you");
}

#[tokio::test]
async fn the_most_urgent_are_shown_and_the_rest_page_by_page() {
    let w = world().await;
    for number in 1..=45 {
        asks(&w, &w.samir, Role::Consultant, number, &format!("Question {number}?")).await;
    }
    let page = w.ines.opens("/").await.is(200).sees("Waiting on you (45)").sees("20 of 45").sees("More happened than fits here");
    assert_eq!(page.all("#news .event").len(), 30);
    let mut seen = page.all("#waiting-me .turn-title");
    let mut page = page;
    while let Some(next) = page.attribute("#waiting-me .pager-older", "href") {
        page = w.ines.opens(next.split('#').next().unwrap()).await.is(200).sees("Waiting on you (45)").sees("From the beginning");
        seen.extend(page.all("#waiting-me .turn-title"));
    }
    assert_eq!(page.all("#waiting-me .turn").len(), 5);
    assert_eq!(seen, (1..=45).map(|number| format!("Question {number}?")).collect::<Vec<_>>());
    // The other side sees the same list as theirs, and pages through it by itself.
    let page = w.samir.opens("/").await.is(200).sees("Waiting on the other side (45)");
    let next = page.attribute("#waiting-them .pager-older", "href").unwrap();
    let page = w.samir.opens(next.split('#').next().unwrap()).await.is(200).sees("Waiting on the other side (45)");
    assert_eq!(page.all("#waiting-them .turn-title")[0], "Question 21?");
    // What is no place in a list is its beginning.
    for nonsense in ["1", "9e99.x.1", "99999999999999999.0.0", ""] {
        let page = w.ines.opens(format!("/?me={nonsense}")).await.is(200);
        assert_eq!(page.all("#waiting-me .turn-title")[0], "Question 1?");
    }
}

#[tokio::test]
async fn a_list_that_is_shown_whole_says_no_more_than_that() {
    let w = world().await;
    for number in 1..=20 {
        asks(&w, &w.samir, Role::Consultant, number, &format!("Question {number}?")).await;
    }
    let page = w.ines.opens("/").await.is(200).sees("Waiting on you (20)").sees_not("20 of 20");
    assert_eq!(page.all("#waiting-me .turn").len(), 20);
    for number in 21..=120 {
        asks(&w, &w.samir, Role::Consultant, number, &format!("Question {number}?")).await;
    }
    w.ines.opens("/").await.is(200).sees("Waiting on you (99+)").sees("20 of 99+");
    w.samir.opens("/").await.is(200).sees("Waiting on the other side (99+)");
}

#[tokio::test]
async fn it_speaks_the_readers_language() {
    let w = world().await;
    asks(&w, &w.samir, Role::Consultant, 1, "Which mailbox?").await;
    sqlx::query("update persons set language = 'de' where id = $1").bind(w.ines.id).execute(&w.app.db).await.unwrap();
    w.ines.opens("/").await.is(200).sees("Guten Morgen, Ines Brandt").sees("Wartet auf Sie (1)").sees("antworten");
}

#[tokio::test]
async fn without_a_sign_in_it_leads_to_one() {
    let w = world().await;
    let page = Actor::anonymous(&w.app).opens("/").await.is(303);
    assert_eq!(page.location, "/sign-in");
}
