//! Keeps sellers on probation to the orders that their charter lets them take on a day. A batch without such a seller asks nothing.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use pasar_domain::Instant;
use pasar_domain::checkout::Basket;
use pasar_domain::id::{SellerId, ShopId};
use pasar_domain::probation::Places;
use pasar_store::{PgConnection, probation};

use super::basket::Shelf;
use super::reserve::Plan;
use super::{LineProblem, LineProblemKind};
use crate::context::Context;

/// Sellers on probation with their shops, each of which is to get one order.
pub(super) type Beginners = BTreeMap<SellerId, Vec<ShopId>>;

/// The sellers of these baskets who are on probation.
pub(super) fn beginners(ctx: &Context, shelf: &Shelf, baskets: &[Basket], now: Instant) -> Beginners {
    let mut found = Beginners::new();
    let Some(limits) = ctx.charter().probation else {
        return found;
    };
    for basket in baskets {
        let beginning = basket
            .lines
            .first()
            .and_then(|line| shelf.facts().beginning(line.offer.offer_id));
        if let Some((seller_id, beginning)) = beginning
            && limits.holds(beginning, now)
        {
            found.entry(seller_id).or_default().push(basket.shop_id);
        }
    }
    found
}

/// How many orders each of them is to get.
fn orders(beginners: &Beginners) -> BTreeMap<SellerId, u32> {
    let count = |shops: &Vec<ShopId>| u32::try_from(shops.len()).unwrap_or(u32::MAX);
    beginners
        .iter()
        .map(|(seller, shops)| (*seller, count(shops)))
        .collect()
}

/// What is left of the day for the sellers on probation of a batch, locked until its transaction ends.
#[derive(Debug)]
pub(super) struct Day {
    day: NaiveDate,
    places: Places,
}

impl Day {
    /// Locks the day of all sellers on probation among these plans, in the order of their ids. Lock stock after it.
    pub(super) async fn lock(
        ctx: &Context,
        tx: &mut PgConnection,
        plans: &[Plan<'_>],
        now: Instant,
    ) -> Result<Self, pasar_store::Error> {
        let day = ctx.market().day_of(now);
        let sellers: BTreeSet<SellerId> = plans
            .iter()
            .flat_map(|plan| plan.beginners.keys().copied())
            .collect();
        let places = match ctx.charter().probation {
            Some(limits) if !sellers.is_empty() => {
                let sellers: Vec<SellerId> = sellers.into_iter().collect();
                let max = limits.orders_per_day_max;
                Places::left(max, probation::lock_day(tx, &sellers, day, max).await?)
            }
            _ => Places::default(),
        };
        Ok(Self { day, places })
    }

    /// The day on which orders count.
    pub(super) const fn day(&self) -> NaiveDate {
        self.day
    }

    /// The lines of shops that have no place left for this checkout; none when all have.
    pub(super) fn problems(&self, plan: &Plan<'_>) -> Vec<LineProblem> {
        let full = full(&self.places, &plan.beginners);
        lines(&plan.baskets, &full, self.day)
    }

    /// This checkout is served: it takes its places.
    pub(super) fn take(&mut self, plan: &Plan<'_>) {
        self.places.take(&orders(&plan.beginners));
    }

    /// Writes what was taken.
    pub(super) async fn write(&self, tx: &mut PgConnection) -> Result<(), pasar_store::Error> {
        if self.places.taken().is_empty() {
            return Ok(());
        }
        probation::take(tx, self.places.taken(), self.day).await
    }
}

/// Takes baskets of shops out that have no place left today, and names their lines. Nothing is locked: it may be otherwise when it is ordered.
pub(super) async fn leave_out(
    ctx: &Context,
    conn: &mut PgConnection,
    (shelf, baskets): (&Shelf, &mut Vec<Basket>),
    now: Instant,
) -> Result<Vec<LineProblem>, pasar_store::Error> {
    let beginners = beginners(ctx, shelf, baskets, now);
    let Some(limits) = ctx.charter().probation.filter(|_| !beginners.is_empty()) else {
        return Ok(Vec::new());
    };
    let day = ctx.market().day_of(now);
    let sellers: Vec<SellerId> = beginners.keys().copied().collect();
    let taken = probation::taken(conn, &sellers, day).await?;
    let today = sellers
        .iter()
        .map(|seller| (*seller, taken.get(seller).copied().unwrap_or(0)));
    let places = Places::left(limits.orders_per_day_max, today);
    let full = full(&places, &beginners);
    let problems = lines(baskets, &full, day);
    baskets.retain(|basket| !full.contains(&basket.shop_id));
    Ok(problems)
}

/// The shops of sellers who cannot take so many orders.
fn full(places: &Places, beginners: &Beginners) -> BTreeSet<ShopId> {
    let wanted = orders(beginners);
    let full = places.full(&wanted);
    full.filter_map(|seller| beginners.get(&seller))
        .flatten()
        .copied()
        .collect()
}

fn lines(baskets: &[Basket], full: &BTreeSet<ShopId>, day: NaiveDate) -> Vec<LineProblem> {
    let again_on = day.succ_opt().unwrap_or(day);
    baskets
        .iter()
        .filter(|basket| full.contains(&basket.shop_id))
        .flat_map(|basket| &basket.lines)
        .map(|line| LineProblem {
            offer_id: line.offer.offer_id,
            title: Some(line.offer.title.clone()),
            kind: LineProblemKind::NewShopFull { again_on },
        })
        .collect()
}
