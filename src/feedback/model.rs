//! Entries and replies, and the rules of closing and reopening. Pure.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{access::Side, base::words::words, error::Refusal, files::File, things::Thing};

words! {
    /// What an entry is.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum Kind {
        /// Something to be answered.
        Question = "question",
        /// Something that worries.
        Concern = "concern",
        /// Something that is wanted.
        Request = "request",
        /// Something that went well; asks nothing of anybody.
        Praise = "praise",
    }
}

impl Kind {
    /// Key of its name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Kind::Question => "feedback-kind-question",
            Kind::Concern => "feedback-kind-concern",
            Kind::Request => "feedback-kind-request",
            Kind::Praise => "feedback-kind-praise",
        }
    }

    /// Key of what it means to choose it.
    #[must_use]
    pub const fn hint_key(self) -> &'static str {
        match self {
            Kind::Question => "feedback-kind-question-hint",
            Kind::Concern => "feedback-kind-concern-hint",
            Kind::Request => "feedback-kind-request-hint",
            Kind::Praise => "feedback-kind-praise-hint",
        }
    }

    /// Whether somebody is asked to answer.
    #[must_use]
    pub const fn asks(self) -> bool {
        !matches!(self, Kind::Praise)
    }
}

words! {
    /// Where a request of the client belongs.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum Place {
        /// Within a line of the agreed scope.
        Within = "within",
        /// Outside; it becomes a change request.
        Change = "change",
        /// Outside; it is the client's own matter, with a named owner.
        Client = "client",
        /// Outside; it rests.
        Parked = "parked",
    }
}

impl Place {
    /// Key of its name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Place::Within => "feedback-place-within",
            Place::Change => "feedback-place-change",
            Place::Client => "feedback-place-client",
            Place::Parked => "feedback-place-parked",
        }
    }

    /// Key of what it means to choose it.
    #[must_use]
    pub const fn hint_key(self) -> &'static str {
        match self {
            Place::Within => "feedback-place-within-hint",
            Place::Change => "feedback-place-change-hint",
            Place::Client => "feedback-place-client-hint",
            Place::Parked => "feedback-place-parked-hint",
        }
    }
}

/// Where a request is to be placed.
#[derive(Clone, Debug)]
pub struct NewPlacement {
    /// Within the scope, or outside in one of three ways.
    pub place: Place,
    /// The line it is within; outside, the exclusion it falls under, if one does.
    pub line: Option<String>,
    /// Who owns it at the client, by seat.
    pub owner: Option<i32>,
    /// Title of the change it becomes.
    pub title: String,
    /// Why; Markdown, may be empty unless it is parked.
    pub why: String,
}

/// Where a request was placed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placement {
    /// Within the scope, or outside in one of three ways.
    pub place: Place,
    pub line: Option<String>,
    /// The change it became.
    pub change: Option<i32>,
    /// Who owns it at the client, by name.
    pub owner: Option<String>,
    pub why: String,
    /// Who placed it, by name.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// An entry to be raised.
#[derive(Clone, Debug)]
pub struct NewEntry {
    pub kind: Kind,
    /// Whether it holds back the handover of what it is about.
    pub blocking: bool,
    /// Markdown.
    pub text: String,
    /// What it is about.
    pub about: Thing,
    /// Who on the other side is asked; none: whoever can answer.
    pub to: Option<Uuid>,
}

/// What decides about replying, closing and reopening.
#[derive(Clone, Copy, Debug)]
pub struct Standing {
    pub raised_by: Uuid,
    pub raised_side: Side,
    /// Whether it is closed.
    pub closed: bool,
    /// Whether it holds back a handover while it is open.
    pub blocking: bool,
    /// Whether it is a request of the client that has yet to be placed: within the scope or outside.
    pub unplaced: bool,
    /// Whether it came of an echo, so is talked about even after the engagement was closed.
    pub after_handover: bool,
}

impl Standing {
    /// Whether it is still talked about in an engagement that is `closed` or not.
    ///
    /// # Errors
    /// When the engagement is closed and it did not come of an echo.
    pub fn talk(&self, closed: bool) -> Result<(), Refusal> {
        if closed && !self.after_handover { Err(Refusal::new("refused-engagement-closed")) } else { Ok(()) }
    }

    /// A reply: only while it is open.
    ///
    /// # Errors
    /// When it was closed.
    pub fn reply(&self) -> Result<(), Refusal> {
        if self.closed { Err(Refusal::new("refused-feedback-closed")) } else { Ok(()) }
    }

    /// Attaching files: by either side, while it is open.
    ///
    /// # Errors
    /// When it was closed.
    pub fn attach(&self) -> Result<(), Refusal> {
        self.reply()
    }

    /// Placing: a request of the client that is open and not placed yet.
    ///
    /// # Errors
    /// When it was closed or placed, or is nothing that is placed.
    pub fn place(&self) -> Result<(), Refusal> {
        self.reply()?;
        if self.unplaced { Ok(()) } else { Err(Refusal::new("refused-feedback-placed")) }
    }

