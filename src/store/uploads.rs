//! The uploads that a node takes at once.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use tokio::sync::Semaphore;
use uuid::Uuid;

/// Uploads of one person that a node takes at once.
const MOST_UPLOADS: usize = 3;

/// The uploads that are under way on this node, by person.
#[derive(Clone, Debug)]
pub struct Uploads {
    counts: Arc<Mutex<HashMap<Uuid, usize>>>,
    /// What came to nothing is removed one after the other: many refused forms take no more of the store than one.
    pub removing: Arc<Semaphore>,
}

impl Default for Uploads {
    fn default() -> Self {
        Uploads { counts: Arc::default(), removing: Arc::new(Semaphore::new(1)) }
    }
}

/// One of them; it ends with the value.
pub struct UnderWay {
    uploads: Uploads,
    person: Uuid,
}

impl Uploads {
    /// One more of this person; none when there are as many as a node takes.
    #[must_use]
    pub fn begin(&self, person: Uuid) -> Option<UnderWay> {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(person).or_default();
        if *count >= MOST_UPLOADS {
            return None;
        }
        *count += 1;
        Some(UnderWay { uploads: self.clone(), person })
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        let mut counts = self.uploads.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counts.get_mut(&self.person) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&self.person);
            }
        }
    }
}
