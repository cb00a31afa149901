//! Making accounts, and what people set in theirs.

use chrono::{DateTime, Utc};
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
        text::{Email, Sought, one_line},
        token::Token,
    },
    db,
    events::OrganizationEvent,
    organization_change,
    organizations::{self, model::OrganizationRole},
    readiness,
    web::{Result, SignedIn},
};

/// The time zone of people of whom none is known.
const TIME_ZONE: &str = "Europe/Berlin";

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
    let mut tx = db::begin(&app.db).await?;
    let now = app.clock.now();
    let organization = organizations::acts::named(&mut tx, &organization, now).await?;
    let (person, name) = account(&mut tx, organization, &email, name, hash.as_deref(), now).await?;
    for role in [OrganizationRole::Admin, OrganizationRole::Manager] {
        organizations::acts::join(&mut tx, organization, person, &name, role, None, now).await?;
    }
    let link = if hash.is_none() {
        let link = Token::random();
        queries::insert_reset(&mut *tx, person, &link.hash(), now, now + RESET_LASTS).await?;
        Some(reset_url(&link))
    } else {
        None
    };
    db::commit(tx).await?;
    Ok(link)
}

/// The account of this address and its name, made where it is missing; with a password it gets that one. What happens to it
/// is said in the chain of the organization that it is made for.
async fn account(
    tx: &mut PgConnection,
    organization: Uuid,
    email: &Email,
    name: String,
    hash: Option<&str>,
    now: DateTime<Utc>,
) -> sqlx::Result<(Uuid, String)> {
    if let Some(known) = queries::credentials(&mut *tx, &email.into()).await? {
        if let Some(hash) = hash {
            queries::replace_password(tx, known.id, hash, now).await?;
            let event = OrganizationEvent::PasswordChanged { name: known.name.clone() };
            organization_change::record(tx, organization, None, now, event).await?;
        }
        return Ok((known.id, known.name));
    }
    let id = Uuid::now_v7();
    let language = Language::En.as_str();
    let person = NewPerson { id, email: email.as_str(), name: &name, language, time_zone: TIME_ZONE, password_hash: hash };
    queries::insert_person(&mut *tx, &person, now).await?;
    organization_change::record(tx, organization, None, now, OrganizationEvent::AccountCreated { name: name.clone() }).await?;
    Ok((id, name))
}

/// A link by which the owner of this address sets a new password, and the owner's name: for the operator, where no mail is
/// sent or none arrives. What the person is and may do stays as it is.
///
/// # Errors
/// When there is no such account, or the database fails.
pub async fn password_link(app: &App, email: &str) -> anyhow::Result<(String, String)> {
    let sought = Sought::parse(email).map_err(|fault| anyhow::anyhow!("the e-mail address will not do: {fault}"))?;
    let mut tx = db::begin(&app.db).await?;
    let owner = queries::credentials(&mut *tx, &sought).await?;
    let owner = owner.ok_or_else(|| anyhow::anyhow!("there is no account with the address {}", sought.mailbox()))?;
    let (link, now) = (Token::random(), app.clock.now());
    queries::insert_reset(&mut *tx, owner.id, &link.hash(), now, now + RESET_LASTS).await?;
    let event = OrganizationEvent::PasswordLinkMade { name: owner.name.clone() };
    organization_change::record_for_person(&mut tx, owner.id, None, now, event).await?;
    db::commit(tx).await?;
    Ok((reset_url(&link), owner.name))
}

/// Sets name, language, time zone and mail.
///
/// # Errors
/// When the database fails.
pub async fn set_settings(app: &App, signed_in: &SignedIn, settings: &Settings) -> Result<()> {
    let person = signed_in.person.id;
    let mut tx = db::begin(&app.db).await?;
    if settings.name != signed_in.person.name {
        readiness::let_lapse_of_person(&mut tx, person, app.clock.now()).await?;
    }
    let from = queries::set_settings(&mut tx, person, settings).await?;
    if from != settings.name {
        let event = OrganizationEvent::PersonRenamed { from, to: settings.name.clone() };
        organization_change::record_for_person(&mut tx, person, Some(person), app.clock.now(), event).await?;
    }
    db::commit(tx).await?;
    Ok(())
}
