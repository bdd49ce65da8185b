//! The first transaction of a checkout: stock is kept and unpaid orders are written, for a whole batch at once.

use std::collections::{BTreeMap, BTreeSet};

use pasar_domain::Instant;
use pasar_domain::checkout::{Basket, BasketLine, Quote, quote};
use pasar_domain::id::{OfferId, OrderGroupId, ShopId};
use pasar_domain::offer::Stock;
use pasar_domain::order_group::OrderGroup;
use pasar_domain::payment::Payment;
use pasar_domain::stock::{Shortage, StockKey, StockWish, allocate};
use pasar_policy::{Allowed, Pay};
use pasar_store::idempotency::{FirstAnswer, RequestKey};
use pasar_store::order::SaleDecision;
use pasar_store::{PgConnection, idempotency, stock_item};
use sha2::{Digest as _, Sha256};

use super::basket::Shelf;
use super::decide::pay;
use super::probation::{Beginners, Day, beginners};
use super::rows::Rows;
use super::{LineProblem, LineProblemKind, PlaceError, PlaceOrder};
use crate::context::Context;
use crate::race;

const VERB: &str = "checkout.place";

/// What the first transaction made of a checkout.
#[derive(Debug)]
pub(super) enum Reserved {
    /// Stock is kept, the orders are written, and this payment is to be asked for.
    New {
        /// The group.
        group: Box<OrderGroup>,
        /// Its payment.
        payment: Payment,
    },
    /// The key had been used for the same input.
    Repeat {
        /// What was made then.
        order_group_id: OrderGroupId,
    },
}

/// A checkout on its way through the transaction.
pub(super) struct Plan<'a> {
    pub(super) place: usize,
    pub(super) asked: &'a PlaceOrder,
    pub(super) input_hash: [u8; 32],
    pub(super) baskets: Vec<Basket>,
    pub(super) quote: Quote,
    pub(super) sales: BTreeMap<OfferId, SaleDecision>,
    pub(super) pay: Allowed<Pay>,
    pub(super) beginners: Beginners,
}

/// What a checkout comes to, and the keys to selling and paying it.
struct Worked {
    baskets: Vec<Basket>,
    quote: Quote,
    sales: BTreeMap<OfferId, SaleDecision>,
    pay: Allowed<Pay>,
    beginners: Beginners,
}

impl Plan<'_> {
    fn lines(&self) -> impl Iterator<Item = &BasketLine> {
        self.baskets.iter().flat_map(|basket| &basket.lines)
    }

    fn wishes(&self) -> Vec<StockWish> {
        self.lines().map(BasketLine::stock_wish).collect()
    }

    pub(super) fn request(&self) -> RequestKey {
        request(self.asked)
    }

    /// Is the seller of this shop on probation?
    pub(super) fn is_of_beginner(&self, shop_id: ShopId) -> bool {
        self.beginners.values().any(|shops| shops.contains(&shop_id))
    }

    /// The lines that are short.
    fn short(&self, shortages: &[Shortage]) -> Vec<LineProblem> {
        let lines: Vec<&BasketLine> = self.lines().collect();
        let problems = shortages.iter().filter_map(|shortage| {
            let offer = &lines.get(shortage.line)?.offer;
            Some(LineProblem {
                offer_id: offer.offer_id,
                title: Some(offer.title.clone()),
                kind: LineProblemKind::OutOfStock {
                    wanted: shortage.wanted,
                    available: shortage.available,
                },
            })
        });
        problems.collect()
    }
}

type Answers = BTreeMap<usize, Result<Reserved, PlaceError>>;

