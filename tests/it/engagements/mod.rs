//! Opening an engagement, its overview and terms, and who sits in it.

use sqlx::AssertSqlSafe;
use uuid::Uuid;

use crate::support::{
    Page, World, world,
    world::{member, organization, person, seat},
};

mod progress;

/// The fields of a form that opens an engagement.
pub const NEW: [(&str, &str); 12] = [
    ("client_name", "Stadtwerke Elmshorn"),
    ("title", "Meters read once"),
    ("language", "de"),
    ("starts_on", "2026-08-03"),
    ("ends_on", "2026-12-18"),
    ("client_promise_days", "3"),
    ("provider_promise_days", "2"),
    ("review_days", "5"),
    ("second_review_days", "5"),
    ("lapse_days", "60"),
    ("assist_free_days", "10"),
    ("currency", "EUR"),
];

/// The same with one field otherwise.
pub fn with<'a>(fields: &[(&'a str, &'a str)], field: &'a str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    let mut fields: Vec<_> = fields.iter().copied().filter(|(name, _)| *name != field).collect();
    fields.push((field, value));
    fields
}

/// Where the provider's engagements are opened.
fn opening(w: &World) -> String {
    format!("/organizations/{}/engagements", w.provider)
}

async fn sql(w: &World, statement: String) {
    sqlx::query(AssertSqlSafe(statement)).execute(&w.app.db).await.unwrap();
}

async fn count(w: &World, table: &str) -> i64 {
    sqlx::query_scalar(AssertSqlSafe(format!("select count(*) from {table}"))).fetch_one(&w.app.db).await.unwrap()
}

/// A milestone on a date.
async fn milestone(w: &World, number: i32, at: &str) {
    sql(
        w,
        format!(
            "insert into milestones (engagement_id, number, title, agreement, at, planned_by, planned_at)
             values ('{}', {number}, 'Handover', 'From then on alone.', '{at}', '{}', '2026-03-02')",
            w.engagement, w.lea.id
        ),
    )
    .await;
}

/// An agreed version with S1 (6 days) and S2 (14 days), and a deliverable in each state named under S1.
async fn agreed_scope(w: &World, states: &[&str]) {
    let (e, lea, ines) = (w.engagement, w.lea.id, w.ines.id);
    for statement in [
        format!("insert into scope_versions (engagement_id, number, state, drafted_by, drafted_at) values ('{e}', 1, 'draft', '{lea}', now())"),
        format!("insert into scope_keys values ('{e}', 'S1', 'service'), ('{e}', 'S2', 'service'), ('{e}', 'X1', 'exclusion')"),
        format!(
            "insert into scope_lines (engagement_id, version, key, position, title, days)
             values ('{e}', 1, 'S1', 1, 'Process map', 6), ('{e}', 1, 'S2', 2, 'Intake', 14), ('{e}', 1, 'X1', 3, 'Outgoing invoices', null)"
        ),
        "update scope_versions set state = 'proposed', proposed_at = now(), digest = decode(repeat('ab', 32), 'hex')".into(),
        format!(
            "insert into scope_signatures select '{e}', 1, side, person, 'Name', now(), decode(repeat('ab', 32), 'hex')
             from (values ('client', '{ines}'::uuid), ('provider', '{lea}'::uuid)) s (side, person)"
        ),
        "update scope_versions set state = 'agreed', agreed_at = now()".into(),
    ] {
        sql(w, statement).await;
    }
    for (number, state) in (1..).zip(states) {
        let submissions = i32::from(!matches!(*state, "planned" | "in_work"));
        sql(
            w,
            format!(
                "insert into deliverables (engagement_id, number, title, line_version, line_key, due_on, state, state_since, submissions, planned_by, planned_at)
                 values ('{e}', {number}, 'Map {number}', 1, 'S1', '2026-07-1{number}', '{state}', now(), {submissions}, '{lea}', now())"
            ),
        )
        .await;
    }
}

