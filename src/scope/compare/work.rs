//! How much comparing is done before the rest is taken as another text. Pure.
//!
//! What two texts have in common takes work that grows with the square of what differs, and nobody reads word by word where very
//! much does. So all comparing is paid from an allowance, in steps of about the same time: a comparison takes as long as its
//! allowance at most, whatever was written, and finds the same whenever it is done.

/// The steps that a comparison of two versions may take.
pub(super) const ALLOWANCE: usize = 12_000_000;
/// And those for the order of the lines of a section, beside it.
pub(super) const ORDER: usize = ALLOWANCE / 8;
/// Looking a word up costs as much as so many steps.
pub(super) const LOOK_UP: usize = 10;
/// What is found to be within the allowance is then done, which takes about twice as many steps once more.
const DONE_AGAIN: usize = 3;

/// What is left of an allowance.
#[derive(Debug)]
pub struct Work {
    left: usize,
}

impl Work {
    /// So many steps.
    #[must_use]
    pub const fn of(steps: usize) -> Work {
        Work { left: steps }
    }

    /// An equal part of it, for each of so many.
    #[must_use]
    pub fn share(&self, parts: usize) -> Work {
        Work { left: self.left / parts.max(1) }
    }

    /// Takes steps; `false` when there are not so many left, and then none are.
    pub(super) fn take(&mut self, steps: usize) -> bool {
        let is_enough = steps <= self.left;
        self.left = self.left.saturating_sub(steps);
        is_enough
    }

    /// Takes the steps of comparing two lists of which both ends differ: as many as the furthest reaching paths take (Myers, 1986).
    /// `false` when there are not so many left.
    pub(super) fn covers(&mut self, old: &[u32], new: &[u32]) -> bool {
        let most = old.len() + new.len();
        // How far in `old` the paths have come. On diagonal `k`, which stands at `k + most + 1`, they have come `k` less far in `new`.
        let mut reached = vec![0_usize; 2 * most + 3];
        for edits in 0..=most {
            for diagonal in (most + 1 - edits..=most + 1 + edits).step_by(2) {
                let (before, behind) = (reached[diagonal - 1], reached[diagonal + 1]);
                let is_lowest = diagonal == most + 1 - edits;
                let is_highest = diagonal == most + 1 + edits;
                let goes_down = edits == 0 || is_lowest || !is_highest && before < behind;
                let mut place = if goes_down { behind } else { before + 1 };
                let begun = place;
                let other = |place: usize| (place + most + 1).checked_sub(diagonal);
                while other(place).and_then(|other| new.get(other)).is_some_and(|unit| old.get(place) == Some(unit)) {
                    place += 1;
                }
                if !self.take(DONE_AGAIN * (1 + place - begun)) {
                    return false;
                }
                if place >= old.len() && other(place).is_some_and(|other| other >= new.len()) {
                    return true;
                }
                reached[diagonal] = place;
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What comparing two lists takes.
    fn taken(old: &[u32], new: &[u32]) -> usize {
        let mut work = Work::of(usize::MAX);
        assert!(work.covers(old, new));
        usize::MAX - work.left
    }

    #[test]
    fn it_grows_with_what_differs_and_not_with_what_stays() {
        let long: Vec<u32> = (0..10_000).collect();
        let mut other = long.clone();
        (other[0], other[9_999]) = (20_000, 20_001);
        assert!(taken(&long, &other) < 10 * DONE_AGAIN * 10_000);
        let all_other: Vec<u32> = (10_000..11_000).collect();
        assert!(taken(&long[..1_000], &all_other) > 1_000_000);
        let mut little = Work::of(100_000);
        assert!(!little.covers(&long[..1_000], &all_other), "more than there is is not begun for long");
        assert!(!little.take(1));
    }

    proptest! {
        #[test]
        fn whatever_is_compared_comes_to_an_end(old in prop::collection::vec(0..4_u32, 0..30), new in prop::collection::vec(0..4_u32, 0..30)) {
            let most = old.len() + new.len();
            prop_assert!(taken(&old, &new) <= DONE_AGAIN * (most + 1) * (most + 2) + DONE_AGAIN * most * (most + 1));
        }
    }
}
