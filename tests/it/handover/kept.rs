//! Readiness is kept, and what is kept is what the rules say of the records, whatever people do and however time passes.

use chrono::{Days, TimeDelta};
use proptest::{
    prelude::*,
    test_runner::{Config, TestRunner},
};
use tandem::{
    access::{Needs, Side},
    board,
    changes::{self, model::NewChange},
    deliverables::{
        self,
        model::{AnswersFor, Decision, Finding, NewDeliverable, NewSubmission, Verdict},
    },
    effects::{self, model::NewEffect},
    engagements,
    error::Error,
    feedback::{
        self,
        model::{Kind, NewEntry, NewPlacement, Place},
    },
    milestones::{
        self,
        acts::waivers,
        model::NewMilestone,
        waiver::{Answer, NewWaiver},
    },
    organizations::{self, acts::Administrator, model::Holiday},
    readiness::{self, ladder::Mode, outlook::outlooks},
    rebuild,
    things::Thing,
    topics::{
        self,
        model::{NewAssist, NewObservation, NewTopic},
    },
    web::Seat,
};
use uuid::Uuid;

use super::{HANDOVER, MERYEM, does_alone, plan_topics, plans_milestone, sees_doing};
use crate::{
    deliverables::agree_scope,
    support::{Actor, World, world},
};

#[derive(Clone, Debug)]
enum Act {
    See { topic: i32, seat: i32, mode: usize, days_ago: u64 },
    Help { topic: i32, seat: i32, days_ago: u64 },
    Attest { topic: i32, seat: i32, side: Side },
    Replan { milestone: i32, in_days: i64, cover: u8, owner: Option<i32> },
    Runbook { topic: i32, there: bool },
    Sign { milestone: i32, side: Side },
    HandIn(i32),
    Review { deliverable: i32, accept: bool },
    Object { about: u8, blocking: bool },
    Reply { number: i32, side: Side },
    Close { number: i32, side: Side },
    Reopen { number: i32, side: Side },
    Request,
    Place { number: i32, line: Option<u8> },
    Want(Option<u8>),
    Edit { number: i32, line: u8, back: bool },
    Rest { number: i32, how: u8 },
    Attach(i32),
    Report,
    Acknowledge(i32),
    Dismiss(i32),
    Waive { milestone: i32, topic: i32, days: u64 },
    AnswerWaiver { number: i32, agree: bool },
    EndWaiver(i32),
    Leave(i32),
    Holiday(u64),
    Rename(u8),
    Hours(i64),
    Look,
}

fn act() -> impl Strategy<Value = Act> {
    let side = || prop::sample::select(Side::BOTH.to_vec());
    let line = || prop::option::of(0..3_u8);
    let (topic, seat, milestone) = (|| 1..3_i32, || 1..4_i32, || 1..3_i32);
    prop_oneof![
        8 => (topic(), seat(), 0..5_usize, 0..70_u64).prop_map(|(topic, seat, mode, days_ago)| Act::See { topic, seat, mode, days_ago }),
        2 => (topic(), seat(), 0..20_u64).prop_map(|(topic, seat, days_ago)| Act::Help { topic, seat, days_ago }),
        6 => (topic(), seat(), side()).prop_map(|(topic, seat, side)| Act::Attest { topic, seat, side }),
        3 => (milestone(), -3..40_i64, 0..8_u8, prop::option::of(seat()))
            .prop_map(|(milestone, in_days, cover, owner)| Act::Replan { milestone, in_days, cover, owner }),
        1 => (topic(), any::<bool>()).prop_map(|(topic, there)| Act::Runbook { topic, there }),
        3 => (milestone(), side()).prop_map(|(milestone, side)| Act::Sign { milestone, side }),
        2 => (1..3_i32).prop_map(Act::HandIn),
        2 => (1..3_i32, any::<bool>()).prop_map(|(deliverable, accept)| Act::Review { deliverable, accept }),
        2 => (0..4_u8, any::<bool>()).prop_map(|(about, blocking)| Act::Object { about, blocking }),
        2 => (1..4_i32, side()).prop_map(|(number, side)| Act::Reply { number, side }),
        2 => (1..4_i32, side()).prop_map(|(number, side)| Act::Close { number, side }),
        1 => (1..4_i32, side()).prop_map(|(number, side)| Act::Reopen { number, side }),
        2 => Just(Act::Request),
        2 => (1..4_i32, line()).prop_map(|(number, line)| Act::Place { number, line }),
        2 => line().prop_map(Act::Want),
        4 => (1..3_i32, 0..3_u8, any::<bool>()).prop_map(|(number, line, back)| Act::Edit { number, line, back }),
        2 => (1..3_i32, 0..3_u8).prop_map(|(number, how)| Act::Rest { number, how }),
        1 => topic().prop_map(Act::Attach),
        1 => Just(Act::Report),
        1 => (1..3_i32).prop_map(Act::Acknowledge),
        1 => (1..3_i32).prop_map(Act::Dismiss),
        2 => (milestone(), topic(), 0..10_u64).prop_map(|(milestone, topic, days)| Act::Waive { milestone, topic, days }),
        2 => (1..4_i32, any::<bool>()).prop_map(|(number, agree)| Act::AnswerWaiver { number, agree }),
        1 => (1..4_i32).prop_map(Act::EndWaiver),
        1 => (2..4_i32).prop_map(Act::Leave),
        1 => (0..30_u64).prop_map(Act::Holiday),
        1 => any::<u8>().prop_map(Act::Rename),
        6 => (1..200_i64).prop_map(Act::Hours),
        3 => Just(Act::Look),
    ]
}

