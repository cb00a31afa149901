//! The things of an engagement that can be referred to, as people refer to them.

use std::{fmt, str::FromStr};

use uuid::Uuid;

use crate::{access::engagement, base::words::UnknownWord};

/// Something inside an engagement: what an event happened to, a turn is on, feedback is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Thing {
    /// The engagement itself; its reference is empty.
    Engagement,
    /// `V2`
    Scope(i32),
    /// `S1`, `X2`, `C3`, `W1`
    Line(String),
    /// `D5`
    Deliverable(i32),
    /// `F3`
    Feedback(i32),
    /// `T2`
    Topic(i32),
    /// `M5`
    Milestone(i32),
    /// `N1`
    Need(i32),
    /// `CR1`
    Change(i32),
    /// `DC1`
    Decision(i32),
    /// `WV1`
    Waiver(i32),
    /// `WS1`
    Session(i32),
    /// `WS1.2`: a next step that was agreed in a session.
    Step(i32, i32),
    /// `E1`
    Effect(i32),
    /// Of a kind that this version of Tandem does not know, a newer one does: by its reference, and only ever read.
    Other(String),
}

impl Thing {
    /// The thing of a reference that is stored.
    #[must_use]
    pub fn read(reference: &str) -> Thing {
        reference.parse().unwrap_or_else(|_| Thing::Other(reference.to_owned()))
    }

    /// URL of the page that shows it.
    #[must_use]
    pub fn url(&self, engagement: Uuid) -> String {
        let base = engagement::url(engagement);
        match self {
            Thing::Engagement | Thing::Other(_) => base,
            Thing::Scope(number) => format!("{base}/scope/{number}"),
            Thing::Line(key) => format!("{base}/scope/lines/{key}"),
            Thing::Deliverable(number) => format!("{base}/deliverables/{number}"),
            Thing::Feedback(number) => format!("{base}/feedback/{number}"),
            Thing::Topic(number) => format!("{base}/handover/topics/{number}"),
            Thing::Milestone(number) => format!("{base}/handover/milestones/{number}"),
            Thing::Need(number) => format!("{base}/needs/{number}"),
            Thing::Change(number) => format!("{base}/changes/{number}"),
            Thing::Decision(number) => format!("{base}/decisions/{number}"),
            Thing::Waiver(number) => format!("{base}/handover/waivers/{number}"),
            Thing::Session(number) => format!("{base}/sessions/{number}"),
            Thing::Step(session, number) => format!("{base}/sessions/{session}#step-{number}"),
            Thing::Effect(number) => format!("{base}/effects/{number}"),
        }
    }
}

impl Thing {
    /// Whether feedback can be about it. On what comes of something else, it is given there.
    #[must_use]
    pub const fn takes_feedback(&self) -> bool {
        match self {
            Thing::Engagement
            | Thing::Line(_)
            | Thing::Deliverable(_)
            | Thing::Topic(_)
            | Thing::Milestone(_)
            | Thing::Need(_)
            | Thing::Change(_)
            | Thing::Decision(_)
            | Thing::Session(_)
            | Thing::Effect(_) => true,
            Thing::Scope(_) | Thing::Feedback(_) | Thing::Step(..) | Thing::Waiver(_) | Thing::Other(_) => false,
        }
    }

    /// Where feedback on it is given.
    #[must_use]
    pub fn new_feedback_url(&self, engagement: Uuid) -> String {
        format!("{}/feedback/new?about={self}", engagement::url(engagement))
    }

    /// Where feedback on it is listed.
    #[must_use]
    pub fn feedback_url(&self, engagement: Uuid) -> String {
        format!("{}/feedback?about={self}", engagement::url(engagement))
    }
}

impl fmt::Display for Thing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Thing::Engagement => Ok(()),
            Thing::Scope(number) => write!(f, "V{number}"),
            Thing::Line(reference) | Thing::Other(reference) => f.write_str(reference),
            Thing::Deliverable(number) => write!(f, "D{number}"),
            Thing::Feedback(number) => write!(f, "F{number}"),
            Thing::Topic(number) => write!(f, "T{number}"),
            Thing::Milestone(number) => write!(f, "M{number}"),
            Thing::Need(number) => write!(f, "N{number}"),
            Thing::Change(number) => write!(f, "CR{number}"),
            Thing::Decision(number) => write!(f, "DC{number}"),
            Thing::Waiver(number) => write!(f, "WV{number}"),
            Thing::Session(number) => write!(f, "WS{number}"),
            Thing::Step(session, number) => write!(f, "WS{session}.{number}"),
            Thing::Effect(number) => write!(f, "E{number}"),
        }
    }
}

impl FromStr for Thing {
    type Err = UnknownWord;

    fn from_str(reference: &str) -> Result<Self, UnknownWord> {
        if reference.is_empty() {
            return Ok(Thing::Engagement);
        }
        if let Some((session, step)) = reference.split_once('.') {
            let Thing::Session(session) = session.parse()? else { return Err(UnknownWord) };
            return Ok(Thing::Step(session, number(step)?));
        }
        let digits = reference.trim_start_matches(|letter: char| letter.is_ascii_uppercase());
        let number = number(digits)?;
        Ok(match &reference[..reference.len() - digits.len()] {
            "V" => Thing::Scope(number),
            "S" | "X" | "C" | "W" => Thing::Line(reference.to_owned()),
            "D" => Thing::Deliverable(number),
            "F" => Thing::Feedback(number),
            "T" => Thing::Topic(number),
            "M" => Thing::Milestone(number),
            "N" => Thing::Need(number),
            "CR" => Thing::Change(number),
            "DC" => Thing::Decision(number),
            "WV" => Thing::Waiver(number),
            "WS" => Thing::Session(number),
            "E" => Thing::Effect(number),
            _ => return Err(UnknownWord),
        })
    }
}

/// Only the way it is written by us: no sign, no leading zero.
fn number(digits: &str) -> Result<i32, UnknownWord> {
    let number: i32 = digits.parse().map_err(|_| UnknownWord)?;
    if number >= 1 && number.to_string() == digits { Ok(number) } else { Err(UnknownWord) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_read_back() {
        for reference in ["", "V2", "S1", "X2", "C3", "W1", "D5", "F13", "T2", "M5", "N1", "CR2", "DC10", "WV3", "WS3", "WS3.12", "E2"] {
            assert_eq!(reference.parse::<Thing>().unwrap().to_string(), reference);
        }
    }

    #[test]
    fn what_is_stored_is_always_something() {
        assert_eq!(Thing::read("D5"), Thing::Deliverable(5));
        assert_eq!(Thing::read("Q7").to_string(), "Q7");
        assert_eq!(Thing::read("Q7").url(Uuid::nil()), Thing::Engagement.url(Uuid::nil()));
    }

    #[test]
    fn other_words_are_refused() {
        for word in [
            "D",
            "D0",
            "D05",
            "D+5",
            "D-1",
            "Q1",
            "5",
            "D99999999999",
            "é1",
            "RC1",
            "DCR1",
            "1D",
            "WS1.",
            "WS.1",
            "WS1.01",
            "WS1.1.1",
            "D1.1",
            "WSE1",
        ] {
            assert_eq!(word.parse::<Thing>(), Err(UnknownWord), "{word}");
        }
    }
}
