//! What admins do to their organization.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{
    model::{CalendarSettings, Holiday, INVITATION_LASTS, NewInvitation, OrganizationRole, SentInvitation},
    queries,
};
use crate::{
    app::App,
    base::token::Token,
    change::Change,
    db::{self, Transaction},
    error::{Error, Refusal},
    events::{OrganizationEvent, engagement::EngagementEvent},
    notices::{
        link::invitation_url,
        outbox::{self, InvitedTo},
    },
    organization_change::{self, OrganizationChange},
    readiness, turns,
    web::{Manages, Result},
};

/// Somebody who may change an organization.
#[derive(Clone, Copy, Debug)]
pub struct Administrator {
    organization: Uuid,
    person: Option<Uuid>,
}

impl Administrator {
    /// The reader of an organization's page.
    ///
    /// # Errors
    /// `Forbidden` for managers who are no admins.
    pub fn of(manages: &Manages) -> Result<Administrator> {
        if manages.admin { Ok(Administrator::person(manages.organization.id, manages.person.id)) } else { Err(Error::Forbidden) }
    }

    /// A person; whether they are an admin is asked when the change begins.
    #[must_use]
    pub const fn person(organization: Uuid, person: Uuid) -> Administrator {
        Administrator { organization, person: Some(person) }
    }

    /// Tandem's operator, who may change every organization.
    #[must_use]
    pub const fn operator(organization: Uuid) -> Administrator {
        Administrator { organization, person: None }
    }

    async fn change(self, app: &App) -> Result<OrganizationChange> {
        self.change_within(db::begin(&app.db).await?, app.clock.now()).await
    }

    /// The same for what the readiness of its engagements rests on: its days, its hours and its name.
    async fn change_calendar(self, app: &App) -> Result<OrganizationChange> {
        let (mut tx, now) = (db::begin(&app.db).await?, app.clock.now());
        readiness::let_lapse_of_organization(&mut tx, self.organization, now).await?;
        self.change_within(tx, now).await
    }

    /// The same in a transaction that has locked engagements before.
    async fn change_within(self, tx: Transaction, now: DateTime<Utc>) -> Result<OrganizationChange> {
        let mut change = OrganizationChange::begin(tx, self.organization, self.person, now).await?;
        if let Some(person) = self.person
            && !queries::holds(&mut *change, self.organization, person, OrganizationRole::Admin).await?
        {
            return Err(Error::Forbidden);
        }
        Ok(change)
    }
}

/// Enters an organization with the usual calendar and nobody in it. `person` is who enters it; none: the operator.
///
/// # Errors
/// When the database fails.
pub async fn create(app: &App, name: &str, person: Option<Uuid>) -> Result<Uuid> {
    let mut tx = db::begin(&app.db).await?;
    let id = enter(&mut tx, name, person, app.clock.now()).await?;
    db::commit(tx).await?;
    Ok(id)
}

/// The same within a transaction that does more: one that opens its first engagement, too.
///
/// # Errors
/// When the database fails.
pub async fn enter(tx: &mut PgConnection, name: &str, person: Option<Uuid>, now: DateTime<Utc>) -> Result<Uuid> {
    let id = Uuid::now_v7();
    queries::insert(tx, id, name, now).await?;
    organization_change::record(tx, id, person, now, OrganizationEvent::OrganizationCreated { name: name.to_owned() }).await?;
    Ok(id)
}

/// The organization of this name, entered where there is none. For the operator.
///
/// # Errors
/// When the database fails.
pub async fn named(tx: &mut PgConnection, name: &str, now: DateTime<Utc>) -> Result<Uuid> {
    match queries::named(tx, name).await? {
        Some(known) => Ok(known),
        None => enter(tx, name, None, now).await,
    }
}

/// Gives somebody a role within a transaction that does more, unless they hold it. `by` is who gives it; none: the operator.
///
/// # Errors
/// When the database fails.
pub async fn join(
    tx: &mut PgConnection,
    organization: Uuid,
    person: Uuid,
    name: &str,
    role: OrganizationRole,
    by: Option<Uuid>,
    now: DateTime<Utc>,
) -> Result<()> {
    // Before the first row of its people, as every change to an organization does.
    organization_change::lock(tx, organization).await?;
    if queries::insert_role(tx, organization, person, role, now).await? {
        let event = OrganizationEvent::MemberJoined { name: name.to_owned(), role: role.to_string() };
        organization_change::record(tx, organization, by, now, event).await?;
    }
    Ok(())
}

