//! The browser at the other end: what it says of itself, where it is, which secrets of ours it keeps.

use std::{
    convert::Infallible,
    net::{IpAddr, SocketAddr},
};

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{HeaderMap, header, request::Parts},
};
use axum_extra::extract::cookie::CookieJar;

use crate::{
    app::App,
    error::Error,
    web::{Chrome, Public, SignedIn, guard::token},
};

/// Name of the cookie by which a browser is known to its rightful owner's account.
pub const DEVICE_COOKIE: &str = "tandem_device";
/// As much as is kept of what a browser says of itself.
const LONGEST_USER_AGENT: usize = 400;

/// One browser.
#[derive(Clone, Default)]
pub struct Client {
    /// What it says of itself; may be empty.
    pub user_agent: String,
    /// Its address; empty when there is none to know.
    pub address: String,
    /// The secret of its sign-in, valid or not.
    pub(super) token: Option<String>,
    /// What it keeps from an earlier sign-in.
    pub(super) device: Option<String>,
}

impl FromRequestParts<App> for Client {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let user_agent = parts.headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip());
        let forwarded = if app.settings.trust_proxy { forwarded_for(&parts.headers) } else { None };
        Ok(Client {
            user_agent: user_agent.chars().take(LONGEST_USER_AGENT).collect(),
            address: forwarded.or(peer).map(|address| address.to_canonical().to_string()).unwrap_or_default(),
            token: token::of_request(app, &parts.headers),
            device: CookieJar::from_headers(&parts.headers).get(DEVICE_COOKIE).map(|cookie| cookie.value().to_owned()),
        })
    }
}

/// Whom our own proxy saw: the last entry. All before it may have been made up by the client.
fn forwarded_for(headers: &HeaderMap) -> Option<IpAddr> {
    let last = headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?.rsplit(',').next()?.trim();
    last.parse().ok().or_else(|| last.parse::<SocketAddr>().ok().map(|address| address.ip()))
}

/// Who is signed in on a page that everybody may see; none: nobody is.
#[derive(Debug)]
pub struct Visitor(pub Option<SignedIn>);

impl Visitor {
    /// The frame of the page: the person's own when somebody is signed in.
    #[must_use]
    pub fn chrome(&self, app: &App, public: &Public) -> Chrome {
        match &self.0 {
            Some(signed_in) => Chrome::signed_in(app, signed_in, false),
            None => Chrome::public(app, public),
        }
    }
}

impl FromRequestParts<App> for Visitor {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        match SignedIn::from_request_parts(parts, app).await {
            Ok(signed_in) => Ok(Visitor(Some(signed_in))),
            Err(Error::SignedOut { .. }) => Ok(Visitor(None)),
            Err(error) => Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_hop_is_believed() {
        let mut headers = HeaderMap::new();
        assert_eq!(forwarded_for(&headers), None);
        headers.append("x-forwarded-for", "10.0.0.1, 198.51.100.7".parse().unwrap());
        assert_eq!(forwarded_for(&headers), Some([198, 51, 100, 7].into()));
        headers.append("x-forwarded-for", "[2001:db8::1]:4711".parse().unwrap());
        assert_eq!(forwarded_for(&headers), Some("2001:db8::1".parse().unwrap()));
        headers.append("x-forwarded-for", "nonsense".parse().unwrap());
        assert_eq!(forwarded_for(&headers), None);
    }
}