#[tokio::test]
async fn a_manager_opens_an_engagement_with_a_new_client() {
    let w = world().await;
    w.lea.opens("/engagements").await.is(200).sees("Open an engagement");
    w.lea.opens(format!("{}/new", opening(&w))).await.is(200).sees("Ahrens & Vale delivers");
    let people = w.lea.posts(opening(&w), &NEW).await.done();
    w.lea.opens(&people).await.is(200).sees("Nobody commits the client yet").sees("Lea Ahrens");
    let overview = people.trim_end_matches("/people").to_owned();
    w.lea
        .opens(&overview)
        .await
        .is(200)
        .sees("Meters read once")
        .sees("Stadtwerke Elmshorn")
        .sees("within 2 business days")
        .sees("Lea Ahrens opened the engagement");
    w.stranger.opens(&overview).await.is(404);
    w.ines.opens(&overview).await.is(404);
    let client_events: i64 = sqlx::query_scalar(
        "select count(*) from organization_events e join organizations o on o.id = e.organization_id where o.name = 'Stadtwerke Elmshorn'",
    )
    .fetch_one(&w.app.db)
    .await
    .unwrap();
    assert_eq!(client_events, 1);
    let reports = tandem::activity::verify(&w.app.db, None).await.unwrap();
    assert!(reports.iter().all(|report| report.fault.is_none()));
}

#[tokio::test]
async fn a_known_client_is_chosen_and_no_other() {
    let w = world().await;
    let client = w.client.to_string();
    let fields = with(&with(&NEW, "client_name", ""), "client", &client);
    let people = w.lea.posts(opening(&w), &fields).await.done();
    w.lea.opens(people.trim_end_matches("/people")).await.is(200).sees("Nordlicht Pumpen GmbH");
    let strange = organization(&w.app, "Somebody else's client").await.to_string();
    w.lea.posts(opening(&w), &with(&fields, "client", &strange)).await.is(409).sees("has not worked with this client before");
    w.lea.posts(opening(&w), &with(&fields, "client", "x")).await.is_invalid_at("client");
    w.lea.posts(opening(&w), &with(&fields, "client_name", "Both")).await.is_invalid_at("client_name");
    w.lea.posts(opening(&w), &with(&NEW, "client_name", "")).await.is_invalid_at("client_name");
}

#[tokio::test]
async fn only_managers_of_the_provider_open_engagements() {
    let w = world().await;
    let admin = person(&w.app, "Ada Admin", "ada").await;
    member(&w.app, w.provider, &admin, "admin").await;
    for who in [&w.ines, &w.samir, &w.stranger, &w.max] {
        who.opens(format!("{}/new", opening(&w))).await.is(404);
        who.posts(opening(&w), &NEW).await.is(404);
    }
    admin.opens(format!("{}/new", opening(&w))).await.is(409).sees("Only managers of this organization");
    admin.posts(opening(&w), &NEW).await.is(409).sees("Only managers of this organization");
    assert_eq!((count(&w, "engagements").await, count(&w, "organizations").await), (2, 4));
}

#[tokio::test]
async fn what_is_typed_wrongly_is_said_at_the_field_and_kept() {
    let w = world().await;
    let long = "x".repeat(161);
    for (field, value) in [
        ("title", ""),
        ("title", &long),
        ("starts_on", "2026-02-30"),
        ("starts_on", ""),
        ("ends_on", "2026-08-02"),
        ("client_promise_days", "0"),
        ("provider_promise_days", "61"),
        ("review_days", "five"),
        ("second_review_days", ""),
        ("lapse_days", "6"),
        ("assist_free_days", "61"),
        ("currency", "Euro"),
        ("client_name", &long),
    ] {
        let page = w.lea.posts(opening(&w), &with(&NEW, field, value)).await.is_invalid_at(field);
        assert_eq!(
            page.attribute("[name=provider_promise_days]", "value").as_deref(),
            Some(if field == "provider_promise_days" { value } else { "2" })
        );
    }
    assert_eq!((count(&w, "engagements").await, count(&w, "organizations").await), (2, 4));
}

#[tokio::test]
async fn a_form_sent_twice_opens_one_engagement() {
    let w = world().await;
    let once = Uuid::new_v4();
    w.lea.posts_once(opening(&w), &NEW, once).await.done();
    w.lea.posts_once(opening(&w), &NEW, once).await.is(409);
    assert_eq!((count(&w, "engagements").await, count(&w, "organizations").await), (3, 5), "nor a client twice");
}