struct Scene(World);

impl Scene {
    /// Two topics, two deliverables, and two milestones that cover some of them.
    async fn set() -> Scene {
        let scene = Scene(world().await);
        let w = &scene.0;
        agree_scope(w, 1).await;
        for number in 1..=2 {
            let topic = NewTopic {
                title: format!("Topic {number}"),
                text: String::new(),
                line: format!("S{number}"),
                critical: number == 1,
                people_needed: number,
                target_level: 2 + number,
                runbook_url: None,
            };
            topics::acts::plan(&w.app, &scene.seat(w.samir.id).await.unwrap(), topic).await.unwrap();
            let deliverable = NewDeliverable {
                line: format!("S{number}"),
                title: format!("Result {number}"),
                text: String::new(),
                due_on: "2026-07-20".parse().unwrap(),
                answers_for: AnswersFor::All,
            };
            deliverables::acts::plan(&w.app, &scene.seat(w.samir.id).await.unwrap(), deliverable).await.unwrap();
        }
        for number in 1..=2 {
            let milestone = scene.milestone(7 * i64::from(number), if number == 1 { 0b0101 } else { 0b1111 }, Some(2));
            milestones::acts::plan(&w.app, &scene.seat(w.lea.id).await.unwrap(), milestone).await.unwrap();
        }
        scene
    }

    async fn seat<N: Needs>(&self, who: Uuid) -> Result<Seat<N>, Error> {
        Seat::of_person(&self.0.app, who, self.0.engagement).await
    }

    fn milestone(&self, in_days: i64, cover: u8, owner: Option<i32>) -> NewMilestone {
        let covers = |bit: u8| cover & bit != 0;
        NewMilestone {
            title: "Handover".into(),
            agreement: format!("From then on, {cover}."),
            at: self.0.app.clock.now() + TimeDelta::days(in_days),
            owner,
            topics: [(1, 1), (2, 2)].into_iter().filter(|(_, bit)| covers(*bit)).map(|(number, _)| number).collect(),
            deliverables: [(1, 4), (2, 8)].into_iter().filter(|(_, bit)| covers(*bit)).map(|(number, _)| number).collect(),
        }
    }

