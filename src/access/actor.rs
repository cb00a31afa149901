//! Who makes a change.

use uuid::Uuid;

use super::{Role, Side};

/// Who makes a change.
#[derive(Clone, Copy, Debug)]
pub enum Actor {
    /// The holder of a seat.
    Person {
        id: Uuid,
        /// In which role, so on which side.
        role: Role,
    },
    /// Tandem itself: a clock ran out.
    Tandem,
}

impl Actor {
    /// The person, unless Tandem itself acts.
    #[must_use]
    pub const fn person(self) -> Option<Uuid> {
        match self {
            Actor::Person { id, .. } => Some(id),
            Actor::Tandem => None,
        }
    }

    /// The side, unless Tandem itself acts.
    #[must_use]
    pub const fn side(self) -> Option<Side> {
        match self {
            Actor::Person { role, .. } => Some(role.side()),
            Actor::Tandem => None,
        }
    }
}
