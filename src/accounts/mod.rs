//! How people come in.
//!
//! A person has one account, known by an e-mail address. A *sign-in* is one browser in which the person is signed in; its
//! secret lives in a cookie, the database knows the hash. Three kinds of links open something once without a sign-in: an
//! *invitation* (to a seat or to an organization; makes the account of a newcomer, too), a *password reset*, and the
//! *unsubscribe* link of each mail.
//! Nobody learns here whether an address has an account: not by words, and not by how long the answer takes.

pub mod acts;
pub mod client;
pub mod model;
mod pages;
mod queries;

use std::time::Duration;

use crate::{
    app::App,
    web::{Routes, guard::IDLE},
    worker::every,
};

pub use crate::notices::link::{invitation_url, reset_url};
pub use client::{Client, Visitor};

/// The room's routes.
#[must_use]
pub fn routes() -> Routes {
    Routes::default()
        .get("/sign-in", pages::sign_in::show)
        .post("/sign-in", pages::sign_in::sign_in)
        .post("/sign-out", pages::sign_in::sign_out)
        .get("/password-resets", pages::reset::ask)
        .post("/password-resets", pages::reset::request)
        .get("/password-resets/{token}", pages::reset::show)
        .post("/password-resets/{token}", pages::reset::reset)
        .get("/invitations/{token}", pages::invitation::show)
        .post("/invitations/{token}", pages::invitation::take)
        .get("/account", pages::account::show)
        .post("/account", pages::account::update)
        .post("/account/password", pages::account::change_password)
        .post("/account/sign-ins/{session}/end", pages::account::end_sign_in)
        .post("/account/sign-out-everywhere", pages::account::sign_out_everywhere)
        .post("/preferences", pages::preferences::set)
        .get("/unsubscribe/{token}", pages::unsubscribe::show)
        .post("/unsubscribe/{token}", pages::unsubscribe::unsubscribe)
}

/// Where people sign in.
pub const SIGN_IN: &str = "/sign-in";
/// Where people see and change their account.
pub const ACCOUNT: &str = "/account";

/// How often what has expired is removed.
const SWEEP_EVERY: Duration = Duration::from_secs(600);

/// Removes sign-ins and reset links that have expired, and forgets old tries; runs for as long as the server.
pub async fn sweep(app: App) {
    let look = async |app: &App| {
        app.limits.forget_old();
        let now = app.clock.now();
        queries::remove_expired(&app.db, now, now - IDLE).await
    };
    every(SWEEP_EVERY, "the sweeper of sign-ins", app, look).await;
}
