//! Replays the orders of another marketplace by the rules of this one, in memory: what a checkout comes to is worked out by the code that
//! works out ours, orders move by the same states, every step writes the same transfers, and the same check reads the result.
//!
//! An order of the source becomes an order group with an order for each of its sellers. Each payment is shared out over these orders. What
//! does not add up in the source is named, and nothing of it is posted.

mod life;
mod payouts;
mod share;
mod sums;
#[cfg(test)]
mod tests;
mod weigh;

use std::collections::BTreeMap;

use pasar_domain::address::Address;
use pasar_domain::checkout::{Basket, BasketLine, SaleOffer, ShopQuote, quote};
use pasar_domain::id::{
    AccountId, OfferId, OrderGroupId, OrderId, ProductId, ShippingOptionId, ShopId, StockItemId, VariantId,
};
use pasar_domain::market::Market;
use pasar_domain::money::{Currency, Money, MoneyError};
use pasar_domain::order::{Funds, Order, OrderState, Terms, WrongState};
use pasar_domain::payout::WrongPayoutState;
use pasar_domain::replay::{Mismatch, Outcome, SourceItem, SourceOrder};
use pasar_domain::shipping_option::ShippingOption;
use uuid::Uuid;

pub use share::share_payments;
pub use sums::Sums;
pub use weigh::{Weight, weigh};

use crate::check::{Check, Report};
use crate::posting::Part;
use crate::transfer::Transfer;

/// The account of whoever took the buyers' money.
const PROVIDER: &str = "replay";

/// Why orders could not be replayed.
#[derive(Debug, thiserror::Error)]
pub enum ReplayError {
    /// Amounts are larger than any real ones.
    #[error("the sums of order `{0}` of the source do not fit")]
    Sum(String, #[source] MoneyError),
    /// The sums of all orders are.
    #[error("the sums of all orders do not fit")]
    Total(#[from] MoneyError),
    /// The rules refused a step: an error of this program.
    #[error(transparent)]
    State(#[from] WrongState),
    /// The rules refused a step of a payout: an error of this program.
    #[error(transparent)]
    Payout(#[from] WrongPayoutState),
}

/// One order of the source, posted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplayedOrder {
    /// How the source calls it.
    pub key: String,
    /// What became of it.
    pub outcome: Outcome,
    /// What the buyer paid.
    pub paid: Money,
    /// Its order of each seller.
    pub orders: Vec<ReplayedPart>,
}

/// What one seller has of an order of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplayedPart {
    /// Who sells, as the source calls them.
    pub seller: String,
    /// The order.
    pub order: Order,
    /// What each payment is for of it, in the order of the payments.
    pub payments: Vec<Part>,
}

/// What replaying did.
#[derive(Debug)]
pub struct Replayed {
    /// The currency of everything.
    pub currency: Currency,
    /// The orders that were posted, or had nothing to post.
    pub orders: Vec<ReplayedOrder>,
    /// The orders that were not, in the order of the source.
    pub mismatches: Vec<Mismatch>,
    /// What the payments of all posted orders come to, by the source alone.
    pub paid_in: Money,
    /// What the ledger says became of it.
    pub sums: Sums,
    /// The same for each seller, by the source's name for them.
    pub sellers: BTreeMap<String, Sums>,
    /// What the check of the ledger found.
    pub report: Report,
}

impl Replayed {
    /// Is every account what its orders and payouts explain, and everything that came in accounted for?
    pub fn balances(&self) -> bool {
        let code = self.currency.code();
        let is = |class: &'static str, money: Money| {
            let held = self.report.totals.get(&(code.to_owned(), class));
            held.copied().unwrap_or_default() == i128::from(money.minor)
        };
        let sums = &self.sums;
        let kept = sums.taken.subtract(sums.given_back);
        let provider_owes = kept.is_ok_and(|kept| is("provider", Money::new(-kept.minor, self.currency)));
        let places = sums
            .places()
            .and_then(|places| Money::sum(self.currency, places.into_values()));
        let mut released = sums.released.iter().filter(|(class, _)| **class != "payable");
        self.report.is_clean()
            && places == Ok(self.paid_in)
            && provider_owes
            && sums.in_escrow().is_ok_and(|money| is("escrow", money))
            && sums.owed().is_ok_and(|money| is("payable", money))
            && is("bank:operator", sums.paid_out)
            && released.all(|(class, money)| is(class, *money))
            && self.sellers_sum_to_all()
    }

    /// Do the sums of all sellers come to the sums of all?
    fn sellers_sum_to_all(&self) -> bool {
        let all = self
            .sellers
            .values()
            .try_fold(Sums::new(self.currency), |all, one| all.and(one));
        all.is_ok_and(|all| all == self.sums)
    }
}

/// The market's rules as they are for a currency. Amounts of the charter (a fixed fee, a cap, the least that is paid out) are of the market's
/// own currency and mean nothing in another: there they are left out.
pub fn rules_in(market: &Market, currency: Currency) -> Market {
    let mut rules = market.clone();
    if market.currency != currency {
        rules.currency = currency;
        rules.money_format.unit_minor = 1;
        rules.charter.fees.order_fee_minor = 0;
        rules.charter.fees.commission_cap_minor = None;
        rules.charter.payout.minimum_minor = 1;
    }
    rules
}

/// Replays orders by the rules of a market, which [`rules_in`] gives for their currency.
///
/// # Errors
/// When amounts do not fit, or the rules refuse a step.
pub fn replay(rules: &Market, source: &[SourceOrder]) -> Result<Replayed, ReplayError> {
    let mut run = Run::new(rules);
    for order in source {
        let of_order = |error| ReplayError::Sum(order.key.clone(), error);
        match weigh(order, rules.currency).map_err(of_order)? {
            Weight::Fits => run.post(order)?,
            Weight::Empty => run.pass_over(order),
            Weight::Off(mismatch) => run.mismatches.push(mismatch),
        }
    }
    run.pay_out()?;
    run.finish()
}

/// A replay on its way.
struct Run<'m> {
    rules: &'m Market,
    ids: Ids,
    shops: BTreeMap<String, ShopId>,
    /// The transfers of what each shop is owed, in the order in which they were written.
    owed: BTreeMap<ShopId, Vec<Transfer>>,
    /// What each shop is owed by its orders and payouts themselves.
    kept: BTreeMap<ShopId, Money>,
    sellers: BTreeMap<String, Sums>,
    orders: Vec<ReplayedOrder>,
    mismatches: Vec<Mismatch>,
    paid_in: Money,
    check: Check,
}