    async fn does(&self, act: &Act) -> Result<(), Error> {
        let w = &self.0;
        let app = &w.app;
        let today = app.clock.now().date_naive();
        let signer = |side| if side == Side::Client { &w.ines } else { &w.lea };
        match *act {
            Act::See { topic, seat, mode, days_ago } => {
                let mode = Mode::ALL[mode];
                let new = NewObservation {
                    topic,
                    seat,
                    mode,
                    observed_on: today - Days::new(days_ago),
                    real_case: true,
                    text: "A case".into(),
                    evidence_url: None,
                    by_runbook: days_ago % 2 == 0,
                    learner: (mode == Mode::Taught).then_some(seat % 3 + 1),
                    session: None,
                };
                topics::acts::log_observation(app, &self.seat(w.samir.id).await?, new).await?;
            }
            Act::Help { topic, seat, days_ago } => {
                let (helper, assisted_on) = (w.samir.id, today - Days::new(days_ago));
                let new = NewAssist { topic, seat, helper, minutes: 10, assisted_on, text: "Helped".into(), session: None };
                topics::acts::log_assist(app, &self.seat(w.samir.id).await?, new).await?;
            }
            Act::Attest { topic, seat, side } => topics::acts::attest(app, &self.seat(signer(side).id).await?, topic, seat).await?,
            Act::Replan { milestone, in_days, cover, owner } => {
                milestones::acts::change_plan(app, &self.seat(w.lea.id).await?, milestone, self.milestone(in_days, cover, owner), None)
                    .await?;
            }
            Act::Runbook { topic, there } => {
                let new = NewTopic {
                    title: format!("Topic {topic}"),
                    text: String::new(),
                    line: format!("S{topic}"),
                    critical: topic == 1,
                    people_needed: topic,
                    target_level: 2 + topic,
                    runbook_url: there.then(|| "https://wiki.example".into()),
                };
                topics::acts::change_plan(app, &self.seat(w.samir.id).await?, topic, new, None).await?;
            }
            Act::Sign { milestone, side } => {
                let name = signer(side).name;
                milestones::acts::sign(app, &self.seat(signer(side).id).await?, milestone, name, None).await?;
            }
            Act::HandIn(number) => {
                let new = NewSubmission { notes: "Done".into(), links: Vec::new() };
                deliverables::acts::submit(app, &self.seat(w.samir.id).await?, number, new).await?;
            }
            Act::Review { deliverable, accept } => {
                let number: i32 = sqlx::query_scalar("select submissions from deliverables where engagement_id = $1 and number = $2")
                    .bind(w.engagement)
                    .bind(deliverable)
                    .fetch_one(&app.db)
                    .await?;
                let criteria: i32 =
                    sqlx::query_scalar("select count(*)::integer from deliverable_criteria where engagement_id = $1 and deliverable = $2")
                        .bind(w.engagement)
                        .bind(deliverable)
                        .fetch_one(&app.db)
                        .await?;
                let verdict = verdict(accept, criteria);
                deliverables::acts::review(app, &self.seat(w.ines.id).await?, deliverable, number, verdict).await?;
            }
            Act::Object { about, blocking } => {
                let about = [Thing::Engagement, Thing::Topic(1), Thing::Milestone(2), Thing::Deliverable(2)][usize::from(about)].clone();
                let entry = NewEntry { kind: Kind::Concern, blocking, text: "But".into(), about, to: None };
                feedback::acts::raise(app, &self.seat(w.tobias.id).await?, entry).await?;
            }
            Act::Reply { number, side } => {
                feedback::acts::reply(app, &self.seat(signer(side).id).await?, number, "Because").await?;
            }
            Act::Close { number, side } => feedback::acts::close(app, &self.seat(signer(side).id).await?, number, "").await?,
            Act::Reopen { number, side } => feedback::acts::reopen(app, &self.seat(signer(side).id).await?, number, "Yet").await?,
            Act::Request => {
                let about = Thing::Engagement;
                let entry = NewEntry { kind: Kind::Request, blocking: true, text: "Could it".into(), about, to: None };
                feedback::acts::raise(app, &self.seat(w.ines.id).await?, entry).await?;
            }
            Act::Place { number, line } => {
                let line = line.map(key);
                let new = NewPlacement { place: Place::Change, line, owner: None, title: "More".into(), why: String::new() };
                feedback::acts::place(app, &self.seat(w.lea.id).await?, number, new).await?;
            }
            Act::Want(line) => {
                let new = NewChange { title: "More".into(), text: "Of it".into(), touches: line.map(key), feedback: None };
                changes::acts::raise(app, &self.seat(w.ines.id).await?, new).await?;
            }
            Act::Edit { number, line, back: true } => {
                changes::acts::undo(app, &self.seat(w.samir.id).await?, number, &key(line)).await?;
            }
            Act::Edit { number, line, back: false } => {
                changes::acts::remove_line(app, &self.seat(w.samir.id).await?, number, &key(line)).await?;
            }
            Act::Rest { number, how: 0 } => changes::acts::park(app, &self.seat(w.lea.id).await?, number, "Later").await?,
            Act::Rest { number, how: 1 } => changes::acts::resume(app, &self.seat(w.lea.id).await?, number).await?,
            Act::Rest { number, .. } => changes::acts::withdraw(app, &self.seat(w.ines.id).await?, number, "No").await?,
            Act::Attach(topic) => {
                w.weeks_pass(&app.clock.now().to_rfc3339()).await;
                w.samir.attaches(w.at(&format!("/handover/topics/{topic}/files")), &[("runbook.txt", b"First")]).await.done();
            }
            Act::Report => {
                let new = NewEffect {
                    area: "Purchasing".into(),
                    text: "It arrives twice".into(),
                    severity: "A nuisance".into(),
                    since: today,
                    seen_by: "Purchasing".into(),
                    touches: None,
                    feedback: None,
                    session: None,
                };
                effects::acts::report(app, &self.seat(w.samir.id).await?, new).await?;
            }
            Act::Acknowledge(number) => effects::acts::acknowledge(app, &self.seat(w.ines.id).await?, number, 1).await?,
            Act::Dismiss(number) => effects::acts::decline(app, &self.seat(w.ines.id).await?, number, "It is not").await?,
            Act::Waive { milestone, topic, days } => {
                let new = NewWaiver { gate: format!("gate-people-t{topic}"), reason: "Later".into(), until: today + Days::new(days) };
                waivers::ask(app, &self.seat(w.lea.id).await?, milestone, &new).await?;
            }
            Act::AnswerWaiver { number, agree } => {
                let answer = if agree { Answer::Agree } else { Answer::Decline };
                waivers::answer(app, &self.seat(w.ines.id).await?, number, answer, "So").await?;
            }
            Act::EndWaiver(number) => waivers::end(app, &self.seat(w.ines.id).await?, number).await?,
            Act::Leave(seat) => {
                engagements::acts::end_seat(app, &self.seat(w.ines.id).await?, seat).await?;
            }
            Act::Holiday(days) => {
                let holiday = Holiday { day: today + Days::new(days), name: "Off".into() };
                organizations::acts::add_holiday(app, Administrator::operator(w.client), &holiday).await?;
            }
            Act::Rename(number) => {
                let name = format!("Meryem {number}");
                let settings = [("name", name.as_str()), ("language", "en"), ("time-zone", "Europe/Berlin"), ("mail", "at_once")];
                w.weeks_pass(&app.clock.now().to_rfc3339()).await;
                w.meryem.posts("/account", &settings).await.done();
            }
            Act::Hours(hours) => app.clock.set(app.clock.now() + TimeDelta::hours(hours)).unwrap(),
            Act::Look => {
                deliverables::clock::tick(app).await.unwrap();
                board::judging::tick(app).await.unwrap();
                assert!(
                    readiness::lapsed(&app.db, app.clock.now(), Uuid::nil(), 10).await.unwrap().is_empty(),
                    "judged, and yet it does not hold"
                );
            }
        }
        Ok(())
    }

