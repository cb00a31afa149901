//! How much is kept in the store. Pure.

use crate::{
    base::{format, language::Language},
    error::Refusal,
};

/// How much is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one file.
    pub largest: u64,
    /// Bytes of an engagement, all versions counted.
    pub room: u64,
    /// Versions of files of an engagement.
    pub most: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { largest: 500_000_000, room: 20_000_000_000, most: 5_000 }
    }
}

/// What an engagement keeps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    pub bytes: u64,
    /// Versions of files.
    pub count: u64,
}

impl Limits {
    /// Whether an engagement that keeps `kept` has room for `count` more versions of `bytes` together; if not, why, in the
    /// reader's language.
    ///
    /// # Errors
    /// When it has not.
    pub fn check_room(&self, kept: Kept, count: u64, bytes: u64, language: Language) -> Result<(), Refusal> {
        if kept.count.saturating_add(count) > u64::from(self.most) {
            return Err(Refusal::new("refused-files-most").with("most", format::integer(language, self.most.into())));
        }
        if kept.bytes.saturating_add(bytes) > self.room {
            return Err(self.no_room(language));
        }
        Ok(())
    }

    /// That an engagement has no room for more bytes.
    #[must_use]
    pub fn no_room(&self, language: Language) -> Refusal {
        Refusal::new("refused-files-room").with("room", format::bytes(language, self.room))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_engagement_keeps_so_much_and_no_more() {
        let limits = Limits { largest: 10, room: 100, most: 3 };
        let kept = Kept { bytes: 60, count: 2 };
        assert_eq!(limits.check_room(kept, 1, 40, Language::En), Ok(()));
        assert_eq!(limits.check_room(kept, 1, 41, Language::En).unwrap_err().key(), "refused-files-room");
        assert_eq!(limits.check_room(kept, 2, 2, Language::De).unwrap_err().key(), "refused-files-most");
        assert!(limits.check_room(kept, 1, u64::MAX, Language::En).is_err());
    }
}