/// Keeps stock for the batch and writes its orders. Answers come in its order.
///
/// # Errors
/// When the transaction failed as a whole and nothing was written.
pub(super) async fn reserve(
    ctx: &Context,
    batch: &[PlaceOrder],
) -> Result<Vec<Result<Reserved, PlaceError>>, pasar_store::Error> {
    let mut answers = reserve_again(ctx, batch).await?;
    // A key that stood twice in the batch was left for now; the second request finds what the first one made.
    let places = batch.iter().enumerate();
    let left: Vec<_> = places.filter(|(place, _)| !answers.contains_key(place)).collect();
    for (place, asked) in left {
        let alone = reserve_again(ctx, std::slice::from_ref(asked)).await;
        let answer = alone
            .map(|mut answers| answers.remove(&0))
            .unwrap_or_else(|error| Some(Err(error.into())));
        answers.insert(
            place,
            answer.unwrap_or_else(|| Err(pasar_store::Error::Stale.into())),
        );
    }
    Ok(answers.into_values().collect())
}

async fn reserve_again(ctx: &Context, batch: &[PlaceOrder]) -> Result<Answers, pasar_store::Error> {
    // Another process may answer one of the keys between our look and our write; the next try sees its answer.
    let answered_meanwhile = |error: &pasar_store::Error| error.is_conflict_on("idempotency_pkey");
    race::again(answered_meanwhile, || reserve_once(ctx, batch)).await
}

async fn reserve_once(ctx: &Context, batch: &[PlaceOrder]) -> Result<Answers, pasar_store::Error> {
    let now = ctx.now();
    let mut tx = ctx.home().begin().await?;
    let mut answers = Answers::new();
    let plans = plan(ctx, &mut tx, batch, &mut answers).await?;
    let mut day = Day::lock(ctx, &mut tx, &plans, now).await?;
    let (plans, levels) = allot(&mut tx, plans, (&mut day, &mut answers)).await?;
    if plans.is_empty() {
        return Ok(answers);
    }
    let mut rows = Rows::default();
    for plan in &plans {
        let (group, payment) = rows.add(ctx, plan, (now, day.day()));
        let group = Box::new(group);
        answers.insert(plan.place, Ok(Reserved::New { group, payment }));
    }
    rows.write(&mut tx, &levels, now).await?;
    day.write(&mut tx).await?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    ctx.bell().ring();
    Ok(answers)
}

/// Sorts out what is repeated or cannot be, and works out what the rest comes to. What repeats another checkout of this batch gets
/// neither an answer nor a plan.
async fn plan<'a>(
    ctx: &Context,
    tx: &mut PgConnection,
    batch: &'a [PlaceOrder],
    answers: &mut Answers,
) -> Result<Vec<Plan<'a>>, pasar_store::Error> {
    let requests: Vec<RequestKey> = batch.iter().map(request).collect();
    let mut begun: BTreeSet<RequestKey> = BTreeSet::new();
    let known: BTreeMap<RequestKey, FirstAnswer> = idempotency::find(tx, &requests)
        .await?
        .into_iter()
        .map(|answer| (answer.request.clone(), answer))
        .collect();
    let lines = batch.iter().flat_map(|asked| &asked.lines);
    let wanted: BTreeSet<_> = lines.map(|line| (line.shop_id, line.offer_id)).collect();
    let now = ctx.now();
    let shelf = Shelf::read(tx, ctx.market(), now, &wanted).await?;

    let mut plans = Vec::with_capacity(batch.len());
    for (place, (asked, request)) in batch.iter().zip(requests).enumerate() {
        let input_hash = input_hash(asked);
        if let Some(answer) = known.get(&request) {
            answers.insert(place, repeat(answer, input_hash));
            continue;
        }
        if !begun.insert(request) {
            continue;
        }
        match work_out(ctx, &shelf, asked, now) {
            Ok(worked) => plans.push(Plan {
                place,
                asked,
                input_hash,
                baskets: worked.baskets,
                quote: worked.quote,
                sales: worked.sales,
                pay: worked.pay,
                beginners: worked.beginners,
            }),
            Err(error) => {
                answers.insert(place, Err(error));
            }
        }
    }
    Ok(plans)
}

