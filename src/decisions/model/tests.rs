use proptest::prelude::*;

use super::*;

fn asked(kind: Kind) -> Decision {
    Decision {
        number: 1,
        kind,
        question: "Up to what amount?".into(),
        background: String::new(),
        options: vec!["€500".into(), "€1,000".into(), "€2,500".into()],
        asked_of: None,
        due_on: NaiveDate::default(),
        session: None,
        proposed_by: "Claire".into(),
        proposed_side: Side::Provider,
        proposed_at: DateTime::UNIX_EPOCH,
        statements: Vec::new(),
        withdrawn: None,
    }
}

impl Decision {
    fn states(&mut self, act: Act, side: Side, option: i32) {
        let (number, why, by) = (self.statements.len() as i32 + 1, "Because.".into(), "Ines".into());
        self.statements.push(Statement { number, act, option, why, by, side, at: DateTime::UNIX_EPOCH });
    }
}

fn key(refused: Result<(), Refusal>) -> &'static str {
    refused.err().map_or("", |refusal| refusal.key())
}

#[test]
fn the_latest_advice_on_a_what_counts_and_need_not_be_followed() {
    let mut what = asked(Kind::What);
    assert_eq!((what.state(), what.followed()), (State::Open, None));
    what.states(Act::Advised, Side::Provider, 2);
    what.states(Act::Advised, Side::Provider, 1);
    assert_eq!(what.advice().map(|advice| advice.option), Some(1));
    assert_eq!(key(what.check_seen(1)), "refused-decision-newer-advice");
    assert!(what.check_seen(2).is_ok());
    assert_eq!(key(what.check(Act::Decided, Side::Provider, 1)), "refused-decision-other-side");
    assert!(what.check(Act::Decided, Side::Client, 2).is_ok());
    what.states(Act::Decided, Side::Client, 2);
    assert_eq!((what.state(), what.followed()), (State::Decided, Some(false)));
    assert_eq!(key(what.check(Act::Decided, Side::Client, 1)), "refused-decision-decided");
    assert_eq!(key(what.check(Act::Advised, Side::Provider, 1)), "refused-decision-decided");
    assert_eq!(key(what.check(Act::Overruled, Side::Client, 1)), "refused-decision-what-stands");
    assert_eq!(key(what.check_withdrawable(Side::Provider)), "refused-decision-decided");
}

#[test]
fn a_what_without_advice_follows_none() {
    let mut what = asked(Kind::What);
    what.states(Act::Decided, Side::Client, 3);
    assert_eq!((what.advice(), what.followed()), (None, None));
}

#[test]
fn the_answer_to_a_how_is_the_advice_even_when_it_is_overruled() {
    let mut how = asked(Kind::How);
    assert_eq!(key(how.check(Act::Advised, Side::Provider, 1)), "refused-decision-how-is-answered");
    assert_eq!(key(how.check(Act::Overruled, Side::Client, 1)), "refused-decision-unanswered");
    assert_eq!(key(how.check(Act::Decided, Side::Client, 1)), "refused-decision-other-side");
    how.states(Act::Decided, Side::Provider, 1);
    assert_eq!(how.followed(), Some(true));
    assert_eq!(key(how.check(Act::Overruled, Side::Client, 1)), "refused-decision-same-option");
    assert!(how.check(Act::Overruled, Side::Client, 3).is_ok());
    how.states(Act::Overruled, Side::Client, 3);
    assert_eq!((how.advice().map(|advice| advice.option), how.decided().map(|decided| decided.option)), (Some(1), Some(3)));
    assert_eq!(how.followed(), Some(false));
    assert_eq!(key(how.check(Act::Overruled, Side::Client, 2)), "refused-decision-decided");
}

