//! The outbox: mails that are to be sent, written in the transaction that is their cause.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use uuid::Uuid;

use crate::{
    access::{Ability, Actor, Role, Side},
    events::{Event, Tell},
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
    match event.tells(actor.side()) {
        Tell::Nobody => {}
        Tell::Side(side) => abilities.push((side, Ability::GiveFeedback)),
        Tell::Able(side, ability) => abilities.push((side, ability)),
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
