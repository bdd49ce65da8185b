//! Takes a picture of a document.

use std::fmt::Write as _;

use bytes::Bytes;
use object_store::ObjectStoreExt as _;
use object_store::path::Path;
use pasar_domain::id::{DocumentId, SellerId};
use pasar_domain::identity::reading::{ReadField, Reading};
use pasar_domain::picture::FILE_BYTES_MAX;
use pasar_store::identity_document::{DocumentContent, IdentityDocument};
use pasar_store::{PgConnection, identity_document};
use zeroize::Zeroizing;

use super::open::details;
use super::reading::{read_picture, seal_reading};
use super::record::owned_seller;
use super::sealing::Seal;
use super::{IdentityError, PICTURES_MAX, forget};
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
    let taken = take(ctx, keeper, document_id, file).await?;
    let written = write(ctx, &taken).await;
    if written.is_err() {
        forget(ctx, &taken.name).await;
    }
    written
}

async fn write(ctx: &Context, taken: &TakenPicture) -> Result<(), IdentityError> {
    let mut tx = ctx.home().begin().await?;
    attach(&mut tx, taken).await?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    Ok(())
}

/// A picture of a document that is in the object store already, but that the document does not name yet.
pub(crate) struct TakenPicture {
    about: (SellerId, DocumentId),
    /// Where it is.
    pub(crate) name: String,
    reading: Option<Vec<u8>>,
    /// What it says otherwise than what was typed.
    pub(crate) unlike: Vec<ReadField>,
}

/// Reads and seals a picture of a document, and puts it into the object store. Whoever does not attach it has to forget it.
pub(crate) async fn take(
    ctx: &Context,
    keeper: ShopKeeper,
    document_id: DocumentId,
    file: Bytes,
) -> Result<TakenPicture, IdentityError> {
    let mut conn = ctx.home().read().await?;
    let seller_id = owned_seller(&mut conn, keeper).await?;
    let found = identity_document::get(&mut conn, seller_id, document_id).await?;
    check_room(found.clone())?;
    let document = found.ok_or(IdentityError::NotFound)?;
    let seal = Seal::find(ctx, &mut conn, seller_id).await?;
    let seal = seal.ok_or(IdentityError::Erased)?;
    drop(conn);
    let jpeg = only_pixels(file).await?;
    let (mut reading, mut unlike) = (None, Vec::new());
    if let Some(read) = read_picture(ctx, &jpeg, &[document.kind]).await {
        unlike = compare(ctx, &document, &seal, &read)?;
        reading = Some(seal_reading(ctx, &seal, document_id, &read)?);
    }
    Ok(TakenPicture {
        about: (seller_id, document_id),
        name: put(ctx, &seal, document_id, &jpeg).await?,
        reading,
        unlike,
    })
}

/// The fields of which a picture says something else than what is sealed of its document. It is opened for nobody to see.
fn compare(
    ctx: &Context,
    document: &IdentityDocument,
    seal: &Seal,
    read: &Reading,
) -> Result<Vec<ReadField>, IdentityError> {
    let DocumentContent::Sealed(sealed) = &document.content else {
        return Err(IdentityError::Erased);
    };
    Ok(read.unlike(&details(ctx, document, sealed, seal)?.typed()))
}

/// The pixels of an uploaded picture as a JPEG.
pub(crate) async fn only_pixels(file: Bytes) -> Result<Zeroizing<Vec<u8>>, IdentityError> {
    if file.len() > FILE_BYTES_MAX {
        return Err(IdentityError::FileTooLarge);
    }
    let permit = DECODING.acquire().await.map_err(|_| IdentityError::Stopping)?;
    let jpeg = tokio::task::spawn_blocking(move || reencode(&file))
        .await
        .map_err(|_| IdentityError::Stopping)??;
    drop(permit);
    Ok(Zeroizing::new(jpeg))
}

/// Seals a picture for a document and puts it into the object store, under a name drawn by chance.
pub(crate) async fn put(
    ctx: &Context,
    seal: &Seal,
    document_id: DocumentId,
    jpeg: &[u8],
) -> Result<String, IdentityError> {
    let name = random_name(ctx);
    let sealed = seal.seal(ctx, document_id, &name, jpeg)?;
    ctx.objects()
        .put(&Path::from(name.as_str()), sealed.into())
        .await?;
    Ok(name)
}

/// Lets a document name a picture that was taken of it. Two uploads at once take turns here.
pub(crate) async fn attach(conn: &mut PgConnection, taken: &TakenPicture) -> Result<(), IdentityError> {
    let (seller_id, document_id) = taken.about;
    let mut pictures = check_room(identity_document::lock(conn, seller_id, document_id).await?)?;
    pictures.push(taken.name.clone());
    Ok(identity_document::set_pictures(conn, taken.about, &pictures, taken.reading.as_deref()).await?)
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
