//! The ladder: how far one person has come on one topic, by what was seen of them. Pure.
//!
//! 0 none, 1 watched, 2 together, 3 supervised, 4 alone, 5 teaches. Nobody types a level: it follows from observations and
//! attestations, and can be computed as it stood on any day.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::{access::Side, base::words::words};

/// Levels 4 and 5 lapse to 3 when the topic was not done without help for more than this many days, unless agreed otherwise.
pub const USUAL_LAPSE_DAYS: u16 = 60;
/// Unaided real cases, each on a day of its own, that "alone" takes.
pub const UNAIDED_NEEDED: usize = 2;

/// A level on the ladder, 0 to 5.
pub type Level = i32;

words! {
    /// How somebody did a topic when they were seen doing it.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
    #[serde(rename_all = "lowercase")]
    pub enum Mode {
        /// Looked on while an expert did it.
        Watched = "watched",
        /// Did it together with an expert.
        Together = "together",
        /// Did it while an expert looked on.
        Supervised = "supervised",
        /// Did it without an expert.
        Alone = "alone",
        /// Taught somebody else.
        Taught = "taught",
    }
}

impl Mode {
    /// Key of the text that names it.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Mode::Watched => "handover-mode-watched",
            Mode::Together => "handover-mode-together",
            Mode::Supervised => "handover-mode-supervised",
            Mode::Alone => "handover-mode-alone",
            Mode::Taught => "handover-mode-taught",
        }
    }

    /// Key of the text that says what it means.
    #[must_use]
    pub const fn meaning_key(self) -> &'static str {
        match self {
            Mode::Watched => "handover-mode-watched-means",
            Mode::Together => "handover-mode-together-means",
            Mode::Supervised => "handover-mode-supervised-means",
            Mode::Alone => "handover-mode-alone-means",
            Mode::Taught => "handover-mode-taught-means",
        }
    }

    /// The level that one observation in this mode is worth; what is above takes more than one.
    #[must_use]
    pub const fn worth(self) -> Level {
        match self {
            Mode::Watched => 1,
            Mode::Together => 2,
            Mode::Supervised | Mode::Alone | Mode::Taught => 3,
        }
    }

    /// Whether it was done without an expert's help.
    #[must_use]
    pub const fn is_unaided(self) -> bool {
        matches!(self, Mode::Alone | Mode::Taught)
    }
}

/// Key of the word for a level.
#[must_use]
pub const fn level_key(level: Level) -> &'static str {
    match level {
        5.. => "handover-level-5",
        4 => "handover-level-4",
        3 => "handover-level-3",
        2 => "handover-level-2",
        1 => "handover-level-1",
        _ => "handover-level-0",
    }
}

/// One observation on a topic, as far as the ladder goes.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Evidence {
    /// Who did it, by seat.
    pub seat: i32,
    pub mode: Mode,
    /// When.
    pub on: NaiveDate,
    /// Whether it was a real case and no exercise.
    pub real_case: bool,
    /// Whether the runbook was followed.
    pub by_runbook: bool,
    /// Who was taught, by seat.
    pub learner: Option<i32>,
}

/// One side's word that somebody does a topic alone.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Attestation {
    /// Of whom, by seat.
    pub seat: i32,
    /// Whose word.
    pub side: Side,
    /// Since when.
    pub on: NaiveDate,
}

/// Where somebody stands on a topic, and what the next level hangs on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// The level, 0 to 5.
    pub level: Level,
    /// Whether it was 4 or 5 and lapsed for want of use.
    pub lapsed: bool,
    /// Days with an unaided real case.
    pub unaided_days: usize,
    /// The sides that attested that it is done alone.
    pub attested: Vec<Side>,
    /// When it was last done without help.
    pub last_unaided: Option<NaiveDate>,
    /// The last day on which 4 or 5 holds without being used again; none below.
    pub holds_until: Option<NaiveDate>,
}

impl Standing {
    /// Whether a side may attest that this person does it alone.
    #[must_use]
    pub fn can_be_attested(&self) -> bool {
        self.unaided_days >= UNAIDED_NEEDED
    }

    /// The sides whose word is still missing for "alone".
    #[must_use]
    pub fn attestations_missing(&self) -> Vec<Side> {
        Side::BOTH.into_iter().filter(|side| !self.attested.contains(side)).collect()
    }
}

