//! A comparison as people read it; `templates/scope/comparison.html` draws it wherever a page has it as `comparison`.

use chrono::NaiveDate;
use uuid::Uuid;

use super::{Change, ComparedLine, Comparison, Counts, Criterion, Difference, Pair, Piece, Totals};
use crate::{
    access::Engagement,
    base::{
        format,
        language::Language,
        markdown,
        money::{Currency, Money, MoneyFault},
    },
    error::Refusal,
    scope::{
        self,
        line::{Kind, Line, LineContent, Part},
    },
    things::Thing,
};

/// One of two texts that are compared.
#[derive(Clone, Debug)]
pub struct Compared<'a> {
    /// What it is called at the head of its sums: "Version 2".
    pub name: String,
    /// All its lines.
    pub lines: &'a [Line],
}

/// Two texts of an engagement's scope as one, for a reader.
#[derive(Debug)]
pub struct ShownComparison {
    /// What the two are called.
    pub names: Pair<String>,
    /// The sections in which there is anything.
    pub sections: Vec<ShownSection>,
    /// Days and prices.
    pub totals: Totals,
    /// Whether lines that say the same are folded away; where a text is signed they are not.
    pub folded: bool,
    counts: Counts,
    language: Language,
}

/// A section of both texts.
#[derive(Debug)]
pub struct ShownSection {
    pub kind: Kind,
    /// What is read one after the other.
    pub blocks: Vec<Block>,
}

/// What is read in one go.
#[derive(Debug)]
pub enum Block {
    /// Neighbours that say the same in both: folded.
    Unchanged(Vec<ShownLine>),
    /// One line with what became of it.
    Line(ShownLine),
}

/// A line of either text or of both.
#[derive(Debug)]
pub struct ShownLine {
    /// Its identity.
    pub key: String,
    /// The page that shows it over all versions.
    pub url: String,
    /// What became of it.
    pub mark: Mark,
    /// Whether it stands elsewhere.
    pub moved: bool,
    /// In pieces.
    pub title: Vec<Piece>,
    /// In pieces as it was written, if it changed.
    pub text: Vec<Piece>,
    /// As safe HTML, if it did not.
    pub html: String,
    /// One after the other.
    pub criteria: Vec<Criterion>,
    /// Days, price and due date, as far as either text names them.
    pub facts: Vec<Fact>,
    /// The needs it answers.
    pub needs: Vec<NeedLink>,
}

/// What became of a line, in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It says something else.
    Changed,
    /// It says the same.
    Unchanged,
}

/// A figure of a line, in pieces: kept, or the earlier before the later one.
#[derive(Debug)]
pub struct Fact {
    /// Its name.
    pub part: Part,
    /// How it reads.
    pub pieces: Vec<Piece>,
}

/// A need that a line answers in either text.
#[derive(Debug)]
pub struct NeedLink {
    /// `N4`, kept, removed or added.
    pub piece: Piece,
    /// The page that shows it.
    pub url: String,
}

impl ShownComparison {
    /// Two texts of the engagement's scope as one.
    ///
    /// # Errors
    /// When their prices do not add up: see [`Totals::of`].
    pub fn new(
        engagement: &Engagement,
        language: Language,
        before: Compared<'_>,
        after: Compared<'_>,
    ) -> Result<ShownComparison, MoneyFault> {
        let comparison = Comparison::of(before.lines, after.lines);
        let currency = engagement.currency;
        let reader = Reader { engagement: engagement.id, language, currency };
        let sections = comparison.sections.iter().filter(|section| !section.lines.is_empty()).map(|section| ShownSection {
            kind: section.kind,
            blocks: blocks(section.lines.iter().map(|line| reader.line(line)).collect()),
        });
        Ok(ShownComparison {
            sections: sections.collect(),
            totals: Totals::of((before.lines, currency), (after.lines, currency))?,
            counts: comparison.counts(),
            names: Pair { before: before.name, after: after.name },
            folded: true,
            language,
        })
    }

