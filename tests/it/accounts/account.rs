use axum::{body::Body, http::Request};
use sha2::{Digest, Sha256};

use super::{PASSWORD, cookie, has_password, recorded, sessions, signed_in_by, signs_in};
use crate::support::{Actor, world};

#[tokio::test]
async fn people_set_name_language_time_zone_and_mail() {
    let w = world().await;
    w.statements.taken();
    let page = w.ines.opens("/account").await.is(200).sees("Your account").sees("Unknown browser");
    assert!((1..=6).contains(&w.statements.taken()));
    assert_eq!(page.attribute("option[selected]", "value").as_deref(), Some("Europe/Berlin"));

    let right = [("name", "Ines Brandt-Holm"), ("language", "de"), ("time-zone", "Europe/Lisbon"), ("mail", "never")];
    assert_eq!(w.ines.posts("/account", &right).await.done(), "/account");
    let page = w.ines.opens("/account").await.is(200).sees("Ihr Konto");
    assert_eq!(page.attribute("[name=name]", "value").as_deref(), Some("Ines Brandt-Holm"));
    assert_eq!(page.attribute("option[selected]", "value").as_deref(), Some("Europe/Lisbon"));
    assert_eq!(page.attribute("[name=mail][checked]", "value").as_deref(), Some("never"));

    // Signing asks for the name, so a change of it is on record; of all else it is not.
    assert_eq!(recorded(&w, w.client).await, ["person_renamed"]);
    w.ines.posts("/account", &right).await.done();
    assert_eq!(recorded(&w, w.client).await, ["person_renamed"]);
    let detail: serde_json::Value = sqlx::query_scalar("select detail from organization_events").fetch_one(&w.app.db).await.unwrap();
    assert_eq!(detail, serde_json::json!({"from": "Ines Brandt", "to": "Ines Brandt-Holm"}));

    let long = "x".repeat(121);
    for (field, value) in [("name", ""), ("name", long.as_str()), ("language", "fr"), ("time-zone", "Europe/Atlantis"), ("mail", "hourly")]
    {
        let wrong = right.map(|(name, right)| (name, if name == field { value } else { right }));
        w.ines.posts("/account", &wrong).await.is_invalid_at(field);
    }
}

#[tokio::test]
async fn a_new_password_needs_the_present_one_and_signs_out_elsewhere() {
    let w = world().await;
    has_password(&w.ines, PASSWORD).await;
    let new = "four herons over Kiel";
    w.ines.posts("/account/password", &[("current-password", "wrong"), ("new-password", new)]).await.is_invalid_at("current-password");
    let page =
        w.ines.posts("/account/password", &[("current-password", PASSWORD), ("new-password", "short")]).await.is_invalid_at("new-password");
    assert!(!page.body.contains(PASSWORD), "a password is never sent back");

    let elsewhere = signed_in_by(&signs_in(&w.app, "ines@example.org", PASSWORD).await, &w.app);
    let page = w.ines.posts("/account/password", &[("current-password", PASSWORD), ("new-password", new)]).await;
    let here = signed_in_by(&page, &w.app);
    assert_eq!(page.done(), "/account");
    here.opens("/account").await.is(200);
    elsewhere.opens("/account").await.is(303);
    w.ines.opens("/account").await.is(303);
    assert_eq!(recorded(&w, w.client).await, ["password_changed"]);
    signs_in(&w.app, "ines@example.org", new).await.is(303);

    let guess = [("current-password", "a guess"), ("new-password", PASSWORD)];
    while here.posts("/account/password", &guess).await.status != 429 {}
    here.posts("/account/password", &[("current-password", new), ("new-password", PASSWORD)]).await.is(429);
}

