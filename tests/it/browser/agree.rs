//! From a vague wish to a signed scope and a change of it: two browsers side by side.

use std::time::Duration;

use tandem::base::language::Language;

use super::{
    driver::{Browser, Scripts},
    server::{Server, demo_server},
};

/// The other side's open page shows what happened within this time, without a reload.
const LIVE: Duration = Duration::from_secs(1);

/// Two people of one engagement, each at a browser of their own.
struct Table {
    server: Server,
    client: Browser,
    provider: Browser,
    language: Language,
    engagement: String,
}

impl Table {
    async fn laid(language: Language) -> Table {
        let server = demo_server().await;
        let client = Browser::start(&server.base, language.as_str(), Scripts::On).await;
        let provider = Browser::start(&server.base, language.as_str(), Scripts::On).await;
        let engagement = format!("/engagements/{}", server.places.engagement);
        Table { server, client, provider, language, engagement }
    }

    fn at(&self, path: &str) -> String {
        format!("{}{path}", self.engagement)
    }

    fn t(&self, key: &str) -> String {
        self.language.t(key)
    }

    /// Somebody else of the client sits down at its browser, and opens a page.
    async fn client_is(&self, who: &str, path: &str) {
        self.sits_down(&self.client, who, path).await;
    }

    async fn provider_is(&self, who: &str, path: &str) {
        self.sits_down(&self.provider, who, path).await;
    }

    async fn sits_down(&self, browser: &Browser, who: &str, path: &str) {
        browser.client.delete_all_cookies().await.unwrap();
        self.server.lets_in(browser, who, self.language.as_str()).await;
        browser.opens(&self.at(path)).await;
    }

    /// What the other side did shows on the page that is open.
    async fn shows(&self, browser: &Browser, text: &str) {
        let took = browser.sees_after(text).await;
        assert!(took < LIVE, "{text} came after {took:?}");
    }

    /// Signs what is shown with one's own name.
    async fn signs(&self, browser: &Browser, name: &str) {
        browser.types("#signature [name=name]", name).await;
        browser.clicks("#signature .button-primary").await;
        browser.finds("#flash").await;
    }
}

