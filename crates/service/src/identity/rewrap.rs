//! Carries what older master keys wrap and index over to the newest one, so that the older ones may be thrown away.

use pasar_store::identity_document::DocumentContent;
use pasar_store::{identity_document, seller_key};

use super::IdentityError;
use super::open::number;
use super::sealing::{Seal, unwrap, wrap};
use crate::{Context, second_factor};

/// Rows that are carried over in one transaction.
const BATCH: i64 = 100;

/// Wraps keys of sellers and of second factors, and indexes numbers, under the newest master key. Nobody sees what the program opens for it. Returns how many rows it
/// wrote; doing it again changes nothing.
///
/// # Errors
/// See [`IdentityError`]; the rest is still due.
pub async fn rewrap(ctx: &Context) -> Result<usize, IdentityError> {
    let keys = ctx.identity_keys();
    let mut tx = ctx.home().begin().await?;
    let wrapped = seller_key::lock_not_under(&mut tx, keys.newest(), BATCH).await?;
    for kept in &wrapped {
        let key = unwrap(keys, kept)?;
        let again = wrap(ctx, (kept.seller_id, kept.seller_key_id), &key)?;
        seller_key::rewrap(&mut tx, &again).await?;
    }
    let indexed = identity_document::lock_not_under(&mut tx, keys.newest(), BATCH).await?;
    let mut done = wrapped.len();
    for document in indexed {
        let DocumentContent::Sealed(sealed) = &document.content else {
            continue;
        };
        let seal = Seal::find(ctx, &mut tx, document.seller_id).await?;
        let seal = seal.ok_or(IdentityError::Erased)?;
        let number = zeroize::Zeroizing::new(number(&document, sealed, &seal)?);
        let market = ctx.market().code;
        let index = keys.index(market.as_str(), document.kind.as_str(), &number);
        let about = (document.seller_id, document.document_id);
        identity_document::reindex(&mut tx, about, index.bytes(), keys.newest()).await?;
        done += 1;
    }
    tx.commit().await.map_err(pasar_store::Error::from)?;
    done += second_factor::rewrap(ctx).await?;
    Ok(done)
}
