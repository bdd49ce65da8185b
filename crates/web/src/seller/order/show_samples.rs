//! The page of an order in the states that look different.

use super::row::reason;
use super::show::{OrderPage, ShownLine, ShownParcel};
use crate::page::Sample;
use crate::prelude::*;
use crate::ui::{Step, StepState, Sum, SumLine};

pub(super) fn samples(shell: &Shell) -> Vec<Sample<OrderPage>> {
    let l = &shell.l;
    let mut refused = page(shell);
    refused
        .ship
        .refuse("tracking_number", key("seller-ship-wrong-number"));
    let mut sent = page(shell);
    sent.state = ("indigo", l.t("seller-order-in-transit"));
    (sent.can_ship, sent.can_cancel) = (false, false);
    sent.parcels = vec![ShownParcel {
        carrier: "JNE".to_owned(),
        number: "JX12345678".to_owned(),
        href: "https://example.com/JX12345678".to_owned(),
    }];
    let mut cancelled = page(shell);
    cancelled.state = ("chili", l.t("seller-order-cancelled"));
    (cancelled.can_ship, cancelled.can_cancel) = (false, false);
    cancelled.cancelled = l.t2(
        "seller-order-cancelled-why",
        "who",
        l.t("seller-cancelled-by-buyer"),
        "why",
        l.t("seller-cancel-changed-mind"),
    );
    vec![
        ("to-ship", page(shell)),
        ("refused", refused),
        ("sent", sent),
        ("cancelled", cancelled),
    ]
}

fn page(shell: &Shell) -> OrderPage {
    let l = &shell.l;
    let money = |minor| l.money(l.market().money(minor));
    OrderPage {
        number: "INV-2026-000117".to_owned(),
        here: l.url("/seller/orders/x"),
        state: ("soga", l.t("seller-order-awaiting-shipment")),
        when: l.t1("seller-order-ship-by", "day", "26 November 2026"),
        steps: steps(l),
        lines: vec![ShownLine {
            title: "Keripik singkong balado 250 g".to_owned(),
            note: "Pedas / 250 g · SKU KSB-250".to_owned(),
            quantity: 2,
            amount: money(5_000_000),
            href: l.url("/seller/products/x"),
        }],
        address: [
            "Rina Kusuma",
            "+62 812 3456 7890",
            "Jalan Braga 12",
            "Kota Bandung 40111",
        ]
        .map(str::to_owned)
        .to_vec(),
        service: "Reguler".to_owned(),
        parcels: Vec::new(),
        sum: sum(l),
        paid_when: l.t1("seller-paid-when-held", "days", 7),
        cancelled: String::new(),
        can_ship: true,
        is_confirming: false,
        can_cancel: true,
        ship: Form::filled(l, [("carrier", "Reguler")]),
        cancel: Form::new(l),
        carriers: vec!["Reguler".to_owned()],
        reasons: pasar_domain::order::CancelReason::of_seller()
            .iter()
            .map(|why| Choice::new(why.as_str(), reason(l, *why)))
            .collect(),
        shell: shell
            .clone()
            .titled(l.t1("seller-order-title", "number", "INV-2026-000117"))
            .at("orders")
            .private(),
    }
}

fn steps(l: &Localizer) -> Vec<Step> {
    let step = |name: String, state, icon| Step {
        name,
        note: String::new(),
        state,
        icon,
    };
    vec![
        step(l.t("seller-step-paid"), StepState::Done, "card"),
        step(l.t("seller-step-shipped"), StepState::Now, "truck"),
        step(l.t("seller-step-delivered"), StepState::Ahead, "box"),
        step(l.t("seller-step-completed"), StepState::Ahead, "money"),
    ]
}

fn sum(l: &Localizer) -> Sum {
    let money = |minor| l.money(l.market().money(minor));
    let line = |name: String, why: String, amount: String, less| SumLine {
        name,
        note: why,
        amount,
        less,
    };
    let (commission, fee) = (l.t("seller-sum-commission"), l.t("seller-sum-fee"));
    let by = l.t1("seller-sum-commission-why", "version", "2026-12");
    let same = l.t("seller-sum-fee-why");
    Sum {
        lines: vec![
            line(l.t("seller-sum-goods"), String::new(), money(5_000_000), false),
            line(
                l.t("seller-sum-shipping"),
                l.t("seller-sum-shipping-why"),
                money(1_000_000),
                false,
            ),
            line(commission, by, format!("−{}", money(275_000)), true),
            line(fee, same, format!("−{}", money(125_000)), true),
        ],
        name: l.t("seller-sum-net"),
        total: money(5_600_000),
    }
}
