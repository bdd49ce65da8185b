//! Google Merchant product data: one item for each variant, items of one product share an `item_group_id`. The same
//! attributes come as delimited text and as RSS or Atom.

mod attribute;
mod details;
mod group;
mod item;
mod member;
mod reader;
mod table_items;
mod xml_item;
mod xml_items;

pub(crate) use attribute::{AXES, Attribute};
pub(crate) use details::{Detail, OPTIONS_SECTION, SHIP_FROM, SKU, TAGS_SECTION};
pub(crate) use reader::GoogleReader;
pub(crate) use table_items::TableItems;
pub(crate) use xml_items::XmlItems;