/// The sides that have yet to attest somebody on a topic whom the other side has attested; of those who are `seated`.
#[must_use]
pub fn owed(attestations: &[Attestation], seated: &BTreeSet<i32>) -> Vec<Side> {
    let by = |side: Side| {
        let words = attestations.iter().filter(|word| word.side == side && seated.contains(&word.seat));
        words.map(|word| word.seat).collect::<BTreeSet<_>>()
    };
    Side::BOTH.into_iter().filter(|side| by(side.other()).difference(&by(*side)).next().is_some()).collect()
}

/// Where somebody stood on a topic when `day` ended. The slices hold the topic's evidence on everybody; levels 4 and 5 lapse
/// after more than `lapse_days` without use.
#[must_use]
pub fn standing(seat: i32, evidence: &[Evidence], attestations: &[Attestation], lapse_days: u16, day: NaiveDate) -> Standing {
    let mut standing = without_teaching(seat, evidence, attestations, day);
    // Whether the pupil got there is asked without the pupil's own teaching, so that it ends.
    let has_taught = || {
        of(seat, evidence, day)
            .filter_map(|seen| seen.learner)
            .any(|learner| without_teaching(learner, evidence, attestations, day).level >= 3)
    };
    if standing.level == 4 && has_taught() {
        standing.level = 5;
    }
    if standing.level >= 4 {
        standing.holds_until = standing.last_unaided.and_then(|last| last.checked_add_days(Days::new(lapse_days.into())));
    }
    if standing.holds_until.is_some_and(|last_day| day > last_day) {
        standing.level = 3;
        standing.lapsed = true;
    }
    standing
}

fn of(seat: i32, evidence: &[Evidence], day: NaiveDate) -> impl Iterator<Item = &Evidence> {
    evidence.iter().filter(move |seen| seen.seat == seat && seen.on <= day)
}

