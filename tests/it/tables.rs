//! Who keeps which table, written down once and asserted: one part of the house writes it, and who else reads it is said here, too.
//!
//! What the database does by itself is not seen: a trigger enters and renames things, others refuse.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    graph::{order, sources},
    support::database,
};

/// The tables and views of each part of the house: it alone writes them.
const KEPT: [(&str, &[&str]); 23] = [
    ("things", &["things"]),
    ("turns", &["turns"]),
    ("blockers", &["blockers"]),
    ("readiness", &["gates", "judgements", "readiness_snapshots"]),
    ("notices", &["outbox"]),
    ("change", &["events"]),
    ("organization_change", &["organization_events"]),
    ("mail", &["demo_mails", "deployment"]),
    ("organizations", &["organization_holidays", "organization_invitations", "organization_members", "organizations"]),
    ("accounts", &["password_resets", "persons", "sign_in_sessions"]),
    ("files", &["file_versions", "files", "loose_objects"]),
    ("discovery", &["needs", "restatements"]),
    ("scope", &["scope_criteria", "scope_keys", "scope_line_needs", "scope_lines", "scope_signatures", "scope_versions"]),
    ("deliverables", &["deliverable_criteria", "deliverables", "review_findings", "reviews", "submission_links", "submissions"]),
    ("topics", &["assists", "attestations", "observations", "topics"]),
    ("milestones", &["echoes", "milestone_deliverables", "milestone_signatures", "milestone_topics", "milestones", "waivers"]),
    ("changes", &["change_edits", "change_requests"]),
    ("decisions", &["decision_statements", "decisions"]),
    ("effects", &["effect_successors", "effects"]),
    ("feedback", &["feedback_entries", "feedback_replies", "request_placements"]),
    ("working_sessions", &["occasions", "session_people", "session_rounds", "session_steps", "session_topics", "working_sessions"]),
    ("engagements", &["engagements", "invitations", "seat_holders", "seats", "undelivered_invitations"]),
    ("demo", &["demo_clock"]),
];

/// Who works for whom, where, when and as what, and what a thing is called: everybody may read that.
const COMMON: [&str; 8] =
    ["engagements", "organization_holidays", "organization_members", "organizations", "persons", "seat_holders", "seats", "things"];

/// What a part writes of another's, and why.
const WRITTEN_ELSEWHERE: [(&str, &[&str], &str); 8] = [
    ("turns", &["seats"], "notes on the seats of a closed engagement whether anything waits there, for lists of what waits"),
    ("change", &["engagements"], "moves the head of the chain with each event, and closes with the one that closes"),
    ("organization_change", &["organizations"], "moves the head of the chain with each event"),
    ("web", &["persons", "sign_in_sessions"], "notes when somebody was last here, with the request that says so"),
    ("mail", &["outbox", "persons"], "takes mails from the outbox and notes what became of them; remembers the link that ends them"),
    ("organizations", &["seats"], "who leaves a firm loses the seats that came with it, in the same act"),
    (
        "accounts",
        &["invitations", "organization_invitations", "outbox", "seats"],
        "who follows an invitation becomes a person and takes the seat in one act; a lost password is mailed with its link",
    ),
    ("demo", &["persons"], "the demo goes on in the visitor's language"),
];

