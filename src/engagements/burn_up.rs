//! The burn-up: how much weight is accepted, week by week, against what was due by then and what is agreed. Pure.
//!
//! A weight is that of [`Progress`]: business days of agreed services, a service counting by the share of its deliverables. What
//! was agreed and accepted is told as it stood at the end of each week; what was due, by the dates as they are now.

use std::collections::HashMap;

use chrono::{Days, NaiveDate, Weekday};
use serde::Deserialize;

use super::model::{LineProgress, Progress};

/// Weeks that are told at most: three years.
pub const MOST_WEEKS: i64 = 156;
/// Of a longer engagement so many of them lie before today.
const WEEKS_BACK: u64 = 104;

/// A version of the scope that was agreed.
#[derive(Clone, Debug, Deserialize)]
pub struct Version {
    /// When, where the client works.
    pub agreed_on: NaiveDate,
    pub services: Vec<Service>,
}

/// An agreed service.
#[derive(Clone, Debug, Deserialize)]
pub struct Service {
    /// `S1`
    pub key: String,
    /// Its weight, if it has one.
    pub days: Option<i64>,
    /// Until when it is promised.
    pub due_on: Option<NaiveDate>,
}

/// A deliverable as far as its weight goes.
#[derive(Clone, Debug)]
pub struct Promised {
    /// The service it was planned under.
    pub line: String,
    /// When it was planned, where the client works.
    pub planned_on: NaiveDate,
    /// Until when it is promised.
    pub due_on: NaiveDate,
    /// When it was accepted or deemed accepted.
    pub accepted_on: Option<NaiveDate>,
}

/// From what a burn-up is drawn.
#[derive(Clone, Debug)]
pub struct Records {
    /// First day of the engagement.
    pub starts_on: NaiveDate,
    /// Last day of the engagement.
    pub ends_on: NaiveDate,
    /// Today where the client works, or the day on which the engagement was closed.
    pub until: NaiveDate,
    /// What was agreed, the first version first.
    pub versions: Vec<Version>,
    /// What was planned.
    pub promised: Vec<Promised>,
}

/// A week; weights in tenths of a business day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Week {
    /// Its first day.
    pub monday: NaiveDate,
    /// Accepted by its end; none while it lies ahead.
    pub accepted: Option<i64>,
    /// Due by its end.
    pub due: i64,
    /// Agreed at its end.
    pub agreed: i64,
}

/// Weights on a day, in tenths of a business day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Accepted by its end.
    pub accepted: i64,
    /// Due by its end.
    pub due: i64,
    /// Agreed at its end.
    pub agreed: i64,
}

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BurnUp {
    /// How it stood when the day before the first week ended: where the lines begin.
    pub before: Standing,
    /// The weeks, the first one first.
    pub weeks: Vec<Week>,
    /// How it stands now: accepted, due and agreed, in tenths of a business day.
    pub accepted: i64,
    /// What was due before today.
    pub due: i64,
    /// The whole.
    pub agreed: i64,
}

impl Week {
    /// Its last day.
    #[must_use]
    pub fn sunday(&self) -> NaiveDate {
        sunday(self.monday)
    }
}

fn sunday(monday: NaiveDate) -> NaiveDate {
    monday.checked_add_days(Days::new(6)).unwrap_or(monday)
}

impl BurnUp {
    /// The burn-up of an engagement.
    #[must_use]
    pub fn of(records: &Records) -> BurnUp {
        let mut by_line: HashMap<&str, Vec<&Promised>> = HashMap::new();
        for result in &records.promised {
            by_line.entry(&result.line).or_default().push(result);
        }
        let weights = |day: NaiveDate| Weights { records, by_line: &by_line, services: agreed(&records.versions, day) };
        let first = weeks(records).next().and_then(|monday| monday.pred_opt()).unwrap_or(records.starts_on);
        let at_first = weights(first.min(records.until));
        let before = Standing { accepted: at_first.accepted(first), due: at_first.due(first), agreed: at_first.agreed() };
        let weeks = weeks(records)
            .map(|monday| {
                let sunday = sunday(monday);
                let known = weights(sunday.min(records.until));
                let accepted = (monday <= records.until).then(|| known.accepted(sunday.min(records.until)));
                Week { monday, accepted, due: known.due(sunday), agreed: known.agreed() }
            })
            .collect();
        let now = weights(records.until);
        let yesterday = records.until.pred_opt().unwrap_or(records.until);
        BurnUp { before, weeks, accepted: now.accepted(records.until), due: now.due(yesterday), agreed: now.agreed() }
    }
}

