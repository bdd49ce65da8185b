//! A buyer's payment for an order group. A group may see several, one alive at a time.

use crate::Instant;
use crate::id::{AccountId, OrderGroupId, PaymentId};
use crate::money::Money;
use crate::word::word_enum;

/// Where a payment stands in our books.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PaymentState {
    /// Asked; the answer is not known yet.
    Requested,
    /// The bank answers later.
    Pending {
        /// The provider's name for it.
        reference: String,
        /// The page at which the buyer goes on, where there is one.
        continue_at: Option<String>,
    },
    /// The money is set aside.
    Authorised {
        /// The provider's name for it.
        reference: String,
        /// When we knew.
        at: Instant,
    },
    /// The money was taken.
    Captured {
        /// The provider's name for it.
        reference: String,
        /// When it was set aside.
        authorised_at: Instant,
        /// When it was taken.
        at: Instant,
    },
    /// The bank refused.
    Declined {
        /// The provider's stable word for why.
        reason: String,
        /// When we knew.
        at: Instant,
    },
    /// We let go of it, or the bank did.
    Voided {
        /// When.
        at: Instant,
    },
}

/// A state without its facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PaymentStateName {
    /// See [`PaymentState::Requested`].
    Requested,
    /// See [`PaymentState::Pending`].
    Pending,
    /// See [`PaymentState::Authorised`].
    Authorised,
    /// See [`PaymentState::Captured`].
    Captured,
    /// See [`PaymentState::Declined`].
    Declined,
    /// See [`PaymentState::Voided`].
    Voided,
}

word_enum!(PaymentStateName, "a state of a payment", {
    Requested => "requested",
    Pending => "pending",
    Authorised => "authorised",
    Captured => "captured",
    Declined => "declined",
    Voided => "voided",
});

impl PaymentState {
    /// The state without its facts.
    pub const fn name(&self) -> PaymentStateName {
        match self {
            Self::Requested => PaymentStateName::Requested,
            Self::Pending { .. } => PaymentStateName::Pending,
            Self::Authorised { .. } => PaymentStateName::Authorised,
            Self::Captured { .. } => PaymentStateName::Captured,
            Self::Declined { .. } => PaymentStateName::Declined,
            Self::Voided { .. } => PaymentStateName::Voided,
        }
    }

    /// Does the bank still owe us its answer? Then stock is kept for the group.
    pub const fn is_open(&self) -> bool {
        matches!(self, Self::Requested | Self::Pending { .. })
    }
}

/// A buyer's payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payment {
    /// Its id, which is also its key with the provider.
    pub id: PaymentId,
    /// Who pays.
    pub buyer_id: AccountId,
    /// What is paid.
    pub order_group_id: OrderGroupId,
    /// The provider's name.
    pub provider: String,
    /// The way to pay.
    pub method: String,
    /// How much.
    pub amount: Money,
    /// When it was asked for.
    pub requested_at: Instant,
    /// Where it stands.
    pub state: PaymentState,
}
