//! What happens to evidence.

use serde::{Deserialize, Serialize};

use super::{
    meaning::{Meaning, On, RoomEvent, Tell},
    sentence::Sentence,
};
use crate::{
    access::Side,
    blockers::{Blocks, State},
    things::{FilePlace, Thing},
};

/// Of files at a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileEvent {
    /// Files were attached in one go, each as the first or the next version of its name there; `title` is that of the thing.
    #[serde(rename = "files_attached")]
    Attached { place: FilePlace, title: String, files: Vec<AttachedFile> },
    /// A file that was laid ready for a submission was taken away again.
    #[serde(rename = "file_taken_away")]
    TakenAway { place: FilePlace, title: String, number: i32, name: String },
}

/// A file as its event names it; the digest (hexadecimal) puts its content under the chain of events.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttachedFile {
    pub number: i32,
    pub version: i32,
    pub name: String,
    pub bytes: u64,
    pub sha256: String,
}

impl RoomEvent for FileEvent {
    fn thing(&self) -> Thing {
        match self {
            FileEvent::Attached { place, .. } | FileEvent::TakenAway { place, .. } => place.thing(),
        }
    }

    fn meaning(&self, by: Option<Side>) -> Meaning {
        let of_place = |key, title: &str| Sentence::of(key).with("ref", &self.thing()).with("title", title);
        // A runbook.
        let is_runbook = |place| matches!(place, FilePlace::Topic(_));
        match self {
            FileEvent::Attached { place, title, files } => {
                let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
                let at = |key| of_place(key, title).with("names", names.join(", "));
                let (tells, reads) = match place {
                    // Whoever hands the submission in tells of it.
                    FilePlace::Deliverable(_) => (Tell::Nobody, at("event-files-laid-ready")),
                    FilePlace::Submission { number, .. } => (Tell::other(by), at("event-files-to-submission").with("submission", *number)),
                    FilePlace::Topic(_) => (Tell::other(by), at("event-files-to-topic")),
                    FilePlace::Observation { .. } => (Tell::other(by), at("event-files-to-observation")),
                    FilePlace::Feedback(_) => (Tell::other(by), at("event-files-to-feedback")),
                    FilePlace::Session(_) => (Tell::other(by), at("event-files-to-session")),
                };
                Meaning { moves: Vec::new(), tells, reads, touches_readiness: is_runbook(*place) }
            }
            FileEvent::TakenAway { place, title, name, .. } => Meaning {
                moves: Vec::new(),
                tells: Tell::Nobody,
                reads: of_place("event-file-taken-away", title).with("name", name),
                touches_readiness: is_runbook(*place),
            },
        }
    }

    fn blocks(&self, _: Option<Side>) -> Vec<Blocks> {
        let thing = self.thing();
        let on = On(&thing);
        match self {
            // Whatever is attached to a topic is its runbook, and nothing takes it away.
            FileEvent::Attached { place: FilePlace::Topic(_), .. } => on.turns(State::Ended),
            FileEvent::Attached { .. } | FileEvent::TakenAway { .. } => Vec::new(),
        }
    }
}
