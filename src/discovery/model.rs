//! Wishes, restatements and answers, and the states that follow from them. Pure.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;
use uuid::Uuid;

use crate::{access::Side, base::words::words, error::Refusal};

/// The most wishes that are stated in one go.
pub const MOST_WISHES: usize = 10;
/// The longest measure, baseline, target or place, in characters.
pub const LONGEST_LINE: usize = 300;

words! {
    /// The client's answer to a restatement.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
    #[serde(rename_all = "lowercase")]
    pub enum Answer {
        /// That is what was meant: the need is confirmed.
        Yes = "yes",
        /// Nearly; the correction says what is missing.
        Partly = "partly",
        /// That is not what was meant.
        No = "no",
    }
}

impl Answer {
    /// Key of the word for it.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Answer::Yes => "needs-answer-yes",
            Answer::Partly => "needs-answer-partly",
            Answer::No => "needs-answer-no",
        }
    }

    /// Key of what the story says of it.
    #[must_use]
    pub const fn said_key(self) -> &'static str {
        match self {
            Answer::Yes => "needs-said-yes",
            Answer::Partly => "needs-said-partly",
            Answer::No => "needs-said-no",
        }
    }
}

words! {
    /// How the client set a wish aside.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum Aside {
        /// For later.
        Parked = "parked",
        /// For good.
        Withdrawn = "withdrawn",
    }
}

/// How far a wish has come, in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// The provider has not yet said what it understood.
    Stated,
    /// It has, and the client has not confirmed it.
    Restated,
    /// The client confirmed what was understood.
    Confirmed,
    /// It rests.
    Parked,
    /// It was given up.
    Withdrawn,
}

impl Status {
    /// Key of the word.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Status::Stated => "needs-stated",
            Status::Restated => "needs-restated",
            Status::Confirmed => "needs-confirmed",
            Status::Parked => "needs-parked",
            Status::Withdrawn => "needs-withdrawn",
        }
    }

    /// Tone of its tag.
    #[must_use]
    pub const fn tone(self) -> &'static str {
        match self {
            Status::Stated | Status::Restated => "open",
            Status::Confirmed => "good",
            Status::Parked | Status::Withdrawn => "quiet",
        }
    }
}

/// Wishes to be recorded: one person's, said at one time.
#[derive(Clone, Debug)]
pub struct NewWishes {
    /// Verbatim.
    pub wishes: Vec<String>,
    /// Who said them; sits on the client's side.
    pub said_by: Uuid,
    /// When.
    pub said_on: NaiveDate,
    /// Where; may be empty.
    pub said_where: String,
    /// In which working session.
    pub session: Option<i32>,
}

/// What the provider understood.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Understood {
    /// The need in the provider's words.
    pub understanding: String,
    /// Why it matters; may be empty.
    pub why: String,
    /// By what both will know that it is met.
    pub measure: String,
    /// Where the measure stands today; may be empty.
    pub baseline: String,
    /// Where it is to stand; may be empty.
    pub target: String,
}

/// One round: a restatement and, once it is given, the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round {
    /// 1, 2, …
    pub number: i32,
    pub understood: Understood,
    /// Who restated it, by name.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// What the client said to it.
    pub answered: Option<Answered>,
}

/// An answer that was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    pub answer: Answer,
    /// What is missing or wrong; may be empty.
    pub correction: String,
    /// Who gave it, by name.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// Why and by whom it was set aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// For later or for good.
    pub how: Aside,
    pub why: String,
    /// Who, by name.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// A wish with everything that became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// `N1` without its letter.
    pub number: i32,
    /// Verbatim.
    pub wish: String,
    /// Who said it, by name.
    pub said_by: String,
    /// When.
    pub said_on: NaiveDate,
    /// Where; may be empty.
    pub said_where: String,
    /// In which working session.
    pub session: Option<i32>,
    /// Who recorded it, by name.
    pub recorded_by: String,
    /// When.
    pub recorded_at: DateTime<Utc>,
    /// The rounds, the first first.
    pub rounds: Vec<Round>,
    /// Whether it rests.
    pub set_aside: Option<SetAside>,
}

