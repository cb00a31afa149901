//! What may be kept of a text that somebody typed.
//!
//! Cleaning loses nothing a reader would miss: letters in one normal form (NFC), line ends as `\n`, no space
//! around. What nobody sees but a program obeys (control characters, marks that turn the writing direction around) comes along
//! when people paste from a slide, a spreadsheet or a path in Windows, and none of them could find it to delete it. A line
//! break of whatever kind is one; marks around a phrase in Arabic or Hebrew stay in a text of several lines, closed on the
//! line on which they were opened; the rest goes. So no name, title or address holds a mark with which it could pass for
//! another or turn the sentence around it.

use std::fmt;

use idna::uts46::{AsciiDenyList, DnsLength, Hyphens, Uts46};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;
use unicode_segmentation::UnicodeSegmentation as _;
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
            TextFault::NotAnEmail => language.t("fault-no-email"),
            TextFault::NotALink => language.t("fault-no-link"),
        }
    }
}

/// A text of one line, such as a title: every run of spaces and line ends becomes one space.
///
/// # Errors
/// [`TextFault`] if nothing is left of it or it has more than `max` characters.
pub fn one_line(typed: &str, max: usize) -> Result<String, TextFault> {
    fitting(normal(typed).split_whitespace().collect::<Vec<_>>().join(" "), max)
}

/// A text of any number of lines.
///
/// # Errors
/// [`TextFault`] if nothing is left of it or it has more than `max` characters.
pub fn many_lines(typed: &str, max: usize) -> Result<String, TextFault> {
    let lines: Vec<String> = with_line_ends(typed).split('\n').map(closed).collect();
    fitting(lines.join("\n").nfc().collect::<String>().trim().to_owned(), max)
}

/// The beginning of a text for a list, in the very words: in one line, of at most `chars` characters. As many words as fit, the
/// last one cut only if it is the only one; an ellipsis says that there is more.
#[must_use]
pub fn beginning(text: &str, chars: usize) -> String {
    // A phrase set apart may end behind the cut, and would turn what follows.
    let text = text.replace(turns_the_direction, "");
    let mut line = String::new();
    let mut length = 0;
    let mut words = text.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let space = usize::from(!line.is_empty());
        let word_length = word.chars().count();
        let ellipsis = usize::from(words.peek().is_some());
        if length + space + word_length + ellipsis > chars {
            if line.is_empty() {
                line += cut(word, chars.saturating_sub(1));
            }
            line.push('…');
            return line;
        }
        line.extend(std::iter::repeat_n(' ', space));
        line += word;
        length += space + word_length;
    }
    line
}

/// The longest beginning of at most `max` characters that tears nothing apart: neither a letter from its accent nor an emoji.
#[must_use]
pub fn cut(text: &str, max: usize) -> &str {
    let (mut end, mut length) = (0, 0);
    for letter in text.graphemes(true) {
        length += letter.chars().count();
        if length > max {
            break;
        }
        end += letter.len();
    }
    &text[..end]
}

fn normal(typed: &str) -> String {
    with_line_ends(typed).chars().filter(|c| !is_obeyed(*c)).nfc().collect()
}

/// A line break within a cell or a slide, or of another system, ends a line as well.
fn with_line_ends(typed: &str) -> String {
    typed.replace("\r\n", "\n").replace(['\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'], "\n")
}

