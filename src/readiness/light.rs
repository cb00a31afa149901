//! The light of a milestone: how its readiness looks in one word. Pure.

use chrono::{DateTime, NaiveDate, Utc};

use super::{
    facts::{Facts, Milestone},
    forecast::{Forecast, forecast},
    gates::{Gate, GateState, gates},
};
use crate::base::{calendar::TimeLeft, words::words};

words! {
    /// How a handover stands, the worst first.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Light {
        /// Its date has passed, and a gate still blocks.
        Late = "late",
        /// A gate blocks, and the forecast is after the date, or there is none.
        AtRisk = "at-risk",
        /// A gate blocks, and the forecast is in time.
        OnTrack = "on-track",
        /// No gate blocks: it can be signed.
        Ready = "ready",
    }
}

impl Light {
    /// Key of the word for it.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Light::Late => "handover-light-late",
            Light::AtRisk => "handover-light-at-risk",
            Light::OnTrack => "handover-light-on-track",
            Light::Ready => "handover-light-ready",
        }
    }

    /// Whether the date will not be kept, or was not.
    #[must_use]
    pub fn in_danger(self) -> bool {
        self <= Light::AtRisk
    }
}

/// All that is to be said about a milestone's readiness.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Readiness {
    /// In one word.
    pub light: Light,
    /// Its gates, in the order of [`gates`].
    pub gates: Vec<Gate>,
    /// When it would be ready.
    pub forecast: Forecast,
    /// How much time there is until its date, in the client's calendar.
    pub left: TimeLeft,
    /// The day, where the client works, on which it stands so.
    pub day: NaiveDate,
    /// The day of its date, where the client works.
    pub due_on: NaiveDate,
}

impl Readiness {
    /// The gates as a reader wants them: what blocks, what is waived, what warns, then what passes.
    #[must_use]
    pub fn worst_first(&self) -> Vec<&Gate> {
        let mut gates: Vec<&Gate> = self.gates.iter().collect();
        gates.sort_by_key(|gate| gate.state);
        gates
    }

    /// How it stands now.
    #[must_use]
    pub fn of(facts: &Facts, milestone: &Milestone, now: DateTime<Utc>) -> Readiness {
        let gates = gates(facts, milestone, now);
        let forecast = forecast(facts, milestone, now);
        let is_blocked = gates.iter().any(|gate| gate.state == GateState::Blocked);
        let light = if !is_blocked {
            Light::Ready
        } else if now > milestone.at {
            Light::Late
        } else if forecast.date.is_some_and(|date| date <= facts.day(milestone.at)) {
            Light::OnTrack
        } else {
            Light::AtRisk
        };
        let left = facts.promises.client.calendar.time_left(now, milestone.at);
        Readiness { light, gates, forecast, left, day: facts.day(now), due_on: facts.day(milestone.at) }
    }

    /// How many gates stand so.
    #[must_use]
    pub fn count(&self, state: GateState) -> usize {
        self.gates.iter().filter(|gate| gate.state == state).count()
    }

    /// The first thing in the way.
    #[must_use]
    pub fn first_blocker(&self) -> Option<&Gate> {
        self.gates.iter().find(|gate| gate.state == GateState::Blocked)
    }
}
