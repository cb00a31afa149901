//! The SQL of the outbox.

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::PgPool;
use uuid::Uuid;

use super::letter::{Asked, News, Notice};
use crate::{
    events::StoredEvent,
    notices::{
        failure::{Failure, FailureKind},
        outbox::BURST,
    },
    things::Thing,
    turns::Ask,
};

/// A worker claims a mail while it holds this lock: one after the other, so that none has to look past what another is
/// taking. Held for one statement.
const CLAIMING: i64 = 0x6d61_696c;
/// Notices that become one mail, at most.
const BURST_ROWS: i64 = 500;
/// Mails that are put off together, at most, and rows that are removed together.
const BATCH: i64 = 2000;

/// What becomes one mail.
#[derive(Debug)]
pub struct Bundle {
    /// The rows that it settles, in the order of what they tell.
    pub ids: Vec<Uuid>,
    /// How often it was tried, this time included.
    pub attempts: i32,
    /// Until when it is kept from other workers.
    pub lease: DateTime<Utc>,
    /// The domain that it goes to.
    pub domain: String,
    /// Whether it took too long the last time.
    pub was_slow: bool,
    /// What kind of mail it is.
    pub content: Content,
}

/// What a mail is made from.
#[derive(Debug)]
pub enum Content {
    /// Events of an engagement.
    Notice {
        /// To whom.
        person: Uuid,
        engagement: Uuid,
        /// Their numbers.
        events: Vec<i32>,
    },
    /// Something else, with its data.
    Other {
        kind: String,
        address: String,
        language: String,
        /// The data.
        detail: Value,
    },
}

#[derive(sqlx::FromRow)]
struct OutboxRow {
    id: Uuid,
    kind: String,
    person_id: Option<Uuid>,
    address: String,
    language: String,
    engagement_id: Option<Uuid>,
    event_number: Option<i32>,
    detail: Value,
    attempts: i32,
    failure: Option<String>,
}

/// The statement of a claim: now, until when the mail is kept from others, the lock, when a burst that begins now is over, and how
/// many notices become one mail.
pub const CLAIM: &str = "with turn as materialized (
     select pg_try_advisory_xact_lock($3) as is_mine
 ), oldest as materialized (
     select o.id, o.kind, o.person_id, o.engagement_id from outbox o
     where (select is_mine from turn) and o.sent_at is null and o.given_up_at is null and o.not_before <= $1
     order by o.not_before, o.id limit 1 for update skip locked
 ), burst as materialized (
     select o.id from oldest cross join lateral (
         select n.id, n.attempts, n.not_before from outbox n
         where n.kind = 'notice' and n.sent_at is null and n.given_up_at is null
           and n.person_id = oldest.person_id and n.engagement_id = oldest.engagement_id and n.not_before <= $4
         order by n.event_number limit $5 for update skip locked
     ) o
     where oldest.kind = 'notice' and (o.attempts = 0 or o.not_before <= $1)
 )
 update outbox o set attempts = o.attempts + 1, not_before = $2
 where o.id = any (array(select id from oldest union select id from burst))
 returning o.id, o.kind, o.person_id, o.address, o.language, o.engagement_id, o.event_number, o.detail, o.attempts, o.failure";

/// Takes the mail that waits longest, if one is due, and keeps it from everybody else until `lease`.
///
/// A notice takes along others that wait for the same person and engagement, so that a burst becomes one mail. Those that have
/// been tried are left out until they are due themselves: another worker may have them in hand. None, too, while another worker
/// claims: that one goes on with what is due.
pub async fn claim(db: &PgPool, now: DateTime<Utc>, lease: DateTime<Utc>) -> sqlx::Result<Option<Bundle>> {
    let mut rows: Vec<OutboxRow> =
        sqlx::query_as(CLAIM).bind(now).bind(lease).bind(CLAIMING).bind(now + BURST).bind(BURST_ROWS).fetch_all(db).await?;
    rows.sort_by_key(|row| row.event_number);
    let ids = rows.iter().map(|row| row.id).collect();
    let attempts = rows.iter().map(|row| row.attempts).max().unwrap_or_default();
    let events = rows.iter().filter_map(|row| row.event_number).collect();
    let was_slow = rows.iter().any(|row| row.failure.as_deref() == Some(FailureKind::Slow.as_str()));
    Ok(rows.into_iter().next().map(|row| {
        let domain = row.address.split_once('@').map(|(_, domain)| domain.to_owned()).unwrap_or_default();
        let content = match (row.person_id, row.engagement_id) {
            (Some(person), Some(engagement)) if row.kind == "notice" => Content::Notice { person, engagement, events },
            _ => Content::Other { kind: row.kind, address: row.address, language: row.language, detail: row.detail },
        };
        Bundle { ids, attempts, lease, domain, was_slow, content }
    }))
}

