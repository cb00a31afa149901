//! Taking an invitation.

use uuid::Uuid;

use crate::{
    access::{Role, Side},
    accounts::{
        model::InvitationState,
        queries::{self, Invitation, NewPerson},
    },
    app::App,
    base::{language::Language, token::Token},
    change::{Actor, Change},
    events::{Event, OrganizationEvent},
    organization_change, organizations,
    web::{Error, Refusal, Result},
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

/// Takes the invitation of this link: makes the account where there is none, the membership in the side's organization and
/// the seat. Returns person and engagement. `once` names the form that is the cause.
///
/// # Errors
/// `NotFound` for an unknown link; `Refused` when it was used, withdrawn or ran out, is for another address, when the
/// address has an account that did not sign in, or when the person sits there by now.
pub async fn take_invitation(app: &App, link: &Token, taker: Taker, once: Option<Uuid>) -> Result<(Uuid, Uuid)> {
    let invitation = queries::invitation(&app.db, &link.hash()).await?.ok_or(Error::NotFound)?;
    let now = app.clock.now();
    if invitation.state(now) != InvitationState::Open {
        return Err(gone().into());
    }
    let role = invitation.seat_role()?;
    let (person, name, newcomer) = match (taker, invitation.person_id) {
        (Taker::Person(person), Some(owner)) if person == owner => (person, invitation.person_name.clone().unwrap_or_default(), None),
        (Taker::Person(_), _) => return Err(Refusal::new("refused-accounts-other-address").into()),
        (Taker::Newcomer { .. }, Some(_)) => return Err(Refusal::new("refused-account-exists").into()),
        (Taker::Newcomer { name, password, language }, None) => {
            (Uuid::now_v7(), name, Some((app.limits.passwords.hash(&password).await?, language)))
        }
    };

    let mut change = Change::begin_as_newcomer(&app.db, invitation.engagement_id, Actor::Person { id: person, role }, once, now).await?;
    // Asked again under the lock: somebody may have withdrawn it, or another tab have taken it.
    if !queries::use_invitation(&mut change, invitation.engagement_id, &link.hash(), now).await? {
        return Err(gone().into());
    }
    // In the time since the invitation they may have come to sit on the other side.
    if queries::sits(&mut change, invitation.engagement_id, person).await? {
        return Err(Refusal::new("refused-already-seated").into());
    }
    // Before the first row of its people, as every change to an organization does.
    organization_change::lock(&mut change, invitation.organization_id).await?;
    if let Some((hash, language)) = &newcomer {
        let account = NewPerson {
            id: person,
            email: &invitation.email,
            name: &name,
            language: language.as_str(),
            time_zone: &invitation.time_zone,
            password_hash: Some(hash),
        };
        queries::insert_person(&mut *change, &account, now).await?;
        let event = OrganizationEvent::AccountCreated { name: name.clone() };
        organization_change::record(&mut change, invitation.organization_id, Some(person), now, event).await?;
    }
    organizations::acts::admit(&mut change, invitation.organization_id, person, &name, role == Role::Sponsor, now).await?;
    queries::insert_seat(&mut change, &invitation, person, now).await?;
    let engagement = change.engagement();
    change.commit(Event::SeatTaken { name, role }).await?;
    Ok((person, engagement))
}

fn gone() -> Refusal {
    Refusal::new("refused-accounts-invitation-gone")
}

impl Invitation {
    /// Where it stands.
    pub fn state(&self, now: chrono::DateTime<chrono::Utc>) -> InvitationState {
        InvitationState::of(self.taken_at, self.withdrawn_at, self.expires_at, now)
    }

    /// The role that it gives.
    pub fn seat_role(&self) -> Result<Role> {
        let side: Side = self.side.parse().map_err(anyhow::Error::from)?;
        Ok(Role::of(side, &self.role).map_err(anyhow::Error::from)?)
    }
}
