//! Saves a step of an application.

use bytes::Bytes;
use pasar_domain::application::{Application, BankAccount, Step, check_bank};
use pasar_domain::id::DocumentId;
use pasar_domain::identity::Difference;
use pasar_domain::identity::input::DocumentInput;
use pasar_domain::identity::reading::ReadField;
use pasar_store::{application, identity_document, waiting_picture};
use zeroize::Zeroizing;

use super::photograph::taken;
use super::{ApplicationError, lock_open, seller_of};
use crate::Context;
use crate::actor::ShopKeeper;
use crate::identity::add_picture::{TakenPicture, attach, take};
use crate::identity::record::{checked, write};
use crate::identity::sealing::Seal;
use crate::identity::{self, IdentityError};

/// The sealed field of an application.
pub(super) const BANK: &str = "bank account";

/// What a seller may want to mend of a document that was saved.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Saved {
    /// How the number differs from what was typed beside it.
    pub differences: Vec<Difference>,
    /// What the picture says otherwise from which the form was filled in.
    pub unlike: Vec<ReadField>,
}

/// Saves the document of the seller, or with [`Step::Director`] that of who directs the business, with the picture from which it was filled in, if
/// there is one. One that was saved before is erased with its pictures.
///
/// # Errors
/// See [`ApplicationError`]; nothing is written then.
pub async fn save_document(
    ctx: &Context,
    keeper: ShopKeeper,
    step: Step,
    input: &DocumentInput,
) -> Result<Saved, ApplicationError> {
    let now = ctx.now();
    let mut tx = ctx.home().begin().await?;
    let seller = seller_of(&mut tx, keeper).await?;
    let typed = checked(ctx, input, taken(ctx, &seller, step))?;
    let mut open = lock_open(ctx, &mut tx, &seller).await?;
    if step == Step::Director && !open.needs_second {
        return Err(ApplicationError::NotFound);
    }
    let waiting = waiting_picture::take(&mut tx, (seller.seller_id, open.application_id), step).await?;
    let recorded = write(
        ctx,
        &mut tx,
        (seller.seller_id, keeper.account_id()),
        &typed,
        waiting,
    )
    .await?;
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
    Ok(Saved {
        differences: recorded.differences,
        unlike: recorded.unlike,
    })
}

/// Adds a picture of the document of the seller, or with [`Step::DirectorPicture`] of that of who directs the business. Returns what the program
/// read from it otherwise than was typed, so that the seller may mend it; it stands in nobody's way.
///
/// # Errors
/// See [`ApplicationError`].
pub async fn add_picture(
    ctx: &Context,
    keeper: ShopKeeper,
    step: Step,
    file: Bytes,
) -> Result<Vec<ReadField>, ApplicationError> {
    let mut conn = ctx.home().read().await?;
    let seller = seller_of(&mut conn, keeper).await?;
    let last = application::last_of_seller(&mut conn, seller.seller_id).await?;
    let open = last.ok_or(ApplicationError::NotOpen)?;
    drop(conn);
    let document_id = document_at(&open, step)?;
    let taken = take(ctx, keeper, document_id, file).await?;
    let attached = attach_while_open(ctx, (&open, step), &taken).await;
    if attached.is_err() {
        identity::forget(ctx, &taken.name).await;
    }
    attached.map(|()| taken.unlike)
}

/// The document of which a picture is taken at a step of an application that may be changed.
fn document_at(application: &Application, step: Step) -> Result<DocumentId, ApplicationError> {
    if !application.state.may_change() {
        return Err(ApplicationError::NotOpen);
    }
    let document_id = match step {
        Step::DirectorPicture => application.director_id,
        _ => application.document_id,
    };
    document_id.ok_or_else(|| ApplicationError::Incomplete(vec![Step::Document]))
}

/// Adds the picture if the application is still such as it was when the picture came: taking one lasts a while, and what was sent in meanwhile stays
/// as it was sent.
async fn attach_while_open(
    ctx: &Context,
    (before, step): (&Application, Step),
    taken: &TakenPicture,
) -> Result<(), ApplicationError> {
    let mut tx = ctx.home().begin().await?;
    let locked = application::lock(&mut tx, before.seller_id, before.application_id).await?;
    let locked = locked.ok_or(ApplicationError::NotFound)?;
    if document_at(&locked, step)? != document_at(before, step)? {
        return Err(ApplicationError::NotOpen);
    }
    attach(&mut tx, taken).await?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    Ok(())
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
