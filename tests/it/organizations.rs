//! Admins keep a firm's people and its calendar; managers read.

use chrono::{DateTime, Utc};
use sqlx::postgres::PgListener;
use tandem::organizations::{
    acts::{self, Administrator},
    model::{CalendarSettings, Holiday, NewInvitation, OrganizationRole},
};
use uuid::Uuid;

use crate::support::{
    Actor, Page, World, world,
    world::{beginning, engagement, member, organization, person, seat},
};

impl World {
    fn firm(&self, path: &str) -> String {
        format!("/organizations/{}{path}", self.provider)
    }

    /// Names of what happened to the provider.
    async fn happened_to_the_firm(&self) -> Vec<String> {
        sqlx::query_scalar("select kind from organization_events where organization_id = $1 order by number")
            .bind(self.provider)
            .fetch_all(&self.app.db)
            .await
            .unwrap()
    }

    async fn roles(&self, who: Uuid) -> Vec<String> {
        sqlx::query_scalar(
            "select role from organization_members where organization_id = $1 and person_id = $2 and ended_at is null order by role",
        )
        .bind(self.provider)
        .bind(who)
        .fetch_all(&self.app.db)
        .await
        .unwrap()
    }
}

const CALENDAR: [(&str, &str); 8] = [
    ("name", "Ahrens & Vale GmbH"),
    ("zone", "Europe/Vienna"),
    ("days", "0"),
    ("days", "1"),
    ("days", "2"),
    ("days", "3"),
    ("opens", "08:30"),
    ("closes", "16:00"),
];

fn but<'a>(fields: &[(&'a str, &'a str)], field: &str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    fields.iter().map(|(name, typed)| (*name, if *name == field { value } else { *typed })).collect()
}

#[tokio::test]
async fn an_admin_sees_people_calendar_holidays_and_engagements() {
    let w = world().await;
    w.lea.opens("/organizations").await.is(200).sees("Ahrens & Vale").sees("Admin").sees_not("Nordlicht");
    w.statements.taken();
    let page = w.lea.opens(w.firm("")).await.is(200);
    assert!((1..=6).contains(&w.statements.taken()));
    let page = page.sees("Lea Ahrens").sees("samir@example.org").sees("Invoices with one owner").sees("for Nordlicht Pumpen GmbH");
    page.sees("The last admin").sees("Only turns that begin from now on").sees_not("Night shift");
    w.samir.opens("/organizations").await.is(200).sees("You keep no organization");
}

#[tokio::test]
async fn only_its_admins_and_managers_see_it_and_only_admins_change_it() {
    let w = world().await;
    for nobody in [&w.samir, &w.ines, &w.max, &w.stranger] {
        nobody.opens(w.firm("")).await.is(404);
        nobody.posts(w.firm("/holidays"), &[("day", "2026-12-24"), ("name", "Christmas Eve")]).await.is(404);
    }
    w.lea.opens(format!("/organizations/{}", w.client)).await.is(404);
    w.lea.opens("/organizations/not-an-id").await.is(404);
    member(&w.app, w.provider, &w.samir, "manager").await;
    let page = w.samir.opens(w.firm("")).await.is(200).sees("Its admins keep");
    assert!(page.all("main form").is_empty(), "a manager is offered a form");
    let person = w.samir.id;
    let forbidden: [(String, &[(&str, &str)]); 5] = [
        ("/calendar".into(), &CALENDAR),
        ("/holidays".into(), &[("day", "2026-12-24"), ("name", "Christmas Eve")]),
        ("/invitations".into(), &CLAIRE),
        (format!("/members/{person}/roles"), &[("role", "admin")]),
        (format!("/members/{person}/roles/member/end"), &[]),
    ];
    for (path, fields) in forbidden {
        w.samir.posts(w.firm(&path), fields).await.is(403);
    }
    assert!(w.happened_to_the_firm().await.is_empty());
}

