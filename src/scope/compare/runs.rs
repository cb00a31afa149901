//! Two lists as runs of what is in both and of what is not. Pure.

use std::{collections::HashMap, hash::Hash};

use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::work::{LOOK_UP, Work};

/// A part of both lists.
pub(super) struct Run<'a, T> {
    /// Whether it is the same in both.
    pub kept: bool,
    /// What the earlier list has here.
    pub before: &'a [T],
    /// What the later list has here.
    pub after: &'a [T],
}

/// All runs, in order: joined, their parts are the two lists. Where more differs than there is work left to tell, it is one run.
pub(super) fn runs<'a, T: Eq + Hash>(before: &'a [T], after: &'a [T], work: &mut Work) -> Vec<Run<'a, T>> {
    let begin = before.iter().zip(after).take_while(|(one, other)| one == other).count();
    let (begun, old) = before.split_at(begin);
    let (_, new) = after.split_at(begin);
    let end = old.iter().rev().zip(new.iter().rev()).take_while(|(one, other)| one == other).count();
    let (old, ended) = old.split_at(old.len() - end);
    let (new, _) = new.split_at(new.len() - end);
    let kept = |part: &'a [T]| (!part.is_empty()).then_some(Run { kept: true, before: part, after: part });
    let between = between(old, new, work).unwrap_or_else(|| vec![Run { kept: false, before: old, after: new }]);
    kept(begun).into_iter().chain(between).chain(kept(ended)).collect()
}

/// The runs of lists of which both ends differ; none when there is not enough work left for it.
fn between<'a, T: Eq + Hash>(before: &'a [T], after: &'a [T], work: &mut Work) -> Option<Vec<Run<'a, T>>> {
    if before.is_empty() && after.is_empty() {
        return Some(Vec::new());
    }
    if !work.take(LOOK_UP * (before.len() + after.len())) {
        return None;
    }
    let mut numbers: HashMap<&T, u32> = HashMap::new();
    let mut number = |unit: &'a T| {
        let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
        *numbers.entry(unit).or_insert(next)
    };
    let old: Vec<u32> = before.iter().map(&mut number).collect();
    let new: Vec<u32> = after.iter().map(&mut number).collect();
    if !work.covers(&old, &new) {
        return None;
    }
    let operations = capture_diff_slices(Algorithm::Myers, &old, &new);
    let (mut before, mut after) = (before, after);
    let run = |operation: similar::DiffOp| {
        let (tag, old, new) = operation.as_tag_tuple();
        // Where one side of an operation is empty, its place on that side is not to be relied on; lengths are.
        let (taken, left) = before.split_at(old.len());
        before = left;
        let (given, to_come) = after.split_at(new.len());
        after = to_come;
        Run { kept: tag == DiffTag::Equal, before: taken, after: given }
    };
    Some(operations.into_iter().map(run).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn joined_they_are_the_two_lists(
            before in prop::collection::vec(0..4, 0..20), after in prop::collection::vec(0..4, 0..20), steps in 0..2_000_usize,
        ) {
            let runs = runs(&before, &after, &mut Work::of(steps));
            prop_assert_eq!(&runs.iter().flat_map(|run| run.before).copied().collect::<Vec<_>>(), &before);
            prop_assert_eq!(&runs.iter().flat_map(|run| run.after).copied().collect::<Vec<_>>(), &after);
            prop_assert!(runs.iter().all(|run| !run.kept || run.before == run.after));
        }
    }
}
