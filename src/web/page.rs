//! Answering with a page, or going on to one.

use axum::{
    Extension,
    extract::{FromRequestParts, Path, RawPathParams},
    http::{StatusCode, header, request::Parts},
    response::{Html, IntoResponse, Redirect, Response},
};
use serde::de::DeserializeOwned;

use super::Result;
use crate::error::Error;

/// A page, 200.
///
/// # Errors
/// When the template fails.
pub fn page(template: impl askama::Template) -> Result {
    page_with(StatusCode::OK, template)
}

/// A page with another status: 422 for a form with errors.
///
/// # Errors
/// When the template fails.
pub fn page_with(status: StatusCode, template: impl askama::Template) -> Result {
    Ok((status, [(header::CACHE_CONTROL, "no-store")], Html(template.render()?)).into_response())
}

/// What is left to say after an act: where to go, and the message to show there.
pub type Outcome = Result<Response>;

/// Key of the message that the next page shows: travels as an extension of the response to the layer that writes its cookie.
#[derive(Clone, Copy)]
pub(super) struct Flash(pub &'static str);

/// Goes on to `url` (303) and shows the message under `flash` (a key that begins with `flash-`) there.
///
/// # Errors
/// None; the type is that of handlers.
pub fn done(url: &str, flash: &'static str) -> Outcome {
    Ok((Extension(Flash(flash)), Redirect::to(url)).into_response())
}

/// The sign-in page that leads back to `next`.
pub(crate) fn sign_in_url(next: &str) -> String {
    if next == "/" {
        return "/sign-in".to_owned();
    }
    let next: String = form_urlencoded::byte_serialize(next.as_bytes()).collect();
    format!("/sign-in?next={next}")
}

/// Where to go on: the path when it is one on this server, else home.
///
/// Browsers take `//host` and `/\host` for another server, and drop tabs and line ends before they look.
#[must_use]
pub fn local_path(path: &str) -> &str {
    let is_local = path.starts_with('/') && !path.starts_with("//") && !path.contains('\\') && !path.chars().any(char::is_control);
    if is_local { path } else { "/" }
}

/// The path's parameters. A malformed one names nothing that exists: 404. So does one with a NUL, which no text of ours
/// holds and the database takes for a fault.
#[derive(Clone, Copy, Debug)]
pub struct At<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for At<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> std::result::Result<Self, Error> {
        let raw = RawPathParams::from_request_parts(parts, state).await.map_err(|_| Error::NotFound)?;
        if raw.iter().any(|(_, value)| value.contains('\0')) {
            return Err(Error::NotFound);
        }
        Path::from_request_parts(parts, state).await.map(|Path(value)| At(value)).map_err(|_| Error::NotFound)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_our_own_are_gone_on_to() {
        for path in ["/", "/engagements/1?before=3", "/sign-in?next=%2F"] {
            assert_eq!(local_path(path), path);
        }
        for path in
            ["", "evil", "//evil.example", "/\\evil.example", "https://evil.example", "/\t/evil.example", "/a\nb", "javascript:alert(1)"]
        {
            assert_eq!(local_path(path), "/", "{path}");
        }
    }
}
