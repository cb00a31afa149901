//! Questions, advice and decisions, and who may state what when. Pure.

use std::collections::HashSet;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;
use uuid::Uuid;

use crate::{
    access::{Ability, Side},
    base::words::words,
    error::Refusal,
};

/// The longest question, and the longest option, in characters.
pub const LONGEST_LINE: usize = 300;
/// How many options a question has.
pub const OPTIONS: std::ops::RangeInclusive<usize> = 2..=8;
/// How often one question is advised on; whoever needs more should talk.
pub const MOST_ADVICE: usize = 20;
/// The longest search, in characters.
pub const LONGEST_SEARCH: usize = 100;

words! {
    /// Whose decision it is.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum Kind {
        /// What is wanted: the client decides.
        What = "what",
        /// How it is done: the expert answers, the client may overrule.
        How = "how",
    }
}

impl Kind {
    /// Key of the word.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Kind::What => "decisions-what",
            Kind::How => "decisions-how",
        }
    }

    /// Key of the sentence that says whose decision that is.
    #[must_use]
    pub const fn means_key(self) -> &'static str {
        match self {
            Kind::What => "decisions-what-means",
            Kind::How => "decisions-how-means",
        }
    }

    /// Key of what choosing it means.
    #[must_use]
    pub const fn hint_key(self) -> &'static str {
        match self {
            Kind::What => "decisions-what-hint",
            Kind::How => "decisions-how-hint",
        }
    }

    /// The side that decides it.
    #[must_use]
    pub const fn side(self) -> Side {
        match self {
            Kind::What => Side::Client,
            Kind::How => Side::Provider,
        }
    }

    /// What a seat there must allow to decide it.
    #[must_use]
    pub const fn ability(self) -> Ability {
        match self {
            Kind::What => Ability::DecideWhat,
            Kind::How => Ability::DecideHow,
        }
    }
}

words! {
    /// What somebody stated.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
    #[serde(rename_all = "lowercase")]
    pub enum Act {
        /// The expert advised on a What.
        Advised = "advised",
        /// The client decided a What, or the expert a How.
        Decided = "decided",
        /// The client decided a How against the expert's answer.
        Overruled = "overruled",
    }
}

impl Act {
    /// Key of what the record says of it.
    #[must_use]
    pub const fn said_key(self) -> &'static str {
        match self {
            Act::Advised => "decisions-said-advised",
            Act::Decided => "decisions-said-decided",
            Act::Overruled => "decisions-said-overruled",
        }
    }
}

words! {
    /// How far a question has come.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum State {
        /// Nobody has decided it yet.
        Open = "open",
        /// It stands.
        Decided = "decided",
        /// The side that asked took it back.
        Withdrawn = "withdrawn",
    }
}

impl State {
    /// Key of the word.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            State::Open => "decisions-open",
            State::Decided => "decisions-decided",
            State::Withdrawn => "decisions-withdrawn",
        }
    }

    /// Tone of its tag.
    #[must_use]
    pub const fn tone(self) -> &'static str {
        match self {
            State::Open => "open",
            State::Decided => "good",
            State::Withdrawn => "quiet",
        }
    }
}

/// A question to be asked.
#[derive(Clone, Debug)]
pub struct NewDecision {
    /// Whose decision it is.
    pub kind: Kind,
    pub question: String,
    /// Markdown; may be empty.
    pub background: String,
    /// What can be chosen.
    pub options: Vec<String>,
    /// Who is asked; none: whoever may decide it.
    pub asked_of: Option<Uuid>,
    /// Until when.
    pub due_on: NaiveDate,
    /// In which working session it was asked.
    pub session: Option<i32>,
}

/// An option and the reason for it: an advice or a decision to be stated.
#[derive(Clone, Debug)]
pub struct Pick {
    /// Its place, from 1.
    pub option: i32,
    /// Why; Markdown.
    pub why: String,
}

/// What somebody stated, as it stands on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// 1, 2, …
    pub number: i32,
    pub act: Act,
    /// Place of the option that it names, from 1.
    pub option: i32,
    /// Why; Markdown.
    pub why: String,
    /// Who, by name.
    pub by: String,
    pub side: Side,
    /// When.
    pub at: DateTime<Utc>,
}

/// Why and by whom a question was taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawal {
    /// Why; Markdown.
    pub why: String,
    /// Who, by name.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// A question with what was stated on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// `DC1` without its letters.
    pub number: i32,
    /// Whose decision it is.
    pub kind: Kind,
    pub question: String,
    /// Markdown; may be empty.
    pub background: String,
    /// What can be chosen.
    pub options: Vec<String>,
    /// Who is asked, by name; none: whoever may decide it.
    pub asked_of: Option<String>,
    /// Until when.
    pub due_on: NaiveDate,
    /// In which working session it was asked.
    pub session: Option<i32>,
    /// Who asked, by name.
    pub proposed_by: String,
    pub proposed_side: Side,
    /// When.
    pub proposed_at: DateTime<Utc>,
    /// The first first.
    pub statements: Vec<Statement>,
    /// Whether it was taken back.
    pub withdrawn: Option<Withdrawal>,
}

