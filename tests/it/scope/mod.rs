//! Scenes of the scope: drafting, proposing, signing, and what is refused.

use tandem::{
    access::needs,
    scope::{
        acts, carried,
        line::{Kind, LineContent, NewLine},
    },
    web::Seat,
};
use uuid::Uuid;

use crate::support::{Actor, Page, World, world};

mod comparison;
mod forgeries;
mod printed;
mod sequences;

/// A service with everything that is asked of one.
const SERVICE: [(&str, &str); 6] = [
    ("title", "Process and role map"),
    ("text", "Who decides *what*, and when."),
    ("criteria", "Every exception has an owner\n\n  Limits are named  "),
    ("days", "6"),
    ("price", "7.800,50"),
    ("due_on", "2026-07-31"),
];

fn but<'a>(fields: &[(&'a str, &'a str)], field: &str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    fields.iter().map(|(name, old)| (*name, if *name == field { value } else { old })).collect()
}

impl World {
    async fn adds(&self, who: &Actor, version: i32, kind: &str, fields: &[(&str, &str)]) -> Page {
        who.posts(self.at(&format!("/scope/{version}/lines/new?kind={kind}")), fields).await
    }

    /// A draft with one service and one exclusion.
    async fn draft(&self) {
        self.samir.posts(self.at("/scope"), &[("after", "0")]).await.done();
        self.adds(&self.samir, 1, "service", &SERVICE).await.done();
        self.adds(&self.samir, 1, "exclusion", &[("title", "Payment run and bank")]).await.done();
    }

    /// That draft, proposed. Returns its digest.
    async fn proposal(&self) -> String {
        self.draft().await;
        self.proposes(1).await
    }

    async fn proposes(&self, version: i32) -> String {
        let shown = self.lea.opens(self.at(&format!("/scope/{version}"))).await.attribute("#propose button", "value").unwrap();
        self.lea.posts(self.at(&format!("/scope/{version}/proposal")), &[("shown", &shown)]).await.done();
        shown
    }

    async fn signs(&self, who: &Actor, version: i32, digest: &str) -> Page {
        who.posts(self.at(&format!("/scope/{version}/signature")), &[("name", who.name), ("digest", digest)]).await
    }

    /// That proposal, agreed.
    async fn agreement(&self) {
        let digest = self.proposal().await;
        self.signs(&self.ines, 1, &digest).await.done();
        self.signs(&self.lea, 1, &digest).await.done();
    }

    async fn states(&self) -> Vec<String> {
        sqlx::query_scalar("select number || ' ' || state from scope_versions where engagement_id = $1 order by number")
            .bind(self.engagement)
            .fetch_all(&self.app.db)
            .await
            .unwrap()
    }
}

