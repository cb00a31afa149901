//! Two lists as runs of what is in both and of what is not. Pure.

use std::hash::Hash;

use similar::{Algorithm, DiffTag, capture_diff_slices};

/// A part of both lists.
pub(super) struct Run<'a, T> {
    /// Whether it is the same in both.
    pub kept: bool,
    /// What the earlier list has here.
    pub before: &'a [T],
    /// What the later list has here.
    pub after: &'a [T],
}

/// All runs, in order: joined, their parts are the two lists.
pub(super) fn runs<'a, T: Eq + Hash + Ord>(before: &'a [T], after: &'a [T]) -> Vec<Run<'a, T>> {
    let operations = capture_diff_slices(Algorithm::Myers, before, after);
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
    operations.into_iter().map(run).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn joined_they_are_the_two_lists(before in prop::collection::vec(0..4, 0..20), after in prop::collection::vec(0..4, 0..20)) {
            let runs = runs(&before, &after);
            prop_assert_eq!(&runs.iter().flat_map(|run| run.before).copied().collect::<Vec<_>>(), &before);
            prop_assert_eq!(&runs.iter().flat_map(|run| run.after).copied().collect::<Vec<_>>(), &after);
            prop_assert!(runs.iter().all(|run| !run.kept || run.before == run.after));
        }
    }
}
