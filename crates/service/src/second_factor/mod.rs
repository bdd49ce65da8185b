//! Second factors of accounts and of staff: an app that shows codes, and recovery codes for whoever has lost it.
//!
//! What asks for a code, asks [`check`]: it takes each code once, and slows down whoever tries codes. Nothing that was typed or opened is in
//! an error, in a log or in `Debug`.

pub(crate) mod check;
mod confirm;
pub(crate) mod finish;
pub(crate) mod half;
pub mod letter;
pub(crate) mod place;
mod remove;
mod reset;
mod rewrap;
mod sealing;
mod show;
mod start;

pub use pasar_domain::second_factor::{FactorEvent, FactorHolder, RecoveryCode, SecondFactor};

pub use confirm::confirm;
pub use finish::FinishError;
pub use half::MINUTES as HALF_MINUTES;
pub use remove::remove;
pub use reset::reset;
pub(crate) use rewrap::rewrap;
pub use show::{Enrolment, FactorState, guards, show};
pub use start::start;

use crate::actor::{Buyer, StaffMember};

/// Why a second factor stays as it is.
#[derive(Debug, thiserror::Error)]
pub enum FactorError {
    /// The password is another one.
    #[error("the password is wrong")]
    WrongPassword,
    /// The code is wrong, or was used before.
    #[error("the code is wrong, or was used before; wait for the next one")]
    WrongCode,
    /// There were too many failures.
    #[error("there were too many failed attempts; try again in {seconds} seconds")]
    Wait {
        /// Seconds until the next attempt.
        seconds: u32,
    },
    /// There is one already.
    #[error("there is a second factor already; remove it first")]
    AlreadyOn,
    /// There is none, or the one that was begun took too long.
    #[error("there is no second factor, or it took too long to confirm it; begin again")]
    NotOn,
    /// The person may not act any more.
    #[error("this account is closed")]
    Gone,
    /// What is kept could not be opened with the keys that are known.
    #[error(transparent)]
    Vault(#[from] pasar_vault::Refused),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] pasar_store::Error),
}

impl From<Buyer> for FactorHolder {
    fn from(buyer: Buyer) -> Self {
        Self::Account(buyer.account_id())
    }
}

impl From<StaffMember> for FactorHolder {
    fn from(member: StaffMember) -> Self {
        Self::Staff(member.staff_id())
    }
}
