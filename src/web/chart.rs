//! Charts as the server draws them: from numbers to shapes. Pure.
//!
//! Shapes lie in a square of [`SIDE`] units that the page stretches to the room there is; lines keep their width, as the
//! style sheet says. What is to be read (scales, days, the key) stands beside the square as text of the page, so that it
//! keeps its size on the phone; the macros of `shared/chart.html` put both together.

use std::fmt::Write;

use chrono::{Days, NaiveDate};

/// Width and height of the square; zero is at the bottom left of what is shown, at the top left of what is drawn.
pub const SIDE: i64 = 1000;

/// Most lines across a chart, the ground line not counted.
const MOST_LINES: i64 = 5;

/// Figures at equal distances; none where nothing is known.
pub type Course = [Option<i64>];

/// How far along the square one of so many places is.
#[must_use]
pub fn along(place: usize, places: usize) -> i64 {
    let last = i64::try_from(places.saturating_sub(1)).unwrap_or(i64::MAX).max(1);
    i64::try_from(place).unwrap_or(i64::MAX).min(last) * SIDE / last
}

/// How far down a figure is drawn when `top` is at the top.
fn down(figure: i64, top: i64) -> i64 {
    SIDE - figure.clamp(0, top.max(1)) * SIDE / top.max(1)
}

/// The path through figures, straight from one to the next. It pauses where nothing is known; what stands alone is a dot.
#[must_use]
pub fn straight(course: &Course, top: i64) -> String {
    drawn(course, top, |path, x, y| {
        let _ = write!(path, "L{x} {y}");
    })
}

/// The same in steps: each figure holds until the next one.
#[must_use]
pub fn steps(course: &Course, top: i64) -> String {
    drawn(course, top, |path, x, y| {
        let _ = write!(path, "H{x}V{y}");
    })
}

/// Where a line goes on from the end of a path: to a figure that lies so far along.
#[must_use]
pub fn on_to(x: i64, figure: i64, top: i64) -> String {
    format!("L{x} {}", down(figure, top))
}

/// Days at equal distances from the first to the last, five at most: what stands below a chart.
pub fn days(first: NaiveDate, last: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    let span = (last - first).num_days().max(0);
    let parts = span.clamp(1, 4);
    (0..=parts).filter_map(move |part| first.checked_add_days(Days::new((span * part / parts).unsigned_abs())))
}

fn drawn(course: &Course, top: i64, goes_on: impl Fn(&mut String, i64, i64)) -> String {
    let mut path = String::new();
    for (place, figure) in course.iter().enumerate() {
        let Some(figure) = figure else { continue };
        let (x, y) = (along(place, course.len()), down(*figure, top));
        let known = |place: Option<usize>| place.and_then(|place| course.get(place)).copied().flatten().is_some();
        // Writing to a String cannot fail.
        match (known(place.checked_sub(1)), known(place.checked_add(1))) {
            (true, _) => goes_on(&mut path, x, y),
            (false, true) => drop(write!(path, "M{x} {y}")),
            // Round ends make a dot of it.
            (false, false) => drop(write!(path, "M{x} {y}h0")),
        }
    }
    path
}

/// The lines across a chart: at the whole figures `0, step, 2 × step …`, the last of which no figure exceeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale {
    step: i64,
    lines: i64,
}

impl Scale {
    /// The scale for figures up to this one: its step is 1, 2 or 5 and as many noughts as it takes.
    #[must_use]
    pub fn up_to(largest: i64) -> Scale {
        let largest = largest.max(1);
        let mut step = 1_i64;
        let mut factors = [2, 5, 10].into_iter().cycle();
        let mut decade = 1_i64;
        while step.saturating_mul(MOST_LINES) < largest {
            let factor = factors.next().unwrap_or(10);
            step = decade.saturating_mul(factor);
            if factor == 10 {
                decade = step;
            }
        }
        Scale { step, lines: (largest - 1) / step + 1 }
    }

    /// The figure at the top.
    #[must_use]
    pub const fn top(self) -> i64 {
        self.step * self.lines
    }

