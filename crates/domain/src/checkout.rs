//! What a checkout comes to: lines, shipping for each shop, and the operator's fees, to the last unit.

use crate::commission::Commission;
use crate::id::{OfferId, ProductId, ShopId, StockItemId, VariantId};
use crate::market::{Country, Market};
use crate::money::{Money, MoneyError};
use crate::order::Amounts;
use crate::shipping_option::ShippingOption;
use crate::stock::{StockKey, StockWish};

/// An offer as it stands when somebody wants to buy it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaleOffer {
    /// Who sells.
    pub shop_id: ShopId,
    /// Its id.
    pub offer_id: OfferId,
    /// What is offered.
    pub product_id: ProductId,
    /// In which variant.
    pub variant_id: VariantId,
    /// The product's title.
    pub title: String,
    /// The variant's options.
    pub option_values: Vec<String>,
    /// The shop's own code.
    pub sku: Option<String>,
    /// The product's category.
    pub category: String,
    /// The price of one piece.
    pub price: Money,
    /// The weight of one piece; 0 when the shop has not said, and the parcel then costs the least.
    pub grams: u32,
    /// What a piece is taken from.
    pub stock_item_id: StockItemId,
    /// Units of the stock item in one piece.
    pub stock_per_unit: u32,
    /// The country from which it is sent.
    pub ship_from: Country,
    /// May it be sold at all at this instant, as far as its seller and staff are concerned? What the charter says is asked apart.
    pub live: bool,
}

/// What a buyer takes of an offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BasketLine {
    /// The offer.
    pub offer: SaleOffer,
    /// Pieces; at least 1.
    pub quantity: u32,
}

impl BasketLine {
    /// What the line takes from the store room.
    pub const fn stock_wish(&self) -> StockWish {
        StockWish {
            item: StockKey {
                shop_id: self.offer.shop_id,
                stock_item_id: self.offer.stock_item_id,
            },
            quantity: self.quantity,
            units_per_piece: self.offer.stock_per_unit,
        }
    }
}

/// What a buyer takes from one shop, and how it travels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Basket {
    /// The shop.
    pub shop_id: ShopId,
    /// How it travels.
    pub shipping: ShippingOption,
    /// Is it a consignment from abroad, whose tax is taken at the sale?
    pub import_taxed: bool,
    /// What is taken; at least one line.
    pub lines: Vec<BasketLine>,
}

/// One line with its sums.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuoteLine {
    /// The offer.
    pub offer: SaleOffer,
    /// Pieces.
    pub quantity: u32,
    /// Price times pieces.
    pub amount: Money,
    /// What the operator takes of it, and by which rule.
    pub commission: Commission,
}

/// One shop's part with its sums.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShopQuote {
    /// The shop.
    pub shop_id: ShopId,
    /// How it travels.
    pub shipping: ShippingOption,
    /// What the parcel weighs, as far as the shop has said.
    pub grams: u64,
    /// The lines.
    pub lines: Vec<QuoteLine>,
    /// The sums.
    pub amounts: Amounts,
}

/// What a checkout comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// Shop by shop, in the order of the baskets.
    pub shops: Vec<ShopQuote>,
    /// What the buyer pays for all of it.
    pub total: Money,
}

/// Works out what baskets come to. Commission and the tax on it are worked out line by line, as the charter says; together with
/// the fee they never exceed what the buyer pays.
///
/// # Errors
/// When a sum does not fit, or an offer is not in the market's currency.
pub fn quote(market: &Market, baskets: Vec<Basket>) -> Result<Quote, MoneyError> {
    let shops: Vec<ShopQuote> = baskets
        .into_iter()
        .map(|basket| quote_shop(market, basket))
        .collect::<Result<_, _>>()?;
    let total = shops.iter().try_fold(Money::zero(market.currency), |sum, shop| {
        sum.add(shop.amounts.total()?)
    })?;
    Ok(Quote { shops, total })
}

