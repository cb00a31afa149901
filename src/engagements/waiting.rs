//! Something that waits, as a line of a list: the same on the overview and on the home page.

use chrono::{DateTime, Utc};

use crate::{base::format, things::Thing, turns::Turn, web::Chrome};

/// One thing that waits on a side.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// Id of the line.
    pub id: String,
    /// `client` or `provider`.
    pub side: &'static str,
    /// Where it can be ended.
    pub url: String,
    /// `D5`
    pub reference: String,
    /// What the thing is called.
    pub title: String,
    /// Where, and what is asked of whom.
    pub note: String,
    /// "due Fri 17 July", "overdue since Mon 13 July"
    pub due: String,
    /// Whether the promise is broken.
    pub overdue: bool,
}

impl Waiting {
    /// A turn inside its engagement's pages.
    #[must_use]
    pub fn here(turn: &Turn, chrome: &Chrome, now: DateTime<Utc>) -> Waiting {
        Waiting::with_note(turn, chrome, now, chrome.party(&turn.side))
    }

    /// A turn among those of other engagements.
    #[must_use]
    pub fn anywhere(turn: &Turn, chrome: &Chrome, now: DateTime<Utc>) -> Waiting {
        Waiting::with_note(turn, chrome, now, &turn.engagement_title)
    }

    fn with_note(turn: &Turn, chrome: &Chrome, now: DateTime<Utc>, begins: &str) -> Waiting {
        let ask = chrome.t(turn.ask.key());
        let overdue = turn.due_at < now;
        let day = format::day_near(chrome.language, chrome.local_day(&turn.due_at), chrome.today);
        let due = if overdue { chrome.say("engagements-overdue") } else { chrome.say("engagements-due") };
        Waiting {
            id: format!("turn-{}-{}", turn.engagement.simple(), turn.number),
            side: turn.side.as_str(),
            url: turn.url(),
            reference: turn.thing.to_string(),
            title: match &turn.thing {
                Thing::Scope(version) if turn.title.is_empty() => {
                    chrome.say("engagements-scope-version").with("version", *version).to_string()
                }
                _ => turn.title.clone(),
            },
            note: match &turn.to {
                Some(name) => format!("{begins} · {ask} · {name}"),
                None => format!("{begins} · {ask}"),
            },
            due: due.with("day", day).to_string(),
            overdue,
        }
    }
}
