//! Which room uses which: a snapshot, so that a new edge is a line in the diff.

use std::{collections::BTreeSet, fs, path::Path};

/// The rooms and floors, the lowest first: imports point down this list.
const ORDER: [&str; 31] = [
    "base",
    "db",
    "access",
    "things",
    "events",
    "turns",
    "notices",
    "change",
    "organization_change",
    "web",
    "worker",
    "occasion",
    "organizations",
    "accounts",
    "files",
    "discovery",
    "scope",
    "deliverables",
    "handover",
    "changes",
    "decisions",
    "effects",
    "feedback",
    "working_sessions",
    "activity",
    "engagements",
    "home",
    "readiness",
    "ops",
    "demo",
    "app",
];

fn sources(room: &str) -> String {
    fn walk(path: &Path, text: &mut String) {
        if path.is_dir() {
            let mut entries: Vec<_> = fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).collect();
            entries.sort();
            entries.iter().for_each(|entry| walk(entry, text));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            text.push_str(&fs::read_to_string(path).unwrap());
        }
    }
    let mut text = String::new();
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for path in [source.join(room), source.join(format!("{room}.rs"))] {
        if path.exists() {
            walk(&path, &mut text);
        }
    }
    assert!(!text.is_empty(), "no such room: {room}");
    text
}

/// The names that follow `crate::`, also inside one level of braces.
fn used(text: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let word = |rest: &str| rest.chars().take_while(|letter| letter.is_ascii_lowercase() || *letter == '_').collect::<String>();
    for rest in text.split("crate::").skip(1) {
        let Some(group) = rest.strip_prefix('{') else {
            names.insert(word(rest));
            continue;
        };
        let (mut depth, mut start) = (0, true);
        for (at, letter) in group.char_indices() {
            match letter {
                '}' if depth == 0 => break,
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 0 => start = true,
                letter if start && !letter.is_whitespace() => {
                    names.insert(word(&group[at..]));
                    start = false;
                }
                _ => {}
            }
        }
    }
    names.remove("");
    names
}

#[test]
fn the_rooms_and_what_they_use() {
    let graph: Vec<String> = ORDER
        .iter()
        .map(|room| {
            let used: Vec<_> = ORDER.iter().filter(|other| *other != room && used(&sources(room)).contains(**other)).copied().collect();
            format!("{room}: {}", used.join(" "))
        })
        .collect();
    insta::assert_snapshot!(graph.join("\n"));
}

/// A room knows another by its front door and its model, never by its queries or pages.
#[test]
fn nobody_reaches_into_another_room() {
    for room in &ORDER[12..] {
        let text = sources(room);
        for other in ORDER[12..].iter().filter(|other| *other != room) {
            for inside in ["pages", "queries"] {
                assert!(!text.contains(&format!("{other}::{inside}")), "{room} reaches into {other}::{inside}");
            }
        }
    }
}
