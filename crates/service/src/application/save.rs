//! Saves a step of an application.

use bytes::Bytes;
use pasar_domain::application::{BankAccount, Step, check_bank};
use pasar_domain::identity::Difference;
use pasar_domain::identity::input::DocumentInput;
use pasar_store::{application, identity_document};
use zeroize::Zeroizing;

use super::{ApplicationError, lock_open, seller_of};
use crate::Context;
use crate::actor::ShopKeeper;
use crate::identity::record::{checked, write};
use crate::identity::sealing::Seal;
use crate::identity::{self, IdentityError};

/// The sealed field of an application.
pub(super) const BANK: &str = "bank account";

/// Saves the document of the seller, or with [`Step::Director`] that of who directs the business. One that was saved before is erased with its
/// pictures. Returns how the number differs from what was typed beside it, so that the seller may mend it.
///
/// # Errors
/// See [`ApplicationError`]; nothing is written then.
pub async fn save_document(
    ctx: &Context,
    keeper: ShopKeeper,
    step: Step,
    input: &DocumentInput,
) -> Result<Vec<Difference>, ApplicationError> {
    let now = ctx.now();
    let mut tx = ctx.home().begin().await?;
    let seller = seller_of(&mut tx, keeper).await?;
    let checklist = ctx.market().verification.of(&seller, ctx.market().country);
    let taken = match step {
        Step::Director => checklist.director.as_slice(),
        _ => checklist.of_seller(seller.standing),
    };
    let typed = checked(ctx, input, taken)?;
    let mut open = lock_open(ctx, &mut tx, &seller).await?;
    if step == Step::Director && !open.needs_second {
        return Err(ApplicationError::NotFound);
    }
    let recorded = write(ctx, &mut tx, (seller.seller_id, keeper.account_id()), &typed, now).await?;
    let place = match step {
        Step::Director => &mut open.director_id,
        _ => &mut open.document_id,
    };
    let before = place.replace(recorded.document_id);
    application::set_documents(&mut tx, &open).await?;
    let pictures = match before {
        Some(before) => identity_document::erase(&mut tx, seller.seller_id, Some(before), now).await?,
        None => Vec::new(),
    };
    tx.commit().await.map_err(pasar_store::Error::from)?;
    identity::remove(ctx, &pictures).await?;
    Ok(recorded.differences)
}

/// Adds a picture of the document of the seller, or with [`Step::DirectorPicture`] of that of who directs the business.
///
/// # Errors
/// See [`ApplicationError`].
pub async fn add_picture(
    ctx: &Context,
    keeper: ShopKeeper,
    step: Step,
    file: Bytes,
) -> Result<(), ApplicationError> {
    let mut conn = ctx.home().read().await?;
    let seller = seller_of(&mut conn, keeper).await?;
    let last = application::last_of_seller(&mut conn, seller.seller_id).await?;
    let open = last
        .filter(|last| last.state.may_change())
        .ok_or(ApplicationError::NotOpen)?;
    drop(conn);
    let document_id = match step {
        Step::DirectorPicture => open.director_id,
        _ => open.document_id,
    };
    let document_id = document_id.ok_or_else(|| ApplicationError::Incomplete(vec![Step::Document]))?;
    Ok(identity::add_picture(ctx, keeper, document_id, file).await?)
}

/// Saves the bank account, sealed.
///
/// # Errors
/// See [`ApplicationError`]; nothing is written then.
pub async fn save_bank(
    ctx: &Context,
    keeper: ShopKeeper,
    typed: &BankAccount,
) -> Result<(), ApplicationError> {
    let account = check_bank(typed).map_err(ApplicationError::Invalid)?;
    let now = ctx.now();
    let mut tx = ctx.home().begin().await?;
    let seller = seller_of(&mut tx, keeper).await?;
    let open = lock_open(ctx, &mut tx, &seller).await?;
    let seal = Seal::find_or_make(ctx, &mut tx, seller.seller_id, now).await?;
    let plain = serde_json::to_vec(&account).map(Zeroizing::new);
    let plain = plain.map_err(|_| IdentityError::NotADocument)?;
    let record = open.application_id.uuid();
    let sealed = seal
        .seal_for(ctx, record, BANK, &plain)
        .map_err(IdentityError::from)?;
    application::set_bank(&mut tx, (seller.seller_id, open.application_id), &sealed).await?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    Ok(())
}
