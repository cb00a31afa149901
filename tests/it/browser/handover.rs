//! M5 of the worked example, from four gates in its way to both signatures, and what is asked afterwards: each step taken in
//! a browser by whoever it is up to, from the gate that says so.

use std::collections::BTreeSet;

use fantoccini::Locator;
use tandem::{base::language::Language, milestones::clock};

use super::{
    driver::{Browser, Scripts},
    server::{Server, still_server},
};

const MEMBERS: [(&str, &str); 3] = [("meryem", "3"), ("tobias", "2"), ("olaf", "5")];

struct Walk {
    server: Server,
    browser: Browser,
    language: Language,
    engagement: String,
}

impl Walk {
    async fn begins(language: Language) -> Walk {
        let server = still_server().await;
        let browser = Browser::start(&server.base, language.as_str(), Scripts::On).await;
        let engagement = format!("/engagements/{}", server.places.engagement);
        Walk { server, browser, language, engagement }
    }

    fn t(&self, key: &str) -> String {
        self.language.t(key)
    }

    /// Somebody sits down at the browser and opens a page.
    async fn is(&self, who: &str, path: &str) {
        self.browser.client.delete_all_cookies().await.unwrap();
        self.server.lets_in(&self.browser, who, self.language.as_str()).await;
        self.browser.opens(&format!("{}{path}", self.engagement)).await;
    }

    async fn texts(&self, css: &str) -> Vec<String> {
        let mut texts = Vec::new();
        for element in self.browser.client.find_all(Locator::Css(css)).await.unwrap() {
            texts.push(element.text().await.unwrap());
        }
        texts
    }

    /// The ids of the gates in this state.
    async fn gates(&self, state: &str) -> BTreeSet<String> {
        let mut ids = BTreeSet::new();
        for element in self.browser.client.find_all(Locator::Css(&format!(".gate-{state}"))).await.unwrap() {
            ids.insert(element.attr("id").await.unwrap().unwrap_or_default());
        }
        ids
    }

    async fn blocked_are(&self, ids: &[&str]) {
        self.is("lea", "/handover/milestones/5").await;
        assert_eq!(self.gates("blocked").await, ids.iter().map(|id| format!("gate-{id}")).collect::<BTreeSet<_>>());
    }

    /// From the gate to the form, and back with what was seen.
    async fn observes(&self, gate: &str, whose: Option<&str>, text: &str) {
        self.is("samir", "/handover/milestones/5").await;
        self.browser.clicks(&format!("#gate-{gate} a[href*='/observations/new']")).await;
        self.browser.finds("#observation").await;
        if let Some(seat) = whose {
            self.browser.clicks(&format!("#observation [name=seat] option[value='{seat}']")).await;
        }
        self.browser.clicks("#observation [name=mode][value=alone]").await;
        self.browser.types("#observation [name=text]", text).await;
        self.browser.clicks("#observation .button-primary").await;
        self.browser.finds("#flash").await;
    }

    /// Both sides attest that somebody does a topic alone.
    async fn both_attest(&self, topic: &str, who: &str) {
        let (_, seat) = MEMBERS.iter().find(|(name, _)| *name == who).unwrap();
        for attester in ["ines", "claire"] {
            self.is(attester, &format!("/handover/topics/{topic}")).await;
            self.confirms(&format!("#seat-{seat} form button")).await;
        }
    }

    async fn confirms(&self, css: &str) {
        self.browser.finds(css).await;
        self.browser.client.execute("window.confirm = () => true", vec![]).await.unwrap();
        self.browser.clicks(css).await;
        self.browser.finds("#flash").await;
    }

    async fn signs(&self, who: &str, name: &str) {
        self.is(who, "/handover/milestones/5").await;
        self.browser.clicks("#signatures a.button").await;
        self.browser.types("#signature [name=name]", name).await;
        self.browser.clicks("#signature .button-primary").await;
        self.browser.finds("#flash").await;
    }

    async fn pictures(&self, name: &str) {
        self.browser.pictures(&format!("m5-{name}-{}", self.language.as_str())).await;
    }

    fn it_is(&self, at: &str) {
        self.server.app.clock.set(at.parse().unwrap()).unwrap();
    }
}