#[tokio::test]
async fn the_calendar_is_changed_and_a_stale_form_is_not_carried_out() {
    let w = world().await;
    let page = w.lea.opens(w.firm("")).await;
    let shown = page.attribute("input[name=version]", "value").unwrap();
    let fields = [&CALENDAR[..], &[("version", &shown)]].concat();
    w.lea.posts(w.firm("/calendar"), &fields).await.done();
    assert_eq!(w.happened_to_the_firm().await, ["calendar_changed"]);
    let page = w.lea.opens(w.firm("")).await.is(200).sees("Ahrens & Vale GmbH");
    assert_eq!(page.attribute("option[selected]", "value").unwrap(), "Europe/Vienna");
    assert_eq!(page.attribute("input[name=closes]", "value").unwrap(), "16:00");
    let page = w.lea.posts(w.firm("/calendar"), &but(&fields, "name", "Somebody else’s idea")).await.is(409);
    assert_eq!(page.all("main textarea"), ["Somebody else’s idea"], "and nothing that nobody typed");
    let back = page.attribute("main a.button", "href").unwrap();
    assert_eq!(w.lea.opens(back).await.is(303).location, w.firm(""), "and the way back to what it was about");
    assert_eq!(w.happened_to_the_firm().await, ["calendar_changed"]);
}

#[tokio::test]
async fn a_calendar_that_cannot_be_is_given_back() {
    let w = world().await;
    let long = "x".repeat(161);
    for (field, typed) in [
        ("name", ""),
        ("name", &long),
        ("zone", "Europe/Kiel"),
        ("zone", ""),
        ("days", "7"),
        ("days", "Monday"),
        ("opens", "25:00"),
        ("closes", "08:30"),
        ("closes", "noon"),
    ] {
        w.lea.posts(w.firm("/calendar"), &but(&CALENDAR, field, typed)).await.is_invalid_at(field);
    }
    let no_days: Vec<_> = CALENDAR.into_iter().filter(|(name, _)| *name != "days").collect();
    w.lea.posts(w.firm("/calendar"), &no_days).await.is_invalid_at("days").sees("at least one working day");
    assert!(w.happened_to_the_firm().await.is_empty());
}

#[tokio::test]
async fn holidays_come_and_go() {
    let w = world().await;
    let form = [("day", "2026-12-24"), ("name", "Christmas Eve")];
    w.lea.posts(w.firm("/holidays"), &form).await.done();
    w.lea.opens(w.firm("")).await.sees("Christmas Eve").sees("Thursday, 24 December 2026");
    w.lea.posts(w.firm("/holidays"), &form).await.is(409).sees("already entered").sees("Christmas Eve");
    w.lea.posts(w.firm("/holidays/2026-12-24/removal"), &[]).await.done();
    w.lea.posts(w.firm("/holidays/2026-12-24/removal"), &[]).await.is(409);
    w.lea.posts(w.firm("/holidays/2026-02-30/removal"), &[]).await.is(404);
    for (field, typed) in [("day", "2026-02-30"), ("day", ""), ("name", "")] {
        w.lea.posts(w.firm("/holidays"), &but(&form, field, typed)).await.is_invalid_at(field);
    }
    assert_eq!(w.happened_to_the_firm().await, ["holiday_added", "holiday_removed"]);
}

/// The fields of an invitation.
const CLAIRE: [(&str, &str); 3] = [("email", "Claire@Example.org"), ("name", "Claire Vale"), ("role", "manager")];

/// Where the latest invitation that was mailed is taken.
async fn mailed(w: &World) -> String {
    let url: String = sqlx::query_scalar("select detail->>'url' from outbox where kind = 'invitation' order by created_at desc limit 1")
        .fetch_one(&w.app.db)
        .await
        .unwrap();
    url.strip_prefix("http://localhost:3000").unwrap().to_owned()
}

