//! What a payment provider says of itself, against the ledger: its statement is taken in once, its settlements are written down, and whatever
//! differs waits for people. (Asking a provider for a payment that it has not answered is another matter: `payment/reconcile.rs`.)

mod compare;
pub mod desk;
mod facts;
pub mod settle;
pub mod take_in;
pub mod write;

pub use desk::{Desk, desk};
pub use pasar_interchange::provider::ProviderStatementError;
pub use settle::settle;
pub use take_in::{TakenIn, take_in};
pub use write::write_statement;

use pasar_domain::problem::Problems;

use crate::actor::{StaffMember, StaffRole};
use crate::payment::ProviderError;

/// Why nothing was taken in, written or settled.
#[derive(Debug, thiserror::Error)]
pub enum TakeInError {
    /// Only administrators look after money.
    #[error("only administrators may read statements of payment providers; ask one")]
    NotAllowed,
    /// Something that was typed is wrong.
    #[error("{0}")]
    Invalid(Problems),
    /// Somebody looked into the difference already, or there is none.
    #[error("somebody looked into this difference already")]
    Settled,
    /// The statement cannot be read.
    #[error(transparent)]
    Statement(#[from] ProviderStatementError),
    /// The provider gives its statement to no program.
    #[error("this market's payment provider publishes its statements at its own address; download one there")]
    NotPublished,
    /// The provider did not answer.
    #[error(transparent)]
    Provider(#[from] ProviderError),
    /// The days are not in order, or too many.
    #[error(
        "a statement is of at most {} days, from the first to the last",
        write::DAYS_MAX
    )]
    Days,
    /// The sums do not fit.
    #[error(transparent)]
    Sum(#[from] pasar_domain::money::MoneyError),
    /// The statement could not be written.
    #[error("the statement could not be written")]
    Write(#[from] std::io::Error),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] pasar_store::Error),
}

fn administrators_only(staff: StaffMember) -> Result<(), TakeInError> {
    if staff.role() == StaffRole::Administrator {
        Ok(())
    } else {
        Err(TakeInError::NotAllowed)
    }
}
