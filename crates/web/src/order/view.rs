//! A checkout as its page shows it.

use std::collections::BTreeMap;

use pasar_domain::id::ProductId;
use pasar_domain::order::{CancelReason, OrderLine, OrderState, Shipment};
use pasar_domain::order_group::{GroupFailure, OrderGroupState};
use pasar_domain::payment::{Payment, PaymentState};
use pasar_domain::picture::PictureSize;
use pasar_service::order::{OrderGroupView, OrderView};
use pasar_store::listing::ListingCard;

use super::show::{CancelAll, Line, Next, OrderPart, Parcel, ShowOrderPage};
use super::state_badge;
use super::way::{money_note, steps};
use crate::checkout::fresh_key;
use crate::checkout::service_name;
use crate::listing::card::{picture_url, product_url};
use crate::payment;
use crate::prelude::*;
use crate::ui::{Sum, SumLine};

/// The page of a group.
pub(super) fn page(
    visit: &Visit,
    view: &OrderGroupView,
    listings: &BTreeMap<ProductId, ListingCard>,
) -> ShowOrderPage {
    let l = visit.l();
    let group = &view.group;
    let address = view.orders.first().map(|order| &order.order.ship_to);
    let title = l.t1("order-title", "number", &group.number);
    ShowOrderPage {
        number: group.number.clone(),
        made: l.t1("order-made", "at", l.date_time(group.created_at)),
        badge: group_badge(l, view),
        href: l.url(&format!("/orders/{}", group.id)),
        next: next(visit, view),
        orders: view
            .orders
            .iter()
            .map(|order| order_part(l, view, order, listings))
            .collect(),
        sum: sum(l, view),
        paid: matches!(group.state, OrderGroupState::Placed { .. }),
        address: address
            .map(|address| l.market().address_lines(address))
            .unwrap_or_default(),
        payments: view
            .payments
            .iter()
            .map(|payment| payment_words(l, payment))
            .collect(),
        cancel_all: cancel_all(view),
        reasons: reasons(l),
        form: Form::new(l),
        shell: visit.shell.clone().titled(title).at("orders").private(),
    }
}

/// Where a group stands that is not binding; a binding one is told by its orders.
pub(super) fn group_badge(l: &Localizer, view: &OrderGroupView) -> Option<(&'static str, String)> {
    match view.group.state {
        OrderGroupState::AwaitingPayment { .. } if is_at_the_bank(view) => {
            Some(("soga", l.t("order-state-waiting-for-bank")))
        }
        OrderGroupState::AwaitingPayment { .. } => Some(("soga", l.t("order-state-awaiting-payment"))),
        OrderGroupState::Failed { .. } => Some(("chili", l.t("order-state-cancelled"))),
        OrderGroupState::Placed { .. } => None,
    }
}

fn is_at_the_bank(view: &OrderGroupView) -> bool {
    view.payments
        .last()
        .is_some_and(|payment| payment.state.is_open())
}

fn next(visit: &Visit, view: &OrderGroupView) -> Next {
    let l = visit.l();
    let rest = |kind, text| Next::Rest { kind, text };
    match view.group.state {
        OrderGroupState::AwaitingPayment { .. } => next_payment(visit, view),
        OrderGroupState::Failed { failure, .. } => rest(
            "bad",
            match failure {
                GroupFailure::PaymentDeclined => l.t("order-failed-declined"),
                GroupFailure::PaymentOverdue => l.t("order-failed-overdue"),
                GroupFailure::Cancelled => l.t("order-failed-cancelled"),
                GroupFailure::SellerUnverified => l.t("order-failed-seller-unverified"),
            },
        ),
        OrderGroupState::Placed { .. } => {
            let some = |is: fn(&OrderState) -> bool| view.orders.iter().any(|order| is(&order.order.state));
            if some(|state| matches!(state, OrderState::InTransit { .. })) {
                rest("note", l.t("order-next-parcel"))
            } else if some(|state| matches!(state, OrderState::AwaitingShipment { .. })) {
                rest("good", l.t("order-next-nothing"))
            } else {
                rest("", String::new())
            }
        }
    }
}

fn next_payment(visit: &Visit, view: &OrderGroupView) -> Next {
    let l = visit.l();
    let last = view.payments.last();
    let wait = |text, page| Next::Wait { text, page };
    let page = last.and_then(|payment| payment::page_of(visit, payment));
    match last.map(|payment| &payment.state) {
        Some(PaymentState::Pending {
            continue_at: Some(_), ..
        }) => wait(
            l.t("order-next-page"),
            page.map(|page| (page, l.t("order-next-page-open"))),
        ),
        Some(PaymentState::Pending { .. }) => wait(
            l.t("order-next-bank"),
            page.map(|page| (page, l.t("order-next-bank-open"))),
        ),
        Some(PaymentState::Requested) => wait(l.t("order-next-unknown"), None),
        other => {
            let due = l.date_time(view.group.payment_due_at);
            let text = match other {
                Some(PaymentState::Declined { reason, .. }) if reason == payment::EXPIRED => {
                    l.t1("order-next-pay-expired", "due", due)
                }
                Some(PaymentState::Declined { reason, .. }) => {
                    let reason = payment::decline_reason(l, reason);
                    l.t2("order-next-pay", "reason", reason, "due", due)
                }
                _ => l.t2("order-next-pay", "reason", String::new(), "due", due),
            };
            Next::Pay {
                text,
                key: fresh_key(&visit.ctx),
                methods: payment::choices(l, visit.ctx.payments()),
                total: l.money(view.group.total),
            }
        }
    }
}

