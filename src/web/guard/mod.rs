//! Who may come in. Each guard is one statement, and the first argument of a handler.

mod manages;
mod person;
mod seat;
pub mod token;

use axum::{
    extract::{FromRequestParts, RawPathParams},
    http::request::Parts,
};

pub use manages::Manages;
pub use person::{IDLE, Person, SignedIn, VISIT_GAP};
pub use seat::Seat;

use super::{request::RequestInfo, routes::Guard};
use crate::app::App;
use crate::error::Error;

/// Everybody, signed in or not.
#[derive(Debug, Clone)]
pub struct Public {
    pub request: RequestInfo,
    /// The form token, when somebody is signed in.
    pub csrf: String,
}

impl Guard for Public {
    fn shown() -> String {
        "Public".into()
    }
}

impl FromRequestParts<App> for Public {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let csrf = token::of_request(app, &parts.headers).map(|token| token::csrf(&token)).unwrap_or_default();
        Ok(Public { request: RequestInfo::of(parts), csrf })
    }
}

async fn path_parameter<T: std::str::FromStr>(parts: &mut Parts, app: &App, name: &str) -> Option<T> {
    let parameters = RawPathParams::from_request_parts(parts, app).await.ok()?;
    parameters.iter().find(|(key, _)| *key == name).and_then(|(_, value)| value.parse().ok())
}
