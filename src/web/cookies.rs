//! What browsers are given to keep.

use axum_extra::extract::cookie::{Cookie, SameSite};
use time::Duration;

use crate::app::App;

/// Browsers keep nothing for longer.
pub const AS_LONG_AS_CAN_BE: Duration = Duration::days(400);

/// A cookie that comes back to this server only, and under HTTPS never without it; kept until the browser ends.
#[allow(clippy::disallowed_methods, reason = "the one place where cookies are made")]
pub fn cookie(app: &App, name: &'static str, value: impl Into<String>) -> Cookie<'static> {
    Cookie::build((name, value.into())).path("/").same_site(SameSite::Lax).secure(app.settings.secure_cookies()).build()
}

/// The same for some time, out of reach of scripts.
pub fn kept(app: &App, name: &'static str, value: impl Into<String>, lasts: Duration) -> Cookie<'static> {
    let mut cookie = cookie(app, name, value);
    cookie.set_http_only(true);
    cookie.set_max_age(lasts);
    cookie
}

/// Takes a cookie back. Like the one it ends, or else a browser ignores it under a `__Host-` name.
pub fn gone(app: &App, name: &'static str) -> Cookie<'static> {
    kept(app, name, "", Duration::ZERO)
}
