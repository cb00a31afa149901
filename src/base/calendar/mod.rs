//! Business time: which days count, and when something is due.
//!
//! Every organization has its own [`BusinessCalendar`]; what a side promised is counted in the calendar of
//! that side. Days are counted the way people do: the day something arrives is day zero, and a promise of
//! three business days ends when the third one closes. What arrives after closing, or on a day off, arrives
//! on the next business day.

use std::{
    cmp::Ordering,
    collections::BTreeSet,
    ops::Bound::{Excluded, Included},
};

use chrono::{DateTime, Datelike, Days, Duration, NaiveDate, NaiveTime, Offset as _, TimeZone as _, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// When an organization works: its time zone, weekdays, hours and holidays. At least one weekday is worked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BusinessCalendar {
    zone: Tz,
    work_days: [bool; 7],
    opens: NaiveTime,
    closes: NaiveTime,
    holidays: BTreeSet<NaiveDate>,
}

/// Why a calendar is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CalendarFault {
    /// No weekday is worked, so nothing could ever be due.
    #[error("a calendar needs at least one working day")]
    NoWorkDay,
    /// It closes before it opens.
    #[error("a business day has to open before it closes")]
    NoHours,
}

/// How a due date lies to now, as people say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeLeft {
    /// On a later day, with this many business days to come (today does not count).
    Days(u32),
    /// Later today.
    Today,
    /// It has passed, this many business days ago; 0 if none has begun since.
    Overdue(u32),
}

impl TimeLeft {
    /// Whether the promise is broken.
    #[must_use]
    pub const fn is_overdue(self) -> bool {
        matches!(self, TimeLeft::Overdue(_))
    }
}

impl BusinessCalendar {
    /// A calendar; `work_days` runs from Monday to Sunday.
    ///
    /// # Errors
    /// [`CalendarFault`] if by it no business day would ever come.
    pub fn new(
        zone: Tz,
        work_days: [bool; 7],
        opens: NaiveTime,
        closes: NaiveTime,
        holidays: BTreeSet<NaiveDate>,
    ) -> Result<Self, CalendarFault> {
        if !work_days.contains(&true) {
            return Err(CalendarFault::NoWorkDay);
        }
        if opens >= closes {
            return Err(CalendarFault::NoHours);
        }
        Ok(Self { zone, work_days, opens, closes, holidays })
    }

    /// The time zone in which its days begin and end.
    #[must_use]
    pub const fn zone(&self) -> Tz {
        self.zone
    }

    /// The local day of an instant.
    #[must_use]
    pub fn day_of(&self, at: DateTime<Utc>) -> NaiveDate {
        at.with_timezone(&self.zone).date_naive()
    }

    /// When the local day of an instant is over, so that the next one begins.
    #[must_use]
    pub fn day_ends(&self, at: DateTime<Utc>) -> DateTime<Utc> {
        let tomorrow = self.day_of(at).succ_opt();
        tomorrow.map_or(DateTime::<Utc>::MAX_UTC, |day| self.instant(day, NaiveTime::MIN))
    }

    /// Whether people work on that day.
    #[must_use]
    pub fn is_business_day(&self, day: NaiveDate) -> bool {
        self.is_work_day(day) && !self.holidays.contains(&day)
    }

    /// When something is due that has `n` business days from `from` on: at closing time of the last of them.
    /// With 0 it is due when the day of its arrival closes.
    #[must_use]
    pub fn add_business_days(&self, from: DateTime<Utc>, n: u16) -> DateTime<Utc> {
        self.at_close(self.business_day_after(self.arrival_day(from), n))
    }

    /// The `n`-th business day after `from`; with 0 it is `from` itself.
    #[must_use]
    pub fn business_day_after(&self, from: NaiveDate, n: u16) -> NaiveDate {
        self.walk(from, n, NaiveDate::succ_opt)
    }

