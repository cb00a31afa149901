//! The SQL of the outbox.

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::PgPool;
use uuid::Uuid;

use super::letter::{Asked, News, Notice};
use crate::{events::StoredEvent, things::Thing, turns::Ask};

/// What becomes one mail.
#[derive(Debug)]
pub struct Bundle {
    /// The rows that it settles, in the order of what they tell.
    pub ids: Vec<Uuid>,
    /// How often it was tried, this time included.
    pub attempts: i32,
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
        /// Of which.
        engagement: Uuid,
        /// Their numbers.
        events: Vec<i32>,
    },
    /// Something else, with its data.
    Other {
        /// What.
        kind: String,
        /// To which address.
        address: String,
        /// In which language.
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
}

/// Takes the mail that waits longest, if one is due, and keeps it from everybody else until `lease`.
///
/// A notice takes along all others that wait for the same person and engagement, so that a burst becomes one mail. Those
/// that have been tried are left out until they are due themselves: another worker may have them in hand. A notice is
/// only taken by way of the first of its burst, lest two workers begin the same burst at both ends.
pub async fn claim(db: &PgPool, now: DateTime<Utc>, lease: DateTime<Utc>) -> sqlx::Result<Option<Bundle>> {
    let mut rows: Vec<OutboxRow> = sqlx::query_as(
        "with oldest as (
             select o.id, o.kind, o.person_id, o.engagement_id from outbox o
             where o.sent_at is null and o.given_up_at is null and o.not_before <= $1
               and not exists (select 1 from outbox f where f.kind = 'notice' and o.kind = 'notice'
                   and f.person_id = o.person_id and f.engagement_id = o.engagement_id
                   and f.sent_at is null and f.given_up_at is null and (f.not_before, f.id) < (o.not_before, o.id))
             order by o.not_before, o.id limit 1 for update of o skip locked
         ), burst as (
             select o.id from outbox o
             join oldest on o.kind = 'notice' and o.kind = oldest.kind and o.person_id = oldest.person_id and o.engagement_id = oldest.engagement_id
             where o.sent_at is null and o.given_up_at is null and (o.attempts = 0 or o.not_before <= $1)
             for update of o skip locked
         )
         update outbox o set attempts = o.attempts + 1, not_before = $2
         from (select id from oldest union select id from burst) taken
         where o.id = taken.id
         returning o.id, o.kind, o.person_id, o.address, o.language, o.engagement_id, o.event_number, o.detail, o.attempts",
    )
    .bind(now)
    .bind(lease)
    .fetch_all(db)
    .await?;
    rows.sort_by_key(|row| row.event_number);
    let ids = rows.iter().map(|row| row.id).collect();
    let attempts = rows.iter().map(|row| row.attempts).max().unwrap_or_default();
    let events = rows.iter().filter_map(|row| row.event_number).collect();
    Ok(rows.into_iter().next().map(|row| {
        let content = match (row.person_id, row.engagement_id) {
            (Some(person), Some(engagement)) if row.kind == "notice" => Content::Notice { person, engagement, events },
            _ => Content::Other { kind: row.kind, address: row.address, language: row.language, detail: row.detail },
        };
        Bundle { ids, attempts, content }
    }))
}

/// The mail was sent. What it was made from is no longer needed, and may be a secret link.
pub async fn mark_sent(db: &PgPool, ids: &[Uuid], now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query("update outbox set sent_at = $2, last_error = null, detail = '{}' where id = any ($1)")
        .bind(ids)
        .bind(now)
        .execute(db)
        .await?;
    Ok(())
}

/// The mail could not be sent now; it is tried again at `retry`.
pub async fn mark_failed(db: &PgPool, ids: &[Uuid], error: &str, retry: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query("update outbox set last_error = $2, not_before = $3 where id = any ($1)")
        .bind(ids)
        .bind(error)
        .bind(retry)
        .execute(db)
        .await?;
    Ok(())
}

/// The mail could not be sent and is not tried again.
pub async fn mark_given_up(db: &PgPool, ids: &[Uuid], error: &str, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query("update outbox set last_error = $2, given_up_at = $3, detail = '{}' where id = any ($1)")
        .bind(ids)
        .bind(error)
        .bind(now)
        .execute(db)
        .await?;
    Ok(())
}

/// The mail is not to be sent any more: its recipient has lost the seat or wants no mail.
pub async fn discard(db: &PgPool, ids: &[Uuid]) -> sqlx::Result<()> {
    sqlx::query("delete from outbox where id = any ($1)").bind(ids).execute(db).await?;
    Ok(())
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
    let asked = asked(db, person, engagement, &things, &recipient).await?;
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

/// What waits on the recipient on these things.
async fn asked(db: &PgPool, person: Uuid, engagement: Uuid, things: &[String], recipient: &RecipientRow) -> sqlx::Result<Vec<Asked>> {
    let rows: Vec<TurnRow> = sqlx::query_as(
        "select thing, ask, due_at from turns
         where engagement_id = $1 and thing = any ($2) and side = $3 and ended_at is null
           and (person_id = $4 or person_id is null and $5 = any (roles))
         order by due_at, number",
    )
    .bind(engagement)
    .bind(things)
    .bind(&recipient.side)
    .bind(person)
    .bind(&recipient.role)
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