#[tokio::test]
async fn somebody_new_belongs_to_the_firm_as_soon_as_they_accept() {
    let w = world().await;
    let once = Uuid::new_v4();
    w.lea.posts_once(w.firm("/invitations"), &CLAIRE, once).await.done();
    w.lea.posts_once(w.firm("/invitations"), &CLAIRE, once).await.is(409).sees("already has an open invitation");
    let page = w.lea.opens(w.firm("")).await.is(200).sees("Invited").sees("claire@example.org · Manager · until Wed 29 July");
    assert!(page.all("#people tbody th").iter().all(|name| name != "Claire Vale"));
    let (kind, address): (String, String) = sqlx::query_as("select kind, address from outbox").fetch_one(&w.app.db).await.unwrap();
    assert_eq!((kind.as_str(), address.as_str()), ("invitation", "claire@example.org"));
    assert_eq!(w.happened_to_the_firm().await, ["member_invited"]);

    let (link, anonymous) = (mailed(&w).await, Actor::anonymous(&w.app));
    let page = anonymous.opens(&link).await.is(200).sees("Lea Ahrens invites you to belong to Ahrens & Vale").sees("Manager");
    assert_eq!(page.attribute("[name=name]", "value").as_deref(), Some("Claire Vale"));
    anonymous.posts(&link, &[("name", "Claire Vale"), ("password", "short")]).await.is_invalid_at("password");
    let page = anonymous.posts(&link, &[("name", "Dr. Claire Vale"), ("password", "three herons over Kiel")]).await;
    let token = page.cookies.iter().find_map(|cookie| cookie.strip_prefix("tandem=")).unwrap().split(';').next().unwrap().to_owned();
    assert_eq!(page.done(), "/");
    let claire = Actor { token: Some(token), ..anonymous.clone() };
    claire.opens(w.at("")).await.is(200);
    claire.opens(w.firm("")).await.is(200).sees("Dr. Claire Vale").sees_not("Invited");
    assert_eq!(w.happened_to_the_firm().await, ["member_invited", "account_created", "member_joined"]);
    anonymous.posts(&link, &[("name", "Claire Vale"), ("password", "three herons over Kiel")]).await.is(410);
    assert_eq!(claire.opens(&link).await.is(303).location, "/");
    w.lea.posts(w.firm("/invitations"), &CLAIRE).await.is(409).sees("Dr. Claire Vale already belongs");
    for (field, typed) in [("email", "claire"), ("email", ""), ("name", ""), ("role", "king")] {
        w.lea.posts(w.firm("/invitations"), &but(&CLAIRE, field, typed)).await.is_invalid_at(field).sees("Claire");
    }
}

#[tokio::test]
async fn who_invites_does_not_learn_of_an_account_and_its_owner_has_to_say_yes() {
    let w = world().await;
    let mut seen = Vec::new();
    for (email, name) in [("INES@example.org", "A guess"), ("nobody@example.org", "A guess")] {
        w.statements.taken();
        let page = w.lea.posts(w.firm("/invitations"), &[("email", email), ("name", name), ("role", "member")]).await;
        seen.push((page.status, page.location.clone(), page.cookies_but_taken(), w.statements.taken()));
        let shown = w.lea.opens(w.firm("")).await.is(200).sees("A guess").sees_not("Ines Brandt");
        assert_eq!(shown.all("#people tbody th"), ["Lea Ahrens", "Samir Haddad"]);
    }
    assert_eq!(seen[0], seen[1], "the two answers tell the addresses apart");
    let link: String =
        sqlx::query_scalar("select detail->>'url' from outbox where address = 'ines@example.org'").fetch_one(&w.app.db).await.unwrap();
    let link = link.strip_prefix("http://localhost:3000").unwrap();
    w.stranger.posts(link, &[]).await.is(409);
    Actor::anonymous(&w.app).opens(link).await.is(200).sees("already has an account");
    w.ines.opens(link).await.is(200).sees("Accept the invitation");
    w.ines.posts(link, &[]).await.done();
    w.lea.opens(w.firm("")).await.is(200).sees("Ines Brandt");
    assert_eq!(w.roles(w.ines.id).await, ["member"]);
    assert_eq!(w.happened_to_the_firm().await, ["member_invited", "member_invited", "member_joined"]);
}

