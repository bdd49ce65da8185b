//! Erases the identity data of a seller, by destroying the key that sealed it.

use object_store::ObjectStoreExt as _;
use object_store::path::Path;
use pasar_domain::id::SellerId;
use pasar_store::{application, identity_document, seller_key, waiting_picture};

use super::IdentityError;
use crate::Context;
use crate::actor::{StaffMember, StaffRole};

/// Erases everything that is sealed of a seller. What the law asks to be kept stays: that a verification was given, and who looked.
///
/// # Errors
/// See [`IdentityError`]; `NotFound` when there is nothing to erase.
pub async fn erase(ctx: &Context, staff: StaffMember, seller_id: SellerId) -> Result<(), IdentityError> {
    if staff.role() != StaffRole::Administrator {
        return Err(IdentityError::NotAllowed);
    }
    if destroy(ctx, seller_id).await? {
        Ok(())
    } else {
        Err(IdentityError::NotFound)
    }
}

/// Destroys the key of a seller, and takes away what it sealed. False when there is none.
pub(super) async fn destroy(ctx: &Context, seller_id: SellerId) -> Result<bool, IdentityError> {
    let now = ctx.now();
    let mut tx = ctx.home().begin().await?;
    if !seller_key::destroy(&mut tx, seller_id, now).await? {
        return Ok(false);
    }
    let mut pictures = identity_document::erase(&mut tx, seller_id, None, now).await?;
    pictures.extend(waiting_picture::forget(&mut tx, seller_id).await?);
    application::erase_banks(&mut tx, seller_id).await?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    remove(ctx, &pictures).await?;
    Ok(true)
}

/// Takes a picture from the object store again that nobody knows of: what should have named it was not written.
pub(crate) async fn forget(ctx: &Context, name: &str) {
    // What stays behind is sealed, under a name that nobody has.
    if let Err(error) = remove(ctx, &[name.to_owned()]).await {
        tracing::warn!(%error, "a picture that nothing names is left behind");
    }
}

/// Takes pictures from the object store. One that is left behind when this breaks off is noise, if its key is destroyed.
pub(crate) async fn remove(ctx: &Context, pictures: &[String]) -> Result<(), IdentityError> {
    for name in pictures {
        match ctx.objects().delete(&Path::from(name.as_str())).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}
