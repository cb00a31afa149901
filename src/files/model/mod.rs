//! Files, their names and what may be shown of them: rules. Pure.

use chrono::{DateTime, Utc};
use serde::Deserialize;
use unicode_normalization::UnicodeNormalization as _;

use crate::{access::Side, base::text};

/// Files that one form brings.
pub const MOST_AT_ONCE: usize = 10;
/// Files at one place.
pub const MOST_AT_PLACE: i64 = 100;
/// Versions of one file.
pub const MOST_VERSIONS: i32 = 100;
/// The longest name, in characters.
pub const LONGEST_NAME: usize = 200;
/// The longest ending that a shortened name keeps, with its dot.
const LONGEST_ENDING: usize = 20;
/// The name of what is sent without one.
const NAMELESS: &str = "file";

/// A name that is safe to show, to keep and to save under: no path, nothing unseen that programs obey, not too long, and
/// never nothing.
#[must_use]
pub fn clean_name(sent: &str) -> String {
    let last = sent.rsplit(['/', '\\']).find(|part| !part.trim_matches(['.', ' ']).is_empty()).unwrap_or_default();
    let seen: String = last.chars().filter(|letter| letter.is_whitespace() || !text::is_obeyed(*letter)).nfc().collect();
    let name = shortened(&seen.split_whitespace().collect::<Vec<_>>().join(" "));
    // Windows drops these from the end.
    let name = name.trim_end_matches(['.', ' ']);
    if name.chars().all(text::is_unseen) { NAMELESS.to_owned() } else { name.to_owned() }
}

fn shortened(name: &str) -> String {
    let length = name.chars().count();
    if length <= LONGEST_NAME {
        return name.to_owned();
    }
    let ending = name.rfind('.').map_or("", |dot| &name[dot..]);
    let ending = if ending.chars().count() <= LONGEST_ENDING { ending } else { "" };
    text::cut(name, LONGEST_NAME - ending.chars().count()).to_owned() + ending
}

/// The beginning of a file by which its type is told.
pub const SNIFFED: usize = 8192;
/// What nothing more is known of.
const UNKNOWN: &str = "application/octet-stream";

/// What the first bytes say it is.
#[must_use]
pub fn media_type(beginning: &[u8]) -> &'static str {
    infer::get(beginning).map_or(UNKNOWN, |kind| kind.mime_type())
}

/// How a browser may show a file in its place. Anything else is only saved: it could be a page that acts as its reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preview {
    Picture,
    /// A document that browsers show in a viewer of their own.
    Document,
}

impl Preview {
    /// That of a type; none: it is not shown.
    #[must_use]
    pub fn of(media_type: &str) -> Option<Preview> {
        match media_type {
            "image/png" | "image/jpeg" | "image/gif" | "image/webp" => Some(Preview::Picture),
            "application/pdf" => Some(Preview::Document),
            _ => None,
        }
    }

    /// The content security policy under which it is shown.
    #[must_use]
    pub const fn policy(self) -> &'static str {
        match self {
            Preview::Picture => "default-src 'none'; style-src 'unsafe-inline'; sandbox",
            // No viewer opens in a sandbox; its scripts are its own, and are kept from this server by the browser.
            Preview::Document => {
                "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; script-src 'none'; frame-ancestors 'none'"
            }
        }
    }
}

/// Which bytes of a file are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// All of them.
    All,
    /// From the first to the last, both counted.
    From(u64, u64),
    /// None that there are.
    Nothing,
}

impl Asked {
    /// What a `Range` header asks of a file of this size. One range is served; what is malformed or asks for several gets all,
    /// as the standard allows.
    #[must_use]
    pub fn read(header: Option<&str>, size: u64) -> Asked {
        let Some(Ok(ranges)) = header.map(http_range_header::parse_range_header) else { return Asked::All };
        match ranges.validate(size).as_deref() {
            Ok([range]) => Asked::From(*range.start(), *range.end()),
            Ok(_) => Asked::All,
            Err(_) => Asked::Nothing,
        }
    }
}

/// A file as the page of its place lists it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct File {
    /// Its number in the engagement.
    pub number: i32,
    /// What it is called.
    pub name: String,
    /// Its versions, the latest first; never none.
    pub versions: Vec<Version>,
}

/// A version of a file.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Version {
    /// From 1.
    pub version: i32,
    /// Its size.
    pub bytes: u64,
    /// What its first bytes say it is.
    pub media_type: String,
    /// Who attached it, by name.
    pub by: String,
    pub side: Side,
    /// When.
    pub at: DateTime<Utc>,
}

/// How many versions these files have together: what a reader has seen of them, since none ever goes.
#[must_use]
pub fn seen(files: &[File]) -> i64 {
    files.iter().map(|file| file.versions.len() as i64).sum()
}

#[cfg(test)]
mod tests;
