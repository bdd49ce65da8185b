//! The operator's commission: which rule sets its rate, how it is rounded and bounded, and the tax on it. How the rules rank, and why, stands
//! in `docs/decisions/0036-commission-is-a-rule-with-a-name.md`.

use std::fmt;
use std::str::FromStr;

use crate::charter::{CommissionTax, Fees};
use crate::market::{Market, Slug};
use crate::money::{Money, MoneyError};

/// The rule that sets the rate of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CommissionRule {
    /// What the charter says where nothing else is said.
    Base,
    /// What the charter says of a category: of the line's own, or of the nearest above it.
    Category(Slug),
}

/// The text names no rule of commission.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no rule of commission, such as `base` or `category:` and a category")]
pub struct InvalidCommissionRule(String);

impl fmt::Display for CommissionRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Base => f.write_str("base"),
            Self::Category(slug) => write!(f, "category:{slug}"),
        }
    }
}

impl FromStr for CommissionRule {
    type Err = InvalidCommissionRule;

    fn from_str(text: &str) -> Result<Self, InvalidCommissionRule> {
        let invalid = || InvalidCommissionRule(text.to_owned());
        match text.split_once(':') {
            None if text == "base" => Ok(Self::Base),
            Some(("category", slug)) => slug.parse().map(Self::Category).map_err(|_| invalid()),
            _ => Err(invalid()),
        }
    }
}

/// A rate with the rule that sets it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommissionRate {
    /// The rule.
    pub rule: CommissionRule,
    /// The rate, in basis points (1 = 0.01 %).
    pub basis_points: u32,
}

/// What the operator takes of one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commission {
    /// By which rule.
    pub rate: CommissionRate,
    /// The operator's part.
    pub amount: Money,
    /// The tax on it, which the operator collects and owes to the state.
    pub tax: Money,
}

impl Commission {
    /// All that is taken: commission and tax.
    ///
    /// # Errors
    /// When the sum does not fit.
    pub fn total(&self) -> Result<Money, MoneyError> {
        self.amount.add(self.tax)
    }
}

impl Market {
    /// The commission's rate for a category, with its rule: the category's own, else the nearest category's above, else the charter's base.
    pub fn commission_rate(&self, category: Option<&str>) -> CommissionRate {
        let path = category
            .map(|slug| self.categories.path(slug))
            .unwrap_or_default();
        let fees = &self.charter.fees;
        let of_category = path.iter().rev().find_map(|category| {
            let basis_points = *fees.commission_by_category.get(&category.slug)?;
            Some(CommissionRate {
                rule: CommissionRule::Category(category.slug.clone()),
                basis_points,
            })
        });
        of_category.unwrap_or(CommissionRate {
            rule: CommissionRule::Base,
            basis_points: fees.commission_basis_points,
        })
    }

    /// The commission on each line of one order, from the line's amount and category, with the tax on it. Each line is rounded half up to what
    /// the market writes and kept between the charter's least and most; what all lines together have above the most for an order is taken
    /// off them by largest remainder. Commission and tax of a line never exceed its amount.
    ///
    /// # Errors
    /// When an amount does not fit.
    pub fn commissions(&self, lines: &[(Money, Option<&str>)]) -> Result<Vec<Commission>, MoneyError> {
        let mut found = Vec::with_capacity(lines.len());
        for (amount, category) in lines {
            let rate = self.commission_rate(*category);
            let commission = self.of_line(*amount, rate.basis_points)?;
            found.push((rate, commission));
        }
        self.cap_order(&mut found)?;
        let taxed = lines.iter().zip(found);
        taxed
            .map(|((line, _), (rate, commission))| self.taxed(*line, rate, commission))
            .collect()
    }

    /// The commission on a line alone in its order.
    ///
    /// # Errors
    /// When an amount does not fit.
    pub fn commission(&self, amount: Money, category: Option<&str>) -> Result<Commission, MoneyError> {
        let mut alone = self.commissions(&[(amount, category)])?;
        alone.pop().ok_or(MoneyError::NoShares)
    }

    /// A line's share: at a rate of nothing the least does not count, and the most wins over the least.
    fn of_line(&self, amount: Money, basis_points: u32) -> Result<Money, MoneyError> {
        let fees = &self.charter.fees;
        let share = amount.basis_points(basis_points, self.money_format.unit_minor)?;
        if basis_points == 0 {
            return Ok(share);
        }
        let least = share.minor.max(fees.commission_minimum_minor.unwrap_or(0));
        let most = fees.commission_cap_minor.unwrap_or(i64::MAX).min(amount.minor);
        Ok(Money::new(least.min(most), amount.currency))
    }

    fn cap_order(&self, lines: &mut [(CommissionRate, Money)]) -> Result<(), MoneyError> {
        let Some(cap) = self.charter.fees.commission_order_cap_minor else {
            return Ok(());
        };
        let sum = Money::sum(self.currency, lines.iter().map(|(_, commission)| *commission))?;
        if sum.minor <= cap {
            return Ok(());
        }
        let unit = self.money_format.unit_minor.max(1);
        let weights: Vec<i64> = lines.iter().map(|(_, commission)| commission.minor).collect();
        let parts = self.money(cap / i64::from(unit)).allot(&weights)?;
        for ((_, commission), part) in lines.iter_mut().zip(parts) {
            commission.minor = commission.minor.min(part.times(unit)?.minor);
        }
        Ok(())
    }

    fn taxed(&self, line: Money, rate: CommissionRate, commission: Money) -> Result<Commission, MoneyError> {
        let unit = self.money_format.unit_minor;
        let (amount, tax) = self.charter.fees.tax(commission, line, unit)?;
        Ok(Commission { rate, amount, tax })
    }
}

