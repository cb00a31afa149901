//! Versions of the scope: the states they go through, and by what rules. Pure.

use std::fmt;

use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::line::{Kind, Line};
use crate::{
    access::Side,
    base::{digest::Digest, words::words},
    error::Refusal,
};

words! {
    /// A version's state in a word.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum Status {
        /// It is being written.
        Draft = "draft",
        /// Its text is frozen and waits for two signatures.
        Proposed = "proposed",
        /// Both sides have signed it; it counts.
        Agreed = "agreed",
        /// It was agreed until a later version was.
        Superseded = "superseded",
        /// It was given up before it was agreed.
        Withdrawn = "withdrawn",
    }
}

impl Status {
    /// Key of the word.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Status::Draft => "scope-draft",
            Status::Proposed => "scope-proposed",
            Status::Agreed => "scope-agreed",
            Status::Superseded => "scope-superseded",
            Status::Withdrawn => "scope-withdrawn",
        }
    }

    /// Tone of its tag.
    #[must_use]
    pub const fn tone(self) -> &'static str {
        match self {
            Status::Draft | Status::Superseded | Status::Withdrawn => "quiet",
            Status::Proposed => "open",
            Status::Agreed => "good",
        }
    }

    /// Key of the sentence that says since when and by whom, for the history of a version.
    #[must_use]
    pub const fn since_key(self) -> &'static str {
        match self {
            Status::Draft => "scope-since-draft",
            Status::Proposed => "scope-since-proposed",
            Status::Agreed => "scope-since-agreed",
            Status::Superseded => "scope-since-superseded",
            Status::Withdrawn => "scope-since-withdrawn",
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A version of the scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// 1, 2, …
    pub number: i32,
    /// Who began it, by name.
    pub drafted_by: String,
    /// When.
    pub drafted_at: DateTime<Utc>,
    /// Number of the change request that it carries; none: it was written as a draft.
    pub change: Option<i32>,
    /// The version that counted when it was begun; none before a first one did.
    pub follows: Option<i32>,
    /// How far it has come.
    pub state: State,
}

/// How far a version has come, with what is only known from there on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// It is being written.
    Draft,
    /// It waits for signatures; one side may have signed.
    Proposed(Proposal),
    /// Both sides have signed.
    Agreed {
        /// What they signed.
        proposal: Proposal,
        /// When the second signature was given.
        at: DateTime<Utc>,
    },
    /// A later version was agreed.
    Superseded {
        /// What was signed.
        proposal: Proposal,
        /// When it was agreed.
        agreed_at: DateTime<Utc>,
        /// When the later one was.
        at: DateTime<Utc>,
    },
    /// It was given up.
    Withdrawn {
        /// What was proposed; none when it never was.
        proposal: Option<Proposal>,
        /// When.
        at: DateTime<Utc>,
    },
}

/// A frozen text that is, or was, to be signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Who proposed it, by name.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Of the text.
    pub digest: Digest,
    /// Those given so far: one for each side at most, all under the digest.
    pub signatures: Vec<Signature>,
}

/// One side's signature.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Signature {
    pub side: Side,
    /// The name as it was typed.
    pub name: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// One step in a version's life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step<'a> {
    /// What it became.
    pub status: Status,
    /// When.
    pub at: DateTime<Utc>,
    /// By whom, where one person did it.
    pub by: &'a str,
}

impl Proposal {
    fn signature(&self, side: Side) -> Option<&Signature> {
        self.signatures.iter().find(|signature| signature.side == side)
    }
}

impl Version {
    /// Its state in a word.
    #[must_use]
    pub const fn status(&self) -> Status {
        match self.state {
            State::Draft => Status::Draft,
            State::Proposed(_) => Status::Proposed,
            State::Agreed { .. } => Status::Agreed,
            State::Superseded { .. } => Status::Superseded,
            State::Withdrawn { .. } => Status::Withdrawn,
        }
    }

