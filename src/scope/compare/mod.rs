//! Two versions of a text as one: what was added, removed, changed or moved, and where it stands. Pure but for [`shown`].

mod difference;
mod runs;
mod shown;
mod totals;
mod words;
mod work;

use std::collections::BTreeMap;

use super::line::{Kind, Line, LineContent};
pub use difference::{Criterion, Difference, Pair};
use runs::runs;
pub use shown::{Block, Compared, ShownComparison};
pub use totals::Totals;
pub use words::{Piece, Words};
use work::{ALLOWANCE, ORDER, Work};

/// Two versions as one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// Each of the four, even when it is empty.
    pub sections: Vec<Section>,
}

/// A section of both versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    pub kind: Kind,
    /// In the order of the later version; removed lines where they stood.
    pub lines: Vec<ComparedLine>,
}

/// A line of either version or of both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparedLine {
    /// Its identity over all versions.
    pub key: String,
    /// Where the last version that has it has it.
    pub position: i32,
    /// Whether it stands elsewhere among those that are in both.
    pub moved: bool,
    /// What became of it.
    pub change: Change,
}

/// What became of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is in the later version only.
    Added(LineContent),
    /// It is in the earlier version only.
    Removed(LineContent),
    /// It says something else.
    Changed(Box<Difference>),
    /// It says the same.
    Unchanged(LineContent),
}

/// How many lines became what. A line can have changed and moved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// In the later version only.
    pub added: usize,
    /// In the earlier version only.
    pub removed: usize,
    /// Saying something else.
    pub changed: usize,
    /// Standing elsewhere.
    pub moved: usize,
}

impl Comparison {
    /// What became of one version's lines in another's. Each line that changed has an equal part of the work, so that one which takes
    /// much does not take it from the others.
    #[must_use]
    pub fn of(before: &[Line], after: &[Line]) -> Comparison {
        let contents: BTreeMap<&str, &LineContent> = before.iter().map(|line| (line.key.as_str(), &line.content)).collect();
        let is_changed = |line: &&Line| contents.get(line.key.as_str()).is_some_and(|content| **content != line.content);
        let changed = after.iter().filter(is_changed).count();
        let part = || Work::of(ALLOWANCE).share(changed);
        Comparison { sections: Kind::ALL.map(|kind| Section::of(kind, &section(before, kind), &section(after, kind), part)).into() }
    }

    /// The later version's lines, made of the earlier one's, in the order of the document; none when it is not about these.
    #[must_use]
    pub fn applied_to(&self, before: &[Line]) -> Option<Vec<Line>> {
        let mut left: BTreeMap<&str, &LineContent> = before.iter().map(|line| (line.key.as_str(), &line.content)).collect();
        let mut after = Vec::new();
        for section in &self.sections {
            for line in &section.lines {
                let earlier = left.remove(line.key.as_str());
                let content = match &line.change {
                    Change::Added(content) if earlier.is_none() => content.clone(),
                    Change::Removed(content) if earlier == Some(content) => continue,
                    Change::Changed(difference) => difference.applied_to(earlier?)?,
                    Change::Unchanged(content) if earlier == Some(content) => content.clone(),
                    Change::Added(_) | Change::Removed(_) | Change::Unchanged(_) => return None,
                };
                after.push(Line { key: line.key.clone(), kind: section.kind, position: line.position, content });
            }
        }
        left.is_empty().then_some(after)
    }

    /// How many lines became what.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for line in self.sections.iter().flat_map(|section| &section.lines) {
            counts.moved += usize::from(line.moved);
            match line.change {
                Change::Added(_) => counts.added += 1,
                Change::Removed(_) => counts.removed += 1,
                Change::Changed(_) => counts.changed += 1,
                Change::Unchanged(_) => {}
            }
        }
        counts
    }

    /// Whether both say the same in the same order.
    #[must_use]
    pub fn is_same(&self) -> bool {
        self.counts() == Counts::default()
    }
}

impl Section {
    /// The order that most lines keep holds both versions together; a line outside of it that is in both has moved.
    fn of<'a>(kind: Kind, before: &[&'a Line], after: &[&'a Line], part: impl Fn() -> Work) -> Section {
        let by_key = |lines: &[&'a Line]| lines.iter().map(|line| (line.key.as_str(), *line)).collect::<BTreeMap<_, _>>();
        let (earlier, later) = (by_key(before), by_key(after));
        let keys = |lines: &[&'a Line]| lines.iter().map(|line| line.key.as_str()).collect::<Vec<_>>();
        let mut lines = Vec::new();
        for run in runs(&keys(before), &keys(after), &mut Work::of(ORDER)) {
            lines.extend(run.before.iter().filter(|key| !later.contains_key(**key)).map(|key| ComparedLine::removed(earlier[key])));
            lines.extend(run.after.iter().map(|key| ComparedLine::of(earlier.get(key).copied(), later[key], run.kept, part())));
        }
        Section { kind, lines }
    }
}

impl ComparedLine {
    fn removed(line: &Line) -> ComparedLine {
        ComparedLine { key: line.key.clone(), position: line.position, moved: false, change: Change::Removed(line.content.clone()) }
    }

    /// A line of the later version; `kept` says whether it stands in the order of both.
    fn of(before: Option<&Line>, line: &Line, kept: bool, part: Work) -> ComparedLine {
        let change = match before {
            None => Change::Added(line.content.clone()),
            Some(before) if before.content == line.content => Change::Unchanged(line.content.clone()),
            Some(before) => Change::Changed(Box::new(Difference::between(&before.content, &line.content, part))),
        };
        let moved = before.is_some() && !kept;
        ComparedLine { key: line.key.clone(), position: line.position, moved, change }
    }
}

/// The lines of a section as they are read.
fn section(lines: &[Line], kind: Kind) -> Vec<&Line> {
    let mut lines: Vec<&Line> = lines.iter().filter(|line| line.kind == kind).collect();
    lines.sort_by_key(|line| (line.position, &line.key));
    lines
}

#[cfg(test)]
mod tests;
