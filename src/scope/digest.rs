//! The digest of a version: what both sides sign. Pure.

use uuid::Uuid;

use super::line::Line;
use crate::base::{digest::Digest, money::Currency};

/// The digest of these lines as a version of an engagement's scope.
///
/// Canonical form: one JSON array without spaces, in UTF-8, with only `"`, `\` and control characters escaped, of
/// `["tandem scope 1", engagement, version, currency, lines]`. Lines stand section by section (services, exclusions,
/// client duties, ways of working), within a section in the order in which they are read, each as
/// `[key, [title, text, [criteria…], days, price in minor units, due date as YYYY-MM-DD, [numbers of needs…]]]`, with `null`
/// for what a line does not name, and without the needs where it answers none.
#[must_use]
pub fn of_version(engagement: Uuid, version: i32, currency: Currency, lines: &[Line]) -> Digest {
    let mut lines: Vec<&Line> = lines.iter().collect();
    lines.sort_by_key(|line| (line.kind, line.position, &line.key));
    let lines: Vec<_> = lines.into_iter().map(|line| serde_json::json!([line.key, line.content.canonical()])).collect();
    let canonical = serde_json::json!(["tandem scope 1", engagement, version, currency, lines]);
    Digest::of(canonical.to_string())
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use proptest::prelude::*;

    use super::*;
    use crate::scope::line::{Kind, LineContent, tests::line};

    fn example() -> Vec<Line> {
        let service = LineContent {
            title: "Role map “as is”".into(),
            text: "Who decides\nwhat.".into(),
            criteria: vec!["Every exception has an owner".into(), "Größe \"L\" \\ done".into()],
            days: Some(6),
            price_minor: Some(780_000),
            due_on: NaiveDate::from_ymd_opt(2026, 3, 27),
            needs: Vec::new(),
        };
        vec![line("W1"), Line { key: "S1".into(), kind: Kind::Service, position: 1, content: service }, line("X1")]
    }

    #[test]
    fn the_canonical_form_is_as_documented() {
        // Made independently, by Python's json and hashlib from the documented form.
        let expected = "21e436a2c7d4534e157abd79909643671dc069331da20019da552388e21092ae";
        assert_eq!(of_version(Uuid::nil(), 2, Currency::EUR, &example()).to_string(), expected);
    }

    #[test]
    fn needs_are_part_of_it() {
        let mut lines = example();
        lines[1].content.needs = vec![1, 4];
        // Made independently, as above.
        let expected = "b7665fd22bd27302464ece2365f9416706ce5169547a681c2c12283328a1dcfb";
        assert_eq!(of_version(Uuid::nil(), 2, Currency::EUR, &lines).to_string(), expected);
    }

    #[test]
    fn the_order_in_which_lines_are_read_is_part_of_it() {
        let lines = ["S1", "S2"].map(line);
        let mut turned = lines.clone();
        turned[0].position = 3;
        assert_ne!(of_version(Uuid::nil(), 1, Currency::EUR, &lines), of_version(Uuid::nil(), 1, Currency::EUR, &turned));
    }

    #[test]
    fn engagement_version_and_currency_are_part_of_it() {
        let lines = example();
        let digest = of_version(Uuid::nil(), 2, Currency::EUR, &lines);
        assert_ne!(digest, of_version(Uuid::max(), 2, Currency::EUR, &lines));
        assert_ne!(digest, of_version(Uuid::nil(), 3, Currency::EUR, &lines));
        assert_ne!(digest, of_version(Uuid::nil(), 2, "CHF".parse().unwrap(), &lines));
    }

    /// Contents, a few of which are alike in all but one part.
    fn content() -> impl Strategy<Value = LineContent> {
        let criteria = prop::collection::vec("[a-c]{1,2}", 0..3);
        let needs = prop::collection::vec(1..4, 0..3);
        ("[a-c]{1,3}", "[a-c\"\\\\\n]{0,3}", criteria, prop::option::of(0..3), prop::option::of(0_i64..3), needs).prop_map(
            |(title, text, criteria, days, price_minor, needs)| LineContent {
                title,
                text,
                criteria,
                days,
                price_minor,
                due_on: None,
                needs,
            },
        )
    }

    proptest! {
        #[test]
        fn the_order_of_rows_does_not_matter(rows in Just(["S1", "S2", "S3", "X1", "X2", "C1", "W1"].map(line).to_vec()).prop_shuffle()) {
            let read = ["S1", "S2", "S3", "X1", "X2", "C1", "W1"].map(line);
            prop_assert_eq!(of_version(Uuid::nil(), 1, Currency::EUR, &rows), of_version(Uuid::nil(), 1, Currency::EUR, &read));
        }

        #[test]
        fn another_text_has_another_digest(one in content(), other in content()) {
            let digest = |content: &LineContent| {
                of_version(Uuid::nil(), 1, Currency::EUR, &[Line { key: "S1".into(), kind: Kind::Service, position: 1, content: content.clone() }])
            };
            prop_assert_eq!(one == other, digest(&one) == digest(&other));
        }
    }
}
