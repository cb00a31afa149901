//! What people do to an engagement as such, and to its seats.

use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{
    model::{Client, NewEngagement, Terms},
    queries,
    seats::{self, INVITATION_LASTS, Invitation},
};
use crate::{
    access::{Actor, Role, needs},
    app::App,
    base::{digest, token::Token},
    change::Change,
    db,
    error::{Error, Refusal},
    events::engagement::EngagementEvent,
    notices::{
        link::invitation_url,
        outbox::{self, InvitedTo},
    },
    organizations, turns,
    web::{Result, Seat},
};

/// Opens an engagement for a provider of which `manager` is a manager, together with a client that is new, and returns
/// its id. `once` names the form: sent twice, it opens one engagement.
///
/// # Errors
/// `Refused` for anybody but a manager of the provider, and for a client that is not one; `AlreadyDone` the second time.
pub async fn create(app: &App, manager: Uuid, once: Option<Uuid>, new: &NewEngagement) -> Result<Uuid> {
    let now = app.clock.now();
    let id = once.map_or_else(Uuid::now_v7, |once| id_of_form(manager, once));
    let mut tx = db::begin(&app.db).await?;
    if !queries::manages(&mut *tx, new.provider, manager).await? {
        return Err(Refusal::new("refused-no-manager").into());
    }
    let client = match &new.client {
        Client::Known(client) if queries::has_worked_with(&mut *tx, new.provider, *client).await? => *client,
        Client::Known(_) => return Err(Refusal::new("refused-unknown-client").into()),
        Client::New(name) => organizations::acts::enter(&mut tx, name, Some(manager), now).await?,
    };
    if !queries::insert(&mut tx, id, new.provider, client, new.currency.as_str(), &new.terms, now).await? {
        return Err(Error::AlreadyDone);
    }
    let actor = Actor::Person { id: manager, role: Role::Manager };
    let change = Change::begin_with(tx, id, actor, once, now).await?;
    change.commit(EngagementEvent::Created { title: new.terms.title.clone() }).await?;
    Ok(id)
}

/// The id of the engagement that a form opens: the same form, the same id; another person's form, another id.
fn id_of_form(manager: Uuid, once: Uuid) -> Uuid {
    let digest = Sha256::new().chain_update(manager).chain_update(once).finalize();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    uuid::Builder::from_random_bytes(bytes).into_uuid()
}

/// What became of new terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TermsOutcome {
    /// They stand.
    Set,
    /// Somebody else changed them since they were shown; these stand now.
    ChangedMeanwhile(Terms),
}

/// Sets the terms, if those that `shown` names ([`Terms::token`]) still stand. Turns that are open keep their due dates.
///
/// # Errors
/// When the change cannot begin or end; `Refused` when the rules of a handover would change that one side has signed.
pub async fn set_terms(app: &App, seat: &Seat<needs::SetTerms>, shown: &str, terms: &Terms) -> Result<TermsOutcome> {
    let mut change = seat.change(app).await?;
    let current = queries::terms(&mut *change, seat.engagement.id).await?;
    if current.token() != shown {
        return Ok(TermsOutcome::ChangedMeanwhile(current));
    }
    if current != *terms {
        let changed = |was: i32, is: i32| (was != is).then_some((was, is));
        let lapse_days = changed(current.lapse_days, terms.lapse_days);
        let assist_free_days = changed(current.assist_free_days, terms.assist_free_days);
        // What a handover asks is part of what was signed.
        let rules_change = lapse_days.is_some() || assist_free_days.is_some();
        if rules_change && queries::is_half_signed(&mut change, seat.engagement.id).await? {
            return Err(Refusal::new("refused-terms-under-signature").into());
        }
        queries::set_terms(&mut change, seat.engagement.id, terms).await?;
        change.commit(EngagementEvent::TermsChanged { title: terms.title.clone(), lapse_days, assist_free_days }).await?;
    }
    Ok(TermsOutcome::Set)
}

