//! How the readiness of a milestone has moved, week by week. Pure.

use chrono::NaiveDate;

use crate::{
    base::calendar::TimeLeft,
    readiness::{Outlook, gates::GateState, light::Light, recorded::RecordedGate, sentence::Sentence},
};

/// So many weeks the board looks back.
pub const BOARD_WEEKS: usize = 12;
/// So many weeks a milestone's own page looks back.
pub const PAGE_WEEKS: usize = 52;

/// How a milestone stood on a day of the client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    pub day: NaiveDate,
    /// How many gates there were.
    pub gates: i32,
    /// How many of them were passed without a word.
    pub passed: i32,
    /// How many let the handover through with a warning.
    pub warned: i32,
    /// How many held it back.
    pub blocked: i32,
    /// All that in one word.
    pub light: Light,
    /// Business days to the milestone's date; negative when it had passed.
    pub days_left: i32,
    /// When it would have been ready.
    pub forecast: Option<NaiveDate>,
}

impl Snapshot {
    /// What is kept of how it stands.
    #[must_use]
    pub fn of(milestone: &Outlook) -> Snapshot {
        Snapshot {
            day: milestone.day,
            gates: milestone.gates(),
            passed: milestone.passed,
            warned: milestone.warned,
            blocked: milestone.blocked,
            light: milestone.light,
            days_left: days(milestone.left),
            forecast: milestone.forecast,
        }
    }

    /// How it stood when it was signed, on a day with so much time left, by the gates that were kept then.
    #[must_use]
    pub fn signed(day: NaiveDate, left: TimeLeft, gates: &[RecordedGate]) -> Snapshot {
        let in_state = |state: GateState| gates.iter().filter(|gate| gate.state == state.as_str()).count();
        Snapshot {
            day,
            gates: count(gates.len()),
            passed: count(in_state(GateState::Pass)),
            warned: count(in_state(GateState::Warning)),
            blocked: 0,
            light: Light::Ready,
            days_left: days(left),
            forecast: None,
        }
    }

    /// How much time there was, as people say it.
    #[must_use]
    pub fn left(&self) -> TimeLeft {
        let days = self.days_left.unsigned_abs();
        match self.days_left {
            0 => TimeLeft::Today,
            1.. => TimeLeft::Days(days),
            _ => TimeLeft::Overdue(days),
        }
    }

    /// How many gates let the handover through.
    #[must_use]
    pub const fn open(&self) -> i32 {
        self.gates - self.blocked
    }

    /// Their share of all, in percent.
    #[must_use]
    pub fn share(&self) -> i64 {
        i64::from(self.open()) * 100 / i64::from(self.gates.max(1))
    }
}

fn count(number: usize) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

/// As it is kept: negative when the time was over.
fn days(left: TimeLeft) -> i32 {
    let days = |days: u32| i32::try_from(days).unwrap_or(i32::MAX);
    match left {
        TimeLeft::Days(left) => days(left),
        TimeLeft::Today => 0,
        TimeLeft::Overdue(over) => -days(over),
    }
}

/// How a milestone stood at the end of each week that is counted back from a day; none where nobody looked.
#[derive(Clone, Debug)]
pub struct Trend(Vec<Option<Snapshot>>);

impl Trend {
    /// The trend of snapshots, each with the weeks that have passed since; the latest of a week first.
    #[must_use]
    pub fn of(snapshots: impl IntoIterator<Item = (usize, Snapshot)>, weeks: usize) -> Trend {
        let mut by_week = vec![None; weeks + 1];
        for (weeks_ago, snapshot) in snapshots {
            if let Some(place) = weeks.checked_sub(weeks_ago) {
                by_week[place].get_or_insert(snapshot);
            }
        }
        Trend(by_week)
    }

    /// The weeks, the earliest first.
    #[must_use]
    pub fn weeks(&self) -> &[Option<Snapshot>] {
        &self.0
    }

    /// Without the weeks before the first of which something is known.
    #[must_use]
    pub fn since_first(mut self) -> Trend {
        let first = self.0.iter().position(Option::is_some).unwrap_or_default();
        Trend(self.0.split_off(first))
    }

    /// "12 weeks ago 8 of 20 gates passed, today 16 of 20"; of what is `signed`, up to the last look. None when there are no two
    /// snapshots to compare.
    #[must_use]
    pub fn sentence(&self, signed: bool) -> Option<Sentence> {
        let (weeks, then, last) = self.ends()?;
        let said = Sentence::new(if signed { "handover-trend-ended" } else { "handover-trend-moves" }).count("weeks", weeks);
        Some(said.count("then", then.open()).count("then_all", then.gates).count("now", last.open()).count("now_all", last.gates))
    }

    /// The earliest and the latest snapshot with the weeks between them; none when there are no two.
    #[must_use]
    pub fn ends(&self) -> Option<(usize, &Snapshot, &Snapshot)> {
        let known = |place: usize| self.0.get(place).and_then(Option::as_ref);
        let (first, last) = (self.0.iter().position(Option::is_some)?, self.0.iter().rposition(Option::is_some)?);
        (first < last).then_some((last - first, known(first)?, known(last)?))
    }

    /// A figure of each week.
    pub fn course(&self, figure: impl Fn(&Snapshot) -> i64) -> Vec<Option<i64>> {
        self.0.iter().map(|snapshot| snapshot.as_ref().map(&figure)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn snapshot(gates: i32, blocked: i32) -> Snapshot {
        Snapshot {
            day: NaiveDate::MIN,
            gates,
            passed: gates - blocked,
            warned: 0,
            blocked,
            light: if blocked == 0 { Light::Ready } else { Light::AtRisk },
            days_left: 5,
            forecast: None,
        }
    }

    #[test]
    fn weeks_without_a_snapshot_stay_empty() {
        let trend = Trend::of([(0, snapshot(20, 4)), (3, snapshot(20, 12)), (3, snapshot(20, 13)), (9, snapshot(1, 1))], 4);
        assert_eq!(trend.course(Snapshot::share), [None, Some(40), None, None, Some(80)]);
        let (weeks, first, last) = trend.ends().unwrap();
        assert_eq!((weeks, first.open(), last.open()), (3, 8, 16));
        assert_eq!(trend.since_first().weeks().len(), 4);
    }

    #[test]
    fn one_snapshot_is_no_trend() {
        assert!(Trend::of([(0, snapshot(20, 4))], 12).ends().is_none());
        assert!(Trend::of([], 12).ends().is_none());
        assert_eq!(snapshot(0, 0).share(), 0);
    }
}
