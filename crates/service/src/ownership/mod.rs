//! Who owns or controls whom. It is recorded in the control schema; what the operator controls is derived from it and carried into the
//! cell of every market, so that a sale asks no other database.

pub mod carry;
pub mod end;
pub mod list;
pub mod party;
pub mod record;
pub mod show;

use pasar_domain::problem::Problems;

pub use pasar_domain::ownership::{
    Control, Grounds, Ownership, OwnershipGraph, OwnershipInput, Party, PartyInput, PartyKind, Step,
};

/// Why nothing was recorded about ownership.
#[derive(Debug, thiserror::Error)]
pub enum OwnershipError {
    /// Something that was typed is wrong.
    #[error("{0}")]
    Invalid(Problems),
    /// This member of staff may only read.
    #[error("your role may not record ownership; ask a moderator")]
    NotAllowed,
    /// There is no such party, seller or stretch.
    #[error("there is no such party, seller or stretch")]
    NotFound,
    /// There is an operator already, and there is only one.
    #[error("there is an operator already; a site has one")]
    OperatorKnown,
    /// The seller is a party's already.
    #[error("this seller belongs to a party already")]
    LinkedBefore,
    /// The stretch has ended before that day, or begins after it.
    #[error("the stretch does not last on that day; it ended before, or begins later")]
    NotLasting,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] pasar_store::Error),
}
