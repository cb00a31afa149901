//! Places in lists that page by key, as they stand in addresses: parts between dots.

use std::str::{FromStr, Split};

use chrono::{DateTime, Datelike, Utc};

/// A text that is no place in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAPlace;

/// The parts of a place, one after the other.
pub struct Parts<'a>(Split<'a, char>);

impl<'a> Parts<'a> {
    /// Those of a text.
    #[must_use]
    pub fn of(text: &'a str) -> Parts<'a> {
        Parts(text.split('.'))
    }

    /// The next one.
    ///
    /// # Errors
    /// When there is none, or it reads otherwise.
    pub fn part<T: FromStr>(&mut self) -> Result<T, NotAPlace> {
        self.0.next().and_then(|part| part.parse().ok()).ok_or(NotAPlace)
    }

    /// The next one, an instant in microseconds.
    ///
    /// # Errors
    /// When there is none, or none that the database can hold.
    pub fn instant(&mut self) -> Result<DateTime<Utc>, NotAPlace> {
        let at = DateTime::from_timestamp_micros(self.part()?).ok_or(NotAPlace)?;
        // Beyond these years the database has no instants.
        if (1..=9999).contains(&at.year()) { Ok(at) } else { Err(NotAPlace) }
    }

    /// That there are no more.
    ///
    /// # Errors
    /// When there are.
    pub fn end(&mut self) -> Result<(), NotAPlace> {
        if self.0.next().is_none() { Ok(()) } else { Err(NotAPlace) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_reads_back_part_by_part() {
        let mut parts = Parts::of("3.1784102400000000");
        assert_eq!(parts.part(), Ok(3));
        assert_eq!(parts.instant().map(|at| at.timestamp()), Ok(1_784_102_400));
        assert_eq!(parts.end(), Ok(()));
        assert_eq!(parts.part::<i32>(), Err(NotAPlace));
    }

    #[test]
    fn what_the_database_cannot_hold_is_no_place() {
        for text in ["", "x", "9e99", "9223372036854775807", "-99999999999999999", "300000000000000000"] {
            assert_eq!(Parts::of(text).instant(), Err(NotAPlace), "{text}");
        }
        assert_eq!(Parts::of("1.2").end(), Err(NotAPlace));
    }
}
