//! A version as a document of its own.

use crate::support::world;

#[tokio::test]
async fn it_is_printed_in_either_language_whatever_the_readers_own() {
    let w = world().await;
    w.agreement().await;
    let page = w.meryem.opens(w.at("/scope/1")).await.is(200).sees("Print in English").sees("Auf Deutsch drucken");
    for language in ["en", "de"] {
        assert!(page.body.contains(&w.at(&format!("/scope/1/document/{language}"))));
    }
    w.statements.taken();
    let english = w.meryem.opens(w.at("/scope/1/document/en")).await.is(200);
    assert!((1..=6).contains(&w.statements.taken()));
    assert_eq!(english.attribute("html", "lang").unwrap(), "en");
    let english =
        english.sees("Agreed scope").sees("Invoices with one owner").sees("Scope, version 1").sees("2 March 2026 to 31 July 2026");
    let english = english
        .sees("Not included")
        .sees("net, without VAT")
        .sees("€7,800.50")
        .sees("proposed by Lea Ahrens on 15 July 2026 · agreed on 15 July 2026");
    let english = english.sees("Ines Brandt").sees("Wednesday, 15 July 2026, 10:00 (Europe/Berlin, UTC+2)");
    let german = w.meryem.opens(w.at("/scope/1/document/de")).await.is(200);
    assert_eq!(german.attribute("html", "lang").unwrap(), "de");
    assert_eq!(german.attribute("html", "data-title").unwrap(), "Invoices with one owner · Leistungsumfang, Fassung 1");
    let german = german
        .sees("Vereinbarter Leistungsumfang")
        .sees("2. März 2026 bis 31. Juli 2026")
        .sees("Nicht enthalten")
        .sees("netto, zzgl. USt.")
        .sees("7.800,50 €");
    let german = german.sees("Mittwoch, 15. Juli 2026, 10:00 Uhr (Europe/Berlin, UTC+2)");
    // What was signed is the same in both: people’s own words and the digest.
    for page in [&english, &german] {
        assert_eq!(page.all(".paper-key"), ["S1", "X1"]);
        assert_eq!(page.all("#S1 li"), ["Every exception has an owner", "Limits are named"]);
        assert_eq!(page.all(".signature-name"), ["Ines Brandt", "Lea Ahrens"]);
    }
    assert_eq!(english.all(".digest"), german.all(".digest"));
    assert_eq!(english.all(".digest")[0].split(' ').count(), 16);
    // What is around it is for the reader.
    assert_eq!(german.attribute("nav", "lang").unwrap(), "en");
    assert!(german.body.contains("Back to version 1"));
    for unknown in ["/scope/1/document/fr", "/scope/1/document/DE", "/scope/1/document/", "/scope/2/document/de", "/scope/x/document/de"] {
        w.meryem.opens(w.at(unknown)).await.is(404);
    }
    w.stranger.opens(w.at("/scope/1/document/en")).await.is(404);
}

#[tokio::test]
async fn what_is_not_agreed_says_so() {
    let w = world().await;
    w.draft().await;
    let page = w.samir.opens(w.at("/scope/1/document/en")).await.is(200).sees("Draft of a scope, not agreed").sees("To be signed once");
    assert_eq!(page.all(".digest"), Vec::<String>::new());
    let digest = w.proposes(1).await;
    let page = w.samir.opens(w.at("/scope/1/document/en")).await.is(200).sees("Proposed scope, not agreed yet").sees("Not signed yet");
    assert!(page.text().contains(&digest[..4]));
    w.signs(&w.ines, 1, &digest).await.done();
    w.lea.posts(w.at("/scope/1/withdrawal"), &[]).await.done();
    let page = w.samir.opens(w.at("/scope/1/document/de")).await.is(200).sees("Zurückgezogener Leistungsumfang, nie vereinbart");
    assert_eq!(page.all(".signature-name"), ["Ines Brandt", ""]);
}