/// Ids, one after the other: replaying again gives the same ones.
#[derive(Default)]
struct Ids(u128);

impl Ids {
    fn next(&mut self) -> Uuid {
        self.0 += 1;
        Uuid::from_u128(self.0)
    }
}

impl<'m> Run<'m> {
    fn new(rules: &'m Market) -> Self {
        Self {
            rules,
            ids: Ids::default(),
            shops: BTreeMap::new(),
            owed: BTreeMap::new(),
            kept: BTreeMap::new(),
            sellers: BTreeMap::new(),
            orders: Vec::new(),
            mismatches: Vec::new(),
            paid_in: Money::zero(rules.currency),
            check: Check::default(),
        }
    }

    fn pass_over(&mut self, source: &SourceOrder) {
        self.orders.push(ReplayedOrder {
            key: source.key.clone(),
            outcome: Outcome::Empty,
            paid: Money::zero(self.rules.currency),
            orders: Vec::new(),
        });
    }

    /// Posts an order that adds up: an order for each seller, each with its part of every payment.
    fn post(&mut self, source: &SourceOrder) -> Result<(), ReplayError> {
        let of_order = |error| ReplayError::Sum(source.key.clone(), error);
        let mut sellers: Vec<&str> = Vec::new();
        for item in &source.items {
            if !sellers.contains(&item.seller.as_str()) {
                sellers.push(&item.seller);
            }
        }
        let baskets = sellers.iter().map(|seller| self.basket(source, seller));
        let baskets = baskets.collect::<Result<Vec<Basket>, _>>().map_err(of_order)?;
        let quote = quote(self.rules, baskets).map_err(of_order)?;
        let wholes: Vec<Part> = quote
            .shops
            .iter()
            .map(|shop| Part {
                goods: shop.amounts.goods,
                shipping: shop.amounts.shipping,
            })
            .collect();
        let payments: Vec<Money> = source.payments.iter().map(|payment| payment.amount).collect();
        let shared = share_payments(&payments, &wholes).map_err(of_order)?;
        let outcome = life::outcome(source);
        let (group, buyer) = (self.ids.next(), self.ids.next());
        let mut orders = Vec::new();
        for (place, (shop, seller)) in quote.shops.iter().zip(&sellers).enumerate() {
            let of_it = shared.iter().filter_map(|parts| parts.get(place));
            let parts: Vec<Part> = of_it.copied().collect();
            let order = self.new_order(source, shop, (group, buyer), place);
            let (order, transfers) = life::live(&mut self.ids, source, order, &parts)?;
            self.check.order(&order, &transfers);
            self.book(seller, &order, &transfers)?;
            orders.push(ReplayedPart {
                seller: (*seller).to_owned(),
                order,
                payments: parts,
            });
        }
        let paid = source.paid(self.rules.currency).map_err(of_order)?;
        self.paid_in = self.paid_in.add(paid)?;
        self.orders.push(ReplayedOrder {
            key: source.key.clone(),
            outcome,
            paid,
            orders,
        });
        Ok(())
    }

