//! Change requests: their states, their edits, and what both lead to. Pure.

use std::fmt;

use chrono::{DateTime, Utc};

use crate::{
    access::Side,
    base::words::words,
    error::Refusal,
    scope::line::{Kind, Line, LineContent, Sums},
};

/// The longest title, in characters.
pub const LONGEST_TITLE: usize = 200;
/// The most lines that one change edits.
pub const MOST_EDITS: usize = 100;

words! {
    /// How far a change has come.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum Status {
        /// It is being assessed.
        Raised = "raised",
        /// The provider has said what it means.
        Assessed = "assessed",
        /// The provider's manager has signed it.
        Offered = "offered",
        /// The client's sponsor has, too: its version is agreed.
        Accepted = "accepted",
        /// The client's sponsor has declined it.
        Declined = "declined",
        /// The side that raised it gave it up.
        Withdrawn = "withdrawn",
        /// It rests.
        Parked = "parked",
    }
}

impl Status {
    /// Key of the word.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Status::Raised => "changes-raised",
            Status::Assessed => "changes-assessed",
            Status::Offered => "changes-offered",
            Status::Accepted => "changes-accepted",
            Status::Declined => "changes-declined",
            Status::Withdrawn => "changes-withdrawn",
            Status::Parked => "changes-parked",
        }
    }

    /// Whether it is being talked about: neither ended nor at rest.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Status::Raised | Status::Assessed | Status::Offered)
    }

    /// Tone of its tag.
    #[must_use]
    pub const fn tone(self) -> &'static str {
        match self {
            Status::Raised | Status::Assessed | Status::Offered => "open",
            Status::Accepted => "good",
            Status::Declined | Status::Withdrawn | Status::Parked => "quiet",
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A change to be raised.
#[derive(Clone, Debug)]
pub struct NewChange {
    /// In a few words.
    pub title: String,
    /// What is wanted and why; Markdown.
    pub text: String,
    /// Key of the line it falls under, an exclusion for example.
    pub touches: Option<String>,
    /// Number of the feedback that it came from.
    pub feedback: Option<i32>,
}

/// What the provider says a change means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// In words; Markdown.
    pub impact: String,
    /// The agreed version against which its edits were written.
    pub base_version: i32,
    /// Who assessed it, by name.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// How a change ended, or why it rests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ending {
    /// Why; empty where it was accepted.
    pub reason: String,
    /// Who, by name.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// A change with all that decides about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeRequest {
    /// `CR1` without its letters.
    pub number: i32,
    /// In a few words.
    pub title: String,
    /// What is wanted and why; Markdown.
    pub text: String,
    /// Key of the line it falls under.
    pub touches: Option<String>,
    /// Number of the feedback that it came from.
    pub feedback: Option<i32>,
    /// Who raised it, by name.
    pub raised_by: String,
    pub raised_side: Side,
    /// When.
    pub raised_at: DateTime<Utc>,
    /// How far it has come.
    pub status: Status,
    /// The latest assessment; it does not count any more when an edit was written since (then it is raised again).
    pub assessment: Option<Assessment>,
    /// The version that carries it, once it is offered.
    pub version: Option<i32>,
    pub ending: Option<Ending>,
}

/// What a change does to one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// The line is new, and says this.
    Add(LineContent),
    /// The line says this instead.
    Change(LineContent),
    /// The line is taken out.
    Remove,
}

impl Action {
    /// As stored and said in events.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Action::Add(_) => "add",
            Action::Change(_) => "change",
            Action::Remove => "remove",
        }
    }

    /// What the line says then; none where it is taken out.
    #[must_use]
    pub const fn content(&self) -> Option<&LineContent> {
        match self {
            Action::Add(content) | Action::Change(content) => Some(content),
            Action::Remove => None,
        }
    }
}

/// One edit of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Key of the line.
    pub key: String,
    /// What is done to it.
    pub action: Action,
    /// Token of the line when the edit was written; none for a new line.
    pub base: Option<String>,
}

impl Edit {
    /// Whether the line is no longer the one for which the edit was written: another version has changed it or taken it out.
    #[must_use]
    pub fn is_stale(&self, agreed: &[Line]) -> bool {
        let now = agreed.iter().find(|line| line.key == self.key).map(Line::token);
        match self.action {
            Action::Add(_) => false,
            Action::Change(_) | Action::Remove => now != self.base,
        }
    }
}

