//! The gates of a milestone: each one condition of readiness, with its reason, who moves it and how. Pure.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::{
    facts::{Acceptance, Blocking, Deliverable, Facts, Milestone, OpenChange, OpenEffect, Person, Topic},
    kind::GateKind,
    ladder::{Level, Mode, Standing, UNAIDED_NEEDED},
    sentence::Sentence,
    waiver::Waiver,
};
use crate::{
    access::{Ability, Role, Side},
    base::{language::Language, words::words},
    things::Thing,
    turns::model::Ask,
};

/// For how many business days of the client a critical topic has to go without an assist, unless agreed otherwise.
pub const USUAL_ASSIST_FREE_DAYS: u16 = 10;

words! {
    /// Whether a gate lets the handover through.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum GateState {
        /// It holds the handover back.
        Blocked = "blocked",
        /// It would hold it back, but both sides let it through for a while.
        Waived = "waived",
        /// It lets it through, and says what is not as it should be.
        Warning = "warning",
        /// It lets it through.
        Pass = "pass",
    }
}

impl GateState {
    /// Key of the word for it.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            GateState::Blocked => "handover-gate-blocked",
            GateState::Waived => "handover-gate-waived",
            GateState::Warning => "handover-gate-warning",
            GateState::Pass => "handover-gate-pass",
        }
    }
}

/// Who moves a gate, on the side whose turn it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    Person {
        id: Uuid,
        name: String,
    },
    /// Everybody there whose role allows this.
    Whoever(Ability),
}

/// Where a step is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spot {
    /// On the page of a thing.
    Page(Thing),
    /// Where the plan of a topic or a milestone is changed.
    Plan(Thing),
    /// Where an observation is recorded, of somebody if it is known of whom, by seat.
    Evidence {
        topic: i32,
        /// Of whom.
        seat: Option<i32>,
    },
    /// Where somebody's level on a topic is shown and attested, by seat.
    Ladder {
        topic: i32,
        /// Whose.
        seat: i32,
    },
    /// Where people are invited.
    People,
}

/// What opens a gate that is not passed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next {
    /// Whose turn it is.
    pub side: Side,
    /// Who there.
    pub who: Who,
    /// What they do.
    pub step: Sentence,
    /// Where.
    pub spot: Spot,
    /// What is asked of them by a turn of the gate's own; none where the thing's own turn asks it, or nobody has to move.
    pub ask: Option<Ask>,
}

impl Next {
    fn new(side: Side, who: Who, step: Sentence, spot: Spot) -> Next {
        Next { side, who, step, spot, ask: None }
    }

    fn asking(self, ask: Ask) -> Next {
        Next { ask: Some(ask), ..self }
    }

    /// The person, or the roles, in words.
    #[must_use]
    pub fn who(&self, language: Language) -> String {
        match &self.who {
            Who::Person { name, .. } => name.clone(),
            Who::Whoever(ability) => {
                let can = |role: &Role| role.side() == self.side && ability.granted_to(*role);
                Role::ALL.into_iter().filter(can).map(|role| language.t(role.key())).collect::<Vec<_>>().join(", ")
            }
        }
    }
}

/// One condition of readiness.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gate {
    /// What it asks.
    pub kind: GateKind,
    /// Whether it lets the handover through.
    pub state: GateState,
    /// What it is about.
    pub about: Thing,
    /// Why it stands as it does.
    pub reason: Sentence,
    /// What opens it; none when it is passed or nothing can be done.
    pub next: Option<Next>,
    /// The waiver that lets it through, or that is asked for.
    pub waiver: Option<Waiver>,
}

impl Gate {
    /// Unique among the gates of a milestone.
    #[must_use]
    pub fn id(&self) -> String {
        format!("gate-{}-{}", self.kind.as_str(), self.about.to_string().to_lowercase())
    }

    fn pass(kind: GateKind, about: Thing, reason: Sentence) -> Gate {
        Gate { kind, state: GateState::Pass, about, reason, next: None, waiver: None }
    }