/// What was agreed when a day ended.
fn agreed(versions: &[Version], day: NaiveDate) -> &[Service] {
    versions.iter().rfind(|version| version.agreed_on <= day).map_or(&[], |version| &version.services)
}

/// The Mondays from the first week to the last one, or to today if that is later.
fn weeks(records: &Records) -> impl Iterator<Item = NaiveDate> + use<> {
    let monday = |day: NaiveDate| day.week(Weekday::Mon).checked_first_day().unwrap_or(day);
    let (first, today) = (monday(records.starts_on), monday(records.until));
    let last = monday(records.ends_on).max(today);
    let first = if (last - first).num_weeks() < MOST_WEEKS {
        first
    } else {
        first.max(today.checked_sub_days(Days::new(7 * WEEKS_BACK)).unwrap_or(first))
    };
    let most = usize::try_from(MOST_WEEKS).unwrap_or(usize::MAX);
    first.iter_weeks().take(most).take_while(move |week| *week <= last)
}

/// What services weigh.
struct Weights<'a> {
    records: &'a Records,
    by_line: &'a HashMap<&'a str, Vec<&'a Promised>>,
    services: &'a [Service],
}

impl Weights<'_> {
    fn results(&self, service: &Service) -> &[&Promised] {
        self.by_line.get(service.key.as_str()).map_or(&[], Vec::as_slice)
    }

    fn agreed(&self) -> i64 {
        self.services.iter().filter_map(|service| service.days).sum::<i64>() * 10
    }

    /// As the overview counts it, with what was planned and accepted when that day ended.
    fn accepted(&self, day: NaiveDate) -> i64 {
        let line = |service: &Service| {
            let planned = self.results(service).iter().filter(|result| result.planned_on <= day);
            LineProgress {
                days: service.days.unwrap_or_default(),
                deliverables: count(planned.clone()),
                accepted: count(planned.filter(|result| result.accepted_on.is_some_and(|accepted| accepted <= day))),
            }
        };
        self.sum(line)
    }

    /// The same if everything is accepted when it is due. Under what no result is planned yet, the service's own date counts, or
    /// the end of the engagement.
    fn due(&self, day: NaiveDate) -> i64 {
        let line = |service: &Service| {
            let (days, results) = (service.days.unwrap_or_default(), self.results(service));
            if results.is_empty() {
                let due = service.due_on.unwrap_or(self.records.ends_on) <= day;
                return LineProgress { days, deliverables: 1, accepted: i64::from(due) };
            }
            LineProgress {
                days,
                deliverables: count(results.iter()),
                accepted: count(results.iter().filter(|result| result.due_on <= day)),
            }
        };
        self.sum(line)
    }

    fn sum(&self, line: impl Fn(&Service) -> LineProgress) -> i64 {
        let lines: Vec<LineProgress> = self.services.iter().map(line).collect();
        Progress::of(&lines).map_or(0, |progress| progress.accepted_tenths)
    }
}

