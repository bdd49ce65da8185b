//! `GET /{market}/seller/orders/{order_id}/slip`: what is put into the parcel and onto it.

use axum::extract::Path;
use pasar_service::order::show_for_shop;

use super::OrderPath;
use super::show::{ShownLine, refuse, service_name, shown_line};
use crate::prelude::*;

/// The slip.
#[derive(Template)]
#[template(path = "seller/slip.html")]
pub struct SlipPage {
    /// The frame.
    pub shell: Shell,
    /// The order's number.
    pub number: String,
    /// Back to the order.
    pub back: String,
    /// The shop's name.
    pub from: String,
    /// Where it sends from.
    pub place: String,
    /// The buyer's address, line by line.
    pub address: Vec<String>,
    /// How it travels.
    pub service: String,
    /// When it was ordered.
    pub ordered: String,
    /// What is inside. Prices are not on it: it may be a gift.
    pub lines: Vec<ShownLine>,
    /// Pieces in all.
    pub pieces: u32,
}

page!(SlipPage);

impl Page for SlipPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let l = &shell.l;
        let line = |title: &str, note: &str, quantity| ShownLine {
            title: title.to_owned(),
            note: note.to_owned(),
            quantity,
            amount: String::new(),
            href: String::new(),
        };
        let page = Self {
            number: "INV-2026-000117".to_owned(),
            back: l.url("/seller/orders/x"),
            from: "Keripik Bu Sari".to_owned(),
            place: "Kota Bandung".to_owned(),
            address: [
                "Rina Kusuma",
                "+62 812 3456 7890",
                "Jalan Braga 12",
                "Kota Bandung 40111",
            ]
            .map(str::to_owned)
            .to_vec(),
            service: "Reguler".to_owned(),
            ordered: "24 November 2026".to_owned(),
            lines: vec![
                line("Keripik singkong balado 250 g", "Pedas · SKU KSB-250", 2),
                line("Keripik pisang cokelat", "", 1),
            ],
            pieces: 3,
            shell: shell
                .clone()
                .titled(l.t("seller-slip-title"))
                .at("orders")
                .private(),
        };
        vec![("full", page)]
    }
}

/// `GET`
///
/// # Errors
/// The database's; an order of another shop does not exist here.
pub async fn show(keeper: Keeper, Path(path): Path<OrderPath>) -> Result<SlipPage, WebError> {
    let visit = &keeper.visit;
    let l = visit.l();
    let id = crate::seller::id(&path.order_id)?;
    let view = show_for_shop(&visit.ctx, keeper.keeper, id)
        .await
        .map_err(refuse)?;
    let order = &view.order;
    Ok(SlipPage {
        number: order.number.clone(),
        back: l.url(&format!("/seller/orders/{id}")),
        from: keeper.shop.name.clone(),
        place: keeper.shop.place.clone(),
        address: l.market().address_lines(&order.ship_to),
        service: service_name(l, &order.shipping_service),
        ordered: l.date(order.state.placed_at().unwrap_or(order.created_at)),
        lines: view.lines.iter().map(|line| shown_line(l, line)).collect(),
        pieces: view.lines.iter().map(|line| line.quantity).sum(),
        shell: visit.shell.clone().titled(l.t("seller-slip-title")).at("orders"),
    })
}