    /// What the buyer takes of one seller, as our checkout hears it.
    fn basket(&mut self, source: &SourceOrder, seller: &str) -> Result<Basket, MoneyError> {
        let ids = &mut self.ids;
        let shop_id = *self
            .shops
            .entry(seller.to_owned())
            .or_insert_with(|| ShopId::from_uuid(ids.next()));
        let items: Vec<&SourceItem> = source.items.iter().filter(|item| item.seller == seller).collect();
        let freight = Money::sum(self.rules.currency, items.iter().map(|item| item.freight))?;
        let shipping = ShippingOption {
            shipping_option_id: ShippingOptionId::from_uuid(ids.next()),
            service: PROVIDER.to_owned(),
            base: freight,
            per_kg: Money::zero(self.rules.currency),
            days_min: 0,
            days_max: 0,
            active: true,
        };
        let lines = items.into_iter().map(|item| BasketLine {
            offer: self.offer(shop_id, item),
            quantity: item.quantity,
        });
        Ok(Basket {
            shop_id,
            shipping,
            import_taxed: false,
            lines: lines.collect(),
        })
    }

    /// An item as somebody offers it. Only its price matters: neither stock nor category of the source is known here.
    fn offer(&self, shop_id: ShopId, item: &SourceItem) -> SaleOffer {
        SaleOffer {
            shop_id,
            offer_id: OfferId::from_uuid(Uuid::nil()),
            product_id: ProductId::from_uuid(Uuid::nil()),
            variant_id: VariantId::from_uuid(Uuid::nil()),
            title: String::new(),
            option_values: Vec::new(),
            sku: None,
            category: String::new(),
            price: item.price,
            grams: 0,
            stock_item_id: StockItemId::from_uuid(Uuid::nil()),
            stock_per_unit: 1,
            ship_from: self.rules.country,
            live: true,
        }
    }

    fn new_order(
        &mut self,
        source: &SourceOrder,
        shop: &ShopQuote,
        (group, buyer): (Uuid, Uuid),
        place: usize,
    ) -> Order {
        let windows = &self.rules.charter.windows;
        Order {
            id: OrderId::from_uuid(self.ids.next()),
            shop_id: shop.shop_id,
            order_group_id: OrderGroupId::from_uuid(group),
            buyer_id: AccountId::from_uuid(buyer),
            number: format!("{}-{}", source.key, place + 1),
            state: OrderState::AwaitingPayment {
                due_at: source.bought_at,
            },
            funds: Funds::None,
            amounts: shop.amounts,
            terms: Terms {
                charter_version: self.rules.charter.version.to_string(),
                assumed_delivered_days: windows.delivered_assumed_days,
                release_days: windows.escrow_release_days,
            },
            ship_to: Address::kept([]),
            shipping_service: shop.shipping.service.clone(),
            created_at: source.bought_at,
            payment_due_at: source.bought_at,
        }
    }

    /// Counts what an order moved, and keeps what it brought its shop.
    fn book(&mut self, seller: &str, order: &Order, transfers: &[Transfer]) -> Result<(), ReplayError> {
        let currency = self.rules.currency;
        let sums = self
            .sellers
            .entry(seller.to_owned())
            .or_insert_with(|| Sums::new(currency));
        sums.orders += 1;
        sums.goods = sums.goods.add(order.amounts.goods)?;
        sums.shipping = sums.shipping.add(order.amounts.shipping)?;
        sums.count(transfers)?;
        let owed = transfers
            .iter()
            .filter(|transfer| transfer.credit.class() == "payable");
        self.owed.entry(order.shop_id).or_default().extend(owed.cloned());
        if let OrderState::Completed { .. } = order.state {
            let zero = Money::zero(currency);
            let kept = self.kept.entry(order.shop_id).or_insert(zero);
            *kept = kept.add(order.amounts.net()?)?;
        }
        Ok(())
    }
}