#[tokio::test]
async fn from_nothing_to_an_agreement() {
    let w = world().await;
    w.ines.opens(w.at("/scope")).await.is(200).sees("Nothing is agreed yet").sees("Ahrens & Vale begins the first draft");
    assert!(w.ines.opens(w.at("/scope")).await.all("main form").is_empty());
    w.samir.opens(w.at("/scope")).await.is(200).sees("Begin the first draft");
    let url = w.samir.posts(w.at("/scope"), &[("after", "0")]).await.done();
    assert_eq!(url, w.at("/scope/1"));
    w.samir.opens(w.at("/scope/1")).await.is(200).sees("draft").sees("The draft is empty").sees("No service is named");
    let url = w.adds(&w.samir, 1, "service", &SERVICE).await.done();
    assert_eq!(url, w.at("/scope/1#S1"));
    w.adds(&w.lea, 1, "exclusion", &[("title", "Payment run and bank")]).await.done();
    w.adds(&w.lea, 1, "client_duty", &[("title", "A key user two days a week")]).await.done();
    w.adds(&w.lea, 1, "way_of_working", &[("title", "On site Tuesday and Wednesday")]).await.done();
    let page = w.ines.opens(w.at("/scope/1")).await.is(200);
    let page =
        page.sees("S1").sees("Who decides what").sees("Limits are named").sees("€7,800.50").sees("31 July 2026").sees("C1").sees("W1");
    assert!(page.all("main form").is_empty(), "a client is offered a form");
    assert_eq!(page.all("ol.criteria li"), ["Every exception has an owner", "Limits are named"]);
    assert_eq!(w.turns().await, Vec::<String>::new());

    let digest = w.proposes(1).await;
    assert_eq!(w.turns().await, ["V1 client sign_scope", "V1 provider sign_scope"]);
    w.statements.taken();
    let page = w.ines.opens(w.at("/scope/1")).await.is(200);
    assert!((1..=6).contains(&w.statements.taken()));
    let page = page.sees("Nordlicht Pumpen GmbH’s turn").sees("due Mon 20 July (3 business days left)").sees("waits for you");
    assert_eq!(page.attribute(".signature-client a.button", "href").unwrap(), w.at("/scope/1/signature"));
    w.tobias.opens(w.at("/scope/1")).await.is(200).sees("A sponsor of this side can sign").sees_not("waits for you");

    w.statements.taken();
    let page = w.ines.opens(w.at("/scope/1/signature")).await.is(200).sees("Signing cannot be taken back").sees("Payment run and bank");
    assert!((1..=6).contains(&w.statements.taken()));
    assert_eq!(page.attribute("input[name=digest]", "value").unwrap(), digest);
    assert_eq!(w.signs(&w.ines, 1, &digest).await.done(), w.at("/scope/1"));
    assert_eq!(w.turns().await, ["V1 provider sign_scope"]);
    assert_eq!(w.states().await, ["1 proposed"]);
    assert!(carried::agreed_lines(&w.app.db, w.engagement).await.unwrap().is_none());
    w.lea.posts(w.at("/scope/1/signature"), &[("name", "  lea  AHRENS"), ("digest", &digest)]).await.done();
    assert_eq!(w.states().await, ["1 agreed"]);
    assert_eq!(w.turns().await, Vec::<String>::new());
    assert_eq!(
        w.happened().await,
        [
            "scope_drafted",
            "scope_line_added",
            "scope_line_added",
            "scope_line_added",
            "scope_line_added",
            "scope_proposed",
            "scope_signed",
            "scope_signed"
        ]
    );
    let page = w.olaf.opens(w.at("/scope")).await.is(200).sees("Agreed: this is what counts").sees("Ines Brandt").sees("lea AHRENS");
    assert_eq!(page.all(".digest").len(), 2);
    assert!(page.text().contains(&digest[..4]));
    let (version, lines) = carried::agreed_lines(&w.app.db, w.engagement).await.unwrap().unwrap();
    assert_eq!((version, lines.len()), (1, 4));
    assert_eq!(lines[0].content.criteria, ["Every exception has an owner", "Limits are named"]);
}

#[tokio::test]
async fn the_next_version_begins_with_the_agreed_one_and_supersedes_it() {
    let w = world().await;
    w.agreement().await;
    w.statements.taken();
    w.samir.opens(w.at("/scope")).await.is(200).sees("Begin the next version");
    assert!((1..=6).contains(&w.statements.taken()));
    // Shown before version 1 was agreed, and sent afterwards.
    w.samir.posts(w.at("/scope"), &[("after", "0")]).await.is(409).sees("Another version was agreed");
    assert_eq!(w.samir.posts(w.at("/scope"), &[("after", "1")]).await.done(), w.at("/scope/2"));
    w.ines
        .opens(w.at("/scope"))
        .await
        .is(200)
        .sees("version 1")
        .sees("A draft of the next version is being written")
        .sees("Open version 2");
    let page = w.samir.opens(w.at("/scope/2")).await.is(200).sees("Limits are named").sees("€7,800.50");
    let token = page.attribute("#remove-S1 button", "value").unwrap();
    w.samir.posts(w.at("/scope/2/lines/S1/removal"), &[("token", &token)]).await.done();
    w.adds(&w.samir, 2, "service", &but(&SERVICE, "title", "Intake in one mailbox")).await.done();
    let digest = w.proposes(2).await;
    w.signs(&w.lea, 2, &digest).await.done();
    assert_eq!(w.states().await, ["1 agreed", "2 proposed"]);
    w.signs(&w.ines, 2, &digest).await.done();
    assert_eq!(w.states().await, ["1 superseded", "2 agreed"]);
    w.ines.opens(w.at("/scope")).await.is(200).sees("version 2").sees("Intake in one mailbox").sees_not("role map");
    w.ines.opens(w.at("/scope/1")).await.is(200).sees("a later version counts").sees("role map");
    // Keys are never given twice.
    let page = w.ines.opens(w.at("/scope/lines/S2")).await.is(200).sees("Intake in one mailbox");
    assert_eq!(page.all("#versions .row-title"), ["Version 2"]);
}

