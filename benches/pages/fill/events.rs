//! What happened in the engagements of a batch: about sixty events each, written by Tandem's own vocabulary and hashed by
//! its own chain, so that the record of a benchmark holds like any other.

use anyhow::Result;
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;
use sqlx::PgConnection;
use tandem::{
    access::{Role, Side},
    events::{Event, chain::Link},
};
use uuid::Uuid;

use crate::world::{Closed, Engagement};

/// How long ago the first event of an engagement happened, and how much later each further one.
const FIRST: TimeDelta = TimeDelta::days(120);
const STEP: TimeDelta = TimeDelta::hours(47);

/// Columns of the table of events, one entry a row.
#[derive(Default)]
struct Columns {
    engagement: Vec<Uuid>,
    number: Vec<i32>,
    at: Vec<DateTime<Utc>>,
    person: Vec<Uuid>,
    side: Vec<&'static str>,
    kind: Vec<String>,
    thing: Vec<String>,
    detail: Vec<Value>,
    previous: Vec<Vec<u8>>,
    hash: Vec<Vec<u8>>,
}

/// Writes the events of the engagements and moves the heads of their chains.
pub async fn insert(connection: &mut PgConnection, stories: impl Iterator<Item = Story>) -> Result<()> {
    let mut columns = Columns::default();
    let mut engagements = Vec::new();
    for story in stories {
        engagements.push(story.engagement);
        columns.append(story);
    }
    sqlx::query(
        "insert into events (engagement_id, number, at, person_id, side, kind, thing, detail, previous_hash, hash)
         select * from unnest($1::uuid[], $2::integer[], $3::timestamptz[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::jsonb[],
                              $9::bytea[], $10::bytea[])",
    )
    .bind(&columns.engagement)
    .bind(&columns.number)
    .bind(&columns.at)
    .bind(&columns.person)
    .bind(&columns.side)
    .bind(&columns.kind)
    .bind(&columns.thing)
    .bind(&columns.detail)
    .bind(&columns.previous)
    .bind(&columns.hash)
    .execute(&mut *connection)
    .await?;
    sqlx::query(
        "update engagements e set event_count = v.number, head_hash = v.hash
         from unnest($1::uuid[]) b (engagement)
         cross join lateral (select number, hash from events where engagement_id = b.engagement order by number desc limit 1) v
         where e.id = b.engagement",
    )
    .bind(engagements)
    .execute(connection)
    .await?;
    Ok(())
}

/// What happened in an engagement.
pub struct Story {
    engagement: Uuid,
    client: Uuid,
    provider: Uuid,
    first: DateTime<Utc>,
    happened: Vec<(Side, Event)>,
}

impl Story {
    /// Of one that is open.
    pub fn of_open(now: DateTime<Utc>) -> impl Fn(u32) -> Story {
        move |number| {
            let engagement = Engagement(number);
            Story {
                engagement: engagement.id(),
                client: engagement.lead(),
                provider: engagement.consultant(),
                first: now - FIRST,
                happened: happened(&engagement, now),
            }
        }
    }

    /// Of one that has been closed for a year.
    pub fn of_closed(now: DateTime<Utc>) -> impl Fn(u32) -> Story {
        move |number| {
            let engagement = Closed(number);
            let title = "Milestone 1: runs without help".to_owned();
            let signed = |side, complete| Event::MilestoneSigned {
                number: 1,
                title: title.clone(),
                side,
                digest: "0".repeat(64),
                complete,
                closes: complete,
                waivers: Vec::new(),
                going_on: Vec::new(),
            };
            Story {
                engagement: engagement.id(),
                client: engagement.sponsor(),
                provider: engagement.consultant(),
                first: now - TimeDelta::days(400),
                happened: vec![
                    (Side::Provider, Event::EngagementCreated { title: engagement.title() }),
                    (Side::Provider, signed(Side::Provider, false)),
                    (Side::Client, signed(Side::Client, true)),
                ],
            }
        }
    }
}

impl Columns {
    fn append(&mut self, story: Story) {
        let mut at = story.first;
        let mut previous = Vec::new();
        for (number, (side, event)) in (1..).zip(story.happened) {
            let person = match side {
                Side::Client => story.client,
                Side::Provider => story.provider,
            };
            let (kind, detail) = event.to_parts();
            let link = Link { of: story.engagement, number, at, person: Some(person), side: side.as_str(), kind: &kind, detail: &detail };
            let hash = link.hash(&previous).to_vec();
            self.engagement.push(story.engagement);
            self.number.push(number);
            self.at.push(at);
            self.person.push(person);
            self.side.push(side.as_str());
            self.thing.push(event.thing().to_string());
            self.kind.push(kind);
            self.detail.push(detail);
            self.previous.push(std::mem::replace(&mut previous, hash.clone()));
            self.hash.push(hash);
            at += STEP;
        }
    }
}

/// What happened, in order, and which side did it.
fn happened(engagement: &Engagement, now: DateTime<Utc>) -> Vec<(Side, Event)> {
    use Side::{Client, Provider};
    let title = |thing: &str, number: i32| format!("{thing} {number:02}");
    let seat = |name: &str, role| Event::SeatTaken { name: name.to_owned(), role };
    let mut story = vec![
        (Provider, Event::EngagementCreated { title: engagement.title() }),
        (Provider, seat("The consultant", Role::Consultant)),
        (Provider, seat("The second consultant", Role::Consultant)),
        (Client, seat("The sponsor", Role::Sponsor)),
        (Client, seat("The lead", Role::Lead)),
        (Client, seat("The member", Role::Member)),
        (Provider, Event::ScopeDrafted { version: 1 }),
        (Provider, Event::ScopeProposed { version: 1, digest: "0".repeat(64) }),
        (Provider, Event::ScopeSigned { version: 1, side: Provider, agreed: false }),
        (Client, Event::ScopeSigned { version: 1, side: Client, agreed: true }),
    ];
    for number in 1..=12 {
        let line = format!("S{}", 1 + (number - 1) % 5);
        let due_on = now.date_naive() + TimeDelta::days(i64::from(10 * number) - 100);
        story.push((Provider, Event::DeliverablePlanned { number, title: title("Deliverable", number), line, due_on }));
    }
    for number in 1..=8 {
        story.push((Provider, Event::TopicPlanned { number, title: title("Topic", number) }));
    }
    for number in 1..=6 {
        let review_due_at = now - TimeDelta::days(i64::from(90 - 10 * number));
        story.push((Provider, Event::DeliverableSubmitted { number, title: title("Deliverable", number), submission: 1, review_due_at }));
        story.push((Client, Event::SubmissionAccepted { number, title: title("Deliverable", number), submission: 1 }));
    }
    for topic in 1..=4 {
        let (title, person, mode) = (title("Topic", topic), "The member".to_owned(), "alone".to_owned());
        story.push((Provider, Event::ObservationLogged { topic, title, person, mode }));
    }
    for number in 34..=40 {
        let (side, raised_by) = if number % 2 == 0 { (Client, engagement.lead()) } else { (Provider, engagement.consultant()) };
        let excerpt = "The list sorts by supplier; we work by due date.".to_owned();
        let raised = Event::FeedbackRaised {
            number,
            entry_kind: "concern".into(),
            about: String::new(),
            blocking: false,
            excerpt: excerpt.clone(),
            to: None,
        };
        story.push((side, raised));
        story.push((
            side.other(),
            Event::FeedbackReplied { number, excerpt, raised_side: side, raised_by, unplaced: false, blocking: false },
        ));
    }
    story
}
