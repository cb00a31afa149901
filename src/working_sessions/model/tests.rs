//! The states of a session, on plain data.

use proptest::prelude::*;

use super::*;
use crate::base::words::UnknownWord;

fn now() -> DateTime<Utc> {
    "2026-07-15T08:00:00Z".parse().unwrap()
}

fn by() -> By {
    By { who: "Samir Haddad".into(), at: now() }
}

fn setting(from: &str) -> Setting {
    let from: DateTime<Utc> = from.parse().unwrap();
    Setting { place: "Kiel".into(), from, to: from + chrono::TimeDelta::hours(2), people: vec![], topics: vec![] }
}

fn planned(from: &str) -> Session {
    Session {
        number: 1,
        title: "Unaided week".into(),
        agenda: String::new(),
        added: by(),
        added_side: Side::Provider,
        revision: 0,
        zone: Tz::Europe__Berlin,
        plan: Some(setting(from)),
        begun: None,
        cancelled: None,
        records: vec![],
        steps: vec![],
        files: vec![],
    }
}

fn record(round: i32, side: Side) -> Record {
    Record {
        round,
        setting: setting("2026-07-15T07:00:00Z"),
        changed: String::new(),
        outcome: "One assist".into(),
        by: by(),
        side,
        answered: None,
    }
}

fn key<T: std::fmt::Debug>(result: Result<T, Refusal>) -> &'static str {
    result.err().map_or("", |refusal| refusal.key())
}

#[test]
fn nothing_begins_or_is_recorded_before_its_day() {
    let tomorrow = planned("2026-07-16T07:00:00Z");
    assert_eq!(key(tomorrow.check_begin(now())), "refused-session-not-yet");
    assert_eq!(key(tomorrow.check_record(Side::Client, 1, now())), "refused-session-not-yet");
    // Just after midnight where the client works it is still the day before elsewhere.
    let late: DateTime<Utc> = "2026-07-15T22:30:00Z".parse().unwrap();
    assert_eq!(key(tomorrow.check_begin(late)), "");
    let ahead = NewRecord {
        setting: NewSetting { place: "Kiel".into(), from: now() + chrono::TimeDelta::minutes(1), to: late, people: vec![], topics: vec![] },
        changed: String::new(),
        outcome: "x".into(),
        steps: vec![],
        kept: vec![],
    };
    assert_eq!(key(ahead.check(now())), "refused-session-not-yet");
    // What goes on has not been so; what ended just now has.
    let until = |to| NewRecord { setting: NewSetting { from: now() - TimeDelta::hours(1), to, ..ahead.setting.clone() }, ..ahead.clone() };
    assert_eq!(key(until(now() + TimeDelta::minutes(2)).check(now())), "refused-session-not-over");
    assert_eq!(key(until(now() + GRACE).check(now())), "");
}

#[test]
fn what_has_begun_can_be_cancelled_but_not_what_was_recorded() {
    let mut session = planned("2026-07-15T07:00:00Z");
    session.begun = Some(by());
    assert_eq!(key(session.check_cancel()), "");
    session.records.push(record(1, Side::Provider));
    assert_eq!(key(session.check_cancel()), "refused-session-recorded");
}

#[test]
fn the_last_round_is_not_corrected_any_more() {
    let mut session = planned("2026-07-15T07:00:00Z");
    session.records.push(record(MOST_ROUNDS, Side::Provider));
    assert_eq!(key(session.check_answer(Side::Client, MOST_ROUNDS, Answer::Corrected)), "refused-session-enough-rounds");
    assert_eq!(key(session.check_answer(Side::Client, MOST_ROUNDS, Answer::Confirmed)), "");
    // Nor does one go on that was corrected before that was so.
    session.records[0].answered = Some(Answered { answer: Answer::Corrected, correction: "Not so".into(), by: by() });
    assert_eq!(key(session.check_record(Side::Provider, MOST_ROUNDS + 1, now())), "refused-session-enough-rounds");
}

#[test]
fn the_other_side_answers_and_the_recording_side_writes_on() {
    let mut session = planned("2026-07-15T07:00:00Z");
    assert_eq!((session.status(), session.waits_on()), (Status::Planned, None));
    session.begun = Some(by());
    assert_eq!(session.status(), Status::Running);
    assert_eq!(key(session.check_planned()), "refused-session-begun");
    assert_eq!(key(session.check_record(Side::Provider, 1, now())), "");
    session.records.push(record(1, Side::Provider));
    assert_eq!((session.status(), session.waits_on()), (Status::Recorded, Some(Side::Client)));
    assert_eq!(key(session.check_record(Side::Client, 1, now())), "refused-session-recorded", "two record at once");
    assert_eq!(key(session.check_answer(Side::Provider, 1, Answer::Confirmed)), "refused-session-own-record");
    let corrected = Answered { answer: Answer::Corrected, correction: "Two assists".into(), by: by() };
    session.records[0].answered = Some(corrected);
    assert_eq!((session.status(), session.waits_on()), (Status::Corrected, Some(Side::Provider)));
    assert_eq!(key(session.check_answer(Side::Client, 1, Answer::Confirmed)), "refused-session-answered");
    assert_eq!(key(session.check_record(Side::Client, 2, now())), "refused-session-other-side-amends");
    assert_eq!(key(session.check_record(Side::Provider, 2, now())), "");
}

