//! Who may give, change and end which seat. Pure.

use std::{fmt, str::FromStr};

use chrono::TimeDelta;

use crate::{
    access::{Role, Side},
    base::{digest::Digest, words::UnknownWord},
    error::Refusal,
};

/// How long an invitation can be taken.
pub const INVITATION_LASTS: TimeDelta = TimeDelta::days(14);

/// A role as a form sends it: with its side, since both sides have observers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoleWord(pub Role);

impl fmt::Display for RoleWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.0.side(), self.0.as_str())
    }
}

impl FromStr for RoleWord {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        let (side, role) = word.split_once('-').ok_or(UnknownWord)?;
        Role::of(side.parse()?, role).map(RoleWord)
    }
}

/// Key of the sentence that says what a role is there for.
#[must_use]
pub const fn meaning_key(role: Role) -> &'static str {
    match role {
        Role::Sponsor => "engagements-role-sponsor",
        Role::Lead => "engagements-role-lead",
        Role::Member => "engagements-role-member",
        Role::ClientObserver | Role::ProviderObserver => "engagements-role-observer",
        Role::Manager => "engagements-role-manager",
        Role::Consultant => "engagements-role-consultant",
    }
}

/// The role that commits a side.
#[must_use]
pub const fn committing_role(side: Side) -> Role {
    match side {
        Side::Client => Role::Sponsor,
        Side::Provider => Role::Manager,
    }
}

/// The roles of one's own side.
#[must_use]
pub fn roles_of(side: Side) -> Vec<Role> {
    Role::ALL.into_iter().filter(|role| role.side() == side).collect()
}

/// To which roles a holder of `by` may invite; `sponsor` says whether the client has a sponsor, or one is invited.
#[must_use]
pub fn roles_to_invite(by: Role, sponsor: bool) -> Vec<Role> {
    let first_sponsor = (by.side() == Side::Provider && !sponsor).then_some(Role::Sponsor);
    first_sponsor.into_iter().chain(roles_of(by.side())).collect()
}

/// Whether a holder of `by` may invite to `to`.
///
/// # Errors
/// The other side's seats are its own to give, once somebody is there who can.
pub fn may_invite(by: Role, to: Role, sponsor: bool) -> Result<(), Refusal> {
    if roles_to_invite(by, sponsor).contains(&to) {
        Ok(())
    } else if to == Role::Sponsor {
        Err(Refusal::new("refused-sponsor-there"))
    } else {
        Err(Refusal::new("refused-other-sides-seat"))
    }
}

/// Whether a holder of `by` may take back, or send again, an invitation to `to`: one's own side's, and the one of the first sponsor.
#[must_use]
pub fn may_withdraw(by: Role, to: Role, sponsor_sits: bool) -> bool {
    roles_to_invite(by, sponsor_sits).contains(&to)
}

/// What stands of an invitation.
#[derive(Clone, Debug)]
pub struct Invitation {
    /// Who is invited.
    pub name: String,
    /// Where it goes.
    pub email: String,
    pub role: Role,
    /// Whether it was taken or taken back.
    pub over: bool,
}

/// What stands of a seat.
#[derive(Clone, Debug)]
pub struct SeatFacts {
    /// Who sits there.
    pub name: String,
    pub role: Role,
    /// Whether the seat has ended.
    pub ended: bool,
    /// Whether the person manages the provider organization, so that the role does not hang on this seat.
    pub by_organization: bool,
    /// Whether anybody else commits the side.
    pub others_commit: bool,
}

impl SeatFacts {
    /// Whether somebody on `side` may give the seat this role; none ends it.
    ///
    /// # Errors
    /// It is the other side's, has ended, hangs on the organization, or nobody could commit the side any more.
    pub fn may_become(&self, side: Side, role: Option<Role>) -> Result<(), Refusal> {
        if self.role.side() != side || role.is_some_and(|role| role.side() != side) {
            return Err(Refusal::new("refused-other-sides-seat"));
        }
        if self.ended {
            return Err(Refusal::new("refused-seat-ended"));
        }
        if self.by_organization {
            return Err(Refusal::new("refused-seat-of-organization"));
        }
        let commits = committing_role(side);
        if self.role == commits && role != Some(commits) && !self.others_commit {
            return Err(Refusal::new(match side {
                Side::Client => "refused-last-sponsor",
                Side::Provider => "refused-last-manager",
            }));
        }
        Ok(())
    }

    /// By which a form knows what it was shown for.
    #[must_use]
    pub fn version(&self, function: &str) -> Digest {
        Digest::of(format!("{}\n{function}", RoleWord(self.role)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seat(role: Role) -> SeatFacts {
        SeatFacts { name: "Ines Brandt".into(), role, ended: false, by_organization: false, others_commit: false }
    }

    fn key(result: Result<(), Refusal>) -> &'static str {
        result.err().map_or("", |refusal| refusal.key())
    }

    #[test]
    fn words_read_back() {
        for role in Role::ALL {
            assert_eq!(RoleWord(role).to_string().parse(), Ok(RoleWord(role)));
        }
        for word in ["", "client", "client-manager", "provider-sponsor", "Client-lead"] {
            assert_eq!(word.parse::<RoleWord>(), Err(UnknownWord), "{word}");
        }
    }

    #[test]
    fn each_side_invites_its_own_and_the_provider_the_first_sponsor() {
        assert_eq!(key(may_invite(Role::Manager, Role::Sponsor, false)), "");
        assert_eq!(key(may_invite(Role::Manager, Role::Sponsor, true)), "refused-sponsor-there");
        assert_eq!(key(may_invite(Role::Manager, Role::Lead, false)), "refused-other-sides-seat");
        assert_eq!(key(may_invite(Role::Manager, Role::Consultant, true)), "");
        assert_eq!(key(may_invite(Role::Sponsor, Role::Sponsor, true)), "");
        assert_eq!(key(may_invite(Role::Sponsor, Role::Consultant, true)), "refused-other-sides-seat");
        assert!(may_withdraw(Role::Manager, Role::Sponsor, false));
        assert!(!may_withdraw(Role::Manager, Role::Sponsor, true));
    }

    #[test]
    fn the_last_who_commits_a_side_stays() {
        assert_eq!(key(seat(Role::Sponsor).may_become(Side::Client, None)), "refused-last-sponsor");
        assert_eq!(key(seat(Role::Sponsor).may_become(Side::Client, Some(Role::Lead))), "refused-last-sponsor");
        assert_eq!(key(seat(Role::Sponsor).may_become(Side::Client, Some(Role::Sponsor))), "");
        assert_eq!(key(seat(Role::Manager).may_become(Side::Provider, None)), "refused-last-manager");
        let mut one_of_two = seat(Role::Sponsor);
        one_of_two.others_commit = true;
        assert_eq!(key(one_of_two.may_become(Side::Client, None)), "");
        assert_eq!(key(seat(Role::Lead).may_become(Side::Client, None)), "");
    }

    #[test]
    fn other_seats_are_left_alone() {
        assert_eq!(key(seat(Role::Lead).may_become(Side::Provider, None)), "refused-other-sides-seat");
        assert_eq!(key(seat(Role::Lead).may_become(Side::Client, Some(Role::Consultant))), "refused-other-sides-seat");
        let mut ended = seat(Role::Lead);
        ended.ended = true;
        assert_eq!(key(ended.may_become(Side::Client, None)), "refused-seat-ended");
        let mut manager = seat(Role::Manager);
        manager.by_organization = true;
        assert_eq!(key(manager.may_become(Side::Provider, None)), "refused-seat-of-organization");
    }
}
