//! What the board says of a milestone, on the page and in the table alike.

use crate::{
    base::format,
    handover::{
        gates::{Gate, GateState},
        light::{Light, Readiness},
    },
    readiness::queries::MOST,
    web::Chrome,
};

/// "16 of 20 pass, one of them waived; 4 block"
pub fn gates(chrome: &Chrome, readiness: &Readiness) -> String {
    let blocked = readiness.count(GateState::Blocked);
    let said = chrome.say("readiness-gates-count").with("passed", readiness.gates.len() - blocked).with("all", readiness.gates.len());
    said.with("waived", readiness.count(GateState::Waived)).with("blocked", blocked).to_string()
}

/// That there are more engagements than a board is made of.
pub fn beyond(chrome: &Chrome) -> String {
    chrome.say("readiness-beyond").with("most", MOST).to_string()
}

/// The first thing in the way.
pub fn first(chrome: &Chrome, blocker: Option<&Gate>) -> String {
    blocker.map_or_else(|| chrome.t("readiness-nothing-blocks"), |gate| gate.reason.say(chrome.language))
}

/// "12 business days left"
pub fn left(chrome: &Chrome, readiness: &Readiness) -> String {
    format::time_left(chrome.language, readiness.left)
}

/// When it would be ready.
pub fn forecast(chrome: &Chrome, readiness: &Readiness) -> String {
    match (readiness.light, &readiness.forecast.date) {
        (Light::Ready, _) => chrome.t("readiness-forecast-ready"),
        (_, Some(day)) => chrome.day_short(day),
        (_, None) => chrome.t("readiness-forecast-none"),
    }
}
