//! Two versions as one document, and the way there.

use super::{SERVICE, but};
use crate::support::{Page, World, world};

impl World {
    /// Version 1 agreed, and a draft of version 2 in which S1 is changed, X1 taken out, S2 and C1 new.
    async fn two_versions(&self) {
        self.agreement().await;
        self.samir.posts(self.at("/scope"), &[("after", "1")]).await.done();
        let token = self.samir.opens(self.at("/scope/2/lines/S1/edit")).await.attribute("input[name=token]", "value").unwrap();
        let changed = [
            ("title", "Process and role map"),
            ("text", "Who decides *what*, and until when."),
            ("criteria", "Every exception has an owner and a deputy\nTried on last month’s invoices"),
            ("days", "8"),
            ("price", "10.400,50"),
            ("due_on", "2026-08-14"),
            ("token", &token),
        ];
        self.samir.posts(self.at("/scope/2/lines/S1/edit"), &changed).await.done();
        let token = self.samir.opens(self.at("/scope/2")).await.attribute("#remove-X1 button", "value").unwrap();
        self.samir.posts(self.at("/scope/2/lines/X1/removal"), &[("token", &token)]).await.done();
        self.adds(&self.samir, 2, "service", &but(&SERVICE, "title", "Intake <b>in one mailbox</b>")).await.done();
        self.adds(&self.samir, 2, "client_duty", &[("title", "A key user two days a week")]).await.done();
    }

    async fn compares(&self, version: i32, other: i32) -> Page {
        self.tobias.opens(self.at(&format!("/scope/{version}/comparison/{other}"))).await
    }
}

#[tokio::test]
async fn a_draft_is_read_against_what_is_agreed() {
    let w = world().await;
    w.two_versions().await;
    w.statements.taken();
    let page = w.compares(2, 1).await.is(200).sees("Version 2 against version 1");
    assert!((1..=6).contains(&w.statements.taken()));
    let page = page.sees("1 line changed, 2 lines added, 1 line removed; +8 business days, +€10,400.50.");
    assert_eq!(page.all(".line-key"), ["S1", "S2", "X1", "C1"]);
    assert_eq!(page.all("#S1 .mark, #S2 .mark, #X1 .mark, #C1 .mark"), ["changed", "added", "removed", "added"]);
    // Word for word, in place, and said to those who cannot see it.
    assert_eq!(page.all("#S1 .source"), ["Who decides *what*, and added: until (until here) when."]);
    assert_eq!(
        page.all("#S1 .criteria li"),
        [
            "Every exception has an owner added: and a deputy (until here)",
            "removed: Limits are named (until here)",
            "added: Tried on last month’s invoices (until here)"
        ]
    );
    assert_eq!(page.all("#S1 .line-facts del"), ["6", "€7,800.50", "31 July 2026"].map(|was| format!("removed: {was} (until here)")));
    assert_eq!(page.all("#S1 .line-facts ins"), ["8", "€10,400.50", "14 August 2026"].map(|is| format!("added: {is} (until here)")));
    assert_eq!(page.all("#S2 h3"), ["Intake <b>in one mailbox</b> added"]);
    assert_eq!(page.all("#sums tbody tr"), ["Business days614+8", "Price of all services (net, without VAT)€7,800.50€18,201+€10,400.50"]);
    assert_eq!(page.all("#sums thead th"), ["Version 1", "Version 2", "Difference"]);
    // The other way round, what was added is removed.
    let page = w.compares(1, 2).await.is(200).sees("1 line changed, 1 line added, 2 lines removed; −8 business days, −€10,400.50.");
    assert_eq!(page.all("#S2 .mark, #X1 .mark"), ["removed", "added"]);
}

#[tokio::test]
async fn lines_that_stay_are_folded_and_can_be_opened() {
    let w = world().await;
    w.draft().await;
    for title in ["Intake", "Matching", "Transfer"] {
        w.adds(&w.samir, 1, "service", &but(&SERVICE, "title", title)).await.done();
    }
    let digest = w.proposes(1).await;
    for who in [&w.lea, &w.ines] {
        w.signs(who, 1, &digest).await.done();
    }
    w.samir.posts(w.at("/scope"), &[("after", "1")]).await.done();
    w.compares(2, 1).await.is(200).sees("Both say the same").sees_not("Sums");
    w.samir.posts(w.at("/scope/2/lines/S4/position"), &[("direction", "up")]).await.done();
    w.samir.posts(w.at("/scope/2/lines/S4/position"), &[("direction", "up")]).await.done();
    let page = w.compares(2, 1).await.is(200).sees("1 line moved; business days and price stay as they were.");
    assert_eq!(page.all("#S4 .mark"), ["moved"]);
    assert_eq!(page.all(".unchanged summary"), ["1 line says the same: S1", "2 lines say the same: S2 S3", "1 line says the same: X1"]);
    assert_eq!(page.all("#unchanged-S2 .line-title"), ["Intake", "Matching"]);
    assert_eq!(page.attribute("#unchanged-S2", "open"), None);
}

