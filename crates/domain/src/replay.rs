//! Orders of another marketplace, as its own files have them, and what becomes of them here.

use crate::Instant;
use crate::money::{Currency, Money, MoneyError};
use crate::word::word_enum;

/// Where an order of the source stood when its files were written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SourceStatus {
    /// It was made; nobody has said yes to its payment.
    Created,
    /// It is paid.
    Approved,
    /// The seller has a bill for it.
    Invoiced,
    /// The seller is packing it.
    Processing,
    /// The parcel is on its way.
    Shipped,
    /// The buyer has it.
    Delivered,
    /// It was called off.
    Canceled,
    /// The seller did not have it.
    Unavailable,
}

word_enum!(SourceStatus, "a status of an order of the source", {
    Created => "created",
    Approved => "approved",
    Invoiced => "invoiced",
    Processing => "processing",
    Shipped => "shipped",
    Delivered => "delivered",
    Canceled => "canceled",
    Unavailable => "unavailable",
});

/// Goods of one order of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceItem {
    /// Its place in the order, as the source writes it; empty where it writes none.
    pub position: String,
    /// Who sells it, as the source calls them.
    pub seller: String,
    /// Pieces.
    pub quantity: u32,
    /// The price of one piece.
    pub price: Money,
    /// What sending all pieces costs the buyer.
    pub freight: Money,
}

impl SourceItem {
    /// What the buyer owes for it.
    ///
    /// # Errors
    /// When the sum does not fit.
    pub fn due(&self) -> Result<Money, MoneyError> {
        self.price.times(self.quantity)?.add(self.freight)
    }
}

/// One payment for an order of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourcePayment {
    /// Its place in the order, as the source writes it; empty where it writes none.
    pub position: String,
    /// The way in which it was paid, as the source calls it; may be empty.
    pub method: String,
    /// In how many instalments the buyer pays it back to a bank. The marketplace has the whole amount at once.
    pub instalments: u32,
    /// How much.
    pub amount: Money,
}

/// One order of the source: what a buyer took of one or more sellers, and paid in one or more payments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceOrder {
    /// How the source calls it.
    pub key: String,
    /// Where it stood.
    pub status: SourceStatus,
    /// When it was made. What the source does not date is as old as the epoch: only what comes before what matters.
    pub bought_at: Instant,
    /// When somebody said yes to its payment.
    pub approved_at: Option<Instant>,
    /// When its parcel was handed to a carrier.
    pub handed_over_at: Option<Instant>,
    /// When the buyer had it.
    pub delivered_at: Option<Instant>,
    /// What was bought.
    pub items: Vec<SourceItem>,
    /// How it was paid.
    pub payments: Vec<SourcePayment>,
    /// Could everything of it be read? What could not be is no part of it.
    pub is_whole: bool,
}

impl SourceOrder {
    /// What the buyer owes: items and freight.
    ///
    /// # Errors
    /// When the sum does not fit.
    pub fn due(&self, currency: Currency) -> Result<Money, MoneyError> {
        let mut items = self.items.iter();
        items.try_fold(Money::zero(currency), |sum, item| sum.add(item.due()?))
    }

    /// What the buyer paid.
    ///
    /// # Errors
    /// When the sum does not fit.
    pub fn paid(&self, currency: Currency) -> Result<Money, MoneyError> {
        Money::sum(currency, self.payments.iter().map(|payment| payment.amount))
    }
}

/// In what an order of the source does not add up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MismatchKind {
    /// Its payments are less than its items and freight.
    PaidTooLittle,
    /// Its payments are more.
    PaidTooMuch,
    /// There are items, and nothing was paid.
    NoPayment,
    /// Something was paid, and there are no items.
    NoItems,
    /// Something of it cannot be read, so that its sums say nothing.
    Unreadable,
}

word_enum!(MismatchKind, "a mismatch", {
    PaidTooLittle => "paid_too_little",
    PaidTooMuch => "paid_too_much",
    NoPayment => "no_payment",
    NoItems => "no_items",
    Unreadable => "unreadable",
});

/// An order of the source that does not add up. It is named and not posted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mismatch {
    /// How the source calls the order.
    pub key: String,
    /// Where it stood.
    pub status: SourceStatus,
    /// In what it does not add up.
    pub kind: MismatchKind,
    /// Its items and freight.
    pub due: Money,
    /// Its payments.
    pub paid: Money,
}

impl Mismatch {
    /// What was paid beyond what was due; below nothing where it was less.
    ///
    /// # Errors
    /// When the difference does not fit.
    pub fn difference(&self) -> Result<Money, MoneyError> {
        self.paid.subtract(self.due)
    }
}

/// What became of an order of the source in our ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// Nothing was bought and nothing paid: there is nothing to post.
    Empty,
    /// Its money is set aside and not taken.
    Held,
    /// Its money is in escrow, and the shops have yet to ship.
    AwaitingShipment,
    /// Its money is in escrow, and the parcels are on their way.
    InTransit,
    /// Its money left escrow for operator and shops.
    Completed,
    /// Its money was let go before it was taken.
    LetGo,
    /// Its money was taken and given back.
    GivenBack,
}

word_enum!(Outcome, "an outcome of a replayed order", {
    Empty => "empty",
    Held => "held",
    AwaitingShipment => "awaiting_shipment",
    InTransit => "in_transit",
    Completed => "completed",
    LetGo => "let_go",
    GivenBack => "given_back",
});
