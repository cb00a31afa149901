//! The outbox: mails that are to be sent, written in the transaction that is their cause.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    access::{Ability, Actor, Side},
    events::{Event, Tell},
    turns::model::Move,
};

/// How long a notice waits for others to the same person, so that a burst becomes one mail.
pub const BURST: TimeDelta = TimeDelta::seconds(60);

/// Puts the event's notices into the outbox: to those whose turn it becomes, those whom it relieves and those whom the event
/// tells, in no case to the person who acted, to mere observers, or to somebody who wants no mail.
///
/// # Errors
/// When the database fails.
pub async fn tell(
    db: &mut PgConnection,
    engagement: Uuid,
    number: i32,
    now: DateTime<Utc>,
    actor: Actor,
    event: &Event,
    moves: &[Move],
) -> sqlx::Result<()> {
    let mut seats: Vec<String> = Vec::new();
    let mut persons = event.relieves();
    let mut add = |side: Side, ability: Ability| seats.extend(ability.roles_on(side).into_iter().map(|role| format!("{side} {role}")));
    for change in moves {
        match change {
            Move::Open { to: Some(person), .. } => persons.push(*person),
            Move::Open { side, ask, .. } => add(*side, ask.ability()),
            Move::End { .. } => {}
        }
    }
    match event.tells(actor.side()) {
        Tell::Nobody => {}
        Tell::Side(side) => add(side, Ability::GiveFeedback),
        Tell::Able(side, ability) => add(side, ability),
        Tell::Both => Side::BOTH.into_iter().for_each(|side| add(side, Ability::GiveFeedback)),
    }
    if seats.is_empty() && persons.is_empty() {
        return Ok(());
    }
    sqlx::query(
        "insert into outbox (id, kind, person_id, address, language, engagement_id, event_number, created_at, not_before)
         select gen_random_uuid(), 'notice', p.id, p.email, p.language, $1, $2, $3, $4
         from (select distinct person_id from seat_holders
               where engagement_id = $1 and (side || ' ' || role = any ($5) or person_id = any ($6))) h
         join persons p on p.id = h.person_id
         where p.mail = 'at_once' and p.id is distinct from $7",
    )
    .bind(engagement)
    .bind(number)
    .bind(now)
    .bind(now + BURST)
    .bind(&seats)
    .bind(&persons)
    .bind(actor.person())
    .execute(db)
    .await?;
    Ok(())
}