fn without_teaching(seat: i32, evidence: &[Evidence], attestations: &[Attestation], day: NaiveDate) -> Standing {
    let mut unaided: Vec<NaiveDate> =
        of(seat, evidence, day).filter(|seen| seen.mode == Mode::Alone && seen.real_case).map(|seen| seen.on).collect();
    unaided.sort_unstable();
    unaided.dedup();
    let attested_by = |side: &Side| attestations.iter().any(|word| word.seat == seat && word.side == *side && word.on <= day);
    let mut standing = Standing {
        level: of(seat, evidence, day).map(|seen| seen.mode.worth()).max().unwrap_or(0),
        lapsed: false,
        unaided_days: unaided.len(),
        attested: Side::BOTH.into_iter().filter(attested_by).collect(),
        last_unaided: of(seat, evidence, day).filter(|seen| seen.mode.is_unaided()).map(|seen| seen.on).max(),
        holds_until: None,
    };
    if standing.can_be_attested() && standing.attestations_missing().is_empty() {
        standing.level = 4;
    }
    standing
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(number: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + Days::new(number.into())
    }

    fn seen(seat: i32, mode: Mode, on: u32) -> Evidence {
        Evidence { seat, mode, on: day(on), real_case: true, by_runbook: false, learner: (mode == Mode::Taught).then_some(9) }
    }

    fn both(seat: i32, on: u32) -> Vec<Attestation> {
        Side::BOTH.map(|side| Attestation { seat, side, on: day(on) }).into()
    }

    fn level(evidence: &[Evidence], attestations: &[Attestation], on: u32) -> Level {
        standing(1, evidence, attestations, USUAL_LAPSE_DAYS, day(on)).level
    }

    #[test]
    fn the_first_three_levels_follow_from_one_observation_each() {
        for (mode, expected) in [(Mode::Watched, 1), (Mode::Together, 2), (Mode::Supervised, 3), (Mode::Alone, 3), (Mode::Taught, 3)] {
            assert_eq!(level(&[seen(1, mode, 5)], &[], 5), expected, "{mode:?}");
            assert_eq!(level(&[seen(1, mode, 5)], &[], 4), 0, "{mode:?} was not seen yet");
            assert_eq!(level(&[seen(2, mode, 5)], &[], 5), 0, "{mode:?} was somebody else's");
        }
    }

    #[test]
    fn alone_takes_two_days_and_both_sides() {
        let same_day = [seen(1, Mode::Alone, 5), seen(1, Mode::Alone, 5)];
        assert_eq!(level(&same_day, &both(1, 6), 6), 3);
        let two_days = [seen(1, Mode::Alone, 5), seen(1, Mode::Alone, 6)];
        assert_eq!(level(&two_days, &[], 6), 3);
        assert_eq!(level(&two_days, &both(1, 6)[..1], 6), 3);
        assert_eq!(level(&two_days, &both(1, 6), 6), 4);
        assert_eq!(level(&two_days, &both(1, 7), 6), 3, "attested only the day after");
        let mut exercise = two_days.clone();
        exercise[1].real_case = false;
        assert_eq!(level(&exercise, &both(1, 6), 6), 3);
    }

    #[test]
    fn teaching_counts_when_the_pupil_got_there() {
        let mut evidence = vec![seen(1, Mode::Alone, 5), seen(1, Mode::Alone, 6), seen(1, Mode::Taught, 7)];
        assert_eq!(level(&evidence, &both(1, 6), 9), 4);
        evidence.push(seen(9, Mode::Supervised, 8));
        assert_eq!(level(&evidence, &both(1, 6), 9), 5);
        assert_eq!(level(&evidence, &[], 9), 3, "who does not do it alone cannot teach it");
    }

    #[test]
    fn what_is_not_used_lapses() {
        let evidence = [seen(1, Mode::Alone, 5), seen(1, Mode::Alone, 6)];
        let attested = both(1, 6);
        assert_eq!(level(&evidence, &attested, 66), 4);
        let lapsed = standing(1, &evidence, &attested, USUAL_LAPSE_DAYS, day(67));
        assert_eq!((lapsed.level, lapsed.lapsed), (3, true));
        let mut used_again = evidence.to_vec();
        used_again.push(seen(1, Mode::Alone, 67));
        assert_eq!(level(&used_again, &attested, 67), 4);
    }

    fn any_evidence() -> impl Strategy<Value = Evidence> {
        (1..4_i32, 0..5_usize, 0..100_u32, any::<bool>(), 1..4_i32).prop_map(|(seat, mode, on, real_case, learner)| {
            let mode = Mode::ALL[mode];
            Evidence {
                seat,
                mode,
                on: day(on),
                real_case,
                by_runbook: false,
                learner: (mode == Mode::Taught && learner != seat).then_some(learner),
            }
        })
    }

    fn any_attestation() -> impl Strategy<Value = Attestation> {
        (1..4_i32, any::<bool>(), 0..100_u32).prop_map(|(seat, client, on)| Attestation {
            seat,
            side: if client { Side::Client } else { Side::Provider },
            on: day(on),
        })
    }

    proptest! {
        #[test]
        fn more_evidence_never_takes_a_level_away(
            evidence in prop::collection::vec(any_evidence(), 0..20), more in any_evidence(),
            attestations in prop::collection::vec(any_attestation(), 0..8), on in 0..200_u32,
        ) {
            let before: Vec<_> = (1..4).map(|seat| standing(seat, &evidence, &attestations, USUAL_LAPSE_DAYS, day(on)).level).collect();
            let mut evidence = evidence;
            evidence.push(more);
            for (seat, before) in (1..4).zip(before) {
                prop_assert!(standing(seat, &evidence, &attestations, USUAL_LAPSE_DAYS, day(on)).level >= before);
            }
        }

        #[test]
        fn the_order_in_which_it_was_written_down_does_not_matter(
            evidence in prop::collection::vec(any_evidence(), 0..20), attestations in prop::collection::vec(any_attestation(), 0..8),
        ) {
            let backwards: Vec<_> = evidence.iter().rev().cloned().collect();
            for seat in 1..4 {
                let at_hundred = |evidence: &[Evidence]| standing(seat, evidence, &attestations, USUAL_LAPSE_DAYS, day(100));
                prop_assert_eq!(at_hundred(&evidence), at_hundred(&backwards));
            }
        }

        #[test]
        fn a_level_only_falls_by_lapsing(evidence in prop::collection::vec(any_evidence(), 0..20), attestations in prop::collection::vec(any_attestation(), 0..8)) {
            for on in 0..160 {
                let at = |on| standing(1, &evidence, &attestations, USUAL_LAPSE_DAYS, day(on));
                let (today, tomorrow) = (at(on), at(on + 1));
                prop_assert!(tomorrow.level >= today.level || tomorrow.lapsed);
            }
        }
    }
}
