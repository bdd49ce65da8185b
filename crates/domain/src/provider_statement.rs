//! What a payment provider says of itself: its statement, and the money that it settled to the operator's bank account.

use chrono::NaiveDate;

use crate::Instant;
use crate::bank::Settling;
use crate::id::{DifferenceId, PaymentId, ProviderStatementId, SettlementId};
use crate::money::Money;
use crate::word::word_enum;

/// The most bytes of a statement.
pub const PROVIDER_STATEMENT_BYTES_MAX: usize = 20 * 1024 * 1024;

/// The most characters of a name that a provider gives to something.
pub const PROVIDER_NAME_CHARS_MAX: usize = 140;

/// What a row of a provider's statement is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProviderRowKind {
    /// A buyer's money was taken.
    Charge,
    /// Some of it was given back.
    Refund,
    /// What the provider keeps for itself.
    Fee,
    /// A bank took the money back from the provider, at the buyer's wish; or the provider got it again.
    Chargeback,
    /// The rest went to the operator's bank account.
    Settlement,
}

word_enum!(ProviderRowKind, "a kind of row of a provider's statement", {
    Charge => "charge",
    Refund => "refund",
    Fee => "fee",
    Chargeback => "chargeback",
    Settlement => "settlement",
});

/// A row of a provider's statement. Amounts are what the operator has more with the provider by it: a charge is above nothing, a fee, a refund
/// and a settlement are below. All rows of one settlement sum to nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProviderRow {
    /// How the provider calls it. It gives this name once.
    pub row_id: String,
    /// What it is about.
    pub kind: ProviderRowKind,
    /// The day on which it happened, in UTC.
    pub booked_on: NaiveDate,
    /// The settlement with which it is settled, as the provider calls it.
    pub settlement: String,
    /// The payment that it is about, if it names one of ours.
    pub payment_id: Option<PaymentId>,
    /// The key under which a refund was asked for; empty where the provider does not say it.
    pub refund_key: String,
    /// How much.
    pub amount: Money,
}

/// In what a provider's statement and the ledger differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProviderDifferenceKind {
    /// The provider took money of which the ledger knows nothing.
    ChargeNotInLedger,
    /// The ledger has money that the provider does not say it took.
    ChargeMissing,
    /// The provider took another amount.
    AmountDiffers,
    /// The provider took another currency.
    CurrencyDiffers,
    /// The provider gave back more than the ledger says.
    RefundedTwice,
    /// The ledger gave back more than the provider.
    RefundMissing,
    /// The provider gave something back, and the ledger nothing.
    RefundNotInLedger,
    /// The fee is another than was agreed.
    FeeDiffers,
    /// Less was settled than the rows of the settlement come to.
    SettlementShort,
    /// More was.
    SettlementOver,
    /// A bank took money back.
    Chargeback,
    /// The row has the name of another.
    DuplicateRow,
    /// The row cannot be read.
    UnreadableRow,
}

word_enum!(ProviderDifferenceKind, "a difference of a provider's statement", {
    ChargeNotInLedger => "charge_not_in_ledger",
    ChargeMissing => "charge_missing",
    AmountDiffers => "amount_differs",
    CurrencyDiffers => "currency_differs",
    RefundedTwice => "refunded_twice",
    RefundMissing => "refund_missing",
    RefundNotInLedger => "refund_not_in_ledger",
    FeeDiffers => "fee_differs",
    SettlementShort => "settlement_short",
    SettlementOver => "settlement_over",
    Chargeback => "chargeback",
    DuplicateRow => "duplicate_row",
    UnreadableRow => "unreadable_row",
});

/// A difference between a provider's statement and the ledger. It waits for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProviderDifference {
    /// Its id.
    pub difference_id: DifferenceId,
    /// In which statement it was found.
    pub statement_id: ProviderStatementId,
    /// What it is.
    pub kind: ProviderDifferenceKind,
    /// The line of the file; none for what is not in it.
    pub line: Option<u32>,
    /// How the provider calls the row, or the settlement; empty where it calls it nothing.
    pub row_id: String,
    /// The payment that it is about, if it is one of ours.
    pub payment_id: Option<PaymentId>,
    /// What the provider says, if that can be read.
    pub said: Option<Money>,
    /// What the ledger says, or what was agreed.
    pub expected: Option<Money>,
    /// When it was found.
    pub found_at: Instant,
    /// Who looked into it; none while it waits.
    pub settled: Option<Settling>,
}

/// What reading a provider's statement did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProviderStatementRead {
    /// Its id.
    pub statement_id: ProviderStatementId,
    /// The provider.
    pub provider: String,
    /// Rows in it.
    pub rows: u32,
    /// Rows that were in an earlier statement.
    pub known: u32,
    /// Settlements that were written into the ledger.
    pub settlements: u32,
    /// Differences that were found.
    pub differences: u32,
    /// When it was read.
    pub read_at: Instant,
}

/// Money that a provider settled to the operator's bank account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settlement {
    /// Its id.
    pub settlement_id: SettlementId,
    /// The provider.
    pub provider: String,
    /// How the provider calls it.
    pub reference: String,
    /// What came to the bank account; below nothing where the provider took it from there.
    pub net: Money,
    /// What the provider kept for itself of what it had taken.
    pub fee: Money,
    /// On which day.
    pub settled_on: NaiveDate,
    /// The statement that says so.
    pub statement_id: ProviderStatementId,
    /// When it was written.
    pub recorded_at: Instant,
}
