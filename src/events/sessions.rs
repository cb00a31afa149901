//! What happens to working sessions and to the steps agreed in them.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    meaning::{Meaning, On, RoomEvent, Tell},
    sentence::{Sentence, Word},
};
use crate::{
    access::Side,
    things::Thing,
    turns::model::{Ask, Due, Move},
};

/// Of a working session, or of a step agreed in one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SessionEvent {
    /// A working session was planned.
    #[serde(rename = "session_planned")]
    Planned { number: i32, title: String, at: DateTime<Utc> },
    /// The plan of a session was changed.
    #[serde(rename = "session_changed")]
    Changed { number: i32, title: String, at: DateTime<Utc> },
    /// A session began.
    #[serde(rename = "session_begun")]
    Begun { number: i32, title: String },
    /// A planned session does not take place.
    #[serde(rename = "session_cancelled")]
    Cancelled { number: i32, title: String, at: DateTime<Utc> },
    /// One side recorded how a session was; `dropped` steps of the round before are no longer agreed.
    #[serde(rename = "session_recorded")]
    Recorded { number: i32, title: String, round: i32, steps: Vec<AgreedStep>, dropped: Vec<DroppedStep> },
    /// The other side answered the record: `confirmed` or `corrected`.
    #[serde(rename = "session_answered")]
    Answered { number: i32, title: String, round: i32, answer: String },
    /// What was agreed in a session was done.
    #[serde(rename = "step_done")]
    StepDone {
        session: i32,
        number: i32,
        text: String,
        side: Side,
        /// Whose it was; none before that was recorded.
        #[serde(default)]
        owner: Option<Uuid>,
    },
    /// What was agreed in a session is no longer.
    #[serde(rename = "step_dropped")]
    StepDropped { session: i32, number: i32, text: String, side: Side },
}

/// A next step as its event names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreedStep {
    /// `WS1.2` without what stands before the dot.
    pub number: i32,
    /// What is to be done.
    pub text: String,
    /// By whom.
    pub owner: Uuid,
    pub side: Side,
    /// Until when.
    pub due_on: NaiveDate,
}

/// A step that is no longer agreed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DroppedStep {
    /// `WS1.2` without what stands before the dot.
    pub number: i32,
    /// On whose side it was.
    pub side: Side,
    /// Whose it was; none before that was recorded.
    #[serde(default)]
    pub owner: Option<Uuid>,
}

impl RoomEvent for SessionEvent {
    fn thing(&self) -> Thing {
        match self {
            SessionEvent::Planned { number, .. }
            | SessionEvent::Changed { number, .. }
            | SessionEvent::Begun { number, .. }
            | SessionEvent::Cancelled { number, .. }
            | SessionEvent::Recorded { number, .. }
            | SessionEvent::Answered { number, .. } => Thing::Session(*number),
            SessionEvent::StepDone { session, number, .. } | SessionEvent::StepDropped { session, number, .. } => {
                Thing::Step(*session, *number)
            }
        }
    }

    fn meaning(&self, by: Option<Side>) -> Meaning {
        let thing = self.thing();
        let on = On(&thing);
        let of_session = |key, title: &str| Sentence::of(key).with("ref", &thing).with("title", title);
        let of_step = |key, text: &str| Sentence::of(key).with("ref", &thing).with("text", text);
        // No gate rests on sessions.
        let means = |moves, tells, reads| Meaning { moves, tells, reads, touches_readiness: false };
        match self {
            SessionEvent::Planned { title, at, .. } => {
                means(Vec::new(), Tell::Both, of_session("event-session-planned", title).with("when", Word::Moment(*at)))
            }
            SessionEvent::Changed { title, at, .. } => {
                means(Vec::new(), Tell::Both, of_session("event-session-changed", title).with("when", Word::Moment(*at)))
            }
            SessionEvent::Begun { title, .. } => means(Vec::new(), Tell::Nobody, of_session("event-session-begun", title)),
            SessionEvent::Cancelled { title, at, .. } => {
                means(Vec::new(), Tell::Both, of_session("event-session-cancelled", title).with("when", Word::Moment(*at)))
            }
            SessionEvent::Recorded { number, title, round, steps, dropped } => {
                let dropped = dropped.iter().map(|step| step.ends(*number));
                let agreed = steps.iter().map(|step| step.asks(*number));
                let answer = by.map(|by| [on.ends(by), on.asks(by.other(), Ask::ConfirmSession)]);
                let key = if *round == 1 { "event-session-recorded" } else { "event-session-amended" };
                means(
                    dropped.chain(agreed).chain(answer.into_iter().flatten()).collect(),
                    Tell::Nobody,
                    of_session(key, title).with("count", Word::Number(steps.len() as i64)),
                )
            }
            SessionEvent::Answered { title, answer, .. } => {
                let is_confirmed = answer == "confirmed";
                // What was not quite so is recorded once more by the side that did.
                let amend = |by: Side| (!is_confirmed).then(|| on.asks(by.other(), Ask::AmendSession));
                means(
                    by.map_or_else(Vec::new, |by| [on.ends(by)].into_iter().chain(amend(by)).collect()),
                    Tell::other(by),
                    of_session(if is_confirmed { "event-session-confirmed" } else { "event-session-corrected" }, title),
                )
            }
            SessionEvent::StepDone { text, side, .. } => means(vec![on.ends(*side)], Tell::other(by), of_step("event-step-done", text)),
            SessionEvent::StepDropped { text, side, .. } => means(vec![on.ends(*side)], Tell::Both, of_step("event-step-dropped", text)),
        }
    }

    fn relieves(&self) -> Vec<Uuid> {
        match self {
            SessionEvent::Recorded { dropped, .. } => dropped.iter().filter_map(|step| step.owner).collect(),
            SessionEvent::StepDone { owner, .. } => owner.iter().copied().collect(),
            _ => Vec::new(),
        }
    }
}

impl AgreedStep {
    fn asks(&self, session: i32) -> Move {
        On(&Thing::Step(session, self.number)).asks_of(self.side, Ask::DoStep, Some(self.owner), Due::Day(self.due_on))
    }
}

impl DroppedStep {
    fn ends(&self, session: i32) -> Move {
        On(&Thing::Step(session, self.number)).ends(self.side)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::events::Event;

    #[test]
    fn of_a_step_from_before_owners_were_recorded_nobody_is_told() {
        let done = |owner: serde_json::Value| {
            let mut detail = json!({ "session": 1, "number": 2, "text": "Send the files", "side": "client" });
            if owner.is_string() {
                detail["owner"] = owner;
            }
            Event::from_parts("step_done", detail).unwrap().relieves()
        };
        assert!(done(json!(null)).is_empty());
        assert_eq!(done(json!(Uuid::nil())), [Uuid::nil()]);
    }
}
