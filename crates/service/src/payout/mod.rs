//! Payouts: made on the days of the charter's schedule, sent in a bank file, paid or returned by the bank's statement.

pub mod desk;
pub mod file;
pub mod make;
pub mod reconcile;
pub mod settle;

pub use desk::{Desk, ShownPayout, desk, show};
pub use file::{FileFormat, MakeFile, make_file, write_file};
pub use make::make_due;
pub use pasar_interchange::bank::{StatementError, decimal};
pub use pasar_ledger::{Kind, Phase, Transfer};
pub use pasar_store::shop_balance::{PayoutWaiting, ShopBalance};
pub use reconcile::{ReadStatement, read_statement};
pub use settle::settle;

use chrono::NaiveDate;
use pasar_domain::problem::Problems;

use crate::Context;
use crate::actor::{StaffMember, StaffRole};
use crate::identity::IdentityError;

/// Why nothing was paid, sent or read.
#[derive(Debug, thiserror::Error)]
pub enum PayoutError {
    /// Only administrators send money.
    #[error("only administrators may send payouts to the bank, or read its statements; ask one")]
    NotAllowed,
    /// Something that was typed is wrong.
    #[error("{0}")]
    Invalid(Problems),
    /// No payout waits for a file.
    #[error("no payout waits to be sent")]
    NothingDue,
    /// There is no such payout, file or difference.
    #[error("there is no such payout, file or difference")]
    NotFound,
    /// Somebody looked into the difference already.
    #[error("somebody looked into this difference already")]
    Settled,
    /// The statement cannot be read.
    #[error(transparent)]
    Statement(#[from] StatementError),
    /// A bank account cannot be opened.
    #[error(transparent)]
    Identity(#[from] IdentityError),
    /// The sums do not fit.
    #[error(transparent)]
    Sum(#[from] pasar_domain::money::MoneyError),
    /// The file could not be written.
    #[error("the file could not be written")]
    Write(#[from] std::io::Error),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] pasar_store::Error),
}

fn administrators_only(staff: StaffMember) -> Result<(), PayoutError> {
    if staff.role() == StaffRole::Administrator {
        Ok(())
    } else {
        Err(PayoutError::NotAllowed)
    }
}

/// The present day in the market.
fn today(ctx: &Context) -> NaiveDate {
    ctx.now().with_timezone(&ctx.market().time_zone).date_naive()
}
