//! Sums of money: whole minor units of one currency, never a floating point number.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::{format, language::Language};

/// A currency by its ISO 4217 code.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Currency([u8; 3]);

impl Currency {
    /// The euro.
    pub const EUR: Currency = Currency(*b"EUR");

    /// The code, three capital letters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        // Only ASCII letters get in.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// How many decimals its minor unit has: two for cents, none for yen.
    #[must_use]
    pub fn decimals(self) -> u32 {
        match &self.0 {
            b"BIF" | b"CLP" | b"DJF" | b"GNF" | b"ISK" | b"JPY" | b"KMF" | b"KRW" | b"PYG" | b"RWF" | b"UGX" | b"UYI" | b"VND" | b"VUV"
            | b"XAF" | b"XOF" | b"XPF" => 0,
            b"BHD" | b"IQD" | b"JOD" | b"KWD" | b"LYD" | b"OMR" | b"TND" => 3,
            _ => 2,
        }
    }

    /// The sign where everybody knows it, else the code.
    fn sign(&self) -> &str {
        match &self.0 {
            b"EUR" => "€",
            b"GBP" => "£",
            b"USD" => "$",
            b"JPY" => "¥",
            _ => self.as_str(),
        }
    }
}

impl FromStr for Currency {
    type Err = MoneyFault;

    fn from_str(code: &str) -> Result<Self, MoneyFault> {
        let code: [u8; 3] = code.trim().to_ascii_uppercase().into_bytes().try_into().map_err(|_| MoneyFault::Currency)?;
        if code.iter().all(u8::is_ascii_uppercase) { Ok(Self(code)) } else { Err(MoneyFault::Currency) }
    }
}

impl TryFrom<String> for Currency {
    type Error = MoneyFault;

    fn try_from(code: String) -> Result<Self, MoneyFault> {
        code.parse()
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> String {
        currency.as_str().to_owned()
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A sum of money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    /// The sum in the currency's smallest unit, such as cents.
    pub minor: i64,
    /// The currency it is in.
    pub currency: Currency,
}

/// Why there is no sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MoneyFault {
    /// Nothing was typed.
    #[error("no sum given")]
    Empty,
    /// What was typed is no number.
    #[error("not a sum of money")]
    NotASum,
    /// It has more decimals than the currency.
    #[error("more decimals than the currency has")]
    TooFine,
    /// It is beyond all that can be counted.
    #[error("too large a sum")]
    TooLarge,
    /// Sums of different currencies cannot be added.
    #[error("{0} and {1} cannot be added")]
    Mixed(Currency, Currency),
    /// Not the code of a currency.
    #[error("a currency has three letters")]
    Currency,
}

impl MoneyFault {
    /// Key of what to tell the person who typed it.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            MoneyFault::Empty => "fault-empty",
            MoneyFault::NotASum => "fault-no-sum",
            MoneyFault::TooFine => "fault-sum-too-fine",
            MoneyFault::TooLarge => "fault-sum-too-large",
            MoneyFault::Mixed(..) => "fault-currencies-mixed",
            MoneyFault::Currency => "fault-no-currency",
        }
    }

    /// What to tell the person who typed it.
    #[must_use]
    pub fn said(self, language: Language) -> String {
        language.t(self.key())
    }
}

impl Money {
    /// A sum of `minor` units, such as cents.
    #[must_use]
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Both sums together.
    ///
    /// # Errors
    /// [`MoneyFault::Mixed`] for different currencies, [`MoneyFault::TooLarge`] beyond what can be counted.
    pub fn plus(self, other: Money) -> Result<Money, MoneyFault> {
        if self.currency != other.currency {
            return Err(MoneyFault::Mixed(self.currency, other.currency));
        }
        let minor = self.minor.checked_add(other.minor).ok_or(MoneyFault::TooLarge)?;
        Ok(Money { minor, ..self })
    }

    /// How it reads: "€7,800" or "7.800 €"; decimals only where there are any.
    #[must_use]
    pub fn format(self, language: Language) -> String {
        self.after(if self.minor < 0 { format::MINUS } else { "" }, language)
    }

    /// How it reads as a difference: "+€7,800", "−7.800 €", "±€0".
    #[must_use]
    pub fn signed(self, language: Language) -> String {
        self.after(format::sign_of(self.minor), language)
    }

    fn after(self, minus: &str, language: Language) -> String {
        let (whole, decimals) = self.parts(language);
        let number = format::grouped(language, whole) + &decimals;
        let sign = self.currency.sign();
        match language {
            // A code is set apart from the number, a sign is not.
            Language::En if sign == self.currency.as_str() => format!("{minus}{sign}{}{number}", format::NO_BREAK_SPACE),
            Language::En => format!("{minus}{sign}{number}"),
            Language::De => format!("{minus}{number}{}{sign}", format::NO_BREAK_SPACE),
        }
    }

