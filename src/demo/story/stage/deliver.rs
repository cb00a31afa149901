//! What is delivered, and what is said of it.

use super::{super::papers, Stage, played};
use crate::{
    deliverables::{
        self,
        model::{AnswersFor, Decision, Finding, NewDeliverable, NewSubmission, Verdict},
    },
    feedback::{self, model::NewEntry},
};

/// A deliverable to be planned.
pub struct Deliverable {
    pub title: &'static str,
    pub line: &'static str,
    pub due_on: &'static str,
    /// Places in the line's criteria.
    pub criteria: &'static [i32],
}

/// A feedback entry.
pub struct Feedback {
    pub kind: &'static str,
    pub about: &'static str,
    pub text: &'static str,
    pub blocking: bool,
    pub to: Option<&'static str>,
}

impl Stage {
    /// A deliverable is planned.
    pub async fn plans_deliverable(&self, who: &str, plan: Deliverable) -> anyhow::Result<()> {
        let version = sqlx::query_scalar("select number from scope_versions where engagement_id = $1 and state = 'agreed'")
            .bind(self.engagement)
            .fetch_one(&self.app.db)
            .await?;
        let new = NewDeliverable {
            line: plan.line.to_owned(),
            title: plan.title.to_owned(),
            text: String::new(),
            due_on: plan.due_on.parse()?,
            answers_for: AnswersFor::Some { version, places: plan.criteria.to_vec() },
        };
        played(plan.title, deliverables::acts::plan(&self.app, &self.seat_of(who).await?, new).await)?;
        Ok(())
    }

    /// Work begins.
    pub async fn starts(&self, who: &str, number: i32) -> anyhow::Result<()> {
        played("start", deliverables::acts::start(&self.app, &self.seat_of(who).await?, number).await)
    }

    /// A submission is handed in, with documents that were laid ready.
    pub async fn submits(&self, who: &str, number: i32, notes: &str, documents: &[&str]) -> anyhow::Result<()> {
        for name in documents {
            let file = vec![self.document(name, &[notes]).await?];
            played(name, deliverables::acts::attach(&self.app, &self.seat_of(who).await?, number, file).await)?;
        }
        let new = NewSubmission { notes: notes.to_owned(), links: Vec::new() };
        played("submission", deliverables::acts::submit(&self.app, &self.seat_of(who).await?, number, new).await)?;
        Ok(())
    }

    /// The latest submission is accepted: every criterion is met.
    pub async fn accepts(&self, who: &str, number: i32) -> anyhow::Result<()> {
        self.reviews(who, number, Decision::Accept, 0, "").await
    }

    /// The latest submission is sent back, citing a criterion.
    pub async fn returns(&self, who: &str, number: i32, criterion: i32, remark: &str) -> anyhow::Result<()> {
        self.reviews(who, number, Decision::Return, criterion, remark).await
    }

    async fn reviews(&self, who: &str, number: i32, decision: Decision, unmet: i32, remark: &str) -> anyhow::Result<()> {
        let (submission, criteria): (i32, i64) = sqlx::query_as(
            "select submissions, (select count(*) from deliverable_criteria c where c.engagement_id = d.engagement_id and c.deliverable = d.number)
             from deliverables d where engagement_id = $1 and number = $2",
        )
        .bind(self.engagement)
        .bind(number)
        .fetch_one(&self.app.db)
        .await?;
        let findings = (1..=i32::try_from(criteria)?)
            .map(|position| {
                let met = position != unmet;
                Finding { position, met, remark: if met { String::new() } else { remark.to_owned() } }
            })
            .collect();
        let seen_files = sqlx::query_scalar(
            "select count(*) from files f join file_versions v on v.engagement_id = f.engagement_id and v.file = f.number
             where f.engagement_id = $1 and f.thing = 'D' || $2::integer and f.part = $3",
        )
        .bind(self.engagement)
        .bind(number)
        .bind(submission)
        .fetch_one(&self.app.db)
        .await?;
        let verdict = Verdict { decision, findings, remark: String::new(), seen_files };
        played("review", deliverables::acts::review(&self.app, &self.seat_of(who).await?, number, submission, verdict).await)
    }

    /// Feedback is raised. Returns its number.
    pub async fn raises(&self, who: &str, said: Feedback) -> anyhow::Result<i32> {
        let to = match said.to {
            Some(handle) => Some(self.person(handle).await?),
            None => None,
        };
        let entry =
            NewEntry { kind: said.kind.parse()?, blocking: said.blocking, text: said.text.to_owned(), about: said.about.parse()?, to };
        played(said.text, feedback::acts::raise(&self.app, &self.seat_of(who).await?, entry).await)
    }

    /// A picture of what is meant is attached to an entry.
    pub async fn shows(&self, who: &str, number: i32, name: &str) -> anyhow::Result<()> {
        let file = vec![self.file(name, papers::screenshot()).await?];
        played(name, feedback::acts::attach(&self.app, &self.seat_of(who).await?, number, file).await)
    }

    /// A reply.
    pub async fn replies(&self, who: &str, number: i32, text: &str) -> anyhow::Result<()> {
        played(text, feedback::acts::reply(&self.app, &self.seat_of(who).await?, number, text).await)
    }

    /// The last word.
    pub async fn closes(&self, who: &str, number: i32, text: &str) -> anyhow::Result<()> {
        played(text, feedback::acts::close(&self.app, &self.seat_of(who).await?, number, text).await)
    }
}
