//! The link by which somebody ends all mails without signing in.
//!
//! It is the same in every mail and good for ever. The token is derived from the installation's secret and the person,
//! so that nothing of it but its hash has to be stored.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

/// The person's token.
#[must_use]
pub fn token(secret: &[u8], person: Uuid) -> String {
    let mut hasher = Sha256::new();
    hasher.update(b"tandem unsubscribe\0");
    hasher.update(secret);
    hasher.update(person.as_bytes());
    // Hashed again, so that the token tells nothing of the inner state of the first hash.
    URL_SAFE_NO_PAD.encode(Sha256::digest(hasher.finalize()))
}

/// What is stored of it.
#[must_use]
pub fn hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// The page that the token opens.
#[must_use]
pub fn url(token: &str) -> String {
    format!("/unsubscribe/{token}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::token::Token;

    #[test]
    fn everybody_has_one_that_differs_between_installations() {
        let (one, two) = (Uuid::from_u128(1), Uuid::from_u128(2));
        assert_eq!(token(b"secret", one), token(b"secret", one));
        assert_ne!(token(b"secret", one), token(b"secret", two));
        assert_ne!(token(b"secret", one), token(b"another", one));
    }

    #[test]
    fn it_reads_as_every_other_token() {
        let text = token(b"secret", Uuid::nil());
        assert_eq!(text.parse::<Token>().unwrap().hash().as_slice(), hash(&text));
    }
}
