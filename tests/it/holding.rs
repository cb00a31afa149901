//! Who holds what, told in two ways: plainly, by the view `seat_holders`, and fast, by guards and lists. Both say the same.

use tandem::{
    access::{Actor as By, Role, Side, needs::Read},
    change::{Change, WhenClosed},
    events::{Event, feedback::FeedbackEvent, milestones::MilestoneEvent},
    turns::reader::{Reader, waits},
    web::Seat,
};
use uuid::Uuid;

use crate::support::{Actor, World, world, world::member, world::seat};

async fn does(w: &World, engagement: Uuid, event: impl Into<Event>) {
    let event = event.into();
    w.has_in(engagement, &event.thing().to_string(), "").await;
    let change = Change::begin(&w.app.db, engagement, By::Tandem, None, w.app.clock.now(), WhenClosed::GoOn).await.unwrap();
    change.commit(event).await.unwrap();
}

async fn asks(w: &World, engagement: Uuid, by: (&Actor, Role), number: i32, to: Option<Uuid>) {
    w.has_in(engagement, &format!("F{number}"), "").await;
    let by = By::Person { id: by.0.id, role: by.1 };
    let change = Change::begin(&w.app.db, engagement, by, None, w.app.clock.now(), WhenClosed::Refuse).await.unwrap();
    let event = FeedbackEvent::Raised {
        number,
        entry_kind: "question".into(),
        about: String::new(),
        blocking: false,
        excerpt: format!("Question {number}?"),
        to,
    };
    change.commit(event).await.unwrap();
}

/// Every open turn in whatever somebody holds: on them, on their side, on the other.
async fn plainly(w: &World, person: Uuid) -> [Vec<(Uuid, i32)>; 3] {
    let found: Vec<(i32, Uuid, i32)> = sqlx::query_as(
        "select case when t.side <> h.side then 2 when coalesce(t.person_id = $1, h.role = any (t.roles)) then 0 else 1 end,
                t.engagement_id, t.number
         from seat_holders h join turns t on t.engagement_id = h.engagement_id
         where h.person_id = $1 and t.ended_at is null order by t.due_at, t.engagement_id, t.number",
    )
    .bind(person)
    .fetch_all(&w.app.db)
    .await
    .unwrap();
    [0, 1, 2].map(|kind| found.iter().filter(|(of, ..)| *of == kind).map(|(_, engagement, number)| (*engagement, *number)).collect())
}

async fn both_say_the_same(w: &World, when: &str) {
    let everybody = [&w.ines, &w.tobias, &w.meryem, &w.olaf, &w.lea, &w.samir, &w.paul, &w.petra, &w.max, &w.stranger];
    for who in everybody {
        let plain = plainly(w, who.id).await;
        let firms: Vec<Uuid> = sqlx::query_scalar(
            "select organization_id from organization_members where person_id = $1 and role = 'manager' and ended_at is null",
        )
        .bind(who.id)
        .fetch_all(&w.app.db)
        .await
        .unwrap();
        let reader = Reader { person: who.id, firms: &firms };
        let fast = waits(&w.app.db, reader, plain[0].len() as i64, None).await.unwrap();
        for (plain, fast) in plain.iter().zip(&fast) {
            let found: Vec<_> = fast.turns.iter().map(|turn| (turn.engagement, turn.number)).collect();
            assert_eq!((&found, fast.count), (plain, plain.len() as i64), "{when}: {}", who.name);
        }
        let shown = who.opens("/").await.is(200).all(".site-header .count");
        let counted = shown.first().map_or("0".to_owned(), |text| text.chars().take_while(char::is_ascii_digit).collect());
        assert_eq!(counted, plain[0].len().to_string(), "{when}: the count of {}", who.name);
        for engagement in [w.engagement, w.other_engagement] {
            let held: Option<(String, String)> =
                sqlx::query_as("select side, role from seat_holders where person_id = $1 and engagement_id = $2")
                    .bind(who.id)
                    .bind(engagement)
                    .fetch_optional(&w.app.db)
                    .await
                    .unwrap();
            let held = held.map(|(side, role)| Role::of(side.parse().unwrap(), &role).unwrap());
            let guarded = Seat::<Read>::of_person(&w.app, who.id, engagement).await.ok().map(|seat| seat.role);
            assert_eq!(guarded, held, "{when}: {}", who.name);
            who.opens(format!("/engagements/{engagement}")).await.is(if held.is_some() { 200 } else { 404 });
        }
    }
}

#[tokio::test]
async fn guards_and_lists_know_what_the_view_says() {
    let w = world().await;
    both_say_the_same(&w, "at first").await;
    for number in 1..=4 {
        asks(&w, w.engagement, (&w.samir, Role::Consultant), number, (number == 4).then_some(w.meryem.id)).await;
        asks(&w, w.engagement, (&w.ines, Role::Sponsor), 10 + number, (number == 4).then_some(w.lea.id)).await;
        asks(&w, w.other_engagement, (&w.max, Role::Manager), number, None).await;
    }
    asks(&w, w.engagement, (&w.ines, Role::Sponsor), 20, Some(w.samir.id)).await;
    both_say_the_same(&w, "with turns").await;
    // A manager who has a seat of their own as well, one of the client who looks on, one of both firms, and one of two providers.
    seat(&w.app, w.engagement, 7, &w.lea, "provider", "consultant").await;
    member(&w.app, w.client, &w.petra, "manager").await;
    member(&w.app, w.client, &w.olaf, "manager").await;
    member(&w.app, w.client, &w.max, "manager").await;
    member(&w.app, w.provider, &w.max, "manager").await;
    let other: Uuid = sqlx::query_scalar("select provider_id from engagements where id = $1")
        .bind(w.other_engagement)
        .fetch_one(&w.app.db)
        .await
        .unwrap();
    member(&w.app, other, &w.lea, "manager").await;
    both_say_the_same(&w, "with managers").await;
    let closing = MilestoneEvent::Signed {
        number: 1,
        title: "Alone".into(),
        side: Side::Client,
        digest: String::new(),
        complete: true,
        closes: true,
        waivers: Vec::new(),
        going_on: Vec::new(),
    };
    does(&w, w.engagement, closing).await;
    let at_rest = "select count(*) from seats where at_rest_since is not null";
    assert_eq!(sqlx::query_scalar::<_, i64>(at_rest).fetch_one(&w.app.db).await.unwrap(), 7, "nothing is open where it is closed");
    both_say_the_same(&w, "closed").await;
    // The client is asked again some time later, and has until then been told what happened last.
    w.ines.opens("/").await.sees("Alone");
    does(&w, w.engagement, MilestoneEvent::EchoAsked { number: 1, title: "Alone".into(), days: 30, to: None }).await;
    assert_eq!(sqlx::query_scalar::<_, i64>(at_rest).fetch_one(&w.app.db).await.unwrap(), 0);
    both_say_the_same(&w, "asked again").await;
    assert_eq!(plainly(&w, w.tobias.id).await[0].len(), 1);
}
