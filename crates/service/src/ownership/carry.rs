//! Carries what the operator controls from the ownership graph into the market's cell.

use pasar_domain::ownership::Control;
use pasar_store::{Result, outbox, ownership, programme};

use crate::Context;

/// Derives what the operator controls at this instant and writes it into the cell: which of its sellers, and which brands. The search
/// index looks again at the listings that this may change. Returns how many sellers and brands changed; doing it again changes nothing.
///
/// The graph is read when it is this program's turn, so that an older state never overwrites a newer one.
///
/// # Errors
/// The database's.
pub async fn carry(ctx: &Context) -> Result<usize> {
    let mut tx = ctx.home().begin().await?;
    programme::take_turn(&mut tx).await?;
    let now = ctx.now();
    let mut control = ctx.store().read().await?;
    let graph = ownership::graph(&mut control).await?;
    drop(control);
    let derived = Control::derive(&graph, now);
    let sellers = derived.sellers(&graph, ctx.market().code);
    let sellers = ownership::set_controlled_sellers(&mut tx, &sellers).await?;
    let brands = ownership::set_controlled_brands(&mut tx, &derived.brands(&graph), now).await?;
    outbox::seller_listings_changed(&mut tx, &sellers, now).await?;
    if !brands.is_empty() {
        let listings = ownership::products_of_brands(&mut tx, &brands).await?;
        outbox::listings_changed(&mut tx, &listings, now).await?;
    }
    tx.commit().await?;
    let changed = sellers.len() + brands.len();
    if changed > 0 {
        ctx.bell().ring();
    }
    Ok(changed)
}
