//! What every request passes through: numbers, error pages, what was typed.

use axum::{body::Body, http::Request};
use tandem::web::guard::token;
use uuid::Uuid;

use crate::support::{Actor, Page, World, demo::demo, world};

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
}

#[tokio::test]
async fn the_demo_says_so_on_error_pages() {
    let d = demo().await;
    let strips = d.person("ines").await.opens("/nowhere").await.is(404).all("#demo-strip");
    assert!(strips.concat().contains("It runs on its own clock"), "{strips:?}");
}
