//! The secret of the sign-in cookie and what is derived from it.

use axum::http::HeaderMap;
use axum_extra::extract::cookie::CookieJar;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

use crate::app::App;

/// Name of the sign-in cookie: bound to this host under HTTPS.
#[must_use]
pub fn cookie_name(app: &App) -> &'static str {
    if app.settings.secure_cookies() { "__Host-tandem" } else { "tandem" }
}

/// The token that the request brings, unless it brings none.
#[must_use]
pub fn of_request(app: &App, headers: &HeaderMap) -> Option<String> {
    CookieJar::from_headers(headers).get(cookie_name(app)).map(|cookie| cookie.value().to_owned())
}

/// As the database knows it.
#[must_use]
pub fn hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// The token that forms of this sign-in carry; does not give the sign-in away.
#[must_use]
pub fn csrf(token: &str) -> String {
    let mut hasher = Sha256::new();
    hasher.update(b"tandem form token\0");
    hasher.update(token.as_bytes());
    URL_SAFE_NO_PAD.encode(hasher.finalize())
}
