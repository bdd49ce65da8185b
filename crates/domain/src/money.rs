//! Money: an integer of minor units and its currency, with arithmetic that says when it cannot.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// An ISO 4217 currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Currency(iso_currency::Currency);

/// The text is not a currency code of ISO 4217.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a currency code of ISO 4217, such as `IDR` or `GBP`")]
pub struct UnknownCurrency(String);

impl Currency {
    /// The three letters, upper case.
    pub fn code(self) -> &'static str {
        self.0.code()
    }

    /// How many decimal digits the minor unit stands for: 2 for `GBP` and `IDR`, 0 for `JPY`.
    pub fn exponent(self) -> u32 {
        self.0.exponent().map_or(0, u32::from)
    }

    /// Minor units in one major unit: 100 for `GBP`.
    pub fn minor_per_major(self) -> i64 {
        10_i64.saturating_pow(self.exponent())
    }
}

impl FromStr for Currency {
    type Err = UnknownCurrency;

    fn from_str(code: &str) -> Result<Self, UnknownCurrency> {
        iso_currency::Currency::from_code(code)
            .map(Self)
            .ok_or_else(|| UnknownCurrency(code.to_owned()))
    }
}

impl TryFrom<String> for Currency {
    type Error = UnknownCurrency;

    fn try_from(code: String) -> Result<Self, UnknownCurrency> {
        code.parse()
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> Self {
        currency.code().to_owned()
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// An amount in minor units. Negative amounts exist (a balance may be owed); prices are checked where they enter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    /// Minor units: pence, sen. `Money {minor: 5_350_000, currency: IDR}` is Rp53.500.
    pub minor: i64,
    /// The currency of the minor units.
    pub currency: Currency,
}

/// Why two amounts could not be combined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// The amounts have different currencies.
    #[error("cannot combine {0} with {1}")]
    CurrencyMismatch(Currency, Currency),
    /// The result does not fit 64 bits.
    #[error("the amount is too large")]
    Overflow,
    /// Shares of nothing: every weight is zero, or there is none.
    #[error("cannot split an amount over no shares")]
    NoShares,
    /// More is shared out than is needed.
    #[error("cannot share out more than is needed")]
    NotNeeded,
}

impl Money {
    /// An amount of `minor` units.
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Nothing, in a currency.
    pub const fn zero(currency: Currency) -> Self {
        Self { minor: 0, currency }
    }

    /// Is this nothing?
    pub const fn is_zero(self) -> bool {
        self.minor == 0
    }

    /// Is this more than nothing?
    pub const fn is_positive(self) -> bool {
        self.minor > 0
    }

    /// The sum of two amounts of one currency.
    #[expect(
        clippy::should_implement_trait,
        reason = "the operator could not say that it failed"
    )]
    pub fn add(self, other: Self) -> Result<Self, MoneyError> {
        self.with(other, i64::checked_add)
    }

    /// The difference of two amounts of one currency.
    pub fn subtract(self, other: Self) -> Result<Self, MoneyError> {
        self.with(other, i64::checked_sub)
    }

    /// The amount `quantity` times.
    pub fn times(self, quantity: u32) -> Result<Self, MoneyError> {
        let minor = self
            .minor
            .checked_mul(i64::from(quantity))
            .ok_or(MoneyError::Overflow)?;
        Ok(Self { minor, ..self })
    }

    /// The sum of many amounts; nothing of `currency` when there are none.
    pub fn sum(currency: Currency, amounts: impl IntoIterator<Item = Self>) -> Result<Self, MoneyError> {
        amounts.into_iter().try_fold(Self::zero(currency), Self::add)
    }

    /// A share in basis points (1 = 0.01 %), rounded half up to a multiple of `unit_minor`
    /// (the smallest amount the market writes; 1 when it writes minor units).
    pub fn basis_points(self, basis_points: u32, unit_minor: u32) -> Result<Self, MoneyError> {
        let unit = i128::from(unit_minor.max(1));
        let scaled = i128::from(self.minor) * i128::from(basis_points);
        let divisor = 10_000 * unit;
        let units = (scaled + divisor / 2).div_euclid(divisor);
        let minor = i64::try_from(units * unit).map_err(|_| MoneyError::Overflow)?;
        Ok(Self { minor, ..self })
    }

    /// The tax inside an amount that includes it, at a rate in basis points of the amount without it; rounded half up to a multiple of
    /// `unit_minor`, and never more than the amount.
    pub fn inside(self, basis_points: u32, unit_minor: u32) -> Result<Self, MoneyError> {
        let unit = i128::from(unit_minor.max(1));
        let divisor = (i128::from(basis_points) + 10_000) * unit;
        let scaled = i128::from(self.minor) * i128::from(basis_points);
        let units = (scaled + divisor / 2).div_euclid(divisor);
        let minor = i64::try_from(units * unit).map_err(|_| MoneyError::Overflow)?;
        Ok(Self {
            minor: minor.min(self.minor),
            ..self
        })
    }

    /// Splits the amount by weights so that the parts sum to it exactly: the largest remainders get the spare units,
    /// the earlier share first among equals (Hamilton's method).
    pub fn allot<W: Copy + Into<i128>>(self, weights: &[W]) -> Result<Vec<Self>, MoneyError> {
        self.split(weights.iter().map(|weight| -> i128 { (*weight).into() }))
    }

    /// Shares the amount out over what is needed in several places, in proportion to the needs and by largest remainder: the parts sum to the
    /// amount exactly, and no place gets more than it needs.
    ///
    /// # Errors
    /// When the amount is more than all needs together, or something is below nothing.
    pub fn share_over(self, needs: &[Self]) -> Result<Vec<Self>, MoneyError> {
        let total = Self::sum(self.currency, needs.iter().copied())?;
        if self.minor < 0 || self.minor > total.minor || needs.iter().any(|need| need.minor < 0) {
            return Err(MoneyError::NotNeeded);
        }
        if total.is_zero() {
            return Ok(needs.to_vec());
        }
        self.split(needs.iter().map(|need| i128::from(need.minor)))
    }

    fn split(self, weights: impl Iterator<Item = i128> + Clone) -> Result<Vec<Self>, MoneyError> {
        let total: i128 = weights.clone().sum();
        if total == 0 {
            return Err(MoneyError::NoShares);
        }
        let amount = i128::from(self.minor);
        let mut parts: Vec<(usize, i128, i128)> = weights
            .enumerate()
            .map(|(place, weight)| {
                let product = amount * weight;
                (place, product.div_euclid(total), product.rem_euclid(total))
            })
            .collect();
        let given: i128 = parts.iter().map(|(_, part, _)| part).sum();
        let spare = usize::try_from(amount - given).map_err(|_| MoneyError::Overflow)?;
        parts.sort_by(|a, b| b.2.cmp(&a.2).then(a.0.cmp(&b.0)));
        for (_, part, _) in parts.iter_mut().take(spare) {
            *part += 1;
        }
        parts.sort_by_key(|(place, ..)| *place);
        parts
            .into_iter()
            .map(|(_, part, _)| {
                let minor = i64::try_from(part).map_err(|_| MoneyError::Overflow)?;
                Ok(Self { minor, ..self })
            })
            .collect()
    }

    fn with(self, other: Self, combine: impl Fn(i64, i64) -> Option<i64>) -> Result<Self, MoneyError> {
        if self.currency != other.currency {
            return Err(MoneyError::CurrencyMismatch(self.currency, other.currency));
        }
        let minor = combine(self.minor, other.minor).ok_or(MoneyError::Overflow)?;
        Ok(Self { minor, ..self })
    }
}

