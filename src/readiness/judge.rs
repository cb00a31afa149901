//! Judging: what was kept of an engagement, the records, and what follows.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

use super::{
    facts::{Facts, Milestone},
    kept::{self, Kept},
    light::Readiness,
    outlook::{Next, Outlook, outlooks},
    queries,
    steps::{self, Step},
};
use crate::{events::readiness::ReadinessEvent, things::Thing, turns::model::Move};

/// What came of judging an engagement.
#[derive(Clone, Debug, Default)]
pub struct Judged {
    /// What is to be told of it.
    pub news: Vec<ReadinessEvent>,
    /// Whose turn it became by a gate's next step.
    pub asked: Vec<Move>,
}

/// All that is kept of an engagement as it stands now, and the turns that follow; with how its open milestones stand.
fn whole<'a>(facts: &'a Facts, before: &Kept, now: DateTime<Utc>) -> (Vec<(&'a Milestone, Readiness)>, Kept) {
    let judged: Vec<_> = facts.open_milestones().map(|milestone| (milestone, Readiness::of(facts, milestone, now))).collect();
    let kept = Kept::of(facts, &judged, before, now);
    (judged, kept)
}

/// Judges an engagement's open milestones within a change that has locked it, and keeps that: gates, light, and the turns of
/// whoever has to move.
///
/// # Errors
/// When the database fails.
pub async fn judge(db: &mut PgConnection, engagement: Uuid, now: DateTime<Utc>) -> sqlx::Result<Judged> {
    let stood = queries::stood(&mut *db, engagement).await?;
    if !stood.is_open && stood.kept == Kept::default() && stood.steps.is_empty() {
        return Ok(Judged::default());
    }
    let facts = queries::facts_of_one(&mut *db, engagement).await?;
    let (judged, kept) = whole(&facts, &stood.kept, now);
    queries::keep(&mut *db, engagement, &kept).await?;
    let changes = steps::changes(&facts, steps::steps(&facts, &judged), &stood.steps, now);
    queries::change_steps(&mut *db, engagement, &changes, now).await?;
    let news = kept::news(&judged, &stood.kept);
    // Signers are told by the event that says that it is ready; where there is none, a signature fell, by what is told here.
    let said = |step: &Step| {
        news.iter().any(|event| matches!(event, ReadinessEvent::Ready { number, .. } if Thing::Milestone(*number) == step.thing))
    };
    let asked = changes.open.iter().filter(|(step, _)| step.gate != steps::SIGNATURE || !said(step));
    let asked = asked.map(|(step, _)| step.as_move()).collect();
    Ok(Judged { news, asked })
}

/// Where what is kept of an engagement differs from what its records say now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Differences {
    pub milestones: Vec<i32>,
    /// How many turns of gates and signers are missing, too many, or due at another time.
    pub turns: usize,
    /// Whether what is kept has lapsed, or nothing is: then it is judged before it is shown, and does not differ.
    pub lapsed: bool,
}

/// Judges an engagement and compares, without keeping anything.
///
/// # Errors
/// When the database fails.
pub async fn compare(db: &mut PgConnection, engagement: Uuid, now: DateTime<Utc>) -> sqlx::Result<Differences> {
    let stood = queries::stood(&mut *db, engagement).await?;
    let facts = queries::facts_of_one(&mut *db, engagement).await?;
    let (judged, kept) = whole(&facts, &stood.kept, now);
    let holds = |milestone: &Milestone| stood.kept.of_milestone(milestone.number).is_some_and(|kept| kept.holds_until > now);
    if !judged.iter().all(|(milestone, _)| holds(milestone)) {
        return Ok(Differences { lapsed: true, ..Differences::default() });
    }
    let changes = steps::changes(&facts, steps::steps(&facts, &judged), &stood.steps, now);
    Ok(Differences {
        milestones: kept.differs_in(&stood.kept).into_iter().collect(),
        turns: changes.end.len() + changes.due.len() + changes.open.len(),
        lapsed: false,
    })
}

/// The open milestones of engagements as they stand, by date; those that have none are left out. What was kept is shown as
/// long as it holds, the rest is judged from the records. One statement, two when something does not hold.
///
/// # Errors
/// When the database fails.
pub async fn open_milestones(db: &PgPool, engagements: &[Uuid], now: DateTime<Utc>) -> sqlx::Result<HashMap<Uuid, Vec<Outlook>>> {
    let (mut open, over) = queries::outlooks_kept(db, engagements, now).await?;
    open.extend(judged_afresh(db, &over, now).await?);
    Ok(open)
}

/// The same judged from the records, whatever is kept. One statement, for no engagement none.
///
/// # Errors
/// When the database fails.
pub async fn judged_afresh(db: &PgPool, engagements: &[Uuid], now: DateTime<Utc>) -> sqlx::Result<HashMap<Uuid, Vec<Outlook>>> {
    if engagements.is_empty() {
        return Ok(HashMap::new());
    }
    Ok(queries::facts_of(db, engagements).await?.iter().map(|facts| (facts.engagement, outlooks(facts, now))).collect())
}

/// The milestone of each engagement that comes next ([`Next::of`]); statements as [`open_milestones`].
///
/// # Errors
/// When the database fails.
pub async fn next(db: &PgPool, engagements: &[Uuid], now: DateTime<Utc>) -> sqlx::Result<HashMap<Uuid, Next>> {
    let open = open_milestones(db, engagements, now).await?;
    Ok(open.into_iter().filter_map(|(engagement, open)| Some((engagement, Next::of(open)?))).collect())
}
