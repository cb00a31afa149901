//! All SQL of accounts.

use chrono::{DateTime, Utc};
use sqlx::{AssertSqlSafe, PgConnection, PgExecutor};
use uuid::Uuid;

use crate::{
    access::Role, base::text::Sought, db::unreadable, notices::live::TELL_SIGNED_OUT, organizations::model::OrganizationRole,
    web::guard::VISIT_GAP,
};

/// What signing in needs to know of an account.
#[derive(sqlx::FromRow)]
pub struct Credentials {
    pub id: Uuid,
    pub name: String,
    pub language: String,
    /// None until the person has set a password.
    pub password_hash: Option<String>,
}

/// The account that is kept under the first of these addresses.
pub async fn credentials(db: impl PgExecutor<'_>, sought: &Sought) -> sqlx::Result<Option<Credentials>> {
    sqlx::query_as(
        "select id, name, language, password_hash from persons where lower(email) = any ($1) order by array_position($1, lower(email)) limit 1",
    )
    .bind(sought.addresses())
    .fetch_optional(db)
    .await
}

pub async fn credentials_of(db: impl PgExecutor<'_>, person: Uuid) -> sqlx::Result<Credentials> {
    sqlx::query_as("select id, name, language, password_hash from persons where id = $1").bind(person).fetch_one(db).await
}

/// A person to be entered.
pub struct NewPerson<'a> {
    pub id: Uuid,
    pub email: &'a str,
    pub name: &'a str,
    pub language: &'a str,
    pub time_zone: &'a str,
    pub password_hash: Option<&'a str>,
}

pub async fn insert_person(db: impl PgExecutor<'_>, person: &NewPerson<'_>, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query(
        "insert into persons (id, email, name, language, time_zone, password_hash, created_at) values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(person.id)
    .bind(person.email)
    .bind(person.name)
    .bind(person.language)
    .bind(person.time_zone)
    .bind(person.password_hash)
    .bind(now)
    .execute(db)
    .await?;
    Ok(())
}

/// Sets a password; ends all sign-ins, and makes every link to a new password worthless: what they would replace is gone.
pub async fn replace_password(db: &mut PgConnection, person: Uuid, hash: &str, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query("update persons set password_hash = $2 where id = $1").bind(person).bind(hash).execute(&mut *db).await?;
    end_all_sessions(db, person).await?;
    sqlx::query("update password_resets set used_at = $2 where person_id = $1 and used_at is null")
        .bind(person)
        .bind(now)
        .execute(db)
        .await?;
    Ok(())
}

/// What people set in their account.
#[derive(sqlx::FromRow)]
pub struct Settings {
    pub name: String,
    pub language: String,
    pub time_zone: String,
    pub mail: String,
}

pub async fn settings(db: impl PgExecutor<'_>, person: Uuid) -> sqlx::Result<Settings> {
    sqlx::query_as("select name, language, time_zone, mail from persons where id = $1").bind(person).fetch_one(db).await
}

/// Sets them; answers the name until then.
pub async fn set_settings(db: &mut PgConnection, person: Uuid, settings: &Settings) -> sqlx::Result<String> {
    sqlx::query_scalar(
        "update persons p set name = $2, language = $3, time_zone = $4, mail = $5
         from (select id, name from persons where id = $1 for no key update) old where p.id = old.id returning old.name",
    )
    .bind(person)
    .bind(&settings.name)
    .bind(&settings.language)
    .bind(&settings.time_zone)
    .bind(&settings.mail)
    .fetch_one(db)
    .await
}

pub async fn set_language(db: impl PgExecutor<'_>, person: Uuid, language: &str) -> sqlx::Result<()> {
    sqlx::query("update persons set language = $2 where id = $1").bind(person).bind(language).execute(db).await?;
    Ok(())
}

// Sign-ins.

/// A new sign-in; it also begins a visit.
pub struct NewSession<'a> {
    /// By what the right to come in was checked.
    pub checked: &'a Credentials,
    pub token_hash: &'a [u8],
    pub expires_at: DateTime<Utc>,
    pub user_agent: &'a str,
    pub address: &'a str,
}

