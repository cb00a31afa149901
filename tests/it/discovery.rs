//! Wishes become needs that both sides mean alike.

use crate::support::{World, world};

pub const UNDERSTOOD: [(&str, &str); 2] = [("understanding", "Every invoice has one visible owner."), ("measure", "95 % within a day")];

async fn stated(w: &World, wish: &str) {
    let said_by = w.meryem.id.to_string();
    let fields = [("wish-1", wish), ("said_by", said_by.as_str()), ("said_on", "2026-07-14")];
    w.meryem.posts(w.at("/needs/new"), &fields).await.done();
}

#[tokio::test]
async fn a_wish_becomes_a_confirmed_need_after_a_correction() {
    let w = world().await;
    w.meryem.opens(w.at("/needs")).await.is(200).sees("No wishes yet").sees("Say what should be better");
    stated(&w, "We just want it *less* chaotic.").await;
    assert_eq!(w.turns().await, ["N1 provider restate_need"]);
    // Verbatim: what looks like Markdown is not.
    w.samir.opens(w.at("/needs/1")).await.is(200).sees("We just want it *less* chaotic.").sees("Meryem Kaya");
    w.samir.posts(w.at("/needs/1/restatements"), &UNDERSTOOD).await.done();
    assert_eq!(w.turns().await, ["N1 client confirm_need"]);
    w.tobias.posts(w.at("/needs/1/answer"), &[("round", "1"), ("answer", "partly")]).await.is_invalid_at("correction");
    let answer = [("round", "1"), ("answer", "partly"), ("correction", "Paper from Flensburg too.")];
    w.tobias.posts(w.at("/needs/1/answer"), &answer).await.done();
    assert_eq!(w.turns().await, ["N1 provider restate_need"]);
    // The next round begins with what was said in the one before.
    let page = w.samir.opens(w.at("/needs/1")).await.is(200).sees("Paper from Flensburg too.");
    assert_eq!(page.attribute("[name=measure]", "value").as_deref(), Some("95 % within a day"));
    w.samir.posts(w.at("/needs/1/restatements"), &UNDERSTOOD).await.done();
    w.ines.posts(w.at("/needs/1/answer"), &[("round", "2"), ("answer", "yes")]).await.done();
    w.paul.opens(w.at("/needs/1")).await.is(200).sees("Nobody’s turn: confirmed").sees("2 rounds").sees("Earlier rounds");
    w.olaf.opens(w.at("/needs")).await.is(200).sees("One wish, 1 confirmed.").sees("2.0 rounds");
    assert_eq!(w.turns().await, Vec::<String>::new());
    let told = ["wishes_stated", "need_restated", "need_answered", "need_restated", "need_answered"];
    assert_eq!(w.happened().await, told);
}

/// No list, title or story reads Markdown into the client's words.
#[tokio::test]
async fn a_wish_stands_everywhere_in_the_very_words() {
    let w = world().await;
    stated(&w, "# wichtig\r\n- Punkt\r\nC:\\Users\\_alt_\\x\r\n3 * 4 * 5").await;
    let words = r"# wichtig - Punkt C:\Users\_alt_\x 3 * 4 * 5";
    assert_eq!(w.samir.opens(w.at("/needs")).await.is(200).all("q.said"), [words]);
    let title = w.samir.opens(w.at("/needs/1")).await.is(200).all("title");
    assert!(title.iter().any(|title| title.starts_with(&format!("N1 {words}"))), "{title:?}");
    w.samir.opens(w.at("/activity")).await.is(200).sees(words);
    // What turns and mails call it.
    let called: String = sqlx::query_scalar("select title from things where reference = 'N1'").fetch_one(&w.app.db).await.unwrap();
    assert_eq!(called, words);
}

#[tokio::test]
async fn several_wishes_go_in_one() {
    let w = world().await;
    let said_by = w.ines.id.to_string();
    let who = [("said_by", said_by.as_str()), ("said_on", "2026-07-15"), ("count", "3")];
    let page = w.ines.posts(w.at("/needs/new"), &[&who[..], &[("more", "yes"), ("wish-2", "Kept")]].concat()).await.is(200);
    assert_eq!(page.all("textarea[name^=wish-]"), ["", "Kept", "", ""]);
    w.ines.posts(w.at("/needs/new"), &who).await.is_invalid_at("wish-1");
    let wishes = [("wish-1", "The auditors were unhappy."), ("wish-3", "Don't make us dependent again.")];
    let list = w.ines.posts(w.at("/needs/new"), &[&who[..], &wishes].concat()).await.done();
    w.lea.opens(list).await.is(200).sees("The auditors were unhappy.").sees("Don't make us dependent again.");
    assert_eq!(w.turns().await, ["N1 provider restate_need", "N2 provider restate_need"]);
    assert_eq!(w.happened().await, ["wishes_stated"]);
}

