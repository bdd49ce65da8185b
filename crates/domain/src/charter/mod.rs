//! A market's charter: the versioned rules under which its orders are made. This is its first form: fees, windows and
//! limits, each figure with the source that it comes from.

mod fees;
mod file;
mod payout;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;

pub(crate) use file::CharterFile;

use crate::market::{Slug, Texts};
use crate::payout::PayoutSchedule;

/// One version of the rules of a market.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Charter {
    /// Names the version inside its market: `2026-12`.
    pub version: Slug,
    /// The first day, in the market's time zone, on which it may be in force.
    pub effective_on: NaiveDate,
    /// What sellers pay to the operator.
    pub fees: Fees,
    /// How long things may take.
    pub windows: Windows,
    /// How much of something there may be.
    pub limits: Limits,
    /// What holds for goods and sellers from abroad.
    pub cross_border: CrossBorder,
    /// How long identity data of sellers is kept, and how long what was checked counts.
    pub identity: Identity,
    /// From which sales on sellers certify and show who they are; none where the market asks nobody.
    pub disclosure: Option<Disclosure>,
    /// How small new sellers begin; none where the market limits nobody.
    pub probation: Option<Probation>,
    /// When sellers are paid, and from how much on.
    pub payout: PayoutTerms,
    /// Must watching and buying be two addresses with separate sessions?
    pub separate_surfaces: bool,
    /// Where the figures come from, by key.
    pub sources: BTreeMap<Slug, Source>,
    /// Every figure with the key of its source, for the page that shows the rules.
    pub figures: Vec<Figure>,
}

/// Where figures come from.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// What it is, for people.
    pub title: Texts,
    /// Where it can be read; none for the operator's own choices.
    pub reference: Option<String>,
    /// When it was published or read.
    pub date: Option<String>,
}

/// One figure of the charter, as written in its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Its place in the file: `windows.days_to_ship`.
    pub key: String,
    /// Its value, in the unit that its key ends with.
    pub value: i64,
    /// The key of its source.
    pub source: Slug,
}

/// What sellers pay to the operator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fees {
    /// Commission on goods, in basis points (1 = 0.01 %), where a category says nothing else.
    pub commission_basis_points: u32,
    /// Commission of particular categories (and of those below them), in basis points.
    pub commission_by_category: BTreeMap<Slug, u32>,
    /// The least that commission on one line is, in minor units; where the rate is 0 there is none.
    pub commission_minimum_minor: Option<i64>,
    /// The most that commission on one line may be, in minor units; it wins over the least.
    pub commission_cap_minor: Option<i64>,
    /// The most that commission on one order may be, in minor units.
    pub commission_order_cap_minor: Option<i64>,
    /// The tax on commission.
    pub commission_tax: CommissionTax,
    /// A fixed fee per order, in minor units; 0 where there is none.
    pub order_fee_minor: i64,
}

/// The tax on commission, in basis points of the commission without it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CommissionTax {
    /// There is none.
    #[default]
    None,
    /// The rates of commission are without it: it comes on top.
    OnTop(u32),
    /// The rates of commission include it.
    Inside(u32),
}

/// How long things may take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Windows {
    /// Minutes for paying a placed order; unpaid, it is cancelled.
    pub payment_due_minutes: u32,
    /// Minutes for which stock is kept while a buyer pays.
    pub reservation_minutes: u32,
    /// Working days in which a paid order must be handed to a carrier.
    pub days_to_ship: u32,
    /// Days after the latest promised day on which a parcel without news counts as delivered.
    pub delivered_assumed_days: u32,
    /// Days after delivery on which the order is complete and the seller's money leaves escrow.
    pub escrow_release_days: u32,
}

/// What holds for goods and sellers from abroad. What is allowed is a matter of policies; these are the figures that facts need.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CrossBorder {
    /// Minor units of the market's currency that are one US dollar, at a rate with a source and a date; 0 where no policy asks.
    pub minor_per_usd: i64,
    /// Tax of the buyer's country that is in the price of goods from abroad, in basis points of the price without it; 0 where the
    /// operator does not collect it.
    pub import_tax_basis_points: u32,
    /// Categories whose goods may be imported directly whatever they cost.
    pub positive_list: Vec<Slug>,
}

