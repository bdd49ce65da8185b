//! Takes a picture of a document.

use std::fmt::Write as _;

use bytes::Bytes;
use object_store::ObjectStoreExt as _;
use object_store::path::Path;
use pasar_domain::id::{DocumentId, SellerId};
use pasar_domain::picture::FILE_BYTES_MAX;
use pasar_store::identity_document::{DocumentContent, IdentityDocument};
use pasar_store::{PgConnection, identity_document};
use zeroize::Zeroizing;

use super::record::owned_seller;
use super::sealing::Seal;
use super::{IdentityError, PICTURES_MAX};
use crate::Context;
use crate::actor::ShopKeeper;
use crate::picture::resize::reencode;
use crate::picture::upload::DECODING;

/// Adds a picture behind those that a document has. Only its pixels are kept, sealed, under a name drawn by chance.
///
/// # Errors
/// See [`IdentityError`].
pub async fn add_picture(
    ctx: &Context,
    keeper: ShopKeeper,
    document_id: DocumentId,
    file: Bytes,
) -> Result<(), IdentityError> {
    if file.len() > FILE_BYTES_MAX {
        return Err(IdentityError::FileTooLarge);
    }
    let mut conn = ctx.home().read().await?;
    let seller_id = owned_seller(&mut conn, keeper).await?;
    let found = identity_document::get(&mut conn, seller_id, document_id).await?;
    check_room(found)?;
    let seal = Seal::find(ctx, &mut conn, seller_id).await?;
    let seal = seal.ok_or(IdentityError::Erased)?;
    drop(conn);
    let permit = DECODING.acquire().await.map_err(|_| IdentityError::Stopping)?;
    let jpeg = tokio::task::spawn_blocking(move || reencode(&file))
        .await
        .map_err(|_| IdentityError::Stopping)??;
    drop(permit);
    let jpeg = Zeroizing::new(jpeg);
    let name = random_name(ctx);
    let sealed = seal.seal(ctx, document_id, &name, &jpeg)?;
    let path = Path::from(name.as_str());
    ctx.objects().put(&path, sealed.into()).await?;
    let written = write(ctx, (seller_id, document_id), name).await;
    if written.is_err() {
        // Nobody knows of it; without it there is nothing to erase.
        ctx.objects().delete(&path).await?;
    }
    written
}

async fn write(ctx: &Context, about: (SellerId, DocumentId), name: String) -> Result<(), IdentityError> {
    let mut tx = ctx.home().begin().await?;
    let mut pictures = lock_room(&mut tx, about).await?;
    pictures.push(name);
    identity_document::set_pictures(&mut tx, about, &pictures).await?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    Ok(())
}

/// The pictures of a document; two uploads at once take turns here.
async fn lock_room(
    conn: &mut PgConnection,
    (seller_id, document_id): (SellerId, DocumentId),
) -> Result<Vec<String>, IdentityError> {
    check_room(identity_document::lock(conn, seller_id, document_id).await?)
}

fn check_room(found: Option<IdentityDocument>) -> Result<Vec<String>, IdentityError> {
    match found.ok_or(IdentityError::NotFound)?.content {
        DocumentContent::Erased { .. } => Err(IdentityError::Erased),
        DocumentContent::Sealed(sealed) if sealed.pictures.len() >= PICTURES_MAX => {
            Err(IdentityError::TooManyPictures)
        }
        DocumentContent::Sealed(sealed) => Ok(sealed.pictures),
    }
}

/// A name in the object store that tells nothing: not whose picture it is, nor when it was taken.
fn random_name(ctx: &Context) -> String {
    let mut name = String::from("identity/");
    for byte in ctx.nonce() {
        // Writing to a text cannot fail.
        let _ = write!(name, "{byte:02x}");
    }
    name
}
