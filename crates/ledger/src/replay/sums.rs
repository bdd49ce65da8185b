//! Where money went, counted from transfers.

use std::collections::BTreeMap;

use pasar_domain::money::{Currency, Money, MoneyError};

use crate::account::Account;
use crate::transfer::{Phase, Transfer};

/// What transfers of orders and payouts come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sums {
    /// Orders of sellers.
    pub orders: u64,
    /// Payouts.
    pub payouts: u64,
    /// Their goods, as the orders say.
    pub goods: Money,
    /// Their shipping, as the orders say.
    pub shipping: Money,
    /// What was set aside of buyers' money.
    pub set_aside: Money,
    /// What of that was taken.
    pub taken: Money,
    /// What of it was let go.
    pub let_go: Money,
    /// What of that which was taken was given back.
    pub given_back: Money,
    /// What left escrow, by the class of the account that it went to.
    pub released: BTreeMap<&'static str, Money>,
    /// What was paid out of what shops are owed.
    pub paid_out: Money,
}

impl Sums {
    /// Nothing.
    pub const fn new(currency: Currency) -> Self {
        let zero = Money::zero(currency);
        Self {
            orders: 0,
            payouts: 0,
            goods: zero,
            shipping: zero,
            set_aside: zero,
            taken: zero,
            let_go: zero,
            given_back: zero,
            released: BTreeMap::new(),
            paid_out: zero,
        }
    }

    /// Counts transfers.
    pub(super) fn count(&mut self, transfers: &[Transfer]) -> Result<(), MoneyError> {
        for transfer in transfers {
            let place = match (&transfer.debit, &transfer.credit, transfer.phase) {
                (Account::Provider(_), Account::Escrow(_), Phase::Pending) => &mut self.set_aside,
                (Account::Provider(_), Account::Escrow(_), Phase::Post(_)) => &mut self.taken,
                (Account::Provider(_), Account::Escrow(_), Phase::Void(_)) => &mut self.let_go,
                (Account::Escrow(_), Account::Provider(_), Phase::Immediate) => &mut self.given_back,
                (Account::Escrow(_), to, Phase::Immediate) => {
                    let zero = Money::zero(transfer.amount.currency);
                    self.released.entry(to.class()).or_insert(zero)
                }
                (Account::Payable(_), Account::Bank, Phase::Post(_)) => {
                    self.payouts += 1;
                    &mut self.paid_out
                }
                _ => continue,
            };
            *place = place.add(transfer.amount)?;
        }
        Ok(())
    }

    /// These and others together.
    ///
    /// # Errors
    /// When a sum does not fit.
    pub fn and(mut self, other: &Self) -> Result<Self, MoneyError> {
        self.orders += other.orders;
        self.payouts += other.payouts;
        self.goods = self.goods.add(other.goods)?;
        self.shipping = self.shipping.add(other.shipping)?;
        self.set_aside = self.set_aside.add(other.set_aside)?;
        self.taken = self.taken.add(other.taken)?;
        self.let_go = self.let_go.add(other.let_go)?;
        self.given_back = self.given_back.add(other.given_back)?;
        self.paid_out = self.paid_out.add(other.paid_out)?;
        for (class, amount) in &other.released {
            let zero = Money::zero(amount.currency);
            let place = self.released.entry(class).or_insert(zero);
            *place = place.add(*amount)?;
        }
        Ok(self)
    }

    /// What left escrow for accounts of a class.
    pub fn released_to(&self, class: &str) -> Money {
        let zero = Money::zero(self.paid_out.currency);
        self.released.get(class).copied().unwrap_or(zero)
    }

    /// What is set aside and neither taken nor let go.
    ///
    /// # Errors
    /// When a difference does not fit.
    pub fn held(&self) -> Result<Money, MoneyError> {
        self.set_aside.subtract(self.taken)?.subtract(self.let_go)
    }

    /// What is in escrow.
    ///
    /// # Errors
    /// When a difference does not fit.
    pub fn in_escrow(&self) -> Result<Money, MoneyError> {
        let left = self.released.values();
        left.copied()
            .try_fold(self.taken.subtract(self.given_back)?, Money::subtract)
    }

    /// What shops are owed and were not paid.
    ///
    /// # Errors
    /// When a difference does not fit.
    pub fn owed(&self) -> Result<Money, MoneyError> {
        self.released_to("payable").subtract(self.paid_out)
    }

    /// Where everything is that was set aside, by place; what is nowhere is left out. Together it is what came in.
    ///
    /// # Errors
    /// When a difference does not fit.
    pub fn places(&self) -> Result<BTreeMap<&'static str, Money>, MoneyError> {
        let mut places = BTreeMap::from([
            ("held", self.held()?),
            ("let_go", self.let_go),
            ("given_back", self.given_back),
            ("in_escrow", self.in_escrow()?),
            ("owed", self.owed()?),
            ("paid_out", self.paid_out),
        ]);
        let others = self.released.iter().filter(|(class, _)| **class != "payable");
        places.extend(others.map(|(class, amount)| (*class, *amount)));
        places.retain(|_, amount| !amount.is_zero());
        Ok(places)
    }
}
