//! Making anew what is kept of computations: turns from the events of an engagement, blockers from the records of all rooms, gates
//! and their turns from these. So a changed rule or matrix of roles reaches what was kept by an older one; and whether there is
//! need, `verify` says.
//!
//! It stands above the rooms and asks each what its records hold of blockers. The events would not do: those from before blockers
//! were kept do not say of every entry whether it blocks.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

use crate::{
    access::{Actor, Side},
    blockers::{self, Blocker},
    change::{Change, WhenClosed},
    changes, db, deliverables, effects,
    error::Error,
    events::{Event, milestones::MilestoneEvent},
    feedback, files,
    readiness::{self, Differences},
    turns::{
        model::{Ask, Move},
        queries::{self, StoredTurn},
    },
};

/// An engagement in which something was made anew.
#[derive(Clone, Debug)]
pub struct Rebuilt {
    pub engagement: Uuid,
    pub title: String,
    /// How many turns of events were opened, ended or given to other roles.
    pub turns: usize,
    /// On which things blockers were kept otherwise, by reference.
    pub blockers: Vec<String>,
    /// Where its readiness was kept otherwise.
    pub readiness: Differences,
}

/// An engagement of which something is kept otherwise than its records say.
#[derive(Clone, Debug)]
pub struct Differing {
    pub engagement: Uuid,
    pub title: String,
    /// On which things blockers are, by reference.
    pub blockers: Vec<String>,
    /// Where its readiness is.
    pub readiness: Differences,
}

impl Rebuilt {
    /// Whether anything was otherwise.
    #[must_use]
    pub fn differed(&self) -> bool {
        self.turns > 0 || !self.blockers.is_empty() || self.readiness != Differences::default()
    }
}

/// Engagements by id: this one, or all.
///
/// # Errors
/// When the database fails.
async fn engagements(pool: &PgPool, only: Option<Uuid>) -> sqlx::Result<Vec<(Uuid, String)>> {
    sqlx::query_as("select id, title from engagements where $1::uuid is null or id = $1 order by id").bind(only).fetch_all(pool).await
}

/// Makes turns, blockers and gates of one engagement anew, or of all; returns each with what was otherwise.
///
/// # Errors
/// When the database fails.
pub async fn rebuild(pool: &PgPool, only: Option<Uuid>, now: DateTime<Utc>) -> anyhow::Result<Vec<Rebuilt>> {
    let mut all = Vec::new();
    for (engagement, title) in engagements(pool, only).await? {
        let mut change = Change::begin(pool, engagement, Actor::Tandem, None, now, WhenClosed::GoOn).await?;
        let now = change.now();
        let turns = turns(&mut change).await?;
        let blockers = mend_blockers(&mut change, engagement).await?;
        let readiness = readiness::compare(&mut change, engagement, now).await?;
        change.judge().await?;
        all.push(Rebuilt { engagement, title, turns, blockers, readiness });
    }
    Ok(all)
}

/// Where what is kept of the readiness of one engagement, or of all, and of what stands in its way, differs from its records; only
/// those that do.
///
/// # Errors
/// When the database fails.
pub async fn compare(pool: &PgPool, only: Option<Uuid>, now: DateTime<Utc>) -> anyhow::Result<Vec<Differing>> {
    let mut differing = Vec::new();
    for (engagement, title) in engagements(pool, only).await? {
        // One moment for what is kept and what it rests on.
        let mut moment = db::begin_reading(pool).await?;
        let readiness = readiness::compare(&mut moment, engagement, now).await?;
        let kept = blockers::queries::kept(&mut *moment, engagement).await?;
        let blockers = otherwise(&kept, &recorded_blockers(&mut moment, engagement).await?);
        if !blockers.is_empty() || !readiness.milestones.is_empty() || readiness.turns > 0 {
            differing.push(Differing { engagement, title, blockers, readiness });
        }
    }
    Ok(differing)
}

/// The blockers of an engagement as the records of all rooms have them.
async fn recorded_blockers(db: &mut PgConnection, engagement: Uuid) -> sqlx::Result<Vec<Blocker>> {
    let mut all = feedback::blockers(&mut *db, engagement).await?;
    all.extend(changes::blockers(&mut *db, engagement).await?);
    all.extend(effects::blockers(&mut *db, engagement).await?);
    all.extend(deliverables::blockers(&mut *db, engagement).await?);
    all.extend(files::blockers(&mut *db, engagement).await?);
    Ok(all)
}

/// On which things blockers differ, by reference.
fn otherwise(kept: &[Blocker], recorded: &[Blocker]) -> Vec<String> {
    fn by_thing(blockers: &[Blocker]) -> BTreeMap<&str, &Blocker> {
        blockers.iter().map(|blocker| (blocker.thing.as_str(), blocker)).collect()
    }
    let (kept, recorded) = (by_thing(kept), by_thing(recorded));
    let things: BTreeSet<_> = kept.keys().chain(recorded.keys()).copied().collect();
    things.into_iter().filter(|thing| kept.get(thing) != recorded.get(thing)).map(str::to_owned).collect()
}

/// Makes the blockers those that the records have; returns on which things they were otherwise.
async fn mend_blockers(change: &mut Change, engagement: Uuid) -> sqlx::Result<Vec<String>> {
    let kept = blockers::queries::kept(&mut **change, engagement).await?;
    let recorded = recorded_blockers(change, engagement).await?;
    let otherwise = otherwise(&kept, &recorded);
    for thing in &otherwise {
        match recorded.iter().find(|blocker| blocker.thing == *thing) {
            Some(blocker) => blockers::queries::put(change, engagement, blocker).await?,
            None => blockers::queries::remove(change, engagement, thing).await?,
        }
    }
    Ok(otherwise)
}

