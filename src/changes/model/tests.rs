//! The life of a change on plain data, and what its edits make of the agreed lines.

use chrono::DateTime;
use proptest::prelude::*;

use super::*;

fn line(key: &str, position: i32) -> Line {
    let kind = Kind::of_key(key).unwrap();
    Line { key: key.into(), kind, position, content: LineContent { title: format!("Line {key}"), ..LineContent::default() } }
}

fn agreed() -> Vec<Line> {
    vec![line("S1", 1), line("S2", 2), line("X1", 3), line("X2", 4)]
}

fn says(title: &str) -> LineContent {
    LineContent { title: title.into(), days: Some(5), price_minor: Some(780_000), ..LineContent::default() }
}

fn edit(key: &str, action: Action) -> Edit {
    let base = agreed().iter().find(|line| line.key == key).map(Line::token);
    Edit { key: key.into(), base: base.filter(|_| !matches!(action, Action::Add(_))), action }
}

fn raised() -> ChangeRequest {
    ChangeRequest {
        number: 1,
        title: "Austria".into(),
        text: "180 invoices a month".into(),
        touches: None,
        feedback: None,
        raised_by: "Ines".into(),
        raised_side: Side::Client,
        raised_at: DateTime::UNIX_EPOCH,
        status: Status::Raised,
        assessment: None,
        version: None,
        ending: None,
    }
}

fn assessed(base_version: i32) -> ChangeRequest {
    let assessment = Assessment { impact: "More".into(), base_version, by: "Claire".into(), at: DateTime::UNIX_EPOCH };
    ChangeRequest { status: Status::Assessed, assessment: Some(assessment), ..raised() }
}

#[test]
fn edits_make_the_lines_of_the_next_version() {
    let edits =
        [edit("S2", Action::Change(says("Intake with Austria"))), edit("S3", Action::Add(says("Training"))), edit("X2", Action::Remove)];
    let after = apply(&agreed(), &edits);
    let keys: Vec<(&str, i32)> = after.iter().map(|line| (line.key.as_str(), line.position)).collect();
    // The new line stands after all that stay.
    assert_eq!(keys, [("S1", 1), ("S2", 2), ("X1", 3), ("S3", 4)]);
    assert_eq!(after[1].content.title, "Intake with Austria");
    assert_eq!(difference(&agreed(), &after), (10, 1_560_000));
    assert_eq!(apply(&agreed(), &[]), agreed());
}

#[test]
fn an_edit_is_stale_when_its_line_is_another() {
    let mut now = agreed();
    let edits = [edit("S2", Action::Change(says("Intake"))), edit("X2", Action::Remove)];
    assert!(edits.iter().all(|edit| !edit.is_stale(&now)));
    now[1].content.text = "Said by version 2.".into();
    assert!(edits[0].is_stale(&now) && !edits[1].is_stale(&now));
    now.retain(|line| line.key != "X2");
    assert!(edits[1].is_stale(&now));
    assert_eq!(raised().check_assessable(&now, &edits).unwrap_err().key(), "refused-change-edit-stale");
    // Places are not what a line says.
    let moved = vec![line("S2", 1), line("S1", 2), line("X1", 3), line("X2", 4)];
    assert!(!edits[0].is_stale(&moved));
}

#[test]
fn a_change_needs_edits_and_a_service_that_stays() {
    assert_eq!(raised().check_assessable(&agreed(), &[]).unwrap_err().key(), "refused-change-without-edits");
    let nothing_left = [edit("S1", Action::Remove), edit("S2", Action::Remove)];
    assert_eq!(raised().check_assessable(&agreed(), &nothing_left).unwrap_err().key(), "refused-scope-no-service");
    assert!(raised().check_assessable(&agreed(), &nothing_left[..1]).is_ok());
}

#[test]
fn it_is_offered_against_the_version_it_was_assessed_against() {
    assert_eq!(raised().check_offerable(1).unwrap_err().key(), "refused-change-not-assessed");
    assert!(assessed(1).check_offerable(1).is_ok());
    assert_eq!(assessed(1).check_offerable(2).unwrap_err().key(), "refused-change-stale");
}

#[test]
fn only_the_side_that_asked_gives_it_up() {
    assert!(raised().check_withdrawable(Side::Client).is_ok());
    assert_eq!(raised().check_withdrawable(Side::Provider).unwrap_err().key(), "refused-change-not-yours");
    let offered = ChangeRequest { status: Status::Offered, version: Some(2), ..assessed(1) };
    assert_eq!(offered.check_withdrawable(Side::Client).unwrap_err().key(), "refused-change-offered");
    assert_eq!(offered.check_on_offer(), Ok(2));
}

#[test]
fn words_read_back() {
    for status in Status::ALL {
        assert_eq!(status.to_string().parse(), Ok(status));
    }
}

proptest! {
    /// What is at rest or ended can be neither edited, offered nor accepted; what can be accepted has a version.
    #[test]
    fn one_thing_at_a_time(status in prop::sample::select(Status::ALL.to_vec()), base in 1..3, agreed_version in 1..3) {
        let version = (status == Status::Offered).then_some(2);
        let request = ChangeRequest { status, version, ..assessed(base) };
        let possible = [
            request.check_editable().is_ok(),
            request.check_on_offer().is_ok(),
            request.check_resumable().is_ok(),
        ];
        prop_assert!(possible.iter().filter(|possible| **possible).count() <= 1);
        prop_assert!(request.check_offerable(agreed_version).is_err() || (request.check_editable().is_ok() && base == agreed_version));
    }

    /// Whatever the edits: a line that is not edited stays as it is, no key stands twice, nothing is lost but what is taken out.
    #[test]
    fn only_what_is_edited_changes(actions in prop::collection::vec((0..6_usize, 0..3_u8, "[a-z]{1,5}"), 0..8)) {
        let keys = ["S1", "S2", "X1", "X2", "S3", "X3"];
        let mut edits: Vec<Edit> = Vec::new();
        for (at, action, title) in actions {
            let known = at < 4;
            let action = match (known, action) {
                (false, _) => Action::Add(says(&title)),
                (true, 0) => Action::Remove,
                (true, _) => Action::Change(says(&title)),
            };
            edits.retain(|edit| edit.key != keys[at]);
            edits.push(edit(keys[at], action));
        }
        let (before, after) = (agreed(), apply(&agreed(), &edits));
        for line in &before {
            let same = after.contains(line);
            prop_assert_eq!(same, !edits.iter().any(|edit| edit.key == line.key));
        }
        let mut seen: Vec<_> = after.iter().map(|line| &line.key).collect();
        let count = seen.len();
        seen.sort();
        seen.dedup();
        prop_assert_eq!(seen.len(), count);
        let added = edits.iter().filter(|edit| matches!(edit.action, Action::Add(_))).count();
        let removed = edits.iter().filter(|edit| edit.action == Action::Remove).count();
        prop_assert_eq!(count, before.len() + added - removed);
    }
}
