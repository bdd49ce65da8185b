//! Sends an application in.

use pasar_domain::application::{ApplicationState, Step};
use pasar_store::{application, waiting_picture};

use super::show::{documents, steps};
use super::{ApplicationError, lock_open, seller_of};
use crate::Context;
use crate::actor::ShopKeeper;
use crate::identity;

/// Sends an application in, with the seller's agreement to the handling of the data.
///
/// # Errors
/// See [`ApplicationError`]; `Incomplete` names every step that is missing, [`Step::Send`] the agreement.
pub async fn submit(ctx: &Context, keeper: ShopKeeper, agrees: bool) -> Result<(), ApplicationError> {
    let now = ctx.now();
    let mut tx = ctx.home().begin().await?;
    let seller = seller_of(&mut tx, keeper).await?;
    let mut open = lock_open(ctx, &mut tx, &seller).await?;
    let documents = documents(&mut tx, &seller).await?;
    let missing: Vec<Step> = steps(&seller, Some(&open), &documents)
        .into_iter()
        .filter(|(step, is_done)| if *step == Step::Send { !agrees } else { !is_done })
        .map(|(step, _)| step)
        .collect();
    if !missing.is_empty() {
        return Err(ApplicationError::Incomplete(missing));
    }
    open.consented_at = Some(now);
    open.state = ApplicationState::Submitted { at: now };
    application::set_state(&mut tx, &open).await?;
    // A picture from which a form was filled in that was not sent is no part of it.
    let forgotten = waiting_picture::forget(&mut tx, seller.seller_id).await?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    identity::remove(ctx, &forgotten).await?;
    Ok(())
}
