//! What no form offers, tried by direct SQL: the database keeps the rules of versions, lines and signatures by itself.

use crate::support::world;

/// Ways to change lines of version 1.
const EDITS: [&str; 8] = [
    "update scope_lines set title = 'Other' where engagement_id = $1 and version = 1",
    "update scope_lines set position = position + 10 where engagement_id = $1 and version = 1",
    "delete from scope_lines where engagement_id = $1 and version = 1",
    "insert into scope_lines (engagement_id, version, key, position, title) select engagement_id, 1, key, 9, 'More' from scope_keys where engagement_id = $1",
    "update scope_criteria set text = 'Other' where engagement_id = $1 and version = 1",
    "delete from scope_criteria where engagement_id = $1 and version = 1",
    "insert into scope_criteria (engagement_id, version, key, position, text) values ($1, 1, 'S1', 9, 'More')",
    "insert into scope_line_needs (engagement_id, version, key, need) values ($1, 1, 'S1', 1)",
];

#[tokio::test]
async fn there_is_one_draft_at_a_time() {
    let w = world().await;
    let second = "insert into scope_versions (engagement_id, number, state, drafted_by, drafted_at)
                  select engagement_id, 2, 'draft', drafted_by, drafted_at from scope_versions where engagement_id = $1";
    w.draft().await;
    assert_eq!(w.refuses(second).await, "scope_versions_open_once");
    w.proposes(1).await;
    assert_eq!(w.refuses(second).await, "scope_versions_open_once");
}

#[tokio::test]
async fn what_was_proposed_is_not_changed() {
    let w = world().await;
    w.agreement().await;
    w.refuses_all("scope_lines_frozen", &EDITS).await;
    w.samir.posts(w.at("/scope"), &[("after", "1")]).await.done();
    w.refuses_all("scope_lines_frozen", &EDITS).await;
    // Nor does a line wander from one version into another, in either direction.
    let leave = "update scope_lines set version = 2 where engagement_id = $1 and version = 1 and key = 'X1'";
    let enter = "update scope_lines set version = 1 where engagement_id = $1 and version = 2 and key = 'X1'";
    w.refuses_all("scope_lines_frozen", &[leave, enter]).await;
    // A proposal is no draft again, its digest stays, and what counted does not vanish.
    w.refuses_all(
        "scope_versions_one_way",
        &[
            "update scope_versions set state = 'draft', digest = null, agreed_at = null where engagement_id = $1 and number = 1",
            "update scope_versions set proposed_at = now() where engagement_id = $1 and number = 1",
            "update scope_versions set agreed_at = now() where engagement_id = $1 and number = 1",
            "update scope_versions set number = 7 where engagement_id = $1 and number = 2",
            "update scope_versions set state = 'withdrawn', agreed_at = null, withdrawn_at = now() where engagement_id = $1 and number = 1",
            "delete from scope_versions where engagement_id = $1 and number = 1",
            "insert into scope_versions (engagement_id, number, state, drafted_by, drafted_at, digest, agreed_at, superseded_at)
             select engagement_id, 9, 'superseded', drafted_by, drafted_at, digest, agreed_at, now() from scope_versions where engagement_id = $1 and number = 1",
        ],
    )
    .await;
    assert_eq!(w.states().await, ["1 agreed", "2 draft"]);
}

