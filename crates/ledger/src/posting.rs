//! The transfers that each step in the life of an order or a payout means.

use pasar_domain::Instant;
use pasar_domain::id::TransferId;
use pasar_domain::money::{Money, MoneyError};
use pasar_domain::order::Order;
use pasar_domain::payout::Payout;
use pasar_domain::provider_statement::Settlement;

use crate::account::Account;
use crate::transfer::{Cause, Kind, NO_SHOP, Phase, Transfer};

/// What of an order a payment is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// Of its goods.
    pub goods: Money,
    /// Of its shipping.
    pub shipping: Money,
}

impl Part {
    /// All of it.
    pub const fn whole(order: &Order) -> Self {
        Self {
            goods: order.amounts.goods,
            shipping: order.amounts.shipping,
        }
    }
}

/// Writes the transfers of one instant. Ids come from the caller.
pub struct Postings<'a> {
    at: Instant,
    new_id: &'a mut dyn FnMut() -> TransferId,
}

impl std::fmt::Debug for Postings<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Postings")
            .field("at", &self.at)
            .finish_non_exhaustive()
    }
}

impl<'a> Postings<'a> {
    /// Postings of this instant; `new_id` makes an id for each transfer.
    pub fn new(at: Instant, new_id: &'a mut dyn FnMut() -> TransferId) -> Self {
        Self { at, new_id }
    }

    /// The provider has set the buyer's money aside: held from provider to escrow, goods and shipping as legs of their own.
    pub fn authorise(&mut self, order: &Order, provider: &str) -> Vec<Transfer> {
        self.authorise_part(order, provider, Part::whole(order))
    }

    /// The same for one of several payments, which is for a part of the order.
    pub fn authorise_part(&mut self, order: &Order, provider: &str, part: Part) -> Vec<Transfer> {
        let from = Account::Provider(provider.to_owned());
        let to = Account::Escrow(order.id);
        self.legs(
            order,
            Phase::Pending,
            [
                (Kind::GoodsPaid, from.clone(), to.clone(), part.goods),
                (Kind::ShippingPaid, from, to, part.shipping),
            ],
        )
    }

    /// The provider has taken the money: every hold is posted.
    pub fn capture(&mut self, holds: &[Transfer]) -> Vec<Transfer> {
        self.resolve(holds, Phase::Post)
    }

    /// The money was let go: every hold is voided.
    pub fn void(&mut self, holds: &[Transfer]) -> Vec<Transfer> {
        self.resolve(holds, Phase::Void)
    }

    /// The buyer gets everything back from escrow.
    pub fn refund(&mut self, order: &Order, provider: &str) -> Vec<Transfer> {
        self.refund_part(order, provider, Part::whole(order))
    }

    /// The buyer gets the part back that one of several payments was for.
    pub fn refund_part(&mut self, order: &Order, provider: &str, part: Part) -> Vec<Transfer> {
        let from = Account::Escrow(order.id);
        let to = Account::Provider(provider.to_owned());
        self.legs(
            order,
            Phase::Immediate,
            [
                (Kind::GoodsRefunded, from.clone(), to.clone(), part.goods),
                (Kind::ShippingRefunded, from, to, part.shipping),
            ],
        )
    }

    /// The order is complete: escrow is split exactly into commission, the tax on it, fee, import tax and the shop's share.
    ///
    /// # Errors
    /// When the sums of the order do not fit.
    pub fn complete(&mut self, order: &Order) -> Result<Vec<Transfer>, MoneyError> {
        let from = || Account::Escrow(order.id);
        Ok(self.legs(
            order,
            Phase::Immediate,
            [
                (
                    Kind::Commission,
                    from(),
                    Account::Commission,
                    order.amounts.commission,
                ),
                (
                    Kind::CommissionTax,
                    from(),
                    Account::CommissionTax,
                    order.amounts.commission_tax,
                ),
                (Kind::OrderFee, from(), Account::OrderFee, order.amounts.order_fee),
                (
                    Kind::ImportTax,
                    from(),
                    Account::ImportTax,
                    order.amounts.import_tax,
                ),
                (
                    Kind::ShopShare,
                    from(),
                    Account::Payable(order.shop_id),
                    order.amounts.net()?,
                ),
            ],
        ))
    }

