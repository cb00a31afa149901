//! Changes to the agreed scope: assessed line by line, offered and accepted as one version, or not.

use tandem::{base::digest::Digest, changes::acts, web::Seat};

use crate::support::{Actor, World, world};

impl World {
    /// Version 1 with S1 and X1, signed by both.
    pub async fn scope_with_exclusion(&self) {
        self.samir.posts(self.at("/scope"), &[("after", "0")]).await.done();
        let service =
            [("title", "Intake of invoices"), ("days", "14"), ("price", "18200"), ("due_on", "2026-08-14"), ("criteria", "All read")];
        self.samir.posts(self.at("/scope/1/lines/new?kind=service"), &service).await.done();
        let exclusion = [("title", "Payment run and bank"), ("text", "Payment proposals and payment files.")];
        self.samir.posts(self.at("/scope/1/lines/new?kind=exclusion"), &exclusion).await.done();
        let digest = self.shown("/scope/1", "[name=shown]").await;
        self.lea.posts(self.at("/scope/1/proposal"), &[("shown", &digest)]).await.done();
        for signer in [&self.lea, &self.ines] {
            signer.posts(self.at("/scope/1/signature"), &[("name", signer.name), ("digest", &digest)]).await.done();
        }
    }

    async fn shown(&self, path: &str, selector: &str) -> String {
        let page = self.lea.opens(self.at(path)).await.is(200);
        let name = if page.attribute(selector, "value").is_some() { "value" } else { "content" };
        page.attribute(selector, name).unwrap_or_else(|| panic!("no {selector} on {path}: {}", page.text()))
    }

    /// CR1: five more days for S1. Raised by Ines, assessed by Samir.
    async fn assessed(&self) {
        let wanted = [("title", "Austria"), ("text", "180 invoices more a month"), ("touches", "S1")];
        self.ines.posts(self.at("/changes/new"), &wanted).await.done();
        self.edits(1, "S1", "19", "26000").await.done();
        self.samir.posts(self.at("/changes/1/assessment"), &[("impact", "Five days more.")]).await.done();
    }

    async fn edits(&self, change: i32, key: &str, days: &str, price: &str) -> crate::support::Page {
        let path = self.at(&format!("/changes/{change}/lines/{key}/edit"));
        let token = self.samir.opens(&path).await.is(200).attribute("[name=token]", "value").unwrap();
        let fields = [("title", "Intake of invoices"), ("days", days), ("price", price), ("token", &token)];
        self.samir.posts(&path, &fields).await
    }

    async fn signs_change(&self, who: &Actor, path: &str) -> crate::support::Page {
        let page = who.opens(self.at(path)).await.is(200);
        let [digest, assessed] = ["digest", "assessed"].map(|field| page.attribute(&format!("[name={field}]"), "value").unwrap());
        who.posts(self.at(path), &[("name", who.name), ("digest", &digest), ("assessed", &assessed)]).await
    }

    async fn versions(&self) -> Vec<String> {
        sqlx::query_scalar("select number || ' ' || state from scope_versions where engagement_id = $1 order by number")
            .bind(self.engagement)
            .fetch_all(&self.app.db)
            .await
            .unwrap()
    }
}

