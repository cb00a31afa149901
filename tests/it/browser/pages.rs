//! Every page in both themes and both languages, on the phone and on the desk: nothing that axe-core's rules forbid,
//! nothing wider than the window.

use super::{
    driver::{Browser, Scripts},
    server::demo_server,
};
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