impl Need {
    /// Whether the latest restatement was confirmed.
    #[must_use]
    pub fn is_confirmed(&self) -> bool {
        self.confirmation().is_some()
    }

    /// The round that was confirmed, and its answer.
    fn confirmation(&self) -> Option<(&Round, &Answered)> {
        let round = self.rounds.last()?;
        round.answered.as_ref().filter(|answered| answered.answer == Answer::Yes).map(|answered| (round, answered))
    }

    /// The restatement that waits for an answer.
    #[must_use]
    pub fn open_round(&self) -> Option<&Round> {
        self.rounds.last().filter(|round| round.answered.is_none())
    }

    /// How far it has come.
    #[must_use]
    pub fn status(&self) -> Status {
        match &self.set_aside {
            Some(SetAside { how: Aside::Parked, .. }) => Status::Parked,
            Some(SetAside { how: Aside::Withdrawn, .. }) => Status::Withdrawn,
            None if self.is_confirmed() => Status::Confirmed,
            None if self.rounds.is_empty() => Status::Stated,
            None => Status::Restated,
        }
    }

    /// Which side has to move; none: it is confirmed or rests.
    #[must_use]
    pub fn waits_on(&self) -> Option<Side> {
        match self.status() {
            Status::Confirmed | Status::Parked | Status::Withdrawn => None,
            Status::Stated => Some(Side::Provider),
            Status::Restated => Some(if self.open_round().is_some() { Side::Client } else { Side::Provider }),
        }
    }

    /// Rounds it took until it was confirmed.
    #[must_use]
    pub fn rounds_until_confirmed(&self) -> Option<i32> {
        self.confirmation().map(|(round, _)| round.number)
    }

    /// Whole days from the wish's recording until it was confirmed.
    #[must_use]
    pub fn days_until_confirmed(&self) -> Option<i64> {
        self.confirmation().map(|(_, answered)| (answered.at - self.recorded_at).num_days())
    }

    /// Number of the round that a restatement would begin.
    ///
    /// # Errors
    /// The reason why it cannot be restated now.
    pub fn check_restatable(&self) -> Result<i32, Refusal> {
        if self.set_aside.is_some() {
            Err(Refusal::new("refused-need-set-aside"))
        } else if self.is_confirmed() {
            Err(Refusal::new("refused-need-confirmed"))
        } else if self.open_round().is_some() {
            Err(Refusal::new("refused-need-already-restated"))
        } else {
            Ok(self.rounds.last().map_or(1, |round| round.number + 1))
        }
    }

    /// Whether the restatement of this round can be answered.
    ///
    /// # Errors
    /// The reason why not; a round that is not the one that waits was answered meanwhile.
    pub fn check_answerable(&self, round: i32) -> Result<(), Refusal> {
        if self.set_aside.is_some() {
            return Err(Refusal::new("refused-need-set-aside"));
        }
        match self.open_round() {
            Some(open) if open.number == round => Ok(()),
            _ => Err(Refusal::new("refused-need-answered")),
        }
    }

    /// Whether it can be set aside.
    ///
    /// # Errors
    /// When it already was.
    pub fn check_set_aside(&self) -> Result<(), Refusal> {
        if self.set_aside.is_none() { Ok(()) } else { Err(Refusal::new("refused-need-set-aside")) }
    }

    /// Whether it can be taken up again.
    ///
    /// # Errors
    /// When it does not rest.
    pub fn check_resumable(&self) -> Result<(), Refusal> {
        if self.set_aside.is_some() { Ok(()) } else { Err(Refusal::new("refused-need-not-set-aside")) }
    }
}

/// A confirmed need, as a service names it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ConfirmedNeed {
    /// `N1` without its letter.
    pub number: i32,
    /// What was understood.
    pub understanding: String,
}

/// How long it takes to understand each other, over all wishes of an engagement.
#[derive(Clone, Copy, Debug, Default, PartialEq, sqlx::FromRow)]
pub struct Figures {
    /// Wishes that do not rest.
    pub wishes: i64,
    /// Of these, confirmed needs.
    pub confirmed: i64,
    /// Median rounds until confirmed, in tenths; none before the first.
    pub rounds_tenths: Option<i64>,
    /// Median days until confirmed, in tenths.
    pub days_tenths: Option<i64>,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::base::words::UnknownWord;