fn quote_shop(market: &Market, basket: Basket) -> Result<ShopQuote, MoneyError> {
    let mut grams = 0_u64;
    let mut amounts = Vec::with_capacity(basket.lines.len());
    for BasketLine { offer, quantity } in &basket.lines {
        grams = grams.saturating_add(u64::from(offer.grams) * u64::from(*quantity));
        amounts.push((offer.price.times(*quantity)?, Some(offer.category.as_str())));
    }
    let commissions = market.commissions(&amounts)?;
    let amounts: Vec<Money> = amounts.into_iter().map(|(amount, _)| amount).collect();
    let lines: Vec<QuoteLine> = basket
        .lines
        .into_iter()
        .zip(amounts)
        .zip(commissions)
        .map(
            |((BasketLine { offer, quantity }, amount), commission)| QuoteLine {
                offer,
                quantity,
                amount,
                commission,
            },
        )
        .collect();
    let sum = |of: fn(&QuoteLine) -> Money| Money::sum(market.currency, lines.iter().map(of));
    let goods = sum(|line| line.amount)?;
    let commission = sum(|line| line.commission.amount)?;
    let commission_tax = sum(|line| line.commission.tax)?;
    let shipping = basket.shipping.price(grams)?;
    let import_tax = market.money(if basket.import_taxed {
        market.charter.cross_border.import_tax_inside(goods.minor)
    } else {
        0
    });
    let left = goods
        .add(shipping)?
        .subtract(commission)?
        .subtract(commission_tax)?
        .subtract(import_tax)?;
    let order_fee = market.money(market.charter.fees.order_fee_minor.min(left.minor.max(0)));
    let amounts = Amounts {
        goods,
        shipping,
        commission,
        commission_tax,
        order_fee,
        import_tax,
    };
    Ok(ShopQuote {
        shop_id: basket.shop_id,
        shipping: basket.shipping,
        grams,
        lines,
        amounts,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charter::CommissionTax;
    use crate::id::ShippingOptionId;
    use crate::market::fixture;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn basket(market: &Market, shop: u128, lines: &[(i64, u32, u32)]) -> Basket {
        let shop_id = ShopId::from_uuid(Uuid::from_u128(shop));
        let lines = lines
            .iter()
            .map(|(price_minor, grams, quantity)| BasketLine {
                quantity: *quantity,
                offer: SaleOffer {
                    shop_id,
                    offer_id: OfferId::from_uuid(Uuid::from_u128(1)),
                    product_id: ProductId::from_uuid(Uuid::from_u128(2)),
                    variant_id: VariantId::from_uuid(Uuid::from_u128(3)),
                    title: "kaos polos".to_owned(),
                    option_values: vec![],
                    sku: None,
                    category: "nowhere".to_owned(),
                    price: market.money(*price_minor),
                    grams: *grams,
                    stock_item_id: StockItemId::from_uuid(Uuid::from_u128(4)),
                    stock_per_unit: 1,
                    ship_from: "XX".parse().unwrap(),
                    live: true,
                },
            })
            .collect();
        let shipping = ShippingOption {
            shipping_option_id: ShippingOptionId::from_uuid(Uuid::from_u128(5)),
            service: "regular".to_owned(),
            base: market.money(900_000),
            per_kg: market.money(400_000),
            days_min: 1,
            days_max: 3,
            active: true,
        };
        Basket {
            shop_id,
            shipping,
            import_taxed: false,
            lines,
        }
    }

    #[test]
    fn each_shop_sends_one_parcel_by_its_weight() {
        let market = fixture();
        let quote = quote(
            &market,
            vec![basket(&market, 1, &[(5_000_000, 600, 1), (1_000_000, 300, 2)])],
        )
        .unwrap();
        assert_eq!(quote.shops[0].grams, 1_200);
        assert_eq!(quote.shops[0].amounts.goods, market.money(7_000_000));
        assert_eq!(quote.shops[0].amounts.shipping, market.money(1_300_000));
        assert_eq!(quote.total, market.money(8_300_000));
    }

    proptest! {
        #[test]
        fn every_sum_is_the_sum_of_its_parts(
            tax in (0_u32..3_000).prop_map(CommissionTax::OnTop),
            shops in prop::collection::vec(prop::collection::vec((1_i64..10_000_000_000, 0_u32..50_000, 1_u32..99), 1..5), 1..4),
        ) {
            let mut market = fixture();
            market.charter.fees.commission_tax = tax;
            let baskets = shops.iter().enumerate().map(|(n, lines)| basket(&market, n as u128, lines)).collect();
            let quote = quote(&market, baskets).unwrap();
            let mut total = 0;
            for shop in &quote.shops {
                let amounts = shop.amounts;
                prop_assert_eq!(amounts.goods.minor, shop.lines.iter().map(|line| line.amount.minor).sum::<i64>());
                prop_assert_eq!(amounts.commission.minor, shop.lines.iter().map(|line| line.commission.amount.minor).sum::<i64>());
                prop_assert_eq!(amounts.commission_tax.minor, shop.lines.iter().map(|line| line.commission.tax.minor).sum::<i64>());
                prop_assert!(amounts.net().unwrap().minor >= 0);
                prop_assert_eq!(
                    amounts.net().unwrap().minor + amounts.commission.minor + amounts.commission_tax.minor + amounts.order_fee.minor,
                    amounts.total().unwrap().minor
                );
                total += amounts.total().unwrap().minor;
            }
            prop_assert_eq!(quote.total.minor, total);
        }
    }
}