#[tokio::test]
async fn an_accepted_change_is_the_next_agreed_version() {
    let w = world().await;
    w.ines.posts(w.at("/changes/new"), &[("title", "Too early"), ("text", "x")]).await.is(409).sees("no agreed scope yet");
    w.scope_with_exclusion().await;
    w.ines.posts(w.at("/changes/new"), &[("title", ""), ("text", "Kept")]).await.is_invalid_at("title").sees("Kept");
    w.assessed().await;
    assert_eq!(w.turns().await, ["CR1 provider offer_change"]);
    let page = w.olaf.opens(w.at("/changes/1")).await.is(200).sees("+5 business days, +€7,800").sees("Five days more.");
    assert!(page.all("#edit-S1").len() == 1 && page.all("form.form").is_empty(), "an observer acts on nothing");
    // What is assessed is the agreed version as before.
    assert_eq!(w.versions().await, ["1 agreed"]);
    w.lea.posts(w.at("/changes/1/offer"), &[("name", "Somebody Else"), ("digest", &"0".repeat(64))]).await.is_invalid_at("name");
    w.lea.opens(w.at("/changes/1/offer")).await.is(200).sees("S1 answers no confirmed need");
    assert_eq!(w.signs_change(&w.lea, "/changes/1/offer").await.done(), w.at("/changes/1"));
    assert_eq!(w.versions().await, ["1 agreed", "2 proposed"]);
    assert_eq!(w.turns().await, ["CR1 client accept_change"]);
    // It is signed with the change and nowhere else.
    let digest = w.ines.opens(w.at("/changes/1/acceptance")).await.attribute("[name=digest]", "value").unwrap();
    w.ines.posts(w.at("/scope/2/signature"), &[("name", "Ines Brandt"), ("digest", &digest)]).await.is(409).sees("CR1");
    w.lea.posts(w.at("/scope/2/withdrawal"), &[]).await.is(409).sees("CR1");
    w.samir.posts(w.at("/changes/1/lines/S1/removal"), &[]).await.is(409);
    assert_eq!(w.signs_change(&w.ines, "/changes/1/acceptance").await.done(), w.at("/scope/2"));
    assert_eq!(w.versions().await, ["1 superseded", "2 agreed"]);
    assert_eq!(w.turns().await, Vec::<String>::new());
    w.meryem.opens(w.at("/scope/2")).await.is(200).sees("€26,000").sees("Ines Brandt").sees("Lea Ahrens").sees("This version carries CR1");
    w.meryem.opens(w.at("/changes/1")).await.is(200).sees("Agreed: both sides have signed it.");
    w.meryem.opens(w.at("/changes")).await.is(200).sees("CR1 Austria").sees("accepted");
    let told = w.happened().await;
    assert_eq!(told[told.len() - 5..], ["change_raised", "change_edited", "change_assessed", "change_offered", "change_accepted"]);
}

#[tokio::test]
async fn another_version_agreed_meanwhile_asks_for_a_new_assessment() {
    let w = world().await;
    w.scope_with_exclusion().await;
    w.assessed().await;
    // A second change, of the exclusion, is agreed first.
    w.tobias.posts(w.at("/changes/new"), &[("title", "Files too"), ("text", "Please"), ("touches", "X1")]).await.done();
    w.samir.posts(w.at("/changes/2/lines/X1/removal"), &[]).await.done();
    w.samir.posts(w.at("/changes/2/assessment"), &[("impact", "No work.")]).await.done();
    w.signs_change(&w.lea, "/changes/2/offer").await.done();
    // One offer at a time.
    let page = w.lea.opens(w.at("/changes/1/offer")).await.is(200);
    let [digest, assessed] = ["digest", "assessed"].map(|field| page.attribute(&format!("[name={field}]"), "value").unwrap());
    let signature = [("name", "Lea Ahrens"), ("digest", &*digest), ("assessed", &assessed)];
    w.lea.posts(w.at("/changes/1/offer"), &signature).await.is(409).sees("Only one can be open");
    w.signs_change(&w.ines, "/changes/2/acceptance").await.done();
    w.lea.opens(w.at("/changes/1")).await.is(200).sees("has to be assessed again").sees("Five days more.");
    w.lea.posts(w.at("/changes/1/offer"), &signature).await.is(409).sees("assessed again");
    // S1 is what it was, so the edit still stands; only the assessment has to be given anew.
    w.samir.posts(w.at("/changes/1/assessment"), &[("impact", "Still five days.")]).await.done();
    w.signs_change(&w.lea, "/changes/1/offer").await.done();
    w.signs_change(&w.ines, "/changes/1/acceptance").await.done();
    assert_eq!(w.versions().await, ["1 superseded", "2 superseded", "3 agreed"]);
    w.ines.opens(w.at("/scope/3")).await.is(200).sees("€26,000").sees_not("Payment run and bank");
}

