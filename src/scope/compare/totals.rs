//! The sums of two versions side by side. Pure.

use super::Pair;
use crate::{
    base::money::{Currency, Money, MoneyFault},
    scope::line::{Kind, Line, Sums},
};

/// What two versions sum up to, and how far they are apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Totals {
    /// Business days and what the sums leave out.
    pub sums: Pair<Sums>,
    pub price: Pair<Money>,
    /// By how much the later price is above the earlier one.
    pub dearer: Money,
}

impl Totals {
    /// Of two versions, each with the currency of its prices.
    ///
    /// # Errors
    /// [`MoneyFault::Mixed`] for different currencies, [`MoneyFault::TooLarge`] beyond what can be counted.
    pub fn of(before: (&[Line], Currency), after: (&[Line], Currency)) -> Result<Totals, MoneyFault> {
        let price = Pair { before: price(before)?, after: price(after)? };
        let dearer = price.after.plus(Money { minor: -price.before.minor, ..price.before })?;
        Ok(Totals { sums: Pair { before: Sums::of(before.0), after: Sums::of(after.0) }, price, dearer })
    }

    /// How many business days the later version has more than the earlier one.
    #[must_use]
    pub const fn longer(&self) -> i64 {
        self.sums.after.days - self.sums.before.days
    }
}

fn price((lines, currency): (&[Line], Currency)) -> Result<Money, MoneyFault> {
    let prices = lines.iter().filter(|line| line.kind == Kind::Service).filter_map(|line| line.content.price_minor);
    prices.map(|minor| Money::new(minor, currency)).try_fold(Money::new(0, currency), Money::plus)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scope::line::tests::line;

    fn service(days: i32, price_minor: i64) -> Line {
        let mut line = line("S1");
        (line.content.days, line.content.price_minor) = (Some(days), Some(price_minor));
        line
    }

    #[test]
    fn sums_stand_side_by_side() {
        let (before, after) = ([service(14, 1_820_000)], [service(19, 2_600_000), line("X1")]);
        let totals = Totals::of((&before, Currency::EUR), (&after, Currency::EUR)).unwrap();
        assert_eq!(totals.longer(), 5);
        assert_eq!(totals.dearer, Money::new(780_000, Currency::EUR));
        assert_eq!(totals.price, Pair { before: Money::new(1_820_000, Currency::EUR), after: Money::new(2_600_000, Currency::EUR) });
    }

    #[test]
    fn currencies_do_not_mix_and_nothing_is_counted_wrong() {
        let francs = "CHF".parse().unwrap();
        let lines = [service(1, 100)];
        assert_eq!(Totals::of((&lines, Currency::EUR), (&lines, francs)), Err(MoneyFault::Mixed(francs, Currency::EUR)));
        let much = [service(1, i64::MAX), service(1, 1)];
        assert_eq!(Totals::of((&lines, francs), (&much, francs)), Err(MoneyFault::TooLarge));
    }
}
