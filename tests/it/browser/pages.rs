//! Every page in both themes and both languages, on the phone and on the desk: nothing that axe-core's rules forbid,
//! nothing wider than the window.

use super::{
    driver::{Browser, Scripts},
    server::{demo_server, server},
};
use tandem::app::MailRoute;

use crate::support::pages::PAGES;

/// A width of the window, and whether the screen is dark. Both languages together see all four.
type Screen = (u32, bool);

async fn every_page(language: &str, screens: [Screen; 2]) {
    let server = demo_server().await;
    let browser = Browser::start(&server.base, language, Scripts::On).await;
    let mut problems = Vec::new();
    let mut signed_in = "";
    for page in PAGES {
        if page.who != signed_in {
            browser.client.delete_all_cookies().await.unwrap();
            if !page.who.is_empty() {
                server.lets_in(&browser, page.who, language).await;
            }
            signed_in = page.who;
        }
        for (width, dark) in screens {
            browser.becomes(width, dark).await;
            browser.opens(&server.places.path(page.path)).await;
            let theme = if dark { "dark" } else { "light" };
            browser.pictures(&format!("{}-{language}-{width}-{theme}", page.route.trim_matches('/').replace(['/', '{', '}'], "_"))).await;
            for problem in browser.problems().await {
                problems.push(format!("{} {language} {width} {theme}: {problem}", page.route));
            }
        }
    }
    browser.closes().await;
    assert!(problems.is_empty(), "{problems:#?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_page_in_english() {
    every_page("en", [(1280, false), (360, true)]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_page_in_german() {
    every_page("de", [(360, false), (1280, true)]).await;
}

/// The page that answers a form is on no list of pages.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_is_handed_over_by_hand_on_the_phone() {
    let server = server(MailRoute::Nowhere).await;
    let browser = Browser::start(&server.base, "de", Scripts::On).await;
    browser.becomes(360, true).await;
    server.lets_in(&browser, "lea", "de").await;
    let firm = server.places.path("/organizations/{o}");
    browser.opens(&firm).await;
    browser.types("#invitation-email", "nora.neuhaus-von-der-heide@tochtergesellschaft.ahrens-und-vale.example").await;
    browser.types("#invitation-name", "Nora Neuhaus von der Heide").await;
    browser.clicks("#invitation-role").await;
    browser.clicks("#invitation .button-primary").await;
    browser.sees("Diesen Link weitergeben").await;
    browser.pictures("hand-over-de-360-dark").await;
    assert_eq!(browser.problems().await, Vec::<String>::new(), "handing over");
    let link = browser.finds("#handed-link").await.text().await.unwrap();
    browser.finds("[data-copy]:not([hidden])").await;
    browser.clicks("main a").await;
    browser.sees("noch nicht angenommen").await;
    browser.pictures("organization-invited-de-360-dark").await;
    assert_eq!(browser.problems().await, Vec::<String>::new(), "who is invited");
    browser.client.delete_all_cookies().await.unwrap();
    browser.opens(link.strip_prefix(&server.base).unwrap()).await;
    browser.sees("lädt Sie ein, zu Ahrens & Vale zu gehören").await;
    browser.pictures("membership-de-360-dark").await;
    assert_eq!(browser.problems().await, Vec::<String>::new(), "taking it");
    browser.closes().await;
}