#[tokio::test]
async fn an_edit_of_a_line_that_changed_meanwhile_is_looked_at_again() {
    let w = world().await;
    w.scope_with_exclusion().await;
    w.assessed().await;
    w.tobias.posts(w.at("/changes/new"), &[("title", "Less"), ("text", "Please")]).await.done();
    w.edits(2, "S1", "10", "13000").await.done();
    w.samir.posts(w.at("/changes/2/assessment"), &[("impact", "Less work.")]).await.done();
    w.signs_change(&w.lea, "/changes/2/offer").await.done();
    w.signs_change(&w.ines, "/changes/2/acceptance").await.done();
    w.samir.opens(w.at("/changes/1")).await.is(200).sees("look again");
    w.samir.posts(w.at("/changes/1/assessment"), &[("impact", "As before")]).await.is(409).sees("S1").sees("As before");
    w.samir.opens(w.at("/changes/1/lines/S1/edit")).await.is(200).sees("Another version has changed this line");
    // Sent for the line as it was: told, and nothing lost.
    let stale = [("title", "Intake of invoices"), ("days", "19"), ("token", "0123")];
    let page = w.samir.posts(w.at("/changes/1/lines/S1/edit"), &stale).await.is(409).sees("Another version has changed this line");
    assert_eq!(page.attribute("[name=days]", "value").as_deref(), Some("19"));
    w.edits(1, "S1", "15", "20800").await.done();
    w.samir.posts(w.at("/changes/1/assessment"), &[("impact", "Five days more than now.")]).await.done();
    w.lea.opens(w.at("/changes/1")).await.is(200).sees("+5 business days, +€7,800");
}

#[tokio::test]
async fn an_edit_after_the_assessment_asks_for_a_new_one() {
    let w = world().await;
    w.scope_with_exclusion().await;
    w.samir.posts(w.at("/changes/new"), &[("title", "Training"), ("text", "For the night shift")]).await.done();
    w.samir.posts(w.at("/changes/1/assessment"), &[("impact", "Nothing yet")]).await.is(409).sees("which lines");
    w.samir.posts(w.at("/changes/1/lines/new?kind=service"), &[("title", "Training"), ("days", "x")]).await.is_invalid_at("days");
    w.samir.posts(w.at("/changes/1/lines/new?kind=service"), &[("title", "Training"), ("days", "2")]).await.done();
    w.samir.posts(w.at("/changes/1/lines/new?kind=nothing"), &[("title", "x")]).await.is(404);
    w.samir.posts(w.at("/changes/1/assessment"), &[("impact", "Two days.")]).await.done();
    assert_eq!(w.turns().await, ["CR1 provider offer_change"]);
    w.samir.posts(w.at("/changes/1/lines/S2/undo"), &[]).await.done();
    assert_eq!(w.turns().await, ["CR1 provider assess_change"]);
    w.samir.posts(w.at("/changes/1/lines/S2/undo"), &[]).await.is(409);
    w.lea.posts(w.at("/changes/1/offer"), &[("name", "Lea Ahrens"), ("digest", &"0".repeat(64))]).await.is(409).sees("not assessed");
    // The key of a line that was taken back is never given to another.
    w.samir.posts(w.at("/changes/1/lines/new?kind=service"), &[("title", "Training again")]).await.done();
    w.samir.opens(w.at("/changes/1")).await.is(200).sees("S3 Training again");
}

#[tokio::test]
async fn offers_are_taken_back_or_declined_with_a_reason() {
    let w = world().await;
    w.scope_with_exclusion().await;
    w.assessed().await;
    w.signs_change(&w.lea, "/changes/1/offer").await.done();
    w.lea.posts(w.at("/changes/1/offer/withdrawal"), &[]).await.done();
    assert_eq!(w.versions().await, ["1 agreed", "2 withdrawn"]);
    w.ines.opens(w.at("/changes/1/acceptance")).await.is(409).sees("not on offer");
    w.signs_change(&w.lea, "/changes/1/offer").await.done();
    w.ines.posts(w.at("/changes/1/decline"), &[("decline_reason", "")]).await.is_invalid_at("decline_reason");
    w.ines.posts(w.at("/changes/1/decline"), &[("decline_reason", "Too dear")]).await.done();
    assert_eq!(w.versions().await, ["1 agreed", "2 withdrawn", "3 withdrawn"]);
    w.samir.opens(w.at("/changes/1")).await.is(200).sees("declined it").sees("Too dear");
    w.lea.posts(w.at("/changes/1/offer"), &[("name", "Lea Ahrens"), ("digest", &"0".repeat(64))]).await.is(409);
}