#[tokio::test]
async fn a_line_has_a_page_over_all_versions() {
    let w = world().await;
    w.agreement().await;
    w.samir.posts(w.at("/scope"), &[("after", "1")]).await.done();
    let token = w.samir.opens(w.at("/scope/2/lines/S1/edit")).await.attribute("input[name=token]", "value").unwrap();
    let fields = [&but(&SERVICE, "days", "8")[..], &[("token", &token)]].concat();
    w.samir.posts(w.at("/scope/2/lines/S1/edit"), &fields).await.done();
    for statement in [
        "insert into deliverables (engagement_id, number, title, line_version, line_key, due_on, state, state_since, planned_by, planned_at)
         values ($1, 1, 'To-be process map', 1, 'S1', '2026-07-20', 'planned', now(), $2, now())",
        "insert into feedback_entries (engagement_id, number, kind, blocking, text, about, raised_by, raised_side, raised_at)
         values ($1, 1, 'concern', true, 'Whose limits?', 'S1', $2, 'client', now())",
        "insert into topics (engagement_id, number, title, line_key, critical, people_needed, target_level, planned_by, planned_at)
         values ($1, 1, 'Approval limits', 'S1', true, 2, 4, $2, now())",
    ] {
        sqlx::query(statement).bind(w.engagement).bind(w.samir.id).execute(&w.app.db).await.unwrap();
    }
    w.statements.taken();
    let page = w.meryem.opens(w.at("/scope/lines/S1")).await.is(200);
    assert!((1..=6).contains(&w.statements.taken()));
    let page = page.sees("agreed").sees("6").sees("D1 To-be process map").sees("planned").sees("Whose limits?").sees("blocking");
    let page = page.sees("T1 Approval limits").sees("critical").sees("changed: Business days").sees("first version with this line");
    assert!(page.body.contains(&w.at("/feedback/new?about=S1")));
    w.paul.opens(w.at("/scope/lines/S1")).await.is(200).sees_not("Give feedback on S1");
    for unknown in ["S9", "Q1", "S", "S01", "1"] {
        w.meryem.opens(w.at(&format!("/scope/lines/{unknown}"))).await.is(404);
    }
    // A line that was taken out of the only draft that had it still has a page, as something may refer to it.
    w.adds(&w.samir, 2, "exclusion", &[("title", "Tax advice")]).await.done();
    let token = w.samir.opens(w.at("/scope/2")).await.attribute("#remove-X2 button", "value").unwrap();
    w.samir.posts(w.at("/scope/2/lines/X2/removal"), &[("token", &token)]).await.done();
    w.meryem.opens(w.at("/scope/lines/X2")).await.is(200).sees("taken out of its draft");
    w.adds(&w.samir, 2, "exclusion", &[("title", "Outgoing invoices")]).await.done();
    w.meryem.opens(w.at("/scope/lines/X3")).await.is(200).sees("Outgoing invoices");
}

#[tokio::test]
async fn a_version_has_so_many_lines_and_no_more() {
    let w = world().await;
    w.draft().await;
    for statement in [
        "insert into scope_keys (engagement_id, key, kind) select $1, 'X' || n, 'exclusion' from generate_series(2, 300) n on conflict do nothing",
        "insert into scope_lines (engagement_id, version, key, position, title)
         select $1, 1, 'X' || n, n, 'Line' from generate_series(2, 300) n
         where n <= 301 - (select count(*) from scope_lines where engagement_id = $1 and version = 1)",
    ] {
        sqlx::query(statement).bind(w.engagement).execute(&w.app.db).await.unwrap();
    }
    let page = w.adds(&w.samir, 1, "exclusion", &[("title", "One more, which is one too many")]).await;
    let page = page.is_invalid_at("title").sees("at most 300 lines");
    assert_eq!(page.attribute("input[name=title]", "value").unwrap(), "One more, which is one too many");
}

