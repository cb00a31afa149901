//! Why a mail did not leave. Pure.

use std::str::FromStr;

use crate::access::role::UnknownWord;

/// The kinds that people are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailureKind {
    /// Nothing can be delivered to such an address, or not by this mail server.
    Address,
    /// The mail server does not take it.
    Refused,
    /// The mail server cannot be reached, serves nobody, or broke off.
    Away,
    /// The mail server did not answer in time.
    Slow,
    /// The mail could not be written: a fault of ours.
    Broken,
}

impl FailureKind {
    const ALL: [FailureKind; 5] = [FailureKind::Address, FailureKind::Refused, FailureKind::Away, FailureKind::Slow, FailureKind::Broken];

    /// As stored.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            FailureKind::Address => "address",
            FailureKind::Refused => "refused",
            FailureKind::Away => "away",
            FailureKind::Slow => "slow",
            FailureKind::Broken => "broken",
        }
    }

    /// Key of the sentence that says it.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            FailureKind::Address => "notices-failure-address",
            FailureKind::Refused => "notices-failure-refused",
            FailureKind::Away => "notices-failure-away",
            FailureKind::Slow => "notices-failure-slow",
            FailureKind::Broken => "notices-failure-broken",
        }
    }
}

impl FromStr for FailureKind {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        FailureKind::ALL.into_iter().find(|kind| kind.as_str() == word).ok_or(UnknownWord)
    }
}

/// A try that failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// In which way.
    pub kind: FailureKind,
    /// The detail, for the operator; holds nothing secret.
    pub said: String,
}

impl Failure {
    /// A failure with its detail.
    pub fn new(kind: FailureKind, said: impl Into<String>) -> Failure {
        Failure { kind, said: said.into() }
    }
}
