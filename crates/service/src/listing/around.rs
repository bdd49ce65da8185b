//! What stands around a listing on its page: how its shop sends, and what else it sells.

use pasar_domain::shipping_option::ShippingOption;
use pasar_store::listing::{self, ListingCard, ListingPage};
use pasar_store::{Result, shipping_option};

use crate::{Context, gate};

/// Other listings of the shop that are shown.
const OTHERS: usize = 6;

/// What stands around a listing.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Around {
    /// The ways in which the shop sends at present; none while it does not.
    pub shipping: Vec<ShippingOption>,
    /// The newest other listings of the shop.
    pub others: Vec<ListingCard>,
}

/// What stands around this listing. Four queries.
pub async fn around(ctx: &Context, page: &ListingPage) -> Result<Around> {
    let mut conn = ctx.home().read().await?;
    let shop_id = page.shop.shop_id;
    let mut shipping = shipping_option::of_shops(&mut conn, &[shop_id], ctx.market().currency).await?;
    shipping.retain(|(_, option)| option.active);
    // One more than is shown: the listing itself may be among them.
    let limit = i64::try_from(OTHERS + 1).unwrap_or(i64::MAX);
    let mut ids = listing::by_shop(&mut conn, shop_id, None, limit).await?;
    ids.retain(|id| *id != page.product_id);
    ids.truncate(OTHERS);
    let visible = gate::look(ctx, &mut conn, &ids).await?;
    let others = listing::cards(&mut conn, &visible).await?;
    Ok(Around {
        shipping: shipping.into_iter().map(|(_, option)| option).collect(),
        others,
    })
}
