use proptest::{prelude::*, sample::select};

use super::*;
use crate::scope::line::tests::line;

/// "S1", "+S3", "-S2", "~S4", moved ones with an arrow.
fn shown(comparison: &Comparison) -> Vec<String> {
    let lines = comparison.sections.iter().flat_map(|section| &section.lines);
    lines
        .map(|line| {
            let mark = match line.change {
                Change::Added(_) => "+",
                Change::Removed(_) => "-",
                Change::Changed(_) => "~",
                Change::Unchanged(_) => "",
            };
            format!("{mark}{}{}", line.key, if line.moved { "→" } else { "" })
        })
        .collect()
}

/// These lines in this order; a `!` behind a key says something else.
fn version(keys: &[&str]) -> Vec<Line> {
    let lines = keys.iter().enumerate().map(|(at, key)| {
        let mut line = line(key.trim_end_matches('!'));
        line.position = at as i32;
        line.content.days = key.ends_with('!').then_some(7);
        line
    });
    lines.collect()
}

#[test]
fn lines_stand_where_they_are_read() {
    for (before, after, expected) in [
        (&["S1", "S2", "X1"][..], &["S1", "S2", "X1"][..], &["S1", "S2", "X1"][..]),
        (&["S1", "S2", "S3"], &["S1", "S3!", "S4"], &["S1", "-S2", "~S3", "+S4"]),
        (&["S1", "S2", "S3"], &["S2", "S3", "S1"], &["S2", "S3", "S1→"]),
        (&["S1", "S2", "S3", "S4"], &["S4!", "S1", "S2", "S3"], &["~S4→", "S1", "S2", "S3"]),
        (&[], &["W1", "S1"], &["+S1", "+W1"]),
        (&["C1", "S1"], &[], &["-S1", "-C1"]),
        (&["X1", "S1", "S2"], &["S1", "X1", "S2"], &["S1", "S2", "X1"]),
    ] {
        let comparison = Comparison::of(&version(before), &version(after));
        assert_eq!(shown(&comparison), expected, "{before:?} {after:?}");
        assert_eq!(comparison.is_same(), expected.iter().all(|line| line.len() == 2));
    }
}

#[test]
fn counts_say_how_many_became_what() {
    let comparison = Comparison::of(&version(&["S1", "S2", "S3", "X1"]), &version(&["S3!", "S1", "S4", "X1!"]));
    assert_eq!(comparison.counts(), Counts { added: 1, removed: 1, changed: 2, moved: 1 });
}

#[test]
fn it_is_applied_to_what_it_was_made_of_only() {
    let (before, after) = (version(&["S1", "S2"]), version(&["S2!", "S3"]));
    let comparison = Comparison::of(&before, &after);
    assert_eq!(comparison.applied_to(&before), Some(after.clone()));
    for other in [&after[..], &before[..1], &version(&["S1", "S2!"]), &version(&["S1", "S2", "S3"]), &version(&["S1", "S2", "W1"])] {
        assert_eq!(comparison.applied_to(other), None, "{other:?}");
    }
}

fn content() -> impl Strategy<Value = LineContent> {
    let words = || prop::collection::vec(select(vec!["one", "two", "three", "four,", "**five**", "\n", "", "ü"]), 0..8);
    let text = move || words().prop_map(|words| words.join(" "));
    let figures = (prop::option::of(0..3), prop::option::of(0_i64..3), prop::option::of(0_u64..3));
    (text(), text(), prop::collection::vec(text(), 0..4), figures, prop::collection::vec(1..4, 0..3)).prop_map(
        |(title, text, criteria, (days, price_minor, due), needs)| LineContent {
            title,
            text,
            criteria,
            days,
            price_minor,
            due_on: due.map(|days| chrono::NaiveDate::default() + chrono::Days::new(days)),
            needs,
        },
    )
}

/// Some of eleven keys in any order, with gaps between their positions, in the order of the document.
fn lines() -> impl Strategy<Value = Vec<Line>> {
    let keys = ["S1", "S2", "S3", "S4", "S5", "X1", "X2", "X3", "C1", "C2", "W1"];
    let of_key = |key: &'static str| content().prop_map(move |content| Line { content, ..line(key) });
    let lines = Vec::from(keys.map(|key| prop::option::weighted(0.7, of_key(key))));
    (lines.prop_shuffle(), prop::collection::vec(1..3, keys.len())).prop_map(|(lines, steps)| {
        let mut position = 0;
        let mut placed: Vec<Line> = lines
            .into_iter()
            .flatten()
            .zip(steps)
            .map(|(line, step)| {
                position += step;
                Line { position, ..line }
            })
            .collect();
        placed.sort_by_key(|line| (line.kind, line.position));
        placed
    })
}

/// A text of so many short words; another seed, other words.
fn worst(words: i32, seed: i32) -> String {
    (0..words).map(|at| format!("{:x} ", (at * 7919 + seed * 3571) % 251)).collect()
}

/// As much as can be written: so many lines, all rewritten from one version to the other.
fn largest(seed: i32) -> Vec<Line> {
    let lines = (1..=200_i32).map(|number| {
        let mut line = line(&format!("S{number}"));
        line.content.title = worst(50, seed + number);
        line.content.text = worst(6_500, seed * number);
        line.content.criteria = (0..30).map(|at| worst(150, seed * (at + number))).collect();
        line.position = if seed == 1 { number } else { 200 - number };
        line
    });
    lines.collect()
}

/// Before there was an allowance, this did not end.
#[test]
fn whatever_is_written_is_compared_within_the_allowance() {
    let (before, after) = (largest(1), largest(2));
    let comparison = Comparison::of(&before, &after);
    assert_eq!(comparison.counts().changed, 200);
    let mut in_order = after.clone();
    in_order.sort_by_key(|line| line.position);
    assert_eq!(comparison.applied_to(&before), Some(in_order));
    let (before, after) = (&before[..1], &after[..1]);
    let Change::Changed(difference) = &Comparison::of(before, after).sections[0].lines[0].change else { panic!("it changed") };
    assert_eq!(difference.applied_to(&before[0].content), Some(after[0].content.clone()));
}

proptest! {
    #[test]
    fn applied_to_the_earlier_version_it_gives_the_later_one(before in lines(), after in lines()) {
        let comparison = Comparison::of(&before, &after);
        prop_assert_eq!(comparison.applied_to(&before), Some(after.clone()));
        prop_assert_eq!(comparison.is_same(), comparison.counts() == Counts::default());
    }

    #[test]
    fn one_change_is_seen_as_one(lines in lines(), at in any::<prop::sample::Index>(), content in content()) {
        prop_assume!(!lines.is_empty());
        let mut after = lines.clone();
        let line = &mut after[at.index(lines.len())];
        prop_assume!(line.content != content);
        line.content = content;
        prop_assert_eq!(Comparison::of(&lines, &after).counts(), Counts { changed: 1, ..Counts::default() });
        let without: Vec<Line> = lines.iter().enumerate().filter(|(place, _)| *place != at.index(lines.len())).map(|(_, line)| line.clone()).collect();
        prop_assert_eq!(Comparison::of(&lines, &without).counts(), Counts { removed: 1, ..Counts::default() });
        prop_assert_eq!(Comparison::of(&without, &lines).counts(), Counts { added: 1, ..Counts::default() });
    }

    #[test]
    fn the_order_of_rows_does_not_matter((rows, lines) in lines().prop_flat_map(|lines| (Just(lines.clone()).prop_shuffle(), Just(lines)))) {
        prop_assert!(Comparison::of(&rows, &lines).is_same());
    }
}
