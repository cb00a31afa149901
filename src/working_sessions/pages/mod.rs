//! The pages of sessions.

mod fields;
mod index;
mod plan;
mod record;
mod show;

pub use index::index;
pub use plan::{change, edit, new, plan};
pub use record::{log, new_log, new_record, record};
pub use show::{answer, attach, begin, calendar, cancel, complete, drop_step, show};

use super::model::{Setting, Step};
use crate::{base::format, web::Chrome};

/// "Tue 14 July, 09:00–12:30", in the reader's time zone.
fn span(chrome: &Chrome, from: &chrono::DateTime<chrono::Utc>, to: &chrono::DateTime<chrono::Utc>) -> String {
    format!("{}–{}", chrome.moment(from), format::time(to.with_timezone(&chrome.zone).time()))
}

/// On which day a step is due: as its turn says; once that has ended, as it was agreed.
fn due(chrome: &Chrome, step: &Step) -> String {
    step.due_at.map_or_else(|| chrome.day_short(&step.due_on), |at| chrome.moment_day(&at))
}

/// When a session is or was.
fn when(chrome: &Chrome, setting: &Setting) -> String {
    span(chrome, &setting.from, &setting.to)
}
