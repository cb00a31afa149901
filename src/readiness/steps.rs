//! The turns that follow from a judgement: of whoever has to move a gate, and of those who are to sign. Pure.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    facts::{Facts, Milestone},
    gates::{Gate, GateState, Who},
    light::{Light, Readiness},
};
use crate::{
    access::Side,
    things::Thing,
    turns::model::{Ask, Due, Move},
};

/// What the turns of signers call the gate: none of the gates, but what comes when all are passed.
pub const SIGNATURE: &str = "signature";

/// A turn that is to be open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub thing: Thing,
    pub side: Side,
    /// The gate's kind, or [`SIGNATURE`].
    pub gate: &'static str,
    pub ask: Ask,
    /// Of whom there; none: of everybody whose role allows it.
    pub to: Option<Uuid>,
    /// The date of the milestone that waits for it; of several the nearest.
    pub at: DateTime<Utc>,
}

/// A turn that is open, as its row holds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenStep {
    pub number: i32,
    thing: String,
    side: Side,
    gate: String,
    ask: String,
    roles: Vec<String>,
    person_id: Option<Uuid>,
    since: DateTime<Utc>,
    due_at: DateTime<Utc>,
}

/// What is to be done about turns so that those are open that should be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StepChanges {
    /// Numbers of those that end.
    pub end: Vec<i32>,
    /// Those that fall due at another time.
    pub due: Vec<(i32, DateTime<Utc>)>,
    /// Those that are opened, with when they fall due.
    pub open: Vec<(Step, DateTime<Utc>)>,
}

impl Step {
    fn key(&self) -> (String, Side, &'static str) {
        (self.thing.to_string(), self.side, self.gate)
    }

    /// A step is due with the milestone that waits for it; one that arises after that within the promise. Nobody is to sign
    /// before that date either, but within the promise.
    fn due(&self, facts: &Facts, since: DateTime<Utc>) -> DateTime<Utc> {
        let promised = facts.promises.due(self.side, since, Due::Promise);
        match self.gate {
            SIGNATURE => promised.max(self.at),
            _ if self.at > since => self.at,
            _ => promised,
        }
    }

    /// As those are told who have to move.
    #[must_use]
    pub fn as_move(&self) -> Move {
        let Step { thing, side, ask, to, .. } = self.clone();
        Move::Open { thing, ask, side, to, due: Due::At(self.at) }
    }

    fn is(&self, open: &OpenStep) -> bool {
        self.thing.to_string() == open.thing
            && (self.side, self.gate, self.ask.as_str(), self.to) == (open.side, open.gate.as_str(), open.ask.as_str(), open.person_id)
            && self.ask.ability().roles_on(self.side) == open.roles
    }
}

/// The turns that should be open as these milestones stand: one for each gate whose step has none of its own, however many
/// milestones wait for it, and those of the signers.
#[must_use]
pub fn steps(facts: &Facts, judged: &[(&Milestone, Readiness)]) -> Vec<Step> {
    let mut steps: BTreeMap<(String, Side, &'static str), Step> = BTreeMap::new();
    for (milestone, readiness) in judged {
        let asked = readiness.gates.iter().filter_map(|gate| step_of(facts, milestone, gate));
        for step in asked.chain(signatures(milestone, readiness)) {
            let at = step.at;
            let entry = steps.entry(step.key()).or_insert(step);
            entry.at = entry.at.min(at);
        }
    }
    steps.into_values().collect()
}

fn step_of(facts: &Facts, milestone: &Milestone, gate: &Gate) -> Option<Step> {
    if !matches!(gate.state, GateState::Blocked | GateState::Warning) {
        return None;
    }
    let next = gate.next.as_ref()?;
    let ask = next.ask?;
    let reference = gate.about.to_string();
    // What an event has asked already is not asked twice.
    if facts.turns.iter().any(|turn| turn.thing == reference && turn.side == next.side && turn.ask == ask.as_str()) {
        return None;
    }
    let to = match &next.who {
        Who::Person { id, .. } => Some(*id),
        Who::Whoever(_) => None,
    };
    Some(Step { thing: gate.about.clone(), side: next.side, gate: gate.kind.as_str(), ask, to, at: milestone.at })
}

/// Those who have not signed, once it is ready, or the other side has signed what covers nothing.
fn signatures(milestone: &Milestone, readiness: &Readiness) -> Vec<Step> {
    if !readiness.asks_to_sign() && (readiness.light != Light::Ready || milestone.signed_by.is_empty()) {
        return Vec::new();
    }
    let open = Side::BOTH.into_iter().filter(|side| !milestone.signed_by.contains(side));
    let step = |side| Step { thing: milestone.thing(), side, gate: SIGNATURE, ask: Ask::SignMilestone, to: None, at: milestone.at };
    open.map(step).collect()
}

/// What makes the open turns those that should be. One that goes to somebody else, or asks something else, is another turn.
#[must_use]
pub fn changes(facts: &Facts, mut wanted: Vec<Step>, open: &[OpenStep], now: DateTime<Utc>) -> StepChanges {
    let mut changes = StepChanges::default();
    for turn in open {
        match wanted.iter().position(|step| step.is(turn)).map(|at| wanted.remove(at)) {
            None => changes.end.push(turn.number),
            Some(step) => {
                let due = step.due(facts, turn.since);
                if due != turn.due_at {
                    changes.due.push((turn.number, due));
                }
            }
        }
    }
    changes.open = wanted.into_iter().map(|step| (step.due(facts, now), step)).map(|(due, step)| (step, due)).collect();
    changes
}

impl StepChanges {
    /// Whether everything is as it should be.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.end.is_empty() && self.due.is_empty() && self.open.is_empty()
    }
}