    fn warning(kind: GateKind, about: Thing, reason: Sentence, next: Option<Next>) -> Gate {
        Gate { kind, state: GateState::Warning, about, reason, next, waiver: None }
    }

    fn blocked(kind: GateKind, about: Thing, reason: Sentence, next: Next) -> Gate {
        let next = Some(next);
        Gate { kind, state: GateState::Blocked, about, reason, next, waiver: None }
    }
}

/// The gates of a milestone as they stand: people, deliverables, assists, runbooks, owner, feedback, changes, effects, cover.
#[must_use]
pub fn gates(facts: &Facts, milestone: &Milestone, now: DateTime<Utc>) -> Vec<Gate> {
    let today = facts.day(now);
    let topics = || facts.covered_topics(milestone);
    let mut gates: Vec<Gate> = topics().map(|topic| people(facts, topic, today)).collect();
    gates.extend(facts.covered_deliverables(milestone).map(|deliverable| accepted(facts, deliverable, now)));
    gates.extend(topics().filter(|topic| topic.critical).map(|topic| assists(facts, topic, today)));
    gates.extend(topics().map(|topic| runbook(facts, topic, today)));
    gates.push(owner(facts, milestone));
    gates.extend(feedback(facts, milestone));
    gates.extend(changes(facts, milestone));
    gates.extend(effects(facts, milestone));
    gates.extend(covers_nothing(milestone));
    gates.into_iter().map(|gate| waived(facts, milestone, gate, today)).collect()
}

/// The gate with what the sides have said about passing it over. Only what blocks can be waived, and what has passed since
/// needs no waiver any more.
fn waived(facts: &Facts, milestone: &Milestone, gate: Gate, today: NaiveDate) -> Gate {
    if gate.state != GateState::Blocked {
        return gate;
    }
    let about_it = || facts.waivers.iter().filter(|waiver| waiver.is_about(milestone.number, gate.kind, &gate.about));
    if let Some(waiver) = about_it().find(|waiver| waiver.holds(today)).cloned() {
        return Gate { state: GateState::Waived, waiver: Some(waiver), ..gate };
    }
    let asked = about_it().find(|waiver| waiver.is_in_the_way(today)).cloned();
    Gate { waiver: asked, ..gate }
}

/// The gates that are a topic's own, whatever milestone covers it.
#[must_use]
pub fn of_topic(facts: &Facts, topic: &Topic, today: NaiveDate) -> Vec<Gate> {
    let mut gates = vec![people(facts, topic, today)];
    gates.extend(topic.critical.then(|| assists(facts, topic, today)));
    gates.push(runbook(facts, topic, today));
    gates
}

/// Whether enough people of the client are at the topic's level. Only those count who still have a seat.
#[must_use]
pub fn people(facts: &Facts, topic: &Topic, today: NaiveDate) -> Gate {
    let standings: Vec<(&Person, Standing)> = facts.active_people().map(|person| (person, topic.standing(person.seat, today))).collect();
    let have = standings.iter().filter(|(_, standing)| standing.level >= topic.target_level).count();
    let needed = usize::try_from(topic.people_needed).unwrap_or_default();
    let key = if have >= needed {
        "handover-gate-people-enough"
    } else if have == 0 {
        "handover-gate-people-nobody"
    } else {
        "handover-gate-people-short"
    };
    let mut reason = Sentence::new(key).text("ref", topic.thing()).count("level", topic.target_level);
    if have > 0 {
        reason = reason.count("have", have).count("needed", needed);
    }
    if have >= needed {
        return Gate::pass(GateKind::People, topic.thing(), reason);
    }
    // Whoever is nearest gets there first; of equals those who work in the process, then who has sat there longest. Nobody is
    // asked for what their seat does not allow.
    let able = standings.iter().rev().filter(|(person, _)| person.may(Ability::LogEvidence));
    let below = able.filter(|(_, standing)| standing.level < topic.target_level);
    let nearest = below.max_by_key(|(person, standing)| (standing.level, person.is_expected()));
    let next = match nearest {
        Some((person, standing)) => climb(topic, person, standing),
        None => Next::new(Side::Client, Who::Whoever(Ability::InviteSeats), Sentence::new("handover-next-invite"), Spot::People)
            .asking(Ask::InvitePeople),
    };
    Gate::blocked(GateKind::People, topic.thing(), reason, next)
}

