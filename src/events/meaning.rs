//! What an event means to everybody else.

use uuid::Uuid;

use super::sentence::Sentence;
use crate::{
    access::{Ability, Side},
    blockers::{Blocker, Blocks, State, What},
    things::Thing,
    turns::model::{Ask, Due, Move},
};

/// What a room's events answer. The first two each event answers for itself; the others answer for all but those which a room
/// names, so that these stand out.
pub trait RoomEvent {
    /// The thing it happened to.
    fn thing(&self) -> Thing;

    /// What follows from it. `by` is the acting side; none when a clock ran out.
    fn meaning(&self, by: Option<Side>) -> Meaning;

    /// Those who are told by mail because it ends what they had taken on. Nobody, if it ends nothing of the kind.
    fn relieves(&self) -> Vec<Uuid> {
        Vec::new()
    }

    /// Whether it changes who may see the engagement, which open event streams have to know. Only what happens to seats does.
    fn changes_access(&self) -> bool {
        false
    }

    /// What it puts in the way of a handover or takes out of it. `by` is the acting side; none when a clock ran out. Nothing, if the
    /// room's things block none.
    fn blocks(&self, _by: Option<Side>) -> Vec<Blocks> {
        Vec::new()
    }

    /// Whether it closes the engagement, and then which feedback entries go on nevertheless. Only the last signature does.
    fn closes(&self) -> Option<&[i32]> {
        None
    }
}

/// What follows from an event. There is no meaning by default: whoever adds an event says each of these.
#[derive(Clone, Debug)]
pub struct Meaning {
    /// What it does to turns. Those of gates and signers follow from what is judged ([`crate::readiness::steps`]).
    pub moves: Vec<Move>,
    /// Who is told by mail besides those whose turn it becomes.
    pub tells: Tell,
    /// How it reads, whoever did it.
    pub reads: Sentence,
    /// Whether a gate may stand otherwise after it. What says no costs nothing more than its own rows.
    pub touches_readiness: bool,
}

/// Who is told by mail, besides those whose turn it becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tell {
    /// Nobody else: it stands in the activity and changes open pages.
    Nobody,
    /// Everybody on this side who may do more than look on.
    Side(Side),
    /// Those on this side who may do this.
    Able(Side, Ability),
    /// Both sides.
    Both,
    /// Those on both sides who may do this.
    BothAble(Ability),
}

impl Tell {
    /// The side across from the one that acted; nobody when a clock ran out.
    pub(super) fn other(by: Option<Side>) -> Tell {
        by.map_or(Tell::Nobody, |by| Tell::Side(by.other()))
    }
}

/// Moves of turns on one thing.
pub(super) struct On<'a>(pub(super) &'a Thing);

impl On<'_> {
    /// It is no longer the turn of `side`.
    pub(super) fn ends(&self, side: Side) -> Move {
        Move::End { thing: self.0.clone(), side }
    }

    /// It is nobody's turn any more.
    pub(super) fn rests(&self) -> Vec<Move> {
        Side::BOTH.map(|side| self.ends(side)).into()
    }

    /// It becomes the turn of `side`, of everybody whose role allows it and within what the side has promised.
    pub(super) fn asks(&self, side: Side, ask: Ask) -> Move {
        self.asks_of(side, ask, None, Due::Promise)
    }

    /// It becomes the turn of `side`: of a person, if one is asked, and until when.
    pub(super) fn asks_of(&self, side: Side, ask: Ask, to: Option<Uuid>, due: Due) -> Move {
        Move::Open { thing: self.0.clone(), ask, side, to, due }
    }

    /// It stands in the way of a handover from now on.
    pub(super) fn blocks(&self, what: What) -> Vec<Blocks> {
        vec![Blocks::Open(Blocker::while_open(self.0, what, true))]
    }

    /// What it puts in the way is otherwise now.
    pub(super) fn turns(&self, state: State) -> Vec<Blocks> {
        vec![Blocks::Turn { thing: self.0.clone(), state }]
    }
}