/// Opens it, unless the password has been replaced since it was checked: the update waits for whoever is replacing it.
pub async fn insert_session(db: impl PgExecutor<'_>, session: &NewSession<'_>, now: DateTime<Utc>) -> sqlx::Result<bool> {
    let opened = sqlx::query(
        "with seen as (update persons set last_seen_at = $4,
                              previous_visit_at = case when last_seen_at < $8 then last_seen_at else previous_visit_at end
                       where id = $2 and password_hash is not distinct from $9 returning id)
         insert into sign_in_sessions (id, person_id, token_hash, created_at, last_seen_at, expires_at, user_agent, address)
         select $1, id, $3, $4, $4, $5, $6, $7 from seen",
    )
    .bind(Uuid::now_v7())
    .bind(session.checked.id)
    .bind(session.token_hash)
    .bind(now)
    .bind(session.expires_at)
    .bind(session.user_agent)
    .bind(session.address)
    .bind(now - VISIT_GAP)
    .bind(&session.checked.password_hash)
    .execute(db)
    .await?;
    Ok(opened.rows_affected() > 0)
}

/// A sign-in as its owner sees it.
#[derive(sqlx::FromRow)]
pub struct Session {
    pub id: Uuid,
    pub last_seen_at: DateTime<Utc>,
    pub user_agent: String,
    pub address: String,
}

/// The sign-ins of a person that still hold, the latest used first.
pub async fn sessions(db: impl PgExecutor<'_>, person: Uuid, now: DateTime<Utc>, used_since: DateTime<Utc>) -> sqlx::Result<Vec<Session>> {
    sqlx::query_as(
        "select id, last_seen_at, user_agent, address from sign_in_sessions
         where person_id = $1 and expires_at > $2 and last_seen_at > $3 order by last_seen_at desc, id limit 50",
    )
    .bind(person)
    .bind(now)
    .bind(used_since)
    .fetch_all(db)
    .await
}

/// Ends sign-ins, and with them the streams of their open pages; yields a row for each.
fn ending(which: &str) -> AssertSqlSafe<String> {
    AssertSqlSafe(format!("with ended as (delete from sign_in_sessions where {which} returning id) select {TELL_SIGNED_OUT} from ended"))
}

pub async fn end_session(db: impl PgExecutor<'_>, person: Uuid, session: Uuid) -> sqlx::Result<bool> {
    let ended = sqlx::query(ending("person_id = $1 and id = $2")).bind(person).bind(session);
    Ok(ended.execute(db).await?.rows_affected() > 0)
}

pub async fn end_session_of_token(db: impl PgExecutor<'_>, token_hash: &[u8]) -> sqlx::Result<()> {
    sqlx::query(ending("token_hash = $1")).bind(token_hash).execute(db).await?;
    Ok(())
}

pub async fn end_all_sessions(db: &mut PgConnection, person: Uuid) -> sqlx::Result<()> {
    sqlx::query(ending("person_id = $1")).bind(person).execute(db).await?;
    Ok(())
}

// Links to a new password.

pub async fn insert_reset(
    db: impl PgExecutor<'_>,
    person: Uuid,
    token_hash: &[u8],
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query("insert into password_resets (token_hash, person_id, created_at, expires_at) values ($1, $2, $3, $4)")
        .bind(token_hash)
        .bind(person)
        .bind(now)
        .bind(expires_at)
        .execute(db)
        .await?;
    Ok(())
}

/// Enters a reset link and the mail that carries it, when there is an account with this address.
pub async fn mail_reset(
    db: impl PgExecutor<'_>,
    sought: &Sought,
    token_hash: &[u8],
    url: &str,
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "with person as (select id, email, name, language from persons where lower(email) = any ($1)
                         order by array_position($1, lower(email)) limit 1),
              link as (insert into password_resets (token_hash, person_id, created_at, expires_at)
                       select $2, id, $4, $5 from person)
         insert into outbox (id, kind, person_id, address, language, detail, created_at, not_before)
         select gen_random_uuid(), 'password_reset', id, email, language, jsonb_build_object('url', $3::text, 'name', name), $4, $4 from person",
    )
    .bind(sought.addresses())
    .bind(token_hash)
    .bind(url)
    .bind(now)
    .bind(expires_at)
    .execute(db)
    .await?;
    Ok(())
}

