//! The pages of decisions.

mod index;
mod new;
mod show;

pub use index::index;
pub use new::{new, propose};
pub use show::{advise, answer, decide, overrule, show, withdraw};

use super::model::Decision;
use crate::web::Chrome;

/// "What: Nordlicht decides".
fn whose(chrome: &Chrome, decision: &Decision) -> String {
    chrome.say(decision.kind.means_key()).with("party", chrome.party(&decision.kind.side())).to_string()
}

/// Whether the expert's advice was followed; empty while it is open.
fn followed(chrome: &Chrome, decision: &Decision) -> String {
    match (decision.decided(), decision.followed()) {
        (None, _) => String::new(),
        (Some(_), Some(true)) => chrome.t("decisions-followed"),
        (Some(_), Some(false)) => chrome.t("decisions-not-followed"),
        (Some(_), None) => chrome.t("decisions-without-advice"),
    }
}