    /// The figures at the lines, the top first.
    pub fn figures(self) -> impl Iterator<Item = i64> {
        (0..=self.lines).rev().map(move |line| line * self.step)
    }

    /// How far down each line is drawn, the top first.
    #[must_use]
    pub fn lines(self) -> Vec<i64> {
        self.figures().map(|figure| down(figure, self.top())).collect()
    }
}

/// A chart with its scales in words.
#[derive(Clone, Debug)]
pub struct Plot {
    /// What it shows, for those who do not see it.
    pub text: String,
    /// Figures beside the lines across, the top first.
    pub scale: Vec<String>,
    /// How far down these lines are.
    pub across: Vec<i64>,
    /// Days below it, at equal distances.
    pub days: Vec<String>,
    /// How far along today is; none: today is not on it.
    pub today: Option<i64>,
    /// What is drawn.
    pub lines: Vec<Line>,
}

/// A line of a [`Plot`].
#[derive(Clone, Debug)]
pub struct Line {
    /// How it looks: `done` (strong), `plan` (dashed), `whole` (dotted).
    pub look: &'static str,
    /// Where it runs.
    pub path: String,
    /// What it says, with its figure of today: its word in the key.
    pub label: String,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_course_is_drawn_from_the_bottom_left() {
        assert_eq!(straight(&[Some(0), Some(5), Some(10)], 10), "M0 1000L500 500L1000 0");
        assert_eq!(steps(&[Some(0), Some(5), Some(10)], 10), "M0 1000H500V500H1000V0");
        assert_eq!(straight(&[], 10), "");
        assert_eq!(on_to(750, 5, 10), "L750 500");
        assert_eq!(straight(&[Some(3)], 0), "M0 0h0", "beyond the top is the top");
    }

    #[test]
    fn it_pauses_where_nothing_is_known() {
        assert_eq!(straight(&[Some(10), None, Some(5), Some(0), None], 10), "M0 0h0M500 500L750 1000");
        assert_eq!(straight(&[None, None], 10), "");
    }

    #[test]
    fn days_lie_at_equal_distances() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let between = |first, last| days(day(first), day(last)).map(|day| day.to_string()).collect::<Vec<_>>();
        assert_eq!(between("2026-03-02", "2026-03-30"), ["2026-03-02", "2026-03-09", "2026-03-16", "2026-03-23", "2026-03-30"]);
        assert_eq!(between("2026-03-02", "2026-03-03"), ["2026-03-02", "2026-03-03"]);
        assert_eq!(between("2026-03-02", "2026-03-02"), ["2026-03-02", "2026-03-02"]);
    }

    #[test]
    fn scales_have_round_figures() {
        let figures = |largest| Scale::up_to(largest).figures().collect::<Vec<_>>();
        assert_eq!(figures(0), [1, 0]);
        assert_eq!(figures(5), [5, 4, 3, 2, 1, 0]);
        assert_eq!(figures(6), [6, 4, 2, 0]);
        assert_eq!(figures(65), [80, 60, 40, 20, 0]);
        assert_eq!(figures(200), [200, 150, 100, 50, 0]);
        assert_eq!(Scale::up_to(20).lines(), [0, 250, 500, 750, 1000]);
    }

    proptest! {
        #[test]
        fn a_scale_holds_its_figure_with_few_lines(largest in 0..1_000_000_000_000_i64) {
            let scale = Scale::up_to(largest);
            prop_assert!(scale.top() >= largest);
            prop_assert!((1..=MOST_LINES).contains(&scale.lines));
            prop_assert!(scale.top() - scale.step < largest.max(1));
        }

        #[test]
        fn nothing_is_drawn_beyond_the_square(course in proptest::collection::vec(proptest::option::of(any::<i32>()), 0..60), top in 0..100_000_i64) {
            let course: Vec<Option<i64>> = course.into_iter().map(|figure| figure.map(i64::from)).collect();
            for path in [straight(&course, top), steps(&course, top)] {
                for number in path.split(|letter: char| !letter.is_ascii_digit() && letter != '-').filter(|number| !number.is_empty()) {
                    prop_assert!((0..=SIDE).contains(&number.parse::<i64>().unwrap()), "{path}");
                }
            }
        }
    }
}
