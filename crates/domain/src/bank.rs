//! The operator's bank: files that tell it to pay, and what its statements say.

use chrono::NaiveDate;

use crate::Instant;
use crate::application::BankAccount;
use crate::id::{BankStatementId, DifferenceId, PayoutFileId, PayoutId, ShopId, StaffId};
use crate::money::Money;
use crate::problem::{Problems, length};
use crate::word::word_enum;

/// The most payouts of one file.
pub const FILE_PAYOUTS_MAX: u32 = 2_000;

/// The most bytes of a statement.
pub const STATEMENT_BYTES_MAX: usize = 20 * 1024 * 1024;

/// The most characters of what somebody writes who looked into a difference.
pub const WORDS_CHARS_MAX: usize = 1_000;

/// A file that tells the bank to pay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayoutFile {
    /// Its id.
    pub file_id: PayoutFileId,
    /// The operator's account that pays.
    pub payer: BankAccount,
    /// The day on which the bank is to pay.
    pub execute_on: NaiveDate,
    /// How many payouts are in it.
    pub payouts: u32,
    /// What they come to.
    pub sum: Money,
    /// Who made it.
    pub made_by: StaffId,
    /// When.
    pub made_at: Instant,
}

/// How a file is called towards banks: letters and digits alone, at most 35.
pub fn message_id(id: PayoutFileId) -> String {
    id.to_string().replace('_', "").to_uppercase()
}

/// In what an entry of a statement does not fit what was expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DifferenceKind {
    /// Money left that no payout was to take.
    UnknownDebit,
    /// Money came that is no payout coming back.
    UnknownCredit,
    /// It is called like a payout, and there is none of that name.
    UnknownPayout,
    /// The payout is of another amount or currency.
    OtherAmount,
    /// The bank was not told to pay this payout.
    NeverSent,
    /// The payout was paid before, by another entry.
    PaidAgain,
    /// The payout came back before, by another entry.
    ReturnedAgain,
}

word_enum!(DifferenceKind, "a difference", {
    UnknownDebit => "unknown_debit",
    UnknownCredit => "unknown_credit",
    UnknownPayout => "unknown_payout",
    OtherAmount => "other_amount",
    NeverSent => "never_sent",
    PaidAgain => "paid_again",
    ReturnedAgain => "returned_again",
});

/// What somebody found out about a difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settling {
    /// Who.
    pub by: StaffId,
    /// When.
    pub at: Instant,
    /// What it was.
    pub words: String,
}

/// An entry of a statement that does not fit what was expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Its id.
    pub difference_id: DifferenceId,
    /// In which statement.
    pub statement_id: BankStatementId,
    /// In what it does not fit.
    pub kind: DifferenceKind,
    /// What the entry is called by who had it paid.
    pub end_to_end_id: String,
    /// What the bank calls it.
    pub reference: String,
    /// How much.
    pub amount: Money,
    /// When the bank booked it, if it says so.
    pub booked_on: Option<NaiveDate>,
    /// The payout that it is about, if there is one.
    pub payout: Option<(ShopId, PayoutId)>,
    /// When it was found.
    pub found_at: Instant,
    /// Who looked into it; none while it waits.
    pub settled: Option<Settling>,
}

/// What reading a statement did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatementRead {
    /// Its id.
    pub statement_id: BankStatementId,
    /// Entries in it that the bank has booked.
    pub entries: u32,
    /// Payouts that are paid by it.
    pub paid: u32,
    /// Payouts that came back by it.
    pub returned: u32,
    /// Entries that were known from another statement.
    pub known: u32,
}

/// Checks what somebody writes who looked into a difference.
///
/// # Errors
/// There are no words, or too many.
pub fn check_words(typed: &str) -> Result<String, Problems> {
    let mut problems = Problems::default();
    let words = typed.trim().replace("\r\n", "\n");
    length(&mut problems, "words", &words, 1, WORDS_CHARS_MAX);
    problems.or(words)
}
