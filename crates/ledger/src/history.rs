//! Balances as they were at every instant: no account that must not be negative ever was.

use std::collections::BTreeMap;

use pasar_domain::Instant;

use crate::account::Account;
use crate::explain::Balance;
use crate::transfer::{Phase, Transfer};

/// A balance that was below nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Below {
    /// The account.
    pub account: Account,
    /// Since when.
    pub at: Instant,
    /// What it held then.
    pub balance: Balance,
}

/// Accounts of one currency while transfers are read in order of their time. What is written at one instant counts together. Its memory
/// grows with the number of accounts, not with that of transfers.
#[derive(Debug, Default)]
pub struct History {
    /// The only account that is looked at; every one without.
    only: Option<Account>,
    at: Option<Instant>,
    balances: BTreeMap<Account, Balance>,
    below: Vec<Below>,
}

impl History {
    /// The history of one account, whatever else is read.
    pub fn of(account: Account) -> Self {
        Self {
            only: Some(account),
            ..Self::default()
        }
    }

    /// Reads the next transfer. One that is older than the last is taken for as old.
    pub fn read(&mut self, transfer: &Transfer) {
        if self.at.is_some_and(|at| at < transfer.recorded_at) {
            self.look();
        }
        self.at = self.at.max(Some(transfer.recorded_at));
        let amount = transfer.amount.minor;
        let (posted, held) = match transfer.phase {
            Phase::Immediate => (amount, 0),
            Phase::Pending => (0, amount),
            Phase::Post(_) => (amount, -amount),
            Phase::Void(_) => (0, -amount),
        };
        for (account, sign) in [(&transfer.debit, -1), (&transfer.credit, 1)] {
            if self.only.as_ref().is_some_and(|only| only != account) {
                continue;
            }
            let balance = self.balances.entry(account.clone()).or_default();
            balance.posted += sign * posted;
            balance.held += sign * held;
        }
    }

    /// What an account holds after what was read.
    pub fn balance(&self, account: &Account) -> Balance {
        self.balances.get(account).copied().unwrap_or_default()
    }

    /// Every balance that was below nothing, once for each account.
    pub fn finish(mut self) -> Vec<Below> {
        self.look();
        self.below
    }

    /// Looks at every balance. What is held for others is not there any more; what is held for the account is not there yet.
    fn look(&mut self) {
        let Some(at) = self.at else { return };
        for (account, balance) in &self.balances {
            let least = balance.posted + balance.held.min(0);
            let told = || self.below.iter().any(|below| below.account == *account);
            if least < 0 && !account.may_be_negative() && !told() {
                self.below.push(Below {
                    account: account.clone(),
                    at,
                    balance: *balance,
                });
            }
        }
    }
}
