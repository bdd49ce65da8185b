//! Shopify's product CSV: rows of one product share a handle; the first carries the product's facts, each a variant, a
//! picture or both.

mod building;
mod column;
mod reader;
mod row;

pub(crate) use column::Column;
pub(crate) use reader::ShopifyReader;