/// Somebody who is to get a seat.
#[derive(Clone, Debug)]
pub struct NewInvitation {
    /// Where the invitation goes.
    pub email: String,
    /// Full name.
    pub name: String,
    pub role: Role,
    /// What the person does at home; may be empty.
    pub function: String,
}

/// An invitation that was sent.
#[derive(Clone, Debug)]
pub struct SentInvitation {
    /// Its number in the engagement.
    pub number: i32,
    /// The secret of its link.
    pub token: Token,
    /// Until when it can be taken.
    pub expires_at: DateTime<Utc>,
}

/// Invites somebody to a seat of one's own side; the provider's manager also the client's first sponsor.
///
/// # Errors
/// `Refused` when the seat is not one's to give, the person sits there or is invited already.
pub async fn invite(app: &App, seat: &Seat<needs::InviteSeats>, new: &NewInvitation) -> Result<SentInvitation> {
    let engagement = &seat.engagement;
    let mut change = seat.change(app).await?;
    let now = change.now();
    let sponsor = queries::sponsor(&mut *change, engagement.id, Some(now)).await?;
    seats::may_invite(seat.role, new.role, sponsor)?;
    if queries::sits(&mut *change, engagement.id, &new.email).await? {
        return Err(Refusal::new("refused-already-seated").into());
    }
    queries::clear_expired(&mut change, engagement.id, &new.email, now).await?;
    let token = Token::random();
    let (hash, expires_at) = (token.hash(), now + INVITATION_LASTS);
    let number = queries::insert_invitation(
        &mut change,
        engagement.id,
        &hash,
        &new.email,
        &new.name,
        new.role,
        &new.function,
        seat.person.id,
        now,
        expires_at,
    )
    .await?;
    tell_invited(app, seat, &mut change, number, &new.email, new.role, &token).await?;
    change.commit(EngagementEvent::SeatInvited { name: new.name.clone(), role: new.role }).await?;
    Ok(SentInvitation { number, token, expires_at })
}

/// Puts the mail of an invitation into the outbox, where mails are sent.
async fn tell_invited(
    app: &App,
    seat: &Seat<needs::InviteSeats>,
    change: &mut Change,
    number: i32,
    email: &str,
    role: Role,
    token: &Token,
) -> Result<()> {
    if !app.settings.sends_mail() {
        return Ok(());
    }
    let engagement = &seat.engagement;
    let detail = serde_json::json!({
        "url": app.settings.absolute(&invitation_url(token)),
        "inviter": seat.person.name,
        "engagement": engagement.title,
        "provider": engagement.provider.name,
        "client": engagement.client.name,
        "role": role.as_str(),
    });
    let now = change.now();
    outbox::invite(change, InvitedTo::Engagement(engagement.id), number, email, Some(seat.person.id), &detail, now).await?;
    Ok(())
}

/// Sends an invitation that can still be taken, or has expired, again: with a new link, since nobody keeps the first, and time anew.
/// Answers whom it is for, too.
///
/// # Errors
/// `NotFound` when there is none; `Refused` when it is the other side's, was taken or withdrawn meanwhile, or when the person
/// sits there by now.
pub async fn send_again(app: &App, seat: &Seat<needs::InviteSeats>, number: i32) -> Result<(Invitation, SentInvitation)> {
    let engagement = seat.engagement.id;
    let mut change = seat.change(app).await?;
    let invitation = open_invitation(&mut change, seat, number).await?;
    if queries::sits(&mut *change, engagement, &invitation.email).await? {
        return Err(Refusal::new("refused-already-seated").into());
    }
    let token = Token::random();
    let expires_at = change.now() + INVITATION_LASTS;
    queries::renew_invitation(&mut change, engagement, number, &token.hash(), expires_at).await?;
    tell_invited(app, seat, &mut change, number, &invitation.email, invitation.role, &token).await?;
    change.commit(EngagementEvent::InvitationSentAgain { name: invitation.name.clone() }).await?;
    Ok((invitation, SentInvitation { number, token, expires_at }))
}

