//! When a milestone would be ready if it goes on as it went lately, and the sum by which that comes out. Pure.

use chrono::{DateTime, NaiveDate, Utc};

use super::{
    facts::{Acceptance, Facts, Milestone, Topic},
    gates,
    kind::GateKind,
    ladder::Level,
};
use crate::things::Thing;

/// The pace is measured over this many business days of the client.
pub const PACE_DAYS: u16 = 20;

/// A forecast and what it was made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forecast {
    /// Levels that are still to be climbed on the covered topics.
    pub steps: i64,
    /// Levels that were gained on them lately.
    pub gains: i64,
    /// Business days that the steps take at that pace; none when nothing was gained though something is to be.
    pub days: Option<u16>,
    /// When the last step is taken; today when none is left.
    pub by_pace: Option<NaiveDate>,
    /// When the last covered deliverable that is not accepted falls due, today at the earliest; none when all are accepted.
    pub by_deliverables: Option<NaiveDate>,
    /// When the last assist on a critical topic no longer counts; none when none counts.
    pub by_assists: Option<NaiveDate>,
    /// The latest of them; none without a pace.
    pub date: Option<NaiveDate>,
}

/// The forecast of a milestone.
#[must_use]
pub fn forecast(facts: &Facts, milestone: &Milestone, now: DateTime<Utc>) -> Forecast {
    let calendar = &facts.promises.client.calendar;
    let today = facts.day(now);
    let then = calendar.business_days_back(today, PACE_DAYS);
    // What both sides let pass until the handover need not be waited for.
    let then_signed = facts.day(milestone.at).max(today);
    let counts = |kind, about: &Thing| !facts.is_waived(milestone, kind, about, then_signed);
    let climbed = facts.covered_topics(milestone).filter(|topic| counts(GateKind::People, &topic.thing()));
    let steps = climbed.map(|topic| steps(facts, topic, today)).sum();
    let gains = facts.covered_topics(milestone).map(|topic| gains(facts, topic, then, today)).sum();
    let days = days(steps, gains);
    let by_pace = days.map(|days| calendar.business_day_after(today, days));
    let by_deliverables = facts
        .covered_deliverables(milestone)
        .filter(|deliverable| deliverable.acceptance == Acceptance::Open)
        .filter(|deliverable| counts(GateKind::Deliverable, &Thing::Deliverable(deliverable.number)))
        .map(|deliverable| facts.turn(&Thing::Deliverable(deliverable.number)).map_or(today, |turn| facts.day(turn.due_at).max(today)))
        .max();
    let critical = facts.covered_topics(milestone).filter(|topic| topic.critical && counts(GateKind::Assists, &topic.thing()));
    let by_assists = critical.filter_map(|topic| gates::assist_free_on(facts, topic)).filter(|clear| *clear > today).max();
    let date = by_pace.and_then(|day| [Some(day), by_deliverables, by_assists].into_iter().flatten().max());
    Forecast { steps, gains, days, by_pace, by_deliverables, by_assists, date }
}

/// The levels that the people nearest to a topic's level are short of it, together.
fn steps(facts: &Facts, topic: &Topic, today: NaiveDate) -> i64 {
    let mut levels: Vec<Level> = facts.active_people().map(|person| topic.standing(person.seat, today).level).collect();
    levels.sort_unstable_by(|one, other| other.cmp(one));
    // Who does not sit there yet begins at the foot.
    let nearest = levels.into_iter().chain(std::iter::repeat(0)).take(usize::try_from(topic.people_needed).unwrap_or_default());
    nearest.map(|level| i64::from((topic.target_level - level).max(0))).sum()
}

/// The levels that people who still have a seat gained on a topic between the ends of two days.
fn gains(facts: &Facts, topic: &Topic, then: NaiveDate, today: NaiveDate) -> i64 {
    let gain = |seat| topic.standing(seat, today).level - topic.standing(seat, then).level;
    facts.active_people().map(|person| i64::from(gain(person.seat).max(0))).sum()
}

/// Business days that the steps take at the pace of the gains, rounded up.
fn days(steps: i64, gains: i64) -> Option<u16> {
    if steps == 0 {
        return Some(0);
    }
    if gains == 0 {
        return None;
    }
    let days = (steps * i64::from(PACE_DAYS) + gains - 1) / gains;
    Some(u16::try_from(days).unwrap_or(u16::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pace_carries_on() {
        assert_eq!(days(3, 4), Some(15));
        assert_eq!(days(1, 3), Some(7), "a day that is begun counts");
        assert_eq!(days(0, 0), Some(0));
        assert_eq!(days(2, 0), None);
        assert_eq!(days(i64::from(i32::MAX), 1), Some(u16::MAX));
    }
}
