//! One line over all versions, and what hangs on it.

use askama::Template;
use axum::extract::State;
use uuid::Uuid;

use crate::{
    access::{Ability, needs},
    app::App,
    base::money::{Currency, Money},
    error::Error,
    scope::{
        self,
        line::{Kind, Part},
        model::Status,
        queries::{self, LineDeliverable, LineFeedback, LineTopic, LineVersion},
    },
    things::Thing,
    web::{At, Chrome, Result, Seat, Tab, page},
};

/// Entries of each list.
const MOST: i64 = 50;

/// What became of the line in one version.
struct Entry {
    version: i32,
    status: Status,
    /// What differs from the version before; empty: nothing, or it is the first.
    changed: Vec<Part>,
    first: bool,
}

#[derive(Template)]
#[template(path = "scope/history.html")]
struct History {
    chrome: Chrome,
    engagement: Uuid,
    key: String,
    kind: Kind,
    /// The line as it counts now; before it was agreed, as it stands in the latest version. None: it was taken out of the
    /// only draft that had it.
    current: Option<LineVersion>,
    currency: Currency,
    entries: Vec<Entry>,
    deliverables: Vec<LineDeliverable>,
    feedback: Vec<LineFeedback>,
    topics: Vec<LineTopic>,
    may_give_feedback: bool,
}

impl History {
    fn price(&self) -> Option<Money> {
        let minor = self.current.as_ref()?.content.price_minor?;
        Some(Money::new(minor, self.currency))
    }

    fn title(&self) -> String {
        self.current.as_ref().map_or_else(|| self.chrome.t("scope-line-gone"), |current| current.content.title.clone())
    }

    fn version_url(&self, version: &i32) -> String {
        format!("{}#{}", scope::version_url(self.engagement, *version), self.key)
    }

    fn deliverable_url(&self, number: &i32) -> String {
        Thing::Deliverable(*number).url(self.engagement)
    }

    fn feedback_url(&self, number: &i32) -> String {
        Thing::Feedback(*number).url(self.engagement)
    }

    fn topic_url(&self, number: &i32) -> String {
        Thing::Topic(*number).url(self.engagement)
    }

    fn need_url(&self, need: &i32) -> String {
        Thing::Need(*need).url(self.engagement)
    }

    fn new_feedback_url(&self) -> String {
        Thing::Line(self.key.clone()).new_feedback_url(self.engagement)
    }

    /// "title, text, days"
    fn changed(&self, entry: &Entry) -> String {
        entry.changed.iter().map(|part| self.chrome.t(part.key())).collect::<Vec<_>>().join(", ")
    }
}

impl LineDeliverable {
    const fn state_key(&self) -> &'static str {
        match self.state.as_bytes() {
            b"planned" => "scope-deliverable-planned",
            b"in_work" => "scope-deliverable-in-work",
            b"submitted" => "scope-deliverable-submitted",
            b"returned" => "scope-deliverable-returned",
            b"accepted" => "scope-deliverable-accepted",
            _ => "scope-deliverable-deemed-accepted",
        }
    }

    const fn tone(&self) -> &'static str {
        match self.state.as_bytes() {
            b"planned" => "quiet",
            b"in_work" | b"submitted" => "open",
            b"accepted" => "good",
            _ => "warn",
        }
    }
}

impl LineFeedback {
    const fn kind_key(&self) -> &'static str {
        match self.kind.as_bytes() {
            b"question" => "scope-feedback-question",
            b"concern" => "scope-feedback-concern",
            b"request" => "scope-feedback-request",
            _ => "scope-feedback-praise",
        }
    }
}

/// A line's text now, its history, and the deliverables, feedback and topics that refer to it.
pub async fn history(seat: Seat<needs::Read>, State(app): State<App>, At((_, key)): At<(Uuid, String)>) -> Result {
    let engagement = seat.engagement.id;
    let Ok(Thing::Line(key)) = key.parse() else { return Err(Error::NotFound) };
    let kind = Kind::of_key(&key).map_err(|_| Error::NotFound)?;
    let mut versions = queries::line_versions(&app.db, engagement, &key, MOST).await?;
    let entries = entries(&versions);
    // The newest come first, so that without an agreed one the latest counts.
    let at = versions.iter().position(|version| version.status == Status::Agreed).unwrap_or_default();
    let current = (at < versions.len()).then(|| versions.swap_remove(at));
    if current.is_none() && !queries::key_exists(&app.db, engagement, &key).await? {
        return Err(Error::NotFound);
    }
    page(History {
        chrome: Chrome::seat(&app, &seat, Tab::Scope),
        engagement,
        currency: seat.engagement.currency,
        deliverables: queries::deliverables_of(&app.db, engagement, &key, MOST).await?,
        feedback: queries::feedback_about(&app.db, engagement, &key, MOST).await?,
        topics: queries::topics_of(&app.db, engagement, &key, MOST).await?,
        may_give_feedback: seat.may(Ability::GiveFeedback),
        key,
        kind,
        current,
        entries,
    })
}

fn entries(versions: &[LineVersion]) -> Vec<Entry> {
    let entry = |(at, version): (usize, &LineVersion)| {
        let before = versions.get(at + 1);
        Entry {
            version: version.version,
            status: version.status,
            changed: before.map(|before| version.content.changed_from(&before.content)).unwrap_or_default(),
            first: before.is_none(),
        }
    };
    versions.iter().enumerate().map(entry).collect()
}
