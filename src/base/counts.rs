//! How many there are of each kind, counted while they last.

use std::{
    borrow::Borrow,
    collections::HashMap,
    hash::Hash,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// The counts. Cloning shares them.
#[derive(Debug)]
pub struct Counts<K>(Arc<Mutex<Inner<K>>>);

#[derive(Debug)]
struct Inner<K> {
    /// Of each kind of which there are any.
    by_kind: HashMap<K, usize>,
    all: usize,
}

/// One of a kind; it counts until it is dropped.
#[derive(Debug)]
pub struct Counted<K: Eq + Hash> {
    counts: Counts<K>,
    kind: K,
}

impl<K> Clone for Counts<K> {
    fn clone(&self) -> Self {
        Counts(self.0.clone())
    }
}

impl<K> Default for Counts<K> {
    fn default() -> Self {
        Counts(Arc::new(Mutex::new(Inner { by_kind: HashMap::new(), all: 0 })))
    }
}

impl<K: Eq + Hash> Counts<K> {
    /// One more of a kind, if there may be: told how many there are of it, and in all.
    pub fn one_more(&self, kind: K, may: impl FnOnce(usize, usize) -> bool) -> Option<Counted<K>>
    where
        K: Clone,
    {
        let mut inner = self.inner();
        let of_it = inner.by_kind.get(&kind).copied().unwrap_or_default();
        if !may(of_it, inner.all) {
            return None;
        }
        inner.by_kind.insert(kind.clone(), of_it + 1);
        inner.all += 1;
        Some(Counted { counts: self.clone(), kind })
    }

    /// How many there are of a kind, and in all.
    pub fn of<Q: Eq + Hash + ?Sized>(&self, kind: &Q) -> (usize, usize)
    where
        K: Borrow<Q>,
    {
        let inner = self.inner();
        (inner.by_kind.get(kind).copied().unwrap_or_default(), inner.all)
    }

    /// Whether nothing is kept of any.
    #[cfg(test)]
    pub fn is_empty(&self) -> bool {
        self.inner().by_kind.is_empty()
    }

    fn inner(&self) -> MutexGuard<'_, Inner<K>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<K: Eq + Hash> Drop for Counted<K> {
    fn drop(&mut self) {
        let mut inner = self.counts.inner();
        inner.all -= 1;
        if let Some(of_it) = inner.by_kind.get_mut(&self.kind) {
            *of_it -= 1;
            if *of_it == 0 {
                inner.by_kind.remove(&self.kind);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_gone_counts_no_more_and_nothing_is_kept_of_it() {
        let counts = Counts::<String>::default();
        let two_of_it = |kind: &str| counts.one_more(kind.to_owned(), |of_it, all| of_it < 2 && all < 3);
        let (one, other, another) = (two_of_it("a"), two_of_it("a"), two_of_it("b"));
        assert!(one.is_some() && other.is_some() && another.is_some());
        assert!(two_of_it("a").is_none() && two_of_it("c").is_none());
        assert_eq!((counts.of("a"), counts.of("c")), ((2, 3), (0, 3)));
        drop(one);
        assert!(two_of_it("a").is_some(), "and is dropped at once");
        drop((other, another));
        assert_eq!(counts.of("a"), (0, 0));
        assert!(counts.is_empty());
    }
}
