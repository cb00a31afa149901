//! One change to an organization or to the accounts of its people: a transaction that ends by saying what happened.
//!
//! The counterpart of [`crate::change`], with a hash chain for each organization.

use std::ops::{Deref, DerefMut};

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    db::{self, Transaction},
    error::Error,
    events::{OrganizationEvent, chain::Link},
};

/// A change that has begun. Dereferences to the connection that `queries` take.
#[must_use = "a change that is not committed is rolled back"]
pub struct OrganizationChange {
    tx: Transaction,
    head: Head,
    person: Option<Uuid>,
}

impl OrganizationChange {
    /// Begins with a transaction, which may have locked engagements before, and locks the organization. `person` is who
    /// changes it; none: Tandem's operator.
    ///
    /// # Errors
    /// `NotFound` when there is no such organization; otherwise when the database fails.
    pub async fn begin(mut tx: Transaction, organization: Uuid, person: Option<Uuid>, now: DateTime<Utc>) -> Result<Self, Error> {
        let head = Head::lock(&mut tx, organization, now).await?.ok_or(Error::NotFound)?;
        Ok(OrganizationChange { tx, head, person })
    }

    /// The organization that is changed.
    #[must_use]
    pub fn organization(&self) -> Uuid {
        self.head.organization
    }

    /// When the change happens: one instant for all its rows.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.head.now
    }

    /// Says what happened, and commits.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn commit(self, event: OrganizationEvent) -> Result<(), Error> {
        Ok(db::commit(self.say(event).await?).await?)
    }

    /// Says what happened in a transaction that goes on, and is given back.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn say(mut self, event: OrganizationEvent) -> Result<Transaction, Error> {
        self.head.append(&mut self.tx, self.person, &event).await?;
        Ok(self.tx)
    }
}

impl Deref for OrganizationChange {
    type Target = PgConnection;
    fn deref(&self) -> &PgConnection {
        &self.tx
    }
}

impl DerefMut for OrganizationChange {
    fn deref_mut(&mut self) -> &mut PgConnection {
        &mut self.tx
    }
}

/// Says what happened to a person's account, within the transaction that did it: in the chain of the organization to
/// which the person has belonged longest. Somebody who belongs to none leaves no trace there. `by` is who did it; none:
/// Tandem's operator.
///
/// # Errors
/// When the database fails.
pub async fn record_for_person(
    tx: &mut PgConnection,
    person: Uuid,
    by: Option<Uuid>,
    now: DateTime<Utc>,
    event: OrganizationEvent,
) -> sqlx::Result<()> {
    let organization: Option<Uuid> = sqlx::query_scalar(
        "select organization_id from organization_members where person_id = $1 and ended_at is null
         order by since, organization_id limit 1",
    )
    .bind(person)
    .fetch_optional(&mut *tx)
    .await?;
    match organization {
        Some(organization) => record(tx, organization, by, now, event).await,
        None => Ok(()),
    }
}

/// Locks an organization within a transaction that is going to change its people and [`record`] that.
///
/// # Errors
/// When the database fails.
pub async fn lock(tx: &mut PgConnection, organization: Uuid) -> sqlx::Result<()> {
    sqlx::query("select 1 from organizations where id = $1 for no key update").bind(organization).execute(tx).await.map(|_| ())
}

/// Says what happened to an organization within a transaction that changes more than it. `person` is who did it; none:
/// Tandem's operator.
///
/// # Errors
/// When the database fails.
pub async fn record(
    tx: &mut PgConnection,
    organization: Uuid,
    person: Option<Uuid>,
    now: DateTime<Utc>,
    event: OrganizationEvent,
) -> sqlx::Result<()> {
    match Head::lock(tx, organization, now).await? {
        Some(head) => head.append(tx, person, &event).await,
        None => Ok(()),
    }
}

/// The end of an organization's chain, held by the lock on its row.
struct Head {
    organization: Uuid,
    event_count: i32,
    hash: Vec<u8>,
    /// When what is said next happens.
    now: DateTime<Utc>,
}

impl Head {
    async fn lock(db: &mut PgConnection, organization: Uuid, now: DateTime<Utc>) -> sqlx::Result<Option<Head>> {
        let row: Option<(i32, Vec<u8>)> =
            sqlx::query_as("select event_count, head_hash from organizations where id = $1 for no key update")
                .bind(organization)
                .fetch_optional(&mut *db)
                .await?;
        let Some((event_count, hash)) = row else { return Ok(None) };
        // Read after the lock: whoever held it may have acted at a later instant than the one we came with.
        let last: Option<DateTime<Utc>> =
            sqlx::query_scalar("select at from organization_events where organization_id = $1 and number = $2")
                .bind(organization)
                .bind(event_count)
                .fetch_optional(db)
                .await?;
        Ok(Some(Head { organization, event_count, hash, now: last.map_or(now, |last| now.max(last)) }))
    }

    async fn append(self, db: &mut PgConnection, person: Option<Uuid>, event: &OrganizationEvent) -> sqlx::Result<()> {
        let (number, now) = (self.event_count + 1, self.now);
        let (kind, detail) = event.to_parts();
        let hash = Link { of: self.organization, number, at: now, person, side: "", kind: &kind, detail: &detail }.hash(&self.hash);
        sqlx::query(
            "insert into organization_events (organization_id, number, at, person_id, kind, detail, previous_hash, hash)
             values ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(self.organization)
        .bind(number)
        .bind(now)
        .bind(person)
        .bind(&kind)
        .bind(&detail)
        .bind(&self.hash)
        .bind(hash.as_slice())
        .execute(&mut *db)
        .await?;
        sqlx::query("update organizations set event_count = $2, head_hash = $3 where id = $1")
            .bind(self.organization)
            .bind(number)
            .bind(hash.as_slice())
            .execute(db)
            .await?;
        Ok(())
    }
}
