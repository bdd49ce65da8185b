//! One shop's part of a checkout: its states, its money, its lines and its parcels.
//!
//! Where it stands and what can happen to it is in [`OrderState`]; every allowed move is in [`MOVES`].

mod shipment;
mod state;
#[cfg(test)]
mod tests;

pub use shipment::{InvalidTrackingNumber, Shipment, tracking_number};
pub use state::{
    CancelReason, Cancellation, CancelledBy, MOVES, OrderState, OrderStateName, OrderVerb, Terms, WrongState,
};

use crate::Instant;
use crate::address::Address;
use crate::commission::CommissionRate;
use crate::id::{AccountId, OfferId, OrderGroupId, OrderId, ProductId, ShopId, StockItemId, VariantId};
use crate::money::{Currency, Money, MoneyError};

/// Where the buyer's money for one order is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Funds {
    /// Still with the buyer, or never asked for.
    None,
    /// Set aside by the provider.
    Held,
    /// Taken by the provider for us: in escrow until the order is completed.
    Captured {
        /// When.
        at: Instant,
    },
    /// Back with the buyer: refunded, or let go of.
    Returned {
        /// When.
        at: Instant,
    },
}

/// The sums of an order, frozen at placement. All have one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amounts {
    /// The sum of the lines.
    pub goods: Money,
    /// What shipping costs the buyer.
    pub shipping: Money,
    /// What the operator keeps of the goods.
    pub commission: Money,
    /// The tax on the commission; kept back from the shop's share and owed to the state.
    pub commission_tax: Money,
    /// The operator's fixed fee.
    pub order_fee: Money,
    /// The tax of the buyer's country inside the price of goods from abroad; kept back from the shop's share and owed to the state.
    pub import_tax: Money,
}

impl Amounts {
    /// The currency of all of them.
    pub const fn currency(&self) -> Currency {
        self.goods.currency
    }

    /// What the buyer pays: goods and shipping.
    ///
    /// # Errors
    /// When the sum does not fit.
    pub fn total(&self) -> Result<Money, MoneyError> {
        self.goods.add(self.shipping)
    }

    /// What the shop is paid: the total less commission with its tax, fee and import tax.
    ///
    /// # Errors
    /// When a sum does not fit.
    pub fn net(&self) -> Result<Money, MoneyError> {
        self.total()?
            .subtract(self.commission)?
            .subtract(self.commission_tax)?
            .subtract(self.order_fee)?
            .subtract(self.import_tax)
    }
}

/// One shop's part of a checkout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Its id.
    pub id: OrderId,
    /// Who sells.
    pub shop_id: ShopId,
    /// The checkout it came from.
    pub order_group_id: OrderGroupId,
    /// Who buys.
    pub buyer_id: AccountId,
    /// What people call it.
    pub number: String,
    /// Where it stands.
    pub state: OrderState,
    /// Where its money is.
    pub funds: Funds,
    /// Its sums.
    pub amounts: Amounts,
    /// What was agreed.
    pub terms: Terms,
    /// Where it goes.
    pub ship_to: Address,
    /// How it travels: a service of the market.
    pub shipping_service: String,
    /// When it was made.
    pub created_at: Instant,
    /// When it had to be paid.
    pub payment_due_at: Instant,
}

/// What was bought, as it was when it was bought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderLine {
    /// Its place in the order, from 0.
    pub position: u32,
    /// The offer that was bought.
    pub offer_id: OfferId,
    /// The offer's variant.
    pub variant_id: VariantId,
    /// The variant's product.
    pub product_id: ProductId,
    /// The product's title.
    pub title: String,
    /// The variant's options: `["M", "biru"]`.
    pub option_values: Vec<String>,
    /// The shop's own code.
    pub sku: Option<String>,
    /// Pieces.
    pub quantity: u32,
    /// The price of one piece.
    pub unit_price: Money,
    /// `quantity` times `unit_price`.
    pub amount: Money,
    /// The operator's part of it.
    pub commission: Money,
    /// The tax on that part.
    pub commission_tax: Money,
    /// The rate of the commission and the rule that set it; none on lines from before it was written down.
    pub commission_rate: Option<CommissionRate>,
    /// What was taken from the store room.
    pub stock_item_id: StockItemId,
    /// How many units of it in all.
    pub stock_units: u32,
}
