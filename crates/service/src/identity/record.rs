//! Records a document of a seller.

use pasar_domain::id::{AccountId, DocumentId, SellerId};
use pasar_domain::identity::input::{CheckedDocument, DocumentInput, check_document};
use pasar_domain::identity::reading::ReadField;
use pasar_domain::identity::{Difference, DocumentKind};
use pasar_store::identity_document::{DocumentContent, IdentityDocument, SealedDocument};
use pasar_store::waiting_picture::WaitingPicture;
use pasar_store::{PgConnection, identity_document, seller};
use zeroize::Zeroizing;

use super::IdentityError;
use super::reading::open_reading;
use super::sealing::{FACTS, NUMBER, Seal};
use crate::Context;
use crate::actor::{ShopKeeper, ShopRole};

/// A document that was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// Its id.
    pub document_id: DocumentId,
    /// How its number differs from what its holder says.
    pub differences: Vec<Difference>,
    /// What the picture from which it was filled in says otherwise.
    pub unlike: Vec<ReadField>,
}

/// Records a document of the seller in whose shop the owner acts: it is read, sealed and indexed. A difference is no reason to refuse it; whoever
/// reviews it sees it.
///
/// # Errors
/// See [`IdentityError`]; nothing is written then.
pub async fn record(
    ctx: &Context,
    keeper: ShopKeeper,
    input: &DocumentInput,
) -> Result<Recorded, IdentityError> {
    let checked = checked(ctx, input, DocumentKind::ALL)?;
    let mut tx = ctx.home().begin().await?;
    let seller_id = owned_seller(&mut tx, keeper).await?;
    let recorded = write(ctx, &mut tx, (seller_id, keeper.account_id()), &checked, None).await?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    Ok(recorded)
}

/// Reads what was typed, as of today in the market's time.
pub(crate) fn checked(
    ctx: &Context,
    input: &DocumentInput,
    taken: &[DocumentKind],
) -> Result<CheckedDocument, IdentityError> {
    let today = ctx.now().with_timezone(&ctx.market().time_zone).date_naive();
    check_document(input, taken, today).map_err(IdentityError::Invalid)
}

/// The seller in whose shop somebody acts who owns the shop: nobody else of it sees or says who the seller is.
pub(crate) async fn owned_seller(
    conn: &mut PgConnection,
    keeper: ShopKeeper,
) -> Result<SellerId, IdentityError> {
    if keeper.role() != ShopRole::Owner {
        return Err(IdentityError::NotAllowed);
    }
    let seller = seller::of_shop(conn, keeper.shop_id()).await?;
    Ok(seller.ok_or(IdentityError::NotFound)?.seller_id)
}

/// Seals a document and writes it, with the picture from which it was filled in.
pub(crate) async fn write(
    ctx: &Context,
    conn: &mut PgConnection,
    (seller_id, by): (SellerId, AccountId),
    checked: &CheckedDocument,
    waiting: Option<WaitingPicture>,
) -> Result<Recorded, IdentityError> {
    let now = ctx.now();
    let seal = Seal::find_or_make(ctx, conn, seller_id, now).await?;
    let document_id = waiting.as_ref().map(|waiting| waiting.document_id);
    let document_id = document_id.unwrap_or_else(|| DocumentId::new(now, &ctx.entropy()));
    let number = checked.document.number();
    let facts = serde_json::to_vec(&checked.facts).map(Zeroizing::new);
    let facts = facts.map_err(|_| IdentityError::NotADocument)?;
    let keys = ctx.identity_keys();
    let market = ctx.market().code;
    let index = keys.index(market.as_str(), number.kind().as_str(), number.expose());
    let sealed = SealedDocument {
        number: seal.seal(ctx, document_id, NUMBER, number.expose().as_bytes())?,
        blind_index: *index.bytes(),
        index_key: keys.newest().clone(),
        facts: seal.seal(ctx, document_id, FACTS, &facts)?,
        pictures: waiting.iter().map(|waiting| waiting.picture.clone()).collect(),
        reading: waiting.and_then(|waiting| waiting.reading),
    };
    let read = sealed.reading.as_ref();
    let read = read
        .map(|sealed| open_reading(&seal, document_id, sealed))
        .transpose()?;
    let document = IdentityDocument {
        seller_id,
        document_id,
        seller_key_id: seal.seller_key_id,
        kind: number.kind(),
        expires_on: checked.expires_on,
        recorded_by: by,
        recorded_at: now,
        content: DocumentContent::Sealed(sealed.clone()),
    };
    identity_document::insert(conn, &document, &sealed).await?;
    Ok(Recorded {
        document_id,
        differences: checked.facts.differences(&checked.document),
        unlike: read.map_or_else(Vec::new, |read| read.unlike(&checked.typed())),
    })
}
