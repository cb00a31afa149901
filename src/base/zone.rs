//! The time zones that people choose from.

use chrono_tz::Tz;

/// The regions whose zones are named after a place there; all others in the database are abbreviations and old names.
const REGIONS: [&str; 9] = ["Africa/", "America/", "Antarctica/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/"];

/// Time zones by place, and UTC; in alphabetical order.
pub fn by_place() -> impl Iterator<Item = Tz> {
    chrono_tz::TZ_VARIANTS.into_iter().filter(|zone| *zone == Tz::UTC || REGIONS.iter().any(|region| zone.name().starts_with(region)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_there_once_and_abbreviations_are_not() {
        let names: Vec<_> = by_place().map(|zone| zone.name()).collect();
        for (name, there) in [("Europe/Berlin", 1), ("UTC", 1), ("Pacific/Auckland", 1), ("CET", 0), ("Etc/GMT+3", 0), ("GB", 0)] {
            assert_eq!(names.iter().filter(|other| **other == name).count(), there, "{name}");
        }
    }
}