#[tokio::test]
async fn people_see_their_sign_ins_and_end_them() {
    let w = world().await;
    has_password(&w.ines, PASSWORD).await;
    let body = format!("email=ines%40example.org&password={}", PASSWORD.replace(' ', "+"));
    let request = Request::post("/sign-in")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("user-agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
        .body(Body::from(body))
        .unwrap();
    let phone = signed_in_by(&Actor::anonymous(&w.app).send(request).await, &w.app);
    let page = w.ines.opens("/account").await.is(200).sees("Firefox on Linux").sees("this browser");
    let end = page.attribute("#sign-ins .row form", "action").unwrap();

    w.stranger.posts(&end, &[]).await.is(404);
    w.ines.posts("/account/sign-ins/nonsense/end", &[]).await.is(404);
    phone.opens("/account").await.is(200);
    assert_eq!(w.ines.posts(&end, &[]).await.done(), "/account");
    phone.opens("/account").await.is(303);
    w.ines.posts(&end, &[]).await.is(404);
}

#[tokio::test]
async fn people_sign_out_everywhere() {
    let w = world().await;
    has_password(&w.ines, PASSWORD).await;
    let phone = signed_in_by(&signs_in(&w.app, "ines@example.org", PASSWORD).await, &w.app);
    assert_eq!(w.ines.posts("/account/sign-out-everywhere", &[]).await.location, "/sign-in");
    assert_eq!(sessions(&w.ines).await, 0);
    phone.opens("/account").await.is(303);
    assert_eq!(recorded(&w, w.client).await, ["signed_out_everywhere"]);
    w.samir.opens("/account").await.is(200);
}

#[tokio::test]
async fn everybody_chooses_language_and_appearance() {
    let w = world().await;
    let anonymous = Actor::anonymous(&w.app);
    let page = anonymous.posts("/preferences", &[("language", "de"), ("next", "/sign-in?next=%2Faccount")]).await;
    assert_eq!(cookie(&page, "tandem_language").as_deref(), Some("de"));
    assert_eq!(page.location, "/sign-in?next=%2Faccount");
    for (theme, kept) in [("dark", "dark"), ("light", "light"), ("auto", "")] {
        let page = anonymous.posts("/preferences", &[("theme", theme), ("next", "//evil.example")]).await;
        assert_eq!(cookie(&page, "tandem_theme").as_deref(), Some(kept));
        assert_eq!(page.done(), "/");
    }
    anonymous.posts("/preferences", &[("language", "fr")]).await.is(400);
    anonymous.posts("/preferences", &[("theme", "sepia")]).await.is(400);

    w.ines.posts("/preferences", &[("language", "de"), ("next", "/account")]).await.done();
    w.ines.opens("/account").await.is(200).sees("Ihr Konto");
}

#[tokio::test]
async fn a_mails_link_ends_mail_without_signing_in() {
    let w = world().await;
    sqlx::query("update persons set unsubscribe_hash = $2 where id = $1")
        .bind(w.ines.id)
        .bind(Sha256::digest(b"secret-of-ines").to_vec())
        .execute(&w.app.db)
        .await
        .unwrap();
    let wish = async || -> String {
        sqlx::query_scalar("select mail from persons where id = $1").bind(w.ines.id).fetch_one(&w.app.db).await.unwrap()
    };
    let anonymous = Actor::anonymous(&w.app);
    anonymous.opens("/unsubscribe/secret-of-ines").await.is(200).sees("ines@example.org").sees("Stop the mails");
    assert_eq!(wish().await, "at_once", "looking changes nothing");
    // As mail programs send it (RFC 8058).
    let request = Request::post("/unsubscribe/secret-of-ines")
        .header("content-type", "multipart/form-data; boundary=x")
        .body(Body::from("--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--x--\r\n"))
        .unwrap();
    anonymous.send(request).await.is(200).sees("No more mail");
    assert_eq!(wish().await, "never");
    w.ines.posts("/unsubscribe/secret-of-ines", &[]).await.is(200);
    anonymous.opens("/unsubscribe/secret-of-ines").await.is(200).sees("No more mail");
    anonymous.opens("/unsubscribe/another").await.is(404);
    anonymous.posts("/unsubscribe/another", &[]).await.is(404);
}
