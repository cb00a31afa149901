use std::time::Duration;

use axum::{body::Body, http::Request};
use tandem::{
    accounts::{self, acts},
    app::{App, AppSettings},
};

use super::{PASSWORD, cookie, has_password, sessions, signed_in_by, signs_in, signs_in_keeping};
use crate::support::{Actor, world};

#[tokio::test]
async fn somebody_signs_in_and_out() {
    let w = world().await;
    has_password(&w.ines, PASSWORD).await;
    let anonymous = Actor::anonymous(&w.app);
    assert_eq!(anonymous.opens("/account").await.location, "/sign-in?next=%2Faccount");
    let page = anonymous.opens("/sign-in?next=%2Faccount").await.is(200).sees("Sign in");
    assert_eq!(page.attribute("[name=next][value='/account']", "value").as_deref(), Some("/account"));

    let fields = [("email", " INES@example.org "), ("password", PASSWORD), ("next", "/account")];
    let page = anonymous.posts("/sign-in", &fields).await;
    let set = page.cookies.iter().find(|cookie| cookie.starts_with("tandem=")).unwrap();
    for part in ["HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=7776000"] {
        assert!(set.contains(part), "{set}");
    }
    assert_eq!(cookie(&page, "tandem_language").as_deref(), Some("en"));
    let browser = signed_in_by(&page, &w.app);
    assert_eq!(page.done(), "/account");
    browser.opens("/account").await.is(200).sees("ines@example.org");

    assert_eq!(browser.posts("/sign-out", &[]).await.location, "/sign-in");
    assert_eq!(browser.opens("/account").await.is(303).location, "/sign-in?next=%2Faccount");
    w.ines.opens("/account").await.is(200);
}

#[tokio::test]
async fn a_new_sign_in_replaces_that_of_the_same_browser() {
    let w = world().await;
    has_password(&w.ines, PASSWORD).await;
    let first = signed_in_by(&signs_in(&w.app, "ines@example.org", PASSWORD).await, &w.app);
    assert_eq!(sessions(&w.ines).await, 2);
    let page = first.posts("/sign-in", &[("email", "ines@example.org"), ("password", PASSWORD)]).await;
    let second = signed_in_by(&page, &w.app);
    assert_ne!(first.token, second.token);
    assert_eq!(sessions(&w.ines).await, 2);
    first.opens("/account").await.is(303);
    second.opens("/account").await.is(200);
}

#[tokio::test]
async fn an_unknown_address_and_a_wrong_password_are_not_told_apart() {
    let w = world().await;
    has_password(&w.ines, PASSWORD).await;
    let mut seen = Vec::new();
    // Tobias has an account and no password yet.
    for email in ["ines@example.org", "nobody@example.org", "tobias@example.org"] {
        let before = w.app.limits.passwords.computed();
        w.statements.taken();
        let page = signs_in(&w.app, email, "not the password").await.is_invalid_at("password");
        assert!(page.cookies.is_empty(), "{:?}", page.cookies);
        seen.push((page.text(), w.app.limits.passwords.computed() - before, w.statements.taken()));
    }
    assert_eq!(seen[0].1, 1);
    assert_eq!(seen[0], seen[1]);
    assert_eq!(seen[0], seen[2]);
}

#[tokio::test]
async fn what_cannot_be_a_sign_in_is_said_at_the_field() {
    let w = world().await;
    signs_in(&w.app, "", PASSWORD).await.is_invalid_at("email");
    signs_in(&w.app, "ines", PASSWORD).await.is_invalid_at("email");
    signs_in(&w.app, &format!("{}@example.org", "x".repeat(300)), PASSWORD).await.is_invalid_at("email");
    let page = signs_in(&w.app, "ines@example.org", "").await.is_invalid_at("password");
    assert_eq!(page.attribute("[name=email]", "value").as_deref(), Some("ines@example.org"), "what was typed is kept");
    signs_in(&w.app, "ines@example.org", &"x".repeat(10_000)).await.is_invalid_at("password");
    let anonymous = Actor::anonymous(&w.app);
    anonymous.posts_raw("/sign-in", "email=ines%40example.org&password=%00").await.is(400);
    anonymous.posts_raw("/sign-in", "email=%FF&password=x").await.is(400);
    anonymous.opens("/sign-in?next=%FF").await.is(200);
}

