//! Orders and their groups.

use chrono::{DateTime, Utc};
use pasar_domain::money::MoneyError;
use pasar_domain::order::{Cancellation, OrderLine, OrderState, Shipment};
use pasar_domain::order_group::OrderGroupState;
use pasar_service::checkout::{PaymentOutcome, Placed};
use pasar_service::order::{OrderGroupView, OrderView};
use serde::Serialize;
use utoipa::ToSchema;

use super::{AddressFields, IdJson, ListingShopJson, MoneyJson, PaymentJson};
use crate::api::Call;

/// What a buyer made in one checkout: one order for each shop, paid together.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OrderGroup)]
pub struct OrderGroupJson {
    /// Its id.
    pub order_group_id: IdJson,
    /// What people call it.
    pub number: String,
    /// `awaiting_payment`, `placed` or `failed`.
    #[schema(pattern = "^(awaiting_payment|placed|failed)$")]
    pub state: String,
    /// Why it failed: `payment_declined`, `payment_overdue`, `cancelled`, `seller_unverified`.
    pub failure: Option<String>,
    /// What the buyer pays for all of it.
    pub total: MoneyJson,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it has (or had) to be paid.
    pub payment_due_at: DateTime<Utc>,
    /// Its orders.
    pub orders: Vec<OrderJson>,
    /// The tries to pay, oldest first; the last one counts.
    pub payments: Vec<PaymentJson>,
}

impl OrderGroupJson {
    /// A group as its buyer sees it.
    ///
    /// # Errors
    /// A sum that does not fit.
    pub fn new(call: &Call, view: &OrderGroupView) -> Result<Self, MoneyError> {
        let (state, failure) = match view.group.state {
            OrderGroupState::AwaitingPayment { .. } => ("awaiting_payment", None),
            OrderGroupState::Placed { .. } => ("placed", None),
            OrderGroupState::Failed { failure, .. } => ("failed", Some(failure)),
        };
        let orders = view.orders.iter().map(|order| OrderJson::for_buyer(call, order));
        Ok(Self {
            order_group_id: view.group.id.into(),
            number: view.group.number.clone(),
            state: state.to_owned(),
            failure: failure.map(|failure| failure.as_str().to_owned()),
            total: call.money(view.group.total),
            created_at: view.group.created_at,
            payment_due_at: view.group.payment_due_at,
            orders: orders.collect::<Result<_, _>>()?,
            payments: view
                .payments
                .iter()
                .map(|payment| PaymentJson::new(call, payment))
                .collect(),
        })
    }
}

/// One shop's part of a checkout.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Order)]
pub struct OrderJson {
    /// Its id.
    pub order_id: IdJson,
    /// What people call it.
    pub number: String,
    /// The checkout it came from.
    pub order_group_id: IdJson,
    /// Who sells.
    pub shop: ListingShopJson,
    /// `awaiting_payment`, `awaiting_shipment`, `in_transit`, `delivered`, `completed` or `cancelled`.
    pub state: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it became binding.
    pub placed_at: Option<DateTime<Utc>>,
    /// When the parcel was handed to its carrier.
    pub shipped_at: Option<DateTime<Utc>>,
    /// When the buyer had the parcel, or was assumed to.
    pub delivered_at: Option<DateTime<Utc>>,
    /// When the shop's money left escrow.
    pub completed_at: Option<DateTime<Utc>>,
    /// How it was cancelled.
    pub cancellation: Option<CancellationJson>,
    /// What was bought.
    pub lines: Vec<OrderLineJson>,
    /// The sum of the lines.
    pub goods: MoneyJson,
    /// What shipping costs the buyer.
    pub shipping: MoneyJson,
    /// What the buyer pays.
    pub total: MoneyJson,
    /// What the shop gets of it; shown to the shop only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shop_amounts: Option<ShopAmountsJson>,
    /// How it travels: a service of the market.
    pub shipping_service: String,
    /// Where it goes.
    pub ship_to: AddressFields,
    /// Its parcels.
    pub shipments: Vec<ShipmentJson>,
}

