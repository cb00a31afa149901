//! The ground everything stands on, and it is pure: values in, values out.
//!
//! Nothing here knows of a database, of a request or of an engagement. What is here answers questions
//! every room has: what time it is, which day is a business day, how a date or a sum of money reads in
//! the reader's language, what may be kept of a text that somebody typed, and how it is shown safely.
//! Everything that depends on the world outside (time, chance) has exactly one door: [`clock`] and
//! [`token`].

pub mod address;
pub mod calendar;
pub mod clock;
pub mod counts;
pub mod digest;
pub mod format;
pub mod language;
pub mod markdown;
pub mod money;
pub mod panic;
pub mod place;
pub mod text;
pub mod token;
pub mod words;
pub mod zone;