impl Decision {
    /// How far it has come.
    #[must_use]
    pub fn state(&self) -> State {
        if self.withdrawn.is_some() {
            State::Withdrawn
        } else if self.decided().is_some() {
            State::Decided
        } else {
            State::Open
        }
    }

    /// The option at a place, from 1.
    #[must_use]
    pub fn option(&self, place: i32) -> Option<&str> {
        usize::try_from(place).ok()?.checked_sub(1).and_then(|index| self.options.get(index)).map(String::as_str)
    }

    /// The statement that decides it.
    #[must_use]
    pub fn decided(&self) -> Option<&Statement> {
        self.statements.iter().rev().find(|statement| statement.act != Act::Advised)
    }

    /// What the expert says to it: the latest advice on a What, the answer to a How.
    #[must_use]
    pub fn advice(&self) -> Option<&Statement> {
        let act = match self.kind {
            Kind::What => Act::Advised,
            Kind::How => Act::Decided,
        };
        self.statements.iter().rev().find(|statement| statement.act == act)
    }

    /// Whether the expert's advice was followed; none while it is open, or when there is no advice.
    #[must_use]
    pub fn followed(&self) -> Option<bool> {
        Some(self.decided()?.option == self.advice()?.option)
    }

    /// What those of a side who may advise or decide can state now.
    #[must_use]
    pub fn open_to(&self, side: Side) -> Option<Act> {
        match (self.state(), self.kind, side) {
            (State::Open, Kind::What, Side::Client) | (State::Open, Kind::How, Side::Provider) => Some(Act::Decided),
            (State::Open, Kind::What, Side::Provider) => (self.statements.len() < MOST_ADVICE).then_some(Act::Advised),
            (State::Decided, Kind::How, Side::Client) => {
                self.decided().is_some_and(|statement| statement.act == Act::Decided).then_some(Act::Overruled)
            }
            _ => None,
        }
    }

    /// Whether a side can state such a thing now, of whatever option.
    ///
    /// # Errors
    /// The reason why not.
    pub fn check_open(&self, act: Act, side: Side) -> Result<(), Refusal> {
        if self.open_to(side) == Some(act) { Ok(()) } else { Err(self.why_not(act, side)) }
    }

    /// Whether a side can state this of an option now.
    ///
    /// # Errors
    /// The reason why not; who overrules names another option than the one that was answered.
    pub fn check(&self, act: Act, side: Side, option: i32) -> Result<(), Refusal> {
        self.check_open(act, side)?;
        if act == Act::Overruled && self.decided().is_some_and(|answer| answer.option == option) {
            return Err(Refusal::new("refused-decision-same-option"));
        }
        Ok(())
    }

    fn why_not(&self, act: Act, side: Side) -> Refusal {
        match (act, self.kind, self.decided()) {
            _ if self.withdrawn.is_some() => Refusal::new("refused-decision-withdrawn"),
            (Act::Advised, Kind::How, _) => Refusal::new("refused-decision-how-is-answered"),
            (Act::Overruled, Kind::What, _) => Refusal::new("refused-decision-what-stands"),
            (Act::Overruled, Kind::How, None) => Refusal::new("refused-decision-unanswered"),
            (Act::Decided, kind, _) if kind.side() != side => Refusal::new("refused-decision-other-side"),
            (_, _, Some(statement)) => Refusal::new("refused-decision-decided")
                .with("who", &statement.by)
                .with("option", self.option(statement.option).unwrap_or_default()),
            (_, _, None) => Refusal::new("refused-decision-enough-advice"),
        }
    }

    /// Whether whoever decides has seen all advice: `seen` is how many statements they were shown.
    ///
    /// # Errors
    /// When more advice came in meanwhile.
    pub fn check_seen(&self, seen: usize) -> Result<(), Refusal> {
        if seen == self.statements.len() { Ok(()) } else { Err(Refusal::new("refused-decision-newer-advice")) }
    }

    /// Whether a side can take the question back.
    ///
    /// # Errors
    /// When it is no longer open, or the other side asked it.
    pub fn check_withdrawable(&self, side: Side) -> Result<(), Refusal> {
        if side != self.proposed_side {
            return Err(Refusal::new("refused-decision-not-asked-by-you"));
        }
        match (self.state(), self.decided()) {
            (State::Open, _) => Ok(()),
            (State::Decided, Some(_)) => Err(self.why_not(Act::Decided, self.kind.side())),
            _ => Err(Refusal::new("refused-decision-withdrawn")),
        }
    }
}

/// What the log is asked to show.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only what has all these words, as [`words`] gives them.
    pub words: Vec<String>,
    /// Only this kind.
    pub kind: Option<Kind>,
    /// Only what has come this far.
    pub state: Option<State>,
}

/// The words of a search, each once, in lower case and without the marks around them.
#[must_use]
pub fn words(typed: &str) -> Vec<String> {
    let mut seen = HashSet::new();
    let bare = |word: &str| {
        let bare = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        // Who looks for a mark alone means the mark.
        if bare.is_empty() { word.to_owned() } else { bare.to_lowercase() }
    };
    typed.split_whitespace().map(bare).filter(|word| seen.insert(word.clone())).collect()
}

#[cfg(test)]
mod tests;
