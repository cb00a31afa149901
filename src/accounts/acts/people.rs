//! Making accounts, and what people set in theirs.

use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    accounts::{
        model::{self, RESET_LASTS},
        queries::{self, NewPerson, Settings},
        reset_url,
    },
    app::App,
    base::{
        language::Language,
        text::{Email, one_line},
        token::Token,
    },
    events::OrganizationEvent,
    organization_change,
    web::{Result, SignedIn},
};

/// The time zone of people of whom none is known.
const TIME_ZONE: &str = "Europe/Berlin";

/// Makes an account that is in no organization yet.
///
/// # Errors
/// `Refused` when the address has an account.
pub async fn create_person(app: &App, email: &str, name: &str, language: Language, password: Option<&str>) -> Result<Uuid> {
    let hash = match password {
        Some(password) => Some(app.limits.passwords.hash(password).await?),
        None => None,
    };
    let id = Uuid::now_v7();
    let person = NewPerson { id, email, name, language: language.as_str(), time_zone: TIME_ZONE, password_hash: hash.as_deref() };
    queries::insert_person(&app.db, &person, app.clock.now()).await?;
    Ok(id)
}

/// Makes somebody administrator and manager of the organization of this name; makes account and organization, too, where
/// they are missing. For the operator at the terminal, so repeating it does no harm. Without a password the path of a link
/// is returned by which the person sets one.
///
/// # Errors
/// When address, name or password will not do, or the database fails.
pub async fn create_administrator(
    app: &App,
    organization: &str,
    email: &str,
    name: &str,
    password: Option<String>,
) -> anyhow::Result<Option<String>> {
    let email = Email::parse(email).map_err(|fault| anyhow::anyhow!("the e-mail address will not do: {fault}"))?;
    let name = one_line(name, 120).map_err(|fault| anyhow::anyhow!("the name will not do: {fault}"))?;
    let organization = one_line(organization, 160).map_err(|fault| anyhow::anyhow!("the organization's name will not do: {fault}"))?;
    let hash = match &password {
        Some(password) => {
            if let Some(fault) = model::password_fault(password, email.as_str()) {
                anyhow::bail!("{}", Language::En.t(fault));
            }
            Some(app.limits.passwords.hash(password).await?)
        }
        None => None,
    };
    let mut tx = app.db.begin().await?;
    let person = account(&mut tx, app, &email, &name, hash.as_deref()).await?;
    let organization = organization_of(&mut tx, app, &organization).await?;
    let now = app.clock.now();
    for role in ["admin", "manager"] {
        if queries::join(&mut tx, organization, person, role, now).await? {
            let event = OrganizationEvent::MemberJoined { name: name.clone(), role: role.to_owned() };
            organization_change::record(&mut tx, organization, None, now, event).await?;
        }
    }
    let link = if hash.is_none() {
        let link = Token::random();
        queries::insert_reset(&mut *tx, person, &link.hash(), now, now + RESET_LASTS).await?;
        Some(reset_url(&link))
    } else {
        None
    };
    tx.commit().await?;
    Ok(link)
}

/// The account of this address, made where it is missing; with a password it gets that one.
async fn account(tx: &mut PgConnection, app: &App, email: &Email, name: &str, hash: Option<&str>) -> sqlx::Result<Uuid> {
    if let Some(known) = queries::credentials(&mut *tx, email.as_str()).await? {
        if let Some(hash) = hash {
            queries::set_password(tx, known.id, hash).await?;
            queries::end_all_sessions(tx, known.id).await?;
        }
        return Ok(known.id);
    }
    let id = Uuid::now_v7();
    let person = NewPerson { id, email: email.as_str(), name, language: Language::En.as_str(), time_zone: TIME_ZONE, password_hash: hash };
    queries::insert_person(&mut *tx, &person, app.clock.now()).await?;
    Ok(id)
}

async fn organization_of(tx: &mut PgConnection, app: &App, name: &str) -> sqlx::Result<Uuid> {
    if let Some(known) = queries::organization_named(tx, name).await? {
        return Ok(known);
    }
    let now = app.clock.now();
    let organization = queries::insert_organization(tx, name, now).await?;
    let event = OrganizationEvent::OrganizationCreated { name: name.to_owned() };
    organization_change::record(tx, organization, None, now, event).await?;
    Ok(organization)
}

/// Sets name, language, time zone and mail.
///
/// # Errors
/// When the database fails.
pub async fn set_settings(app: &App, signed_in: &SignedIn, settings: &Settings) -> Result<()> {
    queries::set_settings(&app.db, signed_in.person.id, settings).await?;
    Ok(())
}
