//! What the guard knows of an engagement: enough for every page's frame and every act's rules.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::Side;
use crate::base::{language::Language, money::Currency};

/// One of the two organizations, by id and name.
#[derive(Clone, Debug)]
pub struct Party {
    /// The organization.
    pub id: Uuid,
    pub name: String,
}

/// An engagement's facts and terms.
#[derive(Clone, Debug)]
pub struct Engagement {
    /// Its id; part of every URL and key below it.
    pub id: Uuid,
    /// What it is called.
    pub title: String,
    /// Who delivers.
    pub provider: Party,
    /// Who has the wish.
    pub client: Party,
    /// First day.
    pub starts_on: NaiveDate,
    /// Last day.
    pub ends_on: NaiveDate,
    /// In which all its prices are.
    pub currency: Currency,
    /// In which language the two sides write.
    pub language: Language,
    /// Since when it is read-only; none while it runs.
    pub closed_at: Option<DateTime<Utc>>,
}

impl Engagement {
    /// The organization on a side.
    #[must_use]
    pub fn party(&self, side: Side) -> &Party {
        match side {
            Side::Client => &self.client,
            Side::Provider => &self.provider,
        }
    }

    /// URL of its overview.
    #[must_use]
    pub fn url(&self) -> String {
        url(self.id)
    }
}

/// URL of an engagement's overview; all its other pages are below it.
#[must_use]
pub fn url(engagement: Uuid) -> String {
    format!("/engagements/{engagement}")
}

/// URL of the page that shows who sits in it, and where people are invited.
#[must_use]
pub fn people_url(engagement: Uuid) -> String {
    format!("{}/people", url(engagement))
}
