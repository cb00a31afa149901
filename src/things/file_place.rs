//! Where a file belongs.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Thing;

/// Where a file belongs. Stored within events: a variant is never renamed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FilePlace {
    /// At a deliverable, laid ready for its next submission.
    Deliverable(i32),
    /// With a submission of a deliverable.
    Submission {
        deliverable: i32,
        /// The submission.
        number: i32,
    },
    /// At a topic: its runbook.
    Topic(i32),
    /// Evidence of an observation on a topic.
    Observation {
        topic: i32,
        /// The observation.
        number: i32,
    },
    /// At a feedback entry.
    Feedback(i32),
    /// At a working session.
    Session(i32),
}

impl FilePlace {
    /// The thing on whose page it is.
    #[must_use]
    pub const fn thing(self) -> Thing {
        match self {
            FilePlace::Deliverable(number) | FilePlace::Submission { deliverable: number, .. } => Thing::Deliverable(number),
            FilePlace::Topic(number) | FilePlace::Observation { topic: number, .. } => Thing::Topic(number),
            FilePlace::Feedback(number) => Thing::Feedback(number),
            FilePlace::Session(number) => Thing::Session(number),
        }
    }

    /// The number of the part of the thing that it is, a submission or an observation; none: the thing itself.
    #[must_use]
    pub const fn part(self) -> Option<i32> {
        match self {
            FilePlace::Submission { number, .. } | FilePlace::Observation { number, .. } => Some(number),
            FilePlace::Deliverable(_) | FilePlace::Topic(_) | FilePlace::Feedback(_) | FilePlace::Session(_) => None,
        }
    }

    /// The place at a thing or at its part of this number; none: no files are kept there.
    #[must_use]
    pub const fn of(thing: &Thing, part: Option<i32>) -> Option<FilePlace> {
        Some(match (thing, part) {
            (Thing::Deliverable(number), None) => FilePlace::Deliverable(*number),
            (Thing::Deliverable(deliverable), Some(number)) => FilePlace::Submission { deliverable: *deliverable, number },
            (Thing::Topic(number), None) => FilePlace::Topic(*number),
            (Thing::Topic(topic), Some(number)) => FilePlace::Observation { topic: *topic, number },
            (Thing::Feedback(number), None) => FilePlace::Feedback(*number),
            (Thing::Session(number), None) => FilePlace::Session(*number),
            _ => return None,
        })
    }

    /// URL of the place on that page.
    #[must_use]
    pub fn url(self, engagement: Uuid) -> String {
        let page = self.thing().url(engagement);
        match self {
            FilePlace::Deliverable(_) | FilePlace::Topic(_) | FilePlace::Feedback(_) | FilePlace::Session(_) => format!("{page}#files"),
            FilePlace::Submission { number, .. } => format!("{page}#submission-{number}"),
            // However much was seen since: that page of evidence begins with the observation.
            FilePlace::Observation { number, .. } => format!("{page}?from=O{number}#o{number}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_a_thing_or_a_part_of_it() {
        for place in [
            FilePlace::Deliverable(5),
            FilePlace::Submission { deliverable: 5, number: 2 },
            FilePlace::Topic(3),
            FilePlace::Observation { topic: 3, number: 17 },
            FilePlace::Feedback(8),
            FilePlace::Session(1),
        ] {
            assert_eq!(FilePlace::of(&place.thing(), place.part()), Some(place));
        }
        assert_eq!(FilePlace::of(&Thing::Feedback(8), Some(1)), None);
        assert_eq!(FilePlace::of(&Thing::Milestone(1), None), None);
    }
}
