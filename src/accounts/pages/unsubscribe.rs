//! No more mail, by the link in each mail: works without signing in, for people and for mail programs.

use askama::Template;
use axum::extract::State;

use crate::{
    accounts::queries,
    app::App,
    error::Error,
    mail::unsubscribe::{hash, url},
    web::{At, Chrome, Public, Result, page},
};

#[derive(Template)]
#[template(path = "accounts/unsubscribe.html")]
struct Show {
    chrome: Chrome,
    url: String,
    email: String,
    /// Whether no mail is sent (any more).
    is_unsubscribed: bool,
}

/// Asks once: programs that look at every link of a mail must not unsubscribe anybody.
pub async fn show(public: Public, State(app): State<App>, At(token): At<String>) -> Result {
    let (email, mail) = queries::unsubscriber(&app.db, &hash(&token)).await?.ok_or(Error::NotFound)?;
    page(Show { chrome: Chrome::public(&app, &public), url: url(&token), email, is_unsubscribed: mail == "never" })
}

/// Stops the mails. The link's secret is all that is asked for, so that the button of a mail program (RFC 8058, whatever
/// the form of its body) does it, too; doing it again changes nothing.
pub async fn unsubscribe(public: Public, State(app): State<App>, At(token): At<String>) -> Result {
    let email = queries::unsubscribe(&app.db, &hash(&token)).await?.ok_or(Error::NotFound)?;
    page(Show { chrome: Chrome::public(&app, &public), url: url(&token), email, is_unsubscribed: true })
}
