//! A sentence that a rule has to say, as data: which text, filled with what. Pure.

use std::borrow::Cow;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::base::{
    calendar::TimeLeft,
    format,
    language::{Language, Said},
};

/// What fills a variable of a sentence. Kept with gates: a variant is never renamed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    key: Cow<'static, str>,
    values: Vec<(Cow<'static, str>, Value)>,
}

impl Sentence {
    /// The sentence under this key.
    #[must_use]
    pub const fn new(key: &'static str) -> Sentence {
        Sentence { key: Cow::Borrowed(key), values: Vec::new() }
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
        self.values.push((Cow::Borrowed(name), value));
        self
    }

    /// As it reads.
    #[must_use]
    pub fn say(&self, language: Language) -> String {
        let fill = |said: Said, (name, value): &(Cow<'static, str>, Value)| match value {
            Value::Text(text) => said.with(name.clone(), text),
            Value::Count(count) => said.with(name.clone(), count),
            Value::Day(day) => said.with(name.clone(), format::day_and_month(language, *day)),
            Value::Left(left) => said.with(name.clone(), time_left(language, *left)),
        };
        self.values.iter().fold(language.say(self.key.as_ref()), fill).to_string()
    }
}

/// "two business days left": in a sentence small numbers are words.
fn time_left(language: Language, left: TimeLeft) -> String {
    match left {
        TimeLeft::Days(days) => language.say("handover-days-left").with("days", days).to_string(),
        TimeLeft::Today | TimeLeft::Overdue(_) => format::time_left(language, left),
    }
}