/// Whoever takes a seat on its side belongs to an organization from then on, in some role. Who `commits` it, and finds that
/// nobody keeps it, becomes its admin: it was entered with its first engagement, and without an admin nobody could ever set
/// its hours and holidays.
///
/// # Errors
/// When the database fails.
pub async fn admit(tx: &mut PgConnection, organization: Uuid, person: Uuid, name: &str, commits: bool, now: DateTime<Utc>) -> Result<()> {
    organization_change::lock(tx, organization).await?;
    if queries::name_of(&mut *tx, organization, person).await?.is_none() {
        join(tx, organization, person, name, OrganizationRole::Member, Some(person), now).await?;
    }
    if commits && queries::keepers(&mut *tx, organization).await?.admins == 0 {
        join(tx, organization, person, name, OrganizationRole::Admin, Some(person), now).await?;
    }
    Ok(())
}

/// Changes the name and the business calendar. Turns that are open keep the due date they were given. `shown` is the
/// version that was to be changed; none: whatever it is now.
///
/// # Errors
/// `Refused` for a calendar by which nothing could be due, and when it was changed since it was shown.
pub async fn set_calendar(app: &App, admin: Administrator, settings: &CalendarSettings, shown: Option<&str>) -> Result<()> {
    settings.check().map_err(|_| Refusal::new("refused-organization-calendar"))?;
    let mut change = admin.change_calendar(app).await?;
    if let Some(shown) = shown
        && queries::calendar(&mut *change, admin.organization).await?.version() != shown
    {
        return Err(Refusal::new("refused-organization-calendar-changed").into());
    }
    queries::set_calendar(&mut change, admin.organization, settings).await?;
    change.commit(OrganizationEvent::CalendarChanged { name: settings.name.clone() }).await
}

/// Adds a day on which nobody works.
///
/// # Errors
/// `Refused` when that day already is one.
pub async fn add_holiday(app: &App, admin: Administrator, holiday: &Holiday) -> Result<()> {
    let mut change = admin.change_calendar(app).await?;
    if !queries::insert_holiday(&mut change, admin.organization, holiday).await? {
        return Err(Refusal::new("refused-organization-holiday-exists").into());
    }
    change.commit(OrganizationEvent::HolidayAdded { day: holiday.day, name: holiday.name.clone() }).await
}

/// Removes one.
///
/// # Errors
/// `Refused` when that day is none.
pub async fn remove_holiday(app: &App, admin: Administrator, day: NaiveDate) -> Result<()> {
    let mut change = admin.change_calendar(app).await?;
    if !queries::delete_holiday(&mut change, admin.organization, day).await? {
        return Err(Refusal::new("refused-organization-holiday-gone").into());
    }
    change.commit(OrganizationEvent::HolidayRemoved { day }).await
}

/// Invites somebody by e-mail address; they belong to the organization as soon as they accept. Whether the address has an
/// account makes no difference here.
///
/// # Errors
/// `Refused` when somebody with this address belongs to it already, or has an open invitation.
pub async fn invite(app: &App, admin: Administrator, new: &NewInvitation) -> Result<SentInvitation> {
    let mut change = admin.change(app).await?;
    let (organization, now) = (admin.organization, change.now());
    if let Some(name) = queries::member_at(&mut change, organization, &new.email).await? {
        return Err(Refusal::new("refused-organization-belongs").with("name", name).into());
    }
    queries::clear_expired(&mut change, organization, &new.email, now).await?;
    let sent = SentInvitation { token: Token::random(), expires_at: now + INVITATION_LASTS };
    let number = queries::insert_invitation(&mut change, organization, admin.person, new, &sent, now).await?;
    tell_invited(app, admin, &mut change, number, new, &sent).await?;
    change.commit(OrganizationEvent::MemberInvited { name: new.name.clone(), role: new.role.to_string() }).await?;
    Ok(sent)
}

/// Puts the mail of an invitation into the outbox, where mails are sent.
async fn tell_invited(
    app: &App,
    admin: Administrator,
    change: &mut OrganizationChange,
    number: i32,
    new: &NewInvitation,
    sent: &SentInvitation,
) -> Result<()> {
    if app.settings.sends_mail() {
        let (organization, now) = (admin.organization, change.now());
        let url = app.settings.absolute(&invitation_url(&sent.token));
        let detail = queries::invitation_detail(change, organization, admin.person, new.role, &url).await?;
        outbox::invite(change, InvitedTo::Organization(organization), number, &new.email, admin.person, &detail, now).await?;
    }
    Ok(())
}

/// Sends an invitation that can still be taken, or has expired, again: with a new link, since nobody keeps the first, and time anew.
/// Answers whom it is for, too.
///
/// # Errors
/// `NotFound` when there is none; `Refused` when it was taken or taken back meanwhile, or the person belongs to it by now.
pub async fn send_again(app: &App, admin: Administrator, number: i32) -> Result<(NewInvitation, SentInvitation)> {
    let mut change = admin.change(app).await?;
    let invitation = open_invitation(&mut change, number).await?;
    if let Some(name) = queries::member_at(&mut change, admin.organization, &invitation.email).await? {
        return Err(Refusal::new("refused-organization-belongs").with("name", name).into());
    }
    let sent = SentInvitation { token: Token::random(), expires_at: change.now() + INVITATION_LASTS };
    queries::renew_invitation(&mut change, admin.organization, number, &sent).await?;
    tell_invited(app, admin, &mut change, number, &invitation, &sent).await?;
    change.commit(OrganizationEvent::MembershipSentAgain { name: invitation.name.clone() }).await?;
    Ok((invitation, sent))
}

