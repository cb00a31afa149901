//! Feedback: raised, answered, closed by the side that raised it, reopened.

use uuid::Uuid;

use crate::support::{World, world};

async fn raises(w: &World) -> String {
    w.meryem
        .posts(w.at("/feedback"), &[("kind", "concern"), ("about", ""), ("text", "The list sorts by supplier; we work by due date.")])
        .await
        .done()
}

#[tokio::test]
async fn a_concern_goes_back_and_forth_until_the_side_that_raised_it_closes_it() {
    let w = world().await;
    let thread = raises(&w).await;
    assert_eq!(w.turns().await, ["F1 provider answer_feedback"]);
    w.samir.opens(&thread).await.is(200).sees("Meryem Kaya").sees("Ahrens & Vale’s turn: answer").sees("3 business days left");
    w.samir.posts(format!("{thread}/replies"), &[("text", "It will sort by due date from tomorrow.")]).await.done();
    assert_eq!(w.turns().await, ["F1 client close_feedback"]);
    w.meryem.opens(&thread).await.sees("Meryem Kaya’s turn (Nordlicht Pumpen GmbH): close it, or go on asking");
    // The provider cannot close what the client raised.
    w.samir.posts(format!("{thread}/closing"), &[("text", "")]).await.is(409).sees("Only the side that raised it");
    w.meryem.posts(format!("{thread}/closing"), &[("text", "Much better.")]).await.done();
    assert_eq!(w.turns().await, Vec::<String>::new());
    w.ines.opens(&thread).await.sees("closed by Meryem Kaya").sees("Much better.");
    // Sent late: what was typed comes back.
    w.samir.posts(format!("{thread}/replies"), &[("text", "One more thing about this.")]).await.is(409).sees("One more thing about this.");
    w.samir.posts(format!("{thread}/reopening"), &[("text", "The freight list still sorts by supplier.")]).await.done();
    assert_eq!(w.turns().await, ["F1 client answer_feedback"]);
    assert_eq!(w.happened().await, ["feedback_raised", "feedback_replied", "feedback_closed", "feedback_reopened"]);
}

#[tokio::test]
async fn a_question_to_one_person_is_that_persons_turn() {
    let w = world().await;
    let samir = w.samir.id.to_string();
    let thread = w.ines.posts(w.at("/feedback"), &[("kind", "question"), ("about", ""), ("text", "When?"), ("to", &samir)]).await.done();
    w.ines.opens(&thread).await.sees("Samir Haddad’s turn");
    // Somebody on one's own side, or a stranger, cannot be asked.
    for nobody in [w.tobias.id, w.stranger.id, w.paul.id] {
        let form = [("kind", "question"), ("about", ""), ("text", "When?"), ("to", &*nobody.to_string())];
        w.ines.posts(w.at("/feedback"), &form).await.is(409);
    }
}

#[tokio::test]
async fn praise_asks_nothing_and_never_blocks() {
    let w = world().await;
    w.lea.posts(w.at("/feedback"), &[("kind", "praise"), ("about", ""), ("text", "Fast answers this week.")]).await.done();
    assert_eq!(w.turns().await, Vec::<String>::new());
    let form = [("kind", "praise"), ("about", ""), ("text", "Well done."), ("blocking", "yes")];
    w.lea.posts(w.at("/feedback"), &form).await.is_invalid_at("blocking").sees("Well done.");
}

#[tokio::test]
async fn what_is_typed_wrongly_is_said_at_the_field_and_kept() {
    let w = world().await;
    let long = "ä".repeat(20_001);
    for (fields, field) in [
        (vec![("kind", "question"), ("about", ""), ("text", "  ")], "text"),
        (vec![("kind", "question"), ("about", ""), ("text", &*long)], "text"),
        (vec![("kind", "gossip"), ("about", ""), ("text", "Some words here")], "kind"),
        (vec![("kind", "question"), ("about", ""), ("text", "Some words here"), ("to", "nobody")], "to"),
    ] {
        let page = w.ines.posts(w.at("/feedback"), &fields).await.is_invalid_at(field);
        if fields[2].1.starts_with("Some") {
            assert!(page.body.contains("Some words here"));
        }
    }
    for about in ["D1", "nonsense", "V1", "F1"] {
        w.ines.posts(w.at("/feedback"), &[("kind", "question"), ("about", about), ("text", "Some words")]).await.is(422);
        w.ines.opens(w.at(&format!("/feedback/new?about={about}"))).await.is(404);
    }
    w.ines.posts_raw(w.at("/feedback"), "text=%FF").await.is(400);
    w.ines.posts_raw(w.at("/feedback"), "text=%00").await.is(400);
    assert_eq!(w.happened().await, Vec::<String>::new());
}

