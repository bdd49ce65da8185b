//! One payment, for who pays.

use pasar_domain::id::PaymentId;
use pasar_domain::payment::Payment;
use pasar_store::payment;

use crate::actor::Buyer;
use crate::context::Context;

/// A payment of this buyer. Nothing when there is none, or when somebody else pays.
///
/// # Errors
/// The database's.
pub async fn show(ctx: &Context, buyer: Buyer, id: PaymentId) -> Result<Option<Payment>, pasar_store::Error> {
    let mut connection = ctx.home().read().await?;
    let found = payment::of_ids(&mut connection, &[id]).await?.pop();
    Ok(found.filter(|payment| payment.buyer_id == buyer.account_id()))
}
