//! The uploads that a node takes at once.

use std::sync::Arc;

use tokio::sync::Semaphore;
use uuid::Uuid;

use crate::base::counts::{Counted, Counts};

/// Uploads of one person that a node takes at once.
const MOST_UPLOADS: usize = 3;

/// The uploads that are under way on this node, by person.
#[derive(Clone, Debug)]
pub struct Uploads {
    by_person: Counts<Uuid>,
    /// What came to nothing is removed one after the other: many refused forms take no more of the store than one.
    pub removing: Arc<Semaphore>,
}

impl Default for Uploads {
    fn default() -> Self {
        Uploads { by_person: Counts::default(), removing: Arc::new(Semaphore::new(1)) }
    }
}

impl Uploads {
    /// One more of this person; none when there are as many as a node takes. It ends with the value.
    #[must_use]
    pub fn begin(&self, person: Uuid) -> Option<Counted<Uuid>> {
        self.by_person.one_more(person, |of_theirs, _| of_theirs < MOST_UPLOADS)
    }
}