/// The gates of M5 on 15 July in words, as the worked example has them.
const fn in_the_way(language: Language) -> ([&'static str; 4], &'static str) {
    match language {
        Language::En => (
            [
                "T2 has one person at level 4 and needs two",
                "T5 has nobody at level 4",
                "D5 is not accepted (two business days left)",
                "An assist on T5 on 14 July",
            ],
            "D4 is only deemed accepted",
        ),
        Language::De => (
            [
                "T2 hat eine Person auf Stufe 4 und braucht zwei",
                "T5 hat niemanden auf Stufe 4",
                "D5 ist nicht abgenommen (noch zwei Arbeitstage)",
                "Eine Hilfe bei T5 am 14. Juli",
            ],
            "D4 gilt nur als abgenommen",
        ),
    }
}

async fn from_four_gates_to_the_echo(language: Language) {
    let w = Walk::begins(language).await;
    let (blocked, warning) = in_the_way(language);
    w.is("lea", "/handover/milestones/5").await;
    assert_eq!(w.texts(".gate-blocked .gate-title").await, blocked);
    assert_eq!(w.texts(".gate-warning .gate-title").await, [warning]);
    w.pictures("four-gates").await;
    // Each of the five leads to where something can be done about it.
    for (gate, place) in [
        ("people-t2", "/handover/observations/new?topic=2&seat=3"),
        ("people-t5", "/handover/observations/new?topic=5&seat=2"),
        ("deliverable-d5", "/deliverables/5"),
        ("assists-t5", "/handover/topics/5"),
        ("deliverable-d4", "/deliverables/4"),
    ] {
        let link = w.browser.finds(&format!("#gate-{gate} a[href='{}{place}']", w.engagement)).await;
        assert!(!link.text().await.unwrap().is_empty(), "{gate}");
    }
    // What the example asks to be waived is not.
    w.is("ines", "/handover/waivers/1").await;
    w.browser.types("#answer [name=text]", "Meryem is back on Thursday.").await;
    w.browser.clicks("#answer [value=decline]").await;
    w.browser.sees(&w.t("handover-waiver-declined")).await;

    // The client accepts the runbook.
    w.is("tobias", "/handover/milestones/5").await;
    w.browser.clicks("#gate-deliverable-d5 a[href$='/deliverables/5']").await;
    for criterion in 1..=2 {
        w.browser.clicks(&format!("#review [name=criterion-{criterion}][value=met]")).await;
    }
    w.browser.clicks("#review [value=accept]").await;
    w.browser.finds("#flash").await;
    w.blocked_are(&["people-t2", "people-t5", "assists-t5"]).await;

    // Two people learn to do without: two real cases each, on two days.
    for at in ["2026-07-15T13:00:00Z", "2026-07-16T13:00:00Z"] {
        w.it_is(at);
        w.observes("people-t2", None, "A deputy for August, without a question.").await;
        for (_, seat) in MEMBERS[1..].iter().rev() {
            w.observes("people-t5", Some(seat), "An invoice without an order number, read by the runbook.").await;
        }
    }
    w.both_attest("2", "meryem").await;
    w.blocked_are(&["people-t5", "assists-t5"]).await;
    w.both_attest("5", "tobias").await;
    w.both_attest("5", "olaf").await;
    w.blocked_are(&["assists-t5"]).await;
    w.is("ines", "/handover/milestones/5/signature").await;
    w.browser.sees(&w.t("refused-milestone-blocked")).await;

    // Nobody helps on T5 any more; on 28 July the assist is forgotten, and both sides sign.
    w.it_is("2026-07-28T07:00:00Z");
    w.blocked_are(&[]).await;
    w.browser.sees(&w.t("handover-light-ready")).await;
    w.signs("lea", "Lea Ahrens").await;
    w.signs("ines", "Ines Brandt").await;
    w.is("olaf", "/handover/milestones/5").await;
    w.browser.sees(&w.t("handover-gates-recorded")).await;
    let signed = w.texts(".gate-title").await;
    assert_eq!(signed.len(), w.gates("pass").await.len() + w.gates("warning").await.len());
    assert_eq!(w.texts(".gate-warning .gate-title").await, [warning]);
    w.pictures("signed").await;

    // A month later the client still runs it alone; another month later no longer.
    w.it_is("2026-08-30T07:00:00Z");
    clock::tick(&w.server.app).await.unwrap();
    w.is("tobias", "").await;
    w.browser.opens("/").await;
    w.browser.sees(&w.t("ask-answer-echo")).await;
    w.browser.opens(&format!("{}/handover/milestones/5", w.engagement)).await;
    w.browser.clicks("#echoes a.button").await;
    w.browser.clicks("#echo [name=alone][value=yes]").await;
    w.browser.clicks("#echo .button-primary").await;
    w.browser.finds("#flash").await;
    w.browser.sees(&w.t("handover-echo-alone")).await;
    w.it_is("2026-09-29T07:00:00Z");
    clock::tick(&w.server.app).await.unwrap();
    w.is("ines", "/handover/milestones/5").await;
    w.browser.clicks("#echoes a.button").await;
    w.browser.clicks("#echo [name=alone][value=no]").await;
    w.browser.types("#echo [name=text]", "Failed XML from Austria needs Samir again.").await;
    w.browser.clicks("#echo .button-primary").await;
    w.browser.finds("#flash").await;
    w.browser.sees("Failed XML from Austria needs Samir again.").await;
    w.is("samir", "/handover/milestones/5").await;
    w.browser.sees(&w.t("handover-echo-not-alone")).await;
    w.pictures("echoes").await;
    assert_eq!(w.texts(".gate-title").await, signed, "the signed list stands as it was signed");
    w.browser.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_english() {
    from_four_gates_to_the_echo(Language::En).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_german() {
    from_four_gates_to_the_echo(Language::De).await;
}
