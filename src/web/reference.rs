//! A thing as pages refer to it.

use uuid::Uuid;

use crate::things::Thing;

/// A thing as it is referred to, and its page.
#[derive(Clone, Debug)]
pub struct Reference {
    /// `T2`
    pub text: String,
    /// Its page.
    pub url: String,
}

impl Reference {
    /// Of a thing of this engagement.
    #[must_use]
    pub fn of(engagement: Uuid, thing: &Thing) -> Reference {
        Reference { text: thing.to_string(), url: thing.url(engagement) }
    }
}