/// Makes the open turns those that the events left open. A turn that is there keeps whom it waits on, as long as they can
/// end it, and its due date.
async fn turns(change: &mut Change) -> Result<usize, Error> {
    let (engagement, now) = (change.engagement(), change.now());
    let mut wanted = replay(recorded(change).await?);
    let (mut count, mut mended) = (0, Vec::new());
    for turn in queries::stored(change, engagement).await? {
        let key = (turn.thing.to_string(), turn.side);
        if wanted.get(&key).is_some_and(|open| open.is(&turn)) {
            wanted.remove(&key);
            count += usize::from(queries::reassign(change, engagement, &turn).await?);
        } else {
            mended.push((now, Move::End { thing: turn.thing, side: turn.side }));
        }
    }
    mended.extend(wanted.into_values().map(|open| (open.since, open.cause)));
    count += mended.len();
    change.mend_turns(mended).await?;
    Ok(count)
}

/// What happened, in order. What this version does not know moves nothing.
async fn recorded(change: &mut Change) -> sqlx::Result<Vec<(Event, Option<Side>, DateTime<Utc>)>> {
    let engagement = change.engagement();
    let rows: Vec<(String, serde_json::Value, Option<String>, DateTime<Utc>)> =
        sqlx::query_as("select kind, detail, side, at from events where engagement_id = $1 order by number")
            .bind(engagement)
            .fetch_all(&mut **change)
            .await?;
    let known = |(kind, detail, side, at): (String, serde_json::Value, Option<String>, DateTime<Utc>)| {
        Some((Event::from_parts(&kind, detail).ok()?, side.and_then(|side| side.parse().ok()), at))
    };
    Ok(rows.into_iter().filter_map(known).collect())
}

/// A turn that the events left open.
struct Left {
    ask: Ask,
    since: DateTime<Utc>,
    cause: Move,
}

impl Left {
    fn is(&self, turn: &StoredTurn) -> bool {
        // A request that was open when requests began to be placed waits for that, and its events do not say so.
        let placed = self.ask == Ask::AnswerFeedback && turn.ask == Ask::PlaceRequest;
        (self.ask == turn.ask || placed) && self.since == turn.since
    }
}

/// What the moves of events, in their order, leave open.
fn replay(events: Vec<(Event, Option<Side>, DateTime<Utc>)>) -> BTreeMap<(String, Side), Left> {
    let mut open: BTreeMap<(String, Side), Left> = BTreeMap::new();
    let mut echoes = BTreeSet::new();
    for (event, by, at) in events {
        if let Event::Milestone(MilestoneEvent::EchoAnswered { feedback: Some(number), .. }) = &event {
            echoes.insert(format!("F{number}"));
        }
        if event.closes().is_some() {
            open.retain(|(thing, _), left| left.ask == Ask::AnswerEcho || echoes.contains(thing));
        }
        for change in event.meaning(by).moves {
            match &change {
                Move::Open { thing, side, ask, .. } => {
                    let (key, ask) = ((thing.to_string(), *side), *ask);
                    open.entry(key).or_insert(Left { ask, since: at, cause: change });
                }
                Move::End { thing, side } => {
                    open.remove(&(thing.to_string(), *side));
                }
            }
        }
    }
    open
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        events::{effects::EffectEvent, feedback::FeedbackEvent},
        things::Thing,
    };

    #[test]
    fn what_the_events_leave_open_is_open() {
        let at = |minute: i64| DateTime::from_timestamp(60 * minute, 0).unwrap();
        let raised = |number| FeedbackEvent::Raised {
            number,
            entry_kind: "question".into(),
            about: String::new(),
            blocking: false,
            excerpt: "Who?".into(),
            to: None,
        };
        let replied = FeedbackEvent::Replied {
            number: 1,
            excerpt: "Who?".into(),
            raised_side: Side::Client,
            raised_by: Uuid::nil(),
            unplaced: false,
            blocking: false,
        };
        let (client, provider) = (Some(Side::Client), Some(Side::Provider));
        let open = replay(vec![(raised(1).into(), client, at(1)), (raised(2).into(), client, at(2)), (replied.into(), provider, at(3))]);
        let left: Vec<_> = open.into_iter().map(|((thing, side), left)| (thing, side, left.ask, left.since)).collect();
        assert_eq!(
            left,
            [("F1".into(), Side::Client, Ask::CloseFeedback, at(3)), ("F2".into(), Side::Provider, Ask::AnswerFeedback, at(2))]
        );
    }

    #[test]
    fn what_closes_ends_all_but_what_goes_on_afterwards() {
        let at = DateTime::UNIX_EPOCH;
        let signed = MilestoneEvent::Signed {
            number: 1,
            title: String::new(),
            side: Side::Client,
            digest: String::new(),
            complete: true,
            closes: true,
            waivers: Vec::new(),
            going_on: Vec::new(),
        };
        let asked = MilestoneEvent::EchoAsked { number: 1, title: String::new(), days: 30, to: None };
        let raised = EffectEvent::Reported { number: 1, area: String::new(), excerpt: String::new() };
        let open =
            replay(vec![(raised.into(), Some(Side::Provider), at), (signed.into(), Some(Side::Client), at), (asked.into(), None, at)]);
        assert_eq!(open.into_keys().collect::<Vec<_>>(), [(Thing::Milestone(1).to_string(), Side::Client)]);
    }
}
