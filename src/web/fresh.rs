//! Whether an open page that looks for its newer state has it already: one event wakes every page of its engagement, and most
//! of them have nothing to draw anew.
//!
//! Asked are only the guard and, where the page shows one thing alone, the list of what happened since. A page counts as the
//! same only for a while: time passes on it, too, and it may show what no chain of events says.

use std::{fmt, str::FromStr};

use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};
use sqlx::PgPool;
use uuid::Uuid;

use crate::{base::words::UnknownWord, things::Thing};

/// A page is drawn anew after so many seconds, whatever happened.
const LASTS: i64 = 300;
/// When more than this happened, something of it will have been here.
const MOST_EVENTS: i64 = 50;

/// What a page in an engagement was drawn from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// The engagement's latest event then.
    event: i32,
    /// When, in seconds.
    drawn_at: i64,
    /// A digest of what the guard knows: who reads it where, on which day, and where the chains of both organizations are.
    frame: String,
    /// What alone it shows; none: everything in the engagement may show on it.
    about: Option<Thing>,
}

impl Tag {
    /// That of a page which is drawn now.
    #[must_use]
    pub fn new(event: i32, now: DateTime<Utc>, frame: &impl fmt::Debug) -> Tag {
        let frame = hex::encode(&Sha256::digest(format!("{frame:?}"))[..8]);
        Tag { event, drawn_at: now.timestamp(), frame, about: None }
    }

    /// The same of a page that shows this thing alone.
    #[must_use]
    pub fn about(self, thing: Thing) -> Tag {
        Tag { about: Some(thing), ..self }
    }

    /// Whether a page with this tag shows all that one would show which were drawn `now`; if so, its tag from now on.
    ///
    /// # Errors
    /// When the database fails.
    pub(super) async fn still_holds(self, db: &PgPool, engagement: Uuid, now: &Tag) -> sqlx::Result<Option<Tag>> {
        let lasts = (self.drawn_at..self.drawn_at + LASTS).contains(&now.drawn_at);
        if !lasts || self.frame != now.frame || self.event > now.event {
            return Ok(None);
        }
        if self.event < now.event && !self.was_elsewhere(db, engagement).await? {
            return Ok(None);
        }
        Ok(Some(Tag { event: now.event, ..self }))
    }

    /// Whether all that happened since happened where the page does not look.
    async fn was_elsewhere(&self, db: &PgPool, engagement: Uuid) -> sqlx::Result<bool> {
        let Some(page) = &self.about else { return Ok(false) };
        let happened: Vec<(String, String)> =
            sqlx::query_as("select kind, thing from events where engagement_id = $1 and number > $2 order by number limit $3")
                .bind(engagement)
                .bind(self.event)
                .bind(MOST_EVENTS + 1)
                .fetch_all(db)
                .await?;
        let is_elsewhere = |(kind, thing): &(String, String)| thing.parse().is_ok_and(|thing| is_elsewhere(page, kind, &thing));
        Ok(happened.len() <= MOST_EVENTS as usize && happened.iter().all(is_elsewhere))
    }
}

/// Whether what happened to a thing cannot show on the page of another. Said of conversations, which many follow at a time;
/// of all else it is not said.
fn is_elsewhere(page: &Thing, kind: &str, happened: &Thing) -> bool {
    // A placed request is a line's or a change's from then on.
    if page == happened || kind == "request_placed" {
        return false;
    }
    match page {
        Thing::Feedback(_) | Thing::Decision(_) | Thing::Need(_) => {
            matches!(happened, Thing::Feedback(_) | Thing::Decision(_) | Thing::Need(_))
        }
        // It lists what was wished and decided in it.
        Thing::Session(_) => matches!(happened, Thing::Feedback(_)),
        _ => false,
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let about = self.about.as_ref().map(Thing::to_string).unwrap_or_default();
        write!(f, "W/\"{}-{}-{}-{about}\"", self.event, self.drawn_at, self.frame)
    }
}

impl FromStr for Tag {
    type Err = UnknownWord;

    fn from_str(tag: &str) -> Result<Tag, UnknownWord> {
        let inner = tag.strip_prefix("W/\"").and_then(|rest| rest.strip_suffix('"')).ok_or(UnknownWord)?;
        let [event, drawn_at, frame, about] = inner.split('-').collect::<Vec<_>>()[..] else { return Err(UnknownWord) };
        Ok(Tag {
            event: event.parse().map_err(|_| UnknownWord)?,
            drawn_at: drawn_at.parse().ok().filter(|at| (0..i64::MAX - LASTS).contains(at)).ok_or(UnknownWord)?,
            frame: frame.to_owned(),
            about: if about.is_empty() { None } else { Some(about.parse()?) },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_reads_back() {
        let tag = Tag::new(12, "2026-07-15T08:00:00Z".parse().unwrap(), &("Ines", 3));
        for tag in [tag.clone(), tag.about(Thing::Feedback(5))] {
            assert_eq!(tag.to_string().parse(), Ok(tag));
        }
        for word in
            ["", "*", "\"1-2-3-\"", "W/\"1-2-3\"", "W/\"x-2-3-\"", "W/\"1--2-3-\"", "W/\"1-9223372036854775807-3-\"", "W/\"1-2-3-Q7\""]
        {
            assert_eq!(word.parse::<Tag>(), Err(UnknownWord), "{word}");
        }
    }

    #[test]
    fn another_conversation_does_not_show_on_the_page_of_one() {
        let elsewhere = |page: &str, kind: &str, happened: &str| is_elsewhere(&page.parse().unwrap(), kind, &happened.parse().unwrap());
        assert!(
            elsewhere("F5", "feedback_replied", "F7")
                && elsewhere("DC1", "feedback_raised", "F7")
                && elsewhere("N2", "need_answered", "N3")
        );
        assert!(elsewhere("WS2", "feedback_closed", "F7"));
        for (page, kind, happened) in [
            ("F5", "feedback_replied", "F5"),
            ("F5", "request_placed", "F7"),
            ("F5", "change_raised", "CR2"),
            ("F5", "seat_ended", ""),
            ("WS2", "decision_made", "DC1"),
            ("D5", "feedback_raised", "F7"),
            ("M5", "feedback_raised", "F7"),
        ] {
            assert!(!elsewhere(page, kind, happened), "{kind} {happened} on {page}");
        }
    }
}
