//! The ways in which parcels travel inside a market.

use serde::Deserialize;

use super::code::{Slug, Texts};
use crate::money::{Currency, Money, MoneyError};

/// A way to ship that shops of a market may offer, with the price they start from.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShippingService {
    /// Its name in files and addresses.
    pub slug: Slug,
    /// Its name for people.
    pub name: Texts,
    /// Where a parcel is followed; `{number}` stands for the tracking number.
    pub tracking_url: Option<String>,
    /// Price of a parcel up to one kilogram, in minor units.
    pub base_minor: i64,
    /// Price of each further kilogram begun, in minor units.
    pub per_kg_minor: i64,
    /// Fewest working days on the way.
    pub days_min: u32,
    /// Most working days on the way.
    pub days_max: u32,
}

impl ShippingService {
    /// The price of a parcel: the base covers the first kilogram, each further kilogram begun adds its price.
    pub fn price(&self, grams: u64, currency: Currency) -> Result<Money, MoneyError> {
        let further = grams.div_ceil(1000).saturating_sub(1);
        let further = u32::try_from(further).map_err(|_| MoneyError::Overflow)?;
        Money::new(self.per_kg_minor, currency)
            .times(further)?
            .add(Money::new(self.base_minor, currency))
    }

    /// The page on which a parcel is followed. The number is reduced to letters, digits and hyphens, so that it
    /// cannot change the address.
    pub fn tracking_link(&self, number: &str) -> Option<String> {
        let safe: String = number
            .chars()
            .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
            .collect();
        let template = self.tracking_url.as_deref()?;
        (!safe.is_empty()).then(|| template.replace("{number}", &safe))
    }
}
