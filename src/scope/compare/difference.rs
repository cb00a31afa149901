//! What changed within a line, part by part. Pure.

use chrono::NaiveDate;

use super::{
    runs::runs,
    words::{Said, Vocabulary, Words},
    work::Work,
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
    /// What became of one content in another, as far as the work goes: first in what is short.
    #[must_use]
    pub fn between(before: &LineContent, after: &LineContent, mut work: Work) -> Difference {
        Difference {
            title: Words::between(&before.title, &after.title, &mut work),
            criteria: criteria(&before.criteria, &after.criteria, &mut work),
            text: Words::between(&before.text, &after.text, &mut work),
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
fn criteria(before: &[String], after: &[String], work: &mut Work) -> Vec<Criterion> {
    let mut criteria = Vec::new();
    for run in runs(before, after, work) {
        if run.kept {
            criteria.extend(run.after.iter().cloned().map(Criterion::Kept));
        } else {
            criteria.extend(replaced(run.before, run.after, work));
        }
    }
    criteria
}

fn replaced(old: &[String], new: &[String], work: &mut Work) -> Vec<Criterion> {
    let mut vocabulary = Vocabulary::default();
    let mut said = |text| vocabulary.said(text, work);
    let old: Vec<(&String, Option<Said>)> = old.iter().map(|text| (text, said(text))).collect();
    let new: Vec<(&String, Option<Said>)> = new.iter().map(|text| (text, said(text))).collect();
    let mut criteria = Vec::new();
    let mut new = new.iter();
    for (earlier, ours) in &old {
        let is_alike = |theirs: &Option<Said>, work: &mut Work| {
            ours.as_ref().zip(theirs.as_ref()).is_some_and(|(ours, theirs)| ours.is_alike(theirs, work))
        };
        let Some(at) = new.as_slice().iter().position(|(_, theirs)| is_alike(theirs, work)) else {
            criteria.push(Criterion::Removed((*earlier).clone()));
            continue;
        };
        criteria.extend(new.by_ref().take(at).map(|(later, _)| Criterion::Added((*later).clone())));
        criteria.extend(new.next().map(|(later, _)| Criterion::Changed(Words::between(earlier, later, work))));
    }
    criteria.extend(new.map(|(later, _)| Criterion::Added((*later).clone())));
    criteria
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scope::compare::work::ALLOWANCE;

    #[test]
    fn criteria_that_are_alike_are_one() {
        let list = |criteria: &[&str]| criteria.iter().map(|criterion| (*criterion).to_owned()).collect::<Vec<_>>();
        let before = list(&["Every step names one owner", "Paper is covered", "Signed off by purchasing"]);
        let after =
            list(&["Mail is covered elsewhere, too", "Every step names one owner and a deputy", "Signed off by purchasing", "Tried"]);
        let mut work = Work::of(ALLOWANCE);
        let shown = criteria(&before, &after, &mut work);
        assert_eq!(shown[0], Criterion::Added(after[0].clone()));
        assert_eq!(shown[1], Criterion::Changed(Words::between(&before[0], &after[1], &mut work)));
        assert_eq!(shown[2], Criterion::Removed(before[1].clone()));
        assert_eq!(shown[3..], [Criterion::Kept(after[2].clone()), Criterion::Added(after[3].clone())]);
    }

    #[test]
    fn it_is_applied_to_what_it_was_made_of_only() {
        let before = LineContent { title: "Intake".into(), days: Some(14), ..LineContent::default() };
        let after = LineContent { days: Some(19), needs: vec![4], ..before.clone() };
        let difference = Difference::between(&before, &after, Work::of(ALLOWANCE));
        assert!(difference.days.is_changed() && difference.needs.is_changed() && !difference.due_on.is_changed());
        assert_eq!(difference.applied_to(&before), Some(after.clone()));
        assert_eq!(difference.applied_to(&after), None);
    }
}
