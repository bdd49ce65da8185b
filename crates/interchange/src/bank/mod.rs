//! Files for and from the operator's bank: ISO 20022 credit transfers (pain.001) and a plain table with the same payments, and statements
//! (camt.053).

mod camt;
mod letters;
mod pain;
mod table;

pub use camt::{BookedEntry, Direction, ENTRIES_MAX, StatementError, read_statement};
pub use letters::{is_bic, is_iban};
pub use pain::write_credit_transfers;
pub use table::{TableCell, decimal, write_payment_table, write_table};

use chrono::NaiveDate;
use pasar_domain::Instant;
use pasar_domain::money::Money;

/// Whose account pays, or is paid.
#[derive(Clone, PartialEq, Eq)]
pub struct BankParty {
    /// In whose name.
    pub holder: String,
    /// The bank: its name, or its BIC.
    pub bank: String,
    /// The number: an IBAN, or what the country's banks use.
    pub number: String,
}

impl std::fmt::Debug for BankParty {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("BankParty(…)")
    }
}

/// One payment of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreditTransfer {
    /// How the payment is called until its end: at most 35 letters and digits.
    pub end_to_end_id: String,
    /// How much.
    pub amount: Money,
    /// Who is paid.
    pub payee: BankParty,
    /// What the payee reads.
    pub about: String,
}

/// Payments of one currency from one account, on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreditTransfers {
    /// How the file is called: at most 35 letters and digits. A bank takes a file of one name once.
    pub message_id: String,
    /// When it was made.
    pub made_at: Instant,
    /// The day on which the bank is to pay.
    pub execute_on: NaiveDate,
    /// Who pays.
    pub payer: BankParty,
    /// The country whose banks these are: what looks like a BIC of another country is a bank's name.
    pub country: String,
    /// The payments.
    pub payments: Vec<CreditTransfer>,
}
