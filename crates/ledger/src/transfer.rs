//! One amount from one account to another.

use std::fmt;
use std::str::FromStr;

use pasar_domain::Instant;
use pasar_domain::id::{OrderId, PayoutId, SettlementId, ShopId, TransferId};
use pasar_domain::money::Money;
use uuid::Uuid;

use crate::account::Account;

/// What a transfer is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The buyer pays for goods.
    GoodsPaid,
    /// The buyer pays for shipping.
    ShippingPaid,
    /// The buyer gets the goods' price back.
    GoodsRefunded,
    /// The buyer gets the price of shipping back.
    ShippingRefunded,
    /// The operator's commission leaves escrow.
    Commission,
    /// The tax on the commission leaves escrow.
    CommissionTax,
    /// The operator's fee leaves escrow.
    OrderFee,
    /// The tax on goods from abroad leaves escrow.
    ImportTax,
    /// The shop's part leaves escrow.
    ShopShare,
    /// What a shop is owed leaves for the seller's bank account.
    Payout,
    /// The bank gave back what it had paid out.
    PayoutReturned,
    /// What a provider took for us came to the operator's bank account.
    Settlement,
    /// What a provider kept of it for itself.
    ProviderFee,
}

impl Kind {
    const ALL: [Self; 13] = [
        Self::GoodsPaid,
        Self::ShippingPaid,
        Self::GoodsRefunded,
        Self::ShippingRefunded,
        Self::Commission,
        Self::CommissionTax,
        Self::OrderFee,
        Self::ImportTax,
        Self::ShopShare,
        Self::Payout,
        Self::PayoutReturned,
        Self::Settlement,
        Self::ProviderFee,
    ];

    /// The word in rows.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::GoodsPaid => "goods_paid",
            Self::ShippingPaid => "shipping_paid",
            Self::GoodsRefunded => "goods_refunded",
            Self::ShippingRefunded => "shipping_refunded",
            Self::Commission => "commission",
            Self::CommissionTax => "commission_tax",
            Self::OrderFee => "order_fee",
            Self::ImportTax => "import_tax",
            Self::ShopShare => "shop_share",
            Self::Payout => "payout",
            Self::PayoutReturned => "payout_returned",
            Self::Settlement => "settlement",
            Self::ProviderFee => "provider_fee",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text is no kind of transfer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a kind of transfer")]
pub struct InvalidKind(String);

impl FromStr for Kind {
    type Err = InvalidKind;

    fn from_str(text: &str) -> Result<Self, InvalidKind> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.as_str() == text)
            .ok_or_else(|| InvalidKind(text.to_owned()))
    }
}

/// Does a transfer move money, hold it, or resolve a hold?
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Phase {
    /// It moves money at once.
    Immediate,
    /// It holds money until it is posted or voided.
    Pending,
    /// It moves what that transfer held.
    Post(TransferId),
    /// It lets go of what that transfer held.
    Void(TransferId),
}

/// The shop of what belongs to no shop.
pub const NO_SHOP: ShopId = ShopId::from_uuid(Uuid::nil());

/// Why there is a transfer: exactly one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// Something that happened to an order.
    Order(OrderId),
    /// Something that happened to a payout.
    Payout(PayoutId),
    /// A settlement of a payment provider.
    Settlement(SettlementId),
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Order(id) => id.fmt(f),
            Self::Payout(id) => id.fmt(f),
            Self::Settlement(id) => id.fmt(f),
        }
    }
}

impl Cause {
    /// The order, if it is one.
    pub const fn order_id(self) -> Option<OrderId> {
        match self {
            Self::Order(id) => Some(id),
            Self::Payout(_) | Self::Settlement(_) => None,
        }
    }

    /// The settlement, if it is one.
    pub const fn settlement_id(self) -> Option<SettlementId> {
        match self {
            Self::Settlement(id) => Some(id),
            Self::Order(_) | Self::Payout(_) => None,
        }
    }

    /// The payout, if it is one.
    pub const fn payout_id(self) -> Option<PayoutId> {
        match self {
            Self::Payout(id) => Some(id),
            Self::Order(_) | Self::Settlement(_) => None,
        }
    }
}

/// One amount from one account to another; balanced by being one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transfer {
    /// Its id.
    pub id: TransferId,
    /// The shop whose order or payout it is for; [`NO_SHOP`] where it is a settlement, which is of all shops.
    pub shop_id: ShopId,
    /// Why.
    pub cause: Cause,
    /// What for.
    pub kind: Kind,
    /// Moved, held or resolved.
    pub phase: Phase,
    /// The account whose balance falls.
    pub debit: Account,
    /// The account whose balance grows.
    pub credit: Account,
    /// How much; more than nothing.
    pub amount: Money,
    /// When it was written.
    pub recorded_at: Instant,
}