fn count<T>(items: impl Iterator<Item = T>) -> i64 {
    i64::try_from(items.count()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use chrono::Datelike;
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn service(key: &str, days: i64, due_on: Option<&str>) -> Service {
        Service { key: key.into(), days: Some(days), due_on: due_on.map(day) }
    }

    fn result(line: &str, planned_on: &str, due_on: &str, accepted_on: Option<&str>) -> Promised {
        Promised { line: line.into(), planned_on: day(planned_on), due_on: day(due_on), accepted_on: accepted_on.map(day) }
    }

    /// Six weeks from Wednesday, 4 March; S1 and S2 agreed in the first, S3 in the third. It is Tuesday of the fourth week.
    fn records() -> Records {
        let first = vec![service("S1", 6, None), service("S2", 4, Some("2026-03-20"))];
        let second = [first.clone(), vec![service("S3", 5, None)]].concat();
        Records {
            starts_on: day("2026-03-04"),
            ends_on: day("2026-04-10"),
            until: day("2026-03-24"),
            versions: vec![
                Version { agreed_on: day("2026-03-05"), services: first },
                Version { agreed_on: day("2026-03-18"), services: second },
            ],
            promised: vec![
                result("S1", "2026-03-06", "2026-03-13", Some("2026-03-16")),
                result("S1", "2026-03-17", "2026-03-27", None),
                result("S9", "2026-03-06", "2026-03-13", Some("2026-03-13")),
            ],
        }
    }

    #[test]
    fn it_rises_with_what_is_accepted() {
        let burn_up = BurnUp::of(&records());
        let told: Vec<_> = burn_up.weeks.iter().map(|week| (week.monday.day(), week.accepted, week.due, week.agreed)).collect();
        let expected = [
            // Half of S1 is due in the second week; S2, under which nothing is planned, by its own date in the third.
            (2, Some(0), 0, 100),
            (9, Some(0), 30, 100),
            // Accepted as a whole on Monday, half since another result was planned on Tuesday.
            (16, Some(30), 70, 150),
            (23, Some(30), 100, 150),
            (30, None, 100, 150),
            // S3 has no date of its own: it is due with the engagement.
            (6, None, 150, 150),
        ];
        assert_eq!(told, expected);
        assert_eq!((burn_up.accepted, burn_up.due, burn_up.agreed), (30, 70, 150));
        assert_eq!(burn_up.before, Standing { accepted: 0, due: 0, agreed: 0 });
    }

    #[test]
    fn it_goes_on_beyond_the_last_day_but_not_for_ever() {
        let late = BurnUp::of(&Records { until: day("2026-05-01"), ..records() });
        assert_eq!(late.weeks.len(), 9);
        assert!(late.weeks.iter().all(|week| week.accepted.is_some()));
        let endless = BurnUp::of(&Records { starts_on: day("0001-01-01"), ends_on: day("9999-12-31"), ..records() });
        assert_eq!(endless.weeks.len(), 156);
        assert_eq!(endless.weeks[104].monday, day("2026-03-23"), "this week is on it");
        let later = BurnUp::of(&Records { until: day("2029-07-02"), ends_on: day("2029-12-31"), ..records() });
        assert_eq!(later.weeks[0].monday, day("2027-07-05"));
        let [first, ..] = later.weeks[..] else { panic!("no weeks") };
        assert_eq!(later.before, Standing { accepted: 30, due: first.due, agreed: 150 }, "it goes on from where it was");
    }

    #[test]
    fn without_an_agreed_scope_there_is_nothing() {
        let nothing = BurnUp::of(&Records { versions: Vec::new(), ..records() });
        assert_eq!((nothing.accepted, nothing.due, nothing.agreed), (0, 0, 0));
    }

    proptest! {
        #[test]
        fn nothing_exceeds_what_is_agreed(
            days in proptest::collection::vec((0..50_i64, proptest::option::of(0..80_u64)), 0..5),
            results in proptest::collection::vec((0..5_usize, 0..80_u64, 0..80_u64, proptest::option::of(0..80_u64)), 0..20),
            until in 0..90_u64,
        ) {
            let on = |days: u64| day("2026-03-02").checked_add_days(Days::new(days)).unwrap();
            let services = days.iter().enumerate()
                .map(|(place, (days, due))| Service { key: format!("S{place}"), days: Some(*days), due_on: due.map(on) }).collect();
            let records = Records {
                starts_on: on(0),
                ends_on: on(60),
                until: on(until),
                versions: vec![Version { agreed_on: on(3), services }],
                promised: results.into_iter().map(|(line, planned, due, accepted)| Promised {
                    line: format!("S{line}"), planned_on: on(planned), due_on: on(due), accepted_on: accepted.map(on),
                }).collect(),
            };
            let burn_up = BurnUp::of(&records);
            for week in &burn_up.weeks {
                prop_assert!((0..=week.agreed).contains(&week.accepted.unwrap_or_default()), "{week:?}");
                prop_assert!((0..=week.agreed).contains(&week.due), "{week:?}");
            }
            for pair in burn_up.weeks.windows(2) {
                prop_assert!(pair[0].due <= pair[1].due, "what was due stays due");
            }
        }
    }
}
