//! The three main jobs, from sign-in to the other side's screen, in both languages, with scripts and without.

use std::time::Duration;

use super::{
    driver::{Browser, Scripts},
    server::demo_server,
};

/// Words of the pages by language.
struct Words {
    language: &'static str,
    accepted: &'static str,
    deemed: &'static str,
    submitted: &'static str,
    returned: &'static str,
    lacking: &'static str,
    at_risk: &'static str,
    assist: &'static str,
    title: &'static str,
}

const ENGLISH: Words = Words {
    language: "en",
    accepted: "accepted submission 1",
    deemed: "deemed accepted",
    submitted: "in review",
    returned: "returned submission 1",
    lacking: "The invoices of Flensburg are missing.",
    at_risk: "at risk",
    assist: "An assist on T1",
    title: "Cut-over list",
};
const GERMAN: Words = Words {
    language: "de",
    accepted: "hat Einreichung 1 abgenommen",
    deemed: "gilt als abgenommen",
    submitted: "in Prüfung",
    returned: "hat Einreichung 1 zurückgegeben",
    lacking: "Die Rechnungen aus Flensburg fehlen.",
    at_risk: "gefährdet",
    assist: "Eine Hilfe bei T1",
    title: "Umstellungsliste für Österreich",
};

/// The other side's open page shows what happened within this time, without a reload.
const LIVE: Duration = Duration::from_secs(1);

/// By password, as in real use; everybody of the story reads English until they say otherwise.
async fn signs_in(browser: &Browser, email: &str, language: &str) {
    browser.opens("/sign-in").await;
    browser.types("[name=email]", email).await;
    browser.types("[name=password]", tandem::demo::PASSWORD).await;
    browser.clicks("#sign-in button").await;
    browser.finds("#account-menu").await;
    browser.clicks(&format!("#languages button[value={language}]")).await;
    browser.finds(&format!("html[lang={language}] #account-menu")).await;
}

/// When scripts run, the page changes by itself; without them it is opened again.
async fn notices(browser: &Browser, scripts: Scripts, path: &str, text: &str) {
    match scripts {
        Scripts::On => {
            let took = browser.sees_after(text).await;
            assert!(took < LIVE, "{text} came after {took:?}");
        }
        Scripts::Off => {
            let end = tokio::time::Instant::now() + LIVE * 10;
            loop {
                browser.opens(path).await;
                if browser.text().await.contains(text) {
                    return;
                }
                assert!(tokio::time::Instant::now() < end, "no “{text}” at {path}: {}", browser.text().await);
            }
        }
    }
}

/// Judges every criterion of the submission that is open for review as met.
async fn finds_all_met(client: &Browser) {
    for criterion in client.client.find_all(fantoccini::Locator::Css("input[type=radio][value=met]")).await.unwrap() {
        criterion.click().await.unwrap();
    }
}

async fn the_three_jobs(words: Words, scripts: Scripts) {
    let server = demo_server().await;
    let engagement = format!("/engagements/{}", server.places.engagement);
    let client = Browser::start(&server.base, words.language, scripts).await;
    let provider = Browser::start(&server.base, words.language, scripts).await;
    let runbook = format!("{engagement}/deliverables/5");

    // The client reads progress and accepts the runbook; the consultant's open page shows it.
    signs_in(&client, "ines.brandt@nordlicht.example", words.language).await;
    client.sees("D5").await;
    client.opens(&engagement).await;
    client.sees("S6").await;
    signs_in(&provider, "samir.haddad@ahrens-vale.example", words.language).await;
    provider.opens(&runbook).await;
    client.opens(&runbook).await;
    finds_all_met(&client).await;
    client.clicks("button[name=verdict][value=accept]").await;
    notices(&provider, scripts, &runbook, words.accepted).await;
    client.sees(words.accepted).await;

    // The consultant plans and submits a deliverable; the client's open list shows it.
    let list = format!("{engagement}/deliverables");
    client.opens(&list).await;
    client.sees(words.deemed).await;
    provider.opens(&format!("{engagement}/deliverables/new?line=S6")).await;
    provider.types("[name=title]", words.title).await;
    provider.client.execute("document.querySelector('[name=due_on]').value = '2026-07-24'", vec![]).await.unwrap();
    provider.clicks("main form[method=post] button[type=submit], main form[method=post] button:not([type])").await;
    provider.sees(words.title).await;
    notices(&client, scripts, &list, words.title).await;
    let planned = provider.path().await;
    client.opens(&planned).await;
    provider.types("[name=notes]", "One line for each invoice still in the old mailbox.").await;
    provider.clicks("form[action$='/submissions'] button[type=submit], form[action$='/submissions'] button:not([type])").await;
    notices(&client, scripts, &planned, words.submitted).await;

    // The client returns it, which takes a criterion that is not met and what is missing; the consultant's open page says both.
    finds_all_met(&client).await;
    client.clicks("button[name=verdict][value=return]").await;
    client.finds("#review .error-summary").await;
    client.clicks("input[name=criterion-1][value=not-met]").await;
    client.types("[name=remark-1]", words.lacking).await;
    client.clicks("button[name=verdict][value=return]").await;
    notices(&provider, scripts, &planned, words.returned).await;
    provider.finds(".criterion-not-met").await;
    provider.sees(words.lacking).await;
    client.closes().await;

    // The manager opens the readiness board, goes to the blocked milestone, reads why.
    let manager = Browser::start(&server.base, words.language, scripts).await;
    signs_in(&manager, "lea.ahrens@ahrens-vale.example", words.language).await;
    manager.opens("/readiness").await;
    manager.sees(words.at_risk).await;
    manager.clicks(&format!("a[href='{engagement}/handover/milestones/5']")).await;
    manager.finds(".gates").await;
    for blocked in ["T2", "T5"] {
        manager.sees(blocked).await;
    }
    // What the consultant records shows on the manager's open page, too.
    let milestone = manager.path().await;
    provider.opens(&format!("{engagement}/handover/assists/new?topic=1")).await;
    provider.chooses("[name=seat]", 1).await;
    provider.chooses("[name=helper]", 1).await;
    provider.types("[name=minutes]", "15").await;
    provider.types("[name=text]", "A price list of last year.").await;
    provider.clicks("#assist button").await;
    provider.finds("#flash").await;
    notices(&manager, scripts, &milestone, words.assist).await;
    provider.closes().await;
    manager.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_english_with_scripts() {
    the_three_jobs(ENGLISH, Scripts::On).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_german_with_scripts() {
    the_three_jobs(GERMAN, Scripts::On).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_english_without_scripts() {
    the_three_jobs(ENGLISH, Scripts::Off).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_german_without_scripts() {
    the_three_jobs(GERMAN, Scripts::Off).await;
}
