//! What happens to orders after the checkout, and how people see them.

mod cancel;
mod complete;
mod deliver;
mod expire;
mod letter;
mod letter_about_order;
mod list;
mod ship;
mod show;
mod statement;

use pasar_domain::id::{OrderGroupId, OrderId, ShopId};
use pasar_domain::order::{Order, OrderLine, Shipment, WrongState};
use pasar_domain::order_group::OrderGroup;
use pasar_domain::payment::Payment;
pub use pasar_store::order::ShopName;

pub use cancel::{CancelError, cancel_by_buyer, cancel_by_shop, cancel_group};
pub use complete::complete_due;
pub use deliver::{assume_delivered, confirm_delivered};
pub use expire::expire_due;
pub use letter::{Addressee, LetterFacts, LetterSubject, letter_facts};
pub use list::{Cursor, Page, count_of_shop, list_groups, list_of_shop, list_of_staff};
pub use ship::{ShipError, ShipOrder, ship};
pub(crate) use show::views;
pub use show::{show_for_shop, show_for_staff, show_group};
pub use statement::{
    PayoutHold, PayoutHoldSum, Statement, StatementError, StatementLine, StatementStanding, StatementTotal,
    statement,
};

/// Names an order: its shop first.
pub type OrderKey = (ShopId, OrderId);

/// An order with everything a page shows of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderView {
    /// The order.
    pub order: Order,
    /// Who sells.
    pub shop: ShopName,
    /// What was bought.
    pub lines: Vec<OrderLine>,
    /// Its parcels.
    pub shipments: Vec<Shipment>,
}

/// A buyer's checkout with its orders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderGroupView {
    /// The group.
    pub group: OrderGroup,
    /// Its orders, in their order.
    pub orders: Vec<OrderView>,
    /// Its payments, oldest first; the last one counts.
    pub payments: Vec<Payment>,
}

/// Why nothing was done with an order, or it is not shown.
#[derive(Debug, thiserror::Error)]
pub enum OrderError {
    /// There is no such order for who asks.
    #[error("there is no order `{0}`")]
    NotFound(OrderId),
    /// There is no such group for who asks.
    #[error("there is no order group `{0}`")]
    GroupNotFound(OrderGroupId),
    /// It is in another state.
    #[error(transparent)]
    WrongState(#[from] WrongState),
    /// The sums of the order do not fit.
    #[error(transparent)]
    Sum(#[from] pasar_domain::money::MoneyError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] pasar_store::Error),
}
