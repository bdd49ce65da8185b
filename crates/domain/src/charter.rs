//! A market's charter: the versioned rules under which its orders are made. This is its first form: fees, windows and
//! limits, each figure with the source that it comes from.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;

use crate::market::{Slug, Texts};

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
    /// The most that commission on one line may be, in minor units.
    pub commission_cap_minor: Option<i64>,
    /// A fixed fee per order, in minor units; 0 where there is none.
    pub order_fee_minor: i64,
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

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct FigureEntry {
    value: i64,
    source: Slug,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CharterFile {
    version: Slug,
    effective_on: String,
    #[serde(default)]
    sources: BTreeMap<Slug, Source>,
    fees: FeesEntry,
    windows: WindowsEntry,
    limits: LimitsEntry,
    #[serde(default)]
    cross_border: CrossBorderEntry,
    #[serde(default)]
    surfaces: SurfacesEntry,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct CrossBorderEntry {
    minor_per_usd: Option<FigureEntry>,
    import_tax_basis_points: Option<FigureEntry>,
    #[serde(default)]
    positive_list: Vec<Slug>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct SurfacesEntry {
    separate: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FeesEntry {
    commission_basis_points: FigureEntry,
    #[serde(default)]
    commission_by_category: BTreeMap<Slug, FigureEntry>,
    commission_cap_minor: Option<FigureEntry>,
    order_fee_minor: FigureEntry,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WindowsEntry {
    payment_due_minutes: FigureEntry,
    reservation_minutes: FigureEntry,
    days_to_ship: FigureEntry,
    delivered_assumed_days: FigureEntry,
    escrow_release_days: FigureEntry,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LimitsEntry {
    cart_lines_max: FigureEntry,
    line_quantity_max: FigureEntry,
    shop_products_max: FigureEntry,
    product_variants_max: FigureEntry,
    product_pictures_max: FigureEntry,
    owner_shops_max: FigureEntry,
}

/// Checks figures as it takes them and remembers where each came from.
struct Taker<'a> {
    sources: &'a BTreeMap<Slug, Source>,
    figures: Vec<Figure>,
}

type Wrong = (String, String);

impl Taker<'_> {
    fn minor(&mut self, key: &str, entry: FigureEntry) -> Result<i64, Wrong> {
        if entry.value < 0 {
            return Err((
                key.to_owned(),
                format!("`{}` is negative; write 0 or more", entry.value),
            ));
        }
        if !self.sources.contains_key(&entry.source) {
            let problem = format!(
                "there is no source `{}`; describe it under [sources.{0}]",
                entry.source
            );
            return Err((key.to_owned(), problem));
        }
        let value = entry.value;
        self.figures.push(Figure {
            key: key.to_owned(),
            value,
            source: entry.source,
        });
        Ok(value)
    }

    fn within(&mut self, key: &str, entry: FigureEntry, least: u32, most: u32) -> Result<u32, Wrong> {
        let value = self.minor(key, entry)?;
        u32::try_from(value)
            .ok()
            .filter(|value| (least..=most).contains(value))
            .ok_or_else(|| {
                (
                    key.to_owned(),
                    format!("`{value}` is out of range; write a number from {least} to {most}"),
                )
            })
    }
}

impl CharterFile {
    /// The texts that must exist in every language, with the key of each.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (String, &Texts)> {
        self.sources
            .iter()
            .map(|(key, source)| (format!("sources.{key}.title"), &source.title))
    }

    /// Builds the charter; the error is the key and what is wrong with it.
    pub(crate) fn build(self) -> Result<Charter, Wrong> {
        let effective_on = self.effective_on.parse().map_err(|_| {
            let problem = format!(
                "`{}` is not a date; write it like `2026-12-01`",
                self.effective_on
            );
            ("effective_on".to_owned(), problem)
        })?;
        let mut taker = Taker {
            sources: &self.sources,
            figures: Vec::new(),
        };
        let fees = self.fees.build(&mut taker)?;
        let windows = self.windows.build(&mut taker)?;
        let limits = self.limits.build(&mut taker)?;
        let cross_border = self.cross_border.build(&mut taker)?;
        let figures = taker.figures;
        Ok(Charter {
            version: self.version,
            effective_on,
            fees,
            windows,
            limits,
            cross_border,
            separate_surfaces: self.surfaces.separate,
            sources: self.sources,
            figures,
        })
    }
}

impl FeesEntry {
    fn build(self, take: &mut Taker) -> Result<Fees, Wrong> {
        let default = take.within(
            "fees.commission_basis_points",
            self.commission_basis_points,
            0,
            10_000,
        )?;
        let mut by_category = BTreeMap::new();
        for (slug, entry) in self.commission_by_category {
            let rate = take.within(&format!("fees.commission_by_category.{slug}"), entry, 0, 10_000)?;
            by_category.insert(slug, rate);
        }
        let cap = self
            .commission_cap_minor
            .map(|entry| take.minor("fees.commission_cap_minor", entry))
            .transpose()?;
        Ok(Fees {
            commission_basis_points: default,
            commission_by_category: by_category,
            commission_cap_minor: cap,
            order_fee_minor: take.minor("fees.order_fee_minor", self.order_fee_minor)?,
        })
    }
}

impl WindowsEntry {
    fn build(self, take: &mut Taker) -> Result<Windows, Wrong> {
        const WEEK_MINUTES: u32 = 7 * 24 * 60;
        let key = "windows.delivered_assumed_days";
        let windows = Windows {
            payment_due_minutes: take.within(
                "windows.payment_due_minutes",
                self.payment_due_minutes,
                1,
                WEEK_MINUTES,
            )?,
            reservation_minutes: take.within(
                "windows.reservation_minutes",
                self.reservation_minutes,
                1,
                WEEK_MINUTES,
            )?,
            days_to_ship: take.within("windows.days_to_ship", self.days_to_ship, 1, 90)?,
            delivered_assumed_days: take.within(key, self.delivered_assumed_days, 1, 90)?,
            escrow_release_days: take.within(
                "windows.escrow_release_days",
                self.escrow_release_days,
                0,
                90,
            )?,
        };
        if windows.reservation_minutes < windows.payment_due_minutes {
            let problem =
                "stock must be kept as long as the buyer may pay; write at least payment_due_minutes";
            return Err(("windows.reservation_minutes".to_owned(), problem.to_owned()));
        }
        Ok(windows)
    }
}

impl LimitsEntry {
    fn build(self, take: &mut Taker) -> Result<Limits, Wrong> {
        Ok(Limits {
            cart_lines_max: take.within("limits.cart_lines_max", self.cart_lines_max, 1, 1_000)?,
            line_quantity_max: take.within("limits.line_quantity_max", self.line_quantity_max, 1, 100_000)?,
            shop_products_max: take.within(
                "limits.shop_products_max",
                self.shop_products_max,
                1,
                10_000_000,
            )?,
            product_variants_max: take.within(
                "limits.product_variants_max",
                self.product_variants_max,
                1,
                10_000,
            )?,
            product_pictures_max: take.within(
                "limits.product_pictures_max",
                self.product_pictures_max,
                1,
                100,
            )?,
            owner_shops_max: take.within("limits.owner_shops_max", self.owner_shops_max, 1, 1_000)?,
        })
    }
}

impl CrossBorderEntry {
    fn build(self, take: &mut Taker) -> Result<CrossBorder, Wrong> {
        let minor_per_usd = self
            .minor_per_usd
            .map(|entry| take.minor("cross_border.minor_per_usd", entry))
            .transpose()?;
        let tax = self
            .import_tax_basis_points
            .map(|entry| take.within("cross_border.import_tax_basis_points", entry, 0, 10_000))
            .transpose()?;
        Ok(CrossBorder {
            minor_per_usd: minor_per_usd.unwrap_or(0),
            import_tax_basis_points: tax.unwrap_or(0),
            positive_list: self.positive_list,
        })
    }
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
