//! The section `[fees]` of `charter.toml`: rates of commission with their bounds, the tax on it, and the fee of an order.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::file::{FigureEntry, Taker, Wrong};
use super::{CommissionTax, Fees};
use crate::market::Slug;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FeesEntry {
    commission_basis_points: FigureEntry,
    #[serde(default)]
    commission_by_category: BTreeMap<Slug, FigureEntry>,
    commission_minimum_minor: Option<FigureEntry>,
    commission_cap_minor: Option<FigureEntry>,
    commission_order_cap_minor: Option<FigureEntry>,
    commission_tax_basis_points: Option<FigureEntry>,
    commission_tax_inside_basis_points: Option<FigureEntry>,
    order_fee_minor: FigureEntry,
}

impl FeesEntry {
    pub(super) fn build(self, take: &mut Taker) -> Result<Fees, Wrong> {
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
        let mut bound =
            |key: &str, entry: Option<FigureEntry>| entry.map(|entry| take.minor(key, entry)).transpose();
        let minimum = bound("fees.commission_minimum_minor", self.commission_minimum_minor)?;
        let cap = bound("fees.commission_cap_minor", self.commission_cap_minor)?;
        let order_cap = bound("fees.commission_order_cap_minor", self.commission_order_cap_minor)?;
        let tax = commission_tax(
            take,
            (
                self.commission_tax_basis_points,
                self.commission_tax_inside_basis_points,
            ),
        )?;
        Ok(Fees {
            commission_basis_points: default,
            commission_by_category: by_category,
            commission_minimum_minor: minimum,
            commission_cap_minor: cap,
            commission_order_cap_minor: order_cap,
            commission_tax: tax,
            order_fee_minor: take.minor("fees.order_fee_minor", self.order_fee_minor)?,
        })
    }
}

/// The tax on commission is on top of it or inside, or there is none.
fn commission_tax(
    take: &mut Taker,
    entries: (Option<FigureEntry>, Option<FigureEntry>),
) -> Result<CommissionTax, Wrong> {
    const ON_TOP: &str = "fees.commission_tax_basis_points";
    const INSIDE: &str = "fees.commission_tax_inside_basis_points";
    Ok(match entries {
        (None, None) => CommissionTax::None,
        (Some(entry), None) => CommissionTax::OnTop(take.within(ON_TOP, entry, 0, 10_000)?),
        (None, Some(entry)) => CommissionTax::Inside(take.within(INSIDE, entry, 0, 10_000)?),
        (Some(_), Some(_)) => {
            let problem =
                format!("is there beside {ON_TOP}; write one of them, or neither where there is no tax");
            return Err((INSIDE.to_owned(), problem));
        }
    })
}
