//! How many may be connected at once: in all, so that there are always descriptors left, and from one address, so that
//! one visitor who opens connections and says nothing does not keep out the others.
//!
//! Behind a proxy everybody comes from its address. But a proxy connects when it has a request to pass on: there, only those
//! connections count for an address that have brought none yet.

use std::{
    net::IpAddr,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
    time::{Duration, Instant},
};

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::base::{
    address::network,
    counts::{Counted, Counts},
};

/// As many descriptors as are asked for, if the system lets us have them.
const DESCRIPTORS: u64 = 65_536;
/// More connections than a node of this program can make use of.
const MOST: u64 = 16_384;
/// That somebody was kept out is logged at most this often.
const SAID_EVERY: Duration = Duration::from_secs(60);

/// How many may be connected at once.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// In all; the next ones wait.
    pub all: usize,
    /// From one address; the next ones are turned away.
    pub per_address: usize,
    /// Whether they come by way of a proxy.
    pub proxied: bool,
}

impl Bounds {
    /// What this process can serve, after it asked for more descriptors: many systems give 1,024 at first and more to
    /// whoever asks. A quarter is left for the database, for files and the like.
    #[must_use]
    pub fn of_process(proxied: bool) -> Bounds {
        let all = usize::try_from((descriptors() / 4 * 3).min(MOST)).unwrap_or(usize::MAX);
        Bounds { all, per_address: all / 4, proxied }
    }
}

/// How many descriptors this process may have, once it has raised that.
fn descriptors() -> u64 {
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    let (has, wants) = (current.unwrap_or(DESCRIPTORS), maximum.map_or(DESCRIPTORS, |most| most.min(DESCRIPTORS)));
    if has >= wants {
        return has;
    }
    match setrlimit(Resource::Nofile, Rlimit { current: Some(wants), maximum }) {
        Ok(()) => wants,
        Err(error) => {
            tracing::warn!(%error, "the limit of {has} open files cannot be raised to {wants}");
            has
        }
    }
}

/// The way in.
pub struct Door {
    bounds: Bounds,
    places: Arc<Semaphore>,
    by_address: Counts<IpAddr>,
    said: Option<Instant>,
}

/// Room for one more connection.
pub struct Place {
    _permit: OwnedSemaphorePermit,
}

/// A connection that was let in; it counts until it is dropped.
pub struct Visit {
    proxied: bool,
    heard: AtomicBool,
    /// One of those from its address, for as long as it counts for that.
    at_address: Mutex<Option<Counted<IpAddr>>>,
    _place: Place,
}

impl Door {
    /// A door that lets in so many.
    #[must_use]
    pub fn new(bounds: Bounds) -> Door {
        Door { bounds, places: Arc::new(Semaphore::new(bounds.all)), by_address: Counts::default(), said: None }
    }

    /// Waits until there is room for one more.
    pub async fn place(&mut self) -> Place {
        if self.places.available_permits() == 0 {
            self.warn("there is no room for another connection: the next ones wait");
        }
        match self.places.clone().acquire_owned().await {
            Ok(permit) => Place { _permit: permit },
            // Nobody closes it.
            Err(_) => std::future::pending().await,
        }
    }

    /// Lets somebody in who has come from there, unless too many have.
    pub fn enter(&mut self, place: Place, address: IpAddr) -> Option<Visit> {
        let most = self.bounds.per_address;
        match self.by_address.one_more(network(address), |of_address, _| of_address < most) {
            Some(counted) => {
                let (proxied, at_address) = (self.bounds.proxied, Mutex::new(Some(counted)));
                Some(Visit { proxied, heard: AtomicBool::new(false), at_address, _place: place })
            }
            None => {
                self.warn("too many connections come from one address: the next ones are turned away");
                None
            }
        }
    }

    fn warn(&mut self, what: &str) {
        if self.said.is_none_or(|said| said.elapsed() >= SAID_EVERY) {
            self.said = Some(Instant::now());
            tracing::warn!("{what}");
        }
    }
}

impl Visit {
    /// A request came.
    pub fn brought_a_request(&self) {
        if !self.heard.swap(true, Relaxed) && self.proxied {
            drop(self.at_address.lock().unwrap_or_else(PoisonError::into_inner).take());
        }
    }

    /// Whether one did.
    pub fn has_brought_a_request(&self) -> bool {
        self.heard.load(Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;

    use super::*;

    fn enters(door: &mut Door, address: &str) -> Option<Visit> {
        let place = door.place().now_or_never().expect("there is room");
        door.enter(place, address.parse().unwrap())
    }

    #[test]
    fn one_address_does_not_take_all_the_room() {
        let mut door = Door::new(Bounds { all: 5, per_address: 2, proxied: false });
        let first = enters(&mut door, "2001:db8::1").unwrap();
        first.brought_a_request();
        let second = enters(&mut door, "2001:db8::2").unwrap();
        assert!(enters(&mut door, "2001:db8::3").is_none(), "one network");
        let others = ["198.51.100.7", "198.51.100.8", "198.51.100.9"].map(|address| enters(&mut door, address).unwrap());
        assert!(door.place().now_or_never().is_none(), "no room is left");
        drop(first);
        assert!(enters(&mut door, "2001:db8::3").is_some());
        drop((second, others));
        assert!(door.by_address.is_empty(), "nothing is kept of those who have gone");
    }

    #[test]
    fn a_proxy_passes_on_as_many_as_come() {
        let mut door = Door::new(Bounds { all: 9, per_address: 2, proxied: true });
        let passed_on: Vec<Visit> = (0..5)
            .map(|_| {
                let visit = enters(&mut door, "127.0.0.1").unwrap();
                visit.brought_a_request();
                visit
            })
            .collect();
        let silent = [enters(&mut door, "127.0.0.1").unwrap(), enters(&mut door, "127.0.0.1").unwrap()];
        assert!(enters(&mut door, "127.0.0.1").is_none());
        drop((passed_on, silent));
        assert!(enters(&mut door, "127.0.0.1").is_some());
    }
}