/// What becomes of a mail.
#[derive(Debug)]
pub enum Outcome {
    /// It was sent. What it was made from is no longer needed, and may be a secret link.
    Sent,
    /// It is tried again at this time.
    Failed(Failure, DateTime<Utc>),
    /// It is not tried again.
    GivenUp(Failure),
    /// It is not to be sent any more: its recipient has lost the seat or wants no mail.
    Dropped,
    /// It was not tried; its turn comes at this time.
    PutOff(DateTime<Utc>),
}

/// Notes what became of a mail. Whatever is no fact about the world, but a plan for the mail, holds only as long as the claim
/// does: afterwards it may be in another worker's hands.
pub async fn settle(db: &PgPool, bundle: &Bundle, outcome: &Outcome, now: DateTime<Utc>) -> sqlx::Result<()> {
    let Bundle { ids, lease, .. } = bundle;
    let query = match outcome {
        Outcome::Sent => sqlx::query(
            "update outbox set sent_at = $2, given_up_at = null, last_error = null, failure = null, detail = '{}' where id = any ($1)",
        )
        .bind(ids)
        .bind(now),
        Outcome::Failed(failure, at) => {
            sqlx::query("update outbox set last_error = $3, failure = $4, not_before = $5 where id = any ($1) and not_before = $2")
                .bind(ids)
                .bind(lease)
                .bind(&failure.said)
                .bind(failure.kind.as_str())
                .bind(at)
        }
        Outcome::GivenUp(failure) => sqlx::query(
            "update outbox set last_error = $3, failure = $4, given_up_at = $5, detail = '{}' where id = any ($1) and not_before = $2",
        )
        .bind(ids)
        .bind(lease)
        .bind(&failure.said)
        .bind(failure.kind.as_str())
        .bind(now),
        Outcome::Dropped => sqlx::query("delete from outbox where id = any ($1) and not_before = $2").bind(ids).bind(lease),
        Outcome::PutOff(at) => {
            sqlx::query("update outbox set attempts = attempts - 1, not_before = $3 where id = any ($1) and not_before = $2")
                .bind(ids)
                .bind(lease)
                .bind(at)
        }
    };
    query.execute(db).await?;
    Ok(())
}

/// Puts off what is due to a domain, or the first of it.
pub async fn put_off(db: &PgPool, domain: &str, now: DateTime<Utc>, until: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query(
        "update outbox set not_before = $3 where id in (
             select id from outbox
             where split_part(address, '@', 2) = $1 and sent_at is null and given_up_at is null and not_before <= $2
             order by not_before limit $4 for update skip locked)",
    )
    .bind(domain)
    .bind(now)
    .bind(until)
    .bind(BATCH)
    .execute(db)
    .await?;
    Ok(())
}

/// Removes what was sent or given up before `since`, or the first of it; answers how many rows.
pub async fn remove_settled(db: &PgPool, since: DateTime<Utc>) -> sqlx::Result<u64> {
    let removed = sqlx::query(
        "delete from outbox where id in (
             select id from outbox where coalesce(sent_at, given_up_at) < $1 and (sent_at is not null or given_up_at is not null)
             order by coalesce(sent_at, given_up_at) limit $2)",
    )
    .bind(since)
    .bind(BATCH)
    .execute(db)
    .await?;
    Ok(removed.rows_affected())
}

#[derive(sqlx::FromRow)]
struct RecipientRow {
    name: String,
    email: String,
    language: String,
    time_zone: String,
    title: String,
    client: String,
    provider: String,
    side: String,
    role: String,
    secret: Vec<u8>,
}

