//! Two texts as one: what stays, what goes, what comes, word by word. Pure.

use std::{collections::HashMap, ops::Range};

use super::{
    runs::runs,
    work::{LOOK_UP, Work},
};

/// A piece of two texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// In both.
    Kept(String),
    /// In the earlier one only.
    Removed(String),
    /// In the later one only.
    Added(String),
}

/// Two texts in pieces, in the order in which they are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words(Vec<Piece>);

impl Words {
    /// What became of one text in another: line by line, and word by word in the lines that differ, as far as the work goes.
    #[must_use]
    pub fn between(before: &str, after: &str, work: &mut Work) -> Words {
        let mut pieces = Vec::new();
        for stretch in stretches(before, after, lines, work) {
            let (old, new) = (&before[stretch.before], &after[stretch.after]);
            if stretch.kept {
                pieces.push(Stretch { kept: true, before: old, after: new });
            } else {
                let within = stretches(old, new, words, work);
                pieces.extend(within.into_iter().map(|s| Stretch { kept: s.kept, before: &old[s.before], after: &new[s.after] }));
            }
        }
        Words(pieces.into_iter().flat_map(Stretch::pieces).collect())
    }

    #[must_use]
    pub fn pieces(&self) -> &[Piece] {
        &self.0
    }

    /// Whether anything differs.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.0.iter().any(|piece| !matches!(piece, Piece::Kept(_)))
    }

    /// The earlier text.
    #[must_use]
    pub fn before(&self) -> String {
        let said = self.0.iter().map(|piece| match piece {
            Piece::Kept(text) | Piece::Removed(text) => text.as_str(),
            Piece::Added(_) => "",
        });
        said.collect()
    }

    /// The later text.
    #[must_use]
    pub fn after(&self) -> String {
        let said = self.0.iter().map(|piece| match piece {
            Piece::Kept(text) | Piece::Added(text) => text.as_str(),
            Piece::Removed(_) => "",
        });
        said.collect()
    }
}

/// A stretch of both texts, which either is the same in both or not.
struct Stretch<T> {
    kept: bool,
    before: T,
    after: T,
}

impl Stretch<&str> {
    fn pieces(self) -> impl Iterator<Item = Piece> {
        let pieces = if self.kept {
            [Some(Piece::Kept(self.before.to_owned())), None]
        } else {
            let some = |text: &str, piece: fn(String) -> Piece| (!text.is_empty()).then(|| piece(text.to_owned()));
            [some(self.before, Piece::Removed), some(self.after, Piece::Added)]
        };
        pieces.into_iter().flatten()
    }
}

/// The stretches of two texts, units compared as a whole; neighbours differ in whether they are kept.
fn stretches(before: &str, after: &str, split: fn(&str) -> Vec<&str>, work: &mut Work) -> Vec<Stretch<Range<usize>>> {
    let replaced = |kept: bool| vec![Stretch { kept, before: 0..before.len(), after: 0..after.len() }];
    if before == after {
        return if before.is_empty() { Vec::new() } else { replaced(true) };
    }
    if !work.take(before.len() + after.len()) {
        return replaced(false);
    }
    let (old, new) = (split(before), split(after));
    let mut stretches: Vec<Stretch<Range<usize>>> = Vec::new();
    for run in runs(&old, &new, work) {
        let (old_end, new_end) = stretches.last().map_or((0, 0), |last| (last.before.end, last.after.end));
        let to = |end: usize, units: &[&str]| end..end + units.iter().map(|unit| unit.len()).sum::<usize>();
        join(&mut stretches, Stretch { kept: run.kept, before: to(old_end, run.before), after: to(new_end, run.after) });
    }
    let stretches = without_scraps(before, stretches);
    if reads_as_another(before, after, &stretches) { replaced(false) } else { stretches }
}

/// Appends a stretch to its neighbour when both are kept or both are not.
fn join(stretches: &mut Vec<Stretch<Range<usize>>>, next: Stretch<Range<usize>>) {
    match stretches.last_mut() {
        Some(last) if last.kept == next.kept => {
            last.before.end = next.before.end;
            last.after.end = next.after.end;
        }
        _ => stretches.push(next),
    }
}

