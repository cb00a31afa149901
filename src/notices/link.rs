//! The links that open something once, whether a mail carries them or a person does. Their pages are those of accounts.

use crate::base::token::Token;

/// Where an invitation is taken.
#[must_use]
pub fn invitation_url(token: &Token) -> String {
    format!("/invitations/{}", token.as_str())
}

/// Where a new password is set.
#[must_use]
pub fn reset_url(token: &Token) -> String {
    format!("/password-resets/{}", token.as_str())
}
