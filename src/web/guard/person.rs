//! Anybody who is signed in.

use std::sync::LazyLock;

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, Method, request::Parts},
};
use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use sqlx::postgres::PgRow;
use uuid::Uuid;

use super::token;
use crate::{
    app::App,
    base::language::Language,
    error::Error,
    turns::{model::WaitsOn, reader},
    web::{
        request::{Reader, RequestInfo},
        routes::{Frameless, Guard},
    },
};

/// Sign-ins end when they were not used for this long.
pub const IDLE: TimeDelta = TimeDelta::days(14);
/// "Last seen" is written at most this often.
const SEEN_EVERY: TimeDelta = TimeDelta::minutes(5);
/// A visit is over after this long without a request.
pub const VISIT_GAP: TimeDelta = TimeDelta::minutes(30);

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
    pub person: Person,
    /// The sign-in.
    pub session: Uuid,
    /// How many turns wait on the person, 100 at most; 0 where the answer has no frame to show it in.
    pub waiting: i64,
    /// Whether the person is a manager or admin of some organization.
    pub manages: bool,
    /// The organizations of which the person is a manager: all engagements of theirs are the person's, too.
    pub firms: Vec<Uuid>,
    /// Whether the person answers for engagements: as a manager of an organization, or in a seat that commits a side.
    pub answers: bool,
    /// The form token.
    pub csrf: String,
    pub request: RequestInfo,
}

impl Guard for SignedIn {
    fn shown() -> String {
        "SignedIn".into()
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct PersonRow {
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
    firms: Vec<Uuid>,
    answers: bool,
}

/// What every guard reads of the person; `$1` is the token's hash, `$2` the id in the path, `$3` now, `$4` the oldest use that
/// still counts, `$5` whether the answer has a frame that shows what waits.
pub(super) static PERSON: LazyLock<String> = LazyLock::new(|| {
    format!(
        "select s.id as session_id, s.last_seen_at as session_seen_at, p.id as person_id, p.name, p.email, p.language, p.time_zone,
                p.previous_visit_at, p.last_seen_at, m.manages, m.firms,
                case when $5 then {} else 0 end as waiting,
                m.firms <> '{{}}' or exists (select 1 from seats c
                    where c.person_id = p.id and c.role in ('sponsor', 'manager') and c.ended_at is null) as answers",
        reader::count(WaitsOn::Me, "p.id", "m.firms")
    )
});
pub(super) const SESSION: &str = "
    from sign_in_sessions s
    join persons p on p.id = s.person_id
    cross join lateral (
        select coalesce(bool_or(role in ('admin', 'manager')), false) as manages,
               coalesce(array_agg(organization_id) filter (where role = 'manager'), '{}') as firms
        from organization_members where person_id = p.id and ended_at is null) m";
pub(super) const CURRENT: &str = "
    where s.token_hash = $1 and s.expires_at > $3 and s.last_seen_at > $4";

/// Whether the answer is a page whose frame shows what waits: no act, which leads on to one, and neither a stream nor a download.
fn is_framed(parts: &Parts) -> bool {
    parts.method == Method::GET && parts.extensions.get::<Frameless>().is_none()
}

fn signed_out(parts: &Parts) -> Error {
    Error::SignedOut { next: RequestInfo::of(parts).path().to_owned() }
}

/// Reads a guard's row by the sign-in that the request brings; answers the secret of that, too. `id` is the one in the path.
pub(super) async fn look_up<R>(sql: &'static str, id: Option<Uuid>, parts: &Parts, app: &App) -> Result<(R, String), Error>
where
    R: for<'r> sqlx::FromRow<'r, PgRow> + Send + Unpin,
{
    let token = token::of_request(app, &parts.headers).ok_or_else(|| signed_out(parts))?;
    let now = app.clock.now();
    let row = sqlx::query_as(sql)
        .bind(token::hash(&token))
        .bind(id)
        .bind(now)
        .bind(now - IDLE)
        .bind(is_framed(parts))
        .fetch_optional(&app.db)
        .await?
        .ok_or_else(|| signed_out(parts))?;
    Ok((row, token))
}

impl SignedIn {
    pub(super) async fn admit(row: &PersonRow, token: &str, parts: &Parts, app: &App) -> Result<SignedIn, Error> {
        let now = app.clock.now();
        let request = RequestInfo::of(parts);
        request.set_reader(Reader {
            id: row.person_id,
            name: row.name.clone(),
            language: row.language.parse().unwrap_or_default(),
            zone: row.time_zone.parse().unwrap_or(Tz::UTC),
            waiting: row.waiting,
            manages: row.manages,
        });
        let previous_visit_at = if now - row.session_seen_at >= SEEN_EVERY || row.last_seen_at.is_none() {
            write_seen(app, row.session_id, row.person_id, now).await?
        } else {
            row.previous_visit_at
        };
        Ok(SignedIn { csrf: token::csrf(token), request, ..SignedIn::of_row(row, previous_visit_at) })
    }

    /// Somebody who acts without a browser.
    pub(super) fn without_browser(row: &PersonRow) -> SignedIn {
        let previous_visit_at = row.previous_visit_at;
        SignedIn::of_row(row, previous_visit_at)
    }

    fn of_row(row: &PersonRow, previous_visit_at: Option<DateTime<Utc>>) -> SignedIn {
        SignedIn {
            person: Person {
                id: row.person_id,
                name: row.name.clone(),
                email: row.email.clone(),
                language: row.language.parse().unwrap_or_default(),
                zone: row.time_zone.parse().unwrap_or(Tz::UTC),
                previous_visit_at,
            },
            session: row.session_id,
            waiting: row.waiting,
            manages: row.manages,
            firms: row.firms.clone(),
            answers: row.answers,
            csrf: String::new(),
            request: RequestInfo::read(String::new(), "/", &HeaderMap::new()),
        }
    }

    /// Who asks what waits.
    #[must_use]
    pub fn as_reader(&self) -> reader::Reader<'_> {
        reader::Reader { person: self.person.id, firms: &self.firms }
    }

    /// What the frame of a page says of its reader.
    pub(super) fn frame(&self) -> impl std::fmt::Debug {
        (&self.person, self.waiting, self.manages, self.answers, &self.csrf, self.request.path(), self.request.theme())
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
        static SQL: LazyLock<String> = LazyLock::new(|| format!("{}{SESSION}{CURRENT}", *PERSON));
        let (row, token) = look_up::<PersonRow>(&SQL, None, parts, app).await?;
        SignedIn::admit(&row, &token, parts, app).await
    }
}
