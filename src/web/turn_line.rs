//! The sentence at the head of a thing: whose turn it is, what is asked, until when.

use chrono::{DateTime, Utc};

use super::{Chrome, Seat};
use crate::{
    access::Side,
    app::App,
    base::{calendar::TimeLeft, format},
    error::Error,
    things::Thing,
    turns::{self, Ask, model::Promises},
};

/// What the macro `ui::turn_line` draws.
#[derive(Clone, Debug)]
pub struct TurnLine {
    /// Accent of the side whose turn it is; empty when the thing is at rest.
    pub side: &'static str,
    /// Whose turn and what is asked, or why it is at rest.
    pub text: String,
    /// Until when, with what is left of it in that side's calendar.
    pub due: String,
    /// Whether that has passed.
    pub overdue: bool,
}

impl TurnLine {
    /// It is this side's turn; with `to`, that person's.
    #[must_use]
    pub fn of(
        chrome: &Chrome,
        promises: &Promises,
        now: DateTime<Utc>,
        side: Side,
        to: Option<&str>,
        ask: Ask,
        due_at: DateTime<Utc>,
    ) -> TurnLine {
        let ask = chrome.t(ask.key());
        let party = chrome.party(&side);
        let text = match to {
            Some(name) => chrome.say("turn-of-person").with("name", name).with("party", party).with("ask", ask),
            None => chrome.say("turn-of-party").with("party", party).with("ask", ask),
        };
        let left = promises.of(side).calendar.time_left(now, due_at);
        let left_text = format::time_left(chrome.language, left);
        let due = match left {
            TimeLeft::Today => left_text,
            _ => chrome.say("turn-due").with("day", chrome.moment_day(&due_at)).with("left", left_text).to_string(),
        };
        TurnLine { side: side.as_str(), text: text.to_string(), due, overdue: left.is_overdue() }
    }

    /// Whose turn it is on a thing of the reader's engagement; where it is nobody's, `rest` says why. One statement.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn on<N>(app: &App, seat: &Seat<N>, chrome: &Chrome, thing: &Thing, rest: String) -> Result<TurnLine, Error> {
        let (promises, turns) = turns::queries::on(&app.db, seat.engagement.id, thing).await?;
        Ok(match turns.first() {
            Some(turn) => TurnLine::of(chrome, &promises, app.clock.now(), turn.side, turn.to.as_deref(), turn.ask, turn.due_at),
            None => TurnLine::at_rest(rest),
        })
    }

    /// It is nobody's turn; the sentence says why.
    #[must_use]
    pub fn at_rest(text: String) -> TurnLine {
        TurnLine { side: "", text, due: String::new(), overdue: false }
    }
}
