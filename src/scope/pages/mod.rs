//! The pages of the scope.

mod compare;
mod document;
mod history;
mod index;
mod line_form;
mod printed;
mod show;
mod signature;

pub use compare::{choose_versions, compare};
pub use history::history;
pub use index::{begin_draft, index};
pub use line_form::{add_line, change_line, edit_line, move_line, new_line, remove_line};
pub use printed::printed;
pub use show::{propose, show, withdraw};
pub use signature::{sign, signature};
