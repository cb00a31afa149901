//! Every page and every error in both themes and both languages, on the phone and on the desk: nothing that axe-core's rules
//! forbid, nothing wider than the window.

use tandem::{app::MailRoute, base::language::Language};

use super::{
    driver::{Browser, Rules, Scripts},
    server::{Server, demo_server, server},
};

use crate::support::pages::PAGES;

/// A width of the window, and whether the screen is dark.
type Screen = (u32, bool);

/// Somebody who looks at pages closely, and what was wrong.
struct Look {
    server: Server,
    browser: Browser,
    language: Language,
    screens: &'static [Screen],
    problems: Vec<String>,
}

impl Look {
    /// Looks at the page that is open on every screen, by all rules on the first.
    async fn at(&mut self, name: &str) {
        for (at, (width, dark)) in self.screens.iter().enumerate() {
            self.browser.becomes(*width, *dark).await;
            let screen = format!("{}-{width}-{}", self.language, if *dark { "dark" } else { "light" });
            self.browser.pictures(&format!("{}-{screen}", name.trim_matches('/').replace(['/', '{', '}'], "_"))).await;
            let rules = if at == 0 { Rules::All } else { Rules::OfTheScreen };
            for problem in self.browser.problems_by(rules).await {
                self.problems.push(format!("{name} {screen}: {problem}"));
            }
        }
        // What people type is as long in any language.
        if self.language == Language::En {
            self.browser.becomes(320, false).await;
            self.problems.extend(self.browser.excess_of_long_words().await.map(|problem| format!("{name}: {problem}")));
        }
    }

    /// Signs in as somebody; as nobody, by the empty word.
    async fn becomes(&self, who: &str) {
        self.browser.client.delete_all_cookies().await.unwrap();
        if !who.is_empty() {
            self.server.lets_in(&self.browser, who, self.language.as_str()).await;
        }
    }

    async fn at_every_page(&mut self) {
        let mut signed_in = "";
        for page in PAGES {
            if page.who != signed_in {
                self.becomes(page.who).await;
                signed_in = page.who;
            }
            self.browser.opens(&self.server.places.path(page.path)).await;
            self.at(page.route).await;
        }
    }

    /// Opens a page that is the error of this title.
    async fn at_error(&mut self, path: &str, title: &str) {
        self.browser.opens(path).await;
        self.browser.sees(&self.language.t(title)).await;
        self.at(title).await;
    }

    /// Sends a form that leads to the error of this title.
    async fn at_error_of_form(&mut self, path: &str, text: &str, title: &str) {
        self.browser.sends(path, "text", text, &self.language.t(title)).await;
        self.at(title).await;
    }

    /// Ends with the database away.
    async fn at_every_error(&mut self) {
        let replies = self.server.places.path("/engagements/{e}/feedback/1/replies");
        let text = "The freight list still sorts by supplier.";
        self.becomes("").await;
        self.at_error("/nowhere", "error-not-found").await;
        self.at_error_of_form(&replies, text, "error-signed-out").await;
        self.becomes("ines").await;
        self.at_error(&self.server.places.path("/engagements/{e}/terms"), "error-forbidden").await;
        self.at_error_of_form(&replies, text, "error-refused").await;
        self.at_error_of_form(&replies, &text.repeat(8_000), "error-too-large").await;
        sqlx::query("alter table feedback_entries rename to lost").execute(&self.server.app.db).await.unwrap();
        self.at_error_of_form(&replies, text, "error-broken").await;
        self.server.app.db.close().await;
        self.at_error_of_form(&replies, text, "error-away").await;
    }
}

async fn everything(language: Language, screens: &'static [Screen]) {
    let server = demo_server().await;
    let browser = Browser::start(&server.base, language.as_str(), Scripts::On).await;
    let mut look = Look { server, browser, language, screens, problems: Vec::new() };
    look.at_every_page().await;
    look.at_every_error().await;
    look.browser.closes().await;
    assert!(look.problems.is_empty(), "{:#?}", look.problems);
}

/// What shows on the phone alone, or on the desk, is looked at by all rules in one of the languages, whose elements are the same.
const DESK_FIRST: [Screen; 4] = [(1280, false), (1280, true), (360, true), (360, false)];
const PHONE_FIRST: [Screen; 4] = [(360, false), (360, true), (1280, true), (1280, false)];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everything_in_english() {
    everything(Language::En, &DESK_FIRST).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everything_in_german() {
    everything(Language::De, &PHONE_FIRST).await;
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