#[tokio::test]
async fn nobody_is_led_to_another_server() {
    let w = world().await;
    has_password(&w.ines, PASSWORD).await;
    for next in ["https://evil.example/", "//evil.example", "/\\evil.example"] {
        let fields = [("email", "ines@example.org"), ("password", PASSWORD), ("next", next)];
        assert_eq!(Actor::anonymous(&w.app).posts("/sign-in", &fields).await.done(), "/", "{next}");
    }
}

#[tokio::test]
async fn guessing_is_braked_but_the_owner_comes_in() {
    let w = world().await;
    has_password(&w.ines, PASSWORD).await;
    let page = signs_in(&w.app, "ines@example.org", PASSWORD).await;
    let device = format!("tandem_device={}", cookie(&page, "tandem_device").unwrap());
    while signs_in(&w.app, "ines@example.org", "a guess").await.status != 429 {}
    signs_in(&w.app, "ines@example.org", PASSWORD).await.is(429).sees("Too many tries");
    signs_in(&w.app, "nobody@example.org", "a guess").await.is(422);
    signs_in_keeping(&w.app, "tandem_device=made.up", "ines@example.org", PASSWORD).await.is(429);
    signs_in_keeping(&w.app, &device, "ines@example.org", PASSWORD).await.is(303);
    // A new password makes what the browser kept worthless.
    has_password(&w.ines, "four herons over Kiel").await;
    signs_in_keeping(&w.app, &device, "ines@example.org", "four herons over Kiel").await.is(429);
}

#[tokio::test]
async fn a_guesser_at_the_same_address_keeps_no_owner_out_of_a_known_browser() {
    let w = world().await;
    has_password(&w.ines, PASSWORD).await;
    let page = signs_in(&w.app, "ines@example.org", PASSWORD).await;
    let device = format!("tandem_device={}", cookie(&page, "tandem_device").unwrap());
    // All these browsers come from where the server sees no address at all, as behind a proxy that it does not believe.
    while w.app.limits.try_from_address("").is_ok() {}
    signs_in(&w.app, "ines@example.org", PASSWORD).await.is(429);
    signs_in_keeping(&w.app, "tandem_device=made.up", "ines@example.org", PASSWORD).await.is(429);
    signs_in_keeping(&w.app, &device, "ines@example.org", "a guess").await.is(422);
    signs_in_keeping(&w.app, &device, "ines@example.org", PASSWORD).await.is(303);
}

#[tokio::test]
async fn a_password_that_is_replaced_while_it_is_checked_opens_nothing() {
    let w = world().await;
    has_password(&w.ines, PASSWORD).await;
    let new_hash = w.app.limits.passwords.hash("four herons over Kiel").await.unwrap();
    // What setting a new password does, stopped before its end.
    let mut replacing = tandem::db::begin(&w.app.db).await.unwrap();
    sqlx::query("update persons set password_hash = $2 where id = $1")
        .bind(w.ines.id)
        .bind(new_hash)
        .execute(&mut *replacing)
        .await
        .unwrap();
    sqlx::query("delete from sign_in_sessions where person_id = $1").bind(w.ines.id).execute(&mut *replacing).await.unwrap();
    let replaced = async {
        let waits = "select exists (select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock')";
        while !sqlx::query_scalar::<_, bool>(waits).fetch_one(&w.app.db).await.unwrap() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        tandem::db::commit(replacing).await.unwrap();
    };
    let (page, ()) = tokio::join!(signs_in(&w.app, "ines@example.org", PASSWORD), replaced);
    page.is_invalid_at("password");
    assert_eq!(sessions(&w.ines).await, 0, "the old password opened a sign-in that outlives it");
}

#[tokio::test]
async fn sign_ins_end_by_themselves() {
    let w = world().await;
    has_password(&w.ines, PASSWORD).await;
    let idle = signed_in_by(&signs_in(&w.app, "ines@example.org", PASSWORD).await, &w.app);
    w.it_is("2026-07-29T07:59:00Z");
    idle.opens("/account").await.is(200);
    w.it_is("2026-08-12T08:00:00Z");
    idle.opens("/account").await.is(303);

    let busy = signed_in_by(&signs_in(&w.app, "ines@example.org", PASSWORD).await, &w.app);
    for day in ["2026-08-25", "2026-09-07", "2026-09-20", "2026-10-03", "2026-10-16", "2026-10-29", "2026-11-09"] {
        w.it_is(&format!("{day}T08:00:00Z"));
        busy.opens("/account").await.is(200);
    }
    w.it_is("2026-11-10T08:00:01Z");
    busy.opens("/account").await.is(303);

    assert!(sessions(&w.ines).await > 0);
    // The sweep never ends; its first round comes at once.
    assert!(tokio::time::timeout(Duration::from_millis(500), accounts::sweep(w.app.clone())).await.is_err());
    assert_eq!(sessions(&w.ines).await, 0);
}

