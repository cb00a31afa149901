//! Which workers of this node are down, and since when.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use chrono::{DateTime, Utc};

/// A look at all of them. Cloning shares it.
#[derive(Clone, Debug, Default)]
pub struct Watch(Arc<Mutex<BTreeMap<&'static str, DateTime<Utc>>>>);

impl Watch {
    /// A worker fell, unless it already lay.
    pub fn fell(&self, worker: &'static str, at: DateTime<Utc>) {
        self.all().entry(worker).or_insert(at);
    }

    /// A worker does its work again.
    pub fn recovered(&self, worker: &'static str) {
        self.all().remove(worker);
    }

    /// Those that are down, and since when.
    #[must_use]
    pub fn down(&self) -> Vec<(&'static str, DateTime<Utc>)> {
        self.all().iter().map(|(worker, since)| (*worker, *since)).collect()
    }

    fn all(&self) -> MutexGuard<'_, BTreeMap<&'static str, DateTime<Utc>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    #[test]
    fn a_worker_that_falls_again_and_again_is_down_since_the_first_time() {
        let (watch, first) = (Watch::default(), DateTime::UNIX_EPOCH);
        watch.fell("the clock", first);
        watch.fell("the clock", first + TimeDelta::minutes(1));
        watch.fell("the sweeper", first + TimeDelta::minutes(2));
        assert_eq!(watch.down(), [("the clock", first), ("the sweeper", first + TimeDelta::minutes(2))]);
        watch.recovered("the clock");
        watch.recovered("one that never fell");
        assert_eq!(watch.down(), [("the sweeper", first + TimeDelta::minutes(2))]);
    }
}
