//! What people agree on in a milestone, and the rules by which it is changed and signed. Pure.

use chrono::{DateTime, SecondsFormat, Utc};
use uuid::Uuid;

use crate::{
    access::Side,
    base::digest::Digest,
    error::Refusal,
    readiness::{
        facts::Milestone,
        light::{Light, Readiness},
    },
};

/// From when the client runs what alone: the text that both sides sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMilestone {
    /// What it is called.
    pub title: String,
    /// "From … the client runs … without assistance of …"
    pub agreement: String,
    /// From when.
    pub at: DateTime<Utc>,
    /// Who owns it at the client, by seat; none: nobody is named yet.
    pub owner: Option<i32>,
    /// The topics it covers.
    pub topics: Vec<i32>,
    /// The deliverables it covers.
    pub deliverables: Vec<i32>,
}

impl NewMilestone {
    /// What a signature under this milestone of an engagement stands under.
    ///
    /// Canonical form: one JSON array without spaces, in UTF-8, with only `"`, `\` and control characters escaped, of
    /// `["tandem handover 1", engagement, number, title, agreement, at in UTC (RFC 3339, to the second), seat of the owner
    /// or null, [topics…], [deliverables…]]`, with the numbers of what is covered in ascending order.
    #[must_use]
    pub fn digest(&self, engagement: Uuid, number: i32) -> Digest {
        let ascending = |numbers: &[i32]| {
            let mut numbers = numbers.to_vec();
            numbers.sort_unstable();
            numbers
        };
        let canonical = serde_json::json!([
            "tandem handover 1",
            engagement,
            number,
            self.title,
            self.agreement,
            self.at.to_rfc3339_opts(SecondsFormat::Secs, true),
            self.owner,
            ascending(&self.topics),
            ascending(&self.deliverables),
        ]);
        Digest::of(canonical.to_string())
    }
}

impl Milestone {
    /// What is agreed, with the text that the facts of readiness leave out.
    #[must_use]
    pub fn plan(&self, agreement: String) -> NewMilestone {
        NewMilestone {
            title: self.title.clone(),
            agreement,
            at: self.at,
            owner: self.owner,
            topics: self.topics.clone(),
            deliverables: self.deliverables.clone(),
        }
    }

    /// Whether its agreement may still be changed.
    ///
    /// # Errors
    /// When both sides have signed it.
    pub fn check_change(&self) -> Result<(), Refusal> {
        if self.signed_at.is_some() { Err(Refusal::new("refused-milestone-signed")) } else { Ok(()) }
    }

    /// Whether a side may sign it as it stands.
    ///
    /// # Errors
    /// When the side has signed, or a gate blocks.
    pub fn check_signature(&self, side: Side, readiness: &Readiness) -> Result<(), Refusal> {
        self.check_change()?;
        if self.signed_by.contains(&side) {
            return Err(Refusal::new("refused-already-signed"));
        }
        if readiness.light != Light::Ready {
            return Err(Refusal::new("refused-milestone-blocked"));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_an_agreement_counts() {
        let agreement = NewMilestone {
            title: "Handover".into(),
            agreement: "From 31 July".into(),
            at: "2026-07-31T16:00:00Z".parse().unwrap(),
            owner: Some(2),
            topics: vec![1, 2],
            deliverables: vec![5],
        };
        let digest = agreement.digest(Uuid::nil(), 5);
        // Made independently, by Python's json and hashlib from the documented form.
        assert_eq!(digest.to_string(), "1303bab7f6b1391741c84dd6fd2585a5766f5b84ec555cb597f63f255fba1e3c");
        let turned = NewMilestone { topics: vec![2, 1], ..agreement.clone() };
        assert_eq!(digest, turned.digest(Uuid::nil(), 5), "the order in which it was chosen says nothing");
        assert_ne!(digest, agreement.digest(Uuid::max(), 5));
        assert_ne!(digest, agreement.digest(Uuid::nil(), 4));
        for other in [
            NewMilestone { agreement: "From 30 July".into(), ..agreement.clone() },
            NewMilestone { owner: None, ..agreement.clone() },
            NewMilestone { topics: vec![1], ..agreement.clone() },
            NewMilestone { deliverables: vec![], ..agreement.clone() },
        ] {
            assert_ne!(digest, other.digest(Uuid::nil(), 5));
        }
    }
}
