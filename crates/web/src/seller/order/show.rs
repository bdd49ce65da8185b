//! `GET /{market}/seller/orders/{order_id}`

use axum::extract::Path;
use pasar_domain::commission::{CommissionRate, CommissionRule};
use pasar_domain::order::{CancelReason, Order, OrderLine, OrderState, Shipment};
use pasar_service::order::{OrderError, OrderView, show_for_shop};

use super::OrderPath;
use super::row::{can_ship, cancelled_by, reason, state, when};
use crate::prelude::*;
use crate::ui::{Step, StepState, Sum, SumLine};

/// A line of the order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownLine {
    /// The product, and the options of the variant.
    pub title: String,
    /// The options and the shop's own code; may be empty.
    pub note: String,
    /// Pieces.
    pub quantity: u32,
    /// The price of all of them.
    pub amount: String,
    /// The product's page in the seller centre.
    pub href: String,
}

/// A parcel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownParcel {
    /// Who carries it.
    pub carrier: String,
    /// Its number.
    pub number: String,
    /// Where it is followed; empty when nobody knows.
    pub href: String,
}

/// The page.
#[derive(Template)]
#[template(path = "seller/order.html")]
pub struct OrderPage {
    /// The frame.
    pub shell: Shell,
    /// The order's number.
    pub number: String,
    /// Its address, for the forms.
    pub here: String,
    /// Where it stands.
    pub state: (&'static str, String),
    /// What there is to say about time.
    pub when: String,
    /// Its way.
    pub steps: Vec<Step>,
    /// What was bought.
    pub lines: Vec<ShownLine>,
    /// The address, line by line.
    pub address: Vec<String>,
    /// How the buyer wants it sent.
    pub service: String,
    /// Its parcels.
    pub parcels: Vec<ShownParcel>,
    /// What the shop is paid, and why.
    pub sum: Sum,
    /// When the shop is paid.
    pub paid_when: String,
    /// Why it was called off; empty when it was not.
    pub cancelled: String,
    /// Can it be shipped now?
    pub can_ship: bool,
    /// Is its payment still being confirmed?
    pub is_confirming: bool,
    /// Can it be called off?
    pub can_cancel: bool,
    /// The form of the parcel.
    pub ship: Form,
    /// The form of calling off.
    pub cancel: Form,
    /// The market's carriers, to choose from while typing.
    pub carriers: Vec<String>,
    /// Why it may be called off.
    pub reasons: Vec<Choice>,
}

page!(OrderPage);

impl OrderPage {
    /// The page of an order, with what was typed in its forms.
    pub(super) fn new(shell: &Shell, view: &OrderView, forms: (Form, Form)) -> Result<Self, WebError> {
        let l = &shell.l;
        let order = &view.order;
        let waits = matches!(order.state, OrderState::AwaitingShipment { .. });
        let can_ship = can_ship(&order.state, order.funds);
        let mut ship = forms.0;
        if ship.value("carrier").is_empty() {
            ship.set("carrier", service_name(l, &order.shipping_service));
        }
        Ok(Self {
            number: order.number.clone(),
            here: l.url(&format!("/seller/orders/{}", order.id)),
            state: state(l, &order.state),
            when: when(l, &order.state),
            steps: steps(l, order),
            lines: view.lines.iter().map(|line| shown_line(l, line)).collect(),
            address: l.market().address_lines(&order.ship_to),
            service: service_name(l, &order.shipping_service),
            parcels: view
                .shipments
                .iter()
                .map(|parcel| shown_parcel(l, parcel))
                .collect(),
            sum: sum(l, view).map_err(WebError::internal)?,
            paid_when: paid_when(l, &order.state),
            cancelled: match order.state {
                OrderState::Cancelled { cancellation, .. } => l.t2(
                    "seller-order-cancelled-why",
                    "who",
                    cancelled_by(l, cancellation.by),
                    "why",
                    reason(l, cancellation.reason),
                ),
                _ => String::new(),
            },
            can_ship,
            is_confirming: waits && !can_ship,
            can_cancel: waits,
            ship,
            cancel: forms.1,
            carriers: l
                .market()
                .shipping_services
                .iter()
                .map(|service| service.name.get(l.language()).to_owned())
                .collect(),
            reasons: CancelReason::of_seller()
                .iter()
                .map(|why| Choice::new(why.as_str(), reason(l, *why)))
                .collect(),
            shell: shell
                .clone()
                .titled(l.t1("seller-order-title", "number", &order.number))
                .at("orders")
                .private(),
        })
    }
}

/// What a way to send is called; its own word when the market no longer has it.
pub(super) fn service_name(l: &Localizer, slug: &str) -> String {
    l.market().shipping_service(slug).map_or_else(
        || slug.to_owned(),
        |service| service.name.get(l.language()).to_owned(),
    )
}

pub(super) fn shown_line(l: &Localizer, line: &OrderLine) -> ShownLine {
    let options = line.option_values.join(" / ");
    let sku = line.sku.as_ref().map(|sku| l.t1("seller-order-sku", "sku", sku));
    let notes: Vec<String> = std::iter::once(options)
        .filter(|options| !options.is_empty())
        .chain(sku)
        .collect();
    ShownLine {
        title: line.title.clone(),
        note: notes.join(" · "),
        quantity: line.quantity,
        amount: l.money(line.amount),
        href: l.url(&format!("/seller/products/{}", line.product_id)),
    }
}

fn shown_parcel(l: &Localizer, parcel: &Shipment) -> ShownParcel {
    let services = l.market().shipping_services.iter();
    let carrier = services.into_iter().find(|service| {
        service.slug.as_str() == parcel.carrier
            || service
                .name
                .iter()
                .any(|(_, name)| name.eq_ignore_ascii_case(&parcel.carrier))
    });
    ShownParcel {
        carrier: carrier.map_or_else(
            || parcel.carrier.clone(),
            |service| service.name.get(l.language()).to_owned(),
        ),
        number: parcel.tracking_number.clone(),
        href: carrier
            .and_then(|service| service.tracking_link(&parcel.tracking_number))
            .unwrap_or_default(),
    }
}

fn steps(l: &Localizer, order: &Order) -> Vec<Step> {
    let (reached, stopped) = match order.state {
        OrderState::AwaitingPayment { .. } => (0, false),
        OrderState::AwaitingShipment { .. } => (1, false),
        OrderState::InTransit { .. } => (2, false),
        OrderState::Delivered { .. } => (3, false),
        OrderState::Completed { .. } => (4, false),
        OrderState::Cancelled { placed_at, .. } => (usize::from(placed_at.is_some()), true),
    };
    let names = [
        (l.t("seller-step-paid"), "card"),
        (l.t("seller-step-shipped"), "truck"),
        (l.t("seller-step-delivered"), "box"),
        (l.t("seller-step-completed"), "money"),
    ];
    let mut steps: Vec<Step> = names
        .into_iter()
        .enumerate()
        .map(|(place, (name, icon))| Step {
            name,
            note: if place == reached {
                when(l, &order.state)
            } else {
                String::new()
            },
            state: match place.cmp(&reached) {
                std::cmp::Ordering::Less => StepState::Done,
                std::cmp::Ordering::Equal => StepState::Now,
                std::cmp::Ordering::Greater => StepState::Ahead,
            },
            icon,
        })
        .collect();
    if stopped {
        steps.truncate(reached);
        steps.push(Step {
            name: l.t("seller-order-cancelled"),
            note: when(l, &order.state),
            state: StepState::Stopped,
            icon: "x",
        });
    }
    steps
}

/// By which rules the commission is what it is, as they were when the order was made.
fn commission_why(l: &Localizer, view: &OrderView) -> String {
    let mut rates: Vec<String> = Vec::new();
    for rate in view.lines.iter().filter_map(|line| line.commission_rate.as_ref()) {
        let told = commission_rate(l, rate);
        if !rates.contains(&told) {
            rates.push(told);
        }
    }
    let version = &view.order.terms.charter_version;
    rates.push(l.t1("seller-sum-commission-why", "version", version));
    rates.join(" · ")
}

fn commission_rate(l: &Localizer, rate: &CommissionRate) -> String {
    let share = l.percent(rate.basis_points);
    match &rate.rule {
        CommissionRule::Base => l.t1("seller-sum-commission-base", "rate", share),
        CommissionRule::Category(slug) => {
            let category = l.market().categories.get(slug.as_str());
            let name = category.map_or(slug.as_str(), |category| category.name.get(l.language()));
            l.t2("seller-sum-commission-category", "category", name, "rate", share)
        }
    }
}

/// What the buyer pays, what the market takes of it and why, and what is left.
fn sum(l: &Localizer, view: &OrderView) -> Result<Sum, pasar_domain::money::MoneyError> {
    let amounts = &view.order.amounts;
    let line = |name: String, note: String, amount, less| SumLine {
        name,
        note,
        amount: if less {
            format!("−{}", l.money(amount))
        } else {
            l.money(amount)
        },
        less,
    };
    let mut lines = vec![
        line(l.t("seller-sum-goods"), String::new(), amounts.goods, false),
        line(
            l.t("seller-sum-shipping"),
            l.t("seller-sum-shipping-why"),
            amounts.shipping,
            false,
        ),
        line(
            l.t("seller-sum-commission"),
            commission_why(l, view),
            amounts.commission,
            true,
        ),
    ];
    if !amounts.commission_tax.is_zero() {
        let why = l.t("seller-sum-commission-tax-why");
        lines.push(line(
            l.t("seller-sum-commission-tax"),
            why,
            amounts.commission_tax,
            true,
        ));
    }
    if !amounts.order_fee.is_zero() {
        let why = l.t("seller-sum-fee-why");
        lines.push(line(l.t("seller-sum-fee"), why, amounts.order_fee, true));
    }
    if !amounts.import_tax.is_zero() {
        let why = l.t("seller-sum-import-tax-why");
        lines.push(line(l.t("seller-sum-import-tax"), why, amounts.import_tax, true));
    }
    Ok(Sum {
        lines,
        name: l.t("seller-sum-net"),
        total: l.money(amounts.net()?),
    })
}

fn paid_when(l: &Localizer, state: &OrderState) -> String {
    let days = l.market().charter.windows.escrow_release_days;
    match state {
        OrderState::AwaitingPayment { .. } => l.t("seller-paid-when-unpaid"),
        OrderState::AwaitingShipment { .. } | OrderState::InTransit { .. } => {
            l.t1("seller-paid-when-held", "days", days)
        }
        OrderState::Delivered { release_at, .. } => l.t1("seller-paid-when-due", "day", l.date(release_at)),
        OrderState::Completed { completed_at, .. } => {
            l.t1("seller-paid-when-payable", "day", l.date(completed_at))
        }
        OrderState::Cancelled { .. } => l.t("seller-paid-when-cancelled"),
    }
}

/// What is shown of an order that this shop does not have, or that could not be read.
pub(super) fn refuse(error: OrderError) -> WebError {
    match error {
        OrderError::NotFound(_) | OrderError::GroupNotFound(_) => WebError::not_found(),
        OrderError::WrongState(_) => WebError::conflict().because(error),
        OrderError::Sum(_) => WebError::internal(error),
        OrderError::Store(error) => error.into(),
    }
}

/// The page of an order with a form that was refused.
pub(super) async fn again(
    keeper: &Keeper,
    id: pasar_domain::id::OrderId,
    forms: (Form, Form),
) -> Result<OrderPage, WebError> {
    let view = show_for_shop(&keeper.visit.ctx, keeper.keeper, id)
        .await
        .map_err(refuse)?;
    OrderPage::new(&keeper.visit.shell, &view, forms)
}

/// `GET`
///
/// # Errors
/// The database's; an order of another shop does not exist here.
pub async fn show(keeper: Keeper, Path(path): Path<OrderPath>) -> Result<OrderPage, WebError> {
    let l = keeper.visit.l();
    let forms = (Form::new(l), Form::new(l));
    again(&keeper, crate::seller::id(&path.order_id)?, forms).await
}

impl Page for OrderPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        super::show_samples::samples(&shell)
    }
}
