//! A sentence that a rule has to say, as data: which text, filled with what. Pure.

use chrono::NaiveDate;

use crate::base::{
    calendar::TimeLeft,
    format,
    language::{Language, Said},
};

/// What fills a variable of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A name or a reference.
    Text(String),
    /// A number, which also chooses the plural.
    Count(i64),
    /// A day near enough to be told without its year.
    Day(NaiveDate),
    /// How much time there is.
    Left(TimeLeft),
}

/// A text and what fills it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    key: &'static str,
    values: Vec<(&'static str, Value)>,
}

impl Sentence {
    /// The sentence under this key.
    #[must_use]
    pub const fn new(key: &'static str) -> Sentence {
        Sentence { key, values: Vec::new() }
    }

    /// Fills in a name or a reference.
    #[must_use]
    pub fn text(self, name: &'static str, text: impl ToString) -> Sentence {
        self.with(name, Value::Text(text.to_string()))
    }

    /// Fills in a number.
    #[must_use]
    pub fn count(self, name: &'static str, count: impl TryInto<i64>) -> Sentence {
        self.with(name, Value::Count(count.try_into().unwrap_or(i64::MAX)))
    }

    /// Fills in a day.
    #[must_use]
    pub fn day(self, name: &'static str, day: NaiveDate) -> Sentence {
        self.with(name, Value::Day(day))
    }

    /// Fills in how much time there is.
    #[must_use]
    pub fn left(self, name: &'static str, left: TimeLeft) -> Sentence {
        self.with(name, Value::Left(left))
    }

    fn with(mut self, name: &'static str, value: Value) -> Sentence {
        self.values.push((name, value));
        self
    }

    /// As it reads.
    #[must_use]
    pub fn say(&self, language: Language) -> String {
        let fill = |said: Said, (name, value): &(&'static str, Value)| match value {
            Value::Text(text) => said.with(name, text),
            Value::Count(count) => said.with(name, count),
            Value::Day(day) => said.with(name, format::day_and_month(language, *day)),
            Value::Left(left) => said.with(name, time_left(language, *left)),
        };
        self.values.iter().fold(language.say(self.key), fill).to_string()
    }
}

/// "two business days left": in a sentence small numbers are words.
fn time_left(language: Language, left: TimeLeft) -> String {
    match left {
        TimeLeft::Days(days) => language.say("handover-days-left").with("days", days).to_string(),
        TimeLeft::Today | TimeLeft::Overdue(_) => format::time_left(language, left),
    }
}
