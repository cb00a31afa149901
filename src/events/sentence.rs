//! Sentences about what happened, before it is known who reads them.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use crate::{
    access::{Role, Side},
    base::{
        format,
        language::{Language, Said},
        money::Money,
    },
    things::Thing,
};

/// Key of the text that says what a gate asks of what it is about, `$about`.
#[must_use]
pub fn gate_key(gate: &str) -> &'static str {
    match gate {
        "people" => "event-gate-people",
        "deliverable" => "event-gate-deliverable",
        "assists" => "event-gate-assists",
        "runbook" => "event-gate-runbook",
        "owner" => "event-gate-owner",
        "feedback" => "event-gate-feedback",
        "change" => "event-gate-change",
        "effect" => "event-gate-effect",
        _ => "event-gate-cover",
    }
}

/// A text and what fills its variables. Whoever reads it fills `$who` with the name of the person who acted.
#[derive(Clone, Debug)]
pub struct Sentence {
    key: &'static str,
    words: Vec<(&'static str, Word)>,
}

/// What fills a variable; each reader finds it in the own language and zone.
#[derive(Clone, Debug)]
pub(super) enum Word {
    Text(String),
    /// Also chooses the plural.
    Number(i64),
    /// The name of the side's organization.
    Party(Side),
    Day(NaiveDate),
    /// The day on which this is where the reader is.
    DayOf(DateTime<Utc>),
    Moment(DateTime<Utc>),
    /// A number that says whether it is more or less.
    Signed(i64),
    /// The same in money.
    Price(Money),
    /// Other sentences, one after the other.
    List(Vec<Sentence>),
}

/// For whom a sentence is put into words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader<'a> {
    pub(super) language: Language,
    pub(super) zone: Tz,
    pub(super) client: &'a str,
    pub(super) provider: &'a str,
}

impl Sentence {
    pub(super) fn of(key: &'static str) -> Sentence {
        Sentence { key, words: Vec::new() }
    }

    /// Fills the variable `$name`.
    pub(super) fn with(mut self, name: &'static str, word: impl Into<Word>) -> Sentence {
        self.words.push((name, word.into()));
        self
    }

    pub(super) fn said(&self, reader: Reader) -> Said {
        self.words.iter().fold(reader.language.say(self.key), |said, &(name, ref word)| word.fill(said, name, reader))
    }
}

impl Word {
    /// These sentences, none of them if there is none.
    pub(super) fn list(sentences: impl IntoIterator<Item = Sentence>) -> Word {
        Word::List(sentences.into_iter().collect())
    }

    fn fill(&self, said: Said, name: &'static str, reader: Reader) -> Said {
        let Reader { language, zone, client, provider } = reader;
        match self {
            Word::Text(text) => said.with(name, text),
            Word::Number(number) => said.with(name, number),
            Word::Party(Side::Client) => said.with(name, client),
            Word::Party(Side::Provider) => said.with(name, provider),
            Word::Day(day) => said.with(name, format::day(language, *day)),
            Word::DayOf(at) => said.with(name, format::day(language, at.with_timezone(&zone).date_naive())),
            Word::Moment(at) => said.with(name, format::moment(language, *at, zone)),
            Word::Signed(number) => said.with(name, format::signed(language, *number)),
            Word::Price(price) => said.with(name, price.signed(language)),
            Word::List(sentences) => {
                let list: Vec<String> = sentences.iter().map(|sentence| sentence.said(reader).to_string()).collect();
                said.with(name, list.join(", "))
            }
        }
    }
}

impl From<&str> for Word {
    fn from(text: &str) -> Word {
        Word::Text(text.to_owned())
    }
}

impl From<&String> for Word {
    fn from(text: &String) -> Word {
        Word::Text(text.clone())
    }
}

impl From<String> for Word {
    fn from(text: String) -> Word {
        Word::Text(text)
    }
}

impl From<&Thing> for Word {
    fn from(thing: &Thing) -> Word {
        Word::Text(thing.to_string())
    }
}

impl From<i32> for Word {
    fn from(number: i32) -> Word {
        Word::Number(number.into())
    }
}

impl From<Side> for Word {
    fn from(side: Side) -> Word {
        Word::Party(side)
    }
}

impl From<Role> for Word {
    fn from(role: Role) -> Word {
        Word::list([Sentence::of(role.key())])
    }
}