    /// The `n`-th business day before `from`; with 0 it is `from` itself.
    #[must_use]
    pub fn business_days_back(&self, from: NaiveDate, n: u16) -> NaiveDate {
        self.walk(from, n, NaiveDate::pred_opt)
    }

    /// The business days after `from` up to and including `to`; negative when `to` lies before `from`.
    /// From today to a due date: the days left, or the days overdue.
    #[must_use]
    pub fn business_days_between(&self, from: NaiveDate, to: NaiveDate) -> i64 {
        match from.cmp(&to) {
            Ordering::Less => self.count(from, to),
            Ordering::Equal => 0,
            Ordering::Greater => -self.count(to, from),
        }
    }

    /// How much time there is until `due`.
    #[must_use]
    pub fn time_left(&self, now: DateTime<Utc>, due: DateTime<Utc>) -> TimeLeft {
        let (today, due_day) = (self.day_of(now), self.day_of(due));
        let days = u32::try_from(self.business_days_between(today, due_day).unsigned_abs()).unwrap_or(u32::MAX);
        if now > due {
            TimeLeft::Overdue(days)
        } else if today == due_day {
            TimeLeft::Today
        } else {
            TimeLeft::Days(days)
        }
    }

    /// The close of business on a day, whether or not work is done on it.
    #[must_use]
    pub fn at_close(&self, day: NaiveDate) -> DateTime<Utc> {
        self.instant(day, self.closes)
    }

    fn is_work_day(&self, day: NaiveDate) -> bool {
        self.work_days[day.weekday().num_days_from_monday() as usize]
    }

    /// The business day that counts as the day of arrival.
    fn arrival_day(&self, at: DateTime<Utc>) -> NaiveDate {
        let local = at.with_timezone(&self.zone);
        let day = local.date_naive();
        if self.is_business_day(day) && local.time() <= self.closes { day } else { self.business_day_after(day, 1) }
    }

    /// Goes `n` business days by `step`. It ends: a week has a working day, and the holidays are so many. Where
    /// the calendar itself ends, a quarter of a million years from here, it stays.
    fn walk(&self, from: NaiveDate, n: u16, step: impl Fn(&NaiveDate) -> Option<NaiveDate>) -> NaiveDate {
        let mut day = from;
        let mut left = n;
        while left > 0 {
            let Some(next) = step(&day) else { return day };
            day = next;
            if self.is_business_day(day) {
                left -= 1;
            }
        }
        day
    }

    /// The business days after `from` up to and including `to`, a later day: whole weeks at once, so that a date
    /// somebody typed in the year 9999 costs nothing.
    fn count(&self, from: NaiveDate, to: NaiveDate) -> i64 {
        let days = (to - from).num_days();
        let a_week = count_of(self.work_days.iter().filter(|works| **works));
        let rest = (0..days % 7).filter_map(|back| to.checked_sub_days(Days::new(back.unsigned_abs())));
        let holidays = self.holidays.range((Excluded(from), Included(to)));
        days / 7 * a_week + count_of(rest.filter(|day| self.is_work_day(*day)))
            - count_of(holidays.filter(|holiday| self.is_work_day(**holiday)))
    }

    /// The instant of a local time. When the clocks go back it is the first of the two; a time that they leave
    /// out when they go forward is read by the clock as it went before.
    fn instant(&self, day: NaiveDate, time: NaiveTime) -> DateTime<Utc> {
        let local = day.and_time(time);
        if let Some(at) = self.zone.from_local_datetime(&local).earliest() {
            return at.to_utc();
        }
        let the_day_before = self.zone.offset_from_utc_datetime(&(local - Duration::days(1)));
        (local - the_day_before.fix()).and_utc()
    }
}

/// How many there are, as a number that can be subtracted.
fn count_of<T>(items: impl Iterator<Item = T>) -> i64 {
    items.fold(0, |count, _| count + 1)
}

#[cfg(test)]
mod tests;