#[tokio::test]
async fn agreed_is_what_both_have_signed() {
    let w = world().await;
    let digest = w.proposal().await;
    let agree = "update scope_versions set state = 'agreed', agreed_at = now() where engagement_id = $1";
    assert_eq!(w.refuses(agree).await, "scope_versions_two_signatures");
    let other_text = "insert into scope_signatures (engagement_id, version, side, person_id, typed_name, signed_at, digest)
                      select engagement_id, 1, 'provider', drafted_by, 'x', now(), sha256('other') from scope_versions where engagement_id = $1";
    assert_eq!(w.refuses(other_text).await, "scope_signatures_same_digest");
    w.signs(&w.ines, 1, &digest).await.done();
    assert_eq!(w.refuses(agree).await, "scope_versions_two_signatures");
    assert_eq!(w.refuses(other_text).await, "scope_signatures_same_digest");
    let same_person = "insert into scope_signatures select engagement_id, version, 'provider', person_id, typed_name, signed_at, digest
                       from scope_signatures where engagement_id = $1";
    assert_eq!(w.refuses(same_person).await, "scope_signatures_person_once");
    let twice = "insert into scope_signatures select s.engagement_id, s.version, s.side, v.drafted_by, s.typed_name, s.signed_at, s.digest
                 from scope_signatures s join scope_versions v on v.engagement_id = s.engagement_id where s.engagement_id = $1";
    assert_eq!(w.refuses(twice).await, "scope_signatures_pkey");
    let (lost, renamed) = (
        "delete from scope_signatures where engagement_id = $1",
        "update scope_signatures set typed_name = 'Somebody Else' where engagement_id = $1",
    );
    w.refuses_all("scope_signatures_stay", &[lost, renamed]).await;
    let other_digest = "update scope_versions set digest = sha256('other') where engagement_id = $1";
    assert_eq!(w.refuses(other_digest).await, "scope_versions_one_way");
    w.signs(&w.lea, 1, &digest).await.done();
    // Now it is agreed, and stays so with both.
    assert_eq!(w.refuses(lost).await, "scope_signatures_stay");
    assert_eq!(w.refuses(renamed).await, "scope_signatures_same_digest");
    assert_eq!(w.refuses(other_digest).await, "scope_versions_two_signatures");
    let late = "insert into scope_signatures select engagement_id, version, 'observer', drafted_by, typed_name, signed_at, s.digest
                from scope_signatures s join scope_versions v using (engagement_id) where engagement_id = $1 limit 1";
    assert_eq!(w.refuses(late).await, "scope_signatures_same_digest");
    assert_eq!(w.states().await, ["1 agreed"]);
}

#[tokio::test]
async fn a_deliverable_is_promised_under_the_agreed_version() {
    let w = world().await;
    w.agreement().await;
    w.samir.posts(w.at("/scope"), &[("after", "1")]).await.done();
    w.adds(&w.samir, 2, "service", &super::but(&super::SERVICE, "title", "Not agreed")).await.done();
    let plan = async |version: i32, key: &str| {
        let planned = sqlx::query(
            "insert into deliverables (engagement_id, number, title, line_version, line_key, due_on, state, state_since, planned_by, planned_at)
             select $1, coalesce(max(number), 0) + 1, 'Map', $2, $3, '2026-07-20', 'planned', now(), $4, now() from deliverables where engagement_id = $1",
        );
        let planned = planned.bind(w.engagement).bind(version).bind(key).bind(w.samir.id).execute(&w.app.db).await;
        planned.map(|_| ()).map_err(|error| error.as_database_error().unwrap().constraint().unwrap_or_default().to_owned())
    };
    // Under a draft's copy of an agreed service, under a draft's own one, under what no version has, under an exclusion.
    assert_eq!(plan(2, "S1").await, Err("deliverables_under_agreed_service".into()));
    assert_eq!(plan(2, "S2").await, Err("deliverables_under_agreed_service".into()));
    assert!(plan(1, "S2").await.is_err());
    assert!(plan(7, "S1").await.is_err());
    assert!(plan(1, "X1").await.is_err());
    assert_eq!(plan(1, "S1").await, Ok(()));
    assert_eq!(w.refuses("update deliverables set line_version = 2 where engagement_id = $1").await, "deliverables_under_agreed_service");
    assert_eq!(
        w.refuses("update deliverables set line_version = 2, line_key = 'S2' where engagement_id = $1").await,
        "deliverables_under_agreed_service"
    );
    // Once another version counts, nothing new is promised under the one before.
    let digest = w.proposes(2).await;
    for who in [&w.lea, &w.ines] {
        w.signs(who, 2, &digest).await.done();
    }
    assert_eq!(plan(1, "S1").await, Err("deliverables_under_agreed_service".into()));
    assert_eq!(plan(2, "S2").await, Ok(()));
}

#[tokio::test]
async fn a_text_that_was_tampered_with_is_not_signed() {
    let w = world().await;
    let digest = w.proposal().await;
    for statement in [
        "alter table scope_lines disable trigger scope_lines_frozen",
        "update scope_lines set price_minor = 1 where key = 'S1'",
        "alter table scope_lines enable trigger scope_lines_frozen",
    ] {
        sqlx::query(statement).execute(&w.app.db).await.unwrap();
    }
    w.ines.opens(w.at("/scope/1")).await.is(200).sees("no longer matches the digest");
    w.signs(&w.ines, 1, &digest).await.is(409).sees("not the one you were shown");
}