    /// A payout is made: what the shop is owed is held for the bank.
    pub fn make_payout(&mut self, payout: &Payout) -> Transfer {
        let (owed, bank) = (Account::Payable(payout.shop_id), Account::Bank);
        self.of_payout(payout, Kind::Payout, Phase::Pending, (owed, bank))
    }

    /// The bank has paid it: what was held is posted.
    pub fn pay_payout(&mut self, holds: &[Transfer]) -> Vec<Transfer> {
        self.resolve(holds, Phase::Post)
    }

    /// It came back. Not known to be paid, its hold is voided; paid before, the same amount goes the other way.
    pub fn return_payout(&mut self, payout: &Payout, was_paid: bool, holds: &[Transfer]) -> Vec<Transfer> {
        if was_paid {
            let (bank, owed) = (Account::Bank, Account::Payable(payout.shop_id));
            vec![self.of_payout(payout, Kind::PayoutReturned, Phase::Immediate, (bank, owed))]
        } else {
            self.resolve(holds, Phase::Void)
        }
    }

    /// A provider has settled: what it owed us came to the bank, less its fee. Where refunds were more than charges it took the rest from there.
    pub fn settle(&mut self, settlement: &Settlement) -> Vec<Transfer> {
        let provider = Account::Provider(settlement.provider.clone());
        let legs = [
            (Kind::Settlement, Account::Bank, settlement.net),
            (Kind::ProviderFee, Account::ProviderFee, settlement.fee),
        ];
        legs.into_iter()
            .filter(|(.., amount)| !amount.is_zero())
            .map(|(kind, place, amount)| {
                let (debit, credit) = if amount.is_positive() {
                    (place, provider.clone())
                } else {
                    (provider.clone(), place)
                };
                Transfer {
                    id: (self.new_id)(),
                    shop_id: NO_SHOP,
                    cause: Cause::Settlement(settlement.settlement_id),
                    kind,
                    phase: Phase::Immediate,
                    debit,
                    credit,
                    amount: Money::new(amount.minor.saturating_abs(), amount.currency),
                    recorded_at: self.at,
                }
            })
            .collect()
    }

    fn of_payout(
        &mut self,
        payout: &Payout,
        kind: Kind,
        phase: Phase,
        (debit, credit): (Account, Account),
    ) -> Transfer {
        Transfer {
            id: (self.new_id)(),
            shop_id: payout.shop_id,
            cause: Cause::Payout(payout.payout_id),
            kind,
            phase,
            debit,
            credit,
            amount: payout.amount,
            recorded_at: self.at,
        }
    }

    fn legs<const N: usize>(
        &mut self,
        order: &Order,
        phase: Phase,
        legs: [(Kind, Account, Account, Money); N],
    ) -> Vec<Transfer> {
        legs.into_iter()
            .filter(|(.., amount)| amount.is_positive())
            .map(|(kind, debit, credit, amount)| Transfer {
                id: (self.new_id)(),
                shop_id: order.shop_id,
                cause: Cause::Order(order.id),
                kind,
                phase,
                debit,
                credit,
                amount,
                recorded_at: self.at,
            })
            .collect()
    }

    fn resolve(&mut self, holds: &[Transfer], phase: fn(TransferId) -> Phase) -> Vec<Transfer> {
        holds
            .iter()
            .filter(|hold| hold.phase == Phase::Pending)
            .map(|hold| Transfer {
                id: (self.new_id)(),
                phase: phase(hold.id),
                recorded_at: self.at,
                ..hold.clone()
            })
            .collect()
    }
}