#[test]
fn only_the_asking_side_takes_an_open_question_back() {
    let mut what = asked(Kind::What);
    assert_eq!(key(what.check_withdrawable(Side::Client)), "refused-decision-not-asked-by-you");
    assert!(what.check_withdrawable(Side::Provider).is_ok());
    what.withdrawn = Some(Withdrawal { why: "Asked twice.".into(), by: "Claire".into(), at: DateTime::UNIX_EPOCH });
    assert_eq!(what.state(), State::Withdrawn);
    assert_eq!(key(what.check_withdrawable(Side::Provider)), "refused-decision-withdrawn");
    assert_eq!(key(what.check(Act::Decided, Side::Client, 1)), "refused-decision-withdrawn");
}

#[test]
fn advice_has_an_end() {
    let mut what = asked(Kind::What);
    for _ in 0..MOST_ADVICE {
        what.states(Act::Advised, Side::Provider, 1);
    }
    assert_eq!(key(what.check(Act::Advised, Side::Provider, 2)), "refused-decision-enough-advice");
    assert!(what.check(Act::Decided, Side::Client, 2).is_ok());
}

#[test]
fn places_count_from_one() {
    let what = asked(Kind::What);
    assert_eq!([-1, 0, 1, 3, 4].map(|place| what.option(place)), [None, None, Some("€500"), Some("€2,500"), None]);
}

#[test]
fn words_read_back() {
    for kind in Kind::ALL {
        assert_eq!(kind.as_str().parse(), Ok(kind));
    }
    for state in State::ALL {
        assert_eq!(state.as_str().parse(), Ok(state));
    }
}

#[test]
fn a_search_is_its_words() {
    assert_eq!(words("  \"Approval\tLIMIT\", limit "), ["approval", "limit"]);
    assert_eq!(words("2 % of €1,000?"), ["2", "%", "of", "1,000"]);
    assert_eq!(words("Rücklauf — ÜBER"), ["rücklauf", "—", "über"]);
    assert_eq!(words(" "), Vec::<String>::new());
}

proptest! {
    /// Whatever is tried in whatever order: what is open to a side can be stated by it and nothing else; there is at most one
    /// decision and one overruling, in this order, each by the side it belongs to; what was stated stays; nothing follows a
    /// withdrawal.
    #[test]
    fn decisions_stand(is_what in any::<bool>(), steps in proptest::collection::vec((0..4_u8, any::<bool>(), 1..=3_i32), 0..60)) {
        let mut decision = asked(if is_what { Kind::What } else { Kind::How });
        for (step, client, option) in steps {
            let side = if client { Side::Client } else { Side::Provider };
            let before = decision.clone();
            match step {
                0..=2 => {
                    let act = [Act::Advised, Act::Decided, Act::Overruled][usize::from(step)];
                    let same = act == Act::Overruled && decision.decided().is_some_and(|answer| answer.option == option);
                    prop_assert_eq!(decision.check(act, side, option).is_ok(), decision.open_to(side) == Some(act) && !same);
                    if decision.check(act, side, option).is_ok() { decision.states(act, side, option); }
                }
                _ => if decision.check_withdrawable(side).is_ok() {
                    prop_assert_eq!(decision.state(), State::Open);
                    decision.withdrawn = Some(Withdrawal { why: "x".into(), by: "Claire".into(), at: DateTime::UNIX_EPOCH });
                },
            }
            prop_assert!(decision.statements.starts_with(&before.statements));
            prop_assert!(before.withdrawn.is_none() || decision == before);
            let acts: Vec<_> = decision.statements.iter().map(|statement| (statement.act, statement.side)).collect();
            let deciding: Vec<_> = acts.iter().filter(|(act, _)| *act != Act::Advised).copied().collect();
            let (first, second) = ((Act::Decided, decision.kind.side()), (Act::Overruled, Side::Client));
            prop_assert!(deciding.is_empty() || deciding == [first] || (!is_what && deciding == [first, second]));
            prop_assert!(acts.iter().all(|(act, side)| *act != Act::Advised || (is_what && *side == Side::Provider)));
            prop_assert!(acts.iter().position(|(act, _)| *act != Act::Advised).is_none_or(|at| acts.len() - at == deciding.len()));
        }
    }
}