    fn at(hour: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + chrono::TimeDelta::hours(hour)
    }

    fn stated() -> Need {
        Need {
            number: 1,
            wish: "Less chaotic.".into(),
            said_by: "Meryem".into(),
            said_on: NaiveDate::default(),
            said_where: String::new(),
            session: None,
            recorded_by: "Meryem".into(),
            recorded_at: at(0),
            rounds: Vec::new(),
            set_aside: None,
        }
    }

    fn round(number: i32) -> Round {
        Round { number, understood: Understood::default(), by: "Claire".into(), at: at(1), answered: None }
    }

    fn answered(answer: Answer, hour: i64) -> Option<Answered> {
        Some(Answered { answer, correction: String::new(), by: "Tobias".into(), at: at(hour) })
    }

    #[test]
    fn a_correction_brings_a_second_round() {
        let mut need = stated();
        assert_eq!((need.status(), need.waits_on()), (Status::Stated, Some(Side::Provider)));
        assert_eq!(need.check_restatable(), Ok(1));
        need.rounds.push(round(1));
        assert_eq!((need.status(), need.waits_on()), (Status::Restated, Some(Side::Client)));
        assert_eq!(need.check_restatable().unwrap_err().key(), "refused-need-already-restated");
        need.rounds[0].answered = answered(Answer::Partly, 24);
        assert_eq!((need.status(), need.waits_on()), (Status::Restated, Some(Side::Provider)));
        assert_eq!(need.check_answerable(1).unwrap_err().key(), "refused-need-answered");
        assert_eq!(need.check_restatable(), Ok(2));
        need.rounds.push(round(2));
        assert!(need.check_answerable(2).is_ok());
        need.rounds[1].answered = answered(Answer::Yes, 49);
        assert_eq!((need.status(), need.waits_on()), (Status::Confirmed, None));
        assert_eq!((need.rounds_until_confirmed(), need.days_until_confirmed()), (Some(2), Some(2)));
    }

    #[test]
    fn words_read_back() {
        for answer in Answer::ALL {
            assert_eq!(answer.as_str().parse(), Ok(answer));
        }
        for aside in [Aside::Parked, Aside::Withdrawn] {
            assert_eq!(aside.as_str().parse(), Ok(aside));
        }
        assert_eq!("maybe".parse::<Answer>(), Err(UnknownWord));
    }

    proptest! {
        /// Whatever is tried in whatever order: rounds count up without a gap, at most the last one is open, nothing follows a
        /// yes, and exactly what waits on a side can be done by it.
        #[test]
        fn rounds_alternate(steps in proptest::collection::vec(0..6_u8, 0..60)) {
            let mut need = stated();
            for step in steps {
                match step {
                    0 => if let Ok(number) = need.check_restatable() { need.rounds.push(round(number)); },
                    1..=3 => {
                        let answer = Answer::ALL[usize::from(step) - 1];
                        let number = need.rounds.len() as i32;
                        if need.check_answerable(number).is_ok() { need.rounds.last_mut().unwrap().answered = answered(answer, 5); }
                    }
                    4 => if need.check_set_aside().is_ok() {
                        need.set_aside = Some(SetAside { how: Aside::Parked, why: "Later".into(), by: "Ines".into(), at: at(2) });
                    },
                    _ => if need.check_resumable().is_ok() { need.set_aside = None; },
                }
                let numbers: Vec<i32> = need.rounds.iter().map(|round| round.number).collect();
                prop_assert_eq!(numbers, (1..=need.rounds.len() as i32).collect::<Vec<_>>());
                let before_last = need.rounds.len().saturating_sub(1);
                let settled = need.rounds[..before_last].iter().all(|round| round.answered.as_ref().is_some_and(|given| given.answer != Answer::Yes));
                prop_assert!(settled);
                prop_assert_eq!(need.waits_on() == Some(Side::Provider), need.check_restatable().is_ok());
                prop_assert_eq!(need.waits_on() == Some(Side::Client), need.check_answerable(need.rounds.len() as i32).is_ok());
            }
        }
    }
}
