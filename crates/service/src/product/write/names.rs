//! Names that must be unique in a shop: handles and stock-keeping units.

use std::collections::{BTreeMap, BTreeSet};

use pasar_domain::handle::Handle;
use pasar_domain::id::ProductId;
use pasar_domain::product::CheckedProduct;
use pasar_store::{PgConnection, product, variant};

use super::Writer;
use crate::product::current::CurrentProduct;

/// Finds a free handle for each new product: as wished or made of the title, with a number behind it when it is taken.
pub(crate) async fn free_handles(
    conn: &mut PgConnection,
    writer: Writer<'_>,
    wishes: &[&CheckedProduct],
) -> Result<Vec<Handle>, pasar_store::Error> {
    const NUMBERED: u32 = 9;
    let bases: Vec<Handle> = wishes
        .iter()
        .map(|checked| {
            let made = checked
                .handle
                .clone()
                .or_else(|| Handle::from_title(&checked.content.title));
            made.unwrap_or_else(|| random_handle(writer))
        })
        .collect();
    let candidates: Vec<String> = bases
        .iter()
        .flat_map(|base| {
            let numbered = (2..=NUMBERED).map(|number| base.with_ending(&number.to_string()).to_string());
            std::iter::once(base.to_string()).chain(numbered)
        })
        .collect();
    let mut taken = product::taken_handles(conn, writer.shop.shop_id, &candidates).await?;
    let mut free = Vec::with_capacity(bases.len());
    for base in bases {
        let numbered = (2..=NUMBERED).map(|number| base.with_ending(&number.to_string()));
        let handle = std::iter::once(base.clone())
            .chain(numbered)
            .find(|handle| !taken.contains(handle.as_str()))
            .unwrap_or_else(|| base.with_ending(random_handle(writer).as_str()));
        taken.insert(handle.to_string());
        free.push(handle);
    }
    Ok(free)
}

fn random_handle(writer: Writer<'_>) -> Handle {
    let word: String = writer
        .ctx
        .entropy()
        .iter()
        .map(|byte| char::from(b'a' + byte % 26))
        .collect();
    Handle::from_title(&word).expect("ten letters from a to z are a handle")
}

/// The stock-keeping units of these products that other products of the shop have: by product and variant place.
/// `current` is what each product means to change, if it exists.
pub(crate) async fn taken_skus(
    conn: &mut PgConnection,
    writer: Writer<'_>,
    writes: &[(&CheckedProduct, Option<&CurrentProduct>)],
) -> Result<Vec<(usize, usize)>, pasar_store::Error> {
    let skus: Vec<String> = writes
        .iter()
        .flat_map(|(checked, _)| checked.variants.iter().filter_map(|variant| variant.sku.clone()))
        .collect();
    if skus.is_empty() {
        return Ok(Vec::new());
    }
    let used = variant::used_skus(conn, writer.shop.shop_id, &skus).await?;
    let used: BTreeMap<String, ProductId> =
        used.into_iter().map(|used| (used.sku, used.product_id)).collect();
    let mut claimed: BTreeSet<&str> = BTreeSet::new();
    let mut taken = Vec::new();
    for (place, (checked, current)) in writes.iter().enumerate() {
        let own = current.map(|current| current.product.product_id);
        for (variant, wanted) in checked.variants.iter().enumerate() {
            let Some(sku) = wanted.sku.as_deref() else {
                continue;
            };
            let elsewhere = used.get(sku).is_some_and(|owner| Some(*owner) != own);
            if elsewhere || !claimed.insert(sku) {
                taken.push((place, variant));
            }
        }
    }
    Ok(taken)
}