#[tokio::test]
async fn an_invitation_is_taken_back_and_runs_out() {
    let w = world().await;
    w.lea.posts(w.firm("/invitations"), &CLAIRE).await.done();
    let (link, anonymous) = (mailed(&w).await, Actor::anonymous(&w.app));
    w.lea.opens(w.firm("")).await.is(200).sees("Withdraw the invitation");
    member(&w.app, w.provider, &w.samir, "manager").await;
    w.samir.opens(w.firm("")).await.is(200).sees("claire@example.org").sees_not("Withdraw the invitation");
    w.samir.posts(w.firm("/invitations/1/withdrawal"), &[]).await.is(403);
    w.lea.posts(w.firm("/invitations/9/withdrawal"), &[]).await.is(404);
    w.lea.posts(w.firm("/invitations/1/withdrawal"), &[]).await.done();
    w.lea.posts(w.firm("/invitations/1/withdrawal"), &[]).await.is(409).sees("taken or withdrawn meanwhile");
    anonymous.opens(&link).await.is(410).sees("withdrawn").sees("ask Lea Ahrens");
    anonymous.posts(&link, &[("name", "Claire Vale"), ("password", "three herons over Kiel")]).await.is(410);
    w.it_is("2026-07-15T09:00:00Z");
    w.lea.posts(w.firm("/invitations"), &CLAIRE).await.done();
    w.it_is("2026-07-28T08:00:00Z");
    w.lea.opens(w.firm("")).await.is(200).sees("not taken yet").sees_not("expired");
    w.it_is("2026-07-29T09:00:00Z");
    w.lea.opens(w.firm("")).await.is(200).sees("expired");
    anonymous.opens(mailed(&w).await).await.is(410).sees("not used in time");
    w.lea.posts(w.firm("/invitations"), &CLAIRE).await.done();
    anonymous.opens(mailed(&w).await).await.is(200);
    assert_eq!(w.happened_to_the_firm().await, ["member_invited", "membership_withdrawn", "member_invited", "member_invited"]);
}

#[tokio::test]
async fn without_mail_the_link_is_shown_once_to_whoever_invites() {
    let w = world().await.without_mail();
    w.lea.opens(w.firm("")).await.is(200).sees("You are shown a link to hand over").sees_not("by e-mail");
    let page = w.lea.posts(w.firm("/invitations"), &CLAIRE).await.is(200).sees("Give the link to Claire Vale yourself");
    let page = page.sees("It works once, until Wed 29 July, 10:00, and is shown only now");
    assert!(page.attribute("meta[name=live]", "content").is_none(), "a live update would take the link away");
    let link = page.all("#handed-link").pop().unwrap();
    let link = link.strip_prefix("http://localhost:3000").unwrap();
    w.lea.posts(w.firm("/invitations"), &CLAIRE).await.is(409);
    assert!(!w.lea.opens(w.firm("")).await.is(200).body.contains(link));
    Actor::anonymous(&w.app).posts(link, &[("name", "Claire Vale"), ("password", "three herons over Kiel")]).await.done();

    // The same for a seat.
    let seat = [("name", "Jonas Petersen"), ("email", "jonas@example.org"), ("role", "client-member"), ("function", "")];
    w.ines.opens(w.at("/people")).await.is(200).sees("You are shown a link to hand over").sees_not("by e-mail");
    let page = w.ines.posts(w.at("/people/invitations"), &seat).await.is(200).sees("Give the link to Jonas Petersen yourself");
    assert_eq!(page.attribute("main a", "href"), Some(w.at("/people")));
    let link = page.all("#handed-link").pop().unwrap();
    let link = link.strip_prefix("http://localhost:3000").unwrap();
    Actor::anonymous(&w.app).posts(link, &[("name", "Jonas Petersen"), ("password", "three herons over Kiel")]).await.done();
    assert_eq!(w.happened().await, ["seat_invited", "seat_taken"]);
    let stored: i64 = sqlx::query_scalar("select count(*) from outbox where kind <> 'notice'").fetch_one(&w.app.db).await.unwrap();
    assert_eq!(stored, 0, "a secret that nobody needs is stored");
}

