//! From a cart to binding orders: reserve, authorise, commit, capture, each with its undo.
//!
//! 1. [`place`] reserves stock and writes unpaid orders, in one transaction for all checkouts that arrive at the same time (`queue.rs`,
//!    `reserve.rs`).
//! 2. The provider is asked for each payment (`payment/authorise.rs`).
//! 3. Its answers are settled, again for a batch in one transaction: orders become binding, or stock is released
//!    (`payment/settle.rs`).
//! 4. What was set aside is taken (`payment/capture.rs`), outside the path of the answer.
//!
//! Whatever stops in between is found by its state and goes on: `payment/reconcile.rs`, `order/expire.rs`.

mod basket;
mod decide;
mod pay_again;
mod place;
mod probation;
mod queue;
mod quote;
mod reserve;
mod rows;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use pasar_domain::address::Address;
use pasar_domain::id::{OfferId, OrderGroupId, ShopId};
use pasar_domain::money::{Money, MoneyError};
use pasar_policy::{Refusal, RuleId};
use serde::Serialize;

pub use pay_again::{PayAgain, PayAgainError, pay_again};
pub use place::{place, place_batch};
pub(crate) use queue::Queues;
pub use quote::{QuoteError, QuoteView, ShopShipping, WantedLine, quote};

use crate::actor::Buyer;
use crate::context::Context;

/// Do buyers wait for the answer to their checkout, in this process? Then what has time lets them go first.
pub fn buyers_wait(ctx: &Context) -> bool {
    ctx.queues().buyers_wait()
}

/// A line that a buyer wants.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlaceLine {
    /// Whose offer.
    pub shop_id: ShopId,
    /// The offer.
    pub offer_id: OfferId,
    /// Pieces; 1 up to the charter's limit.
    pub quantity: u32,
    /// The price of a piece that the buyer saw; another price is refused, so that nobody pays what they have not seen.
    pub seen_price: Money,
}

/// What a buyer asks for when placing orders.
#[derive(Debug, Clone)]
pub struct PlaceOrder {
    /// Who buys.
    pub buyer: Buyer,
    /// The idempotency key: the same key with the same input gives the first answer. 1 to 255 characters.
    pub key: String,
    /// What is bought.
    pub lines: Vec<PlaceLine>,
    /// How each shop is to send: a service that it offers. A shop that is not named here sends in its cheapest way.
    pub shipping: BTreeMap<ShopId, String>,
    /// Where it goes.
    pub ship_to: Address,
    /// The way to pay: one of the provider's methods.
    pub method: String,
    /// The total that the buyer saw; another total is refused. None when the buyer was shown none.
    pub seen_total: Option<Money>,
}

/// Where the payment of a placed checkout stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PaymentOutcome {
    /// The money is set aside: every order is binding.
    Authorised,
    /// The bank answers later; stock is kept until then.
    Pending,
    /// The bank refused; the buyer may pay in another way while there is time, but stock is no longer kept.
    Declined {
        /// The provider's stable word for why.
        reason: String,
    },
    /// The provider did not answer; it is asked again, and stock is kept until then.
    Unknown,
    /// The answer came too late: the checkout had come to nothing, and the money is let go.
    TooLate,
}

/// A checkout that was written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// The group of its orders.
    pub order_group_id: OrderGroupId,
    /// What the buyer reads out on the telephone.
    pub number: String,
    /// What the buyer pays.
    pub total: Money,
    /// Where the payment stands.
    pub payment: PaymentOutcome,
}

/// A line that stands in the way of a checkout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineProblem {
    /// The offer.
    pub offer_id: OfferId,
    /// Its title, when it exists.
    pub title: Option<String>,
    /// What is wrong.
    pub kind: LineProblemKind,
}

/// What can be wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LineProblemKind {
    /// The charter does not let it be sold to this buyer.
    #[error("the rules of this market do not let it be sold to you")]
    Refused {
        /// The rules; none when nothing permits it.
        rules: Vec<RuleId>,
    },
    /// There are not enough pieces.
    #[error("only {available} of {wanted} are left; take fewer")]
    OutOfStock {
        /// Pieces asked for.
        wanted: u32,
        /// Pieces left.
        available: u32,
    },
    /// It is not sold (any more, or at this instant).
    #[error("is not sold at present; take it out of the cart")]
    NotForSale,
    /// The price is another than the buyer saw.
    #[error("the price is now {now}; look at it and order again")]
    PriceChanged {
        /// What the buyer saw.
        seen: Money,
        /// What it costs.
        now: Money,
    },
    /// No pieces, or more than one line may have.
    #[error("order 1 to {max} pieces")]
    Quantity {
        /// The charter's limit.
        max: u32,
    },
    /// The shop does not send in the way that was chosen, or in no way at all.
    #[error("the shop does not send this way at present; choose another")]
    Shipping {
        /// The shop.
        shop_id: ShopId,
    },
    /// The same offer is in two lines.
    #[error("is there twice; keep one line")]
    Twice,
    /// The seller is on probation and has taken as many orders as it may today.
    #[error("the shop is new and takes no more orders today; order again on {again_on}")]
    NewShopFull {
        /// The first day on which it takes orders again.
        again_on: NaiveDate,
    },
}

impl std::fmt::Display for LineProblem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let name = self.title.clone().unwrap_or_else(|| self.offer_id.to_string());
        write!(f, "`{name}`: {}", self.kind)
    }
}

/// Why a checkout was refused. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum PlaceError {
    /// Lines stand in the way: every one of them.
    #[error("some lines stand in the way: {}", list(.0))]
    Lines(Vec<LineProblem>),
    /// There is nothing to order, or more lines than the charter allows.
    #[error("order 1 to {max} lines at once")]
    LineCount {
        /// The charter's limit.
        max: u32,
    },
    /// The total is another than the buyer saw.
    #[error("the total is now {now}; look at it and order again")]
    TotalChanged {
        /// What it comes to.
        now: Money,
    },
    /// The provider does not know this way to pay.
    #[error("`{0}` is not a way to pay here; choose one of the offered ways")]
    UnknownMethod(String),
    /// The key was used for another request.
    #[error("the idempotency key was used for another request; use a new one")]
    KeyReused,
    /// The key is empty or too long.
    #[error("an idempotency key has 1 to 255 characters")]
    InvalidKey,
    /// The sum is too large, or an offer is not in the market's currency.
    #[error("this cannot be added up: {0}")]
    Sum(#[from] MoneyError),
    /// The charter does not let this be paid here.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// More are ordering than can be served. Nothing was begun.
    #[error("too many are ordering at the moment; try again in a few seconds")]
    Busy,
    /// The database cannot be reached. Nothing was written.
    #[error("the database cannot be reached; try again")]
    Unreachable,
    /// Whether it was done is not known; the same request with the same key finds out.
    #[error("the checkout was not answered; try again, it is not done twice")]
    Unanswered,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] pasar_store::Error),
}

fn list(problems: &[LineProblem]) -> String {
    let texts: Vec<String> = problems.iter().map(ToString::to_string).collect();
    texts.join("; ")
}
