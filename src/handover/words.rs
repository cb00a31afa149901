//! Gates, light and forecast as pages say them.

use uuid::Uuid;

use crate::{
    access::{Ability, engagement},
    base::format,
    handover::{self, feedback::FeedbackRow},
    readiness::{
        facts::Milestone,
        forecast::PACE_DAYS,
        gates::{Gate, GateState, Spot},
        light::{Light, Readiness},
    },
    things::Thing,
    web::{Chrome, Reference, Seat},
};

/// A gate as the macro `ui::gate` draws it.
pub struct GateLine {
    /// Unique on the page.
    pub id: String,
    /// `pass`, `warning`, `waived` or `blocked`.
    pub state: &'static str,
    /// The word for it.
    pub word: String,
    /// Why it stands so.
    pub reason: String,
    /// What opens it; none when it is passed.
    pub next: Option<NextLine>,
    /// What it is about, with its page.
    pub about: Reference,
    /// The waiver that lets it pass or is asked for, in words.
    pub waiver: Option<WaiverLine>,
    /// Where the reader can ask for a waiver; empty when there is nothing to ask for, or others do.
    pub waive_url: String,
}

/// Who moves a gate, and where.
pub struct NextLine {
    /// "Nordlicht's turn (Meryem Kaya):"
    pub who: String,
    /// What they do.
    pub step: String,
    /// Where the reader gets nearest to doing it.
    pub url: String,
}

/// A waiver of a gate.
pub struct WaiverLine {
    /// Its page.
    pub reference: Reference,
    /// "Waived until 14 August", or that it is asked for.
    pub said: String,
}

/// A gate in the reader's words; of `milestone`, or of a topic whatever covers it.
pub fn gate_line<N>(chrome: &Chrome, seat: &Seat<N>, milestone: Option<&Milestone>, gate: &Gate) -> GateLine {
    let engagement = seat.engagement.id;
    let next = gate.next.as_ref().map(|next| {
        let who = chrome.say("handover-gate-next").with("party", chrome.party(&next.side)).with("who", next.who(chrome.language));
        NextLine { who: who.to_string(), step: next.step.say(chrome.language), url: spot_url(seat, &next.spot) }
    });
    let waiver = gate.waiver.as_ref().map(|waiver| {
        let key = if gate.state == GateState::Waived { "handover-gate-waived-until" } else { "handover-gate-waiver-asked" };
        let said = chrome.say(key).with("party", chrome.party(&waiver.asked_side)).with("until", chrome.day(&waiver.until));
        WaiverLine { reference: Reference::of(engagement, &waiver.thing()), said: said.to_string() }
    });
    let can_be_waived = gate.state == GateState::Blocked && gate.waiver.is_none() && seat.may(Ability::WaiveGate);
    GateLine {
        id: gate.id(),
        state: gate.state.as_str(),
        word: chrome.t(gate.state.key()),
        reason: gate.reason.say(chrome.language),
        next,
        about: Reference::of(engagement, &gate.about),
        waiver,
        waive_url: milestone
            .filter(|_| can_be_waived)
            .map(|milestone| format!("{}?gate={}", handover::new_waiver_url(engagement, milestone.number), gate.id()))
            .unwrap_or_default(),
    }
}

/// Where a step is taken; whoever may not take it sees what it is about.
fn spot_url<N>(seat: &Seat<N>, spot: &Spot) -> String {
    let engagement = seat.engagement.id;
    let topic_page = |topic| Thing::Topic(topic).url(engagement);
    match spot {
        Spot::Page(thing) => thing.url(engagement),
        Spot::Plan(Thing::Topic(number)) if seat.may(Ability::PlanTopic) => handover::edit_topic_url(engagement, *number),
        Spot::Plan(Thing::Milestone(number)) if seat.may(Ability::PlanMilestone) => handover::edit_milestone_url(engagement, *number),
        Spot::Plan(thing) => thing.url(engagement),
        Spot::Evidence { topic, seat: of } if seat.may(Ability::LogEvidence) => {
            let whose = of.map(|of| format!("&seat={of}")).unwrap_or_default();
            format!("{}?topic={topic}{whose}", handover::new_observation_url(engagement))
        }
        Spot::Evidence { topic, seat: None } => topic_page(*topic),
        Spot::Evidence { topic, seat: Some(of) } | Spot::Ladder { topic, seat: of } => format!("{}#seat-{of}", topic_page(*topic)),
        Spot::People => engagement::people_url(engagement),
    }
}

/// "15 of 20 gates pass, 1 with a warning, 4 block"
pub fn counts(chrome: &Chrome, readiness: &Readiness) -> String {
    chrome
        .say("handover-counts")
        .with("passed", readiness.gates.len() - readiness.count(GateState::Blocked))
        .with("all", readiness.gates.len())
        .with("warned", readiness.count(GateState::Warning))
        .with("waived", readiness.count(GateState::Waived))
        .with("blocked", readiness.count(GateState::Blocked))
        .to_string()
}

/// The forecast and the sum it was made of, in sentences; none when the handover is ready.
pub fn forecast(chrome: &Chrome, readiness: &Readiness) -> Vec<String> {
    let forecast = &readiness.forecast;
    if readiness.light == Light::Ready {
        return Vec::new();
    }
    let mut said = vec![chrome.say("handover-forecast-steps").with("steps", forecast.steps).to_string()];
    if forecast.steps > 0 {
        let pace = chrome.say("handover-forecast-gains").with("window", PACE_DAYS).with("gains", forecast.gains);
        said.push(pace.to_string());
    }
    if let (Some(days), Some(day), true) = (forecast.days, &forecast.by_pace, forecast.steps > 0) {
        said.push(chrome.say("handover-forecast-pace").with("days", days).with("day", chrome.day_short(day)).to_string());
    }
    if let Some(day) = &forecast.by_deliverables {
        said.push(chrome.say("handover-forecast-deliverables").with("day", chrome.day_short(day)).to_string());
    }
    if let Some(day) = &forecast.by_assists {
        said.push(chrome.say("handover-forecast-assists").with("day", chrome.day_short(day)).to_string());
    }
    said.push(match &forecast.date {
        Some(day) => chrome.say("handover-forecast-date").with("day", chrome.day_short(day)).to_string(),
        None => chrome.t("handover-forecast-none"),
    });
    said
}

/// "12 business days left"
pub fn left(chrome: &Chrome, readiness: &Readiness) -> String {
    format::time_left(chrome.language, readiness.left)
}

/// A feedback entry in a list.
pub struct FeedbackLine {
    /// Its reference and page.
    pub reference: Reference,
    /// How it begins.
    pub excerpt: String,
    /// Its state in a word.
    pub state: String,
    /// The tone of that word.
    pub tone: &'static str,
}

/// Feedback in the reader's words.
pub fn feedback_lines(chrome: &Chrome, engagement: Uuid, rows: &[FeedbackRow]) -> Vec<FeedbackLine> {
    let line = |row: &FeedbackRow| {
        let (state, tone) = if row.closed {
            (chrome.t("handover-feedback-closed"), "quiet")
        } else if row.blocking {
            (chrome.t("handover-feedback-blocking"), "bad")
        } else {
            (chrome.t("handover-feedback-open"), "open")
        };
        FeedbackLine {
            reference: Reference::of(engagement, &Thing::Feedback(row.number)),
            excerpt: chrome.excerpt(&row.text, 80),
            state,
            tone,
        }
    };
    rows.iter().map(line).collect()
}
