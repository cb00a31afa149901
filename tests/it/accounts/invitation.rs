use tandem::accounts::invitation_url;

use super::{PASSWORD, has_password, invited, recorded, signed_in_by, signs_in};
use crate::support::{Actor, world, world::member};

#[tokio::test]
async fn a_newcomer_takes_an_invitation_and_is_in() {
    let w = world().await;
    let url = invitation_url(&invited(&w, "jonas@example.org", "client", "member").await);
    let anonymous = Actor::anonymous(&w.app);
    w.statements.taken();
    let page = anonymous
        .opens(&url)
        .await
        .is(200)
        .sees("Ines Brandt invites you")
        .sees("Invoices with one owner")
        .sees("Member")
        .sees("Purchasing");
    assert!((1..=6).contains(&w.statements.taken()));
    assert_eq!(page.attribute("[name=name]", "value").as_deref(), Some("Jonas Petersen"));

    anonymous.posts(&url, &[("name", ""), ("password", PASSWORD)]).await.is_invalid_at("name");
    anonymous.posts(&url, &[("name", "x".repeat(121).as_str()), ("password", PASSWORD)]).await.is_invalid_at("name");
    anonymous.posts(&url, &[("name", "Jonas"), ("password", "short")]).await.is_invalid_at("password");
    assert!(w.happened().await.is_empty());

    let page = anonymous.reading("de").posts(&url, &[("name", "Jonas  Petersen "), ("password", PASSWORD)]).await;
    let jonas = signed_in_by(&page, &w.app);
    assert_eq!(page.done(), w.at(""));
    assert_eq!(w.happened().await, ["seat_taken"]);
    assert_eq!(recorded(&w, w.client).await, ["account_created", "member_joined"]);
    jonas.opens("/account").await.is(200).sees("Ihr Konto").sees("jonas@example.org");
    signs_in(&w.app, "jonas@example.org", PASSWORD).await.is(303);
    let seat: (i32, String, String, String) = sqlx::query_as(
        "select s.number, s.side, s.role, p.name from seats s join persons p on p.id = s.person_id
         where s.engagement_id = $1 and p.email = 'jonas@example.org' and s.ended_at is null",
    )
    .bind(w.engagement)
    .fetch_one(&w.app.db)
    .await
    .unwrap();
    assert_eq!(seat, (7, "client".into(), "member".into(), "Jonas Petersen".into()));

    // The link is used up; to whom used it, it leads on.
    assert_eq!(jonas.opens(&url).await.is(303).location, w.at(""));
    Actor::anonymous(&w.app).opens(&url).await.is(410).sees("already been used").sees("ines@example.org");
    Actor::anonymous(&w.app).posts(&url, &[("name", "Jonas"), ("password", PASSWORD)]).await.is(410);
    assert_eq!(w.happened().await, ["seat_taken"]);
}

#[tokio::test]
async fn somebody_with_an_account_signs_in_first_and_just_accepts() {
    let w = world().await;
    has_password(&w.stranger, PASSWORD).await;
    let url = invitation_url(&invited(&w, "Sina@example.org", "provider", "consultant").await);
    let anonymous = Actor::anonymous(&w.app);
    let page = anonymous.opens(&url).await.is(200).sees("already has an account");
    assert!(page.all("[name=password]").is_empty());
    let sign_in = page.attribute(".narrow a.button", "href").unwrap();
    assert_eq!(sign_in, format!("/sign-in?next={url}"));
    anonymous.posts(&url, &[("name", "Sina"), ("password", PASSWORD)]).await.is(409).sees("already has an account");

    let fields = [("email", "sina@example.org"), ("password", PASSWORD), ("next", url.as_str())];
    let page = anonymous.posts("/sign-in", &fields).await;
    let sina = signed_in_by(&page, &w.app);
    assert_eq!(page.done(), url);
    sina.opens(&url).await.is(200).sees("Accept the invitation");
    assert_eq!(sina.posts(&url, &[]).await.done(), w.at(""));
    sina.posts(&url, &[]).await.is(410);
    assert_eq!(w.happened().await, ["seat_taken"]);
    assert_eq!(recorded(&w, w.provider).await, ["member_joined"]);
    let named: String = sqlx::query_scalar("select detail ->> 'name' from events where engagement_id = $1")
        .bind(w.engagement)
        .fetch_one(&w.app.db)
        .await
        .unwrap();
    assert_eq!(named, "Sina Stranger", "as the account says, not as the invitation guessed");
}