#[tokio::test]
async fn roles_are_given_and_ended_but_the_last_admin_stays() {
    let w = world().await;
    let (lea, samir) = (w.lea.id, w.samir.id);
    w.lea.posts(w.firm(&format!("/members/{lea}/roles/admin/end")), &[]).await.is(409).sees("needs an admin");
    w.lea.posts(w.firm(&format!("/members/{samir}/roles")), &[("role", "admin")]).await.done();
    w.lea.posts(w.firm(&format!("/members/{samir}/roles")), &[("role", "admin")]).await.is(409);
    w.lea.posts(w.firm(&format!("/members/{samir}/roles")), &[("role", "king")]).await.is(404);
    w.lea.posts(w.firm(&format!("/members/{}/roles", w.ines.id)), &[("role", "admin")]).await.is(404);
    assert_eq!(w.lea.posts(w.firm(&format!("/members/{lea}/roles/admin/end")), &[]).await.done(), "/organizations");
    w.lea.posts(w.firm(&format!("/members/{samir}/roles/admin/end")), &[]).await.is(403);
    w.samir.posts(w.firm(&format!("/members/{samir}/roles")), &[("role", "manager")]).await.done();
    w.samir.posts(w.firm(&format!("/members/{lea}/roles/manager/end")), &[]).await.done();
    w.samir.posts(w.firm(&format!("/members/{lea}/roles/manager/end")), &[]).await.is(404);
    // With the manager's role her seat in the engagement is gone, too.
    w.lea.opens(w.at("")).await.is(404);
    w.lea.opens(w.firm("")).await.is(404);
    // A role that ended can be given again.
    w.samir.posts(w.firm("/invitations"), &[("email", "lea@example.org"), ("name", "Lea Ahrens"), ("role", "manager")]).await.done();
    assert!(w.roles(lea).await.is_empty());
    w.lea.posts(mailed(&w).await, &[]).await.done();
    assert_eq!(w.roles(lea).await, ["manager"]);
    assert_eq!(
        w.happened_to_the_firm().await,
        ["member_joined", "member_left", "member_joined", "member_left", "member_invited", "member_joined"]
    );
}

#[tokio::test]
async fn whoever_leaves_the_organization_leaves_its_seats() {
    let w = world().await;
    let samir = w.samir.id;
    w.lea.posts(w.firm(&format!("/members/{samir}/roles")), &[("role", "admin")]).await.done();
    // One of two roles: Samir still belongs to the firm, and sits where he sat.
    w.lea.posts(w.firm(&format!("/members/{samir}/roles/member/end")), &[]).await.done();
    w.samir.opens(w.at("")).await.is(200);
    assert!(w.happened().await.is_empty());
    // Nothing ends for an act that is refused.
    w.samir.posts(w.firm(&format!("/members/{samir}/roles/member/end")), &[]).await.is(409);
    w.samir.opens(w.at("")).await.is(200);

    w.lea.opens(w.firm("")).await.is(200);
    w.lea.posts(w.firm(&format!("/members/{samir}/roles/admin/end")), &[]).await.done();
    w.samir.opens(w.at("")).await.is(404);
    assert_eq!(w.happened().await, ["seat_lapsed"]);
    w.ines.opens(w.at("/people")).await.is(200).sees("No longer here");
    w.ines.opens(w.at("/activity")).await.is(200).sees("Samir Haddad no longer belongs to Ahrens & Vale; the seat ended with that");
    // Whoever left can be invited again.
    let again = [("name", "Samir Haddad"), ("email", "samir@example.org"), ("role", "provider-consultant"), ("function", "")];
    w.lea.posts(w.at("/people/invitations"), &again).await.done();
}

