//! What the client learns to run alone, and when it does.

use super::{super::cast::named, Stage, instant, played};
use crate::{
    milestones::{self, model::NewMilestone},
    readiness::ladder::Mode,
    topics::{
        self,
        model::{NewAssist, NewObservation, NewTopic},
    },
};

pub struct Topic {
    pub title: &'static str,
    pub text: &'static str,
    pub line: &'static str,
    pub critical: bool,
    pub people: i32,
    /// The name of its runbook.
    pub runbook: &'static str,
}

/// A handover milestone.
#[derive(Clone, Copy)]
pub struct Milestone {
    pub title: &'static str,
    pub agreement: &'static str,
    pub at: &'static str,
    pub owner: &'static str,
    pub topics: &'static [i32],
    pub deliverables: &'static [i32],
}

/// An observation.
pub struct Seen {
    topic: i32,
    who: &'static str,
    mode: &'static str,
    on: &'static str,
    text: &'static str,
    real: bool,
    by_runbook: bool,
    learner: Option<&'static str>,
}

impl Seen {
    /// In a rehearsal.
    pub const fn of(topic: i32, who: &'static str, mode: &'static str, on: &'static str, text: &'static str) -> Seen {
        Seen { topic, who, mode, on, text, real: false, by_runbook: false, learner: None }
    }

    /// On a real case.
    pub const fn real(topic: i32, who: &'static str, mode: &'static str, on: &'static str, text: &'static str) -> Seen {
        Seen { real: true, ..Seen::of(topic, who, mode, on, text) }
    }

    /// Teaching somebody.
    pub const fn taught(topic: i32, who: &'static str, learner: &'static str, on: &'static str, text: &'static str) -> Seen {
        Seen { real: true, learner: Some(learner), ..Seen::of(topic, who, "taught", on, text) }
    }

    /// Following the runbook.
    pub const fn by_runbook(self) -> Seen {
        Seen { by_runbook: true, ..self }
    }
}

/// Help that an expert had to give.
pub struct Help {
    pub topic: i32,
    pub helped: &'static str,
    pub minutes: i32,
    pub on: &'static str,
    pub text: &'static str,
    /// The session in which it was given.
    pub session: Option<i32>,
}

impl Stage {
    /// A topic is planned, and its runbook attached.
    pub async fn plans_topic(&self, who: &str, topic: Topic) -> anyhow::Result<()> {
        let new = NewTopic {
            title: topic.title.to_owned(),
            text: topic.text.to_owned(),
            line: topic.line.to_owned(),
            critical: topic.critical,
            people_needed: topic.people,
            target_level: 4,
            runbook_url: None,
        };
        let number = played(topic.title, topics::acts::plan(&self.app, &self.seat_of(who).await?, new).await)?;
        let runbook = vec![self.document(topic.runbook, &[topic.title, topic.text]).await?];
        played(topic.runbook, topics::acts::attach_runbook(&self.app, &self.seat_of(who).await?, number, runbook).await)
    }

    /// Somebody was seen doing a topic.
    pub async fn observes(&self, who: &str, seen: Seen) -> anyhow::Result<()> {
        let learner = match seen.learner {
            Some(handle) => Some(self.seat_number(handle).await?),
            None => None,
        };
        let new = NewObservation {
            topic: seen.topic,
            seat: self.seat_number(seen.who).await?,
            mode: seen.mode.parse::<Mode>()?,
            observed_on: seen.on.parse()?,
            real_case: seen.real,
            text: seen.text.to_owned(),
            evidence_url: None,
            by_runbook: seen.by_runbook,
            learner,
            session: None,
        };
        played(seen.text, topics::acts::log_observation(&self.app, &self.seat_of(who).await?, new).await)?;
        Ok(())
    }

    /// Somebody had to help.
    pub async fn assists(&self, who: &str, help: Help) -> anyhow::Result<()> {
        let new = NewAssist {
            topic: help.topic,
            seat: self.seat_number(help.helped).await?,
            helper: self.person(who).await?,
            minutes: help.minutes,
            assisted_on: help.on.parse()?,
            text: help.text.to_owned(),
            session: help.session,
        };
        played(help.text, topics::acts::log_assist(&self.app, &self.seat_of(who).await?, new).await)?;
        Ok(())
    }

    /// One side attests that somebody does a topic alone.
    pub async fn attests(&self, who: &str, topic: i32, person: &str) -> anyhow::Result<()> {
        let seat = self.seat_number(person).await?;
        played("attestation", topics::acts::attest(&self.app, &self.seat_of(who).await?, topic, seat).await)
    }

    /// A milestone is planned.
    pub async fn plans_milestone(&self, who: &str, plan: Milestone) -> anyhow::Result<()> {
        let new = self.milestone(&plan).await?;
        played(plan.title, milestones::acts::plan(&self.app, &self.seat_of(who).await?, new).await)?;
        Ok(())
    }

    /// A milestone's cover, date or text is changed.
    pub async fn changes_milestone(&self, who: &str, number: i32, plan: Milestone) -> anyhow::Result<()> {
        let new = self.milestone(&plan).await?;
        played(plan.title, milestones::acts::change_plan(&self.app, &self.seat_of(who).await?, number, new, None).await)?;
        Ok(())
    }

    async fn milestone(&self, plan: &Milestone) -> anyhow::Result<NewMilestone> {
        Ok(NewMilestone {
            title: plan.title.to_owned(),
            agreement: plan.agreement.to_owned(),
            at: instant(plan.at)?,
            owner: Some(self.seat_number(plan.owner).await?),
            topics: plan.topics.to_vec(),
            deliverables: plan.deliverables.to_vec(),
        })
    }

    /// A handover is signed.
    pub async fn signs_milestone(&self, who: &str, number: i32) -> anyhow::Result<()> {
        let seat = self.seat_of(who).await?;
        played("handover", milestones::acts::sign(&self.app, &seat, number, named(who)?.name, None).await)?;
        Ok(())
    }
}
