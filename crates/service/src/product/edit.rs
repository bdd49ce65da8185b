//! Changes a product. What it said before is kept.

use pasar_domain::id::ProductId;
use pasar_domain::problem::Problems;
use pasar_domain::product::{ProductInput, ProductState, Purpose, check};
use pasar_policy::Refusal;
use pasar_store::shop;

use super::create::{refuse_taken_skus, safe_description};
use super::current;
use super::write::{Hidden, Plan, ProductWrite, StateWish, WriteError, Writer, all_public};
use crate::Context;
use crate::actor::ShopKeeper;

/// Why a product could not be changed.
#[derive(Debug, thiserror::Error)]
pub enum EditProductError {
    /// Something that was typed is wrong.
    #[error("{0}")]
    Invalid(Problems),
    /// The shop has no such product.
    #[error("there is no such product")]
    NotFound,
    /// Somebody changed the product since the form was opened. Nothing typed is lost: compare, and send it again with `current`.
    #[error("somebody changed this product meanwhile; look at version {current} and send your changes again")]
    Stale {
        /// The product's present version.
        current: u32,
    },
    /// The charter does not let buyers see it; the rules say why, and what to do.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The seller is on probation and offers as many products as it may.
    #[error(
        "a new shop offers {max} products at most; keep it as a draft, or take another one from buyers first"
    )]
    Probation {
        /// The most.
        max: u32,
    },
    /// The database failed.
    #[error(transparent)]
    Store(#[from] pasar_store::Error),
}

impl From<Hidden> for EditProductError {
    fn from(why: Hidden) -> Self {
        match why {
            Hidden::Refused(refusal) => Self::Refused(refusal),
            Hidden::Probation { max } => Self::Probation { max },
        }
    }
}

impl From<WriteError> for EditProductError {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::Invalid(problems) => Self::Invalid(problems),
            WriteError::Store(error) => Self::Store(error),
        }
    }
}

/// An edit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditProduct {
    /// The product.
    pub product_id: ProductId,
    /// The version that the form was made from.
    pub version: u32,
    /// All that the product is to say. Variants that it has and that are not named here are retired.
    pub input: ProductInput,
}

/// Changes a product; returns its new version, which is the old one when nothing changed.
///
/// # Errors
/// See [`EditProductError`]; nothing is written then.
pub async fn edit(ctx: &Context, keeper: ShopKeeper, edit: EditProduct) -> Result<u32, EditProductError> {
    let mut input = edit.input;
    let mut tx = ctx.home().begin().await?;
    let shop = shop::by_id(&mut tx, keeper.shop_id())
        .await?
        .ok_or(EditProductError::NotFound)?;
    let current = current::lock(&mut tx, keeper.shop_id(), edit.product_id)
        .await?
        .filter(|current| current.product.state != ProductState::Deleted)
        .ok_or(EditProductError::NotFound)?;
    if current.product.version != edit.version {
        return Err(EditProductError::Stale {
            current: current.product.version,
        });
    }
    if input.description_html != current.product.content.description_html {
        input.description_html = safe_description(&input.description_html);
    }
    input.handle = None;
    let purpose = match current.product.state {
        ProductState::Active { .. } => Purpose::Publish,
        ProductState::Draft | ProductState::Deleted => Purpose::Draft,
    };
    let writer = Writer {
        ctx,
        shop: &shop,
        editor: keeper.account_id(),
        now: ctx.now(),
    };
    input.ship_from_place = writer.place(input.ship_from_place);
    let checked = check(input, ctx.market(), purpose).map_err(EditProductError::Invalid)?;
    refuse_taken_skus(&mut tx, writer, &checked, Some(&current)).await?;
    let write = ProductWrite {
        checked,
        external_key: None,
        state: StateWish::Keep,
        merge: false,
        links: None,
        lenient_stock: false,
    };
    let mut plan = Plan::default();
    plan.change(writer, &current, write);
    all_public(plan.write(&mut tx, writer).await?)?;
    let after = pasar_store::product::by_id(&mut tx, keeper.shop_id(), edit.product_id).await?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    Ok(after.map_or(current.product.version, |product| product.version))
}

/// Changes only the seller's word. The product is checked anew before buyers see it.
pub(crate) async fn set_state(
    ctx: &Context,
    keeper: ShopKeeper,
    product_id: ProductId,
    wish: StateWish,
) -> Result<(), EditProductError> {
    let mut tx = ctx.home().begin().await?;
    let shop = shop::by_id(&mut tx, keeper.shop_id())
        .await?
        .ok_or(EditProductError::NotFound)?;
    let current = current::lock(&mut tx, keeper.shop_id(), product_id)
        .await?
        .filter(|current| current.product.state != ProductState::Deleted)
        .ok_or(EditProductError::NotFound)?;
    let purpose = if wish == StateWish::Active {
        Purpose::Publish
    } else {
        Purpose::Draft
    };
    let writer = Writer {
        ctx,
        shop: &shop,
        editor: keeper.account_id(),
        now: ctx.now(),
    };
    let mut input = current.as_input();
    input.ship_from_place = writer.place(input.ship_from_place);
    let checked = check(input, ctx.market(), purpose).map_err(EditProductError::Invalid)?;
    let write = ProductWrite {
        checked,
        external_key: None,
        state: wish,
        merge: false,
        links: None,
        lenient_stock: false,
    };
    let mut plan = Plan::default();
    plan.change(writer, &current, write);
    all_public(plan.write(&mut tx, writer).await?)?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    Ok(())
}
