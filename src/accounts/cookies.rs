//! What browsers are given to keep.

use axum_extra::extract::cookie::{Cookie, SameSite};
use time::Duration;

use crate::app::App;

/// Browsers keep nothing for longer.
pub const AS_LONG_AS_CAN_BE: Duration = Duration::days(400);

/// A cookie that comes back to this server only, out of reach of scripts.
pub fn kept(app: &App, name: &'static str, value: impl Into<String>, lasts: Duration) -> Cookie<'static> {
    Cookie::build((name, value.into()))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(app.settings.secure_cookies())
        .max_age(lasts)
        .build()
}

/// Takes a cookie back. Like the one it ends, or else a browser ignores it under a `__Host-` name.
pub fn gone(app: &App, name: &'static str) -> Cookie<'static> {
    kept(app, name, "", Duration::ZERO)
}
