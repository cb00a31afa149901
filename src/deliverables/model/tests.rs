use proptest::prelude::*;

use super::*;
use crate::base::words::UnknownWord;

#[derive(Clone, Copy, Debug)]
enum Act {
    Start,
    Submit,
    Review(i32, Decision),
    Deem(i32),
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let act = prop_oneof![
        Just(Act::Start),
        Just(Act::Submit),
        (1..5, any::<bool>()).prop_map(|(number, accept)| Act::Review(number, if accept { Decision::Accept } else { Decision::Return })),
        (1..5).prop_map(Act::Deem),
    ];
    prop::collection::vec(act, 0..30)
}

proptest! {
    #[test]
    fn whatever_is_tried_a_deliverable_stays_sound(acts in acts()) {
        let mut state = State::Planned;
        for act in acts {
            let next = match act {
                Act::Start => state.start().ok(),
                Act::Submit => state.submit().ok(),
                Act::Review(number, decision) => state.review(number, decision).ok(),
                Act::Deem(number) => state.deem(number),
            };
            let Some(next) = next else { continue };
            prop_assert!(!state.is_finished(), "{state:?} is the end, but {act:?} led to {next:?}");
            prop_assert_eq!(next.submissions() - state.submissions(), i32::from(matches!(act, Act::Submit)));
            if let Act::Review(number, _) | Act::Deem(number) = act {
                prop_assert_eq!(state, State::Submitted(number));
            }
            prop_assert_eq!(State::of(next.as_str(), next.submissions()), Ok(next));
            prop_assert_eq!(next.takes_submission(), next.submit().is_ok());
            state = next;
        }
    }
}

#[test]
fn states_that_cannot_be_are_refused() {
    for (word, submissions) in [("planned", 1), ("in_work", 2), ("submitted", 0), ("returned", 0), ("accepted", -1), ("done", 1)] {
        assert_eq!(State::of(word, submissions), Err(UnknownWord), "{word} {submissions}");
    }
}

#[test]
fn a_review_of_an_older_submission_names_the_newer() {
    let refusal = State::Submitted(2).review(1, Decision::Accept).unwrap_err();
    assert_eq!(refusal, Refusal::new("refused-newer-submission").with("submission", 1).with("newer", 2));
    assert_eq!(State::Accepted(2).review(2, Decision::Return).unwrap_err().key(), "refused-already-reviewed");
    assert_eq!(State::DeemedAccepted(1).review(1, Decision::Return).unwrap_err().key(), "refused-deemed-accepted");
}

fn finding(position: i32, met: bool, remark: &str) -> Finding {
    Finding { position, met, remark: remark.to_owned() }
}

#[test]
fn accepting_takes_every_criterion_and_returning_cites_one() {
    use Decision::{Accept, Return};
    let faults = |decision, findings: &[Finding], remark: &str, criteria| {
        Verdict { decision, findings: findings.to_vec(), remark: remark.to_owned(), seen_files: 0 }.faults(criteria)
    };
    let (met, unmet, unexplained) = (finding(1, true, ""), finding(2, false, "freight is missing"), finding(2, false, ""));
    assert_eq!(faults(Accept, &[met.clone(), finding(2, true, "")], "", 2), []);
    assert_eq!(faults(Accept, std::slice::from_ref(&met), "", 2), [VerdictFault::Unjudged(2)]);
    assert_eq!(faults(Accept, &[met.clone(), unmet.clone()], "", 2), [VerdictFault::AcceptedUnmet(2)]);
    assert_eq!(faults(Return, &[met.clone(), unmet], "", 2), []);
    assert_eq!(faults(Return, &[met.clone(), unexplained], "", 2), [VerdictFault::UnmetWithoutRemark(2)]);
    assert_eq!(faults(Return, &[met], "I do not like it", 1), [VerdictFault::ReturnedMet]);
    assert_eq!(faults(Accept, &[], "", 0), []);
    assert_eq!(faults(Return, &[], "", 0), [VerdictFault::ReturnedWithoutReason]);
    assert_eq!(faults(Return, &[], "Half of it is missing.", 0), []);
}

#[test]
fn criteria_are_chosen_in_the_version_that_was_read() {
    let criteria = ["fast".to_owned(), "right".to_owned()];
    let some = |version, places: &[i32]| AnswersFor::Some { version, places: places.to_vec() };
    assert_eq!(AnswersFor::All.texts(3, &criteria), Ok(vec!["fast", "right"]));
    assert_eq!(AnswersFor::All.texts(3, &[]), Ok(vec![]));
    assert_eq!(some(3, &[2, 9]).texts(3, &criteria), Ok(vec!["right"]));
    assert_eq!(some(3, &[]).texts(3, &criteria).unwrap_err().key(), "refused-no-criterion");
    assert_eq!(some(2, &[2]).texts(3, &criteria).unwrap_err().key(), "refused-scope-moved-on");
}

#[test]
fn nothing_is_deemed_without_notice() {
    let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
    let mut windows = Windows {
        remind_at: Some(at("2026-06-15T15:00:00Z")),
        review_due_at: at("2026-06-16T15:00:00Z"),
        second_due_at: at("2026-06-23T15:00:00Z"),
        deems: true,
        reminded_at: None,
        noticed_at: None,
    };
    assert!(!windows.notice_is_due(at("2026-06-16T15:00:00Z")));
    assert!(windows.notice_is_due(at("2026-06-16T15:00:01Z")));
    assert!(!windows.deemed(at("2026-07-01T00:00:00Z")));
    windows.noticed_at = Some(at("2026-06-16T15:01:00Z"));
    assert!(!windows.notice_is_due(at("2026-06-16T15:02:00Z")));
    assert!(!windows.deemed(at("2026-06-23T15:00:00Z")));
    assert!(windows.deemed(at("2026-06-23T15:00:01Z")));
    assert!(!Windows { deems: false, ..windows }.deemed(at("2026-07-23T15:00:00Z")), "where it only reminds, nothing is ever deemed");
}
