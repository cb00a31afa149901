//! Organizations, their people and their calendars. Pure.

use std::{collections::BTreeSet, fmt};

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;
use uuid::Uuid;

use crate::{
    base::{
        calendar::{BusinessCalendar, CalendarFault},
        token::Token,
        words::{UnknownWord, words},
    },
    error::Refusal,
    notices::outbox::Delivery,
};

/// How long an invitation can be taken.
pub const INVITATION_LASTS: TimeDelta = TimeDelta::days(14);

/// The longest name of an organization.
pub const LONGEST_NAME: usize = 160;

words! {
    /// What somebody is in an organization; one person may be several of these.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
    pub enum OrganizationRole {
        /// Keeps its people and its calendar.
        Admin = "admin",
        /// Has a place in each of its engagements: a manager's as the provider, an observer's as the client.
        Manager = "manager",
        /// Belongs to it.
        Member = "member",
    }
}

impl OrganizationRole {
    /// Key of the text that names the role.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            OrganizationRole::Admin => "organizations-role-admin",
            OrganizationRole::Manager => "organizations-role-manager",
            OrganizationRole::Member => "organizations-role-member",
        }
    }

    /// Key of the text that says what the role means.
    #[must_use]
    pub const fn meaning_key(self) -> &'static str {
        match self {
            OrganizationRole::Admin => "organizations-role-admin-means",
            OrganizationRole::Manager => "organizations-role-manager-means",
            OrganizationRole::Member => "organizations-role-member-means",
        }
    }
}

impl fmt::Display for OrganizationRole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl TryFrom<String> for OrganizationRole {
    type Error = UnknownWord;

    fn try_from(word: String) -> Result<Self, UnknownWord> {
        word.parse()
    }
}

/// Who keeps an organization, and who commits it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Keepers {
    /// How many admins it has.
    pub admins: i64,
    /// How many managers.
    pub managers: i64,
    /// Whether it is the provider in an engagement that is not closed.
    pub provides: bool,
}

impl Keepers {
    /// Whether somebody's role can end.
    ///
    /// # Errors
    /// When it would leave the organization without an admin, or without anybody who signs for what it provides.
    pub fn may_end(&self, role: OrganizationRole) -> Result<(), Refusal> {
        match role {
            OrganizationRole::Admin if self.admins <= 1 => Err(Refusal::new("refused-organization-last-admin")),
            OrganizationRole::Manager if self.managers <= 1 && self.provides => Err(Refusal::new("refused-organization-last-manager")),
            _ => Ok(()),
        }
    }
}

/// What an organization is called, and when it works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarSettings {
    pub name: String,
    /// The time zone in which its days begin and end.
    pub zone: Tz,
    /// Monday to Sunday.
    pub work_days: [bool; 7],
    /// When a business day begins.
    pub opens: NaiveTime,
    /// When it ends, and with it what is due on that day.
    pub closes: NaiveTime,
}

impl CalendarSettings {
    /// Whether something can be due by it.
    ///
    /// # Errors
    /// The reason why not.
    pub fn check(&self) -> Result<(), CalendarFault> {
        BusinessCalendar::new(self.zone, self.work_days, self.opens, self.closes, BTreeSet::new()).map(|_| ())
    }

    /// What a form was shown for: it differs as soon as somebody else has changed anything of it.
    #[must_use]
    pub fn version(&self) -> String {
        let days: String = self.work_days.map(|works| if works { '1' } else { '0' }).iter().collect();
        format!("{} {days} {} {} {}", self.zone, self.opens, self.closes, self.name)
    }
}

/// A day on which nobody works although the week says so.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Holiday {
    /// When.
    pub day: NaiveDate,
    /// What is celebrated.
    pub name: String,
}

/// Somebody who is to belong to an organization.
#[derive(Clone, Debug)]
pub struct NewInvitation {
    /// Where the invitation goes.
    pub email: String,
    /// Full name, as the inviter knows it.
    pub name: String,
    pub role: OrganizationRole,
}

/// An invitation that was made.
#[derive(Clone, Debug)]
pub struct SentInvitation {
    /// The secret of its link.
    pub token: Token,
    /// Until when it can be taken.
    pub expires_at: DateTime<Utc>,
}

/// Somebody who is invited and has not said yes. Whether the address has an account, and under what name, is not known here.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Invited {
    /// Number of the invitation in the organization.
    pub number: i32,
    /// Where it went.
    pub email: String,
    /// Full name, as the inviter knows it.
    pub name: String,
    #[sqlx(try_from = "String")]
    pub role: OrganizationRole,
    /// Until when it can be taken.
    pub expires_at: DateTime<Utc>,
    /// What became of its mail.
    #[sqlx(flatten)]
    pub delivery: Delivery,
}

/// One of its people.
#[derive(Clone, Debug)]
pub struct Member {
    pub person: Uuid,
    /// Full name.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// What they are here.
    pub roles: Vec<OrganizationRole>,
    /// Since when they belong to it.
    pub since: DateTime<Utc>,
    /// Whether they have not yet set a password.
    pub new: bool,
}

impl Member {
    /// The roles that the person does not hold.
    #[must_use]
    pub fn other_roles(&self) -> Vec<OrganizationRole> {
        OrganizationRole::ALL.into_iter().filter(|role| !self.roles.contains(role)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_admin_and_the_last_manager_of_open_work_have_to_stay() {
        let said = |role, admins, managers, provides| {
            Keepers { admins, managers, provides }.may_end(role).err().map_or("", |refusal| refusal.key())
        };
        assert_eq!(said(OrganizationRole::Admin, 1, 2, true), "refused-organization-last-admin");
        assert_eq!(said(OrganizationRole::Admin, 2, 1, true), "");
        assert_eq!(said(OrganizationRole::Manager, 1, 1, true), "refused-organization-last-manager");
        assert_eq!(said(OrganizationRole::Manager, 1, 1, false), "");
        assert_eq!(said(OrganizationRole::Manager, 1, 2, true), "");
        assert_eq!(said(OrganizationRole::Member, 1, 1, true), "");
    }

    #[test]
    fn roles_read_back() {
        for role in OrganizationRole::ALL {
            assert_eq!(role.to_string().parse(), Ok(role));
        }
        assert_eq!("Admin".parse::<OrganizationRole>(), Err(UnknownWord));
    }
}