#[tokio::test]
async fn a_change_is_withdrawn_by_its_side_and_parked_by_who_commits_one() {
    let w = world().await;
    w.scope_with_exclusion().await;
    w.tobias.posts(w.at("/changes/new"), &[("title", "Phone"), ("text", "Approve on the phone")]).await.done();
    w.samir.posts(w.at("/changes/1/withdrawal"), &[("reason", "No")]).await.is(409).sees("Only the side that asked");
    w.samir.posts(w.at("/changes/1/parking"), &[("reason", "No")]).await.is(403);
    w.ines.posts(w.at("/changes/1/parking"), &[("reason", " ")]).await.is_invalid_at("reason");
    w.ines.posts(w.at("/changes/1/parking"), &[("reason", "After the handover")]).await.done();
    assert_eq!(w.turns().await, Vec::<String>::new());
    w.samir.posts(w.at("/changes/1/lines/S1/removal"), &[]).await.is(409).sees("parked");
    w.lea.posts(w.at("/changes/1/resumption"), &[]).await.done();
    assert_eq!(w.turns().await, ["CR1 provider assess_change"]);
    w.meryem.posts(w.at("/changes/1/withdrawal"), &[("reason", "Not needed")]).await.done();
    w.lea.posts(w.at("/changes/1/resumption"), &[]).await.is(409);
    w.olaf.opens(w.at("/changes?state=ended")).await.is(200).sees("Phone").sees("Not needed");
    w.olaf.opens(w.at("/changes?state=open")).await.is(200).sees("No change fits.");
}

#[tokio::test]
async fn nobody_signs_another_text_than_the_one_shown() {
    let w = world().await;
    w.scope_with_exclusion().await;
    w.assessed().await;
    let digest = w.lea.opens(w.at("/changes/1/offer")).await.is(200).attribute("[name=digest]", "value").unwrap();
    w.edits(1, "S1", "20", "26000").await.done();
    w.samir.posts(w.at("/changes/1/assessment"), &[("impact", "Six days.")]).await.done();
    w.lea.posts(w.at("/changes/1/offer"), &[("name", "Lea Ahrens"), ("digest", &digest)]).await.is(409).sees("not the one you were shown");
    assert_eq!(w.versions().await, ["1 agreed"]);
    // Nor with another impact than the one above it.
    let page = w.lea.opens(w.at("/changes/1/offer")).await.is(200).sees("Six days.");
    let [read, assessed] = ["digest", "assessed"].map(|field| page.attribute(&format!("[name={field}]"), "value").unwrap());
    w.it_is("2026-07-15T09:00:00Z");
    w.samir.posts(w.at("/changes/1/assessment"), &[("impact", "Nine days.")]).await.done();
    let signature = [("name", "Lea Ahrens"), ("digest", &*read), ("assessed", &assessed)];
    w.lea.posts(w.at("/changes/1/offer"), &signature).await.is(409).sees("not the one you were shown");
    assert_eq!(w.versions().await, ["1 agreed"]);
    w.signs_change(&w.lea, "/changes/1/offer").await.done();
    w.ines.posts(w.at("/changes/1/acceptance"), &[("name", "Ines Brandt"), ("digest", &digest)]).await.is(409);
    w.ines.posts(w.at("/changes/1/acceptance"), &[("name", "Ines Brandt"), ("digest", "nonsense")]).await.is(409);
    assert_eq!(w.versions().await, ["1 agreed", "2 proposed"]);
    // The same form twice signs once.
    let shown = w.ines.opens(w.at("/changes/1/acceptance")).await.attribute("[name=digest]", "value").unwrap();
    let once = uuid::Uuid::new_v4();
    let fields = [("name", "Ines Brandt"), ("digest", shown.as_str())];
    w.ines.posts_once(w.at("/changes/1/acceptance"), &fields, once).await.done();
    w.ines.posts_once(w.at("/changes/1/acceptance"), &fields, once).await.is(409);
}

