//! The scope on paper: printed by Chromium, read back page by page.

use tandem::{
    access::needs,
    scope::{
        acts,
        line::{Kind, LineContent, NewLine},
    },
    web::{Seat, guard::token},
};
use uuid::Uuid;

use super::{
    driver::{Browser, Scripts},
    server::{Server, demo_server},
};
use crate::support::{Actor, world};

/// On every page which one it is, above every page but the first what it is of.
fn are_numbered(pages: &[String], language: &str, title: &str) {
    let count = pages.len();
    for (page, number) in pages.iter().zip(1..) {
        let said = if language == "de" { format!("Seite {number} von {count}") } else { format!("Page {number} of {count}") };
        assert!(page.ends_with(&said), "no “{said}” at the foot of: {page}");
        assert_eq!(number > 1, page.starts_with(title), "page {number} begins so: {page}");
    }
}

/// Its digest, as it stands under both signatures.
async fn digest(server: &Server, engagement: Uuid, version: i32) -> String {
    let bytes: Vec<u8> = sqlx::query_scalar("select digest from scope_versions where engagement_id = $1 and number = $2")
        .bind(engagement)
        .bind(version)
        .fetch_one(&server.app.db)
        .await
        .unwrap();
    tandem::base::digest::in_groups(&bytes)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_worked_example() {
    let server = demo_server().await;
    let digest = digest(&server, server.places.engagement, 2).await;
    // Whoever prints reads the other language.
    for (language, readers, head, price, signed, unit) in [
        ("en", "de", "Scope, version 2", "€26,000", "Signed Friday, 8 May 2026, 15:20 (Europe/Berlin, UTC+2)", "Not included"),
        ("de", "en", "Leistungsumfang, Fassung 2", "26.000 €", "8. Mai 2026, 15:20 Uhr (Europe/Berlin, UTC+2)", "Nicht enthalten"),
    ] {
        let browser = Browser::start(&server.base, readers, Scripts::On).await;
        server.lets_in(&browser, "ines", readers).await;
        browser.opens(&server.places.path(&format!("/engagements/{{e}}/scope/2/document/{language}"))).await;
        let pages = browser.prints(&format!("scope-{language}")).await;
        assert!((3..=5).contains(&pages.len()), "{} pages", pages.len());
        are_numbered(&pages, language, &format!("Invoices with one owner · {head}"));
        let text = pages.join(" ");
        for key in ["S1", "S2", "S3", "S4", "S5", "S6", "S7", "X1", "X2", "X3", "X4", "X5", "C1", "C2", "C3", "W1", "W2"] {
            assert_eq!(text.split(' ').filter(|word| *word == key).count(), 1, "{key}");
        }
        let last = pages.last().unwrap();
        for said in ["Nordlicht Pumpen GmbH", "Ahrens & Vale", "Ines Brandt", "Lea Ahrens", &digest] {
            assert!(last.contains(said), "no {said} on the last page: {last}");
        }
        // The boxes stand side by side, so their sentences are read in one another.
        for word in signed.split(' ').chain(price.split(' ')).chain(unit.split(' ')) {
            assert!(text.contains(word), "no {word}");
        }
        assert!(pages.iter().all(|page| page.contains(&digest[..19])), "a page does not say of which text it is");
        browser.closes().await;
    }
}

/// An engagement whose scope has sixty lines: most of them short, one longer than a page, one with a wide table.
async fn sixty_lines(server: &Server) -> (Uuid, Actor) {
    let app = &server.app;
    let [provider, client] = [world::organization(app, "Sixty & Sons").await, world::organization(app, "Long Lines GmbH").await];
    let engagement = world::engagement(app, "A scope of sixty lines", provider, client).await;
    let (lea, ines) = (world::person(app, "Lotte Langer", "lotte").await, world::person(app, "Karl Kurz", "karl").await);
    world::seat(app, engagement, 1, &lea, "provider", "manager").await;
    world::seat(app, engagement, 2, &ines, "client", "sponsor").await;
    let draft = Seat::<needs::DraftScope>::of_person(app, lea.id, engagement).await.unwrap();
    acts::begin_draft(app, &draft).await.unwrap();
    for number in 1..=60 {
        let kind = [Kind::Service, Kind::Service, Kind::Service, Kind::Exclusion, Kind::ClientDuty, Kind::WayOfWorking][number % 6];
        let sentence = format!("What line {number} is about takes a sentence or two, and sometimes a few more. ");
        let text = match number {
            7 => format!("{}\n\n", sentence.repeat(6)).repeat(20),
            20 => format!("|{}\n|{}\n{}", "a|".repeat(12), "-|".repeat(12), format!("|{}\n", "a cell|".repeat(12)).repeat(8)),
            33 => "Donaudampfschifffahrtsgesellschaft".repeat(12),
            _ => sentence.repeat(1 + number % 7),
        };
        let is_service = kind == Kind::Service;
        let content = LineContent {
            title: format!("Beginning of {number}"),
            text: format!("{text}\n\nEnd of {number}."),
            criteria: (0..number % 4).filter(|_| is_service).map(|at| format!("Criterion {at} of line {number} is met")).collect(),
            days: is_service.then_some(number as i32),
            price_minor: is_service.then_some(130_000 * number as i64),
            ..LineContent::default()
        };
        acts::add_line(app, &draft, 1, NewLine { kind, content }).await.unwrap();
    }
    let digest = acts::propose(app, &Seat::of_person(app, lea.id, engagement).await.unwrap(), 1, None).await.unwrap();
    for who in [&lea, &ines] {
        acts::sign(app, &Seat::of_person(app, who.id, engagement).await.unwrap(), 1, who.name, digest).await.unwrap();
    }
    (engagement, ines)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sixty_lines_of_which_none_is_torn() {
    let server = demo_server().await;
    let (engagement, reader) = sixty_lines(&server).await;
    let digest = digest(&server, engagement, 1).await;
    for (language, head) in [("en", "Scope, version 1"), ("de", "Leistungsumfang, Fassung 1")] {
        let browser = Browser::start(&server.base, language, Scripts::Off).await;
        browser.has_cookie(token::cookie_name(&server.app), reader.token.as_deref().unwrap()).await;
        browser.opens(&format!("/engagements/{engagement}/scope/1/document/{language}")).await;
        let pages = browser.prints(&format!("sixty-lines-{language}")).await;
        assert!((10..=25).contains(&pages.len()), "{} pages", pages.len());
        are_numbered(&pages, language, &format!("A scope of sixty lines · {head}"));
        let on = |said: &str| {
            let found: Vec<usize> = (0..pages.len()).filter(|page| pages[*page].contains(said)).collect();
            assert_eq!(found.len(), 1, "“{said}” is on {found:?}");
            found[0]
        };
        for number in 1..=60 {
            let (begins, ends) = (on(&format!("Beginning of {number} ")), on(&format!("End of {number}.")));
            if number == 7 {
                assert!(ends > begins, "a line that is longer than a page ends on its first");
            } else {
                assert_eq!(begins, ends, "line {number} is torn");
            }
        }
        // The client's box and the provider's stand side by side, above what they stand for.
        assert_eq!(on("Karl Kurz Lotte Langer"), on(&digest));
        browser.closes().await;
    }
}