    /// Two texts, each with its name, compared beside the threads that answer everybody: long ones take their time.
    ///
    /// # Errors
    /// `Refused` when their prices do not add up.
    pub async fn beside(
        engagement: &Engagement,
        language: Language,
        (before, lines): (String, Vec<Line>),
        (after, now): (String, Vec<Line>),
    ) -> crate::web::Result<ShownComparison> {
        let engagement = engagement.clone();
        let compared = tokio::task::spawn_blocking(move || {
            ShownComparison::new(&engagement, language, Compared { name: before, lines: &lines }, Compared { name: after, lines: &now })
        });
        Ok(compared.await.map_err(anyhow::Error::from)?.map_err(|fault| Refusal::new(fault.key()))?)
    }

    /// The same with every line in sight.
    #[must_use]
    pub fn whole(self) -> ShownComparison {
        ShownComparison { folded: false, ..self }
    }

    /// Whether both say the same.
    #[must_use]
    pub fn is_same(&self) -> bool {
        self.counts == Counts::default()
    }

    /// "1 line changed, 2 lines added; +5 business days, +€7,800."
    #[must_use]
    pub fn summary(&self) -> String {
        if self.is_same() {
            return self.language.t("scope-compare-same");
        }
        let Counts { added, removed, changed, moved } = self.counts;
        let counts = [
            (changed, "scope-compare-count-changed"),
            (added, "scope-compare-count-added"),
            (removed, "scope-compare-count-removed"),
            (moved, "scope-compare-count-moved"),
        ];
        let counts = counts.into_iter().filter(|(count, _)| *count > 0).map(|(count, key)| self.language.say(key).with("count", count));
        let counts = counts.map(String::from).collect::<Vec<_>>().join(", ");
        let said = match (self.totals.longer(), self.totals.dearer.minor) {
            (0, 0) => self.language.t("scope-compare-sums-same"),
            (days, 0) => self.said_days(days),
            (0, _) => self.dearer(),
            (days, _) => format!("{}, {}", self.said_days(days), self.dearer()),
        };
        format!("{counts}; {said}.")
    }

    fn said_days(&self, days: i64) -> String {
        self.language.say("scope-compare-days").with("days", format::signed(self.language, days)).with("count", days.abs()).to_string()
    }

    /// "+5"
    #[must_use]
    pub fn longer(&self) -> String {
        format::signed(self.language, self.totals.longer())
    }

    /// "+€7,800"
    #[must_use]
    pub fn dearer(&self) -> String {
        self.totals.dearer.signed(self.language)
    }

    /// What the later text's sums leave out, in sentences.
    #[must_use]
    pub fn left_out(&self) -> Vec<String> {
        let sums = &self.totals.sums.after;
        let left_out = [(sums.without_days, "scope-without-days"), (sums.without_price, "scope-without-price")];
        left_out
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, key)| self.language.say(key).with("count", count).into())
            .collect()
    }
}

impl ShownLine {
    /// Whether it says the same where it stood before.
    fn is_quiet(&self) -> bool {
        self.mark == Mark::Unchanged && !self.moved
    }
}

impl NeedLink {
    /// As all other words of a line.
    #[must_use]
    pub fn pieces(&self) -> &[Piece] {
        std::slice::from_ref(&self.piece)
    }
}

impl Mark {
    /// Name of its style.
    #[must_use]
    pub const fn style(self) -> &'static str {
        match self {
            Mark::Added => "added",
            Mark::Removed => "removed",
            Mark::Changed => "changed",
            Mark::Unchanged => "unchanged",
        }
    }

    /// Key of its word.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Mark::Added => "scope-compare-added",
            Mark::Removed => "scope-compare-removed",
            Mark::Changed => "scope-compare-changed",
            Mark::Unchanged => "scope-line-unchanged",
        }
    }
}

/// Folds neighbours that say the same.
fn blocks(lines: Vec<ShownLine>) -> Vec<Block> {
    let mut blocks = Vec::new();
    for line in lines {
        match blocks.last_mut() {
            Some(Block::Unchanged(quiet)) if line.is_quiet() => quiet.push(line),
            _ if line.is_quiet() => blocks.push(Block::Unchanged(vec![line])),
            _ => blocks.push(Block::Line(line)),
        }
    }
    blocks
}

