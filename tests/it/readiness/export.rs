//! The board as a table to download.

use super::{another, milestone};
use crate::support::{Page, World, world, world::member};

/// The rows below the heads, cell by cell.
fn rows(page: &Page) -> Vec<Vec<String>> {
    let table = page.body.strip_prefix('\u{feff}').expect("a byte order mark");
    csv::Reader::from_reader(table.as_bytes()).records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn titles(page: &Page) -> Vec<String> {
    rows(page).into_iter().map(|row| row[0].clone()).collect()
}

async fn three(w: &World) {
    milestone(w, w.engagement, 1, "=HYPERLINK(\"https://evil.example\")", "2026-07-31T16:00:00Z", Some(2)).await;
    let late = another(w, "Meters, \"smart\"", "Stadtwerke Elmshorn").await;
    milestone(w, late, 2, "Go-live", "2026-07-07T16:00:00Z", None).await;
    another(w, "Only begun", "Neuland").await;
}

#[tokio::test]
async fn the_table_says_what_the_board_says() {
    let w = world().await;
    three(&w).await;
    w.statements.taken();
    let page = w.lea.opens("/readiness.csv").await.is(200);
    assert!((1..=6).contains(&w.statements.taken()));
    assert!(page.body.starts_with("\u{feff}Engagement,Client,Provider,Milestone,"), "{}", page.body);
    let rows = rows(&page);
    let elmshorn = [
        "Meters, \"smart\"",
        "Stadtwerke Elmshorn",
        "Ahrens & Vale",
        "M2",
        "Go-live",
        "2026-07-07",
        "late",
        "4",
        "0",
        "1",
        "5",
        "M2 has no owner at Stadtwerke Elmshorn",
        "Ahrens & Vale",
        "-6",
        "2026-07-15",
    ];
    assert_eq!(rows[0][..15], elmshorn);
    assert!(
        rows[0][15].starts_with("http://localhost:3000/engagements/") && rows[0][15].ends_with("/handover/milestones/2"),
        "{:?}",
        rows[0]
    );
    assert_eq!(rows[1][4], "'=HYPERLINK(\"https://evil.example\")", "what somebody typed stays a text");
    assert_eq!(rows[2][..4], ["Only begun", "Neuland", "Ahrens & Vale", "No milestone is open"]);
    let german = w.lea.clone().reading("de");
    sqlx::query("update persons set language = 'de' where id = $1").bind(w.lea.id).execute(&w.app.db).await.unwrap();
    let page = german.opens("/readiness.csv").await.is(200);
    assert!(page.body.starts_with("\u{feff}Projekt;Kunde;Anbieter;Meilenstein;"), "{}", page.body);
}

#[tokio::test]
async fn it_is_narrowed_as_the_board_is_and_goes_on_beyond_its_page() {
    let w = world().await;
    three(&w).await;
    let board = w.lea.opens("/readiness?light=late&client=&after=x").await.is(200);
    let link = board.attribute(".download a", "href").unwrap();
    assert_eq!(link, "/readiness.csv?light=late");
    assert_eq!(titles(&w.lea.opens(link).await.is(200)), ["Meters, \"smart\""]);
    for number in 1..=60 {
        let id = crate::support::world::engagement(&w.app, &format!("Bays {number:02}"), w.provider, w.client).await;
        milestone(&w, id, 1, "Go-live", "2026-08-07T16:00:00Z", None).await;
    }
    assert_eq!(titles(&w.lea.opens("/readiness.csv").await.is(200)).len(), 63);
}

#[tokio::test]
async fn everybody_downloads_what_they_answer_for_and_no_more() {
    let w = world().await;
    three(&w).await;
    assert_eq!(titles(&w.ines.opens("/readiness.csv").await.is(200)), ["Invoices with one owner"]);
    assert_eq!(titles(&w.samir.opens("/readiness.csv").await.is(200)), Vec::<String>::new());
    member(&w.app, w.client, &w.stranger, "manager").await;
    assert_eq!(titles(&w.stranger.opens("/readiness.csv").await.is(200)), ["Invoices with one owner"]);
}

#[tokio::test]
async fn whoever_answers_on_both_sides_can_look_at_one() {
    let w = world().await;
    three(&w).await;
    assert!(w.lea.opens("/readiness").await.is(200).attribute("[name=side]", "name").is_none(), "there is one side only");
    // Ahrens & Vale is a client, too.
    let other = crate::support::world::organization(&w.app, "Meyer Bau").await;
    let as_client = crate::support::world::engagement(&w.app, "New offices", other, w.provider).await;
    milestone(&w, as_client, 1, "Moved in", "2026-07-17T16:00:00Z", None).await;
    let titles = async |side: &str| w.lea.opens(format!("/readiness?side={side}")).await.is(200).all("tbody th a");
    assert_eq!(titles("client").await, ["New offices"]);
    assert_eq!(titles("provider").await, ["Meters, \"smart\"", "Invoices with one owner", "Only begun"]);
    assert_eq!(titles("nonsense").await.len(), 4);
    let page = w.lea.opens("/readiness?side=client").await.is(200).sees("Show all");
    assert_eq!(page.attribute("[name=side] [selected]", "value").as_deref(), Some("client"), "the choice stays in the form");
}

#[tokio::test]
async fn what_is_waived_is_said_so_and_the_day_is_the_clients() {
    let w = world().await;
    // In Auckland the first of August has begun.
    milestone(&w, w.engagement, 1, "Handover", "2026-07-31T16:00:00Z", None).await;
    sqlx::query("update organizations set time_zone = 'Pacific/Auckland' where id = $1").bind(w.client).execute(&w.app.db).await.unwrap();
    let passed = async || rows(&w.lea.opens("/readiness.csv").await.is(200))[0].iter().skip(7).take(4).cloned().collect::<Vec<_>>();
    assert_eq!(passed().await, ["4", "0", "1", "5"]);
    sqlx::query(
        "insert into waivers (engagement_id, number, milestone, gate, about, gate_reason, reason, until, asked_side, asked_by, asked_at,
                              agreed, answered_by, answered_at)
         values ($1, 1, 1, 'owner', 'M1', '{}', 'x', '2026-07-30', 'provider', $2, $3, true, $4, $3)",
    )
    .bind(w.engagement)
    .bind(w.lea.id)
    .bind(w.app.clock.now())
    .bind(w.ines.id)
    .execute(&w.app.db)
    .await
    .unwrap();
    assert_eq!(passed().await, ["5", "1", "0", "5"]);
    assert_eq!(rows(&w.lea.opens("/readiness.csv").await.is(200))[0][5], "2026-08-01");
    w.lea.opens("/readiness").await.is(200).sees("5 of 5 pass, one of them waived");
}