impl OrderJson {
    /// An order as its buyer sees it.
    ///
    /// # Errors
    /// A sum that does not fit.
    pub fn for_buyer(call: &Call, view: &OrderView) -> Result<Self, MoneyError> {
        let order = &view.order;
        let times = Times::of(&order.state);
        Ok(Self {
            order_id: order.id.into(),
            number: order.number.clone(),
            order_group_id: order.order_group_id.into(),
            shop: ListingShopJson {
                shop_id: order.shop_id.into(),
                handle: view.shop.handle.clone(),
                name: view.shop.name.clone(),
            },
            state: order.state.name().as_str().to_owned(),
            created_at: order.created_at,
            placed_at: order.state.placed_at(),
            shipped_at: times.shipped_at,
            delivered_at: times.delivered_at,
            completed_at: times.completed_at,
            cancellation: times.cancellation.map(CancellationJson::from),
            lines: view
                .lines
                .iter()
                .map(|line| OrderLineJson::new(call, line))
                .collect(),
            goods: call.money(order.amounts.goods),
            shipping: call.money(order.amounts.shipping),
            total: call.money(order.amounts.total()?),
            shop_amounts: None,
            shipping_service: order.shipping_service.clone(),
            ship_to: AddressFields::of(&order.ship_to),
            shipments: view.shipments.iter().map(ShipmentJson::from).collect(),
        })
    }

    /// An order as its shop sees it: with what the shop gets.
    ///
    /// # Errors
    /// A sum that does not fit.
    pub fn for_shop(call: &Call, view: &OrderView) -> Result<Self, MoneyError> {
        let amounts = &view.order.amounts;
        Ok(Self {
            shop_amounts: Some(ShopAmountsJson {
                commission: call.money(amounts.commission),
                commission_tax: call.money(amounts.commission_tax),
                commissions: view
                    .lines
                    .iter()
                    .map(|line| LineCommissionJson::new(call, line))
                    .collect(),
                order_fee: call.money(amounts.order_fee),
                import_tax: call.money(amounts.import_tax),
                net: call.money(amounts.net()?),
            }),
            ..Self::for_buyer(call, view)?
        })
    }
}

#[derive(Default)]
struct Times {
    shipped_at: Option<DateTime<Utc>>,
    delivered_at: Option<DateTime<Utc>>,
    completed_at: Option<DateTime<Utc>>,
    cancellation: Option<Cancellation>,
}

impl Times {
    fn of(state: &OrderState) -> Self {
        let mut times = Self::default();
        match *state {
            OrderState::AwaitingPayment { .. } | OrderState::AwaitingShipment { .. } => {}
            OrderState::InTransit { shipped_at, .. } => times.shipped_at = Some(shipped_at),
            OrderState::Delivered {
                shipped_at,
                delivered_at,
                ..
            } => {
                times.shipped_at = Some(shipped_at);
                times.delivered_at = Some(delivered_at);
            }
            OrderState::Completed {
                shipped_at,
                delivered_at,
                completed_at,
                ..
            } => {
                times.shipped_at = Some(shipped_at);
                times.delivered_at = Some(delivered_at);
                times.completed_at = Some(completed_at);
            }
            OrderState::Cancelled { cancellation, .. } => times.cancellation = Some(cancellation),
        }
        times
    }
}

/// What the shop gets of an order.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ShopAmounts)]
pub struct ShopAmountsJson {
    /// What the operator keeps of the goods.
    pub commission: MoneyJson,
    /// The tax on the commission, which the operator collects and pays to the state.
    pub commission_tax: MoneyJson,
    /// The commission line by line, as it was frozen when the order was made.
    pub commissions: Vec<LineCommissionJson>,
    /// The operator's fixed fee.
    pub order_fee: MoneyJson,
    /// The tax of the buyer's country inside the price of goods from abroad, which the operator pays to the state.
    pub import_tax: MoneyJson,
    /// What the shop is paid: goods and shipping, less commission with its tax, fee and import tax.
    pub net: MoneyJson,
}

/// The commission on one line.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = LineCommission)]
pub struct LineCommissionJson {
    /// The line's place in the order, from 0.
    pub position: u32,
    /// The rule that set the rate: `base`, or `category:` and a category. None on orders from before it was written down.
    pub rule: Option<String>,
    /// The rate, in basis points (1 = 0.01 %).
    pub basis_points: Option<u32>,
    /// What the operator keeps.
    pub amount: MoneyJson,
    /// The tax on it.
    pub tax: MoneyJson,
}