    /// How it stands in an input field: no sign, no grouping, decimals only where there are any.
    #[must_use]
    pub fn input_value(self, language: Language) -> String {
        let (whole, decimals) = self.parts(language);
        let minus = if self.minor < 0 { "-" } else { "" };
        format!("{minus}{whole}{decimals}")
    }

    /// Without its sign: the whole units, and the decimals with their mark if there are any.
    fn parts(self, language: Language) -> (u64, String) {
        let decimals = self.currency.decimals();
        let unit = 10_u64.pow(decimals);
        let size = self.minor.unsigned_abs();
        match size % unit {
            0 => (size / unit, String::new()),
            rest => (size / unit, format!("{}{rest:0width$}", language.decimal_mark(), width = decimals as usize)),
        }
    }

    /// Reads what people type in either language: `7800`, `7.800,50`, `7,800.50`, `€ 7 800`.
    ///
    /// A lone mark before exactly three digits groups thousands (`7.800` is seven thousand eight hundred whoever
    /// types it), unless the currency has three decimals and it is the language's decimal mark.
    ///
    /// # Errors
    /// [`MoneyFault`] says what is wrong with it.
    pub fn parse(typed: &str, currency: Currency, language: Language) -> Result<Money, MoneyFault> {
        let mut text = typed.trim().trim_start_matches(currency.as_str()).trim_end_matches(currency.as_str());
        text = text.trim().trim_start_matches(currency.sign()).trim_end_matches(currency.sign()).trim();
        if typed.trim().is_empty() {
            return Err(MoneyFault::Empty);
        }
        let (negative, digits) = match text.strip_prefix(['-', '−']) {
            Some(rest) => (true, rest.trim_start().trim_start_matches(currency.sign()).trim_start()),
            None => (false, text),
        };
        let (whole, fraction) = split(digits, currency, language);
        let whole = ungroup(whole).ok_or(MoneyFault::NotASum)?;
        if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(MoneyFault::NotASum);
        }
        let decimals = currency.decimals() as usize;
        let significant = fraction.trim_end_matches('0');
        if significant.len() > decimals {
            return Err(MoneyFault::TooFine);
        }
        let minor: i64 = format!("{whole}{significant:0<decimals$}").parse().map_err(|_| MoneyFault::TooLarge)?;
        Ok(Money { minor: if negative { -minor } else { minor }, currency })
    }
}

/// Takes the digits after the decimal mark off, if there is one.
fn split(digits: &str, currency: Currency, language: Language) -> (&str, &str) {
    let Some(at) = digits.rfind(['.', ',']) else { return (digits, "") };
    let (whole, fraction) = (&digits[..at], &digits[at + 1..]);
    let mark = char::from(digits.as_bytes()[at]);
    let mark_is_alone = !whole.contains(['.', ',']);
    let groups_thousands = if whole.contains(mark) {
        true
    } else if mark_is_alone && fraction.len() == 3 {
        !(currency.decimals() == 3 && mark == language.decimal_mark())
    } else {
        false
    };
    if groups_thousands { (digits, "") } else { (whole, fraction) }
}