#[tokio::test]
async fn the_list_begins_with_what_needs_attention() {
    let w = world().await;
    for (title, side, role, due) in [
        ("Calm", "", "", ""),
        ("Their turn", "client", "sponsor", "2026-07-16"),
        ("Our turn", "provider", "consultant", "2026-07-17"),
        ("My turn", "provider", "manager", "2026-07-18"),
        ("Late", "provider", "consultant", "2026-07-14"),
    ] {
        let id = crate::support::world::engagement(&w.app, title, w.provider, w.client).await;
        if !due.is_empty() {
            w.has_in(id, "D1", "x").await;
            sql(&w, format!("insert into turns (engagement_id, number, thing, ask, side, roles, since, due_at) values ('{id}', 1, 'D1', 'submit', '{side}', '{{{role}}}', '2026-07-01', '{due}')")).await;
        }
    }
    w.statements.taken();
    let page = w.lea.opens("/engagements").await.is(200);
    assert!((1..=4).contains(&w.statements.taken()));
    assert_eq!(page.all(".row-title"), ["Late", "My turn", "Our turn", "Invoices with one owner", "Calm", "Their turn"]);
    page.sees("1 overdue")
        .sees("1 waiting on you")
        .sees("1 waiting on your side")
        .sees("1 waiting on the other side")
        .sees("you: Manager")
        .sees("Discovery");
    w.stranger.opens("/engagements").await.is(200).sees("You have no seat in any engagement yet").sees_not("Invoices");
    w.petra.opens("/engagements").await.is(200).sees("Night shift").sees_not("Invoices");
}

#[tokio::test]
async fn long_lists_go_on_by_key() {
    let w = world().await;
    for number in 0..110 {
        crate::support::world::engagement(&w.app, &format!("Number {number}"), w.provider, w.client).await;
    }
    let mut seen = Vec::new();
    let mut next = "/engagements".to_owned();
    for expected in [50, 50, 11] {
        let page = w.lea.opens(&next).await.is(200);
        assert_eq!(page.all(".row-title").len(), expected);
        seen.extend(page.all(".row-title"));
        next = page.attribute("[rel=next]", "href").unwrap_or_default();
    }
    assert_eq!(next, "");
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 111);
    w.lea.opens("/engagements?after=nonsense").await.is(200);
}

#[tokio::test]
async fn the_overview_is_the_same_for_both_sides() {
    let w = world().await;
    agreed_scope(&w, &["accepted", "submitted", "in_work"]).await;
    milestone(&w, 1, "2026-07-31T16:00:00Z").await;
    sql(&w, format!("insert into turns (engagement_id, number, thing, ask, side, roles, since, due_at) values ('{}', 1, 'D2', 'review_submission', 'client', '{{sponsor,lead}}', '2026-07-14', '2026-07-17T15:00:00Z')", w.engagement)).await;
    w.statements.taken();
    let shown = w.ines.opens(w.at("")).await.is(200);
    assert!((1..=6).contains(&w.statements.taken()));
    for (words, at) in [
        ("Handover", ".phase-current"),
        ("M1 Handover, Fri 31 July, 18:00 12 business days left", "#next-milestone"),
        ("2 of 20 business days accepted (10%)", "#progress-sum"),
        ("1 of 3 accepted, 1 in review · 6 business days", "#progress .progress:nth-child(1)"),
        ("nothing planned yet · 14 business days", "#progress .progress:nth-child(2)"),
        ("D2 Map 2", "#turns .turn"),
        ("due Fri 17 July", "#turns .turn-due"),
        ("Ines Brandt Sponsor", "#people"),
        ("Lea Ahrens Manager", "#people"),
    ] {
        assert!(shown.all(at).iter().any(|text| text.contains(words)), "no “{words}” in {:?}", shown.all(at));
    }
    assert_eq!(shown.all("#dates .ref"), ["D3", "M1"], "what was handed in is no longer due");
    for who in [&w.meryem, &w.olaf, &w.samir, &w.paul] {
        let other = who.opens(w.at("")).await.is(200);
        assert_eq!(other.all("#progress .progress"), shown.all("#progress .progress"));
        other.sees_not("Change title, dates and promises");
    }
    w.lea.opens(w.at("")).await.is(200).sees("Change title, dates and promises");
    w.stranger.opens(w.at("")).await.is(404);
    w.petra.opens(w.at("")).await.is(404);
    w.ines.opens("/engagements/nonsense").await.is(404);
}