#[tokio::test]
async fn a_provider_records_what_it_heard_of_somebody_of_the_client() {
    let w = world().await;
    let fields = |said_by: String| [("wish-1", "Reminders".to_owned()), ("said_by", said_by), ("said_on", "2026-07-14".to_owned())];
    for nobody in [w.samir.id, w.stranger.id] {
        let typed = fields(nobody.to_string());
        let typed: Vec<_> = typed.iter().map(|(name, value)| (*name, value.as_str())).collect();
        w.samir.posts(w.at("/needs/new"), &typed).await.is_invalid_at("said_by");
    }
    let typed = fields(w.tobias.id.to_string());
    let typed: Vec<_> = typed.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let need = w.samir.posts(w.at("/needs/new"), &typed).await.done();
    w.tobias.opens(need).await.is(200).sees("Tobias Lenz").sees("Recorded by Samir Haddad");
    let future: Vec<_> = typed.iter().map(|(name, value)| (*name, if *name == "said_on" { "2026-07-16" } else { *value })).collect();
    w.samir.posts(w.at("/needs/new"), &future).await.is_invalid_at("said_on");
}

#[tokio::test]
async fn the_client_sets_a_wish_aside_and_takes_it_up_again() {
    let w = world().await;
    stated(&w, "A portal").await;
    w.ines.posts(w.at("/needs/1/rest"), &[("how", "parked"), ("reason", "")]).await.is_invalid_at("reason");
    w.ines.posts(w.at("/needs/1/rest"), &[("how", "forgotten"), ("reason", "x")]).await.is(404);
    w.ines.posts(w.at("/needs/1/rest"), &[("how", "parked"), ("reason", "Next year")]).await.done();
    assert_eq!(w.turns().await, Vec::<String>::new());
    w.samir.posts(w.at("/needs/1/restatements"), &UNDERSTOOD).await.is(409).sees("set aside");
    w.samir.opens(w.at("/needs/1")).await.is(200).sees("parked by Ines Brandt").sees("Next year");
    w.ines.posts(w.at("/needs/1/resumption"), &[]).await.done();
    assert_eq!(w.turns().await, ["N1 provider restate_need"]);
    w.ines.posts(w.at("/needs/1/resumption"), &[]).await.is(409);
}

#[tokio::test]
async fn two_people_answer_and_the_second_is_told() {
    let w = world().await;
    stated(&w, "Reminders").await;
    w.samir.posts(w.at("/needs/1/restatements"), &UNDERSTOOD).await.done();
    w.samir.posts(w.at("/needs/1/restatements"), &UNDERSTOOD).await.is(409);
    w.ines.posts(w.at("/needs/1/answer"), &[("round", "1"), ("answer", "yes")]).await.done();
    let late = [("round", "1"), ("answer", "no"), ("correction", "Something else")];
    w.tobias.posts(w.at("/needs/1/answer"), &late).await.is(409).sees("answered meanwhile").sees("Something else");
    w.tobias.posts(w.at("/needs/1/answer"), &[("round", "x"), ("answer", "no")]).await.is(404);
    w.tobias.opens(w.at("/needs/2")).await.is(404);
    w.petra.opens(w.at("/needs/1")).await.is(404);
}

/// Whoever gets around the application still cannot edit a wish or an answer.
#[tokio::test]
async fn the_database_keeps_what_was_said() {
    let w = world().await;
    stated(&w, "Reminders").await;
    w.samir.posts(w.at("/needs/1/restatements"), &UNDERSTOOD).await.done();
    w.ines.posts(w.at("/needs/1/answer"), &[("round", "1"), ("answer", "yes")]).await.done();
    w.refuses_all(
        "needs_wish_stays",
        &["update needs set wish = 'Something else'", "update needs set said_by = recorded_by", "delete from needs"],
    )
    .await;
    let answers = [
        "update restatements set understanding = 'Something else'",
        "update restatements set answer = 'no', correction = 'x'",
        "delete from restatements",
    ];
    w.refuses_all("restatements_stay", &answers).await;
    let again = "insert into restatements (engagement_id, need, round, understanding, measure, restated_by, restated_at, answer, answered_by, answered_at)
         select engagement_id, need, 2, 'x', 'x', restated_by, restated_at, 'yes', answered_by, answered_at from restatements";
    w.refuses_all("restatements_confirmed_once", &[again]).await;
}

#[tokio::test]
async fn what_answers_a_need_is_shown_with_it() {
    let w = world().await;
    stated(&w, "Reminders").await;
    w.samir.posts(w.at("/needs/1/restatements"), &UNDERSTOOD).await.done();
    w.samir.posts(w.at("/scope"), &[("after", "0")]).await.done();
    let service = [("title", "Approval limits"), ("needs", "1")];
    // Only what is confirmed can be named.
    w.samir.posts(w.at("/scope/1/lines/new?kind=service"), &service).await.is(422);
    w.samir.posts(w.at("/scope/1/lines/new?kind=service"), &service[..1]).await.done();
    w.lea.opens(w.at("/scope/1")).await.is(200).sees("answers no confirmed need");
    w.ines.posts(w.at("/needs/1/answer"), &[("round", "1"), ("answer", "yes")]).await.done();
    let token = w.samir.opens(w.at("/scope/1/lines/S1/edit")).await.attribute("[name=token]", "value").unwrap();
    w.samir.posts(w.at("/scope/1/lines/S1/edit"), &[("title", "Approval limits"), ("needs", "1"), ("token", &token)]).await.done();
    w.lea.opens(w.at("/scope/1")).await.is(200).sees("Answers N1").sees_not("answers no confirmed need");
    w.ines.opens(w.at("/needs/1")).await.is(200).sees("S1 Approval limits");
}
