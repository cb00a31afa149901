//! The way in and out: routes that know their guard, forms, errors, the frame of a page, static files.

pub mod assets;
mod carry_out;
pub mod chart;
pub mod chrome;
pub(crate) mod cookies;
pub mod csv;
pub mod door;
pub mod error;
pub mod files_form;
pub mod form;
mod fresh;
pub mod guard;
pub mod hand_over;
pub mod layers;
pub mod page;
mod reference;
pub mod request;
pub mod routes;
pub mod serve;
mod tab;
pub mod turn_line;
mod typed;

pub use chrome::Chrome;
pub use error::Result;
pub use files_form::FilesForm;
pub use form::{Asked, Choice, Form, FormData};
pub use fresh::Tag;
pub use guard::{Manages, Public, Seat, SignedIn};
pub use hand_over::{HandOver, hand_over};
pub use page::{At, Outcome, done, local_path, page, page_with};
pub use reference::Reference;
pub use routes::Routes;
pub use tab::Tab;
pub use turn_line::TurnLine;