#[tokio::test]
async fn the_first_sponsor_keeps_a_client_that_nobody_keeps() {
    let w = world().await;
    let anonymous = Actor::anonymous(&w.app);
    let takes = async |email: &str, role: &str| {
        let url = invitation_url(&invited(&w, email, "client", role).await);
        signed_in_by(&anonymous.posts(&url, &[("name", "Jonas Petersen"), ("password", PASSWORD)]).await, &w.app)
    };
    let firm = format!("/organizations/{}", w.client);
    takes("lead@example.org", "lead").await.opens(&firm).await.is(404);
    let first = takes("first@example.org", "sponsor").await;
    first.opens(&firm).await.is(200).sees("you keep its people and its calendar");
    first.posts(format!("{firm}/holidays"), &[("day", "2026-12-24"), ("name", "Christmas Eve")]).await.done();
    takes("second@example.org", "sponsor").await.opens(&firm).await.is(404);
    let joined: Vec<String> = sqlx::query_scalar(
        "select detail ->> 'role' from organization_events where organization_id = $1 and kind = 'member_joined' order by number",
    )
    .bind(w.client)
    .fetch_all(&w.app.db)
    .await
    .unwrap();
    assert_eq!(joined, ["member", "member", "admin", "member"]);
    let provider: i64 = sqlx::query_scalar("select count(*) from organization_members where organization_id = $1 and role = 'admin'")
        .bind(w.provider)
        .fetch_one(&w.app.db)
        .await
        .unwrap();
    assert_eq!(provider, 1);
}

#[tokio::test]
async fn an_invitation_is_for_one_address_only() {
    let w = world().await;
    let url = invitation_url(&invited(&w, "jonas@example.org", "client", "member").await);
    w.stranger.opens(&url).await.is(200).sees("but you are signed in here as sina@example.org");
    w.stranger.posts(&url, &[("name", "Jonas"), ("password", PASSWORD)]).await.is(409);
    assert!(w.happened().await.is_empty());
}

#[tokio::test]
async fn an_invitation_ends_and_says_whom_to_ask() {
    let w = world().await;
    let anonymous = Actor::anonymous(&w.app);
    let url = invitation_url(&invited(&w, "jonas@example.org", "client", "member").await);
    sqlx::query("update invitations set withdrawn_at = invited_at").execute(&w.app.db).await.unwrap();
    anonymous.opens(&url).await.is(410).sees("withdrawn").sees("ask Ines Brandt");
    anonymous.posts(&url, &[("name", "Jonas"), ("password", PASSWORD)]).await.is(410);
    let url = invitation_url(&invited(&w, "jonas@example.org", "client", "member").await);
    w.it_is("2026-07-29T08:00:00Z");
    anonymous.opens(&url).await.is(410).sees("not used in time");
    anonymous.opens("/invitations/nonsense").await.is(404);
    anonymous.opens(format!("/invitations/{}", "A".repeat(43))).await.is(404);
}

#[tokio::test]
async fn nobody_is_seated_twice() {
    let w = world().await;
    let url = invitation_url(&invited(&w, "tobias@example.org", "client", "member").await);
    w.tobias.posts(&url, &[]).await.is(409).sees("already has a seat");
    // Invited to the client's side, she became a manager of the provider before she took the seat.
    let url = invitation_url(&invited(&w, "sina@example.org", "client", "sponsor").await);
    member(&w.app, w.provider, &w.stranger, "manager").await;
    w.stranger.posts(&url, &[]).await.is(409).sees("already has a seat");
    assert!(w.happened().await.is_empty(), "nothing half done");
}

#[tokio::test]
async fn a_seat_can_be_taken_to_read_a_closed_engagement() {
    let w = world().await;
    let url = invitation_url(&invited(&w, "jonas@example.org", "client", "member").await);
    sqlx::query("update engagements set closed_at = $2 where id = $1")
        .bind(w.engagement)
        .bind(w.app.clock.now())
        .execute(&w.app.db)
        .await
        .unwrap();
    Actor::anonymous(&w.app).posts(&url, &[("name", "Jonas"), ("password", PASSWORD)]).await.done();
    assert_eq!(w.happened().await, ["seat_taken"]);
    let closed: bool = sqlx::query_scalar("select closed_at is not null from engagements where id = $1")
        .bind(w.engagement)
        .fetch_one(&w.app.db)
        .await
        .unwrap();
    assert!(closed, "it stays closed");
}