async fn from_a_wish_to_a_change(language: Language) {
    let t = Table::laid(language).await;
    // What the example has on offer is out of the way first.
    t.client_is("ines", "/changes/4").await;
    t.client.clicks("#declining summary").await;
    t.client.types("[name=decline_reason]", "Later").await;
    t.client.clicks("#decline button").await;
    t.client.sees("Later").await;

    // A member's wish becomes a need after a correction; each side's open page shows the other's step.
    t.client_is("meryem", "/needs/new").await;
    t.provider_is("claire", "/needs").await;
    t.client.types("[name=wish-1]", "Nobody should have to look for a credit note.").await;
    t.client.clicks("#wishes .button-primary").await;
    t.client.finds("#flash").await;
    t.shows(&t.provider, "Nobody should have to look for a credit note.").await;
    let need = t.client.path().await;
    t.provider.opens(&need).await;
    t.client_is("tobias", "/needs/6").await;
    t.provider.types("[name=understanding]", "Credit notes stand with the invoice they belong to.").await;
    t.provider.types("[name=measure]", "Credit notes without an invoice").await;
    t.provider.clicks("#restate .button-primary").await;
    t.shows(&t.client, "Credit notes stand with the invoice they belong to.").await;
    t.client.types("[name=correction]", "Those without a number, too.").await;
    t.client.clicks("#answer [value=partly]").await;
    t.shows(&t.provider, "Those without a number, too.").await;
    t.provider.types("[name=understanding]", "Credit notes, even without a number, stand with their invoice.").await;
    t.provider.clicks("#restate .button-primary").await;
    t.shows(&t.client, "even without a number").await;
    t.client.clicks("#answer [value=yes]").await;
    t.shows(&t.provider, &t.t("needs-said-yes")).await;

    // It stands under a new line of the next version, which both sides sign.
    t.provider.opens(&t.at("/scope")).await;
    t.provider.clicks("#begin button").await;
    t.provider.finds("#flash").await;
    let draft = t.provider.path().await;
    t.provider.opens(&format!("{draft}/lines/new?kind=service")).await;
    t.provider.types("[name=title]", "Credit notes").await;
    t.provider.clicks("[name=needs][value='6']").await;
    t.provider.types("[name=days]", "4").await;
    t.provider.types("[name=price]", "5200").await;
    t.provider.clicks("#line .button-primary").await;
    t.provider.finds("#flash").await;
    t.client_is("ines", &draft[t.engagement.len()..]).await;
    t.provider_is("lea", &draft[t.engagement.len()..]).await;
    t.provider.client.execute("window.confirm = () => true", vec![]).await.unwrap();
    t.provider.clicks("#propose button").await;
    t.provider.finds(".signature a.button").await;
    t.shows(&t.client, &t.t("scope-sign-waits-for-you")).await;
    t.provider.opens(&format!("{draft}/signature")).await;
    t.signs(&t.provider, "Lea Ahrens").await;
    t.client.opens(&format!("{draft}/signature")).await;
    t.client.sees("Credit notes").await;
    t.signs(&t.client, "Ines Brandt").await;
    t.client.sees(&t.t("scope-rest-agreed")).await;
    t.client.sees("N6").await;

    // A request outside the scope is caught with the right exclusion while it is typed, and becomes a change.
    t.client_is("tobias", "/feedback/new?about=").await;
    t.client.clicks("[name=kind][value=request]").await;
    t.client.types("[name=text]", "Could the payment proposal be sent to the bank by itself?").await;
    t.client.sees("X2 Payment run and bank").await;
    t.client.clicks("#feedback .button-primary").await;
    t.client.finds("#flash").await;
    let request = t.client.path().await;
    t.provider_is("claire", &request[t.engagement.len()..]).await;
    t.provider.sees("X2 Payment run and bank").await;
    t.provider.clicks("[name=place][value=change]").await;
    t.provider.types("#placement-form [name=title]", "Payment proposal to the bank").await;
    t.provider.clicks("#placement-form .button-primary").await;
    t.shows(&t.client, "CR6").await;

    // It is assessed to the word, offered and accepted; the next version stands.
    t.provider.opens(&t.at("/changes/6/lines/new?kind=service")).await;
    t.provider.types("[name=title]", "Payment proposal").await;
    t.provider.types("[name=days]", "9").await;
    t.provider.types("[name=price]", "11400").await;
    t.provider.clicks("#line .button-primary").await;
    t.provider.finds("#flash").await;
    t.provider.types("[name=impact]", "Nine days, not before September.").await;
    t.provider.clicks("#assess .button-primary").await;
    t.provider.finds("#flash").await;
    t.client_is("ines", "/changes/6").await;
    t.provider_is("lea", "/changes/6/offer").await;
    t.provider.sees("Payment proposal").await;
    t.signs(&t.provider, "Lea Ahrens").await;
    t.client.finds("#accepting a.button").await;
    t.client.clicks("#accepting a.button").await;
    t.client.sees("Payment proposal").await;
    t.signs(&t.client, "Ines Brandt").await;
    t.client.sees(&t.t("scope-rest-agreed")).await;
    t.provider.sees(&t.t("changes-rest-accepted")).await;

    // Compared with the version before, it has exactly that change.
    t.provider.clicks("#edits a[href*='/comparison/']").await;
    t.provider.finds("#comparison").await;
    let changed = t
        .provider
        .client
        .find_all(fantoccini::Locator::Css(".comparison .line-added, .comparison .line-removed, .comparison .line-changed"))
        .await
        .unwrap();
    assert_eq!(changed.len(), 1, "one line is new: {}", t.provider.text().await);
    t.provider.sees("11").await;
    t.client.closes().await;
    t.provider.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_english() {
    from_a_wish_to_a_change(Language::En).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_german() {
    from_a_wish_to_a_change(Language::De).await;
}
