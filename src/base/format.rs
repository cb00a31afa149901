//! How days, times and numbers read in each language. English is written the British way.
//!
//! The names of days and months are kept here and not among the texts: they belong to the grammar of a date,
//! whose order and punctuation are decided beside them.

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Offset, Utc};
use chrono_tz::Tz;

use super::{calendar::TimeLeft, language::Language};

/// The minus sign; the hyphen is too short beside digits.
pub const MINUS: &str = "−";

/// Keeps a number and its unit on one line.
pub const NO_BREAK_SPACE: char = '\u{a0}';

/// Full and short name of each weekday, Monday first.
const WEEKDAYS: [[(&str, &str); 7]; 2] = [
    [
        ("Monday", "Mon"),
        ("Tuesday", "Tue"),
        ("Wednesday", "Wed"),
        ("Thursday", "Thu"),
        ("Friday", "Fri"),
        ("Saturday", "Sat"),
        ("Sunday", "Sun"),
    ],
    [
        ("Montag", "Mo."),
        ("Dienstag", "Di."),
        ("Mittwoch", "Mi."),
        ("Donnerstag", "Do."),
        ("Freitag", "Fr."),
        ("Samstag", "Sa."),
        ("Sonntag", "So."),
    ],
];

#[rustfmt::skip]
const MONTHS: [[&str; 12]; 2] = [
    ["January", "February", "March", "April", "May", "June",
     "July", "August", "September", "October", "November", "December"],
    ["Januar", "Februar", "März", "April", "Mai", "Juni",
     "Juli", "August", "September", "Oktober", "November", "Dezember"],
];

/// "Friday, 17 July 2026", "Freitag, 17. Juli 2026".
#[must_use]
pub fn day(language: Language, day: NaiveDate) -> String {
    let weekday = weekday(language, day).0;
    format!("{weekday}, {} {}", day_and_month(language, day), day.year())
}

/// "17 July 2026", "17. Juli 2026".
#[must_use]
pub fn date(language: Language, day: NaiveDate) -> String {
    format!("{} {}", day_and_month(language, day), day.year())
}

/// "Fri 17 July", "Fr., 17. Juli"; with the year if it is not the year of `today`.
#[must_use]
pub fn day_short(language: Language, day: NaiveDate, today: NaiveDate) -> String {
    let weekday = weekday(language, day).1;
    let comma = match language {
        Language::En => "",
        Language::De => ",",
    };
    let day_and_month = day_and_month(language, day);
    if day.year() == today.year() {
        format!("{weekday}{comma} {day_and_month}")
    } else {
        format!("{weekday}{comma} {day_and_month} {}", day.year())
    }
}

/// "today", "tomorrow", "yesterday"; any other day as [`day_short`].
#[must_use]
pub fn day_near(language: Language, day: NaiveDate, today: NaiveDate) -> String {
    match day.signed_duration_since(today).num_days() {
        -1 => language.t("day-yesterday"),
        0 => language.t("day-today"),
        1 => language.t("day-tomorrow"),
        _ => day_short(language, day, today),
    }
}

/// "Monday", "Montag"; 0 is Monday.
#[must_use]
pub const fn weekday_name(language: Language, day: usize) -> &'static str {
    WEEKDAYS[language as usize][day % 7].0
}

/// "18:00", in both languages.
#[must_use]
pub fn time(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}

/// "Friday, 17 July 2026, 18:00", "Freitag, 17. Juli 2026, 18:00 Uhr", by the clocks of `zone`.
#[must_use]
pub fn moment(language: Language, at: DateTime<Utc>, zone: Tz) -> String {
    let local = at.with_timezone(&zone).naive_local();
    format!("{}, {}", day(language, local.date()), clock_time(language, local.time()))
}

/// "Friday, 17 July 2026, 18:00 (Europe/Berlin, UTC+2)": a moment that is read elsewhere and years later.
#[must_use]
pub fn moment_in_zone(language: Language, at: DateTime<Utc>, zone: Tz) -> String {
    let minutes = at.with_timezone(&zone).offset().fix().local_minus_utc() / 60;
    let sign = if minutes < 0 { MINUS } else { "+" };
    let offset = match (minutes.abs() / 60, minutes.abs() % 60) {
        (0, 0) => "UTC".to_owned(),
        (hours, 0) => format!("UTC{sign}{hours}"),
        (hours, minutes) => format!("UTC{sign}{hours}:{minutes:02}"),
    };
    let place = if zone == Tz::UTC { offset } else { format!("{}, {offset}", zone.name()) };
    format!("{} ({place})", moment(language, at, zone))
}

/// "today, 18:00", "Fri 17 July, 18:00": a moment in a list, as seen from `now`.
#[must_use]
pub fn moment_near(language: Language, at: DateTime<Utc>, zone: Tz, now: DateTime<Utc>) -> String {
    let local = at.with_timezone(&zone).naive_local();
    let today = now.with_timezone(&zone).date_naive();
    format!("{}, {}", day_near(language, local.date(), today), clock_time(language, local.time()))
}

