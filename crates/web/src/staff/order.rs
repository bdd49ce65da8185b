//! `/{market}/staff/orders/{order}`

use axum::extract::Path;
use pasar_domain::id::OrderId;
use pasar_domain::money::MoneyError;
use pasar_domain::order::{OrderState, OrderStateName};
use pasar_service::order::{OrderError, OrderView, show_for_staff};
use serde::Deserialize;

use super::order_state;
use crate::prelude::*;

/// Which order.
#[derive(Debug, Deserialize)]
pub struct StaffOrderPath {
    /// Its id.
    order: OrderId,
}

/// An order: what was bought, where it stands, who gets what of the money. Not where the buyer lives: nobody in this office needs it.
#[derive(Template)]
#[template(path = "staff/order.html")]
pub struct StaffOrderPage {
    /// The frame.
    pub shell: Shell,
    /// Its number.
    pub number: String,
    /// Where it stands, and the colour of that.
    pub state: (String, &'static str),
    /// Who sells.
    pub shop: String,
    /// What happened, and when.
    pub times: Vec<(String, String)>,
    /// What was bought: title, options, pieces, amount.
    pub lines: Vec<(String, String, u32, String)>,
    /// Its sums: name and amount.
    pub sums: Vec<(String, String)>,
    /// Its parcels: carrier and number.
    pub shipments: Vec<(String, String)>,
}

page!(StaffOrderPage);

impl StaffOrderPage {
    fn new(shell: &Shell, view: &OrderView) -> Result<Self, MoneyError> {
        let l = &shell.l;
        let (order, amounts) = (&view.order, &view.order.amounts);
        let lines = view.lines.iter().map(|line| {
            let options = line.option_values.join(" · ");
            (line.title.clone(), options, line.quantity, l.money(line.amount))
        });
        let shipments = view.shipments.iter();
        Ok(Self {
            number: order.number.clone(),
            state: order_state(l, order.state.name()),
            shop: view.shop.name.clone(),
            times: times(l, view),
            lines: lines.collect(),
            sums: vec![
                (l.t("staff-order-goods"), l.money(amounts.goods)),
                (l.t("staff-order-shipping"), l.money(amounts.shipping)),
                (l.t("staff-order-total"), l.money(amounts.total()?)),
                (l.t("staff-order-commission"), l.money(amounts.commission)),
                (l.t("seller-sum-commission-tax"), l.money(amounts.commission_tax)),
                (l.t("staff-order-fee"), l.money(amounts.order_fee)),
                (l.t("seller-sum-import-tax"), l.money(amounts.import_tax)),
                (l.t("staff-order-net"), l.money(amounts.net()?)),
            ],
            shipments: shipments
                .map(|shipment| (shipment.carrier.clone(), shipment.tracking_number.clone()))
                .collect(),
            shell: framed(shell, &order.number),
        })
    }
}

fn framed(shell: &Shell, number: &str) -> Shell {
    let title = shell.l.t1("staff-order-title", "number", number);
    shell.clone().titled(title).at("orders").private()
}

/// What happened, oldest first.
fn times(l: &Localizer, view: &OrderView) -> Vec<(String, String)> {
    let order = &view.order;
    let mut times = vec![(l.t("staff-order-made"), Some(order.created_at))];
    times.push((l.t("staff-order-placed"), order.state.placed_at()));
    match order.state {
        OrderState::AwaitingPayment { due_at } => times.push((l.t("staff-order-due"), Some(due_at))),
        OrderState::AwaitingShipment { .. } => {}
        OrderState::InTransit { shipped_at, .. } => {
            times.push((l.t("staff-order-in-transit"), Some(shipped_at)));
        }
        OrderState::Delivered {
            shipped_at,
            delivered_at,
            release_at,
            ..
        } => times.extend([
            (l.t("staff-order-in-transit"), Some(shipped_at)),
            (l.t("staff-order-delivered"), Some(delivered_at)),
            (l.t("staff-order-release"), Some(release_at)),
        ]),
        OrderState::Completed {
            shipped_at,
            delivered_at,
            completed_at,
            ..
        } => times.extend([
            (l.t("staff-order-in-transit"), Some(shipped_at)),
            (l.t("staff-order-delivered"), Some(delivered_at)),
            (l.t("staff-order-completed"), Some(completed_at)),
        ]),
        OrderState::Cancelled { cancellation, .. } => {
            times.push((l.t("staff-order-cancelled"), Some(cancellation.at)));
        }
    }
    times
        .into_iter()
        .filter_map(|(name, at)| Some((name, l.date_time(at?))))
        .collect()
}

impl Page for StaffOrderPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let l = shell.l.clone();
        let money = |minor| l.money(l.market().money(minor));
        let page = Self {
            number: "261124-7KQ2M9-1".to_owned(),
            state: order_state(&l, OrderStateName::InTransit),
            shop: "Toko Sari & Anak".to_owned(),
            times: vec![
                (l.t("staff-order-made"), "24 November 2026".to_owned()),
                (l.t("staff-order-placed"), "24 November 2026".to_owned()),
            ],
            lines: vec![(
                "Kaos polos".to_owned(),
                "M · biru".to_owned(),
                2,
                money(10_700_000),
            )],
            sums: vec![
                (l.t("staff-order-goods"), money(10_700_000)),
                (l.t("staff-order-net"), money(9_900_000)),
            ],
            shipments: vec![("JNE".to_owned(), "JNE0012345678".to_owned())],
            shell: framed(&shell, "261124-7KQ2M9-1"),
        };
        let fresh = Self {
            state: order_state(&l, OrderStateName::AwaitingPayment),
            shipments: vec![],
            times: page.times.clone(),
            lines: page.lines.clone(),
            sums: page.sums.clone(),
            number: page.number.clone(),
            shop: page.shop.clone(),
            shell: page.shell.clone(),
        };
        vec![("sent", page), ("fresh", fresh)]
    }
}

/// `GET`
///
/// # Errors
/// The database's, or when there is no such order.
pub async fn show(duty: OnDuty, Path(path): Path<StaffOrderPath>) -> Result<StaffOrderPage, WebError> {
    let view = show_for_staff(&duty.visit.ctx, duty.staff, path.order).await;
    let view = view.map_err(|error| match error {
        OrderError::NotFound(_) | OrderError::GroupNotFound(_) => WebError::not_found(),
        OrderError::Store(error) => error.into(),
        other => WebError::internal(other),
    })?;
    StaffOrderPage::new(&duty.visit.shell, &view).map_err(WebError::internal)
}
