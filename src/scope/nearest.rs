//! The scope guard: which agreed service and which exclusion a text is nearest to. Pure but for [`find`].
//!
//! A word of the text counts where a line has the same stem, so that "payments" finds "payment"; less where only a part of a
//! longer word is alike, so that "Zahlungsvorschlagsexport" finds "Zahlungsvorschlag". Accents do not matter. A word that many
//! lines have says little, so each counts by how rare it is among the lines.

use sqlx::PgExecutor;
use uuid::Uuid;

use super::{line::Kind, queries};
use crate::base::language::Language;

/// A line that may be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Near {
    pub key: String,
    /// What it is called.
    pub title: String,
}

impl Near {
    /// "X2 Payment run and bank"
    #[must_use]
    pub fn words(&self) -> String {
        format!("{} {}", self.key, self.title)
    }
}

/// The nearest lines; none where nothing is near.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Nearest {
    /// What is agreed.
    pub service: Option<Near>,
    /// What is not included.
    pub exclusion: Option<Near>,
}

impl Nearest {
    /// Whether nothing is near.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.service.is_none() && self.exclusion.is_none()
    }
}

/// A line with how well each word of the text fits it: 0 (not at all) to 1 (the same stem in its title).
#[derive(Clone, Debug)]
pub struct Scored {
    pub line: Near,
    pub kind: Kind,
    /// One for each word, in the same order for every line.
    pub fits: Vec<f64>,
}

/// From this on a line is near; below, the words it shares with the text are chance.
const NEAR: f64 = 0.5;

/// Chooses the nearest service and the nearest exclusion.
#[must_use]
pub fn choose(lines: &[Scored]) -> Nearest {
    let words = lines.iter().map(|line| line.fits.len()).max().unwrap_or_default();
    let all = lines.len() as f64 + 1.0;
    let rarity: Vec<f64> = (0..words)
        .map(|word| {
            let having = lines.iter().filter(|line| line.fits.get(word).is_some_and(|fit| *fit > 0.0)).count();
            // As many lines have it: from 1 for a word of one line towards 0 for a word of all.
            if having == 0 { 0.0 } else { (all / having as f64).ln() / all.ln() }
        })
        .collect();
    let score = |line: &Scored| line.fits.iter().zip(&rarity).map(|(fit, rarity)| fit * rarity).sum::<f64>();
    let best = |kind: Kind| {
        let near = lines.iter().filter(|line| line.kind == kind).map(|line| (score(line), line)).filter(|(score, _)| *score >= NEAR);
        // Of equals the first in the document.
        near.reduce(|best, next| if next.0 > best.0 { next } else { best }).map(|(_, line)| line.line.clone())
    };
    Nearest { service: best(Kind::Service), exclusion: best(Kind::Exclusion) }
}

/// The lines of the agreed version that a text is nearest to, in the language in which the engagement is written. One statement,
/// or none for an empty text.
///
/// # Errors
/// When the database fails.
pub async fn find(db: impl PgExecutor<'_>, engagement: Uuid, language: Language, text: &str) -> sqlx::Result<Nearest> {
    if text.trim().is_empty() {
        return Ok(Nearest::default());
    }
    Ok(find_among(db, engagement, language, text).await?.0)
}

/// The same, and all services and exclusions that were compared, in order. One statement.
///
/// # Errors
/// When the database fails.
pub async fn find_among(db: impl PgExecutor<'_>, engagement: Uuid, language: Language, text: &str) -> sqlx::Result<(Nearest, Vec<Near>)> {
    let lines = queries::scored(db, engagement, language, text).await?;
    Ok((choose(&lines), lines.into_iter().map(|scored| scored.line).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(key: &str, fits: &[f64]) -> Scored {
        Scored { line: Near { key: key.into(), title: format!("Line {key}") }, kind: Kind::of_key(key).unwrap(), fits: fits.to_vec() }
    }

    fn keys(nearest: &Nearest) -> (Option<&str>, Option<&str>) {
        (nearest.service.as_ref().map(|near| near.key.as_str()), nearest.exclusion.as_ref().map(|near| near.key.as_str()))
    }

    #[test]
    fn rare_words_say_more_than_those_of_every_line() {
        // "invoice" is everywhere, "payment" only in X2, "matching" only in S2.
        let lines =
            [line("S1", &[1.0, 0.0, 0.0]), line("S2", &[1.0, 0.0, 1.0]), line("X1", &[1.0, 0.0, 0.0]), line("X2", &[0.0, 1.0, 0.0])];
        assert_eq!(keys(&choose(&lines)), (Some("S2"), Some("X2")));
    }

    #[test]
    fn what_shares_nothing_is_near_to_nothing() {
        assert_eq!(choose(&[]), Nearest::default());
        assert_eq!(choose(&[line("S1", &[0.0]), line("X1", &[0.0])]), Nearest::default());
        assert!(choose(&[line("S1", &[]), line("X1", &[])]).is_empty());
    }

    #[test]
    fn of_equals_the_first_is_chosen() {
        let lines = [line("X1", &[1.0]), line("X2", &[1.0]), line("S1", &[0.0]), line("S2", &[0.0]), line("S3", &[0.0])];
        assert_eq!(keys(&choose(&lines)), (None, Some("X1")));
    }
}