#[tokio::test]
async fn two_people_who_edit_one_line_lose_nothing() {
    let w = world().await;
    w.draft().await;
    let page = w.samir.opens(w.at("/scope/1/lines/S1/edit")).await.is(200);
    assert_eq!(page.attribute("input[name=price]", "value").unwrap(), "7800.50");
    assert_eq!(page.attribute("input[name=due_on]", "value").unwrap(), "2026-07-31");
    let token = page.attribute("input[name=token]", "value").unwrap();
    let theirs = [&but(&SERVICE, "title", "Lea’s wording")[..], &[("token", &token)]].concat();
    w.lea.posts(w.at("/scope/1/lines/S1/edit"), &theirs).await.done();
    let mine = [&but(&but(&SERVICE, "title", "Samir’s wording"), "price", "8,000")[..], &[("token", &token)]].concat();
    let page =
        w.samir.posts(w.at("/scope/1/lines/S1/edit"), &mine).await.is(409).sees("Somebody else changed this line").sees("Lea’s wording");
    assert_eq!(page.attribute("input[name=title]", "value").unwrap(), "Samir’s wording");
    let token = page.attribute("input[name=token]", "value").unwrap();
    let again = [&but(&mine, "token", &token)[..]].concat();
    w.samir.posts(w.at("/scope/1/lines/S1/edit"), &again).await.done();
    w.ines.opens(w.at("/scope/1")).await.sees("Samir’s wording").sees("€8,000");
    // Saved without a change, nothing happened.
    let before = w.happened().await.len();
    let token = w.samir.opens(w.at("/scope/1/lines/S1/edit")).await.attribute("input[name=token]", "value").unwrap();
    w.samir.posts(w.at("/scope/1/lines/S1/edit"), &but(&again, "token", &token)).await.done();
    assert_eq!(w.happened().await.len(), before);
    // What was changed is not taken out by somebody who has not seen the change; what is gone is not changed.
    w.samir.posts(w.at("/scope/1/lines/S1/removal"), &[("token", "stale")]).await.is(409);
    w.samir.posts(w.at("/scope/1/lines/S1/removal"), &[("token", &token)]).await.done();
    w.samir.posts(w.at("/scope/1/lines/S1/removal"), &[("token", &token)]).await.is(409).sees("taken out of the draft");
    w.lea.posts(w.at("/scope/1/lines/S1/edit"), &theirs).await.is(409).sees("taken out of the draft").sees("Who decides");
    w.lea.opens(w.at("/scope/1/lines/S1/edit")).await.is(404);
}

#[tokio::test]
async fn two_people_who_choose_needs_lose_nothing_either() {
    let w = world().await;
    let said_by = w.meryem.id.to_string();
    let wishes = [("wish-1", "Less chaos"), ("wish-2", "Reminders"), ("said_by", &said_by), ("said_on", "2026-07-14")];
    w.meryem.posts(w.at("/needs/new"), &wishes).await.done();
    for need in ["1", "2"] {
        let understood = [("understanding", "Every invoice has one visible owner."), ("measure", "95 % within a day")];
        w.samir.posts(w.at(&format!("/needs/{need}/restatements")), &understood).await.done();
        w.ines.posts(w.at(&format!("/needs/{need}/answer")), &[("round", "1"), ("answer", "yes")]).await.done();
    }
    w.draft().await;
    let edit = w.at("/scope/1/lines/S1/edit");
    let token = w.samir.opens(&edit).await.attribute("input[name=token]", "value").unwrap();
    w.lea.posts(&edit, &[&SERVICE[..], &[("token", &token), ("needs", "1")]].concat()).await.done();
    let mine = [&but(&SERVICE, "criteria", "Mine")[..], &[("token", &token), ("needs", "2")]].concat();
    let page = w.samir.posts(&edit, &mine).await.is(409);
    // Theirs, in which nothing but the need is new, stands above; mine is still chosen and typed.
    assert_eq!(page.all("#other .ref"), ["N1"]);
    assert_eq!(page.all("#other .criteria li"), ["Every exception has an owner", "Limits are named"]);
    assert_eq!(page.attribute("input[name=needs][value='2']", "checked"), Some(String::new()));
    assert_eq!(page.attribute("input[name=needs][value='1']", "checked"), None);
    assert_eq!(page.all("textarea[name=criteria]"), ["Mine"]);
    let token = page.attribute("input[name=token]", "value").unwrap();
    w.samir.posts(&edit, &but(&mine, "token", &token)).await.done();
    let page = w.ines.opens(w.at("/scope/1")).await.is(200);
    assert_eq!(page.all("#S1 .line-text .ref"), ["N2"]);
    assert_eq!(page.all("#S1 .criteria li"), ["Mine"]);
}

