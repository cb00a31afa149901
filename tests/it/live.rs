//! Open pages hear what happens, from the moment somebody may see it and for as long.

use std::{collections::HashSet, time::Duration};

use axum::{
    body::{Body, BodyDataStream},
    http::{Request, header},
    response::IntoResponse,
};
use futures_util::StreamExt;
use tandem::{
    access::{Actor as By, Role},
    app::App,
    change::{Change, WhenClosed},
    events::{Event, engagement::EngagementEvent, scope::ScopeEvent},
    house,
    notices::live::{Reader, Sight},
    web::guard::token,
};
use tokio::{task::JoinHandle, time::timeout};
use tower::ServiceExt;
use uuid::Uuid;

use crate::{
    accounts::{PASSWORD, has_password, signed_in_by, signs_in},
    decisions::{QUESTION, pick},
    discovery::UNDERSTOOD,
    engagements::{NEW, with},
    support::{
        Actor, Page, World,
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
        let response = house::router(&who.app).oneshot(request).await.unwrap();
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
async fn happens(w: &World, event: impl Into<Event>) {
    let event = event.into();
    w.has(&event.thing().to_string(), "").await;
    let by = By::Person { id: w.lea.id, role: Role::Manager };
    let change = Change::begin(&w.app.db, w.engagement, by, None, w.app.clock.now(), WhenClosed::Refuse).await.unwrap();
    change.commit(event).await.unwrap();
}

fn renamed() -> EngagementEvent {
    EngagementEvent::TermsChanged { title: "Invoices with one owner".into(), lapse_days: None, assist_free_days: None }
}

#[tokio::test]
async fn an_open_home_hears_of_a_seat_that_was_taken_or_came_with_a_role() {
    let w = world().await;
    let listener = listens(&w.app).await;
    let mut home = Stream::of(&w.stranger, "/live").await;
    happens(&w, renamed()).await;
    home.hears_nothing().await;
    seat(&w.app, w.engagement, 7, &w.stranger, "client", "member").await;
    happens(&w, EngagementEvent::SeatTaken { name: "Sina Stranger".into(), role: Role::Member }).await;
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

/// The page's tag; what its live module sends when it looks for a newer state.
fn tag_of(page: &Page) -> String {
    page.attribute("meta[name=live]", "data-tag").expect("the page has a tag")
}

/// Looks for a newer state of a page that has this tag, as the live module does.
async fn looks(who: &Actor, path: &str, tag: &str) -> Page {
    let request = Request::get(path).header("x-tandem-refresh", "1").header(header::IF_NONE_MATCH, tag);
    who.send(request.body(Body::empty()).unwrap()).await
}

/// What a reader sees of a page.
fn seen(page: &Page) -> Vec<String> {
    page.all("[data-live-region]")
}

/// Three conversations of each kind, in all of which something is still to come.
async fn conversations(w: &World) {
    for number in 1..=3 {
        let question = [("kind", "question"), ("about", ""), ("text", "Which mailbox?")];
        w.samir.posts(w.at("/feedback"), &question).await.done();
        w.samir.posts(w.at("/decisions/new"), &QUESTION).await.done();
        let said_by = w.meryem.id.to_string();
        let wish = [("wish-1", "One mailbox for all invoices"), ("said_by", &said_by), ("said_on", "2026-07-14")];
        w.meryem.posts(w.at("/needs/new"), &wish).await.done();
        assert_eq!(w.happened().await.len(), 3 * number);
    }
}

#[tokio::test]
async fn one_event_does_not_draw_fifty_pages_on_which_it_does_not_show() {
    let w = world().await;
    conversations(&w).await;
    let path = w.at("/feedback/1");
    let page = w.ines.opens(&path).await.is(200);
    let tag = tag_of(&page);
    // It was her side's turn before.
    w.samir.posts(w.at("/feedback/2/replies"), &[("text", "The old one?")]).await.done();
    w.statements.taken();
    for _ in 0..50 {
        let answer = looks(&w.ines, &path, &tag).await.is(304);
        assert!(answer.body.is_empty());
        assert_ne!(answer.headers[header::ETAG], tag.as_str(), "the next look begins where this one ended");
    }
    assert_eq!(w.statements.taken(), 100, "the guard, and what happened since");
    let tag = looks(&w.ines, &path, &tag).await.headers[header::ETAG].to_str().unwrap().to_owned();
    w.statements.taken();
    looks(&w.ines, &path, &tag).await.is(304);
    assert_eq!(w.statements.taken(), 1, "the guard");
    // What happens here is seen here.
    w.tobias.posts(w.at("/feedback/1/replies"), &[("text", "The other one.")]).await.done();
    looks(&w.ines, &path, &tag).await.is(200).sees("The other one.");
    // And everybody else always gets the page.
    w.ines.opens(&path).await.is(200);
    let unasked = Request::get(&path).header(header::IF_NONE_MATCH, tag_of(&w.ines.opens(&path).await));
    w.ines.send(unasked.body(Body::empty()).unwrap()).await.is(200);
}

/// Who sends which form where.
type Act<'a> = (&'a Actor, &'a str, &'a [(&'a str, &'a str)]);

#[tokio::test]
async fn whatever_happens_no_open_page_stays_behind() {
    let w = world().await;
    conversations(&w).await;
    let readers = [&w.ines, &w.meryem, &w.olaf, &w.lea, &w.samir];
    let pages: Vec<String> =
        ["", "/feedback", "/feedback/1", "/feedback/2", "/decisions/1", "/decisions/2", "/needs/1", "/needs/2", "/people", "/activity"]
            .map(|page| w.at(page))
            .into();
    let (advice, decision) = (pick("2", "It is the newer one."), [("option", "2"), ("why", "So be it."), ("seen", "1")]);
    let acts: [Act<'_>; 9] = [
        (&w.tobias, "/feedback/2/replies", &[("text", "The new one.")]),
        (&w.samir, "/feedback/2/closing", &[("text", "Thank you.")]),
        (&w.samir, "/feedback/2/reopening", &[("text", "Or is it?")]),
        (&w.tobias, "/feedback", &[("kind", "concern"), ("about", "N1"), ("text", "This will not do.")]),
        (&w.tobias, "/feedback", &[("kind", "request"), ("about", ""), ("text", "A third mailbox")]),
        (&w.samir, "/needs/2/restatements", &UNDERSTOOD),
        (&w.ines, "/needs/2/answer", &[("round", "1"), ("answer", "yes")]),
        (&w.lea, "/decisions/2/advice", &advice),
        (&w.ines, "/decisions/2/decision", &decision),
    ];
    let mut spared = 0;
    for (who, path, fields) in acts {
        let mut open = Vec::new();
        for reader in readers {
            for page in &pages {
                let shown = reader.opens(page).await.is(200);
                open.push((reader, page, tag_of(&shown), seen(&shown)));
            }
        }
        who.posts(w.at(path), fields).await.done();
        for (reader, page, tag, before) in open {
            let unchanged = looks(reader, page, &tag).await.status == 304;
            let now = seen(&reader.opens(page).await);
            assert!(!unchanged || now == before, "{page} of {} after {path}", reader.name);
            spared += usize::from(unchanged);
        }
    }
    assert!(spared > 100, "{spared} of {}", 9 * readers.len() * pages.len());
}

#[tokio::test]
async fn a_page_is_drawn_anew_when_its_reader_the_firms_or_the_day_have_changed() {
    let w = world().await;
    conversations(&w).await;
    let path = w.at("/feedback/1");
    let changed = async |what: &str, reader: &Actor, tag: String| {
        looks(reader, &path, &tag).await.is(200);
        let tag = tag_of(&reader.opens(&path).await);
        looks(reader, &path, &tag).await.is(304);
        assert!(!what.is_empty());
        tag
    };
    let tag = tag_of(&w.ines.opens(&path).await);
    looks(&w.ines, &path, &tag).await.is(304);
    looks(&w.tobias, &path, &tag).await.is(200);
    looks(&w.ines, &w.at("/feedback/2"), &tag).await.is(200);
    sqlx::query("update persons set language = 'de' where id = $1").bind(w.ines.id).execute(&w.app.db).await.unwrap();
    let tag = changed("the language", &w.ines, tag).await;
    // Another turn waits on her.
    happens(&w, ScopeEvent::Proposed { version: 1, digest: "00".into() }).await;
    let tag = changed("what waits", &w.ines, tag).await;
    let admin = tandem::organizations::acts::Administrator::operator(w.client);
    let holiday = tandem::organizations::model::Holiday { day: "2026-12-24".parse().unwrap(), name: "Christmas Eve".into() };
    tandem::organizations::acts::add_holiday(&w.app, admin, &holiday).await.unwrap();
    let tag = changed("the client's calendar", &w.ines, tag).await;
    w.it_is("2026-07-15T08:04:59Z");
    looks(&w.ines, &path, &tag).await.is(304);
    w.it_is("2026-07-15T08:05:00Z");
    let tag = changed("the time", &w.ines, tag).await;
    // The guard is asked first.
    sqlx::query("update seats set ended_at = $2 where person_id = $1")
        .bind(w.tobias.id)
        .bind(w.app.clock.now())
        .execute(&w.app.db)
        .await
        .unwrap();
    looks(&w.tobias, &path, &tag).await.is(404);
    w.ines.posts("/sign-out", &[]).await.is(303);
    looks(&w.ines, &path, &tag).await.is(303);
}