/// Whose password a link may set now.
pub async fn reset_owner(db: impl PgExecutor<'_>, token_hash: &[u8], now: DateTime<Utc>) -> sqlx::Result<Option<(Uuid, String, String)>> {
    sqlx::query_as(
        "select p.id, p.name, p.email from password_resets r join persons p on p.id = r.person_id
         where r.token_hash = $1 and r.used_at is null and r.expires_at > $2",
    )
    .bind(token_hash)
    .bind(now)
    .fetch_optional(db)
    .await
}

/// Uses a link up: true once.
pub async fn use_reset(db: &mut PgConnection, token_hash: &[u8], now: DateTime<Utc>) -> sqlx::Result<bool> {
    let used = sqlx::query("update password_resets set used_at = $2 where token_hash = $1 and used_at is null and expires_at > $2")
        .bind(token_hash)
        .bind(now)
        .execute(db)
        .await?;
    Ok(used.rows_affected() > 0)
}

/// Removes sign-ins that do not hold any more, and reset links a day after their end (until then they say that they were
/// used). Returns how many.
pub async fn remove_expired(db: &sqlx::PgPool, now: DateTime<Utc>, used_since: DateTime<Utc>) -> sqlx::Result<u64> {
    let sign_ins = sqlx::query("delete from sign_in_sessions where expires_at <= $1 or last_seen_at <= $2").bind(now).bind(used_since);
    let resets = sqlx::query("delete from password_resets where expires_at <= $1 - interval '1 day'").bind(now);
    Ok(sign_ins.execute(db).await?.rows_affected() + resets.execute(db).await?.rows_affected())
}

// Invitations.

/// An invitation, with what its page says of it.
#[derive(Clone, Debug)]
pub struct Invitation {
    pub email: String,
    pub name: String,
    pub invited_by: String,
    pub invited_by_email: String,
    pub expires_at: DateTime<Utc>,
    pub taken_at: Option<DateTime<Utc>>,
    pub withdrawn_at: Option<DateTime<Utc>>,
    /// The account that the address already has.
    pub person_id: Option<Uuid>,
    /// The name on that account.
    pub person_name: Option<String>,
    /// To which one belongs by taking it: of the side, for a seat.
    pub organization_id: Uuid,
    pub time_zone: String,
    pub to: InvitedTo,
}

/// What an invitation gives.
#[derive(Clone, Debug)]
pub enum InvitedTo {
    Seat { engagement: Uuid, title: String, client: String, provider: String, role: Role, function: String },
    Membership { organization: String, role: OrganizationRole },
}

#[derive(sqlx::FromRow)]
struct InvitationRow {
    email: String,
    name: String,
    invited_by: String,
    invited_by_email: String,
    expires_at: DateTime<Utc>,
    taken_at: Option<DateTime<Utc>>,
    withdrawn_at: Option<DateTime<Utc>>,
    person_id: Option<Uuid>,
    person_name: Option<String>,
    organization_id: Uuid,
    organization: String,
    time_zone: String,
    role: String,
    function: String,
    // Of an engagement; none: it is to the organization.
    engagement_id: Option<Uuid>,
    title: Option<String>,
    client: Option<String>,
    provider: Option<String>,
    side: Option<String>,
}

impl InvitationRow {
    fn into_invitation(self) -> sqlx::Result<Invitation> {
        let to = match (self.engagement_id, self.title, self.client, self.provider, self.side) {
            (Some(engagement), Some(title), Some(client), Some(provider), Some(side)) => {
                let role = side.parse().and_then(|side| Role::of(side, &self.role)).map_err(unreadable)?;
                InvitedTo::Seat { engagement, title, client, provider, role, function: self.function }
            }
            _ => InvitedTo::Membership { organization: self.organization, role: self.role.parse().map_err(unreadable)? },
        };
        Ok(Invitation {
            email: self.email,
            name: self.name,
            invited_by: self.invited_by,
            invited_by_email: self.invited_by_email,
            expires_at: self.expires_at,
            taken_at: self.taken_at,
            withdrawn_at: self.withdrawn_at,
            person_id: self.person_id,
            person_name: self.person_name,
            organization_id: self.organization_id,
            time_zone: self.time_zone,
            to,
        })
    }
}