/// From a slide, from the properties of a file, from a mail: nobody types that anew.
#[tokio::test]
async fn what_is_pasted_keeps_its_lines_and_addresses() {
    let w = world().await;
    let text = "Slide title\u{b}second line\r\n\u{202a}C:\\Rechnungen\\ap.xlsx\u{202c}\r\nhttps://example.org/a?b=1, ap@nordlicht.example";
    let thread = w.ines.posts(w.at("/feedback"), &[("kind", "question"), ("about", ""), ("text", text)]).await.done();
    let page = w.samir.opens(&thread).await.is(200).sees("C:\\Rechnungen\\ap.xlsx");
    assert_eq!(page.all(".prose br").len(), 3);
    assert_eq!(page.all(".prose a"), ["https://example.org/a?b=1", "ap@nordlicht.example"]);
}

#[tokio::test]
async fn hostile_markdown_is_text() {
    let w = world().await;
    let form =
        [("kind", "concern"), ("about", ""), ("text", "<script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror=alert(1)>")];
    let thread = w.ines.posts(w.at("/feedback"), &form).await.done();
    let page = w.samir.opens(&thread).await.is(200);
    for harm in ["<script>alert", "javascript:alert(1)\"", "<img src=x"] {
        assert!(!page.body.contains(harm), "{harm}");
    }
}

#[tokio::test]
async fn sent_twice_it_is_raised_once() {
    let w = world().await;
    let once = Uuid::new_v4();
    let form = [("kind", "question"), ("about", ""), ("text", "When?")];
    w.ines.posts_once(w.at("/feedback"), &form, once).await.done();
    w.ines.posts_once(w.at("/feedback"), &form, once).await.is(409).sees("already recorded");
    assert_eq!(w.happened().await, ["feedback_raised"]);
}

#[tokio::test]
async fn the_list_filters_and_pages_by_key() {
    let w = world().await;
    for number in 1..=52 {
        let text = format!("Question number {number}");
        w.samir.posts(w.at("/feedback"), &[("kind", "question"), ("about", ""), ("text", &text)]).await.done();
    }
    w.statements.taken();
    let first = w.ines.opens(w.at("/feedback")).await.is(200).sees("Question number 52").sees_not("Question number 2 ");
    assert!((1..=6).contains(&w.statements.taken()));
    let older = first.attribute("a[rel=next], .pager a", "href").unwrap();
    w.ines.opens(&older).await.is(200).sees("Question number 2").sees_not("Question number 52");
    w.ines.opens(w.at("/feedback?kind=praise")).await.sees("Nothing fits");
    w.ines.opens(w.at("/feedback?side=client")).await.sees("Nothing fits");
    w.ines.opens(w.at("/feedback?state=open&side=provider")).await.sees("Question number 52");
    w.statements.taken();
    w.ines.opens(w.at("/feedback/52")).await.is(200);
    assert!((1..=6).contains(&w.statements.taken()));
}

#[tokio::test]
async fn observers_look_on_and_strangers_see_nothing() {
    let w = world().await;
    let thread = raises(&w).await;
    let page = w.olaf.opens(&thread).await.is(200);
    assert_eq!(page.all("main form"), Vec::<String>::new(), "no form for somebody who may only read");
    w.olaf.posts(format!("{thread}/replies"), &[("text", "Hello")]).await.is(403);
    for stranger in [&w.stranger, &w.petra] {
        stranger.opens(&thread).await.is(404);
        stranger.posts(format!("{thread}/replies"), &[("text", "Hello")]).await.is(404);
    }
    // The other engagement has no such entry.
    w.petra.opens(format!("/engagements/{}/feedback/1", w.other_engagement)).await.is(404);
}
