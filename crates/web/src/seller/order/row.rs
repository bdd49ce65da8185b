//! An order in a list, and the words for where it stands.

use pasar_domain::address::AddressKey;
use pasar_domain::money::MoneyError;
use pasar_domain::order::{CancelReason, CancelledBy, Funds, OrderLine, OrderState};
use pasar_service::order::OrderView;

use crate::l10n::Localizer;

/// An order in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderRow {
    /// Its page.
    pub href: String,
    /// Its number.
    pub number: String,
    /// What was bought, in one line.
    pub goods: String,
    /// Who gets it, and where.
    pub buyer: String,
    /// The colour and words of where it stands.
    pub state: (&'static str, String),
    /// By when it must leave, or what else there is to say about time.
    pub when: String,
    /// Must it be shipped?
    pub to_ship: bool,
    /// What the shop is paid.
    pub net: String,
}

/// The row of an order.
///
/// # Errors
/// When its sums do not fit.
pub fn row(l: &Localizer, view: &OrderView) -> Result<OrderRow, MoneyError> {
    let order = &view.order;
    let to = &order.ship_to;
    let net = if matches!(order.state, OrderState::Cancelled { .. }) {
        "–".to_owned()
    } else {
        l.money(order.amounts.net()?)
    };
    Ok(OrderRow {
        href: l.url(&format!("/seller/orders/{}", order.id)),
        number: order.number.clone(),
        goods: goods(l, &view.lines),
        buyer: format!("{}, {}", to.get(AddressKey::Recipient), to.get(AddressKey::City)),
        state: state(l, &order.state),
        when: when(l, &order.state),
        to_ship: can_ship(&order.state, order.funds),
        net,
    })
}

/// May the shop hand the parcel over now?
pub fn can_ship(state: &OrderState, funds: Funds) -> bool {
    matches!(state, OrderState::AwaitingShipment { .. }) && matches!(funds, Funds::Captured { .. })
}

fn goods(l: &Localizer, lines: &[OrderLine]) -> String {
    let Some(first) = lines.first() else {
        return String::new();
    };
    let title = format!("{} × {}", first.title, first.quantity);
    match lines.len() {
        1 => title,
        several => format!("{title} {}", l.t1("seller-order-more", "count", several - 1)),
    }
}

/// The colour and words of a state.
pub fn state(l: &Localizer, state: &OrderState) -> (&'static str, String) {
    match state {
        OrderState::AwaitingPayment { .. } => ("", l.t("seller-order-awaiting-payment")),
        OrderState::AwaitingShipment { .. } => ("soga", l.t("seller-order-awaiting-shipment")),
        OrderState::InTransit { .. } => ("indigo", l.t("seller-order-in-transit")),
        OrderState::Delivered { .. } => ("leaf", l.t("seller-order-delivered")),
        OrderState::Completed { .. } => ("leaf", l.t("seller-order-completed")),
        OrderState::Cancelled { .. } => ("chili", l.t("seller-order-cancelled")),
    }
}

/// What a state says about time.
pub fn when(l: &Localizer, state: &OrderState) -> String {
    match state {
        OrderState::AwaitingPayment { due_at } => l.t1("seller-order-pays-by", "at", l.date_time(due_at)),
        OrderState::AwaitingShipment { placed_at } => l.t1(
            "seller-order-ship-by",
            "day",
            l.day(l.market().ship_by(*placed_at)),
        ),
        OrderState::InTransit { shipped_at, .. } => {
            l.t1("seller-order-shipped-on", "day", l.date(shipped_at))
        }
        OrderState::Delivered { release_at, .. } => {
            l.t1("seller-order-released-on", "day", l.date(release_at))
        }
        OrderState::Completed { completed_at, .. } => {
            l.t1("seller-order-completed-on", "day", l.date(completed_at))
        }
        OrderState::Cancelled { cancellation, .. } => {
            l.t1("seller-order-cancelled-on", "day", l.date(cancellation.at))
        }
    }
}

/// Who called an order off.
pub fn cancelled_by(l: &Localizer, by: CancelledBy) -> String {
    match by {
        CancelledBy::Buyer => l.t("seller-cancelled-by-buyer"),
        CancelledBy::Seller => l.t("seller-cancelled-by-seller"),
        CancelledBy::Operator => l.t("seller-cancelled-by-operator"),
        CancelledBy::System => l.t("seller-cancelled-by-system"),
    }
}

/// Why.
pub fn reason(l: &Localizer, reason: CancelReason) -> String {
    match reason {
        CancelReason::ChangedMind => l.t("seller-cancel-changed-mind"),
        CancelReason::WrongAddress => l.t("seller-cancel-wrong-address"),
        CancelReason::OrderedTwice => l.t("seller-cancel-ordered-twice"),
        CancelReason::OutOfStock => l.t("seller-cancel-out-of-stock"),
        CancelReason::CannotShip => l.t("seller-cancel-cannot-ship"),
        CancelReason::BuyerAsked => l.t("seller-cancel-buyer-asked"),
        CancelReason::PaymentOverdue => l.t("seller-cancel-payment-overdue"),
        CancelReason::PaymentLost => l.t("seller-cancel-payment-lost"),
        CancelReason::SellerUnverified => l.t("seller-cancel-seller-unverified"),
        CancelReason::Other => l.t("seller-cancel-other"),
    }
}

/// Rows for samples of pages.
pub(in crate::seller) fn samples(l: &Localizer) -> Vec<OrderRow> {
    let sample = |number: &str, goods: &str, buyer: &str, state: (&'static str, String), to_ship| OrderRow {
        href: l.url("/seller/orders/x"),
        number: number.to_owned(),
        goods: goods.to_owned(),
        buyer: buyer.to_owned(),
        state,
        when: l.t1("seller-order-ship-by", "day", "26 November 2026"),
        to_ship,
        net: l.money(l.market().money(6_742_500)),
    };
    vec![
        sample(
            "INV-2026-000117",
            "Keripik singkong balado 250 g × 2",
            "Rina Kusuma, Kota Bandung",
            ("soga", l.t("seller-order-awaiting-shipment")),
            true,
        ),
        sample(
            "INV-2026-000118",
            "Keripik pisang cokelat <premium> dengan nama yang sangat panjang sekali × 12",
            "Made Wirawan, Kabupaten Timor Tengah Selatan",
            ("indigo", l.t("seller-order-in-transit")),
            false,
        ),
    ]
}
