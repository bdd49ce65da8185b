//! What a price brings the shop, told while it is typed: before anything is published.

use pasar_domain::commission::Commission;
use pasar_domain::money::{Money, MoneyError};

use crate::prelude::*;

/// What one piece at this price brings, ordered alone and without shipping. Empty while there is no price that can be read.
pub(super) fn earning(l: &Localizer, category: &str, price: &str) -> String {
    let Ok(price) = l.market().parse_money(price) else {
        return String::new();
    };
    let category = (!category.is_empty()).then_some(category);
    told(l, price, category).unwrap_or_default()
}

fn told(l: &Localizer, price: Money, category: Option<&str>) -> Result<String, MoneyError> {
    if !price.is_positive() {
        return Ok(String::new());
    }
    let market = l.market();
    let commission: Commission = market.commission(price, category)?;
    let left = price.subtract(commission.total()?)?;
    let fee = market.charter.fees.order_fee_minor.min(left.minor);
    let args = [
        ("net", l.money(left.subtract(market.money(fee))?).to_arg()),
        ("price", l.money(price).to_arg()),
        ("rate", l.percent(commission.rate.basis_points).to_arg()),
        ("commission", l.money(commission.total()?).to_arg()),
        ("fee", l.money(market.money(fee)).to_arg()),
    ];
    Ok(if fee == 0 {
        l.t_with("seller-variant-earning", &args)
    } else {
        l.t_with("seller-variant-earning-fee", &args)
    })
}
