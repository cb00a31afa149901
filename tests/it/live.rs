//! Open pages hear what happens, from the moment somebody may see it and for as long.

use std::{collections::HashSet, time::Duration};

use axum::{
    body::{Body, BodyDataStream},
    http::{Request, header},
    response::IntoResponse,
};
use futures_util::StreamExt;
use tandem::{
    access::Role,
    app::App,
    change::{Actor as By, Change, WhenClosed},
    events::Event,
    notices::live::{Reader, Sight},
    web::guard::token,
};
use tokio::{task::JoinHandle, time::timeout};
use tower::ServiceExt;
use uuid::Uuid;

use crate::{
    accounts::{PASSWORD, has_password, signed_in_by, signs_in},
    engagements::{NEW, with},
    support::{
        Actor, World,
        wire::{Wire, by_wires},
        world,
        world::{member, seat},
    },
};

/// More than enough for anything that happens at all.
const LONG: Duration = Duration::from_secs(20);
/// What is not told within this time is not told.
const SOON: Duration = Duration::from_millis(300);

/// An open page's stream.
struct Stream(BodyDataStream);

impl Stream {
    /// Opens it as the page does.
    async fn of(who: &Actor, path: &str) -> Stream {
        let cookie = format!("{}={}", token::cookie_name(&who.app), who.token.as_deref().unwrap());
        let request = Request::get(path).header(header::COOKIE, cookie).body(Body::empty()).unwrap();
        let response = who.app.router().oneshot(request).await.unwrap();
        assert_eq!(response.status(), 200, "{path}");
        let mut stream = Stream(response.into_body().into_data_stream());
        assert!(stream.says().await.unwrap().contains("event: open"));
        stream
    }

    /// What it says next; none: it has ended.
    async fn says(&mut self) -> Option<String> {
        let next = timeout(LONG, self.0.next()).await.expect("the stream says nothing");
        next.map(|chunk| String::from_utf8(chunk.unwrap().to_vec()).unwrap())
    }

    /// It says that something happened.
    async fn hears(&mut self) {
        let said = self.says().await.expect("the stream has ended");
        assert!(said.contains("event: changed"), "{said}");
    }

    /// It says nothing, and goes on.
    async fn hears_nothing(&mut self) {
        if let Ok(said) = timeout(SOON, self.0.next()).await {
            panic!("{said:?}");
        }
    }

    /// It ends, whatever it says before.
    async fn ends(&mut self) {
        while self.says().await.is_some() {}
    }
}

/// The listener of this node, once it listens.
async fn listens(app: &App) -> JoinHandle<()> {
    let reader = Reader { person: Uuid::nil(), session: Uuid::nil(), sight: Sight::All(HashSet::new()) };
    let mut stream = Stream(app.live.stream(reader).into_response().into_body().into_data_stream());
    stream.says().await.unwrap();
    let listener = tokio::spawn(app.live.clone().listen(app.db.clone()));
    stream.hears().await;
    listener
}

/// Something happens in the engagement.
async fn happens(w: &World, event: Event) {
    let by = By::Person { id: w.lea.id, role: Role::Manager };
    let change = Change::begin(&w.app.db, w.engagement, by, None, w.app.clock.now(), WhenClosed::Refuse).await.unwrap();
    change.commit(event).await.unwrap();
}

fn renamed() -> Event {
    Event::TermsChanged { title: "Invoices with one owner".into(), lapse_days: None, assist_free_days: None }
}

#[tokio::test]
async fn an_open_home_hears_of_a_seat_that_was_taken_or_came_with_a_role() {
    let w = world().await;
    let listener = listens(&w.app).await;
    let mut home = Stream::of(&w.stranger, "/live").await;
    happens(&w, renamed()).await;
    home.hears_nothing().await;
    seat(&w.app, w.engagement, 7, &w.stranger, "client", "member").await;
    happens(&w, Event::SeatTaken { name: "Sina Stranger".into(), role: Role::Member }).await;
    home.hears().await;
    happens(&w, renamed()).await;
    home.hears().await;

    // Whoever becomes a manager sits in every engagement of the firm, and no engagement says so.
    let (mut home, mut other) = (Stream::of(&w.samir, "/live").await, Stream::of(&w.max, "/live").await);
    w.lea.posts(format!("/organizations/{}/members/{}/roles", w.provider, w.samir.id), &[("role", "manager")]).await.done();
    home.hears().await;
    home.ends().await;
    other.hears_nothing().await;
    listener.abort();
}

#[tokio::test]
async fn an_open_home_hears_of_an_engagement_that_was_opened() {
    let w = world().await;
    member(&w.app, w.client, &w.stranger, "manager").await;
    let listener = listens(&w.app).await;
    let (mut manager, mut client, mut other) =
        (Stream::of(&w.lea, "/live").await, Stream::of(&w.stranger, "/live").await, Stream::of(&w.petra, "/live").await);
    let client_id = w.client.to_string();
    let form = with(&with(&NEW, "client_name", ""), "client", &client_id);
    w.lea.posts(format!("/organizations/{}/engagements", w.provider), &form).await.done();
    manager.hears().await;
    client.hears().await;
    other.hears_nothing().await;
    listener.abort();
}

#[tokio::test]
async fn whose_seat_ended_hears_nothing_more() {
    let w = world().await;
    let listener = listens(&w.app).await;
    let page = w.at("/live");
    let (mut page, mut home, mut neighbour) =
        (Stream::of(&w.meryem, &page).await, Stream::of(&w.meryem, "/live").await, Stream::of(&w.ines, &page).await);
    w.ines.posts(w.at("/people/3/end"), &[]).await.done();
    page.hears().await;
    page.ends().await;
    home.hears().await;
    neighbour.hears().await;
    happens(&w, renamed()).await;
    neighbour.hears().await;
    home.hears_nothing().await;
    listener.abort();
}

#[tokio::test]
async fn a_stream_ends_with_its_sign_in() {
    let w = world().await;
    let listener = listens(&w.app).await;
    has_password(&w.ines, PASSWORD).await;
    let elsewhere = signed_in_by(&signs_in(&w.app, "ines@example.org", PASSWORD).await, &w.app);
    let page = w.at("/live");
    let (mut here, mut there) = (Stream::of(&w.ines, &page).await, Stream::of(&elsewhere, "/live").await);
    w.ines.posts("/sign-out", &[]).await.is(303);
    here.ends().await;
    there.hears_nothing().await;

    // A new password ends all of a person's sign-ins, and nobody else's.
    let mut neighbour = Stream::of(&w.meryem, &page).await;
    let change = [("current-password", PASSWORD), ("new-password", "five herons over Kiel")];
    elsewhere.posts("/account/password", &change).await.done();
    there.ends().await;
    neighbour.hears_nothing().await;
    listener.abort();
}

#[tokio::test]
async fn a_line_that_was_forgotten_is_noticed_and_open_pages_look_again() {
    let w = world().await;
    let (app, wire) = by_wires(&w.app, 3).await;
    let listener = listens(&app).await;
    let reader = Reader { person: w.ines.id, session: Uuid::nil(), sight: Sight::One(w.engagement) };
    let mut page = Stream(app.live.stream(reader).into_response().into_body().into_data_stream());
    page.says().await.unwrap();
    happens(&w, renamed()).await;
    page.hears().await;
    wire.send_replace(Wire::Forgotten);
    happens(&w, renamed()).await;
    let said = page.says().await.unwrap();
    assert!(said.contains("perhaps"), "{said}");
    happens(&w, renamed()).await;
    page.hears().await;
    listener.abort();
}