#[tokio::test]
async fn an_empty_overview_says_what_comes_next() {
    let w = world().await;
    w.ines
        .opens(w.at(""))
        .await
        .is(200)
        .sees("Scoping begins when")
        .sees("No services are agreed yet")
        .sees("Nothing waits for anybody")
        .sees("Nothing has a date yet");
}

/// The terms as the world has them.
const TERMS: [(&str, &str); 11] = [
    ("title", "Invoices with one owner"),
    ("language", "en"),
    ("starts_on", "2026-03-02"),
    ("ends_on", "2026-07-31"),
    ("client_promise_days", "3"),
    ("provider_promise_days", "3"),
    ("review_days", "5"),
    ("second_review_days", "5"),
    ("deems_acceptance", "yes"),
    ("lapse_days", "60"),
    ("assist_free_days", "10"),
];

async fn posts_terms(w: &World, field: &str, value: &str, shown: &str) -> Page {
    let fields = with(&with(&TERMS, field, value), "shown", shown).into_iter().collect::<Vec<_>>();
    w.lea.posts(w.at("/terms"), &fields).await
}

async fn token(w: &World) -> String {
    w.lea.opens(w.at("/terms")).await.is(200).attribute("[name=shown]", "value").unwrap()
}

#[tokio::test]
async fn the_manager_changes_the_terms() {
    let w = world().await;
    let shown = token(&w).await;
    posts_terms(&w, "client_promise_days", "4", &shown).await.done();
    w.ines.opens(w.at("")).await.is(200).sees("within 4 business days");
    assert_eq!(w.happened().await, ["terms_changed"]);
    // Saved as it stands: nothing happened.
    let shown = token(&w).await;
    posts_terms(&w, "client_promise_days", "4", &shown).await.done();
    assert_eq!(w.happened().await, ["terms_changed"]);
    posts_terms(&w, "ends_on", "2026-03-01", &shown).await.is_invalid_at("ends_on");
    for who in [&w.ines, &w.samir, &w.olaf] {
        who.opens(w.at("/terms")).await.is(403);
        who.posts(w.at("/terms"), &TERMS).await.is(403);
    }
    w.max.opens(w.at("/terms")).await.is(404);
}

#[tokio::test]
async fn whoever_comes_second_sees_both_terms() {
    let w = world().await;
    let shown = token(&w).await;
    posts_terms(&w, "title", "Invoices, settled", &shown).await.done();
    let late = posts_terms(&w, "review_days", "7", &shown)
        .await
        .is(409)
        .sees("Somebody else changed the terms meanwhile")
        .sees("Invoices, settled");
    assert_eq!(late.attribute("[name=review_days]", "value").as_deref(), Some("7"));
    assert_eq!(late.all("#differences dt"), ["Title", "The client reviews a submission within"]);
    let shown = late.attribute("[name=shown]", "value").unwrap();
    posts_terms(&w, "review_days", "7", &shown).await.done();
    assert_eq!(w.happened().await, ["terms_changed", "terms_changed"]);
}

#[tokio::test]
async fn a_closed_engagement_is_only_read() {
    let w = world().await;
    sql(&w, format!("update engagements set closed_at = now() where id = '{}'", w.engagement)).await;
    w.lea.opens(w.at("")).await.is(200).sees("Both sides have signed every milestone").sees_not("Change title");
    w.lea.opens(w.at("/terms")).await.is(409).sees("This engagement is closed");
    w.lea.posts(w.at("/terms"), &TERMS).await.is(409).sees("This engagement is closed");
}

