//! The order of the house, written down once and asserted: imports point down, and nobody reaches into another room.

use std::{collections::BTreeSet, fs, path::Path};

/// The ground floor, on which every room stands, the lowest first.
const GROUND_FLOOR: [&str; 23] = [
    "base",
    "cast",
    "db",
    "access",
    "error",
    "limits",
    "store",
    "config",
    "watch",
    "things",
    "turns",
    "blockers",
    "surroundings",
    "events",
    "readiness",
    "notices",
    "change",
    "organization_change",
    "app",
    "web",
    "worker",
    "occasion",
    "mail",
];

/// The rooms, each above those that it uses.
const ROOMS: [&str; 21] = [
    "organizations",
    "accounts",
    "files",
    "discovery",
    "scope",
    "deliverables",
    "handover",
    "topics",
    "milestones",
    "changes",
    "decisions",
    "effects",
    "feedback",
    "working_sessions",
    "activity",
    "engagements",
    "home",
    "board",
    "search",
    "ops",
    "demo",
];

/// What puts the rooms together.
const HOUSE: [&str; 2] = ["rebuild", "house"];

/// All of it, the lowest first: imports point down this list.
pub fn order() -> Vec<&'static str> {
    GROUND_FLOOR.into_iter().chain(ROOMS).chain(HOUSE).collect()
}

/// All code of a part, without what stands in comments.
pub fn sources(room: &str) -> String {
    fn walk(path: &Path, text: &mut String) {
        if path.is_dir() {
            let mut entries: Vec<_> = fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).collect();
            entries.sort();
            entries.iter().for_each(|entry| walk(entry, text));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            // What a comment links to is not used.
            let code = fs::read_to_string(path).unwrap();
            text.extend(code.lines().filter(|line| !line.trim_start().starts_with("//")).flat_map(|line| [line, "\n"]));
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

/// Each part of the house and what it uses, both in the order of the house.
fn graph() -> Vec<(&'static str, Vec<&'static str>)> {
    let order = order();
    let uses = |room| {
        let used = used(&sources(room));
        order.iter().filter(|other| **other != room && used.contains(**other)).copied().collect()
    };
    order.iter().map(|room| (*room, uses(room))).collect()
}

#[test]
fn the_rooms_and_what_they_use() {
    let graph: Vec<String> = graph().iter().map(|(room, used)| format!("{room}: {}", used.join(" "))).collect();
    insta::assert_snapshot!(graph.join("\n"));
}

#[test]
fn everything_has_its_place_in_the_order() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let found: BTreeSet<String> = fs::read_dir(source)
        .unwrap()
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
        .filter(|name| !["lib", "main", "build"].contains(&name.as_str()))
        .collect();
    assert_eq!(found, order().into_iter().map(str::to_owned).collect());
}

/// So there is no circle either.
#[test]
fn imports_point_down() {
    let order = order();
    let height = |room: &str| order.iter().position(|other| *other == room);
    let graph = graph();
    let up: Vec<String> = graph
        .iter()
        .flat_map(|(room, used)| used.iter().filter(|other| height(other) > height(room)).map(move |other| format!("{room} -> {other}")))
        .collect();
    assert!(up.is_empty(), "imports that point up: {up:?}");
    let arrows: usize = graph.iter().map(|(_, used)| used.len()).sum();
    println!("{arrows} arrows between {} parts of the house, none of them up", order.len());
}

/// A room knows another by its front door and its model, never by its queries or pages, and hands neither out at the door.
#[test]
fn nobody_reaches_into_another_room() {
    for room in ROOMS {
        let text = sources(room);
        for inside in ["pages", "queries"] {
            assert!(!text.contains(&format!("pub use {inside}::")), "{room} hands out its {inside}");
            for other in ROOMS.iter().filter(|other| **other != room) {
                assert!(!text.contains(&format!("{other}::{inside}")), "{room} reaches into {other}::{inside}");
            }
        }
    }
}