impl LineCommissionJson {
    fn new(call: &Call, line: &OrderLine) -> Self {
        let rate = line.commission_rate.as_ref();
        Self {
            position: line.position,
            rule: rate.map(|rate| rate.rule.to_string()),
            basis_points: rate.map(|rate| rate.basis_points),
            amount: call.money(line.commission),
            tax: call.money(line.commission_tax),
        }
    }
}

/// How an order was cancelled.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Cancellation)]
pub struct CancellationJson {
    /// When.
    pub at: DateTime<Utc>,
    /// `buyer`, `seller`, `operator` or `system`.
    pub by: String,
    /// Why: one of the words that cancelling takes, or `payment_overdue`, `payment_lost`, `seller_unverified`.
    pub reason: String,
}

impl From<Cancellation> for CancellationJson {
    fn from(cancellation: Cancellation) -> Self {
        Self {
            at: cancellation.at,
            by: cancellation.by.as_str().to_owned(),
            reason: cancellation.reason.as_str().to_owned(),
        }
    }
}

/// What was bought, as it was when it was bought.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OrderLine)]
pub struct OrderLineJson {
    /// The offer.
    pub offer_id: IdJson,
    /// The variant.
    pub variant_id: IdJson,
    /// The product.
    pub product_id: IdJson,
    /// The product's title.
    pub title: String,
    /// The variant's options.
    pub option_values: Vec<String>,
    /// The shop's stock-keeping unit.
    pub sku: Option<String>,
    /// Pieces.
    pub quantity: u32,
    /// The price of one piece.
    pub unit_price: MoneyJson,
    /// The price of all of them.
    pub amount: MoneyJson,
}

impl OrderLineJson {
    fn new(call: &Call, line: &OrderLine) -> Self {
        Self {
            offer_id: line.offer_id.into(),
            variant_id: line.variant_id.into(),
            product_id: line.product_id.into(),
            title: line.title.clone(),
            option_values: line.option_values.clone(),
            sku: line.sku.clone(),
            quantity: line.quantity,
            unit_price: call.money(line.unit_price),
            amount: call.money(line.amount),
        }
    }
}

/// A parcel.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Shipment)]
pub struct ShipmentJson {
    /// Its id.
    pub shipment_id: IdJson,
    /// Who carries it.
    pub carrier: String,
    /// The carrier's number.
    pub tracking_number: String,
    /// When it was handed over.
    pub shipped_at: DateTime<Utc>,
    /// When it arrived.
    pub delivered_at: Option<DateTime<Utc>>,
}

impl From<&Shipment> for ShipmentJson {
    fn from(shipment: &Shipment) -> Self {
        Self {
            shipment_id: shipment.id.into(),
            carrier: shipment.carrier.clone(),
            tracking_number: shipment.tracking_number.clone(),
            shipped_at: shipment.shipped_at,
            delivered_at: shipment.delivered_at,
        }
    }
}

/// A checkout that was written down.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Placed)]
pub struct PlacedJson {
    /// The group of its orders.
    pub order_group_id: IdJson,
    /// What people call it.
    pub number: String,
    /// What the buyer pays.
    pub total: MoneyJson,
    /// Where the payment stands.
    pub payment: PlacedPaymentJson,
}

impl PlacedJson {
    /// A checkout as it goes out.
    pub fn new(call: &Call, placed: &Placed) -> Self {
        let (state, reason) = match &placed.payment {
            PaymentOutcome::Authorised => ("authorised", None),
            PaymentOutcome::Pending => ("pending", None),
            PaymentOutcome::Declined { reason } => ("declined", Some(reason.clone())),
            PaymentOutcome::Unknown => ("unknown", None),
            PaymentOutcome::TooLate => ("too_late", None),
        };
        Self {
            order_group_id: placed.order_group_id.into(),
            number: placed.number.clone(),
            total: call.money(placed.total),
            payment: PlacedPaymentJson {
                state: state.to_owned(),
                reason,
            },
        }
    }
}

/// Where the payment of a checkout stands.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = PlacedPayment)]
pub struct PlacedPaymentJson {
    /// `authorised`: every order is binding. `pending`: the bank answers later, or the buyer pays at the page that the checkout's payment
    /// names in `continue_at`. `declined`: pay in another way. `unknown`: the bank did
    /// not answer and is asked again. `too_late`: the checkout had come to nothing.
    #[schema(pattern = "^(authorised|pending|declined|unknown|too_late)$")]
    pub state: String,
    /// The bank's word for why it refused.
    pub reason: Option<String>,
}
