//! How the story is put on: its words on the left, the acts that people use on the right. Nothing is inserted directly.

mod agree;
mod deliver;
mod hand_over;
mod sessions;

use std::convert::Infallible;

use anyhow::Context;
use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc, Weekday};
use futures_util::stream;
use uuid::Uuid;

use super::{
    cast::{self, Firm, named},
    papers,
};
use crate::{
    access::{Needs, Role, Side},
    accounts::{self, acts::Taker},
    app::App,
    base::{language::Language, money::Currency},
    board,
    cast::Cast,
    deliverables,
    engagements::{
        self,
        acts::NewInvitation,
        model::{Client, NewEngagement, Terms},
    },
    error::Error,
    files::{self, Staged},
    mail, notices,
    organizations::{self, acts::Administrator, model::Holiday},
    readiness::{gates::USUAL_ASSIST_FREE_DAYS, ladder::USUAL_LAPSE_DAYS},
    web::Seat,
};

pub use agree::{Question, Restated, Service};
pub use deliver::{Deliverable, Feedback};
pub use hand_over::{Help, Milestone, Seen, Topic};
pub use sessions::{Effect, Setting, Told};

const ZONE: chrono_tz::Tz = chrono_tz::Europe::Berlin;

/// When the snapshots of the story are taken.
const LOOK_AT: NaiveTime = NaiveTime::MIN;

/// "2026-03-02 09:00" in Kiel.
pub fn instant(text: &str) -> anyhow::Result<DateTime<Utc>> {
    let local = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").with_context(|| format!("{text} is no time of the story"))?;
    Ok(ZONE.from_local_datetime(&local).single().with_context(|| format!("{text} is not one time in Kiel"))?.to_utc())
}

/// It becomes this time; what was to be told by then goes out first.
pub async fn at(app: &App, text: &str) -> anyhow::Result<()> {
    deliver_mail(app).await?;
    app.clock.set(instant(text)?)?;
    Ok(())
}

/// Sends what the burst holds back, some two minutes after the last act.
pub async fn deliver_mail(app: &App) -> anyhow::Result<()> {
    let now = app.clock.now();
    app.clock.set(now + notices::outbox::BURST + notices::outbox::BURST)?;
    mail::worker::drain(app).await?;
    app.clock.set(now)?;
    Ok(())
}

/// The operator enters the first organization with its administrator. Returns both.
pub async fn first_administrator(app: &App, organization: &str, who: &Cast) -> anyhow::Result<(Uuid, Uuid)> {
    accounts::acts::create_administrator(app, organization, who.email, who.name, Some(super::super::PASSWORD.to_owned())).await?;
    let found = sqlx::query_as("select o.id, p.id from organizations o, persons p where o.name = $1 and p.email = $2")
        .bind(organization)
        .bind(who.email)
        .fetch_one(&app.db)
        .await?;
    Ok(found)
}

/// Adds a day off.
pub async fn holiday(app: &App, organization: Uuid, day: NaiveDate, name: &str) -> anyhow::Result<()> {
    let operator = Administrator::operator(organization);
    played(name, organizations::acts::add_holiday(app, operator, &Holiday { day, name: name.to_owned() }).await)
}

/// A refusal inside the story is a fault of the story: say where.
fn played<T>(what: &str, result: Result<T, Error>) -> anyhow::Result<T> {
    result.map_err(|error| anyhow::anyhow!("{what}: {error}"))
}

/// How an engagement begins.
pub struct Opening {
    pub at: &'static str,
    pub title: &'static str,
    /// The client's name; it is entered with its first engagement.
    pub client: &'static str,
    pub starts_on: &'static str,
    pub ends_on: &'static str,
    pub deems_acceptance: bool,
}

/// One engagement of the story.
pub struct Stage {
    app: App,
    engagement: Uuid,
}