/// A space or a comma that stayed between two changes is no news: with it they are one change.
fn without_scraps(before: &str, stretches: Vec<Stretch<Range<usize>>>) -> Vec<Stretch<Range<usize>>> {
    let last = stretches.len().saturating_sub(1);
    let mut joined = Vec::new();
    for (at, mut stretch) in stretches.into_iter().enumerate() {
        let is_scrap = !before[stretch.before.clone()].contains(char::is_alphanumeric);
        stretch.kept &= at == 0 || at == last || !is_scrap;
        join(&mut joined, stretch);
    }
    joined
}

/// Whether so little stayed that the later text is rather another one than the earlier one changed.
fn reads_as_another(before: &str, after: &str, stretches: &[Stretch<Range<usize>>]) -> bool {
    let letters = |text: &str| text.chars().filter(|letter| letter.is_alphanumeric()).count();
    let kept: usize = stretches.iter().filter(|stretch| stretch.kept).map(|stretch| letters(&before[stretch.before.clone()])).sum();
    3 * kept < letters(before).min(letters(after))
}

fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// Words, the white space between them, and each mark before or after a word.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = if first.is_whitespace() {
            rest.find(|letter: char| !letter.is_whitespace())
        } else if is_mark(first) {
            Some(first.len_utf8())
        } else {
            let word = rest.split(char::is_whitespace).next().unwrap_or_default();
            Some(word.trim_end_matches(is_mark).len())
        };
        let (word, others) = rest.split_at(length.unwrap_or(rest.len()));
        words.push(word);
        rest = others;
    }
    words
}

/// What stands before or after a word and is none of it, in prose or in Markdown.
fn is_mark(letter: char) -> bool {
    matches!(letter, '.' | ',' | ';' | ':' | '!' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '<' | '>' | '"' | '\'' | '/' | '|')
        || matches!(letter, '*' | '_' | '`' | '~' | '#' | '“' | '”' | '„' | '‘' | '’' | '‚' | '«' | '»' | '…' | '–' | '—')
}

/// The words of a few texts as numbers, so that it is told fast which texts are alike.
#[derive(Default)]
pub(super) struct Vocabulary<'a>(HashMap<&'a str, u32>);

/// The words of a text, in the order of their numbers.
pub(super) struct Said(Vec<u32>);

impl<'a> Vocabulary<'a> {
    /// What a text says; none when there is not enough work left to look it up.
    pub(super) fn said(&mut self, text: &'a str, work: &mut Work) -> Option<Said> {
        if !work.take(text.len()) {
            return None;
        }
        let words: Vec<&str> = words(text).into_iter().filter(|word| word.contains(char::is_alphanumeric)).collect();
        if !work.take(LOOK_UP * words.len()) {
            return None;
        }
        let mut number = |word| {
            let next = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
            *self.0.entry(word).or_insert(next)
        };
        let mut numbers: Vec<u32> = words.into_iter().map(&mut number).collect();
        numbers.sort_unstable();
        Some(Said(numbers))
    }
}

