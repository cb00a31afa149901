//! Who may go where: the whole table as a snapshot, and a walk of every route as everybody.

use tandem::web::routes::Row;

use crate::support::{Actor, World, world};

#[test]
fn the_access_table() {
    let table: Vec<String> =
        tandem::house::routes(false).table().iter().map(|row| format!("{:<4} {:<80} {}", row.method, row.path, row.guard)).collect();
    insta::assert_snapshot!(table.join("\n"));
}

#[test]
fn the_access_table_of_the_demo_adds_only_its_own() {
    let plain = tandem::house::routes(false).table();
    let added: Vec<String> = tandem::house::routes(true)
        .table()
        .iter()
        .filter(|row| !plain.contains(row))
        .map(|row| format!("{:<4} {:<80} {}", row.method, row.path, row.guard))
        .collect();
    insta::assert_snapshot!(added.join("\n"));
}

/// The path with the engagement and organization of `world` and numbers that may or may not exist.
pub fn filled(w: &World, row: &Row, engagement: &str) -> String {
    row.path
        .replace("{engagement}", engagement)
        .replace("{organization}", &w.provider.to_string())
        .replace("{key}", "S1")
        .replace("{token}", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
        .replace("{session}", "00000000-0000-0000-0000-000000000001")
        .replace("{person}", "00000000-0000-0000-0000-000000000001")
        .replace("{day}", "2026-12-24")
        .replace("{role}", "member")
        .replace("{language}", "de")
        .split('/')
        .map(|part| if part.starts_with('{') { "1" } else { part })
        .collect::<Vec<_>>()
        .join("/")
}

async fn status(who: &Actor, row: &Row, path: &str) -> u16 {
    let page = match row.method {
        "GET" => who.opens(path).await,
        _ => who.posts(path, &[]).await,
    };
    if page.status.as_u16() == 303 && page.location.starts_with("/sign-in") { 401 } else { page.status.as_u16() }
}

/// What a guard's answer must be; inside, a page may still say 200, 303, 404, 409 or 422, never 401, 403 or 5xx.
#[track_caller]
fn check(row: &Row, who: &str, got: u16, expected: Answer) {
    let right = match expected {
        Answer::SignIn => got == 401,
        Answer::Nothing => got == 404,
        Answer::NotYours => got == 403,
        Answer::In => matches!(got, 200 | 303 | 400 | 404 | 409 | 410 | 422),
    };
    assert!(right, "{} {} ({}) as {who}: {got}, expected {expected:?}", row.method, row.path, row.guard);
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Answer {
    SignIn,
    Nothing,
    NotYours,
    In,
}

fn granted(guard: &str, who: &str) -> bool {
    use tandem::access::{Ability, Role};
    let role = match who {
        "ines" => Role::Sponsor,
        "tobias" => Role::Lead,
        "meryem" => Role::Member,
        "olaf" => Role::ClientObserver,
        "lea" => Role::Manager,
        "samir" => Role::Consultant,
        _ => Role::ProviderObserver,
    };
    let name = guard.trim_start_matches("Seat<").trim_end_matches('>');
    let ability = Ability::ALL.into_iter().find(|ability| format!("{ability:?}") == name).unwrap();
    ability.granted_to(role)
}

#[tokio::test]
async fn every_route_lets_in_exactly_whom_it_should() {
    let w = world().await;
    let anonymous = Actor::anonymous(&w.app);
    let inside = [
        ("ines", &w.ines),
        ("tobias", &w.tobias),
        ("meryem", &w.meryem),
        ("olaf", &w.olaf),
        ("lea", &w.lea),
        ("samir", &w.samir),
        ("paul", &w.paul),
    ];
    let engagement = w.engagement.to_string();
    for row in tandem::house::routes(false).table() {
        // These end the sign-in of whoever walks.
        if matches!(row.path, "/sign-out" | "/account/sign-out-everywhere") {
            continue;
        }
        let path = filled(&w, &row, &engagement);
        let signed_out = status(&anonymous, &row, &path).await;
        let stranger = status(&w.stranger, &row, &path).await;
        if row.guard == "Public" {
            check(&row, "anonymous", signed_out, Answer::In);
            continue;
        }
        check(&row, "anonymous", signed_out, Answer::SignIn);
        if row.guard == "SignedIn" {
            check(&row, "stranger", stranger, Answer::In);
            continue;
        }
        check(&row, "stranger", stranger, Answer::Nothing);
        check(&row, "sponsor elsewhere", status(&w.petra, &row, &path).await, Answer::Nothing);
        check(&row, "manager elsewhere", status(&w.max, &row, &path).await, Answer::Nothing);
        if row.guard == "Manages" {
            check(&row, "lea", status(&w.lea, &row, &path).await, Answer::In);
            check(&row, "samir", status(&w.samir, &row, &path).await, Answer::Nothing);
            continue;
        }
        for (name, who) in &inside {
            let expected = if granted(&row.guard, name) { Answer::In } else { Answer::NotYours };
            check(&row, name, status(who, &row, &path).await, expected);
        }
        // An id that is none, and one that does not exist.
        check(&row, "a malformed id", status(&w.lea, &row, &filled(&w, &row, "nonsense")).await, Answer::Nothing);
        check(
            &row,
            "an unknown id",
            status(&w.lea, &row, &filled(&w, &row, "00000000-0000-0000-0000-000000000000")).await,
            Answer::Nothing,
        );
    }
    assert_eq!(w.happened().await, Vec::<String>::new(), "an empty form changed something");
}

#[tokio::test]
async fn a_seat_that_ended_sees_nothing_any_more() {
    let w = world().await;
    w.meryem.opens(w.at("")).await.is(200);
    sqlx::query("update seats set ended_at = $2 where engagement_id = $1 and person_id = $3")
        .bind(w.engagement)
        .bind(w.app.clock.now())
        .bind(w.meryem.id)
        .execute(&w.app.db)
        .await
        .unwrap();
    for row in tandem::house::routes(false).table().into_iter().filter(|row| row.guard.starts_with("Seat")) {
        let path = filled(&w, &row, &w.engagement.to_string());
        check(&row, "somebody whose seat ended", status(&w.meryem, &row, &path).await, Answer::Nothing);
    }
}

#[tokio::test]
async fn a_closed_engagement_shows_no_form_that_it_would_refuse() {
    let w = world().await;
    sqlx::query("update engagements set closed_at = $2 where id = $1")
        .bind(w.engagement)
        .bind(w.app.clock.now())
        .execute(&w.app.db)
        .await
        .unwrap();
    for row in tandem::house::routes(false).table().into_iter().filter(|row| row.method == "GET" && row.guard.starts_with("Seat")) {
        let outlasts = ["Read", "InviteSeats", "AnswerEcho"].iter().any(|ability| row.guard == format!("Seat<{ability}>"));
        let path = filled(&w, &row, &w.engagement.to_string());
        for (name, who) in [("lea", &w.lea), ("ines", &w.ines)] {
            if !outlasts && granted(&row.guard, name) {
                let page = who.opens(&path).await;
                assert!(matches!(page.status.as_u16(), 404 | 409), "{path} as {name}: {}", page.status);
            }
        }
    }
    w.tobias.opens(w.at("/feedback/new")).await.is(409).sees("This engagement is closed");
}

#[tokio::test]
async fn a_form_from_elsewhere_changes_nothing() {
    let w = world().await;
    for row in tandem::house::routes(false).table().into_iter().filter(|row| row.method == "POST" && row.guard != "Public") {
        let path = filled(&w, &row, &w.engagement.to_string());
        let without_token = w.lea.posts_raw(&path, "title=x").await;
        assert!(matches!(without_token.status.as_u16(), 403 | 404), "{} without a form token: {}", row.path, without_token.status);
    }
}
