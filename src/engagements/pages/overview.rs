//! The page that both sides open together.

use askama::Template;
use axum::extract::State;
use chrono::{DateTime, NaiveDate, Utc};

use super::progress::amount;
use crate::{
    access::{Ability, Engagement, Side, engagement, needs},
    activity::{self, model::EventLine},
    app::App,
    base::format,
    engagements::{
        Waiting,
        model::{Progress, Terms},
        people_url,
        phase::Phase,
        progress_url,
        queries::{self, Dated, Facts, Line},
        terms_url,
    },
    readiness::{self, Outlook},
    things::Thing,
    turns::{self, reader::COUNTED},
    web::{Chrome, Outcome, Seat, Tab, page},
};

/// Events, turns and dates that are shown; the rest is on pages of its own.
const EVENTS: i64 = 8;
const TURNS: i64 = 20;
const DATES: usize = 6;

/// A station of the phase bar.
struct PhaseStep {
    text: String,
    done: bool,
    current: bool,
}

/// The milestone that comes next.
struct NextMilestone {
    url: String,
    reference: String,
    title: String,
    at: DateTime<Utc>,
    left: String,
    light: &'static str,
    light_text: String,
    /// How many gates block; empty when none does.
    blocked: String,
}

/// How far an agreed service has come.
struct LineBar {
    id: String,
    label: String,
    value: i64,
    max: i64,
    text: String,
    url: String,
}

/// Something with a date.
struct DateLine {
    id: String,
    url: String,
    reference: String,
    title: String,
    day: NaiveDate,
    passed: bool,
}

/// Who sits on a side.
struct SidePeople {
    side: Side,
    party: String,
    people: Vec<PersonLine>,
}

/// Somebody, with what they are there for.
struct PersonLine {
    name: String,
    note: String,
}

/// A term, in words.
struct Term {
    label: String,
    text: String,
}

#[derive(Template)]
#[template(path = "engagements/overview.html")]
struct Overview {
    chrome: Chrome,
    title: String,
    period: String,
    phases: Vec<PhaseStep>,
    next_phase: String,
    next: Option<NextMilestone>,
    /// A later one that is in danger.
    danger: Option<NextMilestone>,
    progress: String,
    lines: Vec<LineBar>,
    turns: Vec<Waiting>,
    /// How many more there are; empty when there are none.
    more_turns: String,
    dates: Vec<DateLine>,
    session: Option<DateLine>,
    events: Vec<EventLine>,
    sides: Vec<SidePeople>,
    terms: Vec<Term>,
    may_set_terms: bool,
    scope_url: String,
    activity_url: String,
    people_url: String,
    progress_url: String,
    terms_url: String,
}

/// Where the engagement stands, what comes next, and whose turn it is.
pub async fn overview(seat: Seat<needs::Read>, State(app): State<App>) -> Outcome {
    let (engagement, now) = (&seat.engagement, app.clock.now());
    let facts = queries::overview(&app.db, engagement.id, now).await?;
    let (turns, open) = turns::queries::open_in_engagement(&app.db, engagement.id, TURNS, COUNTED).await?;
    let events = activity::latest(&app.db, engagement.id, EVENTS).await?;
    let next = readiness::next(&app.db, &[engagement.id], now).await?.remove(&engagement.id);
    let chrome = Chrome::seat(&app, &seat, Tab::Overview);
    page(Overview {
        title: engagement.title.clone(),
        period: chrome
            .say("engagements-period")
            .with("from", format::date(chrome.language, engagement.starts_on))
            .with("to", format::date(chrome.language, engagement.ends_on))
            .to_string(),
        phases: Phase::ALL
            .map(|phase| PhaseStep { text: chrome.t(phase.key()), done: phase < facts.phase, current: phase == facts.phase })
            .into(),
        next_phase: chrome.say(facts.phase.next_key()).with("signed", facts.signed).with("milestones", facts.milestones).to_string(),
        next: next.as_ref().map(|next| next_milestone(&next.milestone, engagement, &chrome)),
        danger: next.and_then(|next| next.danger).map(|danger| next_milestone(&danger, engagement, &chrome)),
        progress: progress(&facts.lines, &chrome),
        lines: facts.lines.iter().map(|line| bar(line, engagement, &chrome)).collect(),
        more_turns: if open > TURNS { format::bounded(open - TURNS, COUNTED - TURNS) } else { String::new() },
        turns: turns.iter().map(|turn| Waiting::here(turn, &chrome, now)).collect(),
        dates: facts.dates.iter().take(DATES).filter_map(|dated| date_line(dated, engagement, &chrome)).collect(),
        session: facts.session.as_ref().and_then(|dated| date_line(dated, engagement, &chrome)),
        events: events.iter().map(|event| event.line(chrome.language, chrome.zone)).collect(),
        sides: Side::BOTH.map(|side| side_people(side, &facts, &chrome)).into(),
        terms: terms_in_words(&facts.terms, &chrome),
        may_set_terms: seat.may(Ability::SetTerms),
        scope_url: format!("{}/scope", engagement::url(engagement.id)),
        activity_url: activity::url(engagement.id),
        people_url: people_url(engagement.id),
        progress_url: progress_url(engagement.id),
        terms_url: terms_url(engagement.id),
        chrome,
    })
}