/// The invitation of this link.
pub async fn invitation(db: impl PgExecutor<'_>, token_hash: &[u8]) -> sqlx::Result<Option<Invitation>> {
    let row: Option<InvitationRow> = sqlx::query_as(
        "select i.engagement_id, e.title, c.name as client, v.name as provider, i.email, i.name, i.side, i.role, i.function,
                coalesce(b.name, o.name) as invited_by, coalesce(b.email, '') as invited_by_email, i.expires_at, i.taken_at, i.withdrawn_at,
                p.id as person_id, p.name as person_name, o.id as organization_id, o.name as organization, o.time_zone
         from (select engagement_id, null::uuid as organization_id, email, name, side, role, function, invited_by, expires_at, taken_at,
                      withdrawn_at
               from invitations where token_hash = $1
               union all
               select null, organization_id, email, name, null, role, '', invited_by, expires_at, taken_at, withdrawn_at
               from organization_invitations where token_hash = $1) i
         left join engagements e on e.id = i.engagement_id
         left join organizations c on c.id = e.client_id
         left join organizations v on v.id = e.provider_id
         join organizations o on o.id = coalesce(i.organization_id, case i.side when 'client' then e.client_id else e.provider_id end)
         left join persons b on b.id = i.invited_by
         left join persons p on lower(p.email) = lower(i.email)",
    )
    .bind(token_hash)
    .fetch_optional(db)
    .await?;
    row.map(InvitationRow::into_invitation).transpose()
}

/// Uses an invitation to an organization up: true once, while it holds.
pub async fn use_membership(db: &mut PgConnection, organization: Uuid, token_hash: &[u8], now: DateTime<Utc>) -> sqlx::Result<bool> {
    let taken = sqlx::query(
        "update organization_invitations set taken_at = $3
         where organization_id = $1 and token_hash = $2 and taken_at is null and withdrawn_at is null and expires_at > $3",
    )
    .bind(organization)
    .bind(token_hash)
    .bind(now)
    .execute(db)
    .await?;
    Ok(taken.rows_affected() > 0)
}

/// Uses an invitation to a seat up: true once, while it holds.
pub async fn use_invitation(db: &mut PgConnection, engagement: Uuid, token_hash: &[u8], now: DateTime<Utc>) -> sqlx::Result<bool> {
    let taken = sqlx::query(
        "update invitations set taken_at = $3
         where engagement_id = $1 and token_hash = $2 and taken_at is null and withdrawn_at is null and expires_at > $3",
    )
    .bind(engagement)
    .bind(token_hash)
    .bind(now)
    .execute(db)
    .await?;
    Ok(taken.rows_affected() > 0)
}

/// Whether a person has a seat there, or manages the provider.
pub async fn sits(db: &mut PgConnection, engagement: Uuid, person: Uuid) -> sqlx::Result<bool> {
    sqlx::query_scalar(
        "select exists (select 1 from seat_holders
                        where engagement_id = $1 and person_id = $2 and (seat is not null or side = 'provider'))",
    )
    .bind(engagement)
    .bind(person)
    .fetch_one(db)
    .await
}

/// Seats a person; under the lock of the engagement.
pub async fn insert_seat(
    db: &mut PgConnection,
    engagement: Uuid,
    person: Uuid,
    role: Role,
    function: &str,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "insert into seats (engagement_id, number, person_id, side, role, function, since)
         select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6 from seats where engagement_id = $1",
    )
    .bind(engagement)
    .bind(person)
    .bind(role.side().as_str())
    .bind(role.as_str())
    .bind(function)
    .bind(now)
    .execute(db)
    .await?;
    Ok(())
}

// Mail.

/// The address and present wish of the person whose mails carry this link.
pub async fn unsubscriber(db: impl PgExecutor<'_>, token_hash: &[u8]) -> sqlx::Result<Option<(String, String)>> {
    sqlx::query_as("select email, mail from persons where unsubscribe_hash = $1").bind(token_hash).fetch_optional(db).await
}

pub async fn unsubscribe(db: impl PgExecutor<'_>, token_hash: &[u8]) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar("update persons set mail = 'never' where unsubscribe_hash = $1 returning email")
        .bind(token_hash)
        .fetch_optional(db)
        .await
}
