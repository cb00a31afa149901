//! The milestones of an engagement, and the grid: topics × people.

use askama::Template;
use axum::extract::State;
use chrono::{DateTime, NaiveDate, Utc};

use super::words;
use crate::{
    access::{Ability, needs},
    app::App,
    events::Thing,
    handover::{
        self,
        facts::{Facts, Milestone, Person, Topic},
        gates::{self, GateState},
        ladder::{LAPSE_DAYS, level_key},
        light::Readiness,
        queries,
    },
    web::{Chrome, Reference, Result, Seat, Tab, page},
};

#[derive(Template)]
#[template(path = "handover/index.html")]
struct Index {
    chrome: Chrome,
    milestones: Vec<MilestoneRow>,
    /// The columns of the grid.
    people: Vec<Person>,
    /// Who is expected on the ladder and was not seen on it yet, by name.
    unseen: String,
    rows: Vec<GridRow>,
    /// Where each is begun; empty when the reader may not.
    new_milestone: String,
    new_topic: String,
    new_observation: String,
    new_assist: String,
}

/// A milestone in the list.
struct MilestoneRow {
    reference: Reference,
    title: String,
    at: DateTime<Utc>,
    signed_at: Option<DateTime<Utc>>,
    light: &'static str,
    light_text: String,
    left: String,
    counts: String,
    first_blocker: String,
}

/// A topic with everybody's level on it.
struct GridRow {
    reference: Reference,
    title: String,
    critical: bool,
    cells: Vec<Cell>,
    /// Whether enough people are there, in one sentence.
    gate: String,
    gate_word: String,
    gate_tone: &'static str,
}

struct Cell {
    url: String,
    level: String,
    word: String,
    needed: String,
    note: String,
}

/// The grid of an engagement and its milestones.
pub async fn index(seat: Seat<needs::Read>, State(app): State<App>) -> Result {
    let engagement = seat.engagement.id;
    let now = app.clock.now();
    let facts = queries::facts_of_one(&app.db, engagement).await?;
    let chrome = Chrome::seat(&app, &seat, Tab::Handover);
    let today = facts.day(now);
    let has_evidence = |person: &Person| facts.topics.iter().any(|topic| topic.evidence.iter().any(|seen| seen.seat == person.seat));
    let people: Vec<Person> = facts.people.iter().filter(|person| has_evidence(person)).cloned().collect();
    let unseen: Vec<&str> =
        facts.people.iter().filter(|person| person.is_expected() && !has_evidence(person)).map(|person| person.name.as_str()).collect();
    let link = |ability, url: String| if seat.may(ability) { url } else { String::new() };
    let (has_topics, has_people) = (!facts.topics.is_empty(), facts.active_people().next().is_some());
    let log = |url: String| if has_topics && has_people { link(Ability::LogEvidence, url) } else { String::new() };
    page(Index {
        milestones: facts.milestones.iter().map(|milestone| milestone_row(&chrome, &facts, milestone, now)).collect(),
        rows: facts.topics.iter().map(|topic| grid_row(&chrome, &facts, topic, &people, today)).collect(),
        unseen: unseen.join(", "),
        people,
        new_milestone: link(Ability::PlanMilestone, handover::new_milestone_url(engagement)),
        new_topic: link(Ability::PlanTopic, handover::new_topic_url(engagement)),
        new_observation: log(handover::new_observation_url(engagement)),
        new_assist: log(handover::new_assist_url(engagement)),
        chrome,
    })
}

fn milestone_row(chrome: &Chrome, facts: &Facts, milestone: &Milestone, now: DateTime<Utc>) -> MilestoneRow {
    let readiness = Readiness::of(facts, milestone, now);
    MilestoneRow {
        reference: Reference::of(facts.engagement, &milestone.thing()),
        title: milestone.title.clone(),
        at: milestone.at,
        signed_at: milestone.signed_at,
        light: readiness.light.as_str(),
        light_text: chrome.t(readiness.light.key()),
        left: words::left(chrome, &readiness),
        counts: words::counts(chrome, &readiness),
        first_blocker: readiness.first_blocker().map(|gate| gate.reason.say(chrome.language)).unwrap_or_default(),
    }
}

fn grid_row(chrome: &Chrome, facts: &Facts, topic: &Topic, people: &[Person], today: NaiveDate) -> GridRow {
    let gate = gates::people(facts, topic, today);
    let url = Thing::Topic(topic.number).url(facts.engagement);
    let cell = |person: &Person| {
        let standing = topic.standing(person.seat, today);
        Cell {
            url: format!("{url}#seat-{}", person.seat),
            level: if standing.level == 0 { "–".to_owned() } else { standing.level.to_string() },
            word: chrome.t(level_key(standing.level)),
            needed: topic.target_level.to_string(),
            note: if standing.lapsed { chrome.say("handover-lapsed").with("days", LAPSE_DAYS).to_string() } else { String::new() },
        }
    };
    GridRow {
        reference: Reference::of(facts.engagement, &topic.thing()),
        title: topic.title.clone(),
        critical: topic.critical,
        cells: people.iter().map(cell).collect(),
        gate: gate.reason.say(chrome.language),
        gate_word: chrome.t(gate.state.key()),
        gate_tone: if gate.state == GateState::Pass { "good" } else { "bad" },
    }
}
