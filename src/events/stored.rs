//! Events as they are read back.

use chrono_tz::Tz;
use serde_json::Value;

use super::Event;
use crate::{base::language::Language, things::Thing};

/// An event as it is read back. During an upgrade a newer version of Tandem may have written one that this version does not
/// know, or one with a word in it that it does not know: that is no fault of the record, and nothing breaks on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoredEvent {
    /// One of those that this version can say.
    Known(Event),
    /// Another one, that happened to this thing.
    Unknown(Thing),
}

impl StoredEvent {
    /// What was stored under this name with these data, of the thing of this reference.
    #[must_use]
    pub fn read(kind: &str, detail: Value, thing: &str) -> StoredEvent {
        match Event::from_parts(kind, detail) {
            Ok(event) => StoredEvent::Known(event),
            Err(_) => StoredEvent::Unknown(Thing::read(thing)),
        }
    }

    /// The thing it happened to.
    #[must_use]
    pub fn thing(&self) -> Thing {
        match self {
            StoredEvent::Known(event) => event.thing(),
            StoredEvent::Unknown(thing) => thing.clone(),
        }
    }

    /// The sentence, as of [`Event::sentence`]; of an unknown one that it happened, and to what.
    #[must_use]
    pub fn sentence(&self, language: Language, zone: Tz, who: &str, client: &str, provider: &str) -> String {
        match self {
            StoredEvent::Known(event) => event.sentence(language, zone, who, client, provider),
            StoredEvent::Unknown(thing) => {
                let about = if *thing == Thing::Engagement { language.t("event-about-engagement") } else { thing.to_string() };
                let said = if who.is_empty() { language.say("event-unknown") } else { language.say("event-unknown-by").with("who", who) };
                said.with("about", about).to_string()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn says(stored: &StoredEvent, language: Language, who: &str) -> String {
        stored.sentence(language, Tz::UTC, who, "Nordlicht", "Ahrens & Vale")
    }

    #[test]
    fn what_this_version_does_not_know_is_still_something_that_happened() {
        let newer = StoredEvent::read("deliverable_praised", json!({ "number": 5 }), "D5");
        assert_eq!(newer.thing(), Thing::Deliverable(5));
        assert_eq!(says(&newer, Language::En, ""), "Something happened that this version of Tandem cannot put into words yet (D5)");
        assert_eq!(
            says(&newer, Language::De, "Ines Brandt"),
            "Ines Brandt hat etwas getan, wofür diese Version von Tandem noch keine Worte hat (D5)"
        );
        let of_no_thing_known = StoredEvent::read("survey_closed", json!({}), "Q1");
        assert!(says(&of_no_thing_known, Language::En, "").ends_with("(Q1)"));
        assert!(says(&StoredEvent::read("rested", json!({}), ""), Language::En, "").ends_with("(the engagement)"));
    }

    #[test]
    fn a_known_event_with_an_unknown_word_is_as_unknown() {
        let role = |word: &str| StoredEvent::read("seat_taken", json!({ "name": "Ines Brandt", "role": word }), "");
        assert!(matches!(role("sponsor"), StoredEvent::Known(_)));
        assert_eq!(role("auditor"), StoredEvent::Unknown(Thing::Engagement));
        assert_eq!(StoredEvent::read("scope_drafted", json!(null), "V1"), StoredEvent::Unknown(Thing::Scope(1)));
    }
}
