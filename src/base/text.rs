//! What may be kept of a text that somebody typed.
//!
//! Cleaning loses nothing a reader would miss: letters in one normal form (NFC), line ends as `\n`, no space
//! around. What a reader cannot see but a program obeys (control characters, marks that turn the writing
//! direction around) is refused, not removed: the words of the client are never quietly changed.

use std::fmt;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;
use url::Url;

use super::language::Language;

/// Why a text cannot be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextFault {
    /// Nothing to be seen.
    #[error("no text given")]
    Empty,
    /// More characters than fit.
    #[error("longer than {max} characters")]
    TooLong {
        /// How many fit.
        max: usize,
    },
    /// A control character, or one that turns the writing direction around.
    #[error("contains control characters")]
    Control,
    /// Not an e-mail address.
    #[error("not an e-mail address")]
    NotAnEmail,
    /// Not the address of something on the web.
    #[error("not a web address")]
    NotALink,
}

impl TextFault {
    /// What to tell the person who typed it.
    #[must_use]
    pub fn said(self, language: Language) -> String {
        match self {
            TextFault::Empty => language.t("fault-empty"),
            TextFault::TooLong { max } => language.say("fault-too-long").with("max", max).to_string(),
            TextFault::Control => language.t("fault-control"),
            TextFault::NotAnEmail => language.t("fault-no-email"),
            TextFault::NotALink => language.t("fault-no-link"),
        }
    }
}

/// A text of one line, such as a title: every run of spaces and line ends becomes one space.
///
/// # Errors
/// [`TextFault`] if nothing is left of it, it has more than `max` characters, or holds what nobody can see.
pub fn one_line(typed: &str, max: usize) -> Result<String, TextFault> {
    let text = normal(typed)?;
    fitting(text.split_whitespace().collect::<Vec<_>>().join(" "), max)
}

/// A text of any number of lines.
///
/// # Errors
/// [`TextFault`] if nothing is left of it, it has more than `max` characters, or holds what nobody can see.
pub fn many_lines(typed: &str, max: usize) -> Result<String, TextFault> {
    let text = normal(typed)?;
    fitting(text.trim().to_owned(), max)
}

fn normal(typed: &str) -> Result<String, TextFault> {
    let text: String = typed.replace("\r\n", "\n").replace('\r', "\n").nfc().collect();
    if text.chars().any(is_refused) { Err(TextFault::Control) } else { Ok(text) }
}

fn fitting(text: String, max: usize) -> Result<String, TextFault> {
    if text.chars().all(is_unseen) {
        Err(TextFault::Empty)
    } else if text.chars().count() > max {
        Err(TextFault::TooLong { max })
    } else {
        Ok(text)
    }
}

/// What a reader cannot see but a program obeys.
#[must_use]
pub fn is_refused(c: char) -> bool {
    let turns_the_direction = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns_the_direction || (c.is_control() && c != '\n' && c != '\t')
}

/// Spaces of all kinds, joiners and marks without a shape: legitimate within a text, but not a text of their own.
#[must_use]
pub fn is_unseen(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
                | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
                | '\u{ffa0}' | '\u{e0000}'..='\u{e0fff}'
        )
}

/// An e-mail address, in lower case so that the same address is always the same text.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

impl Email {
    /// The longest address that can be delivered to.
    pub const MAX: usize = 254;

    /// Reads what somebody typed. Only a mail that arrives proves an address, so this looks for slips of the hand
    /// and leaves the rest, international names too, to the mail.
    ///
    /// # Errors
    /// [`TextFault`] if it is empty, too long or cannot be an address.
    pub fn parse(typed: &str) -> Result<Email, TextFault> {
        let text = normal(typed)?.trim().to_lowercase();
        let text = fitting(text, Email::MAX)?;
        let is_shaped = text.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty()
                && !host.contains('@')
                && !host.split('.').any(str::is_empty)
                && !text.chars().any(|c| is_unseen(c) || "<>()[],;:\"\\".contains(c))
        });
        // Mail systems count bytes.
        if is_shaped && text.len() <= Email::MAX { Ok(Email(text)) } else { Err(TextFault::NotAnEmail) }
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The address of something on the web.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Link(String);

impl Link {
    /// The longest link that is kept.
    pub const MAX: usize = 2000;

    /// Reads what somebody typed: `http` or `https`, and no user name in it, which would hide the true host.
    ///
    /// # Errors
    /// [`TextFault`] if it is empty, too long or no such address.
    pub fn parse(typed: &str) -> Result<Link, TextFault> {
        let text = fitting(normal(typed)?.trim().to_owned(), Link::MAX)?;
        if text.contains(char::is_whitespace) {
            return Err(TextFault::NotALink);
        }
        let url = Url::parse(&text).map_err(|_| TextFault::NotALink)?;
        let is_web = matches!(url.scheme(), "http" | "https") && url.has_host();
        if !is_web || !url.username().is_empty() || url.password().is_some() {
            return Err(TextFault::NotALink);
        }
        // Written in ASCII it may have grown.
        fitting(url.into(), Link::MAX).map(Link)
    }

    /// The whole address, in ASCII.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

macro_rules! checked_text {
    ($($name:ident)*) => {$(
        impl TryFrom<String> for $name {
            type Error = TextFault;

            fn try_from(text: String) -> Result<Self, TextFault> {
                $name::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(checked: $name) -> String {
                checked.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}
checked_text!(Email Link);

/// Whether somebody typed their own name, whatever the case of its letters and the spaces in it.
#[must_use]
pub fn is_own_name(typed: &str, name: &str) -> bool {
    let plain = |name: &str| name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    plain(typed) == plain(name)
}

#[cfg(test)]
mod tests;
