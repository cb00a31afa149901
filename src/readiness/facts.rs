//! The records of an engagement on which its readiness rests. Pure: read at once by [`super::facts_of`], judged by
//! [`super::gates`], [`super::forecast`] and [`super::light`].

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;
use uuid::Uuid;

use super::{
    kind::GateKind,
    ladder::{Attestation, Evidence, Level, Standing, owed, standing},
    waiver::Waiver,
};
use crate::{
    access::{Ability, Role, Side},
    blockers::State,
    things::Thing,
    turns::model::Promises,
};

/// Everything of one engagement that gates ask about.
#[derive(Clone, Debug)]
pub struct Facts {
    pub engagement: Uuid,
    /// Name of the client.
    pub client: String,
    /// What the sides have promised, with their calendars.
    pub promises: Promises,
    /// For how many business days of the client a critical topic has to go without an assist.
    pub assist_free_days: u16,
    /// Seats of the client, ended ones too, by number.
    pub people: Vec<Person>,
    /// Topics by number.
    pub topics: Vec<Topic>,
    /// Deliverables by number.
    pub deliverables: Vec<Deliverable>,
    /// Milestones by date.
    pub milestones: Vec<Milestone>,
    /// Blocking feedback that is not closed, by number.
    pub blocking: Vec<Blocking>,
    /// Changes to the scope that are neither agreed nor at rest, by number.
    pub changes: Vec<OpenChange>,
    /// Waivers that are asked for or agreed to and not taken back, by number.
    pub waivers: Vec<Waiver>,
    /// Effects in other business areas that the client has not acknowledged, by number.
    pub effects: Vec<OpenEffect>,
    /// Whose turn it is on deliverables, feedback, topics, milestones and changes, but for the steps of gates.
    pub turns: Vec<OpenTurn>,
}

/// Somebody of the client.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Person {
    /// Number of the seat.
    pub seat: i32,
    /// Who holds it.
    pub id: Uuid,
    /// Full name.
    pub name: String,
    /// Role as stored.
    pub role: String,
    /// Whether the seat is still held.
    pub active: bool,
}

impl Person {
    /// Whether the person's seat allows this.
    #[must_use]
    pub fn may(&self, ability: Ability) -> bool {
        self.active && Role::of(Side::Client, &self.role).is_ok_and(|role| ability.granted_to(role))
    }

    /// Whether the person works in the process, so is expected on the ladder.
    #[must_use]
    pub fn is_expected(&self) -> bool {
        self.active && matches!(Role::of(Side::Client, &self.role), Ok(Role::Lead | Role::Member))
    }
}

/// A business process or skill that is handed over.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Topic {
    pub number: i32,
    /// What it is called.
    pub title: String,
    /// The service line it belongs to.
    pub line: String,
    /// Whether the client cannot do a day without it.
    pub critical: bool,
    /// How many people have to reach the level.
    pub people_needed: i32,
    /// The level they have to reach.
    pub target_level: Level,
    /// After how many days without use levels 4 and 5 lapse.
    pub lapse_days: u16,
    /// Where its runbook is kept elsewhere.
    pub runbook_url: Option<String>,
    /// Whether a file is attached as its runbook: unless its lack stands in the way.
    #[serde(skip, default = "attached")]
    pub runbook_file: bool,
    /// What was seen.
    #[serde(skip)]
    pub evidence: Vec<Evidence>,
    /// Who was attested to do it alone.
    #[serde(skip)]
    pub attestations: Vec<Attestation>,
    /// The latest assist.
    #[serde(skip)]
    pub last_assist: Option<Assist>,
}

const fn attached() -> bool {
    true
}

impl Topic {
    /// As it is referred to.
    #[must_use]
    pub fn thing(&self) -> Thing {
        Thing::Topic(self.number)
    }

    /// Whether it has a runbook, here or elsewhere.
    #[must_use]
    pub fn has_runbook(&self) -> bool {
        self.runbook_file || self.runbook_url.is_some()
    }

    /// Where somebody stood on it when a day ended.
    #[must_use]
    pub fn standing(&self, seat: i32, day: NaiveDate) -> Standing {
        standing(seat, &self.evidence, &self.attestations, self.lapse_days, day)
    }

    /// The sides that have yet to attest somebody whom the other side has attested; of those who are `seated`.
    #[must_use]
    pub fn owes_attestation(&self, seated: &BTreeSet<i32>) -> Vec<Side> {
        owed(&self.attestations, seated)
    }
}

/// The latest help an expert had to give on a topic.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Assist {
    /// Who was helped, by seat.
    pub seat: i32,
    /// When.
    pub on: NaiveDate,
}

/// A promised result, as far as handover goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deliverable {
    pub number: i32,
    /// What it is called.
    pub title: String,
    /// The service line it was planned under.
    pub line: String,
    /// How far its acceptance has come.
    pub acceptance: Acceptance,
}

