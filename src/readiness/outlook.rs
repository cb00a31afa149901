//! A milestone in short, as lists show it, and which one of an engagement comes next. Pure.

use chrono::{DateTime, NaiveDate, Utc};

use super::{
    facts::{Facts, Milestone},
    gates::GateState,
    kind::GateKind,
    light::{Light, Readiness},
    sentence::Sentence,
};
use crate::{access::Side, base::calendar::TimeLeft, things::Thing};

/// How an open milestone stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlook {
    pub number: i32,
    /// What it is called.
    pub title: String,
    /// Its date.
    pub at: DateTime<Utc>,
    /// In one word.
    pub light: Light,
    /// Gates that are passed without a word.
    pub passed: i32,
    /// Those that let it through with a warning.
    pub warned: i32,
    /// Those that both sides let pass.
    pub waived: i32,
    /// Those that hold it back.
    pub blocked: i32,
    /// The first of these.
    pub first: Option<First>,
    /// How much time there is until its date, in the client's calendar.
    pub left: TimeLeft,
    /// The day, where the client works, on which it stands so.
    pub day: NaiveDate,
    /// The day of its date, where the client works.
    pub due_on: NaiveDate,
    /// When it would be ready; none: nobody can say.
    pub forecast: Option<NaiveDate>,
}

/// The first thing in the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct First {
    /// Why it is.
    pub reason: Sentence,
    /// Whose turn that is.
    pub side: Option<Side>,
}

impl Outlook {
    /// The short of it.
    #[must_use]
    pub fn of(milestone: &Milestone, readiness: &Readiness) -> Outlook {
        let count = |state| i32::try_from(readiness.count(state)).unwrap_or(i32::MAX);
        Outlook {
            number: milestone.number,
            title: milestone.title.clone(),
            at: milestone.at,
            light: readiness.light,
            passed: count(GateState::Pass),
            warned: count(GateState::Warning),
            waived: count(GateState::Waived),
            blocked: count(GateState::Blocked),
            first: readiness
                .first_blocker()
                .map(|gate| First { reason: gate.reason.clone(), side: gate.next.as_ref().map(|next| next.side) }),
            left: readiness.left,
            day: readiness.day,
            due_on: readiness.due_on,
            forecast: readiness.forecast.date,
        }
    }

    /// As it is referred to.
    #[must_use]
    pub const fn thing(&self) -> Thing {
        Thing::Milestone(self.number)
    }

    /// How many gates there are.
    #[must_use]
    pub const fn gates(&self) -> i32 {
        self.passed + self.warned + self.waived + self.blocked
    }

    /// How many let it through.
    #[must_use]
    pub const fn open(&self) -> i32 {
        self.gates() - self.blocked
    }
}

/// The open milestones of an engagement as they stand, by date.
#[must_use]
pub fn outlooks(facts: &Facts, now: DateTime<Utc>) -> Vec<Outlook> {
    facts.open_milestones().map(|milestone| Outlook::of(milestone, &Readiness::of(facts, milestone, now))).collect()
}

/// An open milestone as far as its place among others asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Its date.
    pub at: DateTime<Utc>,
    pub light: Light,
}

impl From<&Outlook> for Standing {
    fn from(outlook: &Outlook) -> Standing {
        Standing { at: outlook.at, light: outlook.light }
    }
}

/// What has a light.
pub trait Stands {
    /// How it stands.
    fn light(&self) -> Light;
}

impl Stands for Outlook {
    fn light(&self) -> Light {
        self.light
    }
}

impl Stands for Standing {
    fn light(&self) -> Light {
        self.light
    }
}

/// The milestone of an engagement that comes next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next<M = Outlook> {
    /// The open one with the nearest date.
    pub milestone: M,
    /// A later one that stands worse and is in danger: the worst, then the nearest.
    pub danger: Option<M>,
}

impl<M: Stands> Next<M> {
    /// Out of the open milestones, by date; none when none is open.
    #[must_use]
    pub fn of(open: impl IntoIterator<Item = M>) -> Option<Next<M>> {
        let mut open = open.into_iter();
        let milestone = open.next()?;
        let worse = open.filter(|later| later.light().in_danger() && later.light() < milestone.light());
        let danger = worse.min_by_key(Stands::light);
        Some(Next { milestone, danger })
    }

    /// The one that stands worse.
    #[must_use]
    pub fn worst(&self) -> &M {
        self.danger.as_ref().unwrap_or(&self.milestone)
    }

    /// How that stands.
    #[must_use]
    pub fn light(&self) -> Light {
        self.worst().light()
    }
}

impl Readiness {
    /// Whether the sides are asked to sign. A milestone that covers nothing can be ready, but nobody should sign one by
    /// oversight.
    #[must_use]
    pub fn asks_to_sign(&self) -> bool {
        self.light == Light::Ready && !self.gates.iter().any(|gate| gate.kind == GateKind::Cover)
    }

    /// Until when it stands so if nothing happens: the earliest instant at which a rule might answer differently. Rules count
    /// days where the sides work, and ask whether the milestone's date or a due date has passed.
    #[must_use]
    pub fn holds_until(facts: &Facts, milestone: &Milestone, now: DateTime<Utc>) -> DateTime<Utc> {
        let days = Side::BOTH.map(|side| facts.promises.of(side).calendar.day_ends(now));
        let due = facts
            .covered_deliverables(milestone)
            .filter_map(|each| facts.turn(&Thing::Deliverable(each.number)).map(|turn| turn.due_at))
            .chain([milestone.at]);
        let passes = due.filter(|at| *at >= now).filter_map(|at| at.checked_add_signed(chrono::TimeDelta::microseconds(1)));
        passes.chain(days).min().unwrap_or(now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outlook(number: i32, light: Light) -> Outlook {
        Outlook {
            number,
            title: String::new(),
            at: DateTime::UNIX_EPOCH,
            light,
            passed: 0,
            warned: 0,
            waived: 0,
            blocked: 0,
            first: None,
            left: TimeLeft::Today,
            day: NaiveDate::MIN,
            due_on: NaiveDate::MIN,
            forecast: None,
        }
    }

    #[test]
    fn the_nearest_comes_next_and_a_worse_one_that_is_in_danger_stands_beside_it() {
        use Light::{AtRisk, Late, OnTrack, Ready};
        for (lights, danger) in [
            (vec![Ready, OnTrack], None),
            (vec![Ready, AtRisk, Late, Late], Some(3)),
            (vec![OnTrack, AtRisk], Some(2)),
            (vec![AtRisk, Late], Some(2)),
            (vec![AtRisk, AtRisk], None),
            (vec![Late, AtRisk], None),
        ] {
            let open = (1..).zip(&lights).map(|(number, light)| outlook(number, *light));
            let next = Next::of(open).unwrap();
            assert_eq!((next.milestone.number, next.danger.map(|danger| danger.number)), (1, danger), "{lights:?}");
        }
        assert_eq!(Next::<Outlook>::of(Vec::new()), None);
    }
}
