//! Terms, and progress by scope line. Pure.

use chrono::NaiveDate;
use serde::Serialize;
use uuid::Uuid;

use crate::base::{digest::Digest, language::Language, money::Currency};

/// The longest title of an engagement, in characters.
pub const LONGEST_TITLE: usize = 160;

/// What both sides rely on: title, dates, and within how many business days they answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Terms {
    /// What the engagement is called.
    pub title: String,
    /// First day.
    pub starts_on: NaiveDate,
    /// Last day.
    pub ends_on: NaiveDate,
    /// In which language both sides write; their texts are searched by its words.
    pub language: Language,
    /// Within how many business days the client answers.
    pub client_promise_days: i32,
    /// Within how many business days the provider answers.
    pub provider_promise_days: i32,
    /// First review window of a submission, in business days.
    pub review_days: i32,
    /// Second review window, after the formal notice.
    pub second_review_days: i32,
    /// Whether a submission counts as accepted after both windows; else the review is only reminded of.
    pub deems_acceptance: bool,
    /// After how many days without use what somebody does alone lapses.
    pub lapse_days: i32,
    /// For how many business days of the client a critical topic has to go without an assist before it is handed over.
    pub assist_free_days: i32,
}

impl Terms {
    /// Names these very terms: a form carries it, so that it can be told whether they changed while it was filled in.
    #[must_use]
    pub fn token(&self) -> String {
        let text = serde_json::to_string(self).unwrap_or_default();
        Digest::of(text).to_string()
    }
}

/// Who has the wish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Client {
    /// An organization with which the provider has worked before.
    Known(Uuid),
    /// One that is entered with its first engagement, by name.
    New(String),
}

/// An engagement that is to be opened.
#[derive(Clone, Debug)]
pub struct NewEngagement {
    /// Who delivers.
    pub provider: Uuid,
    /// Who has the wish.
    pub client: Client,
    /// Currency of all its prices.
    pub currency: Currency,
    /// What both sides rely on.
    pub terms: Terms,
}

/// How far an agreed service has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineProgress {
    /// Its weight: business days.
    pub days: i64,
    /// Deliverables that were planned under it.
    pub deliverables: i64,
    /// Those of them that are accepted or deemed accepted.
    pub accepted: i64,
}

/// How far all agreed services have come, by weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Accepted weight, in tenths of a business day.
    pub accepted_tenths: i64,
    /// Whole weight, in business days.
    pub days: i64,
}

impl Progress {
    /// The sum over the lines; none when nothing has a weight. A line's accepted weight is its days times the share of
    /// its deliverables that are accepted; a line under which nothing is planned has none yet.
    #[must_use]
    pub fn of(lines: &[LineProgress]) -> Option<Progress> {
        let days = lines.iter().map(|line| line.days).sum();
        let accepted_tenths =
            lines.iter().filter(|line| line.deliverables > 0).map(|line| line.days * 10 * line.accepted / line.deliverables).sum();
        (days > 0).then_some(Progress { accepted_tenths, days })
    }

    /// In percent, rounded down: 100 means all.
    #[must_use]
    pub const fn percent(self) -> i64 {
        self.accepted_tenths * 10 / self.days
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn progress_is_weighed_by_business_days() {
        let line = |days, deliverables, accepted| LineProgress { days, deliverables, accepted };
        assert_eq!(Progress::of(&[]), None);
        assert_eq!(Progress::of(&[line(0, 1, 1)]), None);
        let progress = Progress::of(&[line(6, 1, 1), line(14, 2, 1), line(10, 0, 0)]).unwrap();
        assert_eq!((progress.accepted_tenths, progress.days, progress.percent()), (130, 30, 43));
    }

    proptest! {
        #[test]
        fn all_accepted_is_all_and_never_more(lines in proptest::collection::vec((1..500_i64, 1..20_i64, 0..20_i64), 1..20)) {
            let part: Vec<_> = lines.iter().map(|(days, planned, accepted)| LineProgress { days: *days, deliverables: *planned, accepted: *accepted.min(planned) }).collect();
            let all: Vec<_> = part.iter().map(|line| LineProgress { accepted: line.deliverables, ..*line }).collect();
            prop_assert_eq!(Progress::of(&all).unwrap().percent(), 100);
            let percent = Progress::of(&part).unwrap().percent();
            prop_assert!((0..=100).contains(&percent));
            prop_assert!(percent < 100 || part == all);
        }
    }

    #[test]
    fn any_other_term_has_another_token() {
        let terms = Terms {
            title: "Invoices".into(),
            starts_on: NaiveDate::MIN,
            ends_on: NaiveDate::MAX,
            language: Language::De,
            client_promise_days: 3,
            provider_promise_days: 3,
            review_days: 5,
            second_review_days: 5,
            deems_acceptance: true,
            lapse_days: 60,
            assist_free_days: 10,
        };
        assert_eq!(terms.token(), terms.clone().token());
        assert_ne!(terms.token(), Terms { review_days: 6, ..terms.clone() }.token());
        assert_ne!(terms.token(), Terms { deems_acceptance: false, ..terms.clone() }.token());
    }
}
