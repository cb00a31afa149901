//! What every request passes through: numbers, error pages, what was typed.

use axum::{body::Body, http::Request};
use tandem::web::guard::token;
use uuid::Uuid;

use crate::support::{
    Actor, Page, World,
    demo::demo,
    wire::{Wire, by_wire},
    world,
};

/// From here on the feedback pages break.
async fn feedback_breaks(w: &World) {
    sqlx::query("alter table feedback_entries rename to lost").execute(&w.app.db).await.unwrap();
}

#[tokio::test]
async fn an_incident_has_a_number_of_our_own() {
    let w = world().await;
    feedback_breaks(&w).await;
    let request = Request::get(w.at("/feedback")).header("x-request-id", "somebody-elses").body(Body::empty()).unwrap();
    let page = w.ines.send(request).await.is(500).sees_not("somebody-elses");
    let number: Uuid = page.all("main code").concat().parse().unwrap();
    assert!(!number.is_nil());
}

/// A form sent from a page of ours, by a browser that says from which.
async fn posts_from(who: &Actor, page: &str, path: &str, fields: &[(&str, &str)]) -> Page {
    let mut body = form_urlencoded::Serializer::new(String::new());
    body.extend_pairs(fields).append_pair("csrf", &who.token.as_deref().map(token::csrf).unwrap_or_default());
    let request = Request::post(path)
        .header("content-type", "application/x-www-form-urlencoded")
        .header("referer", format!("http://localhost:3000{page}"))
        .body(Body::from(body.finish()))
        .unwrap();
    who.send(request).await
}

