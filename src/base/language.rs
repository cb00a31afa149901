//! The two languages of Tandem and the texts in them.
//!
//! The texts live in `locales/<language>/*.ftl` (Fluent) and are compiled in. A page asks for one by its
//! key: [`Language::t`] for a plain text, [`Language::say`] for one with variables.

use std::{borrow::Cow, collections::HashMap, fmt, str::FromStr};

use fluent_templates::{LanguageIdentifier, Loader as _, fluent_bundle::FluentValue, langid};
use serde::{Deserialize, Serialize};

fluent_templates::static_loader! {
    static TEXTS = {
        locales: "./locales",
        fallback_language: "en",
        // Both languages run left to right: only words that do not are set apart, where they are filled in.
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

static ENGLISH: LanguageIdentifier = langid!("en");
static GERMAN: LanguageIdentifier = langid!("de");

/// A language a person can read Tandem in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English, in its British style.
    #[default]
    En,
    /// German.
    De,
}

/// The code of a language that Tandem does not speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("Tandem speaks en and de")]
pub struct UnknownLanguage;

impl Language {
    /// Both, English first: it is the fallback.
    pub const ALL: [Language; 2] = [Language::En, Language::De];

    /// The code as stored and as it stands in `<html lang>`: `en` or `de`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Language::En => "en",
            Language::De => "de",
        }
    }

    /// The language's name in itself, for the choice of language.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Language::En => "English",
            Language::De => "Deutsch",
        }
    }

    /// What a browser likes best of what there is, by its `Accept-Language` header. English if it says nothing usable.
    #[must_use]
    pub fn negotiate(accept_language: Option<&str>) -> Language {
        let mut best = (Language::default(), 0.0);
        for wish in accept_language.unwrap_or_default().split(',') {
            let mut parts = wish.split(';').map(str::trim);
            let range = parts.next().unwrap_or_default();
            let quality = parts
                .find_map(|part| part.strip_prefix("q="))
                .map_or(1.0, |q| q.parse::<f32>().ok().filter(|q| (0.0..=1.0).contains(q)).unwrap_or(0.0));
            let primary = range.split('-').next().unwrap_or_default();
            // Of equal wishes the first one counts, hence "greater", not "greater or equal".
            if let Ok(language) = primary.to_ascii_lowercase().parse()
                && quality > best.1
            {
                best = (language, quality);
            }
        }
        best.0
    }

    /// The text of `key`, which takes no variables.
    ///
    /// # Panics
    /// In debug builds if there is no such text, so that tests find it. Otherwise the key itself is returned and
    /// the log warns, once.
    #[must_use]
    pub fn t(self, key: &str) -> String {
        look_up(self, key, None)
    }

    /// The text of `key` with variables: `language.say("turn-since").with("days", 3)`.
    pub fn say(self, key: impl Into<String>) -> Said {
        Said { language: self, key: key.into(), values: HashMap::new() }
    }

    fn id(self) -> &'static LanguageIdentifier {
        match self {
            Language::En => &ENGLISH,
            Language::De => &GERMAN,
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(code: &str) -> Result<Self, UnknownLanguage> {
        Language::ALL.into_iter().find(|language| language.as_str() == code).ok_or(UnknownLanguage)
    }
}

/// A text that is being put together; displaying it gives the sentence.
#[derive(Clone, Debug)]
#[must_use = "a text says nothing until it is displayed"]
pub struct Said {
    language: Language,
    key: String,
    values: HashMap<Cow<'static, str>, FluentValue<'static>>,
}

impl Said {
    /// Fills the variable `$name`.
    pub fn with(mut self, name: impl Into<Cow<'static, str>>, value: impl Value) -> Self {
        self.values.insert(name.into(), value.into_value());
        self
    }
}

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&look_up(self.language, &self.key, Some(&self.values)))
    }
}

impl From<Said> for String {
    fn from(said: Said) -> String {
        said.to_string()
    }
}

const fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// What can fill a variable of a text: words, whole numbers (which also choose the plural), and other texts.
pub trait Value {
    /// The value as Fluent takes it.
    fn into_value(self) -> FluentValue<'static>;
}

impl Value for &str {
    fn into_value(self) -> FluentValue<'static> {
        self.to_owned().into_value()
    }
}

/// Words in Arabic or Hebrew are set apart: otherwise the numbers and signs around them would be shown at their other side.
impl Value for String {
    fn into_value(self) -> FluentValue<'static> {
        let words = if self.contains(is_right_to_left) { format!("\u{2068}{self}\u{2069}") } else { self };
        FluentValue::String(Cow::Owned(words))
    }
}

impl Value for Cow<'_, str> {
    fn into_value(self) -> FluentValue<'static> {
        self.into_owned().into_value()
    }
}

