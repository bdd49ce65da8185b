//! Shipping options: the ways in which a shop sends, with its prices.

use crate::id::ShippingOptionId;
use crate::money::{Money, MoneyError};

/// One way to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShippingOption {
    /// Its id.
    pub shipping_option_id: ShippingOptionId,
    /// A service of the market's list, by slug.
    pub service: String,
    /// The price of the first kilogram.
    pub base: Money,
    /// The price of each further kilogram begun.
    pub per_kg: Money,
    /// Fewest days on the way.
    pub days_min: u32,
    /// Most days on the way.
    pub days_max: u32,
    /// Is it offered?
    pub active: bool,
}

impl ShippingOption {
    /// What sending so much costs.
    ///
    /// # Errors
    /// When the amount does not fit.
    pub fn price(&self, grams: u64) -> Result<Money, MoneyError> {
        let further = grams.div_ceil(1_000).saturating_sub(1);
        let further = u32::try_from(further).map_err(|_| MoneyError::Overflow)?;
        self.base.add(self.per_kg.times(further)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Instant;

    #[test]
    fn a_kilogram_begun_is_paid() {
        let pounds = |minor| Money::new(minor, "GBP".parse().unwrap());
        let option = ShippingOption {
            shipping_option_id: ShippingOptionId::new(Instant::UNIX_EPOCH, &[0; 10]),
            service: "post".to_owned(),
            base: pounds(300),
            per_kg: pounds(100),
            days_min: 1,
            days_max: 3,
            active: true,
        };
        for (grams, minor) in [(0, 300), (1_000, 300), (1_001, 400), (2_500, 500)] {
            assert_eq!(option.price(grams), Ok(pounds(minor)), "{grams}");
        }
    }
}