fn next_milestone(milestone: &Outlook, engagement: &Engagement, chrome: &Chrome) -> NextMilestone {
    let blocked = milestone.blocked;
    NextMilestone {
        url: milestone.thing().url(engagement.id),
        reference: milestone.thing().to_string(),
        title: milestone.title.clone(),
        at: milestone.at,
        left: format::time_left(chrome.language, milestone.left),
        light: milestone.light.as_str(),
        light_text: chrome.t(milestone.light.key()),
        blocked: if blocked == 0 { String::new() } else { chrome.say("engagements-gates-block").with("count", blocked).to_string() },
    }
}

/// How far all services have come, in a sentence; empty when nothing has a weight.
fn progress(lines: &[Line], chrome: &Chrome) -> String {
    let lines: Vec<_> = lines.iter().map(Line::progress).collect();
    Progress::of(&lines).map_or_else(String::new, |progress| {
        chrome
            .say("engagements-progress")
            .with("accepted", amount(chrome, progress.accepted_tenths))
            .with("days", weight(progress.days, chrome))
            .with("percent", format::percent(chrome.language, progress.percent()))
            .to_string()
    })
}

fn weight(days: i64, chrome: &Chrome) -> String {
    format::business_days(chrome.language, u32::try_from(days).unwrap_or_default())
}

fn bar(line: &Line, engagement: &Engagement, chrome: &Chrome) -> LineBar {
    let progress = line.progress();
    let said = if progress.deliverables == 0 {
        chrome.say("engagements-line-empty")
    } else {
        chrome
            .say("engagements-line-progress")
            .with("accepted", progress.accepted)
            .with("deliverables", progress.deliverables)
            .with("review", line.in_review)
    };
    LineBar {
        id: format!("progress-{}", line.key),
        label: format!("{} {}", line.key, line.title),
        value: progress.accepted,
        max: progress.deliverables.max(1),
        text: said.with("weight", weight(progress.days, chrome)).to_string(),
        url: Thing::Line(line.key.clone()).url(engagement.id),
    }
}

fn date_line(dated: &Dated, engagement: &Engagement, chrome: &Chrome) -> Option<DateLine> {
    let thing: Thing = dated.thing.parse().ok()?;
    Some(DateLine {
        id: format!("date-{}", dated.thing),
        url: thing.url(engagement.id),
        reference: dated.thing.clone(),
        title: dated.title.clone(),
        day: dated.day,
        passed: dated.day < chrome.today,
    })
}

fn side_people(side: Side, facts: &Facts, chrome: &Chrome) -> SidePeople {
    let people = facts.people.iter().filter(|(role, _)| role.side() == side).map(|(role, present)| {
        let role = chrome.t(role.key());
        let note = if present.function.is_empty() { role } else { format!("{role} · {}", present.function) };
        PersonLine { name: present.name.clone(), note }
    });
    SidePeople { side, party: chrome.party(&side).to_owned(), people: people.collect() }
}

fn terms_in_words(terms: &Terms, chrome: &Chrome) -> Vec<Term> {
    let days = |days: i32| format::business_days(chrome.language, days.unsigned_abs());
    let promise = |side: Side, count: i32| Term {
        label: chrome.say("engagements-answers").with("party", chrome.party(&side)).to_string(),
        text: chrome.say("engagements-within").with("days", days(count)).to_string(),
    };
    let windows =
        if terms.deems_acceptance { chrome.say("engagements-windows-deemed") } else { chrome.say("engagements-windows-reminded") };
    vec![
        promise(Side::Client, terms.client_promise_days),
        promise(Side::Provider, terms.provider_promise_days),
        Term {
            label: chrome.t("engagements-windows"),
            text: windows.with("first", days(terms.review_days)).with("second", days(terms.second_review_days)).to_string(),
        },
        Term {
            label: chrome.t("engagements-handover-rules"),
            text: chrome
                .say("engagements-handover-rules-text")
                .with("lapse", terms.lapse_days)
                .with("free", days(terms.assist_free_days))
                .to_string(),
        },
    ]
}