impl Stage {
    /// Lea opens an engagement.
    pub async fn open(app: &App, firm: &Firm, opening: Opening) -> anyhow::Result<Stage> {
        at(app, opening.at).await?;
        let new = NewEngagement {
            provider: firm.provider,
            client: Client::New(opening.client.to_owned()),
            currency: Currency::EUR,
            terms: Terms {
                title: opening.title.to_owned(),
                starts_on: opening.starts_on.parse()?,
                ends_on: opening.ends_on.parse()?,
                language: Language::En,
                client_promise_days: 3,
                provider_promise_days: 3,
                review_days: 5,
                second_review_days: 5,
                deems_acceptance: opening.deems_acceptance,
                lapse_days: USUAL_LAPSE_DAYS.into(),
                assist_free_days: USUAL_ASSIST_FREE_DAYS.into(),
            },
        };
        let engagement = played(opening.title, engagements::acts::create(app, firm.lea, None, &new).await)?;
        let client = sqlx::query_scalar("select client_id from engagements where id = $1").bind(engagement).fetch_one(&app.db).await?;
        cast::holidays(app, client).await?;
        Ok(Stage { app: app.clone(), engagement })
    }

    /// It becomes this time; on each Wednesday until then somebody looked how ready everything was.
    pub async fn at(&self, text: &str) -> anyhow::Result<()> {
        let (from, to) = (self.app.clock.now().with_timezone(&ZONE).naive_local(), instant(text)?.with_timezone(&ZONE).naive_local());
        let looks = from.date().iter_days().map(|day| day.and_time(LOOK_AT)).skip_while(|look| *look <= from).take_while(|look| *look < to);
        for look in looks.filter(|look| look.weekday() == Weekday::Wed) {
            self.app.clock.set(ZONE.from_local_datetime(&look).single().context("a Wednesday begins once")?.to_utc())?;
            board::snapshots::take(&self.app, &[self.engagement]).await?;
        }
        at(&self.app, text).await?;
        board::judging::judge(&self.app, self.engagement).await?;
        Ok(())
    }

    /// It becomes this time, and the acceptance clock looks.
    pub async fn clock_looks(&self, text: &str) -> anyhow::Result<()> {
        self.at(text).await?;
        deliverables::clock::tick(&self.app).await?;
        Ok(())
    }

    /// Somebody invites somebody, who takes the seat.
    pub async fn seat(&self, host: &str, guest: &str, role: Role) -> anyhow::Result<()> {
        let guest = named(guest)?;
        let new = NewInvitation { email: guest.email.to_owned(), name: guest.name.to_owned(), role, function: guest.function.to_owned() };
        let sent = played(guest.name, engagements::acts::invite(&self.app, &self.seat_of(host).await?, &new).await)?;
        let known: Option<Uuid> =
            sqlx::query_scalar("select id from persons where email = $1").bind(guest.email).fetch_optional(&self.app.db).await?;
        let taker = known.map_or_else(
            || Taker::Newcomer { name: guest.name.to_owned(), password: super::super::PASSWORD.to_owned(), language: Language::En },
            Taker::Person,
        );
        played(guest.name, accounts::acts::take_invitation(&self.app, &sent.token, taker, None).await)?;
        Ok(())
    }

    async fn document(&self, name: &str, lines: &[&str]) -> anyhow::Result<Staged> {
        let lines: Vec<&str> = std::iter::once(name).chain(lines.iter().copied()).collect();
        self.file(name, papers::pdf(&lines)).await
    }

    async fn file(&self, name: &str, content: Vec<u8>) -> anyhow::Result<Staged> {
        let content = stream::iter([Ok::<_, Infallible>(content.into())]);
        Ok(files::staging::stage(&self.app, self.engagement, name, content).await?)
    }

    async fn seat_of<N: Needs>(&self, who: &str) -> anyhow::Result<Seat<N>> {
        let person = self.person(who).await?;
        played(who, Seat::of_person(&self.app, person, self.engagement).await)
    }

    async fn person(&self, who: &str) -> anyhow::Result<Uuid> {
        Ok(sqlx::query_scalar("select id from persons where email = $1").bind(named(who)?.email).fetch_one(&self.app.db).await?)
    }

    async fn seat_number(&self, who: &str) -> anyhow::Result<i32> {
        Ok(sqlx::query_scalar("select number from seats where engagement_id = $1 and person_id = $2 and side = $3 and ended_at is null")
            .bind(self.engagement)
            .bind(self.person(who).await?)
            .bind(Side::Client.as_str())
            .fetch_one(&self.app.db)
            .await?)
    }
}
