//! How many statements pages and acts take, the guard included: snapshots, and never more than their budgets.

use crate::support::{demo::demo, pages::PAGES, world};

/// A page's statements.
const BUDGET: usize = 6;

#[tokio::test]
async fn no_page_takes_more_statements_than_its_budget() {
    let demo = demo().await;
    let mut taken = Vec::new();
    for page in PAGES {
        let who = demo.person(page.who).await;
        demo.statements.taken();
        who.opens(demo.places.path(page.path)).await.is(200);
        let statements = demo.statements.taken();
        // What reads nothing at all was not counted.
        assert!(statements > 0 || page.who.is_empty(), "{} takes no statement", page.route);
        assert!(statements <= BUDGET, "{} takes {statements} statements", page.route);
        taken.push(format!("{statements}  {}", page.route));
    }
    insta::assert_snapshot!(taken.join("\n"));
}

/// The statements of an act that says something in a thread: guard, beginning, lock, who sits there, what the rule asks, the row,
/// the event with all it tells, the turns it moves, the end.
const REPLY_BUDGET: usize = 9;

#[tokio::test]
async fn acts_take_few_statements() {
    let w = world().await;
    let mut taken = Vec::new();
    let mut note = |name: &str, statements: usize| taken.push(format!("{statements}  {name}"));
    w.statements.taken();
    let form = [("kind", "concern"), ("about", ""), ("text", "The list sorts by supplier.")];
    let thread = w.meryem.posts(w.at("/feedback"), &form).await.done();
    note("raise feedback", w.statements.taken());
    w.samir.posts(format!("{thread}/replies"), &[("text", "By due date from tomorrow.")]).await.done();
    let reply = w.statements.taken();
    note("reply", reply);
    w.meryem.posts(format!("{thread}/closing"), &[("text", "")]).await.done();
    note("close feedback", w.statements.taken());
    w.meryem.posts(format!("{thread}/reopening"), &[("text", "Not yet.")]).await.done();
    note("reopen feedback", w.statements.taken());
    insta::assert_snapshot!(taken.join("\n"));
    assert!(reply <= REPLY_BUDGET, "a reply takes {reply} statements");
}
