//! What time it is: the one door through which the time of day comes in.
//!
//! Everybody takes the [`Clock`] they are given. That lets tests stand still and lets the demo live in
//! July 2026 on whatever day it is started.

use std::sync::{Arc, PoisonError, RwLock};

use chrono::{DateTime, Duration, SubsecRound, Utc};

/// A clock. Its clones show the same time: setting one sets them all.
#[derive(Clone, Debug)]
pub struct Clock(Arc<RwLock<Pace>>);

#[derive(Clone, Copy, Debug)]
enum Pace {
    /// Goes with the machine's clock, this far ahead of it.
    Running { ahead: Duration },
    /// Stands still until it is set.
    Still { at: DateTime<Utc> },
}

/// A running clock cannot be set: time would jump under those who rely on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a running clock cannot be set")]
pub struct ClockRuns;

impl Clock {
    /// The machine's clock.
    #[must_use]
    pub fn system() -> Self {
        Self::shifted(Duration::zero())
    }

    /// A clock that runs at the usual pace, `ahead` of the machine's (behind it if negative).
    #[must_use]
    pub fn shifted(ahead: Duration) -> Self {
        Self(Arc::new(RwLock::new(Pace::Running { ahead })))
    }

    /// A clock that stands still at `at` until it is [`set`](Self::set) or told to [`run_on`](Self::run_on).
    #[must_use]
    pub fn fixed(at: DateTime<Utc>) -> Self {
        Self(Arc::new(RwLock::new(Pace::Still { at })))
    }

    /// Now, in whole microseconds: what comes back from the database equals what went in.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        let pace = *self.0.read().unwrap_or_else(PoisonError::into_inner);
        match pace {
            Pace::Running { ahead } => {
                let machine = machine_time();
                machine.checked_add_signed(ahead).unwrap_or(machine)
            }
            Pace::Still { at } => at,
        }
        .trunc_subsecs(6)
    }

    /// Moves a clock that stands still, forward or back.
    ///
    /// # Errors
    /// [`ClockRuns`] if it does not stand still.
    pub fn set(&self, to: DateTime<Utc>) -> Result<(), ClockRuns> {
        match &mut *self.0.write().unwrap_or_else(PoisonError::into_inner) {
            Pace::Still { at } => {
                *at = to;
                Ok(())
            }
            Pace::Running { .. } => Err(ClockRuns),
        }
    }

    /// Lets a clock that stands still run on from its instant at the usual pace. Returns how far ahead of the
    /// machine it now is; [`Clock::shifted`] takes that up again after a restart. A running clock just runs on.
    pub fn run_on(&self) -> Duration {
        let mut pace = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let ahead = match *pace {
            Pace::Running { ahead } => ahead,
            Pace::Still { at } => at - machine_time(),
        };
        *pace = Pace::Running { ahead };
        ahead
    }
}

#[allow(clippy::disallowed_methods, reason = "the one place where the machine is asked for the time")]
fn machine_time() -> DateTime<Utc> {
    Utc::now()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn instant(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn a_fixed_clock_stands_still_until_it_is_set() {
        let clock = Clock::fixed(instant("2026-07-15T08:00:00Z"));
        let another_hand = clock.clone();
        assert_eq!(clock.now(), instant("2026-07-15T08:00:00Z"));
        clock.set(instant("2026-07-16T08:00:00Z")).unwrap();
        assert_eq!(another_hand.now(), instant("2026-07-16T08:00:00Z"));
    }

    #[test]
    fn a_fixed_clock_can_run_on_and_be_taken_up_again() {
        let start = instant("2026-07-15T08:00:00Z");
        let clock = Clock::fixed(start);
        let ahead = clock.run_on();
        let restarted = Clock::shifted(ahead);
        for now in [clock.now(), restarted.now()] {
            assert!(now >= start - Duration::microseconds(1), "{now}");
            assert!(now < start + Duration::minutes(1), "{now}");
        }
        assert_eq!(clock.run_on(), ahead);
        assert_eq!(clock.set(start), Err(ClockRuns));
    }

    #[test]
    fn time_is_told_in_whole_microseconds() {
        let clock = Clock::fixed(instant("2026-07-15T08:00:00.123456789Z"));
        assert_eq!(clock.now(), instant("2026-07-15T08:00:00.123456Z"));
    }

    #[test]
    fn a_shift_beyond_all_calendars_is_left_out() {
        assert!(Clock::shifted(Duration::MAX).now() < instant("9999-01-01T00:00:00Z"));
    }
}
