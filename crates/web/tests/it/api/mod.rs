//! The JSON API, one file for each operation.

pub(crate) mod kit;
mod limits;

/// A picture as sellers send it.
pub(crate) fn picture_file() -> &'static [u8] {
    picture::upload::PNG
}

/// A catalogue file as sellers send it.
pub(crate) fn catalogue_file() -> &'static str {
    import::start::FILE
}

mod account {
    mod edit;
    mod show;
}
mod address {
    mod add;
    mod edit;
    mod list;
    mod make_default;
    mod remove;
}
mod cart {
    mod add;
    mod change;
    mod show;
}
mod category {
    mod list;
    mod show;
}
mod checkout {
    mod place;
    mod quote;
}
mod document {
    mod guide;
    mod openapi;
}
mod export {
    mod write;
}
mod import {
    mod findings;
    mod list;
    mod show;
    pub(super) mod start;
}
mod listing {
    mod list;
    mod show;
    mod suggest;
}
mod market {
    mod show;
}
mod order {
    mod cancel_as_buyer;
    mod cancel_as_shop;
    mod list;
    mod receive;
    mod ship;
    mod show;
}
mod order_group {
    mod cancel;
    mod list;
    mod pay;
    mod show;
}
mod picture {
    mod remove;
    mod reorder;
    pub(super) mod upload;
}
mod product {
    mod create;
    mod delete;
    mod edit;
    mod list;
    mod publish;
    mod refusals;
    mod restock;
    mod show;
    mod unpublish;
}
mod promise {
    mod list;
}
mod review {
    mod list;
}
mod shop {
    mod edit;
    mod edit_shipping;
    mod list;
    mod open;
    mod show;
    mod show_own;
}
mod statement {
    mod day;
    mod show;
}
