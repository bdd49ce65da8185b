//! Opens a document for a member of staff, for a purpose that its seller reads.

use object_store::ObjectStoreExt as _;
use object_store::path::Path;
use pasar_domain::id::{DocumentId, SellerId};
use pasar_domain::identity::access::AccessedPart;
use pasar_vault::Opened;

use super::IdentityError;
use super::open::{Looker, OpenedDocument, begin, details};
use crate::Context;

/// Opens number and facts of a document. That it was opened is committed before anybody is told what is in it.
///
/// # Errors
/// See [`IdentityError`].
pub async fn read(
    ctx: &Context,
    looker: Looker,
    about: (SellerId, DocumentId),
) -> Result<OpenedDocument, IdentityError> {
    let mut tx = ctx.home().begin().await?;
    let (document, sealed, seal) = begin(ctx, &mut tx, looker, about, AccessedPart::Details).await?;
    let opened = details(ctx, &document, &sealed, &seal)?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    Ok(opened)
}

/// Opens a picture of a document: the bytes of a JPEG. Places count from 0.
///
/// # Errors
/// See [`IdentityError`].
pub async fn read_picture(
    ctx: &Context,
    looker: Looker,
    about: (SellerId, DocumentId),
    place: usize,
) -> Result<Opened, IdentityError> {
    let mut tx = ctx.home().begin().await?;
    let (document, sealed, seal) = begin(ctx, &mut tx, looker, about, AccessedPart::Picture).await?;
    let name = sealed.pictures.get(place).ok_or(IdentityError::NotFound)?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    // The picture is fetched when no transaction is open any more.
    let bytes = ctx
        .objects()
        .get(&Path::from(name.as_str()))
        .await?
        .bytes()
        .await?;
    Ok(seal.open(document.document_id, name, &bytes)?)
}
