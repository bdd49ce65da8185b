//! Does an order of the source add up?

use pasar_domain::money::{Currency, MoneyError};
use pasar_domain::replay::{Mismatch, MismatchKind, SourceOrder};

/// What payments of an order are beside its items and freight.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Weight {
    /// The same, to the last unit.
    Fits,
    /// There is neither the one nor the other.
    Empty,
    /// They are not the same.
    Off(Mismatch),
}

/// Compares what was paid with what was due.
///
/// # Errors
/// When a sum does not fit.
pub fn weigh(order: &SourceOrder, currency: Currency) -> Result<Weight, MoneyError> {
    let (due, paid) = (order.due(currency)?, order.paid(currency)?);
    let kind = if !order.is_whole {
        MismatchKind::Unreadable
    } else if due == paid {
        let is_empty = order.items.is_empty();
        return Ok(if is_empty { Weight::Empty } else { Weight::Fits });
    } else if order.items.is_empty() {
        MismatchKind::NoItems
    } else if paid.is_zero() {
        MismatchKind::NoPayment
    } else if paid.minor < due.minor {
        MismatchKind::PaidTooLittle
    } else {
        MismatchKind::PaidTooMuch
    };
    Ok(Weight::Off(Mismatch {
        key: order.key.clone(),
        status: order.status,
        kind,
        due,
        paid,
    }))
}
