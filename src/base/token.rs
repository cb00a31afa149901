//! Secrets that open something: sign-in sessions, invitations, links to a new password.
//!
//! The token goes to the person, only its hash into the database: who reads the database cannot sign in
//! with what is there.

use std::{fmt, str::FromStr};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use rand::{TryRng as _, rngs::SysRng};
use sha2::{Digest as _, Sha256};

/// Random bytes in a token: 256 bits, beyond guessing.
const BYTES: usize = 32;

/// A random secret, written so that it fits a URL, a cookie and a form.
#[derive(Clone)]
pub struct Token(String);

/// A text that cannot be a token; no need to ask the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a token")]
pub struct NotAToken;

impl Token {
    /// A new token from the operating system's randomness.
    ///
    /// # Panics
    /// If the operating system has no randomness to give. Nothing secret could be made then.
    #[must_use]
    pub fn random() -> Self {
        let mut bytes = [0; BYTES];
        SysRng.try_fill_bytes(&mut bytes).expect("the operating system gives random bytes");
        Self(URL_SAFE_NO_PAD.encode(bytes))
    }

    /// The secret, to be handed to its owner.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What is kept of it: the SHA-256 of its text. No salt is needed, as the token cannot be guessed.
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.0.as_bytes()).into()
    }
}

impl FromStr for Token {
    type Err = NotAToken;

    /// A token as it comes back from a cookie or a link.
    fn from_str(text: &str) -> Result<Self, NotAToken> {
        match URL_SAFE_NO_PAD.decode(text) {
            Ok(bytes) if bytes.len() == BYTES => Ok(Self(text.to_owned())),
            _ => Err(NotAToken),
        }
    }
}

/// Never shows the secret: what is printed ends up in logs.
impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(secret)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_differ_and_come_back_as_they_went() {
        let token = Token::random();
        assert_ne!(token.hash(), Token::random().hash());
        let back: Token = token.as_str().parse().unwrap();
        assert_eq!(back.hash(), token.hash());
        assert!(token.as_str().chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c)));
    }

    #[test]
    fn what_cannot_be_a_token_is_refused() {
        let short = &Token::random().as_str()[1..].to_owned();
        for text in ["", "abc", short, &"=".repeat(43), &"é".repeat(43), &"A".repeat(1000)] {
            assert_eq!(text.parse::<Token>().unwrap_err(), NotAToken, "{text}");
        }
    }

    #[test]
    fn a_printed_token_keeps_its_secret() {
        let token = Token::random();
        assert!(!format!("{token:?}").contains(token.as_str()));
    }
}
