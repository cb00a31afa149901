//! What changed within a line, part by part. Pure.

use chrono::NaiveDate;

use super::{
    runs::runs,
    words::{Words, are_alike},
};
use crate::scope::line::LineContent;

/// What something is before and after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair<T> {
    /// In the earlier version.
    pub before: T,
    /// In the later one.
    pub after: T,
}

impl<T: PartialEq> Pair<T> {
    /// Whether the two differ.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.before != self.after
    }
}

/// An acceptance criterion in two versions of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Criterion {
    /// In both, word for word.
    Kept(String),
    /// In the earlier one only.
    Removed(String),
    /// In the later one only.
    Added(String),
    /// In both, but with other words.
    Changed(Words),
}

/// Two contents of one line as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Word by word.
    pub title: Words,
    /// Word by word, as it was written.
    pub text: Words,
    /// In the order of the later version, the removed ones where they stood.
    pub criteria: Vec<Criterion>,
    /// Effort in business days.
    pub days: Pair<Option<i32>>,
    /// Price in minor units.
    pub price_minor: Pair<Option<i64>>,
    /// Until when.
    pub due_on: Pair<Option<NaiveDate>>,
    /// The needs it answers.
    pub needs: Pair<Vec<i32>>,
}

impl Difference {
    /// What became of one content in another.
    #[must_use]
    pub fn between(before: &LineContent, after: &LineContent) -> Difference {
        Difference {
            title: Words::between(&before.title, &after.title),
            text: Words::between(&before.text, &after.text),
            criteria: criteria(&before.criteria, &after.criteria),
            days: Pair { before: before.days, after: after.days },
            price_minor: Pair { before: before.price_minor, after: after.price_minor },
            due_on: Pair { before: before.due_on, after: after.due_on },
            needs: Pair { before: before.needs.clone(), after: after.needs.clone() },
        }
    }

    /// The later content, made of the earlier one; none when this is not about it.
    #[must_use]
    pub fn applied_to(&self, content: &LineContent) -> Option<LineContent> {
        (self.before() == *content).then(|| self.after())
    }

    fn before(&self) -> LineContent {
        let criteria = self.criteria.iter().filter_map(|criterion| match criterion {
            Criterion::Kept(text) | Criterion::Removed(text) => Some(text.clone()),
            Criterion::Changed(words) => Some(words.before()),
            Criterion::Added(_) => None,
        });
        LineContent {
            title: self.title.before(),
            text: self.text.before(),
            criteria: criteria.collect(),
            days: self.days.before,
            price_minor: self.price_minor.before,
            due_on: self.due_on.before,
            needs: self.needs.before.clone(),
        }
    }

    fn after(&self) -> LineContent {
        let criteria = self.criteria.iter().filter_map(|criterion| match criterion {
            Criterion::Kept(text) | Criterion::Added(text) => Some(text.clone()),
            Criterion::Changed(words) => Some(words.after()),
            Criterion::Removed(_) => None,
        });
        LineContent {
            title: self.title.after(),
            text: self.text.after(),
            criteria: criteria.collect(),
            days: self.days.after,
            price_minor: self.price_minor.after,
            due_on: self.due_on.after,
            needs: self.needs.after.clone(),
        }
    }
}

/// Criteria that stayed word for word hold the list together; between them, those that are alike are one that changed.
fn criteria(before: &[String], after: &[String]) -> Vec<Criterion> {
    let mut criteria = Vec::new();
    for run in runs(before, after) {
        if run.kept {
            criteria.extend(run.after.iter().cloned().map(Criterion::Kept));
        } else {
            criteria.extend(replaced(run.before, run.after));
        }
    }
    criteria
}

fn replaced(old: &[String], new: &[String]) -> Vec<Criterion> {
    let mut criteria = Vec::new();
    let mut new = new.iter();
    for earlier in old {
        let alike = new.as_slice().iter().position(|later| are_alike(earlier, later));
        let Some(at) = alike else {
            criteria.push(Criterion::Removed(earlier.clone()));
            continue;
        };
        criteria.extend(new.by_ref().take(at).cloned().map(Criterion::Added));
        criteria.extend(new.next().map(|later| Criterion::Changed(Words::between(earlier, later))));
    }
    criteria.extend(new.cloned().map(Criterion::Added));
    criteria
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn criteria_that_are_alike_are_one() {
        let list = |criteria: &[&str]| criteria.iter().map(|criterion| (*criterion).to_owned()).collect::<Vec<_>>();
        let before = list(&["Every step names one owner", "Paper is covered", "Signed off by purchasing"]);
        let after =
            list(&["Mail is covered elsewhere, too", "Every step names one owner and a deputy", "Signed off by purchasing", "Tried"]);
        let shown = criteria(&before, &after);
        assert_eq!(shown[0], Criterion::Added(after[0].clone()));
        assert_eq!(shown[1], Criterion::Changed(Words::between(&before[0], &after[1])));
        assert_eq!(shown[2], Criterion::Removed(before[1].clone()));
        assert_eq!(shown[3..], [Criterion::Kept(after[2].clone()), Criterion::Added(after[3].clone())]);
    }

    #[test]
    fn it_is_applied_to_what_it_was_made_of_only() {
        let before = LineContent { title: "Intake".into(), days: Some(14), ..LineContent::default() };
        let after = LineContent { days: Some(19), needs: vec![4], ..before.clone() };
        let difference = Difference::between(&before, &after);
        assert!(difference.days.is_changed() && difference.needs.is_changed() && !difference.due_on.is_changed());
        assert_eq!(difference.applied_to(&before), Some(after.clone()));
        assert_eq!(difference.applied_to(&after), None);
    }
}
