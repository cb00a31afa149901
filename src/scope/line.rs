//! Lines of the catalogue: what they say, what they lack, what they sum up to. Pure.

use std::{fmt, str::FromStr};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use serde_json::json;

use crate::base::{
    digest::Digest,
    words::{UnknownWord, words},
};

/// The most lines of one version.
pub const MOST_LINES: usize = 300;
/// The most acceptance criteria of one service.
pub const MOST_CRITERIA: usize = 30;
/// The longest title of a line, in characters.
pub const LONGEST_TITLE: usize = 200;
/// The longest acceptance criterion, in characters.
pub const LONGEST_CRITERION: usize = 500;
/// The most business days of one service.
pub const MOST_DAYS: i32 = 9999;
/// The highest price of one service, in minor units.
pub const HIGHEST_PRICE: i64 = 1_000_000_000_000;

words! {
    /// What a line is about; the four sections of every version.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
    pub enum Kind {
        /// What the provider does, and is accountable for.
        Service = "service",
        /// What is not included.
        Exclusion = "exclusion",
        /// What the client contributes.
        ClientDuty = "client_duty",
        /// How both work together: the How.
        WayOfWorking = "way_of_working",
    }
}

impl Kind {
    /// With what its lines' keys begin.
    #[must_use]
    pub const fn letter(self) -> char {
        match self {
            Kind::Service => 'S',
            Kind::Exclusion => 'X',
            Kind::ClientDuty => 'C',
            Kind::WayOfWorking => 'W',
        }
    }

    /// The kind of the line with this key.
    ///
    /// # Errors
    /// When no kind's keys begin like it.
    pub fn of_key(key: &str) -> Result<Kind, UnknownWord> {
        Kind::ALL.into_iter().find(|kind| key.starts_with(kind.letter())).ok_or(UnknownWord)
    }

    /// Key of the section's heading.
    #[must_use]
    pub const fn heading(self) -> &'static str {
        match self {
            Kind::Service => "scope-services",
            Kind::Exclusion => "scope-exclusions",
            Kind::ClientDuty => "scope-client-duties",
            Kind::WayOfWorking => "scope-ways-of-working",
        }
    }

    /// Key of what an empty section says.
    #[must_use]
    pub const fn none(self) -> &'static str {
        match self {
            Kind::Service => "scope-services-none",
            Kind::Exclusion => "scope-exclusions-none",
            Kind::ClientDuty => "scope-client-duties-none",
            Kind::WayOfWorking => "scope-ways-of-working-none",
        }
    }

    /// Key of the words that add a line.
    #[must_use]
    pub const fn add(self) -> &'static str {
        match self {
            Kind::Service => "scope-add-service",
            Kind::Exclusion => "scope-add-exclusion",
            Kind::ClientDuty => "scope-add-client-duty",
            Kind::WayOfWorking => "scope-add-way-of-working",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What a line says. Criteria, days, price and due date are for services only.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineContent {
    /// In a few words.
    pub title: String,
    /// In full; Markdown, may be empty.
    pub text: String,
    /// By what its results will be judged.
    pub criteria: Vec<String>,
    /// Effort in business days.
    pub days: Option<i32>,
    /// Price in minor units of the engagement's currency.
    pub price_minor: Option<i64>,
    /// Until when.
    pub due_on: Option<NaiveDate>,
    /// The needs it answers, by number, in order: `N1` without its letter.
    #[serde(default)]
    pub needs: Vec<i32>,
}

/// A line to be written into a draft.
#[derive(Clone, Debug)]
pub struct NewLine {
    /// What it is about.
    pub kind: Kind,
    /// What it says.
    pub content: LineContent,
}

/// A line of a version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its identity over all versions: `S1`.
    pub key: String,
    /// What it is about.
    pub kind: Kind,
    /// Where it stands: lower numbers are read first, section by section.
    pub position: i32,
    /// What it says in this version.
    pub content: LineContent,
}

