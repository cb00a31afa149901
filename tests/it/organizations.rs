//! Admins keep a firm's people and its calendar; managers read.

use sqlx::postgres::PgListener;
use tandem::organizations::{
    acts::{self, Administrator},
    model::{CalendarSettings, NewMember, OrganizationRole},
};
use uuid::Uuid;

use crate::support::{
    World, world,
    world::{engagement, member, organization},
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
        ("/members".into(), &[("email", "a@example.org"), ("name", "A"), ("role", "member")]),
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
    w.lea.posts(w.firm("/calendar"), &but(&fields, "name", "Somebody else’s idea")).await.is(409).sees("Somebody else’s idea");
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

#[tokio::test]
async fn a_new_person_gets_an_account_and_a_link_to_set_the_password() {
    let w = world().await;
    let form = [("email", "Claire@Example.org"), ("name", "Claire Vale"), ("role", "member")];
    let once = Uuid::new_v4();
    w.lea.posts_once(w.firm("/members"), &form, once).await.done();
    w.lea.posts_once(w.firm("/members"), &form, once).await.is(409).sees("already has this role");
    w.lea.opens(w.firm("")).await.sees("Claire Vale").sees("has not set a password yet");
    let (kind, url, expires_in): (String, String, i64) = sqlx::query_as(
        "select o.kind, o.detail->>'url', extract(day from r.expires_at - r.created_at)::int8
         from outbox o join password_resets r on r.person_id = o.person_id",
    )
    .fetch_one(&w.app.db)
    .await
    .unwrap();
    assert_eq!((kind.as_str(), expires_in), ("password_reset", 14));
    assert!(url.starts_with("http://localhost:3000/password-resets/"), "{url}");
    assert_eq!(w.happened_to_the_firm().await, ["member_joined"]);
    for (field, typed) in [("email", "claire"), ("email", ""), ("name", ""), ("role", "king")] {
        w.lea.posts(w.firm("/members"), &but(&form, field, typed)).await.is_invalid_at(field).sees("Claire");
    }
}

#[tokio::test]
async fn somebody_with_an_account_keeps_it_and_gets_no_mail() {
    let w = world().await;
    w.lea.posts(w.firm("/members"), &[("email", "INES@example.org"), ("name", "Wrong Name"), ("role", "member")]).await.done();
    w.lea.opens(w.firm("")).await.sees("Ines Brandt").sees_not("Wrong Name");
    let mails: i64 = sqlx::query_scalar("select count(*) from outbox").fetch_one(&w.app.db).await.unwrap();
    assert_eq!(mails, 0);
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
    w.samir.posts(w.firm("/members"), &[("email", "lea@example.org"), ("name", "Lea Ahrens"), ("role", "manager")]).await.done();
    assert_eq!(w.roles(lea).await, ["manager"]);
    assert_eq!(w.happened_to_the_firm().await, ["member_joined", "member_left", "member_joined", "member_left", "member_joined"]);
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
    sqlx::query(
        "insert into turns (engagement_id, number, thing, title, ask, side, roles, person_id, since, due_at)
         values ($1, $2, 'F' || $2, 'Why?', 'answer_feedback', 'provider', string_to_array($4, ','), $3, now(), now())",
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
        assert!(told.recv().await.unwrap().payload().contains("\"access\":true"), "open streams ask the guard anew");
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
    let new = NewMember { email: "a@example.org".into(), name: "A".into(), language: Default::default(), role: OrganizationRole::Admin };
    assert!(matches!(acts::add_member(&w.app, stale, &new).await, Err(tandem::web::Error::Forbidden)));
    let unknown = Administrator::operator(Uuid::nil());
    assert!(matches!(acts::add_member(&w.app, unknown, &new).await, Err(tandem::web::Error::NotFound)));
}

#[tokio::test]
async fn a_long_list_of_people_goes_on() {
    let w = world().await;
    for number in 0..103 {
        let new = NewMember {
            email: format!("p{number:03}@example.org"),
            name: format!("Person {number:03}"),
            language: Default::default(),
            role: OrganizationRole::Member,
        };
        acts::add_member(&w.app, Administrator::operator(w.provider), &new).await.unwrap();
    }
    let page = w.lea.opens(w.firm("")).await.is(200).sees("Lea Ahrens").sees_not("Samir Haddad");
    let next = page.attribute("a[href*=\"after=\"]", "href").unwrap();
    w.lea.opens(next).await.is(200).sees("Samir Haddad").sees_not("Lea Ahrens").sees("To the beginning");
    w.lea.opens(w.firm("?after=nonsense&after=1")).await.is(200).sees("Lea Ahrens");
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
