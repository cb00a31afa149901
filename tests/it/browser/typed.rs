//! What is typed outlives what comes between: a lost sign-in, a fault, somebody else at the same browser.

use fantoccini::Locator;
use tandem::web::Seat;

use super::{
    driver::{Browser, Scripts},
    server::demo_server,
};

const TEXT: &str = "The freight list still sorts by supplier.";

/// What stands in the reply's field.
async fn typed(browser: &Browser) -> String {
    browser.finds("#reply textarea").await.prop("value").await.unwrap().unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_text_is_there_until_it_was_recorded() {
    let server = demo_server().await;
    let thread = format!("/engagements/{}/feedback/5", server.places.engagement);
    let browser = Browser::start(&server.base, "en", Scripts::On).await;
    server.lets_in(&browser, "ines", "en").await;
    browser.opens(&thread).await;
    browser.types("#reply textarea", TEXT).await;

    // The database breaks, and is mended.
    let rename = |from: &str, to: &str| sqlx::AssertSqlSafe(format!("alter table {from} rename to {to}"));
    sqlx::query(rename("feedback_replies", "lost")).execute(&server.app.db).await.unwrap();
    browser.clicks("#reply .button-primary").await;
    browser.sees("Something went wrong here").await;
    browser.finds("main textarea[readonly]").await;
    sqlx::query(rename("lost", "feedback_replies")).execute(&server.app.db).await.unwrap();
    browser.clicks("main a.button").await;
    assert_eq!(typed(&browser).await, TEXT);

    // The sign-in ends; coming back leads to the page and the text.
    sqlx::query("delete from sign_in_sessions").execute(&server.app.db).await.unwrap();
    browser.clicks("#reply .button-primary").await;
    browser.sees("Please sign in").await;
    let given_back = browser.finds("main textarea[readonly]").await.prop("value").await.unwrap();
    assert_eq!(given_back.as_deref(), Some(TEXT));
    browser.clicks("main a.button-primary").await;
    browser.types("[name=email]", "samir.haddad@ahrens-vale.example").await;
    browser.types("[name=password]", tandem::demo::PASSWORD).await;
    browser.clicks("#sign-in button").await;
    browser.finds("#account-menu").await;
    assert_eq!(browser.path().await, thread);
    assert_eq!(typed(&browser).await, "", "somebody else finds the text");
    sqlx::query("delete from sign_in_sessions").execute(&server.app.db).await.unwrap();
    server.lets_in(&browser, "ines", "en").await;
    browser.opens(&thread).await;
    assert_eq!(typed(&browser).await, TEXT);

    // Recorded, it is let go of.
    browser.clicks("#reply .button-primary").await;
    browser.finds("#flash").await;
    browser.sees(TEXT).await;
    assert_eq!(typed(&browser).await, "");
    browser.opens(&thread).await;
    assert_eq!(typed(&browser).await, "");
    browser.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_that_refreshes_itself_leaves_the_message_of_another_tab_alone() {
    let server = demo_server().await;
    let thread = format!("/engagements/{}/feedback/5", server.places.engagement);
    let browser = Browser::start(&server.base, "en", Scripts::On).await;
    server.lets_in(&browser, "ines", "en").await;
    browser.opens(&thread).await;
    browser.has_cookie("tandem_flash", "flash-feedback-raised").await;
    let samir: uuid::Uuid =
        sqlx::query_scalar("select id from persons where email like 'samir.%'").fetch_one(&server.app.db).await.unwrap();
    let seat = Seat::of_person(&server.app, samir, server.places.engagement).await.unwrap();
    tandem::feedback::acts::reply(&server.app, &seat, 5, "It will sort by due date from tomorrow.").await.unwrap();
    browser.sees("It will sort by due date from tomorrow.").await;
    assert!(browser.client.find(Locator::Css("#flash")).await.is_err(), "the message of another tab is shown");
    assert_eq!(browser.client.get_named_cookie("tandem_flash").await.unwrap().value(), "flash-feedback-raised");
    browser.closes().await;
}
