//! The addresses of a buyer: where parcels have gone and may go again.

mod add;
mod edit;
mod get;
mod list;
mod make_default;
mod remove;

pub use pasar_store::address::StoredAddress;

pub use add::add;
pub use edit::edit;
pub use get::get;
pub use list::list;
pub use make_default::make_default;
pub use remove::remove;

use pasar_domain::address::AddressProblem;

/// The most addresses of one account.
pub const ADDRESSES_MAX: usize = 50;

/// Why an address could not be written.
#[derive(Debug, thiserror::Error)]
pub enum AddressError {
    /// Something that was typed is wrong.
    #[error("the address is not complete: {}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Invalid(Vec<AddressProblem>),
    /// The book is full.
    #[error("you have {max} addresses, which is the most; remove one first")]
    TooMany {
        /// The most.
        max: usize,
    },
    /// The person has no such address.
    #[error("there is no such address")]
    NotFound,
    /// The account may not act any more.
    #[error("this account is closed")]
    Gone,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] pasar_store::Error),
}