#[tokio::test]
async fn the_last_manager_stays_while_engagements_run() {
    let w = world().await;
    let end = w.firm(&format!("/members/{}/roles/manager/end", w.lea.id));
    w.lea.opens(w.firm("")).await.is(200).sees("The last manager while engagements run");
    w.lea.posts(&end, &[]).await.is(409).sees("nobody else could sign for it");
    assert!(w.happened_to_the_firm().await.is_empty() && w.happened().await.is_empty());
    sqlx::query("update engagements set closed_at = now()").execute(&w.app.db).await.unwrap();
    w.lea.opens(w.firm("")).await.is(200).sees_not("The last manager");
    w.lea.posts(&end, &[]).await.done();
    assert_eq!(w.happened().await, ["management_ended"]);
}

/// A turn that waits on one person of the provider.
async fn waits_on(w: &World, number: i32, who: Uuid, roles: &str) {
    w.has(&format!("F{number}"), "Why?").await;
    sqlx::query(
        "insert into turns (engagement_id, number, thing, ask, side, roles, person_id, since, due_at)
         values ($1, $2, 'F' || $2, 'answer_feedback', 'provider', string_to_array($4, ','), $3, now(), now())",
    )
    .bind(w.engagement)
    .bind(number)
    .bind(who)
    .bind(roles)
    .execute(&w.app.db)
    .await
    .unwrap();
}

