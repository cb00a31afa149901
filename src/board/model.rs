//! What stands on the board, and in which order. Pure.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use serde::Deserialize;
use uuid::Uuid;

use crate::{
    access::Side,
    readiness::{Next, Standing, light::Light},
};

/// An engagement on the board as it is called.
#[derive(Clone, Debug, Deserialize)]
pub struct Managed {
    /// The engagement.
    pub id: Uuid,
    /// What it is called.
    pub title: String,
    /// Name of the client.
    pub client: String,
    /// Name of the provider.
    pub provider: String,
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

/// The place of an engagement on the board: by its next milestone, if one is planned.
#[derive(Clone, Debug)]
pub struct Place {
    pub engagement: Uuid,
    pub next: Option<Next<Standing>>,
}

impl Place {
    /// The worst light of what it shows.
    #[must_use]
    pub fn light(&self) -> Option<Light> {
        self.next.as_ref().map(Next::light)
    }

    /// The worse the earlier, then the sooner the earlier; what has no milestone comes last.
    fn risk(&self) -> (bool, Option<Light>, Option<DateTime<Utc>>) {
        (self.next.is_none(), self.light(), self.next.as_ref().map(|next| next.worst().at))
    }
}

/// The board: engagements with how their open milestones stand, the worst first; with `light`, only those.
#[must_use]
pub fn board(engagements: Vec<Uuid>, mut standings: HashMap<Uuid, Vec<Standing>>, light: Option<Light>) -> Vec<Place> {
    let place = |engagement| Place { engagement, next: standings.remove(&engagement).and_then(Next::of) };
    let mut places: Vec<Place> = engagements.into_iter().map(place).collect();
    places.retain(|place| light.is_none() || place.light() == light);
    places.sort_by_key(Place::risk);
    places
}

/// A page of a board that begins after an engagement; one that is not on it (any more) leads to the beginning. Also whether
/// the board goes on.
#[must_use]
pub fn page_after(board: Vec<Place>, after: Option<Uuid>, size: usize) -> (Vec<Place>, bool) {
    let begin = after.and_then(|after| board.iter().position(|place| place.engagement == after)).map_or(0, |at| at + 1);
    let more = board.len() > begin + size;
    (board.into_iter().skip(begin).take(size).collect(), more)
}
