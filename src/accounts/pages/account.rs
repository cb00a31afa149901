//! One's own account.

use askama::Template;
use axum::{extract::State, http::StatusCode};
use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{new_password, with_cookies};
use crate::{
    accounts::{
        ACCOUNT, SIGN_IN, acts,
        client::Client,
        model::browser_and_system,
        queries::{self, Settings},
    },
    app::App,
    base::{language::Language, zone},
    web::{At, Choice, Chrome, Form, FormData, Outcome, Result, SignedIn, done, guard::IDLE, page_with},
};

#[derive(Template)]
#[template(path = "accounts/account.html")]
struct Show {
    chrome: Chrome,
    email: String,
    settings: Form,
    password: Form,
    languages: Vec<Choice>,
    zones: Vec<Choice>,
    mails: Vec<Choice>,
    sign_ins: Vec<SignIn>,
}

/// One browser in which the person is signed in.
struct SignIn {
    id: Uuid,
    url: String,
    /// "Firefox on Linux"
    browser: String,
    address: String,
    seen_at: DateTime<Utc>,
    is_this: bool,
}

async fn answer(app: &App, reader: &SignedIn, settings: Form, password: Form, status: StatusCode) -> Result {
    let chrome = Chrome::signed_in(app, reader, false);
    let now = app.clock.now();
    let sign_ins = queries::sessions(&app.db, reader.person.id, now, now - IDLE)
        .await?
        .into_iter()
        .map(|session| SignIn {
            url: format!("{ACCOUNT}/sign-ins/{}/end", session.id),
            browser: match browser_and_system(&session.user_agent) {
                Some((browser, system)) => chrome.say("accounts-browser").with("browser", browser).with("system", system).to_string(),
                None => chrome.t("accounts-browser-unknown"),
            },
            is_this: session.id == reader.session,
            id: session.id,
            address: session.address,
            seen_at: session.last_seen_at,
        })
        .collect();
    let show = Show {
        email: reader.person.email.clone(),
        settings,
        password,
        languages: Language::ALL.map(|language| Choice::new(language.as_str(), language.own_name())).into(),
        zones: zone::by_place().map(|zone| Choice::new(zone.name(), zone.name().replace('_', " "))).collect(),
        mails: vec![
            Choice::new("at_once", chrome.t("accounts-mail-at-once")).hint(chrome.t("accounts-mail-at-once-means")),
            Choice::new("never", chrome.t("accounts-mail-never")).hint(chrome.t("accounts-mail-never-means")),
        ],
        sign_ins,
        chrome,
    };
    page_with(status, show)
}

async fn settings_form(app: &App, reader: &SignedIn) -> Result<Form> {
    let Settings { name, language, time_zone, mail } = queries::settings(&app.db, reader.person.id).await?;
    Ok(Form::filled([("name", name), ("language", language), ("time-zone", time_zone), ("mail", mail)]))
}

/// The account's page.
pub async fn show(reader: SignedIn, State(app): State<App>) -> Result {
    let settings = settings_form(&app, &reader).await?;
    answer(&app, &reader, settings, Form::default(), StatusCode::OK).await
}

/// Changes name, language, time zone, mail.
pub async fn update(reader: SignedIn, State(app): State<App>, FormData(mut form): FormData) -> Outcome {
    let name = form.line("name", 120);
    let language = form.choice("language", Language::default());
    let time_zone = form.choice("time-zone", chrono_tz::Tz::UTC);
    let mail = form.value("mail").to_owned();
    if !matches!(mail.as_str(), "at_once" | "never") {
        form.wrong("mail", "form-error-choice");
    }
    if form.has_errors() {
        return answer(&app, &reader, form, Form::default(), StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let settings = Settings { name, language: language.as_str().to_owned(), time_zone: time_zone.name().to_owned(), mail };
    acts::set_settings(&app, &reader, &settings).await?;
    done(ACCOUNT, "flash-accounts-saved")
}

/// Changes the password; the present one has to be shown.
pub async fn change_password(reader: SignedIn, State(app): State<App>, client: Client, FormData(mut form): FormData) -> Outcome {
    let email = reader.person.email.clone();
    let password = new_password(&mut form, "new-password", &email);
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    // Whoever found the browser open must not try passwords out here either.
    if app.limits.try_password(&email, &client.address, true).is_err() {
        form.wrong("current-password", "form-error-accounts-too-many");
        status = StatusCode::TOO_MANY_REQUESTS;
    } else if !acts::knows_password(&app, &reader, form.value("current-password")).await? {
        form.wrong("current-password", "form-error-accounts-not-current");
    }
    if form.has_errors() {
        let settings = settings_form(&app, &reader).await?;
        return answer(&app, &reader, settings, form, status).await;
    }
    let cookies = acts::change_password(&app, &client, &reader, &password).await?;
    Ok(with_cookies(cookies, done(ACCOUNT, "flash-accounts-password-set")?))
}

/// Ends one sign-in; of this browser: signs out.
pub async fn end_sign_in(reader: SignedIn, State(app): State<App>, At(session): At<Uuid>, FormData(_): FormData) -> Outcome {
    if session == reader.session {
        return Ok(with_cookies(acts::leave(&app, &reader).await?, done(SIGN_IN, "flash-accounts-signed-out")?));
    }
    acts::end_sign_in(&app, &reader, session).await?;
    done(ACCOUNT, "flash-accounts-sign-in-ended")
}

/// Ends all sign-ins, this one too.
pub async fn sign_out_everywhere(reader: SignedIn, State(app): State<App>, FormData(_): FormData) -> Outcome {
    let cookies = acts::sign_out_everywhere(&app, &reader).await?;
    Ok(with_cookies(cookies, done(SIGN_IN, "flash-accounts-signed-out-everywhere")?))
}
