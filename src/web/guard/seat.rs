//! Somebody with a seat in an engagement.

use std::{marker::PhantomData, ops::Deref, sync::LazyLock};

use axum::{
    extract::FromRequestParts,
    http::{Method, request::Parts},
};
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::{
    path_parameter,
    person::{CURRENT, PERSON, PersonRow, SESSION, SignedIn, look_up},
};
use crate::{
    access::{Ability, Actor, Engagement, Needs, Party, Role, Side},
    app::App,
    change::{Change, WhenClosed},
    error::{Error, Refusal},
    web::{Tag, assets, routes::Guard},
};

/// Somebody with a seat in the engagement of the path, whose role has the ability `N`. Without a seat: 404.
#[derive(Debug)]
pub struct Seat<N> {
    /// The person and the sign-in.
    pub signed_in: SignedIn,
    pub engagement: Engagement,
    /// The role, and with it the side.
    pub role: Role,
    /// What a page that is drawn for this seat now is drawn from.
    pub tag: Tag,
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
    written_in: Option<String>,
    closed_at: Option<DateTime<Utc>>,
    side: Option<String>,
    role: Option<String>,
    // How far the chains are: the engagement's, and those of its organizations.
    event_count: Option<i32>,
    provider_event_count: Option<i32>,
    client_event_count: Option<i32>,
}

/// What a seat adds to the person's columns.
const ENGAGEMENT: &str =
    "e.id, e.title, e.provider_id, o.name as provider_name, e.client_id, c.name as client_name, e.starts_on, e.ends_on,
    e.currency, e.language as written_in, e.closed_at, h.side, h.role,
    e.event_count, o.event_count as provider_event_count, c.event_count as client_event_count";
/// The seat of person `p`, who manages the firms `m.firms`, in engagement `$2`, if there is one: what `seat_holders` says, for one
/// person.
const JOINED: &str = "
    left join engagements e on e.id = $2
    left join seats g on g.engagement_id = $2 and g.person_id = p.id and g.ended_at is null
    left join organizations o on o.id = e.provider_id
    left join organizations c on c.id = e.client_id
    cross join lateral (select
        case when e.provider_id = any (m.firms) then 'provider' when g.side is not null then g.side
             when e.client_id = any (m.firms) then 'client' end as side,
        case when e.provider_id = any (m.firms) then 'manager' when g.side is not null then g.role
             when e.client_id = any (m.firms) then 'observer' end as role) h";

impl SeatRow {
    /// Of a page in the engagement for this reader.
    fn tag(&self, signed_in: &SignedIn, engagement: &Engagement, role: Role, now: DateTime<Utc>) -> Tag {
        let today = now.with_timezone(&signed_in.person.zone).date_naive();
        let chains = (self.provider_event_count, self.client_event_count);
        let program = (assets::url("tandem.js"), assets::url("tandem.css"));
        Tag::new(self.event_count.unwrap_or_default(), now, &(signed_in.frame(), engagement, role, chains, today, program))
    }

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
            currency: self.currency.as_deref()?.parse().ok()?,
            language: self.written_in.as_deref()?.parse().ok()?,
            closed_at: self.closed_at,
        };
        Some((engagement, role))
    }
}

impl<N: Needs> FromRequestParts<App> for Seat<N> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let engagement: Option<Uuid> = path_parameter(parts, app, "engagement").await;
        static SQL: LazyLock<String> = LazyLock::new(|| format!("{}, {ENGAGEMENT} {SESSION} {JOINED} {CURRENT}", *PERSON));
        let (row, token) = look_up::<SeatRow>(&SQL, engagement, parts, app).await?;
        let signed_in = SignedIn::admit(&row.person, &token, parts, app).await?;
        let (engagement, role) = row.engagement().ok_or(Error::NotFound)?;
        if !N::ABILITY.granted_to(role) {
            return Err(Error::Forbidden);
        }
        let tag = row.tag(&signed_in, &engagement, role, app.clock.now());
        if parts.method == Method::GET
            && let Some(known) = signed_in.request.known()
            && let Some(unchanged) = known.clone().still_holds(&app.db, engagement.id, &tag).await?
        {
            return Err(Error::Unchanged(unchanged.to_string()));
        }
        Ok(Seat { signed_in, engagement, role, tag, needs: PhantomData })
    }
}

impl<N: Needs> Seat<N> {
    /// The seat of a person who acts without a browser: in the demo's story.
    ///
    /// # Errors
    /// `NotFound` without a seat there, `Forbidden` when its role does not have the ability.
    pub async fn of_person(app: &App, person: Uuid, engagement: Uuid) -> Result<Seat<N>, Error> {
        let row: SeatRow = sqlx::query_as(sqlx::AssertSqlSafe(format!(
            "select $1 as session_id, $3 as session_seen_at, p.id as person_id, p.name, p.email, p.language, p.time_zone,
                    p.previous_visit_at, p.last_seen_at, 0::bigint as waiting, false as manages, m.firms, false as answers, {ENGAGEMENT}
             from persons p
             cross join lateral (select array(select organization_id from organization_members
                 where person_id = p.id and role = 'manager' and ended_at is null) as firms) m
             {JOINED} where p.id = $1"
        )))
        .bind(person)
        .bind(engagement)
        .bind(app.clock.now())
        .fetch_one(&app.db)
        .await?;
        let (engagement, role) = row.engagement().ok_or(Error::NotFound)?;
        if !N::ABILITY.granted_to(role) {
            return Err(Error::Forbidden);
        }
        let signed_in = SignedIn::without_browser(&row.person);
        let tag = row.tag(&signed_in, &engagement, role, app.clock.now());
        Ok(Seat { signed_in, engagement, role, tag, needs: PhantomData })
    }
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
        ability.granted_to(self.role) && (ability.outlasts_closing() || self.engagement.closed_at.is_none())
    }
}

impl<N: Needs> Seat<N> {
    /// Holds back the form of a change that the engagement, being closed, would refuse when it is sent.
    ///
    /// # Errors
    /// `Refused` when it is closed and what the seat is needed for does not outlast that.
    pub fn still_open(&self) -> Result<(), Error> {
        if self.may(N::ABILITY) { Ok(()) } else { Err(Refusal::new("refused-engagement-closed").into()) }
    }

    /// Begins a change to the engagement, caused by this request's form.
    ///
    /// # Errors
    /// As [`Change::begin`].
    pub async fn change(&self, app: &App) -> Result<Change, Error> {
        self.begin(app, if N::ABILITY.outlasts_closing() { WhenClosed::GoOn } else { WhenClosed::Refuse }).await
    }

    /// The same of an engagement that may be closed: what belongs to that time is for the act to tell, by
    /// [`Change::is_after_closing`].
    ///
    /// # Errors
    /// As [`Change::begin`].
    pub async fn change_after_closing(&self, app: &App) -> Result<Change, Error> {
        self.begin(app, WhenClosed::GoOn).await
    }

    async fn begin(&self, app: &App, closed: WhenClosed) -> Result<Change, Error> {
        let actor = Actor::Person { id: self.person.id, role: self.role };
        Change::begin(&app.db, self.engagement.id, actor, self.request.once(), app.clock.now(), closed).await
    }
}
