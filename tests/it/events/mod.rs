//! Events as they are stored, and what follows from each.

use std::collections::BTreeSet;

use chrono_tz::Europe;
use tandem::{
    access::Side,
    base::language::Language,
    events::{Event, meaning::Meaning},
    turns::model::Move,
};

/// Each kind with data that bear on what follows, as this and every earlier version of Tandem stores them.
fn stored() -> impl Iterator<Item = (&'static str, &'static str)> {
    include_str!("stored.txt").lines().map(|line| line.split_once(' ').unwrap())
}

fn read((kind, detail): (&str, &str)) -> Event {
    Event::from_parts(kind, serde_json::from_str(detail).unwrap()).unwrap()
}

/// A kind that goes by another name is a kind that old records know and this version does not.
#[test]
fn no_kind_is_renamed() {
    let stored: BTreeSet<&str> = stored().map(|(kind, _)| kind).collect();
    let kinds: Vec<&str> = Event::kinds().collect();
    assert_eq!(kinds.len(), stored.len(), "two rooms store under one name");
    assert_eq!(kinds.into_iter().collect::<BTreeSet<_>>(), stored);
}

/// What went back into the record otherwise than it came would break its chain.
#[test]
fn data_are_stored_as_they_were_read() {
    for (kind, detail) in stored() {
        let (name, data) = read((kind, detail)).to_parts();
        assert_eq!((name.as_str(), data.to_string().as_str()), (kind, detail));
    }
}

#[test]
fn what_an_older_version_did_not_say_yet_is_not_needed() {
    let older = [
        ("feedback_replied", r#"{"excerpt":"Who?","number":8,"raised_by":"00000000-0000-0000-0000-000000000007","raised_side":"client"}"#),
        ("feedback_reopened", r#"{"excerpt":"Who?","number":8}"#),
        ("milestone_signed", r#"{"closes":false,"complete":false,"number":5,"side":"client","title":"Runs alone"}"#),
        ("session_recorded", r#"{"dropped":[{"number":1,"side":"client"}],"number":1,"round":2,"steps":[],"title":"Close a month"}"#),
        ("step_done", r#"{"number":2,"session":1,"side":"client","text":"Send the files"}"#),
        ("terms_changed", r#"{"title":"Invoices with one owner"}"#),
    ];
    for stored in older {
        read(stored);
    }
}

fn moved(change: &Move) -> String {
    match change {
        Move::Open { thing, ask, side, to, due } => {
            let to = to.map(|to| format!(" of {to}")).unwrap_or_default();
            format!("{side} to {} on {thing}{to}, {due:?}", ask.as_str())
        }
        Move::End { thing, side } => format!("{side} done on {thing}"),
    }
}

/// What it says of each acting side, once if it is the same.
fn by_side(name: &str, says: impl Fn(Option<Side>) -> String) -> Vec<String> {
    let [nobody, client, provider] = [None, Some(Side::Client), Some(Side::Provider)].map(says);
    if nobody == client && client == provider {
        return vec![format!("{name}: {nobody}")];
    }
    vec![
        format!("{name}, by a clock: {nobody}"),
        format!("{name}, by the client: {client}"),
        format!("{name}, by the provider: {provider}"),
    ]
}

fn described(event: &Event) -> String {
    let reads = |language| event.sentence(language, Europe::Berlin, "Samir Haddad", "Nordlicht", "Ahrens & Vale");
    let mut lines = vec![format!("of: {}", event.thing()), reads(Language::En), reads(Language::De)];
    lines.extend(by_side("turns", |by| event.meaning(by).moves.iter().map(moved).collect::<Vec<_>>().join("; ")));
    lines.extend(by_side("tells", |by| format!("{:?}", event.meaning(by).tells)));
    let Meaning { touches_readiness, .. } = event.meaning(None);
    lines.push(format!("readiness: {touches_readiness}"));
    if event.changes_access() {
        lines.push("access".into());
    }
    if !event.relieves().is_empty() {
        lines.push(format!("relieves: {:?}", event.relieves()));
    }
    if event.closes().is_some() {
        lines.push("closes".into());
    }
    let (kind, detail) = event.to_parts();
    let lines: String = lines.iter().map(|line| format!("  {}\n", line.trim_end())).collect();
    format!("{kind} {detail}\n{lines}")
}

#[test]
fn what_follows_from_each() {
    insta::assert_snapshot!(stored().map(|stored| described(&read(stored))).collect::<String>());
}
