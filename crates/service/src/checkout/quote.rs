//! What a cart comes to, and what stands in the way of ordering it. Nothing is reserved.

use std::collections::{BTreeMap, BTreeSet};

use pasar_domain::checkout::{self, Basket, BasketLine};
use pasar_domain::id::{OfferId, ShopId};
use pasar_domain::money::{Money, MoneyError};
use pasar_domain::shipping_option::ShippingOption;
use pasar_domain::stock::{StockKey, allocate};
use pasar_store::stock_item;

use super::basket::Shelf;
use super::probation::leave_out;
use super::{LineProblem, LineProblemKind, PlaceLine};
use crate::context::Context;

/// A line of a cart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WantedLine {
    /// Whose offer.
    pub shop_id: ShopId,
    /// The offer.
    pub offer_id: OfferId,
    /// Pieces.
    pub quantity: u32,
    /// The price that the buyer saw when adding it; a change is pointed out.
    pub seen_price: Option<Money>,
}

/// How a shop can send, and what each way costs for what is wanted of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShopShipping {
    /// The shop.
    pub shop_id: ShopId,
    /// Its ways with their prices, cheapest first; empty when it does not send at present.
    pub options: Vec<(ShippingOption, Money)>,
}

/// What a cart comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuoteView {
    /// The sums of every line that can be ordered; the others are left out and stand in `problems`.
    pub quote: checkout::Quote,
    /// What stands in the way, line by line. Price changes are only pointed out: their lines are in the quote.
    pub problems: Vec<LineProblem>,
    /// How each shop of the quote can send.
    pub shipping: Vec<ShopShipping>,
}

impl QuoteView {
    /// Can all of it be ordered as it is? Price changes do not count: the quote has the present prices.
    pub fn is_orderable(&self) -> bool {
        let only_prices = self
            .problems
            .iter()
            .all(|problem| matches!(problem.kind, LineProblemKind::PriceChanged { .. }));
        only_prices && !self.quote.shops.is_empty()
    }
}

/// Why there is no quote.
#[derive(Debug, thiserror::Error)]
pub enum QuoteError {
    /// The sum is too large, or an offer is not in the market's currency.
    #[error("this cannot be added up: {0}")]
    Sum(#[from] MoneyError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] pasar_store::Error),
}

/// Works out what these lines come to at present. `shipping` names the way in which each shop is to send; a shop that is not named
/// sends in its cheapest way.
///
/// # Errors
/// Only when it cannot be worked out at all: lines that stand in the way are part of the answer.
pub async fn quote(
    ctx: &Context,
    wanted: &[WantedLine],
    shipping: &BTreeMap<ShopId, String>,
) -> Result<QuoteView, QuoteError> {
    let mut connection = ctx.home().read().await?;
    let keys: BTreeSet<_> = wanted.iter().map(|line| (line.shop_id, line.offer_id)).collect();
    let now = ctx.now();
    let shelf = Shelf::read(&mut connection, ctx.market(), now, &keys).await?;
    let mut problems = Vec::new();
    let mut baskets: Vec<Basket> = Vec::new();
    for line in wanted {
        let offer = shelf.offer(line.shop_id, line.offer_id);
        if let (Some(offer), Some(seen)) = (offer, line.seen_price)
            && offer.live
            && offer.price != seen
        {
            let kind = LineProblemKind::PriceChanged {
                seen,
                now: offer.price,
            };
            problems.push(LineProblem {
                offer_id: line.offer_id,
                title: Some(offer.title.clone()),
                kind,
            });
        }
        let at_present = PlaceLine {
            shop_id: line.shop_id,
            offer_id: line.offer_id,
            quantity: line.quantity,
            seen_price: offer.map_or(Money::zero(ctx.market().currency), |offer| offer.price),
        };
        match shelf.baskets(ctx.market(), &[at_present], shipping) {
            Ok(alone) => merge(&mut baskets, alone),
            Err(found) => problems.extend(found),
        }
    }
    let buyer = ctx.viewer().account_id;
    for basket in &mut baskets {
        if let Err(refused) = shelf.facts().sell(ctx, buyer, basket, now) {
            let is_refused = |line: &BasketLine| {
                refused
                    .iter()
                    .any(|problem| problem.offer_id == line.offer.offer_id)
            };
            basket.lines.retain(|line| !is_refused(line));
            problems.extend(refused);
        }
    }
    baskets.retain(|basket| !basket.lines.is_empty());
    problems.extend(leave_out(ctx, &mut connection, (&shelf, &mut baskets), now).await?);
    let levels = stock_item::levels(&mut connection, &stock_keys(&baskets)).await?;
    problems.extend(short_lines(&mut baskets, levels));
    let quote = checkout::quote(ctx.market(), baskets)?;
    let shipping = quote
        .shops
        .iter()
        .map(|shop| priced(&shelf, shop))
        .collect::<Result<_, _>>()?;
    Ok(QuoteView {
        quote,
        problems,
        shipping,
    })
}

fn merge(baskets: &mut Vec<Basket>, alone: Vec<Basket>) {
    for basket in alone {
        match baskets.iter_mut().find(|known| known.shop_id == basket.shop_id) {
            Some(known) => {
                known.import_taxed |= basket.import_taxed;
                known.lines.extend(basket.lines);
            }
            None => baskets.push(basket),
        }
    }
}

fn stock_keys(baskets: &[Basket]) -> Vec<StockKey> {
    baskets
        .iter()
        .flat_map(|basket| &basket.lines)
        .map(|line| line.stock_wish().item)
        .collect()
}

/// Takes lines out of the baskets for which there is not enough, and names them.
fn short_lines(
    baskets: &mut Vec<Basket>,
    mut levels: BTreeMap<StockKey, pasar_domain::offer::Stock>,
) -> Vec<LineProblem> {
    let lines: Vec<BasketLine> = baskets.iter().flat_map(|basket| basket.lines.clone()).collect();
    let wishes: Vec<_> = lines.iter().map(BasketLine::stock_wish).collect();
    let Some(Err(shortages)) = allocate(&mut levels, [wishes.as_slice()]).pop() else {
        return vec![];
    };
    let mut problems = Vec::with_capacity(shortages.len());
    for shortage in shortages {
        let Some(line) = lines.get(shortage.line) else {
            continue;
        };
        for basket in baskets.iter_mut() {
            basket
                .lines
                .retain(|kept| kept.offer.offer_id != line.offer.offer_id);
        }
        problems.push(LineProblem {
            offer_id: line.offer.offer_id,
            title: Some(line.offer.title.clone()),
            kind: LineProblemKind::OutOfStock {
                wanted: shortage.wanted,
                available: shortage.available,
            },
        });
    }
    baskets.retain(|basket| !basket.lines.is_empty());
    problems
}

fn priced(shelf: &Shelf, shop: &checkout::ShopQuote) -> Result<ShopShipping, MoneyError> {
    let options = shelf.options(shop.shop_id).iter();
    let options = options.map(|option| Ok((option.clone(), option.price(shop.grams)?)));
    Ok(ShopShipping {
        shop_id: shop.shop_id,
        options: options.collect::<Result<_, MoneyError>>()?,
    })
}
