//! Language and appearance, for everybody, from the frame of every page.

use axum::{
    extract::State,
    response::{IntoResponse, Redirect},
};
use axum_extra::extract::cookie::CookieJar;

use super::with_cookies;
use crate::{
    accounts::{client::Visitor, queries},
    app::App,
    base::language::Language,
    error::Error,
    web::{
        FormData, Outcome, Public,
        cookies::{AS_LONG_AS_CAN_BE, gone, kept},
        local_path,
        request::{LANGUAGE_COOKIE, THEME_COOKIE},
    },
};

/// Sets what the form names, language or theme, and goes back to the page.
pub async fn set(_public: Public, visitor: Visitor, State(app): State<App>, FormData(form): FormData) -> Outcome {
    let mut cookies = CookieJar::new();
    if !form.value("language").is_empty() {
        let language: Language = form.value("language").parse().map_err(|_| Error::Unreadable)?;
        if let Some(signed_in) = &visitor.0 {
            queries::set_language(&app.db, signed_in.person.id, language.as_str()).await?;
        }
        cookies = cookies.add(kept(&app, LANGUAGE_COOKIE, language.as_str(), AS_LONG_AS_CAN_BE));
    }
    cookies = match form.value("theme") {
        "" => cookies,
        theme @ ("light" | "dark") => cookies.add(kept(&app, THEME_COOKIE, theme, AS_LONG_AS_CAN_BE)),
        "auto" => cookies.add(gone(&app, THEME_COOKIE)),
        _ => return Err(Error::Unreadable),
    };
    Ok(with_cookies(cookies, Redirect::to(local_path(form.value("next"))).into_response()))
}
