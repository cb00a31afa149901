use proptest::prelude::*;

use super::*;

const MON_TO_FRI: [bool; 7] = [true, true, true, true, true, false, false];

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn time(text: &str) -> NaiveTime {
    text.parse().unwrap()
}

/// An instant of local time in Kiel.
fn kiel(text: &str) -> DateTime<Utc> {
    let local: chrono::NaiveDateTime = text.parse().unwrap();
    chrono_tz::Europe::Berlin.from_local_datetime(&local).unwrap().to_utc()
}

/// The calendar of the worked example, with Whit Monday.
fn nordlicht() -> BusinessCalendar {
    calendar(MON_TO_FRI, "09:00:00", "17:00:00", [day("2026-05-25")])
}

fn calendar<const N: usize>(work_days: [bool; 7], opens: &str, closes: &str, holidays: [NaiveDate; N]) -> BusinessCalendar {
    let zone = chrono_tz::Europe::Berlin;
    BusinessCalendar::new(zone, work_days, time(opens), time(closes), holidays.into()).unwrap()
}

#[test]
fn the_worked_example_falls_due_as_written() {
    let calendar = nordlicht();
    for (asked, n, due) in [
        // F3: Whit Monday does not count.
        ("2026-05-20T11:00:00", 3, "2026-05-26T17:00:00"),
        // D5.
        ("2026-07-10T15:00:00", 5, "2026-07-17T17:00:00"),
        // D4: the review window, and the second one from its very end.
        ("2026-06-09T10:00:00", 5, "2026-06-16T17:00:00"),
        ("2026-06-16T17:00:00", 5, "2026-06-23T17:00:00"),
    ] {
        assert_eq!(calendar.add_business_days(kiel(asked), n), kiel(due), "{asked} + {n}");
    }
}

#[test]
fn what_comes_after_closing_or_on_a_day_off_arrives_on_the_next_business_day() {
    let calendar = nordlicht();
    for (asked, due) in [
        ("2026-07-16T06:00:00", "2026-07-17T17:00:00"),
        ("2026-07-16T17:00:00", "2026-07-17T17:00:00"),
        ("2026-07-16T17:00:01", "2026-07-20T17:00:00"),
        ("2026-07-18T10:00:00", "2026-07-21T17:00:00"),
        ("2026-05-25T10:00:00", "2026-05-27T17:00:00"),
    ] {
        assert_eq!(calendar.add_business_days(kiel(asked), 1), kiel(due), "{asked}");
    }
    assert_eq!(calendar.add_business_days(kiel("2026-07-18T10:00:00"), 0), kiel("2026-07-20T17:00:00"));
}

#[test]
fn days_left_and_days_overdue_are_counted_alike() {
    let calendar = nordlicht();
    for (from, to, days) in [
        ("2026-07-15", "2026-07-17", 2),
        ("2026-07-17", "2026-07-17", 0),
        ("2026-07-17", "2026-07-18", 0),
        ("2026-07-17", "2026-07-20", 1),
        ("2026-05-27", "2026-05-26", -1),
        ("2026-05-26", "2026-05-22", -1),
        ("2026-05-20", "2026-05-26", 3),
    ] {
        assert_eq!(calendar.business_days_between(day(from), day(to)), days, "{from} – {to}");
    }
    assert_eq!(calendar.business_days_back(day("2026-05-26"), 1), day("2026-05-22"));
}

#[test]
fn time_left_reads_as_people_say_it() {
    let calendar = nordlicht();
    let due = kiel("2026-07-17T17:00:00");
    for (now, left) in [
        ("2026-07-15T10:00:00", TimeLeft::Days(2)),
        ("2026-07-17T16:59:00", TimeLeft::Today),
        ("2026-07-17T17:00:00", TimeLeft::Today),
        ("2026-07-17T18:00:00", TimeLeft::Overdue(0)),
        ("2026-07-19T10:00:00", TimeLeft::Overdue(0)),
        ("2026-07-20T08:00:00", TimeLeft::Overdue(1)),
    ] {
        assert_eq!(calendar.time_left(kiel(now), due), left, "{now}");
    }
}

#[test]
fn the_hour_that_the_clocks_skip_or_repeat_does_no_harm() {
    // 29 March 2026: 02:00 becomes 03:00. 25 October 2026: 03:00 becomes 02:00. Both are Sundays.
    let calendar = calendar([true; 7], "02:15:00", "02:45:00", []);
    assert_eq!(calendar.add_business_days(kiel("2026-03-28T02:30:00"), 1), "2026-03-29T01:45:00Z".parse::<DateTime<Utc>>().unwrap());
    assert_eq!(calendar.add_business_days(kiel("2026-10-24T02:30:00"), 1), "2026-10-25T00:45:00Z".parse::<DateTime<Utc>>().unwrap());
    // A due date keeps its local time when the clocks change in between.
    assert_eq!(nordlicht().add_business_days(kiel("2026-03-27T10:00:00"), 1), kiel("2026-03-30T17:00:00"));
}

