//! What the pages of topics and of milestones share: gates in the reader's words, the feedback on a thing, and where a step
//! of a gate is taken.

pub mod feedback;
pub mod words;

use uuid::Uuid;

use crate::{access::engagement, things::Thing};

/// The grid of an engagement and its milestones.
#[must_use]
pub fn url(engagement: Uuid) -> String {
    format!("{}/handover", engagement::url(engagement))
}

/// Where a topic is changed.
#[must_use]
pub fn edit_topic_url(engagement: Uuid, number: i32) -> String {
    format!("{}/edit", Thing::Topic(number).url(engagement))
}

/// Where an observation is recorded.
#[must_use]
pub fn new_observation_url(engagement: Uuid) -> String {
    format!("{}/observations/new", url(engagement))
}

/// Where a milestone is changed.
#[must_use]
pub fn edit_milestone_url(engagement: Uuid, number: i32) -> String {
    format!("{}/edit", Thing::Milestone(number).url(engagement))
}

/// Where it is asked that a gate of a milestone is waived.
#[must_use]
pub fn new_waiver_url(engagement: Uuid, milestone: i32) -> String {
    format!("{}/waivers/new", Thing::Milestone(milestone).url(engagement))
}