/// An invitation that is the reader's to take back or send again, and is not over.
async fn open_invitation(change: &mut Change, seat: &Seat<needs::InviteSeats>, number: i32) -> Result<Invitation> {
    let engagement = seat.engagement.id;
    let invitation = queries::invitation(&mut **change, engagement, number).await?.ok_or(Error::NotFound)?;
    let sponsor_sits = queries::sponsor(&mut **change, engagement, None).await?;
    if !seats::may_withdraw(seat.role, invitation.role, sponsor_sits) {
        return Err(Refusal::new("refused-other-sides-seat").into());
    }
    if invitation.over {
        return Err(Refusal::new("refused-invitation-over").into());
    }
    Ok(invitation)
}

/// Takes an invitation back; its link no longer opens anything.
///
/// # Errors
/// `NotFound` when there is none; `Refused` when it is the other side's, or was taken meanwhile.
pub async fn withdraw_invitation(app: &App, seat: &Seat<needs::InviteSeats>, number: i32) -> Result<()> {
    let engagement = seat.engagement.id;
    let mut change = seat.change(app).await?;
    let invitation = open_invitation(&mut change, seat, number).await?;
    let now = change.now();
    queries::withdraw_invitation(&mut change, engagement, number, now).await?;
    outbox::take_back(&mut change, InvitedTo::Engagement(engagement), number).await?;
    change.commit(EngagementEvent::InvitationWithdrawn { name: invitation.name }).await
}

/// Gives a seat of one's own side another role or function. `shown` is the version that was to be changed; none: whatever it is
/// now.
///
/// # Errors
/// `NotFound` when there is none; `Refused` as [`seats::SeatFacts::may_become`] says, and when it was changed since it was shown.
pub async fn change_seat(
    app: &App,
    seat: &Seat<needs::InviteSeats>,
    number: i32,
    role: Role,
    function: &str,
    shown: Option<digest::Digest>,
) -> Result<()> {
    let engagement = seat.engagement.id;
    let mut change = seat.change(app).await?;
    let (facts, old_function) = queries::seat(&mut *change, engagement, number).await?.ok_or(Error::NotFound)?;
    facts.may_become(seat.side(), Some(role))?;
    if facts.role == role && old_function == function {
        return Ok(());
    }
    if shown.is_some_and(|shown| shown != facts.version(&old_function)) {
        return Err(Refusal::new("refused-seat-changed").into());
    }
    let holder = queries::holder(&mut *change, engagement, number).await?;
    queries::set_seat(&mut change, engagement, number, role, function).await?;
    turns::queries::release(&mut change, engagement, holder, Some(role)).await?;
    change.commit(EngagementEvent::SeatChanged { name: facts.name, role }).await
}

/// Ends a seat of one's own side and returns who held it: the person sees nothing of the engagement any more, what they
/// did stays.
///
/// # Errors
/// `NotFound` when there is none; `Refused` as [`seats::SeatFacts::may_become`] says.
pub async fn end_seat(app: &App, seat: &Seat<needs::InviteSeats>, number: i32) -> Result<Uuid> {
    let engagement = seat.engagement.id;
    let mut change = seat.change(app).await?;
    let (facts, _) = queries::seat(&mut *change, engagement, number).await?.ok_or(Error::NotFound)?;
    facts.may_become(seat.side(), None)?;
    let holder = queries::holder(&mut *change, engagement, number).await?;
    let now = change.now();
    queries::end_seat(&mut change, engagement, number, now).await?;
    turns::queries::release(&mut change, engagement, holder, None).await?;
    change.commit(EngagementEvent::SeatEnded { name: facts.name, role: facts.role }).await?;
    Ok(holder)
}
