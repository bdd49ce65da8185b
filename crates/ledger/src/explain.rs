//! What the accounts must hold for an order or a payout, from that alone.

use std::collections::BTreeMap;

use pasar_domain::money::MoneyError;
use pasar_domain::order::{Funds, Order, OrderState};
use pasar_domain::payout::{Payout, PayoutState};
use pasar_domain::provider_statement::Settlement;

use crate::account::Account;

/// What an account holds, in minor units of one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Balance {
    /// Credited less debited, of what has moved.
    pub posted: i64,
    /// Credited less debited, of what is held.
    pub held: i64,
}

/// What the transfers of one order must add up to: every account that may not be empty. Accounts that are not named must be
/// empty, escrow above all.
///
/// # Errors
/// When the sums of the order do not fit.
pub fn explain(order: &Order, provider: &str) -> Result<BTreeMap<Account, Balance>, MoneyError> {
    let escrow = Account::Escrow(order.id);
    let provider = Account::Provider(provider.to_owned());
    let total = order.amounts.total()?.minor;
    let both = |balance: fn(i64) -> Balance| {
        BTreeMap::from([
            (escrow.clone(), balance(total)),
            (provider.clone(), balance(-total)),
        ])
    };
    let mut expected = match order.funds {
        Funds::None | Funds::Returned { .. } => BTreeMap::new(),
        Funds::Held => both(|held| Balance { held, posted: 0 }),
        Funds::Captured { .. } => both(|posted| Balance { posted, held: 0 }),
    };
    if let OrderState::Completed { .. } = order.state {
        expected.remove(&escrow);
        let shares = [
            (Account::Commission, order.amounts.commission),
            (Account::CommissionTax, order.amounts.commission_tax),
            (Account::OrderFee, order.amounts.order_fee),
            (Account::ImportTax, order.amounts.import_tax),
            (Account::Payable(order.shop_id), order.amounts.net()?),
        ];
        for (account, amount) in shares {
            expected.insert(
                account,
                Balance {
                    posted: amount.minor,
                    held: 0,
                },
            );
        }
    }
    expected.retain(|_, balance| *balance != Balance::default());
    Ok(expected)
}

/// What the transfers of one payout must add up to. Returned, it leaves nothing behind.
pub fn explain_payout(payout: &Payout) -> BTreeMap<Account, Balance> {
    let minor = payout.amount.minor;
    let balance: fn(i64) -> Balance = match payout.state {
        PayoutState::Due | PayoutState::Sent { .. } => |held| Balance { held, posted: 0 },
        PayoutState::Paid { .. } => |posted| Balance { posted, held: 0 },
        PayoutState::Returned { .. } => return BTreeMap::new(),
    };
    BTreeMap::from([
        (Account::Payable(payout.shop_id), balance(-minor)),
        (Account::Bank, balance(minor)),
    ])
}

/// What the transfers of one settlement must add up to: what the provider owed us is at the bank, less its fee.
pub fn explain_settlement(settlement: &Settlement) -> BTreeMap<Account, Balance> {
    let posted = |posted: i64| Balance { posted, held: 0 };
    let (net, fee) = (settlement.net.minor, settlement.fee.minor);
    let mut expected = BTreeMap::from([
        (Account::Provider(settlement.provider.clone()), posted(net + fee)),
        (Account::Bank, posted(-net)),
        (Account::ProviderFee, posted(-fee)),
    ]);
    expected.retain(|_, balance| *balance != Balance::default());
    expected
}

/// May an order of this state have its money there? A completed order was captured, an unpaid one holds nothing.
pub const fn is_possible(state: &OrderState, funds: &Funds) -> bool {
    match state {
        OrderState::AwaitingPayment { .. } | OrderState::Cancelled { placed_at: None, .. } => {
            matches!(funds, Funds::None)
        }
        OrderState::AwaitingShipment { .. } => matches!(funds, Funds::Held | Funds::Captured { .. }),
        OrderState::InTransit { .. } | OrderState::Delivered { .. } | OrderState::Completed { .. } => {
            matches!(funds, Funds::Captured { .. })
        }
        OrderState::Cancelled {
            placed_at: Some(_), ..
        } => !matches!(funds, Funds::None),
    }
}