    /// The frozen text's proposal; none for a draft.
    #[must_use]
    pub const fn proposal(&self) -> Option<&Proposal> {
        match &self.state {
            State::Draft | State::Withdrawn { proposal: None, .. } => None,
            State::Proposed(proposal)
            | State::Agreed { proposal, .. }
            | State::Superseded { proposal, .. }
            | State::Withdrawn { proposal: Some(proposal), .. } => Some(proposal),
        }
    }

    /// A side's signature, if it was given.
    #[must_use]
    pub fn signature(&self, side: Side) -> Option<&Signature> {
        self.proposal()?.signature(side)
    }

    /// What happened to it, in order.
    #[must_use]
    pub fn steps(&self) -> Vec<Step<'_>> {
        let mut steps = vec![Step { status: Status::Draft, at: self.drafted_at, by: &self.drafted_by }];
        steps.extend(self.proposal().map(|proposal| Step { status: Status::Proposed, at: proposal.at, by: &proposal.by }));
        let step = |status, at| Step { status, at, by: "" };
        match self.state {
            State::Draft | State::Proposed(_) => {}
            State::Agreed { at, .. } => steps.push(step(Status::Agreed, at)),
            State::Superseded { agreed_at, at, .. } => steps.extend([step(Status::Agreed, agreed_at), step(Status::Superseded, at)]),
            State::Withdrawn { at, .. } => steps.push(step(Status::Withdrawn, at)),
        }
        steps
    }

    /// Whether its lines may still be written.
    ///
    /// # Errors
    /// The reason why not.
    pub fn check_editable(&self) -> Result<(), Refusal> {
        match self.status() {
            Status::Draft => Ok(()),
            Status::Withdrawn => Err(Refusal::new("refused-scope-withdrawn")),
            Status::Proposed | Status::Agreed | Status::Superseded => Err(Refusal::new("refused-scope-frozen")),
        }
    }

    /// Whether it can be proposed with these lines.
    ///
    /// # Errors
    /// The reason why not.
    pub fn check_proposable(&self, lines: &[Line]) -> Result<(), Refusal> {
        self.check_editable()?;
        if lines.is_empty() {
            return Err(Refusal::new("refused-scope-empty"));
        }
        if !lines.iter().any(|line| line.kind == Kind::Service) {
            return Err(Refusal::new("refused-scope-no-service"));
        }
        Ok(())
    }

    /// Whether it is signed and given up here.
    ///
    /// # Errors
    /// When it carries a change: that is accepted, declined or taken back as a whole.
    pub fn check_own(&self) -> Result<(), Refusal> {
        match self.change {
            Some(change) => Err(Refusal::new("refused-scope-carries-change").with("ref", format!("CR{change}"))),
            None => Ok(()),
        }
    }

    /// What a side can sign now.
    ///
    /// # Errors
    /// The reason why there is nothing.
    pub fn check_signable(&self, side: Side) -> Result<&Proposal, Refusal> {
        match &self.state {
            State::Proposed(proposal) if proposal.signature(side).is_none() => Ok(proposal),
            State::Draft => Err(Refusal::new("refused-scope-not-proposed")),
            State::Withdrawn { .. } => Err(Refusal::new("refused-scope-withdrawn")),
            State::Proposed(_) | State::Agreed { .. } | State::Superseded { .. } => Err(Refusal::new("refused-already-signed")),
        }
    }

    /// Whether it can be given up.
    ///
    /// # Errors
    /// The reason why not.
    pub fn check_withdrawable(&self) -> Result<(), Refusal> {
        match self.status() {
            Status::Draft | Status::Proposed => Ok(()),
            Status::Withdrawn => Err(Refusal::new("refused-scope-withdrawn")),
            Status::Agreed | Status::Superseded => Err(Refusal::new("refused-scope-agreed")),
        }
    }

    /// Freezes the text under its digest.
    ///
    /// # Errors
    /// As [`Version::check_proposable`].
    pub fn propose(mut self, lines: &[Line], by: &str, at: DateTime<Utc>, digest: Digest) -> Result<Version, Refusal> {
        self.check_proposable(lines)?;
        self.state = State::Proposed(Proposal { by: by.to_owned(), at, digest, signatures: Vec::new() });
        Ok(self)
    }

    /// Adds one side's signature; with the second the version is agreed. `shown` is the digest of the text that the
    /// signer read, `text` that of the text as it is stored.
    ///
    /// # Errors
    /// As [`Version::check_signable`], and when the three digests are not one.
    pub fn sign(mut self, signature: Signature, shown: Digest, text: Digest) -> Result<Version, Refusal> {
        let mut proposal = self.check_signable(signature.side)?.clone();
        if proposal.digest != shown || proposal.digest != text {
            return Err(Refusal::new("refused-other-text"));
        }
        let at = signature.at;
        proposal.signatures.push(signature);
        let is_agreed = Side::BOTH.into_iter().all(|side| proposal.signature(side).is_some());
        self.state = if is_agreed { State::Agreed { proposal, at } } else { State::Proposed(proposal) };
        Ok(self)
    }

    /// Gives it up.
    ///
    /// # Errors
    /// As [`Version::check_withdrawable`].
    pub fn withdraw(mut self, at: DateTime<Utc>) -> Result<Version, Refusal> {
        self.check_withdrawable()?;
        let proposal = self.proposal().cloned();
        self.state = State::Withdrawn { proposal, at };
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::scope::line::tests::line;

    const DIGEST: Digest = Digest([7; 32]);

    fn at(second: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + chrono::TimeDelta::seconds(second)
    }

    fn draft() -> Version {
        Version { number: 1, drafted_by: "Samir".into(), drafted_at: at(0), change: None, follows: None, state: State::Draft }
    }

    fn signature(side: Side) -> Signature {
        Signature { side, name: "Somebody".into(), at: at(2) }
    }

    #[test]
    fn a_draft_needs_a_service_to_be_proposed() {
        assert_eq!(draft().check_proposable(&[]).unwrap_err().key(), "refused-scope-empty");
        assert_eq!(draft().check_proposable(&[line("X1")]).unwrap_err().key(), "refused-scope-no-service");
        assert!(draft().check_proposable(&[line("X1"), line("S1")]).is_ok());
    }

    #[test]
    fn only_the_text_that_was_read_is_signed() {
        let proposed = draft().propose(&[line("S1")], "Lea", at(1), DIGEST).unwrap();
        let other = Digest([8; 32]);
        for (shown, text) in [(other, DIGEST), (DIGEST, other), (other, other)] {
            let refused = proposed.clone().sign(signature(Side::Client), shown, text).unwrap_err();
            assert_eq!(refused.key(), "refused-other-text");
        }
    }

    #[derive(Clone, Debug)]
    enum Act {
        Propose,
        Sign(Side),
        Withdraw,
    }

    fn act() -> impl Strategy<Value = Act> {
        prop_oneof![Just(Act::Propose), Just(Act::Sign(Side::Client)), Just(Act::Sign(Side::Provider)), Just(Act::Withdraw)]
    }

    proptest! {
        #[test]
        fn whatever_people_do_agreed_means_two_signatures_and_nothing_is_taken_back(acts in prop::collection::vec(act(), 0..12)) {
            let mut version = draft();
            for act in acts {
                let before = version.clone();
                let next = match act {
                    Act::Propose => version.clone().propose(&[line("S1")], "Lea", at(1), DIGEST),
                    Act::Sign(side) => version.clone().sign(signature(side), DIGEST, DIGEST),
                    Act::Withdraw => version.clone().withdraw(at(3)),
                };
                version = next.unwrap_or(version);
                let signed = Side::BOTH.map(|side| version.signature(side).is_some());
                prop_assert_eq!(version.status() == Status::Agreed, signed == [true, true]);
                for side in Side::BOTH {
                    prop_assert!(before.signature(side).is_none() || version.signature(side) == before.signature(side));
                }
                if matches!(before.status(), Status::Agreed | Status::Withdrawn) {
                    prop_assert_eq!(&version, &before);
                }
                prop_assert_eq!(version.steps().last().map(|step| step.status), Some(version.status()));
            }
        }
    }
}