fn work_out(ctx: &Context, shelf: &Shelf, asked: &PlaceOrder, now: Instant) -> Result<Worked, PlaceError> {
    let max = ctx.charter().limits.cart_lines_max;
    if asked.lines.is_empty() || u32::try_from(asked.lines.len()).is_ok_and(|lines| lines > max) {
        return Err(PlaceError::LineCount { max });
    }
    if !(1..=255).contains(&asked.key.chars().count()) {
        return Err(PlaceError::InvalidKey);
    }
    if !ctx.payments().methods().contains(&asked.method.as_str()) {
        return Err(PlaceError::UnknownMethod(asked.method.clone()));
    }
    let baskets = shelf
        .baskets(ctx.market(), &asked.lines, &asked.shipping)
        .map_err(PlaceError::Lines)?;
    let buyer = asked.buyer.account_id();
    let (mut sales, mut problems) = (BTreeMap::new(), Vec::new());
    for basket in &baskets {
        match shelf.facts().sell(ctx, Some(buyer), basket, now) {
            Ok(decisions) => sales.extend(decisions),
            Err(refused) => problems.extend(refused),
        }
    }
    if !problems.is_empty() {
        return Err(PlaceError::Lines(problems));
    }
    let quote = quote(ctx.market(), baskets.clone())?;
    if asked.seen_total.is_some_and(|seen| seen != quote.total) {
        return Err(PlaceError::TotalChanged { now: quote.total });
    }
    let pay = pay(ctx, buyer, quote.total, now)?;
    Ok(Worked {
        beginners: beginners(ctx, shelf, &baskets, now),
        baskets,
        quote,
        sales,
        pay,
    })
}

fn request(asked: &PlaceOrder) -> RequestKey {
    RequestKey {
        actor_id: asked.buyer.account_id(),
        verb: VERB,
        key: asked.key.clone(),
    }
}

fn input_hash(asked: &PlaceOrder) -> [u8; 32] {
    let input = (
        &asked.lines,
        &asked.shipping,
        &asked.ship_to,
        &asked.method,
        &asked.seen_total,
    );
    let bytes = serde_json::to_vec(&input)
        .expect("a checkout consists of ids, numbers and texts, which JSON can write");
    Sha256::digest(bytes).into()
}

fn repeat(answer: &FirstAnswer, input_hash: [u8; 32]) -> Result<Reserved, PlaceError> {
    if answer.input_hash != input_hash {
        return Err(PlaceError::KeyReused);
    }
    let id = answer
        .answer
        .get("order_group_id")
        .and_then(serde_json::Value::as_str);
    let id = id
        .and_then(|text| text.parse().ok())
        .ok_or(pasar_store::Error::Inconsistent {
            table: "idempotency",
            column: "answer",
            id: answer.request.key.clone(),
        })?;
    Ok(Reserved::Repeat { order_group_id: id })
}

/// Locks the stock of the batch in one statement and shares it out, and with it what is left of the day where sellers are on probation.
async fn allot<'a>(
    tx: &mut PgConnection,
    plans: Vec<Plan<'a>>,
    (day, answers): (&mut Day, &mut Answers),
) -> Result<(Vec<Plan<'a>>, BTreeMap<StockKey, Stock>), pasar_store::Error> {
    let keys: BTreeSet<StockKey> = plans
        .iter()
        .flat_map(Plan::wishes)
        .map(|wish| wish.item)
        .collect();
    let keys: Vec<StockKey> = keys.into_iter().collect();
    let mut levels = stock_item::lock(tx, &keys).await?;
    let mut served = Vec::with_capacity(plans.len());
    for plan in plans {
        let wishes = plan.wishes();
        let mut problems = day.problems(&plan);
        let shares = if problems.is_empty() {
            allocate(&mut levels, [wishes.as_slice()])
        } else {
            // It takes nothing, but is told everything that stands in the way.
            allocate(&mut levels.clone(), [wishes.as_slice()])
        };
        for shortages in shares.into_iter().filter_map(Result::err) {
            problems.extend(plan.short(&shortages));
        }
        if problems.is_empty() {
            day.take(&plan);
            served.push(plan);
        } else {
            answers.insert(plan.place, Err(PlaceError::Lines(problems)));
        }
    }
    Ok((served, levels))
}