    /// Whatever is kept and still holds is what the rules say, turns, blockers and all; and a reader is shown what they say in any case.
    async fn holds(&self, after: &Act) {
        let (app, engagement) = (&self.0.app, self.0.engagement);
        let now = app.clock.now();
        let differing = rebuild::compare(&app.db, Some(engagement), now).await.unwrap();
        assert!(differing.is_empty(), "after {after:?} at {now}: {differing:?}");
        let facts = readiness::facts_of_one(&app.db, engagement).await.unwrap();
        let shown = readiness::open_milestones(&app.db, &[engagement], now).await.unwrap().remove(&engagement).unwrap_or_default();
        assert_eq!(shown, outlooks(&facts, now), "after {after:?} at {now}");
    }
}

/// A line of the agreed scope.
fn key(line: u8) -> String {
    ["S1", "S2", "X1"][usize::from(line)].to_owned()
}

fn verdict(accept: bool, criteria: i32) -> Verdict {
    let finding = |position| Finding { position, met: accept, remark: "So".into() };
    let decision = if accept { Decision::Accept } else { Decision::Return };
    Verdict { decision, findings: (1..=criteria).map(finding).collect(), remark: "So".into(), seen_files: 0 }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_kept_is_what_is_judged() {
    let mut runner = TestRunner::new(Config { cases: 12, max_shrink_iters: 60, failure_persistence: None, ..Config::default() });
    let handle = tokio::runtime::Handle::current();
    let result = tokio::task::block_in_place(|| {
        runner.run(&prop::collection::vec(act(), 10..50), |acts| {
            handle.block_on(async {
                let scene = Scene::set().await;
                for act in &acts {
                    match scene.does(act).await {
                        Ok(()) | Err(Error::Refused(_) | Error::NotFound | Error::Forbidden) => {}
                        Err(error) => panic!("{act:?}: {error}"),
                    }
                    scene.holds(act).await;
                }
                // What is made anew is what was there.
                let made = rebuild::rebuild(&scene.0.app.db, Some(scene.0.engagement), scene.0.app.clock.now()).await.unwrap();
                assert_eq!((made[0].turns, made[0].blockers.len()), (0, 0), "{made:?}");
            });
            Ok(())
        })
    });
    result.unwrap();
}

#[tokio::test]
async fn what_stands_in_the_way_is_kept_as_the_records_have_it() {
    let scene = Scene::set().await;
    let edit = |line, back| Act::Edit { number: 1, line, back };
    for (act, kept) in [
        (Act::Hours(1), "D1 deliverable blocks S1"),
        (Act::Look, "T1 runbook blocks"),
        (Act::Want(Some(0)), "CR1 change blocks S1 {}"),
        (edit(1, false), "CR1 change blocks S1 {S2}"),
        (edit(0, false), "CR1 change blocks S1 {S2,S1}"),
        (edit(0, false), "CR1 change blocks S1 {S2,S1}"),
        (edit(0, true), "CR1 change blocks S1 {S2}"),
        (Act::Rest { number: 1, how: 0 }, "CR1 change ended S1 {S2}"),
        (Act::Rest { number: 1, how: 1 }, "CR1 change blocks S1 {S2}"),
        (Act::Rest { number: 1, how: 2 }, "CR1 change ended S1 {S2}"),
        (Act::Request, "F1 feedback blocks about  client"),
        (Act::Place { number: 1, line: Some(2) }, "CR2 change blocks X1 {}"),
        (Act::Close { number: 1, side: Side::Client }, "F1 feedback ended about  client"),
        (Act::Reopen { number: 1, side: Side::Provider }, "F1 feedback blocks about  client"),
        (Act::Object { about: 1, blocking: true }, "F2 feedback blocks about T1 client"),
        (Act::Report, "E1 effect blocks Purchasing"),
        (Act::Acknowledge(1), "E1 effect ended Purchasing"),
        (Act::Report, "E2 effect blocks Purchasing"),
        (Act::Dismiss(2), "E2 effect ended Purchasing"),
        (Act::Attach(1), "T1 runbook ended"),
        (Act::HandIn(1), "D1 deliverable blocks S1"),
        (Act::Review { deliverable: 1, accept: true }, "D1 deliverable ended S1"),
        (Act::HandIn(2), "D2 deliverable blocks S2"),
        (Act::Hours(24 * 30), "D2 deliverable blocks S2"),
        (Act::Look, "D2 deliverable blocks S2"),
        (Act::Hours(24 * 30), "D2 deliverable blocks S2"),
        (Act::Look, "D2 deliverable warns S2"),
    ] {
        scene.does(&act).await.unwrap_or_else(|error| panic!("{act:?}: {error}"));
        scene.holds(&act).await;
        let thing = kept.split(' ').next().unwrap();
        let found: String = sqlx::query_scalar(
            "select concat_ws(' ', thing, kind, state, 'about ' || about, side, line, edits::text, area) from blockers
             where engagement_id = $1 and thing = $2",
        )
        .bind(scene.0.engagement)
        .bind(thing)
        .fetch_one(&scene.0.app.db)
        .await
        .unwrap();
        assert_eq!(found, kept, "after {act:?}");
    }
}

/// Seats 2 (Tobias) and 3 (Meryem) do T1 alone, by the runbook.
async fn both_do_it_alone(w: &World) {
    for seat in ["2", "3"] {
        does_alone(w, "1", seat).await;
    }
}

#[tokio::test]
async fn whoever_has_to_move_a_gate_has_it_on_their_home_until_it_passes() {
    let w = world().await;
    plan_topics(&w).await;
    assert!(w.steps().await.is_empty(), "nothing waits for a topic that no milestone covers");
    plans_milestone(&w, &HANDOVER).await;
    // The nearest to the level is named; a runbook is rehearsed by whoever can.
    assert_eq!(w.steps().await, ["T1 client climb_ladder Tobias Lenz", "T1 client rehearse_runbook"]);
    let home = w.tobias.opens("/").await.is(200).sees("Waiting on you (2)").sees("take the next step on the ladder");
    assert_eq!(home.all("#waiting-me .turn-due"), ["due Fri 31 July", "due Fri 31 July"], "it is needed by then");
    w.meryem.opens("/").await.is(200).sees("Waiting on you (1)").sees("Waiting on your side (1)");
    // It goes over to whoever is nearer, and changes with what is to be done.
    sees_doing(&w, "1", MERYEM, "alone", "2026-07-13").await;
    assert_eq!(w.steps().await, ["T1 client climb_ladder Meryem Kaya"], "that was by the runbook");
    sees_doing(&w, "1", MERYEM, "alone", "2026-07-14").await;
    assert_eq!(w.steps().await, ["T1 client attest_alone"]);
    // What the one side's word has asked of the other already is not asked twice.
    w.tobias.posts(w.at("/handover/topics/1/attestations"), &[("seat", MERYEM)]).await.done();
    assert_eq!((w.turns().await, w.steps().await), (vec!["T1 provider attest_alone".to_owned()], vec![]));
    w.samir.posts(w.at("/handover/topics/1/attestations"), &[("seat", MERYEM)]).await.done();
    assert_eq!((w.turns().await, w.steps().await), (vec![], vec!["T1 client climb_ladder Tobias Lenz".to_owned()]));
    // Who leaves is not waited for.
    w.ines.posts(w.at("/people/2/end"), &[]).await.done();
    assert_eq!(w.steps().await, ["M1 provider name_owner", "T1 client climb_ladder Ines Brandt"]);
}

#[tokio::test]
async fn a_milestone_that_becomes_ready_asks_both_sides_to_sign_and_takes_that_back() {
    let w = world().await;
    plan_topics(&w).await;
    plans_milestone(&w, &HANDOVER).await;
    both_do_it_alone(&w).await;
    assert_eq!(w.steps().await, ["M1 client sign_milestone", "M1 provider sign_milestone"]);
    assert_eq!(w.happened().await.last().unwrap(), "milestone_ready");
    for who in [&w.ines, &w.lea] {
        who.opens("/").await.is(200).sees("Waiting on you (1)").sees("sign the handover").sees("due Fri 31 July");
    }
    w.meryem.opens("/").await.is(200).sees("M1 Handover can be signed: nothing blocks it any more");
    // Each of them is told once, besides what else they are told.
    let told: Vec<String> = sqlx::query_scalar(
        "select p.name from outbox o join persons p on p.id = o.person_id
         join events e on e.engagement_id = o.engagement_id and e.number = o.event_number
         where e.kind = 'milestone_ready' order by p.name",
    )
    .fetch_all(&w.app.db)
    .await
    .unwrap();
    assert_eq!(told, ["Ines Brandt", "Lea Ahrens"]);
    // What blocks anew takes it back, and says so.
    let entry = [("kind", "concern"), ("blocking", "yes"), ("text", "Not yet"), ("about", "M1")];
    w.tobias.posts(w.at("/feedback"), &entry).await.done();
    assert!(w.steps().await.is_empty());
    assert_eq!(w.happened().await[w.happened().await.len() - 2..], ["feedback_raised", "milestone_blocked"]);
    w.ines.opens(w.at("")).await.is(200).sees("M1 Handover is blocked anew: blocking feedback F1");
    w.lea.posts(w.at("/feedback/1/replies"), &[("text", "But")]).await.done();
    w.tobias.posts(w.at("/feedback/1/closing"), &[]).await.done();
    assert_eq!(w.happened().await.last().unwrap(), "milestone_ready");
    // Whoever has signed is not asked any more, and with both nobody is.
    sign(&w, &w.lea).await;
    assert_eq!(w.steps().await, ["M1 client sign_milestone"]);
    sign(&w, &w.ines).await;
    assert!(w.steps().await.is_empty());
    let kept: i64 = sqlx::query_scalar("select count(*) from judgements").fetch_one(&w.app.db).await.unwrap();
    assert_eq!(kept, 0, "what is signed is not judged any more");
}

async fn sign(w: &World, who: &Actor) {
    let page = who.opens(w.at("/handover/milestones/1/signature")).await.is(200);
    let digest = page.attribute("[name=digest]", "value").unwrap();
    who.posts(w.at("/handover/milestones/1/signature"), &[("name", who.name), ("digest", &digest)]).await.done();
}

#[tokio::test]
async fn what_time_overtakes_is_judged_and_told_once() {
    let w = world().await;
    plan_topics(&w).await;
    plans_milestone(&w, &HANDOVER).await;
    let count = w.happened().await.len();
    w.weeks_pass("2026-07-31T15:59:59Z").await;
    assert_eq!(board::judging::tick(&w.app).await.unwrap(), 0, "the date has not passed");
    w.weeks_pass("2026-07-31T16:00:01Z").await;
    // Whoever looks before the worker does is shown what the rules say.
    assert_eq!(w.lea.opens("/readiness").await.is(200).all("tbody .light"), ["late"]);
    assert_eq!(board::judging::tick(&w.app).await.unwrap(), 1);
    assert_eq!(board::judging::tick(&w.app).await.unwrap(), 0);
    w.weeks_pass("2026-08-20T16:00:01Z").await;
    assert_eq!(board::judging::tick(&w.app).await.unwrap(), 0, "it is late, and has been said to be");
    assert_eq!(w.happened().await[count..], ["milestone_late"]);
    w.ines.opens(w.at("/activity")).await.is(200).sees("M1 Handover is late: its date has passed, and something still blocks it");
    let reports = tandem::activity::verify(&w.app.db, None).await.unwrap();
    assert!(reports.iter().all(|report| report.fault.is_none()));
}

#[tokio::test]
async fn what_touches_no_gate_costs_nothing_more() {
    let w = world().await;
    plan_topics(&w).await;
    let entry = [("kind", "question"), ("text", "Which mailbox?"), ("about", "")];
    for _ in 0..2 {
        w.tobias.posts(w.at("/feedback"), &entry).await.done();
    }
    let replies = async |number: i32| {
        w.statements.taken();
        w.samir.posts(w.at(&format!("/feedback/{number}/replies")), &[("text", "This one")]).await.done();
        w.statements.taken()
    };
    let before = replies(1).await;
    plans_milestone(&w, &HANDOVER).await;
    assert_eq!(replies(2).await, before);
}

#[tokio::test]
async fn what_is_kept_otherwise_is_found_and_made_anew() {
    let w = world().await;
    plan_topics(&w).await;
    plans_milestone(&w, &HANDOVER).await;
    let entry = [("kind", "question"), ("text", "Which mailbox?"), ("about", "")];
    w.tobias.posts(w.at("/feedback"), &entry).await.done();
    let now = w.app.clock.now();
    let (turns, steps) = (w.turns().await, w.steps().await);
    w.has("E9", "").await;
    let differs = async || rebuild::compare(&w.app.db, None, now).await.unwrap();
    assert!(differs().await.is_empty());
    for forged in [
        "update judgements set light = 'on-track' where engagement_id = $1",
        "update gates set state = 'pass' where engagement_id = $1 and kind = 'people'",
        "delete from gates where engagement_id = $1 and kind = 'owner'",
        "update turns set ended_at = now() where engagement_id = $1 and gate = 'runbook'",
        "update turns set roles = '{manager}' where engagement_id = $1 and gate = 'runbook'",
        "update blockers set state = 'ended' where engagement_id = $1 and thing = 'T2'",
        "delete from blockers where engagement_id = $1 and thing = 'T2'",
        "insert into blockers (engagement_id, thing, kind, state, area) values ($1, 'E9', 'effect', 'blocks', 'Sales')",
    ] {
        sqlx::query(forged).bind(w.engagement).execute(&w.app.db).await.unwrap();
        assert_eq!(differs().await.len(), 1, "{forged}");
        rebuild::rebuild(&w.app.db, None, now).await.unwrap();
        assert!(differs().await.is_empty(), "{forged}");
    }
    // Turns that follow from events come back, too, with the roles that may end them now.
    for forged in [
        "update turns set ended_at = now() where engagement_id = $1 and thing = 'F1'",
        "update turns set roles = '{observer}' where engagement_id = $1 and thing = 'F1'",
        "update turns set thing = 'T1' where engagement_id = $1 and thing = 'F1' and ended_at is null",
    ] {
        sqlx::query(forged).bind(w.engagement).execute(&w.app.db).await.unwrap();
        let made = rebuild::rebuild(&w.app.db, Some(w.engagement), now).await.unwrap();
        assert!(made[0].turns > 0, "{forged}");
        assert_eq!((w.turns().await, w.steps().await), (turns.clone(), steps.clone()), "{forged}");
        w.lea.opens("/").await.is(200).sees("Which mailbox?");
        assert_eq!(rebuild::rebuild(&w.app.db, None, now).await.unwrap()[0].turns, 0);
    }
}
