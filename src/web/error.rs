//! The page that says what went wrong in a request.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};

use super::page::sign_in_url;
use crate::error::{Error, Refusal};

/// What a handler answers.
pub type Result<T = Response> = std::result::Result<T, Error>;

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

impl From<askama::Error> for Error {
    fn from(error: askama::Error) -> Self {
        Error::Broken(error.into())
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let (status, title, text) = match &self {
            Error::Unchanged(tag) => return (StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response(),
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
                tracing::warn!(error = format!("{error:#}"), "the database is away");
                (StatusCode::SERVICE_UNAVAILABLE, "error-away", "error-away-text")
            }
            Error::FilesAway(error) => {
                tracing::error!(error = format!("{error:#}"), "the file store is away");
                (StatusCode::SERVICE_UNAVAILABLE, "error-files-away", "error-files-away-text")
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
