//! The hash chain: each event carries the SHA-256 of its content and of its predecessor's hash, so that no
//! event can be changed, removed or slipped in later without every hash after it giving it away.

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::Value;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// The content of one link, as it is hashed.
#[derive(Clone, Debug)]
pub struct Link<'a> {
    /// What the chain belongs to: an engagement or an organization.
    pub of: Uuid,
    /// 1 for the first.
    pub number: i32,
    /// When, to the microsecond.
    pub at: DateTime<Utc>,
    /// Who; none when Tandem itself acted.
    pub person: Option<Uuid>,
    /// On which side; empty when none.
    pub side: &'a str,
    /// The event's name.
    pub kind: &'a str,
    /// Its data.
    pub detail: &'a Value,
}

impl Link<'_> {
    /// The hash of this link after its predecessor.
    ///
    /// Canonical form: one JSON array without spaces, with object keys in order (as `serde_json` writes a map), of
    /// `[of, number, at, person, side, kind, detail]`, `at` in RFC 3339 with microseconds and `Z`; hashed is the
    /// predecessor's 32 bytes (none before the first) followed by that text in UTF-8.
    #[must_use]
    pub fn hash(&self, previous: &[u8]) -> [u8; 32] {
        let content = serde_json::json!([
            self.of,
            self.number,
            self.at.to_rfc3339_opts(SecondsFormat::Micros, true),
            self.person,
            self.side,
            self.kind,
            self.detail,
        ]);
        let mut hasher = Sha256::new();
        hasher.update(previous);
        hasher.update(content.to_string().as_bytes());
        hasher.finalize().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(detail: &Value) -> Link<'_> {
        Link { of: Uuid::nil(), number: 1, at: DateTime::UNIX_EPOCH, person: None, side: "client", kind: "feedback_closed", detail }
    }

    #[test]
    fn the_canonical_form_is_as_documented() {
        // Made independently: printf '%s' '["0000…",1,"1970-01-01T00:00:00.000000Z",null,"client","feedback_closed",{"a":1,"b":2}]' | sha256sum
        let detail: Value = serde_json::from_str(r#"{"b":2,"a":1}"#).unwrap();
        assert_eq!(hex::encode(link(&detail).hash(&[])), include_str!("chain_vector.txt").trim());
    }

    #[test]
    fn any_change_shows() {
        let (one, two) = (serde_json::json!({"n": 1}), serde_json::json!({"n": 2}));
        assert_ne!(link(&one).hash(&[]), link(&two).hash(&[]));
        assert_ne!(link(&one).hash(&[]), link(&one).hash(&[0; 32]));
    }
}