/// The turns that wait on one person only.
async fn personal_turns(w: &World) -> Vec<String> {
    sqlx::query_scalar("select thing from turns where engagement_id = $1 and person_id is not null order by thing")
        .bind(w.engagement)
        .fetch_all(&w.app.db)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_manager_who_goes_leaves_no_turn_behind_and_every_engagement_says_so() {
    let w = world().await;
    let (lea, samir) = (w.lea.id, w.samir.id);
    let closed = engagement(&w.app, "Done before", w.provider, w.client).await;
    sqlx::query("update engagements set closed_at = now() where id = $1").bind(closed).execute(&w.app.db).await.unwrap();
    member(&w.app, w.provider, &w.samir, "manager").await;
    member(&w.app, w.provider, &w.samir, "admin").await;
    waits_on(&w, 1, lea, "manager,consultant").await;
    waits_on(&w, 2, samir, "manager,consultant").await;
    waits_on(&w, 3, samir, "manager").await;
    let mut told = PgListener::connect_with(&w.app.db).await.unwrap();
    told.listen("tandem_live").await.unwrap();

    // Still an admin of the firm: only the place that came with managing it ends.
    w.samir.posts(w.firm(&format!("/members/{lea}/roles/manager/end")), &[]).await.done();
    assert_eq!(w.happened().await, ["management_ended"]);
    assert_eq!(personal_turns(&w).await, ["F2", "F3"]);
    w.lea.opens(w.at("")).await.is(404);
    w.samir
        .opens(w.at("/activity"))
        .await
        .is(200)
        .sees("Lea Ahrens no longer manages Ahrens & Vale; the seat that came with that has ended");
    let elsewhere: Vec<String> =
        sqlx::query_scalar("select kind from events where engagement_id = $1").bind(closed).fetch_all(&w.app.db).await.unwrap();
    assert_eq!(elsewhere, ["management_ended"], "who may read the record of a closed engagement matters, too");
    for _ in 0..2 {
        let said = told.recv().await.unwrap();
        assert!(said.payload().contains("\"access\":true"), "open streams ask the guard anew: {}", said.payload());
    }

    // Somebody with a seat of their own stays in that seat, with what it allows.
    member(&w.app, w.provider, &w.max, "manager").await;
    w.samir.posts(w.firm(&format!("/members/{samir}/roles/manager/end")), &[]).await.done();
    assert_eq!(personal_turns(&w).await, ["F2"]);
    w.samir.opens(w.at("/activity")).await.is(200).sees("Samir Haddad no longer manages Ahrens & Vale, and stays here as Consultant");

    // With the last role everything ends, in the engagement without a seat as well.
    w.samir.posts(w.firm(&format!("/members/{lea}/roles")), &[("role", "manager")]).await.done();
    w.samir.posts(w.firm(&format!("/members/{lea}/roles/admin/end")), &[]).await.done();
    w.samir.posts(w.firm(&format!("/members/{lea}/roles/manager/end")), &[]).await.done();
    assert_eq!(w.happened().await, ["management_ended", "management_ended", "seat_lapsed"]);
    let reports = tandem::activity::verify(&w.app.db, None).await.unwrap();
    assert!(reports.iter().all(|report| report.fault.is_none()));
}

#[tokio::test]
async fn a_client_manager_who_goes_looks_on_no_longer() {
    let w = world().await;
    member(&w.app, w.client, &w.stranger, "manager").await;
    w.stranger.opens(w.at("")).await.is(200);
    let admin = Administrator::operator(w.client);
    acts::end_member(&w.app, admin, w.stranger.id, OrganizationRole::Manager).await.unwrap();
    w.stranger.opens(w.at("")).await.is(404);
    assert_eq!(w.happened().await, ["seat_lapsed"]);
    w.ines.opens(w.at("/activity")).await.sees("Sina Stranger no longer belongs to Nordlicht Pumpen GmbH; the seat ended with that");
}

#[tokio::test]
async fn a_role_lost_between_the_page_and_the_act_is_noticed() {
    let w = world().await;
    let stale = Administrator::person(w.provider, w.samir.id);
    let new = NewInvitation { email: "a@example.org".into(), name: "A".into(), role: OrganizationRole::Admin };
    assert!(matches!(acts::invite(&w.app, stale, &new).await, Err(tandem::error::Error::Forbidden)));
    let unknown = Administrator::operator(Uuid::nil());
    assert!(matches!(acts::invite(&w.app, unknown, &new).await, Err(tandem::error::Error::NotFound)));
    // The operator invites in the name of the firm.
    acts::invite(&w.app, Administrator::operator(w.provider), &new).await.unwrap();
    Actor::anonymous(&w.app).opens(mailed(&w).await).await.is(200).sees("Ahrens & Vale invites you to belong to Ahrens & Vale");
}

#[tokio::test]
async fn a_long_list_of_people_goes_on() {
    let w = world().await;
    sqlx::query(
        "with people as (insert into persons (id, email, name, created_at)
                         select gen_random_uuid(), 'p' || n || '@example.org', 'Person ' || lpad(n::text, 3, '0'), now()
                         from generate_series(0, 102) n returning id)
         insert into organization_members (organization_id, person_id, role, since) select $1, id, 'member', now() from people",
    )
    .bind(w.provider)
    .execute(&w.app.db)
    .await
    .unwrap();
    let page = w.lea.opens(w.firm("")).await.is(200).sees("Lea Ahrens").sees_not("Samir Haddad");
    let next = page.attribute("a[href*=\"after=\"]", "href").unwrap();
    w.lea.opens(next).await.is(200).sees("Samir Haddad").sees_not("Lea Ahrens").sees("To the beginning");
    w.lea.opens(w.firm("?after=nonsense&after=1")).await.is(200).sees("Lea Ahrens");
}

#[tokio::test]
async fn people_go_by_name_as_they_are_looked_up() {
    let w = world().await;
    let people =
        [("Änne Özdemir", "aenne"), ("zoë quinn", "zoe"), ("Øyvind Ås", "oyvind"), ("Zora Petrov", "zora"), ("Paula Nagy", "paula")];
    for (number, (name, handle)) in (10..).zip(people) {
        let who = person(&w.app, name, handle).await;
        member(&w.app, w.provider, &who, "member").await;
        seat(&w.app, w.engagement, number, &who, "provider", "consultant").await;
    }
    let order = ["Änne Özdemir", "Øyvind Ås", "Paula Nagy", "Samir Haddad", "zoë quinn", "Zora Petrov"];
    let in_order = |page: &Page| {
        let text = page.text();
        let places: Vec<_> = order.map(|name| text.find(name).unwrap_or_else(|| panic!("{name}: {text}"))).into();
        assert!(places.is_sorted(), "{}: {places:?}", page.request);
    };
    in_order(&w.lea.opens(w.firm("")).await.is(200));
    in_order(&w.lea.opens(w.at("/people")).await.is(200));
    // A page that goes on after somebody goes on there.
    let rest = w.lea.opens(w.firm(&format!("?after={}", w.samir.id))).await.is(200);
    rest.sees("zoë quinn").sees("Zora Petrov").sees_not("Paula Nagy").sees_not("Änne Özdemir");
}

