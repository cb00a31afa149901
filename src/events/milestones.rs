//! What happens to milestones: their dates and signatures, what is waived for them, and what becomes of them afterwards.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    meaning::{Meaning, On, RoomEvent, Tell},
    sentence::{Sentence, Word, gate_key},
};
use crate::{
    access::Side,
    things::Thing,
    turns::model::{Ask, Due},
};

/// Of a milestone, or of a waiver or echo of one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MilestoneEvent {
    /// It was agreed from when the client runs topics alone.
    #[serde(rename = "milestone_planned")]
    Planned { number: i32, title: String, at: DateTime<Utc> },
    /// A milestone's agreement, date, owner or cover changed.
    #[serde(rename = "milestone_changed")]
    Changed { number: i32, title: String, at: DateTime<Utc> },
    /// One side signed the handover under the digest of its text (hexadecimal; empty in events from before it was kept);
    /// `complete` with the second, `closes` when it was the last milestone.
    #[serde(rename = "milestone_signed")]
    Signed {
        number: i32,
        title: String,
        side: Side,
        #[serde(default)]
        digest: String,
        complete: bool,
        closes: bool,
        /// Waivers that were asked for and are no longer needed.
        #[serde(default)]
        waivers: Vec<i32>,
        /// Feedback that came of echoes, and goes on when this closes the engagement.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        going_on: Vec<i32>,
    },

    /// A side asked the other to let a gate of a milestone pass until a day, and why; `gate` is what the gate asks, `about` what
    /// it is about.
    #[serde(rename = "waiver_asked")]
    WaiverAsked { number: i32, milestone: i32, gate: String, about: String, until: NaiveDate, reason: String },
    /// The other side agreed, or declined.
    #[serde(rename = "waiver_answered")]
    WaiverAnswered { number: i32, milestone: i32, gate: String, about: String, agreed: bool, until: NaiveDate },
    /// A waiver was taken back: before there was an answer, or while it held.
    #[serde(rename = "waiver_ended")]
    WaiverEnded { number: i32, milestone: i32, gate: String, about: String, held: bool },
    /// Nobody answered a waiver before its last day was over.
    #[serde(rename = "waiver_lapsed")]
    WaiverLapsed { number: i32, milestone: i32, gate: String, about: String },

    /// Some days after a handover Tandem asked the client whether it still runs it alone; first `to`.
    #[serde(rename = "echo_asked")]
    EchoAsked { number: i32, title: String, days: i32, to: Option<Uuid> },
    /// The client answered; a no became a feedback entry.
    #[serde(rename = "echo_answered")]
    EchoAnswered { number: i32, title: String, alone: bool, feedback: Option<i32>, excerpt: String },
}

impl RoomEvent for MilestoneEvent {
    fn thing(&self) -> Thing {
        match self {
            MilestoneEvent::Planned { number, .. }
            | MilestoneEvent::Changed { number, .. }
            | MilestoneEvent::Signed { number, .. }
            | MilestoneEvent::EchoAsked { number, .. }
            | MilestoneEvent::EchoAnswered { number, .. } => Thing::Milestone(*number),
            MilestoneEvent::WaiverAsked { number, .. }
            | MilestoneEvent::WaiverAnswered { number, .. }
            | MilestoneEvent::WaiverEnded { number, .. }
            | MilestoneEvent::WaiverLapsed { number, .. } => Thing::Waiver(*number),
        }
    }

    fn meaning(&self, by: Option<Side>) -> Meaning {
        let thing = self.thing();
        let on = On(&thing);
        let of_milestone = |key, title: &str| Sentence::of(key).with("ref", &thing).with("title", title);
        let of_waiver = |key, milestone: i32, gate: &str, about: &str| {
            let gate = Word::list([Sentence::of(gate_key(gate)).with("about", about)]);
            Sentence::of(key).with("ref", &thing).with("milestone", &Thing::Milestone(milestone)).with("gate", gate)
        };
        match self {
            MilestoneEvent::Planned { title, at, .. } => Meaning {
                moves: Vec::new(),
                tells: Tell::Nobody,
                reads: of_milestone("event-milestone-planned", title).with("due", Word::DayOf(*at)),
                touches_readiness: true,
            },
            MilestoneEvent::Changed { title, .. } => Meaning {
                moves: Vec::new(),
                tells: Tell::other(by),
                reads: of_milestone("event-milestone-changed", title),
                touches_readiness: true,
            },
            MilestoneEvent::Signed { title, side, complete, waivers, .. } => {
                let key = if *complete { "event-milestone-complete" } else { "event-milestone-signed" };
                Meaning {
                    // Who is to sign follows from how ready it is.
                    moves: waivers.iter().flat_map(|number| On(&Thing::Waiver(*number)).rests()).collect(),
                    tells: Tell::Both,
                    reads: of_milestone(key, title).with("party", *side),
                    touches_readiness: true,
                }
            }

            MilestoneEvent::WaiverAsked { milestone, gate, about, until, reason, .. } => Meaning {
                moves: by.map(|by| on.asks(by.other(), Ask::AnswerWaiver)).into_iter().collect(),
                tells: Tell::Nobody,
                reads: of_waiver("event-waiver-asked", *milestone, gate, about).with("until", Word::Day(*until)).with("reason", reason),
                touches_readiness: true,
            },
            MilestoneEvent::WaiverAnswered { milestone, gate, about, agreed, until, .. } => {
                let key = if *agreed { "event-waiver-agreed" } else { "event-waiver-declined" };
                Meaning {
                    moves: on.rests(),
                    tells: Tell::other(by),
                    reads: of_waiver(key, *milestone, gate, about).with("until", Word::Day(*until)),
                    touches_readiness: true,
                }
            }
            MilestoneEvent::WaiverEnded { milestone, gate, about, held, .. } => {
                let key = if *held { "event-waiver-ended" } else { "event-waiver-withdrawn" };
                Meaning {
                    moves: on.rests(),
                    tells: Tell::other(by),
                    reads: of_waiver(key, *milestone, gate, about),
                    touches_readiness: true,
                }
            }
            MilestoneEvent::WaiverLapsed { milestone, gate, about, .. } => Meaning {
                moves: on.rests(),
                tells: Tell::Both,
                reads: of_waiver("event-waiver-lapsed", *milestone, gate, about),
                touches_readiness: true,
            },

            // What is asked after a handover blocks nothing.
            MilestoneEvent::EchoAsked { title, days, to, .. } => Meaning {
                moves: vec![on.asks_of(Side::Client, Ask::AnswerEcho, *to, Due::Promise)],
                tells: Tell::Nobody,
                reads: of_milestone("event-echo-asked", title).with("days", *days),
                touches_readiness: false,
            },
            MilestoneEvent::EchoAnswered { title, alone, feedback, .. } => {
                let feedback = feedback.map(Thing::Feedback);
                let answer = feedback.as_ref().map(|entry| On(entry).asks(Side::Provider, Ask::AnswerFeedback));
                Meaning {
                    moves: [on.ends(Side::Client)].into_iter().chain(answer).collect(),
                    tells: Tell::Side(Side::Provider),
                    reads: of_milestone(if *alone { "event-echo-alone" } else { "event-echo-not-alone" }, title)
                        .with("feedback", feedback.map(|entry| entry.to_string()).unwrap_or_default()),
                    touches_readiness: false,
                }
            }
        }
    }

    fn closes(&self) -> Option<&[i32]> {
        match self {
            MilestoneEvent::Signed { closes: true, going_on, .. } => Some(going_on),
            _ => None,
        }
    }
}
