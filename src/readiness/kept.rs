//! What is kept of a judgement, what has changed since the one before, and what follows from that. Pure.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    facts::{Facts, Milestone},
    gates::{Gate, GateState, Spot, Who},
    kind::GateKind,
    light::{Light, Readiness},
    outlook::Outlook,
    sentence::Sentence,
};
use crate::{
    access::Side,
    base::calendar::TimeLeft,
    events::readiness::{BlockedGate, ReadinessEvent},
};

/// A judgement as its row holds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptJudgement {
    pub milestone: i32,
    /// [`Light::as_str`]
    pub light: String,
    /// Since when.
    pub since: DateTime<Utc>,
    passed: i32,
    warned: i32,
    waived: i32,
    blocked: i32,
    day: NaiveDate,
    due_on: NaiveDate,
    time_left: TimeLeft,
    forecast: Option<NaiveDate>,
    first_reason: Option<Sentence>,
    first_side: Option<Side>,
    judged_at: DateTime<Utc>,
    /// Until when it holds by time alone.
    pub holds_until: DateTime<Utc>,
}

/// A gate as its row holds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptGate {
    pub milestone: i32,
    /// [`GateKind::as_str`]
    pub kind: String,
    /// Of what, as a reference.
    pub about: String,
    place: i32,
    /// [`GateState::as_str`]
    pub state: String,
    since: DateTime<Utc>,
    reason: Value,
    side: Option<Side>,
    person_id: Option<Uuid>,
    roles: Vec<String>,
    step: Option<Value>,
    spot: Option<Value>,
    waiver: Option<i32>,
}

/// A gate's milestone, its kind and what it is about.
type GateKey<'a> = (i32, &'a str, &'a str);

/// What is kept of an engagement's readiness.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// Of each open milestone that was judged.
    pub judgements: Vec<KeptJudgement>,
    pub gates: Vec<KeptGate>,
}

impl KeptJudgement {
    fn of(outlook: Outlook, holds_until: DateTime<Utc>, now: DateTime<Utc>) -> KeptJudgement {
        let (first_reason, first_side) = outlook.first.map_or((None, None), |first| (Some(first.reason), first.side));
        KeptJudgement {
            milestone: outlook.number,
            light: outlook.light.as_str().to_owned(),
            since: now,
            passed: outlook.passed,
            warned: outlook.warned,
            waived: outlook.waived,
            blocked: outlook.blocked,
            day: outlook.day,
            due_on: outlook.due_on,
            time_left: outlook.left,
            forecast: outlook.forecast,
            first_reason,
            first_side,
            judged_at: now,
            holds_until,
        }
    }
}

impl KeptGate {
    fn of(milestone: i32, place: usize, gate: &Gate, now: DateTime<Utc>) -> KeptGate {
        let next = gate.next.as_ref();
        let (person_id, roles) = match next.map(|next| (&next.who, next.side)) {
            Some((Who::Person { id, .. }, _)) => (Some(*id), Vec::new()),
            Some((Who::Whoever(ability), side)) => (None, ability.roles_on(side).into_iter().map(str::to_owned).collect()),
            None => (None, Vec::new()),
        };
        KeptGate {
            milestone,
            kind: gate.kind.as_str().to_owned(),
            about: gate.about.to_string(),
            place: i32::try_from(place).unwrap_or(i32::MAX),
            state: gate.state.as_str().to_owned(),
            since: now,
            reason: json!(gate.reason),
            side: next.map(|next| next.side),
            person_id,
            roles,
            step: next.map(|next| json!(next.step)),
            spot: next.map(|next| spot(&next.spot)),
            waiver: gate.waiver.as_ref().map(|waiver| waiver.number),
        }
    }

    fn key(&self) -> GateKey<'_> {
        (self.milestone, &self.kind, &self.about)
    }
}

/// Where a step is taken, as it is kept.
fn spot(spot: &Spot) -> Value {
    match spot {
        Spot::Page(thing) => json!({ "page": thing.to_string() }),
        Spot::Plan(thing) => json!({ "plan": thing.to_string() }),
        Spot::Evidence { topic, seat } => json!({ "evidence": topic, "seat": seat }),
        Spot::Ladder { topic, seat } => json!({ "ladder": topic, "seat": seat }),
        Spot::People => json!({ "people": true }),
    }
}