/// The digits without the marks that group them, if those stand where they should and are all alike.
fn ungroup(whole: &str) -> Option<String> {
    let is_mark = |c: char| matches!(c, '.' | ',' | '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}');
    let mut groups = whole.split(is_mark);
    let mut marks = whole.chars().filter(|c| is_mark(*c));
    let first_mark = marks.next();
    let first = groups.next()?;
    let sound = match first_mark {
        None => !first.is_empty(),
        Some(mark) => (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3) && marks.all(|c| c == mark),
    };
    let digits: String = whole.chars().filter(|c| !is_mark(*c)).collect();
    (sound && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(digits)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn euro(minor: i64) -> Money {
        Money::new(minor, Currency::EUR)
    }

    fn currency(code: &str) -> Currency {
        code.parse().unwrap()
    }

    #[test]
    fn it_reads_as_people_write_it() {
        for (minor, en, de) in [
            (780_000, "€7,800", "7.800\u{a0}€"),
            (780_050, "€7,800.50", "7.800,50\u{a0}€"),
            (5, "€0.05", "0,05\u{a0}€"),
            (0, "€0", "0\u{a0}€"),
            (-1_820_000, "−€18,200", "−18.200\u{a0}€"),
            (12_345_678_900, "€123,456,789", "123.456.789\u{a0}€"),
        ] {
            assert_eq!(euro(minor).format(Language::En), en);
            assert_eq!(euro(minor).format(Language::De), de);
        }
        assert_eq!(euro(780_000).signed(Language::En), "+€7,800");
        assert_eq!(euro(-780_000).signed(Language::De), "−7.800\u{a0}€");
        assert_eq!(euro(0).signed(Language::En), "±€0");
        assert_eq!(Money::new(7800, currency("JPY")).format(Language::En), "¥7,800");
        assert_eq!(Money::new(780_000, currency("chf")).format(Language::En), "CHF\u{a0}7,800");
        assert_eq!(Money::new(7_800_005, currency("KWD")).format(Language::De), "7.800,005\u{a0}KWD");
        assert_eq!(euro(i64::MIN).format(Language::En), "−€92,233,720,368,547,758.08");
    }

    #[test]
    fn it_understands_what_people_type() {
        for (typed, minor) in [
            ("7800", 780_000),
            ("7.800", 780_000),
            ("7,800", 780_000),
            ("7.800,50", 780_050),
            ("7,800.50", 780_050),
            ("7.5", 750),
            ("7,50", 750),
            ("1.234.567", 123_456_700),
            ("€7,800", 780_000),
            (" 7.800 € ", 780_000),
            ("7 800 EUR", 780_000),
            ("7\u{a0}800,00", 780_000),
            ("7’800.50", 780_050),
            ("12.500000", 1250),
            ("-€5", -500),
            ("−5", -500),
            ("0", 0),
        ] {
            for language in Language::ALL {
                assert_eq!(Money::parse(typed, Currency::EUR, language), Ok(euro(minor)), "{typed}");
            }
        }
        assert_eq!(Money::parse("1.500", currency("KWD"), Language::En).unwrap().minor, 1_500);
        assert_eq!(Money::parse("1.500", currency("KWD"), Language::De).unwrap().minor, 1_500_000);
    }

    #[test]
    fn it_says_what_is_wrong() {
        for (typed, fault) in [
            ("", MoneyFault::Empty),
            ("  ", MoneyFault::Empty),
            ("€", MoneyFault::NotASum),
            ("seven", MoneyFault::NotASum),
            ("1,2,3", MoneyFault::NotASum),
            ("7..8", MoneyFault::NotASum),
            ("7.80.00", MoneyFault::NotASum),
            ("1.234,567,890", MoneyFault::NotASum),
            ("--5", MoneyFault::NotASum),
            ("1e5", MoneyFault::NotASum),
            ("٧٨", MoneyFault::NotASum),
            (".5.", MoneyFault::NotASum),
            ("1.2345", MoneyFault::TooFine),
            ("99999999999999999999", MoneyFault::TooLarge),
        ] {
            assert_eq!(Money::parse(typed, Currency::EUR, Language::En), Err(fault), "{typed}");
        }
        assert_eq!(Money::parse("1.5", currency("JPY"), Language::En), Err(MoneyFault::TooFine));
        for code in ["", "EU", "EURO", "E1R", "€"] {
            assert_eq!(code.parse::<Currency>(), Err(MoneyFault::Currency), "{code}");
        }
        for language in Language::ALL {
            for fault in [MoneyFault::NotASum, MoneyFault::TooFine, MoneyFault::TooLarge, MoneyFault::Currency] {
                assert!(!fault.said(language).is_empty());
            }
            assert!(!MoneyFault::Mixed(Currency::EUR, currency("CHF")).said(language).is_empty());
        }
    }

    #[test]
    fn sums_of_one_currency_add_up() {
        assert_eq!(euro(100).plus(euro(250)), Ok(euro(350)));
        let francs = Money::new(100, currency("CHF"));
        assert_eq!(euro(100).plus(francs), Err(MoneyFault::Mixed(Currency::EUR, currency("CHF"))));
        assert_eq!(euro(i64::MAX).plus(euro(1)), Err(MoneyFault::TooLarge));
    }

    proptest! {
        #[test]
        fn what_is_shown_can_be_typed(minor in -1_000_000_000_000_i64..1_000_000_000_000, code in "EUR|CHF|JPY|KWD|USD") {
            let money = Money::new(minor, currency(&code));
            for language in Language::ALL {
                prop_assert_eq!(Money::parse(&money.format(language), money.currency, language), Ok(money));
                prop_assert_eq!(Money::parse(&money.input_value(language), money.currency, language), Ok(money));
            }
        }

        #[test]
        fn nothing_typed_breaks_it(typed in "\\PC{0,20}|[0-9., €-]{0,12}") {
            let _ = Money::parse(&typed, Currency::EUR, Language::De);
        }
    }
}