impl Said {
    /// Whether this has enough words in common with another text for one to be the other, changed.
    pub(super) fn is_alike(&self, other: &Said, work: &mut Work) -> bool {
        let (ours, theirs) = (&self.0, &other.0);
        let most = ours.len().max(theirs.len());
        if 2 * ours.len().min(theirs.len()) < most || !work.take(1 + ours.len() + theirs.len()) {
            return false;
        }
        let (mut common, mut at) = (0, 0);
        for word in ours {
            at += theirs[at..].iter().take_while(|their| *their < word).count();
            if theirs.get(at) == Some(word) {
                common += 1;
                at += 1;
            }
        }
        2 * common >= most
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    use crate::scope::compare::work::ALLOWANCE;

    fn between(before: &str, after: &str) -> Words {
        Words::between(before, after, &mut Work::of(ALLOWANCE))
    }

    /// "up to [-2-]{+3+} %"
    fn shown(before: &str, after: &str) -> String {
        let words = between(before, after);
        let shown = words.pieces().iter().map(|piece| match piece {
            Piece::Kept(text) => text.clone(),
            Piece::Removed(text) => format!("[-{text}-]"),
            Piece::Added(text) => format!("{{+{text}+}}"),
        });
        shown.collect()
    }

    #[test]
    fn words_are_compared_and_not_letters() {
        for (before, after, expected) in [
            ("", "", ""),
            ("All invoices.", "All invoices.", "All invoices."),
            ("", "All invoices.", "{+All invoices.+}"),
            ("up to 2 %, at most €50,", "up to 3 %, at most €50,", "up to [-2-]{+3+} %, at most €50,"),
            ("All invoices arrive", "All invoices, Austria’s included, arrive", "All invoices{+, Austria’s included,+} arrive"),
            ("Every step, with its owner.", "Every step, with its deputy.", "Every step, with its [-owner-]{+deputy+}."),
            ("takes two full days a week", "takes one half day a week", "takes [-two full days-]{+one half day+} a week"),
            ("**Who** decides *what*.", "**Who** decides *when*.", "**Who** decides *[-what-]{+when+}*."),
            ("1,180 suppliers of ours", "1,280 suppliers of ours", "[-1,180-]{+1,280+} suppliers of ours"),
            ("- one\n- two\n- three\n", "- one\n- three\n- four\n", "- one\n[-- two\n-]- three\n{+- four\n+}"),
            ("Größe prüfen wir", "Größen prüfen wir", "[-Größe-]{+Größen+} prüfen wir"),
            ("Tax advice for all", "Something else entirely", "[-Tax advice for all-]{+Something else entirely+}"),
        ] {
            assert_eq!(shown(before, after), expected);
        }
    }

    #[test]
    fn long_texts_are_compared_by_lines_and_what_takes_too_much_is_replaced() {
        let paragraph = |number: usize| format!("{}\n", (0..400).map(|word| format!("w{number}x{word} ")).collect::<String>());
        let before: String = (0..12).map(paragraph).collect();
        let after = before.replace("w7x200 ", "other ").replace("w2x3 ", "");
        let changes: Vec<_> = between(&before, &after).0.into_iter().filter(|piece| !matches!(piece, Piece::Kept(_))).collect();
        assert_eq!(changes.len(), 3, "{changes:?}");
        let other = before.replace('x', "y").replace('\n', "");
        let words = between(&before.replace('\n', ""), &other);
        assert_eq!(words.pieces().len(), 2);
        assert_eq!(words.after(), other);
    }

    #[test]
    fn texts_are_alike_by_their_words() {
        let are_alike = |one, other| {
            let (mut vocabulary, mut work) = (Vocabulary::default(), Work::of(ALLOWANCE));
            let (one, other) = (vocabulary.said(one, &mut work).unwrap(), vocabulary.said(other, &mut work).unwrap());
            one.is_alike(&other, &mut work)
        };
        assert!(are_alike("Every step names one owner", "Every step names an owner and a deputy"));
        assert!(!are_alike("Every step names one owner", "Paper from Flensburg is covered"));
        assert!(!are_alike("Freight", "Freight lines are covered, too"));
    }

    proptest! {
        #[test]
        fn both_texts_can_be_read_back(
            before in "([a-c]|[ ,.\n*]|ä){0,30}", after in "([a-c]|[ ,.\n*]|ä){0,30}", steps in prop_oneof![0..2_000_usize, Just(ALLOWANCE)],
        ) {
            let words = Words::between(&before, &after, &mut Work::of(steps));
            prop_assert_eq!(words.before(), before.clone());
            prop_assert_eq!(words.after(), after.clone());
            prop_assert_eq!(words.is_changed(), before != after);
            prop_assert!(words.pieces().iter().all(|piece| !matches!(piece, Piece::Kept(text) | Piece::Removed(text) | Piece::Added(text) if text.is_empty())));
        }

        #[test]
        fn nothing_is_lost_in_words(text in "\\PC{0,40}") {
            prop_assert_eq!(words(&text).concat(), text.clone());
            prop_assert!(words(&text).iter().all(|word| !word.is_empty()));
        }
    }
}