#[tokio::test]
async fn the_page_reads_german() {
    let w = world().await;
    sqlx::query("update persons set language = 'de'").execute(&w.app.db).await.unwrap();
    w.lea.opens(w.firm("")).await.is(200).sees("Geschäftskalender").sees("Montag").sees("Verwaltet als Einzige");
    w.lea.opens("/organizations").await.is(200).sees("Organisationen");
}

#[tokio::test]
async fn the_chain_of_an_organization_holds() {
    let w = world().await;
    let organization = acts::create(&w.app, "Stadtwerke Elmshorn", Some(w.lea.id)).await.unwrap();
    let admin = Administrator::operator(organization);
    let settings = CalendarSettings {
        name: "Stadtwerke Elmshorn".into(),
        zone: chrono_tz::Europe::Berlin,
        work_days: [true; 7],
        opens: "09:00:00".parse().unwrap(),
        closes: "17:00:00".parse().unwrap(),
    };
    acts::set_calendar(&w.app, admin, &settings, None).await.unwrap();
    acts::set_calendar(&w.app, admin, &CalendarSettings { work_days: [false; 7], ..settings.clone() }, None).await.unwrap_err();
    assert!(organization != self::organization(&w.app, "Stadtwerke Elmshorn").await, "names need not be unique");
    let chain: Vec<(i32, Vec<u8>, Vec<u8>)> =
        sqlx::query_as("select number, previous_hash, hash from organization_events where organization_id = $1 order by number")
            .bind(organization)
            .fetch_all(&w.app.db)
            .await
            .unwrap();
    let (count, head): (i32, Vec<u8>) = sqlx::query_as("select event_count, head_hash from organizations where id = $1")
        .bind(organization)
        .fetch_one(&w.app.db)
        .await
        .unwrap();
    assert_eq!(chain.len(), 2);
    assert!(chain[0].1.is_empty());
    assert_eq!(chain[1].1, chain[0].2);
    assert_eq!((count, head), (2, chain[1].2.clone()));
}

#[tokio::test]
async fn what_happens_to_an_organization_never_happened_before_what_is_said_of_it() {
    let w = world().await;
    let organization = acts::create(&w.app, "Stadtwerke Elmshorn", Some(w.lea.id)).await.unwrap();
    let admin = Administrator::operator(organization);
    // Somebody whose request began earlier, or another node whose clock is behind, gets the lock later.
    w.it_is("2026-07-15T07:59:00Z");
    acts::add_holiday(&w.app, admin, &Holiday { day: "2026-12-24".parse().unwrap(), name: "Christmas Eve".into() }).await.unwrap();
    let new = NewInvitation { email: "a@example.org".into(), name: "A".into(), role: OrganizationRole::Admin };
    let sent = acts::invite(&w.app, admin, &new).await.unwrap();
    let mut tx = tandem::db::begin(&w.app.db).await.unwrap();
    acts::join(&mut tx, organization, w.stranger.id, "Sina", OrganizationRole::Member, None, w.app.clock.now()).await.unwrap();
    tandem::db::commit(tx).await.unwrap();
    let at: Vec<DateTime<Utc>> = sqlx::query_scalar("select at from organization_events where organization_id = $1 order by number")
        .bind(organization)
        .fetch_all(&w.app.db)
        .await
        .unwrap();
    assert_eq!(at, [beginning(); 4]);
    assert_eq!(sent.expires_at - tandem::organizations::model::INVITATION_LASTS, beginning(), "all of a change happens at one instant");
}