/// How far the acceptance of a deliverable has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Acceptance {
    /// It is not handed in, returned, or under review.
    Open,
    /// The client accepted it.
    Accepted,
    /// The review windows ran out.
    DeemedAccepted,
}

impl From<State> for Acceptance {
    fn from(state: State) -> Acceptance {
        match state {
            State::Blocks => Acceptance::Open,
            State::Warns => Acceptance::DeemedAccepted,
            State::Ended => Acceptance::Accepted,
        }
    }
}

/// A knowledge-transfer agreement: from its date on the client runs its topics alone.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Milestone {
    pub number: i32,
    /// What it is called.
    pub title: String,
    /// From when.
    pub at: DateTime<Utc>,
    /// Who owns it at the client, by seat.
    pub owner: Option<i32>,
    /// When the second side signed.
    pub signed_at: Option<DateTime<Utc>>,
    /// The sides that have signed.
    pub signed_by: Vec<Side>,
    /// The topics it covers.
    pub topics: Vec<i32>,
    /// The deliverables it covers.
    pub deliverables: Vec<i32>,
}

impl Milestone {
    /// As it is referred to.
    #[must_use]
    pub fn thing(&self) -> Thing {
        Thing::Milestone(self.number)
    }
}

/// A feedback entry that blocks until it is closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blocking {
    pub number: i32,
    /// What it is about, as a reference; empty for the engagement itself.
    pub about: String,
    /// Which side raised it, so closes it.
    pub raised_side: Side,
}

/// A change to the scope that is still being talked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenChange {
    pub number: i32,
    /// Keys of the lines that it touches, in their order.
    pub lines: Vec<String>,
}

/// An effect in another business area that the client has not acknowledged as its own matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenEffect {
    pub number: i32,
    /// The business area.
    pub area: String,
}

/// Whose turn it is on a thing.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct OpenTurn {
    /// On what, as a reference.
    pub thing: String,
    /// What is asked, as stored.
    pub ask: String,
    /// Whose.
    pub side: Side,
    /// Of whom there, by name; none: of everybody whose role allows it.
    #[serde(default)]
    pub to: Option<String>,
    /// Until when.
    pub due_at: DateTime<Utc>,
}

impl Facts {
    /// The milestones that are not signed by both sides, by date.
    pub fn open_milestones(&self) -> impl Iterator<Item = &Milestone> {
        self.milestones.iter().filter(|milestone| milestone.signed_at.is_none())
    }

    /// A milestone by its number.
    #[must_use]
    pub fn milestone(&self, number: i32) -> Option<&Milestone> {
        self.milestones.iter().find(|milestone| milestone.number == number)
    }

    /// A topic by its number.
    #[must_use]
    pub fn topic(&self, number: i32) -> Option<&Topic> {
        self.topics.iter().find(|topic| topic.number == number)
    }

    /// The topics that a milestone covers.
    pub fn covered_topics(&self, milestone: &Milestone) -> impl Iterator<Item = &Topic> {
        self.topics.iter().filter(|topic| milestone.topics.contains(&topic.number))
    }

    /// The deliverables that a milestone covers.
    pub fn covered_deliverables(&self, milestone: &Milestone) -> impl Iterator<Item = &Deliverable> {
        self.deliverables.iter().filter(|deliverable| milestone.deliverables.contains(&deliverable.number))
    }

    /// Whether both sides let a gate of a milestone pass on a day.
    #[must_use]
    pub fn is_waived(&self, milestone: &Milestone, kind: GateKind, about: &Thing, today: NaiveDate) -> bool {
        self.waivers.iter().any(|waiver| waiver.is_about(milestone.number, kind, about) && waiver.holds(today))
    }

    /// Somebody of the client.
    #[must_use]
    pub fn person(&self, seat: i32) -> Option<&Person> {
        self.people.iter().find(|person| person.seat == seat)
    }

    /// The name of somebody of the client; empty when there is no such seat.
    #[must_use]
    pub fn name(&self, seat: i32) -> &str {
        self.person(seat).map_or("", |person| &person.name)
    }

    /// Everybody of the client who still has a seat.
    pub fn active_people(&self) -> impl Iterator<Item = &Person> {
        self.people.iter().filter(|person| person.active)
    }

    /// Whose turn it is on a thing; the client's first when it is both's.
    #[must_use]
    pub fn turn(&self, thing: &Thing) -> Option<&OpenTurn> {
        let reference = thing.to_string();
        self.turns.iter().find(|turn| turn.thing == reference)
    }

    /// The local day of an instant where the client works: what the ladder and the gates call today.
    #[must_use]
    pub fn day(&self, at: DateTime<Utc>) -> NaiveDate {
        self.promises.client.calendar.day_of(at)
    }
}
