//! What the charter refuses to show or sell, told to the seller: which rule, why, what to do, and how to object.

pub mod appeal;
pub mod list;
pub mod view;

use pasar_domain::id::ProductId;
use pasar_service::appeal::list::refused;

use self::view::RefusingRule;
use crate::error::WebError;
use crate::promise::query;
use crate::visit::Keeper;

/// The rules that refuse an offer of this product, for a banner on its page.
///
/// # Errors
/// The database's.
pub(crate) async fn against(keeper: &Keeper, product_id: ProductId) -> Result<Vec<RefusingRule>, WebError> {
    let visit = &keeper.visit;
    let folder = query::charter(&visit.ctx)?;
    let refused = refused(&visit.ctx, keeper.keeper).await?;
    let of_product = refused
        .into_iter()
        .filter(|product| product.product_id == product_id);
    let rules = of_product.flat_map(|product| product.rules);
    let told = rules.map(|rule| RefusingRule::new(visit.l(), folder, rule.as_str(), None));
    Ok(told.collect())
}
