//! `GET /{market}/orders/{order_group_id}`

use axum::extract::Path;
use pasar_domain::id::OrderGroupId;
use pasar_service::actor::Buyer;
use pasar_service::order::show_group;

use super::{GroupPath, failure, listings, view};
use crate::prelude::*;
use crate::ui::{Step, StepState, Sum, SumLine};

/// One checkout with an order for each shop, and what can be done now.
#[derive(Template)]
#[template(path = "order/show.html")]
pub struct ShowOrderPage {
    /// The frame.
    pub shell: Shell,
    /// What people call it.
    pub number: String,
    /// When it was made.
    pub made: String,
    /// Where it stands as a whole; empty when each order says so for itself.
    pub badge: Option<(&'static str, String)>,
    /// Where the forms of the group are sent.
    pub href: String,
    /// What to do now.
    pub next: Next,
    /// The orders, one for each shop.
    pub orders: Vec<OrderPart>,
    /// What is paid, line by line.
    pub sum: Sum,
    /// Was it paid?
    pub paid: bool,
    /// Where it goes: the lines on the parcel.
    pub address: Vec<String>,
    /// Each payment: its way, its state and when.
    pub payments: Vec<(String, String)>,
    /// How the whole can be called off, if it can.
    pub cancel_all: Option<CancelAll>,
    /// What a buyer may say who calls something off.
    pub reasons: Vec<Choice>,
    /// For the forms' fields.
    pub form: Form,
}

page!(ShowOrderPage);

/// What a buyer can do now about the whole.
#[derive(Debug, Clone)]
pub enum Next {
    /// Nothing: a sentence says why.
    Rest {
        /// `good`, `note`, `care` or `bad`.
        kind: &'static str,
        /// The sentence.
        text: String,
    },
    /// Wait for the bank, perhaps at its page.
    Wait {
        /// What is awaited.
        text: String,
        /// The address of the page where it goes on, and what leads there; else the page itself is to be loaded again.
        page: Option<(String, String)>,
    },
    /// Pay in another way.
    Pay {
        /// What happened, and until when it can be paid.
        text: String,
        /// Under this key the form acts once.
        key: String,
        /// Ways to pay.
        methods: Vec<Choice>,
        /// What is paid.
        total: String,
    },
}

/// One shop's order.
#[derive(Debug, Clone)]
pub struct OrderPart {
    /// Its id.
    pub id: String,
    /// Where its forms are sent.
    pub href: String,
    /// The shop's name.
    pub shop: String,
    /// The shop's page.
    pub shop_href: String,
    /// What people call it.
    pub number: String,
    /// Colour and words of its state, unless the whole has one.
    pub badge: Option<(&'static str, String)>,
    /// Its way.
    pub steps: Vec<Step>,
    /// What became of the money when it was called off; else empty.
    pub money: String,
    /// What was bought.
    pub lines: Vec<Line>,
    /// Its parcels.
    pub parcels: Vec<Parcel>,
    /// Can it be called off by itself?
    pub can_cancel: bool,
    /// Can the buyer say that it has arrived?
    pub can_receive: bool,
}

/// A line of an order.
#[derive(Debug, Clone)]
pub struct Line {
    /// The product's page; empty when it is not sold any more.
    pub href: String,
    /// The product, as it was called.
    pub title: String,
    /// Variant and pieces, in words.
    pub words: String,
    /// A square picture.
    pub picture: String,
    /// What it cost.
    pub amount: String,
}

/// A parcel of an order.
#[derive(Debug, Clone)]
pub struct Parcel {
    /// Who carries it.
    pub carrier: String,
    /// The carrier's number.
    pub number: String,
    /// Where it can be followed; may be empty.
    pub follow: String,
    /// When it was sent.
    pub shipped: String,
    /// When it arrived; may be empty.
    pub delivered: String,
}

/// How the whole can be called off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CancelAll {
    /// It is not paid: no reason is needed.
    Unpaid,
    /// It is paid, and nothing has left a shop.
    Paid,
}

/// `GET`
///
/// # Errors
/// When it is nobody's group, or somebody else's: the two look alike.
pub async fn show(
    SignedIn { visit, buyer }: SignedIn,
    Path(path): Path<GroupPath>,
) -> Result<ShowOrderPage, WebError> {
    of_group(&visit, buyer, path.id()?).await
}

/// The page of a group.
pub(crate) async fn of_group(
    visit: &Visit,
    buyer: Buyer,
    id: OrderGroupId,
) -> Result<ShowOrderPage, WebError> {
    let group = show_group(&visit.ctx, buyer, id).await.map_err(failure)?;
    let listings = listings(&visit.ctx, std::slice::from_ref(&group)).await?;
    Ok(view::page(visit, &group, &listings))
}

impl Page for ShowOrderPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let l = shell.l.clone();
        let rest = |kind, text| Next::Rest { kind, text };
        let [wait, elsewhere, unknown] = sample_waits(&l);
        let methods = ["sandbox_success", "sandbox_decline", "sandbox_later"];
        let pay = Next::Pay {
            text: l.t2(
                "order-next-pay",
                "reason",
                l.t("payment-declined-funds"),
                "due",
                "24 November 2026",
            ),
            key: "key".to_owned(),
            methods: methods
                .map(|method| Choice::new(method, crate::payment::method_name(&l, method)))
                .to_vec(),
            total: l.money(shell.market().money(30_920_000)),
        };
        let unpaid = Some(CancelAll::Unpaid);
        let nothing = l.t("order-next-nothing");
        let parcel = l.t("order-next-parcel");
        let failed = l.t("order-failed-overdue");
        vec![
            ("waiting", Self::sample(&shell, wait, "order-step-pay", unpaid)),
            (
                "elsewhere",
                Self::sample(&shell, elsewhere, "order-step-pay", unpaid),
            ),
            ("unknown", Self::sample(&shell, unknown, "order-step-pay", unpaid)),
            ("declined", Self::sample(&shell, pay, "order-step-pay", unpaid)),
            (
                "placed",
                Self::sample(
                    &shell,
                    rest("note", nothing),
                    "order-step-pack",
                    Some(CancelAll::Paid),
                ),
            ),
            (
                "sent",
                Self::sample(&shell, rest("note", parcel), "order-step-travel", None),
            ),
            ("failed", Self::sample(&shell, rest("bad", failed), "", None)),
        ]
    }
}