/// What a part reads of another's besides [`COMMON`] and what it writes, and why.
const READ_ELSEWHERE: [(&str, &[&str], &str); 20] = [
    ("surroundings", &["events"], "when something last happened: time does not go back"),
    (
        "readiness",
        &[
            "assists",
            "attestations",
            "blockers",
            "milestone_deliverables",
            "milestone_signatures",
            "milestone_topics",
            "milestones",
            "observations",
            "topics",
            "turns",
            "waivers",
        ],
        "what it judges: the handover's own records, whose rules it is, and what is kept from events of everything else",
    ),
    ("web", &["events"], "how far an open page has come"),
    ("occasion", &["occasions"], "what sessions publish for the forms of other rooms"),
    ("mail", &["events", "turns"], "what a notice tells, written when it is sent"),
    ("organizations", &["undelivered_invitations"], "whom no mail has reached"),
    ("files", &["events"], "to verify that files are what their events say"),
    (
        "discovery",
        &["deliverables", "scope_line_needs", "scope_lines", "scope_versions", "topics"],
        "the page of a need lists what answers it",
    ),
    (
        "scope",
        &["change_requests", "deliverables", "feedback_entries", "topics"],
        "the page of a line lists what is under it and was said about it, that of a version the change it came from",
    ),
    (
        "deliverables",
        &["feedback_entries", "scope_criteria", "scope_lines", "scope_versions", "turns"],
        "the agreed lines it plans under; its page lists what was said about it, and whose turn it is",
    ),
    ("handover", &["feedback_entries"], "the pages of topics and milestones list what was said about these"),
    (
        "topics",
        &["milestone_signatures", "milestone_topics", "scope_lines", "scope_versions"],
        "the agreed lines it plans under, and whether what a milestone asks of a topic is signed",
    ),
    ("effects", &["feedback_entries", "scope_keys"], "an effect can begin with what was said in feedback"),
    ("feedback", &["effects", "turns"], "its pages say whose turn it is, and which effect an entry became"),
    (
        "working_sessions",
        &["assists", "decisions", "effects", "needs", "observations", "topics", "turns"],
        "the page of a session lists what was recorded in it, and whose turn its steps are",
    ),
    ("activity", &["events", "organization_events"], "what happened, to read and to verify"),
    (
        "engagements",
        &[
            "deliverables",
            "milestone_signatures",
            "milestones",
            "observations",
            "reviews",
            "scope_lines",
            "scope_versions",
            "session_rounds",
            "submissions",
            "turns",
            "working_sessions",
        ],
        "overview, progress and list of engagements show how far all rooms have come",
    ),
    ("board", &["milestones"], "it lists engagements by their milestones"),
    (
        "demo",
        &["decision_statements", "deliverable_criteria", "deliverables", "demo_mails", "file_versions", "files", "scope_versions"],
        "the story finds what it has told, and shows its mails",
    ),
    ("rebuild", &["events"], "turns are made anew from events"),
];

/// The texts that stand in quotes in a part's code.
fn quoted(code: &str) -> Vec<String> {
    let mut texts = Vec::new();
    let mut rest = code;
    while let Some(at) = rest.find(['"', '\'', '/']) {
        let before = &rest[..at];
        rest = &rest[at..];
        if rest.starts_with("//") {
            rest = rest.split_once('\n').map_or("", |(_, after)| after);
        } else if let Some(after) = rest.strip_prefix("'\\") {
            // A letter in quotes, not a lifetime; the one after the backslash may be a quote itself.
            rest = after.get(1..).and_then(|after| after.split_once('\'')).map_or("", |(_, after)| after);
        } else if rest.starts_with('\'') {
            let mut letters = rest.char_indices().skip(2);
            rest = match letters.next() {
                Some((end, '\'')) => &rest[end + 1..],
                _ => &rest[1..],
            };
        } else if let Some(after) = rest.strip_prefix('"') {
            let hashes = before.len() - before.trim_end_matches('#').len();
            if before[..before.len() - hashes].ends_with('r') {
                let (text, after) = after.split_once(&format!("\"{}", "#".repeat(hashes))).unwrap_or_default();
                texts.push(text.to_owned());
                rest = after;
            } else {
                let mut escaped = false;
                let end = after.find(|letter| {
                    let ends = letter == '"' && !escaped;
                    escaped = letter == '\\' && !escaped;
                    ends
                });
                let end = end.unwrap_or(after.len());
                texts.push(after[..end].to_owned());
                rest = after.get(end + 1..).unwrap_or_default();
            }
        } else {
            rest = &rest[1..];
        }
    }
    texts
}

#[test]
fn texts_in_quotes_are_found() {
    let code = r##"let a = "one\"s"; // "no"
        fn b<'a>(c: &'a str) { c == '"' || c == '\'' || c == "two"; d(r#"th"ree"#, r"fo\"); 8 / 4; "five
        lines" }"##;
    assert_eq!(quoted(code), ["one\\\"s", "two", "th\"ree", "fo\\", "five\n        lines"]);
}

/// What a part's SQL touches.
#[derive(Default)]
struct Touched {
    writes: BTreeSet<String>,
    reads: BTreeSet<String>,
}

fn touched(code: &str, tables: &BTreeSet<String>) -> Touched {
    let mut touched = Touched::default();
    for text in quoted(code) {
        let lower = text.to_lowercase();
        let words: Vec<&str> =
            lower.split(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '_')).filter(|word| !word.is_empty()).collect();
        for (at, word) in words.iter().enumerate().filter(|(_, word)| tables.contains(**word)) {
            let before = |back: usize| at.checked_sub(back).map_or("", |at| words[at]);
            match (before(2), before(1)) {
                ("insert", "into") | ("delete", "from") | (_, "update") => touched.writes.insert((*word).to_owned()),
                (_, "from" | "join") => touched.reads.insert((*word).to_owned()),
                _ => false,
            };
        }
    }
    touched
}

