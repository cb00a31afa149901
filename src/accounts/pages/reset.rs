//! A new password by a mailed link.

use askama::Template;
use axum::{extract::State, http::StatusCode};

use super::{new_password, with_cookies};
use crate::{
    accounts::{
        SIGN_IN, acts,
        client::{Client, Visitor},
        queries, reset_url,
    },
    app::App,
    base::token::Token,
    web::{At, Chrome, Form, FormData, Outcome, Public, Result, done, page, page_with},
};

#[derive(Template)]
#[template(path = "accounts/reset_request.html")]
struct Ask {
    chrome: Chrome,
    form: Form,
    /// Whether this server can send the link at all.
    sends_mail: bool,
}

#[derive(Template)]
#[template(path = "accounts/reset.html")]
struct Show {
    chrome: Chrome,
    form: Form,
    url: String,
    name: String,
    email: String,
}

#[derive(Template)]
#[template(path = "accounts/reset_gone.html")]
struct Gone {
    chrome: Chrome,
}

fn ask_with(app: &App, chrome: Chrome, form: Form, status: StatusCode) -> Result {
    page_with(status, Ask { chrome, form, sends_mail: app.settings.sends_mail() })
}

/// The page to ask for a link on.
pub async fn ask(public: Public, visitor: Visitor, State(app): State<App>) -> Result {
    ask_with(&app, visitor.chrome(&app, &public), Form::default(), StatusCode::OK)
}

/// Asks for a link; the answer is the same whether there is such an account or not.
pub async fn request(public: Public, State(app): State<App>, client: Client, FormData(mut form): FormData) -> Outcome {
    let Some(sought) = form.account("email") else {
        return ask_with(&app, Chrome::public(&app, &public), form, StatusCode::UNPROCESSABLE_ENTITY);
    };
    acts::offer_reset(&app, &client, &sought).await?;
    done(SIGN_IN, "flash-accounts-reset-sent")
}

async fn owner(app: &App, token: &str) -> Result<Option<(Token, String, String)>> {
    let Ok(link) = token.parse::<Token>() else { return Ok(None) };
    let owner = queries::reset_owner(&app.db, &link.hash(), app.clock.now()).await?;
    Ok(owner.map(|(_, name, email)| (link, name, email)))
}

/// The page that a link opens.
pub async fn show(public: Public, State(app): State<App>, At(token): At<String>) -> Result {
    let chrome = Chrome::public(&app, &public);
    match owner(&app, &token).await? {
        Some((link, name, email)) => page(Show { chrome, form: Form::default(), url: reset_url(&link), name, email }),
        None => page_with(StatusCode::GONE, Gone { chrome }),
    }
}

/// Sets the password, ends all sign-ins, signs in here.
pub async fn reset(public: Public, State(app): State<App>, client: Client, At(token): At<String>, FormData(mut form): FormData) -> Outcome {
    let chrome = Chrome::public(&app, &public);
    let Some((link, name, email)) = owner(&app, &token).await? else {
        return page_with(StatusCode::GONE, Gone { chrome });
    };
    let password = new_password(&mut form, "password", &email);
    if form.has_errors() {
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, Show { chrome, form, url: reset_url(&link), name, email });
    }
    let cookies = acts::reset_password(&app, &client, &link, &password).await?;
    Ok(with_cookies(cookies, done("/", "flash-accounts-password-set")?))
}