impl Kept {
    /// What is to be kept of these milestones as they stand now, where `before` was kept: what has not changed stands since
    /// it did.
    #[must_use]
    pub fn of(facts: &Facts, judged: &[(&Milestone, Readiness)], before: &Kept, now: DateTime<Utc>) -> Kept {
        let judgement = |(milestone, readiness): &(&Milestone, Readiness)| {
            let holds_until = Readiness::holds_until(facts, milestone, now);
            let mut kept = KeptJudgement::of(Outlook::of(milestone, readiness), holds_until, now);
            if let Some(old) = before.of_milestone(milestone.number).filter(|old| old.light == kept.light) {
                kept.since = old.since;
            }
            kept
        };
        let stood: BTreeMap<_, _> = before.gates.iter().map(|gate| (gate.key(), gate)).collect();
        let gates = judged.iter().flat_map(|(milestone, readiness)| {
            readiness.gates.iter().enumerate().map(move |(place, gate)| KeptGate::of(milestone.number, place, gate, now))
        });
        let since = |mut gate: KeptGate| {
            if let Some(old) = stood.get(&gate.key()).filter(|old| old.state == gate.state) {
                gate.since = old.since;
            }
            gate
        };
        Kept { judgements: judged.iter().map(judgement).collect(), gates: gates.map(since).collect() }
    }

    /// What is kept of a milestone.
    #[must_use]
    pub fn of_milestone(&self, milestone: i32) -> Option<&KeptJudgement> {
        self.judgements.iter().find(|kept| kept.milestone == milestone)
    }

    fn blocked(&self, milestone: i32) -> BTreeSet<(&str, &str)> {
        let blocks = |gate: &&KeptGate| gate.milestone == milestone && gate.state == GateState::Blocked.as_str();
        self.gates.iter().filter(blocks).map(|gate| (gate.kind.as_str(), gate.about.as_str())).collect()
    }

    fn asked_to_sign(&self, milestone: i32) -> bool {
        self.of_milestone(milestone).is_some_and(|kept| kept.light == Light::Ready.as_str())
            && !self.gates.iter().any(|gate| gate.milestone == milestone && gate.kind == GateKind::Cover.as_str())
    }

    /// In which milestones this differs from `other`, but for since when and until when.
    #[must_use]
    pub fn differs_in(&self, other: &Kept) -> BTreeSet<i32> {
        type Bare<'a> = (BTreeMap<i32, KeptJudgement>, BTreeMap<GateKey<'a>, KeptGate>);
        fn bare(kept: &Kept) -> Bare<'_> {
            let judgement = |kept: &KeptJudgement| KeptJudgement {
                since: DateTime::UNIX_EPOCH,
                judged_at: DateTime::UNIX_EPOCH,
                holds_until: DateTime::UNIX_EPOCH,
                ..kept.clone()
            };
            let gate = |gate: &KeptGate| KeptGate { since: DateTime::UNIX_EPOCH, ..gate.clone() };
            (
                kept.judgements.iter().map(|each| (each.milestone, judgement(each))).collect(),
                kept.gates.iter().map(|each| (each.key(), gate(each))).collect(),
            )
        }
        let ((judgements, gates), (others, other_gates)) = (bare(self), bare(other));
        let milestones = judgements.keys().chain(others.keys()).copied();
        let of = |gates: &BTreeMap<GateKey<'_>, KeptGate>, milestone: i32| -> Vec<KeptGate> {
            gates.values().filter(|gate| gate.milestone == milestone).cloned().collect()
        };
        milestones.filter(|each| judgements.get(each) != others.get(each) || of(&gates, *each) != of(&other_gates, *each)).collect()
    }
}

/// What is to be told of milestones that stand otherwise than before. A first judgement is no change, but whoever is to sign
/// has to know.
#[must_use]
pub fn news(judged: &[(&Milestone, Readiness)], before: &Kept) -> Vec<ReadinessEvent> {
    judged.iter().filter_map(|(milestone, readiness)| news_of(milestone, readiness, before)).collect()
}

fn news_of(milestone: &Milestone, readiness: &Readiness, before: &Kept) -> Option<ReadinessEvent> {
    let (number, title) = (milestone.number, milestone.title.clone());
    if readiness.asks_to_sign() {
        // One that was half signed before anything was kept is no news to anybody.
        let known = before.asked_to_sign(number) || (before.of_milestone(number).is_none() && !milestone.signed_by.is_empty());
        return (!known).then_some(ReadinessEvent::Ready { number, title });
    }
    let was = before.of_milestone(number)?;
    let turned = was.light != readiness.light.as_str();
    let blocked = before.blocked(number);
    let anew = readiness
        .gates
        .iter()
        .filter(|gate| gate.state == GateState::Blocked && !blocked.contains(&(gate.kind.as_str(), gate.about.to_string().as_str())));
    let anew: Vec<BlockedGate> =
        anew.map(|gate| BlockedGate { gate: gate.kind.as_str().to_owned(), about: gate.about.to_string() }).collect();
    match readiness.light {
        Light::Late if turned => Some(ReadinessEvent::Late { number, title }),
        Light::AtRisk if turned => Some(ReadinessEvent::AtRisk { number, title, forecast: readiness.forecast.date }),
        Light::Late | Light::AtRisk | Light::OnTrack if !anew.is_empty() => Some(ReadinessEvent::Blocked { number, title, gates: anew }),
        Light::Late | Light::AtRisk | Light::OnTrack | Light::Ready => None,
    }
}
