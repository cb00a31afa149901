//! Why a mail did not leave. Pure.

use crate::base::words::words;

words! {
    /// The kinds that people are told apart.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum FailureKind {
        /// Nothing can be delivered to such an address, or not by this mail server.
        Address = "address",
        /// The mail server does not take it.
        Refused = "refused",
        /// The mail server cannot be reached, serves nobody, or broke off.
        Away = "away",
        /// The mail server did not answer in time.
        Slow = "slow",
        /// The mail could not be written: a fault of ours.
        Broken = "broken",
    }
}

impl FailureKind {
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
