//! Events as they are read. Pure.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use uuid::Uuid;

use crate::{access::Side, base::language::Language, events::StoredEvent, things::Thing};

/// An event with what its sentence needs.
#[derive(Clone, Debug)]
pub struct Happened {
    /// Where.
    pub engagement: Uuid,
    /// What that is called.
    pub engagement_title: String,
    /// Name of the client.
    pub client: String,
    /// Name of the provider.
    pub provider: String,
    /// The how manyth event of the engagement.
    pub number: i32,
    /// When.
    pub at: DateTime<Utc>,
    /// Name of the person who acted; empty when a clock ran out.
    pub who: String,
    /// The side that acted; none when a clock ran out.
    pub side: Option<Side>,
    /// What happened.
    pub event: StoredEvent,
}

impl Happened {
    /// As a line of a list.
    #[must_use]
    pub fn line(&self, language: Language, zone: Tz) -> EventLine {
        let thing = self.event.thing();
        EventLine {
            // Numbers repeat from engagement to engagement; home shows several.
            id: format!("event-{}-{}", self.engagement.simple(), self.number),
            sentence: self.event.sentence(language, zone, &self.who, &self.client, &self.provider),
            at: self.at,
            url: thing.url(self.engagement),
            reference: thing.to_string(),
        }
    }
}

/// What happened, in one line: the sentence, when, and where to look.
#[derive(Clone, Debug)]
pub struct EventLine {
    /// Id of the line, unique on any page.
    pub id: String,
    /// "Ines Brandt accepted submission 1 of D5 Runbook"
    pub sentence: String,
    /// When.
    pub at: DateTime<Utc>,
    /// The page of the thing it happened to.
    pub url: String,
    /// Reference of that thing; empty for the engagement itself.
    pub reference: String,
}

/// The thing that a reader asks for, however it was typed: ` d5` is D5. The engagement itself is no such thing.
#[must_use]
pub fn asked_thing(typed: &str) -> Option<Thing> {
    typed.trim().to_uppercase().parse().ok().filter(|thing| *thing != Thing::Engagement)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_are_asked_for_as_people_type_them() {
        assert_eq!(asked_thing(" d5 "), Some(Thing::Deliverable(5)));
        assert_eq!(asked_thing(""), None);
        assert_eq!(asked_thing("D0"), None);
    }
}