#[derive(sqlx::FromRow)]
struct EventRow {
    kind: String,
    thing: String,
    detail: Value,
    who: String,
}

#[derive(sqlx::FromRow)]
struct TurnRow {
    thing: String,
    ask: String,
    due_at: DateTime<Utc>,
}

/// What a mail about these events says to the person; none when they may not or do not want to know any more.
pub async fn notice(db: &PgPool, person: Uuid, engagement: Uuid, events: &[i32]) -> sqlx::Result<Option<Notice>> {
    let recipient: Option<RecipientRow> = sqlx::query_as(
        "select p.name, p.email, p.language, p.time_zone, e.title, c.name as client, o.name as provider, h.side, h.role, d.secret
         from persons p
         join seat_holders h on h.person_id = p.id and h.engagement_id = $2
         join engagements e on e.id = h.engagement_id
         join organizations c on c.id = e.client_id
         join organizations o on o.id = e.provider_id
         cross join deployment d
         where p.id = $1 and p.mail = 'at_once' and h.role <> 'observer'",
    )
    .bind(person)
    .bind(engagement)
    .fetch_optional(db)
    .await?;
    let Some(recipient) = recipient else { return Ok(None) };
    let news = news(db, engagement, events).await?;
    let things: Vec<String> = news.iter().map(|news| news.event.thing().to_string()).collect();
    let asked = asked(db, person, engagement, &things, events, &recipient).await?;
    Ok(Some(Notice {
        language: recipient.language.parse().unwrap_or_default(),
        zone: recipient.time_zone.parse().unwrap_or(chrono_tz::Tz::UTC),
        name: recipient.name,
        address: recipient.email,
        engagement,
        title: recipient.title,
        client: recipient.client,
        provider: recipient.provider,
        news,
        asked,
        unsubscribe: super::unsubscribe::token(&recipient.secret, person),
    }))
}

async fn news(db: &PgPool, engagement: Uuid, events: &[i32]) -> sqlx::Result<Vec<News>> {
    let rows: Vec<EventRow> = sqlx::query_as(
        "select v.kind, v.thing, v.detail, coalesce(p.name, '') as who from events v left join persons p on p.id = v.person_id
         where v.engagement_id = $1 and v.number = any ($2) order by v.number",
    )
    .bind(engagement)
    .bind(events)
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| News { event: StoredEvent::read(&row.kind, row.detail, &row.thing), who: row.who }).collect())
}

/// What waits on the recipient on these things, and the steps of gates that these events have asked for elsewhere.
async fn asked(
    db: &PgPool,
    person: Uuid,
    engagement: Uuid,
    things: &[String],
    events: &[i32],
    recipient: &RecipientRow,
) -> sqlx::Result<Vec<Asked>> {
    let rows: Vec<TurnRow> = sqlx::query_as(
        "select thing, ask, due_at from turns
         where engagement_id = $1 and side = $3 and ended_at is null
           and (thing = any ($2)
                or gate <> '' and since in (select at from events where engagement_id = $1 and number = any ($6)))
           and (person_id = $4 or person_id is null and $5 = any (roles))
         order by due_at, number",
    )
    .bind(engagement)
    .bind(things)
    .bind(&recipient.side)
    .bind(person)
    .bind(&recipient.role)
    .bind(events)
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| Asked { thing: Thing::read(&row.thing), ask: Ask::read(&row.ask), due_at: row.due_at }).collect())
}

/// Lets the link that ends all mails find the person.
pub async fn remember_unsubscribe(db: &PgPool, person: Uuid, hash: &[u8]) -> sqlx::Result<()> {
    sqlx::query("update persons set unsubscribe_hash = $2 where id = $1 and unsubscribe_hash is distinct from $2")
        .bind(person)
        .bind(hash)
        .execute(db)
        .await?;
    Ok(())
}

/// Puts a mail onto the demo's page.
pub async fn insert_demo_mail(db: &PgPool, id: Uuid, address: &str, subject: &str, body: &str, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query("insert into demo_mails (id, address, subject, body, sent_at) values ($1, $2, $3, $4, $5) on conflict (id) do nothing")
        .bind(id)
        .bind(address)
        .bind(subject)
        .bind(body)
        .bind(now)
        .execute(db)
        .await?;
    Ok(())
}
