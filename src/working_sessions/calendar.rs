//! A planned session as a calendar file (RFC 5545). Pure.

use chrono::{DateTime, Utc};
use icalendar::{Calendar, Component, Event, EventLike, EventStatus};
use uuid::Uuid;

use super::model::{Session, Setting};
use crate::things::Thing;

/// What a calendar file says besides the session itself.
#[derive(Clone, Copy, Debug)]
pub struct Surroundings<'a> {
    /// The engagement, by id and title.
    pub engagement: (Uuid, &'a str),
    /// Where the session's page is reached.
    pub url: &'a str,
    /// When the file is made.
    pub now: DateTime<Utc>,
}

/// The file. The same session keeps its identity in it, so that calendars replace what they have by what is newer. It has no
/// method: that would make it an invitation, which has an organizer and is answered.
#[must_use]
pub fn file(session: &Session, plan: &Setting, around: Surroundings<'_>) -> String {
    let (engagement, title) = around.engagement;
    let reference = Thing::Session(session.number);
    let people = plan.people.iter().map(|person| person.name.as_str()).collect::<Vec<_>>().join(", ");
    let topics = plan.topics.iter().map(|topic| format!("{} {}", Thing::Topic(topic.number), topic.title)).collect::<Vec<_>>().join("\n");
    let parts = [people.as_str(), &topics, &session.agenda, around.url];
    let description = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n");
    let event = Event::new()
        .uid(&format!("{reference}.{engagement}@tandem"))
        .sequence(session.revision.unsigned_abs())
        .timestamp(around.now)
        .starts(plan.from)
        .ends(plan.to)
        .summary(&format!("{reference} {} ({title})", session.title))
        .location(&plan.place)
        .description(&description)
        .url(around.url)
        .status(if session.cancelled.is_some() { EventStatus::Cancelled } else { EventStatus::Confirmed })
        .done();
    Calendar::empty()
        .append_property(("VERSION", "2.0"))
        .append_property(("PRODID", "-//Tandem//Working sessions//EN"))
        .push(event)
        .done()
        .to_string()
}