/// "2 business days left", "due today", "1 business day overdue".
#[must_use]
pub fn time_left(language: Language, left: TimeLeft) -> String {
    match left {
        TimeLeft::Days(days) => language.say("days-left").with("days", days).to_string(),
        TimeLeft::Today => language.t("due-today"),
        TimeLeft::Overdue(days) => language.say("days-overdue").with("days", days).to_string(),
    }
}

/// "3 business days", "1 Arbeitstag".
#[must_use]
pub fn business_days(language: Language, days: u32) -> String {
    language.say("business-days").with("days", days).to_string()
}

/// "2,900", "2.900".
#[must_use]
pub fn integer(language: Language, number: i64) -> String {
    let minus = if number < 0 { MINUS } else { "" };
    format!("{minus}{}", grouped(language, number.unsigned_abs()))
}

/// A number of which so many were counted at most: "99+" once 100 of them were.
#[must_use]
pub fn bounded(number: i64, counted: i64) -> String {
    if number < counted { number.to_string() } else { format!("{}+", counted - 1) }
}

/// A whole number as a difference: "+5", "−5", "±0".
#[must_use]
pub fn signed(language: Language, number: i64) -> String {
    sign_of(number).to_owned() + &grouped(language, number.unsigned_abs())
}

/// The mark before a difference.
#[must_use]
pub const fn sign_of(number: i64) -> &'static str {
    match number {
        0 => "±",
        1.. => "+",
        _ => MINUS,
    }
}

/// A number counted in tenths, with its one decimal: "12.4", "12,4".
#[must_use]
pub fn decimal(language: Language, tenths: i64) -> String {
    let minus = if tenths < 0 { MINUS } else { "" };
    let size = tenths.unsigned_abs();
    format!("{minus}{}{}{}", grouped(language, size / 10), language.decimal_mark(), size % 10)
}

/// "58%", "58 %".
#[must_use]
pub fn percent(language: Language, number: i64) -> String {
    let number = integer(language, number);
    match language {
        Language::En => format!("{number}%"),
        Language::De => format!("{number}{NO_BREAK_SPACE}%"),
    }
}

/// A whole number with its thousands set apart.
#[must_use]
pub fn grouped(language: Language, number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() * 4 / 3);
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(language.thousands_mark());
        }
        text.push(digit);
    }
    text
}

impl Language {
    /// What stands before the decimals.
    #[must_use]
    pub const fn decimal_mark(self) -> char {
        match self {
            Language::En => '.',
            Language::De => ',',
        }
    }

    const fn thousands_mark(self) -> char {
        match self {
            Language::En => ',',
            Language::De => '.',
        }
    }
}

fn weekday(language: Language, day: NaiveDate) -> (&'static str, &'static str) {
    WEEKDAYS[language as usize][day.weekday().num_days_from_monday() as usize]
}

/// "17 July", "17. Juli": a day near enough to be told without its year.
#[must_use]
pub fn day_and_month(language: Language, day: NaiveDate) -> String {
    let month = MONTHS[language as usize][day.month0() as usize];
    match language {
        Language::En => format!("{} {month}", day.day()),
        Language::De => format!("{}. {month}", day.day()),
    }
}

fn clock_time(language: Language, at: NaiveTime) -> String {
    match language {
        Language::En => time(at),
        Language::De => format!("{}{NO_BREAK_SPACE}Uhr", time(at)),
    }
}

/// "824 bytes", "3.4 MB", "120 kB": the size of a file, in decimal units as people's computers say it.
#[must_use]
pub fn bytes(language: Language, count: u64) -> String {
    if count < 1000 {
        return language.say("size-bytes").with("count", i64::try_from(count).unwrap_or_default()).to_string();
    }
    let units = ["kB", "MB", "GB", "TB"];
    let power = (count.ilog10() / 3).min(4);
    let (mut tenths, mut unit) = ((u128::from(count) * 10 + 10_u128.pow(3 * power) / 2) / 10_u128.pow(3 * power), power as usize - 1);
    // What rounding makes a thousand is one of the next unit.
    if tenths >= 10_000 && unit + 1 < units.len() {
        (tenths, unit) = (tenths / 1000, unit + 1);
    }
    let point = match language {
        Language::En => '.',
        Language::De => ',',
    };
    let number =
        if tenths < 100 && tenths % 10 != 0 { format!("{}{point}{}", tenths / 10, tenths % 10) } else { ((tenths + 5) / 10).to_string() };
    format!("{number}{NO_BREAK_SPACE}{}", units[unit])
}

#[cfg(test)]
mod tests {
    use super::{Language::*, *};

