//! New passwords: by a mailed link, or by the one who knows the old one.

use std::time::Duration;

use axum_extra::extract::cookie::CookieJar;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    accounts::{
        acts::sign_in::enter_as,
        client::Client,
        model::RESET_LASTS,
        queries::{self, Credentials},
        reset_url,
    },
    app::App,
    base::{text::Sought, token::Token},
    db,
    error::{Error, Refusal},
    events::OrganizationEvent,
    organization_change,
    web::{Result, SignedIn},
};

/// Asking for a link takes this long for every address: with an account, without one, and when nothing is sent.
const ANSWERS_AFTER: Duration = Duration::from_millis(150);

/// Mails a link by which the owner of this address may set a new password, if there is such an account.
///
/// # Errors
/// When the database fails.
pub async fn offer_reset(app: &App, client: &Client, sought: &Sought) -> Result<()> {
    let link = Token::random();
    let now = app.clock.now();
    let url = app.settings.absolute(&reset_url(&link));
    let offer = async {
        // Whoever floods a mailbox must not see that it is one, so this is no error either.
        if app.limits.ask_for_mail(sought.mailbox(), &client.address).is_ok() {
            queries::mail_reset(&app.db, sought, &link.hash(), &url, now, now + RESET_LASTS).await?;
        }
        Ok(())
    };
    let (offered, ()) = tokio::join!(offer, tokio::time::sleep(ANSWERS_AFTER));
    offered
}

/// Sets the password by a link, which is used up; ends all sign-ins and signs in here.
///
/// # Errors
/// `Refused` when the link was used or ran out meanwhile.
pub async fn reset_password(app: &App, client: &Client, link: &Token, password: &str) -> Result<CookieJar> {
    let gone = || Refusal::new("refused-accounts-reset-gone");
    let (person, ..) = queries::reset_owner(&app.db, &link.hash(), app.clock.now()).await?.ok_or_else(gone)?;
    let hash = app.limits.passwords.hash(password).await?;
    let mut tx = db::begin(&app.db).await?;
    if !queries::use_reset(&mut tx, &link.hash(), app.clock.now()).await? {
        return Err(gone().into());
    }
    let account = replace(&mut tx, app, person, hash).await?;
    db::commit(tx).await?;
    enter_with(app, client, &account).await
}

/// Whether this is the person's password now.
///
/// # Errors
/// `TooMany` when too many passwords are being checked; otherwise when the database fails.
pub async fn knows_password(app: &App, signed_in: &SignedIn, password: &str) -> Result<bool> {
    let account = queries::credentials_of(&app.db, signed_in.person.id).await?;
    app.limits.passwords.matches(account.password_hash.as_deref(), password).await
}

/// Sets the password of somebody who is signed in and has just shown to know the old one; ends all other sign-ins.
///
/// # Errors
/// When the database fails.
pub async fn change_password(app: &App, client: &Client, signed_in: &SignedIn, password: &str) -> Result<CookieJar> {
    let hash = app.limits.passwords.hash(password).await?;
    let mut tx = db::begin(&app.db).await?;
    let account = replace(&mut tx, app, signed_in.person.id, hash).await?;
    db::commit(tx).await?;
    enter_with(app, client, &account).await
}

/// Comes in with a password that was set just now; somebody else may have set another one since.
async fn enter_with(app: &App, client: &Client, account: &Credentials) -> Result<CookieJar> {
    enter_as(app, client, account).await?.ok_or_else(|| Error::SignedOut { next: "/".to_owned() })
}

async fn replace(tx: &mut PgConnection, app: &App, person: Uuid, hash: String) -> Result<Credentials> {
    let now = app.clock.now();
    queries::replace_password(tx, person, &hash, now).await?;
    let account = queries::credentials_of(&mut *tx, person).await?;
    let event = OrganizationEvent::PasswordChanged { name: account.name.clone() };
    organization_change::record_for_person(tx, person, Some(person), now, event).await?;
    Ok(account)
}
