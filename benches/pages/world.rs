//! Who is who in a filled database. The same arithmetic stands in `fill/world.sql` and `fill/batch.sql`.

use uuid::Uuid;

/// An engagement by its place in the filling, the first being 0.
#[derive(Clone, Copy)]
pub struct Engagement(pub u32);

/// Clients are numbered from here on, so that they and providers share one table.
const CLIENTS: u32 = 1_000_000;

/// The number of the person who manages ten providers.
const PORTFOLIO: u32 = 3_000_000;

impl Engagement {
    /// Its id.
    pub fn id(self) -> Uuid {
        id(3, self.0)
    }

    /// Its title.
    pub fn title(self) -> String {
        format!("Engagement {:05}", self.0)
    }

    /// The provider's manager, who has fifty engagements.
    pub fn manager(self) -> Uuid {
        id(1, self.0 / 50 * 4)
    }

    /// Who manages the first ten providers, so has 500 engagements; those of the first providers, wherever one looks from.
    pub fn portfolio_manager(self) -> Uuid {
        id(1, PORTFOLIO)
    }

    /// The consultant on site.
    pub fn consultant(self) -> Uuid {
        id(1, self.0 / 50 * 4 + 1 + self.0 % 3)
    }

    /// The client's lead, who has five engagements.
    pub fn lead(self) -> Uuid {
        id(1, CLIENTS + self.0 / 5 * 3 + 1)
    }
}

/// A closed engagement, the first being 0.
#[derive(Clone, Copy)]
pub struct Closed(pub u32);

impl Closed {
    /// Its id.
    pub fn id(self) -> Uuid {
        id(4, self.0)
    }

    /// Its title.
    pub fn title(self) -> String {
        format!("Closed {:05}", self.0)
    }

    /// The consultant, who has a seat in all of them and in twenty open engagements.
    pub fn consultant(self) -> Uuid {
        id(1, PORTFOLIO + 3)
    }

    /// The client's sponsor.
    pub fn sponsor(self) -> Uuid {
        id(1, PORTFOLIO + 4)
    }

    /// Who manages the first twenty providers, so has 1,000 open engagements, and nine of ten of the closed ones.
    pub fn manager_of_many() -> Uuid {
        id(1, PORTFOLIO + 1)
    }

    /// Who manages the first ten providers, so has 500 open engagements, and all of the closed ones.
    pub fn manager_of_all() -> Uuid {
        id(1, PORTFOLIO + 2)
    }
}

/// Entry numbers of open feedback that replies are posted to.
pub const OPEN_FEEDBACK: [i32; 7] = [31, 33, 34, 35, 36, 37, 39];

/// Number of the open entry that is read. Nothing is posted to it, so that it stays the same size over all runs.
pub const READ_FEEDBACK: i32 = 38;

/// In the shape of ids that grow with time, as real ones are.
fn id(kind: u32, number: u32) -> Uuid {
    Uuid::from_u128((u128::from(kind) << 96) | 0x7000_8000_0000_0000_0000 | u128::from(number))
}