impl CrossBorder {
    /// What an amount in the market's minor units is in US cents, rounded down: a floor is not reached by rounding.
    pub fn usd_cents(&self, minor: i64) -> i64 {
        let cents = i128::from(minor) * 100;
        let rate = i128::from(self.minor_per_usd);
        if rate == 0 {
            return 0;
        }
        i64::try_from(cents / rate).unwrap_or(i64::MAX)
    }

    /// The tax inside an amount that includes it, in minor units, rounded half up.
    pub fn import_tax_inside(&self, amount_minor: i64) -> i64 {
        let rate = i128::from(self.import_tax_basis_points);
        let all = rate + 10_000;
        let tax = (i128::from(amount_minor.max(0)) * rate * 2 + all) / (all * 2);
        i64::try_from(tax).unwrap_or(i64::MAX)
    }
}

/// How long identity data of sellers is kept, and how long what was checked counts. A charter that says nothing has the defaults.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Days after the end of a seller's last verification, or of its last shop, on which the key of its identity data is destroyed. By default
    /// five years: what Indonesia's PP 80/2019, article 25, asks of records that are not about payments.
    pub retention_days: u32,
    /// Days for which a verification counts at most, though the document counts longer. By default five years.
    pub verification_days: u32,
}

impl Default for Identity {
    fn default() -> Self {
        const FIVE_YEARS: u32 = 1_826;
        Self {
            retention_days: FIVE_YEARS,
            verification_days: FIVE_YEARS,
        }
    }
}

/// From which sales on sellers certify and show who they are, and when they are asked. What is refused to those who do not, the charter's
/// policies say; these figures are for asking in time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disclosure {
    /// Orders in twelve months.
    pub certify_sales: u32,
    /// With so much revenue in them a seller certifies, in minor units.
    pub certify_revenue_minor: i64,
    /// With so much a seller shows name and address.
    pub disclose_revenue_minor: i64,
    /// Days for which it counts that somebody certified.
    pub certified_days: u32,
    /// The part of both figures from which on a seller is asked.
    pub ask_at_basis_points: u32,
    /// Days before the end of what was certified on which a seller is asked again.
    pub ask_days: u32,
}

/// How small new sellers begin. A seller is on probation until both have passed: so many days since it was first verified, and so many
/// completed orders.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Probation {
    /// Days since the seller was first verified.
    pub days: u32,
    /// Completed orders.
    pub orders: u32,
    /// Orders that a seller on probation may take on a day of the market.
    pub orders_per_day_max: u32,
    /// Products that a seller on probation may offer to buyers.
    pub products_max: u32,
}

/// When sellers are paid, and from how much on. A charter that says nothing has the defaults.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PayoutTerms {
    /// On which days, in the market's time zone. By default every day.
    pub schedule: PayoutSchedule,
    /// The least that is paid out, in minor units; less waits for the next day of the schedule. By default anything.
    pub minimum_minor: i64,
}

impl Default for PayoutTerms {
    fn default() -> Self {
        Self {
            schedule: PayoutSchedule::Daily,
            minimum_minor: 1,
        }
    }
}

/// How much of something there may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Lines in a cart.
    pub cart_lines_max: u32,
    /// Pieces in a line.
    pub line_quantity_max: u32,
    /// Products of a shop.
    pub shop_products_max: u32,
    /// Variants of a product.
    pub product_variants_max: u32,
    /// Pictures of a product.
    pub product_pictures_max: u32,
    /// Shops of one person or entity.
    pub owner_shops_max: u32,
}

impl Charter {
    /// Does every category that the fees and the positive list name exist? The first that does not, otherwise.
    pub(crate) fn stranger(&self, known: impl Fn(&str) -> bool) -> Option<&Slug> {
        self.fees
            .commission_by_category
            .keys()
            .chain(&self.cross_border.positive_list)
            .find(|slug| !known(slug.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_floor_is_not_reached_by_rounding_and_tax_is_inside() {
        let rules = CrossBorder {
            minor_per_usd: 1_663_500,
            import_tax_basis_points: 2_000,
            positive_list: Vec::new(),
        };
        assert_eq!(
            (rules.usd_cents(166_350_000), rules.usd_cents(166_349_999)),
            (10_000, 9_999)
        );
        assert_eq!(
            (rules.import_tax_inside(12_000), rules.import_tax_inside(1)),
            (2_000, 0)
        );
        assert_eq!(CrossBorder::default().usd_cents(5), 0);
        assert_eq!(CrossBorder::default().import_tax_inside(12_000), 0);
    }
}