#[tokio::test]
async fn who_may_read_a_closed_engagement_still_changes() {
    let w = world().await;
    sql(&w, format!("update engagements set closed_at = now() where id = '{}'", w.engagement)).await;
    w.lea.opens(w.at("/people")).await.is(200).sees("Invite somebody");
    w.ines.posts(w.at("/people/3/end"), &[]).await.done();
    w.meryem.opens(w.at("")).await.is(404);
    invites(&w, "lea", "provider-consultant", "claire@example.org").await.done();
    w.lea.posts(w.at("/people/invitations/1/withdrawal"), &[]).await.done();
    w.ines.posts(w.at("/people/2"), &[("role", "client-observer"), ("function", "")]).await.done();
    assert_eq!(w.happened().await, ["seat_ended", "seat_invited", "invitation_withdrawn", "seat_changed"]);
    w.lea.opens(w.at("")).await.is(200).sees("Both sides have signed every milestone");
    w.lea.opens(w.at("/terms")).await.is(409).sees("This engagement is closed");
}

/// Somebody invites to a role.
async fn invites(w: &World, who: &str, role: &str, email: &str) -> Page {
    let who = if who == "lea" { &w.lea } else { &w.ines };
    who.posts(w.at("/people/invitations"), &[("name", "Claire Vale"), ("email", email), ("role", role), ("function", "Lead consultant")])
        .await
}

#[tokio::test]
async fn each_side_invites_its_own_people() {
    let w = world().await;
    invites(&w, "lea", "provider-consultant", "claire@example.org").await.done();
    let (address, kind, detail): (String, String, serde_json::Value) =
        sqlx::query_as("select address, kind, detail from outbox").fetch_one(&w.app.db).await.unwrap();
    assert_eq!((address.as_str(), kind.as_str()), ("claire@example.org", "invitation"));
    assert_eq!(detail["inviter"], "Lea Ahrens");
    assert_eq!(detail["role"], "consultant");
    let url = detail["url"].as_str().unwrap();
    let secret: tandem::base::token::Token = url.strip_prefix("http://localhost:3000/invitations/").unwrap().parse().unwrap();
    let hash: Vec<u8> = sqlx::query_scalar("select token_hash from invitations").fetch_one(&w.app.db).await.unwrap();
    assert_eq!(hash, secret.hash());

    w.statements.taken();
    w.samir
        .opens(w.at("/people"))
        .await
        .is(200)
        .sees("claire@example.org")
        .sees("until Wed 29 July")
        .sees_not("Withdraw the invitation")
        .sees_not("Invite somebody");
    assert!((1..=4).contains(&w.statements.taken()));
    w.lea.opens(w.at("/people")).await.sees("Withdraw the invitation");
    w.ines.opens(w.at("/people")).await.sees_not("Withdraw the invitation");

    invites(&w, "lea", "provider-consultant", "CLAIRE@example.org").await.is(409).sees("already has an open invitation");
    invites(&w, "lea", "provider-consultant", "samir@example.org").await.is(409).sees("already has a seat");
    invites(&w, "lea", "client-sponsor", "claudia@example.org").await.is(409).sees("The client has a sponsor");
    invites(&w, "lea", "client-lead", "claudia@example.org").await.is(409).sees("Each side decides about its own seats");
    invites(&w, "ines", "provider-consultant", "claudia@example.org").await.is(409).sees("Each side decides about its own seats");
    invites(&w, "ines", "client-observer", "claudia@example.org").await.done();
    assert_eq!(w.happened().await, ["seat_invited", "seat_invited"]);
    for who in [&w.tobias, &w.samir, &w.olaf] {
        who.posts(w.at("/people/invitations"), &[]).await.is(403);
    }
    w.max.posts(w.at("/people/invitations"), &[]).await.is(404);
}

#[tokio::test]
async fn an_invitation_needs_a_name_an_address_and_a_role() {
    let w = world().await;
    let right = [("name", "Claire Vale"), ("email", "claire@example.org"), ("role", "provider-consultant")];
    for (field, value) in [("name", ""), ("email", "claire"), ("email", ""), ("role", "consultant"), ("role", "")] {
        let page = w.lea.posts(w.at("/people/invitations"), &with(&right, field, value)).await.is_invalid_at(field);
        page.sees("Samir Haddad");
    }
    let once = Uuid::new_v4();
    w.lea.posts_once(w.at("/people/invitations"), &right, once).await.done();
    w.lea.posts_once(w.at("/people/invitations"), &right, once).await.is(409);
    assert_eq!((count(&w, "invitations").await, count(&w, "outbox").await), (1, 1));
}

