//! Walking along a hash chain, to see whether it is whole. Pure.

use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;

use crate::events::chain::Link;

/// A link of a chain as it is stored.
#[derive(Clone, Debug)]
pub struct StoredLink {
    /// 1 for the first.
    pub number: i32,
    /// When.
    pub at: DateTime<Utc>,
    pub person: Option<Uuid>,
    /// On which side; empty when none.
    pub side: String,
    /// The event's name.
    pub kind: String,
    /// Its data.
    pub detail: Value,
    /// What it says of its predecessor.
    pub previous_hash: Vec<u8>,
    /// What it says of itself.
    pub hash: Vec<u8>,
}

/// Where and how a chain is broken: at its first fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// This link is missing: the next one that is there has a higher number.
    Missing(i32),
    /// This link does not follow on the one before it.
    Unlinked(i32),
    /// This link's content is not what its hash was made of.
    Altered(i32),
    /// The last link is not the one at which the head stands: the tail was cut off, replaced or lengthened.
    Tail(i32),
}

impl Fault {
    /// Number of the link.
    #[must_use]
    pub const fn number(self) -> i32 {
        match self {
            Fault::Missing(number) | Fault::Unlinked(number) | Fault::Altered(number) | Fault::Tail(number) => number,
        }
    }

    /// Key of the sentence that says it; takes `number`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Fault::Missing(_) => "activity-chain-missing",
            Fault::Unlinked(_) => "activity-chain-unlinked",
            Fault::Altered(_) => "activity-chain-altered",
            Fault::Tail(_) => "activity-chain-tail",
        }
    }
}

/// Walks along a chain, link by link, and keeps nothing but its last hash.
#[derive(Clone, Debug)]
pub struct ChainWalk {
    of: Uuid,
    taken: i32,
    hash: Vec<u8>,
    fault: Option<Fault>,
}

impl ChainWalk {
    /// Stands before the first link of the chain of an engagement or organization.
    #[must_use]
    pub const fn new(of: Uuid) -> ChainWalk {
        ChainWalk { of, taken: 0, hash: Vec::new(), fault: None }
    }

    /// Takes the next link. After the first fault the rest says nothing more.
    pub fn take(&mut self, link: &StoredLink) {
        if self.fault.is_some() {
            return;
        }
        let expected = self.taken + 1;
        let hash = Link {
            of: self.of,
            number: link.number,
            at: link.at,
            person: link.person,
            side: &link.side,
            kind: &link.kind,
            detail: &link.detail,
        }
        .hash(&self.hash);
        self.fault = if link.number != expected {
            Some(Fault::Missing(expected))
        } else if link.previous_hash != self.hash {
            Some(Fault::Unlinked(expected))
        } else if link.hash != hash {
            Some(Fault::Altered(expected))
        } else {
            None
        };
        self.taken = expected;
        self.hash = hash.to_vec();
    }

    /// The first fault, once all links were taken, if there is one; `count` and `head` are what the engagement or
    /// organization says of its chain.
    #[must_use]
    pub fn end(self, count: i32, head: &[u8]) -> Option<Fault> {
        self.fault.or_else(|| {
            if self.taken < count {
                Some(Fault::Missing(self.taken + 1))
            } else if self.taken > count || self.hash != head {
                Some(Fault::Tail(self.taken))
            } else {
                None
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn chain(length: i32) -> Vec<StoredLink> {
        let mut previous = Vec::new();
        (1..=length)
            .map(|number| {
                let mut link = StoredLink {
                    number,
                    at: DateTime::UNIX_EPOCH,
                    person: None,
                    side: "client".into(),
                    kind: "feedback_closed".into(),
                    detail: json!({ "number": number }),
                    previous_hash: previous.clone(),
                    hash: Vec::new(),
                };
                link.hash = hash(&link);
                previous.clone_from(&link.hash);
                link
            })
            .collect()
    }

    fn hash(link: &StoredLink) -> Vec<u8> {
        Link {
            of: Uuid::nil(),
            number: link.number,
            at: link.at,
            person: link.person,
            side: &link.side,
            kind: &link.kind,
            detail: &link.detail,
        }
        .hash(&link.previous_hash)
        .to_vec()
    }

    fn check(links: &[StoredLink], count: i32, head: &[u8]) -> Option<Fault> {
        let mut walk = ChainWalk::new(Uuid::nil());
        links.iter().for_each(|link| walk.take(link));
        walk.end(count, head)
    }

    #[test]
    fn a_whole_chain_holds() {
        assert_eq!(check(&[], 0, &[]), None);
        let links = chain(3);
        assert_eq!(check(&links, 3, &links[2].hash), None);
    }

    #[test]
    fn each_way_to_break_it_has_its_name() {
        let whole = chain(4);
        let head = whole[3].hash.clone();
        let without_second: Vec<_> = whole.iter().filter(|link| link.number != 2).cloned().collect();
        assert_eq!(check(&without_second, 4, &head), Some(Fault::Missing(2)));
        assert_eq!(check(&whole[..3], 4, &head), Some(Fault::Missing(4)));
        assert_eq!(check(&whole, 3, &whole[2].hash), Some(Fault::Tail(4)));
        assert_eq!(check(&whole, 4, &[1; 32]), Some(Fault::Tail(4)));

        let mut altered = whole.clone();
        altered[1].detail = json!({ "number": 7 });
        assert_eq!(check(&altered, 4, &head), Some(Fault::Altered(2)));
        // Whoever makes the hash anew breaks the link that follows.
        altered[1].hash = hash(&altered[1]);
        assert_eq!(check(&altered, 4, &head), Some(Fault::Unlinked(3)));
        // Whoever makes all of them anew does not arrive at the head.
        for at in 2..4 {
            altered[at].previous_hash = altered[at - 1].hash.clone();
            altered[at].hash = hash(&altered[at]);
        }
        assert_eq!(check(&altered, 4, &head), Some(Fault::Tail(4)));
    }

    proptest! {
        #[test]
        fn removing_any_link_shows(length in 1..12_i32, at in any::<proptest::sample::Index>()) {
            let mut links = chain(length);
            let head = links[links.len() - 1].hash.clone();
            let removed = links.remove(at.index(links.len()));
            prop_assert_eq!(check(&links, length, &head), Some(Fault::Missing(removed.number)));
        }

        #[test]
        fn swapping_any_two_links_shows(length in 2..12_i32, at in any::<proptest::sample::Index>()) {
            let mut links = chain(length);
            let head = links[links.len() - 1].hash.clone();
            let at = at.index(links.len() - 1);
            links.swap(at, at + 1);
            prop_assert!(check(&links, length, &head).is_some());
        }
    }
}