/// Whoever gets around the application still cannot change what is on offer.
#[tokio::test]
async fn the_database_keeps_what_is_offered() {
    let w = world().await;
    w.scope_with_exclusion().await;
    w.assessed().await;
    let seat = Seat::of_person(&w.app, w.lea.id, w.engagement).await.unwrap();
    let another = acts::Read { digest: Digest([0; 32]), assessed_at: Some(w.app.clock.now()) };
    assert!(acts::offer(&w.app, &seat, 1, "Lea Ahrens", Some(another)).await.is_err());
    acts::offer(&w.app, &seat, 1, "Lea Ahrens", None).await.unwrap();
    w.tobias.posts(w.at("/changes/new"), &[("title", "Another"), ("text", "Please")]).await.done();
    let forgeries = [
        "update change_edits set content = '{\"title\": \"Something else\", \"text\": \"\", \"criteria\": []}'",
        "delete from change_edits",
        "update change_edits set change = 2",
        "insert into change_edits (engagement_id, change, key, action, base, edited_by, edited_at)
         select engagement_id, change, 'X1', 'remove', 'x', edited_by, edited_at from change_edits where change = 1",
    ];
    w.refuses_all("change_edits_frozen", &forgeries).await;
    for (constraint, forgery) in [
        ("scope_lines_frozen", "update scope_lines set title = 'Something else' where version = 2"),
        ("scope_versions_two_signatures", "update scope_versions set state = 'agreed', agreed_at = now() where number = 2"),
        ("change_requests_offer_has_version", "update change_requests set version = null where number = 1"),
        ("change_requests_end_whole", "update change_requests set state = 'accepted' where number = 1"),
        (
            "change_requests_rest_says_why",
            "update change_requests set state = 'declined', ended_at = now(), ended_by = raised_by, reason = ''",
        ),
    ] {
        assert_eq!(w.refuses(forgery).await, constraint, "{forgery}");
    }
}

#[tokio::test]
async fn a_request_outside_the_scope_becomes_a_change() {
    let w = world().await;
    w.scope_with_exclusion().await;
    let text = "Could the payment proposal come out of it as well?";
    // Before it is sent, both sides can see where it belongs.
    let draft = [("kind", "request"), ("text", text), ("about", ""), ("look", "yes")];
    let page = w.tobias.posts(w.at("/feedback"), &draft).await.is(200).sees("X1 Payment run and bank").sees_not("S1 Intake");
    assert_eq!(page.all("textarea[name=text]"), [text]);
    assert_eq!(w.turns().await, Vec::<String>::new());
    w.tobias.posts(w.at("/feedback"), &draft[..3]).await.done();
    assert_eq!(w.turns().await, ["F1 provider place_request"]);
    // Asking back brings it to the client and back; it is not placed by that.
    w.samir.posts(w.at("/feedback/1/replies"), &[("text", "For which bank?")]).await.done();
    assert_eq!(w.turns().await, ["F1 client answer_feedback"]);
    w.tobias.posts(w.at("/feedback/1/replies"), &[("text", "Both.")]).await.done();
    assert_eq!(w.turns().await, ["F1 provider place_request"]);
    let page = w.samir.opens(w.at("/feedback/1")).await.is(200).sees("Where does this belong?").sees("X1 Payment run and bank");
    assert_eq!(page.attribute("[name=line] option[selected]", "value").as_deref(), Some("X1"));
    let place = |fields: &[(&'static str, &'static str)]| fields.to_vec();
    w.samir.posts(w.at("/feedback/1/placement"), &place(&[("place", "within")])).await.is_invalid_at("line");
    w.samir.posts(w.at("/feedback/1/placement"), &place(&[("place", "within"), ("line", "X1")])).await.is_invalid_at("line");
    w.samir.posts(w.at("/feedback/1/placement"), &place(&[("place", "parked")])).await.is_invalid_at("why");
    w.samir.posts(w.at("/feedback/1/placement"), &place(&[("place", "client")])).await.is_invalid_at("owner");
    w.samir.posts(w.at("/feedback/1/placement"), &place(&[("place", "client"), ("owner", "99")])).await.is(409);
    w.samir.posts(w.at("/feedback/1/placement"), &place(&[("place", "within"), ("line", "S9")])).await.is(409);
    w.tobias.posts(w.at("/feedback/1/placement"), &place(&[("place", "parked"), ("why", "x")])).await.is(403);
    let change = place(&[("place", "change"), ("line", "X1"), ("title", "Payment proposal")]);
    w.samir.posts(w.at("/feedback/1/placement"), &change).await.done();
    w.samir.posts(w.at("/feedback/1/placement"), &change).await.is(409).sees("placed meanwhile");
    assert_eq!(w.turns().await, ["CR1 provider assess_change", "F1 client close_feedback"]);
    w.tobias.opens(w.at("/feedback/1")).await.is(200).sees("Outside the agreed scope; it goes on as CR1");
    let page = w.tobias.opens(w.at("/changes/1")).await.is(200).sees(text).sees("Payment proposal");
    assert!(page.text().contains("Tobias Lenz"), "who asked for it is who asked");
    w.lea.opens(w.at("/activity")).await.is(200).sees("outside the scope, as CR1");
}