#[test]
fn what_sql_touches_is_found() {
    let tables = ["turns", "seats", "events", "outbox"].map(str::to_owned).into();
    let code =
        r#""with gone as (delete from outbox) update turns t set a = 1 from seats s where t.b is distinct from s.c" "tells of events""#;
    let touched = touched(code, &tables);
    assert_eq!(
        (touched.writes.into_iter().collect::<Vec<_>>(), touched.reads.into_iter().collect::<Vec<_>>()),
        (vec!["outbox".into(), "turns".into()], vec!["seats".to_owned()])
    );
}

/// How what was found differs from what is written down above.
fn objections(verb: &str, found: &BTreeSet<(&str, String)>, listed: &[(&str, &[&str], &str)]) -> Vec<String> {
    let listed: BTreeSet<_> =
        listed.iter().flat_map(|(part, tables, _)| tables.iter().map(move |table| (*part, (*table).to_owned()))).collect();
    let new = found.difference(&listed).map(|(part, table)| format!("{part} {verb} {table}, which another part keeps"));
    let gone = listed.difference(found).map(|(part, table)| format!("{part} no longer {verb} {table}: take it off the list"));
    new.chain(gone).collect()
}

#[tokio::test]
async fn each_table_is_kept_by_one_part_of_the_house() {
    let fresh = database::fresh().await;
    let tables: Vec<String> = sqlx::query_scalar(
        "select relname::text from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'v') and relname <> '_sqlx_migrations'",
    )
    .fetch_all(&fresh.pool)
    .await
    .unwrap();
    let tables: BTreeSet<String> = tables.into_iter().collect();

    let kept: Vec<&str> = KEPT.iter().flat_map(|(_, tables)| tables.iter().copied()).collect();
    assert_eq!(kept.len(), kept.iter().collect::<BTreeSet<_>>().len(), "two parts keep the same table");
    assert_eq!(kept.into_iter().map(str::to_owned).collect::<BTreeSet<_>>(), tables, "a table that nobody keeps, or that is not there");
    let keepers: BTreeMap<&str, &[&str]> = KEPT.into();

    let (mut writes, mut reads, mut lines) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
    for part in order() {
        let touched = touched(&sources(part), &tables);
        let own = keepers.get(part).copied().unwrap_or_default();
        let of_others = |table: &&String| !own.contains(&table.as_str());
        let mut line = vec![part.to_owned(), format!("  keeps {}", own.join(" "))];
        let mut say = |what: &str, tables: Vec<&String>| {
            if !tables.is_empty() {
                line.push(format!("  {what} {}", tables.into_iter().map(String::as_str).collect::<Vec<_>>().join(" ")));
            }
        };
        let written: Vec<_> = touched.writes.iter().filter(of_others).collect();
        writes.extend(written.iter().map(|table| (part, (*table).clone())));
        say("writes", written);
        let read: Vec<_> = touched.reads.difference(&touched.writes).filter(of_others).collect();
        let (common, read): (Vec<_>, Vec<_>) = read.into_iter().partition(|table| COMMON.contains(&table.as_str()));
        reads.extend(read.iter().map(|table| (part, (*table).clone())));
        say("reads", read);
        say("reads, as all may,", common);
        lines.extend(line.into_iter().filter(|line| line != "  keeps "));
    }
    insta::assert_snapshot!(lines.join("\n"));
    let mut objections_to_all = objections("writes", &writes, &WRITTEN_ELSEWHERE);
    objections_to_all.extend(objections("reads", &reads, &READ_ELSEWHERE));
    assert!(objections_to_all.is_empty(), "{}", objections_to_all.join("\n"));
}
