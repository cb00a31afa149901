//! Files as pages show them; the macros are in `shared/files.html`.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{
    model::{File, MOST_AT_ONCE, Preview, Version},
    version_url,
};
use crate::{
    base::format,
    store::Limits,
    web::{Chrome, Form},
};

/// A file of a list.
#[derive(Clone, Debug)]
pub struct FileLine {
    /// Its number in the engagement.
    pub number: i32,
    /// Its id on the page.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// The latest version.
    pub latest: VersionLine,
    /// Those before it, the latest first.
    pub earlier: Vec<VersionLine>,
    /// Where it is taken away; empty: the reader may not, or it is not to be.
    pub take_away: String,
}

/// A version of it.
#[derive(Clone, Debug)]
pub struct VersionLine {
    /// "Version 2"
    pub version: String,
    /// "3.4 MB"
    pub size: String,
    /// Who attached it.
    pub by: String,
    pub side: &'static str,
    /// When.
    pub at: DateTime<Utc>,
    /// Where it is downloaded.
    pub url: String,
    /// Where a browser shows it; empty: it does not.
    pub preview: String,
}

impl VersionLine {
    fn of(chrome: &Chrome, engagement: Uuid, file: i32, version: Version) -> VersionLine {
        let url = version_url(engagement, file, version.version);
        VersionLine {
            version: chrome.say("files-version").with("version", version.version).to_string(),
            size: format::bytes(chrome.language, version.bytes),
            by: version.by,
            side: version.side.as_str(),
            at: version.at,
            preview: Preview::of(&version.media_type).map(|_| format!("{url}?inline")).unwrap_or_default(),
            url,
        }
    }
}

impl FileLine {
    /// A file as its list shows it; none without a version, which there is not.
    #[must_use]
    pub fn of(chrome: &Chrome, engagement: Uuid, file: File) -> Option<FileLine> {
        let File { number, name, versions } = file;
        let mut versions = versions.into_iter().map(|version| VersionLine::of(chrome, engagement, number, version));
        let latest = versions.next()?;
        Some(FileLine { number, id: format!("file-{number}"), name, latest, earlier: versions.collect(), take_away: String::new() })
    }

    /// The files of a place.
    #[must_use]
    pub fn all(chrome: &Chrome, engagement: Uuid, files: Vec<File>) -> Vec<FileLine> {
        files.into_iter().filter_map(|file| FileLine::of(chrome, engagement, file)).collect()
    }
}

/// The form that attaches files to a place.
#[derive(Clone, Debug)]
pub struct AttachForm {
    /// Its id on the page; keeps its field apart from that of others.
    pub id: String,
    /// Where it is sent.
    pub action: String,
    /// Values and errors.
    pub form: Form,
    /// What may be attached.
    pub hint: String,
    /// Bytes of one file at most, for scripts to say so before they are sent.
    pub largest: u64,
    /// What scripts say of a larger one.
    pub too_large: String,
}

impl AttachForm {
    /// An empty one, or one that was refused.
    #[must_use]
    pub fn new(chrome: &Chrome, limits: &Limits, id: impl Into<String>, action: String, form: Form) -> AttachForm {
        let largest = format::bytes(chrome.language, limits.largest);
        AttachForm {
            id: id.into(),
            action,
            form,
            hint: chrome.say("files-hint").with("most", MOST_AT_ONCE).with("largest", largest.clone()).to_string(),
            largest: limits.largest,
            too_large: chrome.say("files-too-large").with("largest", largest).to_string(),
        }
    }
}
