//! Who may come in. Each guard is one statement, and the first argument of a handler.

use std::{marker::PhantomData, ops::Deref};

use axum::{
    extract::{FromRequestParts, RawPathParams},
    http::{HeaderMap, request::Parts},
};
use axum_extra::extract::cookie::CookieJar;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{Error, request::RequestInfo, routes::Guard};
use crate::{
    access::{Ability, Engagement, Needs, Party, Role, Side},
    app::App,
    base::language::Language,
    change::{Actor, Change},
};

/// Sign-ins end when they were not used for this long.
pub const IDLE: TimeDelta = TimeDelta::days(14);
/// "Last seen" is written at most this often.
const SEEN_EVERY: TimeDelta = TimeDelta::minutes(5);
/// A visit is over after this long without a request.
const VISIT_GAP: TimeDelta = TimeDelta::minutes(30);

/// The secret of the sign-in cookie and what is derived from it.
pub mod token {
    use super::{App, CookieJar, Digest, Engine, HeaderMap, Sha256, URL_SAFE_NO_PAD};

    /// Name of the sign-in cookie: bound to this host under HTTPS.
    #[must_use]
    pub fn cookie_name(app: &App) -> &'static str {
        if app.settings.secure_cookies() { "__Host-tandem" } else { "tandem" }
    }

    /// The token that the request brings, unless it brings none.
    #[must_use]
    pub fn of_request(app: &App, headers: &HeaderMap) -> Option<String> {
        CookieJar::from_headers(headers).get(cookie_name(app)).map(|cookie| cookie.value().to_owned())
    }

    /// As the database knows it.
    #[must_use]
    pub fn hash(token: &str) -> Vec<u8> {
        Sha256::digest(token.as_bytes()).to_vec()
    }

    /// The token that forms of this sign-in carry; does not give the sign-in away.
    #[must_use]
    pub fn csrf(token: &str) -> String {
        let mut hasher = Sha256::new();
        hasher.update(b"tandem form token\0");
        hasher.update(token.as_bytes());
        URL_SAFE_NO_PAD.encode(hasher.finalize())
    }
}

/// Everybody, signed in or not.
#[derive(Debug, Clone)]
pub struct Public {
    /// The request.
    pub request: RequestInfo,
    /// The form token, when somebody is signed in.
    pub csrf: String,
}

impl Guard for Public {
    fn shown() -> String {
        "Public".into()
    }
}

impl FromRequestParts<App> for Public {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let csrf = token::of_request(app, &parts.headers).map(|token| token::csrf(&token)).unwrap_or_default();
        Ok(Public { request: RequestInfo::of(parts), csrf })
    }
}

/// Who is signed in.
#[derive(Clone, Debug)]
pub struct Person {
    /// The person.
    pub id: Uuid,
    /// Full name.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// Chosen language.
    pub language: Language,
    /// Chosen time zone.
    pub zone: Tz,
    /// When the visit before this one ended; none on the first.
    pub previous_visit_at: Option<DateTime<Utc>>,
}

/// Anybody who is signed in.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// Who.
    pub person: Person,
    /// The sign-in.
    pub session: Uuid,
    /// How many turns wait on the person, 100 at most.
    pub waiting: i64,
    /// Whether the person is a manager or admin of some organization.
    pub manages: bool,
    /// The form token.
    pub csrf: String,
    /// The request.
    pub request: RequestInfo,
}

impl Guard for SignedIn {
    fn shown() -> String {
        "SignedIn".into()
    }
}

#[derive(sqlx::FromRow)]
struct PersonRow {
    session_id: Uuid,
    person_id: Uuid,
    name: String,
    email: String,
    language: String,
    time_zone: String,
    previous_visit_at: Option<DateTime<Utc>>,
    last_seen_at: Option<DateTime<Utc>>,
    session_seen_at: DateTime<Utc>,
    waiting: i64,
    manages: bool,
}

/// What every guard reads of the person; `$1` is the token's hash, `$2` now, `$3` the oldest use that still counts.
const PERSON: &str = "
    select s.id as session_id, s.last_seen_at as session_seen_at, p.id as person_id, p.name, p.email, p.language, p.time_zone,
           p.previous_visit_at, p.last_seen_at,
           (select count(*) from (select 1 from seat_holders h join turns t on t.engagement_id = h.engagement_id and t.side = h.side
             where h.person_id = p.id and t.ended_at is null and (t.person_id = p.id or t.person_id is null and h.role = any (t.roles))
             limit 100) w) as waiting,
           exists (select 1 from organization_members m where m.person_id = p.id and m.role in ('admin', 'manager') and m.ended_at is null) as manages";
const SESSION: &str = "
    from sign_in_sessions s
    join persons p on p.id = s.person_id";