impl Line {
    /// What a form was shown for: it differs as soon as somebody else has changed the line.
    #[must_use]
    pub fn token(&self) -> String {
        Digest::of(self.content.canonical().to_string()).to_string()
    }

    /// What a service still lacks to be judged and planned by. `confirmed` are the numbers of the needs that are confirmed.
    #[must_use]
    pub fn lacks(&self, confirmed: &[i32]) -> Vec<Lack> {
        if self.kind != Kind::Service {
            return Vec::new();
        }
        let LineContent { criteria, days, due_on, needs, .. } = &self.content;
        let lacks = [
            (!needs.iter().any(|need| confirmed.contains(need)), Lack::Need),
            (criteria.is_empty(), Lack::Criteria),
            (due_on.is_none(), Lack::DueDate),
            (days.is_none(), Lack::Days),
        ];
        lacks.into_iter().filter(|(lacks, _)| *lacks).map(|(_, lack)| lack).collect()
    }
}

impl LineContent {
    /// The content as it is hashed: title, text, criteria, days, price in minor units, due date; then the needs, if it names
    /// any. What was signed before lines could name needs keeps its digest that way.
    pub(super) fn canonical(&self) -> serde_json::Value {
        let mut canonical =
            vec![json!(self.title), json!(self.text), json!(self.criteria), json!(self.days), json!(self.price_minor), json!(self.due_on)];
        if !self.needs.is_empty() {
            canonical.push(json!(self.needs));
        }
        canonical.into()
    }

    /// What differs from an earlier content.
    #[must_use]
    pub fn changed_from(&self, earlier: &LineContent) -> Vec<Part> {
        let parts = [
            (self.title != earlier.title, Part::Title),
            (self.text != earlier.text, Part::Text),
            (self.criteria != earlier.criteria, Part::Criteria),
            (self.days != earlier.days, Part::Days),
            (self.price_minor != earlier.price_minor, Part::Price),
            (self.due_on != earlier.due_on, Part::DueDate),
            (self.needs != earlier.needs, Part::Needs),
        ];
        parts.into_iter().filter(|(differs, _)| *differs).map(|(_, part)| part).collect()
    }
}

/// A part of a line that can change from version to version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Title,
    Text,
    /// Its acceptance criteria.
    Criteria,
    /// Its effort.
    Days,
    Price,
    DueDate,
    /// The needs it answers.
    Needs,
}

impl Part {
    /// Key of its name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Part::Title => "scope-line-title",
            Part::Text => "scope-line-text",
            Part::Criteria => "scope-line-criteria",
            Part::Days => "scope-line-days",
            Part::Price => "scope-line-price",
            Part::DueDate => "scope-line-due",
            Part::Needs => "scope-line-needs",
        }
    }
}

/// What a service lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// By what its results would be judged.
    Criteria,
    /// Until when it is done.
    DueDate,
    /// How much work it is.
    Days,
    /// For what need it is there.
    Need,
}

impl Lack {
    /// Key of the warning.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Lack::Criteria => "scope-lacks-criteria",
            Lack::DueDate => "scope-lacks-due",
            Lack::Days => "scope-lacks-days",
            Lack::Need => "scope-lacks-need",
        }
    }
}

/// What the services of a version sum up to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// Business days.
    pub days: i64,
    /// Price in minor units.
    pub price_minor: i64,
    /// Services that name no price, so that the sum is not all.
    pub without_price: i64,
    /// Services that name no days.
    pub without_days: i64,
}

impl Sums {
    /// Of these lines.
    #[must_use]
    pub fn of(lines: &[Line]) -> Sums {
        let mut sums = Sums::default();
        for line in lines.iter().filter(|line| line.kind == Kind::Service) {
            sums.days += i64::from(line.content.days.unwrap_or_default());
            sums.price_minor += line.content.price_minor.unwrap_or_default();
            sums.without_days += i64::from(line.content.days.is_none());
            sums.without_price += i64::from(line.content.price_minor.is_none());
        }
        sums
    }
}

