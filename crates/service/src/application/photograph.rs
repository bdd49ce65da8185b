//! Fills in a step of an application from a picture of the document.

use bytes::Bytes;
use pasar_domain::application::Step;
use pasar_domain::id::DocumentId;
use pasar_domain::identity::DocumentKind;
use pasar_domain::identity::reading::Reading;
use pasar_domain::seller::Seller;
use pasar_store::waiting_picture;
use pasar_store::waiting_picture::WaitingPicture;

use super::{About, ApplicationError, lock_open, seller_of};
use crate::Context;
use crate::actor::ShopKeeper;
use crate::identity::add_picture::{only_pixels, put};
use crate::identity::reading::{read_picture, seal_reading};
use crate::identity::sealing::Seal;
use crate::identity::{self, IdentityError};

/// Reads a picture of the document of the seller, or with [`Step::Director`] of that of who directs the business, and keeps it, sealed, for the
/// document that is saved next at this step. What was read is returned, for the seller to check and to send, and is not saved by itself; it is empty
/// where nothing could be read. A picture that was kept before is taken away.
///
/// # Errors
/// See [`ApplicationError`]; nothing is kept then.
pub async fn photograph(
    ctx: &Context,
    keeper: ShopKeeper,
    step: Step,
    file: Bytes,
) -> Result<Reading, ApplicationError> {
    if !matches!(step, Step::Document | Step::Director) {
        return Err(ApplicationError::NotFound);
    }
    let (about, seal, kinds) = begin(ctx, keeper, step).await?;
    let document_id = DocumentId::new(ctx.now(), &ctx.entropy());
    let jpeg = only_pixels(file).await?;
    let reading = read_picture(ctx, &jpeg, &kinds).await;
    let sealed = reading
        .as_ref()
        .map(|reading| seal_reading(ctx, &seal, document_id, reading));
    let sealed = sealed.transpose()?;
    let picture = put(ctx, &seal, document_id, &jpeg).await?;
    let waiting = WaitingPicture {
        seller_id: about.0,
        application_id: about.1,
        step,
        document_id,
        picture,
        reading: sealed,
        taken_at: ctx.now(),
    };
    match keep(ctx, keeper, &waiting).await {
        Ok(before) => identity::remove(ctx, &before).await?,
        Err(error) => {
            identity::forget(ctx, &waiting.picture).await;
            return Err(error);
        }
    }
    Ok(reading.unwrap_or_default())
}

/// Begins the application if there is none yet, and makes the seller's key.
async fn begin(
    ctx: &Context,
    keeper: ShopKeeper,
    step: Step,
) -> Result<(About, Seal, Vec<DocumentKind>), ApplicationError> {
    let mut tx = ctx.home().begin().await?;
    let seller = seller_of(&mut tx, keeper).await?;
    let open = lock_open(ctx, &mut tx, &seller).await?;
    if step == Step::Director && !open.needs_second {
        return Err(ApplicationError::NotFound);
    }
    let seal = Seal::find_or_make(ctx, &mut tx, seller.seller_id, ctx.now()).await?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    let kinds = taken(ctx, &seller, step).to_vec();
    Ok(((seller.seller_id, open.application_id), seal, kinds))
}

/// The kinds of documents that are taken at a step.
pub(super) fn taken<'a>(ctx: &'a Context, seller: &Seller, step: Step) -> &'a [DocumentKind] {
    let checklist = ctx.market().verification.of(seller, ctx.market().country);
    match step {
        Step::Director => &checklist.director,
        _ => checklist.of_seller(seller.standing),
    }
}

/// Writes that a picture waits, if the application may still be changed. Returns where the one is that waited before.
async fn keep(
    ctx: &Context,
    keeper: ShopKeeper,
    waiting: &WaitingPicture,
) -> Result<Vec<String>, ApplicationError> {
    let mut tx = ctx.home().begin().await?;
    let seller = seller_of(&mut tx, keeper).await?;
    let open = lock_open(ctx, &mut tx, &seller).await?;
    if open.application_id != waiting.application_id {
        return Err(ApplicationError::NotOpen);
    }
    // What was sealed with a key that was destroyed meanwhile is noise.
    if Seal::find(ctx, &mut tx, waiting.seller_id).await?.is_none() {
        return Err(IdentityError::Erased.into());
    }
    let about = (waiting.seller_id, waiting.application_id);
    let before = waiting_picture::take(&mut tx, about, waiting.step).await?;
    waiting_picture::insert(&mut tx, waiting).await?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    Ok(before.into_iter().map(|before| before.picture).collect())
}