#[tokio::test]
async fn under_https_the_cookie_is_bound_to_host_and_https() {
    let w = world().await;
    has_password(&w.ines, PASSWORD).await;
    let settings = AppSettings { public_url: "https://tandem.example".parse().unwrap(), ..w.app.settings.clone() };
    let app = App::new(w.app.db.clone(), w.app.clock.clone(), settings);
    let page = signs_in(&app, "ines@example.org", PASSWORD).await;
    let set = page.cookies.iter().find(|cookie| cookie.starts_with("__Host-tandem=")).unwrap();
    assert!(set.contains("Secure") && set.contains("Path=/") && !set.contains("Domain"), "{set}");
    assert!(page.cookies.iter().all(|cookie| cookie.contains("Secure")), "{:?}", page.cookies);
    let signed_in = Actor { token: cookie(&page, "__Host-tandem"), ..Actor::anonymous(&app) };
    signed_in.opens("/account").await.is(200);

    // And so is every other: the message for the next page, the number of the form, its end, language and theme.
    let asked = signed_in.posts(w.at("/feedback"), &[("kind", "question"), ("about", ""), ("text", "When?")]).await;
    let shown = Request::get("/account").header("cookie", "tandem_flash=flash-feedback-raised; tandem_language=de");
    let shown = signed_in.send(shown.body(Body::empty()).unwrap()).await.is(200);
    let chosen = signed_in.posts("/preferences", &[("language", "en"), ("theme", "dark"), ("next", "/")]).await;
    let cookies = [asked.cookies, shown.cookies, chosen.cookies].concat();
    for name in ["tandem_flash=flash-feedback-raised", "tandem_taken=", "tandem_flash=;", "tandem_language=", "tandem_theme="] {
        assert!(cookies.iter().any(|cookie| cookie.starts_with(name)), "{name} in {cookies:?}");
    }
    for set in cookies {
        assert!(set.contains("Secure") && set.contains("Path=/"), "{set}");
    }
    let out = signed_in.posts("/sign-out", &[]).await;
    let gone = out.cookies.iter().find(|cookie| cookie.starts_with("__Host-tandem=")).unwrap();
    assert!(gone.contains("Max-Age=0") && gone.contains("Secure"), "{gone}");
}

#[tokio::test]
async fn the_operator_makes_the_first_administrator() {
    let w = world().await;
    let link = acts::create_administrator(&w.app, "Vale GmbH", "claire@example.org", "Claire Vale", None).await.unwrap().unwrap();
    let anonymous = Actor::anonymous(&w.app);
    anonymous.opens(&link).await.is(200).sees("Claire Vale");
    let claire = signed_in_by(&anonymous.posts(&link, &[("password", PASSWORD)]).await, &w.app);
    let page = claire.opens("/account").await.is(200);
    assert_eq!(page.all(".site-nav a"), ["Home", "Engagements", "Readiness", "Search"], "manages");

    // Again, with a password: the same person and organization.
    let asked = acts::create_administrator(&w.app, "Vale GmbH", "claire@example.org", "Claire Vale", None).await.unwrap().unwrap();
    let again = acts::create_administrator(&w.app, "Vale GmbH", "Claire@example.org", "Claire Vale", Some("five herons over Kiel".into()));
    assert_eq!(again.await.unwrap(), None);
    anonymous.opens(&asked).await.is(410);
    signs_in(&w.app, "claire@example.org", "five herons over Kiel").await.is(303);
    let kinds: Vec<String> = sqlx::query_scalar(
        "select e.kind from organization_events e join organizations o on o.id = e.organization_id where o.name = 'Vale GmbH' order by e.number",
    )
    .fetch_all(&w.app.db)
    .await
    .unwrap();
    assert_eq!(
        kinds,
        ["organization_created", "account_created", "member_joined", "member_joined", "password_changed", "password_changed"]
    );

    for (email, name, password) in
        [("claire", "Claire", None), ("c@example.org", "", None), ("c@example.org", "Claire", Some("short".to_owned()))]
    {
        assert!(acts::create_administrator(&w.app, "Vale GmbH", email, name, password).await.is_err(), "{email} {name}");
    }
}
