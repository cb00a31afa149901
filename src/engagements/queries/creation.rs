//! Opening an engagement, and its terms.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{AssertSqlSafe, PgConnection, PgExecutor};
use uuid::Uuid;

use crate::engagements::model::Terms;

/// The terms of engagement `e`.
pub(super) const TERMS: &str = "e.title, e.starts_on, e.ends_on, e.client_promise_days, e.provider_promise_days, e.review_days,
    e.second_review_days, e.deems_acceptance, e.lapse_days, e.assist_free_days, e.language";

/// See [`TERMS`].
#[derive(sqlx::FromRow)]
pub(super) struct TermsRow {
    title: String,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
    client_promise_days: i32,
    provider_promise_days: i32,
    review_days: i32,
    second_review_days: i32,
    deems_acceptance: bool,
    lapse_days: i32,
    assist_free_days: i32,
    language: String,
}

impl From<TermsRow> for Terms {
    fn from(row: TermsRow) -> Terms {
        Terms {
            title: row.title,
            starts_on: row.starts_on,
            ends_on: row.ends_on,
            language: row.language.parse().unwrap_or_default(),
            client_promise_days: row.client_promise_days,
            provider_promise_days: row.provider_promise_days,
            review_days: row.review_days,
            second_review_days: row.second_review_days,
            deems_acceptance: row.deems_acceptance,
            lapse_days: row.lapse_days,
            assist_free_days: row.assist_free_days,
        }
    }
}

/// The terms of an engagement.
///
/// # Errors
/// When the database fails.
pub async fn terms(db: impl PgExecutor<'_>, engagement: Uuid) -> sqlx::Result<Terms> {
    let row: TermsRow =
        sqlx::query_as(AssertSqlSafe(format!("select {TERMS} from engagements e where e.id = $1"))).bind(engagement).fetch_one(db).await?;
    Ok(row.into())
}

/// Writes other terms.
///
/// # Errors
/// When the database fails.
pub async fn set_terms(db: &mut PgConnection, engagement: Uuid, terms: &Terms) -> sqlx::Result<()> {
    sqlx::query(
        "update engagements set title = $2, starts_on = $3, ends_on = $4, client_promise_days = $5, provider_promise_days = $6,
                review_days = $7, second_review_days = $8, deems_acceptance = $9, language = $10, lapse_days = $11, assist_free_days = $12
         where id = $1",
    )
    .bind(engagement)
    .bind(&terms.title)
    .bind(terms.starts_on)
    .bind(terms.ends_on)
    .bind(terms.client_promise_days)
    .bind(terms.provider_promise_days)
    .bind(terms.review_days)
    .bind(terms.second_review_days)
    .bind(terms.deems_acceptance)
    .bind(terms.language.as_str())
    .bind(terms.lapse_days)
    .bind(terms.assist_free_days)
    .execute(db)
    .await?;
    Ok(())
}

/// Whether a milestone bears the signature of one side only.
///
/// # Errors
/// When the database fails.
pub async fn is_half_signed(db: &mut PgConnection, engagement: Uuid) -> sqlx::Result<bool> {
    sqlx::query_scalar(
        "select exists (select 1 from milestones m join milestone_signatures s on s.engagement_id = m.engagement_id and s.milestone = m.number
                        where m.engagement_id = $1 and m.signed_at is null)",
    )
    .bind(engagement)
    .fetch_one(db)
    .await
}

/// Whether a person manages an organization.
///
/// # Errors
/// When the database fails.
pub async fn manages(db: impl PgExecutor<'_>, organization: Uuid, person: Uuid) -> sqlx::Result<bool> {
    sqlx::query_scalar(
        "select exists (select 1 from organization_members
                        where organization_id = $1 and person_id = $2 and role = 'manager' and ended_at is null)",
    )
    .bind(organization)
    .bind(person)
    .fetch_one(db)
    .await
}

/// The clients with which a provider has worked, by name; bounded.
///
/// # Errors
/// When the database fails.
pub async fn clients_of(db: impl PgExecutor<'_>, provider: Uuid) -> sqlx::Result<Vec<(Uuid, String)>> {
    sqlx::query_as(
        "select c.id, c.name from organizations c
         where exists (select 1 from engagements e where e.client_id = c.id and e.provider_id = $1)
         order by c.name, c.id limit 500",
    )
    .bind(provider)
    .fetch_all(db)
    .await
}

/// Whether a provider has worked with a client.
///
/// # Errors
/// When the database fails.
pub async fn has_worked_with(db: impl PgExecutor<'_>, provider: Uuid, client: Uuid) -> sqlx::Result<bool> {
    sqlx::query_scalar("select exists (select 1 from engagements where provider_id = $1 and client_id = $2)")
        .bind(provider)
        .bind(client)
        .fetch_one(db)
        .await
}

/// Enters an engagement; false: one of this id is there already.
///
/// # Errors
/// When the database fails.
pub async fn insert(
    db: &mut PgConnection,
    id: Uuid,
    provider: Uuid,
    client: Uuid,
    currency: &str,
    terms: &Terms,
    now: DateTime<Utc>,
) -> sqlx::Result<bool> {
    let inserted = sqlx::query(
        "insert into engagements (id, provider_id, client_id, currency, created_at, title, starts_on, ends_on, client_promise_days,
                                  provider_promise_days, review_days, second_review_days, deems_acceptance, language, lapse_days,
                                  assist_free_days)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) on conflict (id) do nothing",
    )
    .bind(id)
    .bind(provider)
    .bind(client)
    .bind(currency)
    .bind(now)
    .bind(&terms.title)
    .bind(terms.starts_on)
    .bind(terms.ends_on)
    .bind(terms.client_promise_days)
    .bind(terms.provider_promise_days)
    .bind(terms.review_days)
    .bind(terms.second_review_days)
    .bind(terms.deems_acceptance)
    .bind(terms.language.as_str())
    .bind(terms.lapse_days)
    .bind(terms.assist_free_days)
    .execute(db)
    .await?;
    Ok(inserted.rows_affected() == 1)
}