/// For logs and errors: `IDR 53500.00`. Pages format money as their market writes it.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let per_major = self.currency.minor_per_major().unsigned_abs();
        let (whole, rest) = (
            self.minor.unsigned_abs() / per_major,
            self.minor.unsigned_abs() % per_major,
        );
        let sign = if self.minor < 0 { "-" } else { "" };
        write!(f, "{} {sign}{whole}", self.currency)?;
        match usize::try_from(self.currency.exponent()) {
            Ok(digits) if digits > 0 => write!(f, ".{rest:0digits$}"),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn idr(minor: i64) -> Money {
        Money::new(minor, "IDR".parse().unwrap())
    }

    #[test]
    fn is_written_for_logs_with_its_currency() {
        assert_eq!(idr(5_350_000).to_string(), "IDR 53500.00");
        assert_eq!(idr(-5).to_string(), "IDR -0.05");
        assert_eq!(Money::new(7, "JPY".parse().unwrap()).to_string(), "JPY 7");
    }

    #[test]
    fn currencies_do_not_mix() {
        let pound = Money::new(1, "GBP".parse().unwrap());
        assert!(matches!(idr(1).add(pound), Err(MoneyError::CurrencyMismatch(..))));
    }

    #[test]
    fn a_share_is_rounded_half_up_to_the_unit_the_market_writes() {
        assert_eq!(idr(5_350_000).basis_points(650, 100).unwrap(), idr(347_800));
        assert_eq!(idr(50).basis_points(100, 1).unwrap(), idr(1));
        assert_eq!(idr(49).basis_points(100, 1).unwrap(), idr(0));
        assert_eq!(idr(12_000).inside(2_000, 1).unwrap(), idr(2_000));
        assert_eq!(idr(11_100).inside(1_100, 100).unwrap(), idr(1_100));
        assert_eq!(idr(60).inside(10_000, 100).unwrap(), idr(0));
        assert_eq!(idr(160).inside(10_000, 100).unwrap(), idr(100));
    }

    proptest! {
        #[test]
        fn a_split_never_loses_or_makes_a_unit(minor in -1_000_000_000_i64..1_000_000_000, weights in prop::collection::vec(0_u32..10_000, 1..12)) {
            prop_assume!(weights.iter().any(|weight| *weight > 0));
            let parts = idr(minor).allot(&weights).unwrap();
            prop_assert_eq!(Money::sum(idr(0).currency, parts.iter().copied()).unwrap(), idr(minor));
        }

        #[test]
        fn what_is_shared_out_is_all_of_it_and_never_more_than_is_needed(
            needs in prop::collection::vec(prop_oneof![Just(0), 0_i64..4, 0_i64..1_000_000_000_000], 0..12),
            share in 0_u32..=10_000,
        ) {
            let total: i64 = needs.iter().sum();
            let amount = idr(total).basis_points(share, 1).unwrap();
            let needs: Vec<Money> = needs.into_iter().map(idr).collect();
            let parts = amount.share_over(&needs).unwrap();
            prop_assert_eq!(Money::sum(amount.currency, parts.iter().copied()).unwrap(), amount);
            prop_assert!(parts.iter().zip(&needs).all(|(part, need)| (0..=need.minor).contains(&part.minor)));
            prop_assert_eq!(idr(total + 1).share_over(&needs), Err(MoneyError::NotNeeded));
        }

        #[test]
        fn a_part_is_within_one_unit_of_its_share(minor in 0_i64..1_000_000_000, weights in prop::collection::vec(0_u32..10_000, 1..12)) {
            let total: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
            prop_assume!(total > 0);
            for (part, weight) in idr(minor).allot(&weights).unwrap().iter().zip(&weights) {
                let exact = i128::from(minor) * i128::from(*weight);
                prop_assert!((i128::from(part.minor) * total - exact).abs() < total);
            }
        }
    }
}