#[tokio::test]
async fn a_request_can_be_the_clients_own_matter_or_within_a_line() {
    let w = world().await;
    w.scope_with_exclusion().await;
    for _ in 0..2 {
        w.tobias.posts(w.at("/feedback"), &[("kind", "request"), ("text", "Read invoices from Linz"), ("about", "")]).await.done();
    }
    w.samir.opens(w.at("/feedback/1")).await.is(200).sees("S1 Intake of invoices");
    w.samir.posts(w.at("/feedback/1/placement"), &[("place", "within"), ("line", "S1")]).await.done();
    w.tobias.opens(w.at("/feedback/1")).await.is(200).sees("Within the agreed scope: S1");
    w.samir.posts(w.at("/feedback/2/placement"), &[("place", "client"), ("owner", "3"), ("why", "Purchasing decides.")]).await.done();
    w.meryem.opens("/").await.is(200).sees("F2 Read invoices from Linz");
    w.tobias.opens(w.at("/feedback/2")).await.is(200).sees("owner: Meryem Kaya").sees("Purchasing decides.");
    // What the provider asks for, and what is no request, is not placed.
    w.samir.posts(w.at("/feedback"), &[("kind", "request"), ("text", "Please free a key user"), ("about", "")]).await.done();
    assert!(w.turns().await.contains(&"F3 client answer_feedback".to_owned()));
    w.samir.posts(w.at("/feedback/3/placement"), &[("place", "within"), ("line", "S1")]).await.is(409);
}

/// Stems, compound words and accents, in the language in which the engagement is written.
#[tokio::test]
async fn the_guard_finds_what_is_meant_in_german() {
    let w = world().await;
    w.scope_with_exclusion().await;
    sqlx::query("update engagements set language = 'de' where id = $1").bind(w.engagement).execute(&w.app.db).await.unwrap();
    w.samir.posts(w.at("/scope"), &[("after", "1")]).await.done();
    for (kind, title, text) in [
        ("exclusion", "Zahllauf und Bank", "Zahlungsvorschläge, Zahlungsdateien und alles, was eine Bank erreicht."),
        ("exclusion", "Bereinigung der Artikelstämme", "Artikel werden übernommen, wie sie sind."),
        ("service", "Übergabe an drei Personen", "Zwei Personen klären Ausnahmen allein."),
        ("service", "Abgleich mit Toleranz", "Rechnung, Bestellung und Lieferung werden abgeglichen."),
    ] {
        w.samir.posts(w.at(&format!("/scope/2/lines/new?kind={kind}")), &[("title", title), ("text", text)]).await.done();
    }
    let digest = w.shown("/scope/2", "[name=shown]").await;
    w.lea.posts(w.at("/scope/2/proposal"), &[("shown", &digest)]).await.done();
    for signer in [&w.lea, &w.ines] {
        signer.posts(w.at("/scope/2/signature"), &[("name", signer.name), ("digest", &digest)]).await.done();
    }
    for (text, near) in [
        ("Kann der Zahlungsvorschlagsexport dazukommen?", "X2 Zahllauf und Bank"),
        ("Bitte auch Zahlungsvorschlag und Zahlungsdatei", "X2 Zahllauf und Bank"),
        ("Könnten die Artikelstammdaten bereinigt werden?", "X3 Bereinigung der Artikelstämme"),
        ("Wann ist die Ubergabe?", "S2 Übergabe an drei Personen"),
    ] {
        let typed = [("kind", "request"), ("text", text), ("about", ""), ("look", "yes")];
        w.tobias.posts(w.at("/feedback"), &typed).await.is(200).sees(near);
    }
    for odd in ["Wo kann ich hier parken?", "&|!():*'\\", "   .", "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 🦀"] {
        let typed = [("kind", "request"), ("text", odd), ("about", ""), ("look", "yes")];
        w.tobias.posts(w.at("/feedback"), &typed).await.is(200).sees("Nothing in the agreed scope is near");
    }
}
