//! A product as it stands, with everything that belongs to it.

use std::collections::BTreeMap;

use pasar_domain::id::{ProductId, ShopId};
use pasar_domain::offer::{OfferedVariant, StockChange};
use pasar_domain::picture::Picture;
use pasar_domain::product::{Product, ProductInput};
use pasar_domain::variant::VariantInput;
use pasar_store::{PgConnection, Result};
use serde_json::{Value, json};

/// A product with its variants and pictures.
#[derive(Debug, Clone, PartialEq)]
pub struct CurrentProduct {
    /// The product.
    pub product: Product,
    /// Its variants that are not retired, in order, paused ones too.
    pub variants: Vec<OfferedVariant>,
    /// Its pictures, in order, linked ones too.
    pub pictures: Vec<Picture>,
}

impl CurrentProduct {
    /// What a form shows, and what an edit without changes would send. Stock is kept, not set.
    pub fn as_input(&self) -> ProductInput {
        let content = &self.product.content;
        ProductInput {
            handle: Some(self.product.handle.to_string()),
            title: content.title.clone(),
            description_html: content.description_html.clone(),
            brand: content.brand.clone(),
            category: content.category.clone(),
            attributes: content.attributes.clone(),
            tags: content.tags.clone(),
            option_names: content.option_names.clone(),
            ship_from_place: self
                .variants
                .first()
                .map(|variant| variant.offer.ship_from_place.clone()),
            variants: self.variants.iter().map(as_variant_input).collect(),
        }
    }

    /// All that the product says, as its past versions keep it.
    pub fn account(&self) -> Value {
        json!({
            "state": self.product.state.as_str(),
            "content": self.product.content,
            "variants": self.variants,
        })
    }
}

fn as_variant_input(current: &OfferedVariant) -> VariantInput {
    let variant = current.variant.clone();
    VariantInput {
        variant_id: Some(variant.variant_id),
        option_values: variant.option_values,
        sku: variant.sku,
        gtin: variant.gtin,
        grams: variant.grams,
        external_key: variant.external_key,
        price: current.offer.price,
        compare_at: current.offer.compare_at,
        stock: StockChange::Keep,
        paused: current.offer.paused,
    }
}

/// Adds variants and pictures to products of one shop: two queries.
pub(crate) async fn complete(
    conn: &mut PgConnection,
    shop_id: ShopId,
    products: Vec<Product>,
) -> Result<BTreeMap<ProductId, CurrentProduct>> {
    if products.is_empty() {
        return Ok(BTreeMap::new());
    }
    let ids: Vec<ProductId> = products.iter().map(|product| product.product_id).collect();
    let mut complete: BTreeMap<ProductId, CurrentProduct> = products
        .into_iter()
        .map(|product| {
            let current = CurrentProduct {
                product,
                variants: Vec::new(),
                pictures: Vec::new(),
            };
            (current.product.product_id, current)
        })
        .collect();
    for variant in pasar_store::variant::of_products(&mut *conn, shop_id, &ids).await? {
        if let Some(current) = complete.get_mut(&variant.variant.product_id) {
            current.variants.push(variant);
        }
    }
    for (product_id, picture) in pasar_store::picture::of_products(conn, shop_id, &ids).await? {
        if let Some(current) = complete.get_mut(&product_id) {
            current.pictures.push(picture);
        }
    }
    Ok(complete)
}

/// Reads one product of a shop with everything that belongs to it.
pub(crate) async fn read(
    conn: &mut PgConnection,
    shop_id: ShopId,
    product_id: ProductId,
) -> Result<Option<CurrentProduct>> {
    let product = pasar_store::product::by_id(&mut *conn, shop_id, product_id).await?;
    let complete = complete(conn, shop_id, product.into_iter().collect()).await?;
    Ok(complete.into_values().next())
}

/// Reads one product of a shop and keeps it from others until the transaction ends.
pub(crate) async fn lock(
    conn: &mut PgConnection,
    shop_id: ShopId,
    product_id: ProductId,
) -> Result<Option<CurrentProduct>> {
    let product = pasar_store::product::lock(&mut *conn, shop_id, product_id).await?;
    let complete = complete(conn, shop_id, product.into_iter().collect()).await?;
    Ok(complete.into_values().next())
}
