//! The shop hands the parcel to a carrier.

use pasar_domain::id::{OrderId, ShipmentId};
use pasar_domain::order::{Funds, InvalidTrackingNumber, OrderState, Shipment, tracking_number};
use pasar_store::order;

use super::OrderError;
use crate::actor::ShopKeeper;
use crate::context::Context;
use crate::job::{self, Job, Letter};

/// Most characters of a carrier's name.
const CARRIER_MAX: usize = 60;

/// What the shop says of the parcel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShipOrder {
    /// The order.
    pub order_id: OrderId,
    /// Who carries it: a service of the market, or a name.
    pub carrier: String,
    /// The number on the carrier's receipt.
    pub tracking_number: String,
}

/// Why an order was not shipped.
#[derive(Debug, thiserror::Error)]
pub enum ShipError {
    /// The carrier is missing or too long.
    #[error("name the carrier in at most {CARRIER_MAX} characters")]
    Carrier,
    /// The number is none.
    #[error(transparent)]
    TrackingNumber(#[from] InvalidTrackingNumber),
    /// The buyer's money is set aside but not in escrow yet.
    #[error("the payment is being confirmed; ship the order in a few minutes")]
    NotCaptured,
    /// There is no such order, or it is in another state.
    #[error(transparent)]
    Order(#[from] OrderError),
}

impl From<pasar_store::Error> for ShipError {
    fn from(error: pasar_store::Error) -> Self {
        Self::Order(error.into())
    }
}

/// Writes down that the parcel is on its way, and tells the buyer. Only orders whose money is in escrow leave the shop.
///
/// # Errors
/// When it cannot be shipped now.
pub async fn ship(ctx: &Context, keeper: ShopKeeper, parcel: ShipOrder) -> Result<Shipment, ShipError> {
    let carrier = parcel.carrier.trim();
    if !(1..=CARRIER_MAX).contains(&carrier.chars().count()) {
        return Err(ShipError::Carrier);
    }
    let now = ctx.now();
    let shipment = Shipment {
        id: ShipmentId::new(now, &ctx.entropy()),
        carrier: carrier.to_owned(),
        tracking_number: tracking_number(&parcel.tracking_number)?,
        shipped_at: now,
        delivered_at: None,
    };
    let key = (keeper.shop_id(), parcel.order_id);
    let mut tx = ctx.home().begin().await?;
    let order = order::lock(&mut tx, &[key]).await?.pop();
    let mut order = order.ok_or(OrderError::NotFound(parcel.order_id))?;
    if matches!(order.state, OrderState::AwaitingShipment { .. }) && order.funds == Funds::Held {
        return Err(ShipError::NotCaptured);
    }
    order.state = order.state.ship(now, &order.terms).map_err(OrderError::from)?;
    order::update(&mut tx, &[order]).await?;
    order::insert_shipment(&mut tx, key, &shipment).await?;
    let letter = Letter::OrderShipped {
        shop_id: key.0,
        order_id: key.1,
    };
    job::enqueue(ctx, &mut tx, [Job::SendLetter(letter)], now).await?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    ctx.bell().ring();
    Ok(shipment)
}
