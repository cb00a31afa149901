//! Where mails that take long stand, so that others can leave.

use crate::base::counts::{Counted, Counts};

/// How many mails of a node stand aside, at most.
const PLACES: usize = 40;
/// When so many of them go to one domain, further ones are put off, lest one domain takes all places.
const CROWD: usize = 16;
/// How many that hung the last time are tried again at once for one domain: the others keep their places.
const KNOWN: usize = 8;

/// The mails of this node that stand aside, by the domain that they go to.
#[derive(Clone, Default)]
pub struct Aside(Counts<String>);

/// The place of one mail; left when it is dropped.
pub type Place = Counted<String>;

impl Aside {
    /// A place for a mail that goes to this domain and hangs; none when all are taken.
    pub fn enter(&self, domain: &str) -> Option<Place> {
        self.0.one_more(domain.to_owned(), |_, all| all < PLACES)
    }

    /// The same for one that hung the last time.
    pub fn enter_again(&self, domain: &str) -> Option<Place> {
        self.0.one_more(domain.to_owned(), |of_domain, all| of_domain < KNOWN && all < PLACES)
    }

    /// Whether so many mails to this domain hang that no further one is to be begun.
    pub fn is_crowded(&self, domain: &str) -> bool {
        let (of_domain, all) = self.0.of(domain);
        of_domain >= CROWD || of_domain > 0 && all >= PLACES
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_domain_takes_all_places_and_who_leaves_makes_room() {
        let aside = Aside::default();
        let known = (0..PLACES).filter_map(|_| aside.enter_again("hangs.example")).collect::<Vec<Place>>();
        assert_eq!(known.len(), KNOWN);
        assert!(!aside.is_crowded("hangs.example"));
        let mut further: Vec<Place> = (KNOWN..CROWD).filter_map(|_| aside.enter("hangs.example")).collect();
        assert!(aside.is_crowded("hangs.example") && !aside.is_crowded("other.example"));
        let others: Vec<Place> = (0..PLACES).filter_map(|number| aside.enter(&format!("{number}.example"))).collect();
        assert_eq!(others.len(), PLACES - CROWD);
        assert!(aside.enter("more.example").is_none() && aside.is_crowded("1.example") && !aside.is_crowded("more.example"));
        further.pop();
        assert!(!aside.is_crowded("hangs.example") && aside.enter("more.example").is_some());
    }
}
