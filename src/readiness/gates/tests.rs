//! The gates on plain data: the worked example to the word, and rules that hold whatever the records are.

use chrono::{Days, NaiveTime, TimeDelta};
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::{
    base::calendar::BusinessCalendar,
    readiness::{
        facts::{Assist, OpenTurn},
        ladder::{Attestation, Evidence, USUAL_LAPSE_DAYS},
        light::{Light, Readiness},
    },
    turns::{
        model::{Promise, Promises},
        queries::calendar,
    },
};

const MERYEM: i32 = 3;
const TOBIAS: i32 = 2;
const OLAF: i32 = 5;

fn weekdays() -> BusinessCalendar {
    let (opens, closes) = ("09:00".parse().unwrap(), "17:00".parse().unwrap());
    calendar("Europe/Berlin", &[true, true, true, true, true, false, false], opens, closes, Vec::new()).unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn now() -> DateTime<Utc> {
    "2026-07-15T08:00:00Z".parse().unwrap()
}

/// Evidence that puts somebody on a level by 1 July, the climb to 3 made in the spring.
fn climbed(seat: i32, level: Level) -> (Vec<Evidence>, Vec<Attestation>) {
    let seen = |mode, on: &str, learner| Evidence { seat, mode, on: day(on), real_case: true, by_runbook: level >= 3, learner };
    let mut evidence = match level {
        0 => vec![],
        1 => vec![seen(Mode::Watched, "2026-04-14", None)],
        2 => vec![seen(Mode::Together, "2026-04-21", None)],
        _ => vec![seen(Mode::Supervised, "2026-05-12", None)],
    };
    let mut attestations = vec![];
    if level >= 4 {
        evidence.extend([seen(Mode::Alone, "2026-06-29", None), seen(Mode::Alone, "2026-06-30", None)]);
        attestations = Side::BOTH.map(|side| Attestation { seat, side, on: day("2026-07-01") }).into();
    }
    if level == 5 {
        evidence.push(seen(Mode::Taught, "2026-07-01", Some(TOBIAS)));
    }
    (evidence, attestations)
}

fn topic(number: i32, critical: bool, people_needed: i32, levels: [Level; 3]) -> Topic {
    let climbs = [MERYEM, TOBIAS, OLAF].into_iter().zip(levels).map(|(seat, level)| climbed(seat, level));
    let (evidence, attestations): (Vec<_>, Vec<_>) = climbs.unzip();
    Topic {
        number,
        title: format!("Topic {number}"),
        line: "S6".into(),
        critical,
        people_needed,
        target_level: 4,
        lapse_days: USUAL_LAPSE_DAYS,
        runbook_url: Some("https://nordlicht.example/runbook".into()),
        runbook_file: false,
        evidence: evidence.concat(),
        attestations: attestations.concat(),
        last_assist: None,
    }
}

fn deliverable(number: i32, acceptance: Acceptance) -> Deliverable {
    Deliverable { number, title: format!("Deliverable {number}"), line: format!("S{number}"), acceptance }
}

/// The worked example's transfer on 15 July.
fn worked_example() -> (Facts, Milestone) {
    let promise = Promise { days: 3, calendar: weekdays() };
    let person = |seat, name: &str, role: &str| Person {
        seat,
        id: Uuid::from_u128(seat.unsigned_abs().into()),
        name: name.into(),
        role: role.into(),
        active: true,
    };
    let mut failed_xml = topic(5, true, 2, [2, 3, 3]);
    failed_xml.last_assist = Some(Assist { seat: TOBIAS, on: day("2026-07-14") });
    let handover = Milestone {
        number: 5,
        title: "Handover".into(),
        at: "2026-07-31T16:00:00Z".parse().unwrap(),
        owner: Some(TOBIAS),
        signed_at: None,
        signed_by: vec![],
        topics: vec![1, 2, 3, 4, 5],
        deliverables: vec![1, 2, 3, 4, 5],
    };
    let facts = Facts {
        engagement: Uuid::nil(),
        client: "Nordlicht".into(),
        promises: Promises { client: promise.clone(), provider: promise, review_days: 5, second_review_days: 5, deems_acceptance: true },
        people: vec![
            person(1, "Ines Brandt", "sponsor"),
            person(TOBIAS, "Tobias Lenz", "lead"),
            person(MERYEM, "Meryem Kaya", "member"),
            person(4, "Jonas Petersen", "member"),
            person(OLAF, "Olaf Ritter", "member"),
        ],
        topics: vec![
            topic(1, true, 2, [5, 4, 0]),
            topic(2, true, 2, [3, 4, 2]),
            topic(3, false, 1, [4, 4, 0]),
            topic(4, false, 1, [3, 4, 0]),
            failed_xml,
        ],
        deliverables: vec![
            deliverable(1, Acceptance::Accepted),
            deliverable(2, Acceptance::Accepted),
            deliverable(3, Acceptance::Accepted),
            deliverable(4, Acceptance::DeemedAccepted),
            deliverable(5, Acceptance::Open),
            deliverable(6, Acceptance::Open),
        ],
        milestones: vec![handover.clone()],
        blocking: vec![],
        changes: vec![],
        waivers: vec![],
        assist_free_days: 10,
        effects: vec![],
        turns: vec![OpenTurn {
            thing: "D5".into(),
            ask: "review_submission".into(),
            side: Side::Client,
            to: None,
            due_at: "2026-07-17T15:00:00Z".parse().unwrap(),
        }],
    };
    (facts, handover)
}

fn said(gates: &[Gate], state: GateState) -> Vec<String> {
    gates.iter().filter(|gate| gate.state == state).map(|gate| gate.reason.say(Language::En)).collect()
}

#[test]
fn the_worked_example_comes_out_as_it_is_written() {
    let (facts, handover) = worked_example();
    let gates = gates(&facts, &handover, now());
    assert_eq!(
        said(&gates, GateState::Blocked),
        [
            "T2 has one person at level 4 and needs two",
            "T5 has nobody at level 4",
            "D5 is not accepted (two business days left)",
            "An assist on T5 on 14 July",
        ]
    );
    assert_eq!(said(&gates, GateState::Warning), ["D4 is only deemed accepted"]);
    assert_eq!(
        said(&gates, GateState::Pass),
        [
            "T1 has two people at level 4 and needs two",
            "T3 has two people at level 4 and needs one",
            "T4 has one person at level 4 and needs one",
            "D1 is accepted",
            "D2 is accepted",
            "D3 is accepted",
            "No assist on T1 in the last 10 business days",
            "No assist on T2 in the last 10 business days",
            "The runbook of T1 was rehearsed by Meryem Kaya",
            "The runbook of T2 was rehearsed by Tobias Lenz",
            "The runbook of T3 was rehearsed by Meryem Kaya",
            "The runbook of T4 was rehearsed by Tobias Lenz",
            "The runbook of T5 was rehearsed by Olaf Ritter",
            "Tobias Lenz owns it at Nordlicht",
            "No blocking feedback is open on what it covers",
            "No open change touches what it covers",
            "No effect elsewhere waits to be acknowledged",
        ]
    );
}

#[test]
fn every_blocked_gate_says_whose_turn_it_is_and_what_opens_it() {
    let (facts, handover) = worked_example();
    let next: Vec<_> = gates(&facts, &handover, now())
        .iter()
        .filter_map(|gate| gate.next.as_ref())
        .map(|next| format!("{}, {}: {}", next.side, next.who(Language::En), next.step.say(Language::En)))
        .collect();
    assert_eq!(
        next,
        [
            "client, Meryem Kaya: Meryem Kaya does 2 real cases unaided, on different days",
            "client, Tobias Lenz: Tobias Lenz does 2 real cases unaided, on different days",
            "client, Sponsor, Lead: accept D5 or return it",
            "client, Tobias Lenz: do T5 without help until 28 July",
        ]
    );
}

#[test]
fn nobody_is_asked_for_what_their_seat_does_not_allow() {
    let (mut facts, _) = worked_example();
    let asked = |facts: &Facts| people(facts, &facts.topics[1], day("2026-07-15")).next.unwrap().who(Language::En);
    assert_eq!(asked(&facts), "Meryem Kaya");
    facts.people[2].role = "observer".into();
    assert_eq!(asked(&facts), "Olaf Ritter", "however near whoever looks on has come");
    for person in &mut facts.people {
        person.role = "observer".into();
    }
    let next = people(&facts, &facts.topics[1], day("2026-07-15")).next.unwrap();
    assert_eq!(next.ask, Some(Ask::InvitePeople));
}

#[test]
fn the_light_says_its_sum() {
    let (mut facts, handover) = worked_example();
    // T1: Meryem 3 to 5, Tobias 3 to 4; T2: Tobias; T3: both; T4: Tobias, all in the last 20 business days.
    let readiness = Readiness::of(&facts, &handover, now());
    assert_eq!((readiness.forecast.steps, readiness.forecast.gains, readiness.forecast.days), (3, 7, Some(9)));
    assert_eq!(readiness.forecast.by_deliverables, Some(day("2026-07-17")));
    assert_eq!(readiness.forecast.by_assists, Some(day("2026-07-28")), "the assist of 14 July counts until then");
    assert_eq!(readiness.forecast.by_pace, Some(day("2026-07-28")));
    assert_eq!(readiness.forecast.date, Some(day("2026-07-28")));
    assert_eq!(readiness.light, Light::OnTrack);
    let sooner = Milestone { at: "2026-07-24T16:00:00Z".parse().unwrap(), ..handover.clone() };
    assert_eq!(Readiness::of(&facts, &sooner, now()).light, Light::AtRisk);
    let passed = Milestone { at: "2026-07-10T16:00:00Z".parse().unwrap(), ..handover.clone() };
    assert_eq!(Readiness::of(&facts, &passed, now()).light, Light::Late);
    // A month later nothing was gained, so nothing can be foretold.
    let later = "2026-08-20T08:00:00Z".parse().unwrap();
    let stalled = Readiness::of(&facts, &Milestone { at: "2026-09-30T16:00:00Z".parse().unwrap(), ..handover.clone() }, later);
    assert_eq!((stalled.forecast.date, stalled.light), (None, Light::AtRisk));
    facts.topics.clear();
    facts.deliverables.clear();
    let bare = Milestone { topics: vec![], deliverables: vec![], at: "2026-07-10T16:00:00Z".parse().unwrap(), ..handover };
    assert_eq!(Readiness::of(&facts, &bare, now()).light, Light::Ready, "what nothing blocks can be signed, even after its date");
}

#[test]
fn an_assist_is_forgotten_after_ten_business_days() {
    let (facts, handover) = worked_example();
    let blocked_on = |at: &str| {
        let gates = gates(&facts, &handover, at.parse().unwrap());
        gates.iter().any(|gate| gate.kind == GateKind::Assists && gate.state == GateState::Blocked)
    };
    assert!(blocked_on("2026-07-27T21:59:00Z"), "the last minute of the day before, in Kiel");
    assert!(!blocked_on("2026-07-27T22:00:00Z"));
}

#[test]
fn an_owner_has_to_be_named_and_present() {
    let (mut facts, handover) = worked_example();
    let owner_gate = |facts: &Facts, owner| owner_gate_of(facts, &Milestone { owner, ..handover.clone() });
    assert_eq!(owner_gate(&facts, None), "M5 has no owner at Nordlicht");
    facts.people[1].active = false;
    assert_eq!(owner_gate(&facts, Some(TOBIAS)), "Tobias Lenz, who owns it, has no seat any more");
    assert_eq!(owner_gate(&facts, Some(MERYEM)), "Meryem Kaya owns it at Nordlicht");
}

fn owner_gate_of(facts: &Facts, milestone: &Milestone) -> String {
    owner(facts, milestone).reason.say(Language::En)
}

#[test]
fn who_left_no_longer_counts() {
    let (mut facts, _) = worked_example();
    facts.people[1].active = false;
    let gate = people(&facts, &facts.topics[3], day("2026-07-15"));
    assert_eq!((gate.state, gate.reason.say(Language::En)), (GateState::Blocked, "T4 has nobody at level 4".to_owned()));
    for person in &mut facts.people {
        person.active = false;
    }
    let gate = people(&facts, &facts.topics[3], day("2026-07-15"));
    assert_eq!(gate.next.unwrap().step.say(Language::En), "invite somebody who will take it over");
}

#[test]
fn the_next_step_is_that_of_whoever_is_nearest() {
    let (mut facts, _) = worked_example();
    let step = |facts: &Facts| {
        let next = people(facts, &facts.topics[4], day("2026-07-15")).next.unwrap();
        format!("{}: {}", next.side, next.step.say(Language::En))
    };
    let alone = |on: &str| Evidence { seat: OLAF, mode: Mode::Alone, on: day(on), real_case: true, by_runbook: false, learner: None };
    facts.topics[4].evidence.retain(|seen| seen.seat == OLAF);
    facts.topics[4].evidence.push(alone("2026-07-13"));
    assert_eq!(step(&facts), "client: Olaf Ritter does one more real case unaided, on another day");
    facts.topics[4].evidence.push(alone("2026-07-14"));
    assert_eq!(step(&facts), "client: attest that Olaf Ritter does it alone");
    facts.topics[4].attestations.push(Attestation { seat: OLAF, side: Side::Client, on: day("2026-07-14") });
    assert_eq!(step(&facts), "provider: attest that Olaf Ritter does it alone");
    facts.topics[4].evidence.clear();
    assert_eq!(step(&facts), "client: Tobias Lenz watches a case");
}

#[test]
fn runbooks_are_attached_and_rehearsed() {
    let (mut facts, _) = worked_example();
    let said = |facts: &Facts| runbook(facts, &facts.topics[0], day("2026-07-15")).reason.say(Language::En);
    for seen in &mut facts.topics[0].evidence {
        seen.mode = Mode::Together;
    }
    assert_eq!(said(&facts), "The runbook of T1 has not been rehearsed");
    facts.topics[0].runbook_url = None;
    assert_eq!(said(&facts), "T1 has no runbook");
}

#[test]
fn feedback_blocks_on_all_that_is_covered() {
    let (mut facts, handover) = worked_example();
    let entry = |number, about: &str| Blocking { number, about: about.into(), raised_side: Side::Provider };
    // The engagement, the milestone, a topic, its line, a deliverable's line; not another milestone, another deliverable.
    for (about, blocks) in
        [("M5", true), ("T2", true), ("S6", true), ("D5", true), ("S5", true), ("M4", false), ("D6", false), ("X2", false), ("", true)]
    {
        facts.blocking = vec![entry(3, about)];
        let gates = feedback(&facts, &handover);
        assert_eq!(gates[0].state == GateState::Blocked, blocks, "{about}");
    }
    assert_eq!(said(&feedback(&facts, &handover), GateState::Blocked), ["F3 on the engagement as a whole blocks and is open"]);
    let bare = Milestone { topics: vec![], deliverables: vec![], ..handover.clone() };
    assert_eq!(Readiness::of(&facts, &bare, now()).count(GateState::Blocked), 1, "a mere agreement is part of it, too");
    facts.blocking = vec![entry(3, "M5"), entry(4, "T1")];
    facts.turns.push(OpenTurn { thing: "F3".into(), ask: "answer_feedback".into(), side: Side::Client, to: None, due_at: now() });
    let gates = feedback(&facts, &handover);
    let next = |gate: &Gate| gate.next.as_ref().map(|next| format!("{}: {}", next.side, next.step.say(Language::En))).unwrap();
    assert_eq!([next(&gates[0]), next(&gates[1])], ["client: answer F3", "provider: close F4 if it is settled"]);
}

#[test]
fn an_effect_that_nobody_acknowledged_blocks_every_milestone() {
    let (mut facts, handover) = worked_example();
    facts.effects = vec![OpenEffect { number: 2, area: "Sales".into() }, OpenEffect { number: 3, area: "Purchasing".into() }];
    let bare = Milestone { topics: vec![], deliverables: vec![], ..handover.clone() };
    for milestone in [&handover, &bare] {
        let gates = effects(&facts, milestone);
        assert_eq!(said(&gates, GateState::Blocked), ["E2 (Sales) is not acknowledged", "E3 (Purchasing) is not acknowledged"]);
        let next = gates[0].next.as_ref().unwrap();
        let next = format!("{}, {}: {}", next.side, next.who(Language::En), next.step.say(Language::En));
        assert_eq!(next, "client, Sponsor, Lead: acknowledge E2 and name its owner, or say why it is none");
    }
}

fn any_acceptance() -> impl Strategy<Value = Acceptance> {
    prop_oneof![Just(Acceptance::Open), Just(Acceptance::Accepted), Just(Acceptance::DeemedAccepted)]
}

proptest! {
    #[test]
    fn only_what_is_not_accepted_blocks(acceptances in prop::collection::vec(any_acceptance(), 5)) {
        let (mut facts, handover) = worked_example();
        for (deliverable, acceptance) in facts.deliverables.iter_mut().zip(&acceptances) {
            deliverable.acceptance = *acceptance;
        }
        let gates = gates(&facts, &handover, now());
        let states: Vec<_> = gates.iter().filter(|gate| gate.kind == GateKind::Deliverable).map(|gate| gate.state).collect();
        let expected: Vec<_> = acceptances.iter().map(|acceptance| match acceptance {
            Acceptance::Open => GateState::Blocked,
            Acceptance::Accepted => GateState::Pass,
            Acceptance::DeemedAccepted => GateState::Warning,
        }).collect();
        prop_assert_eq!(states, expected);
    }

    #[test]
    fn each_open_effect_is_a_gate_of_its_own(count in 0..5_i32) {
        let (mut facts, handover) = worked_example();
        let before = gates(&facts, &handover, now());
        facts.effects = (1..=count).map(|number| OpenEffect { number, area: "Purchasing".into() }).collect();
        let after = gates(&facts, &handover, now());
        let blocked = |gates: &[Gate]| gates.iter().filter(|gate| gate.state == GateState::Blocked).count();
        prop_assert_eq!(blocked(&after), blocked(&before) + usize::try_from(count).unwrap());
        prop_assert_eq!(after.iter().filter(|gate| gate.kind == GateKind::Effect).count(), usize::try_from(count.max(1)).unwrap());
    }

    #[test]
    fn another_person_at_the_level_never_closes_a_gate(seat in 1..6_i32, topic in 0..5_usize) {
        let (mut facts, handover) = worked_example();
        let before = gates(&facts, &handover, now());
        let (evidence, attestations) = climbed(seat, 4);
        facts.topics[topic].evidence.extend(evidence);
        facts.topics[topic].attestations.extend(attestations);
        for (before, after) in before.iter().zip(gates(&facts, &handover, now())) {
            prop_assert!(after.state >= before.state);
        }
    }

    #[test]
    fn a_gate_that_does_not_pass_says_why_and_a_blocked_one_what_to_do(days in 0..120_u64, signed_out in prop::collection::vec(any::<bool>(), 5)) {
        let (mut facts, handover) = worked_example();
        for (person, out) in facts.people.iter_mut().zip(signed_out) {
            person.active = !out;
        }
        let at = now().checked_add_days(Days::new(days)).unwrap();
        let gates = gates(&facts, &handover, at);
        let mut ids: Vec<_> = gates.iter().map(Gate::id).collect();
        ids.sort();
        ids.dedup();
        prop_assert_eq!(ids.len(), gates.len(), "ids are unique");
        for gate in gates {
            for language in Language::ALL {
                prop_assert!(!gate.reason.say(language).is_empty());
            }
            prop_assert_eq!(gate.state == GateState::Blocked, gate.next.is_some());
        }
    }

    #[test]
    fn a_judgement_holds_as_long_as_it_says(
        hours in 0..1500_i64, part in 0.0..1.0_f64, due in 0..40_i64, until in 0..40_u64, provider_elsewhere in any::<bool>(),
    ) {
        let (mut facts, handover) = worked_example();
        facts.turns[0].due_at = now() + TimeDelta::hours(due * 7);
        facts.waivers.push(Waiver {
            number: 1,
            milestone: 5,
            gate: "people".into(),
            about: "T2".into(),
            until: day("2026-07-15") + Days::new(until),
            asked_side: Side::Client,
            agreed: true,
        });
        if provider_elsewhere {
            facts.turns[0].side = Side::Provider;
            facts.promises.provider.calendar =
                calendar("Pacific/Auckland", &[true; 7], NaiveTime::MIN, NaiveTime::from_hms_opt(17, 0, 0).unwrap(), vec![]).unwrap();
        }
        let from = now() + TimeDelta::hours(hours);
        let readiness = Readiness::of(&facts, &handover, from);
        let span = Readiness::holds_until(&facts, &handover, from) - from;
        prop_assert!(span > TimeDelta::zero());
        let last = span.num_microseconds().unwrap() - 1;
        for later in [last, (last as f64 * part) as i64] {
            prop_assert_eq!(&Readiness::of(&facts, &handover, from + TimeDelta::microseconds(later)), &readiness);
        }
    }

    #[test]
    fn waivers_open_nothing_but_what_both_sides_let_pass(
        asked in prop::collection::vec((0..23_usize, any::<bool>(), 0..40_u64, any::<bool>()), 0..8), days in 0..40_u64,
    ) {
        let (mut facts, handover) = worked_example();
        let at = now().checked_add_days(Days::new(days)).unwrap();
        let today = facts.day(at);
        let before = gates(&facts, &handover, at);
        for (number, (gate, agreed, until, elsewhere)) in asked.into_iter().enumerate() {
            let gate = &before[gate % before.len()];
            facts.waivers.push(Waiver {
                number: number as i32 + 1,
                milestone: if elsewhere { 4 } else { 5 },
                gate: gate.kind.as_str().into(),
                about: gate.about.to_string(),
                until: day("2026-07-15") + Days::new(until),
                asked_side: Side::Client,
                agreed,
            });
        }
        let after = gates(&facts, &handover, at);
        prop_assert_eq!(before.len(), after.len());
        for (before, after) in before.iter().zip(&after) {
            prop_assert_eq!((before.kind, &before.about, &before.reason, &before.next), (after.kind, &after.about, &after.reason, &after.next));
            let held = facts.waivers.iter().any(|waiver| {
                waiver.milestone == 5 && waiver.is_about(5, before.kind, &before.about) && waiver.agreed && today <= waiver.until
            });
            let expected = if before.state == GateState::Blocked && held { GateState::Waived } else { before.state };
            prop_assert_eq!(after.state, expected);
        }
        let readiness = Readiness::of(&facts, &handover, at);
        prop_assert_eq!(readiness.light == Light::Ready, after.iter().all(|gate| gate.state != GateState::Blocked));
    }
}
