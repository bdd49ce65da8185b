//! Sellers at the staff's desk: who they are, what proves it, and what they sold.

pub(crate) mod begin;
pub mod count_sales;
pub mod list;
pub mod revoke;
pub mod show;
pub mod verify;

use pasar_domain::Instant;
use pasar_domain::id::{SellerId, VerificationId};
use pasar_domain::problem::Problems;
use pasar_store::PgConnection;
pub use pasar_store::verification::RecordedVerification;

use crate::Context;
use crate::job::{Job, Letter, enqueue};

/// Why nothing was recorded about a seller.
#[derive(Debug, thiserror::Error)]
pub enum SellerError {
    /// Something that was typed is wrong.
    #[error("{0}")]
    Invalid(Problems),
    /// This member of staff may only read.
    #[error("your role may not decide about sellers; ask a moderator")]
    NotAllowed,
    /// There is no such seller, or no such verification of this seller.
    #[error("there is no such seller or verification")]
    NotFound,
    /// The verification was revoked before.
    #[error("the verification was revoked before")]
    RevokedBefore,
    /// The seller's name is on the list of names that nobody may trade with, as somebody decided.
    #[error(
        "this seller is on the list of names that nobody may trade with; an administrator must overrule that first"
    )]
    Listed,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] pasar_store::Error),
}

/// Lets everybody follow a change of what is known about a seller, in its transaction: the search index looks at the seller's listings
/// again, and the owners of its shops get a letter.
async fn told(
    ctx: &Context,
    conn: &mut PgConnection,
    (seller_id, verification_id): (SellerId, VerificationId),
    now: Instant,
) -> Result<(), pasar_store::Error> {
    pasar_store::outbox::seller_listings_changed(&mut *conn, &[seller_id], now).await?;
    let letter = Letter::Verification {
        seller_id,
        verification_id,
        written_at: now,
    };
    enqueue(ctx, conn, [Job::SendLetter(letter)], now).await
}