/// What takes somebody to the next level.
fn climb(topic: &Topic, person: &Person, standing: &Standing) -> Next {
    let step = |key| Sentence::new(key).text("name", &person.name);
    let evidence = Spot::Evidence { topic: topic.number, seat: Some(person.seat) };
    let who = Who::Person { id: person.id, name: person.name.clone() };
    let by_person = |sentence| Next::new(Side::Client, who, sentence, evidence).asking(Ask::ClimbLadder);
    match standing.level {
        0 => by_person(step("handover-next-watch")),
        1 => by_person(step("handover-next-together")),
        2 => by_person(step("handover-next-supervised")),
        3 if standing.lapsed => by_person(step("handover-next-again")),
        3 if standing.can_be_attested() => {
            let side = standing.attestations_missing().first().copied().unwrap_or(Side::Client);
            let spot = Spot::Ladder { topic: topic.number, seat: person.seat };
            Next::new(side, Who::Whoever(Ability::AttestAlone), step("handover-next-attest"), spot).asking(Ask::AttestAlone)
        }
        3 => by_person(step("handover-next-unaided").count("cases", UNAIDED_NEEDED - standing.unaided_days)),
        _ => by_person(step("handover-next-teach")),
    }
}

fn accepted(facts: &Facts, deliverable: &Deliverable, now: DateTime<Utc>) -> Gate {
    let about = Thing::Deliverable(deliverable.number);
    let reason = |key| Sentence::new(key).text("ref", &about);
    match deliverable.acceptance {
        Acceptance::Accepted => Gate::pass(GateKind::Deliverable, about.clone(), reason("handover-gate-accepted")),
        Acceptance::DeemedAccepted => Gate::warning(GateKind::Deliverable, about.clone(), reason("handover-gate-deemed"), None),
        Acceptance::Open => {
            let turn = facts.turn(&about);
            let reason = match turn {
                Some(turn) => {
                    reason("handover-gate-open-due").left("left", facts.promises.of(turn.side).calendar.time_left(now, turn.due_at))
                }
                None => reason("handover-gate-open"),
            };
            let next = match turn.map_or(Side::Provider, |turn| turn.side) {
                Side::Client => Next::new(
                    Side::Client,
                    Who::Whoever(Ability::ReviewSubmission),
                    Sentence::new("handover-next-review").text("ref", &about),
                    Spot::Page(about.clone()),
                ),
                Side::Provider => Next::new(
                    Side::Provider,
                    Who::Whoever(Ability::SubmitDeliverable),
                    Sentence::new("handover-next-submit").text("ref", &about),
                    Spot::Page(about.clone()),
                ),
            };
            Gate::blocked(GateKind::Deliverable, about, reason, next)
        }
    }
}

/// The first day on which the latest assist on a topic no longer counts; none without an assist.
#[must_use]
pub fn assist_free_on(facts: &Facts, topic: &Topic) -> Option<NaiveDate> {
    let last = topic.last_assist.as_ref()?;
    Some(facts.promises.client.calendar.business_day_after(last.on, facts.assist_free_days))
}

fn assists(facts: &Facts, topic: &Topic, today: NaiveDate) -> Gate {
    match topic.last_assist.as_ref().zip(assist_free_on(facts, topic)) {
        Some((assist, clear)) if today < clear => Gate::blocked(
            GateKind::Assists,
            topic.thing(),
            Sentence::new("handover-gate-assist").text("ref", topic.thing()).day("day", assist.on),
            Next::new(
                Side::Client,
                facts
                    .person(assist.seat)
                    .map_or(Who::Whoever(Ability::LogEvidence), |helped| Who::Person { id: helped.id, name: helped.name.clone() }),
                Sentence::new("handover-next-assist-free").text("ref", topic.thing()).day("day", clear),
                Spot::Page(topic.thing()),
            ),
        ),
        _ => Gate::pass(
            GateKind::Assists,
            topic.thing(),
            Sentence::new("handover-gate-assist-free").text("ref", topic.thing()).count("days", facts.assist_free_days),
        ),
    }
}

