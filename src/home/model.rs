//! The time of day, and how far back "since you were last here" reaches. Pure.

use chrono::{DateTime, NaiveTime, TimeDelta, Timelike, Utc};

/// On a first visit there is no last one; then it reaches this far back.
const FIRST_LOOK: TimeDelta = TimeDelta::days(3);

/// Key of the greeting that fits the time of day; takes `name`.
#[must_use]
pub fn greeting_key(local: NaiveTime) -> &'static str {
    match local.hour() {
        5..=11 => "home-good-morning",
        12..=17 => "home-good-afternoon",
        _ => "home-good-evening",
    }
}

/// Since when the page tells what happened.
#[must_use]
pub fn since(previous_visit_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> DateTime<Utc> {
    previous_visit_at.unwrap_or(now - FIRST_LOOK)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_greeting_fits_the_time_of_day() {
        let at = |hour| greeting_key(NaiveTime::from_hms_opt(hour, 0, 0).unwrap());
        assert_eq!([at(4), at(5), at(11), at(12)], ["home-good-evening", "home-good-morning", "home-good-morning", "home-good-afternoon"]);
        assert_eq!([at(17), at(18), at(0)], ["home-good-afternoon", "home-good-evening", "home-good-evening"]);
    }

    #[test]
    fn a_first_visit_looks_three_days_back() {
        let now: DateTime<Utc> = "2026-07-15T08:00:00Z".parse().unwrap();
        assert_eq!(since(None, now), now - TimeDelta::days(3));
        assert_eq!(since(Some(now), now), now);
    }
}