impl Fees {
    /// A commission without tax, and the tax on it: inside it where the charter's rates include tax, otherwise on top, as far as the line's
    /// amount reaches.
    fn tax(&self, commission: Money, line: Money, unit_minor: u32) -> Result<(Money, Money), MoneyError> {
        let rate = match self.commission_tax {
            CommissionTax::None => return Ok((commission, Money::zero(commission.currency))),
            CommissionTax::Inside(rate) => {
                let tax = commission.inside(rate, unit_minor)?;
                return Ok((commission.subtract(tax)?, tax));
            }
            CommissionTax::OnTop(rate) => rate,
        };
        let tax = commission.basis_points(rate, unit_minor)?;
        if commission.add(tax)?.minor <= line.minor {
            return Ok((commission, tax));
        }
        let all = line.subtract(line.inside(rate, unit_minor)?)?;
        let commission = Money::new(all.minor.min(commission.minor), line.currency);
        Ok((commission, line.subtract(commission)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::market::fixture;
    use proptest::prelude::*;

    fn market(change: impl FnOnce(&mut Fees)) -> Market {
        let mut market = fixture();
        change(&mut market.charter.fees);
        market
    }

    #[test]
    fn the_nearest_category_names_the_rule() {
        let market = fixture();
        let rule = |category| {
            let rate = market.commission_rate(category);
            (rate.rule.to_string(), rate.basis_points)
        };
        assert_eq!(rule(Some("shirts")), ("category:clothes".to_owned(), 700));
        assert_eq!(rule(Some("books")), ("base".to_owned(), 500));
        assert_eq!(rule(None), ("base".to_owned(), 500));
    }

    #[test]
    fn rules_are_written_and_read() {
        for rule in [
            CommissionRule::Base,
            CommissionRule::Category("shirts".parse().unwrap()),
        ] {
            assert_eq!(rule.to_string().parse::<CommissionRule>().unwrap(), rule);
        }
        for text in ["", "base:", "category", "category:", "category:A b", "other:x"] {
            assert!(text.parse::<CommissionRule>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_line_is_rounded_and_kept_between_the_least_and_the_most() {
        let market = market(|fees| fees.commission_minimum_minor = Some(60));
        let of = |minor| {
            let commission = market.commission(market.money(minor), Some("shirts")).unwrap();
            commission.amount.minor
        };
        assert_eq!((of(1_250), of(10_000_000)), (88, 40_000));
        assert_eq!(of(100), 60, "the least");
        assert_eq!(of(50), 50, "but never more than the line");
        let free = self::market(|fees| {
            fees.commission_minimum_minor = Some(60);
            fees.commission_basis_points = 0;
        });
        let books = free.commission(free.money(100), Some("books")).unwrap();
        assert!(books.amount.is_zero(), "a rate of nothing takes nothing");
    }

    #[test]
    fn tax_is_on_top_or_inside() {
        let on_top = market(|fees| fees.commission_tax = CommissionTax::OnTop(1_100));
        let of = |market: &Market, minor| {
            let found = market.commission(market.money(minor), None).unwrap();
            (found.amount.minor, found.tax.minor)
        };
        assert_eq!(of(&on_top, 20_000), (1_000, 110));
        let inside = market(|fees| fees.commission_tax = CommissionTax::Inside(2_000));
        assert_eq!(of(&inside, 24_000), (1_000, 200));
        let all = market(|fees| {
            fees.commission_basis_points = 10_000;
            fees.commission_tax = CommissionTax::OnTop(1_100);
        });
        assert_eq!(of(&all, 1_110), (1_000, 110), "not more than the line");
    }

    #[test]
    fn what_an_order_has_above_its_most_is_taken_off_its_lines() {
        let market = market(|fees| fees.commission_order_cap_minor = Some(100));
        let lines = [
            (market.money(2_000), Some("books")),
            (market.money(1_001), Some("books")),
        ];
        let found = market.commissions(&lines).unwrap();
        let parts: Vec<i64> = found.iter().map(|line| line.amount.minor).collect();
        assert_eq!(parts, [67, 33]);
    }

    fn any_tax() -> impl Strategy<Value = CommissionTax> {
        prop_oneof![
            Just(CommissionTax::None),
            (0_u32..=10_000).prop_map(CommissionTax::OnTop),
            (0_u32..=10_000).prop_map(CommissionTax::Inside),
        ]
    }

    proptest! {
        #[test]
        fn no_line_and_no_order_gives_more_than_it_may(
            lines in prop::collection::vec(1_i64..1_000_000_000, 1..8),
            rate in 0_u32..=10_000,
            tax in any_tax(),
            bounds in (prop::option::of(0_i64..100_000), prop::option::of(0_i64..100_000), prop::option::of(0_i64..200_000)),
            unit in prop::sample::select(vec![1_u32, 100]),
        ) {
            let mut market = market(|fees| {
                (fees.commission_basis_points, fees.commission_tax) = (rate, tax);
                (fees.commission_minimum_minor, fees.commission_cap_minor, fees.commission_order_cap_minor) = bounds;
            });
            market.money_format.unit_minor = unit;
            let asked: Vec<_> = lines.iter().map(|minor| (market.money(*minor), Some("books"))).collect();
            let found = market.commissions(&asked).unwrap();
            prop_assert_eq!(found.len(), lines.len());
            let mut sum = 0;
            for (minor, line) in lines.iter().zip(&found) {
                prop_assert!(line.amount.minor >= 0 && line.tax.minor >= 0);
                prop_assert!(line.total().unwrap().minor <= *minor);
                if let Some(cap) = bounds.1 {
                    prop_assert!(line.amount.minor <= cap);
                }
                sum += line.amount.minor;
            }
            if let Some(cap) = bounds.2 {
                prop_assert!(sum <= cap);
            }
        }
    }
}
