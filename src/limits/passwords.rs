//! Hashing passwords: argon2id, on threads of its own, so many at once and no more.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization as _;

use crate::error::Error;

/// Each takes 19 MiB and a processor for about 50 ms.
const AT_ONCE: usize = 2;
/// More than these waiting would wait longer than anybody does.
const ADMITTED: usize = 32;

/// A hash that no password has, with the cost of a true one: an unknown address is checked against it, so that it takes as
/// long as a wrong password.
const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$6lFzB1NZ0Rw2dQh3m9vKxA$UWoPIMWes1RpAif4nbZLbAHa/5C1TmME2fKXqE1mO9w";

/// Hashes and compares passwords.
pub struct Passwords {
    admitted: Semaphore,
    running: Arc<Semaphore>,
    computed: AtomicU64,
}

impl Default for Passwords {
    fn default() -> Self {
        Passwords { admitted: Semaphore::new(ADMITTED), running: Arc::new(Semaphore::new(AT_ONCE)), computed: AtomicU64::new(0) }
    }
}

impl Passwords {
    /// The hash to be stored, in PHC form.
    ///
    /// # Errors
    /// `TooMany` when too many wait already.
    pub async fn hash(&self, password: &str) -> Result<String, Error> {
        let password = normal(password);
        let hash = self.compute(move || Argon2::default().hash_password(password.as_bytes()).map(|hash| hash.to_string())).await?;
        hash.map_err(|error| Error::Broken(anyhow::anyhow!("hashing failed: {error}")))
    }

    /// Whether it is the password of this hash. Without one it never is, after the same work.
    ///
    /// # Errors
    /// `TooMany` when too many wait already.
    pub async fn matches(&self, hash: Option<&str>, password: &str) -> Result<bool, Error> {
        let is_somebodys = hash.is_some();
        let hash = hash.unwrap_or(NOBODYS).to_owned();
        let password = normal(password);
        let matches = self
            .compute(move || {
                PasswordHash::new(&hash).is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
            })
            .await?;
        Ok(matches && is_somebodys)
    }

    /// How many were computed since the start; both kinds of failed sign-in must count alike.
    #[must_use]
    pub fn computed(&self) -> u64 {
        self.computed.load(Ordering::Relaxed)
    }

    async fn compute<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
        let _admitted = self.admitted.try_acquire().map_err(|_| Error::TooMany)?;
        let broken = |error: anyhow::Error| Error::Broken(error.context("the threads for passwords are gone"));
        let running = self.running.clone().acquire_owned().await.map_err(|error| broken(error.into()))?;
        self.computed.fetch_add(1, Ordering::Relaxed);
        // The work goes on when the browser has gone away, so it holds its place itself.
        let work = move || {
            let _running = running;
            work()
        };
        tokio::task::spawn_blocking(work).await.map_err(|error| broken(error.into()))
    }
}

/// The same password typed on another keyboard may be made of other code points.
fn normal(password: &str) -> String {
    password.nfkc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_opens_its_own_hash_only() {
        let passwords = Passwords::default();
        let hash = passwords.hash("Gru\u{308}n wie die Elbe").await.unwrap();
        assert!(passwords.matches(Some(&hash), "Gr\u{fc}n wie die Elbe").await.unwrap(), "typed on another keyboard");
        assert!(!passwords.matches(Some(&hash), "gr\u{fc}n wie die Elbe").await.unwrap());
        assert!(!passwords.matches(None, "gr\u{fc}n wie die Elbe").await.unwrap());
        assert_eq!(passwords.computed(), 4);
    }

    #[tokio::test]
    async fn nobodys_hash_costs_what_a_true_one_does() {
        let cost = |hash: &str| hash.split('$').take(4).map(str::to_owned).collect::<Vec<_>>();
        let true_one = Passwords::default().hash("anything at all").await.unwrap();
        assert_eq!(cost(NOBODYS), cost(&true_one));
        assert_eq!(NOBODYS.len(), true_one.len());
        assert!(PasswordHash::new(NOBODYS).is_ok());
    }

    #[tokio::test]
    async fn a_crowd_is_told_to_come_back() {
        let passwords = Arc::new(Passwords::default());
        let _all = passwords.running.clone().acquire_many_owned(AT_ONCE as u32).await.unwrap();
        let crowd: Vec<_> = (0..ADMITTED)
            .map(|_| {
                let passwords = passwords.clone();
                tokio::spawn(async move { passwords.matches(None, "x").await })
            })
            .collect();
        tokio::task::yield_now().await;
        assert!(matches!(passwords.matches(None, "x").await, Err(Error::TooMany)));
        crowd.iter().for_each(tokio::task::JoinHandle::abort);
    }
}
