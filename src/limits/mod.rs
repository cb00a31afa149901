//! Brakes on guessing passwords and on making us mail strangers.
//!
//! Three brakes on a password: by address (one guesser, many accounts), by account and address (one guesser, one account)
//! and, slower, by account (many guessers, one account). The first and the last could be pulled by anybody (behind one
//! office's or proxy's address) to keep a rightful owner out, so they do not hold for a browser in which the owner was signed
//! in before, and a reset link opens past all three.

pub mod passwords;

use std::{num::NonZeroU32, time::Duration};

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use passwords::Passwords;

use crate::base::address;

type Brake = DefaultKeyedRateLimiter<String>;

/// The brakes of this node, and its passwords' work.
pub struct Limits {
    by_address: Brake,
    by_account_and_place: Brake,
    by_account: Brake,
    mails_by_address: Brake,
    mails_by_account: Brake,
    /// Hashing of passwords, bounded.
    pub passwords: Passwords,
}

/// A brake was pulled: wait, or take the way of the reset link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooManyTries;

impl Default for Limits {
    fn default() -> Self {
        Limits {
            by_address: brake(60, Duration::from_secs(1)),
            by_account_and_place: brake(12, Duration::from_secs(20)),
            by_account: brake(30, Duration::from_secs(120)),
            mails_by_address: brake(20, Duration::from_secs(60)),
            mails_by_account: brake(3, Duration::from_secs(900)),
            passwords: Passwords::default(),
        }
    }
}

/// `burst` at once, then one in each `period`.
fn brake(burst: u32, period: Duration) -> Brake {
    let burst = NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN);
    // Only a period of no length has no quota.
    let quota = Quota::with_period(period).unwrap_or_else(|| Quota::per_second(burst));
    RateLimiter::keyed(quota.allow_burst(burst))
}

impl Limits {
    /// One more try from this address, on whatever account, in a browser that the account's owner does not know.
    ///
    /// # Errors
    /// When there were too many.
    pub fn try_from_address(&self, address: &str) -> Result<(), TooManyTries> {
        pull(&self.by_address, network(address))
    }

    /// One more try at an account's password; `known`: from a browser in which its owner was signed in before.
    ///
    /// # Errors
    /// When there were too many.
    pub fn try_password(&self, account: &str, address: &str, known: bool) -> Result<(), TooManyTries> {
        if known {
            // Counted apart from the address, so that neighbours cannot use up the owner's tries.
            return pull(&self.by_account_and_place, format!("{account} in a known browser"));
        }
        pull(&self.by_account_and_place, format!("{account} at {}", network(address)))?;
        pull(&self.by_account, account.to_owned())
    }

    /// One more mail to an account that somebody at this address asked for.
    ///
    /// # Errors
    /// When there were too many.
    pub fn ask_for_mail(&self, account: &str, address: &str) -> Result<(), TooManyTries> {
        pull(&self.mails_by_address, network(address))?;
        pull(&self.mails_by_account, account.to_owned())
    }

    /// Forgets whoever has not tried for so long that it makes no difference.
    pub fn forget_old(&self) {
        for brake in [&self.by_address, &self.by_account_and_place, &self.by_account, &self.mails_by_address, &self.mails_by_account] {
            brake.retain_recent();
            brake.shrink_to_fit();
        }
    }
}

fn pull(brake: &Brake, key: String) -> Result<(), TooManyTries> {
    brake.check_key(&key).map_err(|_| TooManyTries)
}

/// Whom an address stands for, as far as it is one.
fn network(address: &str) -> String {
    address.parse().map_or_else(|_| address.to_owned(), |address| address::network(address).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tries(count: u32, mut one: impl FnMut(u32) -> Result<(), TooManyTries>) -> u32 {
        (0..count).filter(|number| one(*number).is_ok()).count().try_into().unwrap()
    }

    #[test]
    fn one_guesser_is_braked_on_each_account_and_over_all() {
        let limits = Limits::default();
        assert_eq!(tries(20, |_| limits.try_password("ines", "198.51.100.7", false)), 12);
        assert_eq!(tries(20, |_| limits.try_password("lea", "198.51.100.7", false)), 12);
        assert_eq!(tries(99, |_| limits.try_from_address("198.51.100.7")), 60);
        assert_eq!(tries(99, |n| limits.try_from_address(&format!("2001:db8::{n:x}"))), 60, "one network of IPv6");
    }

    #[test]
    fn many_guessers_cannot_keep_the_owner_out_of_a_known_browser() {
        let limits = Limits::default();
        assert_eq!(tries(99, |n| limits.try_password("ines", &format!("10.0.0.{n}"), false)), 30);
        assert_eq!(limits.try_password("ines", "192.0.2.1", false), Err(TooManyTries));
        assert_eq!(limits.try_password("ines", "192.0.2.1", true), Ok(()));
        assert_eq!(tries(99, |_| limits.try_password("ines", "192.0.2.1", true)), 11, "a stolen browser is braked, too");
    }

    #[test]
    fn nobody_is_flooded_with_mail() {
        let limits = Limits::default();
        assert_eq!(tries(9, |n| limits.ask_for_mail("ines", &format!("10.0.0.{n}"))), 3);
        limits.forget_old();
        assert_eq!(limits.ask_for_mail("ines", "192.0.2.1"), Err(TooManyTries), "what matters is not forgotten");
    }
}
