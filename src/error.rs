//! Why something was not done, as acts, rules and queries say it. How a visitor reads it is for [`crate::web`].

use crate::base::language::{Language, Said};

/// A rule that held an act back: a sentence with its reason, for the person who tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    key: &'static str,
    details: Vec<(&'static str, String)>,
}

impl Refusal {
    /// The sentence under this key.
    #[must_use]
    pub const fn new(key: &'static str) -> Refusal {
        Refusal { key, details: Vec::new() }
    }

    /// Fills in a variable of the sentence.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Refusal {
        self.details.push((name, value.to_string()));
        self
    }

    /// Key of the sentence.
    #[must_use]
    pub fn key(&self) -> &'static str {
        self.key
    }

    /// The sentence.
    pub fn say(&self, language: Language) -> Said {
        self.details.iter().fold(language.say(self.key), |said, (name, value)| said.with(*name, value.clone()))
    }
}

/// Why a request was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No such page, or none that this person may know of: the two are not told apart.
    #[error("not found")]
    NotFound,
    /// Nobody is signed in; remembers where to go afterwards.
    #[error("signed out")]
    SignedOut {
        /// Path and query of the page that was asked for, or that sent the form.
        next: String,
    },
    /// The role does not allow it; the sentence says where it stands who can.
    #[error("forbidden")]
    Forbidden,
    /// A rule holds it back, or the state moved on meanwhile.
    #[error("refused: {0:?}")]
    Refused(Refusal),
    /// The same form was carried out before.
    #[error("already done")]
    AlreadyDone,
    /// The open page that asked for its newer state has it; holds the page's tag from now on.
    #[error("unchanged")]
    Unchanged(String),
    /// The form did not come from a page of ours, or from one that is too old.
    #[error("foreign form")]
    ForeignForm,
    /// The request could not be read: not UTF-8, a NUL character, not a form.
    #[error("unreadable")]
    Unreadable,
    /// The body is over the limit.
    #[error("too large")]
    TooLarge,
    /// Too many tries.
    #[error("too many")]
    TooMany,
    /// The database is away; it is worth trying again.
    #[error("away: {0}")]
    Away(anyhow::Error),
    /// The store of files is away; it is worth trying again.
    #[error("the file store is away: {0}")]
    FilesAway(anyhow::Error),
    /// Something is broken here. The detail goes to the log only.
    #[error("broken: {0}")]
    Broken(anyhow::Error),
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Error::Refused(refusal)
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        // After a failover the pool lets go of connections to what is now a standby.
        crate::db::pool::notice(&error);
        if let Some(constraint) = error.as_database_error().and_then(|said| said.constraint()) {
            if constraint == "events_once" {
                return Error::AlreadyDone;
            }
            if let Some(key) = crate::db::constraints::refusal(constraint) {
                return Refusal::new(key).into();
            }
        }
        if crate::db::is_passing(&error) { Error::Away(error.into()) } else { Error::Broken(error.into()) }
    }
}

impl From<anyhow::Error> for Error {
    fn from(error: anyhow::Error) -> Self {
        let error = match error.downcast::<sqlx::Error>() {
            Ok(error) => return error.into(),
            Err(error) => error,
        };
        // It may be the cause of what went wrong around it.
        let Some(cause) = error.chain().find_map(|cause| cause.downcast_ref::<sqlx::Error>()) else { return Error::Broken(error) };
        crate::db::pool::notice(cause);
        if crate::db::is_passing(cause) { Error::Away(error) } else { Error::Broken(error) }
    }
}