#[tokio::test]
async fn lines_move_within_their_section() {
    let w = world().await;
    w.draft().await;
    w.adds(&w.samir, 1, "service", &but(&SERVICE, "title", "Intake")).await.done();
    w.samir.posts(w.at("/scope/1/lines/S2/position"), &[("direction", "up")]).await.done();
    let keys = w.ines.opens(w.at("/scope/1")).await.all(".line-key");
    assert_eq!(keys, ["S2", "S1", "X1"]);
    let before = w.happened().await.len();
    w.samir.posts(w.at("/scope/1/lines/S2/position"), &[("direction", "up")]).await.done();
    assert_eq!(w.happened().await.len(), before, "a line at the edge moved");
    w.samir.posts(w.at("/scope/1/lines/S2/position"), &[("direction", "down")]).await.done();
    assert_eq!(w.ines.opens(w.at("/scope/1")).await.all(".line-key"), ["S1", "S2", "X1"]);
    w.samir.posts(w.at("/scope/1/lines/S2/position"), &[("direction", "sideways")]).await.is(404);
}

#[tokio::test]
async fn what_cannot_be_a_line_is_given_back() {
    let w = world().await;
    w.draft().await;
    let long = "x".repeat(201);
    let long_text = "x".repeat(20_001);
    let long_criterion = "x".repeat(501);
    let many = "one\n".repeat(31);
    for (field, typed) in [
        ("title", ""),
        ("title", " \u{200b} "),
        ("title", &long),
        ("text", &long_text),
        ("criteria", &long_criterion),
        ("criteria", &many),
        ("days", "six"),
        ("days", "-1"),
        ("days", "10000"),
        ("price", "much"),
        ("price", "-5"),
        ("price", "1.2345"),
        ("price", "99999999999999"),
        ("due_on", "2026-02-30"),
    ] {
        let fields = but(&SERVICE, field, typed);
        let page = w.adds(&w.samir, 1, "service", &fields).await.is_invalid_at(field);
        assert!(page.body.contains("Every exception has an owner") || field == "criteria", "{field} lost what was typed");
        w.samir.posts(w.at("/scope/1/lines/S1/edit"), &fields).await.is_invalid_at(field);
    }
    for kind in ["", "wish", "Service"] {
        w.adds(&w.samir, 1, kind, &SERVICE).await.is(404);
        w.samir.opens(w.at(&format!("/scope/1/lines/new?kind={kind}"))).await.is(404);
    }
    // What only services have is not kept for others.
    w.adds(&w.samir, 1, "exclusion", &SERVICE).await.done();
    let page = w.ines.opens(w.at("/scope/1")).await;
    assert_eq!(page.all("#X2 .line-facts, #X2 .criteria"), Vec::<String>::new());
    assert_eq!(w.happened().await.len(), 4);
    w.samir.posts_raw(w.at("/scope/1/lines/new?kind=service"), &b"title=%FF"[..]).await.is(400);
    w.samir.posts_raw(w.at("/scope/1/lines/new?kind=service"), &b"title=%00"[..]).await.is(400);
}