#[tokio::test]
async fn the_first_sponsor_is_invited_by_the_provider() {
    let w = world().await;
    sql(&w, format!("update seats set ended_at = now() where engagement_id = '{}' and role = 'sponsor'", w.engagement)).await;
    w.lea.opens(w.at("/people")).await.is(200).sees("Nobody commits the client yet");
    invites(&w, "lea", "client-sponsor", "ines.brandt@example.org").await.done();
    w.lea.opens(w.at("/people")).await.is(200).sees_not("Nobody commits the client yet").sees("Withdraw the invitation");
    invites(&w, "lea", "client-sponsor", "another@example.org").await.is(409).sees("The client has a sponsor, or one is invited");
    w.lea.posts(w.at("/people/invitations/1/withdrawal"), &[]).await.done();
    invites(&w, "lea", "client-sponsor", "another@example.org").await.done();
    assert_eq!(w.happened().await, ["seat_invited", "invitation_withdrawn", "seat_invited"]);
}

#[tokio::test]
async fn an_invitation_is_taken_back_once_and_expires() {
    let w = world().await;
    invites(&w, "lea", "provider-consultant", "claire@example.org").await.done();
    w.ines.posts(w.at("/people/invitations/1/withdrawal"), &[]).await.is(409).sees("Each side decides about its own seats");
    w.samir.posts(w.at("/people/invitations/1/withdrawal"), &[]).await.is(403);
    w.lea.posts(w.at("/people/invitations/9/withdrawal"), &[]).await.is(404);
    w.lea.posts(w.at("/people/invitations/1/withdrawal"), &[]).await.done();
    w.lea.posts(w.at("/people/invitations/1/withdrawal"), &[]).await.is(409).sees("taken or withdrawn meanwhile");
    // Sent anew, and again after it has expired.
    invites(&w, "lea", "provider-consultant", "claire@example.org").await.done();
    w.it_is("2026-07-28T08:00:00Z");
    w.lea.opens(w.at("/people")).await.is(200).sees("not taken yet");
    w.it_is("2026-07-29T08:00:00Z");
    w.lea.opens(w.at("/people")).await.is(200).sees("expired");
    invites(&w, "lea", "provider-consultant", "claire@example.org").await.done();
    assert_eq!(count(&w, "invitations where taken_at is null and withdrawn_at is null").await, 1);
}

#[tokio::test]
async fn whoever_changes_a_seat_after_somebody_else_is_told() {
    let w = world().await;
    let form = w.ines.opens(w.at("/people/3")).await.is(200);
    let version = form.attribute("[name=version]", "value").unwrap();
    w.ines.posts(w.at("/people/3"), &[("role", "client-lead"), ("function", ""), ("version", &version)]).await.done();
    // Opened before: it would turn the lead back into a member.
    let late = [("role", "client-member"), ("function", "Clerk"), ("version", version.as_str())];
    w.ines.posts(w.at("/people/3"), &late).await.is(409).sees("Somebody has changed this seat since you opened it");
    assert_eq!(w.happened().await, ["seat_changed"]);
    // What says what is so already is no change.
    w.ines.posts(w.at("/people/3"), &[("role", "client-lead"), ("function", ""), ("version", &version)]).await.done();
}

#[tokio::test]
async fn a_seat_gets_another_role() {
    let w = world().await;
    w.ines
        .opens(w.at("/people/3"))
        .await
        .is(200)
        .sees("Meryem Kaya")
        .sees("Runs the process at the client")
        .sees_not("Does the work for the provider");
    w.ines.posts(w.at("/people/3"), &[("role", "client-lead"), ("function", "Clerk")]).await.done();
    w.ines.opens(w.at("/people")).await.is(200).sees("Clerk");
    assert_eq!(w.happened().await, ["seat_changed"]);
    w.ines.posts(w.at("/people/3"), &[("role", "client-lead"), ("function", "Clerk")]).await.done();
    assert_eq!(w.happened().await, ["seat_changed"], "nothing changed the second time");
    w.ines.posts(w.at("/people/3"), &[("role", "lead")]).await.is_invalid_at("role");
    w.ines.posts(w.at("/people/3"), &[("role", "provider-consultant")]).await.is(409).sees("Each side decides");
    w.ines.posts(w.at("/people/5"), &[("role", "provider-observer")]).await.is(409).sees("Each side decides");
    w.ines.opens(w.at("/people/5")).await.is(409);
    w.ines.opens(w.at("/people/99")).await.is(404);
    w.ines.opens(w.at("/people/x")).await.is(404);
    w.tobias.opens(w.at("/people/3")).await.is(403);
    w.tobias.posts(w.at("/people/3"), &[("role", "client-lead")]).await.is(403);
    w.petra.opens(w.at("/people/3")).await.is(404);
}