    fn date_of(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn days_read_as_people_write_them() {
        let friday = date_of("2026-07-17");
        assert_eq!(day(En, friday), "Friday, 17 July 2026");
        assert_eq!(day(De, friday), "Freitag, 17. Juli 2026");
        assert_eq!(date(En, friday), "17 July 2026");
        assert_eq!(date(De, date_of("2026-03-02")), "2. März 2026");
        assert_eq!(day_short(En, friday, friday), "Fri 17 July");
        assert_eq!(day_short(De, friday, friday), "Fr., 17. Juli");
        assert_eq!(day_short(De, friday, date_of("2027-01-01")), "Fr., 17. Juli 2026");
    }

    #[test]
    fn near_days_have_names() {
        let today = date_of("2026-07-15");
        let near = |language, day| day_near(language, date_of(day), today);
        assert_eq!(near(En, "2026-07-14"), "yesterday");
        assert_eq!(near(De, "2026-07-14"), "gestern");
        assert_eq!(near(En, "2026-07-15"), "today");
        assert_eq!(near(De, "2026-07-16"), "morgen");
        assert_eq!(near(En, "2026-07-17"), "Fri 17 July");
    }

    #[test]
    fn moments_are_told_by_local_clocks() {
        let at = "2026-07-31T16:00:00Z".parse().unwrap();
        let berlin = chrono_tz::Europe::Berlin;
        assert_eq!(moment(En, at, berlin), "Friday, 31 July 2026, 18:00");
        assert_eq!(moment(De, at, berlin), "Freitag, 31. Juli 2026, 18:00\u{a0}Uhr");
        assert_eq!(moment_near(En, at, berlin, at), "today, 18:00");
        assert_eq!(moment_in_zone(En, at, berlin), "Friday, 31 July 2026, 18:00 (Europe/Berlin, UTC+2)");
        assert_eq!(moment_in_zone(De, at, chrono_tz::Tz::UTC), "Freitag, 31. Juli 2026, 16:00\u{a0}Uhr (UTC)");
        assert_eq!(moment_in_zone(En, at, chrono_tz::America::St_Johns), "Friday, 31 July 2026, 13:30 (America/St_Johns, UTC−2:30)");
        // The same instant is the next day elsewhere.
        let auckland = chrono_tz::Pacific::Auckland;
        assert_eq!(moment_near(De, at, auckland, "2026-07-20T08:00:00Z".parse().unwrap()), "Sa., 1. August, 04:00\u{a0}Uhr");
    }

    #[test]
    fn numbers_read_as_people_write_them() {
        assert_eq!(integer(En, 2900), "2,900");
        assert_eq!(integer(De, 2900), "2.900");
        assert_eq!(integer(De, -1_234_567), "−1.234.567");
        assert_eq!(integer(En, 100), "100");
        assert_eq!(integer(En, i64::MIN), "−9,223,372,036,854,775,808");
        assert_eq!(decimal(En, 124), "12.4");
        assert_eq!(decimal(De, 124), "12,4");
        assert_eq!(decimal(De, -5), "−0,5");
        assert_eq!(percent(En, 58), "58%");
        assert_eq!(percent(De, 58), "58\u{a0}%");
    }

    #[test]
    fn what_is_left_reads_as_a_sentence() {
        let both = |left| [En, De].map(|language| time_left(language, left));
        assert_eq!(both(TimeLeft::Days(2)), ["2 business days left", "noch 2 Arbeitstage"]);
        assert_eq!(both(TimeLeft::Days(1)), ["1 business day left", "noch 1 Arbeitstag"]);
        assert_eq!(both(TimeLeft::Days(0)), ["no business day left", "kein Arbeitstag mehr"]);
        assert_eq!(both(TimeLeft::Today), ["due today", "heute fällig"]);
        assert_eq!(both(TimeLeft::Overdue(0)), ["overdue", "überfällig"]);
        assert_eq!(both(TimeLeft::Overdue(1)), ["1 business day overdue", "1 Arbeitstag überfällig"]);
        assert_eq!(both(TimeLeft::Overdue(3)), ["3 business days overdue", "3 Arbeitstage überfällig"]);
        assert_eq!([En, De].map(|language| business_days(language, 1)), ["1 business day", "1 Arbeitstag"]);
        assert_eq!([En, De].map(|language| business_days(language, 5)), ["5 business days", "5 Arbeitstage"]);
    }

    #[test]
    fn sizes_are_said_in_decimal_units() {
        for (count, said) in [
            (0, "0 bytes"),
            (1, "1 byte"),
            (999, "999 bytes"),
            (1000, "1\u{a0}kB"),
            (3_449_999, "3.4\u{a0}MB"),
            (12_600_000, "13\u{a0}MB"),
            (999_960, "1\u{a0}MB"),
            (20_000_000_000, "20\u{a0}GB"),
        ] {
            assert_eq!(bytes(Language::En, count), said, "{count}");
        }
        assert_eq!(bytes(Language::De, 3_400_000), "3,4\u{a0}MB");
    }
}