fn order_part(
    l: &Localizer,
    group: &OrderGroupView,
    view: &OrderView,
    listings: &BTreeMap<ProductId, ListingCard>,
) -> OrderPart {
    let order = &view.order;
    OrderPart {
        id: order.id.to_string(),
        href: l.url(&format!("/orders/{}/{}", group.group.id, order.id)),
        shop: view.shop.name.clone(),
        shop_href: l.url(&format!("/shops/{}", view.shop.handle)),
        number: l.t1("order-number", "number", &order.number),
        badge: group_badge(l, group)
            .is_none()
            .then(|| state_badge(l, order.state.name())),
        steps: steps(l, order),
        money: money_note(l, order),
        lines: view
            .lines
            .iter()
            .map(|line| shown_line(l, line, listings))
            .collect(),
        parcels: view
            .shipments
            .iter()
            .map(|parcel| parcel_part(l, view, parcel))
            .collect(),
        can_cancel: matches!(order.state, OrderState::AwaitingShipment { .. }),
        can_receive: matches!(order.state, OrderState::InTransit { .. }),
    }
}

fn shown_line(l: &Localizer, line: &OrderLine, listings: &BTreeMap<ProductId, ListingCard>) -> Line {
    let listing = listings.get(&line.product_id);
    let options = line.option_values.join(", ");
    Line {
        href: listing.map_or_else(String::new, |listing| {
            product_url(l, listing.shop_handle.as_str(), listing.handle.as_str())
        }),
        title: line.title.clone(),
        words: if options.is_empty() {
            l.t1("checkout-line-plain", "count", line.quantity)
        } else {
            l.t2("checkout-line", "options", options, "count", line.quantity)
        },
        picture: line_picture(l, listing),
        amount: l.money(line.amount),
    }
}

/// The picture of what was bought; a drawing when it is not sold any more.
pub(super) fn line_picture(l: &Localizer, listing: Option<&ListingCard>) -> String {
    let kind = listing
        .and_then(|listing| listing.picture.as_ref())
        .map(|(kind, _)| kind);
    let category = listing.map_or("", |listing| listing.category.as_str());
    picture_url(l, kind, category, PictureSize::Thumb)
}

fn parcel_part(l: &Localizer, view: &OrderView, parcel: &Shipment) -> Parcel {
    let service = l.market().shipping_service(&view.order.shipping_service);
    Parcel {
        carrier: service_name(l, &parcel.carrier),
        number: parcel.tracking_number.clone(),
        follow: service
            .and_then(|service| service.tracking_link(&parcel.tracking_number))
            .unwrap_or_default(),
        shipped: l.date_time(parcel.shipped_at),
        delivered: parcel.delivered_at.map_or_else(String::new, |at| l.date_time(at)),
    }
}

/// Every amount, and what it is for. What was called off after it was paid is marked: its money comes back.
fn sum(l: &Localizer, view: &OrderGroupView) -> Sum {
    let placed = matches!(view.group.state, OrderGroupState::Placed { .. });
    let lines = view.orders.iter().flat_map(|view| {
        let order = &view.order;
        let off = placed && matches!(order.state, OrderState::Cancelled { .. });
        let line = |name, amount| SumLine {
            name,
            note: if off {
                l.t("order-sum-cancelled")
            } else {
                String::new()
            },
            amount,
            less: false,
        };
        let service = service_name(l, &order.shipping_service);
        [
            line(
                l.t1("order-sum-goods", "shop", &view.shop.name),
                l.money(order.amounts.goods),
            ),
            line(
                l.t1("order-sum-shipping", "service", service),
                l.money(order.amounts.shipping),
            ),
        ]
    });
    Sum {
        lines: lines.collect(),
        name: l.t("order-sum-total"),
        total: l.money(view.group.total),
    }
}

fn payment_words(l: &Localizer, payment: &Payment) -> (String, String) {
    let at = match payment.state {
        PaymentState::Requested | PaymentState::Pending { .. } => payment.requested_at,
        PaymentState::Authorised { at, .. }
        | PaymentState::Captured { at, .. }
        | PaymentState::Declined { at, .. }
        | PaymentState::Voided { at } => at,
    };
    let state = payment::state_name(l, &payment.state);
    let words = l.t2("order-payment-at", "state", state, "at", l.date_time(at));
    (payment::method_name(l, &payment.method), words)
}

fn cancel_all(view: &OrderGroupView) -> Option<CancelAll> {
    match view.group.state {
        OrderGroupState::AwaitingPayment { .. } => Some(CancelAll::Unpaid),
        OrderGroupState::Placed { .. } => {
            let waits = |order: &&OrderView| matches!(order.order.state, OrderState::AwaitingShipment { .. });
            let waiting = view.orders.iter().filter(waits).count();
            // A single order has its own button.
            (waiting > 1).then_some(CancelAll::Paid)
        }
        OrderGroupState::Failed { .. } => None,
    }
}

/// What a buyer may say who calls something off.
pub(super) fn reasons(l: &Localizer) -> Vec<Choice> {
    let reasons = CancelReason::of_buyer().iter();
    reasons
        .map(|reason| Choice::new(reason.as_str(), super::reason_name(l, *reason)))
        .collect()
}