#[test]
fn a_step_is_done_once_by_its_side_or_dropped_by_either() {
    let mut session = planned("2026-07-15T07:00:00Z");
    session.steps.push(Step {
        number: 1,
        text: "Send the list".into(),
        owner: Uuid::nil(),
        owner_name: "Samir Haddad".into(),
        seated: true,
        side: Side::Provider,
        due_on: "2026-07-16".parse().unwrap(),
        due_at: Some(now()),
        dropped: None,
        done: None,
        note: String::new(),
    });
    let refused = |session: &Session, side| match session.check_done(1, side) {
        Err(Error::Refused(refusal)) => refusal.key(),
        _ => "",
    };
    assert_eq!(refused(&session, Side::Client), "refused-step-of-other-side");
    assert_eq!(refused(&session, Side::Provider), "");
    assert!(matches!(session.check_done(2, Side::Provider), Err(Error::NotFound)));
    assert!(session.check_drop(1).is_ok());
    assert!(matches!(session.check_drop(2), Err(Error::NotFound)));
    let later = now() + TimeDelta::seconds(1);
    assert!(!session.steps[0].is_overdue(now()));
    assert!(session.steps[0].is_overdue(later));
    for dropped in [Dropped::InRound(2), Dropped::Said { why: "Not needed".into(), by: by() }] {
        session.steps[0].dropped = Some(dropped);
        assert_eq!(refused(&session, Side::Provider), "refused-step-dropped");
        assert!(session.check_drop(1).is_err());
    }
    session.steps[0].dropped = None;
    session.steps[0].done = Some(by());
    assert_eq!(refused(&session, Side::Provider), "refused-step-done");
    assert!(session.check_drop(1).is_err());
    assert!(!session.steps[0].is_overdue(later));
}

#[test]
fn words_read_back() {
    for answer in Answer::ALL {
        assert_eq!(answer.as_str().parse(), Ok(answer));
    }
    assert_eq!("perhaps".parse::<Answer>(), Err(UnknownWord));
}

fn any_side() -> impl Strategy<Value = Side> {
    prop_oneof![Just(Side::Client), Just(Side::Provider)]
}

proptest! {
    /// Whatever is tried in whatever order by whichever side: rounds count up without a gap and all by one side, at most the last
    /// is unanswered, nothing follows a confirmation, and exactly what waits on a side can be done by it.
    #[test]
    fn rounds_alternate(steps in prop::collection::vec((prop_oneof![2 => 0..5_u8, 3 => 2..4_u8, 3 => Just(5)], any_side()), 0..240)) {
        let mut session = planned("2026-07-15T07:00:00Z");
        for (step, side) in steps {
            let round = session.next_round();
            match step {
                0 => if session.check_begin(now()).is_ok() { session.begun = Some(by()); },
                1 => if session.check_cancel().is_ok() {
                    session.cancelled = Some(Cancellation { why: "Ill".into(), by: by() });
                },
                2 | 3 => if session.check_record(side, round, now()).is_ok() { session.records.push(record(round, side)); },
                _ => {
                    let (answer, correction) = if step == 4 { (Answer::Confirmed, "") } else { (Answer::Corrected, "Not so") };
                    if session.check_answer(side, round - 1, answer).is_err() { continue; }
                    session.records.last_mut().unwrap().answered = Some(Answered { answer, correction: correction.into(), by: by() });
                },
            }
            let rounds: Vec<i32> = session.records.iter().map(|record| record.round).collect();
            prop_assert_eq!(&rounds, &(1..=rounds.len() as i32).collect::<Vec<_>>());
            prop_assert!(session.records.iter().all(|record| record.side == session.records[0].side));
            let before_last = session.records.len().saturating_sub(1);
            let is_corrected = |record: &Record| record.answered.as_ref().is_some_and(|answered| answered.answer == Answer::Corrected);
            prop_assert!(session.records[..before_last].iter().all(is_corrected));
            prop_assert!(session.cancelled.is_none() || session.records.is_empty());
            for side in Side::BOTH {
                let round = session.next_round();
                let can = session.check_answer(side, round - 1, Answer::Confirmed).is_ok()
                    || (!session.records.is_empty() && session.check_record(side, round, now()).is_ok());
                prop_assert_eq!(session.waits_on() == Some(side), can);
            }
            prop_assert!(session.next_round() <= MOST_ROUNDS + 1);
            if session.next_round() > MOST_ROUNDS {
                prop_assert!(session.status() != Status::Corrected);
            }
        }
    }
}