#[tokio::test]
async fn a_draft_is_proposed_as_it_was_read() {
    let w = world().await;
    w.samir.posts(w.at("/scope"), &[("after", "0")]).await.done();
    let shown = "0".repeat(64);
    w.lea.posts(w.at("/scope/1/proposal"), &[("shown", &shown)]).await.is(409).sees("The draft is empty");
    w.adds(&w.samir, 1, "exclusion", &[("title", "Tax advice")]).await.done();
    w.lea.opens(w.at("/scope/1")).await.is(200).sees("names no service").sees_not("for signing");
    w.lea.posts(w.at("/scope/1/proposal"), &[("shown", &shown)]).await.is(409).sees("names no service");
    w.adds(&w.samir, 1, "service", &[("title", "Migration")]).await.done();
    let page =
        w.lea.opens(w.at("/scope/1")).await.is(200).sees("S1 has no acceptance criteria").sees("no due date").sees("no business days");
    let shown = page.sees("One service names no price").attribute("#propose button", "value").unwrap();
    w.samir.opens(w.at("/scope/1")).await.is(200).sees("A manager of Ahrens & Vale proposes the draft").sees_not("for signing");
    w.adds(&w.samir, 1, "service", &SERVICE).await.done();
    w.lea.posts(w.at("/scope/1/proposal"), &[("shown", &shown)]).await.is(409).sees("changed since you opened");
    w.lea.posts(w.at("/scope/1/proposal"), &[]).await.is(409);
    w.proposes(1).await;
    w.lea.posts(w.at("/scope/1/proposal"), &[("shown", &shown)]).await.is(409).sees("no longer be changed");
    // Late forms of those who still write.
    w.adds(&w.samir, 1, "service", &SERVICE).await.is(409).sees("Who decides");
    w.samir.opens(w.at("/scope/1/lines/S1/edit")).await.is(409);
    w.samir.posts(w.at("/scope/1/lines/S1/position"), &[("direction", "down")]).await.is(409);
    w.samir.posts(w.at("/scope/1/lines/S1/removal"), &[("token", "")]).await.is(409);
    w.samir.posts(w.at("/scope"), &[("after", "0")]).await.is(409).sees("already a draft or a proposal");
}

#[tokio::test]
async fn only_the_signer_signs_and_only_what_was_read() {
    let w = world().await;
    w.draft().await;
    w.ines.opens(w.at("/scope/1/signature")).await.is(200).sees("nothing to sign yet");
    let old = "0".repeat(64);
    w.signs(&w.ines, 1, &old).await.is(409).sees("nothing to sign yet");
    let digest = w.proposes(1).await;
    for (name, sees) in [("", "fill this in"), ("Ines", "not your name"), ("Lea Ahrens", "not your name")] {
        let page = w.ines.posts(w.at("/scope/1/signature"), &[("name", name), ("digest", &digest)]).await.is_invalid_at("name").sees(sees);
        assert_eq!(page.attribute("input[name=digest]", "value").unwrap(), digest);
    }
    for wrong in [&old[..], "", "nonsense"] {
        w.signs(&w.ines, 1, wrong).await.is(409).sees("not the one you were shown");
    }
    w.signs(&w.ines, 1, &digest).await.done();
    w.signs(&w.ines, 1, &digest).await.is(409).sees("already signed");
    w.ines.opens(w.at("/scope/1/signature")).await.is(200).sees("already signed").sees_not("Your full name");

    // Withdrawn and proposed anew, it is another text, even word for word.
    w.lea.opens(w.at("/scope/1")).await.sees("Withdraw version 1");
    w.lea.posts(w.at("/scope/1/withdrawal"), &[]).await.done();
    assert_eq!(w.turns().await, Vec::<String>::new());
    w.lea.posts(w.at("/scope/1/withdrawal"), &[]).await.is(409).sees("was withdrawn");
    w.signs(&w.lea, 1, &digest).await.is(409).sees("was withdrawn");
    w.ines.opens(w.at("/scope/1")).await.is(200).sees("never counted").sees("Ines Brandt").sees("Withdrawn before it was signed here");
    w.samir.posts(w.at("/scope"), &[("after", "0")]).await.done();
    w.adds(&w.samir, 2, "service", &SERVICE).await.done();
    let anew = w.proposes(2).await;
    assert_ne!(anew, digest);
    w.signs(&w.ines, 2, &digest).await.is(409).sees("not the one you were shown");
    w.signs(&w.ines, 2, &anew).await.done();
    w.signs(&w.lea, 2, &anew).await.done();
    w.lea.posts(w.at("/scope/2/withdrawal"), &[]).await.is(409).sees("agreed by both sides");
    w.signs(&w.lea, 2, &anew).await.is(409).sees("already signed");
    assert_eq!(w.states().await, ["1 withdrawn", "2 agreed"]);
}

