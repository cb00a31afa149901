//! The milestones of an engagement, and the grid: topics × people.

use askama::Template;
use axum::extract::State;
use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    access::{Ability, needs},
    app::App,
    base::format,
    handover::{self, words},
    milestones,
    readiness::{
        self,
        facts::{Facts, Milestone, Person, Topic},
        gates::{self, GateState},
        ladder::level_key,
        light::Readiness,
    },
    topics::{
        self, evidence_url,
        weeks::{WEEKS, Week},
    },
    web::{Chrome, Reference, Result, Seat, Tab, page},
};

#[derive(Template)]
#[template(path = "milestones/index.html")]
struct Index {
    chrome: Chrome,
    milestones: Vec<MilestoneRow>,
    /// The columns of the grid.
    people: Vec<Person>,
    /// Who is expected on the ladder and was not seen on it yet, by name.
    unseen: String,
    rows: Vec<GridRow>,
    /// What was done without help lately, the latest week first.
    weeks: Vec<WeekRow>,
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

/// A week of real cases.
struct WeekRow {
    id: String,
    monday: String,
    /// What the bar is long for: at least one, so that a quiet week has a bar, too.
    bar: i64,
    unaided: i64,
    /// "8 of 11 cases without help (72 %), 35 minutes of help"
    text: String,
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
    let facts = readiness::facts_of_one(&app.db, engagement).await?;
    let today = facts.day(now);
    let weeks = topics::recent_weeks(&app.db, engagement, today).await?;
    let chrome = Chrome::seat(&app, &seat, Tab::Handover);
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
        weeks: weeks.iter().rev().map(|week| week_row(&chrome, week)).collect(),
        unseen: unseen.join(", "),
        people,
        new_milestone: link(Ability::PlanMilestone, milestones::new_milestone_url(engagement)),
        new_topic: link(Ability::PlanTopic, topics::new_topic_url(engagement)),
        new_observation: log(handover::new_observation_url(engagement)),
        new_assist: log(topics::new_assist_url(engagement)),
        chrome,
    })
}

impl Index {
    fn weeks_text(&self) -> String {
        self.chrome.say("handover-weeks-text").with("weeks", WEEKS).to_string()
    }
}

fn week_row(chrome: &Chrome, week: &Week) -> WeekRow {
    let text = match week.share() {
        None => chrome.t("handover-week-none"),
        Some(share) => {
            let said = chrome.say("handover-week-share").with("cases", week.cases).with("unaided", week.unaided);
            said.with("share", format::percent(chrome.language, share)).to_string()
        }
    };
    let help = chrome.say("handover-week-minutes").with("minutes", week.minutes).to_string();
    WeekRow {
        id: format!("week-{}", week.monday),
        monday: chrome.say("handover-week-of").with("day", chrome.day_short(&week.monday)).to_string(),
        bar: week.cases.max(1),
        unaided: week.unaided,
        text: if week.minutes == 0 { text } else { format!("{text} · {help}") },
    }
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
    let cell = |person: &Person| {
        let standing = topic.standing(person.seat, today);
        Cell {
            url: format!("{}#evidence", evidence_url(facts.engagement, topic.number, person.seat)),
            level: if standing.level == 0 { "–".to_owned() } else { standing.level.to_string() },
            word: chrome.t(level_key(standing.level)),
            needed: topic.target_level.to_string(),
            note: if standing.lapsed { chrome.say("handover-lapsed").with("days", topic.lapse_days).to_string() } else { String::new() },
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
