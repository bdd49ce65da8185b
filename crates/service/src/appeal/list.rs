//! Lists appeals: a shop's own, those that wait for staff, and what a shop may appeal against.

use std::collections::{BTreeMap, BTreeSet};

use pasar_domain::appeal::Appeal;
use pasar_domain::id::ProductId;
use pasar_policy::{Act, RuleId};
use pasar_store::{Result, appeal};

use super::QueuedAppeal;
use crate::Context;
use crate::actor::{ShopKeeper, StaffMember};
use crate::listing::refusals::refusals;

/// The most that are listed.
const SHOWN: i64 = 200;

/// The appeals of a shop, last first.
pub async fn of_shop(ctx: &Context, keeper: ShopKeeper) -> Result<Vec<Appeal>> {
    let mut conn = ctx.home().read().await?;
    appeal::of_shop(&mut conn, keeper.shop_id(), SHOWN).await
}

/// The appeals that nobody has answered, oldest first.
pub async fn unanswered(ctx: &Context, _: StaffMember) -> Result<Vec<QueuedAppeal>> {
    let mut conn = ctx.home().read().await?;
    appeal::unanswered(&mut conn, SHOWN).await
}

/// A product of a shop of which the charter refuses to show or to sell an offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedProduct {
    /// The product.
    pub product_id: ProductId,
    /// Its title.
    pub title: String,
    /// How many of its offers are refused.
    pub offers: usize,
    /// Do buyers see it? Then it is only not sold.
    pub is_shown: bool,
    /// The rules that forbid them.
    pub rules: BTreeSet<RuleId>,
}

/// What the offers of a product sum up to.
#[derive(Default)]
struct Refused {
    offers: usize,
    is_hidden: bool,
    rules: BTreeSet<RuleId>,
}

/// The products of a shop of which the charter refuses to show or to sell an offer, in the order in which they were made.
pub async fn refused(ctx: &Context, keeper: ShopKeeper) -> Result<Vec<RefusedProduct>> {
    let mut products: BTreeMap<ProductId, Refused> = BTreeMap::new();
    for offer in refusals(ctx, keeper).await? {
        let refused = products.entry(offer.product_id).or_default();
        refused.offers += 1;
        refused.is_hidden |= offer.act == Act::Show;
        refused.rules.extend(offer.rules);
    }
    if products.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<ProductId> = products.keys().copied().collect();
    let mut conn = ctx.home().read().await?;
    let mut titles = appeal::product_titles(&mut conn, keeper.shop_id(), &ids).await?;
    let refused = products.into_iter().map(|(product_id, refused)| RefusedProduct {
        product_id,
        title: titles.remove(&product_id).unwrap_or_default(),
        offers: refused.offers,
        is_shown: !refused.is_hidden,
        rules: refused.rules,
    });
    Ok(refused.collect())
}
