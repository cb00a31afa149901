//! Sides and roles.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::base::words::UnknownWord;

/// One of the two firms of an engagement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// The firm that has the wish and will run the result alone.
    Client,
    /// The firm that delivers.
    Provider,
}

impl Side {
    /// Both, the client first.
    pub const BOTH: [Side; 2] = [Side::Client, Side::Provider];

    /// As stored and as used in CSS classes: `client` or `provider`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Side::Client => "client",
            Side::Provider => "provider",
        }
    }

    /// The side across the table.
    #[must_use]
    pub const fn other(self) -> Side {
        match self {
            Side::Client => Side::Provider,
            Side::Provider => Side::Client,
        }
    }
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Side {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        Side::BOTH.into_iter().find(|side| side.as_str() == word).ok_or(UnknownWord)
    }
}

/// A person's role in an engagement; it says the side, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Commits the client.
    Sponsor,
    /// Runs the process at the client.
    Lead,
    /// Works in the process at the client.
    Member,
    /// Looks on for the client.
    ClientObserver,
    /// Commits the provider.
    Manager,
    /// Does the work for the provider.
    Consultant,
    /// Looks on for the provider.
    ProviderObserver,
}

impl Role {
    /// Every role, the client's first.
    pub const ALL: [Role; 7] =
        [Role::Sponsor, Role::Lead, Role::Member, Role::ClientObserver, Role::Manager, Role::Consultant, Role::ProviderObserver];

    /// The side on which this role sits.
    #[must_use]
    pub const fn side(self) -> Side {
        match self {
            Role::Sponsor | Role::Lead | Role::Member | Role::ClientObserver => Side::Client,
            Role::Manager | Role::Consultant | Role::ProviderObserver => Side::Provider,
        }
    }

    /// The word stored beside the side: both observers are `observer`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Role::Sponsor => "sponsor",
            Role::Lead => "lead",
            Role::Member => "member",
            Role::ClientObserver | Role::ProviderObserver => "observer",
            Role::Manager => "manager",
            Role::Consultant => "consultant",
        }
    }

    /// The role stored as these two words.
    ///
    /// # Errors
    /// When the side has no such role.
    pub fn of(side: Side, word: &str) -> Result<Role, UnknownWord> {
        Role::ALL.into_iter().find(|role| role.side() == side && role.as_str() == word).ok_or(UnknownWord)
    }

    /// Key of the text that names the role.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Role::Sponsor => "role-sponsor",
            Role::Lead => "role-lead",
            Role::Member => "role-member",
            Role::ClientObserver | Role::ProviderObserver => "role-observer",
            Role::Manager => "role-manager",
            Role::Consultant => "role-consultant",
        }
    }
}
