//! What the board says of a milestone, on the page and in the table alike.

use crate::{
    base::format,
    board::queries::MOST,
    readiness::{Outlook, light::Light},
    web::Chrome,
};

/// "16 of 20 pass, one of them waived; 4 block"
pub fn gates(chrome: &Chrome, milestone: &Outlook) -> String {
    let said = chrome.say("readiness-gates-count").with("passed", milestone.open()).with("all", milestone.gates());
    said.with("waived", milestone.waived).with("blocked", milestone.blocked).to_string()
}

/// That there are more engagements than a board is made of.
pub fn beyond(chrome: &Chrome) -> String {
    chrome.say("readiness-beyond").with("most", MOST).to_string()
}

/// The first thing in the way.
pub fn first(chrome: &Chrome, milestone: &Outlook) -> String {
    milestone.first.as_ref().map_or_else(|| chrome.t("readiness-nothing-blocks"), |first| first.reason.say(chrome.language))
}

/// "M5 Handover"
pub fn title(milestone: &Outlook) -> String {
    format!("{} {}", milestone.thing(), milestone.title)
}

/// "12 business days left"
pub fn left(chrome: &Chrome, milestone: &Outlook) -> String {
    format::time_left(chrome.language, milestone.left)
}

/// When it would be ready.
pub fn forecast(chrome: &Chrome, milestone: &Outlook) -> String {
    match (milestone.light, &milestone.forecast) {
        (Light::Ready, _) => chrome.t("readiness-forecast-ready"),
        (_, Some(day)) => chrome.day_short(day),
        (_, None) => chrome.t("readiness-forecast-none"),
    }
}