/// A page with this message waiting for it.
async fn opens_with_flash(who: &Actor, path: &str) -> Page {
    who.send(Request::get(path).header("cookie", "tandem_flash=flash-feedback-raised").body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn the_controls_of_an_error_page_work() {
    let w = world().await;
    feedback_breaks(&w).await;
    let found_out = [(w.at("/feedback/new?about=Q1"), 404), (w.at("/terms"), 403), (w.at("/feedback"), 500)];
    for (path, status) in found_out {
        w.statements.taken();
        let page = w.ines.opens(&path).await.is(status);
        assert!(w.statements.taken() <= 2, "{path} asks the database for its error page");
        assert_eq!(page.all(".menu-name"), ["Ines Brandt"], "{path}");
        assert_eq!(page.all(".sign-in-link"), Vec::<String>::new(), "{path}");
        for form in ["#languages", "#themes"] {
            let csrf = page.attribute(&format!("{form} [name=csrf]"), "value").unwrap();
            assert_eq!(csrf, token::csrf(w.ines.token.as_deref().unwrap()), "{path} {form}");
            assert_eq!(page.attribute(&format!("{form} [name=next]"), "value").unwrap(), path);
        }
    }
    // Nobody looks up who asks for an address that does not exist.
    let page = w.ines.opens("/nowhere").await.is(404);
    assert_eq!(w.statements.taken(), 0);
    assert_eq!(page.all(".sign-in-link"), ["Your account"]);
    assert!(page.all(".site-nav a").contains(&"Engagements".to_owned()));
    assert_eq!(page.attribute("#languages [name=csrf]", "value").unwrap(), token::csrf(w.ines.token.as_deref().unwrap()));
    let page = Actor::anonymous(&w.app).opens("/nowhere").await.is(404);
    assert_eq!((page.all(".sign-in-link"), page.all(".site-nav")), (vec!["Sign in".to_owned()], vec![]));
    // Its forms lead back to the page that was left, with what that page was asked for.
    let thread = w.at("/feedback/1?before=3");
    let page = posts_from(&w.olaf, &thread, &w.at("/feedback/1/replies"), &[("text", "May I?")]).await.is(403);
    assert_eq!(page.attribute("#languages [name=next]", "value").unwrap(), thread);
    assert_eq!(page.attribute("main a.button", "href").unwrap(), thread);
}

#[tokio::test]
async fn a_message_waits_for_a_page_that_shows_it() {
    let w = world().await;
    let cleared = |page: &Page| page.cookies.iter().any(|cookie| cookie.starts_with("tandem_flash="));
    let page = opens_with_flash(&w.ines, "/nowhere").await.is(404).sees_not("Recorded");
    assert!(page.all("#flash").is_empty() && !cleared(&page));
    let page = opens_with_flash(&w.ines, &w.at("/feedback")).await.is(200);
    assert!(!page.all("#flash").is_empty() && cleared(&page));
    // A page in another tab that looks for its own newer state is not meant.
    let refresh = Request::get(w.at("/feedback")).header("cookie", "tandem_flash=flash-feedback-raised").header("x-tandem-refresh", "1");
    let page = w.ines.send(refresh.body(Body::empty()).unwrap()).await.is(200);
    assert!(page.all("#flash").is_empty() && !cleared(&page));
}

/// Otherwise a bracket of it stands at the other end of its line.
#[tokio::test]
async fn a_name_from_right_to_left_is_set_apart() {
    let w = world().await;
    let firm = "شركة النور (ش.م.م) & Söhne";
    sqlx::query("update organizations set name = $1 where id = $2").bind(firm).bind(w.client).execute(&w.app.db).await.unwrap();
    let form = [("kind", "question"), ("about", ""), ("text", "When?")];
    let thread = w.samir.posts(w.at("/feedback"), &form).await.done();
    let page = w.samir.opens(thread).await.is(200);
    assert_eq!(page.all("#engagement bdi"), ["Invoices with one owner", firm, "Ahrens & Vale"]);
    page.sees(&format!("\u{2068}{firm}\u{2069}"));
}

#[tokio::test]
async fn the_demo_says_so_on_error_pages() {
    let d = demo().await;
    let strips = d.person("ines").await.opens("/nowhere").await.is(404).all("#demo-strip");
    assert!(strips.concat().contains("It runs on its own clock"), "{strips:?}");
}

const TEXT: &str = "The freight list still sorts by supplier.";

#[tokio::test]
async fn what_was_typed_comes_back_when_a_guard_turns_the_form_away() {
    let w = world().await;
    let replies = w.at("/feedback/1/replies");
    let form = [("text", TEXT), ("password", "page by page"), ("token", "a b c d")];
    for (who, status) in [(&w.stranger, 404), (&w.olaf, 403)] {
        let page = who.posts(&replies, &form).await.is(status);
        assert_eq!(page.all("main textarea"), [TEXT], "{}", page.request);
    }
    w.ines.posts("/nowhere", &form).await.is(404).sees(TEXT);
    // A page elsewhere cannot make us show what it likes.
    let elsewhere = Request::post(&replies)
        .header("content-type", "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "cross-site")
        .body(Body::from("text=Call+this+number"))
        .unwrap();
    w.ines.send(elsewhere).await.is(403).sees_not("Call this number");
}

#[tokio::test]
async fn what_is_no_text_or_too_long_comes_back_as_far_as_it_can_be_read() {
    let w = world().await;
    let replies = w.at("/feedback/1/replies");
    for broken in ["a=%FF", "a=%00", "a=%"] {
        let page = w.ines.posts_raw(&replies, format!("text=Sorts+by+supplier&{broken}")).await;
        assert!(matches!(page.status.as_u16(), 400 | 403), "{}", page.status);
        assert_eq!(page.all("main textarea"), ["Sorts by supplier"], "{broken}");
    }
    w.ines.posts_raw(&replies, "text=cut%00off+and+%FF+on").await.is(400).sees("cut\u{fffd}off and \u{fffd} on");
    let long = "Sorts by supplier. ".repeat(20_000);
    w.ines.posts(&replies, &[("text", &long)]).await.is(413).sees("Sorts by supplier.");
}

#[tokio::test]
async fn who_was_signed_out_gets_back_what_was_typed_and_to_the_page_it_was_typed_on() {
    let w = world().await;
    sqlx::query("delete from sign_in_sessions where person_id = $1").bind(w.ines.id).execute(&w.app.db).await.unwrap();
    let (shown, action) = (w.at("/feedback/new?about=D5"), w.at("/feedback"));
    let next: String = form_urlencoded::byte_serialize(shown.as_bytes()).collect();
    for who in [&w.ines, &Actor::anonymous(&w.app)] {
        let page = posts_from(who, &shown, &action, &[("text", TEXT)]).await.is(401).sees("Please sign in");
        assert_eq!(page.all("main textarea"), [TEXT]);
        assert_eq!(page.attribute("main a.button", "href").unwrap(), format!("/sign-in?next={next}"));
        assert_eq!((page.location.as_str(), page.all(".sign-in-link")), ("", vec!["Sign in".to_owned()]));
    }
    // With nothing to give back there is nothing to read first.
    let page = posts_from(&w.ines, &shown, &w.at("/feedback/1/closing"), &[]).await.is(303);
    assert_eq!(page.location, format!("/sign-in?next={next}"));
    // A referrer elsewhere leads nowhere.
    let body = form_urlencoded::Serializer::new(String::new()).append_pair("text", TEXT).finish();
    let request = Request::post(&action)
        .header("content-type", "application/x-www-form-urlencoded")
        .header("referer", "https://evil.example/engagements")
        .body(Body::from(body))
        .unwrap();
    let page = w.ines.send(request).await.is(401);
    assert!(!page.body.contains("evil.example"), "{}", page.body);
}

#[tokio::test]
async fn the_address_of_a_form_leads_to_a_page_above_it() {
    let w = world().await;
    let table = tandem::house::routes(false).table();
    for row in table.iter().filter(|row| row.method == "POST") {
        if table.iter().any(|other| other.method == "GET" && other.path == row.path) {
            continue;
        }
        let path = crate::access::filled(&w, row, &w.engagement.to_string());
        let above = w.lea.opens(&path).await.is(303).location;
        assert!(path.starts_with(&above) && above.len() < path.len(), "{path} leads to {above}");
        assert_ne!(w.lea.opens(&above).await.status, 405, "{path} leads to {above}");
    }
}

#[tokio::test]
async fn while_the_database_is_away_everybody_is_told_in_their_language_and_loses_nothing() {
    let w = world().await;
    sqlx::query("update persons set language = 'de' where id = $1").bind(w.ines.id).execute(&w.app.db).await.unwrap();
    let (app, wire) = by_wire(&w.app).await;
    let ines = Actor { app, ..w.ines.clone() };
    let page = ines.opens(w.at("/feedback")).await.is(200);
    // The browser keeps the language for when nobody can look it up.
    assert!(page.cookies.iter().any(|cookie| cookie.starts_with("tandem_language=de")), "{:?}", page.cookies);
    wire.send_replace(Wire::Cut);
    let looks = || Request::get(w.at("/feedback")).header("cookie", "tandem_language=de").body(Body::empty()).unwrap();
    let page = ines.send(looks()).await.is(503).sees("Die Datenbank antwortet gerade nicht. Bitte versuchen");
    assert_eq!(page.all(".sign-in-link"), ["Ihr Konto"]);
    let page = ines.posts(w.at("/feedback"), &[("kind", "concern"), ("about", ""), ("text", TEXT)]).await.is(503);
    assert_eq!(page.all("main textarea"), [TEXT]);
    assert!(page.text().contains("It is not certain whether what you sent was recorded"), "{}", page.text());
    wire.send_replace(Wire::Whole);
    ines.send(looks()).await.is(200);
    ines.posts(w.at("/feedback"), &[("kind", "concern"), ("about", ""), ("text", TEXT)]).await.done();
}

#[tokio::test]
async fn a_connection_that_breaks_at_the_commit_promises_nothing_and_a_second_try_does_nothing_twice() {
    let w = world().await;
    let (app, wire) = by_wire(&w.app).await;
    let ines = Actor { app, ..w.ines.clone() };
    ines.opens(w.at("/feedback")).await.is(200);
    wire.send_replace(Wire::CutAtCommit);
    let form = [("kind", "concern"), ("about", ""), ("text", TEXT)];
    let once = Uuid::new_v4();
    let page = ines.posts_once(w.at("/feedback"), &form, once).await.is(503).sees("look before you send it again").sees_not("Nothing was");
    assert_eq!(page.all("main textarea"), [TEXT]);
    assert_eq!(w.happened().await, ["feedback_raised"]);
    wire.send_replace(Wire::Whole);
    ines.posts_once(w.at("/feedback"), &form, once).await.is(409).sees("This was already recorded");
    assert_eq!(w.happened().await, ["feedback_raised"]);
}
