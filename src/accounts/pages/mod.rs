//! The pages of accounts.

pub mod account;
pub mod invitation;
pub mod preferences;
pub mod reset;
pub mod sign_in;
pub mod unsubscribe;

use axum::response::{IntoResponse, Response};
use axum_extra::extract::cookie::CookieJar;

use super::model;
use crate::web::Form;

/// Takes a new password off a form; empty after an error.
fn new_password(form: &mut Form, field: &str, email: &str) -> String {
    let password = form.value(field).to_owned();
    match model::password_fault(&password, email) {
        None => password,
        Some(fault) => {
            form.wrong(field, fault);
            String::new()
        }
    }
}

/// The answer together with these cookies.
fn with_cookies(cookies: CookieJar, response: Response) -> Response {
    (cookies, response).into_response()
}
