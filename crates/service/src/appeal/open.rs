//! Opens an appeal.

use pasar_domain::appeal::Appeal;
use pasar_domain::id::{AppealId, ProductId};
use pasar_domain::problem::Problems;
use pasar_store::appeal;

use super::checked;
use crate::Context;
use crate::actor::ShopKeeper;
use crate::listing::refusals;

/// What a seller says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenAppeal {
    /// The product that is refused.
    pub product_id: ProductId,
    /// The rule that refuses it.
    pub rule: String,
    /// Why it should not.
    pub text: String,
}

/// Why there is no appeal.
#[derive(Debug, thiserror::Error)]
pub enum OpenAppealError {
    /// The words are missing or too many.
    #[error("{0}")]
    Invalid(Problems),
    /// The shop has no such product.
    #[error("the shop has no such product")]
    NotFound,
    /// The rule does not refuse the product.
    #[error("the rule does not refuse this product; reload the page, it may be shown already")]
    NotRefused,
    /// One is open already.
    #[error("an appeal against this rule is open already; wait for its answer")]
    AlreadyOpen,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] pasar_store::Error),
}

/// Opens an appeal against a rule that refuses a product of the shop. Staff find it in their queue.
///
/// # Errors
/// See [`OpenAppealError`].
pub async fn open(ctx: &Context, keeper: ShopKeeper, input: &OpenAppeal) -> Result<Appeal, OpenAppealError> {
    let text = checked("text", &input.text).map_err(OpenAppealError::Invalid)?;
    let now = ctx.now();
    let appeal = Appeal {
        appeal_id: AppealId::new(now, &ctx.entropy()),
        shop_id: keeper.shop_id(),
        product_id: input.product_id,
        rule: input.rule.clone(),
        charter_version: ctx.charter().version.to_string(),
        text,
        opened_by: keeper.account_id(),
        opened_at: now,
        answer: None,
    };
    let mut tx = ctx.home().begin().await?;
    let title = appeal::product_title(&mut tx, appeal.shop_id, appeal.product_id).await?;
    if title.is_none() {
        return Err(OpenAppealError::NotFound);
    }
    let refused = refusals::of_product(ctx, &mut tx, appeal.product_id).await?;
    let mut rules = refused.iter().flat_map(|offer| &offer.rules);
    if !rules.any(|rule| rule.as_str() == appeal.rule) {
        return Err(OpenAppealError::NotRefused);
    }
    match appeal::insert(&mut tx, &appeal).await {
        Err(error) if error.is_conflict_on("appeal_one_open") => return Err(OpenAppealError::AlreadyOpen),
        written => written?,
    }
    tx.commit().await.map_err(pasar_store::Error::from)?;
    Ok(appeal)
}