    /// Closing: by the side that raised it, while it is open.
    ///
    /// # Errors
    /// When it was closed, or the other side raised it.
    pub fn close(&self, by: Side) -> Result<(), Refusal> {
        self.reply()?;
        if by == self.raised_side { Ok(()) } else { Err(Refusal::new("refused-feedback-not-yours")) }
    }

    /// Reopening: by either side, while it is closed.
    ///
    /// # Errors
    /// When it is open.
    pub fn reopen(&self) -> Result<(), Refusal> {
        if self.closed { Ok(()) } else { Err(Refusal::new("refused-feedback-open")) }
    }
}

/// An entry as the list shows it.
#[derive(Clone, Debug)]
pub struct Line {
    pub number: i32,
    pub kind: Kind,
    /// Whether it blocks.
    pub blocking: bool,
    /// Its beginning.
    pub text: String,
    /// What it is about.
    pub about: Thing,
    pub raised_by: String,
    pub raised_side: Side,
    /// When.
    pub raised_at: DateTime<Utc>,
    /// How many replies it has.
    pub replies: i32,
    /// Since when it is closed.
    pub closed_at: Option<DateTime<Utc>>,
    /// Whose turn it is; none: nobody's.
    pub turn: Option<Side>,
    /// Until when.
    pub due_at: Option<DateTime<Utc>>,
}

impl Line {
    /// The word for how it stands, and its tone.
    #[must_use]
    pub fn state(&self) -> (&'static str, &'static str) {
        match (self.closed_at, self.turn) {
            (Some(_), _) => ("feedback-state-closed", "good"),
            (None, Some(_)) => ("feedback-state-open", "open"),
            (None, None) => ("feedback-state-noted", "quiet"),
        }
    }

    /// How people refer to it.
    #[must_use]
    pub fn reference(&self) -> String {
        Thing::Feedback(self.number).to_string()
    }
}

/// An entry as its page shows it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What the list shows of it, with the whole text.
    pub line: Line,
    /// Who raised it.
    pub standing: Standing,
    /// Title of what it is about.
    pub about_title: String,
    pub closed_by: Option<String>,
    /// Where it belongs, once that was said.
    pub placement: Option<Placement>,
    /// The effect in another business area that it became.
    pub effect: Option<i32>,
    /// What is asked of the side whose turn it is.
    pub ask: Option<crate::turns::Ask>,
    /// Who there, when a person is asked.
    pub to: Option<String>,
    /// What was attached to it.
    pub files: Vec<File>,
}

#[derive(Clone, Debug)]
pub struct Reply {
    pub number: i32,
    pub person: String,
    pub side: Side,
    /// Markdown.
    pub text: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Whether it reopened the entry.
    pub reopened: bool,
}

impl Reply {
    /// Its id on the page.
    #[must_use]
    pub fn id(&self) -> String {
        format!("reply-{}", self.number)
    }

    /// Key of what it did.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        if self.reopened { "feedback-said-reopened" } else { "feedback-said-replied" }
    }
}

/// What the list is asked to show.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only open or only closed ones.
    pub closed: Option<bool>,
    /// Only this kind.
    pub kind: Option<Kind>,
    /// Only those that this side raised.
    pub side: Option<Side>,
    /// Only those about this.
    pub about: Option<Thing>,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn standing(closed: bool) -> Standing {
        Standing { raised_by: Uuid::nil(), raised_side: Side::Client, closed, blocking: false, unplaced: false, after_handover: false }
    }

    #[test]
    fn a_request_is_placed_once_while_it_is_open() {
        assert!(Standing { unplaced: true, ..standing(false) }.place().is_ok());
        assert_eq!(standing(false).place().unwrap_err().key(), "refused-feedback-placed");
        assert_eq!(Standing { unplaced: true, ..standing(true) }.place().unwrap_err().key(), "refused-feedback-closed");
        for place in Place::ALL {
            assert_eq!(place.as_str().parse(), Ok(place));
        }
    }

    #[test]
    fn only_the_raising_side_closes() {
        assert!(standing(false).close(Side::Client).is_ok());
        assert_eq!(standing(false).close(Side::Provider).unwrap_err().key(), "refused-feedback-not-yours");
    }

    proptest! {
        /// Whatever is done in whatever order: what is allowed leads to the other state, what is not changes nothing.
        #[test]
        fn closed_and_open_alternate(steps in proptest::collection::vec((0..3_u8, any::<bool>()), 0..40)) {
            let mut now = standing(false);
            for (act, client) in steps {
                let side = if client { Side::Client } else { Side::Provider };
                match act {
                    0 => prop_assert_eq!(now.reply().is_ok(), !now.closed),
                    1 => if now.close(side).is_ok() {
                        prop_assert!(!now.closed && side == now.raised_side);
                        now.closed = true;
                    },
                    _ => if now.reopen().is_ok() {
                        prop_assert!(now.closed);
                        now.closed = false;
                    },
                }
            }
        }
    }
}
