//! An open page follows what happens, draws itself anew only where something shows, and leaves with its sign-in.

use serde_json::json;
use tandem::{
    access::needs::GiveFeedback,
    feedback::{
        acts,
        model::{Kind, NewEntry},
    },
    things::Thing,
    web::Seat,
};

use super::{
    driver::{Browser, PATIENCE, Scripts},
    server::{Server, demo_server},
};

/// Samir's seat.
async fn samir(server: &Server) -> Seat<GiveFeedback> {
    let samir = sqlx::query_scalar("select id from persons where email like 'samir.%'").fetch_one(&server.app.db).await.unwrap();
    Seat::of_person(&server.app, samir, server.places.engagement).await.unwrap()
}

/// He replies.
async fn replies(server: &Server, number: i32, text: &str) {
    acts::reply(&server.app, &samir(server).await, number, text).await.unwrap();
}

/// How often the page has looked for a newer state of itself, and was answered so.
async fn looked(browser: &Browser, status: u16) -> u64 {
    let count = "return performance.getEntriesByType('resource').filter(entry =>
        entry.initiatorType === 'fetch' && entry.responseStatus === arguments[0]).length";
    browser.client.execute(count, vec![json!(status)]).await.unwrap().as_u64().unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_on_which_nothing_changed_is_not_drawn_anew() {
    let server = demo_server().await;
    let question = NewEntry { kind: Kind::Question, blocking: false, text: "When?".into(), about: Thing::Engagement, to: None };
    let elsewhere = acts::raise(&server.app, &samir(&server).await, question).await.unwrap();
    let browser = Browser::start(&server.base, "en", Scripts::On).await;
    server.lets_in(&browser, "ines", "en").await;
    browser.opens(&format!("/engagements/{}/feedback/5", server.places.engagement)).await;
    browser.sees("F5").await;
    replies(&server, elsewhere, "Elsewhere.").await;
    let end = tokio::time::Instant::now() + PATIENCE;
    while looked(&browser, 304).await == 0 {
        assert!(tokio::time::Instant::now() < end, "the page does not look, or is drawn anew");
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    assert_eq!(looked(&browser, 200).await, 0);
    replies(&server, 5, "It will sort by due date from tomorrow.").await;
    browser.sees("It will sort by due date from tomorrow.").await;
    assert_eq!(looked(&browser, 200).await, 1);
    // And goes on from there.
    replies(&server, elsewhere, "Elsewhere again.").await;
    replies(&server, 5, "Or today.").await;
    browser.sees("Or today.").await;
    browser.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_open_page_does_not_outlast_its_sign_in() {
    let server = demo_server().await;
    let browser = Browser::start(&server.base, "en", Scripts::On).await;
    server.lets_in(&browser, "ines", "en").await;
    browser.opens(&format!("/engagements/{}/feedback/5", server.places.engagement)).await;
    browser.sees("F5").await;
    // In another tab, or by a new password.
    browser
        .client
        .execute(
            "return fetch('/sign-out', {method: 'post', body: new URLSearchParams({csrf: document.querySelector('[name=csrf]').value})})",
            vec![],
        )
        .await
        .unwrap();
    browser.finds("#sign-in").await;
    assert_eq!(browser.path().await, "/sign-in");
    browser.closes().await;
}
