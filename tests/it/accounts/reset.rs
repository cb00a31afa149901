use tandem::{
    accounts::acts,
    app::{App, AppSettings, MailRoute},
};

use super::{PASSWORD, has_password, recorded, sessions, signed_in_by, signs_in};
use crate::support::{Actor, World, world};

/// A world whose server sends mail.
fn mailing(w: &World) -> App {
    let settings = AppSettings { mail: MailRoute::DemoPage, ..w.app.settings.clone() };
    App::new(w.app.db.clone(), w.app.clock.clone(), settings)
}

/// The links that were mailed.
async fn mailed(app: &App) -> Vec<(String, String)> {
    sqlx::query_as("select address, detail ->> 'url' from outbox where kind = 'password_reset' order by created_at, id")
        .fetch_all(&app.db)
        .await
        .unwrap()
}

async fn link(app: &App, email: &str) -> String {
    Actor::anonymous(app).posts("/password-resets", &[("email", email)]).await;
    let (address, url) = mailed(app).await.pop().unwrap();
    assert_eq!(address, email);
    url.strip_prefix("http://localhost:3000").unwrap().to_owned()
}

#[tokio::test]
async fn asking_for_a_link_answers_everybody_alike() {
    let w = world().await;
    let app = mailing(&w);
    let anonymous = Actor::anonymous(&app);
    anonymous.opens("/password-resets").await.is(200).sees("Set a new password");
    let mut answers = Vec::new();
    for email in ["ines@example.org", "nobody@example.org"] {
        w.statements.taken();
        let page = anonymous.posts("/password-resets", &[("email", email)]).await;
        answers.push((page.status, page.location.clone(), page.cookies_but_taken(), w.statements.taken()));
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(answers[0].1, "/sign-in");
    assert_eq!(mailed(&app).await.len(), 1);
    anonymous.posts("/password-resets", &[("email", "ines")]).await.is_invalid_at("email");
    // A mailbox is not flooded, and the answer does not say so.
    for _ in 0..5 {
        assert_eq!(anonymous.posts("/password-resets", &[("email", "ines@example.org")]).await.location, "/sign-in");
    }
    assert_eq!(mailed(&app).await.len(), 3);
}

#[tokio::test]
async fn a_server_without_mail_says_whom_to_ask() {
    let w = world().await;
    let w = w.without_mail();
    Actor::anonymous(&w.app).opens("/password-resets").await.is(200).sees("ask the people who run it");
}

#[tokio::test]
async fn the_operator_makes_a_link_that_changes_nothing_but_the_password() {
    let w = world().await.without_mail();
    let (link, name) = acts::password_link(&w.app, " INES@example.org ").await.unwrap();
    assert_eq!(name, "Ines Brandt");
    assert_eq!(recorded(&w, w.client).await, ["password_link_made"]);
    let anonymous = Actor::anonymous(&w.app);
    let ines = signed_in_by(&anonymous.posts(&link, &[("password", PASSWORD)]).await, &w.app);
    ines.opens(w.at("")).await.is(200);
    ines.opens(format!("/organizations/{}", w.client)).await.is(404);
    anonymous.opens(&link).await.is(410);
    for unknown in ["nobody@example.org", "nobody"] {
        let said = acts::password_link(&w.app, unknown).await.unwrap_err().to_string();
        assert!(said.contains("there is no account") || said.contains("will not do"), "{said}");
    }
}

#[tokio::test]
async fn a_link_sets_the_password_once_and_ends_all_sign_ins() {
    let w = world().await;
    let app = mailing(&w);
    has_password(&w.ines, PASSWORD).await;
    let (first, second) = (link(&app, "ines@example.org").await, link(&app, "ines@example.org").await);
    let anonymous = Actor::anonymous(&app);
    anonymous.opens(&first).await.is(200).sees("Ines Brandt");
    anonymous.posts(&first, &[("password", "short")]).await.is_invalid_at("password");
    anonymous.posts(&first, &[("password", "ines@example.org")]).await.is_invalid_at("password");

    let page = anonymous.posts(&first, &[("password", "four herons over Kiel")]).await;
    let browser = signed_in_by(&page, &app);
    assert_eq!(page.done(), "/");
    browser.opens("/account").await.is(200);
    w.ines.opens("/account").await.is(303);
    assert_eq!(sessions(&w.ines).await, 1);
    signs_in(&app, "ines@example.org", PASSWORD).await.is(422);
    signs_in(&app, "ines@example.org", "four herons over Kiel").await.is(303);
    assert_eq!(recorded(&w, w.client).await, ["password_changed"]);

    for used in [&first, &second] {
        anonymous.opens(used).await.is(410).sees("opens nothing any more");
        anonymous.posts(used, &[("password", "five herons over Kiel")]).await.is(410);
    }
}

#[tokio::test]
async fn a_link_runs_out_and_cannot_be_guessed() {
    let w = world().await;
    let app = mailing(&w);
    let url = link(&app, "ines@example.org").await;
    w.it_is("2026-07-15T09:59:59Z");
    let anonymous = Actor::anonymous(&app);
    anonymous.opens(&url).await.is(200);
    w.it_is("2026-07-15T10:00:00Z");
    anonymous.opens(&url).await.is(410);
    anonymous.posts(&url, &[("password", PASSWORD)]).await.is(410);
    anonymous.opens("/password-resets/nonsense").await.is(410);
    anonymous.opens(format!("/password-resets/{}", "A".repeat(43))).await.is(410);
}

#[tokio::test]
async fn a_link_opens_past_the_brakes() {
    let w = world().await;
    let app = mailing(&w);
    has_password(&w.ines, PASSWORD).await;
    while signs_in(&app, "ines@example.org", "a guess").await.status != 429 {}
    signs_in(&app, "ines@example.org", PASSWORD).await.is(429);
    let url = link(&app, "ines@example.org").await;
    let page = Actor::anonymous(&app).posts(&url, &[("password", "four herons over Kiel")]).await;
    signed_in_by(&page, &app).opens("/account").await.is(200);
}
