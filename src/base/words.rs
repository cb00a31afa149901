//! Words: the values of an enum as they are stored, in URLs and in CSS classes.

/// A word that is none of those allowed in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a word that is allowed here")]
pub struct UnknownWord;

/// Defines an enum together with the word of each variant: `as_str` tells it, `parse` reads it back, `ALL` lists the variants
/// in the order in which they stand.
macro_rules! words {
    ($(#[$meta:meta])* $visibility:vis enum $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$meta])*
        $visibility enum $name { $($(#[$variant_meta])* $variant,)+ }

        impl $name {
            /// Every one, in the order in which they stand.
            pub const ALL: [$name; [$($word),+].len()] = [$($name::$variant),+];

            /// The word for it, as it is stored.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $($name::$variant => $word,)+
                }
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::base::words::UnknownWord;

            fn from_str(word: &str) -> Result<Self, Self::Err> {
                match word {
                    $($word => Ok($name::$variant),)+
                    _ => Err($crate::base::words::UnknownWord),
                }
            }
        }
    };
}

pub(crate) use words;

#[cfg(test)]
mod tests {
    use super::*;

    words! {
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        enum Drink {
            Tea = "tea",
            BlackCoffee = "black_coffee",
        }
    }

    #[test]
    fn words_are_read_back() {
        assert_eq!(Drink::ALL.map(Drink::as_str), ["tea", "black_coffee"]);
        assert_eq!(Drink::ALL.map(|drink| drink.as_str().parse()), Drink::ALL.map(Ok));
        assert_eq!("Tea".parse::<Drink>(), Err(UnknownWord));
    }
}
