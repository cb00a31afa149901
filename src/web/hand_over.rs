//! A link that opens something once, shown to the person who hands it over where no mail is sent.
//!
//! It is the answer to the form that made it, and is shown nowhere else: not under a URL, not in a log, not a second time.

use askama::Template;
use chrono::{DateTime, Utc};

use super::{Chrome, Outcome, page};

/// What is handed over to whom.
#[derive(Clone, Debug)]
pub struct HandOver {
    /// Full name of the person.
    pub name: String,
    /// The address that the link is for.
    pub email: String,
    pub link: String,
    /// Until when it holds.
    pub until: DateTime<Utc>,
    /// The page to go on to.
    pub back: String,
}

#[derive(Template)]
#[template(path = "shared/hand_over.html")]
struct Page {
    chrome: Chrome,
    it: HandOver,
}

/// Shows it.
///
/// # Errors
/// When the template fails.
pub fn hand_over(chrome: Chrome, it: HandOver) -> Outcome {
    // A live update, or another language, would fetch a page in its place and the link would be gone.
    page(Page { chrome: Chrome { live: None, path: it.back.clone(), ..chrome }, it })
}
