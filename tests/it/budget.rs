//! How many statements each page takes on the worked example, its guard included: a snapshot, and never more than six.

use crate::support::{demo::demo, pages::PAGES};

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