fn runbook(facts: &Facts, topic: &Topic, today: NaiveDate) -> Gate {
    let reason = |key| Sentence::new(key).text("ref", topic.thing());
    let step = |key| Sentence::new(key).text("ref", topic.thing());
    if !topic.has_runbook() {
        let next = Next::new(Side::Provider, Who::Whoever(Ability::PlanTopic), step("handover-next-runbook"), Spot::Plan(topic.thing()))
            .asking(Ask::AttachRunbook);
        return Gate::blocked(GateKind::Runbook, topic.thing(), reason("handover-gate-no-runbook"), next);
    }
    let is_rehearsal = |mode: Mode| mode.worth() >= REHEARSAL;
    let rehearsed = topic
        .evidence
        .iter()
        .filter(|seen| seen.by_runbook && is_rehearsal(seen.mode) && seen.on <= today)
        .max_by_key(|seen| (seen.on, seen.seat));
    match rehearsed {
        Some(seen) => Gate::pass(GateKind::Runbook, topic.thing(), reason("handover-gate-rehearsed").text("name", facts.name(seen.seat))),
        None => {
            let spot = Spot::Evidence { topic: topic.number, seat: None };
            let next = Next::new(Side::Client, Who::Whoever(Ability::LogEvidence), step("handover-next-rehearse"), spot)
                .asking(Ask::RehearseRunbook);
            Gate::blocked(GateKind::Runbook, topic.thing(), reason("handover-gate-unrehearsed"), next)
        }
    }
}

/// From this level on, following the runbook rehearses it: below, an expert does the work.
const REHEARSAL: Level = 3;

fn owner(facts: &Facts, milestone: &Milestone) -> Gate {
    let person = milestone.owner.and_then(|seat| facts.person(seat));
    let key = match person {
        Some(person) if person.active => {
            let reason = Sentence::new("handover-gate-owner").text("name", &person.name).text("party", &facts.client);
            return Gate::pass(GateKind::Owner, milestone.thing(), reason);
        }
        Some(_) => "handover-gate-owner-left",
        None => "handover-gate-no-owner",
    };
    let reason = person.map_or_else(
        || Sentence::new(key).text("ref", milestone.thing()).text("party", &facts.client),
        |person| Sentence::new(key).text("name", &person.name),
    );
    let step = Sentence::new("handover-next-owner").text("party", &facts.client);
    let next = Next::new(Side::Provider, Who::Whoever(Ability::PlanMilestone), step, Spot::Plan(milestone.thing())).asking(Ask::NameOwner);
    Gate::blocked(GateKind::Owner, milestone.thing(), reason, next)
}

/// One gate for each entry that blocks; one that is passed when none does.
fn feedback(facts: &Facts, milestone: &Milestone) -> Vec<Gate> {
    let covered = covered(facts, milestone);
    let blocked: Vec<Gate> =
        facts.blocking.iter().filter(|entry| covered.contains(&entry.about)).map(|entry| entry_gate(facts, entry)).collect();
    if blocked.is_empty() {
        return vec![Gate::pass(GateKind::Feedback, milestone.thing(), Sentence::new("handover-gate-no-feedback"))];
    }
    blocked
}

/// One gate for each change that touches a line of what is covered; one that is passed when none does.
fn changes(facts: &Facts, milestone: &Milestone) -> Vec<Gate> {
    let covered = covered(facts, milestone);
    let touching = facts.changes.iter().filter_map(|change| Some((change, change.lines.iter().find(|line| covered.contains(line))?)));
    let blocked: Vec<Gate> = touching.map(|(change, line)| change_gate(facts, change, line)).collect();
    if blocked.is_empty() {
        return vec![Gate::pass(GateKind::Change, milestone.thing(), Sentence::new("handover-gate-no-change"))];
    }
    blocked
}