impl Value for Said {
    fn into_value(self) -> FluentValue<'static> {
        self.to_string().into_value()
    }
}

/// Templates hand over references.
impl<T: Value + Clone> Value for &T {
    fn into_value(self) -> FluentValue<'static> {
        self.clone().into_value()
    }
}

macro_rules! whole_numbers {
    ($($number:ty)*) => {$(
        impl Value for $number {
            fn into_value(self) -> FluentValue<'static> {
                FluentValue::from(self)
            }
        }
    )*};
}
whole_numbers!(i8 i16 i32 i64 isize u8 u16 u32 u64 usize);

type Values = HashMap<Cow<'static, str>, FluentValue<'static>>;

fn look_up(language: Language, key: &str, values: Option<&Values>) -> String {
    match TEXTS.lookup_single_language(language.id(), key, values) {
        Ok(text) => text,
        Err(fault) if cfg!(debug_assertions) => panic!("text {key:?} in {language:?}: {fault}"),
        Err(fault) => {
            warn_once(language, key, &fault.to_string());
            // Better the other language than a key; better a key than nothing.
            TEXTS.try_lookup_complete(&ENGLISH, key, values).unwrap_or_else(|| key.to_owned())
        }
    }
}

/// One line in the log for each missing text: a page that is read often must not flood it.
fn warn_once(language: Language, key: &str, fault: &str) {
    use std::{
        collections::BTreeSet,
        sync::{Mutex, PoisonError},
    };
    static WARNED: Mutex<BTreeSet<(Language, String)>> = Mutex::new(BTreeSet::new());

    let is_news = WARNED.lock().unwrap_or_else(PoisonError::into_inner).insert((language, key.to_owned()));
    if is_news {
        tracing::warn!(%language, key, fault, "a text is missing");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browser_gets_the_language_it_likes_best() {
        for (header, language) in [
            (None, Language::En),
            (Some(""), Language::En),
            (Some("de-DE,de;q=0.9,en;q=0.8"), Language::De),
            (Some("en-GB, de;q=0.9"), Language::En),
            (Some("de;q=0.5, en;q=0.7"), Language::En),
            (Some("fr, de;q=0.3, en;q=0.2"), Language::De),
            (Some("DE"), Language::De),
            (Some("fr;q=1, *;q=0.5"), Language::En),
            (Some("de;q=0"), Language::En),
            (Some("de;q=nonsense, en;q=0.1"), Language::En),
            (Some("de;q=NaN"), Language::En),
            (Some(";;;,,,=q"), Language::En),
        ] {
            assert_eq!(Language::negotiate(header), language, "{header:?}");
        }
    }

    #[test]
    fn codes_go_there_and_back() {
        for language in Language::ALL {
            assert_eq!(language.as_str().parse(), Ok(language));
        }
        assert_eq!("fr".parse::<Language>(), Err(UnknownLanguage));
    }

    #[test]
    fn words_from_right_to_left_are_set_apart_and_no_others() {
        let said = |name: &str| Language::En.say("notices-greeting").with("name", name).to_string();
        let firm = "شركة النور (ش.م.م) & Söhne";
        assert_eq!(said(firm), said("Lea").replace("Lea", &format!("\u{2068}{firm}\u{2069}")));
        assert!(said("שלום").contains("\u{2068}שלום\u{2069}"));
        assert!(!said("Änne Żółć 山田").contains('\u{2068}'));
    }

    #[test]
    fn a_text_takes_words_numbers_and_references_to_them() {
        let text = |n: i64| Language::En.say("days-left").with("days", n).to_string();
        assert_eq!(text(1), "1 business day left");
        assert_eq!(text(2), "2 business days left");
        let count: &usize = &3;
        assert_eq!(Language::De.say("days-left").with("days", count).to_string(), "noch 3 Arbeitstage");
        assert!(matches!((&String::from("a")).into_value(), FluentValue::String(text) if text == "a"));
        assert!(matches!("a".into_value(), FluentValue::String(text) if text == "a"));
    }

    #[test]
    #[should_panic(expected = "no-such-text")]
    #[cfg(debug_assertions)]
    fn a_missing_text_is_found_by_tests() {
        let _ = Language::De.t("no-such-text");
    }

    #[test]
    #[should_panic(expected = "days-left")]
    #[cfg(debug_assertions)]
    fn a_missing_variable_is_found_by_tests() {
        let _ = Language::De.t("days-left");
    }

    #[test]
    #[cfg(not(debug_assertions))]
    fn a_missing_text_shows_its_key_to_the_reader() {
        assert_eq!(Language::De.t("no-such-text"), "no-such-text");
    }
}