const CURRENT: &str = "
    where s.token_hash = $1 and s.expires_at > $2 and s.last_seen_at > $3";

fn signed_out(parts: &Parts) -> Error {
    // A form cannot be sent again by going to its URL; the page that showed it is at the same place or above.
    let next = if parts.method == axum::http::Method::GET { parts.uri.path_and_query().map(|path| path.as_str().to_owned()) } else { None };
    Error::SignedOut { next: next.unwrap_or_else(|| "/".to_owned()) }
}

impl SignedIn {
    async fn admit(row: PersonRow, token: &str, parts: &Parts, app: &App) -> Result<SignedIn, Error> {
        let now = app.clock.now();
        let request = RequestInfo::of(parts);
        let language = row.language.parse().unwrap_or_default();
        request.set_language(language);
        let previous_visit_at = if now - row.session_seen_at >= SEEN_EVERY || row.last_seen_at.is_none() {
            write_seen(app, row.session_id, row.person_id, now).await?
        } else {
            row.previous_visit_at
        };
        Ok(SignedIn {
            person: Person {
                id: row.person_id,
                name: row.name,
                email: row.email,
                language,
                zone: row.time_zone.parse().unwrap_or(Tz::UTC),
                previous_visit_at,
            },
            session: row.session_id,
            waiting: row.waiting,
            manages: row.manages,
            csrf: token::csrf(token),
            request,
        })
    }

    /// The language to answer in.
    #[must_use]
    pub fn language(&self) -> Language {
        self.person.language
    }
}

async fn write_seen(app: &App, session: Uuid, person: Uuid, now: DateTime<Utc>) -> sqlx::Result<Option<DateTime<Utc>>> {
    sqlx::query_scalar(
        "with seen as (update sign_in_sessions set last_seen_at = $3 where id = $1)
         update persons set last_seen_at = $3,
                previous_visit_at = case when last_seen_at < $4 then last_seen_at else previous_visit_at end
         where id = $2 returning previous_visit_at",
    )
    .bind(session)
    .bind(person)
    .bind(now)
    .bind(now - VISIT_GAP)
    .fetch_one(&app.db)
    .await
}

impl FromRequestParts<App> for SignedIn {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let token = token::of_request(app, &parts.headers).ok_or_else(|| signed_out(parts))?;
        let now = app.clock.now();
        let row: PersonRow = sqlx::query_as(sqlx::AssertSqlSafe(format!("{PERSON}{SESSION}{CURRENT}")))
            .bind(token::hash(&token))
            .bind(now)
            .bind(now - IDLE)
            .fetch_optional(&app.db)
            .await?
            .ok_or_else(|| signed_out(parts))?;
        SignedIn::admit(row, &token, parts, app).await
    }
}

/// Somebody with a seat in the engagement of the path, whose role has the ability `N`. Without a seat: 404.
#[derive(Debug)]
pub struct Seat<N> {
    /// The person and the sign-in.
    pub signed_in: SignedIn,
    /// The engagement.
    pub engagement: Engagement,
    /// The role, and with it the side.
    pub role: Role,
    needs: PhantomData<N>,
}

impl<N> Deref for Seat<N> {
    type Target = SignedIn;
    fn deref(&self) -> &SignedIn {
        &self.signed_in
    }
}

impl<N: Needs> Guard for Seat<N> {
    fn shown() -> String {
        format!("Seat<{:?}>", N::ABILITY)
    }
}

#[derive(sqlx::FromRow)]
struct SeatRow {
    #[sqlx(flatten)]
    person: PersonRow,
    // All none: no seat there, or no such engagement.
    id: Option<Uuid>,
    title: Option<String>,
    provider_id: Option<Uuid>,
    provider_name: Option<String>,
    client_id: Option<Uuid>,
    client_name: Option<String>,
    starts_on: Option<NaiveDate>,
    ends_on: Option<NaiveDate>,
    currency: Option<String>,
    closed_at: Option<DateTime<Utc>>,
    side: Option<String>,
    role: Option<String>,
}

impl SeatRow {
    fn engagement(&self) -> Option<(Engagement, Role)> {
        let side: Side = self.side.as_deref()?.parse().ok()?;
        let role = Role::of(side, self.role.as_deref()?).ok()?;
        let engagement = Engagement {
            id: self.id?,
            title: self.title.clone()?,
            provider: Party { id: self.provider_id?, name: self.provider_name.clone()? },
            client: Party { id: self.client_id?, name: self.client_name.clone()? },
            starts_on: self.starts_on?,
            ends_on: self.ends_on?,
            currency: self.currency.clone()?,
            closed_at: self.closed_at,
        };
        Some((engagement, role))
    }
}

