//! Coming in and going out.

use axum_extra::extract::cookie::CookieJar;
use uuid::Uuid;

use crate::{
    accounts::{
        client::{Client, DEVICE_COOKIE},
        model::{self, SIGN_IN_LASTS},
        queries::{self, Credentials},
    },
    app::App,
    base::{text::Sought, token::Token},
    db,
    error::Error,
    events::OrganizationEvent,
    organization_change,
    web::{
        Result, SignedIn,
        cookies::{AS_LONG_AS_CAN_BE, gone, kept},
        guard::token,
        request::LANGUAGE_COOKIE,
    },
};

/// What came of a try to sign in.
pub enum Attempt {
    /// The person is in; these cookies say so.
    In(CookieJar),
    /// No such address, or not its password: nobody is told which.
    NoMatch,
    /// Too many tries.
    TooMany,
}

/// Signs in by e-mail address and password.
///
/// # Errors
/// `TooMany` when too many passwords are being checked; otherwise when the database fails.
pub async fn sign_in(app: &App, client: &Client, sought: &Sought, password: &str) -> Result<Attempt> {
    let account = queries::credentials(&app.db, sought).await?;
    let hash = account.as_ref().and_then(|account| account.password_hash.as_deref());
    let known = hash.zip(client.device.as_deref()).is_some_and(|(hash, mark)| model::is_device_of(mark, hash));
    // Behind one proxy or one office's address a guesser must not keep the owners out of the browsers they know.
    let braked = !known && app.limits.try_from_address(&client.address).is_err();
    if braked || app.limits.try_password(sought.mailbox(), &client.address, known).is_err() {
        return Ok(Attempt::TooMany);
    }
    let matches = app.limits.passwords.matches(hash, password).await?;
    let Some(account) = account.filter(|_| matches) else { return Ok(Attempt::NoMatch) };
    Ok(enter_as(app, client, &account).await?.map_or(Attempt::NoMatch, Attempt::In))
}

/// Lets a person in whose right to come in was checked by something else than a password.
///
/// # Errors
/// `SignedOut` when the password was replaced at this very moment; otherwise when the database fails.
pub async fn enter(app: &App, client: &Client, person: Uuid) -> Result<CookieJar> {
    let account = queries::credentials_of(&app.db, person).await?;
    enter_as(app, client, &account).await?.ok_or_else(|| Error::SignedOut { next: "/".to_owned() })
}

/// Lets a person in whose right to come in was checked by these credentials: ends what this browser was signed in as, opens
/// a new sign-in, and lets the browser keep that it is the person's. None when they have been replaced since they were
/// read: a new password ends all sign-ins, so none is opened with the old one after it.
pub(super) async fn enter_as(app: &App, client: &Client, checked: &Credentials) -> Result<Option<CookieJar>> {
    let secret = Token::random();
    let now = app.clock.now();
    let session = queries::NewSession {
        checked,
        token_hash: &secret.hash(),
        expires_at: now + SIGN_IN_LASTS,
        user_agent: &client.user_agent,
        address: &client.address,
    };
    if !queries::insert_session(&app.db, &session, now).await? {
        return Ok(None);
    }
    if let Some(old) = &client.token {
        queries::end_session_of_token(&app.db, &token::hash(old)).await?;
    }
    let lasts = time::Duration::seconds(SIGN_IN_LASTS.num_seconds());
    let mut cookies = CookieJar::new().add(kept(app, token::cookie_name(app), secret.as_str(), lasts)).add(kept(
        app,
        LANGUAGE_COOKIE,
        checked.language.as_str(),
        AS_LONG_AS_CAN_BE,
    ));
    if let Some(hash) = &checked.password_hash {
        cookies = cookies.add(kept(app, DEVICE_COOKIE, model::device_mark(&Token::random(), hash), AS_LONG_AS_CAN_BE));
    }
    Ok(Some(cookies))
}

/// Ends the sign-in of this request; the cookies take the secret back.
///
/// # Errors
/// When the database fails.
pub async fn leave(app: &App, signed_in: &SignedIn) -> Result<CookieJar> {
    queries::end_session(&app.db, signed_in.person.id, signed_in.session).await?;
    Ok(without_secret(app))
}

/// Ends one of a person's sign-ins.
///
/// # Errors
/// `NotFound` when the person has no such sign-in.
pub async fn end_sign_in(app: &App, signed_in: &SignedIn, session: Uuid) -> Result<()> {
    if queries::end_session(&app.db, signed_in.person.id, session).await? { Ok(()) } else { Err(Error::NotFound) }
}

/// Ends all of a person's sign-ins, this one too.
///
/// # Errors
/// When the database fails.
pub async fn sign_out_everywhere(app: &App, signed_in: &SignedIn) -> Result<CookieJar> {
    let mut tx = db::begin(&app.db).await?;
    queries::end_all_sessions(&mut tx, signed_in.person.id).await?;
    let event = OrganizationEvent::SignedOutEverywhere { name: signed_in.person.name.clone() };
    organization_change::record_for_person(&mut tx, signed_in.person.id, Some(signed_in.person.id), app.clock.now(), event).await?;
    db::commit(tx).await?;
    Ok(without_secret(app))
}

fn without_secret(app: &App) -> CookieJar {
    CookieJar::new().add(gone(app, token::cookie_name(app)))
}
