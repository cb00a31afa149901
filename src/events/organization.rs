//! What can happen to an organization and to the accounts of its people.

use serde::{Deserialize, Serialize};

/// What happened; data as with [`super::Event`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrganizationEvent {
    /// The organization was entered.
    OrganizationCreated { name: String },
    /// Its name or business calendar changed.
    CalendarChanged { name: String },
    /// A free day was added.
    HolidayAdded { day: chrono::NaiveDate, name: String },
    /// A free day was removed.
    HolidayRemoved { day: chrono::NaiveDate },
    /// Somebody was invited to belong to it.
    MemberInvited { name: String, role: String },
    /// Such an invitation was taken back before it was used.
    MembershipWithdrawn { name: String },
    /// Such an invitation got a new link, which went out again.
    MembershipSentAgain { name: String },
    /// A person got a role in it.
    MemberJoined { name: String, role: String },
    /// A person lost a role in it.
    MemberLeft { name: String, role: String },
    /// An account of one of its people was made.
    AccountCreated { name: String },
    /// A person goes by another name from now on: signing asks for it.
    PersonRenamed { from: String, to: String },
    /// The operator made a link by which a person sets a new password.
    PasswordLinkMade { name: String },
    /// A person set a new password; all other sign-ins ended.
    PasswordChanged { name: String },
    /// A person ended all sign-ins.
    SignedOutEverywhere { name: String },
}

impl OrganizationEvent {
    /// Name and data, as stored and hashed.
    #[must_use]
    pub fn to_parts(&self) -> (String, serde_json::Value) {
        super::to_parts(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::events::kinds;

    #[test]
    fn no_kind_is_renamed() {
        let kinds = [
            "organization_created",
            "calendar_changed",
            "holiday_added",
            "holiday_removed",
            "member_invited",
            "membership_withdrawn",
            "membership_sent_again",
            "member_joined",
            "member_left",
            "account_created",
            "person_renamed",
            "password_link_made",
            "password_changed",
            "signed_out_everywhere",
        ];
        assert_eq!(kinds::of::<OrganizationEvent>(), kinds);
    }
}
