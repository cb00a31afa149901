//! What is searched for. Pure.

use crate::things::Thing;

/// Longest text that is searched for, in characters. What is longer names nothing.
const LONGEST: usize = 100;

/// What somebody typed, as it is looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// In one line, without space around it.
    pub text: String,
    /// The thing it names, if it reads as a reference: `d5` and `D 5` do.
    pub reference: Option<Thing>,
}

impl Wanted {
    /// What was typed; none when that is nothing.
    #[must_use]
    pub fn read(typed: &str) -> Option<Wanted> {
        let text: String = typed.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(LONGEST).collect();
        let reference = text.replace(' ', "").to_uppercase().parse().ok().filter(|thing| *thing != Thing::Engagement);
        (!text.is_empty()).then_some(Wanted { text, reference })
    }

    /// The text as a pattern of what holds it.
    #[must_use]
    pub fn pattern(&self) -> String {
        let mut pattern = String::from("%");
        for letter in self.text.chars() {
            if matches!(letter, '%' | '_' | '\\') {
                pattern.push('\\');
            }
            pattern.push(letter);
        }
        pattern.push('%');
        pattern
    }

    /// Whether a name of ours holds the text.
    #[must_use]
    pub fn is_in(&self, name: &str) -> bool {
        name.to_lowercase().contains(&self.text.to_lowercase())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_known_however_it_is_typed() {
        for (typed, thing) in [
            ("D5", Some(Thing::Deliverable(5))),
            ("d5", Some(Thing::Deliverable(5))),
            (" cr 1 ", Some(Thing::Change(1))),
            ("ws3.2", Some(Thing::Step(3, 2))),
            ("s2", Some(Thing::Line("S2".into()))),
            ("D", None),
            ("D5 again", None),
        ] {
            assert_eq!(Wanted::read(typed).unwrap().reference, thing, "{typed}");
        }
        assert_eq!(Wanted::read(" \t "), None);
    }

    #[test]
    fn what_is_typed_is_taken_at_its_word() {
        let wanted = Wanted::read("50%  of_it \\").unwrap();
        assert_eq!((wanted.text.as_str(), wanted.pattern().as_str()), ("50% of_it \\", "%50\\% of\\_it \\\\%"));
        assert_eq!(Wanted::read(&"ä".repeat(500)).unwrap().text.chars().count(), LONGEST);
        assert!(Wanted::read("übergabe").unwrap().is_in("Die Übergabe"));
    }
}
