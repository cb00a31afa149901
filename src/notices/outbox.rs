//! The outbox: mails that are to be sent, written in the transaction that is their cause.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::{FromRow, PgConnection, Row as _, postgres::PgRow};
use uuid::Uuid;

use super::failure::FailureKind;
use crate::{
    access::{Ability, Actor, Role, Side},
    base::language::Language,
    db::unreadable,
    events::{Event, meaning::Tell},
    surroundings::Surroundings,
    turns::model::Move,
};

/// How long a notice waits for others to the same person, so that a burst becomes one mail.
pub const BURST: TimeDelta = TimeDelta::seconds(60);

/// Who is told of an event by mail: those whose turn it becomes, those whom it relieves and those whom the event tells, in no
/// case the person who acted or mere observers.
#[must_use]
pub fn told(event: &Event, moves: &[Move], actor: Actor, around: &Surroundings) -> Vec<Uuid> {
    let mut abilities: Vec<(Side, Ability)> = Vec::new();
    let mut persons = event.relieves();
    for change in moves {
        match change {
            Move::Open { to: Some(person), .. } => persons.push(*person),
            Move::Open { side, ask, .. } => abilities.push((*side, ask.ability())),
            Move::End { .. } => {}
        }
    }
    match event.meaning(actor.side()).tells {
        Tell::Nobody => {}
        Tell::Side(side) => abilities.push((side, Ability::GiveFeedback)),
        Tell::Able(side, ability) => abilities.push((side, ability)),
        Tell::BothAble(ability) => abilities.extend(Side::BOTH.map(|side| (side, ability))),
        Tell::Both => abilities.extend(Side::BOTH.map(|side| (side, Ability::GiveFeedback))),
    }
    let is_told = |person: Uuid, role: Role| {
        persons.contains(&person) || abilities.iter().any(|(side, ability)| *side == role.side() && ability.granted_to(role))
    };
    let told: BTreeSet<Uuid> = around.seated().filter(|(person, role)| is_told(*person, *role)).map(|(person, _)| person).collect();
    told.into_iter().filter(|person| Some(*person) != actor.person()).collect()
}

/// The statement that puts an event into the outbox for these people, but for those who want no mail at once; its parameters
/// by name.
#[must_use]
pub fn insert(engagement: &str, event: &str, now: &str, not_before: &str, people: &str) -> String {
    format!(
        "insert into outbox (id, kind, person_id, address, language, engagement_id, event_number, created_at, not_before)
         select gen_random_uuid(), 'notice', p.id, p.email, p.language, {engagement}, {event}, {now}, {not_before}
         from persons p where p.id = any ({people}) and p.mail = 'at_once'"
    )
}

/// Of what an invitation is.
#[derive(Clone, Copy, Debug)]
pub enum InvitedTo {
    /// To a seat of this engagement.
    Engagement(Uuid),
    Organization(Uuid),
}

impl InvitedTo {
    const fn engagement(self) -> Option<Uuid> {
        if let InvitedTo::Engagement(id) = self { Some(id) } else { None }
    }

    const fn organization(self) -> Option<Uuid> {
        if let InvitedTo::Organization(id) = self { Some(id) } else { None }
    }
}

/// Why the mail of an invitation has not left.
#[derive(Clone, Debug)]
pub struct Undelivered {
    /// In which way it failed the last time.
    pub kind: FailureKind,
    /// The detail.
    pub said: String,
    /// Whether it is not tried again.
    pub given_up: bool,
}

impl Undelivered {
    /// Why, the mail server's own words where they tell whoever invites something, and what comes next.
    #[must_use]
    pub fn sentences(&self, language: Language) -> String {
        let why = language.t(self.kind.key());
        let server = (self.kind == FailureKind::Refused && !self.said.is_empty())
            .then(|| language.say("notices-server-said").with("said", self.said.clone()).to_string());
        let next = language.t(if self.given_up { "notices-given-up" } else { "notices-tries-on" });
        [Some(why), server, Some(next)].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

/// What became of an invitation's mail: read from the columns of the view `undelivered_invitations`, joined to the invitation.
#[derive(Clone, Debug)]
pub struct Delivery(pub Option<Undelivered>);

impl FromRow<'_, PgRow> for Delivery {
    fn from_row(row: &PgRow) -> sqlx::Result<Self> {
        let Some(failure) = row.try_get::<Option<String>, _>("failure")? else { return Ok(Delivery(None)) };
        let kind = failure.parse().map_err(unreadable)?;
        Ok(Delivery(Some(Undelivered { kind, said: row.try_get("said")?, given_up: row.try_get("given_up")? })))
    }
}

/// Puts the mail of an invitation into the outbox, with the data that [`super::letter`] reads: in the language of the person,
/// else in the inviter's. An earlier one that has not left is taken back; its link no longer works. `by` is who invites, none:
/// the operator.
///
/// # Errors
/// When the database fails.
pub async fn invite(
    db: &mut PgConnection,
    to: InvitedTo,
    number: i32,
    address: &str,
    by: Option<Uuid>,
    detail: &serde_json::Value,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    take_back(db, to, number).await?;
    sqlx::query(
        "insert into outbox (id, kind, person_id, address, language, engagement_id, organization_id, invitation, detail, created_at, not_before)
         select gen_random_uuid(), 'invitation', p.id, $4, coalesce(p.language, i.language, 'en'), $1, $2, $3, $6, $7, $7
         from (select 1) one left join persons i on i.id = $5 left join persons p on lower(p.email) = lower($4)",
    )
    .bind(to.engagement())
    .bind(to.organization())
    .bind(number)
    .bind(address)
    .bind(by)
    .bind(detail)
    .bind(now)
    .execute(db)
    .await?;
    Ok(())
}

/// Takes the mail of an invitation back, if it has not left.
///
/// # Errors
/// When the database fails.
pub async fn take_back(db: &mut PgConnection, to: InvitedTo, number: i32) -> sqlx::Result<()> {
    let of = match to {
        InvitedTo::Engagement(_) => "delete from outbox where engagement_id = $1 and invitation = $2 and sent_at is null",
        InvitedTo::Organization(_) => "delete from outbox where organization_id = $1 and invitation = $2 and sent_at is null",
    };
    sqlx::query(of).bind(to.engagement().or(to.organization())).bind(number).execute(db).await?;
    Ok(())
}
