//! Under which kinds the events of a room are stored: the names by which serde tells its variants apart.

use serde::{
    Deserializer,
    de::{self, DeserializeOwned, Visitor},
    forward_to_deserialize_any,
};

/// The kinds of a room's events, as its enum gives them to whatever reads one.
pub(super) fn of<E: DeserializeOwned>() -> &'static [&'static str] {
    match E::deserialize(Asking) {
        Err(Answer(kinds)) => kinds,
        Ok(_) => &[],
    }
}

/// Holds nothing to read: it is there to be told what could be.
struct Asking;

#[derive(Debug, thiserror::Error)]
#[error("one of {0:?}")]
struct Answer(&'static [&'static str]);

impl de::Error for Answer {
    fn custom<T: std::fmt::Display>(_: T) -> Answer {
        Answer(&[])
    }
}

impl<'de> Deserializer<'de> for Asking {
    type Error = Answer;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Answer> {
        Err(Answer(&[]))
    }

    fn deserialize_enum<V: Visitor<'de>>(self, _: &'static str, kinds: &'static [&'static str], _: V) -> Result<V::Value, Answer> {
        Err(Answer(kinds))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct newtype_struct seq
        tuple tuple_struct map struct identifier ignored_any
    }
}