/// For whom lines are put into words.
struct Reader {
    engagement: Uuid,
    language: Language,
    currency: Currency,
}

impl Reader {
    fn line(&self, line: &ComparedLine) -> ShownLine {
        let whole = |mark, content: &LineContent| self.whole(line, mark, content);
        match &line.change {
            Change::Added(content) => whole(Mark::Added, content),
            Change::Removed(content) => whole(Mark::Removed, content),
            Change::Unchanged(content) => whole(Mark::Unchanged, content),
            Change::Changed(difference) => self.changed(line, difference),
        }
    }

    fn whole(&self, line: &ComparedLine, mark: Mark, content: &LineContent) -> ShownLine {
        ShownLine {
            title: vec![Piece::Kept(content.title.clone())],
            text: Vec::new(),
            html: markdown::render(&content.text),
            criteria: content.criteria.iter().cloned().map(Criterion::Kept).collect(),
            facts: self.facts(
                Pair { before: content.days, after: content.days },
                Pair { before: content.price_minor, after: content.price_minor },
                Pair { before: content.due_on, after: content.due_on },
            ),
            needs: content.needs.iter().map(|need| self.need(*need, Piece::Kept)).collect(),
            ..self.bare(line, mark)
        }
    }

    fn changed(&self, line: &ComparedLine, difference: &Difference) -> ShownLine {
        let Difference { title, text, criteria, needs, .. } = difference;
        let rewritten = text.is_changed();
        let removed = needs.before.iter().filter(|need| !needs.after.contains(need)).map(|need| self.need(*need, Piece::Removed));
        let now = needs.after.iter().map(|need| self.need(*need, if needs.before.contains(need) { Piece::Kept } else { Piece::Added }));
        ShownLine {
            title: title.pieces().to_vec(),
            text: if rewritten { text.pieces().to_vec() } else { Vec::new() },
            html: if rewritten { String::new() } else { markdown::render(&text.after()) },
            criteria: criteria.clone(),
            facts: self.facts(difference.days, difference.price_minor, difference.due_on),
            needs: removed.chain(now).collect(),
            ..self.bare(line, Mark::Changed)
        }
    }

    /// Without what it says.
    fn bare(&self, line: &ComparedLine, mark: Mark) -> ShownLine {
        ShownLine {
            key: line.key.clone(),
            url: scope::line_url(self.engagement, &line.key),
            mark,
            moved: line.moved,
            title: Vec::new(),
            text: Vec::new(),
            html: String::new(),
            criteria: Vec::new(),
            facts: Vec::new(),
            needs: Vec::new(),
        }
    }

    fn facts(&self, days: Pair<Option<i32>>, price_minor: Pair<Option<i64>>, due_on: Pair<Option<NaiveDate>>) -> Vec<Fact> {
        let facts = [
            (Part::Days, days.said(|days| format::integer(self.language, days.into()))),
            (Part::Price, price_minor.said(|minor| Money::new(minor, self.currency).format(self.language))),
            (Part::DueDate, due_on.said(|day| format::date(self.language, day))),
        ];
        facts.into_iter().filter(|(_, pieces)| !pieces.is_empty()).map(|(part, pieces)| Fact { part, pieces }).collect()
    }

    fn need(&self, number: i32, piece: fn(String) -> Piece) -> NeedLink {
        let need = Thing::Need(number);
        NeedLink { piece: piece(need.to_string()), url: need.url(self.engagement) }
    }
}

impl<T: Copy + PartialEq> Pair<Option<T>> {
    /// Kept, or the earlier before the later value; none where neither has one.
    fn said(&self, say: impl Fn(T) -> String) -> Vec<Piece> {
        if self.before == self.after {
            return self.after.map(|value| Piece::Kept(say(value))).into_iter().collect();
        }
        let (before, after) = (self.before.map(|value| Piece::Removed(say(value))), self.after.map(|value| Piece::Added(say(value))));
        before.into_iter().chain(after).collect()
    }
}
