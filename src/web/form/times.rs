//! Reading days, times and instants.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;

use super::Form;
use crate::base::text::TextFault;

/// Whether anything of ours can be on this day; the database does not know every year that can be written.
#[must_use]
pub fn is_of_our_time(day: &impl Datelike) -> bool {
    (1900..2200).contains(&day.year())
}

impl Form {
    /// A date that must be there, as date inputs send it.
    pub fn day(&mut self, field: &str) -> NaiveDate {
        match NaiveDate::parse_from_str(self.value(field).trim(), "%Y-%m-%d") {
            Ok(day) if is_of_our_time(&day) => day,
            _ => {
                if self.value(field).trim().is_empty() {
                    self.faulty(field, TextFault::Empty);
                } else {
                    self.wrong(field, "form-error-day");
                }
                NaiveDate::default()
            }
        }
    }

    /// A date that may be left out.
    pub fn optional_day(&mut self, field: &str) -> Option<NaiveDate> {
        if self.value(field).trim().is_empty() { None } else { Some(self.day(field)) }
    }

    /// A time of day that must be there.
    pub fn time(&mut self, field: &str) -> NaiveTime {
        let typed = self.value(field).trim();
        match NaiveTime::parse_from_str(typed, "%H:%M").or_else(|_| NaiveTime::parse_from_str(typed, "%H:%M:%S")) {
            Ok(time) => time,
            Err(_) => {
                self.wrong(field, "form-error-time");
                NaiveTime::default()
            }
        }
    }

    /// A date and time of day that must be there, by the clocks of `zone`, as `datetime-local` inputs send it.
    pub fn moment(&mut self, field: &str, zone: Tz) -> DateTime<Utc> {
        let typed = self.value(field).trim();
        let local =
            NaiveDateTime::parse_from_str(typed, "%Y-%m-%dT%H:%M").or_else(|_| NaiveDateTime::parse_from_str(typed, "%Y-%m-%dT%H:%M:%S"));
        match local {
            Ok(local) => self.instant(field, local, zone),
            Err(_) => {
                if typed.is_empty() {
                    self.faulty(field, TextFault::Empty);
                } else {
                    self.wrong(field, "form-error-day");
                }
                DateTime::default()
            }
        }
    }

    /// The instant at which the clocks of `zone` show this; the first, where they show it twice. A time that they leave out when
    /// they go forward does not exist.
    pub fn instant(&mut self, field: &str, local: NaiveDateTime, zone: Tz) -> DateTime<Utc> {
        match zone.from_local_datetime(&local).earliest() {
            Some(at) if is_of_our_time(&at) => return at.to_utc(),
            Some(_) => self.wrong(field, "form-error-day"),
            None => self.wrong(field, "form-error-time-skipped"),
        }
        DateTime::default()
    }

    /// Refuses a day that was read from this field and has passed.
    pub fn not_passed(&mut self, field: &str, day: NaiveDate, today: NaiveDate) {
        if self.error(field).is_none() && day < today {
            self.wrong(field, "form-error-day-passed");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_that_do_not_exist_are_wrong() {
        for (typed, right) in [("2026-02-29", false), ("2028-02-29", true), ("17.7.2026", false), ("0001-01-01", false), ("", false)] {
            let mut form = Form::filled([("due", typed.to_owned())]);
            form.day("due");
            assert_eq!(form.has_errors(), !right, "{typed}");
        }
    }

    #[test]
    fn moments_are_read_by_local_clocks() {
        let read = |typed: &str| {
            let mut form = Form::filled([("at", typed.to_owned())]);
            let at = form.moment("at", chrono_tz::Europe::Berlin);
            (!form.has_errors()).then(|| at.to_rfc3339())
        };
        assert_eq!(read("2026-07-31T18:00").as_deref(), Some("2026-07-31T16:00:00+00:00"));
        assert_eq!(read("2026-12-31T18:00:30").as_deref(), Some("2026-12-31T17:00:30+00:00"));
        // Left out when the clocks went forward.
        assert_eq!(read("2026-03-29T02:30"), None);
        for typed in ["", "2026-07-31", "2026-02-30T18:00", "2026-07-31T25:00", "31.7.2026 18:00"] {
            assert_eq!(read(typed), None, "{typed}");
        }
    }
}
