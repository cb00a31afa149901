//! What was promised for which day, and what became of it: deliverables and milestones along the weeks. Pure.

use chrono::NaiveDate;

use crate::{things::Thing, web::chart::SIDE};

/// A deliverable or a milestone on the timeline.
#[derive(Clone, Debug)]
pub struct Item {
    pub thing: Thing,
    /// What it is called.
    pub title: String,
    /// When it was planned.
    pub planned_on: NaiveDate,
    /// For when it is promised.
    pub due_on: NaiveDate,
    /// When the promise was kept: handed in (and not returned since), or signed by both sides. A review takes its time after that.
    pub kept_on: Option<NaiveDate>,
    /// When it was accepted, or signed by both sides.
    pub done_on: Option<NaiveDate>,
}

/// How an item stands to its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The promise was kept in time.
    Kept,
    /// It was kept late.
    KeptLate,
    /// Its day has passed.
    Overdue,
    /// Its day lies ahead.
    Ahead,
}

impl Item {
    /// How it stands on a day.
    #[must_use]
    pub fn standing(&self, today: NaiveDate) -> Standing {
        match self.kept_on {
            Some(kept) if kept > self.due_on => Standing::KeptLate,
            Some(_) => Standing::Kept,
            None if today > self.due_on => Standing::Overdue,
            None => Standing::Ahead,
        }
    }
}

/// The days from one end of the timeline to the other.
#[derive(Clone, Copy, Debug)]
pub struct Span {
    pub first: NaiveDate,
    pub last: NaiveDate,
}

impl Span {
    /// How far along a day is, in the units of a chart; one that is not on it lies at its end.
    #[must_use]
    pub fn along(&self, day: NaiveDate) -> i64 {
        (day.clamp(self.first, self.last.max(self.first)) - self.first).num_days() * SIDE / (self.last - self.first).num_days().max(1)
    }
}

/// The marks of an item on its track.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Track {
    /// From the planning to the promised day.
    pub promised: String,
    /// The promised day.
    pub due: String,
    /// From the promised day on, while it was late; empty when it was not.
    pub late: String,
    /// The day on which it was done; empty while it is not.
    pub done: String,
}

impl Track {
    /// The track of an item as it stands on a day.
    #[must_use]
    pub fn of(item: &Item, span: Span, today: NaiveDate) -> Track {
        let (planned, due) = (span.along(item.planned_on.min(item.due_on)), span.along(item.due_on));
        let is_late = matches!(item.standing(today), Standing::Overdue | Standing::KeptLate);
        Track {
            promised: format!("M{planned} 500H{due}"),
            due: format!("M{due} 150V850"),
            late: if is_late { format!("M{due} 500H{}", span.along(item.kept_on.unwrap_or(today))) } else { String::new() },
            done: item.done_on.map(|done| format!("M{} 500h0", span.along(done))).unwrap_or_default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn item(kept_on: Option<&str>, done_on: Option<&str>) -> Item {
        Item {
            thing: Thing::Deliverable(1),
            title: "Runbook".into(),
            planned_on: day("2026-03-11"),
            due_on: day("2026-03-21"),
            kept_on: kept_on.map(day),
            done_on: done_on.map(day),
        }
    }

    #[test]
    fn it_stands_to_its_day() {
        assert_eq!(item(None, None).standing(day("2026-03-21")), Standing::Ahead, "the day itself is in time");
        assert_eq!(item(None, None).standing(day("2026-03-22")), Standing::Overdue);
        assert_eq!(item(Some("2026-03-21"), None).standing(day("2026-05-01")), Standing::Kept, "however long its review takes");
        assert_eq!(item(Some("2026-03-22"), Some("2026-03-23")).standing(day("2026-05-01")), Standing::KeptLate);
    }

    #[test]
    fn its_track_has_the_days_in_order() {
        let span = Span { first: day("2026-03-01"), last: day("2026-04-10") };
        let track = |kept, done, today| Track::of(&item(kept, done), span, day(today));
        let ahead = track(None, None, "2026-03-15");
        let marks = [&ahead.promised, &ahead.due, &ahead.late, &ahead.done].map(String::as_str);
        assert_eq!(marks, ["M250 500H500", "M500 150V850", "", ""]);
        assert_eq!(track(None, None, "2026-03-31").late, "M500 500H750");
        let reviewed = track(Some("2026-03-20"), Some("2026-03-31"), "2026-04-05");
        assert_eq!((reviewed.late.as_str(), reviewed.done.as_str()), ("", "M750 500h0"));
        assert_eq!(track(Some("2026-03-31"), Some("2027-01-01"), "2027-01-02").done, "M1000 500h0", "beyond the end is the end");
    }
}