/// The lines of the agreed version with the edits made. New lines stand at the end of their section, as in a draft.
#[must_use]
pub fn apply(agreed: &[Line], edits: &[Edit]) -> Vec<Line> {
    let edit_of = |key: &str| edits.iter().find(|edit| edit.key == key);
    let mut lines: Vec<Line> = agreed
        .iter()
        .filter_map(|line| match edit_of(&line.key).map(|edit| &edit.action) {
            None | Some(Action::Add(_)) => Some(line.clone()),
            Some(Action::Change(content)) => Some(Line { content: content.clone(), ..line.clone() }),
            Some(Action::Remove) => None,
        })
        .collect();
    let mut position = lines.iter().map(|line| line.position).max().unwrap_or_default();
    for edit in edits {
        if let (Action::Add(content), Ok(kind)) = (&edit.action, Kind::of_key(&edit.key)) {
            position += 1;
            lines.push(Line { key: edit.key.clone(), kind, position, content: content.clone() });
        }
    }
    lines
}

/// What a change adds to the sums of the services: business days, price in minor units.
#[must_use]
pub fn difference(before: &[Line], after: &[Line]) -> (i64, i64) {
    let (before, after) = (Sums::of(before), Sums::of(after));
    (after.days - before.days, after.price_minor - before.price_minor)
}

impl ChangeRequest {
    /// Whether its edits can be written.
    ///
    /// # Errors
    /// The reason why not.
    pub fn check_editable(&self) -> Result<(), Refusal> {
        match self.status {
            Status::Raised | Status::Assessed => Ok(()),
            Status::Offered => Err(Refusal::new("refused-change-offered")),
            Status::Accepted | Status::Declined | Status::Withdrawn => Err(Refusal::new("refused-change-ended")),
            Status::Parked => Err(Refusal::new("refused-change-parked")),
        }
    }

    /// Whether it can be assessed with these edits to the agreed lines.
    ///
    /// # Errors
    /// The reason why not.
    pub fn check_assessable(&self, agreed: &[Line], edits: &[Edit]) -> Result<(), Refusal> {
        self.check_editable()?;
        if edits.is_empty() {
            return Err(Refusal::new("refused-change-without-edits"));
        }
        if let Some(stale) = edits.iter().find(|edit| edit.is_stale(agreed)) {
            return Err(Refusal::new("refused-change-edit-stale").with("line", &stale.key));
        }
        let after = apply(agreed, edits);
        if after == agreed {
            return Err(Refusal::new("refused-change-without-edits"));
        }
        if !after.iter().any(|line| line.kind == Kind::Service) {
            return Err(Refusal::new("refused-scope-no-service"));
        }
        Ok(())
    }

    /// Whether it can be offered while this version is the agreed one.
    ///
    /// # Errors
    /// The reason why not; `refused-change-stale` when another version was agreed since it was assessed.
    pub fn check_offerable(&self, agreed: i32) -> Result<(), Refusal> {
        self.check_editable()?;
        match &self.assessment {
            Some(assessment) if self.status == Status::Assessed => {
                if assessment.base_version == agreed {
                    Ok(())
                } else {
                    Err(Refusal::new("refused-change-stale"))
                }
            }
            _ => Err(Refusal::new("refused-change-not-assessed")),
        }
    }

    /// Whether the impact that was assessed then is the one that counts.
    ///
    /// # Errors
    /// `refused-other-text` when it was assessed anew.
    pub fn check_impact_read(&self, assessed_at: Option<DateTime<Utc>>) -> Result<(), Refusal> {
        let counts = self.assessment.as_ref().map(|assessment| assessment.at);
        if counts == assessed_at { Ok(()) } else { Err(Refusal::new("refused-other-text")) }
    }

    /// The version that can be accepted, declined or taken back now.
    ///
    /// # Errors
    /// The reason why there is none.
    pub fn check_on_offer(&self) -> Result<i32, Refusal> {
        match (self.status, self.version) {
            (Status::Offered, Some(version)) => Ok(version),
            (Status::Raised | Status::Assessed, _) => Err(Refusal::new("refused-change-not-offered")),
            (Status::Parked, _) => Err(Refusal::new("refused-change-parked")),
            _ => Err(Refusal::new("refused-change-ended")),
        }
    }

    /// Whether this side can give it up.
    ///
    /// # Errors
    /// The reason why not.
    pub fn check_withdrawable(&self, side: Side) -> Result<(), Refusal> {
        if self.status != Status::Parked {
            self.check_editable()?;
        }
        if side == self.raised_side { Ok(()) } else { Err(Refusal::new("refused-change-not-yours")) }
    }

    /// Whether it can be taken up again.
    ///
    /// # Errors
    /// When it does not rest.
    pub fn check_resumable(&self) -> Result<(), Refusal> {
        if self.status == Status::Parked { Ok(()) } else { Err(Refusal::new("refused-change-not-parked")) }
    }
}

#[cfg(test)]
mod tests;