#[test]
fn a_calendar_in_which_nothing_would_ever_be_due_is_refused() {
    let new = |work_days, opens, closes| BusinessCalendar::new(chrono_tz::UTC, work_days, time(opens), time(closes), BTreeSet::new());
    assert_eq!(new([false; 7], "09:00:00", "17:00:00"), Err(CalendarFault::NoWorkDay));
    assert_eq!(new(MON_TO_FRI, "17:00:00", "09:00:00"), Err(CalendarFault::NoHours));
    assert_eq!(new(MON_TO_FRI, "09:00:00", "09:00:00"), Err(CalendarFault::NoHours));
}

#[test]
fn dates_at_the_end_of_the_calendar_stay_there() {
    let calendar = nordlicht();
    assert_eq!(calendar.business_day_after(NaiveDate::MAX, 3), NaiveDate::MAX);
    assert_eq!(calendar.business_days_back(NaiveDate::MIN, 3), NaiveDate::MIN);
    assert!(calendar.business_days_between(NaiveDate::MIN, NaiveDate::MAX) > 0);
}

prop_compose! {
    /// Any calendar around the worked example's year, however odd its week and its holidays.
    fn calendars()(
        zone in prop::sample::select(vec![
            chrono_tz::Europe::Berlin,
            chrono_tz::America::St_Johns,
            chrono_tz::Pacific::Auckland,
            chrono_tz::Australia::Lord_Howe,
            chrono_tz::UTC,
        ]),
        work_days in prop::array::uniform7(any::<bool>()).prop_filter("somebody works", |days| days.contains(&true)),
        opens in 0_u32..12,
        hours in 1_u32..12,
        holidays in prop::collection::btree_set(0_u64..730, 0..60),
    ) -> BusinessCalendar {
        let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
        let holidays = holidays.into_iter().map(|n| day("2026-01-01") + Days::new(n)).collect();
        BusinessCalendar::new(zone, work_days, hour(opens), hour(opens + hours), holidays).unwrap()
    }
}

fn days() -> impl Strategy<Value = NaiveDate> {
    (0_u64..730).prop_map(|n| day("2026-01-01") + Days::new(n))
}

fn instants() -> impl Strategy<Value = DateTime<Utc>> {
    (0_i64..730 * 24 * 60).prop_map(|minutes| kiel("2026-01-01T00:00:00") + Duration::minutes(minutes))
}

proptest! {
    #[test]
    fn a_due_date_is_a_business_day_and_lies_ahead(calendar in calendars(), from in instants(), n in 0_u16..40) {
        let due = calendar.add_business_days(from, n);
        prop_assert!(due >= from);
        prop_assert!(calendar.is_business_day(calendar.day_of(due)));
    }

    #[test]
    fn who_asks_later_is_never_answered_earlier(
        calendar in calendars(), a in instants(), b in instants(), n in 0_u16..40,
    ) {
        let (a, b) = (a.min(b), a.max(b));
        prop_assert!(calendar.add_business_days(a, n) <= calendar.add_business_days(b, n));
        prop_assert!(calendar.add_business_days(a, n) < calendar.add_business_days(a, n + 1));
    }

    #[test]
    fn counting_undoes_adding(calendar in calendars(), from in days(), n in 0_u16..300) {
        prop_assert_eq!(calendar.business_days_between(from, calendar.business_day_after(from, n)), i64::from(n));
    }

    #[test]
    fn going_back_undoes_going_forward(calendar in calendars(), from in days(), n in 0_u16..300) {
        let from = calendar.business_day_after(from, 1);
        prop_assert_eq!(calendar.business_days_back(calendar.business_day_after(from, n), n), from);
    }

    #[test]
    fn counting_agrees_with_looking_at_every_day(calendar in calendars(), a in days(), b in days()) {
        let (first, last) = (a.min(b), a.max(b));
        let looked = first.iter_days().skip(1).take_while(|day| *day <= last);
        let looked = i64::try_from(looked.filter(|day| calendar.is_business_day(*day)).count()).unwrap();
        prop_assert_eq!(calendar.business_days_between(first, last), looked);
        prop_assert_eq!(calendar.business_days_between(last, first), -looked);
    }
}
