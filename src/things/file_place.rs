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
        /// The deliverable.
        deliverable: i32,
        /// The submission.
        number: i32,
    },
    /// At a topic: its runbook.
    Topic(i32),
    /// Evidence of an observation on a topic.
    Observation {
        /// The topic.
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
