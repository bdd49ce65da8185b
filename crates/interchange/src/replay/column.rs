//! The columns of the three tables, by the names under which marketplaces export them.

use crate::table::ColumnName;

/// A column of the orders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum OrderColumn {
    Key,
    Status,
    Bought,
    Approved,
    HandedOver,
    Delivered,
}

impl ColumnName for OrderColumn {
    const NAMES: &'static [(Self, &'static [&'static str])] = &[
        (Self::Key, &["order id", "id", "order"]),
        (Self::Status, &["order status", "status"]),
        (
            Self::Bought,
            &[
                "order purchase timestamp",
                "purchase timestamp",
                "purchased at",
                "created at",
            ],
        ),
        (Self::Approved, &["order approved at", "approved at"]),
        (
            Self::HandedOver,
            &[
                "order delivered carrier date",
                "delivered carrier date",
                "shipped at",
            ],
        ),
        (
            Self::Delivered,
            &[
                "order delivered customer date",
                "delivered customer date",
                "delivered at",
            ],
        ),
    ];
}

/// A column of the items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum ItemColumn {
    Order,
    Position,
    Seller,
    Quantity,
    Price,
    Freight,
}

impl ColumnName for ItemColumn {
    const NAMES: &'static [(Self, &'static [&'static str])] = &[
        (Self::Order, &["order id", "order"]),
        (Self::Position, &["order item id", "item id", "position"]),
        (Self::Seller, &["seller id", "seller", "shop id", "shop"]),
        (Self::Quantity, &["quantity", "qty"]),
        (Self::Price, &["price", "unit price"]),
        (Self::Freight, &["freight value", "freight", "shipping"]),
    ];
}

/// A column of the payments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum PaymentColumn {
    Order,
    Position,
    Method,
    Instalments,
    Amount,
}

impl ColumnName for PaymentColumn {
    const NAMES: &'static [(Self, &'static [&'static str])] = &[
        (Self::Order, &["order id", "order"]),
        (Self::Position, &["payment sequential", "sequential", "position"]),
        (Self::Method, &["payment type", "type", "method"]),
        (
            Self::Instalments,
            &["payment installments", "installments", "instalments"],
        ),
        (Self::Amount, &["payment value", "value", "amount"]),
    ];
}

/// A table that has some columns at least.
pub(super) trait TableColumn: ColumnName {
    /// What the table is, for people.
    const TABLE: &'static str;
    /// Those without which it says nothing.
    const REQUIRED: &'static [Self];
}

impl TableColumn for OrderColumn {
    const TABLE: &'static str = "orders";
    const REQUIRED: &'static [Self] = &[Self::Key, Self::Status];
}

impl TableColumn for ItemColumn {
    const TABLE: &'static str = "items";
    const REQUIRED: &'static [Self] = &[Self::Order, Self::Seller, Self::Price, Self::Freight];
}

impl TableColumn for PaymentColumn {
    const TABLE: &'static str = "payments";
    const REQUIRED: &'static [Self] = &[Self::Order, Self::Amount];
}
