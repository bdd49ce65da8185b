//! The file `charter.toml`: every figure is checked as it is taken, and its source is remembered.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::fees::FeesEntry;
use super::payout::PayoutEntry;
use super::{Charter, CrossBorder, Disclosure, Figure, Identity, Limits, Probation, Source, Windows};
use crate::market::{Slug, Texts};

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FigureEntry {
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
    #[serde(default)]
    identity: IdentityEntry,
    disclosure: Option<DisclosureEntry>,
    probation: Option<ProbationEntry>,
    #[serde(default)]
    payout: PayoutEntry,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProbationEntry {
    days: FigureEntry,
    orders: FigureEntry,
    orders_per_day_max: FigureEntry,
    products_max: FigureEntry,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DisclosureEntry {
    certify_sales: FigureEntry,
    certify_revenue_minor: FigureEntry,
    disclose_revenue_minor: FigureEntry,
    certified_days: FigureEntry,
    ask_at_basis_points: FigureEntry,
    ask_days: FigureEntry,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct IdentityEntry {
    retention_days: Option<FigureEntry>,
    verification_days: Option<FigureEntry>,
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
pub(super) struct Taker<'a> {
    sources: &'a BTreeMap<Slug, Source>,
    figures: Vec<Figure>,
}

pub(super) type Wrong = (String, String);

impl Taker<'_> {
    pub(super) fn minor(&mut self, key: &str, entry: FigureEntry) -> Result<i64, Wrong> {
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

    pub(super) fn within(
        &mut self,
        key: &str,
        entry: FigureEntry,
        least: u32,
        most: u32,
    ) -> Result<u32, Wrong> {
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
        let identity = self.identity.build(&mut taker)?;
        let disclosure = self.disclosure.map(|entry| entry.build(&mut taker)).transpose()?;
        let probation = self.probation.map(|entry| entry.build(&mut taker)).transpose()?;
        let payout = self.payout.build(&mut taker)?;
        let figures = taker.figures;
        Ok(Charter {
            version: self.version,
            effective_on,
            fees,
            windows,
            limits,
            cross_border,
            identity,
            disclosure,
            probation,
            payout,
            separate_surfaces: self.surfaces.separate,
            sources: self.sources,
            figures,
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

impl DisclosureEntry {
    fn build(self, take: &mut Taker) -> Result<Disclosure, Wrong> {
        const DECADE_DAYS: u32 = 3_652;
        Ok(Disclosure {
            certify_sales: take.within("disclosure.certify_sales", self.certify_sales, 1, 1_000_000)?,
            certify_revenue_minor: take
                .minor("disclosure.certify_revenue_minor", self.certify_revenue_minor)?,
            disclose_revenue_minor: take
                .minor("disclosure.disclose_revenue_minor", self.disclose_revenue_minor)?,
            certified_days: take.within("disclosure.certified_days", self.certified_days, 1, DECADE_DAYS)?,
            ask_at_basis_points: take.within(
                "disclosure.ask_at_basis_points",
                self.ask_at_basis_points,
                1,
                10_000,
            )?,
            ask_days: take.within("disclosure.ask_days", self.ask_days, 0, DECADE_DAYS)?,
        })
    }
}

impl ProbationEntry {
    fn build(self, take: &mut Taker) -> Result<Probation, Wrong> {
        const DECADE_DAYS: u32 = 3_652;
        Ok(Probation {
            days: take.within("probation.days", self.days, 0, DECADE_DAYS)?,
            orders: take.within("probation.orders", self.orders, 0, 1_000_000)?,
            orders_per_day_max: take.within(
                "probation.orders_per_day_max",
                self.orders_per_day_max,
                1,
                1_000_000,
            )?,
            products_max: take.within("probation.products_max", self.products_max, 1, 10_000_000)?,
        })
    }
}

impl IdentityEntry {
    fn build(self, take: &mut Taker) -> Result<Identity, Wrong> {
        const CENTURY_DAYS: u32 = 36_525;
        let default = Identity::default();
        let mut days = |key: &str, entry: Option<FigureEntry>, default| {
            entry.map_or(Ok(default), |entry| take.within(key, entry, 1, CENTURY_DAYS))
        };
        Ok(Identity {
            retention_days: days(
                "identity.retention_days",
                self.retention_days,
                default.retention_days,
            )?,
            verification_days: days(
                "identity.verification_days",
                self.verification_days,
                default.verification_days,
            )?,
        })
    }
}
