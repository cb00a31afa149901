//! Taking an invitation, to a seat or to an organization.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    access::{Actor, Role},
    accounts::{
        model::InvitationState,
        queries::{self, Invitation, InvitedTo, NewPerson},
    },
    app::App,
    base::{language::Language, token::Token},
    change::Change,
    db,
    error::{Error, Refusal},
    events::{OrganizationEvent, engagement::EngagementEvent},
    organization_change, organizations,
    web::Result,
};

/// Who takes an invitation.
pub enum Taker {
    /// Somebody whose address has no account yet.
    Newcomer {
        /// Full name, as the person writes it.
        name: String,
        /// The password to be.
        password: String,
        /// The language the person reads.
        language: Language,
    },
    /// Somebody with an account, by id; its address has to be the invited one.
    Person(Uuid),
}

/// Whoever takes an invitation, found to be the one who is invited.
struct Guest {
    person: Uuid,
    name: String,
    /// Hash of the password and language of an account that is made with it.
    account: Option<(String, Language)>,
}

/// Takes the invitation of this link: makes the account where there is none, and the membership; to a seat, also that seat.
/// Returns the person. `once` names the form that is the cause.
///
/// # Errors
/// `NotFound` for an unknown link; `Refused` when it was used, withdrawn or ran out, is for another address, when the
/// address has an account that did not sign in, or when the person sits there by now.
pub async fn take_invitation(app: &App, link: &Token, taker: Taker, once: Option<Uuid>) -> Result<Uuid> {
    let invitation = queries::invitation(&app.db, &link.hash()).await?.ok_or(Error::NotFound)?;
    let now = app.clock.now();
    if invitation.state(now) != InvitationState::Open {
        return Err(gone().into());
    }
    let guest = match (taker, invitation.person_id) {
        (Taker::Person(person), Some(owner)) if person == owner => {
            Guest { person, name: invitation.person_name.clone().unwrap_or_default(), account: None }
        }
        (Taker::Person(_), _) => return Err(Refusal::new("refused-accounts-other-address").into()),
        (Taker::Newcomer { .. }, Some(_)) => return Err(Refusal::new("refused-account-exists").into()),
        (Taker::Newcomer { name, password, language }, None) => {
            Guest { person: Uuid::now_v7(), name, account: Some((app.limits.passwords.hash(&password).await?, language)) }
        }
    };
    let person = guest.person;
    match &invitation.to {
        InvitedTo::Seat { engagement, role, function, .. } => {
            let actor = Actor::Person { id: person, role: *role };
            let change = Change::begin_as_newcomer(&app.db, *engagement, actor, once, now).await?;
            take_seat(change, link, &invitation, guest, *role, function).await?;
        }
        InvitedTo::Membership { role, .. } => {
            let mut tx = db::begin(&app.db).await?;
            let organization = invitation.organization_id;
            organization_change::lock(&mut tx, organization).await?;
            if !queries::use_membership(&mut tx, organization, &link.hash(), now).await? {
                return Err(gone().into());
            }
            make_account(&mut tx, &invitation, &guest, now).await?;
            organizations::acts::join(&mut tx, organization, person, &guest.name, *role, Some(person), now).await?;
            db::commit(tx).await?;
        }
    }
    Ok(person)
}

async fn take_seat(mut change: Change, link: &Token, invitation: &Invitation, guest: Guest, role: Role, function: &str) -> Result<()> {
    let (engagement, now) = (change.engagement(), change.now());
    // Asked again under the lock: somebody may have withdrawn it, or another tab have taken it.
    if !queries::use_invitation(&mut change, engagement, &link.hash(), now).await? {
        return Err(gone().into());
    }
    // In the time since the invitation they may have come to sit on the other side.
    if queries::sits(&mut change, engagement, guest.person).await? {
        return Err(Refusal::new("refused-already-seated").into());
    }
    // Before the first row of its people, as every change to an organization does.
    organization_change::lock(&mut change, invitation.organization_id).await?;
    make_account(&mut change, invitation, &guest, now).await?;
    let commits = role == Role::Sponsor;
    organizations::acts::admit(&mut change, invitation.organization_id, guest.person, &guest.name, commits, now).await?;
    queries::insert_seat(&mut change, engagement, guest.person, role, function, now).await?;
    change.commit(EngagementEvent::SeatTaken { name: guest.name, role }).await
}

/// Makes the account of a newcomer.
async fn make_account(tx: &mut PgConnection, invitation: &Invitation, guest: &Guest, now: DateTime<Utc>) -> Result<()> {
    let Some((hash, language)) = &guest.account else { return Ok(()) };
    let account = NewPerson {
        id: guest.person,
        email: &invitation.email,
        name: &guest.name,
        language: language.as_str(),
        time_zone: &invitation.time_zone,
        password_hash: Some(hash),
    };
    queries::insert_person(&mut *tx, &account, now).await?;
    let event = OrganizationEvent::AccountCreated { name: guest.name.clone() };
    organization_change::record(tx, invitation.organization_id, Some(guest.person), now, event).await?;
    Ok(())
}

fn gone() -> Refusal {
    Refusal::new("refused-accounts-invitation-gone")
}

impl Invitation {
    /// Where it stands.
    pub fn state(&self, now: DateTime<Utc>) -> InvitationState {
        InvitationState::of(self.taken_at, self.withdrawn_at, self.expires_at, now)
    }
}
