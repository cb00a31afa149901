//! What a change touches besides the lines it edits. Pure.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::model::Edit;
use crate::{
    readiness::{
        facts::{Facts, Milestone},
        gates::{Gate, gates},
    },
    things::Thing,
};

/// Something that a change touches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Touched {
    pub thing: Thing,
    /// What it is called.
    pub title: String,
}

/// Everything that hangs on the edited lines.
#[derive(Clone, Debug, Default)]
pub struct Ripple {
    /// Deliverables under them.
    pub deliverables: Vec<Touched>,
    /// Topics that hand over what they deliver.
    pub topics: Vec<Touched>,
    /// Milestones that cover either and are not signed by both.
    pub milestones: Vec<Touched>,
    /// The gates of those milestones that are about what is touched.
    pub gates: Vec<Gate>,
}

impl Ripple {
    /// Of these edits, as the records stand.
    #[must_use]
    pub fn of(facts: &Facts, edits: &[Edit], now: DateTime<Utc>) -> Ripple {
        let lines: BTreeSet<&str> = edits.iter().map(|edit| edit.key.as_str()).collect();
        let deliverables: Vec<_> = facts.deliverables.iter().filter(|each| lines.contains(each.line.as_str())).collect();
        let topics: Vec<_> = facts.topics.iter().filter(|topic| lines.contains(topic.line.as_str())).collect();
        let covers = |milestone: &Milestone| {
            deliverables.iter().any(|each| milestone.deliverables.contains(&each.number))
                || topics.iter().any(|topic| milestone.topics.contains(&topic.number))
        };
        let milestones: Vec<_> = facts.milestones.iter().filter(|each| each.signed_at.is_none() && covers(each)).collect();
        let touched = |thing, title: &str| Touched { thing, title: title.to_owned() };
        let about: BTreeSet<Thing> =
            (deliverables.iter().map(|each| Thing::Deliverable(each.number))).chain(topics.iter().map(|topic| topic.thing())).collect();
        let mut touched_gates: Vec<Gate> = Vec::new();
        for gate in milestones.iter().flat_map(|milestone| gates(facts, milestone, now)).filter(|gate| about.contains(&gate.about)) {
            // Two milestones may cover the same.
            if !touched_gates.contains(&gate) {
                touched_gates.push(gate);
            }
        }
        Ripple {
            deliverables: deliverables.iter().map(|each| touched(Thing::Deliverable(each.number), &each.title)).collect(),
            topics: topics.iter().map(|topic| touched(topic.thing(), &topic.title)).collect(),
            milestones: milestones.iter().map(|each| touched(each.thing(), &each.title)).collect(),
            gates: touched_gates,
        }
    }

    /// Whether nothing hangs on the edited lines.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.deliverables.is_empty() && self.topics.is_empty()
    }
}
