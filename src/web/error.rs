//! What can go wrong in a request, and the page that says so.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};

use super::page::sign_in_url;
use crate::base::language::{Language, Said};

/// What a handler answers.
pub type Result<T = Response> = std::result::Result<T, Error>;

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
        self.details.iter().fold(language.say(self.key), |said, (name, value)| said.with(name, value.clone()))
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
    Away(sqlx::Error),
    /// Something is broken here. The detail goes to the log only.
    #[error("broken: {0}")]
    Broken(anyhow::Error),
}

/// What the error layer needs to draw the page; travels as an extension of the response.
#[derive(Clone, Debug)]
pub(super) struct ErrorPage {
    /// Key of the title; the sentence is under the same key with `-text`.
    pub title: &'static str,
    /// Key of the sentence when no rule says its own.
    pub text: &'static str,
    /// The sentence of a rule.
    pub refusal: Option<Refusal>,
    /// Where to sign in, when that is what is missing.
    pub sign_in: Option<String>,
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
        let away = match &error {
            sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::Io(_) | sqlx::Error::WorkerCrashed | sqlx::Error::Tls(_) => {
                true
            }
            sqlx::Error::Database(database) => {
                if database.constraint() == Some("events_once") {
                    return Error::AlreadyDone;
                }
                if let Some(key) = database.constraint().and_then(crate::db::constraints::refusal) {
                    return Refusal::new(key).into();
                }
                // Shutting down, starting up, too many connections, a lost connection, gone over to a standby that cannot
                // write; a deadlock, a lock or a statement that took too long: all worth trying again.
                let passing = ["57P", "53", "08", "25006", "40P01", "40001", "55P03", "57014"];
                database.code().is_some_and(|code| passing.iter().any(|class| code.starts_with(class)))
            }
            _ => false,
        };
        if away { Error::Away(error) } else { Error::Broken(error.into()) }
    }
}

impl From<askama::Error> for Error {
    fn from(error: askama::Error) -> Self {
        Error::Broken(error.into())
    }
}

impl From<anyhow::Error> for Error {
    fn from(error: anyhow::Error) -> Self {
        match error.downcast::<sqlx::Error>() {
            Ok(error) => error.into(),
            Err(error) => Error::Broken(error),
        }
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let (status, title, text) = match &self {
            Error::NotFound => (StatusCode::NOT_FOUND, "error-not-found", "error-not-found-text"),
            Error::SignedOut { .. } => (StatusCode::SEE_OTHER, "error-signed-out", "error-signed-out-text"),
            Error::Forbidden => (StatusCode::FORBIDDEN, "error-forbidden", "error-forbidden-text"),
            Error::Refused(_) => (StatusCode::CONFLICT, "error-refused", "error-refused"),
            Error::AlreadyDone => (StatusCode::CONFLICT, "error-already-done", "error-already-done-text"),
            Error::ForeignForm => (StatusCode::FORBIDDEN, "error-foreign-form", "error-foreign-form-text"),
            Error::Unreadable => (StatusCode::BAD_REQUEST, "error-unreadable", "error-unreadable-text"),
            Error::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "error-too-large", "error-too-large-text"),
            Error::TooMany => (StatusCode::TOO_MANY_REQUESTS, "error-too-many", "error-too-many-text"),
            Error::Away(error) => {
                tracing::warn!(%error, "the database is away");
                (StatusCode::SERVICE_UNAVAILABLE, "error-away", "error-away-text")
            }
            Error::Broken(error) => {
                tracing::error!(error = format!("{error:#}"), "a request broke");
                (StatusCode::INTERNAL_SERVER_ERROR, "error-broken", "error-broken-text")
            }
        };
        let sign_in = if let Error::SignedOut { next } = &self { Some(sign_in_url(next)) } else { None };
        let refusal = if let Error::Refused(refusal) = self { Some(refusal) } else { None };
        let mut response = sign_in.as_ref().map_or_else(|| status.into_response(), |url| Redirect::to(url).into_response());
        if matches!(status, StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS) {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("10"));
        }
        response.extensions_mut().insert(ErrorPage { title, text, refusal, sign_in });
        response
    }
}
