//! What stands on the board, and in which order. Pure.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    access::Side,
    readiness::{Next, light::Light},
};

/// An engagement that the reader answers for.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Managed {
    /// The engagement.
    pub id: Uuid,
    /// What it is called.
    pub title: String,
    /// Name of the client.
    pub client: String,
    /// Name of the provider.
    pub provider: String,
    /// Whether a milestone is open, so that there is something to judge.
    pub planned: bool,
}

impl Managed {
    /// Name of the organization on a side.
    #[must_use]
    pub fn party(&self, side: Side) -> &str {
        match side {
            Side::Client => &self.client,
            Side::Provider => &self.provider,
        }
    }
}

/// An engagement on the board: its next milestone and how ready that is; none while no milestone is planned.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Which engagement.
    pub managed: Managed,
    /// Its next milestone.
    pub next: Option<Next>,
}

impl Entry {
    /// The worst light of what it shows.
    #[must_use]
    pub fn light(&self) -> Option<Light> {
        self.next.as_ref().map(Next::light)
    }

    /// The worse the earlier, then the sooner the earlier; what has no milestone comes last.
    fn risk(&self) -> (bool, Option<Light>, Option<DateTime<Utc>>) {
        let worst = self.next.as_ref().map(|next| next.danger.as_ref().unwrap_or(&next.milestone));
        (self.next.is_none(), self.light(), worst.map(|milestone| milestone.at))
    }
}

/// The board: engagements with what comes next in each, the worst first; with `light`, only those.
#[must_use]
pub fn board(managed: Vec<Managed>, mut next: HashMap<Uuid, Next>, light: Option<Light>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = managed.into_iter().map(|managed| Entry { next: next.remove(&managed.id), managed }).collect();
    entries.retain(|entry| light.is_none() || entry.light() == light);
    entries.sort_by_key(Entry::risk);
    entries
}

/// A page of a board that begins after an engagement; one that is not on it (any more) leads to the beginning. Also whether
/// the board goes on.
#[must_use]
pub fn page_after(board: Vec<Entry>, after: Option<Uuid>, size: usize) -> (Vec<Entry>, bool) {
    let begin = after.and_then(|after| board.iter().position(|entry| entry.managed.id == after)).map_or(0, |place| place + 1);
    let more = board.len() > begin + size;
    (board.into_iter().skip(begin).take(size).collect(), more)
}