/// What a buyer may wait for: the sandbox bank, a page of the provider's, and an answer that was lost.
fn sample_waits(l: &Localizer) -> [Next; 3] {
    let wait = |text, page| Next::Wait { text, page };
    let elsewhere = "https://checkout.stripe.com/c/pay/cs_1".to_owned();
    [
        wait(
            l.t("order-next-bank"),
            Some((l.url("/bank/pay_1"), l.t("order-next-bank-open"))),
        ),
        wait(
            l.t("order-next-page"),
            Some((elsewhere, l.t("order-next-page-open"))),
        ),
        wait(l.t("order-next-unknown"), None),
    ]
}

impl ShowOrderPage {
    fn sample(shell: &Shell, next: Next, now: &str, cancel_all: Option<CancelAll>) -> Self {
        let l = shell.l.clone();
        let money = |units: i64| l.money(shell.market().money(units * 100));
        let order = |place: usize, shop: &str| sample_order(&l, place, shop, now);
        let orders = vec![order(1, "Bandung Kaos Studio"), order(2, "Toko Rotan <Cirebon>")];
        let lines = orders.iter().flat_map(|order| {
            let line = |name, amount| SumLine {
                name,
                note: String::new(),
                amount,
                less: false,
            };
            [
                line(l.t1("order-sum-goods", "shop", &order.shop), money(139_600)),
                line(l.t1("order-sum-shipping", "service", "Reguler"), money(15_000)),
            ]
        });
        Self {
            number: "261124-7KQ2M9".to_owned(),
            made: l.t1("order-made", "at", "24 November 2026"),
            badge: (!matches!(next, Next::Rest { kind: "note", .. }))
                .then(|| ("soga", l.t("order-state-awaiting-payment"))),
            href: l.url("/orders/grp_1"),
            next,
            sum: Sum {
                lines: lines.collect(),
                name: l.t("order-sum-total"),
                total: money(309_200),
            },
            orders,
            paid: cancel_all != Some(CancelAll::Unpaid),
            address: [
                "Sari Wulandari",
                "+6281234567890",
                "Jl. Melati No. 12, RT 03/RW 05",
            ]
            .map(str::to_owned)
            .to_vec(),
            payments: vec![(
                crate::payment::method_name(&l, "sandbox_later"),
                l.t("payment-state-pending"),
            )],
            cancel_all,
            reasons: view::reasons(&l),
            form: Form::new(&l),
            shell: shell
                .clone()
                .titled(l.t1("order-title", "number", "261124-7KQ2M9"))
                .at("orders")
                .private(),
        }
    }
}

fn sample_order(l: &Localizer, place: usize, shop: &str, now: &str) -> OrderPart {
    let keys = [
        ("order-step-paid", "card"),
        ("order-step-pack", "box"),
        ("order-step-travel", "truck"),
        ("order-step-delivered", "home"),
    ];
    let here = keys.iter().position(|(name, _)| *name == now).unwrap_or(0);
    let steps = keys.iter().enumerate().map(|(at, (name, icon))| Step {
        name: l.t(name),
        note: if at < here {
            "24 November 2026".to_owned()
        } else {
            String::new()
        },
        state: match at.cmp(&here) {
            std::cmp::Ordering::Less => StepState::Done,
            std::cmp::Ordering::Equal if now.is_empty() => StepState::Stopped,
            std::cmp::Ordering::Equal => StepState::Now,
            std::cmp::Ordering::Greater => StepState::Ahead,
        },
        icon,
    });
    let sent = now == "order-step-travel";
    let parcel = Parcel {
        carrier: "Kurir Cepat".to_owned(),
        number: "JX1234567890".to_owned(),
        follow: "https://example.com/JX1234567890".to_owned(),
        shipped: "25 November 2026".to_owned(),
        delivered: String::new(),
    };
    OrderPart {
        id: format!("ord_{place}"),
        href: l.url(&format!("/orders/grp_1/ord_{place}")),
        shop: shop.to_owned(),
        shop_href: l.url("/shops/toko"),
        number: l.t1("order-number", "number", format!("261124-7KQ2M9-{place}")),
        badge: (!matches!(now, "" | "order-step-pay"))
            .then(|| ("indigo", l.t("order-state-awaiting-shipment"))),
        steps: steps.collect(),
        money: if now.is_empty() {
            l.t("order-money-returning")
        } else {
            String::new()
        },
        lines: vec![Line {
            href: l.url("/products/toko/kaos"),
            title: "Kaos polos combed 30s lengan panjang".to_owned(),
            words: l.t2("checkout-line", "options", "Hitam, L", "count", 2),
            picture: l.url("/pictures/drawn/fashion/7.svg"),
            amount: l.money(l.market().money(6_980_000)),
        }],
        parcels: if sent { vec![parcel] } else { Vec::new() },
        can_cancel: now == "order-step-pack",
        can_receive: sent,
    }
}
