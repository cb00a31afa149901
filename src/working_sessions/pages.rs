//! The pages of sessions.

mod fields;
mod index;
mod plan;
mod record;
mod show;

pub use index::index;
pub use plan::{change, edit, new, plan};
pub use record::{log, new_log, new_record, record};
pub use show::{answer, attach, begin, calendar, cancel, complete, show};

use super::model::Setting;
use crate::{base::format, web::Chrome};

/// "Tue 14 July, 09:00–12:30", in the reader's time zone.
fn span(chrome: &Chrome, from: &chrono::DateTime<chrono::Utc>, to: &chrono::DateTime<chrono::Utc>) -> String {
    format!("{}–{}", chrome.moment(from), format::time(to.with_timezone(&chrome.zone).time()))
}

/// When a session is or was.
fn when(chrome: &Chrome, setting: &Setting) -> String {
    span(chrome, &setting.from, &setting.to)
}
