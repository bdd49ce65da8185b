//! Proves a ledger: reads orders with their transfers one after the other, in any number, and says what does not add up.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use pasar_domain::id::OrderId;
use pasar_domain::money::Currency;
use pasar_domain::order::Order;

use crate::account::Account;
use crate::explain::{Balance, explain, is_possible};
use crate::transfer::{Phase, Transfer};

/// Most problems that a report keeps; more are only counted.
const PROBLEMS_MAX: usize = 1_000;

/// What is wrong with the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// An account does not hold what its order explains.
    Unexplained {
        /// The order.
        order: OrderId,
        /// The account.
        account: Account,
        /// What it must hold.
        expected: Balance,
        /// What it holds.
        actual: Balance,
    },
    /// The order's state and the place of its money do not go together.
    Impossible {
        /// The order.
        order: OrderId,
    },
    /// A hold was resolved twice, or something was resolved that is no hold, or with other figures.
    Resolution {
        /// The order.
        order: OrderId,
        /// What is wrong.
        reason: &'static str,
    },
    /// Transfers speak of an order that does not exist, or in a currency that is not its own.
    Stray {
        /// The order they name.
        order: OrderId,
    },
    /// The accounts of a currency do not sum to zero.
    Unbalanced {
        /// The currency.
        currency: Currency,
        /// What they sum to.
        sum: i128,
    },
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unexplained {
                order,
                account,
                expected,
                actual,
            } => write!(
                f,
                "{order}: {account} holds {} (and {} pending), but the order explains {} (and {} pending)",
                actual.posted, actual.held, expected.posted, expected.held
            ),
            Self::Impossible { order } => write!(f, "{order}: its state and its money do not go together"),
            Self::Resolution { order, reason } => write!(f, "{order}: {reason}"),
            Self::Stray { order } => write!(f, "{order}: transfers without an order of that currency"),
            Self::Unbalanced { currency, sum } => {
                write!(f, "the accounts in {currency} sum to {sum}, not zero")
            }
        }
    }
}

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// Orders read.
    pub orders: u64,
    /// Transfers read.
    pub transfers: u64,
    /// What each class of accounts holds, per currency, in minor units.
    pub totals: BTreeMap<(String, &'static str), i128>,
    /// The first problems.
    pub problems: Vec<Problem>,
    /// How many there are in all.
    pub problems_total: u64,
}

impl Report {
    /// Does everything add up?
    pub const fn is_clean(&self) -> bool {
        self.problems_total == 0
    }
}

/// A check in progress. Its memory does not grow with the ledger.
#[derive(Debug, Default)]
pub struct Check {
    report: Report,
}

impl Check {
    /// Reads one order with all of its transfers.
    pub fn order(&mut self, order: &Order, transfers: &[Transfer]) {
        self.report.orders += 1;
        self.count(transfers);
        let currency = order.amounts.currency();
        if transfers
            .iter()
            .any(|transfer| transfer.amount.currency != currency || transfer.order_id != order.id)
        {
            self.problem(Problem::Stray { order: order.id });
            return;
        }
        if let Err(reason) = holds_are_resolved_once(transfers) {
            self.problem(Problem::Resolution {
                order: order.id,
                reason,
            });
        }
        if !is_possible(&order.state, &order.funds) {
            self.problem(Problem::Impossible { order: order.id });
        }
        let provider = transfers.iter().find_map(|transfer| match &transfer.debit {
            Account::Provider(name) => Some(name.as_str()),
            _ => None,
        });
        let Ok(expected) = explain(order, provider.unwrap_or_default()) else {
            self.problem(Problem::Impossible { order: order.id });
            return;
        };
        let actual = balances(transfers);
        let accounts: BTreeSet<&Account> = expected.keys().chain(actual.keys()).collect();
        for account in accounts {
            let expected = expected.get(account).copied().unwrap_or_default();
            let actual = actual.get(account).copied().unwrap_or_default();
            if expected != actual {
                let account = account.clone();
                self.problem(Problem::Unexplained {
                    order: order.id,
                    account,
                    expected,
                    actual,
                });
            }
        }
    }

    /// Reads transfers whose order does not exist.
    pub fn stray(&mut self, order: OrderId, transfers: &[Transfer]) {
        self.count(transfers);
        self.problem(Problem::Stray { order });
    }

    /// What was found.
    pub fn finish(mut self) -> Report {
        let mut sums: BTreeMap<CurrencyCode, i128> = BTreeMap::new();
        for ((currency, _), total) in &self.report.totals {
            *sums.entry(currency.clone()).or_default() += total;
        }
        for (code, sum) in sums {
            if let (true, Ok(currency)) = (sum != 0, code.parse()) {
                self.problem(Problem::Unbalanced { currency, sum });
            }
        }
        self.report
    }

    fn count(&mut self, transfers: &[Transfer]) {
        self.report.transfers += u64::try_from(transfers.len()).unwrap_or(u64::MAX);
        for transfer in transfers {
            if moves(transfer) {
                let code = transfer.amount.currency.code().to_owned();
                let amount = i128::from(transfer.amount.minor);
                let totals = &mut self.report.totals;
                *totals.entry((code.clone(), transfer.debit.class())).or_default() -= amount;
                *totals.entry((code, transfer.credit.class())).or_default() += amount;
            }
        }
    }

    fn problem(&mut self, problem: Problem) {
        self.report.problems_total += 1;
        if self.report.problems.len() < PROBLEMS_MAX {
            self.report.problems.push(problem);
        }
    }
}

/// A currency's code: currencies have no order of their own.
type CurrencyCode = String;

const fn moves(transfer: &Transfer) -> bool {
    matches!(transfer.phase, Phase::Immediate | Phase::Post(_))
}

/// What each account holds after these transfers. Empty accounts are left out.
pub fn balances(transfers: &[Transfer]) -> BTreeMap<Account, Balance> {
    let mut balances: BTreeMap<Account, Balance> = BTreeMap::new();
    for transfer in transfers {
        let amount = transfer.amount.minor;
        let (posted, held) = match transfer.phase {
            Phase::Immediate => (amount, 0),
            Phase::Pending => (0, amount),
            Phase::Post(_) => (amount, -amount),
            Phase::Void(_) => (0, -amount),
        };
        for (account, sign) in [(&transfer.debit, -1), (&transfer.credit, 1)] {
            let balance = balances.entry(account.clone()).or_default();
            balance.posted += sign * posted;
            balance.held += sign * held;
        }
    }
    balances.retain(|_, balance| *balance != Balance::default());
    balances
}

fn holds_are_resolved_once(transfers: &[Transfer]) -> Result<(), &'static str> {
    let holds = transfers
        .iter()
        .filter(|transfer| transfer.phase == Phase::Pending);
    let mut open: BTreeMap<_, &Transfer> = holds.map(|hold| (hold.id, hold)).collect();
    for transfer in transfers {
        let (Phase::Post(hold) | Phase::Void(hold)) = transfer.phase else {
            continue;
        };
        let Some(held) = open.remove(&hold) else {
            return Err("a hold was resolved twice, or what was resolved is no hold");
        };
        let same = (&held.debit, &held.credit, held.amount, held.kind)
            == (&transfer.debit, &transfer.credit, transfer.amount, transfer.kind);
        if !same {
            return Err("a hold was resolved with other figures than its own");
        }
    }
    Ok(())
}
