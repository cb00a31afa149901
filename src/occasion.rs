//! On which occasion something is recorded: a working session, as the forms of the rooms below sessions know it.
//!
//! Whatever is recorded in a session is its own room's; it only remembers the session's number. A form that comes with
//! `?session=2` begins with what is known from there and leads back to it.
//!
//! It stands below those rooms, and their own room above them: it lists what the others recorded. So that room cannot be asked; it
//! publishes what others may know of a session as a view, `occasions`.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{
    app::App,
    change::Change,
    error::{Error, Refusal},
    things::Thing,
    web::{Choice, Form, Result},
};

/// A session in which something can be recorded.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Occasion {
    /// `WS2` without its letters.
    pub session: i32,
    /// What it is called.
    pub title: String,
    /// Where it is, or was.
    pub place: String,
    /// On which day, where the client works; today when it is still to come.
    pub day: NaiveDate,
    /// Who takes part.
    pub people: Vec<Uuid>,
    /// Those of them who have a seat on the client's side, by seat.
    pub seats: Vec<i32>,
    /// The topics that are worked on.
    pub topics: Vec<i32>,
    cancelled: bool,
}

impl Occasion {
    /// The session that a page or form names by `session`; none when it names none. One statement, or none.
    ///
    /// # Errors
    /// `NotFound` when there is no such session, `Refused` when it was cancelled.
    pub async fn of(app: &App, engagement: Uuid, form: &Form) -> Result<Option<Occasion>> {
        if form.value("session").is_empty() {
            return Ok(None);
        }
        let number: i32 = form.value("session").parse().map_err(|_| Error::NotFound)?;
        let occasion = load(app, engagement, number, app.clock.now()).await?.ok_or(Error::NotFound)?;
        if occasion.cancelled { Err(cancelled()) } else { Ok(Some(occasion)) }
    }

    /// As it is referred to.
    #[must_use]
    pub fn reference(&self) -> String {
        Thing::Session(self.session).to_string()
    }

    /// The only topic it is on; empty when there are several, or none.
    #[must_use]
    pub fn only_topic(&self) -> String {
        match self.topics.as_slice() {
            [topic] => topic.to_string(),
            _ => String::new(),
        }
    }

    /// The seat of the only one of the client who takes part; empty when there are several, or none.
    #[must_use]
    pub fn only_seat(&self) -> String {
        match self.seats.as_slice() {
            [seat] => seat.to_string(),
            _ => String::new(),
        }
    }

    /// Puts those who take part first, in choices by seat or by person.
    pub fn put_people_first(&self, choices: &mut [Choice]) {
        let takes_part = |value: &str| {
            self.seats.iter().any(|seat| seat.to_string() == value) || self.people.iter().any(|person| person.to_string() == value)
        };
        choices.sort_by_key(|choice| !takes_part(&choice.value));
    }

    /// Puts the topics that are worked on first.
    pub fn put_topics_first(&self, choices: &mut [Choice]) {
        choices.sort_by_key(|choice| !self.topics.iter().any(|topic| topic.to_string() == choice.value));
    }
}

async fn load(app: &App, engagement: Uuid, number: i32, now: DateTime<Utc>) -> sqlx::Result<Option<Occasion>> {
    sqlx::query_as(
        "select o.session, o.title, o.place, least(o.from_at at time zone c.time_zone, $3 at time zone c.time_zone)::date as day, o.people,
                array(select s.number from seats s
                      where s.engagement_id = o.engagement_id and s.person_id = any (o.clients) and s.ended_at is null) as seats,
                o.topics, o.cancelled
         from occasions o
         join engagements e on e.id = o.engagement_id
         join organizations c on c.id = e.client_id
         where o.engagement_id = $1 and o.session = $2",
    )
    .bind(engagement)
    .bind(number)
    .bind(now)
    .fetch_optional(&app.db)
    .await
}

/// Whether something can be recorded in a session; without one it always can.
///
/// # Errors
/// `NotFound` when there is no such session, `Refused` when it was cancelled.
pub async fn check(change: &mut Change, session: Option<i32>) -> Result<()> {
    let Some(session) = session else { return Ok(()) };
    let engagement = change.engagement();
    let is_cancelled: Option<bool> = sqlx::query_scalar("select cancelled from occasions where engagement_id = $1 and session = $2")
        .bind(engagement)
        .bind(session)
        .fetch_optional(&mut **change)
        .await?;
    match is_cancelled {
        Some(false) => Ok(()),
        Some(true) => Err(cancelled()),
        None => Err(Error::NotFound),
    }
}

fn cancelled() -> Error {
    Refusal::new("refused-session-cancelled").into()
}

/// Where a form leads when it was carried out: back to the session it was opened from, else to `other`.
#[must_use]
pub fn back(engagement: Uuid, occasion: Option<&Occasion>, other: &Thing) -> String {
    occasion.map_or_else(|| other.url(engagement), |occasion| Thing::Session(occasion.session).url(engagement))
}
