//! SHA-256 digests: of what people sign, and of what a form was shown for.

use std::{fmt, str::FromStr};

use sha2::{Digest as _, Sha256};

/// The SHA-256 of a text in its canonical form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Digest(pub [u8; 32]);

/// What was sent is no digest: 64 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no digest")]
pub struct NoDigest;

impl Digest {
    /// The digest of this text.
    #[must_use]
    pub fn of(canonical: impl AsRef<[u8]>) -> Digest {
        Digest(Sha256::digest(canonical).into())
    }

    /// For people: hexadecimal, in groups of four.
    #[must_use]
    pub fn in_groups(&self) -> String {
        in_groups(&self.0)
    }
}

/// Bytes as people compare them: hexadecimal, in groups of four.
#[must_use]
pub fn in_groups(bytes: &[u8]) -> String {
    bytes.chunks(2).map(hex::encode).collect::<Vec<_>>().join(" ")
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl FromStr for Digest {
    type Err = NoDigest;

    fn from_str(text: &str) -> Result<Self, NoDigest> {
        let mut bytes = [0; 32];
        hex::decode_to_slice(text, &mut bytes).map_err(|_| NoDigest)?;
        Ok(Digest(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_reads_back_and_reads_well() {
        let digest = Digest::of("abc");
        // The example of FIPS 180-4.
        assert_eq!(digest.to_string(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(digest.to_string().parse(), Ok(digest));
        assert!(digest.in_groups().starts_with("ba78 16bf 8f01 "));
        assert_eq!(digest.in_groups().split(' ').map(str::len).collect::<Vec<_>>(), [4; 16]);
        for text in ["", "abcd", &"x".repeat(64), &"a".repeat(66), "é"] {
            assert_eq!(text.parse::<Digest>(), Err(NoDigest), "{text}");
        }
    }
}