/// Where a line is moved within its section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Towards the beginning.
    Up,
    /// Towards the end.
    Down,
}

impl FromStr for Direction {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        match word {
            "up" => Ok(Direction::Up),
            "down" => Ok(Direction::Down),
            _ => Err(UnknownWord),
        }
    }
}

/// The line that changes places with the one under `key`; none at the edge of its section. `lines` are in order.
#[must_use]
pub fn neighbour<'a>(lines: &'a [Line], key: &str, direction: Direction) -> Option<&'a Line> {
    let kind = Kind::of_key(key).ok()?;
    let section: Vec<&Line> = lines.iter().filter(|line| line.kind == kind).collect();
    let at = section.iter().position(|line| line.key == key)?;
    let beside = match direction {
        Direction::Up => at.checked_sub(1)?,
        Direction::Down => at + 1,
    };
    section.get(beside).copied()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A line that says little.
    pub fn line(key: &str) -> Line {
        let content = LineContent { title: format!("Line {key}"), ..LineContent::default() };
        let position = key[1..].parse().unwrap();
        Line { key: key.to_owned(), kind: Kind::of_key(key).unwrap(), position, content }
    }

    #[test]
    fn words_and_letters_read_back() {
        for kind in Kind::ALL {
            assert_eq!(kind.to_string().parse(), Ok(kind));
            assert_eq!(Kind::of_key(&format!("{}12", kind.letter())), Ok(kind));
        }
        assert_eq!("Service".parse::<Kind>(), Err(UnknownWord));
        assert_eq!(Kind::of_key("D1"), Err(UnknownWord));
    }

    #[test]
    fn only_services_lack_something() {
        assert_eq!(line("S1").lacks(&[1]), [Lack::Need, Lack::Criteria, Lack::DueDate, Lack::Days]);
        assert_eq!(line("X1").lacks(&[1]), []);
        let mut whole = line("S1");
        whole.content.criteria = vec!["Works".into()];
        whole.content.days = Some(0);
        whole.content.due_on = NaiveDate::from_ymd_opt(2026, 7, 31);
        whole.content.needs = vec![2, 4];
        assert_eq!(whole.lacks(&[1, 4]), []);
        // A need that is set aside is no ground any more.
        assert_eq!(whole.lacks(&[1]), [Lack::Need]);
    }

    #[test]
    fn sums_say_what_they_leave_out() {
        let mut priced = line("S1");
        priced.content.days = Some(6);
        priced.content.price_minor = Some(780_000);
        let sums = Sums::of(&[priced, line("S2"), line("X1")]);
        assert_eq!(sums, Sums { days: 6, price_minor: 780_000, without_price: 1, without_days: 1 });
    }

    #[test]
    fn a_line_moves_within_its_section() {
        let lines = ["S1", "X1", "S2", "S3"].map(line);
        let beside = |key, direction| neighbour(&lines, key, direction).map(|line| line.key.as_str());
        assert_eq!(beside("S2", Direction::Up), Some("S1"));
        assert_eq!(beside("S2", Direction::Down), Some("S3"));
        assert_eq!(beside("S1", Direction::Up), None);
        assert_eq!(beside("S3", Direction::Down), None);
        assert_eq!(beside("X1", Direction::Down), None);
        assert_eq!(beside("S9", Direction::Down), None);
    }

    #[test]
    fn the_token_and_the_parts_follow_the_content() {
        let before = line("S1");
        let mut after = before.clone();
        assert_eq!(before.token(), after.token());
        after.content.days = Some(3);
        after.content.text = "More.".into();
        assert_ne!(before.token(), after.token());
        assert_eq!(after.content.changed_from(&before.content), [Part::Text, Part::Days]);
    }
}
