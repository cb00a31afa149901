//! How much of the work is done without help, week by week. Pure.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};

/// Weeks that are looked back on, the current one included.
pub const WEEKS: u64 = 12;

/// What was recorded of one person's real cases of one topic on one day.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct DayRecord {
    pub day: NaiveDate,
    /// Cases observed that were done alone, or taught.
    pub unaided: i64,
    /// Cases observed that were done together with an expert or under their eyes.
    pub aided: i64,
    pub assists: i64,
    /// Minutes of these.
    pub minutes: i64,
}

impl DayRecord {
    /// Cases with help. Somebody who was helped with a case is often seen with the same case, so that one is not two.
    fn helped(&self) -> i64 {
        self.aided.max(self.assists)
    }
}

/// A week of real cases.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Week {
    pub monday: NaiveDate,
    /// Real cases.
    pub cases: i64,
    /// Those done without help.
    pub unaided: i64,
    /// Minutes of help.
    pub minutes: i64,
}

impl Week {
    /// The unaided share in percent, rounded down; none in a week without cases.
    #[must_use]
    pub const fn share(&self) -> Option<i64> {
        if self.cases == 0 { None } else { Some(self.unaided * 100 / self.cases) }
    }
}

/// The Monday of a day's week.
#[must_use]
pub fn monday(day: NaiveDate) -> NaiveDate {
    day - Days::new(day.weekday().num_days_from_monday().into())
}

/// The first day that is looked back on.
#[must_use]
pub fn first_day(today: NaiveDate) -> NaiveDate {
    monday(today) - Days::new(7 * (WEEKS - 1))
}

/// The weeks up to today, the earliest first, from the first in which a case was recorded; empty when none was.
#[must_use]
pub fn weeks(records: &[DayRecord], today: NaiveDate) -> Vec<Week> {
    let mut by_week: BTreeMap<NaiveDate, Week> = BTreeMap::new();
    for record in records {
        let week = by_week.entry(monday(record.day)).or_insert_with(|| Week { monday: monday(record.day), ..Week::default() });
        week.cases += record.unaided + record.helped();
        week.unaided += record.unaided;
        week.minutes += record.minutes;
    }
    let Some(first) = by_week.keys().next().copied() else { return Vec::new() };
    // Quiet weeks between are weeks, too.
    let mondays = first.iter_days().step_by(7).take_while(|day| *day <= today);
    mondays.map(|monday| by_week.get(&monday).copied().unwrap_or(Week { monday, ..Week::default() })).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(day: &str, unaided: i64, aided: i64, assists: i64) -> DayRecord {
        DayRecord { day: day.parse().unwrap(), unaided, aided, assists, minutes: 10 * assists }
    }

    #[test]
    fn a_case_that_was_helped_and_seen_is_one_case() {
        let today = "2026-07-15".parse().unwrap();
        let weeks = weeks(&[record("2026-07-14", 3, 1, 1), record("2026-07-13", 0, 0, 2)], today);
        assert_eq!(weeks, [Week { monday: "2026-07-13".parse().unwrap(), cases: 6, unaided: 3, minutes: 30 }]);
        assert_eq!(weeks[0].share(), Some(50));
    }

    #[test]
    fn quiet_weeks_stand_between_the_others() {
        let weeks = weeks(&[record("2026-06-30", 1, 0, 0), record("2026-07-14", 1, 0, 0)], "2026-07-20".parse().unwrap());
        assert_eq!(weeks.iter().map(Week::share).collect::<Vec<_>>(), [Some(100), None, Some(100), None]);
        assert!(weeks.iter().all(|week| week.monday == monday(week.monday)));
    }

    #[test]
    fn twelve_weeks_are_looked_back_on() {
        let today: NaiveDate = "2026-07-15".parse().unwrap();
        assert_eq!(first_day(today), "2026-04-27".parse().unwrap());
        assert_eq!(weeks(&[record("2026-04-27", 1, 0, 0)], today).len(), 12);
        assert_eq!(weeks(&[], today), []);
    }
}
