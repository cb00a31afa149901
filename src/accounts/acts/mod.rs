//! The verbs of accounts.

mod invitation;
mod password;
mod people;
mod sign_in;

pub use invitation::{Taker, take_invitation};
pub use password::{change_password, knows_password, offer_reset, reset_password};
pub use people::{create_administrator, password_link, set_settings};
pub use sign_in::{Attempt, end_sign_in, enter, leave, sign_in, sign_out_everywhere};
