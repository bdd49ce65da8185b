//! Finds sellers who are one person.

use pasar_domain::id::SellerId;
use pasar_store::identity_document;

use super::IdentityError;
use crate::Context;
use crate::actor::StaffMember;

/// The other sellers of the market who have a document with the number of one of this seller's. Nothing is opened for it: equal numbers have
/// equal indexes.
///
/// # Errors
/// See [`IdentityError`].
pub async fn same_number(
    ctx: &Context,
    staff: StaffMember,
    seller_id: SellerId,
) -> Result<Vec<SellerId>, IdentityError> {
    if !staff.may_moderate() {
        return Err(IdentityError::NotAllowed);
    }
    let mut conn = ctx.home().read().await?;
    Ok(identity_document::same_number(&mut conn, seller_id).await?)
}
