//! Several payments for the orders of several sellers.

use pasar_domain::money::{Money, MoneyError};

use crate::posting::Part;

/// Shares payments out over orders, whose sums are those of the payments: for each payment its part of each order. Whatever the amounts, the
/// parts of a payment sum to it, those of an order to the order, and those of its goods to its goods.
///
/// A payment is shared out in proportion to what earlier payments have left unpaid, by largest remainder: first over the orders, then within
/// each over goods and shipping. As no place is given more than it still needs, the last payment fits what is left.
///
/// # Errors
/// When the payments are more than the orders.
pub fn share_payments(payments: &[Money], orders: &[Part]) -> Result<Vec<Vec<Part>>, MoneyError> {
    let mut left = orders.to_vec();
    payments
        .iter()
        .map(|payment| share(*payment, &mut left))
        .collect()
}

fn share(payment: Money, left: &mut [Part]) -> Result<Vec<Part>, MoneyError> {
    let needs = left.iter().map(|part| part.goods.add(part.shipping));
    let needs = needs.collect::<Result<Vec<Money>, _>>()?;
    let of_orders = payment.share_over(&needs)?;
    let mut parts = Vec::with_capacity(left.len());
    for (of_order, left) in of_orders.into_iter().zip(left) {
        let legs = of_order.share_over(&[left.goods, left.shipping])?;
        let [goods, shipping] = legs.as_slice() else {
            return Err(MoneyError::NoShares);
        };
        left.goods = left.goods.subtract(*goods)?;
        left.shipping = left.shipping.subtract(*shipping)?;
        parts.push(Part {
            goods: *goods,
            shipping: *shipping,
        });
    }
    Ok(parts)
}