#[tokio::test]
async fn versions_are_chosen_and_known() {
    let w = world().await;
    w.agreement().await;
    let page = w.tobias.opens(w.at("/scope")).await.is(200).sees_not("Compare");
    assert_eq!(page.attribute("#compare", "action"), None, "there is nothing to compare");
    w.samir.posts(w.at("/scope"), &[("after", "1")]).await.done();
    let page = w.tobias.opens(w.at("/scope")).await.is(200);
    assert_eq!(page.attribute("#compare", "action").unwrap(), w.at("/scope/comparison"));
    assert_eq!(page.all("#version option"), ["Version 2, draft", "Version 1, agreed"]);
    assert_eq!(page.attribute("#version option[selected]", "value").unwrap(), "2");
    assert_eq!(page.attribute("#other option[selected]", "value").unwrap(), "1");
    let chosen = w.tobias.opens(w.at("/scope/comparison?version=2&other=1")).await;
    assert_eq!(chosen.done(), w.at("/scope/2/comparison/1"));
    for wrong in ["", "?version=2", "?version=two&other=1", "?version=2&other=//elsewhere.example"] {
        w.tobias.opens(w.at(&format!("/scope/comparison{wrong}"))).await.is(404);
    }
    w.compares(1, 1).await.is(200).sees("Both say the same, word for word");
    for (version, other) in [(1, 3), (3, 1), (3, 3), (0, 1), (1, -1)] {
        w.compares(version, other).await.is(404);
    }
    w.tobias.opens(w.at("/scope/1/comparison/one")).await.is(404);
    w.stranger.opens(w.at("/scope/2/comparison/1")).await.is(404);
}

#[tokio::test]
async fn each_version_leads_to_its_comparison_where_it_is_read_and_signed() {
    let w = world().await;
    w.agreement().await;
    let link = w.at("/scope/2/comparison/1");
    assert!(!w.lea.opens(w.at("/scope/1")).await.body.contains("/comparison/"), "the first version follows none");
    // A version that never counted is nothing to be held against.
    w.samir.posts(w.at("/scope"), &[("after", "1")]).await.done();
    w.lea.posts(w.at("/scope/2/withdrawal"), &[]).await.done();
    assert!(w.lea.opens(w.at("/scope/2")).await.is(200).body.contains(&link));
    w.samir.posts(w.at("/scope"), &[("after", "1")]).await.done();
    w.adds(&w.samir, 3, "exclusion", &[("title", "Tax advice")]).await.done();
    let link = w.at("/scope/3/comparison/1");
    assert!(w.lea.opens(w.at("/scope/3")).await.is(200).sees("Compare with version 1").body.contains(&link));
    let digest = w.proposes(3).await;
    w.statements.taken();
    let page = w.ines.opens(w.at("/scope/3/signature")).await.is(200);
    assert!((1..=6).contains(&w.statements.taken()));
    let page = page.sees("What differs from version 1");
    assert_eq!(page.attribute("#sign a", "href").unwrap(), link);
    assert_eq!(page.all("#X2 h3"), ["Tax advice"], "the text is there once");
    for who in [&w.ines, &w.lea] {
        w.signs(who, 3, &digest).await.done();
    }
    w.compares(3, 2).await.is(200).sees("1 line added");
}

#[tokio::test]
async fn it_reads_in_german() {
    let w = world().await;
    w.two_versions().await;
    sqlx::query("update persons set language = 'de' where id = $1").bind(w.tobias.id).execute(&w.app.db).await.unwrap();
    let page = w.compares(2, 1).await.is(200).sees("Fassung 2 gegenüber Fassung 1");
    let page = page.sees("1 Zeile geändert, 2 Zeilen hinzugekommen, 1 Zeile entfallen; +8 Arbeitstage, +10.400,50 €.");
    assert_eq!(
        page.all("#sums tbody tr"),
        ["Arbeitstage614+8", "Preis aller Leistungen (netto, zzgl. USt.)7.800,50 €18.201 €+10.400,50 €"]
    );
}
