//! The SQL of engagements and seats.

mod creation;
mod invitations;
mod list;
mod overview;
mod people;
mod progress;

pub use creation::*;
pub use invitations::*;
pub use list::*;
pub use overview::*;
pub use people::*;
pub use progress::*;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use super::phase::{Phase, PhaseFacts};
use crate::{
    access::Role,
    base::{calendar::BusinessCalendar, words::UnknownWord},
    turns::queries::calendar,
};

/// From what the phase of engagement `e` with client `c` follows, and the client's calendar.
const FACTS: &str = "
    e.closed_at,
    exists (select 1 from scope_versions v where v.engagement_id = e.id and v.proposed_at is not null) as proposed,
    exists (select 1 from scope_versions v where v.engagement_id = e.id and v.agreed_at is not null) as agreed,
    exists (select 1 from observations v where v.engagement_id = e.id and v.mode in ('supervised', 'alone', 'taught')) as practised,
    (select min(m.at) from milestones m where m.engagement_id = e.id) as first_milestone_at,
    c.time_zone, c.work_days, c.opens, c.closes, array(select day from organization_holidays where organization_id = c.id) as holidays";

/// See [`FACTS`].
#[derive(sqlx::FromRow)]
struct FactsRow {
    closed_at: Option<DateTime<Utc>>,
    proposed: bool,
    agreed: bool,
    practised: bool,
    first_milestone_at: Option<DateTime<Utc>>,
    time_zone: String,
    work_days: Vec<bool>,
    opens: NaiveTime,
    closes: NaiveTime,
    holidays: Vec<NaiveDate>,
}

impl FactsRow {
    fn calendar(self) -> sqlx::Result<BusinessCalendar> {
        calendar(&self.time_zone, &self.work_days, self.opens, self.closes, self.holidays)
    }

    /// The phase now, and the client's calendar.
    fn phase(self, now: DateTime<Utc>) -> sqlx::Result<(Phase, BusinessCalendar)> {
        let facts = PhaseFacts {
            proposed: self.proposed,
            agreed: self.agreed,
            practised: self.practised,
            first_milestone_at: self.first_milestone_at,
            closed: self.closed_at.is_some(),
        };
        let calendar = self.calendar()?;
        Ok((Phase::derive(&facts, now, &calendar), calendar))
    }
}

/// The role stored in two columns.
fn role(side: &str, role: &str) -> sqlx::Result<Role> {
    side.parse().and_then(|side| Role::of(side, role)).map_err(|error: UnknownWord| sqlx::Error::Decode(error.into()))
}