/// An invitation that is not over.
async fn open_invitation(change: &mut OrganizationChange, number: i32) -> Result<NewInvitation> {
    let organization = change.organization();
    match queries::invitation(&mut **change, organization, number).await?.ok_or(Error::NotFound)? {
        (invitation, false) => Ok(invitation),
        (_, true) => Err(Refusal::new("refused-invitation-over").into()),
    }
}

/// Takes an invitation back; its link no longer opens anything.
///
/// # Errors
/// `NotFound` when there is none; `Refused` when it was taken or taken back meanwhile.
pub async fn withdraw_invitation(app: &App, admin: Administrator, number: i32) -> Result<()> {
    let mut change = admin.change(app).await?;
    let NewInvitation { name, .. } = open_invitation(&mut change, number).await?;
    let now = change.now();
    queries::withdraw_invitation(&mut change, admin.organization, number, now).await?;
    outbox::take_back(&mut change, InvitedTo::Organization(admin.organization), number).await?;
    change.commit(OrganizationEvent::MembershipWithdrawn { name }).await
}

/// Gives one of its people a further role.
///
/// # Errors
/// `NotFound` for somebody who does not belong to it; `Refused` when the person already holds the role.
pub async fn give_role(app: &App, admin: Administrator, person: Uuid, role: OrganizationRole) -> Result<()> {
    let mut change = admin.change(app).await?;
    let name = queries::name_of(&mut *change, admin.organization, person).await?.ok_or(Error::NotFound)?;
    grant(change, person, name, role).await
}

/// Ends a role. With the last one the person no longer belongs to the organization, and loses every seat on its side, also
/// the last one that commits it: whoever left a firm reads nothing of it any more. A manager's role takes its place in each
/// of the organization's engagements along. Each engagement in which something ends says so; what waited on the person there
/// waits on all whose role allows it.
///
/// # Errors
/// `NotFound` for somebody who does not belong to it; `Refused` when the person does not hold the role, is the last admin, or
/// the last manager of a provider with open engagements.
pub async fn end_member(app: &App, admin: Administrator, person: Uuid, role: OrganizationRole) -> Result<()> {
    let now = app.clock.now();
    let mut tx = db::begin(&app.db).await?;
    let places = queries::lock_places(&mut tx, admin.organization, person).await?;
    let mut change = admin.change_within(tx, now).await?;
    let before = queries::roles_in(&mut change, &places, person).await?;
    let (name, leaves) = end_role(&mut change, person, role).await?;
    if leaves {
        queries::end_seats(&mut change, admin.organization, &places, person, now).await?;
    }
    let after = queries::roles_in(&mut change, &places, person).await?;
    let mut tx = change.say(OrganizationEvent::MemberLeft { name: name.clone(), role: role.to_string() }).await?;
    for engagement in places {
        let (Some(was), keeps) = (before.get(&engagement).copied(), after.get(&engagement).copied()) else { continue };
        if keeps == Some(was) {
            continue;
        }
        let mut change = Change::within(tx, engagement, now).await?;
        turns::queries::release(&mut change, engagement, person, keeps.filter(|role| role.side() == was.side())).await?;
        let name = name.clone();
        tx = change
            .say(if leaves && keeps.is_none() {
                EngagementEvent::SeatLapsed { name, role: was }
            } else {
                EngagementEvent::ManagementEnded { name, role: was, keeps }
            })
            .await?;
    }
    db::commit(tx).await?;
    Ok(())
}

/// Ends a role within a change; answers the person's name and whether it was the last role.
async fn end_role(change: &mut OrganizationChange, person: Uuid, role: OrganizationRole) -> Result<(String, bool)> {
    let (organization, now) = (change.organization(), change.now());
    let name = queries::name_of(&mut **change, organization, person).await?.ok_or(Error::NotFound)?;
    let keepers = queries::keepers(&mut **change, organization).await?;
    if !queries::end_role(change, organization, person, role, now).await? {
        return Err(Refusal::new("refused-organization-role-gone").into());
    }
    keepers.may_end(role)?;
    let leaves = queries::name_of(&mut **change, organization, person).await?.is_none();
    Ok((name, leaves))
}

async fn grant(mut change: OrganizationChange, person: Uuid, name: String, role: OrganizationRole) -> Result<()> {
    let (organization, now) = (change.organization(), change.now());
    if !queries::insert_role(&mut change, organization, person, role, now).await? {
        return Err(Refusal::new("refused-organization-role-held").with("name", name).into());
    }
    change.commit(OrganizationEvent::MemberJoined { name, role: role.to_string() }).await
}
