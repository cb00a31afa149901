//! Every text exists in both languages with the same variables, is used, and keeps to the words of the glossary.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

fn files(folder: &str, endings: &[&str]) -> Vec<PathBuf> {
    fn walk(folder: &Path, endings: &[&str], found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, endings, found);
            } else if endings.iter().any(|ending| path.extension().is_some_and(|extension| extension == *ending)) {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), endings, &mut found);
    assert!(!found.is_empty(), "{folder} holds nothing");
    found.sort();
    found
}

/// Key to variables, of all files of a language. A key that stands twice fails.
fn messages(language: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut messages: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in files(&format!("locales/{language}"), &["ftl"]) {
        let mut key = String::new();
        for line in fs::read_to_string(&file).unwrap().lines() {
            if line.starts_with('#') {
                continue;
            }
            if line.starts_with(|first: char| first.is_ascii_lowercase())
                && let Some((name, _)) = line.split_once('=')
            {
                key = name.trim().to_owned();
                assert!(messages.insert(key.clone(), BTreeSet::new()).is_none(), "{key} stands twice ({})", file.display());
            }
            for variable in line.split('$').skip(1) {
                let name: String = variable.chars().take_while(|letter| letter.is_ascii_alphanumeric() || *letter == '_').collect();
                messages.get_mut(&key).unwrap().insert(name);
            }
        }
    }
    messages
}

/// All quoted words of the sources and templates that could be keys.
fn quoted() -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for file in files("src", &["rs"]).into_iter().chain(files("templates", &["html", "txt"])) {
        for word in fs::read_to_string(file).unwrap().split('"').skip(1) {
            words.insert(word.to_owned());
        }
    }
    words
}

/// What is asked for by `t("…")`, `say("…")`, `Refusal::new("…")` and their like.
fn asked() -> BTreeSet<(String, String)> {
    let mut asked = BTreeSet::new();
    for file in files("src", &["rs"]).into_iter().chain(files("templates", &["html", "txt"])) {
        let text = fs::read_to_string(&file).unwrap();
        // Unit tests make up keys of their own.
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        // And doc comments show examples.
        let text: String = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
        for call in [".t(\"", ".say(\"", "Refusal::new(\"", ", \"flash-"] {
            for rest in text.split(call).skip(1) {
                let key = rest.split('"').next().unwrap_or_default();
                let key = if call.ends_with("flash-") { format!("flash-{key}") } else { key.to_owned() };
                asked.insert((key, file.display().to_string()));
            }
        }
    }
    asked
}

#[test]
fn both_languages_say_the_same_things() {
    let (english, german) = (messages("en"), messages("de"));
    let only = |some: &BTreeMap<String, BTreeSet<String>>, other: &BTreeMap<String, BTreeSet<String>>| {
        some.keys().filter(|key| !other.contains_key(*key)).cloned().collect::<Vec<_>>()
    };
    assert_eq!(only(&english, &german), Vec::<String>::new(), "only in English");
    assert_eq!(only(&german, &english), Vec::<String>::new(), "only in German");
    for (key, variables) in &english {
        assert_eq!(variables, &german[key], "{key} has other variables in German");
    }
}

#[test]
fn every_text_that_is_asked_for_exists() {
    let english = messages("en");
    let missing: Vec<_> = asked().into_iter().filter(|(key, _)| !english.contains_key(key)).collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_text_is_used() {
    let quoted = quoted();
    let unused: Vec<_> = messages("en").into_keys().filter(|key| !quoted.contains(key)).collect();
    assert!(unused.is_empty(), "{unused:#?}");
}

const GLOSSARY: &str = include_str!("../../docs/glossary.md");

/// The rows of the glossary's tables, below their heads, of the part under this heading.
fn glossary(heading: &str) -> Vec<[&'static str; 3]> {
    let part = GLOSSARY.split("\n## ").find(|part| part.starts_with(heading)).unwrap();
    let rows = part.lines().filter_map(|line| line.strip_prefix('|')).skip(2).map(|line| {
        let cells: Vec<_> = line.trim_end_matches('|').split('|').map(str::trim).collect();
        cells.try_into().unwrap_or_else(|cells| panic!("not three cells: {cells:?}"))
    });
    rows.collect()
}

/// What a language's messages say, in small letters, without keys, comments and the names of variables.
fn said(language: &str) -> Vec<String> {
    let mut said = Vec::new();
    for file in files(&format!("locales/{language}"), &["ftl"]) {
        for line in fs::read_to_string(&file).unwrap().lines().filter(|line| !line.starts_with('#')) {
            let words = line.split_once(" =").filter(|_| line.starts_with(|first: char| first.is_ascii_lowercase()));
            let words = words.map_or(line, |(_, words)| words);
            let mut parts = words.split('$');
            let mut words = parts.next().unwrap_or_default().to_lowercase();
            for part in parts {
                let rest = part.trim_start_matches(|letter: char| letter.is_ascii_alphanumeric() || letter == '_');
                words.push_str(&rest.to_lowercase());
            }
            said.push(words);
        }
    }
    said
}

/// Whether a text has these words, whole at their beginning, and at their end if `whole`.
fn has(text: &str, words: &str, whole: bool) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let begins = !text[..at].ends_with(char::is_alphanumeric);
        let ends = !text[at + words.len()..].starts_with(char::is_alphanumeric);
        begins && (ends || !whole)
    })
}

#[test]
fn the_glossarys_terms_are_those_of_the_messages() {
    let (english, german) = (said("en"), said("de"));
    let terms = glossary("Terms");
    assert!(terms.len() > 40);
    for [in_english, in_german, meaning] in terms {
        assert!(!meaning.is_empty(), "{in_english} means nothing");
        for (term, said) in [(in_english, &english), (in_german, &german)] {
            assert!(said.iter().any(|text| has(text, &term.to_lowercase(), false)), "no message says “{term}”");
        }
    }
}

#[test]
fn no_message_says_what_the_glossary_has_put_aside() {
    let (english, german) = (said("en"), said("de"));
    for [language, not, but] in glossary("Not to be used") {
        let said = match language {
            "English" => &english,
            "German" => &german,
            other => panic!("{other} is no language of the messages"),
        };
        let wrong: Vec<_> = said.iter().filter(|text| has(text, &not.to_lowercase(), true)).collect();
        assert!(wrong.is_empty(), "say “{but}”, not “{not}”: {wrong:#?}");
    }
}
