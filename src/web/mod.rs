//! The way in and out: routes that know their guard, forms, errors, the frame of a page, static files.

pub mod assets;
pub mod chrome;
pub mod error;
pub mod form;
pub mod guard;
pub mod layers;
pub mod page;
pub mod request;
pub mod routes;
pub mod serve;
pub mod turn_line;
mod typed;

pub use chrome::{Chrome, Tab};
pub use error::{Error, Refusal, Result};
pub use form::{Asked, Choice, Form, FormData};
pub use guard::{Manages, Public, Seat, SignedIn};
pub use page::{At, Outcome, done, local_path, page, page_with};
pub use routes::Routes;
pub use turn_line::TurnLine;
