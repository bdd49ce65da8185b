//! What a buyer makes in one checkout: one order for each shop, paid together.

use chrono::Datelike as _;

use crate::Instant;
use crate::id::{AccountId, OrderGroupId, OrderId, ShopId};
use crate::money::Money;
use crate::order::{CancelReason, Cancellation, CancelledBy};
use crate::word::word_enum;

/// Why a group came to nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GroupFailure {
    /// The bank refused and no other payment came.
    PaymentDeclined,
    /// Nobody paid in time.
    PaymentOverdue,
    /// The buyer called it off before paying.
    Cancelled,
    /// A seller was not verified any more when the money came.
    SellerUnverified,
}

word_enum!(GroupFailure, "a failure of an order group", {
    PaymentDeclined => "payment_declined",
    PaymentOverdue => "payment_overdue",
    Cancelled => "cancelled",
    SellerUnverified => "seller_unverified",
});

impl GroupFailure {
    /// How each order of the group is cancelled with it.
    pub const fn cancellation(self, at: Instant) -> Cancellation {
        let (by, reason) = match self {
            Self::Cancelled => (CancelledBy::Buyer, CancelReason::ChangedMind),
            Self::PaymentDeclined | Self::PaymentOverdue => {
                (CancelledBy::System, CancelReason::PaymentOverdue)
            }
            Self::SellerUnverified => (CancelledBy::System, CancelReason::SellerUnverified),
        };
        Cancellation { at, by, reason }
    }
}

/// Where a group stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrderGroupState {
    /// The buyer has yet to pay, or the bank has yet to answer.
    AwaitingPayment {
        /// When it fails if nobody pays.
        due_at: Instant,
    },
    /// The buyer's money is set aside; every order of the group is binding.
    Placed {
        /// When.
        at: Instant,
    },
    /// It came to nothing.
    Failed {
        /// When.
        at: Instant,
        /// Why.
        failure: GroupFailure,
    },
}

/// The orders of one checkout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderGroup {
    /// Its id.
    pub id: OrderGroupId,
    /// Who buys.
    pub buyer_id: AccountId,
    /// What the buyer reads out on the telephone.
    pub number: String,
    /// Where it stands.
    pub state: OrderGroupState,
    /// What the buyer pays for all of it.
    pub total: Money,
    /// When it was made.
    pub created_at: Instant,
    /// When it has (or had) to be paid.
    pub payment_due_at: Instant,
    /// Its orders and the shop of each, in the order of the checkout.
    pub orders: Vec<(ShopId, OrderId)>,
}

/// The number of a group: the day in the market's time zone and six signs of its id, none of which is mistaken for another:
/// `261124-7KQ2M9`.
pub fn number(id: OrderGroupId, created_at: Instant, time_zone: chrono_tz::Tz) -> String {
    let day = created_at.with_timezone(&time_zone);
    let text = id.to_string().to_ascii_uppercase();
    let signs = text.get(text.len().saturating_sub(6)..).unwrap_or_default();
    format!(
        "{:02}{:02}{:02}-{signs}",
        day.year() % 100,
        day.month(),
        day.day()
    )
}

/// The number of an order: its group's, and its place in it from 1.
pub fn order_number(group_number: &str, place: usize) -> String {
    format!("{group_number}-{}", place + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_the_day_of_the_market() {
        let evening = "2026-11-24T18:30:00Z".parse().unwrap();
        let id = OrderGroupId::new(evening, &[7; 10]);
        let written = number(id, evening, chrono_tz::Asia::Jakarta);
        assert!(written.starts_with("261125-"), "{written}");
        assert_eq!(written.len(), 13);
        assert_eq!(order_number(&written, 1), format!("{written}-2"));
    }
}