#[tokio::test]
async fn the_last_who_commits_a_side_stays() {
    let w = world().await;
    w.ines.opens(w.at("/people/1")).await.is(200).sees("Nobody else could sign for the client").sees_not("End the seat");
    w.ines.posts(w.at("/people/1/end"), &[]).await.is(409).sees("Nobody else could sign for the client");
    w.ines.posts(w.at("/people/1"), &[("role", "client-lead")]).await.is(409).sees("Nobody else could sign for the client");
    w.ines.posts(w.at("/people/2"), &[("role", "client-sponsor")]).await.done();
    assert_eq!(w.ines.posts(w.at("/people/1/end"), &[]).await.done(), "/engagements");
    w.ines.opens(w.at("")).await.is(404);
}

#[tokio::test]
async fn whose_seat_ended_sees_nothing_and_leaves_no_turn_behind() {
    let w = world().await;
    w.has("F1", "Why?").await;
    sql(&w, format!("insert into turns (engagement_id, number, thing, ask, side, roles, person_id, since, due_at) values ('{}', 1, 'F1', 'answer_feedback', 'client', '{{sponsor,lead,member}}', '{}', '2026-07-14', '2026-07-17')", w.engagement, w.meryem.id)).await;
    w.tobias.opens("/").await.is(200).sees("Waiting on you (0)");
    w.ines.opens(w.at("/people/3")).await.is(200).sees("Meryem Kaya will see nothing of this engagement any more");
    w.ines.posts(w.at("/people/3/end"), &[]).await.done();
    w.meryem.opens(w.at("")).await.is(404);
    w.meryem.opens("/").await.is(200).sees_not("Why?");
    w.tobias.opens("/").await.is(200).sees("Waiting on you (1)").sees("Why?");
    w.ines.opens(w.at("/people")).await.is(200).sees("No longer here").sees("from Wed 15 July to Wed 15 July");
    w.ines.posts(w.at("/people/3/end"), &[]).await.is(409).sees("ended meanwhile");
    w.ines.posts(w.at("/people/3"), &[("role", "client-lead")]).await.is(409).sees("ended meanwhile");
    assert_eq!(w.happened().await, ["seat_ended"]);
}

#[tokio::test]
async fn a_manager_of_the_organization_is_not_removed_here() {
    let w = world().await;
    seat(&w.app, w.engagement, 7, &w.lea, "provider", "consultant").await;
    w.lea.opens(w.at("/people")).await.is(200).sees("as manager of the organization");
    w.lea.opens(w.at("/people/7")).await.is(409).sees("comes with being a manager of the organization");
    w.lea.posts(w.at("/people/7/end"), &[]).await.is(409).sees("comes with being a manager of the organization");
    // A manager of the client's organization looks on, without a seat of their own.
    let boss = person(&w.app, "Britta Boss", "britta").await;
    member(&w.app, w.client, &boss, "manager").await;
    boss.opens(w.at("/people")).await.is(200).sees("Britta Boss");
}

#[tokio::test]
async fn the_matrix_is_there_for_everybody() {
    let w = world().await;
    let page = w.olaf.opens(w.at("/people")).await.is(200).sees("What each role may do");
    assert_eq!(page.all("#matrix tbody tr").len(), tandem::access::Ability::ALL.len());
    assert!(
        page.all("#matrix tbody tr").iter().any(|row| row == "sign the scope for one’s sideyes–no–no–noyes–no–no"),
        "{:?}",
        page.all("#matrix tbody tr")
    );
}