#[tokio::test]
async fn forms_that_are_sent_twice_count_once() {
    let w = world().await;
    let once = Uuid::new_v4();
    w.samir.posts_once(w.at("/scope"), &[("after", "0")], once).await.done();
    w.samir.posts_once(w.at("/scope"), &[("after", "0")], once).await.is(409);
    let (path, once) = (w.at("/scope/1/lines/new?kind=service"), Uuid::new_v4());
    w.samir.posts_once(&path, &SERVICE, once).await.done();
    w.samir.posts_once(&path, &SERVICE, once).await.is(409).sees("already recorded");
    let digest = w.proposes(1).await;
    let (path, once) = (w.at("/scope/1/signature"), Uuid::new_v4());
    let fields = [("name", "Ines Brandt"), ("digest", &digest[..])];
    w.ines.posts_once(&path, &fields, once).await.done();
    w.ines.posts_once(&path, &fields, once).await.is(409);
    assert_eq!(w.happened().await, ["scope_drafted", "scope_line_added", "scope_proposed", "scope_signed"]);
}

#[tokio::test]
async fn roles_do_what_is_theirs() {
    let w = world().await;
    let digest = w.proposal().await;
    for reader in [&w.ines, &w.tobias, &w.meryem, &w.olaf, &w.paul] {
        reader.posts(w.at("/scope"), &[("after", "0")]).await.is(403);
        w.adds(reader, 1, "service", &SERVICE).await.is(403);
        reader.opens(w.at("/scope/1/lines/S1/edit")).await.is(403);
    }
    for reader in [&w.ines, &w.tobias, &w.meryem, &w.olaf, &w.samir, &w.paul] {
        reader.posts(w.at("/scope/1/proposal"), &[]).await.is(403);
        reader.posts(w.at("/scope/1/withdrawal"), &[]).await.is(403);
    }
    for reader in [&w.tobias, &w.meryem, &w.olaf, &w.samir, &w.paul] {
        reader.opens(w.at("/scope/1/signature")).await.is(403);
        w.signs(reader, 1, &digest).await.is(403);
        reader.opens(w.at("/scope")).await.is(200).sees_not("Read and sign");
    }
    for nobody in [&w.stranger, &w.petra, &w.max] {
        for path in ["/scope", "/scope/1", "/scope/1/signature", "/scope/lines/S1"] {
            nobody.opens(w.at(path)).await.is(404);
        }
        w.signs(nobody, 1, &digest).await.is(404);
    }
    for unknown in ["/scope/2", "/scope/0", "/scope/-1", "/scope/one", "/scope/2/signature", "/scope/99999999999"] {
        w.ines.opens(w.at(unknown)).await.is(404);
    }
    assert_eq!(w.states().await, ["1 proposed"]);
}

#[tokio::test]
async fn it_reads_in_german() {
    let w = world().await;
    w.proposal().await;
    let ines = w.ines.clone().reading("de");
    sqlx::query("update persons set language = 'de' where id = $1").bind(ines.id).execute(&w.app.db).await.unwrap();
    let page = ines.opens(w.at("/scope/1")).await.is(200).sees("Nicht enthalten").sees("7.800,50 €").sees("Lesen und unterschreiben");
    page.sees("Nordlicht Pumpen GmbH ist am Zug");
}

/// What the demo does: the same acts, without a browser.
#[tokio::test]
async fn acts_need_no_browser() {
    let w = world().await;
    let draft = Seat::<needs::DraftScope>::of_person(&w.app, w.samir.id, w.engagement).await.unwrap();
    let version = acts::begin_draft(&w.app, &draft).await.unwrap();
    let content = LineContent { title: "Transfer to three people".into(), ..LineContent::default() };
    let key = acts::add_line(&w.app, &draft, version, NewLine { kind: Kind::Service, content }).await.unwrap();
    assert_eq!((version, key.as_str()), (1, "S1"));
    let manager = Seat::<needs::ProposeScope>::of_person(&w.app, w.lea.id, w.engagement).await.unwrap();
    let digest = acts::propose(&w.app, &manager, version, None).await.unwrap();
    for (who, agreed) in [(&w.lea, false), (&w.ines, true)] {
        let seat = Seat::<needs::SignScope>::of_person(&w.app, who.id, w.engagement).await.unwrap();
        assert!(acts::sign(&w.app, &seat, version, "Somebody Else", digest).await.is_err());
        assert_eq!(acts::sign(&w.app, &seat, version, who.name, digest).await.unwrap(), agreed);
    }
    assert!(Seat::<needs::SignScope>::of_person(&w.app, w.samir.id, w.engagement).await.is_err());
}