/// The line without what nobody sees but a program obeys, but for marks that set a phrase apart by its direction and end with
/// it. What turns letters around regardless of their own direction sets no honest phrase apart.
fn closed(line: &str) -> String {
    let mut kept: Vec<(char, bool)> = line.chars().map(|c| (c, !is_obeyed(c))).collect();
    let mut open = Vec::new();
    for at in 0..kept.len() {
        match kept[at].0 {
            '\u{202a}' | '\u{202b}' => open.push((at, '\u{202c}')),
            '\u{2066}'..='\u{2068}' => open.push((at, '\u{2069}')),
            end => {
                if let Some((start, _)) = open.pop_if(|(_, awaited)| *awaited == end) {
                    kept[start].1 = true;
                    kept[at].1 = true;
                }
            }
        }
    }
    kept.into_iter().filter_map(|(c, is_kept)| is_kept.then_some(c)).collect()
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
pub fn is_obeyed(c: char) -> bool {
    turns_the_direction(c) || (c.is_control() && c != '\n' && c != '\t')
}

const fn turns_the_direction(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Spaces of all kinds, joiners and marks without a shape: legitimate within a text, but not a text of their own.
#[must_use]
pub fn is_unseen(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
                | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
                | '\u{ffa0}' | '\u{e0000}'..='\u{e0fff}'
        )
}

/// An e-mail address: in lower case and with the domain in its letters, so that the same address is always the same text.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

impl Email {
    /// The longest address that can be delivered to.
    pub const MAX: usize = 254;
    /// The longest part before the `@`, in bytes.
    const LONGEST_NAME: usize = 64;

    /// Reads what somebody typed: what a mail can be sent to, without quotes and comments. Only a mail that arrives proves an
    /// address. A domain in other letters may come in its ASCII form, too, as some browsers send it.
    ///
    /// # Errors
    /// [`TextFault`] if it is empty, too long or cannot be an address.
    pub fn parse(typed: &str) -> Result<Email, TextFault> {
        let text = fitting(normal(typed).trim().to_lowercase(), Email::MAX)?;
        let (name, host) = text.split_once('@').ok_or(TextFault::NotAnEmail)?;
        if text.chars().any(is_unseen) {
            return Err(TextFault::NotAnEmail);
        }
        let is_written = |c: char| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c);
        let is_name = name.len() <= Email::LONGEST_NAME && name.split('.').all(|atom| !atom.is_empty() && atom.chars().all(is_written));
        let domain = ascii_domain(host).and_then(|ascii| in_letters(&ascii)).filter(|_| is_name).ok_or(TextFault::NotAnEmail)?;
        let email = Email(format!("{name}@{domain}"));
        // Mail systems count bytes.
        if email.on_the_wire().len() <= Email::MAX && email.0.len() <= Email::MAX { Ok(email) } else { Err(TextFault::NotAnEmail) }
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address as mail servers are told it: with the domain in ASCII.
    #[must_use]
    pub fn on_the_wire(&self) -> String {
        let wire = self.0.split_once('@').and_then(|(name, domain)| Some(format!("{name}@{}", ascii_domain(domain)?)));
        wire.unwrap_or_else(|| self.0.clone())
    }
}

/// An address that somebody typed to find their account.
///
/// An account may be older than the rule for addresses: it is found by what it is kept under, as it is typed, too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sought([String; 2]);

impl Sought {
    /// Reads what somebody typed.
    ///
    /// # Errors
    /// [`TextFault`] if no account can be kept under it.
    pub fn parse(typed: &str) -> Result<Sought, TextFault> {
        let as_typed = fitting(normal(typed).trim().to_lowercase(), Email::MAX)?;
        match Email::parse(typed) {
            Ok(Email(email)) => Ok(Sought([as_typed, email])),
            Err(_) if as_typed.contains('@') => Ok(Sought([as_typed.clone(), as_typed])),
            Err(fault) => Err(fault),
        }
    }

    /// The addresses under which the account may be kept, in the order in which they count.
    #[must_use]
    pub fn addresses(&self) -> &[String] {
        &self.0
    }

    /// The one name of the mailbox.
    #[must_use]
    pub fn mailbox(&self) -> &str {
        let [_, mailbox] = &self.0;
        mailbox
    }
}

impl From<&Email> for Sought {
    fn from(Email(email): &Email) -> Sought {
        Sought([email.clone(), email.clone()])
    }
}

/// The domain in ASCII (IDNA); none when it can be no host's name.
fn ascii_domain(host: &str) -> Option<String> {
    let ascii = Uts46::new().to_ascii(host.as_bytes(), AsciiDenyList::STD3, Hyphens::CheckFirstLast, DnsLength::Verify).ok()?;
    // A number at the end makes it an IP address.
    let is_number = ascii.rsplit('.').next().is_some_and(|last| last.bytes().all(|byte| byte.is_ascii_digit()));
    (!is_number).then(|| ascii.into_owned())
}

/// The domain in its letters.
fn in_letters(ascii: &str) -> Option<String> {
    let (domain, read) = Uts46::new().to_unicode(ascii.as_bytes(), AsciiDenyList::STD3, Hyphens::CheckFirstLast);
    read.ok().map(|()| domain.into_owned())
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
        let text = fitting(normal(typed).trim().to_owned(), Link::MAX)?;
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

/// Whether somebody typed their own name, whatever the case of its letters and the spaces in it, and whichever apostrophe,
/// hyphen, ß or composed letter their keyboard has.
#[must_use]
pub fn is_own_name(typed: &str, name: &str) -> bool {
    plain_name(typed) == plain_name(name)
}

/// What is left of a name where keyboards differ.
fn plain_name(name: &str) -> String {
    let lower = name.nfc().filter(|c| c.is_whitespace() || !is_unseen(*c)).collect::<String>().to_lowercase().replace('ß', "ss");
    let plain: String = lower
        .chars()
        .map(|c| match c {
            '`' | '´' | '‘' | '’' | '‛' | 'ʹ' | 'ʻ' | 'ʼ' | 'ʽ' | '′' | '＇' => '\'',
            '‐' | '‑' | '‒' | '–' | '—' | '−' | '﹣' | '－' => '-',
            c => c,
        })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
