//! Wanted lines and what the database says of them, put together into baskets; or everything that stands in the way.

use std::collections::{BTreeMap, BTreeSet};

use pasar_domain::Instant;
use pasar_domain::checkout::{Basket, BasketLine, SaleOffer};
use pasar_domain::id::{OfferId, ShopId};
use pasar_domain::market::Market;
use pasar_domain::shipping_option::ShippingOption;
use pasar_store::{PgConnection, checkout, listing};

use super::decide::SaleFacts;
use super::{LineProblem, LineProblemKind, PlaceLine};

/// What the database says of offers and shops: read once for a whole batch.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    offers: BTreeMap<(ShopId, OfferId), SaleOffer>,
    options: BTreeMap<ShopId, Vec<ShippingOption>>,
    facts: SaleFacts,
}

impl Shelf {
    /// Reads what these lines name.
    pub(super) async fn read(
        connection: &mut PgConnection,
        market: &Market,
        now: Instant,
        wanted: &BTreeSet<(ShopId, OfferId)>,
    ) -> Result<Self, pasar_store::Error> {
        let shops: BTreeSet<ShopId> = wanted.iter().map(|(shop, _)| *shop).collect();
        let keys: Vec<_> = wanted.iter().copied().collect();
        let shops: Vec<_> = shops.into_iter().collect();
        let mut shelf = Self::default();
        for offer in checkout::offers(connection, &keys).await? {
            shelf.offers.insert((offer.shop_id, offer.offer_id), offer);
        }
        for (shop, option) in checkout::shipping_options(connection, &shops, market.currency).await? {
            shelf.options.entry(shop).or_default().push(option);
        }
        shelf.facts = SaleFacts::new(listing::facts_of_offers(connection, &keys, now).await?);
        Ok(shelf)
    }

    /// What the charter decides by.
    pub(super) const fn facts(&self) -> &SaleFacts {
        &self.facts
    }

    /// The offer of a line.
    pub(super) fn offer(&self, shop: ShopId, offer: OfferId) -> Option<&SaleOffer> {
        self.offers.get(&(shop, offer))
    }

    /// How a shop sends, cheapest first.
    pub(super) fn options(&self, shop: ShopId) -> &[ShippingOption] {
        self.options.get(&shop).map_or(&[], Vec::as_slice)
    }

    /// The way in which a shop is to send: the chosen one, or the cheapest when none was chosen.
    pub(super) fn choose(&self, shop: ShopId, chosen: Option<&str>) -> Option<&ShippingOption> {
        let mut options = self.options(shop).iter();
        match chosen {
            Some(service) => options.find(|option| option.service == service),
            None => options.next(),
        }
    }

    /// Baskets of these lines, shop by shop in their order; or every line that stands in the way, stock aside.
    pub(super) fn baskets(
        &self,
        market: &Market,
        lines: &[PlaceLine],
        shipping: &BTreeMap<ShopId, String>,
    ) -> Result<Vec<Basket>, Vec<LineProblem>> {
        let mut baskets: Vec<Basket> = Vec::new();
        let mut problems = Vec::new();
        let mut seen = BTreeSet::new();
        for line in lines {
            let offer = self.offer(line.shop_id, line.offer_id);
            let checked = self.check(
                market,
                line,
                offer,
                shipping.get(&line.shop_id).map(String::as_str),
            );
            let first = seen.insert(line.offer_id);
            match checked {
                Ok((offer, option)) if first => {
                    let basket_line = BasketLine {
                        offer: offer.clone(),
                        quantity: line.quantity,
                    };
                    let import_taxed = self.facts.is_import(line.offer_id, market.country);
                    match baskets.iter_mut().find(|basket| basket.shop_id == line.shop_id) {
                        Some(basket) => {
                            basket.import_taxed |= import_taxed;
                            basket.lines.push(basket_line);
                        }
                        None => baskets.push(Basket {
                            shop_id: line.shop_id,
                            shipping: option.clone(),
                            import_taxed,
                            lines: vec![basket_line],
                        }),
                    }
                }
                checked => problems.push(LineProblem {
                    offer_id: line.offer_id,
                    title: offer.map(|offer| offer.title.clone()),
                    kind: checked.err().unwrap_or(LineProblemKind::Twice),
                }),
            }
        }
        if problems.is_empty() {
            Ok(baskets)
        } else {
            Err(problems)
        }
    }

    fn check<'a>(
        &'a self,
        market: &Market,
        line: &PlaceLine,
        offer: Option<&'a SaleOffer>,
        chosen: Option<&str>,
    ) -> Result<(&'a SaleOffer, &'a ShippingOption), LineProblemKind> {
        let offer = offer
            .filter(|offer| offer.live)
            .ok_or(LineProblemKind::NotForSale)?;
        let max = market.charter.limits.line_quantity_max;
        if !(1..=max).contains(&line.quantity) {
            return Err(LineProblemKind::Quantity { max });
        }
        if offer.price != line.seen_price {
            return Err(LineProblemKind::PriceChanged {
                seen: line.seen_price,
                now: offer.price,
            });
        }
        let option = self.choose(line.shop_id, chosen);
        option
            .map(|option| (offer, option))
            .ok_or(LineProblemKind::Shipping {
                shop_id: line.shop_id,
            })
    }
}
