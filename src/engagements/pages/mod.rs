//! The pages of engagements.

mod list;
mod opening;
mod overview;
mod people;
mod progress;
mod seat;
mod terms;

pub use list::index;
pub use opening::{create, new};
pub use overview::overview;
pub use people::{invite, people, send_again, withdraw_invitation};
pub use progress::progress;
pub use seat::{change_seat, end_seat, seat};
pub use terms::{set_terms, terms};