fn change_gate(facts: &Facts, change: &OpenChange, line: &str) -> Gate {
    let thing = Thing::Change(change.number);
    let reason = Sentence::new("handover-gate-change").text("ref", &thing).text("line", line);
    let (side, ability) = match facts.turn(&thing).map_or(Side::Provider, |turn| turn.side) {
        Side::Client => (Side::Client, Ability::AcceptChange),
        Side::Provider => (Side::Provider, Ability::AssessChange),
    };
    let step = Sentence::new("handover-next-change").text("ref", &thing);
    let next = Next::new(side, Who::Whoever(ability), step, Spot::Page(thing.clone()));
    Gate::blocked(GateKind::Change, thing, reason, next)
}

/// One gate for each effect that the client has not acknowledged, whatever the milestone covers: the client takes over with
/// its eyes open. One that is passed when there is none.
fn effects(facts: &Facts, milestone: &Milestone) -> Vec<Gate> {
    if facts.effects.is_empty() {
        return vec![Gate::pass(GateKind::Effect, milestone.thing(), Sentence::new("handover-gate-no-effect"))];
    }
    facts.effects.iter().map(effect_gate).collect()
}

fn effect_gate(effect: &OpenEffect) -> Gate {
    let thing = Thing::Effect(effect.number);
    let reason = Sentence::new("handover-gate-effect").text("ref", &thing).text("area", &effect.area);
    let step = Sentence::new("handover-next-effect").text("ref", &thing);
    let next = Next::new(Side::Client, Who::Whoever(Ability::AcknowledgeEffect), step, Spot::Page(thing.clone()));
    Gate::blocked(GateKind::Effect, thing, reason, next)
}

/// A mere agreement can be handed over, too, but nobody should sign one by oversight.
fn covers_nothing(milestone: &Milestone) -> Option<Gate> {
    let sentence = |key| Sentence::new(key).text("ref", milestone.thing());
    let spot = Spot::Plan(milestone.thing());
    let next =
        Next::new(Side::Provider, Who::Whoever(Ability::PlanMilestone), sentence("handover-next-cover"), spot).asking(Ask::CoverMilestone);
    let is_bare = milestone.topics.is_empty() && milestone.deliverables.is_empty();
    is_bare.then(|| Gate::warning(GateKind::Cover, milestone.thing(), sentence("handover-gate-no-cover"), Some(next)))
}

fn entry_gate(facts: &Facts, entry: &Blocking) -> Gate {
    let thing = Thing::Feedback(entry.number);
    let reason = if entry.about.is_empty() {
        Sentence::new("handover-gate-feedback-engagement").text("ref", &thing)
    } else {
        Sentence::new("handover-gate-feedback").text("ref", &thing).text("about", &entry.about)
    };
    let side = facts.turn(&thing).map_or(entry.raised_side, |turn| turn.side);
    let key = if side == entry.raised_side { "handover-next-close" } else { "handover-next-answer" };
    let step = Sentence::new(key).text("ref", &thing);
    let next = Next::new(side, Who::Whoever(Ability::GiveFeedback), step, Spot::Page(thing.clone()));
    Gate::blocked(GateKind::Feedback, thing, reason, next)
}

/// References of all that a milestone hands over: itself, its topics and deliverables, their lines, and the engagement as
/// a whole, of which every milestone is a part.
fn covered(facts: &Facts, milestone: &Milestone) -> Vec<String> {
    let topics = facts.covered_topics(milestone).flat_map(|topic| [topic.thing().to_string(), topic.line.clone()]);
    let deliverables =
        facts.covered_deliverables(milestone).flat_map(|each| [Thing::Deliverable(each.number).to_string(), each.line.clone()]);
    [Thing::Engagement.to_string(), milestone.thing().to_string()].into_iter().chain(topics).chain(deliverables).collect()
}

#[cfg(test)]
mod tests;
