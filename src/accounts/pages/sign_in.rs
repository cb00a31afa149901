//! Signing in and out.

use askama::Template;
use axum::{
    extract::{Query, State, rejection::QueryRejection},
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use serde::Deserialize;
use uuid::Uuid;

use super::with_cookies;
use crate::{
    accounts::{
        SIGN_IN,
        acts::{self, Attempt},
        client::{Client, Visitor},
    },
    app::App,
    cast,
    web::{Chrome, Form, FormData, Outcome, Public, Result, SignedIn, done, local_path, page_with},
};

#[derive(Template)]
#[template(path = "accounts/sign_in.html")]
struct Show {
    chrome: Chrome,
    form: Form,
    /// Where to go on to.
    next: String,
    /// The demo's main people, and everybody else in its story; nobody outside the demo.
    main_people: Vec<OneClick>,
    other_people: Vec<OneClick>,
}

/// Somebody of the demo who is signed in at a click.
struct OneClick {
    id: Uuid,
    name: &'static str,
    /// Organization and role.
    role: &'static str,
    /// What they do in the demo; empty for all but the main people.
    task: String,
}

/// What the address of the page says.
#[derive(Default, Deserialize)]
pub struct SignInQuery {
    /// Where to go on to.
    #[serde(default)]
    next: String,
}

/// The page to sign in on; somebody who is signed in can sign in as somebody else.
pub async fn show(
    public: Public,
    visitor: Visitor,
    State(app): State<App>,
    query: std::result::Result<Query<SignInQuery>, QueryRejection>,
) -> Result {
    let next = query.map(|Query(query)| query.next).unwrap_or_default();
    answer(&app, visitor.chrome(&app, &public), Form::default(), local_path(&next), StatusCode::OK).await
}

async fn answer(app: &App, chrome: Chrome, form: Form, next: &str, status: StatusCode) -> Result {
    let people = if app.settings.demo { cast::people(&app.db).await? } else { Vec::new() };
    let one_click = people.iter().filter_map(|person| {
        let part = person.part()?;
        Some(OneClick { id: person.id, name: part.name, role: part.role, task: part.task.map(|key| chrome.t(key)).unwrap_or_default() })
    });
    let (main_people, other_people) = one_click.partition(|person| !person.task.is_empty());
    page_with(status, Show { chrome, form, next: next.to_owned(), main_people, other_people })
}

pub async fn sign_in(public: Public, State(app): State<App>, client: Client, FormData(mut form): FormData) -> Outcome {
    let next = local_path(form.value("next")).to_owned();
    let sought = form.account("email");
    let password = form.value("password").to_owned();
    if password.is_empty() {
        form.wrong("password", "form-error-accounts-password-missing");
    }
    let chrome = Chrome::public(&app, &public);
    let Some(sought) = sought.filter(|_| !form.has_errors()) else {
        return answer(&app, chrome, form, &next, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    match acts::sign_in(&app, &client, &sought, &password).await? {
        Attempt::In(cookies) => Ok(with_cookies(cookies, Redirect::to(&next).into_response())),
        Attempt::NoMatch => {
            form.wrong("password", "form-error-accounts-no-match");
            answer(&app, chrome, form, &next, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Attempt::TooMany => {
            form.wrong("password", "form-error-accounts-too-many");
            answer(&app, chrome, form, &next, StatusCode::TOO_MANY_REQUESTS).await
        }
    }
}

/// Signs out of this browser.
pub async fn sign_out(signed_in: SignedIn, State(app): State<App>, FormData(_): FormData) -> Outcome {
    let cookies = acts::leave(&app, &signed_in).await?;
    Ok(with_cookies(cookies, done(SIGN_IN, "flash-accounts-signed-out")?))
}
