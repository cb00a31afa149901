//! Gates as they stood when somebody signed: words, so that the record outlives the rules and texts of its day.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    gates::{Gate, GateState},
    sentence::Sentence,
};
use crate::base::language::Language;

/// A sentence in both languages, as it was read when something was signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spoken {
    /// In English.
    pub en: String,
    /// In German.
    pub de: String,
}

impl Spoken {
    /// A sentence as it reads in both.
    #[must_use]
    pub fn of(sentence: &Sentence) -> Spoken {
        Spoken { en: sentence.say(Language::En), de: sentence.say(Language::De) }
    }

    /// In the reader's language.
    #[must_use]
    pub fn say(&self, language: Language) -> &str {
        match language {
            Language::En => &self.en,
            Language::De => &self.de,
        }
    }
}

/// A gate as it stood when somebody signed: words, so that the record outlives the rules and texts of its day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordedGate {
    /// What it asked.
    pub kind: String,
    /// How it stood: `pass`, `warning` or `waived`.
    pub state: String,
    /// What it was about, as a reference.
    pub about: String,
    /// Why it stood so.
    pub reason: Spoken,
    /// The waiver that let it pass, and how long that held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiver: Option<RecordedWaiver>,
}

/// A waiver as it stood when somebody signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordedWaiver {
    pub number: i32,
    /// The last day on which it held.
    pub until: NaiveDate,
}

impl RecordedGate {
    /// The record of a gate.
    #[must_use]
    pub fn of(gate: &Gate) -> RecordedGate {
        RecordedGate {
            kind: gate.kind.as_str().to_owned(),
            state: gate.state.as_str().to_owned(),
            about: gate.about.to_string(),
            reason: Spoken::of(&gate.reason),
            waiver: gate
                .waiver
                .as_ref()
                .filter(|_| gate.state == GateState::Waived)
                .map(|waiver| RecordedWaiver { number: waiver.number, until: waiver.until }),
        }
    }

    /// Key of the word for how it stood.
    #[must_use]
    pub fn state_key(&self) -> &'static str {
        let stood = [GateState::Warning, GateState::Waived].into_iter().find(|state| self.state == state.as_str());
        stood.unwrap_or(GateState::Pass).key()
    }
}
