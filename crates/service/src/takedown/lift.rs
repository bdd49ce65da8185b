//! Lifts a takedown: buyers see the product again, if its seller still offers it.

use pasar_domain::id::ProductId;
use pasar_store::{outbox, product, takedown};

use super::take::TakedownError;
use crate::Context;
use crate::actor::StaffMember;

/// Lifts the takedown of a product.
///
/// # Errors
/// See [`TakedownError`].
pub async fn lift(ctx: &Context, staff: StaffMember, product_id: ProductId) -> Result<(), TakedownError> {
    if !staff.may_moderate() {
        return Err(TakedownError::NotAllowed);
    }
    let mut tx = ctx.home().begin().await?;
    let product = product::by_id_alone(&mut tx, product_id)
        .await?
        .ok_or(TakedownError::NotFound)?;
    let now = ctx.now();
    if !takedown::lift(&mut tx, product.shop_id, product_id, staff.staff_id(), now).await? {
        return Err(TakedownError::NotDown);
    }
    product::set_taken_down(&mut tx, product.shop_id, product_id, None).await?;
    outbox::listings_changed(&mut tx, &[(product.shop_id, product_id)], now).await?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    Ok(())
}
