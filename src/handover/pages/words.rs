//! Gates, light and forecast as pages say them.

use uuid::Uuid;

use crate::{
    base::format,
    events::Thing,
    handover::{
        forecast::PACE_DAYS,
        gates::{Gate, GateState},
        light::{Light, Readiness},
        queries::shown::FeedbackRow,
    },
    web::{Chrome, Reference},
};

/// A gate as the macro `ui::gate` draws it.
pub struct GateLine {
    /// Unique on the page.
    pub id: String,
    /// `pass`, `warning` or `blocked`.
    pub state: &'static str,
    /// The word for it.
    pub word: String,
    /// Why it stands so.
    pub reason: String,
    /// Whose turn it is, who there, what opens it; empty when it is passed.
    pub next: String,
    /// What it is about, with its page.
    pub about: Reference,
}

/// A gate in the reader's words.
pub fn gate_line(chrome: &Chrome, engagement: Uuid, gate: &Gate) -> GateLine {
    let next = gate.next.as_ref().map(|next| {
        let said = chrome.say("handover-gate-next").with("party", chrome.party(&next.side)).with("who", next.who(chrome.language));
        said.with("step", next.step.say(chrome.language)).to_string()
    });
    GateLine {
        id: gate.id(),
        state: gate.state.as_str(),
        word: chrome.t(gate.state.key()),
        reason: gate.reason.say(chrome.language),
        next: next.unwrap_or_default(),
        about: Reference::of(engagement, &gate.about),
    }
}

/// "15 of 20 gates pass, 1 with a warning, 4 block"
pub fn counts(chrome: &Chrome, readiness: &Readiness) -> String {
    chrome
        .say("handover-counts")
        .with("passed", readiness.count(GateState::Pass) + readiness.count(GateState::Warning))
        .with("all", readiness.gates.len())
        .with("warned", readiness.count(GateState::Warning))
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