impl<N: Needs> FromRequestParts<App> for Seat<N> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let token = token::of_request(app, &parts.headers).ok_or_else(|| signed_out(parts))?;
        let engagement: Option<Uuid> = path_parameter(parts, app, "engagement").await;
        let now = app.clock.now();
        let row: SeatRow = sqlx::query_as(sqlx::AssertSqlSafe(format!(
            "{PERSON}, e.id, e.title, e.provider_id, o.name as provider_name, e.client_id, c.name as client_name, e.starts_on, e.ends_on,
                    e.currency, e.closed_at, h.side, h.role
             {SESSION}
             left join seat_holders h on h.person_id = p.id and h.engagement_id = $4
             left join engagements e on e.id = h.engagement_id
             left join organizations o on o.id = e.provider_id
             left join organizations c on c.id = e.client_id
             {CURRENT} limit 1"
        )))
        .bind(token::hash(&token))
        .bind(now)
        .bind(now - IDLE)
        .bind(engagement)
        .fetch_optional(&app.db)
        .await?
        .ok_or_else(|| signed_out(parts))?;
        let found = row.engagement();
        let signed_in = SignedIn::admit(row.person, &token, parts, app).await?;
        let (engagement, role) = found.ok_or(Error::NotFound)?;
        if !N::ABILITY.granted_to(role) {
            return Err(Error::Forbidden);
        }
        Ok(Seat { signed_in, engagement, role, needs: PhantomData })
    }
}

async fn path_parameter<T: std::str::FromStr>(parts: &mut Parts, app: &App, name: &str) -> Option<T> {
    let parameters = RawPathParams::from_request_parts(parts, app).await.ok()?;
    parameters.iter().find(|(key, _)| *key == name).and_then(|(_, value)| value.parse().ok())
}

impl<N> Seat<N> {
    /// The side the person sits on.
    #[must_use]
    pub fn side(&self) -> Side {
        self.role.side()
    }

    /// Whether this seat may do something now: the role has the ability and the engagement is not closed.
    #[must_use]
    pub fn may(&self, ability: Ability) -> bool {
        ability.granted_to(self.role) && (ability == Ability::Read || self.engagement.closed_at.is_none())
    }

    /// Begins a change to the engagement, caused by this request's form.
    ///
    /// # Errors
    /// As [`Change::begin`].
    pub async fn change(&self, app: &App) -> Result<Change, Error> {
        let actor = Actor::Person { id: self.person.id, role: self.role };
        Change::begin(&app.db, self.engagement.id, actor, self.request.once(), app.clock.now()).await
    }
}

/// An admin or manager of the organization of the path.
#[derive(Debug)]
pub struct Manages {
    /// The person and the sign-in.
    pub signed_in: SignedIn,
    /// The organization.
    pub organization: Party,
    /// Whether the person may change its people and calendar, too.
    pub admin: bool,
}

impl Deref for Manages {
    type Target = SignedIn;
    fn deref(&self) -> &SignedIn {
        &self.signed_in
    }
}

impl Guard for Manages {
    fn shown() -> String {
        "Manages".into()
    }
}

#[derive(sqlx::FromRow)]
struct ManagesRow {
    #[sqlx(flatten)]
    person: PersonRow,
    organization_id: Option<Uuid>,
    organization_name: Option<String>,
    admin: Option<bool>,
}

impl FromRequestParts<App> for Manages {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let token = token::of_request(app, &parts.headers).ok_or_else(|| signed_out(parts))?;
        let organization: Option<Uuid> = path_parameter(parts, app, "organization").await;
        let now = app.clock.now();
        let row: ManagesRow = sqlx::query_as(sqlx::AssertSqlSafe(format!(
            "{PERSON}, o.id as organization_id, o.name as organization_name, r.admin
             {SESSION}
             left join lateral (select m.organization_id, bool_or(m.role = 'admin') as admin from organization_members m
                 where m.person_id = p.id and m.organization_id = $4 and m.ended_at is null and m.role in ('admin', 'manager')
                 group by m.organization_id) r on true
             left join organizations o on o.id = r.organization_id
             {CURRENT}"
        )))
        .bind(token::hash(&token))
        .bind(now)
        .bind(now - IDLE)
        .bind(organization)
        .fetch_optional(&app.db)
        .await?
        .ok_or_else(|| signed_out(parts))?;
        let organization = row.organization_id.zip(row.organization_name.clone());
        let admin = row.admin.unwrap_or_default();
        let signed_in = SignedIn::admit(row.person, &token, parts, app).await?;
        let (id, name) = organization.ok_or(Error::NotFound)?;
        Ok(Manages { signed_in, organization: Party { id, name }, admin })
    }
}
