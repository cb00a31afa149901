//! What makes a password, a link, a browser good. Pure.

use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use crate::base::token::Token;

/// A sign-in ends after this long, however much it is used.
pub const SIGN_IN_LASTS: TimeDelta = TimeDelta::days(90);
/// A link to a new password is good for this long.
pub const RESET_LASTS: TimeDelta = TimeDelta::hours(2);

/// Fewer characters can be tried out.
pub const SHORTEST_PASSWORD: usize = 10;
/// More than these nobody types; a bound to the work.
pub const LONGEST_PASSWORD: usize = 200;

/// Beginnings of the passwords that are tried first everywhere.
const TRIED_FIRST: [&str; 12] =
    ["password", "passwort", "qwerty", "qwertz", "123456", "abcdef", "letmein", "willkommen", "welcome", "iloveyou", "geheim", "tandem"];

/// What is wrong with a new password, as the key of a form error; none: it will do.
#[must_use]
pub fn password_fault(password: &str, email: &str) -> Option<&'static str> {
    let length = password.chars().count();
    if length < SHORTEST_PASSWORD {
        return Some("form-error-accounts-password-short");
    }
    if length > LONGEST_PASSWORD {
        return Some("form-error-accounts-password-long");
    }
    is_guessable(&password.to_lowercase(), email).then_some("form-error-accounts-password-guessable")
}

/// Whether little is left once the parts that are tried first (well-known words, the own address) are taken out.
fn is_guessable(password: &str, email: &str) -> bool {
    let mailbox = email.split('@').next().unwrap_or_default();
    let own = (mailbox.chars().count() >= 3).then(|| mailbox.to_lowercase());
    let known = TRIED_FIRST.into_iter().chain([email]).chain(own.as_deref()).filter(|word| !word.is_empty());
    let rest = known.fold(password.to_owned(), |rest, word| rest.replace(word, ""));
    let mut letters: Vec<char> = rest.chars().collect();
    letters.sort_unstable();
    letters.dedup();
    letters.len() < 5
}

/// What a browser keeps so that its owner is let through where strangers are braked.
///
/// Only who knows the stored hash of the password can make one, so it needs no secret and no table of its own; a new
/// password makes it worthless.
#[must_use]
pub fn device_mark(nonce: &Token, password_hash: &str) -> String {
    format!("{}.{}", nonce.as_str(), hex::encode(device_digest(nonce.as_str(), password_hash)))
}

/// Whether the browser's mark was made for the account with this hash.
#[must_use]
pub fn is_device_of(mark: &str, password_hash: &str) -> bool {
    let Some((nonce, digest)) = mark.split_once('.') else { return false };
    hex::encode(device_digest(nonce, password_hash)).as_bytes().ct_eq(digest.as_bytes()).into()
}

fn device_digest(nonce: &str, password_hash: &str) -> [u8; 32] {
    let mut hasher = Sha256::new();
    for part in ["tandem device", nonce, password_hash] {
        hasher.update(part.as_bytes());
        hasher.update([0]);
    }
    hasher.finalize().into()
}

/// Where an invitation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InvitationState {
    /// It can be taken.
    Open,
    /// Somebody took it.
    Taken,
    /// The inviting side took it back.
    Withdrawn,
    /// Nobody took it in time.
    Expired,
}

impl InvitationState {
    /// From when it was taken and withdrawn, and when it ends.
    #[must_use]
    pub fn of(taken: Option<DateTime<Utc>>, withdrawn: Option<DateTime<Utc>>, expires: DateTime<Utc>, now: DateTime<Utc>) -> Self {
        match (taken, withdrawn) {
            (Some(_), _) => InvitationState::Taken,
            (None, Some(_)) => InvitationState::Withdrawn,
            (None, None) if expires <= now => InvitationState::Expired,
            (None, None) => InvitationState::Open,
        }
    }

    /// Key of the sentence that says why the link opens nothing (any more).
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            InvitationState::Open => "accounts-invitation-open",
            InvitationState::Taken => "accounts-invitation-taken",
            InvitationState::Withdrawn => "accounts-invitation-withdrawn",
            InvitationState::Expired => "accounts-invitation-expired",
        }
    }
}

/// Browser and system in the words of people: "Firefox", "Linux". None for programs that do not say.
#[must_use]
pub fn browser_and_system(user_agent: &str) -> Option<(&'static str, &'static str)> {
    // In this order: most browsers also claim to be those that come later.
    const BROWSERS: [(&str, &str); 9] = [
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser/", "Samsung Internet"),
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"),
        ("Chromium/", "Chromium"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];
    const SYSTEMS: [(&str, &str); 7] = [
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ];
    let find = |known: &[(&str, &'static str)]| known.iter().find(|(part, _)| user_agent.contains(part)).map(|(_, name)| *name);
    find(&BROWSERS).zip(find(&SYSTEMS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_that_are_tried_first_are_refused() {
        let fault = |password: &str| password_fault(password, "ines.brandt@example.org");
        assert_eq!(fault("kurz"), Some("form-error-accounts-password-short"));
        assert_eq!(fault(&"ab cd ef ".repeat(30)), Some("form-error-accounts-password-long"));
        for password in
            ["password123", "1234567890", "aaaaaaaaaaaa", "Ines.Brandt11", "ines.brandt@example.org", "Willkommen11", "qwertz123456"]
        {
            assert_eq!(fault(password), Some("form-error-accounts-password-guessable"), "{password}");
        }
        for password in ["correct horse battery", "Möwen über Kiel", "t7#kPq2!xZ"] {
            assert_eq!(fault(password), None, "{password}");
        }
    }

    #[test]
    fn a_browser_is_known_to_one_account_until_its_password_changes() {
        let mark = device_mark(&Token::random(), "hash of ines");
        assert!(is_device_of(&mark, "hash of ines"));
        assert!(!is_device_of(&mark, "new hash of ines"));
        for nonsense in ["", ".", "a.b", mark.trim_end_matches(|c: char| c != '.')] {
            assert!(!is_device_of(nonsense, "hash of ines"), "{nonsense}");
        }
    }

    #[test]
    fn an_invitation_ends_in_one_way() {
        let now = DateTime::UNIX_EPOCH;
        let (before, after) = (now - TimeDelta::hours(1), now + TimeDelta::hours(1));
        assert_eq!(InvitationState::of(None, None, after, now), InvitationState::Open);
        assert_eq!(InvitationState::of(None, None, now, now), InvitationState::Expired);
        assert_eq!(InvitationState::of(Some(before), None, before, now), InvitationState::Taken);
        assert_eq!(InvitationState::of(None, Some(before), after, now), InvitationState::Withdrawn);
    }

    #[test]
    fn browsers_are_named_as_people_name_them() {
        for (agent, name) in [
            ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", Some(("Firefox", "Linux"))),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0",
                Some(("Edge", "Windows")),
            ),
            (
                "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36",
                Some(("Chrome", "Android")),
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
                Some(("Safari", "iPhone")),
            ),
            ("curl/8.0", None),
            ("", None),
        ] {
            assert_eq!(browser_and_system(agent), name, "{agent}");
        }
    }
}
