//! Writes a new product.

use pasar_domain::handle::Handle;
use pasar_domain::id::ProductId;
use pasar_domain::problem::{ProblemKind, Problems};
use pasar_domain::product::{CheckedProduct, ProductInput, Purpose, check};
use pasar_policy::Refusal;
use pasar_store::{PgConnection, product, shop};

use super::current::CurrentProduct;
use super::write::{
    Hidden, Plan, ProductWrite, StateWish, WriteError, Writer, all_public, free_handles, taken_skus,
};
use crate::Context;
use crate::actor::ShopKeeper;

/// Why a product could not be created.
#[derive(Debug, thiserror::Error)]
pub enum CreateProductError {
    /// Something that was typed is wrong.
    #[error("{0}")]
    Invalid(Problems),
    /// The shop is closed or gone.
    #[error("the shop is closed")]
    ShopClosed,
    /// The shop has as many products as the charter allows.
    #[error("the shop has {max} products, which is the most this market allows; delete some first")]
    TooMany {
        /// The most.
        max: u32,
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

impl From<Hidden> for CreateProductError {
    fn from(why: Hidden) -> Self {
        match why {
            Hidden::Refused(refusal) => Self::Refused(refusal),
            Hidden::Probation { max } => Self::Probation { max },
        }
    }
}

impl From<WriteError> for CreateProductError {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::Invalid(problems) => Self::Invalid(problems),
            WriteError::Store(error) => Self::Store(error),
        }
    }
}

/// A product that was created.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Created {
    /// Its id.
    pub product_id: ProductId,
    /// Its name in addresses.
    pub handle: Handle,
}

/// Creates a product: a draft, or for buyers at once. The description may be any HTML or plain text; it is made safe here.
///
/// # Errors
/// See [`CreateProductError`]; nothing is written then.
pub async fn create(
    ctx: &Context,
    keeper: ShopKeeper,
    mut input: ProductInput,
    publish: bool,
) -> Result<Created, CreateProductError> {
    input.description_html = safe_description(&input.description_html);
    let mut tx = ctx.home().begin().await?;
    let shop = shop::by_id(&mut tx, keeper.shop_id())
        .await?
        .filter(pasar_domain::shop::Shop::is_open)
        .ok_or(CreateProductError::ShopClosed)?;
    let max = ctx.charter().limits.shop_products_max;
    if product::count(&mut tx, keeper.shop_id()).await? >= i64::from(max) {
        return Err(CreateProductError::TooMany { max });
    }
    let writer = Writer {
        ctx,
        shop: &shop,
        editor: keeper.account_id(),
        now: ctx.now(),
    };
    input.ship_from_place = writer.place(input.ship_from_place);
    let purpose = if publish { Purpose::Publish } else { Purpose::Draft };
    let checked = check(input, ctx.market(), purpose).map_err(CreateProductError::Invalid)?;
    refuse_taken_skus(&mut tx, writer, &checked, None)
        .await
        .map_err(CreateProductError::from)?;
    let handle = free_handles(&mut tx, writer, &[&checked]).await?.swap_remove(0);
    let mut plan = Plan::default();
    let state = if publish {
        StateWish::Active
    } else {
        StateWish::Draft
    };
    let write = ProductWrite {
        checked,
        external_key: None,
        state,
        merge: false,
        links: None,
        lenient_stock: false,
    };
    let product_id = plan.create(writer, write, handle.clone());
    all_public(plan.write(&mut tx, writer).await?)?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    Ok(Created { product_id, handle })
}

/// Stock-keeping units that other products of the shop have are problems.
pub(crate) async fn refuse_taken_skus(
    conn: &mut PgConnection,
    writer: Writer<'_>,
    checked: &CheckedProduct,
    current: Option<&CurrentProduct>,
) -> Result<(), WriteError> {
    let taken = taken_skus(conn, writer, &[(checked, current)]).await?;
    let mut problems = Problems::default();
    for (_, place) in taken {
        let text = checked
            .variants
            .get(place)
            .and_then(|variant| variant.sku.clone())
            .unwrap_or_default();
        problems.push(format!("variants.{place}.sku"), ProblemKind::Taken { text });
    }
    problems.or(()).map_err(WriteError::Invalid)
}

/// A description as it is kept: HTML made safe; plain text in paragraphs.
pub(crate) fn safe_description(typed: &str) -> String {
    let typed = typed.trim();
    if typed.is_empty() || typed.contains('<') {
        return pasar_interchange::sanitise(typed);
    }
    let escaped = typed
        .replace("\r\n", "\n")
        .replace('&', "&amp;")
        .replace('>', "&gt;");
    let paragraphs = escaped
        .split("\n\n")
        .map(str::trim)
        .filter(|paragraph| !paragraph.is_empty());
    let html: String = paragraphs
        .map(|paragraph| format!("<p>{}</p>", paragraph.replace('\n', "<br>")))
        .collect();
    pasar_interchange::sanitise(&html)
}
